// Text as extracted from a PDF → text that can be compared with the source (“How the text is read back”):
// what only typesetting put in goes, what the author wrote stays. ZWNJ is spelling and always stays.

/** A soft hyphen, the hyphen shown for it, controls, and the line end or space after it. U+0002 and U+FFFE are what PDFium reports for it. */
const SOFT_HYPHENATION = /(?:\u00ad-?|\u0002|\ufffe)[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*/g;
const HARD_HYPHEN_AT_LINE_END =
  /(?<=[\p{Script=Latin}\p{M}\d])([-\u2010])[ \t]*\r?\n[ \t]*(?=\p{Script=Latin})/gu;
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Zero-width space, joiners, and control characters other than white space: no reader of PDF gives them back. */
const JOINERS = /[\u200b\u200d\u2060\ufeff\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;

/** What any of the steps below would change but NFC; most text has none of it. */
const UNTIDY =
  /[^\S ]| {2}|^ | $|[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe]/;

/** NFC, soft hyphens and bidi controls gone, white space collapsed and trimmed. */
export function normaliseExtracted(text: string): string {
  if (!UNTIDY.test(text)) return text.normalize('NFC');
  const joined = text.replace(SOFT_HYPHENATION, '').replace(HARD_HYPHEN_AT_LINE_END, '$1');
  // NFC last: what goes may have stood between a letter and its mark.
  return stripBidiControls(joined).replace(JOINERS, '').replace(/\s+/g, ' ').trim().normalize('NFC');
}

const ARABIC_YEH_OR_KAF = /[\u064a\u0643]/;

/**
 * Persian text typed on an Arabic keyboard, with yeh and kaf as Persian spells them (ی, ک); of the same length. Text of any
 * other language stays as it is: Pashto tells ي ی ې ۍ ئ apart, and Arabic has no ی and ک.
 */
export function spellPersian(text: string, language: string): string {
  if (!/^fa(?:-|$)/i.test(language) || !ARABIC_YEH_OR_KAF.test(text)) return text;
  return text.replaceAll('\u064a', '\u06cc').replaceAll('\u0643', '\u06a9');
}

/** LRM, RLM, ALM, embeddings, overrides and isolates removed; nothing else changed. */
export function stripBidiControls(text: string): string {
  return text.replace(BIDI_CONTROLS, '');
}
