// Text space (ISO 32000-1, 9.4): where shown text stands, and how far it moves on.
import type { Box } from '../inspected-pdf.ts';
import { IDENTITY, boundsOf, multiply, union } from '../matrix.ts';
import type { Matrix } from '../matrix.ts';
import type { Operand } from './content-tokens.ts';
import type { GraphicsState } from './graphics-state.ts';

export interface ShownText {
  /** In user space. */
  readonly bounds: Box;
  readonly notdef: boolean;
}

/** The matrices of a text object. */
export class TextPosition {
  #matrix: Matrix = IDENTITY;
  #line: Matrix = IDENTITY;
  #shown: Matrix = IDENTITY;
  #clip: Box | null = null;

  begin(): void {
    this.#matrix = IDENTITY;
    this.#line = IDENTITY;
    this.#clip = null;
  }

  /** The box of the text that clips from here on, in page coordinates; null when none does. */
  end(): Box | null {
    const clip = this.#clip;
    this.#clip = null;
    return clip;
  }

  addToClip(bounds: Box): void {
    this.#clip = this.#clip === null ? bounds : union(this.#clip, bounds);
  }

  moveLine(x: number, y: number): void {
    this.#line = multiply([1, 0, 0, 1, x, y], this.#line);
    this.#matrix = this.#line;
  }

  setMatrix(matrix: Matrix): void {
    this.#line = matrix;
    this.#matrix = matrix;
  }

  /** The text matrix where the last text began. */
  get shownMatrix(): Matrix {
    return this.#shown;
  }

  /** Shows strings and kerns as of TJ; null when there is no glyph among them. */
  show(parts: readonly Operand[], state: GraphicsState): ShownText | null {
    const { font, fontSize, charSpace, wordSpace, horizontalScale: horizontal, rise } = state;
    this.#shown = this.#matrix;
    const vertical = font?.vertical === true;
    let advance = 0;
    let least = 0;
    let most = 0;
    let codes = 0;
    let notdef = false;
    for (const part of parts) {
      if (typeof part === 'number') {
        advance -= (part / 1000) * fontSize * (vertical ? 1 : horizontal);
        continue;
      }
      if (!(part instanceof Uint8Array) || part.length === 0) continue;
      const measure = font?.measure(part) ?? { width: part.length / 2, codes: part.length, spaces: 0, notdef: false }; // prettier-ignore
      const glyphs = measure.width * fontSize * (vertical ? -1 : 1);
      least = Math.min(least, advance);
      most = Math.max(most, advance);
      advance += (glyphs + measure.codes * charSpace + measure.spaces * wordSpace) * (vertical ? 1 : horizontal); // prettier-ignore
      least = Math.min(least, advance);
      most = Math.max(most, advance);
      codes += measure.codes;
      notdef ||= measure.notdef;
    }
    this.#matrix = multiply([1, 0, 0, 1, vertical ? 0 : advance, vertical ? advance : 0], this.#matrix);
    if (codes === 0) return null;
    const up = (font?.ascent ?? 0.9) * fontSize + rise;
    const down = (font?.descent ?? -0.25) * fontSize + rise;
    const half = fontSize / 2;
    const box: Box = vertical
      ? [Math.min(-half, half), least, Math.max(-half, half), most]
      : [least, Math.min(up, down), most, Math.max(up, down)];
    return { bounds: boundsOf(this.#shown, box), notdef };
  }
}
