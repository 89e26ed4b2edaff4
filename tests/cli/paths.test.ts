// Nothing outside the publication folder is read, however a path is written or linked.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rmSync } from 'node:fs';
import {
  SOUND,
  articleOf,
  buildWith,
  inFolder,
  makeFolder,
  makePublication,
  manifestOf,
  runBuild,
  styleWith,
} from './cli-kit.ts';

const A = 'issues/articles/a.md';
const STYLE = 'templates/plain/style.css';
const SECRET = 'the secret beyond';

describe('a path that climbs out of the publication', () => {
  test.each([
    ['an article', { 'issues/1.yaml': manifestOf('../../x.md', '/etc/passwd') }, 'issues/1.yaml', [8, 9]],
    [
      'a picture of the front matter',
      { [A]: articleOf('متن', 'title: آب\nimage: { src: ../../../x.png }') },
      A,
      [3],
    ],
    [
      'a picture of the text',
      { [A]: articleOf('متن\n\n![آب](../../../y.png)\n\n![آب](/etc/z.png)') },
      A,
      [7, 9],
    ],
    [
      'a font',
      {
        [STYLE]: styleWith(
          '@font-face { font-family: X; src: url(../../../x.ttf) }\nhtml { font-family: X }',
        ),
      },
      STYLE,
      [5],
    ],
  ])('is refused at its line when it is that of %s', async (_, files, file, lines) => {
    const { status, findings, outputs } = await buildWith(files);
    const refused = findings.filter(({ code }) => code === 'X001');
    expect(refused.map((finding) => [finding.file, finding.line])).toEqual(lines.map((line) => [file, line]));
    expect(refused.every(({ column }) => column !== undefined)).toBe(true);
    expect(status).toBe(1);
    expect(outputs).toEqual([]);
  });

  test('is refused when it is that of an @import', async () => {
    const { status, findings } = await buildWith({ [STYLE]: `@import '../../../x.css';\n${SOUND[STYLE]}` });
    expect(findings[0]).toMatchObject({ code: 'X001', severity: 'error', file: STYLE });
    expect(status).toBe(1);
  });

  test('is no name of a template', async () => {
    const manifest = (SOUND['issues/1.yaml'] ?? '').replace('template: plain', 'template: ../../x');
    const { status, findings } = await buildWith({ 'issues/1.yaml': manifest });
    expect(findings).toMatchObject([{ code: 'M004', file: 'issues/1.yaml', line: 5, column: 11 }]);
    expect(status).toBe(1);
  });

  test('is no name of an issue', async () => {
    const manifest = (SOUND['issues/1.yaml'] ?? '').replace('issue: one', 'issue: ../one');
    const { status, findings, outputs } = await buildWith({ 'issues/1.yaml': manifest });
    expect(findings).toMatchObject([{ code: 'M004', file: 'issues/1.yaml', line: 1, column: 8 }]);
    expect(status).toBe(1);
    expect(outputs).toEqual([]);
  });
});

describe('a link that leads out of the publication', () => {
  let outside = '';
  beforeEach(() => {
    outside = makeFolder();
  });
  afterEach(() => rmSync(outside, { recursive: true, force: true }));

  const FONT = styleWith(
    '@font-face { font-family: X; src: url(../../fonts/x.ttf) }\nhtml { font-family: X }',
  );
  test.each([
    ['an article', { [A]: null }, A, articleOf(SECRET)],
    [
      'a picture',
      { [A]: articleOf('متن', 'title: آب\nimage: { src: x.svg, alt: x }') },
      'issues/articles/x.svg',
      `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>${SECRET}</title></svg>`,
    ],
    ['a font', { [STYLE]: FONT }, 'fonts/x.ttf', SECRET],
    [
      'an imported style sheet',
      { [STYLE]: `@import 'x.css';\n${SOUND[STYLE]}` },
      'templates/plain/x.css',
      `p { ${SECRET} }`,
    ],
    ['a style sheet', { [STYLE]: null }, STYLE, `p { ${SECRET} }`],
    ['a template file', {}, 'templates/plain/x.hbs', `{{${SECRET}`],
  ])('is not followed when it stands for %s', async (_, files, path, content) => {
    const folder = makePublication(files);
    const target = join(outside, 'target');
    writeFileSync(target, content);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(target, join(folder, path));
    const { status, findings, outputs, stdout } = await inFolder(folder, () => runBuild());
    expect(findings.map(({ code }) => code)).toContain('X001');
    expect(stdout).not.toContain('secret');
    expect(status).toBe(1);
    expect(outputs).toEqual([]);
  });

  test('is not followed when it stands for a template folder', async () => {
    const folder = makePublication({
      'templates/plain/issue.hbs': null,
      [STYLE]: null,
      'templates/other/issue.hbs': '',
    });
    writeFileSync(join(outside, 'issue.hbs'), SECRET);
    writeFileSync(join(outside, 'style.css'), `p { ${SECRET} }`);
    symlinkSync(outside, join(folder, 'templates/plain'));
    const { status, findings, outputs } = await inFolder(folder, () => runBuild());
    expect(findings).toMatchObject([{ code: 'X001', file: 'issues/1.yaml', line: 5, column: 11 }]);
    expect(status).toBe(1);
    expect(outputs).toEqual([]);
  });

  test('is not followed when it stands for a folder of articles', async () => {
    const folder = makePublication({ [A]: null });
    writeFileSync(join(outside, 'a.md'), articleOf(SECRET));
    symlinkSync(outside, join(folder, 'issues/articles'));
    const { status, findings } = await inFolder(folder, () => runBuild());
    expect(findings).toMatchObject([{ code: 'X001', file: 'issues/1.yaml', line: 8, column: 9 }]);
    expect(status).toBe(1);
  });
});
