// A word with numbers but without left-to-right letters → whether pdf.js reads it in logical order inside a right-to-left
// item. In such an item numbers keep their order and all else is reversed, and nothing joins numbers but signs that touch
// them: a word between spaces can be judged once, by itself. Held to the simulation by tests/property/pdf-text-stand.test.ts.
import {
  PDFJS_ARABIC, PDFJS_ARABIC_NUMBER, PDFJS_COMMON_SEPARATOR, PDFJS_EUROPEAN_NUMBER, PDFJS_EUROPEAN_SEPARATOR,
  PDFJS_EUROPEAN_TERMINATOR, PDFJS_MARK, PDFJS_RIGHT_TO_LEFT, PDFJS_TYPE, isPlainRightToLeft,
} from './pdfjs-order.ts'; // prettier-ignore

const SPACE_UNIT = 0x20;

/** A word's reading in a right-to-left item, as a set of bits. */
export const READS_FIRST = 1;
/** With an Arabic letter somewhere to the left of it. */
export const READS_AFTER_ARABIC = 2;
/** It depends on more than that. */
export const DEPENDS = 4;

/** Judges a word; `seen` is its visual order, `logical` what it should be read as. */
export function judgeCompany(seen: string, logical: string): number {
  for (let i = 0; i < seen.length; i++) {
    const unit = seen.charCodeAt(i);
    const type = PDFJS_TYPE[unit];
    if (unit === SPACE_UNIT) return DEPENDS;
    if (type === PDFJS_EUROPEAN_NUMBER || type === PDFJS_ARABIC_NUMBER) continue;
    // A mark takes the type of what stands before it.
    if (!isPlainRightToLeft(unit) || type === PDFJS_MARK) return DEPENDS;
  }
  const first = readIn(seen, false) === logical ? READS_FIRST : 0;
  return first | (readIn(seen, true) === logical ? READS_AFTER_ARABIC : 0);
}

/** Whether the last letter of a word without left-to-right letters is Arabic; `otherwise` when it has none. */
export function endsArabic(seen: string, otherwise: boolean): boolean {
  for (let i = seen.length - 1; i >= 0; i--) {
    const type = PDFJS_TYPE[seen.charCodeAt(i)];
    if (type === PDFJS_ARABIC) return true;
    if (type === PDFJS_RIGHT_TO_LEFT) return false;
  }
  return otherwise;
}

/** The word as pdf.js reads it; `arabic`: the letter before it is Arabic. */
function readIn(seen: string, arabic: boolean): string {
  const types = numberTypes(seen, arabic);
  let text = '';
  for (let end = seen.length; end > 0;) {
    let begin = end - 1;
    while (isNumber(types[begin]) && isNumber(types[begin - 1])) begin--;
    text += seen.slice(begin, end);
    end = begin;
  }
  return text;
}

/** UAX #9 W2, W4 and W5, as far as they tell numbers from the rest. */
function numberTypes(seen: string, arabicBefore: boolean): (number | undefined)[] {
  let arabic = arabicBefore;
  const types: (number | undefined)[] = [];
  for (let i = 0; i < seen.length; i++) {
    const type = PDFJS_TYPE[seen.charCodeAt(i)];
    if (type === PDFJS_ARABIC || type === PDFJS_RIGHT_TO_LEFT) arabic = type === PDFJS_ARABIC;
    types[i] = type === PDFJS_EUROPEAN_NUMBER && arabic ? PDFJS_ARABIC_NUMBER : type;
  }
  for (let i = 1; i < types.length - 1; i++) {
    const before = types[i - 1];
    if (before !== types[i + 1] || !isNumber(before)) continue;
    if (types[i] === PDFJS_COMMON_SEPARATOR) types[i] = before;
    else if (types[i] === PDFJS_EUROPEAN_SEPARATOR && before === PDFJS_EUROPEAN_NUMBER) types[i] = before;
  }
  for (let i = 0; i < types.length; i++) {
    if (types[i] !== PDFJS_EUROPEAN_NUMBER) continue;
    for (let j = i - 1; types[j] === PDFJS_EUROPEAN_TERMINATOR; j--) types[j] = PDFJS_EUROPEAN_NUMBER;
    for (let j = i + 1; types[j] === PDFJS_EUROPEAN_TERMINATOR; j++) types[j] = PDFJS_EUROPEAN_NUMBER;
  }
  return types;
}

function isNumber(type: number | undefined): boolean {
  return type === PDFJS_EUROPEAN_NUMBER || type === PDFJS_ARABIC_NUMBER;
}
