// Two versions of a block → what kind of change it is, where all of it is of one kind: what cannot be seen in print (a ZWNJ, an Arabic yeh
// for a Persian one) is said in words.
import { changedWords, isBreak } from './mark-changes.ts';
import { foldDigits, foldLookAlikes } from './look-alikes.ts';

/** A kind of change: what it leaves the same. The first that fits is told. */
interface Kind {
  readonly note: string;
  readonly fold: (text: string) => string;
}

const KINDS: readonly Kind[] = [
  { note: 'only spaces differ', fold: (text) => text.replace(/\s+/g, '') },
  { note: 'only ZWNJ (half-spaces) differ', fold: (text) => text.replaceAll('\u200c', '') },
  { note: 'only spaces and ZWNJ (half-spaces) differ', fold: (text) => text.replace(/[\s\u200c]+/g, '') },
  { note: 'only characters that do not show differ', fold: (text) => text.replace(/\p{Cf}/gu, '') },
  { note: 'only capitals differ', fold: (text) => text.toLowerCase() },
  { note: 'only letters that look alike differ', fold: foldLookAlikes },
  { note: 'only the digits are others', fold: foldDigits },
  { note: 'only quotation marks differ', fold: (text) => text.replace(/[\p{Pi}\p{Pf}"'\u201a\u201e]/gu, '') },
  { note: 'only hyphens and dashes differ', fold: (text) => text.replace(/\p{Pd}/gu, '') },
  { note: 'only hyphens and the spaces behind them differ', fold: (text) => text.replace(/\p{Pd}\s*/gu, '') },
  { note: 'only vowel signs and other marks differ', fold: (text) => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC') },
  { note: 'only punctuation and spaces differ', fold: (text) => text.replace(/[\p{P}\s]/gu, '') },
]; // prettier-ignore

/** Characters that are named one by one, at most. */
const MOST_NAMED = 4;

/** Null where words are others, or changes are of several kinds. Blocks are parted by blank lines, pages by form feeds. */
export function describeChange(expected: string, actual: string): string | null {
  const segments = changedWords(expected, actual);
  if (segments.length === 0) return null;
  const changed = segments
    .map((words) => words.map((each) => each.filter((word) => !isBreak(word)).join(' ')))
    .filter(([left, right]) => left !== right);
  if (changed.length === 0) return 'no word differs';
  const kind = KINDS.find(({ fold }) =>
    changed.every(([left = '', right = '']) => fold(left) === fold(right)),
  );
  if (kind === undefined) return null;
  if (kind.fold !== foldLookAlikes) return kind.note;
  const named = lookAlikes(changed.map(([left = '', right = '']) => [left, right]));
  return named === '' ? kind.note : `${kind.note}: ${named}`;
}

/** `ی U+06CC became ي U+064A, …`. */
function lookAlikes(changed: readonly (readonly [expected: string, actual: string])[]): string {
  const named = new Set<string>();
  for (const [left, right] of changed) {
    const [before, after] = [Array.from(left), Array.from(right)];
    // Where one has more characters they are not each other's.
    if (before.length !== after.length) continue;
    for (const [index, character] of before.entries()) {
      const other = after[index] ?? '';
      if (character !== other) named.add(`${withNumber(character)} became ${withNumber(other)}`);
    }
  }
  const all = [...named];
  return all.length > MOST_NAMED ? `${all.slice(0, MOST_NAMED).join(', ')} …` : all.join(', ');
}

function withNumber(character: string): string {
  const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `\u2068${character}\u2069 U+${number}`;
}
