// PDF bytes → text in logical order. A tagged page is read block by block, by its structure elements; any other page as
// pdf-parse gives it. Text is normalised as unicode/normalise.ts says.
import { messageOf } from '../../base/message-of.ts';
import type { Diagnostics } from '../../base/diagnostic.ts';
import { toEuropeanDigits, toPersianDigits } from '../../unicode/digits.ts';
import { normaliseExtracted } from '../../unicode/normalise.ts';
import { openReading } from './read-pdf.ts';
import type { PdfDocument, PdfPage, PdfReading } from './read-pdf.ts';
import { damagesOf, hasUnknownLetters } from './pdf-damage.ts';
import type { ExtractedBlock, ExtractedPage, ExtractedText, PageRange } from './extracted-text.ts';
import { openPlainPages } from './plain-pages.ts';
import { whatElseIsThere } from './what-else.ts';
import { ReadingStopped } from './reader-thread.ts';
import type { ReadingLimits } from './reader-thread.ts';
import { INLINE_ROLES } from './inline-roles.ts';

export interface ExtractOptions {
  /** Named in diagnostics. */
  readonly file: string;
  readonly diagnostics: Diagnostics;
  /** Pages beyond this number are left out with P004. */
  readonly maxPages?: number | undefined;
  /** For files of strangers: what takes longer is left out with P004. */
  readonly limits?: ReadingLimits | undefined;
  /** For people: a note (P004) says what of the file is no text of its pages, and when there is no text at all. */
  readonly tellsRest?: boolean | undefined;
}

const DEFAULT_MAX_PAGES = 5000;

/**
 * Null when the file cannot be opened, or none of its pages can be read (P002, P003). A page that cannot be read is empty, those behind
 * a limit are left out, both with P004.
 */
export async function extractText(bytes: Uint8Array, options: ExtractOptions): Promise<ExtractedText | null> {
  const { diagnostics, file } = options;
  const reading = await openReading(bytes, { ...options, rescues: true });
  if (reading === null) return null;
  const { document } = reading;
  try {
    const markInfo = await reading.within(document.getMarkInfo()).catch(() => null);
    const tagged = markInfo?.Marked === true;
    const labels = await reading.within(document.getPageLabels()).catch(() => null);
    if (damagesOf(reading.takeWarnings()).length > 0) diagnostics.note('P004', 'The page labels cannot be read: pages are counted from 1', { file }); // prettier-ignore
    const last = Math.min(document.numPages, options.maxPages ?? DEFAULT_MAX_PAGES);
    if (last < document.numPages) {
      diagnostics.warning('P004', `Only the first ${last} of ${document.numPages} pages were read`, { file });
    }
    const unknown = new Set<number>();
    const plain = openPlainPages(reading, unknown);
    const pages: ExtractedPage[] = [];
    const objects: number[] = [];
    const missing = new Set(reading.lost);
    let isStopped = false;
    for (let number = 1; number <= last && !isStopped; number++) {
      try {
        const tags = tagged ? await taggedBlocks(reading, number, unknown) : null;
        const blocks = tags ?? (await plain.blocks(number));
        objects.push(await reading.within(objectNumber(document, number)));
        pages.push({ number, label: labels?.[number - 1] ?? String(number), blocks });
      } catch (error) {
        isStopped = error instanceof ReadingStopped;
        const to = isStopped ? last : number;
        for (let each = number; each <= to; each++) missing.add(each);
        const left = number === to ? `Page ${number} was` : `Pages ${number} to ${to} were`;
        diagnostics.warning('P004', `${left} not read: ${messageOf(error)}`, { file });
        if (isStopped) break;
        objects.push(0);
        pages.push({ number, label: labels?.[number - 1] ?? String(number), blocks: [] });
      }
      for (const damage of damagesOf(reading.takeWarnings())) {
        diagnostics.warning('P004', `The text of page ${number} may not be complete: ${damage}`, { file });
        missing.add(number);
      }
    }
    if (missing.size >= last && pages.every(({ blocks }) => blocks.length === 0)) {
      const none = last === 1 ? 'The only page' : `None of the ${last} pages`;
      diagnostics.error('P002', `${none} of this PDF ${last === 1 ? 'cannot' : 'can'} be read`, { file });
      return null;
    }
    for (const page of unknown) missing.add(page);
    if (unknown.size > 0) {
      const onPages = inWords(rangesOf([...unknown]));
      diagnostics.warning('P004', `Letters on ${onPages} cannot be read: their fonts do not say what they show`, { file }); // prettier-ignore
    }
    if (options.tellsRest === true) {
      for (const rest of await whatElseIsThere(reading)) diagnostics.note('P004', rest, { file });
      if (missing.size === 0 && pages.every(({ blocks }) => blocks.length === 0)) diagnostics.warning('P004', 'The PDF has no text: its pages are empty, or pictures and drawings (a scan?)', { file }); // prettier-ignore
    }
    const ranges = rangesOf([...missing].toSorted((a, b) => a - b));
    if (last < document.numPages) ranges.push({ from: last + 1, to: document.numPages });
    return { tagged, pages: inReadingOrder(pages, objects), missing: ranges, ...(reading.isDamaged && { damaged: true as const }) }; // prettier-ignore
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
  const unknown = new Set<number>();
  const plain = openPlainPages(reading, unknown);
  return {
    async text(number) {
      if (number < 1 || number > Math.min(document.numPages, options.maxPages ?? DEFAULT_MAX_PAGES))
        return null;
      try {
        const tags = tagged ? await taggedBlocks(reading, number, unknown) : null;
        return (tags ?? (await plain.blocks(number))).map(({ text }) => text).join('\n\n');
      } catch (error) {
        if (error instanceof ReadingStopped) throw error;
        options.diagnostics.warning('P004', `Page ${number} was not read: ${messageOf(error)}`, { file: options.file }); // prettier-ignore
        return null;
      }
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

/** Numbers in ascending order. */
function rangesOf(numbers: readonly number[]): PageRange[] {
  const ranges: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range !== undefined && range.to === number - 1) range.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges;
}

/** `page 4`, `pages 1, 3 to 5`. */
function inWords(ranges: readonly PageRange[]): string {
  const [only] = ranges;
  const isOne = ranges.length === 1 && only?.from === only?.to;
  return `page${isOne ? '' : 's'} ${ranges.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ')}`;
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
  unknown: Set<number>,
): Promise<readonly ExtractedBlock[] | null> {
  const page = await within(document.getPage(number));
  const byContent = new Map<string, Block>();
  const tree = (await within(page.getStructTree())) as StructureKid | null;
  if (tree !== null) collectBlocks(tree, null, byContent);
  const { blocks, looseLength } = await within(readContent(page, byContent));
  page.cleanup();
  const texts = blocks.map(({ role, parts }) => ({ role, text: normaliseExtracted(parts.join('')) }));
  if (looseLength > texts.reduce((length, { text }) => length + text.length, 0)) return null;
  if (blocks.some(({ parts }) => parts.some(hasUnknownLetters))) unknown.add(number);
  return texts.filter(({ text }) => text !== '');
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
