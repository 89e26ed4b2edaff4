// Differences of two texts → the same with the articles they are in, read from the tags of the PDF. Only done when there are any.
import { Diagnostics } from '../../base/diagnostic.ts';
import { ArticleIndex, nameArticles, placedBlocks } from './article-index.ts';
import type { TextDifference } from './compare-text.ts';
import type { ExtractedText } from '../pdfjs/extracted-text.ts';
import type { ReadingLimits } from '../pdfjs/reader-thread.ts';
import { readStructure } from '../structure/read-structure.ts';

export interface LocateOptions {
  /** The text compared with. */
  readonly expected: string;
  /** What was read from the file. */
  readonly extracted: ExtractedText;
  readonly pdf: Uint8Array;
  /** For files of strangers. */
  readonly limits?: ReadingLimits | undefined;
}

/** As they are where the file has no tags, or none that can be read. */
export async function locateDifferences(
  differences: readonly TextDifference[],
  { expected, extracted, pdf, limits }: LocateOptions,
): Promise<readonly TextDifference[]> {
  if (differences.length === 0 || !extracted.tagged) return differences;
  // What is wrong with the file has been said when its text was read.
  const structure = await readStructure(pdf, { file: '', diagnostics: new Diagnostics(), limits });
  if (structure === null) return differences;
  const index = new ArticleIndex(placedBlocks(structure));
  const pageNumber = (page: number): number => extracted.pages[page - 1]?.number ?? page;
  return nameArticles(differences, { expected, index, pageNumber });
}
