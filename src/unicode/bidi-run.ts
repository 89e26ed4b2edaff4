// One isolating run sequence of bidi classes → resolved types L, R, EN and AN: rules W1–W7 and N0–N2 of UAX #9
// (“Unicode Bidirectional Algorithm”, Unicode 16) in one pass for the weak rules and one for the neutral ones.
// Characters of class BN (and all that X9 would remove, which the caller makes BN) stay BN and are seen by no rule.
import {
  AL,
  AN,
  BN,
  BRACKET,
  BRACKET_MARK,
  CS,
  EN,
  ES,
  ET,
  L,
  LRI,
  NSM,
  ON,
  R,
  brackets,
} from './bidi-classes.ts';

/** A sequence to resolve. `types` is changed in place. */
export interface IsolatingRun {
  readonly types: Uint8Array;
  readonly count: number;
  /** L or R: the direction of the embedding level, and the types at the edges (X10). */
  readonly embedding: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Offset in `text` of each entry; null when they are the same. */
  readonly offsets: Int32Array | null;
}

/** Afterwards `run.types` holds L, R, EN, AN, and BN where it was before. */
export function resolveRun(run: IsolatingRun): void {
  const hasBrackets = resolveWeak(run.types, run.count, run.start);
  if (hasBrackets) resolveBrackets(run);
  resolveNeutral(run);
}

/** W1–W7. Returns whether a bracket was met. */
function resolveWeak(types: Uint8Array, count: number, sos: number): boolean {
  let hasBrackets = false;
  let strong = sos; // L, R or AL, for W2 and W7
  let afterW1 = sos; // of the character before, for W1
  let afterW4 = sos; // of the character before, for W4
  let number = false; // the character before is EN after W5
  let terminators = -1; // first of the ETs before, which wait for an EN (W5)
  for (let i = 0; i < count; i++) {
    let type = types[i] ?? BN;
    if (type === BN) continue;
    if (type === NSM) {
      // W1
      type = afterW1 >= LRI && afterW1 !== BRACKET_MARK ? ON : afterW1 === BRACKET ? BRACKET_MARK : afterW1;
      types[i] = type;
    }
    afterW1 = type;
    if (type <= AL) {
      strong = type;
      if (type === AL) types[i] = R; // W3
      afterW4 = R;
      number = false;
      terminators = -1;
    } else if (type === EN) {
      if (strong === AL) {
        types[i] = AN; // W2
        afterW4 = AN;
        number = false;
      } else {
        const resolved = strong === L ? L : EN; // W7
        types[i] = resolved;
        if (terminators >= 0) for (let j = terminators; j < i; j++) if (types[j] !== BN) types[j] = resolved; // W5
        afterW4 = EN;
        number = true;
      }
      terminators = -1;
    } else if (type === AN) {
      afterW4 = AN;
      number = false;
      terminators = -1;
    } else if (type === ES || type === CS) {
      // W4
      terminators = -1;
      if (afterW4 === EN && nextNumber(types, i, count, strong) === EN) {
        types[i] = strong === L ? L : EN;
      } else if (type === CS && afterW4 === AN && nextNumber(types, i, count, strong) === AN) {
        types[i] = AN;
      } else {
        types[i] = ON; // W6
        afterW4 = ON;
        number = false;
      }
    } else if (type === ET) {
      if (number)
        types[i] = strong === L ? L : EN; // W5, W7
      else {
        if (terminators < 0) terminators = i;
        types[i] = ON; // W6
      }
      afterW4 = ET;
    } else {
      if (type === BRACKET) hasBrackets = true;
      afterW4 = ON;
      number = false;
      terminators = -1;
    }
  }
  return hasBrackets;
}

/** The type after W3 of what follows a separator, if it is a number; else ON. */
function nextNumber(types: Uint8Array, at: number, count: number, strong: number): number {
  let next = at + 1;
  while (next < count && types[next] === BN) next++;
  const type = next < count ? types[next] : ON;
  if (type === EN) return strong === AL ? AN : EN;
  return type === AN ? AN : ON;
}

/** BD16: the deepest nesting of brackets that is looked at. */
const MAX_OPEN_BRACKETS = 63;

/** N0. */
function resolveBrackets(run: IsolatingRun): void {
  const { types, embedding } = run;
  const pairs = pairBrackets(run);
  for (let p = 0; p < pairs.length; p += 2) {
    const open = pairs[p] ?? 0;
    const close = pairs[p + 1] ?? 0;
    if (close === UNPAIRED) continue;
    const direction = bracketDirection(run, open, close, embedding);
    if (direction < 0) continue; // N0 d
    types[open] = direction;
    types[close] = direction;
    markAfterBracket(types, open, run.count, direction);
    markAfterBracket(types, close, run.count, direction);
  }
}

const UNPAIRED = -1;

/** BD16: the places of opening brackets in order, each with that of its closing one, or UNPAIRED. */
function pairBrackets(run: IsolatingRun): readonly number[] {
  const { types, count, text, offsets } = run;
  const pairs: number[] = [];
  /** Indexes into `pairs` of the brackets that are open. */
  const waiting: number[] = [];
  const identities: number[] = [];
  for (let i = 0; i < count; i++) {
    if (types[i] !== BRACKET) continue;
    const identity = brackets.get(text.charCodeAt(offsets === null ? i : (offsets[i] ?? 0))) ?? 0;
    if (identity > 0) {
      if (waiting.length === MAX_OPEN_BRACKETS) break;
      waiting.push(pairs.push(i, UNPAIRED) - 2);
      identities.push(identity);
      continue;
    }
    const opened = identities.lastIndexOf(-identity);
    if (opened < 0) continue;
    pairs[(waiting[opened] ?? 0) + 1] = i;
    waiting.length = opened;
    identities.length = opened;
  }
  return pairs;
}

/** N0 b–d: L, R, or -1 to leave the pair to N1 and N2. EN and AN count as R. */
function bracketDirection(run: IsolatingRun, open: number, close: number, embedding: number): number {
  const { types } = run;
  let opposite = false;
  for (let i = open + 1; i < close; i++) {
    const direction = strongOf(types[i] ?? ON);
    if (direction === embedding) return embedding; // b
    if (direction >= 0) opposite = true;
  }
  if (!opposite) return -1; // d
  for (let i = open - 1; i >= 0; i--) {
    const direction = strongOf(types[i] ?? ON);
    if (direction >= 0) return direction; // c: opposite as established before, or the embedding direction
  }
  return run.start;
}

function strongOf(type: number): number {
  return type === L ? L : type === R || type === EN || type === AN ? R : -1;
}

/** Marks after a bracket go with it; all of them, where bidi-js 1.1.0 takes the first only. */
function markAfterBracket(types: Uint8Array, bracket: number, count: number, direction: number): void {
  for (let i = bracket + 1; i < count && (types[i] === BRACKET_MARK || types[i] === BN); i++)
    if (types[i] === BRACKET_MARK) types[i] = direction;
}

/** N1, N2. */
function resolveNeutral(run: IsolatingRun): void {
  const { types, count, embedding } = run;
  let before = run.start;
  let first = -1; // first neutral since the last strong type
  for (let i = 0; i <= count; i++) {
    const type = i === count ? run.end : (types[i] ?? BN);
    if (type === BN) continue;
    if (type > AN) {
      if (first < 0) first = i;
      continue;
    }
    const direction = type === L ? L : R;
    if (first >= 0) {
      const resolved = before === direction ? direction : embedding;
      for (let j = first; j < i; j++) if (types[j] !== BN) types[j] = resolved;
      first = -1;
    }
    before = direction;
  }
}
