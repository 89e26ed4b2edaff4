// What is no content of the document → marked content that says what it is instead (ISO 32000-1, 14.8.2.2): heads and feet of
// pages, rules and coloured areas, backgrounds. What most pages have is named by the page's resources, which take no room.
import type { Furniture } from '../../frame/frame.ts';
import { ARTIFACT } from '../../frame/frame.ts';
import { pdfNumbers } from '../pdf-syntax.ts';

/** Kinds of artifacts stand among the ids of structure elements, as ARTIFACT does, which says nothing more. */
const HEADER = -3;
const FOOTER = -4;
const SIDE = -5;
/** Rules, screens, decoration. */
export const LAYOUT = -6;
/** Has an area of its own, so that no two are one. */
export const BACKGROUND = -7;

/** Property lists by kind, and their names in the resources. */
const PROPERTIES: ReadonlyMap<number, readonly [name: string, properties: string]> = new Map([
  [HEADER, ['AH', '<</Type/Pagination/Subtype/Header>>']],
  [FOOTER, ['AF', '<</Type/Pagination/Subtype/Footer>>']],
  [SIDE, ['AP', '<</Type/Pagination>>']],
  [LAYOUT, ['AL', '<</Type/Layout>>']],
]);

/** Points that an area may miss the edges of the page by. */
const EDGE = 1;

/** The artifact that an item with this tag is; an element stays what it is. */
export function artifactKind<Tag extends number | null>(
  tag: Tag,
  furniture: Furniture | undefined,
): Tag | number {
  if (tag !== ARTIFACT || furniture === undefined) return tag;
  return furniture === 'header' ? HEADER : furniture === 'footer' ? FOOTER : SIDE;
}

/** A coloured area or a decoration: a background when it reaches from edge to edge of the page, else a matter of layout. */
export function areaKind(
  area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  page: { readonly width: number; readonly height: number },
): typeof LAYOUT | typeof BACKGROUND {
  const isWide = area.x <= EDGE && area.x + area.width >= page.width - EDGE;
  const isHigh = area.y <= EDGE && area.y + area.height >= page.height - EDGE;
  return isWide || isHigh ? BACKGROUND : LAYOUT;
}

/** Begins marked content; a background says where it lies, in page space. */
export function openArtifact(kind: number, box?: readonly [number, number, number, number]): string {
  if (kind === BACKGROUND && box !== undefined)
    return `/Artifact<</Type/Background/BBox${pdfNumbers(box)}>>BDC\n`;
  const properties = PROPERTIES.get(kind);
  return properties === undefined ? '/Artifact BMC\n' : `/Artifact/${properties[0]} BDC\n`;
}

/** `Properties` of a page's resources for these kinds; '' when none of them needs any. */
export function artifactProperties(kinds: ReadonlySet<number>): string {
  let entries = '';
  for (const [kind, [name, properties]] of PROPERTIES)
    if (kinds.has(kind)) entries += `/${name}${properties}`;
  return entries === '' ? '' : `/Properties<<${entries}>>`;
}
