// width, height and viewBox of an SVG root → natural size in CSS px (SVG 1.1, 7; CSS Images 3, 4.3 for what is missing).

export interface SvgSize {
  /** px, positive. */
  readonly width: number;
  readonly height: number;
}

/** CSS px of one unit. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['px', 1],
  ['pt', 4 / 3],
  ['pc', 16],
  ['mm', 96 / 25.4],
  ['cm', 96 / 2.54],
  ['in', 96],
]);
/** The size of a replaced element that says nothing of itself. */
const DEFAULT_SIZE: SvgSize = { width: 300, height: 150 };
const MAXIMUM_SIZE = 100_000;

/** Null when a side is zero, negative or absurdly large. */
export function svgSize(attributes: ReadonlyMap<string, string>): SvgSize | null {
  const width = length(attributes.get('width'));
  const height = length(attributes.get('height'));
  const box = attributes.get('viewBox')?.trim().split(/[\s,]+/).map(Number); // prettier-ignore
  const boxWidth = box?.length === 4 ? (box[2] ?? Number.NaN) : Number.NaN;
  const boxHeight = box?.length === 4 ? (box[3] ?? Number.NaN) : Number.NaN;
  const ratio = boxWidth > 0 && boxHeight > 0 ? boxWidth / boxHeight : null;
  let size: SvgSize;
  if (width !== null && height !== null) size = { width, height };
  else if (width !== null) size = { width, height: ratio === null ? DEFAULT_SIZE.height : width / ratio };
  else if (height !== null) size = { width: ratio === null ? DEFAULT_SIZE.width : height * ratio, height };
  else size = ratio === null ? DEFAULT_SIZE : { width: boxWidth, height: boxHeight };
  const isUsable = [size.width, size.height].every((side) => side > 0 && side <= MAXIMUM_SIZE);
  return isUsable ? size : null;
}

/** Px; null when it is missing, a percentage or no length. */
function length(text: string | undefined): number | null {
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(text ?? '');
  const unit = UNITS.get((match?.[2] ?? '').toLowerCase());
  return match === null || unit === undefined ? null : Number(match[1]) * unit;
}
