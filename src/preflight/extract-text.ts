// PDF bytes → text in logical order. A tagged page is read block by block, by its structure elements; any other page as
// pdf-parse gives it. Text is normalised as unicode/normalise.ts says.
import { messageOf } from '../base/message-of.ts';
import type { Diagnostics } from '../base/diagnostic.ts';
import { toEuropeanDigits, toPersianDigits } from '../unicode/digits.ts';
import { normaliseExtracted } from '../unicode/normalise.ts';
import { openReading } from './read-pdf.ts';
import type { PdfDocument, PdfPage, PdfReading } from './read-pdf.ts';
import { ReadingStopped, startReaderThread } from './reader-thread.ts';
import type { ReadingLimits } from './reader-thread.ts';
import { INLINE_ROLES } from './structure/structure-types.ts';

export interface ExtractedPage {
  /** From 1. */
  readonly number: number;
  readonly label: string;
  readonly blocks: readonly ExtractedBlock[];
}

export interface ExtractedBlock {
  /** Role of the structure element, `Page` in an untagged file. */
  readonly role: string;
  readonly text: string;
}

export interface ExtractedText {
  /** The file says that it is tagged; pages whose tags hold little of their text are read as untagged all the same. */
  readonly tagged: boolean;
  /** In reading order: pages that are counted from the end of the file come last, from its last page on. */
  readonly pages: readonly ExtractedPage[];
}

export interface ExtractOptions {
  /** Named in diagnostics. */
  readonly file: string;
  readonly diagnostics: Diagnostics;
  /** Pages beyond this number are left out with P004. */
  readonly maxPages?: number | undefined;
  /** For files of strangers: what takes longer is left out with P004. */
  readonly limits?: ReadingLimits | undefined;
}

const DEFAULT_MAX_PAGES = 5000;

/** Null when the file cannot be opened (P002, P003). Pages that fail are left out with P004. */
export async function extractText(bytes: Uint8Array, options: ExtractOptions): Promise<ExtractedText | null> {
  const { diagnostics, file } = options;
  const reading = await openReading(bytes, options);
  if (reading === null) return null;
  const { document } = reading;
  try {
    const markInfo = await reading.within(document.getMarkInfo()).catch(() => null);
    const tagged = markInfo?.Marked === true;
    const labels = await reading.within(document.getPageLabels()).catch(() => null);
    const last = Math.min(document.numPages, options.maxPages ?? DEFAULT_MAX_PAGES);
    if (last < document.numPages) {
      diagnostics.warning('P004', `Only the first ${last} of ${document.numPages} pages were read`, { file });
    }
    // pdf-parse reads a file as a whole: once, and only when a page needs it.
    let plain: Promise<readonly string[]> | null = null;
    const pages: ExtractedPage[] = [];
    const objects: number[] = [];
    for (let number = 1; number <= last; number++) {
      const label = labels?.[number - 1] ?? String(number);
      try {
        let blocks = tagged ? await taggedBlocks(reading, number, options) : null;
        if (blocks === null) {
          plain ??= plainPages(bytes, last, options);
          blocks = plainBlocks((await plain)[number - 1] ?? '');
        }
        objects.push(await reading.within(objectNumber(document, number)));
        pages.push({ number, label, blocks });
      } catch (error) {
        if (!(error instanceof ReadingStopped)) throw error;
        const left = number === last ? `Page ${number} was` : `Pages ${number} to ${last} were`;
        diagnostics.warning('P004', `${left} not read: ${error.message}`, { file });
        break;
      }
    }
    return { tagged, pages: inReadingOrder(pages, objects) };
  } finally {
    await reading.close();
  }
}

/** The pages of a file as text, one at a time. */
export interface PageTexts {
  /** Logical order, blocks parted by blank lines; null when the page cannot be read. */
  text(number: number): Promise<string | null>;
  close(): Promise<void>;
}

/** Opens a file for reading the text of single pages; null as of extractText. */
export async function openPageTexts(bytes: Uint8Array, options: ExtractOptions): Promise<PageTexts | null> {
  const reading = await openReading(bytes, options);
  if (reading === null) return null;
  const { document } = reading;
  const markInfo = await document.getMarkInfo().catch(() => null);
  const tagged = markInfo?.Marked === true;
  let plain: Promise<readonly string[]> | null = null;
  return {
    async text(number) {
      if (number < 1 || number > document.numPages) return null;
      const blocks = tagged ? await taggedBlocks(reading, number, options) : null;
      if (blocks !== null) return blocks.map(({ text }) => text).join('\n\n');
      plain ??= plainPages(
        bytes,
        Math.min(document.numPages, options.maxPages ?? DEFAULT_MAX_PAGES),
        options,
      );
      const page = (await plain)[number - 1];
      return page === undefined ? null : plainBlocks(page).map(({ text }) => text).join('\n\n'); // prettier-ignore
    },
    close: () => reading.close(),
  };
}

/** Number of the page's object; 0 when it cannot be read. */
async function objectNumber(document: PdfDocument, page: number): Promise<number> {
  return document.getPage(page).then((each) => each.ref?.num ?? 0, () => 0); // prettier-ignore
}

/**
 * A file with a front at either end is numbered from both: the labels of its last pages run down to 1. Those are read from
 * the last page on, after the others, and were written in that order: the numbers of their objects run down, too, which
 * tells 1 2 3 | 2 1 from 1 2 | 3 2 1.
 */
function inReadingOrder(
  pages: readonly ExtractedPage[],
  objects: readonly number[],
): readonly ExtractedPage[] {
  const digits = pages.at(-1)?.label === '\u06f1' ? toPersianDigits : toEuropeanDigits;
  let count = 0;
  while (
    pages.at(-1 - count)?.label === digits(String(count + 1)) &&
    (count === 0 || (objects.at(-1 - count) ?? 0) > (objects.at(-count) ?? 0))
  )
    count++;
  if (count < 2) return pages;
  return [...pages.slice(0, -count), ...pages.slice(-count).toReversed()];
}

/** The text of a whole file: blocks parted by blank lines, pages by form feeds (or, as one flow, by blank lines). */
export function formatExtracted(text: ExtractedText, layout: 'pages' | 'flow'): string {
  const pages = text.pages.map(({ blocks }) => blocks.map((block) => block.text).join('\n\n'));
  const joined = layout === 'pages' ? pages.join('\n\f\n') : pages.filter((page) => page !== '').join('\n\n');
  return joined === '' ? '' : `${joined}\n`;
}

async function plainPages(
  bytes: Uint8Array,
  last: number,
  { file, diagnostics, limits }: ExtractOptions,
): Promise<readonly string[]> {
  const { PDFParse } = await import('pdf-parse');
  // pdf-parse and this program share one pdf.js.
  const thread = limits === undefined ? null : startReaderThread(await import('pdfjs-dist/legacy/build/pdf.mjs'), { ...limits, answerSeconds: limits.fileSeconds }); // prettier-ignore
  const parser = new PDFParse({ data: Uint8Array.from(bytes), verbosity: 0, ...(thread !== null && { worker: thread.worker }) }); // prettier-ignore
  try {
    const reading = parser.getText({ cellSeparator: '', first: last });
    const result = await (thread === null ? reading : thread.within(reading));
    return result.pages.map((page) => page.text);
  } catch (error) {
    diagnostics.warning('P004', `The text was read only in part: ${messageOf(error)}`, { file });
    return [];
  } finally {
    if (thread === null) await parser.destroy();
    else await thread.close();
  }
}

function plainBlocks(text: string): readonly ExtractedBlock[] {
  return text
    .split(/\n[ \t]*\n/)
    .map((block) => ({ role: 'Page', text: normaliseExtracted(block) }))
    .filter((block) => block.text !== '');
}

interface StructureKid {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly alt?: string;
  readonly children?: readonly StructureKid[];
}

interface Block {
  readonly role: string;
  /** Its alternative text stands for what is in it: words in a picture or advertisement are no text of the document. */
  readonly isPicture: boolean;
  readonly parts: string[];
}

/** The blocks of a page by its tags; null when more of its text stands outside of them than in them. */
async function taggedBlocks(
  { document, within }: PdfReading,
  number: number,
  { file, diagnostics }: ExtractOptions,
): Promise<readonly ExtractedBlock[] | null> {
  try {
    const page = await within(document.getPage(number));
    const byContent = new Map<string, Block>();
    const tree = (await within(page.getStructTree())) as StructureKid | null;
    if (tree !== null) collectBlocks(tree, null, byContent);
    const { blocks, looseLength } = await within(readContent(page, byContent));
    page.cleanup();
    const texts = blocks.map(({ role, parts }) => ({ role, text: normaliseExtracted(parts.join('')) }));
    if (looseLength > texts.reduce((length, { text }) => length + text.length, 0)) return null;
    return texts.filter(({ text }) => text !== '');
  } catch (error) {
    if (error instanceof ReadingStopped) throw error;
    diagnostics.warning('P004', `Page ${number} could not be read: ${messageOf(error)}`, { file });
    return [];
  }
}

function collectBlocks(node: StructureKid, block: Block | null, byContent: Map<string, Block>): void {
  const own = node.role === undefined || (block !== null && INLINE_ROLES.has(node.role)) ? block : { role: node.role, isPicture: node.role === 'Figure' && node.alt !== undefined, parts: [] }; // prettier-ignore
  for (const kid of node.children ?? []) {
    if (kid.type === 'content') {
      if (kid.id !== undefined && own !== null) byContent.set(kid.id, own);
    } else collectBlocks(kid, own, byContent);
  }
}

interface PageContent {
  /** In the order of the content stream, which is reading order. */
  readonly blocks: readonly Block[];
  /** UTF-16 units of text that is neither in a block nor an artifact. */
  readonly looseLength: number;
}

/** Where text belongs that is shown now. */
type Target = Block | 'artifact' | 'loose';

async function readContent(page: PdfPage, byContent: ReadonlyMap<string, Block>): Promise<PageContent> {
  const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  const blocks = new Set<Block>();
  const open: Target[] = [];
  let current: Target = 'loose';
  let last: Block | null = null;
  let looseLength = 0;
  for (const item of content.items) {
    if ('str' in item) {
      if (current === 'loose') looseLength += item.str.trim().length;
      else if (current !== 'artifact') {
        // Other blocks stand between: the line end went to one of them.
        if (current !== last && current.parts.length > 0) current.parts.push('\n');
        last = current;
        blocks.add(current);
        current.parts.push(item.hasEOL ? `${item.str}\n` : item.str);
      }
    } else if (item.type === 'endMarkedContent') current = open.pop() ?? 'loose';
    else {
      open.push(current);
      current = targetOf(item, byContent) ?? current;
    }
  }
  return { blocks: [...blocks], looseLength };
}

/** What pdf.js gives with `includeMarkedContent`; its types leave out `tag`. */
interface MarkedContent {
  readonly id?: string | null;
  readonly tag?: string;
}

function targetOf({ id, tag }: MarkedContent, byContent: ReadonlyMap<string, Block>): Target | undefined {
  if (tag === 'Artifact') return 'artifact';
  if (id === undefined || id === null) return undefined;
  const block = byContent.get(id) ?? 'loose';
  return block !== 'loose' && block.isPicture ? 'artifact' : block;
}
