// Areas painted on one page, in their order → whether black may overprint a place. Black on a dark tint is more ink than
// paper takes, and on a picture its rim would show through the letters; on everything else overprinting hides misregister.
import type { Inks } from '../../base/printer-profile.ts';
import type { Color } from '../../style/color.ts';
import type { Area, Backdrop, ColorUse } from './color-writer.ts';

/** Points by which neighbours may overlap. */
const TOUCH = 0.05;

interface Painted extends Area {
  /** Takes no black on top. */
  readonly refuses: boolean;
  /** Hides all that is below. */
  readonly hides: boolean;
}

/** How the edition prints an area; null when it is not opaque or its inks are not known. */
export type InksOfArea = (color: Color, use: ColorUse) => Inks | null;

/** One page, top left origin. */
export class PageBackdrop implements Backdrop {
  readonly #painted: Painted[] = [];
  readonly #inksOf: InksOfArea;
  readonly #limit: number;

  constructor(inksOf: InksOfArea, limit: number) {
    this.#inksOf = inksOf;
    this.#limit = limit;
  }

  color(area: Area, color: Color, use: ColorUse): void {
    const inks = this.#inksOf(color, use);
    const refuses = inks === null || inks[0] + inks[1] + inks[2] + 1 > this.#limit + 1e-6;
    this.#painted.push({ ...area, refuses, hides: inks !== null });
  }

  picture(area: Area): void {
    this.#painted.push({ ...area, refuses: true, hides: false });
  }

  takesBlack(area: Area): boolean {
    for (let i = this.#painted.length - 1; i >= 0; i--) {
      const below = this.#painted[i];
      if (below === undefined || !meets(below, area)) continue;
      if (below.refuses) return false;
      if (below.hides && holds(below, area)) return true;
    }
    return true;
  }
}

function meets(a: Area, b: Area): boolean {
  return (
    a.x + TOUCH < b.x + b.width &&
    b.x + TOUCH < a.x + a.width &&
    a.y + TOUCH < b.y + b.height &&
    b.y + TOUCH < a.y + a.height
  );
}

function holds(outer: Area, inner: Area): boolean {
  return (
    outer.x <= inner.x + TOUCH &&
    outer.y <= inner.y + TOUCH &&
    outer.x + outer.width >= inner.x + inner.width - TOUCH &&
    outer.y + outer.height >= inner.y + inner.height - TOUCH
  );
}
