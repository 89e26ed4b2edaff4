// What the rules have in common: targets, boxes, inks, and numbers as people read them.
import type { Box, InspectedPage, PaintEvent, PaintFacts, SpaceFacts, StateFacts } from '../inspect/inspected-pdf.ts'; // prettier-ignore
import type { Finding, FindingSeverity, PreflightTarget } from '../report-types.ts';

/** A finding as a rule makes it; its name and count are added by who collects it. */
export type NewFinding = Omit<Finding, 'rule' | 'count'>;

export type PaintedEvent = Extract<PaintEvent, { kind: 'fill' | 'stroke' | 'text' }>;
export type TextEvent = Extract<PaintEvent, { kind: 'text' }>;
export type ImageEvent = Extract<PaintEvent, { kind: 'image' }>;

/** Points by which numbers in a file may miss what they mean. */
export const ROUNDING = 0.01;
/** Percent of ink that nobody can measure: colours are written with three decimals. */
export const INK_ROUNDING = 0.5;
/** From this much black on a colour counts as black, percent. */
export const FULL_INK = 99;

const MM = 72 / 25.4;

/** For rules that are asked of every file. */
export function always(): boolean {
  return true;
}

/** PDF/X, the standards for print. */
export function isPrint({ standard }: PreflightTarget): boolean {
  return standard === 'pdfx-4' || standard === 'pdfx-1a';
}

/** PDF/X-4 (ISO 15930-7). */
export function isX4({ standard }: PreflightTarget): boolean {
  return standard === 'pdfx-4';
}

/** PDF/X-1a (ISO 15930-1 and -4). */
export function isX1a({ standard }: PreflightTarget): boolean {
  return standard === 'pdfx-1a';
}

/** PDF/A-2a or PDF/UA-1: the standards whose files are read on a screen. */
export function isAccessible(target: PreflightTarget): boolean {
  return !isPrint(target);
}

/** PDF/UA-1 (ISO 14289-1), alone or with PDF/A-2a. */
export function isUa({ standard }: PreflightTarget): boolean {
  return standard === 'pdfua-1' || standard === 'pdfua-1+pdfa-2a';
}

/** PDF/A-2a (ISO 19005-2), alone or with PDF/UA-1. */
export function isArchive({ standard }: PreflightTarget): boolean {
  return standard === 'pdfa-2a' || standard === 'pdfua-1+pdfa-2a';
}

/** A printer profile says what it wants of a file for print. */
export function hasProfile(target: PreflightTarget): boolean {
  return isPrint(target) && target.profile !== null;
}

/** Points in words: `0.25 pt`. */
export function points(value: number): string {
  return `${trimNumber(value, 2)} pt`;
}

/** Points in words, in millimetres: `3 mm`. */
export function millimetres(value: number): string {
  return `${trimNumber(value / MM, 2)} mm`;
}

/** Points → mm, two decimals. */
export function toMillimetres(value: number): number {
  return Math.round((value / MM) * 100) / 100;
}

/** Percent in words: `312.5 %`. */
export function percent(value: number): string {
  return `${trimNumber(value, 1)} %`;
}

/** Pixels per inch in words: `150 ppi`. */
export function perInch(value: number): string {
  return `${Math.round(value)} ppi`;
}

function trimNumber(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

/** Points. */
export function boxWidth(box: Box): number {
  return box[2] - box[0];
}

/** Points. */
export function boxHeight(box: Box): number {
  return box[3] - box[1];
}

/** Width and height in words: `210 × 297 mm`. */
export function boxSize(box: Box): string {
  return `${trimNumber(boxWidth(box) / MM, 1)} × ${trimNumber(boxHeight(box) / MM, 1)} mm`;
}

/** The inner box may stand out by what rounding explains. */
export function contains(outer: Box, inner: Box): boolean {
  return (
    inner[0] >= outer[0] - ROUNDING &&
    inner[1] >= outer[1] - ROUNDING &&
    inner[2] <= outer[2] + ROUNDING &&
    inner[3] <= outer[3] + ROUNDING
  );
}

/** Boxes that only touch do not overlap; lines without thickness do. */
export function overlap(a: Box, b: Box): boolean {
  return (
    Math.min(a[2], b[2]) >= Math.max(a[0], b[0]) - 1e-6 &&
    Math.min(a[3], b[3]) >= Math.max(a[1], b[1]) - 1e-6 &&
    (a[0] < b[2] - 1e-6 || b[0] === b[2]) &&
    (b[0] < a[2] - 1e-6 || a[0] === a[2]) &&
    (a[1] < b[3] - 1e-6 || b[1] === b[3]) &&
    (b[1] < a[3] - 1e-6 || a[1] === a[3])
  );
}

/** What is cut out of the sheet: trim, else art box. */
export function trimOf({ boxes }: InspectedPage): Box | null {
  return boxes.trim ?? boxes.art;
}

/** What can come into the printed product: the bleed, else trim, else the whole sheet. Marks lie outside it. */
export function printedArea(page: InspectedPage): Box {
  return page.boxes.bleed ?? trimOf(page) ?? page.boxes.crop ?? page.boxes.media;
}

/** Something of it can be seen in the printed product. */
export function isPrinted(event: PaintEvent, area: Box): boolean {
  if (!overlap(event.bounds, area)) return false;
  return !(event.kind === 'text' && isInvisible(event)) && event.state.opacity > 0;
}

/** Text of mode 3 paints nothing, of mode 7 only clips (ISO 32000-1, 9.3.6). */
export function isInvisible(event: TextEvent): boolean {
  return event.mode === 3 || event.mode === 7;
}

/** Fills, strokes and text inside the bleed. */
export function printedPaints(page: InspectedPage): PaintedEvent[] {
  const area = printedArea(page);
  return page.events.filter(
    (event): event is PaintedEvent =>
      (event.kind === 'fill' || event.kind === 'stroke' || event.kind === 'text') && isPrinted(event, area),
  );
}

/** Text that is seen inside the bleed. */
export function printedText(page: InspectedPage): TextEvent[] {
  return printedPaints(page).filter((event): event is TextEvent => event.kind === 'text');
}

/** Pictures inside the bleed. */
export function printedImages(page: InspectedPage): ImageEvent[] {
  const area = printedArea(page);
  return page.events.filter((event): event is ImageEvent => event.kind === 'image' && isPrinted(event, area));
}

export const PROCESS: readonly string[] = ['C', 'M', 'Y', 'K'];

/** Percent of one ink. */
export function ink(paint: PaintFacts, name: string): number {
  return paint.inks?.get(name) ?? 0;
}

/** Percent of all plates together; registration colour and inks that print nothing do not count. */
export function inkTotal(paint: PaintFacts): number {
  let total = 0;
  for (const [name, value] of paint.inks ?? []) if (name !== 'All' && name !== 'None') total += value;
  return total;
}

/** How many plates it is printed from. */
export function plateCount(paint: PaintFacts): number {
  let count = 0;
  for (const [name, value] of paint.inks ?? []) {
    if (name !== 'All' && name !== 'None' && value > INK_ROUNDING) count++;
  }
  return count;
}

/** Inks of a paint in the usual order: `C 40 M 30 Y 30 K 100`. */
export function inkList(paint: PaintFacts): string {
  const inks = [...(paint.inks ?? [])].filter(([, value]) => value > INK_ROUNDING);
  return inks.map(([name, value]) => `${name} ${trimNumber(value, 0)}`).join(' ') || 'no ink';
}

/** 100 % black and nothing else. */
export function isPureBlack(paint: PaintFacts): boolean {
  return ink(paint, 'K') >= FULL_INK && plateCount(paint) === 1;
}

/** 100 % black over other inks. */
export function isRichBlack(paint: PaintFacts): boolean {
  return ink(paint, 'K') >= FULL_INK && plateCount(paint) > 1;
}

/** What a black of RGB becomes when it is converted: all three colours dark, and less than full black. */
export function isBlackOfFour(paint: PaintFacts): boolean {
  const dark = ['C', 'M', 'Y'].every((name) => ink(paint, name) >= 40);
  const black = ink(paint, 'K');
  return dark && black < FULL_INK && inkTotal(paint) >= 240;
}

/** Space of the colours themselves: below Indexed and Pattern, above the alternate of spot colours. */
export function baseSpace(space: SpaceFacts): SpaceFacts {
  if (space.kind === 'indexed') return baseSpace(space.base);
  if (space.kind === 'pattern' && space.base !== null) return baseSpace(space.base);
  return space;
}

/** The colour space that an event brings along; null for painting through a mask without one. */
export function spaceOf(event: PaintEvent): SpaceFacts | null {
  if (event.kind === 'shading') return baseSpace(event.space);
  if (event.kind !== 'image') return baseSpace(event.paint.space);
  if (event.image.mask) return event.paint === null ? null : baseSpace(event.paint.space);
  return baseSpace(event.image.space);
}

/** What a stencil is filled with; null of everything else. */
export function stencilPaint(event: PaintEvent): PaintFacts | null {
  return event.kind === 'image' && event.image.mask ? event.paint : null;
}

/** Every colour space that a page's content uses, with where. */
export function spacesOf(page: InspectedPage): { readonly space: SpaceFacts; readonly event: PaintEvent }[] {
  return page.events.flatMap((event) => {
    const space = spaceOf(event);
    return space === null || (event.kind === 'text' && isInvisible(event)) ? [] : [{ space, event }];
  });
}

/** What an event paints, in words. */
export function whatIs(event: PaintEvent): string {
  const names = { fill: 'an area', stroke: 'a line', text: 'text', image: 'a picture', shading: 'a gradient' }; // prettier-ignore
  return names[event.kind];
}

/** Blend mode, opacity or mask let something below shine through. */
export function isTransparent(state: StateFacts): boolean {
  return state.opacity < 1 || state.softMask || !['Normal', 'Compatible'].includes(state.blendMode);
}

/** `2.1.0` → 2. */
export function majorVersion(version: string): number {
  return Number.parseInt(version, 10);
}

/** `1.6` ≤ `1.10`: part by part; null when it is no version. */
export function versionNumber(version: string): number | null {
  const match = /^(\d+)\.(\d+)/.exec(version);
  return match === null ? null : Number(match[1]) * 100 + Number(match[2]);
}

/** “a, b and c”. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

export interface FindingDetails {
  readonly severity: FindingSeverity;
  readonly message: string;
  readonly place?: Box | null;
  readonly measured?: string;
  readonly wanted?: string;
}

/** A finding about the whole file. */
export function ofFile(details: FindingDetails): NewFinding {
  return ofPage(null, details);
}

/** A finding about a page. */
export function ofPage(page: number | null, details: FindingDetails): NewFinding {
  return {
    severity: details.severity,
    page,
    place: details.place ?? null,
    message: details.message,
    measured: details.measured ?? null,
    wanted: details.wanted ?? null,
  };
}
