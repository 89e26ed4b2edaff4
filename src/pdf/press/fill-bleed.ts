// Page → Page: what reaches the trim (fills, rules, pictures) is carried on to the edge of the bleed, so that no paper shows
// where the knife slips. A picture shows what its own crop hides; else it is enlarged about its centre. Text never moves.
import { splitPictureSource } from '../../base/insert-source.ts';
import { unreachable } from '../../base/invariant.ts';
import type { FillItem, FrameItem, ImageItem, Page, RuleItem, SvgItem } from '../../frame/frame.ts';

/** What ends this close to the trim, or beyond it, is meant to reach it; pt. */
const NEAR = 0.2;
/** A picture covers an edge that it misses by less, pt. */
const SLACK = 0.005;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture that had to be enlarged to fill the bleed. */
export interface EnlargedPicture {
  readonly source: string;
  /** How much, percent. */
  readonly percent: number;
}

/** A page whose artwork fills the bleed, `bleed` points beyond its edges. */
export interface FilledPage {
  readonly page: Page;
  readonly enlarged: readonly EnlargedPicture[];
}

/** Fills the bleed of `page`. */
export function fillBleed(page: Page, bleed: number): FilledPage {
  const enlarged: EnlargedPicture[] = [];
  if (bleed <= 0) return { page, enlarged };
  const fill = new BleedFiller(page, bleed, enlarged);
  return { page: { ...page, items: page.items.map((item) => fill.item(item)) }, enlarged };
}

class BleedFiller {
  readonly #page: Page;
  readonly #bleed: number;
  readonly #enlarged: EnlargedPicture[];

  constructor(page: Page, bleed: number, enlarged: EnlargedPicture[]) {
    this.#page = page;
    this.#bleed = bleed;
    this.#enlarged = enlarged;
  }

  item(item: FrameItem): FrameItem {
    switch (item.kind) {
      case 'fill':
        return this.#fill(item);
      case 'rule':
        return this.#rule(item);
      case 'image':
      case 'svg':
        return this.#picture(item);
      case 'text':
      case 'link':
      case 'anchor':
        return item;
      default:
        return unreachable(item, 'frame item');
    }
  }

  #fill(item: FillItem): FillItem {
    const box = this.#extended(item);
    return box === item ? item : { ...item, ...box };
  }

  /** A rule grows along its length; a solid one on the edge itself grows in thickness, outwards. */
  #rule(item: RuleItem): RuleItem {
    const isHorizontal = Math.abs(item.x2 - item.x1) >= Math.abs(item.y2 - item.y1);
    const half = item.thickness / 2;
    const x = Math.min(item.x1, item.x2) - (isHorizontal ? 0 : half);
    const y = Math.min(item.y1, item.y2) - (isHorizontal ? half : 0);
    const width = isHorizontal ? Math.abs(item.x2 - item.x1) : item.thickness;
    const height = isHorizontal ? item.thickness : Math.abs(item.y2 - item.y1);
    const old = { x, y, width, height };
    const box = this.#extended(old);
    if (box === old) return item;
    const grown = item.style === 'solid';
    if (isHorizontal) {
      const middle = grown ? box.y + box.height / 2 : item.y1;
      const thickness = grown ? box.height : item.thickness;
      return { ...item, x1: box.x, x2: box.x + box.width, y1: middle, y2: middle, thickness };
    }
    const middle = grown ? box.x + box.width / 2 : item.x1;
    const thickness = grown ? box.width : item.thickness;
    return { ...item, x1: middle, x2: middle, y1: box.y, y2: box.y + box.height, thickness };
  }

  #picture<Item extends ImageItem | SvgItem>(item: Item): Item {
    const shown = intersection(item, item.picture);
    // A page of a PDF brings its own bleed, and is never enlarged.
    if (shown === null || splitPictureSource(item.source).page !== undefined) return item;
    const box = this.#extended(shown);
    if (box === shown) return item;
    const { picture } = item;
    const centreX = picture.x + picture.width / 2;
    const centreY = picture.y + picture.height / 2;
    const scale = Math.max(
      1,
      stretch(centreX - box.x, picture.width),
      stretch(box.x + box.width - centreX, picture.width),
      stretch(centreY - box.y, picture.height),
      stretch(box.y + box.height - centreY, picture.height),
    );
    if (scale === 1) return { ...item, ...box };
    this.#enlarged.push({ source: item.source, percent: (scale - 1) * 100 });
    const width = picture.width * scale;
    const height = picture.height * scale;
    return {
      ...item,
      ...box,
      picture: { x: centreX - width / 2, y: centreY - height / 2, width, height },
    };
  }

  /** The box with every side that reaches the trim moved to the bleed; the same object when none does. */
  #extended<B extends Box>(box: B): B | Box {
    const { width, height } = this.#page;
    const bleed = this.#bleed;
    const right = box.x + box.width;
    const bottom = box.y + box.height;
    const isOnPage = right > 0 && bottom > 0 && box.x < width && box.y < height;
    if (!isOnPage || box.width <= 0 || box.height <= 0) return box;
    const newLeft = box.x <= NEAR ? Math.min(box.x, -bleed) : box.x;
    const newTop = box.y <= NEAR ? Math.min(box.y, -bleed) : box.y;
    const newRight = right >= width - NEAR ? Math.max(right, width + bleed) : right;
    const newBottom = bottom >= height - NEAR ? Math.max(bottom, height + bleed) : bottom;
    if (newLeft === box.x && newTop === box.y && newRight === right && newBottom === bottom) return box;
    return { x: newLeft, y: newTop, width: newRight - newLeft, height: newBottom - newTop };
  }
}

/** How often half of `size` must be taken to reach `distance` from the centre. */
function stretch(distance: number, size: number): number {
  return distance <= size / 2 + SLACK ? 1 : distance / (size / 2);
}

function intersection(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}
