// Characters that look alike in print, or do not show at all, and are not the same: Arabic and Persian letters and digits, dashes,
// quotation marks. Comparing finds the blocks in which only they differ, and says so.

/** What each of them is folded into. */
const FOLDED: ReadonlyMap<string, string> = new Map([
  ['\u064a', '\u06cc'], // Arabic yeh, Persian yeh
  ['\u0649', '\u06cc'], // alef maksura
  ['\u0643', '\u06a9'], // Arabic kaf, keheh
  ['\u06aa', '\u06a9'], // swash kaf
  ['\u06c0', '\u0647\u0654'], // heh with yeh above, as one character
  ['\u06c2', '\u0647\u0654'],
  ['\u06d5', '\u0647'], // ae
  ['\u06be', '\u0647'], // heh doachashmee
  ...[0, 1, 2, 3, 7, 8, 9].map((digit): [string, string] => [String.fromCharCode(0x660 + digit), String.fromCharCode(0x6f0 + digit)]), // prettier-ignore
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2212', '\u2013'],
  ['\u02bc', '\u2019'],
  ['\u00b4', '\u2019'],
]);

const LOOK_ALIKE: RegExp = new RegExp(`[${[...FOLDED.keys()].join('')}]`, 'gu');

/** Each character in the form that stands for all that look like it. */
export function foldLookAlikes(text: string): string {
  return text.replace(LOOK_ALIKE, (character) => FOLDED.get(character) ?? character);
}

/** As one word is told from another: without case, ZWNJ and other characters that do not show. */
export function foldSpelling(text: string): string {
  return foldLookAlikes(foldDigits(text).toLowerCase()).replace(/\p{Cf}/gu, '');
}

/** Persian and Arabic digits as European ones. */
export function foldDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
