// The text of a paragraph → its chunks, each of which has a number and is described once for all paragraphs (chunk.ts).
// An open hash table over their UTF-16 units (FNV-1a; linear probing): nearly all chunks of a text have come before.
import type { FlatText } from '../unicode/flat-text.ts';
import type { TextScratch } from '../unicode/text-scratch.ts';
import { CLASS_SHIFT, describeChunk } from './chunk.ts';
import type { Chunk } from './chunk.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const SPACE = 0x20;

/** Of the facts of a chunk: the line break classes of its ends, whether it is one word, and its length. */
export const FACT_LAST = 8;
export const FACT_WORD: number = 1 << 16;
export const FACT_LENGTH = 17;
export const FACT_CLASS = 255;

/** Chunks by their text, and those of the text that was split last. */
export class ChunkTable {
  /** Every chunk by its number. */
  readonly chunks: Chunk[] = [];
  /** What is asked of every chunk of every text, by its number: so most chunks need not be fetched. */
  facts: Int32Array = new Int32Array(1024);
  traits: Int32Array = new Int32Array(1024);
  /** The bidi class of a chunk of one stretch plus one, else 0. */
  only: Uint8Array = new Uint8Array(1024);
  /** Numbers of the chunks of the text split last, in their order. */
  ids: Int32Array = new Int32Array(256);
  count = 0;
  readonly #scratch: TextScratch;
  readonly #flat: FlatText;
  /** Number of a chunk plus one, by hash; 0 where free. */
  #slots = new Int32Array(2048);
  #hashes = new Int32Array(1024);
  /** Where its text begins in `units`, and its length. */
  #starts = new Int32Array(1024);
  #lengths = new Int32Array(1024);
  #units = new Uint16Array(8192);
  #end = 0;

  constructor(scratch: TextScratch, flat: FlatText) {
    this.#scratch = scratch;
    this.#flat = flat;
  }

  /** Finds the chunks of a text. False where it begins or ends with a space, or has two in a row. */
  split(text: string): boolean {
    const length = this.#flat.read(text);
    const { units } = this.#flat;
    let start = 0;
    let count = 0;
    let hash = FNV_OFFSET;
    for (let i = 0; i <= length; i++) {
      const unit = i < length ? units[i]! : SPACE;
      if (unit !== SPACE) {
        hash = Math.imul(hash ^ unit, FNV_PRIME);
        continue;
      }
      if (i === start) return false;
      if (count === this.ids.length) this.ids = larger(this.ids, new Int32Array(count * 2));
      hash ^= hash >>> 15;
      const id = this.#find(units, start, i, hash);
      this.ids[count++] = id < 0 ? this.#add(text.slice(start, i), hash) : id;
      hash = FNV_OFFSET;
      start = i + 1;
    }
    this.count = count;
    return true;
  }

  /** The number of the chunk units[start, end), or -1. */
  #find(units: Uint16Array, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    const known = this.#units;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot]! - 1;
      if (id < 0) return -1;
      if (this.#hashes[id] !== hash || this.#lengths[id] !== end - start) continue;
      let at = this.#starts[id]!;
      let i = start;
      while (i < end && units[i] === known[at]) {
        i++;
        at++;
      }
      if (i === end) return id;
    }
  }

  #add(text: string, hash: number): number {
    const id = this.chunks.length;
    if (id === this.#hashes.length) this.#growColumns();
    const from = this.#end;
    this.#end += text.length;
    if (this.#end > this.#units.length) this.#units = larger(this.#units, new Uint16Array(this.#end * 2));
    for (let i = 0; i < text.length; i++) this.#units[from + i] = text.charCodeAt(i);
    this.#hashes[id] = hash;
    this.#starts[id] = from;
    this.#lengths[id] = text.length;
    this.#place(hash, id);
    this.#keep(id, describeChunk(text, this.#scratch));
    return id;
  }

  #keep(id: number, chunk: Chunk): void {
    const { first, last, isWord, length, stretches } = chunk;
    this.chunks.push(chunk);
    this.facts[id] = first | (last << FACT_LAST) | (isWord ? FACT_WORD : 0) | (length << FACT_LENGTH);
    this.traits[id] = chunk.traits;
    this.only[id] = stretches.length === 1 ? (stretches[0]! >> CLASS_SHIFT) + 1 : 0;
  }

  #place(hash: number, id: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = id + 1;
  }

  /** Twice the chunks; at most half of the slots are taken. */
  #growColumns(): void {
    const size = this.#hashes.length * 2;
    this.#hashes = larger(this.#hashes, new Int32Array(size));
    this.#lengths = larger(this.#lengths, new Int32Array(size));
    this.#starts = larger(this.#starts, new Int32Array(size));
    this.facts = larger(this.facts, new Int32Array(size));
    this.traits = larger(this.traits, new Int32Array(size));
    this.only = larger(this.only, new Uint8Array(size));
    this.#slots = new Int32Array(size * 2);
    for (let id = 0; id < size / 2; id++) this.#place(this.#hashes[id] ?? 0, id);
  }
}

function larger<T extends Int32Array | Uint16Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
