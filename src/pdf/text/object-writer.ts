// Codes, movements and colours → the text objects of one line: `Tm`, `TJ` and colour operators. Keeps what each object
// shows and where it begins, because PDFium reads the objects of a line in the order of their beginnings.
import { decimal } from '../decimal.ts';
import type { MergedFont } from './merged-font.ts';

export interface ObjectOptions {
  readonly font: MergedFont;
  /** Points. */
  readonly size: number;
  /** Of the line's left end, PDF user space. */
  readonly x: number;
  readonly y: number;
  /** Operators for the fill colour of a style. */
  readonly color: (style: number) => string;
}

/** The part of a line that belongs to one structure element. */
export interface LinePart {
  readonly tag: number;
  readonly operators: string;
}

/** Bytes after the strings of a `TJ` operator. */
const OPERATOR_END = ']TJ\n'.length;

/** A step that tells objects apart which go on where the last one ended, em. */
const NEXT = 1e-6;

/** Format characters and spaces alone. */
const BLANK = /^[ \u061c\u200e\u200f]*$/;
const MARKS = /[\u061c\u200e\u200f]/g;

export class ObjectWriter {
  readonly #options: ObjectOptions;
  #out = '';
  #array = '';
  #color = '';
  /** Where the object that is being written begins, em from the line's left end. */
  #x = 0;
  #arrays: { readonly x: number; readonly array: string }[] = [];
  /** Where more can be put into the object written last. */
  #end = 0;
  #parts: { readonly tag: number; readonly from: number }[] = [];

  constructor(options: ObjectOptions) {
    this.#options = options;
  }

  get operators(): string {
    return this.#out;
  }

  /** What has been written, by the tags that `beginPart` was given. */
  get parts(): readonly LinePart[] {
    const all = this.#parts.map(({ tag, from }, i) => ({ tag, operators: this.#out.slice(from, this.#parts[i + 1]?.from) })); // prettier-ignore
    return all.filter(({ operators }) => operators !== '');
  }

  /** Takes everything back. */
  clear(): void {
    this.#out = '';
    this.#array = '';
    this.#color = '';
    this.#arrays = [];
    this.#parts = [];
  }

  /** What follows belongs to an element; another than the one before sets its colour again. */
  beginPart(tag: number): void {
    if (this.#parts.at(-1)?.tag === tag) return;
    this.flush();
    const isFirst = this.#parts.length === 0;
    this.#parts.push({ tag, from: isFirst ? 0 : this.#out.length });
    if (!isFirst) this.#color = '';
  }

  /** Codes and movements as they stand between the parentheses of a literal string. */
  show(codes: string): void {
    this.#array += codes;
  }

  /** Ends the object and begins one at a distance from the line's left end, em. */
  moveTo(em: number): void {
    const { x, y, size } = this.#options;
    this.flush();
    this.#x = em;
    this.#out += `1 0 0 1 ${decimal(x + em * size)} ${decimal(y)} Tm\n`;
  }

  /** Ends the object. */
  flush(): void {
    if (this.#array === '') return;
    this.#out += showText(this.#array);
    this.#arrays.push({ x: this.#x, array: this.#array });
    this.#x += NEXT;
    this.#end = this.#out.length - OPERATOR_END;
    this.#array = '';
  }

  /** Marks without width in an object of their own, which is nothing to PDFium. */
  showAlone(em: number, marks: string): void {
    if (marks === '') return;
    this.moveTo(em);
    this.#out += showText(marks);
  }

  /** Puts codes at the end of the object written last. */
  append(codes: string): void {
    this.#out = `${this.#out.slice(0, this.#end)}(${codes})${this.#out.slice(this.#end)}`;
    const last = this.#arrays.pop();
    if (last !== undefined) this.#arrays.push({ x: last.x, array: `${last.array})0(${codes}` });
  }

  operator(text: string): void {
    this.flush();
    this.#out += text;
  }

  setColor(style: number): void {
    const color = this.#options.color(style);
    if (color === this.#color) return;
    this.flush();
    this.#color = color;
    if (color !== '') this.#out += `${color}\n`;
  }

  /**
   * What the objects show, in the order in which PDFium reads them. It drops an object of a single blank glyph, or
   * without width, and puts a space where the gap asks for one.
   */
  seenByPdfium(): string {
    const sorted = this.#arrays.toSorted((a, b) => a.x - b.x);
    const texts = sorted.map(({ array }) => this.#textOf(array));
    return texts.map((text) => (BLANK.test(text) ? text.replace(MARKS, '') : text)).join('');
  }

  #textOf(array: string): string {
    let text = '';
    let at = 0;
    while (at < array.length) {
      const close = array.indexOf(')', at);
      const stop = close < 0 ? array.length : close;
      for (; at < stop; at += 2) text += this.#options.font.textOf(array.slice(at, at + 2));
      if (close >= 0) at = array.indexOf('(', close) + 1;
    }
    return text;
  }
}

/** The operator that shows the pieces of a TJ array; empty strings are left out. */
export function showText(array: string): string {
  const shown = `[(${array})]TJ\n`;
  return shown.includes('()') ? shown.replaceAll('()', '') : shown;
}

/** A TJ number that moves the pen right by `em`, between the parentheses of two strings; nothing when negligible. */
export function movement(em: number): string {
  return Math.abs(em) < 0.0005 ? '' : `)${decimal(-em * 1000, 10)}(`;
}
