// The naughty strings and the Trojan-source samples as text of articles: they build, and their blocks come back from the
// bytes of the PDF. Where no font has the letters (F003 says so) their order is not promised, but none is lost.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { blocksOf } from '../../src/preflight/compare/text-blocks.ts';
import { extractText, formatExtracted } from '../../src/preflight/pdfjs/extract-text.ts';
import { inFolder, makePublication, runBuild, styleWith } from '../cli/cli-kit.ts';

function readStrings(name: string): readonly string[] {
  const json: unknown = JSON.parse(
    readFileSync(new URL(`../data/hostile-input/${name}`, import.meta.url), 'utf8'),
  );
  return stringsIn(json).filter((text) => text.trim() !== '');
}

/** Every string in a JSON value. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

interface RoundTrip {
  /** Blocks of the text file. */
  readonly source: readonly string[];
  /** Blocks of the PDF. */
  readonly returned: readonly string[];
  /** Paragraphs with letters that no font has. */
  readonly withoutFont: ReadonlySet<number>;
}

/** Builds an article of these paragraphs, each on one line. */
async function roundTrip(paragraphs: readonly string[]): Promise<RoundTrip> {
  const article = `---\ntitle: آب\n---\n\n${paragraphs.join('\n\n')}\n`;
  // Wide enough for the strings: what is under test is their text, not the breaking of their lines.
  const style = styleWith('@page { size: 420mm 594mm }');
  const files = { 'issues/articles/a.md': article, 'templates/plain/style.css': style };
  return inFolder(makePublication(files), async () => {
    const { status, findings } = await runBuild();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(status).toBe(0);
    const diagnostics = new Diagnostics();
    const bytes = new Uint8Array(readFileSync('out/one.pdf'));
    const extracted = await extractText(bytes, { file: 'one.pdf', diagnostics });
    expect(diagnostics.list).toEqual([]);
    const lineOf = new Map(article.split('\n').map((line, index) => [index + 1, line]));
    return {
      source: blocksOf(readFileSync('out/one.txt', 'utf8')).map(({ text }) => text),
      returned:
        extracted === null ? [] : blocksOf(formatExtracted(extracted, 'pages')).map(({ text }) => text),
      withoutFont: new Set(
        findings
          .filter(({ code }) => code === 'F003')
          .map(({ line }) => paragraphs.indexOf(lineOf.get(line ?? 0) ?? '')),
      ),
    };
  });
}

const oneLine = (text: string): string => text.replace(/[\n\r\v\f\u0085\u2028\u2029]+/g, ' ');
/** As code, so that Markdown leaves it as it is. */
const asCode = (text: string): string => `\`\`\`\`\`\`\`\` ${text} \`\`\`\`\`\`\`\``;

function expectReturned({ source, returned }: RoundTrip): void {
  const known = new Set(returned);
  expect(source.filter((block) => !known.has(block))).toEqual([]);
  expect(returned).toHaveLength(source.length);
}

/** How often each visible letter occurs. */
function letters(blocks: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const letter of blocks.join('').normalize('NFD'))
    if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}

// Pictures that do not exist are errors, as they should be.
const naughty = readStrings('blns.json')
  .map(oneLine)
  .filter((text) => !/<img/i.test(text));
const trojan = readStrings('trojan-source.json').map(oneLine);

test.each([
  ['as Markdown', (text: string) => text],
  ['as code', asCode],
])('the naughty strings %s come back, and letters without a font are not lost', async (_, write) => {
  const paragraphs = naughty.map(write);
  const all = await roundTrip(paragraphs);
  expect(all.source.length).toBeGreaterThan(200);
  expect(letters(all.returned)).toEqual(letters(all.source));
  const printable = paragraphs.filter((paragraph, index) => !all.withoutFont.has(index) && paragraph !== '');
  expect(printable.length).toBeGreaterThan(paragraphs.length * 0.8);
  expectReturned(await roundTrip(printable));
});

/** An override around quotes: the text layer does not yet find an order of pieces that pdf.js reads back. */
const OVERRIDDEN = trojan.filter((text) => text.includes('\u202e"# \u2066Hello world'));

test('the Trojan-source samples come back, and their controls order no text around them', async () => {
  const samples = trojan.filter((text) => !OVERRIDDEN.includes(text));
  expect(samples.length).toBeGreaterThan(40);
  const result = await roundTrip(samples.flatMap((text) => [asCode(text), 'پایان نمونه.']));
  expect(result.source.filter((block) => block === 'پایان نمونه.')).toHaveLength(samples.length);
  expectReturned(result);
});

// Passes while the fault is there: when it fails, the fault is mended and the samples belong to the test above.
test.fails('an override around quotes comes back', async () => {
  expectReturned(await roundTrip(OVERRIDDEN.map(asCode)));
});

test('a tab in preformatted text comes back as a space', async () => {
  expectReturned(await roundTrip(['```\nline one\tx\n```']));
});
