// Bytes as `readFile` of Node gives them: a Buffer, whose `slice` is no copy.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { extractText, formatExtracted } from '../../../src/preflight/pdfjs/extract-text.ts';
import { openPdfForInspection } from '../../../src/preflight/inspect/open-pdf-for-inspection.ts';

const FILE = join(import.meta.dirname, '../../data/foreign-pdfs/chromium.pdf');

test('the text of a file in a Buffer is that of the same bytes, and the Buffer stays as it was', async () => {
  const diagnostics = new Diagnostics();
  const buffer = readFileSync(FILE);
  const texts = [];
  for (const bytes of [buffer, new Uint8Array(buffer)])
    texts.push(await extractText(bytes, { file: 'x.pdf', diagnostics }));
  const [ofBuffer, ofBytes] = texts.map((text) => (text === null ? '' : formatExtracted(text, 'flow')));
  expect(ofBuffer).toContain('A weekly in Dari, Pashto, English');
  expect(ofBuffer).toBe(ofBytes);
  expect(buffer.equals(readFileSync(FILE))).toBe(true);
  expect(diagnostics.list).toEqual([]);
});

test('the pages of a file in a Buffer can be inspected with their text', async () => {
  const diagnostics = new Diagnostics();
  const pdf = await openPdfForInspection(readFileSync(FILE), { file: 'x.pdf', diagnostics });
  const texts: (string | null)[] = [];
  for await (const page of pdf?.pages() ?? []) texts.push(await page.text());
  expect(texts).toHaveLength(2);
  expect(texts[1]).toContain('Second page');
  expect(diagnostics.list).toEqual([]);
});
