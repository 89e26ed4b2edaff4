// Stage 3, itemise: where in a text units begin, and of which kind: at spaces, break opportunities, changes of level
// and style, objects, leaders and forced breaks.
import { isBidiControl } from '../unicode/characters.ts';
import { isMark } from '../unicode/scripts.ts';
import type { ScratchBytes } from '../unicode/text-scratch.ts';
import type { ControlledText, TextRun } from './collect-text.ts';
import type { ResolvedDirection } from './resolve-direction.ts';

/** What begins at an offset of the text; 0 where a unit goes on. */
export const WORD = 1;
export const SPACE = 2;
export const TAB = 3;
export const BREAK = 4;
export const OBJECT = 5;
export const LEADER = 6;
/** Added to the kind: an empty unit goes before, which keeps two stretches of one level apart. */
export const SEPARATED = 8;
export const KIND = 7;

/** What is asked of a text and its runs. */
interface TextToMark {
  readonly text: string;
  readonly runs: readonly Pick<TextRun, 'kind' | 'start'>[];
  readonly hasControls: boolean;
}

/**
 * For each offset the kind of unit that begins there, 0 if none does. Bidi controls never begin one: they go with what
 * precedes. `breaks`: 0 none, 1 allowed, 2 forced before each offset, as findLineBreaks gives them.
 */
export function markBegins(
  collected: ControlledText,
  direction: ResolvedDirection,
  breaks: Uint8Array,
  scratch: ScratchBytes,
): Uint8Array {
  const begins = scratch.take(collected.text.length);
  markKinds(collected, direction.levels, breaks, begins);
  for (const offset of direction.separators.keys()) {
    const kind = begins[offset] ?? 0;
    begins[offset] = (kind === 0 ? WORD : kind) | SEPARATED;
  }
  return begins;
}

/** The same into `begins`, separators left out; all levels are the same where `levels` is null. */
export function markKinds(
  collected: TextToMark,
  levels: Uint8Array | null,
  breaks: Uint8Array,
  begins: Uint8Array,
): void {
  const { text, runs, hasControls } = collected;
  let inside = 0; // the kind of unit that is being continued
  let level = 0;
  let fixed = false; // the character before is a fixed space
  for (let r = 0; r < runs.length; r++) {
    const run = runs[r]!;
    if (run.kind !== 'text' && run.kind !== 'generated') {
      inside = run.kind === 'object' ? OBJECT : run.kind === 'break' ? BREAK : LEADER;
      begins[run.start] = inside;
      continue;
    }
    const end = runs[r + 1]?.start ?? text.length;
    for (let i = run.start; i < end; i++) {
      const code = text.charCodeAt(i);
      let kind = WORD;
      if (code <= 0xa0) {
        if (code === 0x20 || code === 0xa0) kind = SPACE;
        else if (code === 0x09) kind = TAB;
        else if ((code < 0x20 || code === 0x85) && breaks[i + 1] === 2 && isNewLine(code)) kind = BREAK;
      } else if (code >= 0x200e) {
        if (code === 0x2028 || code === 0x2029) kind = BREAK;
        else if (code >= 0xdc00 && code <= 0xdfff && inside === WORD) continue;
        else if (hasControls && isBidiControl(code)) continue;
      } else if (hasControls && isBidiControl(code)) continue;
      const wasFixed = fixed;
      fixed = code >= 0x1680 && isFixedSpace(code);
      const goesOn =
        kind === WORD &&
        inside === WORD &&
        !fixed &&
        !wasFixed &&
        (i === run.start
          ? extendsCluster(text, i)
          : breaks[i] === 0 && (levels === null || levels[i] === level));
      if (!goesOn) {
        begins[i] = kind;
        inside = kind;
        level = levels === null ? 0 : (levels[i] ?? 0);
      }
    }
  }
}

/** Spaces that justification leaves alone (em space …): units of their own, because readers of the PDF part words at them. */
function isFixedSpace(code: number): boolean {
  return (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f || code === 0x3000 || code === 0x1680; // prettier-ignore
}

/** Line ends that are no line feed: VT, FF, NEL (the separators U+2028 and U+2029 always are). */
function isNewLine(code: number): boolean {
  return code === 0x0a || code === 0x0b || code === 0x0c || code === 0x0d || code === 0x85;
}

/** Whether the character at `offset` belongs to the letter before it, whatever its own style: marks, ZWJ, ZWNJ. */
export function extendsCluster(text: string, offset: number): boolean {
  const codePoint = text.codePointAt(offset) ?? 0;
  return codePoint >= 0x300 && (isMark(codePoint) || codePoint === 0x200c || codePoint === 0x200d);
}

/** Units that `begins` marks, empty ones included. */
export function countUnits(begins: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < begins.length; i++) {
    const begin = begins[i] ?? 0;
    if (begin !== 0) count += begin > KIND ? 2 : 1;
  }
  return count;
}

/** The first offset from `from` on where a unit begins, or the text's end. */
export function nextBegin(begins: Uint8Array, from: number): number {
  let i = from;
  while (i < begins.length && begins[i] === 0) i++;
  return i;
}
