// Values → PDF syntax (ISO 32000-1, 7.3): numbers, names, text strings, dates. Strings hold one byte per UTF-16 unit.
import { decimal } from './decimal.ts';

/** Decimal notation with at most three places, never an exponent, never `-0`. */
export function pdfNumber(value: number): string {
  if (!Number.isFinite(value)) return '0';
  return decimal(value);
}

/** For matrices that scale: six places. */
export function pdfPreciseNumber(value: number): string {
  const rounded = Math.round(value * 1e6) / 1e6 + 0;
  return Math.abs(rounded) < 1e-6
    ? '0'
    : String(rounded).includes('e')
      ? rounded.toFixed(6)
      : String(rounded);
}

/** `[a b c d]`. */
export function pdfNumbers(values: readonly number[]): string {
  return `[${values.map(pdfNumber).join(' ')}]`;
}

/** A name with everything outside letters, digits and a few safe signs written as #xx (UTF-8). */
export function pdfName(name: string): string {
  let escaped = '/';
  for (const byte of new TextEncoder().encode(name)) {
    const character = String.fromCharCode(byte);
    escaped += /[\w+.-]/.test(character) ? character : `#${byte.toString(16).padStart(2, '0')}`;
  }
  return escaped;
}

/** 7.9.2.2: a text string; a literal when it is printable ASCII, else UTF-16BE with its byte order mark. */
export function pdfText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  let hex = '<feff';
  for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).padStart(4, '0');
  return `${hex}>`;
}

/** 7.9.4, always in UTC. */
export function pdfDate(date: Date): string {
  const digits = date.toISOString().slice(0, 19).replace(/\D/g, '');
  return `(D:${digits}Z)`;
}

/** `12 0 R`. */
export function pdfReference(id: number): string {
  return `${id} 0 R`;
}

/** `<</A 1 0 R/B 2 0 R>>` with sorted names, so that equal sets are written alike. */
export function pdfReferences(ids: ReadonlyMap<string, number>): string {
  const names = [...ids.keys()].sort();
  return `<<${names.map((name) => `/${name} ${ids.get(name)} 0 R`).join('')}>>`;
}

/** The bytes of a string that holds one byte per unit. */
export function pdfBytes(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
