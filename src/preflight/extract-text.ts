// PDF bytes → text in logical order. A tagged file is read block by block, by its structure elements; any other file
// page by page as pdf-parse gives it. Text is normalised as unicode/normalise.ts says.
import type { Diagnostics } from '../base/diagnostic.ts';
import { normaliseExtracted } from '../unicode/normalise.ts';
import { openPdf, reason } from './read-pdf.ts';
import type { PdfDocument, PdfPage } from './read-pdf.ts';

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
  readonly tagged: boolean;
  readonly pages: readonly ExtractedPage[];
}

export interface ExtractOptions {
  /** Named in diagnostics. */
  readonly file: string;
  readonly diagnostics: Diagnostics;
  /** Pages beyond this number are left out with P004. */
  readonly maxPages?: number | undefined;
}

const DEFAULT_MAX_PAGES = 5000;

/** Null when the file cannot be opened (P002, P003). Pages that fail are left out with P004. */
export async function extractText(bytes: Uint8Array, options: ExtractOptions): Promise<ExtractedText | null> {
  const { diagnostics, file } = options;
  const document = await openPdf(bytes, file, diagnostics);
  if (document === null) return null;
  try {
    const markInfo = await document.getMarkInfo().catch(() => null);
    const tagged = markInfo?.Marked === true;
    const labels = await document.getPageLabels().catch(() => null);
    const last = Math.min(document.numPages, options.maxPages ?? DEFAULT_MAX_PAGES);
    if (last < document.numPages) {
      diagnostics.warning('P004', `Only the first ${last} of ${document.numPages} pages were read`, { file });
    }
    const untagged = tagged ? null : await plainPages(bytes, last, options);
    const pages: ExtractedPage[] = [];
    for (let number = 1; number <= last; number++) {
      const label = labels?.[number - 1] ?? String(number);
      const blocks = untagged === null ? await taggedBlocks(document, number, options) : plainBlocks(untagged[number - 1] ?? ''); // prettier-ignore
      pages.push({ number, label, blocks });
    }
    return { tagged, pages };
  } finally {
    await document.destroy();
  }
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
  { file, diagnostics }: ExtractOptions,
): Promise<readonly string[]> {
  // prettier-ignore
  const { PDFParse } = await import('pdf-parse');
  const parser = new PDFParse({ data: bytes.slice(), verbosity: 0 });
  try {
    const result = await parser.getText({ cellSeparator: '', last });
    return result.pages.map((page) => page.text);
  } catch (error) {
    diagnostics.warning('P004', `The text was read only in part: ${reason(error)}`, { file });
    return [];
  } finally {
    await parser.destroy();
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
  readonly children?: readonly StructureKid[];
}

interface Block {
  readonly role: string;
  readonly parts: string[];
}

async function taggedBlocks(
  document: PdfDocument,
  number: number,
  { file, diagnostics }: ExtractOptions,
): Promise<readonly ExtractedBlock[]> {
  // prettier-ignore
  try {
    const page = await document.getPage(number);
    const byContent = new Map<string, Block>();
    const tree = (await page.getStructTree()) as StructureKid | null;
    if (tree !== null) collectBlocks(tree, null, byContent);
    const blocks = await readContent(page, byContent);
    page.cleanup();
    return blocks
      .map(({ role, parts }) => ({ role, text: normaliseExtracted(parts.join('')) }))
      .filter((block) => block.text !== '');
  } catch (error) {
    diagnostics.warning('P004', `Page ${number} could not be read: ${reason(error)}`, { file });
    return [];
  }
}

/** Inline roles: their text belongs to the block around them. */
const INLINE_ROLES: ReadonlySet<string> = new Set(['Link', 'Span', 'Reference', 'Quote', 'Code', 'Em', 'Strong', 'Annot']); // prettier-ignore

function collectBlocks(node: StructureKid, block: Block | null, byContent: Map<string, Block>): void {
  const own = node.role === undefined || (block !== null && INLINE_ROLES.has(node.role)) ? block : { role: node.role, parts: [] }; // prettier-ignore
  for (const kid of node.children ?? []) {
    if (kid.type === 'content') {
      if (kid.id !== undefined && own !== null) byContent.set(kid.id, own);
    } else collectBlocks(kid, own, byContent);
  }
}

/** The blocks of a page in the order of the content stream, which is reading order; artifacts are left out. */
async function readContent(page: PdfPage, byContent: ReadonlyMap<string, Block>): Promise<readonly Block[]> {
  const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  const blocks: Block[] = [];
  const seen = new Set<Block>();
  const open: (Block | null)[] = [];
  let current: Block | null = null;
  for (const item of content.items) {
    if ('str' in item) {
      if (current === null) continue;
      if (!seen.has(current)) {
        seen.add(current);
        blocks.push(current);
      }
      current.parts.push(item.hasEOL ? `${item.str}\n` : item.str);
    } else if (item.type === 'endMarkedContent') current = open.pop() ?? null;
    else {
      open.push(current);
      if (item.id !== undefined && item.id !== null) current = byContent.get(item.id) ?? null;
      else if ((item as { readonly tag?: string }).tag === 'Artifact') current = null;
    }
  }
  return blocks;
}
