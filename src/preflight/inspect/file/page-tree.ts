// The page tree (ISO 32000-1, 7.7.3) → its pages in order, one at a time, with what they inherit.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { Box } from '../inspected-pdf.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';

/** A page's dictionary with what its ancestors say where it is silent. */
export interface PageNode {
  readonly dict: PDFDict;
  readonly object: number | null;
  readonly resources: PDFDict | null;
  readonly mediaBox: PDFObject | null;
  readonly cropBox: PDFObject | null;
  readonly rotate: number;
}

type Inherited = Omit<PageNode, 'dict' | 'object'>;

const NOTHING: Inherited = { resources: null, mediaBox: null, cropBox: null, rotate: 0 };
/** Deeper trees are cut: writers make a few levels. */
const MAX_DEPTH = 64;

interface Pending {
  readonly value: PDFObject;
  readonly inherited: Inherited;
  readonly depth: number;
}

/** Every page below `root`; a node that comes twice is taken once. */
export function* walkPages(root: PDFObject | null | undefined, objects: PdfObjects): Generator<PageNode> {
  if (root === null || root === undefined) return;
  const seen = new Set<PDFDict>();
  const pending: Pending[] = [{ value: root, inherited: NOTHING, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const dict = objects.dict(next.value);
    if (dict === null || seen.has(dict)) continue;
    seen.add(dict);
    const inherited = inheritedBy(dict, next.inherited, objects);
    const kids = objects.array(objects.get(dict, 'Kids'));
    if (kids === null) yield { dict, object: objects.objectNumber(next.value), ...inherited };
    else if (next.depth < MAX_DEPTH) {
      for (let index = kids.size() - 1; index >= 0; index--)
        pending.push({ value: kids.get(index), inherited, depth: next.depth + 1 });
    }
  }
}

function inheritedBy(dict: PDFDict, above: Inherited, objects: PdfObjects): Inherited {
  return {
    resources: objects.dict(objects.get(dict, 'Resources')) ?? above.resources,
    mediaBox: objects.get(dict, 'MediaBox') ?? above.mediaBox,
    cropBox: objects.get(dict, 'CropBox') ?? above.cropBox,
    rotate: objects.number(objects.get(dict, 'Rotate')) ?? above.rotate,
  };
}

/** A rectangle (7.9.5) with its corners in order, times `unit`; null when it is none. */
export function readBox(value: PDFObject | null, unit: number, objects: PdfObjects): Box | null {
  const [a, b, c, d] = objects.numbers(value, 4) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  return [Math.min(a, c) * unit, Math.min(b, d) * unit, Math.max(a, c) * unit, Math.max(b, d) * unit];
}
