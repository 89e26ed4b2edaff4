// A style sheet's text: offsets → places in the user's file, and excerpts for messages.
import type { Place } from '../base/diagnostic.ts';

/** A text that knows the places of its offsets. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  readonly #firstLine: number;
  #lineStarts: number[] | null = null;

  /** `firstLine`: the line of the file that the text begins on, from 1. */
  constructor(file: string, text: string, firstLine = 1) {
    this.file = file;
    this.text = text;
    this.#firstLine = firstLine;
  }

  place(offset: number): Place {
    const starts = (this.#lineStarts ??= lineStarts(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: this.#firstLine + low, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The text in [start, end) on one line, cut to about sixty characters. */
  excerpt(start: number, end: number): string {
    const text = this.text
      .slice(start, Math.min(end, start + 200))
      .replaceAll(/\s+/g, ' ')
      .trim();
    return text.length > 60 ? `${text.slice(0, 59)}…` : text;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 12 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}
