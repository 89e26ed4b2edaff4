// Text as an author wrote it → the same without characters that nothing prints and no reader of PDF gives back: control characters
// (C0, C1) that are not white space, U+FFFE and U+FFFF. They come along when text is copied out of other programs.

const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/;
const ALL = new RegExp(UNPRINTABLE, 'g');
/** Line and page breaks of other programs: there was a gap. */
const GAPS = /[\u000b\u000c\u0085]/g;

export const CONTROLS_HINT = 'they come along when text is copied out of other programs; nothing prints them';

export interface CleanText {
  readonly text: string;
  /** What was there, each once: `U+0000, U+0007`. */
  readonly removed: string;
  /** Offset of the first. */
  readonly first: number;
}

/** Null where there is nothing to remove, as in nearly every text. */
export function withoutControls(text: string): CleanText | null {
  const first = text.search(UNPRINTABLE);
  if (first < 0) return null;
  const codes = new Set((text.match(ALL) ?? []).map((unit) => unit.charCodeAt(0)));
  const removed = [...codes].toSorted((a, b) => a - b).map((code) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`).join(', '); // prettier-ignore
  return { text: text.replaceAll(GAPS, ' ').replaceAll(ALL, ''), removed, first };
}
