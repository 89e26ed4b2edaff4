// Name trees and number trees of a PDF (ISO 32000-1, 7.9.6 and 7.9.7), and the page labels (12.4.2) in one of them.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { PdfObjects } from '../objects/pdf-objects.ts';

const MAX_NODES = 100_000;

/** The leaves of a tree, in order, without end nor circles. */
function leaves(root: PDFObject | null, objects: PdfObjects): readonly PDFDict[] {
  const found: PDFDict[] = [];
  const seen = new Set<PDFDict>();
  const pending: (PDFObject | null)[] = [root];
  while (pending.length > 0 && seen.size < MAX_NODES) {
    const dict = objects.dict(pending.pop());
    if (dict === null || seen.has(dict)) continue;
    seen.add(dict);
    const kids = objects.list(objects.get(dict, 'Kids'));
    if (kids.length === 0) found.push(dict);
    else pending.push(...kids.slice(0, MAX_NODES).toReversed());
  }
  return found;
}

/** How many names a name tree has. */
export function nameTreeSize(root: PDFObject | null, objects: PdfObjects): number {
  return leaves(root, objects).reduce((sum, leaf) => sum + (objects.list(objects.get(leaf, 'Names')).length >> 1), 0); // prettier-ignore
}

interface LabelRange {
  readonly start: number;
  readonly style: string | null;
  readonly prefix: string;
  readonly first: number;
}

/** The label of a page by its index from 0; null in a file without labels. */
export function readPageLabels(
  root: PDFObject | null,
  objects: PdfObjects,
): (index: number) => string | null {
  const ranges: LabelRange[] = [];
  for (const leaf of leaves(root, objects)) {
    const list = objects.list(objects.get(leaf, 'Nums'));
    for (let at = 0; at + 1 < list.length; at += 2) {
      const start = objects.number(list[at]);
      const dict = objects.dict(list[at + 1]);
      if (start === null || dict === null) continue;
      ranges.push({
        start,
        style: objects.name(objects.get(dict, 'S')),
        prefix: objects.text(objects.get(dict, 'P')) ?? '',
        first: objects.number(objects.get(dict, 'St')) ?? 1,
      });
    }
  }
  ranges.sort((a, b) => a.start - b.start);
  return (index) => {
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.start ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    const range = ranges[low - 1];
    if (range === undefined) return null;
    return range.prefix + numeral(range.first + index - range.start, range.style);
  };
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'],
  [5, 'v'], [4, 'iv'], [1, 'i'],
]; // prettier-ignore

/** Table 159 */
function numeral(value: number, style: string | null): string {
  switch (style) {
    case 'D':
      return String(value);
    case 'r':
      return roman(value);
    case 'R':
      return roman(value).toUpperCase();
    case 'a':
      return letters(value);
    case 'A':
      return letters(value).toUpperCase();
    default:
      return '';
  }
}

function roman(value: number): string {
  if (!(value > 0 && value < 10_000)) return String(value);
  let rest = value;
  let text = '';
  for (const [worth, sign] of ROMAN) {
    while (rest >= worth) {
      text += sign;
      rest -= worth;
    }
  }
  return text;
}

/** a … z, aa … zz. */
function letters(value: number): string {
  if (!(value > 0 && value < 10_000)) return String(value);
  return String.fromCharCode(0x61 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);
}
