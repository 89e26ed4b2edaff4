// Text → where its extended grapheme clusters begin (UAX #29). Text made of letters and marks, Arabic ones included,
// is read from a table; only Hangul, Indic conjuncts, prepended marks, emoji and their joiners go to Intl.Segmenter.
import { shapeFlags } from './scripts.ts';

const CLUSTER = 3;
const CONTROL = 1;
const EXTENDS = 2;
const COMPLEX = 3;

/** UTF-16 offsets at which a cluster begins, ascending; empty for an empty text. */
export function graphemeStarts(text: string): Int32Array {
  const starts = new Int32Array(text.length);
  const table = shapeFlags.bmp;
  let count = 0;
  let before = CONTROL;
  for (let i = 0; i < text.length; i++) {
    const kind = (table[text.charCodeAt(i)] ?? 0) & CLUSTER;
    if (kind === COMPLEX) return segment(text);
    if (kind !== EXTENDS || before === CONTROL) starts[count++] = i;
    before = kind;
  }
  return starts.slice(0, count);
}

function segment(text: string): Int32Array {
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  return Int32Array.from(segments, (s) => s.index);
}
