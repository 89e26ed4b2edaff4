// A page whose margins or size leave no room for text → one that has room, and a word about it.
import type { Diagnostics } from '../../base/diagnostic.ts';
import type { Sides } from '../../style/computed-style.ts';
import type { PageStyle } from '../../style/page-style.ts';

/** A4 in points, in place of a page that holds no line at all. */
const A4 = { width: (210 * 72) / 25.4, height: (297 * 72) / 25.4 };

/** The page itself where it holds a line of its own font, which is nearly always. */
export function usablePage(page: PageStyle, diagnostics: Diagnostics): PageStyle {
  const { margin, border, padding, style } = page;
  const across = margin.left + border.left.width + padding.left + margin.right + border.right.width + padding.right; // prettier-ignore
  const down = margin.top + border.top.width + padding.top + margin.bottom + border.bottom.width + padding.bottom; // prettier-ignore
  const narrow = page.width - across < style.fontSize;
  const low = page.height - down < style.lineHeight;
  if (!narrow && !low) return page;
  const tiny = page.width < 2 * style.fontSize || page.height < 2 * style.lineHeight;
  const size = tiny ? A4 : { width: page.width, height: page.height };
  diagnostics.warning(
    'L008',
    tiny
      ? 'The page is too small for a line of text; it is set as A4'
      : `The margins leave no room on a page of ${Math.round(page.width)} × ${Math.round(page.height)} pt; they were made smaller`,
    page.place,
    'Give @page another size, or smaller margin and padding',
  );
  // Half the page is left for text.
  const inside = (sides: Sides<number>): Sides<number> => ({
    top: low ? shrunk(sides.top, down, size.height) : sides.top,
    bottom: low ? shrunk(sides.bottom, down, size.height) : sides.bottom,
    left: narrow ? shrunk(sides.left, across, size.width) : sides.left,
    right: narrow ? shrunk(sides.right, across, size.width) : sides.right,
  });
  return { ...page, ...size, margin: inside(margin), padding: inside(padding) };
}

function shrunk(side: number, edges: number, extent: number): number {
  return edges <= extent / 2 ? side : (side * extent) / 2 / edges;
}
