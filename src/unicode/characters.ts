// Named constants for characters that cannot be seen in source, and small questions about single characters.

export const TAB = '\u0009';
export const NBSP = '\u00a0';
/** Break opportunity inside a word; shown as a hyphen only where a line ends. */
export const SOFT_HYPHEN = '\u00ad';
/** Arabic letter mark: invisible, bidi class AL. */
export const ALM = '\u061c';
/** Kashida as a character. */
export const TATWEEL = '\u0640';
export const ZERO_WIDTH_SPACE = '\u200b';
export const ZWNJ = '\u200c';
export const ZWJ = '\u200d';
export const LRM = '\u200e';
export const RLM = '\u200f';
export const LRE = '\u202a';
export const RLE = '\u202b';
export const PDF = '\u202c';
export const LRO = '\u202d';
export const RLO = '\u202e';
export const WORD_JOINER = '\u2060';
export const LRI = '\u2066';
export const RLI = '\u2067';
export const FSI = '\u2068';
export const PDI = '\u2069';
/** Stands for an inline object in analysed text. */
export const OBJECT_REPLACEMENT = '\ufffc';

/** LRM, RLM, ALM, and the embedding, override and isolate controls (UAX #9, 2.1–2.6). */
export function isBidiControl(codePoint: number): boolean {
  return (
    codePoint === 0x200e ||
    codePoint === 0x200f ||
    codePoint === 0x061c ||
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2066 && codePoint <= 0x2069)
  );
}

/** Whether a bidi control stands in a text. */
export function hasBidiControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x061c && (unit >= 0x200e || unit === 0x061c) && isBidiControl(unit)) return true;
  }
  return false;
}

/** White space that may be stretched or collapsed, line ends included; no-break spaces are not (CSS Text 3, 4). */
export function isSpace(codePoint: number): boolean {
  return (
    codePoint === 0x20 || codePoint === 0x09 || codePoint === 0x0a || codePoint === 0x0d || codePoint === 0x0c
  );
}
