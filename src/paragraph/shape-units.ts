// Stage 4, shape: text, levels and the places where units begin → units, each shaped once. An empty unit (no text, no
// word) stands where only its level matters for the visual order.
import type { FontLibrary } from '../font/font-types.ts';
import { UNIT_BREAK, UNIT_GENERATED, UNIT_LEADER, UNIT_OBJECT, UNIT_SPACE } from '../frame/units.ts';
import type { TextStyle, Units } from '../frame/units.ts';
import type { ControlledText } from './collect-text.ts';
import { contextAfter, contextBefore, joinsAcross } from './joining-context.ts';
import { KIND, LEADER, OBJECT, SPACE, TAB, WORD, countUnits, nextBegin } from './mark-begins.ts';
import type { ResolvedDirection } from './resolve-direction.ts';
import { WordShaper, directionOf } from './shape-words.ts';

const BIDI_CONTROLS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/g;
/** Columns between tab stops (CSS `tab-size`, initial value). */
const TAB_SIZE = 8;

/** `begins` comes from markBegins. */
export function shapeUnits(
  collected: ControlledText,
  direction: ResolvedDirection,
  begins: Uint8Array,
  fonts: FontLibrary,
): Units {
  const { text, runs, styles, objects } = collected;
  const { levels, separators } = direction;
  const shaper = new Shaper(collected, direction, begins, fonts);
  const columns = allocateUnits(countUnits(begins));
  const { count, offset, word, level, style, flags, object } = columns;
  let unit = 0;
  let run = 0;
  let end: number;
  for (let at = nextBegin(begins, 0); at < text.length; at = end) {
    end = nextBegin(begins, at + 1);
    while (run + 1 < runs.length && runs[run + 1]!.start <= at) run++;
    const { style: styleIndex, kind, object: objectIndex, pattern } = runs[run]!;
    const unitLevel = levels === null ? 0 : (levels[at] ?? 0);
    if ((begins[at] ?? 0) > KIND) {
      offset[unit] = unit === 0 ? 0 : at;
      word[unit] = -1;
      level[unit] = separators.get(at) ?? 0;
      style[unit++] = styleIndex;
    }
    let id = -1;
    let flag = kind === 'generated' ? UNIT_GENERATED : 0;
    switch ((begins[at] ?? 0) & KIND) {
      case WORD:
        id = shaper.word(at, end, unitLevel, styleIndex);
        break;
      case SPACE:
        flag |= UNIT_SPACE;
        id = shaper.space(text.charCodeAt(at), unitLevel, styleIndex);
        break;
      case TAB:
        id = shaper.tab(at, unitLevel, styleIndex);
        break;
      case OBJECT:
        flag |= UNIT_OBJECT;
        object[unit] = objectIndex;
        break;
      case LEADER:
        flag |= UNIT_LEADER;
        if (pattern !== '') id = shaper.text(pattern, unitLevel, styleIndex);
        break;
      default:
        flag |= UNIT_BREAK;
        shaper.lineStart = end;
    }
    offset[unit] = unit === 0 ? 0 : at;
    word[unit] = id;
    level[unit] = unitLevel;
    style[unit] = styleIndex;
    flags[unit] = flag;
    unit++;
  }
  offset[count] = text.length;
  return { direction: direction.base, text, ...columns, styles, objects };
}

/** Shapes the words of one paragraph in their order. */
class Shaper {
  /** Where the line that the last forced break began starts. */
  lineStart = 0;
  readonly #text: string;
  readonly #hasControls: boolean;
  readonly #styles: readonly TextStyle[];
  readonly #levels: Uint8Array | null;
  readonly #begins: Uint8Array;
  readonly #fonts: FontLibrary;
  /** Offsets of the edges of isolates, which letters do not join across. */
  readonly #isolates: ReadonlySet<number> | null;
  readonly #words: WordShaper;
  /** End of the last word, if it joins what follows. */
  #joinedAt = -1;

  constructor(
    collected: ControlledText,
    direction: ResolvedDirection,
    begins: Uint8Array,
    fonts: FontLibrary,
  ) {
    this.#text = collected.text;
    this.#hasControls = collected.hasControls;
    this.#styles = collected.styles;
    this.#levels = direction.levels;
    this.#begins = begins;
    this.#fonts = fonts;
    const edges = collected.changes.length === 0 ? [] : collected.changes.filter((change) => change.isolates);
    this.#isolates = edges.length === 0 ? null : new Set(edges.map((change) => change.offset));
    this.#words = new WordShaper(this.#text, this.#styles, fonts);
  }

  text(text: string, level: number, styleIndex: number): number {
    return this.#words.text(text, level, styleIndex);
  }

  /** The word at [start, end), with its neighbours as context where letters join across its ends. */
  word(start: number, end: number, level: number, styleIndex: number): number {
    const joinsBefore = this.#joinedAt === start;
    const joinsAfter = this.#begins[end] === WORD && this.#joinsNext(end, level);
    if (!joinsBefore && !joinsAfter && !this.#hasControls)
      return this.#words.word(start, end, level, styleIndex);
    const slice = this.#text.slice(start, end);
    const shown = this.#hasControls ? slice.replace(BIDI_CONTROLS, '') : slice;
    if (!joinsBefore && !joinsAfter) return this.text(shown, level, styleIndex);
    if (joinsAfter) this.#joinedAt = end;
    const { stack, language } = this.#styles[styleIndex]!;
    return this.#fonts.shape({
      text: shown,
      stack,
      direction: directionOf(level),
      language,
      before: joinsBefore ? contextBefore(this.#text, start) : '',
      after: joinsAfter ? contextAfter(this.#text, end) : '',
    }).id;
  }

  /** Only words that follow each other at once, in one direction and within one isolate, join. */
  #joinsNext(end: number, level: number): boolean {
    if (this.#levels !== null && this.#levels[end] !== level) return false;
    return this.#isolates?.has(end) !== true && joinsAcross(this.#text, end);
  }

  /** U+0020 or U+00A0. */
  space(code: number, level: number, styleIndex: number): number {
    return this.#words.space(code, level, styleIndex);
  }

  /** Spaces up to the next stop, counted in characters: exact in the monospaced fonts that preserved tabs are set in. */
  tab(at: number, level: number, styleIndex: number): number {
    return this.text(' '.repeat(TAB_SIZE - ((at - this.lineStart) % TAB_SIZE)), level, styleIndex);
  }
}

/** Units without what they have together. */
export type UnitColumns = Pick<Units, 'count' | 'offset' | 'word' | 'level' | 'style' | 'flags' | 'object'>;

/** One buffer for all columns: one allocation a paragraph. */
export function allocateUnits(count: number): UnitColumns {
  const buffer = new ArrayBuffer(count * 16 + 4);
  return {
    count,
    offset: new Int32Array(buffer, 0, count + 1),
    word: new Int32Array(buffer, count * 4 + 4, count),
    object: new Int32Array(buffer, count * 8 + 4, count).fill(-1),
    style: new Uint16Array(buffer, count * 12 + 4, count),
    level: new Uint8Array(buffer, count * 14 + 4, count),
    flags: new Uint8Array(buffer, count * 15 + 4, count),
  };
}
