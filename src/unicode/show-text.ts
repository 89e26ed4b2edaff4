// A text → the same text for a terminal: invisible characters shown, the whole isolated in its own direction.
import { firstStrongDirection } from './bidi.ts';

/** Right-to-left, left-to-right and first-strong isolate, and their end. */
const RLI = '\u2067';
const LRI = '\u2066';
const PDI = '\u2069';

/** Shows a ZWNJ with a dot behind it and other controls by their numbers; isolates the text in its own direction. */
export function showText(text: string): string {
  return isolate(showInvisible(text));
}

/** Isolates a text in the direction of its first strong letter. */
export function isolate(text: string): string {
  return `${firstStrongDirection(text) === 'rtl' ? RLI : LRI}${text}${PDI}`;
}

/** A ZWNJ gets a dot behind it, other invisible characters become `<U+200E>`. */
export function showInvisible(text: string): string {
  return text
    .replaceAll('\u200C', '\u200C\u00B7')
    .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069\u061C\u00AD]/g, (c) => `<U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`); // prettier-ignore
}
