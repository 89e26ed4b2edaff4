// A gradient's dictionary (ISO 32000-1, 8.7.4.5) → the greatest sum of inks that it comes to, in percent.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import { inksOf } from './color-spaces.ts';
import type { ColorSpace } from './color-spaces.ts';
import { evaluateFunction } from './pdf-function.ts';
import type { PdfObjects } from './pdf-objects.ts';

/** Values at which functions of one input are looked at: a power of two and one, so that halves are among them. */
const STEPS = 65;
/** The same for two inputs, each. */
const GRID = 9;
const MAX_FUNCTIONS = 32;

/** Null when the colours are not in inks, or stand in the mesh itself. */
export function greatestShadingInk(dict: PDFDict, space: ColorSpace, objects: PdfObjects): number | null {
  if (space.plates === null) return null;
  const type = objects.number(objects.get(dict, 'ShadingType')) ?? 0;
  const value = objects.get(dict, 'Function');
  if (value === null) return null;
  const functions = objects.array(value) === null ? [value] : objects.list(value).slice(0, MAX_FUNCTIONS);
  let greatest: number | null = null;
  for (const inputs of inputsOf(dict, type, { functions, objects })) {
    const results = functions.map((each) => evaluateFunction(each, inputs, objects));
    if (results.some((each) => each === null)) return null;
    const total = sumOf(space, results.flatMap((each) => each ?? [])); // prettier-ignore
    greatest = Math.max(greatest ?? 0, total);
  }
  return greatest;
}

function sumOf(space: ColorSpace, components: readonly number[]): number {
  let total = 0;
  for (const [name, value] of inksOf(space, components) ?? []) if (name !== 'All' && name !== 'None') total += value; // prettier-ignore
  return total;
}

interface Functions {
  readonly functions: readonly PDFObject[];
  readonly objects: PdfObjects;
}

/** Points of the domain: evenly, and where stitched functions meet. */
function inputsOf(
  dict: PDFDict,
  type: number,
  { functions, objects }: Functions,
): readonly (readonly number[])[] {
  if (type === 1) {
    const [left = 0, right = 1, bottom = 0, top = 1] = objects.numbers(objects.get(dict, 'Domain'), 4) ?? [];
    const along = (low: number, high: number): readonly number[] => Array.from({ length: GRID }, (_, step) => low + ((high - low) * step) / (GRID - 1)); // prettier-ignore
    return along(left, right).flatMap((x) => along(bottom, top).map((y) => [x, y]));
  }
  const decode = objects.list(objects.get(dict, 'Decode')).map((each) => objects.number(each) ?? 0);
  const [first = 0, last = 1] = type <= 3 ? (objects.numbers(objects.get(dict, 'Domain'), 2) ?? []) : decode.slice(4, 6); // prettier-ignore
  const even = Array.from({ length: STEPS }, (_, step) => first + ((last - first) * step) / (STEPS - 1));
  const meeting = functions.flatMap((each) => objects.list(objects.get(objects.dict(each), 'Bounds')).slice(0, STEPS)); // prettier-ignore
  return [...even, ...meeting.map((each) => objects.number(each) ?? 0)].map((each) => [each]);
}
