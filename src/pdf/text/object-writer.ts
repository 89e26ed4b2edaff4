// Codes, movements and colours → the text objects of one line: `Tm`, `TJ` and colour operators. Keeps what each object
// shows and where it begins, because PDFium reads the objects of a line in the order of their beginnings.
import { decimal } from '../decimal.ts';
import type { MergedFont } from './merged-font.ts';
import type { TextMoment, TextState } from './text-state.ts';

export interface ObjectOptions {
  readonly font: MergedFont;
  readonly state: TextState;
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

/** A place this near to the pen needs no movement, em. */
const NEAR = 0.0005;

/** Format characters and spaces alone. */
const BLANK = /^[ \u061c\u200e\u200f]*$/;
const MARKS = /[\u061c\u200e\u200f]/g;

export class ObjectWriter {
  readonly #options: ObjectOptions;
  #out = '';
  #array = '';
  /** Where the pen is, em from the line's left end; NaN: not known. */
  #pen = Number.NaN;
  readonly #start: TextMoment;
  /** Where the object that is being written begins, em from the line's left end. */
  #x = 0;
  #arrays: { readonly x: number; readonly array: string }[] = [];
  /** Where more can be put into the object written last. */
  #end = 0;
  #parts: { readonly tag: number; readonly from: number }[] = [];

  constructor(options: ObjectOptions) {
    this.#options = options;
    this.#start = options.state.moment;
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
    this.#options.state.goBack(this.#start);
    this.#arrays = [];
    this.#parts = [];
    this.#pen = Number.NaN;
  }

  /** What follows belongs to an element; lines complete in themselves begin again with it. */
  beginPart(tag: number): void {
    if (this.#parts.at(-1)?.tag === tag) return;
    this.flush();
    const isFirst = this.#parts.length === 0;
    const { state, font, size } = this.#options;
    if (!isFirst) this.#out += state.endLine();
    this.#parts.push({ tag, from: isFirst ? 0 : this.#out.length });
    if (!isFirst) this.#out += state.beginLine(font.resourceName, size);
  }

  /** Codes and movements as they stand between the parentheses of a literal string. */
  show(codes: string): void {
    this.#array += codes;
  }

  /** Ends the object and begins one at a distance from the line's left end, em. */
  moveTo(em: number): void {
    const { x, y, size, state } = this.#options;
    this.flush();
    this.#x = em;
    const isThere = state.isRunning && Math.abs(em - this.#pen) < NEAR;
    this.#pen = Number.NaN;
    if (isThere) return;
    this.#out += state.moveTo(x + em * size, y, em > NEAR);
  }

  /** What has been shown ends at a distance from the line's left end, em. */
  reach(em: number): void {
    this.#pen = em;
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
    const operator = this.#options.state.setColor(this.#options.color(style));
    if (operator === '') return;
    this.flush();
    this.#out += operator;
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
    const { font } = this.#options;
    let text = '';
    let at = 0;
    while (at < array.length) {
      const close = array.indexOf(')', at);
      const stop = close < 0 ? array.length : close;
      for (; at < stop; at += font.codeLength(array, at)) text += font.textAt(array, at);
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
