// Sets paragraphs with the real font and paragraph stages and writes them with the real text layer.
import { Diagnostics } from '../../src/base/diagnostic.ts';
import type { Direction } from '../../src/base/direction.ts';
import type { FontLibrary } from '../../src/font/font-types.ts';
import { AUTO_WEIGHT } from '../../src/font/font-face-declaration.ts';
import type { FontFaceDeclaration } from '../../src/font/font-face-declaration.ts';
import { createFontLibrary } from '../../src/font/load-fonts.ts';
import type { TextItem } from '../../src/frame/frame.ts';
import type { UnitReplacement } from '../../src/frame/units.ts';
import { breakLines } from '../../src/paragraph/break-lines.ts';
import type { InlineItem, InlineStyle } from '../../src/paragraph/paragraph-types.ts';
import { prepareParagraph } from '../../src/paragraph/prepare-paragraph.ts';
import { lineItem } from '../../src/paragraph/set-line.ts';
import { MIXED_CODING } from '../../src/pdf/text/text-coding.ts';
import type { TextCoding } from '../../src/pdf/text/text-coding.ts';
import { TextLayer } from '../../src/pdf/text/text-layer.ts';
import { TextState } from '../../src/pdf/text/text-state.ts';
import { BLACK } from '../../src/style/color.ts';
import { PAGE_HEIGHT } from './pdf-text-writer.ts';

export const COMPOSITE_FAMILY = 'Persian with companion';

const TATWEEL = '\u0640';

export function testFonts(): Promise<FontLibrary> {
  // A composite family as the designs have it: Latin letters and European digits from the companion face, the rest from
  // the Persian one.
  const face = (name: string, unicodeRange: FontFaceDeclaration['unicodeRange']): FontFaceDeclaration => ({
    family: COMPOSITE_FAMILY, sources: [{ kind: 'package', name, file: null }], weight: AUTO_WEIGHT, style: 'normal',
    stretch: [100, 100], unicodeRange, sizeAdjust: 1,
  }); // prettier-ignore
  const fontFaces = [
    face('@fontsource/vazirmatn', null),
    face('@fontsource/source-serif-4', [[0x30, 0x39], [0x41, 0x5a], [0x61, 0x7a], [0xc0, 0x24f]]),
  ]; // prettier-ignore
  return createFontLibrary({ fontFaces, publicationFolder: '.', diagnostics: new Diagnostics() });
}

/** A text layer with the codes of web editions, whose lines are complete in themselves. */
export function testLayer(
  fonts: FontLibrary,
  coding: TextCoding = MIXED_CODING,
  state = new TextState(),
): TextLayer {
  return new TextLayer({ fonts, coding, state, fillColor: (c) => (c.kind === 'rgb' ? `${c.red} ${c.green} ${c.blue} rg` : '0 g') }); // prettier-ignore
}

export interface SetParagraph {
  readonly text: string;
  readonly direction: Direction;
  readonly language?: string;
  readonly families?: readonly string[];
  readonly size?: number;
  readonly leading?: number;
  /** Left edge of the measure, first baseline, measure; points from the top left corner. */
  readonly x: number;
  readonly y: number;
  readonly measure: number;
  readonly justify?: boolean;
  readonly hyphens?: 'manual' | 'auto';
  /** Pieces of the text in bold, and pieces in left-to-right isolates. */
  readonly bold?: readonly string[];
  readonly isolates?: readonly string[];
  /** [offset, count] of tatweels to insert. */
  readonly kashida?: readonly (readonly [number, number])[];
  /** Changes to the style of pieces of the text. */
  readonly styled?: readonly { readonly text: string; readonly style: Partial<InlineStyle> }[];
}

/** Lines as items for the page. */
export function setParagraph(fonts: FontLibrary, options: SetParagraph): TextItem[] {
  const size = options.size ?? 12;
  const families = options.families ?? [COMPOSITE_FAMILY];
  const stack = (weight: number): InlineStyle['stack'] =>
    fonts.stack({ families, weight, style: 'normal', stretch: 100, kerning: true, features: {}, variations: {} }); // prettier-ignore
  const language = options.language ?? (options.direction === 'rtl' ? 'fa' : 'en');
  const plain: InlineStyle = {
    stack: stack(400), size, color: BLACK, rise: 0, letterSpacing: 0, wordSpacing: 0, underline: null,
    lineThrough: null, overline: null, background: null, language, href: null, tag: -1, whiteSpace: 'normal',
    textTransform: 'none', hyphens: options.hyphens ?? 'manual', hyphenateLimitChars: [5, 2, 2],
  }; // prettier-ignore
  const items: InlineItem[] = [];
  const marks = pieceMarks(options);
  let open = '';
  let style = plain;
  let piece = '';
  const flush = (): void => {
    if (piece !== '') items.push({ kind: 'text', text: piece, style });
    piece = '';
  };
  for (let i = 0; i <= options.text.length; i++) {
    const mark = marks[i] ?? { isolate: '', style: -2 };
    if (mark.isolate !== open) {
      flush();
      if (open !== '') items.push({ kind: 'close' });
      if (mark.isolate !== '') items.push({ kind: 'open', mode: 'isolate', direction: 'ltr' });
      open = mark.isolate;
    }
    const own = mark.style === -1 ? { ...plain, stack: stack(700) } : { ...plain, ...options.styled?.[mark.style]?.style }; // prettier-ignore
    if (i === 0 || mark.style !== marks[i - 1]?.style) {
      flush();
      style = mark.style === -2 ? plain : own;
    }
    piece += options.text[i] ?? '';
  }
  flush();
  const paragraph = prepareParagraph(
    items,
    {
      direction: options.direction, plaintext: false, language, textAlign: options.justify === true ? 'justify' : 'start',
      textAlignLast: 'auto', textJustify: 'auto', wrap: 'wrap', overflowWrap: 'break-word', indent: 0,
    }, // prettier-ignore
    fonts,
  );
  const leading = options.leading ?? 20;
  return breakLines(paragraph, options.measure).map((line, index) => {
    const item = lineItem(paragraph, line, options.x, options.y + index * leading, 0);
    return options.kashida === undefined ? item : withKashida(item, options.kashida, fonts);
  });
}

export function writeLines(layer: TextLayer, items: readonly TextItem[]): string {
  return items.map((item) => layer.line(item, PAGE_HEIGHT)).join('');
}

/** A text layer as web editions have it, whose lines go on from one another. */
export function runningLayer(fonts: FontLibrary): {
  readonly layer: TextLayer;
  /** The lines, which leave nothing set. */
  readonly writeLines: (items: readonly TextItem[]) => string;
} {
  const state = new TextState(true);
  const layer = testLayer(fonts, MIXED_CODING, state);
  return {
    layer,
    writeLines: (items) => {
      state.beginPage();
      return `q\n${writeLines(layer, items)}${state.endObject()}Q\n`;
    },
  };
}

function pieceMarks(options: SetParagraph): { isolate: string; style: number }[] {
  const marks = Array.from({ length: options.text.length }, () => ({ isolate: '', style: -2 }));
  const each = (
    piece: string,
    change: (mark: { isolate: string; style: number }, at: number) => void,
  ): void => {
    for (let at = options.text.indexOf(piece); at >= 0; at = options.text.indexOf(piece, at + piece.length)) {
      for (let i = at; i < at + piece.length; i++) {
        const mark = marks[i];
        if (mark !== undefined) change(mark, at);
      }
    }
  };
  for (const piece of options.isolates ?? []) each(piece, (mark, at) => (mark.isolate = `${at}`));
  for (const piece of options.bold ?? []) each(piece, (mark) => (mark.style = -1));
  options.styled?.forEach(({ text }, index) => each(text, (mark) => (mark.style = index)));
  return marks;
}

/** Inserts tatweels before source offsets, as justification will. */
function withKashida(
  item: TextItem,
  places: readonly (readonly [number, number])[],
  fonts: FontLibrary,
): TextItem {
  const replacements: UnitReplacement[] = [];
  const { units } = item;
  for (let unit = item.start; unit < item.end; unit++) {
    const from = units.offset[unit] ?? 0;
    const to = units.offset[unit + 1] ?? 0;
    const inside = places.filter(([at]) => at > from && at < to);
    if (inside.length === 0) continue;
    let text = '';
    const inserted: number[] = [];
    for (let i = from; i < to; i++) {
      for (const [at, count] of inside) {
        if (at === i) for (let k = 0; k < count; k++) inserted.push(text.length + k);
        if (at === i) text += TATWEEL.repeat(count);
      }
      text += units.text[i] ?? '';
    }
    const old = fonts.word(units.word[unit] ?? 0);
    replacements.push({ unit, word: fonts.shapeWord(text, old.stack, old.direction, 'fa'), inserted });
  }
  return { ...item, replacements };
}
