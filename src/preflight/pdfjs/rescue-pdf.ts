// The beginning of a PDF, whose end with the list of objects and pages is lost → the same bytes with a new end: the objects that are
// complete, found one by one (ISO 32000-1, 7.3.10 and 7.5.7), and a page tree of the pages among them. Readers open that as any file.
import type { FoundObject } from './rescue-scan.ts';
import { scanObjects } from './rescue-scan.ts';

/** What was found in the rest of a file. */
export interface RescuedPdf {
  readonly bytes: Uint8Array;
  /** Pages that were found complete. */
  readonly found: number;
  /** Pages that there were, where the file still says so and they are more. */
  readonly of: number | null;
  /** Pages, from 1, that the tree names and that are not there, or not all of their content. */
  readonly lost: ReadonlySet<number>;
}

/** Larger files are not searched. */
const MAX_BYTES = 128 * 1024 * 1024;
const MAX_PAGES = 100_000;
const MAX_DEPTH = 64;

const IS_PAGE = /\/Type\s*\/Page(?![A-Za-z])/;
const IS_TREE = /\/Type\s*\/Pages(?![A-Za-z])/;
/** The dictionary that says how a file is encrypted: its text is lost with the rest of it. */
const IS_ENCRYPTION = /\/Filter\s*\/Standard\b[\s\S]*\/[OU]\s*[(<]|\/Encrypt\s+\d/;

/** Null where there is no complete page in it, or all of it is encrypted. */
export function rescuePdf(bytes: Uint8Array): RescuedPdf | null {
  if (bytes.length > MAX_BYTES) return null;
  const objects = scanObjects(bytes);
  const dictionaries = [...objects.values()].filter(({ text }) => text !== null);
  if (dictionaries.some(({ text }) => IS_ENCRYPTION.test(text ?? ''))) return null;
  const { pages, count } = pagesOf(objects);
  const lost = new Set<number>();
  for (const [index, page] of pages.entries()) if (!isComplete(objects, page)) lost.add(index + 1);
  const found = pages.length - lost.size;
  if (found === 0) return null;
  return { bytes: withNewEnd(bytes, objects, pages), found, of: count !== null && count > found ? count : null, lost }; // prettier-ignore
}

/** Stands for a page that is not there. */
const LOST = 0;

/** Whether a page is there with all of its content. */
function isComplete(objects: Objects, page: number): boolean {
  const contents = /\/Contents\s*(?:\[([^\]]*)\]|(\d+\s+\d+\s+R\b))/.exec(objects.get(page)?.text ?? '');
  return page !== LOST && referencesIn(contents?.[1] ?? contents?.[2] ?? '').every((each) => objects.has(each)); // prettier-ignore
}

type Objects = ReadonlyMap<number, FoundObject>;

/** The pages in the order that is left of their tree, the others after them as they come in the file. */
function pagesOf(objects: Objects): { readonly pages: readonly number[]; readonly count: number | null } {
  const pages: number[] = [];
  const seen = new Set<number>();
  let count: number | null = null;
  const walk = (node: number, depth: number, isLeaf: boolean): void => {
    if (depth > MAX_DEPTH || pages.length >= MAX_PAGES || seen.has(node)) return;
    seen.add(node);
    const text = objects.get(node)?.text ?? '';
    if (IS_PAGE.test(text)) pages.push(node);
    else if (IS_TREE.test(text)) {
      const kids = kidsOf(text);
      for (const kid of kids) walk(kid, depth + 1, kids.length === numberIn(text, 'Count'));
    } else if (isLeaf) pages.push(LOST);
  };
  for (const [number, { text }] of objects) {
    if (text === null || !IS_TREE.test(text)) continue;
    const parent = referenceIn(text, 'Parent');
    if (parent !== null && objects.has(parent)) continue;
    if (parent === null) count = numberIn(text, 'Count') ?? count;
    walk(number, 0, false);
  }
  for (const [number, { text }] of objects)
    if (text !== null && IS_PAGE.test(text) && !seen.has(number) && pages.length < MAX_PAGES)
      pages.push(number);
  return { pages, count };
}

function kidsOf(text: string): readonly number[] {
  return referencesIn(/\/Kids\s*\[([^\]]*)\]/.exec(text)?.[1] ?? '');
}

function referencesIn(text: string): readonly number[] {
  return Array.from(text.matchAll(/(\d+)\s+\d+\s+R\b/g), (match) => Number(match[1]));
}

function referenceIn(text: string, key: string): number | null {
  const found = new RegExp(`/${key}\\s+(\\d+)\\s+\\d+\\s+R\\b`).exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

function numberIn(text: string, key: string): number | null {
  const found = new RegExp(`/${key}\\s+(\\d{1,9})\\b`).exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

/** Objects of object streams are written out; then a page tree, a catalog, and where everything is. */
function withNewEnd(bytes: Uint8Array, objects: Objects, pages: readonly number[]): Uint8Array {
  const offsets = new Map<number, number>();
  const parts: string[] = ['\n'];
  let length = bytes.length + 1;
  const add = (number: number, text: string): void => {
    const part = `${number} 0 obj\n${text}\nendobj\n`;
    offsets.set(number, length);
    parts.push(part);
    length += part.length;
  };
  for (const [number, { offset, text }] of objects)
    if (offset !== null) offsets.set(number, offset);
    else if (text !== null) add(number, text);
  let tree = 1;
  for (const number of objects.keys()) tree = Math.max(tree, number + 1);
  // One for each: a tree that has an object twice runs in a circle for readers.
  let last = tree + 1;
  const kids = pages.map((page) => (page === LOST ? ++last : page));
  for (let empty = tree + 2; empty <= last; empty++) add(empty, `<</Type/Page/Parent ${tree} 0 R>>`);
  add(tree, `<</Type/Pages/Kids[${kids.map((page) => `${page} 0 R`).join(' ')}]/Count ${kids.length}/MediaBox[0 0 595 842]>>`); // prettier-ignore
  add(tree + 1, `<</Type/Catalog/Pages ${tree} 0 R>>`);
  const rows = [...offsets].toSorted(([a], [b]) => a - b).map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`); // prettier-ignore
  parts.push(`xref\n0 1\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${last + 1}/Root ${tree + 1} 0 R>>\nstartxref\n${length}\n%%EOF\n`); // prettier-ignore
  return Buffer.concat([bytes, Buffer.from(parts.join(''), 'latin1')]);
}
