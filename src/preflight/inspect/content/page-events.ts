// What a page paints, collected in order, and what hides it: layers that are off, shapes of glyphs, the cells of patterns.
import type { Box, PaintEvent } from '../inspected-pdf.ts';
import { intersect } from '../matrix.ts';
import type { MarkOpening, MarkedPieces } from './marked-pieces.ts';

const MAX_EVENTS = 500_000;
/** Marked content in marked content. */
const MAX_MARKS = 1024;

type Apart = NonNullable<Extract<PaintEvent, { kind: 'text' }>['apart']>;

/** Marked content that is open. */
interface Mark {
  readonly hides: boolean;
  readonly apart: Apart | undefined;
}

/** The events and problems of one page. */
export class PageEvents {
  readonly list: PaintEvent[] = [];
  readonly problems: Set<string> = new Set();
  /** A Type 3 glyph without colours of its own paints nothing that the text has not said. */
  silentGlyph: boolean = false;
  /** Patterns paint here, whatever their cells do. */
  standIn: Box | null = null;
  /** Null: nobody asks for them. */
  readonly pieces: MarkedPieces | null;
  readonly #marks: Mark[] = [];
  #hidden = 0;

  constructor(pieces: MarkedPieces | null) {
    this.pieces = pieces;
  }

  get visible(): boolean {
    return this.#hidden === 0 && !this.silentGlyph;
  }

  add(event: PaintEvent): void {
    if (this.list.length < MAX_EVENTS) this.list.push(event);
    else this.problems.add(`The page paints more than ${MAX_EVENTS} things; the rest was not read`);
  }

  /** Bounds after clipping; null when nothing is left to see. */
  clipped(bounds: Box, clip: Box | null): Box | null {
    if (!this.visible || clip === null) return null;
    return this.standIn ?? intersect(bounds, clip);
  }

  /** How many marked contents are open. */
  get marks(): number {
    return this.#marks.length;
  }

  /** What keeps readers from the words that are shown now: the outermost such mark. */
  get apart(): Apart | undefined {
    return this.#marks.at(-1)?.apart;
  }

  /** `opening` is null for what no operator begins. */
  beginMark({ hides, apart }: Mark, opening: MarkOpening | null): void {
    if (this.#marks.length >= MAX_MARKS) return;
    this.#marks.push({ hides, apart: this.apart ?? apart });
    this.pieces?.begin(opening);
    if (hides) this.#hidden++;
  }

  /** Ends the mark that was begun last; too many ends are none. */
  endMark(): void {
    const mark = this.#marks.pop();
    if (mark !== undefined) this.pieces?.end();
    if (mark?.hides === true) this.#hidden--;
  }
}
