// Typst's cases of bidi, justification and line breaking from HTML to the page, set in Typst's own font and measure and held
// against its reference pictures: the text of each line, its order, and where its ink begins and ends, to one and a half points.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import type { FontFaceDeclaration } from '../../src/font/font-face-declaration.ts';
import type { FontLibrary } from '../../src/font/font-types.ts';
import { createFontLibrary } from '../../src/font/load-fonts.ts';
import { textOfLine } from '../../src/frame/dump.ts';
import type { TextItem } from '../../src/frame/frame.ts';
import { positionUnits } from '../../src/frame/position-units.ts';
import { itemsOf, layOut } from '../helpers/lay-out.ts';
import { Kit } from '../unit/paragraph/paragraph-kit.ts';
import { TYPST_DIFFERS } from './peers-exceptions.ts';

interface PictureLine {
  readonly text: string;
  /** First and last dark column in the picture, which has a pixel a point; null where the font is another or something else is painted there. */
  readonly left: number | null;
  readonly right: number | null;
}

interface PictureCase {
  readonly name: string;
  readonly sees: string;
  /** Width and margin of the page in points. */
  readonly page: number;
  readonly margin: number;
  readonly fonts: 'libertinus' | 'bundled' | 'squares';
  readonly css: string;
  readonly html: string;
  readonly lines: readonly PictureLine[];
  /** From left to right, as a reader sees it, without vowel points and controls. */
  readonly visual?: readonly string[];
  /** On which line of a grid of lines each stands, from 0. */
  readonly rows?: readonly number[];
  /** The font is too different for the breaks to be the same: the lines are compared as one text. */
  readonly joined?: boolean;
}

const DATA = new URL('../data/peers/', import.meta.url);
const CASES = JSON.parse(
  readFileSync(new URL('typst-pictures.json', DATA), 'utf8'),
) as readonly PictureCase[];

const LEADING = 13;
const TOLERANCE = 1.5;
/** Typst lets these stand out at the end of a line by up to four fifths of their width. */
const HANGING = /[.,:;\u2010-]$/;
const HANGING_TOLERANCE = 3;

const FAMILY = 'Libertinus';
const FACES: readonly (readonly [file: string, weight: number, style: 'normal' | 'italic'])[] = [
  ['latin-400-normal', 400, 'normal'],
  ['latin-400-italic', 400, 'italic'],
  ['hebrew-400-normal', 400, 'normal'],
  ['hebrew-700-normal', 700, 'normal'],
];

function libertinus(): Promise<FontLibrary> {
  const fontFaces = FACES.map(([file, weight, style]): FontFaceDeclaration => ({
    family: FAMILY,
    sources: [{ kind: 'file', path: `fonts/libertinus-serif-${file}.woff2` }],
    weight: [weight, weight],
    style,
    stretch: [100, 100],
    unicodeRange: file.startsWith('hebrew') ? [[0x0590, 0x05ff]] : null,
    sizeAdjust: 1,
  }));
  return createFontLibrary({ fontFaces, publicationFolder: fileURLToPath(DATA), diagnostics: new Diagnostics() }); // prettier-ignore
}

const baseCss = ({ page, margin, fonts }: PictureCase): string => `
  @page { size: ${page}pt 400pt; margin: 10pt ${margin}pt }
  html { font: 10pt/${LEADING}pt ${fonts === 'bundled' ? 'Vazirmatn' : FAMILY} }
  body, p, div, pre { margin: 0; orphans: 1; widows: 1 }
  td { padding: 0 }
`;

/** What the reader sees of a text: neither vowel points, controls, objects, nor a hyphen that is only allowed. */
const seen = (text: string): string => text.replace(/[\u0591-\u05c7\u200b\u2066-\u2069\ufffc\u00ad]/g, '');

interface SetLine {
  readonly text: string;
  readonly visual: string;
  readonly left: number;
  readonly right: number;
  readonly row: number;
}

async function setLines(each: PictureCase): Promise<readonly SetLine[]> {
  const fonts = each.fonts === 'libertinus' ? await libertinus() : each.fonts;
  const laid = await layOut(`<html lang="en"><body>${each.html}</body></html>`, baseCss(each) + each.css, { fonts, plain: false }); // prettier-ignore
  const kit = new Kit(laid.fonts);
  const items = laid.pages.flatMap((page) => itemsOf(page, 'text'));
  const first = 10 + LEADING;
  return items
    .map((item: TextItem) => ({
      text: textOfLine(item) + (item.hyphen >= 0 ? laid.fonts.word(item.hyphen).text : ''),
      visual: kit.visualLine(item),
      left: firstInk(item, laid.fonts),
      right: item.x + item.width,
      row: Math.floor((item.y - first) / LEADING) + 1,
    }))
    .filter(({ text }) => text !== '');
}

/** Where the first unit that is not white space begins. */
function firstInk(item: TextItem, fonts: FontLibrary): number {
  const { order, x } = positionUnits(item, fonts);
  const { text, offset } = item.units;
  const first = order.findIndex((unit) => text.slice(offset[unit], offset[unit + 1]).trim() !== '');
  return item.x + (x[first] ?? 0);
}

/** Where lines stand other than in the picture; empty when they agree. */
function compare(each: PictureCase, lines: readonly SetLine[]): readonly string[] {
  const wrong: string[] = [];
  const say = (what: string, is: unknown, shall: unknown): void => void (JSON.stringify(is) === JSON.stringify(shall) || wrong.push(`${what}: ${JSON.stringify(is)}, in the picture ${JSON.stringify(shall)}`)); // prettier-ignore
  const texts = lines.map(({ text }) => seen(text).replace('\u2010', '-'));
  const shall = each.lines.map(({ text }) => seen(text).replace('\u2010', '-'));
  if (each.joined === true)
    say('text', texts.join('').replaceAll(' ', ''), shall.join('').replaceAll(' ', ''));
  else say('lines', texts, shall);
  if (each.visual !== undefined) say('order', lines.map(({ visual }) => seen(visual)), each.visual); // prettier-ignore
  if (each.rows !== undefined) say('rows', lines.map(({ row }) => row), each.rows); // prettier-ignore
  if (wrong.length > 0) return wrong;
  each.lines.forEach(({ text, left, right }, i) => {
    const line = lines[i];
    if (line === undefined) return;
    if (left !== null && Math.abs(line.left - left) > TOLERANCE) wrong.push(`“${text}” begins at ${line.left.toFixed(1)}, in the picture at ${left}`); // prettier-ignore
    const tolerance = HANGING.test(text) ? HANGING_TOLERANCE : TOLERANCE;
    if (right !== null && Math.abs(line.right - right) > tolerance) wrong.push(`“${text}” ends at ${line.right.toFixed(1)}, in the picture at ${right}`); // prettier-ignore
  });
  return wrong;
}

describe('Typst’s reference pictures', () => {
  it('has the cases of the data once each, and exceptions only for them', () => {
    const names = CASES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(TYPST_DIFFERS).filter((name) => !names.includes(name))).toEqual([]);
  });

  for (const each of CASES) {
    const reason = TYPST_DIFFERS[each.name];
    it(`${each.name}: ${each.sees}${reason === undefined ? '' : ` – not here: ${reason}`}`, async () => {
      const lines = await setLines(each);
      const wrong = compare(each, lines);
      if (reason === undefined) return expect(wrong).toEqual([]);
      expect(wrong, 'agrees now: take it out of the exceptions').not.toEqual([]);
      const all = (texts: readonly string[]): string => seen(texts.join('').replaceAll(' ', ''));
      expect(all(lines.map(({ text }) => text))).toBe(all(each.lines.map(({ text }) => text)));
    });
  }
});

describe('Typst’s other cases', () => {
  it('bidi-vertical: a direction from top to bottom is reported', async () => {
    const { diagnostics } = await layOut('<p>a</p>', 'p { direction: ttb }');
    expect(diagnostics.list.map(({ message }) => message).join()).toMatch(/direction/);
  });
});
