// The chunks of a paragraph → its embedding levels (UAX #9), as stretches of one level instead of a level for each
// character. What the rules see of a text does not change when a class that comes twice in a row counts once, nor when
// what is neutral between two letters of one direction is left out (N1); of a paragraph in Persian a few dozen stretches
// are left. tests/property/paragraph-chunks.test.ts holds the result to the levels of every character.
import { AL, AN, L, LRI, ON, R } from '../unicode/bidi-classes.ts';
import { implicitLevel } from '../unicode/bidi-explicit.ts';
import { resolveRun } from '../unicode/bidi-run.ts';
import { CLASS_SHIFT, HAS_ARABIC_NUMBER, HAS_ISOLATE, HAS_LEFT, HAS_NUMBER, HAS_RIGHT, OFFSET_BITS } from './chunk.ts'; // prettier-ignore
import { FACT_LENGTH } from './chunk-table.ts';
import type { ChunkTable } from './chunk-table.ts';

/** In a left-to-right isolate in a paragraph of level 0 or 1. */
const IN_ISOLATE = 2;

/** Levels of one text after the other; valid until the next one's. */
export class ChunkLevels {
  count = 0;
  /** Where each stretch begins in the text, and its level. */
  starts: Int32Array = new Int32Array(256);
  levels: Uint8Array = new Uint8Array(256);
  #isolates: number[] = [];

  /** All of one level. */
  setAll(level: number): void {
    this.count = 1;
    this.starts[0] = 0;
    this.levels[0] = level;
  }

  /**
   * Resolves the text that the table has split, of these traits together, in a paragraph of level 0 or 1. False where two
   * stretches of one level have to be kept apart (ResolvedDirection.separators).
   */
  resolve(text: string, table: ChunkTable, traits: number, base: 0 | 1): boolean {
    const turning = base === 1 ? HAS_LEFT | HAS_NUMBER : HAS_RIGHT | HAS_ARABIC_NUMBER;
    if ((traits & (turning | HAS_ISOLATE)) === 0) {
      this.setAll(base);
      return true;
    }
    this.#collect(table);
    const { count, starts, levels: types } = this;
    const direction = base === 1 ? R : L;
    resolveRun({ types, count, embedding: direction, start: direction, end: direction, text, offsets: starts }); // prettier-ignore
    for (let i = 0; i < count; i++) types[i] = implicitLevel(base, types[i] ?? ON);
    return this.#setIsolates() && this.#merge();
  }

  /** The classes of stretches, in `levels` for now. */
  #collect(table: ChunkTable): void {
    const { ids, facts, only, chunks } = table;
    this.count = 0;
    this.#isolates.length = 0;
    let offset = 0;
    for (let k = 0; k < table.count; k++) {
      const id = ids[k]!;
      const type = only[id]! - 1;
      // One word after another of the same direction is nothing new, as #add would find.
      if (!(type >= 0 && type <= AL && this.count > 0 && this.levels[this.count - 1] === type)) {
        if (k > 0) this.#add(ON, offset - 1);
        this.#addChunk(chunks[id]!.stretches, offset);
      }
      offset += (facts[id]! >> FACT_LENGTH) + 1;
    }
  }

  #addChunk(stretches: Int32Array, offset: number): void {
    for (let s = 0; s < stretches.length; s++) {
      const stretch = stretches[s]!;
      this.#add(stretch >> CLASS_SHIFT, offset + (stretch & OFFSET_BITS));
    }
  }

  #add(type: number, start: number): void {
    const { count, levels: types } = this;
    const before = count === 0 ? -1 : types[count - 1];
    if (before === type && (type <= AN || type === ON)) return;
    if (type <= AL && before === ON && count > 1 && types[count - 2] === type) {
      this.count--;
      return;
    }
    if (type === LRI) this.#isolates.push(count);
    if (count === this.starts.length) this.#grow();
    this.starts[count] = start;
    this.levels[count] = type;
    this.count = count + 1;
  }

  /** Isolates get their own level. False where what is around one meets it at a level above that of its edges. */
  #setIsolates(): boolean {
    const { levels, count } = this;
    for (const at of this.#isolates) {
      const edge = levels[at] ?? 0;
      if ((at > 0 && (levels[at - 1] ?? 0) > edge) || (at + 1 < count && (levels[at + 1] ?? 0) > edge)) return false; // prettier-ignore
    }
    for (const at of this.#isolates) levels[at] = IN_ISOLATE;
    return true;
  }

  /** Stretches of one level that follow each other become one. */
  #merge(): boolean {
    const { starts, levels } = this;
    let kept = 0;
    for (let i = 1; i < this.count; i++) {
      if (levels[i] === levels[kept]) continue;
      kept++;
      starts[kept] = starts[i]!;
      levels[kept] = levels[i]!;
    }
    this.count = kept + 1;
    return true;
  }

  #grow(): void {
    const starts = new Int32Array(this.starts.length * 2);
    const levels = new Uint8Array(this.starts.length * 2);
    starts.set(this.starts);
    levels.set(this.levels);
    this.starts = starts;
    this.levels = levels;
  }
}
