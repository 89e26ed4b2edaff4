// List markers: their text, and their place as the first content of an item when they are set inside it.
import type { Direction } from '../base/direction.ts';
import { counterText } from '../unicode/digits.ts';
import type { ComputedStyle, CounterChange } from '../style/computed-style.ts';
import type { InlineNode, ParagraphBox } from './boxes.ts';
import type { HtmlElement } from './html-tree.ts';
import { blockContext } from './inline-context.ts';

/** Bullets that text fonts have: hardly any has \u25E6 and \u25AA, which other programs show for circle and square. */
const BULLETS: ReadonlyMap<string, string> = new Map([
  ['disc', '\u2022'],
  ['circle', '\u2013'],
  ['square', '\u00B7'],
]);

/** The text of an item's marker, '' for none. */
export function markerText(value: number, style: string): string {
  const bullet = BULLETS.get(style);
  if (bullet !== undefined) return bullet;
  const text = counterText(value, style);
  return text === '' ? '' : `${text}.`;
}

/**
 * The side markers stand at is where the room for them is: in the padding of the list, whatever the direction of the item,
 * unless the item has a padding of its own.
 */
export function markerDirection(item: ComputedStyle, list: ComputedStyle): Direction {
  const { points, percent } = item.direction === 'rtl' ? item.padding.right : item.padding.left;
  return points > 0 || percent > 0 ? item.direction : list.direction;
}

/** What `list-item` is before the first item: one less than `start`, or in a `reversed` list one more. */
export function counterBefore(list: HtmlElement): number {
  const given = list.attributes.get('start') ?? '';
  const start = /^-?\d{1,9}$/.test(given) ? Number(given) : null;
  if (!isReversed(list)) return (start ?? 1) - 1;
  return (start ?? list.children.filter((child) => child.kind !== 'text' && child.tag === 'li').length) + 1;
}

/** Items of a `reversed` list count down. */
export function counterIncrement(element: HtmlElement, style: ComputedStyle): readonly CounterChange[] {
  if (element.tag !== 'li' || element.parent === null || !isReversed(element.parent))
    return style.counterIncrement;
  return style.counterIncrement.map((change) => (change.name === 'list-item' ? { ...change, value: -change.value } : change)); // prettier-ignore
}

function isReversed({ tag, attributes }: HtmlElement): boolean {
  return tag === 'ol' && attributes.has('reversed');
}

/** `<li value="3">` sets its number; the increment is in the user agent's style sheet. */
export function counterSet(element: HtmlElement, style: ComputedStyle): readonly CounterChange[] {
  const value = element.tag === 'li' ? element.attributes.get('value') : undefined;
  if (value === undefined || !/^-?\d{1,9}$/.test(value)) return style.counterSet;
  return [...style.counterSet, { name: 'list-item', value: Number(value) }];
}

/** An inside marker and the space after it, as the first content of its item. */
export function insideMarker(marker: ParagraphBox | null): readonly InlineNode[] {
  if (marker === null) return [];
  const tagged = marker.content.map((node) => ('context' in node && node.kind !== 'edge' && node.context.tag === -1 ? { ...node, context: { ...node.context, tag: marker.tag } } : node)); // prettier-ignore
  const context = blockContext(marker.style);
  return [...tagged, { kind: 'text', text: ' ', context }];
}
