// Fills and rules → path painting operators (ISO 32000-1, 8.5). Coordinates are flipped here: PDF's y runs upwards.
import { unreachable } from '../base/invariant.ts';
import type { FillItem, RuleItem } from '../frame/frame.ts';
import type { ColorWriter, OverprintWish } from './color/color-writer.ts';
import { pdfNumber } from './pdf-syntax.ts';

/** Distance of a Bézier handle that draws a quarter circle of radius 1. */
const QUARTER_CIRCLE_HANDLE = 0.5522847498;
/** Length of a dash and of the gap after it, in thicknesses of the line. */
const DASH = 3;
/** Distance between the centres of two dots, in thicknesses of the line. */
const DOT_STEP = 2;

/** A filled rectangle, with round corners if it has a radius. */
export function paintFill(item: FillItem, pageHeight: number, colors: ColorWriter): string {
  if (item.width <= 0 || item.height <= 0) return '';
  const bottom = pageHeight - item.y - item.height;
  const path =
    item.radius > 0
      ? roundedRectangle(item.x, bottom, item)
      : rectangle(item.x, bottom, item.width, item.height);
  const use = Math.min(item.width, item.height) >= colors.largeFrom ? 'large-area' : 'area';
  return `${colors.fill(item.color, use, item.overprint)}\n${path} f\n`;
}

/** A rule; solid and double ones are filled rectangles, so that no hairline is left to the viewer. */
export function paintRule(
  item: RuleItem,
  pageHeight: number,
  colors: ColorWriter,
  overprint: OverprintWish | undefined = item.overprint,
): string {
  if (item.thickness <= 0) return '';
  switch (item.style) {
    case 'none':
      return '';
    case 'solid':
      return `${colors.fill(item.color, 'rule', overprint)}\n${bar(item, 0, item.thickness, pageHeight)} f\n`;
    case 'double': {
      const third = item.thickness / 3;
      const first = bar(item, -third, third, pageHeight);
      return `${colors.fill(item.color, 'rule', overprint)}\n${first} ${bar(item, third, third, pageHeight)} f\n`;
    }
    case 'dashed':
    case 'dotted':
      return brokenLine(item, pageHeight, colors.stroke(item.color, 'rule', overprint));
    default:
      return unreachable(item.style, 'rule style');
  }
}

/** `x y width height re`. */
export function rectangle(x: number, y: number, width: number, height: number): string {
  return `${pdfNumber(x)} ${pdfNumber(y)} ${pdfNumber(width)} ${pdfNumber(height)} re`;
}

/** The rectangle that a straight rule covers, moved sideways by `offset`. */
function bar(item: RuleItem, offset: number, thickness: number, pageHeight: number): string {
  const horizontal = isHorizontal(item);
  const x = Math.min(item.x1, item.x2) + (horizontal ? 0 : offset - thickness / 2);
  const y = Math.min(item.y1, item.y2) + (horizontal ? offset - thickness / 2 : 0);
  const width = horizontal ? Math.abs(item.x2 - item.x1) : thickness;
  const height = horizontal ? thickness : Math.abs(item.y2 - item.y1);
  return rectangle(x, pageHeight - y - height, width, height);
}

/** Dashes begin and end the line; dots are round and touch its ends. The pattern is stretched to fit. */
function brokenLine(item: RuleItem, pageHeight: number, color: string): string {
  const length = Math.abs(isHorizontal(item) ? item.x2 - item.x1 : item.y2 - item.y1);
  const thickness = item.thickness;
  if (length <= 0) return '';
  let pattern: string;
  let inset = 0;
  if (item.style === 'dotted') {
    const steps = Math.max(1, Math.round((length - thickness) / (DOT_STEP * thickness)));
    inset = Math.min(thickness, length) / 2;
    pattern = `1 J [0 ${pdfNumber(Math.max(0.01, (length - 2 * inset) / steps))}] 0 d`;
  } else {
    const pairs = Math.max(0, Math.round((length / (DASH * thickness) - 1) / 2));
    pattern = `0 J [${pdfNumber(length / (2 * pairs + 1))}] 0 d`;
  }
  const [x1, y1, x2, y2] = isHorizontal(item)
    ? [Math.min(item.x1, item.x2) + inset, item.y1, Math.max(item.x1, item.x2) - inset, item.y2]
    : [item.x1, Math.min(item.y1, item.y2) + inset, item.x2, Math.max(item.y1, item.y2) - inset];
  // A dash array of zero-length dashes shows round caps as dots; the last one needs a line that is a touch longer.
  const reach = item.style === 'dotted' ? 0.01 : 0;
  const line = `${pdfNumber(x1)} ${pdfNumber(pageHeight - y1)} m ${pdfNumber(x2 + (isHorizontal(item) ? reach : 0))} ${pdfNumber(pageHeight - y2 - (isHorizontal(item) ? 0 : reach))} l`;
  return `q ${color} ${pdfNumber(thickness)} w ${pattern}\n${line} S Q\n`;
}

function isHorizontal(item: RuleItem): boolean {
  return Math.abs(item.x2 - item.x1) >= Math.abs(item.y2 - item.y1);
}

function roundedRectangle(x: number, y: number, item: FillItem): string {
  const { width, height } = item;
  const radius = Math.min(item.radius, width / 2, height / 2);
  const handle = radius * (1 - QUARTER_CIRCLE_HANDLE);
  const right = x + width;
  const top = y + height;
  const n = pdfNumber;
  return [
    `${n(x + radius)} ${n(y)} m ${n(right - radius)} ${n(y)} l`,
    `${n(right - handle)} ${n(y)} ${n(right)} ${n(y + handle)} ${n(right)} ${n(y + radius)} c`,
    `${n(right)} ${n(top - radius)} l`,
    `${n(right)} ${n(top - handle)} ${n(right - handle)} ${n(top)} ${n(right - radius)} ${n(top)} c`,
    `${n(x + radius)} ${n(top)} l`,
    `${n(x + handle)} ${n(top)} ${n(x)} ${n(top - handle)} ${n(x)} ${n(top - radius)} c`,
    `${n(x)} ${n(y + radius)} l`,
    `${n(x)} ${n(y + handle)} ${n(x + handle)} ${n(y)} ${n(x + radius)} ${n(y)} c h`,
  ].join('\n');
}
