// An initial letter → its size, and the room it takes from the lines beside it (CSS Inline 3 § 7): its capital height
// reaches from the capitals of the first line to the baseline of the last line beside it.
import type { Direction } from '../../base/direction.ts';
import type { InitialLetter, InlineContext, ParagraphBox } from '../../document/boxes.ts';
import { GLYPH_FACE, GLYPH_STRIDE } from '../../font/font-types.ts';
import type { FontLibrary, FontStack } from '../../font/font-types.ts';
import type { TextItem } from '../../frame/frame.ts';
import { unitAdvance } from '../../frame/unit-advance.ts';
import { UNIT_OBJECT, UNIT_SPACE } from '../../frame/units.ts';
import type { Units } from '../../frame/units.ts';
import type { Measure } from '../../paragraph/break-lines.ts';
import type { InlineStyle, PreparedParagraph } from '../../paragraph/paragraph-types.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import { graphemeStarts } from '../../unicode/graphemes.ts';
import type { Engine } from '../engine.ts';
import { resolveLength, resolveOrAuto } from '../used-values.ts';
import { lineExtents } from './line-metrics.ts';

/** Less than this beside an initial letter is no measure for text: the lines go on below it. em. */
const LEAST_MEASURE = 4;
/** A floating letter that reaches less than this into a line leaves it alone. Lines. */
const LEAST_REACH = 0.02;

/** What an initial letter asks of the lines of its paragraph. */
export interface InitialRoom {
  /** Lines down to the letter's baseline, the first one counted. */
  readonly lines: number;
  /** Points from the start edge of the measure to where the lines beside the letter begin. */
  readonly width: number;
  /** Points that the lines beside the letter have at least. */
  readonly leastMeasure: number;
}

/** How the letter's text is set. */
export interface InitialStyles {
  readonly byContext: ReadonlyMap<InlineContext, InlineStyle>;
  /**
   * The room behind the letter is in the advance of its glyph, so that readers see no gap within the word; else the
   * edge of the pseudo-element makes it.
   */
  readonly holdsMargin: boolean;
}

/** Null when the paragraph has no initial letter. */
export function initialStyles(engine: Engine, box: ParagraphBox, measure: number): InitialStyles | null {
  const { initial = null } = box;
  if (initial === null) return null;
  const { fontSize, lineHeight, direction } = box.style;
  const capHeight = (stack: FontStack): number => capHeightOf(engine.fonts, stack, initial.letter, direction);
  const capitals = capHeight(engine.inlineStyles.stack(box.style)) * fontSize;
  const height = (initial.size - 1) * lineHeight + capitals;
  const rise = (1 - initial.sink) * lineHeight;
  // Room is added on the right of each letter.
  const holdsMargin = direction === 'ltr' && graphemeStarts(initial.letter).length === 1;
  const byContext = new Map<InlineContext, InlineStyle>();
  for (const context of initial.contexts) {
    const plain = engine.inlineStyles.inline(context, box.style);
    const letterSpacing = plain.letterSpacing + (holdsMargin ? roomAtRight(context.style, measure) : 0);
    if (initial.floats === true) {
      const hang = floatingRise(engine, box.style, context.style);
      byContext.set(context, { ...plain, rise: hang, letterSpacing, initialAscent: 0 });
      continue;
    }
    const size = height / capHeight(plain.stack);
    byContext.set(context, { ...plain, size, rise, letterSpacing, initialAscent: height + rise });
  }
  return { byContext, holdsMargin };
}

/** The line of a floating letter begins where the first line does: how far its baseline is above that of the line, so below it if negative. */
function floatingRise(engine: Engine, block: ComputedStyle, letter: ComputedStyle): number {
  return lineExtents(engine, block).above - lineExtents(engine, letter).above - roomAbove(letter);
}

function roomAbove({ margin, padding, border }: ComputedStyle): number {
  return pointsOf(margin.top) + padding.top.points + border.top.width;
}

function roomBelow({ margin, padding, border }: ComputedStyle): number {
  return pointsOf(margin.bottom) + padding.bottom.points + border.bottom.width;
}

function pointsOf(length: ComputedStyle['margin']['top']): number {
  return length === 'auto' ? 0 : length.points;
}

/** Lines that begin beside a floating letter: those that its margin box reaches into, by more than a rounding. */
function linesBesideFloat({ contexts }: InitialLetter, lineHeight: number): number {
  const heights = contexts.map(({ style }) => roomAbove(style) + style.lineHeight + roomBelow(style));
  return Math.max(1, Math.ceil(Math.max(...heights) / lineHeight - LEAST_REACH));
}

function roomAtRight({ margin, padding, border }: ComputedStyle, measure: number): number {
  const outer = resolveOrAuto(margin.right, measure) ?? 0;
  return outer + resolveLength(padding.right, measure) + border.right.width;
}

/** em; of the face that has the letter. */
function capHeightOf(fonts: FontLibrary, stack: FontStack, letter: string, direction: Direction): number {
  const { glyphs } = fonts.shapeWord(letter, stack, direction, '');
  const face = fonts.face(glyphs[glyphs.length - GLYPH_STRIDE + GLYPH_FACE] ?? 0);
  return face.capHeight > 0 ? face.capHeight : stack.capHeight;
}

/** Null when there is no initial letter, or none is left of it. */
export function initialRoom(
  box: ParagraphBox,
  { units, style, fonts }: PreparedParagraph,
): InitialRoom | null {
  if (box.initial === undefined || box.initial === null) return null;
  const width = widthOfInitial(units, fonts);
  if (width === null) return null;
  return {
    lines: box.initial.floats === true ? linesBesideFloat(box.initial, box.style.lineHeight) : box.initial.sink, // prettier-ignore
    width: Math.max(0, style.indent + width),
    leastMeasure: LEAST_MEASURE * box.style.fontSize,
  };
}

/** Points up to the end of the letter and its margin. */
function widthOfInitial(units: Units, fonts: FontLibrary): number | null {
  let width = 0;
  let seen = false;
  for (let unit = 0; unit < units.count; unit++) {
    const own = isInitial(units, unit);
    if (seen && !own) return width;
    seen ||= own;
    width += unitAdvance(units, unit, fonts);
  }
  return seen ? width : null;
}

/**
 * The items of a line: the initial letter apart from what follows, for the size of an item is what readers tell lines
 * by.
 */
export function itemsOfLine(item: TextItem, fonts: FontLibrary): readonly TextItem[] {
  const { units, start, end } = item;
  let cut = start;
  while (cut < end && !isInitial(units, cut)) cut++;
  while (cut < end && isInitial(units, cut)) cut++;
  if (cut === end) return [item];
  // A letter that is a word has the space with it, so that nobody has to guess it; further left readers are told of it.
  const spaced = ((units.flags[cut] ?? 0) & UNIT_SPACE) !== 0;
  const atLeft = units.direction === 'ltr';
  const holdsSpace = spaced && atLeft;
  let letterEnd = holdsSpace ? cut + 1 : cut;
  if (spaced) cut++;
  // The room around the letter is no part of its item, but before its space: readers see what lies between words only.
  while (!holdsSpace && letterEnd > start && (units.word[letterEnd - 1] ?? -1) < 0) letterEnd--;
  let first = start;
  let before = 0;
  for (; first < cut && (units.word[first] ?? -1) < 0; first++) before += unitAdvance(units, first, fonts);
  let width = spaced ? item.spaceExtra : 0;
  for (let unit = first; unit < cut; unit++) width += unitAdvance(units, unit, fonts);
  const rest = item.width - before - width;
  let behind = spaced && !atLeft ? item.spaceExtra : 0;
  for (let unit = letterEnd; unit < cut; unit++) behind += unitAdvance(units, unit, fonts);
  // Readers join what stands close together; over a gap they have to be told.
  const gap = ((units.flags[cut - 1] ?? 0) & UNIT_OBJECT) !== 0;
  const continues = spaced && !atLeft ? 'space' : gap ? 'direct' : 'end';
  const x = item.x + (atLeft ? before : rest + behind);
  return [
    {
      ...item,
      x,
      width: width - behind,
      start: first,
      end: letterEnd,
      replacements: [],
      hyphen: -1,
      continues,
    },
    { ...item, x: atLeft ? x + width : item.x, width: rest, start: cut },
  ];
}

function isInitial({ styles, style }: Units, unit: number): boolean {
  return styles[style[unit] ?? 0]?.initialAscent !== undefined;
}

/** Whether lines stand beside the letter; otherwise the column is too narrow, and they go on below it. */
export function hasLinesBeside(initial: InitialRoom, measure: number): boolean {
  return initial.lines > 1 && measure - initial.width >= initial.leastMeasure;
}

/** The measures of the lines around an initial letter. */
export function measureAround(initial: InitialRoom | null, measure: number): Measure {
  if (initial === null || !hasLinesBeside(initial, measure)) return measure;
  const { lines, width } = initial;
  return { measure: (index) => (index > 0 && index < lines ? measure - width : measure), sameFrom: lines };
}
