// Stretches of text → ids of shaped words, without a string for each: nearly all words of a text have been shaped
// before. An open hash table over the UTF-16 units (FNV-1a; linear probing), one for each font stack, direction and language.
import type { FontLibrary } from '../font/font-types.ts';
import type { TextStyle } from '../frame/units.ts';
import { remembered } from './remembered.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Ids of words by their text. */
export class WordTable {
  /** Place in the columns below plus one, by hash; 0 where free. */
  #slots: Int32Array = new Int32Array(1024);
  #count = 0;
  #ids: Int32Array = new Int32Array(512);
  #hashes: Int32Array = new Int32Array(512);
  /** Where the word ends in `units`; it begins where the one before ends. */
  #ends: Int32Array = new Int32Array(512);
  #units: Uint16Array = new Uint16Array(4096);

  /** The id of the word that is the whole of a chunk, by the chunk's number, plus one; 0 where it is not known. */
  #ofChunks: Int32Array = new Int32Array(0);

  /** The id of the word that a chunk (chunk-table.ts) of this number is, or -1. */
  ofChunk(number: number): number {
    return number < this.#ofChunks.length ? this.#ofChunks[number]! - 1 : -1;
  }

  setChunk(number: number, id: number): void {
    if (number >= this.#ofChunks.length) this.#ofChunks = larger(this.#ofChunks, new Int32Array(number * 2 + 256)); // prettier-ignore
    this.#ofChunks[number] = id + 1;
  }

  /** The id of the word text[start, end), or -1. */
  find(text: string, start: number, end: number): number {
    const hash = hashOf(text, start, end);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.#slots[slot] ?? 0) - 1;
      if (entry < 0) return -1;
      if (this.#hashes[entry] === hash && this.#holds(entry, text, start, end)) return this.#ids[entry] ?? -1;
    }
  }

  /** Adds a word that `find` has not found. */
  add(text: string, start: number, end: number, id: number): void {
    const entry = this.#count++;
    if (entry === this.#ids.length) this.#growColumns();
    const hash = hashOf(text, start, end);
    const from = entry === 0 ? 0 : (this.#ends[entry - 1] ?? 0);
    const to = from + end - start;
    if (to > this.#units.length) this.#units = larger(this.#units, new Uint16Array(to * 2));
    for (let i = start; i < end; i++) this.#units[from + i - start] = text.charCodeAt(i);
    this.#ids[entry] = id;
    this.#hashes[entry] = hash;
    this.#ends[entry] = to;
    this.#place(hash, entry);
  }

  #holds(entry: number, text: string, start: number, end: number): boolean {
    const from = entry === 0 ? 0 : (this.#ends[entry - 1] ?? 0);
    if ((this.#ends[entry] ?? 0) - from !== end - start) return false;
    const units = this.#units;
    for (let i = start; i < end; i++) if (units[from + i - start] !== text.charCodeAt(i)) return false;
    return true;
  }

  #place(hash: number, entry: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = entry + 1;
  }

  /** Twice the entries; at most half of the slots are taken. */
  #growColumns(): void {
    const size = this.#ids.length * 2;
    this.#ids = larger(this.#ids, new Int32Array(size));
    this.#hashes = larger(this.#hashes, new Int32Array(size));
    this.#ends = larger(this.#ends, new Int32Array(size));
    this.#slots = new Int32Array(size * 2);
    for (let entry = 0; entry < size / 2; entry++) this.#place(this.#hashes[entry] ?? 0, entry);
  }
}

/** The table for the words of a style at an embedding level; it lives as long as the library. */
export function wordTable(fonts: FontLibrary, style: TextStyle, level: number): WordTable {
  const byStyle = remembered(
    fonts,
    'words',
    () => [new WeakMap<TextStyle, WordTable>(), new WeakMap<TextStyle, WordTable>()] as const,
  )[level & 1 ? 1 : 0];
  let table: WordTable | undefined = byStyle.get(style);
  if (table === undefined) {
    table = remembered(fonts, `words ${style.stack.id} ${level & 1} ${style.language}`, () => new WordTable()); // prettier-ignore
    byStyle.set(style, table);
  }
  return table;
}

function hashOf(text: string, start: number, end: number): number {
  let hash = FNV_OFFSET;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash ^ (hash >>> 15);
}

function larger<T extends Int32Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
