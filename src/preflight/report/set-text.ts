// Any text → something that pdfmake can print. Latin goes as text; everything else as outlines, because pdfmake's shaping reverses
// the digits of right-to-left text and takes ZWNJ for a space. Outlines come from the canvas, which has HarfBuzz and UAX #9.
import { CANVAS_FONTS } from './load-canvas.ts';
import type { CanvasLibrary } from './load-canvas.ts';
import { plainLine } from './format-report.ts';

/** A node of a pdfmake document. */
export type ReportNode = Record<string, unknown>;

export interface TextStyle {
  /** Room for a line, points. */
  readonly width: number;
  readonly size: number;
  readonly color?: string | undefined;
  readonly bold?: boolean | undefined;
}

/** Turns texts into nodes. */
export type SetText = (text: string, style: TextStyle) => ReportNode;

/** What pdfmake's Roboto has and sets from left to right, glyph by glyph. */
const LATIN = /^[\u0020-\u007e\u00a0-\u024f\u0370-\u04ff\u1e00-\u1eff\u2010-\u2015\u2018-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u2212\u2264\u2265]*$/; // prettier-ignore

const FIRST_STRONG = /[\p{L}]/u;
const RIGHT_TO_LEFT = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/u;
const RIGHT_TO_LEFT_ISOLATE = '\u2067';
const POP_ISOLATE = '\u2069';
const LEADING = 1.45;
/** Longer ones are cut: an excerpt is no article. */
const MAX_CHARACTERS = 600;
const MAX_LINES = 12;

/** Without a canvas, text that is not Latin is written as its code points: right, if not readable. */
export function createSetText(canvas: CanvasLibrary | null): SetText {
  return (text, style) => {
    const line = shortened(plainLine(text));
    if (LATIN.test(line)) return { text: breakable(line), fontSize: style.size, bold: style.bold ?? false, color: style.color ?? '#000000' }; // prettier-ignore
    return canvas === null ? { text: codePoints(line), fontSize: style.size } : outlines(canvas, line, style);
  };
}

function shortened(line: string): string {
  const characters = Array.from(line);
  return characters.length <= MAX_CHARACTERS ? line : `${characters.slice(0, MAX_CHARACTERS).join('')}…`;
}

/** Names of fonts and files may be longer than a column: those may be broken, best after a sign. */
function breakable(line: string): string {
  return line.replaceAll(LONG_WORD, (word) =>
    word
      .replaceAll(/[_./+-](?=[\p{L}\p{N}]{6})/gu, `$&${ZERO_WIDTH_SPACE}`)
      .replaceAll(LONG_PIECE, `$&${ZERO_WIDTH_SPACE}`),
  );
}

const ZERO_WIDTH_SPACE = '\u200b';
const LONG_WORD = /\S{24,}/gu;
const LONG_PIECE = /[^\s\u200b]{20}/gu;

function codePoints(line: string): string {
  return Array.from(line, (character) => (LATIN.test(character) ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`)).join(''); // prettier-ignore
}

function outlines(
  canvas: CanvasLibrary,
  text: string,
  { width, size, color = '#000000' }: TextStyle,
): ReportNode {
  const strong = FIRST_STRONG.exec(text)?.[0] ?? '';
  const isRight = RIGHT_TO_LEFT.test(strong);
  const measure = canvas.createCanvas(1, 1).getContext('2d');
  measure.font = `${size}px ${CANVAS_FONTS}`;
  const lines = brokenLines(text, width, (part) => measure.measureText(part).width);
  const height = size * LEADING;
  return {
    stack: lines.map((line) => {
      const drawing = canvas.createCanvas(
        Math.ceil(width),
        Math.ceil(height),
        canvas.SvgExportFlag.ConvertTextToPaths,
      );
      const context = drawing.getContext('2d');
      context.font = measure.font;
      context.fillStyle = color;
      // The canvas orders a line by its paragraph direction, which is from left to right unless an isolate says otherwise.
      const directed = isRight ? `${RIGHT_TO_LEFT_ISOLATE}${line}${POP_ISOLATE}` : line;
      context.fillText(directed, 0, size * 1.05);
      return {
        svg: rounded(drawing.getContent().toString('utf8')),
        width: Math.ceil(width),
        height: Math.ceil(height),
      };
    }),
  };
}

/** Lines of whole words; a word wider than the line is cut where the line is full. */
function brokenLines(text: string, width: number, measure: (part: string) => number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ').flatMap((each) => cutWord(each, width, measure))) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current === '' || measure(longer) <= width) current = longer;
    else {
      lines.push(current);
      current = word;
    }
  }
  lines.push(current);
  return lines.length <= MAX_LINES
    ? lines
    : [...lines.slice(0, MAX_LINES - 1), `${lines[MAX_LINES - 1] ?? ''}…`];
}

function cutWord(word: string, width: number, measure: (part: string) => number): readonly string[] {
  if (measure(word) <= width) return [word];
  const pieces: string[] = [''];
  for (const character of word) {
    const longer = `${pieces.at(-1) ?? ''}${character}`;
    if (measure(longer) <= width) pieces[pieces.length - 1] = longer;
    else pieces.push(character);
  }
  return pieces.filter((piece) => piece !== '');
}

/** Coordinates with two decimals, a two-hundredth of a millimetre: a fifth of the size. */
function rounded(svg: string): string {
  return svg.replaceAll(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) =>
    String(Math.round(Number(number) * 100) / 100),
  );
}
