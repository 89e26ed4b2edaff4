// Codes, movements and colours → the text objects of one line: `Tm`, `TJ` and colour operators. Keeps what each object
// shows and where it begins, because PDFium reads the objects of a line in the order of their beginnings.
import type { TextStyle } from '../../frame/units.ts';
import { decimal } from '../decimal.ts';
import type { MergedFont } from './merged-font.ts';
import type { PdfiumOrder } from './pdfium-order.ts';
import type { TextMoment, TextState } from './text-state.ts';

/** A line to be written. */
export interface ObjectLine {
  readonly font: MergedFont;
  /** Points. */
  readonly size: number;
  /** Of the line's left end, PDF user space. */
  readonly x: number;
  readonly y: number;
  /** Of the paragraph. */
  readonly styles: readonly TextStyle[];
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

/** What had been written, and what set, at one moment. */
export interface Written {
  readonly operators: string;
  readonly starts: readonly PartStart[];
  readonly moment: TextMoment;
}

interface PartStart {
  readonly tag: number;
  /** Offset in the operators. */
  readonly from: number;
}

/** What an object shows, and where it begins, em from the line's left end. */
interface ShownArray {
  readonly x: number;
  readonly array: string;
}

/** Writes one line after the other. */
export class ObjectWriter {
  readonly #state: TextState;
  /** Operators for the fill colour of a style. */
  readonly #fillColor: (style: TextStyle) => string;
  #line: ObjectLine | null = null;
  #out = '';
  #array = '';
  /** Where the pen is, em from the line's left end; NaN: not known. */
  #pen = Number.NaN;
  #start: TextMoment;
  /** Where the object that is being written begins, em from the line's left end. */
  #x = 0;
  #arrays: ShownArray[] = [];
  /** Where more can be put into the object written last. */
  #end = 0;
  #starts: PartStart[] = [];

  constructor(state: TextState, fillColor: (style: TextStyle) => string) {
    this.#state = state;
    this.#fillColor = fillColor;
    this.#start = state.moment;
  }

  /** Begins a line. */
  begin(line: ObjectLine): void {
    this.#line = line;
    this.#start = this.#state.moment;
    this.#empty();
  }

  #empty(): void {
    this.#out = '';
    this.#array = '';
    this.#arrays = [];
    this.#starts = [];
    this.#pen = Number.NaN;
    this.#x = 0;
    this.#end = 0;
  }

  get operators(): string {
    return this.#out;
  }

  /** What has been written, by the tags that `beginPart` was given. */
  get parts(): readonly LinePart[] {
    const all = this.#starts.map(({ tag, from }, i) => ({ tag, operators: this.#out.slice(from, this.#starts[i + 1]?.from) })); // prettier-ignore
    return all.filter(({ operators }) => operators !== '');
  }

  /** As it is now; for `goBack`. */
  get written(): Written {
    return { operators: this.#out, starts: [...this.#starts], moment: this.#state.moment };
  }

  /** To what had been written then; nothing but `operators` and `parts` may be asked for after it. */
  goBack({ operators, starts, moment }: Written): void {
    this.#out = operators;
    this.#starts = [...starts];
    this.#state.goBack(moment);
  }

  /** Takes everything back. */
  clear(): void {
    this.#state.goBack(this.#start);
    this.#empty();
  }

  /** What follows belongs to an element; lines complete in themselves begin again with it. */
  beginPart(tag: number): void {
    const line = this.#line;
    if (line === null || this.#starts.at(-1)?.tag === tag) return;
    this.flush();
    const isFirst = this.#starts.length === 0;
    if (!isFirst) this.#out += this.#state.endLine();
    this.#starts.push({ tag, from: isFirst ? 0 : this.#out.length });
    if (!isFirst) this.#out += this.#state.beginLine(line.font.resourceName, line.size);
  }

  /** Codes and movements as they stand between the parentheses of a literal string. */
  show(codes: string): void {
    this.#array += codes;
  }

  /** Ends the object and begins one at a distance from the line's left end, em. */
  moveTo(em: number): void {
    const line = this.#line;
    if (line === null) return;
    const state = this.#state;
    this.flush();
    this.#x = em;
    const isThere = state.isRunning && Math.abs(em - this.#pen) < NEAR;
    this.#pen = Number.NaN;
    if (isThere) return;
    this.#out += state.moveTo(line.x + em * line.size, line.y, em > NEAR);
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

  /** Sets the fill colour of a style of the paragraph. */
  setColor(index: number): void {
    const style = this.#line?.styles[index];
    const operator = this.#state.setColor(style === undefined ? '' : this.#fillColor(style));
    if (operator === '') return;
    this.flush();
    this.#out += operator;
  }

  /** Tells what the objects show, in the order in which PDFium reads them. */
  tellPdfium(line: PdfiumOrder): void {
    line.clear();
    const font = this.#line?.font;
    if (font === undefined) return;
    for (const { array } of this.#fromLeft()) tellPdfium(font, array, line);
  }

  #fromLeft(): readonly ShownArray[] {
    const arrays = this.#arrays;
    for (let i = 1; i < arrays.length; i++)
      if ((arrays[i]?.x ?? 0) < (arrays[i - 1]?.x ?? 0)) return arrays.toSorted((a, b) => a.x - b.x);
    return arrays;
  }
}

/** Adds what a TJ array shows to what PDFium is told of a line. */
export function tellPdfium(font: MergedFont, array: string, line: PdfiumOrder): void {
  const from = line.count;
  for (let at = 0; at < array.length;) {
    const close = array.indexOf(')', at);
    const stop = close < 0 ? array.length : close;
    font.readCodes(array, at, stop, line);
    at = close < 0 ? stop : array.indexOf('(', close) + 1;
  }
  line.dropBlank(from);
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
