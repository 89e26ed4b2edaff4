// Used size of pictures (CSS 2.2 § 10.3.2, CSS Images 3 § 5): border box, and where the picture lies in it.
import type { ReplacedBox } from '../../document/boxes.ts';
import { POINTS_PER_PX } from '../../base/length.ts';
import { clampSize, definiteSize, edgesOf, resolveLength } from '../used-values.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture that could not be read keeps a place of this size (CSS 2.2's default object size), points. */
const DEFAULT_SIZE: Size = { width: 150, height: 75 };

/** Border-box size; `containerHeight` is NaN when not definite. */
export function replacedSize(box: ReplacedBox, containerWidth: number, containerHeight: number): Size {
  const { style, picture } = box;
  const edges = edgesOf(box, containerWidth);
  const horizontal = edges.left + edges.right;
  const vertical = edges.top + edges.bottom;
  const natural: Size =
    picture === null
      ? DEFAULT_SIZE
      : { width: picture.width * POINTS_PER_PX, height: picture.height * POINTS_PER_PX };
  const ratio = natural.height > 0 ? natural.width / natural.height : 1;
  const width =
    definiteSize(style.width, containerWidth, style, horizontal) ?? hint(box.widthHint, horizontal);
  const height =
    definiteSize(style.height, containerHeight, style, vertical) ?? hint(box.heightHint, vertical);
  let w = width ?? (height === null ? natural.width + horizontal : (height - vertical) * ratio + horizontal);
  let h = height ?? (w - horizontal) / ratio + vertical;
  const limited = clampSize(
    w,
    definiteSize(style.minWidth, containerWidth, style, horizontal),
    definiteSize(style.maxWidth, containerWidth, style, horizontal),
  );
  if (limited !== w) {
    w = limited;
    if (height === null) h = (w - horizontal) / ratio + vertical;
  }
  const tall = clampSize(
    h,
    definiteSize(style.minHeight, containerHeight, style, vertical),
    definiteSize(style.maxHeight, containerHeight, style, vertical),
  );
  if (tall !== h) {
    h = tall;
    if (width === null) w = (h - vertical) * ratio + horizontal;
  }
  return { width: w, height: h };
}

function hint(value: number | null, extra: number): number | null {
  return value === null ? null : value + extra;
}

/** object-fit and object-position: the whole picture's rectangle inside the content box. */
export function pictureRectangle(
  box: ReplacedBox,
  content: Size,
): Size & { readonly x: number; readonly y: number } {
  const { style, picture } = box;
  if (picture === null || style.objectFit === 'fill') return { x: 0, y: 0, ...content };
  const natural: Size = { width: picture.width * POINTS_PER_PX, height: picture.height * POINTS_PER_PX };
  const contain = Math.min(content.width / natural.width, content.height / natural.height);
  const cover = Math.max(content.width / natural.width, content.height / natural.height);
  const scale =
    style.objectFit === 'cover' ? cover : style.objectFit === 'contain' ? contain : style.objectFit === 'none' ? 1 : Math.min(1, contain); // prettier-ignore
  const width = natural.width * scale;
  const height = natural.height * scale;
  return {
    x: resolveLength(style.objectPosition.x, content.width - width),
    y: resolveLength(style.objectPosition.y, content.height - height),
    width,
    height,
  };
}
