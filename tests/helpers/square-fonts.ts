// A font library in which every letter is a square of one em, so that tests can count widths and breaks in their head.
// The baseline lies 0.8 em below the top of the square. Nothing is read from disk.
import type {
  FontFace,
  FontLibrary,
  FontRequest,
  FontStack,
  ShapeInput,
  ShapedWord,
} from '../../src/font/font-types.ts';
import { EM_FIXED, GLYPH_CLUSTER, GLYPH_FLAGS, GLYPH_ID, GLYPH_STRIDE, GLYPH_X_ADVANCE } from '../../src/font/font-types.ts'; // prettier-ignore
import type { Direction } from '../../src/base/direction.ts';

export const SQUARE_ASCENT = 0.8;
export const SQUARE_DESCENT = 0.2;

const FACE: FontFace = {
  id: 0,
  postScriptName: 'Squares',
  family: 'Squares',
  unitsPerEm: 1000,
  ascent: SQUARE_ASCENT,
  descent: SQUARE_DESCENT,
  capHeight: SQUARE_ASCENT,
  xHeight: SQUARE_ASCENT,
  underlinePosition: -0.1,
  underlineThickness: 0.1,
  italicAngle: 0,
  weight: 400,
  outlines: 'other',
  data: new Uint8Array(),
  advance: () => 1,
  outline: () => [],
};

export class SquareFonts implements FontLibrary {
  readonly faces: readonly FontFace[] = [FACE];
  readonly #stacks = new Map<string, FontStack>();
  readonly #words: ShapedWord[] = [];
  readonly #byKey = new Map<string, ShapedWord>();

  stack(request: FontRequest): FontStack {
    const key = JSON.stringify(request);
    let stack = this.#stacks.get(key);
    if (stack === undefined) {
      stack = {
        id: this.#stacks.size,
        group: 'Squares',
        request,
        ascent: SQUARE_ASCENT,
        descent: SQUARE_DESCENT,
        xHeight: SQUARE_ASCENT,
        capHeight: SQUARE_ASCENT,
        underlinePosition: FACE.underlinePosition,
        underlineThickness: FACE.underlineThickness,
      };
      this.#stacks.set(key, stack);
    }
    return stack;
  }

  shape({ text, stack, direction, language }: ShapeInput): ShapedWord {
    return this.shapeWord(text, stack, direction, language);
  }

  shapeWord(text: string, stack: FontStack, direction: Direction, _language: string): ShapedWord {
    const key = `${stack.id} ${direction} ${text}`;
    let word = this.#byKey.get(key);
    if (word === undefined) {
      const letters = Array.from(text).filter((letter) => letter !== '\u00AD' && letter !== '\u200C');
      word = {
        id: this.#words.length,
        text,
        direction,
        stack,
        advance: letters.length,
        glyphs: squares(text, direction),
      };
      this.#words.push(word);
      this.#byKey.set(key, word);
    }
    return word;
  }

  word(id: number): ShapedWord {
    const word = this.#words[id];
    if (word === undefined) throw new Error(`no word ${id}`);
    return word;
  }

  face(): FontFace {
    return FACE;
  }

  missing(): undefined {
    return undefined;
  }
}

function squares(text: string, direction: Direction): Int32Array {
  const clusters: number[] = [];
  for (let i = 0; i < text.length; i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1) clusters.push(i);
  if (direction === 'rtl') clusters.reverse();
  const glyphs = new Int32Array(clusters.length * GLYPH_STRIDE);
  for (const [i, cluster] of clusters.entries()) {
    const invisible = text[cluster] === '\u00AD' || text[cluster] === '\u200C';
    glyphs[i * GLYPH_STRIDE + GLYPH_ID] = 1;
    glyphs[i * GLYPH_STRIDE + GLYPH_CLUSTER] = cluster;
    glyphs[i * GLYPH_STRIDE + GLYPH_X_ADVANCE] = invisible ? 0 : EM_FIXED;
    glyphs[i * GLYPH_STRIDE + GLYPH_FLAGS] = 0;
  }
  return glyphs;
}
