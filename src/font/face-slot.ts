// One face that a family offers, before anything of it is read.
import type { Place } from '../base/diagnostic.ts';

/** Bytes of a font, fetched on first use. `key` tells sources apart; `label` is shown to the user. */
export interface FontData {
  readonly key: string;
  readonly label: string;
  readonly place: Place | undefined;
  /** Throws FontFileError when the bytes cannot be had. */
  read(): Uint8Array;
}

/** Code points, both ends included, as pairs in ascending order without overlap; null is all of them. */
export type CodePointRanges = Uint32Array | null;

export interface FaceSlot {
  readonly family: string;
  readonly data: FontData;
  /** Weights it offers; 'probe' when only the file can tell. */
  readonly weight: readonly [number, number] | 'probe';
  /** For 'probe': what a file without a weight axis counts as; `normal` is 400, as for a rule without font-weight. */
  readonly staticWeight: 'normal' | 'os2';
  readonly style: 'normal' | 'italic' | 'oblique';
  readonly stretch: readonly [number, number];
  readonly ranges: CodePointRanges;
  readonly sizeAdjust: number;
}

/** Sorts and merges ranges as they were declared. */
export function normaliseRanges(ranges: readonly (readonly [number, number])[]): Uint32Array {
  const sorted = ranges.filter(([low, high]) => low <= high).sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [low, high] of sorted) {
    const last = merged.length - 1;
    if (last > 0 && low <= (merged[last] ?? 0) + 1) merged[last] = Math.max(merged[last] ?? 0, high);
    else merged.push(low, high);
  }
  return Uint32Array.from(merged);
}

/** The code points in both. */
export function intersectRanges(a: CodePointRanges, b: CodePointRanges): CodePointRanges {
  if (a === null) return b;
  if (b === null) return a;
  const both: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const low = Math.max(a[i] ?? 0, b[j] ?? 0);
    const endA = a[i + 1] ?? 0;
    const endB = b[j + 1] ?? 0;
    if (low <= Math.min(endA, endB)) both.push(low, Math.min(endA, endB));
    if (endA < endB) i += 2;
    else j += 2;
  }
  return Uint32Array.from(both);
}

/** Whether sorted ranges, null for all characters, have a code point. */
export function inRanges(ranges: CodePointRanges, codePoint: number): boolean {
  if (ranges === null) return true;
  let low = 0;
  let high = ranges.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (codePoint < (ranges[middle * 2] ?? 0)) high = middle;
    else if (codePoint > (ranges[middle * 2 + 1] ?? 0)) low = middle + 1;
    else return true;
  }
  return false;
}

/** `U+0600-06FF,U+200C` → pairs; parts that are no range are left out (CSS Fonts 4, 4.5). */
export function parseUnicodeRange(text: string): [number, number][] {
  const ranges: [number, number][] = [];
  for (const part of text.split(',')) {
    const match = /^\s*U\+([0-9A-F]{1,6})(?:-([0-9A-F]{1,6}))?\s*$/i.exec(part);
    if (match?.[1] === undefined) continue;
    const low = Number.parseInt(match[1], 16);
    ranges.push([low, match[2] === undefined ? low : Number.parseInt(match[2], 16)]);
  }
  return ranges;
}
