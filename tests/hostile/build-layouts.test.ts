// Style sheets and articles that ask for the absurd of columns, notes, floats, tables, verse and pages: the build ends soon,
// with a diagnostic at its line where something had to give way, and with all of the text.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../cli/cli-kit.ts';
import { articleOf, inFolder, makePublication, runBuild, styleWith } from '../cli/cli-kit.ts';
import { countCpuTime } from '../cpu-time.ts';

const A = 'issues/articles/a.md';
const STYLE = 'templates/plain/style.css';
/** Milliseconds; a quiet machine needs a tenth. */
const SOON = 10_000;

const WORDS = Array.from({ length: 160 }, (_, index) => `w${index}x`);
const TEXT = WORDS.join(' ');
const NOTES = '.footnotes li { float: footnote } ';

interface Built {
  readonly findings: readonly Finding[];
  /** Words of the text file, and in it how many pages. */
  readonly words: readonly string[];
  readonly pages: number;
}

async function build(css: string, body: string): Promise<Built> {
  const files = { [STYLE]: styleWith(css), [A]: articleOf(body, 'title: T\nlanguage: en') };
  return inFolder(makePublication(files), async () => {
    const elapsed = countCpuTime();
    const { status, findings } = await runBuild();
    expect(elapsed()).toBeLessThan(SOON);
    expect(findings.filter(({ code, severity }) => severity === 'error' || code === 'X004')).toEqual([]);
    expect(status).toBe(0);
    const text = readFileSync('out/one.txt', 'utf8');
    // Narrow columns and pages part words.
    const words = text.replace(/\s+/g, '').match(/w\d+x/g) ?? [];
    return { findings, words, pages: text.split('\f').length };
  });
}

/** What is asked for in CSS only: all words are there once, whatever else. */
describe('a style sheet with', () => {
  test.each([
    ['a thousand million columns', 'article { column-count: 1000000000 }'],
    ['a column gap wider than the page', 'article { columns: 3; column-gap: 5000mm }'],
    ['columns wider than the page', 'article { columns: 900mm }'],
    ['columns a hair wide', 'article { columns: .0001pt; column-gap: 0 }'],
    ['an initial of 500 lines', 'p::first-letter { initial-letter: 500 }'],
    ['lines without height', 'html { line-height: 0 }'],
    ['letters without size', 'p { font-size: 0 }'],
    ['letters larger than the page', 'p { font-size: 900pt }'],
    ['a margin of -1e9 mm', 'p { margin-top: -1000000000mm }'],
    ['a margin of 1e9 mm', 'p { margin-top: 1000000000mm }'],
    ['a z-index of 1e99', 'p { position: absolute; z-index: 1e99 }'],
    ['a page without size', '@page { size: 0 }'],
    ['a page a thousandth of a point high', '@page { size: 200mm .001pt }'],
    ['margins larger than the page', '@page { margin: 900mm }'],
    ['negative margins of the page', '@page { margin: -900mm }'],
    ['a grid of a thousandth of a point', 'html { line-grid: create; line-height: .001pt }'],
    ['a grid of a page and more', 'html { line-grid: create; line-height: 400mm } p { line-height: 15pt }'],
    ['a block step of a thousandth of a point', 'p { block-step-size: .001pt }'],
    ['a block step higher than the page', 'p { block-step-size: 900mm }'],
    ['vertical justification of 1e9 mm', 'html { -nashr-vertical-justify: 1000000000mm }'],
    ['orphans and widows without end', 'p { orphans: 1000000000; widows: 1000000000 }'],
    ['breaks that contradict each other', 'p { break-before: page; break-after: avoid; break-inside: avoid } article > * { break-before: avoid; break-after: page }'], // prettier-ignore
    ['breaks to left and right pages at one place', 'h1 { break-after: left } p { break-before: right }'],
    ['a float wider than the page', 'p { float: left; width: 900mm }'],
    ['everything floating at the side', '* { float: left }'],
    ['everything at the head of the page', '* { float: top; float-reference: page }'],
    ['everything a footnote', '* { float: footnote }'],
    ['everything a side note', '* { float: sidenote }'],
    ['everything positioned', '* { position: absolute }'],
    ['everything fixed', '* { position: fixed }'],
    ['everything a flex box', '* { display: flex }'],
    ['everything a table', '* { display: table }'],
    ['everything a cell', '* { display: table-cell }'],
    ['everything verse', '* { -nashr-verse: couplet }'],
    ['everything higher than the page and in one piece', 'p { height: 900mm; break-inside: avoid }'],
    ['a page name for every element', 'h1 { page: a } p { page: b }'],
    ['counters beyond all numbers', 'p { counter-reset: page 99999999999; counter-increment: x 1e30 }'],
    [
      'a kashida where there is none',
      'p { text-align: justify; text-justify: kashida; text-align-last: justify }',
    ],
  ])('%s loses no word', async (_, css) => {
    const { words, findings } = await build(css, TEXT);
    expect(words.toSorted()).toEqual(WORDS.toSorted());
    for (const { code, file } of findings)
      expect(`${code} ${file}`).toMatch(/^[A-Z]\d{3} (?:templates|issues)\//);
  });

  test.each([
    ['an area of footnotes without height', '@page { @footnote { max-height: 0 } }'],
    [
      'an area of footnotes higher than the page',
      '@page { @footnote { margin-top: 900mm; padding-top: 900mm } }',
    ],
    ['an area of footnotes without width', '@page { @footnote { width: 0 } }'],
    ['notes wider than the margin', '.footnotes li { float: sidenote; width: 900mm }'],
    [
      'notes in columns that hold none',
      'article { columns: 40; column-gap: 0 } .footnotes li { float-reference: column }',
    ],
  ])('%s loses no note', async (_, css) => {
    const body = `${WORDS.slice(0, 80).map((word, index) => (index % 8 === 0 ? `${word}[^${index}]` : word)).join(' ')}\n\n${WORDS.slice(80, 90).map((word, index) => `[^${index * 8}]: ${word}`).join('\n')}`; // prettier-ignore
    const { words } = await build(NOTES + css, body);
    expect(words.toSorted()).toEqual(WORDS.slice(0, 90).toSorted());
  });

  test.each([
    ['width: -5mm', 'p { width: -5mm }', 'C003'],
    ['column-count: 0', 'p { column-count: 0 }', 'C003'],
    ['column-count: -3', 'p { column-count: -3 }', 'C003'],
    ['column-count: 2.5', 'p { column-count: 2.5 }', 'C003'],
    ['float: centre', 'p { float: centre }', 'C003'],
    ['float-reference: sheet', 'p { float-reference: sheet }', 'C003'],
    ['line-grid: yes', 'p { line-grid: yes }', 'C003'],
    ['initial-letter: -1', 'p { initial-letter: -1 }', 'C003'],
    ['z-index: front', 'p { z-index: front }', 'C003'],
    ['-nashr-verse: sonnet', 'p { -nashr-verse: sonnet }', 'C003'],
    ['-nashr-display-if: maybe', 'p { -nashr-display-if: maybe }', 'C003'],
    ['-nashr-vertical-justify: much', 'p { -nashr-vertical-justify: much }', 'C003'],
    ['text-align: "ab" "c"', 'p { text-align: "ab" "c" "d" }', 'C003'],
    ['flow-intoo: a', 'p { flow-intoo: a }', 'C002'],
    ['::footnote', 'p::footnote { color: red }', 'C004'],
    ['@page :sideways', '@page :sideways { margin: 0 }', 'C004'],
    ['@footnote outside of @page', '@footnote { margin: 0 }', 'C005'],
  ])('%s is refused at its line, with a hint', async (_, css, code) => {
    const { words, findings } = await build(css, TEXT);
    const found = findings.filter((finding) => finding.file === STYLE);
    expect(found).toMatchObject([{ code, severity: 'warning', line: 5 }]);
    expect(found[0]?.column).toBeGreaterThan(0);
    expect(found[0]?.hint ?? '').not.toBe('');
    expect(words).toHaveLength(WORDS.length);
  });
});

describe('an article with', () => {
  test('1,500 notes at the foot of its pages loses none', async () => {
    const count = 1500;
    const body = Array.from({ length: count / 10 }, (_, p) => Array.from({ length: 10 }, (__, i) => `w${p * 10 + i}x^[w${count + p * 10 + i}x]`).join(' ')).join('\n\n'); // prettier-ignore
    const { words } = await build(NOTES, body);
    expect(new Set(words).size).toBe(2 * count);
    expect(words).toHaveLength(2 * count);
  });

  test.each([
    ['at the head of the page', 'float: top; float-reference: page'],
    ['at the foot of the column', 'float: bottom'],
    ['at the side', 'float: right; width: 20mm'],
    ['in the margin', 'float: sidenote; width: 8mm'],
  ])('1,000 boxes %s loses none', async (_, css) => {
    const body = Array.from({ length: 1000 }, (__, i) => `w${i}x\n\n:::box\nw${1000 + i}x\n:::`).join('\n\n');
    const { words } = await build(`aside { ${css} }`, body);
    expect(new Set(words).size).toBe(2000);
    expect(words).toHaveLength(2000);
  });

  test.each([
    ['a float', 'float: left; width: 9mm'],
    ['a footnote', 'float: footnote'],
    ['a side note', 'float: sidenote'],
    ['a float of the page', 'float: top; float-reference: page'],
    ['a positioned box', 'position: absolute; bottom: 0'],
  ])('%s in every cell of a table loses no word', async (_, css) => {
    const rows = Array.from({ length: 40 }, (__, row) => `| w${row * 4}x <b>w${row * 4 + 1}x</b> | w${row * 4 + 2}x <b>w${row * 4 + 3}x</b> |`); // prettier-ignore
    const { words } = await build(`b { ${css} }`, `| a | b |\n|---|---|\n${rows.join('\n')}`);
    expect(words.toSorted()).toEqual(WORDS.toSorted());
  });

  test.each(['left', 'top', 'footnote', 'sidenote', 'bottom'])(
    'boxes with float: %s in each other, 30 deep, loses no word',
    async (float) => {
      const body = `${WORDS.slice(0, 30)
        .map((word) => `<div>${word}`)
        .join('')}${'</div>'.repeat(30)}`;
      const { words } = await build(`div { float: ${float} }`, body);
      expect(words.toSorted()).toEqual(WORDS.slice(0, 30).toSorted());
    },
  );

  test('positioned boxes in each other, 30 deep, loses no word', async () => {
    const body = `${WORDS.slice(0, 30)
      .map((word) => `<div>${word}`)
      .join('')}${'</div>'.repeat(30)}`;
    const { words } = await build('div { position: absolute; top: 1mm; left: 1mm }', body);
    expect(words.toSorted()).toEqual(WORDS.slice(0, 30).toSorted());
  });

  test('a note longer than three pages loses no word of it', async () => {
    const long = Array.from({ length: 2000 }, (_, index) => `w${index}x`);
    const { words, pages } = await build(NOTES, `Text[^1]\n\n[^1]: ${long.join(' ')}`);
    expect(words).toEqual(long);
    expect(pages).toBeGreaterThan(3);
  });

  test('notes that call each other loses none', async () => {
    const { words } = await build(NOTES, 'w0x[^a]\n\n[^a]: w1x[^b]\n\n[^b]: w2x[^a]');
    expect(words.toSorted()).toEqual(['w0x', 'w1x', 'w2x']);
  });

  test('a table wider than its column says so at its line and loses no word', async () => {
    const cells = Array.from({ length: 40 }, (_, index) => `w${index}x`);
    const { words, findings } = await build('', `Text.\n\n| ${cells.join(' | ')} |\n|${'---|'.repeat(40)}\n`);
    expect(words.toSorted()).toEqual(cells.toSorted());
    expect(findings).toContainEqual(expect.objectContaining({ code: 'L002', severity: 'warning', file: A, line: 8, hint: expect.stringMatching(/./) })); // prettier-ignore
  });

  test('a single hemistich in a poem of couplets says so at its line and loses no word', async () => {
    const { words, findings } = await build('', ':::poem\nw0x w1x / w2x\nw3x w4x\n:::');
    expect(words.toSorted()).toEqual(['w0x', 'w1x', 'w2x', 'w3x', 'w4x']);
    expect(findings).toMatchObject([{ code: 'A010', file: A, line: 8, hint: expect.stringMatching(/./) as string }]); // prettier-ignore
  });
});

test('a flow with floats, one of whose regions stands in it, ends, and the region is named', async () => {
  const template = '<html lang="en"><body>{{#each articles}}<div class="a">{{html}}<div class="from"></div></div>{{/each}}<div class="from"></div></body></html>'; // prettier-ignore
  const files = {
    [STYLE]: styleWith('.a { flow-into: f } .from { flow-from: f; height: 30mm } aside { float: top } b { float: left }'), // prettier-ignore
    [A]: articleOf(`${TEXT}\n\n:::box\nInside <b>left</b>.\n:::`),
    'templates/plain/issue.hbs': template,
  };
  await inFolder(makePublication(files), async () => {
    const elapsed = countCpuTime();
    const { status, findings } = await runBuild();
    expect(elapsed()).toBeLessThan(SOON);
    expect(status).toBe(0);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'L005', message: expect.stringContaining('“f”'), hint: expect.stringMatching(/./) })); // prettier-ignore
  });
});
