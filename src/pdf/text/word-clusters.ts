// A shaped word → its clusters in visual order: which glyphs belong together, and which texts they stand for.
// TEXT-IN-PDF rules 4 (ZWNJ), 5 (ligatures), 6 (marks), 9 (kashida, hyphen).
import { GLYPH_CLUSTER, GLYPH_STRIDE, GLYPH_X_ADVANCE } from '../../font/font-types.ts';
import type { ShapedWord } from '../../font/font-types.ts';
import { NBSP, SOFT_HYPHEN, TATWEEL, ZWJ, ZWNJ } from '../../unicode/characters.ts';
import { isDefaultIgnorable, isMark } from '../../unicode/scripts.ts';

/** Glyphs [from, to) of the word, visual order, and the characters they show. */
export interface WordCluster {
  readonly from: number;
  readonly to: number;
  /** UTF-16 offset of the first character. */
  readonly start: number;
  /** One entry a character, logical order; a ZWNJ is part of the entry of a letter beside it. Empty: no text. */
  readonly entries: readonly string[];
  /** Clusters of the shaper in it: letter-spacing follows each. */
  readonly shaped: number;
}

/** What is not in the source but shown: an inserted tatweel is read as nothing, a hyphen as a soft hyphen. */
const KASHIDA_TEXT = ZWJ;
export const MADE_HYPHEN_TEXT: string = SOFT_HYPHEN + '-';

/** The clusters of `word`; `inserted` holds UTF-16 offsets of characters that are not in the source. */
export function clustersOf(word: ShapedWord, inserted: readonly number[]): WordCluster[] {
  const entries = characterEntries(word, inserted);
  const raw = rawClusters(word);
  const rightToLeft = word.direction === 'rtl';
  // In logical order a mark or a format character joins the cluster before it.
  if (rightToLeft) raw.reverse();
  const merged: MutableCluster[] = [];
  for (const cluster of raw) {
    const own: string[] = [];
    for (let i = cluster.start; i < cluster.end; i++) {
      const entry = entries[i];
      if (entry !== undefined && entry !== '') own.push(entry);
    }
    const previous = merged.at(-1);
    const joins = cluster.advance === 0 && own.every(isMarkEntry);
    if (joins && previous !== undefined && (own.length === 0 || previous.entries.length > 0)) {
      // Blank glyphs of format characters are dropped with their text; marks stay.
      if (own.length > 0 || !isFormat(word, cluster)) {
        previous.from = Math.min(previous.from, cluster.from);
        previous.to = Math.max(previous.to, cluster.to);
      }
      previous.entries.push(...own);
      previous.shaped++;
    } else if (own.length > 0 || cluster.advance !== 0) {
      merged.push({ from: cluster.from, to: cluster.to, start: cluster.start, entries: own, shaped: 1 });
    }
  }
  if (rightToLeft) merged.reverse();
  return merged;
}

interface MutableCluster {
  from: number;
  to: number;
  readonly start: number;
  readonly entries: string[];
  shaped: number;
}

interface RawCluster {
  readonly from: number;
  to: number;
  readonly start: number;
  end: number;
  advance: number;
}

/** Runs of glyphs with one cluster value, with the text up to the next cluster value. */
function rawClusters(word: ShapedWord): RawCluster[] {
  const { glyphs, text } = word;
  const count = glyphs.length / GLYPH_STRIDE;
  const clusters: RawCluster[] = [];
  for (let i = 0; i < count; i++) {
    const start = glyphs[i * GLYPH_STRIDE + GLYPH_CLUSTER] ?? 0;
    const advance = glyphs[i * GLYPH_STRIDE + GLYPH_X_ADVANCE] ?? 0;
    const last = clusters.at(-1);
    if (last !== undefined && last.start === start) {
      last.to = i + 1;
      last.advance += advance;
    } else clusters.push({ from: i, to: i + 1, start, end: text.length, advance });
  }
  const starts = clusters.map((cluster) => cluster.start).sort((a, b) => a - b);
  for (const cluster of clusters) {
    const next = starts[starts.lastIndexOf(cluster.start) + 1];
    if (next !== undefined) cluster.end = next;
  }
  return clusters;
}

/**
 * The text each character is read as, by UTF-16 offset ('' for the second half of a pair and for format characters).
 * A ZWNJ must not be the last character of an entry, or readers drop the glyph: right to left it is put before the
 * letter that precedes it (visual order), left to right before the letter that follows.
 */
function characterEntries(word: ShapedWord, inserted: readonly number[]): string[] {
  const { text } = word;
  const rightToLeft = word.direction === 'rtl';
  const entries: string[] = [];
  let lastLetter = -1;
  let pending = '';
  for (let i = 0; i < text.length;) {
    const point = text.codePointAt(i) ?? 0;
    const length = point > 0xffff ? 2 : 1;
    let entry = String.fromCodePoint(point);
    if (inserted.includes(i)) entry = entry === TATWEEL ? KASHIDA_TEXT : MADE_HYPHEN_TEXT;
    else if (entry === NBSP) entry = ' ';
    else if (entry === ZWNJ) {
      if (rightToLeft && lastLetter >= 0) entries[lastLetter] = ZWNJ + (entries[lastLetter] ?? '');
      else pending = ZWNJ;
      entry = '';
    } else if (isDefaultIgnorable(point) && !isMark(point)) entry = '';
    if (entry !== '' && entry !== KASHIDA_TEXT) {
      entry = pending + entry;
      pending = '';
      lastLetter = i;
    }
    entries[i] = entry;
    if (length === 2) entries[i + 1] = '';
    i += length;
  }
  return entries;
}

/** The entry is a combining mark, perhaps with a ZWNJ. */
export function isMarkEntry(entry: string): boolean {
  return isMark(entry.codePointAt(entry.startsWith(ZWNJ) ? 1 : 0) ?? 0);
}

function isFormat(word: ShapedWord, cluster: RawCluster): boolean {
  for (let i = cluster.start; i < cluster.end; i++) {
    if (!isDefaultIgnorable(word.text.charCodeAt(i))) return false;
  }
  return true;
}
