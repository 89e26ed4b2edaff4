// A short line of text → outlines of the publication's fonts, as path operators (ISO 32000-1, 8.5.2): marks on the sheet say
// something without adding to the text of the file. Shaped and ordered like all text (UAX #9).
import type { FontLibrary, ShapedWord } from '../../font/font-types.ts';
import { EM_FIXED, GLYPH_FACE, GLYPH_ID, GLYPH_STRIDE, GLYPH_X_ADVANCE, GLYPH_X_OFFSET, GLYPH_Y_OFFSET } from '../../font/font-types.ts'; // prettier-ignore
import { reorderVisual, resolveLevels } from '../../unicode/bidi.ts';
import { pdfNumber } from '../pdf-syntax.ts';

/** A line from (0, 0), its left end on the baseline, y upwards. */
export interface OutlinedLine {
  /** Path construction only: the caller paints it. */
  readonly path: string;
  readonly width: number;
}

/** Outlines `text` at `size` points. */
export function outlineLine(text: string, size: number, fonts: FontLibrary): OutlinedLine {
  const { levels } = resolveLevels(text, 'auto');
  const stack = fonts.stack({ families: ['sans-serif'], weight: 400, style: 'normal', stretch: 100, kerning: true, features: {}, variations: {} }); // prettier-ignore
  const words: ShapedWord[] = [];
  const wordLevels: number[] = [];
  for (let start = 0; start < text.length;) {
    const level = levels[start] ?? 0;
    let end = start + 1;
    while (end < text.length && levels[end] === level) end++;
    const direction = (level & 1) === 1 ? 'rtl' : 'ltr';
    words.push(fonts.shape({ text: text.slice(start, end), stack, direction, language: '', before: '', after: '' })); // prettier-ignore
    wordLevels.push(level);
    start = end;
  }
  let path = '';
  let width = 0;
  for (const index of reorderVisual(wordLevels, 0, words.length)) {
    const word = words[index];
    if (word === undefined) continue;
    path += wordPath(word, width, size, fonts);
    width += word.advance * size;
  }
  return { path, width };
}

function wordPath({ glyphs }: ShapedWord, start: number, size: number, fonts: FontLibrary): string {
  const em = size / EM_FIXED;
  let path = '';
  let advance = 0;
  for (let at = 0; at < glyphs.length; at += GLYPH_STRIDE) {
    const face = fonts.face(glyphs[at + GLYPH_FACE] ?? 0);
    const scale = size / face.unitsPerEm;
    const left = start + (advance + (glyphs[at + GLYPH_X_OFFSET] ?? 0)) * em;
    const baseline = (glyphs[at + GLYPH_Y_OFFSET] ?? 0) * em;
    const x = (units: number): number => left + units * scale;
    const y = (units: number): number => baseline + units * scale;
    const point = (px: number, py: number): string => `${pdfNumber(px)} ${pdfNumber(py)} `;
    let [lastX, lastY] = [0, 0];
    for (const command of face.outline(glyphs[at + GLYPH_ID] ?? 0)) {
      switch (command.kind) {
        case 'move':
        case 'line':
          path += `${point(x(command.x), y(command.y))}${command.kind === 'move' ? 'm' : 'l'}\n`;
          break;
        case 'quadratic': {
          // The handles of the same curve as a cubic one lie two thirds of the way to the quadratic one's.
          const [hx, hy] = [x(command.x1), y(command.y1)];
          const [ex, ey] = [x(command.x), y(command.y)];
          path += `${point(lastX + (2 / 3) * (hx - lastX), lastY + (2 / 3) * (hy - lastY))}${point(ex + (2 / 3) * (hx - ex), ey + (2 / 3) * (hy - ey))}${point(ex, ey)}c\n`;
          break;
        }
        case 'cubic':
          path += `${point(x(command.x1), y(command.y1))}${point(x(command.x2), y(command.y2))}${point(x(command.x), y(command.y))}c\n`;
          break;
        case 'close':
          path += 'h\n';
          break;
      }
      if (command.kind !== 'close') [lastX, lastY] = [x(command.x), y(command.y)];
    }
    advance += glyphs[at + GLYPH_X_ADVANCE] ?? 0;
  }
  return path;
}
