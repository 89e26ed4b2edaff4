// The stretches of a run against the paragraph's direction → text objects that begin where PDFium reads them in the order of
// the text. Each is written where it stands in the line, from left to right, but begins further to the right, with a mark
// from which the pen goes back.
//
// pdf.js leaves out a mark together with the movement after it, but not with a second one: `(mark)1 500(word)`. So both
// movements bring all readers' pens to the word, and pdf.js' too, to a thousandth of an em.
import { LRM, RLM, WORD_JOINER } from '../../unicode/characters.ts';
import { LEAD_BOUNDS, tailBounds } from './bridges.ts';
import type { MergedFont } from './merged-font.ts';
import { EMPTY_GLYPH } from './merged-font.ts';
import { movement } from './object-writer.ts';
import type { ObjectWriter } from './object-writer.ts';
import { NEUTRAL } from './pdfium-order.ts';
import type { StretchPlan } from './stretch-plan.ts';

/** A movement this small is none, em. */
const NEAR = 0.001;

/** From a run to the marks on its sides, em: poppler takes marks that overlap a word for another line. */
const ASIDE = 0.02;

/** PDFium drops a code that occurs among the seven before it at the same place; between two spaces there is a letter. */
const SPACE_VARIANTS = 4;
const SPACE_VARIANT = 56;
const MARK_VARIANT = 64;

export interface StretchOptions {
  readonly objects: ObjectWriter;
  readonly font: MergedFont;
  /** Marks at the ends of the run, as codes. */
  readonly left: string;
  readonly right: string;
  /**
   * Whether no mark of the paragraph's direction stands where the run ends. PDFium takes the neutrals after a run for
   * ones of the run's direction, and a neutral at its end together with them.
   */
  readonly needsMark: boolean;
}

/** Writes the objects of a run. */
export function writeStretches(plan: StretchPlan, options: StretchOptions): void {
  const { objects, font, left, right, needsMark } = options;
  const { stretches, indexes, afterSpace, begins, places, gaps, rightToLeft } = plan;
  const last = stretches.length - 1;
  const count = begins.length;
  // Beside the run only where PDFium would meet them in the middle of it.
  const isLeftAlone = rightToLeft && !plan.touchesLeft && indexes[0] !== 0;
  const isRightAlone = !plan.touchesRight && indexes[last] !== count - 1;
  // PDFBox makes a space before what begins to the right of the text before it, unless that ends with one.
  if (isLeftAlone && left !== '') showAside(plan.left - ASIDE, left + spaceCode(font, 0), 0);
  stretches.forEach((stretch, i) => {
    const index = indexes[i] ?? -1;
    // A blank by itself is nothing to PDFium, which reads the space with which the next object begins.
    if (index < 0) {
      objects.setColor(stretch.style);
      objects.showAlone(stretch.from, stretch.codes);
      return objects.reach(stretch.to);
    }
    const begin = begins[index] ?? 0;
    const back = (places[index] ?? 0) - begin;
    objects.setColor(stretch.style);
    objects.moveTo(begin);
    if (index > 0 && afterSpace[index] === true) objects.show(spaceCode(font, index) + movement(back));
    else if (index > 0 || tailBounds(gaps[0] ?? 0) !== null) objects.show(leadCode(font));
    if (index > 0 && afterSpace[index] !== true && Math.abs(back) > NEAR) objects.show(`)1 ${movement(back - NEAR).slice(1)}`); // prettier-ignore
    const isEnd = index === (rightToLeft ? 0 : count - 1);
    const isMarked = isEnd && (needsMark || stretch.kind === NEUTRAL);
    const mark = isMarked ? font.code(EMPTY_GLYPH, rightToLeft ? RLM : LRM, MARK_VARIANT) : '';
    const before = (i === 0 && !isLeftAlone ? left : '') + (rightToLeft ? mark : '');
    const after = (rightToLeft ? '' : mark) + (i === last && !isRightAlone ? right : '');
    objects.show(before + stretch.codes + after + tailCode(font, gaps[index + 1] ?? 0));
    objects.flush();
    objects.reach(stretch.to);
  });
  if (isRightAlone) showAside(plan.right + ASIDE, right, last);

  /** Even marks are to have the line's colour: preflight looks at all text. */
  function showAside(em: number, codes: string, stretch: number): void {
    objects.setColor(stretches[stretch]?.style ?? 0);
    objects.showAlone(em, codes);
    objects.reach(em);
  }
}

/** The mark with which an object begins that goes on from the one before in PDFium's order. */
export function leadCode(font: MergedFont): string {
  return font.code(font.flatGlyph(LEAD_BOUNDS), WORD_JOINER);
}

/** The mark with which an object ends after which PDFium is to see no gap; '' where the lead of the next one is enough. */
export function tailCode(font: MergedFont, gap: number): string {
  const bounds = tailBounds(gap);
  return bounds === null ? '' : font.code(font.flatGlyph(bounds), WORD_JOINER);
}

function spaceCode(font: MergedFont, index: number): string {
  const variant = index % SPACE_VARIANTS;
  return font.code(EMPTY_GLYPH, ' ', variant === 0 ? 0 : SPACE_VARIANT + variant);
}
