// The 68 cases with which the rules of the text layer were found: single lines, paragraphs and pages in two columns
// (tests/data/text-in-pdf/cases.json). A page is right when its normalised text is the normalised source. What each
// reader gives back is listed in README-readers.md, which is held to what is measured here.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { failingCases, readTextCases, setTextCases } from '../helpers/pdf-text-cases.ts';
import {
  hasMupdf,
  hasPoppler,
  mupdfReader,
  readWithPdfJs,
  readWithPdfParse,
  readWithPdfParseUncelled,
  readWithPdfium,
  readWithPoppler,
} from '../helpers/pdf-text-readers.ts';
import type { PageReader } from '../helpers/pdf-text-readers.ts';

const cases = readTextCases();

let pdf: Uint8Array;

beforeAll(async () => {
  pdf = await setTextCases(cases);
});

async function failures(reader: PageReader): Promise<string[]> {
  const failed = await failingCases(cases, pdf, reader);
  console.log(`${cases.length - failed.length} of ${cases.length}; not: ${failed.join(' ')}`);
  return failed;
}

/** The row of README-readers.md: the number of cases, and the cases that fail where they are listed. */
function listed(reader: string): { count: number; failing: readonly string[] } {
  const text = readFileSync(new URL('README-readers.md', import.meta.url), 'utf8');
  const row = text.split('\n').find((line) => line.startsWith(`| ${reader} |`));
  const [, , count = '', failing = ''] = (row ?? '').split('|').map((cell) => cell.trim());
  return { count: Number.parseInt(count, 10), failing: failing.match(/[rlpc]\d\d-[\w-]+/g) ?? [] };
}

describe('text of the cases', () => {
  it('comes back through pdf.js from every page', async () => {
    expect(await failures(readWithPdfJs)).toEqual([]);
  });
  it('comes back through pdf-parse from every page when cells are not parted by tabs', async () => {
    expect(await failures(readWithPdfParseUncelled)).toEqual([]);
  });
  it('comes back through pdf-parse from all pages but those listed', async () => {
    expect(await failures(readWithPdfParse)).toEqual(listed('pdf-parse').failing);
  });
  it('comes back through PDFium from all pages but those listed', async () => {
    const { count, failing } = listed('PDFium');
    expect(count + failing.length).toBe(cases.length);
    expect(await failures(readWithPdfium)).toEqual(failing);
  });
  it.skipIf(!hasPoppler())(
    'comes back through poppler from at least as many pages as listed (needs pdftotext)',
    async () => {
      const { count, failing } = listed('poppler');
      expect(count + failing.length).toBe(cases.length);
      // Other versions of poppler may do better or a little worse.
      expect((await failures(readWithPoppler)).length).toBeLessThanOrEqual(failing.length + 1);
    },
  );
  it.skipIf(!hasMupdf())(
    'comes back through MuPDF from at least four pages, by lines and by characters (needs mutool)',
    async () => {
      const byLine = await failures(mupdfReader('text'));
      expect(byLine.length).toBeLessThanOrEqual(cases.length - 4);
      expect(await failures(mupdfReader('stext'))).toEqual(byLine);
    },
  );
});
