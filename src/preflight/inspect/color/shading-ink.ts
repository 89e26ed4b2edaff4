// A gradient's dictionary (ISO 32000-1, 8.7.4.5) → the greatest sum of inks that it comes to, in percent.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { decodeStream } from '../objects/stream-data.ts';
import { inksOf } from './color-spaces.ts';
import type { ColorSpace } from './color-spaces.ts';
import { meshColors } from './mesh-colors.ts';
import { evaluateFunction } from './pdf-function.ts';

/** Values at which functions of one input are looked at: a power of two and one, so that halves are among them. */
const STEPS = 17;
/** The same for two inputs, each. */
const GRID = 9;
const MAX_FUNCTIONS = 32;
/** Bytes of a sampled function, and of a calculator function, that are worked out. */
const MAX_SAMPLES = 64 * 1024;
const MAX_PROGRAM = 4096;
/** Functions worked out for one file. */
const MAX_EVALUATIONS = 50_000;

/** The inks of a file's gradients, each worked out once. */
export class ShadingInks {
  readonly #objects: PdfObjects;
  readonly #known = new Map<PDFDict, number | null>();
  #left = MAX_EVALUATIONS;

  constructor(objects: PdfObjects) {
    this.#objects = objects;
  }

  /** Null when the colours are not in inks, or cannot be worked out. */
  greatest(value: PDFObject | null, space: ColorSpace): number | null {
    const dict = this.#objects.dict(value);
    if (dict === null || (space.plates === null && space.indexed === null)) return null;
    let found = this.#known.get(dict);
    if (found === undefined) this.#known.set(dict, (found = this.#workOut(value, dict, space)));
    return found;
  }

  #workOut(value: PDFObject | null, dict: PDFDict, space: ColorSpace): number | null {
    const objects = this.#objects;
    const type = objects.number(objects.get(dict, 'ShadingType')) ?? 0;
    const written = objects.get(dict, 'Function');
    if (written === null) {
      const colors = meshColors(value, space.components, objects);
      return colors?.reduce((greatest, each) => Math.max(greatest, sumOf(space, each)), 0) ?? null;
    }
    const functions =
      objects.array(written) === null ? [written] : objects.list(written).slice(0, MAX_FUNCTIONS);
    if (!functions.every((each) => isCheap(each, objects, 0))) return null;
    let greatest: number | null = null;
    for (const inputs of inputsOf(dict, type, { functions, objects })) {
      this.#left -= functions.length;
      const results =
        this.#left < 0 ? [null] : functions.map((each) => evaluateFunction(each, inputs, objects));
      if (results.some((each) => each === null)) return null;
      const total = sumOf(space, results.flatMap((each) => each ?? [])); // prettier-ignore
      greatest = Math.max(greatest ?? 0, total);
    }
    return greatest;
  }
}

/** Whether a function can be worked out many times. */
function isCheap(value: PDFObject, objects: PdfObjects, depth: number): boolean {
  const dict = objects.dict(value);
  if (dict === null || depth > 4) return false;
  const stream = objects.stream(value);
  const type = objects.number(objects.get(dict, 'FunctionType'));
  if (stream !== null)
    return decodeStream(stream, objects, type === 4 ? MAX_PROGRAM : MAX_SAMPLES).data !== null;
  const parts = objects.list(objects.get(dict, 'Functions'));
  return parts.length <= MAX_FUNCTIONS && parts.every((each) => isCheap(each, objects, depth + 1));
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
