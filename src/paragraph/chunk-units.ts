// The chunks of a paragraph → its units, shaped, and the kind of break before each: what markBegins, shapeUnits and
// findLineBreaks make of the characters of a text, made of what is known of its chunks. Most chunks are one word.
import type { Direction } from '../base/direction.ts';
import type { FontLibrary } from '../font/font-types.ts';
import { UNIT_GENERATED, UNIT_SPACE } from '../frame/units.ts';
import type { Units } from '../frame/units.ts';
import { CONTEXT, KEEP, SPACED, pairIndex } from '../unicode/line-break-classes.ts';
import type { Chunk } from './chunk.ts';
import type { ChunkLevels } from './chunk-levels.ts';
import { FACT_CLASS, FACT_LAST, FACT_LENGTH, FACT_WORD } from './chunk-table.ts';
import type { ChunkTable } from './chunk-table.ts';
import type { CollectedText } from './collect-text.ts';
import { NO_BREAK, SOFT_BREAK } from './find-breakpoints.ts';
import { joinsAcross } from './joining-context.ts';
import { SPACE, extendsCluster } from './mark-begins.ts';
import { allocateUnits } from './shape-units.ts';
import type { UnitColumns } from './shape-units.ts';
import { WordShaper } from './shape-words.ts';

const NOWHERE = 0x7fffffff;

/** What a paragraph has been taken apart into. */
export interface SplitText {
  readonly collected: CollectedText;
  readonly table: ChunkTable;
  readonly levels: ChunkLevels;
  readonly direction: Direction;
}

/** Makes the units of one paragraph after the other. */
export class ChunkUnits {
  /** The kind of break before each unit of the last paragraph. */
  kinds: Uint8Array = new Uint8Array(0);
  readonly #fonts: FontLibrary;
  /** Room for the units, until it is known how many there are. */
  #columns: UnitColumns = allocateUnits(0);
  #unit = 0;
  #collected!: CollectedText;
  #levels!: ChunkLevels;
  #shaper!: WordShaper;
  // The run and the stretch of one level that the text has come to, and where the next ones begin.
  #run = 0;
  #nextRun = 0;
  #style = 0;
  #flags = 0;
  #stretch = 0;
  #nextStretch = 0;
  #level = 0;

  constructor(fonts: FontLibrary) {
    this.#fonts = fonts;
  }

  /** The units; null where a break, or the letters at the edge of a run, need to be looked at in the whole text. */
  make(split: SplitText): Units | null {
    this.#begin(split);
    const { ids, facts, chunks, count } = split.table;
    const shaper = this.#shaper;
    let offset = 0;
    let last = 0; // line break class before the space
    let kind = NO_BREAK;
    for (let k = 0; k < count; k++) {
      const id = ids[k]!;
      const fact = facts[id]!;
      if (k > 0) {
        const verdict = SPACED[pairIndex(last, fact & FACT_CLASS)]!;
        if (verdict === CONTEXT) return null;
        this.#goTo(offset - 1);
        this.#put(offset - 1, shaper.space(0x20, this.#level, this.#style), UNIT_SPACE, NO_BREAK);
        kind = verdict === KEEP ? NO_BREAK : SOFT_BREAK;
      }
      last = (fact >> FACT_LAST) & FACT_CLASS;
      this.#goTo(offset);
      const end = offset + (fact >> FACT_LENGTH);
      if ((fact & FACT_WORD) === 0 || this.#nextRun < end || this.#nextStretch < end) {
        if (!this.#putPieces(chunks[id]!, offset, kind)) return null;
      } else this.#put(offset, shaper.chunk(id, offset, end, this.#level, this.#style), 0, kind);
      offset = end + 1;
    }
    return this.#finish(split.direction);
  }

  #begin({ collected, levels }: SplitText): void {
    // No text has more units than characters.
    const most = collected.text.length + 1;
    if (most > this.#columns.count) {
      this.#columns = allocateUnits(most * 2);
      this.kinds = new Uint8Array(most * 2);
    }
    this.#collected = collected;
    this.#levels = levels;
    this.#shaper = new WordShaper(collected.text, collected.styles, this.#fonts);
    this.#unit = 0;
    this.#run = -1;
    this.#nextRun = 0;
    this.#stretch = -1;
    this.#nextStretch = 0;
  }

  /** The run and the level of an offset. */
  #goTo(offset: number): void {
    if (offset >= this.#nextRun) this.#goToRun(offset);
    if (offset >= this.#nextStretch) {
      const { starts, levels, count } = this.#levels;
      do this.#nextStretch = ++this.#stretch + 1 < count ? starts[this.#stretch + 1]! : NOWHERE;
      while (offset >= this.#nextStretch);
      this.#level = levels[this.#stretch]!;
    }
  }

  #goToRun(offset: number): void {
    const { runs } = this.#collected;
    do this.#nextRun = runs[++this.#run + 1]?.start ?? NOWHERE;
    while (offset >= this.#nextRun);
    const run = runs[this.#run]!;
    this.#style = run.style;
    this.#flags = run.kind === 'generated' ? UNIT_GENERATED : 0;
  }

  #put(offset: number, word: number, flag: number, kind: number): void {
    const columns = this.#columns;
    const unit = this.#unit++;
    columns.offset[unit] = offset;
    columns.word[unit] = word;
    columns.level[unit] = this.#level;
    columns.style[unit] = this.#style;
    columns.flags[unit] = flag | this.#flags;
    this.kinds[unit] = kind;
  }

  /** A chunk of several units: as its own text parts it, and where runs and levels change within. */
  #putPieces({ begins, kinds, breaks, length }: Chunk, start: number, kindBefore: number): boolean {
    const { text } = this.#collected;
    for (let b = 0; b < begins.length; b++) {
      const begin = start + begins[b]!;
      const end = start + (begins[b + 1] ?? length);
      let kind = b === 0 ? kindBefore : breaks[b]!;
      for (let at = begin; at < end; kind = NO_BREAK) {
        const run = this.#run;
        this.#goTo(at);
        if (run !== this.#run && at > start && !this.#mayPart(text, at)) return false;
        const to = Math.min(end, this.#nextRun, this.#nextStretch);
        if (kinds[b] === SPACE)
          this.#put(at, this.#shaper.space(text.charCodeAt(at), this.#level, this.#style), UNIT_SPACE, kind); // prettier-ignore
        else this.#put(at, this.#shaper.word(at, to, this.#level, this.#style), 0, kind);
        at = to;
      }
    }
    return true;
  }

  /** Whether a unit begins where a run does: letters and marks on its two sides have nothing to do with each other. */
  #mayPart(text: string, offset: number): boolean {
    return this.#flags === 0 && !joinsAcross(text, offset) && !extendsCluster(text, offset);
  }

  #finish(direction: Direction): Units {
    const { text, styles, objects } = this.#collected;
    const count = this.#unit;
    const from = this.#columns;
    const to = allocateUnits(count);
    for (let u = 0; u < count; u++) {
      to.offset[u] = from.offset[u]!;
      to.word[u] = from.word[u]!;
      to.level[u] = from.level[u]!;
      to.style[u] = from.style[u]!;
      to.flags[u] = from.flags[u]!;
    }
    to.offset[count] = text.length;
    this.kinds[count] = NO_BREAK;
    return { direction, text, ...to, styles, objects };
  }
}
