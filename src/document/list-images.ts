// The pictures an HTML tree asks for, before any box is built: their sizes have to be known by then.
import type { Place } from '../base/diagnostic.ts';
import type { HtmlElement } from './html-tree.ts';

export interface ImageReference {
  readonly source: string;
  readonly place: Place | undefined;
}

/** Every `img` with a source, in document order. */
export function listImages(root: HtmlElement): readonly ImageReference[] {
  const images: ImageReference[] = [];
  const walk = (element: HtmlElement, outer: string | undefined): void => {
    const place = element.attributes.get('data-source') ?? outer;
    const source = element.tag === 'img' ? element.attributes.get('src') : undefined;
    if (source !== undefined && source !== '') images.push({ source, place: place === undefined ? undefined : sourcePlace(place) }); // prettier-ignore
    for (const child of element.children) if (child.kind === 'element') walk(child, place);
  };
  walk(root, undefined);
  return images;
}

/** `data-source="file:line:column"` → a place. */
export function sourcePlace(value: string): Place {
  const match = /^(.*?)(?::(\d+))?(?::(\d+))?$/.exec(value);
  return {
    file: match?.[1] ?? value,
    line: match?.[2] === undefined ? undefined : Number(match[2]),
    column: match?.[3] === undefined ? undefined : Number(match[3]),
  };
}
