// The lines of a paragraph → its source text: what the author wrote, in logical order, without what only typesetting put in. It is what
// OUT/<issue>.txt has, and what the text of the PDF is compared with.
import type { ParagraphBox } from '../../document/boxes.ts';
import type { TextItem } from '../../frame/frame.ts';
import type { TextStyle, Units } from '../../frame/units.ts';
import type { PlacedLine } from '../fragment.ts';
import type { PageSheet } from '../page/page-sheet.ts';
import { visibleText } from '../text/hidden-text.ts';

type LineUnits = Pick<TextItem, 'units' | 'start' | 'end'>;

/** Adds the text of a paragraph, as far as these lines have it, to the blocks of its page; a list marker in it is a block of its own. */
export function noteSourceText(
  { tag, place, label }: ParagraphBox,
  lines: readonly PlacedLine[],
  { blocks }: PageSheet,
): void {
  const last = lines.at(-1);
  if (last === undefined) return;
  const { continues } = last.line;
  let text = sourceOf(lines);
  if (label !== undefined) {
    // The line break may have come right behind it.
    const marker = tidied(lines.map(({ line }) => labelIn(line, label)).join(''));
    if (marker !== '') {
      blocks.push({ tag: label[0] ?? tag, text: marker, continues: 'end', file: place?.file });
      text = text.slice(marker.length).trimStart();
    }
  }
  if (text !== '') blocks.push({ tag, text, continues, file: place?.file });
}

/** A style that some unit of a line has; a paragraph may have thousands of both. */
export function hasStyle({ units, start, end }: LineUnits, asked: (style: TextStyle) => boolean): boolean {
  let last: number | undefined;
  for (let u = start; u < end; u++) {
    const id = units.style[u] ?? 0;
    if (id === last) continue;
    last = id;
    const style = units.styles[id];
    if (style !== undefined && asked(style)) return true;
  }
  return false;
}

/** Of text that has room and shows nothing. */
export function isHidden({ hidden }: TextStyle): boolean {
  return hidden === true;
}

function sourceOf(lines: readonly PlacedLine[]): string {
  let source = '';
  for (const { line } of lines) {
    const { units, start, end, continues } = line;
    source += hasStyle(line, isHidden) ? visibleText(units, start, end) : textOf(units, start, end);
    if (continues !== 'direct') source += ' ';
  }
  return tidied(source);
}

function textOf({ text, offset }: Units, start: number, end: number): string {
  return text.slice(offset[start] ?? 0, offset[end] ?? text.length);
}

/** What of a line is in the elements of a marker. */
function labelIn({ units, start, end }: LineUnits, label: readonly number[]): string {
  let text = '';
  for (let u = start; u < end; u++) {
    const style = units.styles[units.style[u] ?? 0];
    if (style !== undefined && label.includes(style.tag)) text += isHidden(style) ? visibleText(units, u, u + 1) : textOf(units, u, u + 1); // prettier-ignore
  }
  return text;
}

/** Without soft hyphens and the places of objects, white space collapsed and trimmed. */
function tidied(source: string): string {
  let text = source;
  // Most text has neither; a replacement that changes nothing still costs a copy.
  if (/[\u00AD\uFFFC]/.test(text)) text = text.replace(/[\u00AD\uFFFC]/g, '');
  if (/[^\S ]| {2}/.test(text)) text = text.replace(/\s+/g, ' ');
  return text.trim();
}
