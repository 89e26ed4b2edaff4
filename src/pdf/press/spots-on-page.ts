// Page → the spot colours that it is printed with: each has its patch in the colour bar.
import type { FrameItem, Page } from '../../frame/frame.ts';
import type { Color } from '../../style/color.ts';

/** Names of the spot colours of fills, rules and text. */
export function spotsOn(page: Page): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  for (const item of page.items) {
    for (const color of colorsOf(item, seen)) if (color.kind === 'spot') names.add(color.name);
  }
  return names;
}

/** Lines of one paragraph share their units, which are looked at once. */
function colorsOf(item: FrameItem, seen: Set<unknown>): readonly Color[] {
  switch (item.kind) {
    case 'fill':
    case 'rule':
      return [item.color];
    case 'text':
      if (seen.has(item.units)) return [];
      seen.add(item.units);
      return item.units.styles.map(({ color }) => color);
    default:
      return [];
  }
}
