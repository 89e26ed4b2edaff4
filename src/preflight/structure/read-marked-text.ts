// Pages read by pdf.js → the text of each marked-content sequence, by page and number (ISO 32000-1, 14.7.4.2), and the text that
// stands in none.
import { messageOf } from '../../base/message-of.ts';
import type { Diagnostics } from '../../base/diagnostic.ts';
import { normaliseExtracted } from '../../unicode/normalise.ts';
import type { PdfPage, PdfReading } from '../pdfjs/read-pdf.ts';
import { ReadingStopped } from '../pdfjs/reader-thread.ts';
import type { StructureText } from './structure-types.ts';
import { markKey } from '../inspect/tags/tag-types.ts';

/** One marked-content sequence: the text as pdf.js gives it, line ends in it. */
export interface MarkedText {
  readonly page: number;
  /** Counts the sequences of a page in the order of its content. */
  readonly order: number;
  text: string;
}

export interface MarkedTexts {
  readonly byMark: ReadonlyMap<string, MarkedText>;
  /** Numbers of the pages that were read, from 1. */
  readonly pages: ReadonlySet<number>;
  readonly untagged: readonly StructureText[];
}

/** Reads pages 1 to `last`; one that fails is left out with P004. */
export async function readMarkedTexts(
  { document, within }: PdfReading,
  last: number,
  { file, diagnostics }: { readonly file: string; readonly diagnostics: Diagnostics },
): Promise<MarkedTexts> {
  const byMark = new Map<string, MarkedText>();
  const pages = new Set<number>();
  const untagged: StructureText[] = [];
  for (let number = 1; number <= last; number++) {
    try {
      const page = await within(document.getPage(number));
      pages.add(number);
      const open = (mark: number, order: number): MarkedText => {
        const key = markKey(number, null, mark);
        const known = byMark.get(key);
        if (known !== undefined) return known;
        const made: MarkedText = { page: number, order, text: '' };
        byMark.set(key, made);
        return made;
      };
      const loose = await within(readPage(page, open));
      page.cleanup();
      const text = normaliseExtracted(loose);
      if (text !== '') untagged.push({ kind: 'text', page: number, text });
    } catch (error) {
      if (error instanceof ReadingStopped) {
        const left = number === last ? `Page ${number} was` : `Pages ${number} to ${last} were`;
        diagnostics.warning('P004', `${left} not read: ${error.message}`, { file });
        break;
      }
      diagnostics.warning('P004', `Page ${number} could not be read: ${messageOf(error)}`, { file });
    }
  }
  return { byMark, pages, untagged };
}

/** Where text belongs that is shown now. */
type Target = MarkedText | 'artifact' | 'loose';

/** What pdf.js gives with `includeMarkedContent`; its types leave out `tag`. */
interface MarkedContent {
  readonly id?: string | null;
  readonly tag?: string;
}

/** Returns the text outside of all marks. */
async function readPage(page: PdfPage, open: (mark: number, order: number) => MarkedText): Promise<string> {
  const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  const around: Target[] = [];
  let current: Target = 'loose';
  let order = 0;
  let loose = '';
  for (const item of content.items) {
    if ('str' in item) {
      const text = item.hasEOL ? `${item.str}\n` : item.str;
      if (current === 'loose') loose += text;
      else if (current !== 'artifact') current.text += text;
    } else if (item.type === 'endMarkedContent') current = around.pop() ?? 'loose';
    else {
      around.push(current);
      const { id, tag } = item as MarkedContent;
      const mark = id === undefined || id === null ? NaN : Number(id.slice(id.lastIndexOf('_mc') + 3));
      if (tag === 'Artifact') current = 'artifact';
      else if (Number.isInteger(mark) && current !== 'artifact') current = open(mark, order++);
    }
  }
  return loose;
}
