// Text of a paragraph → where lines may and must end: UAX #14 “Unicode Line Breaking Algorithm” (Unicode 16, revision
// 53), as look-ups in a table of class pairs; what needs more context than two classes is decided by `decide`. On top
// lie the house rules of line-break-house-rules.ts. Linear in the text, one byte a character beside the result.
import {
  AL, BA, BA_HYPHEN, BK, BREAK, CLASS_BITS, CM, CONTEXT, CR, DIRECT, DOTTED_CIRCLE, EAST_ASIAN, EDGE, HL, HY,
  CL, CP, CP_WIDE, IN, IS, KEEP, LF, LOW_HALF, NL, NS, NU, OP, OP_WIDE, PO, PR, QU_CLOSE, QU_OPEN, RI, SP, SPACED, SY, VF,
  VI, ZW, ZWJ, beginsWord, closesQuotation, isAksara, lineBreakClasses, opensQuotation, pairIndex,
} from './line-break-classes.ts'; // prettier-ignore
import type { Isolate } from './isolates.ts';
import { applyHouseRules } from './line-break-house-rules.ts';
import { TextScratch } from './text-scratch.ts';

export const NO_BREAK = 0;
export const MAY_BREAK = 1;
export const MUST_BREAK = 2;
/** May, inside an address. */
export const ADDRESS_BREAK = 3;

/**
 * Break opportunities of a paragraph: entry i says whether a line may (1) or must (2) end before the UTF-16 offset i,
 * or neither (0), or may but better should not (3: inside an address). text.length + 1 entries; the first is 0 and the last 2 (LB2, LB3; an empty text has one entry, 0).
 * `isolates`: what findIsolates gives for the text, where it is known. `scratch`: where the result may be for a while.
 */
export function findLineBreaks(
  text: string,
  isolates: readonly Isolate[] | null = null,
  scratch: TextScratch = new TextScratch(),
): Uint8Array {
  const breaks = scratch.lineBreaks.take(text.length + 1);
  const classes = scratch.lineBreakClasses.take(text.length);
  const seen = classify(text, classes);
  markBreaks(classes, breaks);
  applyHouseRules(text, breaks, seen, isolates);
  return breaks;
}

/** UAX #14 alone, without the house rules; for conformance. */
export function findStandardLineBreaks(text: string): Uint8Array {
  const breaks = new Uint8Array(text.length + 1);
  const classes = new Uint8Array(text.length);
  classify(text, classes);
  markBreaks(classes, breaks);
  return breaks;
}

/** Class byte of every UTF-16 unit. Returns which of SY, HY, BA_HYPHEN, QU_OPEN and QU_CLOSE occur, as bits. */
function classify(text: string, classes: Uint8Array): number {
  const table = lineBreakClasses.bmp;
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const value = table[unit] ?? AL;
    classes[i] = value;
    if (value === AL) {
      if (unit < 0xd800 || unit > 0xdbff) continue;
      const codePoint = text.codePointAt(i) ?? 0;
      if (codePoint <= 0xffff) continue;
      classes[i] = lineBreakClasses.get(codePoint);
      classes[++i] = LOW_HALF;
    } else seen |= 1 << (value & 31);
  }
  return seen;
}

function markBreaks(classes: Uint8Array, breaks: Uint8Array): void {
  const length = classes.length;
  if (length === 0) return;
  breaks[length] = MUST_BREAK; // LB3
  let before = EDGE; // last character that is no space (spaces at the start of a line count as themselves), after LB9
  let beforeAt = 0;
  let spaced = false; // spaces since `before`
  let joiner = false; // the last character is ZWJ
  let flags = 0; // regional indicators in a row up to and with `before`
  for (let i = 0; i < length; i++) {
    const byte = classes[i] ?? AL;
    if ((byte | before) === AL && !spaced && !joiner) {
      beforeAt = i; // letters, nearly always: LB28
      continue;
    }
    let after = byte & CLASS_BITS;
    if (after === LOW_HALF) continue;
    const mandatory = before >= BK && before <= NL;
    if (after === CM || after === ZWJ) {
      joiner = after === ZWJ;
      if (before !== EDGE && !mandatory && before !== ZW && !spaced) continue; // LB9
      after = AL; // LB10
    } else if (joiner && !mandatory && !spaced) {
      // LB8a
      joiner = false;
      if (after === SP) spaced = true;
      else {
        flags = after !== RI ? 0 : before === RI ? flags + 1 : 1;
        before = after;
        beforeAt = i;
      }
      continue;
    } else joiner = false;
    if (before === EDGE) {
      before = after;
      beforeAt = i;
      flags = after === RI ? 1 : 0;
      spaced = after === SP;
      continue;
    }
    if (mandatory) {
      if (before !== CR || after !== LF) breaks[i] = MUST_BREAK; // LB4, LB5
      before = after;
      beforeAt = i;
      flags = after === RI ? 1 : 0;
      spaced = after === SP;
      continue;
    }
    if (after === SP) {
      spaced = true; // LB7
      continue;
    }
    let verdict = (spaced ? SPACED : DIRECT)[pairIndex(before, after)] ?? BREAK;
    if (verdict === CONTEXT) {
      if (before === RI && after === RI)
        verdict = (flags & 1) === 1 ? KEEP : BREAK; // LB30a
      else verdict = spaced ? decideSpaced(classes, beforeAt, i) : decide(classes, beforeAt, i);
    }
    if (verdict === BREAK) breaks[i] = MAY_BREAK;
    flags = after !== RI ? 0 : before === RI && !spaced ? flags + 1 : 1;
    before = after;
    beforeAt = i;
    spaced = false;
  }
}

/** Class byte of the character before the one at `at`, its marks skipped (LB9, LB10); EDGE at the start of text. */
function classBefore(classes: Uint8Array, at: number): number {
  let i = at - 1;
  while (i >= 0 && isAttached(classes[i] ?? AL)) i--;
  if (i < 0) return at === 0 ? EDGE : AL;
  const byte = classes[i] ?? AL;
  const bare = byte & CLASS_BITS;
  const takesMarks = bare !== SP && (bare < BK || bare > ZW);
  return takesMarks || i === at - 1 ? byte : AL;
}

/** Offset of the next character after the one at `at`, its marks skipped. */
function offsetAfter(classes: Uint8Array, at: number): number {
  let i = at + 1;
  while (i < classes.length && isAttached(classes[i] ?? AL)) i++;
  return i;
}

function isAttached(byte: number): boolean {
  const c = byte & CLASS_BITS;
  return c === CM || c === ZWJ || c === LOW_HALF;
}

function classAt(classes: Uint8Array, at: number): number {
  return at < classes.length ? (classes[at] ?? AL) & CLASS_BITS : EDGE;
}

/** Pairs that touch and need context. `b` and `a`: offsets of the characters before and after the place. */
function decide(classes: Uint8Array, b: number, a: number): number {
  const before = baseClass(classes, b);
  const after = baseClass(classes, a);
  const beforeWide = ((classes[b] ?? AL) & EAST_ASIAN) !== 0;
  const afterWide = ((classes[a] ?? AL) & EAST_ASIAN) !== 0;
  if (after === QU_OPEN) {
    // LB19a: × QU unless both neighbours are East Asian
    const next = offsetAfter(classes, a);
    const nextWide = next < classes.length && ((classes[next] ?? AL) & EAST_ASIAN) !== 0;
    return beforeWide && nextWide ? BREAK : KEEP;
  }
  if (before === QU_CLOSE) {
    // LB19a: QU × unless both neighbours are East Asian
    const prior = classBefore(classes, b);
    if (!afterWide || prior === EDGE || (prior & EAST_ASIAN) === 0) return KEEP;
    // LB21, LB22
    return after === BA || after === BA_HYPHEN || after === HY || after === NS || after === IN ? KEEP : BREAK;
  }
  if (before === HY || before === BA || before === BA_HYPHEN) {
    const prior = classBefore(classes, b) & CLASS_BITS;
    if (before !== BA && (after === AL || after === DOTTED_CIRCLE) && beginsWord(prior)) return KEEP; // LB20a
    return prior === HL && !beforeWide && after !== HL ? KEEP : BREAK; // LB21a
  }
  // LB25
  if (after === PO || after === PR || after === NU) {
    let at = b;
    let c = before;
    if (c === CL || c === CP || c === CP_WIDE) [at, c] = stepBack(classes, at);
    while (c === SY || c === IS) [at, c] = stepBack(classes, at);
    return c === NU ? KEEP : BREAK;
  }
  if (after === OP || after === OP_WIDE) {
    let next = offsetAfter(classes, a);
    if (classAt(classes, next) === IS) next = offsetAfter(classes, next);
    return classAt(classes, next) === NU ? KEEP : BREAK;
  }
  // LB28a
  if (before === VI) return isAksara(classBefore(classes, b) & CLASS_BITS) ? KEEP : BREAK;
  return classAt(classes, offsetAfter(classes, a)) === VF ? KEEP : BREAK;
}

/** Pairs with spaces between them that need context. */
function decideSpaced(classes: Uint8Array, b: number, a: number): number {
  if (baseClass(classes, b) === QU_OPEN && opensQuotation(classBefore(classes, b) & CLASS_BITS)) return KEEP; // LB15a
  const after = baseClass(classes, a);
  const next = classAt(classes, offsetAfter(classes, a));
  if (after === QU_CLOSE) return closesQuotation(next) ? KEEP : BREAK; // LB15b
  if (after === IS) return next === NU ? BREAK : KEEP; // LB15c, LB15d
  return BREAK; // LB18
}

/** Class of the character at `at` once LB10 has made marks without a base letters. */
function baseClass(classes: Uint8Array, at: number): number {
  const c = (classes[at] ?? AL) & CLASS_BITS;
  return c === CM || c === ZWJ ? AL : c;
}

/** Offset and class of the character before the one at `at`, marks skipped. */
function stepBack(classes: Uint8Array, at: number): [number, number] {
  const c = classBefore(classes, at) & CLASS_BITS;
  let i = at - 1;
  while (i >= 0 && isAttached(classes[i] ?? AL)) i--;
  return [i, i < 0 ? EDGE : c];
}
