// A PDF and the text it should have → whether it has, page by page and block by block; else what differs, where, in which article.
import { ArticleIndex, nameArticles } from '../preflight/compare/article-index.ts';
import { compareTexts } from '../preflight/compare/compare-text.ts';
import { formatDifferences } from '../preflight/compare/format-differences.ts';
import type { TextDifference } from '../preflight/compare/compare-text.ts';
import { formatExtracted } from '../preflight/pdfjs/extract-text.ts';
import type { PdfCheck } from './pdf-check.ts';
import { openPdfUnderTest } from './pdf-under-test.ts';
import type { PdfSource } from './pdf-under-test.ts';
import { readGoldenText } from './read-golden-text.ts';

/** A text as `nashr text` prints it – pages parted by form feeds, blocks by blank lines –, or the file that holds it. */
export type ExpectedText = string | { readonly file: string };

export interface PdfTextCheck extends PdfCheck {
  /** In the order of the pages. */
  readonly differences: readonly TextDifference[];
}

/** Differences that a message tells one by one. */
const MAX_TOLD = 20;

/** Passes when every block of every page is the same after normalisation. Throws when there is no file of that name. */
export async function checkPdfText(source: PdfSource, expected: ExpectedText): Promise<PdfTextCheck> {
  const pdf = await openPdfUnderTest(source);
  const name = typeof expected === 'string' ? 'the expected text' : expected.file;
  const wanted = typeof expected === 'string' ? expected : readGoldenText(expected.file, pdf.name);
  const extracted = await pdf.text();
  pdf.requireWhole(`its text is that of ${name}`);
  const found = compareTexts(wanted, formatExtracted(extracted, 'pages'));
  if (found.length === 0)
    return { passed: true, message: `The text of ${pdf.name} is that of ${name}`, differences: [] };
  if (wanted.trim() === '') return { passed: false, message: `${name} is empty, and ${pdf.name} has text`, differences: found }; // prettier-ignore
  const pageNumber = (page: number): number => extracted.pages[page - 1]?.number ?? page;
  const index = new ArticleIndex(extracted.tagged ? await pdf.blocks() : []);
  const differences = nameArticles(found, { expected: wanted, index, pageNumber });
  const places = `${differences.length} place${differences.length === 1 ? '' : 's'}`;
  const lines = [`The text of ${pdf.name} differs from ${name} in ${places}:`, formatDifferences(differences.slice(0, MAX_TOLD))]; // prettier-ignore
  if (differences.length > MAX_TOLD) lines.push(`… and ${differences.length - MAX_TOLD} more`);
  return { passed: false, message: lines.join('\n'), differences };
}
