// nashr build --edition press: its files and what is said of them; and no file at all when anything is wrong.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { extractText, formatExtracted } from '../../src/preflight/pdfjs/extract-text.ts';
import { openPdf } from '../../src/preflight/pdfjs/read-pdf.ts';
import type { Finding } from './cli-kit.ts';
import {
  SOUND,
  articleOf,
  buildWith,
  inFolder,
  makePublication,
  runBuild,
  runCheck,
  styleWith,
} from './cli-kit.ts';

const ICC = readFileSync(join(import.meta.dirname, '../../src/press/profiles/fogra47l-uncoated.icc'));

/** The sound publication with this press edition, and other files. */
function withPress(
  press: string,
  files: Readonly<Record<string, string | Uint8Array | null>> = {},
): Record<string, string | Uint8Array | null> {
  return { 'issues/1.yaml': `${SOUND['issues/1.yaml'] ?? ''}editions:\n  press: ${press}\n`, ...files };
}

/** Articles of so many pages. */
function pages(count: number): Record<string, string> {
  const body = Array.from({ length: count }, (_, i) => `متن صفحهٔ ${i + 1}.`).join('\n\n');
  return {
    'issues/articles/a.md': articleOf(body),
    'templates/plain/style.css': styleWith('p + p { break-before: page }'),
  };
}

/** Sections say from which front they are read. */
const DUAL_TEMPLATE = (SOUND['templates/plain/issue.hbs'] ?? '')
  .replace(
    '{{#each sections}}',
    '{{#each sections}}<section data-front="{{front}}" lang="{{language}}" dir="{{direction}}">',
  )
  .replace('{{/each}}{{/each}}', '{{/each}}</section>{{/each}}');

function iccWith(offset: number, bytes: string | readonly number[]): Uint8Array {
  const changed = Uint8Array.from(ICC);
  changed.set(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, offset);
  return changed;
}

function places(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ file, line, column, severity, code }) => `${file}:${line}:${column} ${severity} ${code}`); // prettier-ignore
}

/** Findings of the edition’s settings and pages, without what is said of colours and pictures. */
function ofPress(findings: readonly Finding[]): readonly string[] {
  return places(findings.filter(({ code }) => !/^[IKP]/.test(code)));
}

async function pageCount(file: string): Promise<number> {
  const document = await openPdf(new Uint8Array(readFileSync(file)), file, new Diagnostics());
  return document?.numPages ?? 0;
}

async function textOf(file: string): Promise<string> {
  const extracted = await extractText(new Uint8Array(readFileSync(file)), {
    file,
    diagnostics: new Diagnostics(),
  });
  return extracted === null ? '' : formatExtracted(extracted, 'pages');
}

describe('the press edition', () => {
  test('is written beside the web edition, and its text comes back the same', async () => {
    await inFolder(makePublication(withPress('{}', pages(4))), async () => {
      const { status, findings, outputs } = await runBuild({ editions: ['web', 'press'] });
      expect(ofPress(findings)).toEqual([]);
      expect(status).toBe(0);
      expect(outputs).toEqual(['one.json', 'one.pdf', 'one.press.pdf', 'one.txt']);
      expect(await textOf('out/one.press.pdf')).toBe(readFileSync('out/one.txt', 'utf8'));
    });
  });

  test('changes nothing in the web edition but an entry of the table of contents', async () => {
    await inFolder(makePublication(withPress('{ profile: newspaper }', pages(4))), async () => {
      await runBuild({ out: 'web' });
      await runBuild({ out: 'both', editions: ['press', 'web'] });
      for (const file of ['one.pdf', 'one.txt'])
        expect(readFileSync(`both/${file}`).equals(readFileSync(`web/${file}`)), file).toBe(true);
      const { press, ...rest } = JSON.parse(readFileSync('both/one.json', 'utf8')) as Record<string, unknown>;
      expect(rest).toEqual(JSON.parse(readFileSync('web/one.json', 'utf8')));
      expect(press).toEqual({
        standard: 'pdfx-4',
        profile: 'newspaper',
        condition: 'IFRA26',
        binding: 'right',
        order: 'reading',
        trim: [120, 170],
        bleed: 3,
        // 12 pt to the marks, these, and a little paper.
        sheet: [expect.closeTo(141.17, 1), expect.closeTo(191.17, 1)],
        added: 0,
        files: [{ file: 'one.press.pdf', part: 'inside', pages: 4, bytes: readFileSync('both/one.press.pdf').length }], // prettier-ignore
      });
    });
  });

  test('alone writes only its own file, the same bytes every time', async () => {
    await inFolder(makePublication(), async () => {
      expect((await runBuild({ editions: ['press'] })).outputs).toEqual(['one.press.pdf']);
      const first = readFileSync('out/one.press.pdf');
      await runBuild({ editions: ['press'] });
      expect(readFileSync('out/one.press.pdf').equals(first)).toBe(true);
    });
  });

  test('has the rules of @media (edition: press)', async () => {
    const css = '@media (edition: press) { h1 { display: none } }';
    await inFolder(makePublication({ 'templates/plain/style.css': styleWith(css) }), async () => {
      await runBuild({ editions: ['web', 'press'] });
      expect(readFileSync('out/one.txt', 'utf8')).toContain('آب');
      const press = await textOf('out/one.press.pdf');
      expect(press).toContain('یک متن کوتاه');
      expect(press).not.toContain('آب');
    });
  });

  test('is told in a line: standard, profile, sizes, binding', async () => {
    const run = await buildWith(withPress('{ standard: pdfx-1a, profile: uncoated, bleed: 5mm }', pages(4)), { editions: ['press'], format: 'human' }); // prettier-ignore
    expect(run.stdout).toMatch(
      /press: PDF\/X-1a for uncoated \(FOGRA47\), trim 120 × 170 mm, bleed 5 mm, sheet [\d.]+ × [\d.]+ mm, bound at the right, 4 pages\n/,
    );
  });

  test('brings the pages to a multiple of four, shows the house notice on them and says so', async () => {
    const house = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="80"><rect width="60" height="80" fill="#123456"/></svg>'; // prettier-ignore
    const files = withPress('{ pages: { filler: house.svg } }', { ...pages(2), 'issues/house.svg': house });
    await inFolder(makePublication(files), async () => {
      const { findings, outputs } = await runBuild({ editions: ['web', 'press'] });
      expect(ofPress(findings)).toEqual(['issues/1.yaml:10:19 note E009']);
      expect(findings.map(({ code }) => code)).toContain('E009');
      expect(outputs).toContain('one.press.pdf');
      expect(await pageCount('out/one.press.pdf')).toBe(4);
      expect(await pageCount('out/one.pdf')).toBe(2);
    });
  });

  test('has its cover in a file of its own where the manifest asks for it', async () => {
    await inFolder(makePublication(withPress('{ pages: { cover: separate } }', pages(8))), async () => {
      const { findings, outputs } = await runBuild({ editions: ['press'] });
      expect(ofPress(findings)).toEqual([]);
      expect(outputs).toEqual(['one.press-cover.pdf', 'one.press.pdf']);
      expect(await pageCount('out/one.press-cover.pdf')).toBe(4);
      expect(await pageCount('out/one.press.pdf')).toBe(4);
      const numbers = async (file: string): Promise<string[]> => [...(await textOf(file)).matchAll(/صفحهٔ (\d+|[۰-۹]+)/g)].map(([, n]) => n ?? ''); // prettier-ignore
      expect(await numbers('out/one.press-cover.pdf')).toEqual(['1', '2', '7', '8']);
      expect(await numbers('out/one.press.pdf')).toEqual(['3', '4', '5', '6']);
    });
  });

  test('has the pages of two fronts in order, whatever is added between them', async () => {
    const dual = SOUND['issues/1.yaml']?.replace('language: fa', 'language: fa\nbinding: dual') ?? '';
    const english = '  - language: en\n    articles: [articles/b.md]\neditions:\n  press: { pages: { multiple: 8 } }\n'; // prettier-ignore
    const files = {
      ...pages(3),
      'issues/1.yaml': dual + english,
      'issues/articles/b.md': articleOf('One.\n\nTwo.', 'title: B\nlanguage: en'),
      'templates/plain/issue.hbs': DUAL_TEMPLATE,
    };
    await inFolder(makePublication(files), async () => {
      const { findings } = await runBuild({ editions: ['web', 'press'] });
      expect(ofPress(findings)).toEqual(['issues/1.yaml:13:31 note E009']);
      expect(await pageCount('out/one.pdf')).toBe(5);
      expect(await pageCount('out/one.press.pdf')).toBe(8);
      const blocks = (text: string): string[] => text.split(/[\n\f]+/).filter((block) => block !== '');
      expect(blocks(await textOf('out/one.press.pdf'))).toEqual(blocks(readFileSync('out/one.txt', 'utf8')));
    });
  });

  test('obeys the manifest where the style sheet says otherwise, with a note', async () => {
    const css = styleWith('@page { bleed: 5mm; marks: crop }');
    const press = {
      ...pages(4),
      'templates/plain/style.css': `${pages(4)['templates/plain/style.css']}${css}`,
    };
    const { status, findings } = await buildWith(withPress('{ bleed: 3mm }', press), { editions: ['press'] });
    expect(status).toBe(0);
    expect(ofPress(findings)).toEqual(['issues/1.yaml:10:19 note E008']);
    expect(findings.map(({ code }) => code)).toContain('E008');
  });
});

describe('no file is left, and the reason is said at its place, when', () => {
  const own = '{ condition: { identifier: X, icc: x.icc } }';
  test.each<readonly [string, Record<string, string | Uint8Array | null>, string, string]>([
    ['the profile is unknown', withPress('{ profile: coatet }'), 'issues/1.yaml:10:21', 'E001'],
    ['the profile’s file has a fault', withPress('{ profile: printers/kabul.yaml }', { 'issues/printers/kabul.yaml': 'bleed: 3mm\ninklimit: 250%\n' }), 'issues/printers/kabul.yaml:2:1', 'E003'],
    ['the profile’s file is no YAML', withPress('{ profile: printers/kabul.yaml }', { 'issues/printers/kabul.yaml': 'bleed: 3mm\nbleed: 4mm\n' }), 'issues/printers/kabul.yaml:2:1', 'E002'],
    ['the profile’s file has a wrong value', withPress('{ profile: printers/kabul.yaml }', { 'issues/printers/kabul.yaml': 'bleed: 3mm\nlinks: maybe\n' }), 'issues/printers/kabul.yaml:2:8', 'E004'],
    ['the ICC profile is missing', withPress(own), 'issues/1.yaml:10:45', 'E005'],
    ['the ICC profile is for RGB', withPress(own, { 'issues/x.icc': iccWith(16, 'RGB ') }), 'issues/1.yaml:10:45', 'E006'],
    ['the ICC profile is damaged', withPress(own, { 'issues/x.icc': ICC.subarray(0, 90_000) }), 'issues/1.yaml:10:45', 'E006'],
    ['the ICC profile is of version 4', withPress(own, { 'issues/x.icc': iccWith(8, [4]) }), 'issues/1.yaml:10:45', 'E006'],
    ['the ICC profile is no output profile', withPress(own, { 'issues/x.icc': iccWith(12, 'mntr') }), 'issues/1.yaml:10:45', 'E006'],
    ['the standard is none of print', withPress('{ standard: pdfua-1 }'), 'issues/1.yaml:10:22', 'P005'],
    ['the bleed is too large', withPress('{ bleed: 4cm }'), 'issues/1.yaml:10:19', 'E007'],
    ['the bleed is larger than the sheet', withPress('{ bleed: 20mm }', { 'templates/plain/style.css': `${SOUND['templates/plain/style.css'] ?? ''} @page { size: 35mm 80mm; margin: 2mm }` }), 'issues/1.yaml:10:19', 'E007'],
    ['the bleed is no length', withPress('{ bleed: 3 }'), 'issues/1.yaml:10:19', 'M004'],
    ['marks would stand in the bleed', withPress('{ bleed: 5mm, marksOffset: 4mm }'), 'issues/1.yaml:10:37', 'E007'],
    ['the house notice is missing', withPress('{ pages: { filler: no.png } }'), 'issues/1.yaml:10:29', 'I001'],
  ])('%s', async (_, files, place, code) => {
    const { status, findings, outputs } = await buildWith(files, { editions: ['web', 'press'] });
    expect(places(findings.filter(({ severity }) => severity === 'error'))).toEqual([`${place} error ${code}`]);
    expect(findings.find(({ severity }) => severity === 'error')?.hint ?? '').not.toBe('');
    expect(status).toBe(1);
    expect(outputs).toEqual([]);
  }); // prettier-ignore

  test('what was there before stays', async () => {
    await inFolder(makePublication({ ...withPress(own), 'out/one.press.pdf': 'old' }), async () => {
      expect((await runBuild({ editions: ['press'] })).status).toBe(1);
      expect(readFileSync('out/one.press.pdf', 'utf8')).toBe('old');
    });
  });
});

describe('nashr check', () => {
  test('looks at the press edition that the manifest names', async () => {
    const files = withPress('{ profile: coatet, condition: { identifier: X, icc: x.icc } }');
    await inFolder(makePublication(files), async () => {
      expect(places(await runCheck())).toEqual(['issues/1.yaml:10:21 error E001']);
    });
    await inFolder(makePublication(withPress('{ condition: { identifier: X, icc: x.icc } }')), async () => {
      expect(places(await runCheck())).toEqual(['issues/1.yaml:10:45 error E005']);
    });
  });

  test('finds nothing wrong with a sound one', async () => {
    await inFolder(makePublication(withPress('{ profile: newspaper }')), async () => {
      expect(await runCheck()).toEqual([]);
    });
  });
});
