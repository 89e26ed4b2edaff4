// What an editor gets wrong about the press edition: a word at its place with a way out, status 1, no new file, the old one kept.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inFolder, makePublication, runBuild, SOUND, articleOf, styleWith } from './cli-kit.ts';

type Files = Readonly<Record<string, string | Uint8Array | null>>;

const JPEG = readFileSync(join(import.meta.dirname, '../../issues/articles/media/stream.jpg'));

function withPress(press: string, files: Files = {}): Files {
  return { 'issues/1.yaml': `${SOUND['issues/1.yaml'] ?? ''}editions:\n  press: ${press}\n`, ...files };
}

function styled(press: string, css: string): Files {
  return withPress(press, { 'templates/plain/style.css': styleWith(css) });
}

const CASES: readonly (readonly [what: string, files: Files, place: string, code: string])[] = [
  ['a setting is misspelt', withPress('{ bledd: 3mm }'), 'issues/1.yaml:10:12', 'M003'],
  ['the edition is misspelt', { 'issues/1.yaml': `${SOUND['issues/1.yaml'] ?? ''}editions:\n  pres: {}\n` }, 'issues/1.yaml:10:3', 'M003'],
  ['the marks are misspelt', withPress('{ marks: crop crss }'), 'issues/1.yaml:10:19', 'M004'],
  ['the place of the cover is misspelt', withPress('{ pages: { cover: seperate } }'), 'issues/1.yaml:10:28', 'M004'],
  ['so little ink is allowed that text would be grey', withPress('{ inkLimit: 20% }'), 'issues/1.yaml:10:22', 'M004'],
  ['the printing condition has no name', withPress('{ condition: { identifier: "" } }'), 'issues/1.yaml:10:37', 'M004'],
  ['the ICC profile is a folder', withPress('{ condition: { identifier: X, icc: articles } }'), 'issues/1.yaml:10:45', 'E005'],
  ['the ICC profile is out of the publication', withPress('{ condition: { identifier: X, icc: ../../x.icc } }'), 'issues/1.yaml:10:45', 'X001'],
  ['the printer profile is out of the publication', withPress('{ profile: ../../kabul.yaml }'), 'issues/1.yaml:10:21', 'X001'],
  [
    'printer profiles extend each other',
    withPress('{ profile: printers/a.yaml }', { 'issues/printers/a.yaml': 'extends: b.yaml\n', 'issues/printers/b.yaml': 'extends: a.yaml\n' }),
    'issues/printers/b.yaml:1:10',
    'E002',
  ],
  ['a spot colour of the profile is a process ink', withPress('{ spots: { Cyan: [0, 20, 60, 0] } }'), 'issues/1.yaml:10:21', 'E004'],
  ['a spot colour of the design is a process ink', styled('{}', 'p { color: spot("Cyan", 1, device-cmyk(0 1 1 0)) }'), 'templates/plain/style.css:5:5', 'K001'],
  ['a spot colour of the design is the registration colour', styled('{}', 'p { color: spot("All", 1, device-cmyk(1 1 1 1)) }'), 'templates/plain/style.css:5:5', 'K001'],
  ['a spot colour has no recipe and an odd name', styled('{}', 'p { color: spot("constructor", 1) }'), 'templates/plain/style.css:5:5', 'K001'],
  ['the design has another recipe than the profile', styled('{ spots: { Gold: [0, 20, 60, 20] } }', 'p { color: spot("Gold", 1, device-cmyk(0 0 1 0)) }'), 'templates/plain/style.css:5:5', 'K002'],
  ['the design is transparent in X-1a', styled('{ standard: pdfx-1a }', 'p { color: rgb(0 0 0 / 50%) }'), 'templates/plain/style.css:5:5', 'K003'],
  [
    'a picture is cut short',
    withPress('{}', { 'issues/articles/a.md': articleOf('![آب](media/x.jpg)'), 'issues/articles/media/x.jpg': JPEG.subarray(0, 30_000) }),
    'issues/articles/a.md:5:7',
    'I002',
  ],
]; // prettier-ignore

describe('the press edition is not written when', () => {
  test.each(CASES)('%s', async (_what, files, place, code) => {
    const folder = makePublication({ ...files, 'out/one.press.pdf': 'old' });
    mkdirSync(join(folder, 'issues/articles'), { recursive: true });
    await inFolder(folder, async () => {
      const { status, findings, outputs } = await runBuild({ editions: ['press'] });
      const errors = findings.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ file, line, column, code: found }) => `${file}:${line}:${column} ${found}`)).toEqual([`${place} ${code}`]); // prettier-ignore
      expect(errors[0]?.hint ?? '').not.toBe('');
      expect(status).toBe(1);
      expect(outputs.filter((path) => !path.startsWith('.cache'))).toEqual(['one.press.pdf']);
      expect(readFileSync('out/one.press.pdf', 'utf8')).toBe('old');
    });
  });
});
