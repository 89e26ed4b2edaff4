// Page → the spot colours that it is printed with: each has its patch in the colour bar.
import type { FrameItem, Page } from '../../frame/frame.ts';
import type { Color } from '../../style/color.ts';
import type { PictureStore } from '../pictures/picture-store.ts';

/** Names of the spot colours of fills, rules and text, and of placed PDF pages where their inks are known. */
export function spotsOn(page: Page, pictures: Pick<PictureStore, 'insert'>): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  for (const item of page.items) {
    for (const color of colorsOf(item, seen)) if (color.kind === 'spot') names.add(color.name);
    if (item.kind === 'image' || item.kind === 'svg')
      for (const [name, inks] of pictures.insert?.(item.source)?.facts.spots ?? []) if (inks !== null) names.add(name); // prettier-ignore
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
