// `text-align: "٫"` in a column of cells: the lines of all of them stand with that character under each other (CSS Text 4,
// § 6.1), whatever digits they have and in whichever direction their text runs.
import type { Direction } from '../../base/direction.ts';
import type { Box } from '../../document/boxes.ts';
import type { FontLibrary } from '../../font/font-types.ts';
import { EM_FIXED, GLYPH_CLUSTER, GLYPH_STRIDE, GLYPH_X_ADVANCE } from '../../font/font-types.ts';
import { positionUnits } from '../../frame/position-units.ts';
import { breakLines } from '../../paragraph/break-lines.ts';
import type { Line, PreparedParagraph } from '../../paragraph/paragraph-types.ts';
import { lineItem } from '../../paragraph/set-line.ts';
import type { TextAlign } from '../../style/computed-style.ts';
import type { Engine } from '../engine.ts';
import type { Fragment, PlacedLine } from '../fragment.ts';
import { prepared } from '../text/prepared-paragraph.ts';
import type { PlacedCell, TableGrid } from './table-grid.ts';
import { edgesOf } from '../used-values.ts';

/** Where the character stands in a column: so much of the cells’ border boxes lies to the left and right of its left edge. */
export interface ColumnAxis {
  readonly before: number;
  readonly after: number;
  readonly align: 'left' | 'right' | 'center';
}

const UNBROKEN = 1e6;
const LETTER = /\p{L}/u;
const DIGIT = /[0-9\u0660-\u0669\u06F0-\u06F9]/;

/** The axis of every column, null where no cell of one column asks for one. */
export function columnAxes(
  engine: Engine,
  grid: TableGrid,
  direction: Direction,
  width: number,
): readonly (ColumnAxis | null)[] {
  if (grid.known.axes !== null) return grid.known.axes;
  const axes: (ColumnAxis | null)[] = Array.from({ length: grid.columns }, () => null);
  for (const cell of grid.cells) {
    const { alignCharacters, textAlign } = cell.box.style;
    if (alignCharacters === '' || cell.columnSpan > 1) continue;
    const edges = edgesOf(cell.box, width);
    const known = axes[cell.column] ?? { before: 0, after: 0, align: side(textAlign, direction) };
    let { before, after } = known;
    for (const [left, right] of sidesOf(engine, cell, width)) {
      before = Math.max(before, left + edges.left);
      after = Math.max(after, right + edges.right);
    }
    axes[cell.column] = { ...known, before, after };
  }
  grid.known.axes = axes;
  return axes;
}

/** The place of the axis in a column of this width, from its left edge. */
export function axisIn({ before, after, align }: ColumnAxis, width: number): number {
  const rest = width - before - after;
  return before + (align === 'left' ? 0 : align === 'right' ? rest : rest / 2);
}

/** The cell with its lines moved so that their characters stand `axis` points from its left edge. */
export function alignOnAxis(engine: Engine, cell: Fragment, axis: number): Fragment {
  const { box } = cell;
  const characters = box.kind === 'paragraph' ? '' : box.style.alignCharacters;
  const edges = edgesOf(box, cell.width);
  const align = (fragment: Fragment, left: number): Fragment => {
    const paragraph = fragment.paragraph;
    const lines =
      paragraph === null ? fragment.lines : fragment.lines.map((line) => move(line, left, paragraph));
    return { ...fragment, lines, children: fragment.children.map((child) => align(child, left + child.x)) };
  };
  const move = (placed: PlacedLine, left: number, paragraph: PreparedParagraph): PlacedLine => {
    const place = placeInLine(paragraph, placed.line, characters, engine.fonts);
    if (place === null) return placed;
    const x = left + placed.x + placed.line.x;
    // A line that is too long for its column stays in the cell.
    const rightmost = cell.width - edges.right - placed.line.width;
    const wanted = Math.max(Math.min(axis - place, rightmost), edges.left);
    return { ...placed, x: placed.x + wanted - x };
  };
  return align(cell, 0);
}

function side(align: TextAlign, direction: Direction): ColumnAxis['align'] {
  switch (align) {
    case 'left':
    case 'right':
    case 'center':
      return align;
    case 'end':
      return direction === 'rtl' ? 'left' : 'right';
    default:
      return direction === 'rtl' ? 'right' : 'left';
  }
}

/** Widths to the left and right of the character, of every line of a cell as it is written. */
function sidesOf(engine: Engine, { box }: PlacedCell, width: number): readonly (readonly [number, number])[] {
  const characters = box.style.alignCharacters;
  return paragraphsOf(box).flatMap((paragraph) => {
    const text = prepared(engine, paragraph, width).prepared;
    return breakLines(text, UNBROKEN).flatMap((line): readonly (readonly [number, number])[] => {
      const place = placeInLine(text, line, characters, engine.fonts);
      return place === null ? [] : [[place, line.naturalWidth - place]];
    });
  });
}

function paragraphsOf(box: Box): readonly Extract<Box, { kind: 'paragraph' }>[] {
  if (box.kind === 'paragraph') return [box];
  return box.kind === 'block' ? box.children.flatMap(paragraphsOf) : [];
}

/** Left edge of the character in a line, or the right end of its last digit; null where there are words instead. */
function placeInLine(
  paragraph: PreparedParagraph,
  line: Line,
  characters: string,
  fonts: FontLibrary,
): number | null {
  const { units } = line;
  const from = units.offset[line.start] ?? 0;
  const text = units.text.slice(from, units.offset[line.end] ?? 0);
  const [at, after] = findCharacter(text, characters);
  // A dash for “none” stands where a whole number would.
  if (at < 0) return text.trim() !== '' && !LETTER.test(text) ? line.width : null;
  const item = lineItem(paragraph, line, 0, 0, -1);
  const { order, x } = positionUnits(item, fonts);
  let unit = line.start;
  while (unit + 1 < line.end && (units.offset[unit + 1] ?? 0) <= from + at) unit++;
  const i = order.indexOf(unit);
  const word = units.word[unit] ?? -1;
  const style = units.styles[units.style[unit] ?? 0];
  if (i < 0 || word < 0 || style === undefined) return null;
  const { glyphs } = fonts.word(word);
  const inUnit = from + at - (units.offset[unit] ?? 0) + (after ? 1 : 0);
  let advance = 0;
  for (let g = 0; g < glyphs.length; g += GLYPH_STRIDE)
    if ((glyphs[g + GLYPH_CLUSTER] ?? 0) < inUnit) advance += glyphs[g + GLYPH_X_ADVANCE] ?? 0;
  const distance = (advance / EM_FIXED) * style.size;
  const isLeftToRight = ((units.level[unit] ?? 0) & 1) === 0;
  return isLeftToRight ? (x[i] ?? 0) + distance : (x[i + 1] ?? 0) - distance;
}

/** Offset of the last of the characters that stands beside a digit, or else of the last digit, after which it would stand. */
function findCharacter(text: string, characters: string): readonly [at: number, after: boolean] {
  for (let at = text.length - 1; at >= 0; at--)
    if (characters.includes(text.charAt(at)) && (DIGIT.test(text.charAt(at + 1)) || DIGIT.test(text.charAt(at - 1)))) return [at, false]; // prettier-ignore
  for (let at = text.length - 1; at >= 0; at--) if (DIGIT.test(text.charAt(at))) return [at, true];
  return [-1, false];
}
