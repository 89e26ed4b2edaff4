// Text with embeddings, overrides, isolates or paragraph separators → embedding levels: rules P1–P3, X1–X10, I1–I2
// of UAX #9 (Unicode 16), in time linear in the text. The weak and neutral rules are in bidi-run.ts.
import { AL, B, BN, FSI, L, LRE, LRI, LRO, PDF, PDI, R, RLE, RLI, RLO, S, WS } from './bidi-classes.ts'; // prettier-ignore
import { resolveRun } from './bidi-run.ts';

/** BD2. */
const MAX_DEPTH = 125;
/** No matching character. */
const NONE = -1;

/** `classes`: one per UTF-16 unit, from `classify`. `base` undefined: found for each paragraph. Returns the base level of the first paragraph. */
export function resolveParagraphs(
  text: string,
  classes: Uint8Array,
  base: 0 | 1 | undefined,
  levels: Uint8Array,
): 0 | 1 {
  let firstBase: 0 | 1 = base ?? 0;
  const matches = new Int32Array(classes.length).fill(NONE);
  for (let start = 0; start < classes.length;) {
    // P1
    let end = start;
    while (end < classes.length && classes[end] !== B) end++;
    if (end < classes.length) end++;
    matchIsolates(classes, start, end, matches);
    const paragraphBase = base ?? (firstStrong(classes, start, end, matches) === R ? 1 : 0); // P2, P3
    if (start === 0) firstBase = paragraphBase;
    resolveParagraph({ text, classes, matches, start, end, base: paragraphBase, levels });
    resetSeparators(classes, [start, end], paragraphBase, levels);
    start = end;
  }
  return firstBase;
}

interface Paragraph {
  readonly text: string;
  readonly classes: Uint8Array;
  /** BD9: isolate initiator → its PDI, and the reverse; NONE without one. */
  readonly matches: Int32Array;
  readonly start: number;
  readonly end: number;
  readonly base: 0 | 1;
  readonly levels: Uint8Array;
}

/** BD9. */
function matchIsolates(classes: Uint8Array, start: number, end: number, matches: Int32Array): void {
  const open: number[] = [];
  for (let i = start; i < end; i++) {
    const type = classes[i] ?? BN;
    if (type >= LRI && type <= FSI) open.push(i);
    else if (type === PDI) {
      const initiator = open.pop();
      if (initiator === undefined) continue;
      matches[initiator] = i;
      matches[i] = initiator;
    }
  }
}

/** P2: L, R, or NONE, leaving out what isolates enclose. */
function firstStrong(classes: Uint8Array, start: number, end: number, matches: Int32Array): number {
  for (let i = start; i < end; i++) {
    const type = classes[i] ?? BN;
    if (type === L) return L;
    if (type === R || type === AL) return R;
    if (type >= LRI && type <= FSI) {
      const close = matches[i] ?? NONE;
      if (close === NONE) return NONE;
      i = close;
    }
  }
  return NONE;
}

function resolveParagraph(paragraph: Paragraph): void {
  const { levels, base, start, end } = paragraph;
  const types = paragraph.classes.slice(start, end);
  resolveExplicit(paragraph, types);
  resolveRuns(paragraph, types);
  for (let i = start; i < end; i++) levels[i] = implicitLevel(levels[i] ?? base, types[i - start] ?? BN);
}

/** I1, I2. */
export function implicitLevel(level: number, type: number): number {
  if (type === BN) return level;
  if ((level & 1) === 1) return type === R ? level : level + 1;
  return type === L ? level : type === R ? level + 1 : level + 2;
}

/** X1–X9: explicit levels into `levels`; overridden classes, and BN for what X9 removes, into `types`. */
function resolveExplicit(paragraph: Paragraph, types: Uint8Array): void {
  const { classes, matches, start, end, base, levels } = paragraph;
  const stackLevel = new Uint8Array(MAX_DEPTH + 2);
  const stackOverride = new Int8Array(MAX_DEPTH + 2).fill(NONE);
  const stackIsolate = new Uint8Array(MAX_DEPTH + 2);
  let top = 0;
  stackLevel[0] = base;
  let overflowIsolates = 0;
  let overflowEmbeddings = 0;
  let validIsolates = 0;
  for (let i = start; i < end; i++) {
    let type = classes[i] ?? BN;
    const level = stackLevel[top] ?? base;
    const override = stackOverride[top] ?? NONE;
    levels[i] = level;
    if (type >= LRE && type <= RLO) {
      // X2–X5
      types[i - start] = BN;
      const next = nextLevel(level, type === RLE || type === RLO);
      if (next <= MAX_DEPTH && overflowIsolates === 0 && overflowEmbeddings === 0) {
        top++;
        stackLevel[top] = next;
        stackOverride[top] = type === LRO ? L : type === RLO ? R : NONE;
        stackIsolate[top] = 0;
      } else if (overflowIsolates === 0) overflowEmbeddings++;
    } else if (type >= LRI && type <= FSI) {
      // X5a–X5c
      if (override !== NONE) types[i - start] = override;
      if (type === FSI) {
        const close = matches[i] ?? NONE;
        type = firstStrong(classes, i + 1, close === NONE ? end : close, matches) === R ? RLI : LRI;
      }
      const next = nextLevel(level, type === RLI);
      if (next <= MAX_DEPTH && overflowIsolates === 0 && overflowEmbeddings === 0) {
        validIsolates++;
        top++;
        stackLevel[top] = next;
        stackOverride[top] = NONE;
        stackIsolate[top] = 1;
      } else overflowIsolates++;
    } else if (type === PDI) {
      // X6a
      if (overflowIsolates > 0) overflowIsolates--;
      else if (validIsolates > 0) {
        overflowEmbeddings = 0;
        while (stackIsolate[top] === 0) top--;
        top--;
        validIsolates--;
      }
      levels[i] = stackLevel[top] ?? base;
      const outer = stackOverride[top] ?? NONE;
      if (outer !== NONE) types[i - start] = outer;
    } else if (type === PDF) {
      // X7
      types[i - start] = BN;
      if (overflowIsolates > 0) continue;
      if (overflowEmbeddings > 0) overflowEmbeddings--;
      else if (stackIsolate[top] === 0 && top > 0) top--;
    } else if (type === B)
      levels[i] = base; // X8
    else if (type !== BN && override !== NONE) types[i - start] = override; // X6
  }
}

function nextLevel(level: number, odd: boolean): number {
  return odd ? (level + 1) | 1 : (level + 2) & ~1;
}

/** X10: the isolating run sequences of BD13, each resolved, results into `types`. */
function resolveRuns(paragraph: Paragraph, types: Uint8Array): void {
  const { classes, matches, start, end, base, levels, text } = paragraph;
  const length = end - start;
  // BD7: level runs over the characters that X9 leaves.
  const runStart: number[] = [];
  const runEnd: number[] = []; // last character
  const runAt = new Int32Array(length).fill(NONE);
  let level = NONE;
  for (let i = 0; i < length; i++) {
    if (types[i] === BN) continue;
    const own = levels[start + i] ?? base;
    if (own === level) runEnd[runEnd.length - 1] = i;
    else {
      runAt[i] = runStart.length;
      runStart.push(i);
      runEnd.push(i);
      level = own;
    }
  }
  const offsets = new Int32Array(length);
  const sequence = new Uint8Array(length);
  for (let first = 0; first < runStart.length; first++) {
    const from = runStart[first] ?? 0;
    // A matched PDI that starts a run carries on the run that its initiator ends.
    if (classes[start + from] === PDI && (matches[start + from] ?? NONE) !== NONE) continue;
    let count = 0;
    let last = first;
    for (;;) {
      const stop = runEnd[last] ?? 0;
      for (let i = runStart[last] ?? 0; i <= stop; i++) {
        offsets[count] = start + i;
        sequence[count++] = types[i] ?? BN;
      }
      const lastClass = classes[start + stop] ?? BN;
      if (lastClass < LRI || lastClass > FSI) break;
      const close = matches[start + stop] ?? NONE;
      const next = close === NONE ? NONE : (runAt[close - start] ?? NONE);
      if (next === NONE) break;
      last = next;
    }
    const own = levels[start + from] ?? base;
    const stop = runEnd[last] ?? 0;
    const lastClass = classes[start + stop] ?? BN;
    const before = first === 0 ? base : (levels[start + (runEnd[first - 1] ?? 0)] ?? base);
    const openEnded = lastClass >= LRI && lastClass <= FSI;
    const after =
      openEnded || last + 1 >= runStart.length ? base : (levels[start + (runStart[last + 1] ?? 0)] ?? base);
    resolveRun({
      types: sequence,
      count,
      embedding: own & 1 ? R : L,
      start: Math.max(own, before) & 1 ? R : L,
      end: Math.max(own, after) & 1 ? R : L,
      text,
      offsets,
    });
    for (let k = 0; k < count; k++) types[(offsets[k] ?? 0) - start] = sequence[k] ?? BN;
  }
}

/**
 * L1 over units start..end of a line or paragraph: separators, and white space and isolate controls before them or
 * at the end, go to the base level. Then 5.2: what X9 removes takes the level of what precedes it, so that a ZWNJ
 * stays in the run of its word.
 */
export function resetSeparators(
  classes: Uint8Array,
  [start, end]: readonly [number, number],
  base: number,
  levels: Uint8Array,
): void {
  let trailing = true;
  for (let i = end - 1; i >= start; i--) {
    const type = classes[i] ?? BN;
    if (type === S || type === B) {
      levels[i] = base;
      trailing = true;
    } else if (type === WS || (type >= LRI && type <= PDI)) {
      if (trailing) levels[i] = base;
    } else if (!isRemoved(type)) trailing = false;
  }
  for (let i = start; i < end; i++)
    if (isRemoved(classes[i] ?? BN)) levels[i] = i === start ? base : (levels[i - 1] ?? base);
}

/** X9. */
function isRemoved(type: number): boolean {
  return type === BN || (type >= LRE && type <= PDF);
}
