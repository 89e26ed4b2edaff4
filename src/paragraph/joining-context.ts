// Where a cut goes through a joined word, the letters on the other side are given to the shaper as context, so that
// both parts keep their joining forms (CSS Text 3, 7.3: shaping across element boundaries).
import { joiningTypeOf } from '../unicode/scripts.ts';

/** Whether the letters on the two sides of `offset` join (Unicode chapter 9.2; transparent characters are skipped). */
export function joinsAcross(text: string, offset: number): boolean {
  const before = letterBefore(text, offset);
  if (before < 0) return false;
  const type = joiningTypeOf(text.codePointAt(before) ?? 0);
  if (type !== 'D' && type !== 'C' && type !== 'L') return false;
  const after = letterAfter(text, offset);
  if (after < 0) return false;
  const next = joiningTypeOf(text.codePointAt(after) ?? 0);
  return next === 'D' || next === 'C' || next === 'R';
}

/** The one letter before `offset` with its marks: as much as joining can depend on, and short for the word cache. */
export function contextBefore(text: string, offset: number): string {
  const letter = letterBefore(text, offset);
  return letter < 0 ? '' : text.slice(letter, offset);
}

/** The letter after `offset`, with the marks that stand before it. */
export function contextAfter(text: string, offset: number): string {
  const letter = letterAfter(text, offset);
  return letter < 0 ? '' : text.slice(offset, letter + ((text.codePointAt(letter) ?? 0) > 0xffff ? 2 : 1));
}

const FARTHEST = 16;

/** Offset of the nearest non-transparent character before `offset`, or -1. */
function letterBefore(text: string, offset: number): number {
  for (let i = offset - 1; i >= 0 && i >= offset - FARTHEST; i--) {
    const start = i > 0 && isLowSurrogate(text.charCodeAt(i)) ? i - 1 : i;
    if (joiningTypeOf(text.codePointAt(start) ?? 0) !== 'T') return start;
    i = start;
  }
  return -1;
}

function letterAfter(text: string, offset: number): number {
  for (let i = offset; i < text.length && i < offset + FARTHEST; i++) {
    const codePoint = text.codePointAt(i) ?? 0;
    if (joiningTypeOf(codePoint) !== 'T') return i;
    if (codePoint > 0xffff) i++;
  }
  return -1;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
