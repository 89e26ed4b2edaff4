// Document → its sequences of pages: one, or two where an issue has a front at either end (`binding: dual`). Each counts its
// pages from its own front, which settles the sides on which they stand.
import type { Document } from '../../document/boxes.ts';
import type { Front } from '../../frame/frame.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import type { PageStyle } from '../../style/page-style.ts';
import { counterText } from '../../unicode/digits.ts';

/** The edge of the paper that is bound, seen from the front of the sequence. */
export type Binding = 'left' | 'right';

export interface PageSequence {
  readonly front: Front;
  /** The document with the boxes of this sequence only. */
  readonly document: Document;
  /** The side on which its first page stands. */
  readonly recto: 'left' | 'right';
}

/** In reading order. `binding` is that of the main front; by default the direction of the document decides. */
export function pageSequences(document: Document, binding?: Binding): readonly PageSequence[] {
  const bound = binding ?? (document.direction === 'rtl' ? 'right' : 'left');
  const main: PageSequence = { front: 'main', document, recto: rectoOf(bound) };
  if (document.back === null) return [main];
  const back: Document = { ...document, ...document.back, back: null };
  return [main, { front: 'back', document: back, recto: rectoOf(otherSide(bound)) }];
}

/** What is bound on the right is read leftwards: its first page is a left one. */
function rectoOf(bound: Binding): 'left' | 'right' {
  return otherSide(bound);
}

function otherSide(side: 'left' | 'right'): 'left' | 'right' {
  return side === 'left' ? 'right' : 'left';
}

/** The side of the page with this index, from 0, in its sequence. */
export function pageSide(index: number, recto: 'left' | 'right'): 'left' | 'right' {
  return index % 2 === 0 ? recto : otherSide(recto);
}

/** The number that an element on its first page gives the page: `counter-reset: page 1`. */
export function pageNumberSetBy({ counterReset, counterSet }: ComputedStyle): number | null {
  const change = counterSet.find(({ name }) => name === 'page') ?? counterReset.find(({ name }) => name === 'page'); // prettier-ignore
  return change?.value ?? null;
}

/** A page's number as its folio shows it, or in the digits of its sequence where it shows none. */
export function pageLabel(number: number, { boxes }: PageStyle, { direction }: Document): string {
  for (const { content } of Object.values(boxes)) {
    if (typeof content === 'string') continue;
    for (const part of content) if (part.kind === 'counter' && part.name === 'page') return counterText(number, part.style); // prettier-ignore
  }
  return counterText(number, direction === 'rtl' ? 'persian' : 'decimal');
}
