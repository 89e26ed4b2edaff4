// A run against the paragraph's direction → its stretches of one kind, as PDFium cuts them, each with its codes and its
// place: so that each can be an object that begins where PDFium reads it in order.
import { ZWJ } from '../../unicode/characters.ts';
import type { LinePieces } from './line-pieces.ts';
import type { MergedFont } from './merged-font.ts';
import { isCommonSpace } from './opposite-runs.ts';
import type { OppositeRun } from './opposite-runs.ts';
import { LEFT, RIGHT, pdfiumKind } from './pdfium-order.ts';

/** Characters that PDFium takes for one kind, side by side, or a space. */
export interface RunStretch {
  readonly isSpace: boolean;
  readonly text: string;
  /** See pdfiumKind. */
  readonly kind: number;
  /** Codes and movements as they stand between the parentheses of a literal string. */
  readonly codes: string;
  /** Left and right edge, em from the line's left end. */
  readonly from: number;
  readonly to: number;
  /** Index into the paragraph's styles. */
  readonly style: number;
  /** Place in logical order: only comparisons count. */
  readonly order: number;
}

/** Runs above the paragraph's level within pieces [from, to) that PDFium cuts into several stretches. */
export function partedRuns(pieces: LinePieces, from: number, to: number, parity: number): OppositeRun[] {
  const runs: OppositeRun[] = [];
  for (let i = from; i < to; i++) {
    if ((pieces.level[i] ?? 0) <= parity) continue;
    let first = i;
    while (i < to && (pieces.level[i] ?? 0) > parity) i++;
    let end = i;
    while (first < end && pieces.isSpace[first] === true) first++;
    while (end > first && pieces.isSpace[end - 1] === true) end--;
    if (isParted(pieces, first, end)) runs.push({ from: first, to: end });
  }
  return runs;
}

/** Whether a run is more than words of one kind with spaces on both sides, which need not be parted (see SequenceWriter). */
export function needsParting({ words, isSpace, count }: LinePieces, { from, to }: OppositeRun): boolean {
  if ((from > 0 && isSpace[from - 1] !== true) || (to < count && isSpace[to] !== true)) return true;
  let kinds = 0;
  for (let i = from; i < to; i++) if (isSpace[i] !== true) kinds |= kindsOf(words[i]?.seen ?? '');
  return (kinds & (kinds - 1)) !== 0;
}

/** Whether a run has a word of three stretches or more, as addresses are: PDFBox would make several words of it. */
export function hasLongWord({ words, isSpace, level }: LinePieces, { from, to }: OppositeRun): boolean {
  let last = 0;
  let count = 0;
  for (let i = from; i < to; i++) {
    if (isSpace[i] === true || level[i] !== level[i - 1]) last = count = 0;
    if (isSpace[i] === true) continue;
    const seen = words[i]?.seen ?? '';
    for (let k = 0; k < seen.length; k++) {
      const kind = pdfiumKind(seen.charCodeAt(k));
      if (kind === last) continue;
      last = kind;
      if (++count > 2) return true;
    }
  }
  return false;
}

/**
 * Whether pieces have spaces of which pdf.js does not see all (see ChunkWriter), or strokes that make words longer, which
 * are no characters to it, nor their width.
 */
export function hidesMovement(pieces: LinePieces, font: MergedFont, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const word = pieces.words[i];
    if (word === null || word === undefined || word.leadingCarriers > 0) return true;
    if (pieces.isSpace[i] === true ? !isCommonSpace(pieces, i) : hasStroke(word.operators, font)) return true;
    if (i > 0 && pieces.isSpace[i] === true && pieces.isSpace[i - 1] === true) return true;
  }
  return false;
}

function hasStroke(codes: string, font: MergedFont): boolean {
  for (let at = 0; at < codes.length;) {
    if (codes[at] === ')') at = codes.indexOf('(', at) + 1;
    else if (font.textAt(codes, at).endsWith(ZWJ) && font.advanceAt(codes, at) > 0) return true;
    else at += font.codeLength(codes, at);
  }
  return false;
}

/** Whether there are letters, and anything but letters of their kind. */
function isParted(pieces: LinePieces, from: number, to: number): boolean {
  let kinds = 0;
  for (let i = from; i < to; i++) {
    const word = pieces.words[i];
    if (word === null || word === undefined) return false;
    kinds |= kindsOf(word.seen);
  }
  return (kinds & ((1 << LEFT) | (1 << RIGHT))) !== 0 && (kinds & (kinds - 1)) !== 0;
}

/** A bit for each kind. */
function kindsOf(text: string): number {
  let kinds = 0;
  for (let i = 0; i < text.length; i++) kinds |= 1 << pdfiumKind(text.charCodeAt(i));
  return kinds;
}

type OpenStretch = { -readonly [Key in keyof RunStretch]: RunStretch[Key] };

/** The stretches of a run from left to right; `spaceCodes` are those of a space between words, with the movement after it. */
export function stretchesOf(
  pieces: LinePieces,
  { from, to }: OppositeRun,
  font: MergedFont,
  spaceCodes: (piece: number) => string,
): RunStretch[] {
  const stretches: RunStretch[] = [];
  let open: OpenStretch | null = null as OpenStretch | null;
  for (let i = from; i < to; i++) {
    const isSpace = pieces.isSpace[i] === true;
    const style = pieces.style[i] ?? 0;
    const level = pieces.level[i] ?? 0;
    const isOther = i === from || level !== pieces.level[i - 1] || isSpace || pieces.isSpace[i - 1] === true;
    if (isOther) open = null;
    let pen = pieces.x[i] ?? 0;
    const end = pen + (pieces.advance[i] ?? 0);
    const codes = isSpace ? spaceCodes(i) : (pieces.words[i]?.operators ?? '');
    let at = 0;
    if (codes.startsWith(')')) {
      at = codes.indexOf('(') + 1;
      pen -= Number(codes.slice(1, at - 1)) / 1000;
    }
    while (at < codes.length) {
      const next = codeEnd(codes, at, font);
      const text = font.textAt(codes, at);
      const kind = pdfiumKind(text.charCodeAt(0));
      if (open === null || kind !== open.kind || style !== open.style) {
        const order =
          (pieces.order[i] ?? 0) + ((level & 1) === 1 ? codes.length - at : at) / (codes.length + 1);
        open = { isSpace, text: '', kind, codes: '', from: pen, to: pen, style, order };
        stretches.push(open);
      }
      open.text += text;
      open.codes += codes.slice(at, next);
      pen = next >= codes.length ? end : pen + penMovement(codes, at, next, font);
      open.to = pen;
      at = next;
    }
  }
  return stretches;
}

/** Where the code after the one at `at` begins, past movements. */
function codeEnd(codes: string, at: number, font: MergedFont): number {
  const end = at + font.codeLength(codes, at);
  return codes[end] === ')' ? codes.indexOf('(', end) + 1 : end;
}

/** How far the code at `at` and the movement up to `end` move the pen, em. */
function penMovement(codes: string, at: number, end: number, font: MergedFont): number {
  const close = at + font.codeLength(codes, at);
  const moved = close === end ? 0 : Number(codes.slice(close + 1, end - 1));
  return font.advanceAt(codes, at) - moved / 1000;
}
