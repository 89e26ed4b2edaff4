// The naughty strings and the Trojan-source samples as text of articles: they build, and every block comes back from the
// bytes of the PDF.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { blocksOf } from '../../src/preflight/compare-text.ts';
import { extractText, formatExtracted } from '../../src/preflight/extract-text.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import { inFolder, makePublication, runBuild, styleWith } from '../cli/cli-kit.ts';

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../data/hostile-input/${name}`, import.meta.url), 'utf8'));
}

/** Every string in a JSON value. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Blocks of the text file, and those that are not among the blocks of the PDF. */
async function roundTrip(article: string): Promise<{ readonly blocks: number; readonly lost: readonly string[] }> {
  // Wide enough for the strings: what is under test is their text, not the breaking of their lines.
  const style = styleWith('@page { size: 420mm 594mm }');
  return inFolder(makePublication({ 'issues/articles/a.md': article, 'templates/plain/style.css': style }), async () => {
    const { status, findings } = await runBuild();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(status).toBe(0);
    const diagnostics = new Diagnostics();
    const extracted = await extractText(new Uint8Array(readFileSync('out/one.pdf')), { file: 'one.pdf', diagnostics });
    expect(diagnostics.list).toEqual([]);
    const returned = new Set(extracted === null ? [] : blocksOf(formatExtracted(extracted, 'pages')).map(({ text }) => text));
    const blocks = blocksOf(readFileSync('out/one.txt', 'utf8')).map(({ text }) => normaliseExtracted(text)).filter((text) => text !== '');
    return { blocks: blocks.length, lost: blocks.filter((text) => !returned.has(text)) };
  });
}

const article = (strings: readonly string[]): string => `---\ntitle: آب\n---\n\n${strings.join('\n\n')}\n`;
/** As code, so that Markdown leaves them as they are. */
const asCode = (text: string): string => `\`\`\`\`\`\`\`\`\n${text.replace(/[\n\r\v\f\u0085\u2028\u2029]+/g, ' ')}\n\`\`\`\`\`\`\`\``;

const naughty = stringsIn(readJson('blns.json')).filter((text) => text.trim() !== '');
const trojan = stringsIn(readJson('trojan-source.json')).filter((text) => text.trim() !== '');

test('the naughty strings as Markdown come back', async () => {
  expect(naughty.length).toBeGreaterThan(400);
  // Pictures that do not exist are errors, as they should be.
  const { blocks, lost } = await roundTrip(article(naughty.filter((text) => !/<img/i.test(text))));
  expect(blocks).toBeGreaterThan(300);
  expect(lost).toEqual([]);
});

test('the naughty strings as code come back', async () => {
  const { blocks, lost } = await roundTrip(article(naughty.map(asCode)));
  expect(blocks).toBeGreaterThan(400);
  expect(lost).toEqual([]);
});

test('the Trojan-source samples come back, and their controls order no text around them', async () => {
  expect(trojan.length).toBeGreaterThan(10);
  const { blocks, lost } = await roundTrip(article(trojan.flatMap((text) => [asCode(text), 'پایان نمونه.'])));
  expect(blocks).toBeGreaterThan(trojan.length);
  expect(lost).toEqual([]);
});
