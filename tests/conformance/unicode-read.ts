// Reads the Unicode test data in tests/data/unicode.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The text of a (gzipped) file in tests/data/unicode. */
export function readUnicodeData(name: string): string {
  const bytes = readFileSync(new URL(`../data/unicode/${name}`, import.meta.url));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Lines that are neither empty nor comments, without their trailing comment. */
export function dataLines(name: string): string[] {
  return readUnicodeData(name)
    .split('\n')
    .map((line) => line.replace(/\s*#.*$/, ''))
    .filter((line) => line !== '');
}

/** One case of a …BreakTest file: the text and whether a break is allowed at each code point boundary. */
export interface BreakCase {
  readonly line: string;
  readonly text: string;
  /** UTF-16 offsets where the file has ÷. */
  readonly breaks: readonly number[];
}

export function breakCases(name: string): BreakCase[] {
  return dataLines(name).map((line) => {
    let text = '';
    const breaks: number[] = [];
    for (const token of line.trim().split(/\s+/)) {
      if (token === '÷') breaks.push(text.length);
      else if (token !== '×') text += String.fromCodePoint(parseInt(token, 16));
    }
    return { line, text, breaks };
  });
}
