// What nashr verify does with a text, whether it built the PDF itself or was given it: read the golden text, tell the differences,
// ask other readers.
import { readFileSync, statSync } from 'node:fs';
import type { Diagnostics } from '../../base/diagnostic.ts';
import { messageOf } from '../../base/message-of.ts';
import type { TextDifference } from '../../preflight/compare/compare-text.ts';
import { compareTexts } from '../../preflight/compare/compare-text.ts';
import { formatDifferences } from '../../preflight/compare/format-differences.ts';
import type { ExtractedText } from '../../preflight/pdfjs/extracted-text.ts';
import type { ReaderResult } from '../../preflight/readers/compare-readers.ts';
import type { ReadingLimits } from '../../preflight/pdfjs/reader-thread.ts';
import type { Console, OutputFormat } from '../report.ts';

/** A difference and the text it was found against. */
export interface FoundDifference extends TextDifference {
  readonly against: 'source' | 'golden';
}

export interface VerifyContext {
  readonly update: boolean;
  readonly quiet: boolean;
  readonly format: OutputFormat;
  readonly diagnostics: Diagnostics;
  readonly console: Console;
  /** Collects what differs. */
  readonly differences: FoundDifference[];
  /** Collects what other readers give back. */
  readonly readers: ReaderResult[];
}

/** A PDF and what was read from it. */
export interface ReadBack {
  readonly actual: string;
  readonly extracted: ExtractedText;
  readonly pdf: Uint8Array;
  /** For files of strangers. */
  readonly limits?: ReadingLimits | undefined;
}

/**
 * Null, with V002, when it cannot be read, or there is no text in it although the PDF has some. `named` is what has to be named to write
 * it anew; default: every issue.
 */
export function readGolden(
  file: string,
  actual: string,
  { diagnostics, named }: { readonly diagnostics: Diagnostics; readonly named?: string | undefined },
): string | null {
  const hint = `read the text of the PDF, then run ${updateCommand(named)}`;
  try {
    // Reading a pipe would wait for ever.
    if (!statSync(file).isFile()) {
      diagnostics.error('V002', 'The golden text cannot be read: it is no file', { file });
      return null;
    }
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    if (text.trim() !== '' || actual.trim() === '') return text;
    diagnostics.error('V002', 'The golden text is empty', { file }, hint);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      diagnostics.error('V002', 'There is no golden text yet', { file }, hint); // prettier-ignore
    else if (error instanceof TypeError)
      diagnostics.error('V002', 'The golden text cannot be read: it is not UTF-8', { file }, 'save it as UTF-8'); // prettier-ignore
    else diagnostics.error('V002', `The golden text cannot be read: ${messageOf(error)}`, { file });
  }
  return null;
}

/** How the golden text is written anew. */
export function updateCommand(named?: string): string {
  if (named === undefined) return 'nashr verify --update';
  return `nashr verify --update ${/^[\w./\\:@%+=,-]+$/.test(named) ? named : JSON.stringify(named)}`;
}

/** Collects the differences, with their articles, prints them for people, and returns their number. */
export async function noteDifferences(
  expected: string,
  against: FoundDifference['against'],
  { actual, extracted, pdf, limits }: ReadBack,
  { console, format, differences }: VerifyContext,
): Promise<number> {
  const different = compareTexts(expected, actual);
  if (different.length === 0) return 0;
  const { locateDifferences } = await import('../../preflight/compare/locate-differences.ts');
  const found = await locateDifferences(different, { expected, extracted, pdf, limits });
  for (const difference of found) differences.push({ ...difference, against });
  if (format === 'human') console.out(`${formatDifferences(found)}\n`);
  return found.length;
}

/** Asks pdf.js, PDFium and poppler for the text, as far as they are installed, and prints what each gives back. */
export async function askReaders(
  file: string,
  expected: string,
  { extracted, pdf, limits }: ReadBack,
  { console, format, readers }: VerifyContext,
): Promise<void> {
  const { loadReaders } = await import('../../preflight/readers/load-readers.ts');
  const { compareReaders, formatReaders, sourceBlocks } = await import('../../preflight/readers/compare-readers.ts'); // prettier-ignore
  const { readStructure } = await import('../../preflight/structure/read-structure.ts');
  const { Diagnostics } = await import('../../base/diagnostic.ts');
  // What is wrong with the file has been said when its text was read.
  const silent = { file, diagnostics: new Diagnostics(), limits };
  const structure = extracted.tagged ? await readStructure(pdf, silent) : null;
  const source = sourceBlocks(expected, structure, (page) => extracted.pages[page - 1]?.number ?? page);
  const results = await compareReaders(pdf, source, loadReaders(limits));
  readers.push(...results);
  if (format === 'human') console.out(`${file}: what readers of PDFs give back\n${formatReaders(results)}`);
}

/** `1 block`, `2 blocks`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
