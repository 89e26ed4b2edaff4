// What was read from a PDF: the text of its pages in logical order, and which of them could not be read.

/** One page. */
export interface ExtractedPage {
  /** From 1. */
  readonly number: number;
  readonly label: string;
  readonly blocks: readonly ExtractedBlock[];
}

/** A paragraph, a heading, a cell …: what a blank line parts from the next in a text file. */
export interface ExtractedBlock {
  /** Role of the structure element, `Page` in an untagged file. */
  readonly role: string;
  readonly text: string;
}

/** The text of a file. */
export interface ExtractedText {
  /** The file says that it is tagged; pages whose tags hold little of their text are read as untagged all the same. */
  readonly tagged: boolean;
  /** In reading order: pages that are counted from the end of the file come last, from its last page on. */
  readonly pages: readonly ExtractedPage[];
  /** Pages whose text is not here, or only in part; they are named by P004. Empty when all was read. */
  readonly missing: readonly PageRange[];
  /** The file is damaged or breaks off (P004): nobody can say whether it had other pages, or these in this order. */
  readonly damaged?: true;
}

/** Pages as they stand in the file, from 1, both included. */
export interface PageRange {
  readonly from: number;
  readonly to: number;
}
