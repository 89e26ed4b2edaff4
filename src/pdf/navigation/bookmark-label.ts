// The words of a bookmark → the text of an outline item, which viewers show in a line of their own: browsers from left to right,
// others in the direction of the first strong letter (UAX #9, P2), and none in the one that the document has for them.
import type { Direction } from '../../base/direction.ts';
import { AL, bidiClasses, L, NSM, R } from '../../unicode/bidi-classes.ts';
import { isBidiControl, LRE, LRM, PDF, RLE, RLM, SOFT_HYPHEN } from '../../unicode/characters.ts';

/**
 * A label in one line. One of both directions is embedded in the one it is `written` in, after a mark of that direction where it
 * begins with the other: viewers that go by the first strong letter then align it too. One of a single direction gets a mark
 * where it begins or ends with anything but a strong letter: quotation marks, brackets and full stops stay at their side. Labels from
 * left to right need none where `viewer` says that the file is for viewers of that direction.
 */
export function outlineLabel(label: string, written?: Direction, viewer: Direction = 'rtl'): string {
  const plain = label
    .replaceAll(SOFT_HYPHEN, '')
    .replaceAll(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  const { first, last, firstStrong, isMixed } = directionsOf(plain);
  const direction = isMixed ? (written ?? firstStrong) : (firstStrong ?? written);
  if (direction === undefined || (direction === 'ltr' && viewer === 'ltr' && !isMixed)) return plain;
  const mark = direction === 'rtl' ? RLM : LRM;
  if (isMixed)
    return `${firstStrong === direction ? '' : mark}${direction === 'rtl' ? RLE : LRE}${plain}${PDF}`;
  return `${first === direction ? '' : mark}${plain}${last === direction ? '' : mark}`;
}

interface Directions {
  /** Of the first and the last character, marks on letters left aside; null where it is not strong. */
  readonly first: Direction | null;
  readonly last: Direction | null;
  readonly firstStrong: Direction | undefined;
  /** Whether there are strong letters of both. */
  readonly isMixed: boolean;
}

function directionsOf(text: string): Directions {
  let first: Direction | null | undefined;
  let last: Direction | null = null;
  const found = new Set<Direction>();
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const type = bidiClasses.get(codePoint);
    if (type === NSM) continue;
    // A control that the author has typed does not speak for the words.
    const direction = isBidiControl(codePoint) ? null : type === L ? 'ltr' : type === R || type === AL ? 'rtl' : null; // prettier-ignore
    first = first === undefined ? direction : first;
    last = direction;
    if (direction !== null) found.add(direction);
  }
  const [firstStrong] = found;
  return { first: first ?? null, last, firstStrong, isMixed: found.size > 1 };
}
