// Every kind of wrong input ends in a diagnostic with code, place and hint, and leaves no file behind.
import { describe, expect, test } from 'vitest';
import {
  SOUND,
  articleOf,
  buildWith,
  inFolder,
  makePublication,
  manifestOf,
  runCheck,
  styleWith,
} from './cli-kit.ts';
import type { Finding, Run } from './cli-kit.ts';

type Files = Readonly<Record<string, string | Uint8Array | null>>;
type Expected = Partial<Finding>;

const MANIFEST = SOUND['issues/1.yaml'] ?? '';
const A = 'issues/articles/a.md';
const withPicture = (source: string): string =>
  articleOf('متن', `title: آب\nimage: { src: ${source}, alt: x }`);
const withManifest = (from: string, to: string): Files => ({ 'issues/1.yaml': MANIFEST.replace(from, to) });

/** Only errors, or only warnings: the keys named in `expected` of each, in order. */
function expectFindings(run: Run, severity: 'error' | 'warning', expected: readonly Expected[]): void {
  const found = run.findings.filter((finding) => finding.severity === severity);
  expect(found.map(({ code }) => code)).toEqual(expected.map(({ code }) => code));
  found.forEach((finding, index) => expect(finding).toMatchObject(expected[index] ?? {}));
}

test('a sound publication builds without a finding', async () => {
  const { status, findings, outputs } = await buildWith({});
  expect(findings).toEqual([]);
  expect(status).toBe(0);
  expect(outputs).toEqual(['one.json', 'one.pdf', 'one.txt']);
});

const ERRORS: readonly (readonly [string, Files, readonly Expected[]])[] = [
  [
    'a manifest that is not YAML',
    withManifest('language: fa', 'language: [fa'),
    [{ code: 'M002', file: 'issues/1.yaml', line: 4, column: 1 }],
  ],
  [
    'a key of the wrong type',
    withManifest('language: fa', 'language: [fa]'),
    [
      {
        code: 'M004',
        file: 'issues/1.yaml',
        line: 3,
        column: 11,
        message: 'language: expected a language tag such as fa, fa-AF or en, found a list',
      },
    ],
  ],
  [
    'a missing key',
    withManifest('date: 2024-05-08\n', ''),
    [{ code: 'M005', file: 'issues/1.yaml', line: 1, column: 1, message: 'The key date is missing' }],
  ],
  [
    'a bad date in the manifest',
    withManifest('2024-05-08', '2024-13-40'),
    [
      {
        code: 'M006',
        file: 'issues/1.yaml',
        line: 2,
        column: 7,
        hint: 'write 2024-05-08, 08.05.2024 or ۱۹ ثور ۱۴۰۳',
      },
    ],
  ],
  [
    'a bad date in an article',
    { [A]: articleOf('متن', 'title: آب\ndate: yesterday') },
    [{ code: 'M006', file: A, line: 3, column: 7, hint: 'write 2024-05-08, 08.05.2024 or ۱۹ ثور ۱۴۰۳' }],
  ],
  [
    'a missing article',
    { 'issues/1.yaml': manifestOf('articles/a.md', 'articles/aa.md') },
    [{ code: 'M007', file: 'issues/1.yaml', line: 9, column: 9, hint: 'did you mean articles/a.md?' }],
  ],
  [
    'an article without a title',
    { [A]: articleOf('متن', 'author: کسی') },
    [{ code: 'A003', file: A, line: 2, column: 1, hint: 'add title: … to the front matter' }],
  ],
  [
    'an article whose title is empty',
    { [A]: articleOf('متن', 'title: "  "') },
    [{ code: 'A003', file: A, line: 2, column: 8 }],
  ],
  ['front matter that is not YAML', { [A]: articleOf('متن', 'title: [آب') }, [{ code: 'A002', file: A }]],
  [
    'a key of an article with a wrong value',
    { [A]: articleOf('متن', 'title: آب\ncolumns: many') },
    [{ code: 'A005', file: A, line: 3, column: 10 }],
  ],
  ['an article that is a folder', { [A]: null, [`${A}/x`]: '' }, [{ code: 'A001', file: A }]],
  [
    'an article without front matter',
    { [A]: 'متن\n' },
    [
      {
        code: 'A008',
        file: A,
        line: 1,
        column: 1,
        hint: 'an article begins with a line ---, its title: … and another line ---',
      },
    ],
  ],
  [
    'a picture of the front matter that is missing',
    { [A]: withPicture('media/x.jpg') },
    [
      {
        code: 'I001',
        file: A,
        line: 3,
        column: 15,
        message: 'Picture issues/articles/media/x.jpg not found',
      },
    ],
  ],
  [
    'a picture of the text that is missing',
    { [A]: articleOf('متن\n\n![آب](media/y.png)') },
    [{ code: 'I001', file: A, line: 7, column: 7 }],
  ],
  [
    'a picture that is none',
    { [A]: withPicture('x.png'), 'issues/articles/x.png': 'this is no picture' },
    [
      {
        code: 'I002',
        file: A,
        line: 3,
        column: 15,
        hint: 'JPEG, PNG, WebP, GIF, AVIF, TIFF, SVG and PDF can be used',
      },
    ],
  ],
  [
    'an unknown template',
    withManifest('template: plain', 'template: plian'),
    [{ code: 'T001', file: 'issues/1.yaml', line: 5, column: 11, hint: 'did you mean plain?' }],
  ],
  [
    'a template without issue.hbs',
    { 'templates/plain/issue.hbs': null },
    [{ code: 'T002', file: 'templates/plain/issue.hbs' }],
  ],
  [
    'a template with a syntax error',
    { 'templates/plain/issue.hbs': '<html>\n{{foo}\n</html>' },
    [{ code: 'T003', file: 'templates/plain/issue.hbs', line: 2 }],
  ],
  [
    'a template with a block that is not closed',
    { 'templates/plain/issue.hbs': '<html>\n{{#each sections}}\n</html>' },
    [
      {
        code: 'T003',
        file: 'templates/plain/issue.hbs',
        line: 3,
        message: 'Template syntax error: unexpected end of the file (a block is not closed)',
      },
    ],
  ],
  [
    'a template with an unknown helper',
    { 'templates/plain/issue.hbs': '<html>\n {{dgits 3 "fa"}}\n</html>' },
    [{ code: 'T003', file: 'templates/plain/issue.hbs', line: 2, column: 2, hint: 'did you mean digits?' }],
  ],
  [
    'a template with an unknown partial',
    { 'templates/plain/issue.hbs': '<html>\n{{> masthed}}\n</html>', 'templates/plain/masthead.hbs': '' },
    [{ code: 'T002', file: 'templates/plain/issue.hbs', line: 2, column: 1, hint: 'did you mean masthead?' }],
  ],
  [
    'a template without end',
    { 'templates/plain/issue.hbs': '{{> again}}', 'templates/plain/again.hbs': '{{> again}}' },
    [{ code: 'T004', message: 'The template failed: partials call each other without end' }],
  ],
  [
    'a template without style sheet',
    { 'templates/plain/style.css': null },
    [{ code: 'C006', file: 'templates/plain/style.css' }],
  ],
  [
    'an imported style sheet that is missing',
    { 'templates/plain/style.css': `@import 'y.css';\n${SOUND['templates/plain/style.css']}` },
    [{ code: 'C006', file: 'templates/plain/style.css', line: 1, column: 1 }],
  ],
  [
    'a font file that is missing',
    {
      'templates/plain/style.css': styleWith(
        '@font-face { font-family: Y; src: url(y.ttf) }\nhtml { font-family: Y }',
      ),
    },
    [
      {
        code: 'F002',
        file: 'templates/plain/style.css',
        line: 5,
        column: 1,
        hint: 'put the font file into fonts/, or install the npm package that the source names',
      },
    ],
  ],
  [
    'a font file that is none',
    {
      'templates/plain/style.css': styleWith(
        '@font-face { font-family: Y; src: url(y.ttf) }\nhtml { font-family: Y }',
      ),
      'templates/plain/y.ttf': 'this is no font',
    },
    [{ code: 'F002', file: 'templates/plain/style.css', line: 5, column: 1 }],
  ],
  [
    'an issue whose only selection is empty',
    { 'issues/1.yaml': manifestOf('select: { language: de }') },
    [{ code: 'M010', file: 'issues/1.yaml', line: 6, column: 1 }],
  ],
];

describe('an error', () => {
  test.each(ERRORS)('%s is reported at its place, and nothing is written', async (_, files, expected) => {
    const run = await buildWith(files);
    expectFindings(run, 'error', expected);
    expect(run.status).toBe(1);
    expect(run.outputs).toEqual([]);
    expect(run.stderr).toBe('');
  });

  test.each(ERRORS)('%s is found by check as well', async (_, files, expected) => {
    const findings = await inFolder(makePublication(files), () => runCheck());
    const codes = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect(codes).toEqual(expected.map(({ code }) => code));
  });

  test('of every kind is reported in one run', async () => {
    const { findings, outputs } = await buildWith({
      'issues/1.yaml': manifestOf('articles/a.md', 'articles/b.md', 'articles/none.md'),
      [A]: withPicture('none.png'),
      'issues/articles/b.md': 'no front matter',
      'templates/plain/issue.hbs': '{{#if}',
      'templates/plain/style.css': 'p { colr: red }\n@font-face { font-family: X; src: url(none.ttf) }',
    });
    expect(findings.map(({ code }) => code).toSorted()).toEqual([
      'A008',
      'C002',
      'F002',
      'I001',
      'M007',
      'T003',
    ]);
    expect(outputs).toEqual([]);
  });

  test('in the manifest does not hide those in the articles', async () => {
    const files = {
      'issues/1.yaml': manifestOf('articles/a.md', 'articles/none.md').replace('2024-05-08', 'soon'),
      [A]: 'x',
    };
    const { findings } = await buildWith(files);
    expect(findings.map(({ code }) => code).toSorted()).toEqual(['A008', 'M006', 'M007']);
  });
});

describe('a warning', () => {
  const WARNINGS: readonly (readonly [string, Files, readonly Expected[]])[] = [
    [
      'an unknown key, with the nearest known one,',
      withManifest('template:', 'tepmlate: x\ntemplate:'),
      [
        {
          code: 'M003',
          file: 'issues/1.yaml',
          line: 5,
          column: 1,
          message: 'Unknown key tepmlate',
          hint: 'did you mean template?',
        },
      ],
    ],
    [
      'an unknown key of an article',
      { [A]: articleOf('متن', 'title: آب\nauthr: کسی') },
      [{ code: 'A004', file: A, line: 3, column: 1, hint: 'did you mean author?' }],
    ],
    [
      'unknown CSS',
      {
        'templates/plain/style.css': styleWith(
          'p { colr: red;\n color: redd }\np:hovr { color: red }\n@foo { }\n',
        ),
      },
      [
        {
          code: 'C002',
          file: 'templates/plain/style.css',
          line: 5,
          column: 5,
          hint: 'did you mean "color"?',
        },
        { code: 'C003', file: 'templates/plain/style.css', line: 6, column: 2 },
        { code: 'C004', file: 'templates/plain/style.css', line: 7, column: 2 },
        { code: 'C005', file: 'templates/plain/style.css', line: 8, column: 1 },
      ],
    ],
    [
      'a selection that matches nothing',
      { 'issues/1.yaml': manifestOf('articles/a.md', 'select: { language: de }') },
      [
        {
          code: 'M008',
          file: 'issues/1.yaml',
          line: 9,
          column: 9,
          message: 'No article matches the selection (language: de)',
        },
      ],
    ],
    ['an unknown container', { [A]: articleOf(':::peom\nمتن\n:::') }, [{ code: 'A009', file: A, line: 5 }]],
    [
      'raw HTML that is not allowed',
      { [A]: articleOf('متن <script>alert(1)</script> متن') },
      [{ code: 'A006', file: A, line: 5 }],
    ],
  ];

  test.each(WARNINGS)(
    '%s is named with its place and does not stop the build',
    async (_, files, expected) => {
      const run = await buildWith(files);
      expectFindings(run, 'warning', expected);
      expect(run.status).toBe(0);
      expect(run.outputs).toHaveLength(3);
    },
  );

  test('about letters that no font has names the letters, the article and the line', async () => {
    const run = await buildWith({ [A]: articleOf('متن 漢字 متن\n\nسطر دیگر ᚠ') });
    expectFindings(run, 'warning', [
      { code: 'F003', file: A, line: 5 },
      { code: 'F003', file: A, line: 7 },
    ]);
    const [first, second] = run.findings;
    expect(first?.message).toContain('漢 U+6F22');
    expect(first?.message).toContain('字 U+5B57');
    expect(second?.message).toContain('ᚠ U+16A0');
    expect(first?.hint).toMatch(/font-family/);
    expect(run.status).toBe(0);
  });
});
