// What the tests of paragraph/ share: fonts, styles, and lines shown as strings.
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { FontLibrary, FontRequest, FontStack, ShapedWord } from '../../../src/font/font-types.ts';
import { GLYPH_CLUSTER, GLYPH_STRIDE } from '../../../src/font/font-types.ts';
import { createFontLibrary } from '../../../src/font/load-fonts.ts';
import type { TextItem } from '../../../src/frame/frame.ts';
import { positionUnits } from '../../../src/frame/position-units.ts';
import { breakLines } from '../../../src/paragraph/break-lines.ts';
import type { Measure } from '../../../src/paragraph/break-lines.ts';
import type {
  InlineItem,
  InlineStyle,
  Line,
  ParagraphStyle,
  PreparedParagraph,
} from '../../../src/paragraph/paragraph-types.ts';
import { prepareParagraph } from '../../../src/paragraph/prepare-paragraph.ts';
import { lineItem } from '../../../src/paragraph/set-line.ts';
import { BLACK } from '../../../src/style/color.ts';
import { mirrorOf } from '../../../src/unicode/bidi.ts';

export function makeFonts(): Promise<FontLibrary> {
  return createFontLibrary({ fontFaces: [], publicationFolder: '.', diagnostics: new Diagnostics() });
}

export function stackOf(fonts: FontLibrary, request: Partial<FontRequest> = {}): FontStack {
  return fonts.stack({
    families: ['Vazirmatn', 'Source Serif 4'],
    weight: 400,
    style: 'normal',
    stretch: 100,
    kerning: true,
    features: {},
    variations: {},
    ...request,
  });
}

export function inlineStyle(fonts: FontLibrary, change: Partial<InlineStyle> = {}): InlineStyle {
  return {
    stack: stackOf(fonts),
    size: 10,
    color: BLACK,
    rise: 0,
    letterSpacing: 0,
    wordSpacing: 0,
    underline: null,
    lineThrough: null,
    overline: null,
    background: null,
    language: '',
    href: null,
    tag: -1,
    whiteSpace: 'normal',
    textTransform: 'none',
    hyphens: 'manual',
    hyphenateLimitChars: [5, 2, 2],
    ...change,
  };
}

export function paragraphStyle(change: Partial<ParagraphStyle> = {}): ParagraphStyle {
  return {
    direction: 'ltr',
    plaintext: false,
    language: '',
    textAlign: 'start',
    textAlignLast: 'auto',
    textJustify: 'auto',
    wrap: 'wrap',
    overflowWrap: 'normal',
    indent: 0,
    ...change,
  };
}

/** Fonts, and short ways to make and break paragraphs with them. */
export class Kit {
  readonly fonts: FontLibrary;
  readonly plain: InlineStyle;

  constructor(fonts: FontLibrary) {
    this.fonts = fonts;
    this.plain = inlineStyle(fonts);
  }

  static async make(): Promise<Kit> {
    return new Kit(await makeFonts());
  }

  text(text: string, style: InlineStyle = this.plain): InlineItem {
    return { kind: 'text', text, style };
  }

  prepare(content: string | readonly InlineItem[], style: Partial<ParagraphStyle> = {}): PreparedParagraph {
    const items = typeof content === 'string' ? [this.text(content)] : content;
    return prepareParagraph(items, paragraphStyle(style), this.fonts);
  }

  lines(
    content: string | readonly InlineItem[],
    measure: Measure,
    style: Partial<ParagraphStyle> = {},
  ): readonly Line[] {
    return breakLines(this.prepare(content, style), measure);
  }

  item(paragraph: PreparedParagraph, line: Line): TextItem {
    return lineItem(paragraph, line, 0, 0, 0);
  }

  /** What a reader sees of a one-line paragraph from left to right: the characters behind each glyph, mirrored where the glyph is. */
  visual(content: string | readonly InlineItem[], style: Partial<ParagraphStyle> = {}): string {
    const paragraph = this.prepare(content, style);
    const lines = breakLines(paragraph, 1e6);
    return lines.map((line) => this.visualLine(this.item(paragraph, line))).join('\n');
  }

  visualLine(item: TextItem): string {
    const { order } = positionUnits(item, this.fonts);
    let seen = '';
    for (const unit of order) {
      const word = unit === item.end ? item.hyphen : (item.units.word[unit] ?? -1);
      if (word >= 0) seen += visualWord(this.fonts.word(word));
    }
    return seen;
  }

  /** Width of a line as painting adds it up. */
  paintedWidth(item: TextItem): number {
    return positionUnits(item, this.fonts).x.at(-1) ?? 0;
  }
}

/** The logical text of a line. */
export function lineText(line: Line): string {
  const { text, offset } = line.units;
  return text.slice(offset[line.start] ?? 0, offset[line.end] ?? 0);
}

/** The characters of a word in the order of its glyphs, left to right. */
export function visualWord(word: ShapedWord): string {
  const starts = [...new Set(glyphColumn(word, GLYPH_CLUSTER))];
  const ends = [...starts].sort((a, b) => a - b);
  let seen = '';
  for (const start of starts) {
    const letters = Array.from(word.text.slice(start, ends[ends.indexOf(start) + 1] ?? word.text.length));
    if (word.direction === 'rtl') letters.reverse();
    for (const letter of letters) seen += word.direction === 'rtl' ? mirrored(letter) : letter;
  }
  return seen;
}

function mirrored(letter: string): string {
  const mirror = mirrorOf(letter.codePointAt(0) ?? 0);
  return mirror === undefined ? letter : String.fromCodePoint(mirror);
}

/** One number of every glyph. */
export function glyphColumn(word: ShapedWord, column: number): number[] {
  const values: number[] = [];
  for (let g = 0; g < word.glyphs.length; g += GLYPH_STRIDE) values.push(word.glyphs[g + column] ?? -1);
  return values;
}
