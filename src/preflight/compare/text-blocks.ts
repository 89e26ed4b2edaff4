// A text file (pages by form feeds, blocks by blank lines) → its blocks, and what is known of one while two texts are compared.

/** A paragraph, a heading, a cell …, on a page. */
export interface NumberedBlock {
  /** From 1. */
  readonly page: number;
  /** White space is single spaces. */
  readonly text: string;
}

/** The blocks of a text. Line ends of any system; a byte order mark is none of the text. */
export function blocksOf(text: string): readonly NumberedBlock[] {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\f')
    .flatMap((page, index) =>
      page
        .split(/\n[ \t]*\n/)
        .map((block) => ({ page: index + 1, text: block.replace(/\s+/g, ' ').trim() }))
        .filter((block) => block.text !== ''),
    );
}

/** How blocks are joined whose borders have changed: by this between paragraphs, by a form feed between pages. */
export const BLOCK_BREAK = '\n\n';
/** Between the parts of a paragraph on two pages. */
export const PAGE_BREAK = '\f';

/** Some neighbouring blocks as one text. */
export function joinBlocks(blocks: readonly NumberedBlock[]): string {
  return blocks.map(({ text, page }, index) => (index === 0 ? text : `${blocks[index - 1]?.page === page ? BLOCK_BREAK : PAGE_BREAK}${text}`)).join(''); // prettier-ignore
}
