// The 68 cases with which the rules of the text layer were found: single lines, paragraphs and pages in two columns
// (tests/data/text-in-pdf/cases.json). A page is right when its normalised text is the normalised source.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import {
  hasPoppler,
  readWithPdfJs,
  readWithPdfParse,
  readWithPdfParseUncelled,
  readWithPdfium,
  readWithPoppler,
} from '../helpers/pdf-text-readers.ts';
import type { PageReader } from '../helpers/pdf-text-readers.ts';
import { setParagraph, testFonts, testLayer, writeLines } from '../helpers/pdf-text-setter.ts';
import { writeTestPdf } from '../helpers/pdf-text-writer.ts';

interface Case {
  readonly id: string;
  readonly dir: 'rtl' | 'ltr';
  readonly text: string | readonly string[];
  readonly width?: number;
  readonly justify?: boolean;
  readonly bold?: readonly string[];
  readonly ltr?: readonly string[];
  readonly kashida?: readonly (readonly [number, number])[];
  readonly fs?: number;
  readonly lead?: number;
  readonly xs?: readonly number[];
}

const cases = JSON.parse(
  readFileSync(new URL('../data/text-in-pdf/cases.json', import.meta.url), 'utf8'),
) as readonly Case[];

let pdf: Uint8Array;

beforeAll(async () => {
  const fonts = await testFonts();
  const layer = testLayer(fonts);
  const pages = cases.map((one) => {
    const columns = typeof one.text === 'string' ? [one.text] : one.text;
    const xs = one.xs ?? (columns.length === 1 ? [50] : one.dir === 'rtl' ? [330, 60] : [60, 330]);
    return columns
      .map((text, i) =>
        writeLines(
          layer,
          setParagraph(fonts, {
            text,
            direction: one.dir,
            x: xs[i] ?? 50,
            y: 102,
            measure: one.width ?? 480,
            justify: one.justify ?? false,
            size: one.fs ?? 12,
            leading: one.lead ?? 20,
            bold: one.bold ?? [],
            isolates: one.ltr ?? [],
            ...(one.kashida === undefined ? {} : { kashida: one.kashida }),
          }),
        ),
      )
      .join('');
  });
  pdf = writeTestPdf(pages, layer.finish());
});

async function failures(reader: PageReader): Promise<string[]> {
  const pages = await reader(pdf);
  const failed: string[] = [];
  cases.forEach((one, i) => {
    const source = (typeof one.text === 'string' ? one.text : one.text.join(' ')).replaceAll('\u00ad', '');
    if (normaliseExtracted(pages[i] ?? '') !== normaliseExtracted(source)) failed.push(one.id);
  });
  console.log(`${cases.length - failed.length} of ${cases.length}; not: ${failed.join(' ')}`);
  return failed;
}

describe('text of the cases', () => {
  it('comes back through pdf.js from every page', async () => {
    expect(await failures(readWithPdfJs)).toEqual([]);
  });
  it('comes back through pdf-parse from every page when cells are not parted by tabs', async () => {
    expect(await failures(readWithPdfParseUncelled)).toEqual([]);
  });
  it('comes back through pdf-parse from at least 65 pages', async () => {
    expect((await failures(readWithPdfParse)).length).toBeLessThanOrEqual(cases.length - 65);
  });
  it('comes back through PDFium from at least 42 pages', async () => {
    expect((await failures(readWithPdfium)).length).toBeLessThanOrEqual(cases.length - 42);
  });
  it.skipIf(!hasPoppler())(
    'comes back through poppler from at least 53 pages (needs pdftotext)',
    async () => {
      expect((await failures(readWithPoppler)).length).toBeLessThanOrEqual(cases.length - 53);
    },
  );
});
