// Words and spaces of one paragraph → ids of shaped words, each text shaped once for all paragraphs (word-table.ts).
import type { Direction } from '../base/direction.ts';
import type { FontLibrary } from '../font/font-types.ts';
import type { TextStyle } from '../frame/units.ts';
import { withoutSource } from '../unicode/flat-text.ts';
import { wordTable } from './word-table.ts';
import type { WordTable } from './word-table.ts';

/** Shapes what stands in a text, by the index of its style. */
export class WordShaper {
  readonly #text: string;
  readonly #styles: readonly TextStyle[];
  readonly #fonts: FontLibrary;
  /** The shaped space of each style and direction. */
  readonly #spaces: Int32Array;
  /** What is known of the words of each style and direction. */
  readonly #tables: (WordTable | undefined)[] = [];

  constructor(text: string, styles: readonly TextStyle[], fonts: FontLibrary) {
    this.#text = text;
    this.#styles = styles;
    this.#fonts = fonts;
    this.#spaces = new Int32Array(styles.length * 2).fill(-1);
  }

  /** Any text. */
  text(text: string, level: number, styleIndex: number): number {
    const style = this.#styles[styleIndex]!;
    return this.#fonts.shapeWord(text, style.stack, directionOf(level), style.language).id;
  }

  /** The word at [start, end), which does not join what is around it. */
  word(start: number, end: number, level: number, styleIndex: number): number {
    const table = this.#table(level, styleIndex);
    let id = table.find(this.#text, start, end);
    if (id < 0) {
      id = this.text(withoutSource(this.#text.slice(start, end)), level, styleIndex);
      table.add(this.#text, start, end, id);
    }
    return id;
  }

  /** The word at [start, end) that is the whole of a chunk of this number. */
  chunk(number: number, start: number, end: number, level: number, styleIndex: number): number {
    const table = this.#table(level, styleIndex);
    const known = table.ofChunk(number);
    if (known >= 0) return known;
    const id = this.text(withoutSource(this.#text.slice(start, end)), level, styleIndex);
    table.setChunk(number, id);
    return id;
  }

  /** U+0020 or U+00A0. */
  space(code: number, level: number, styleIndex: number): number {
    if (code !== 0x20) return this.text(String.fromCharCode(code), level, styleIndex);
    const slot = styleIndex * 2 + (level & 1);
    const known = this.#spaces[slot] ?? -1;
    return known >= 0 ? known : (this.#spaces[slot] = this.text(' ', level, styleIndex));
  }

  #table(level: number, styleIndex: number): WordTable {
    const slot = styleIndex * 2 + (level & 1);
    return (this.#tables[slot] ??= wordTable(this.#fonts, this.#styles[styleIndex]!, level));
  }
}

/** The direction of an embedding level. */
export function directionOf(level: number): Direction {
  return (level & 1) === 1 ? 'rtl' : 'ltr';
}
