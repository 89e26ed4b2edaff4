// The short way for most words: each glyph stands for one letter and sits on the baseline. Gives what encodeWord gives.
import {
  EM_FIXED, GLYPH_CLUSTER, GLYPH_FACE, GLYPH_ID, GLYPH_STRIDE, GLYPH_X_ADVANCE, GLYPH_X_OFFSET, GLYPH_Y_OFFSET,
} from '../../font/font-types.ts'; // prettier-ignore
import type { ShapedWord } from '../../font/font-types.ts';
import { isDefaultIgnorable, isMark } from '../../unicode/scripts.ts';
import type { MergedFont } from './merged-font.ts';
import { PDFJS_TYPE, countsAsRightToLeft, isPlainRightToLeft, standOf } from './pdfjs-order.ts';
import type { EncodedWord } from './word-encoder.ts';
import { LARGEST_KERN, LARGEST_SHIFT, Pen, encodedWord, needsMarks } from './word-encoder.ts';

const ZWNJ_UNIT = 0x200c;

/** Units below this are classified once; words with others go the long way. */
const TABLE_SIZE = 0x800;
const SIMPLE_LEFT_TO_RIGHT = 1;
const SIMPLE_RIGHT_TO_LEFT = 2;
const SIMPLE: Uint8Array = Uint8Array.from({ length: TABLE_SIZE }, (_, unit) => {
  const text = String.fromCharCode(unit);
  if (isMark(unit) || isDefaultIgnorable(unit) || /\s/.test(text) || unit < 0x20) return 0;
  return needsMarks(text) ? SIMPLE_LEFT_TO_RIGHT : SIMPLE_LEFT_TO_RIGHT | SIMPLE_RIGHT_TO_LEFT;
});

/** Null: the word is not that simple. Plain setting only. */
export function encodePlainWord(font: MergedFont, word: ShapedWord): EncodedWord | null {
  const { glyphs, text } = word;
  const rightToLeft = word.direction === 'rtl';
  const simple = rightToLeft ? SIMPLE_RIGHT_TO_LEFT : SIMPLE_LEFT_TO_RIGHT;
  const step = rightToLeft ? -1 : 1;
  const pen = new Pen();
  let expected = rightToLeft ? text.length - 1 : 0;
  let operators = '';
  let seen = '';
  let advance = 0;
  let rightToLeftUnits = 0;
  let plainRightToLeft = true;
  let joiner = '';
  for (let at = 0; at < glyphs.length; at += GLYPH_STRIDE, expected += step) {
    const cluster = glyphs[at + GLYPH_CLUSTER] ?? 0;
    const unit = text.charCodeAt(cluster);
    if (cluster !== expected || glyphs[at + GLYPH_Y_OFFSET] !== 0) return null;
    const glyphAdvance = glyphs[at + GLYPH_X_ADVANCE] ?? 0;
    if (unit === ZWNJ_UNIT && rightToLeft && glyphAdvance === 0 && cluster > 0 && joiner === '') {
      joiner = '\u200c';
      continue;
    }
    if (unit >= TABLE_SIZE || ((SIMPLE[unit] ?? 0) & simple) === 0) return null;
    let shift = (glyphs[at + GLYPH_X_OFFSET] ?? 0) / EM_FIXED;
    const shaped = glyphAdvance / EM_FIXED;
    if (shift > LARGEST_SHIFT || shift < -LARGEST_SHIFT) return null;
    const face = glyphs[at + GLYPH_FACE] ?? 0;
    const id = glyphs[at + GLYPH_ID] ?? 0;
    let glyph = font.simpleGlyph(face, id);
    if (Math.abs(shaped - font.advance(glyph)) > LARGEST_KERN) {
      glyph = font.compositeGlyph([{ face, glyph: id, dx: shift, dy: 0, scale: 1 }], Math.max(0, shaped));
      shift = 0;
    }
    const width = font.advance(glyph);
    const entry = joiner + text.charAt(cluster);
    joiner = '';
    operators += pen.move(shift);
    operators += font.code(glyph, entry);
    operators += pen.move(shaped - shift - width);
    seen += entry;
    advance += shaped;
    if (countsAsRightToLeft(PDFJS_TYPE[unit] ?? 0)) rightToLeftUnits++;
    plainRightToLeft &&= isPlainRightToLeft(unit);
  }
  if (joiner !== '' || expected !== (rightToLeft ? -1 : text.length)) return null;
  return encodedWord({
    operators, seen, logical: text, advance, rightToLeftUnits, plainRightToLeft, stand: standOf(seen, text),
  }); // prettier-ignore
}
