// The direction a block of text asks for, against the direction of its surroundings (UAX #9 P2/P3, softened).
import type { Direction } from '../base/direction.ts';

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const STRONG = /\p{L}/gu;
/** Strong letters looked at: enough to know the language of a paragraph. */
const SAMPLE = 200;

/** The direction of the first strong character, as `dir="auto"` has it; undefined for text without letters. */
export function firstStrongDirection(text: string): Direction | undefined {
  const first = /\p{L}/u.exec(text)?.[0];
  if (first === undefined) return undefined;
  return RIGHT_TO_LEFT.test(first) ? 'rtl' : 'ltr';
}

/**
 * The direction of a block that differs from its surroundings, or undefined. The first strong character alone would turn
 * «CNN گزارش داد …» in a Persian article into a left-to-right paragraph, so most of its letters must agree with it.
 */
export function deviatingDirection(text: string, surroundings: Direction): Direction | undefined {
  const first = firstStrongDirection(text);
  if (first === undefined || first === surroundings) return undefined;
  let own = 0;
  let seen = 0;
  STRONG.lastIndex = 0;
  for (const [letter] of text.matchAll(STRONG)) {
    seen += 1;
    if (RIGHT_TO_LEFT.test(letter) === (first === 'rtl')) own += 1;
    if (seen >= SAMPLE) break;
  }
  return own * 2 > seen ? first : undefined;
}
