// Pages without tags → their text as pdf-parse gives it, one page at a time, from the file that is open already.
import { normaliseExtracted } from '../../unicode/normalise.ts';
import { hasUnknownLetters } from './pdf-damage.ts';
import type { ExtractedBlock } from './extracted-text.ts';
import type { PdfReading } from './read-pdf.ts';

/** Reads pages of one open file. */
export interface PlainPages {
  /** Blocks are parted by blank lines. Rejects when the page cannot be read. */
  blocks(number: number): Promise<readonly ExtractedBlock[]>;
}

/** Loads pdf-parse when the first page is asked for. Adds the pages to `unknown` that have letters which nobody can name. */
export function openPlainPages({ document, within }: PdfReading, unknown: Set<number>): PlainPages {
  return {
    async blocks(number) {
      const { PDFParse } = await import('pdf-parse');
      const parser = new PDFParse({ data: new Uint8Array(), verbosity: 0 });
      // It would open the file once more, and count to its last page for each: what it sees is a file of this page alone.
      Object.assign(parser, { doc: { numPages: 1, getPage: () => document.getPage(number) } });
      const text = (await within(parser.getText({ cellSeparator: '' }))).pages[0]?.text ?? '';
      if (hasUnknownLetters(text)) unknown.add(number);
      return plainBlocks(text);
    },
  };
}

function plainBlocks(text: string): readonly ExtractedBlock[] {
  return text
    .split(/\n[ \t]*\n/)
    .map((block) => ({ role: 'Page', text: normaliseExtracted(block) }))
    .filter((block) => block.text !== '');
}
