// Pages → a readable text, the same for the same pages: golden files and comparisons of two layouts read it. Places are
// rounded to a hundredth of a point; text stands in logical order.
import { unreachable } from '../base/invariant.ts';
import type { StructureNode } from '../document/structure.ts';
import type { FontLibrary } from '../font/font-types.ts';
import { GLYPH_FACE, GLYPH_STRIDE } from '../font/font-types.ts';
import type { Color } from '../style/color.ts';
import { ARTIFACT } from './frame.ts';
import type { FrameItem, ImageItem, Overprint, Page, SvgItem, TextItem } from './frame.ts';

/** Roles are shown for tags that `structure` knows, numbers for the others. */
export function dumpPages(
  pages: readonly Page[],
  fonts: Pick<FontLibrary, 'word' | 'face'>,
  structure: readonly StructureNode[] = [],
): string {
  return pages.map((page) => dumpPage(page, fonts, structure)).join('\n');
}

/** One page: a heading line, then a line for each item in painting order, then the bookmarks. */
export function dumpPage(
  page: Page,
  fonts: Pick<FontLibrary, 'word' | 'face'>,
  structure: readonly StructureNode[] = [],
): string {
  const lines = [`page ${page.index + 1} ${page.side} “${page.label}” ${size(page.width, page.height)}`];
  for (const item of page.items) lines.push(`  ${dumpItem(item, fonts, structure)}`);
  for (const { level, label, y } of page.bookmarks)
    lines.push(`  bookmark ${level} ${points(y)} “${escapeText(label)}”`);
  return `${lines.join('\n')}\n`;
}

function dumpItem(
  item: FrameItem,
  fonts: Pick<FontLibrary, 'word' | 'face'>,
  structure: readonly StructureNode[],
): string {
  switch (item.kind) {
    case 'text':
      return dumpText(item, fonts, structure);
    case 'fill': {
      const radius = item.radius === 0 ? '' : ` radius ${points(item.radius)}`;
      return `fill ${place(item.x, item.y)} ${size(item.width, item.height)}${radius} ${colorName(item.color)}${overprintName(item)}`;
    }
    case 'rule':
      return `rule ${place(item.x1, item.y1)} to ${place(item.x2, item.y2)} ${points(item.thickness)} ${item.style} ${colorName(item.color)}${overprintName(item)}`;
    case 'image':
    case 'svg':
      return dumpPicture(item, structure);
    case 'link':
      return `link ${place(item.x, item.y)} ${size(item.width, item.height)} ${role(item.tag, structure)} ${item.href}`;
    case 'anchor':
      return `anchor ${place(item.x, item.y)} ${item.name}`;
    default:
      return unreachable(item, 'dumpItem');
  }
}

function dumpText(
  item: TextItem,
  fonts: Pick<FontLibrary, 'word' | 'face'>,
  structure: readonly StructureNode[],
): string {
  const notes: string[] = [];
  if (item.spaceExtra !== 0) notes.push(`spaces ${item.spaceExtra > 0 ? '+' : ''}${points(item.spaceExtra)}`);
  for (const { unit, word } of item.replacements) notes.push(`${unit}=“${escapeText(word.text)}”`);
  if (item.hyphen >= 0) notes.push('hyphen');
  if (item.continues !== 'end') notes.push(`continues ${item.continues}`);
  const head = `text ${place(item.x, item.y)} ${points(item.width)} ${role(item.tag, structure)}`;
  const fontNames = facesOf(item, fonts);
  return [head, ...(fontNames === '' ? [] : [fontNames]), `“${escapeText(textOfLine(item))}”`, ...notes].join(' '); // prettier-ignore
}

/** The source text of one line in logical order, without white space at its ends. */
export function textOfLine({ units, start, end }: Pick<TextItem, 'units' | 'start' | 'end'>): string {
  return units.text.slice(units.offset[start] ?? 0, units.offset[end] ?? units.text.length);
}

/** Faces and sizes of a line in the order in which they first appear: `Vazirmatn-Regular 9.5`. */
function facesOf(item: TextItem, fonts: Pick<FontLibrary, 'word' | 'face'>): string {
  const found = new Set<string>();
  const { units } = item;
  for (let u = item.start; u < item.end; u++) {
    const id = units.word[u] ?? -1;
    const style = units.styles[units.style[u] ?? 0];
    if (id < 0 || style === undefined) continue;
    const { glyphs } = fonts.word(id);
    for (let g = 0; g < glyphs.length; g += GLYPH_STRIDE) {
      const { postScriptName } = fonts.face(glyphs[g + GLYPH_FACE] ?? 0);
      found.add(`${postScriptName} ${points(style.size)}`);
    }
  }
  return [...found].join(' + ');
}

function dumpPicture(item: ImageItem | SvgItem, structure: readonly StructureNode[]): string {
  const { picture } = item;
  const whole = `${place(picture.x, picture.y)} ${size(picture.width, picture.height)}`;
  const box = `${place(item.x, item.y)} ${size(item.width, item.height)}`;
  const crop = whole === box ? '' : ` of ${whole}`;
  const alt = item.alt === '' ? '' : ` “${escapeText(item.alt)}”`;
  return `${item.kind} ${box}${crop} ${role(item.tag, structure)} ${item.source}${alt}`;
}

function role(tag: number, structure: readonly StructureNode[]): string {
  if (tag === ARTIFACT) return 'artifact';
  const node = structure[tag];
  return node === undefined ? `#${tag}` : `${node.role}#${tag}`;
}

function overprintName({ overprint }: { readonly overprint?: Overprint }): string {
  return overprint === undefined ? '' : ` overprint ${overprint}`;
}

function colorName(color: Color): string {
  switch (color.kind) {
    case 'rgb': {
      const hex = [color.red, color.green, color.blue].map((part) => Math.round(part * 255).toString(16).padStart(2, '0')); // prettier-ignore
      return `#${hex.join('')}${color.alpha === 1 ? '' : ` opacity ${points(color.alpha)}`}`;
    }
    case 'cmyk':
      return `cmyk(${[color.cyan, color.magenta, color.yellow, color.black].map(points).join(' ')})`;
    case 'spot':
      return `spot(${color.name} ${points(color.tint)})`;
  }
}

/** Characters without a shape of their own are shown by number, so that a reader sees them. */
function escapeText(text: string): string {
  return text.replace(
    /[\u0000-\u001F\u007F-\u00A0\u00AD\u061C\u2000-\u200F\u2028-\u202F\u205F-\u206F\uFEFF\uFFFC]/g, // eslint-disable-line no-control-regex
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

function place(x: number, y: number): string {
  return `${points(x)},${points(y)}`;
}

function size(width: number, height: number): string {
  return `${points(width)}×${points(height)}`;
}

/** Hundredths of a point, without minus zero and without zeros at the end. */
function points(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}
