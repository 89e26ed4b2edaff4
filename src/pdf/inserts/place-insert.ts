// Where a page of a PDF lies on the page it is placed on: its trim on its box, at its own size where that nearly fits; and
// what is cut off. Over the edges of the page it may reach with its bleed. Coordinates of PDF: y runs upwards.
import type { ImageItem, SvgItem } from '../../frame/frame.ts';

/** Points: half a millimetre. A page that misses its box by less is not scaled. */
export const SIZE_TOLERANCE = 1.4173;
/** Points beyond the edge of the page that a bleed may have. */
const REACH = 200;

export interface Sheet {
  readonly width: number;
  readonly height: number;
}

export interface InsertPlacing {
  /** Corner of the trim, and scale. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** It takes the whole page, and had to be scaled for that. */
  readonly isFitted: boolean;
}

/** `natural` is the size of the trim, points. */
export function placeInsert(item: ImageItem | SvgItem, natural: Sheet, page: Sheet): InsertPlacing {
  const fits = Math.abs(item.width - natural.width) <= SIZE_TOLERANCE && Math.abs(item.height - natural.height) <= SIZE_TOLERANCE; // prettier-ignore
  const scale = fits ? 1 : item.picture.width / natural.width;
  const width = natural.width * scale;
  const height = natural.height * scale;
  const left = fits ? item.x + (item.width - width) / 2 : item.picture.x;
  const top = fits ? item.y + (item.height - height) / 2 : item.picture.y;
  const edges = {
    left: reach(Math.max(item.x, left), 0, -REACH),
    top: reach(Math.max(item.y, top), 0, -REACH),
    right: reach(Math.min(item.x + item.width, left + width), page.width, page.width + REACH),
    bottom: reach(Math.min(item.y + item.height, top + height), page.height, page.height + REACH),
  };
  const isWhole = near(item.width, page.width) && near(item.height, page.height);
  return {
    x: left,
    y: page.height - top - height,
    scale,
    clip: {
      x: edges.left,
      y: page.height - edges.bottom,
      width: edges.right - edges.left,
      height: edges.bottom - edges.top,
    },
    isFitted: isWhole && !fits,
  };
}

/** A side at the edge of the page is open. */
function reach(side: number, edge: number, beyond: number): number {
  return near(side, edge) ? beyond : side;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= SIZE_TOLERANCE;
}
