// Pictures of pages and numbered findings → rows of pictures with a numbered frame around each place.
import type { Box } from '../inspect/inspected-pdf.ts';
import type { DrawnPage } from './draw-pages.ts';
import { CONTENT_WIDTH, SEVERITY_COLORS } from './report-style.ts';
import type { NumberedFinding } from './report-style.ts';
import type { ReportNode } from './set-text.ts';

/** Pictures side by side. */
const COLUMNS = 2;
const GAP = 15;
const WIDTH = (CONTENT_WIDTH - GAP) / COLUMNS;
/** Two rows on a page. */
const MAX_HEIGHT = 325;
/** Frames around smaller places are drawn this large. */
const LEAST = 7;
/** More frames on one picture would hide it. */
const MAX_FRAMES = 60;
const TAG_HEIGHT = 8;
const TAG_SIZE = 6.5;

/** One row after the other, none of them broken over two pages. */
export function markedPages(
  pages: readonly DrawnPage[],
  findings: readonly NumberedFinding[],
): readonly ReportNode[] {
  const cells = pages.map((page) =>
    markedPage(
      page,
      findings.filter((finding) => finding.page === page.number),
    ),
  );
  const rows = Array.from({ length: Math.ceil(cells.length / COLUMNS) }, (_, row) => cells.slice(row * COLUMNS, (row + 1) * COLUMNS)); // prettier-ignore
  return rows.map((row) => ({
    columns: [...row, ...Array.from({ length: COLUMNS - row.length }, () => ({ text: '', width: WIDTH }))],
    columnGap: GAP,
    margin: [0, 0, 0, 10],
    unbreakable: true,
  }));
}

function markedPage(page: DrawnPage, findings: readonly NumberedFinding[]): ReportNode {
  const width = Math.min(WIDTH, MAX_HEIGHT / page.ratio);
  const height = width * page.ratio;
  const framed = findings.filter(({ place }) => place !== null).slice(0, MAX_FRAMES);
  // The gravest are drawn last, over the others.
  const frames = framed.toReversed().flatMap((finding) => frame(finding, page, width, height));
  const numbers = `${findings.length === 1 ? 'finding' : 'findings'} ${findings.map(({ index }) => index).join(', ')}`;
  return {
    width: WIDTH,
    stack: [
      { text: `Page ${page.number} – ${numbers}`, fontSize: 8, margin: [0, 0, 0, 2] },
      { image: `data:image/jpeg;base64,${Buffer.from(page.jpeg).toString('base64')}`, width, height },
      // Everything from here is placed from the lower edge of the picture.
      {
        canvas: [{ type: 'rect', x: 0, y: 0, w: width, h: height, lineWidth: 0.5, lineColor: '#999999' }],
        relativePosition: { x: 0, y: -height },
      },
      ...frames,
    ],
  };
}

function frame(
  { index, place, severity }: NumberedFinding,
  page: DrawnPage,
  width: number,
  height: number,
): ReportNode[] {
  if (place === null) return [];
  const [left, top, right, bottom] = grown(page.locate(place), width, height);
  const color = SEVERITY_COLORS[severity];
  const number = String(index);
  const tagWidth = number.length * TAG_SIZE * 0.58 + 4;
  // Above the place, or in it at the upper edge of the page.
  const tagTop = top >= TAG_HEIGHT ? top - TAG_HEIGHT : top;
  const tagLeft = Math.min(left, width - tagWidth);
  return [
    {
      canvas: [
        { type: 'rect', x: 0, y: 0, w: right - left, h: bottom - top, lineWidth: 1, lineColor: color },
      ],
      relativePosition: { x: left, y: top - height },
    },
    {
      canvas: [{ type: 'rect', x: 0, y: 0, w: tagWidth, h: TAG_HEIGHT, color }],
      relativePosition: { x: tagLeft, y: tagTop - height },
    },
    {
      text: number,
      color: '#ffffff',
      fontSize: TAG_SIZE,
      lineHeight: 1,
      relativePosition: { x: tagLeft + 2, y: tagTop + 0.3 - height },
    },
  ];
}

/** A place on the picture, points from its upper left corner: large enough to be seen, and within it. */
function grown(shares: Box, width: number, height: number): Box {
  const [left, top, right, bottom] = [
    shares[0] * width,
    shares[1] * height,
    shares[2] * width,
    shares[3] * height,
  ];
  const across = Math.max(0, LEAST - (right - left)) / 2;
  const down = Math.max(0, LEAST - (bottom - top)) / 2;
  const inside = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  return [
    inside(left - across, width - LEAST),
    inside(top - down, height - LEAST),
    inside(right + across, width),
    inside(bottom + down, height),
  ];
}
