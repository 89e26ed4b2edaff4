// Face slots → font files and faces, read once and only when asked for; files that cannot be used become F002.
import { messageOf } from '../base/message-of.ts';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { checkArabicShaping } from './decode-font.ts';
import type { FaceSlot } from './face-slot.ts';
import { LoadedFace } from './face.ts';
import { FontFile } from './font-file.ts';
import type { FontRequest } from './font-types.ts';
import type { HarfBuzz } from './harfbuzz.ts';
import { OutlineReader } from './outline.ts';
import { FontFileError } from './sfnt.ts';

/** Arabic beh: every Arabic font has it. */
const BEH = 0x0628;

/** Owns every file and face of one library. */
export class FaceStore {
  readonly harfbuzz: HarfBuzz;
  /** Dense, in order of first use. */
  readonly faces: LoadedFace[] = [];
  readonly #diagnostics: Diagnostics;
  readonly #outlines: OutlineReader;
  readonly #files = new Map<string, FontFile | null>();
  readonly #instances = new Map<string, LoadedFace>();

  constructor(harfbuzz: HarfBuzz, diagnostics: Diagnostics) {
    this.harfbuzz = harfbuzz;
    this.#diagnostics = diagnostics;
    this.#outlines = new OutlineReader(harfbuzz);
  }

  /** The file of a slot; null when it cannot be used, which is reported once. */
  file(slot: FaceSlot): FontFile | null {
    const { key, label } = slot.data;
    const known = this.#files.get(key);
    if (known !== undefined) return known;
    let file: FontFile | null = null;
    try {
      const candidate = new FontFile(this.harfbuzz, slot.data.read());
      checkArabicShaping(candidate.sfnt, candidate.has(BEH));
      file = candidate;
    } catch (error) {
      this.#report(label, slot.data.place, error);
    }
    this.#files.set(key, file);
    return file;
  }

  /** The face a slot gives for a request: itself, or the instance of a variable font nearest to what is wanted. */
  face(slot: FaceSlot, file: FontFile, request: FontRequest): LoadedFace {
    const variations = instanceOf(slot, file, request);
    const key = `${slot.data.key}\n${slot.sizeAdjust}\n${slot.family}\n${variations.join(';')}`;
    let face = this.#instances.get(key);
    if (face === undefined) {
      face = new LoadedFace(this.harfbuzz, this.#outlines, {
        id: this.faces.length,
        family: slot.family,
        file,
        variations,
        sizeAdjust: slot.sizeAdjust,
      });
      this.faces.push(face);
      this.#instances.set(key, face);
    }
    return face;
  }

  /** The weights a slot offers; those of the file itself when only the file can tell. */
  weightOf(slot: FaceSlot): readonly [number, number] {
    if (slot.weight !== 'probe') return slot.weight;
    const file = this.file(slot);
    if (file === null) return [400, 400];
    const axis = file.metrics.axes.find(({ tag }) => tag === 'wght');
    if (axis !== undefined) return [axis.min, axis.max];
    return slot.staticWeight === 'normal' ? [400, 400] : [file.metrics.weight, file.metrics.weight];
  }

  #report(label: string, place: Place | undefined, error: unknown): void {
    const hint = error instanceof FontFileError ? error.hint : undefined;
    const why = messageOf(error);
    this.#diagnostics.error('F002', `${label}: ${why}`, place, hint);
  }
}

/** Coordinates on the axes of a variable font that differ from its default, in the order of its axes. */
function instanceOf(slot: FaceSlot, file: FontFile, request: FontRequest): [string, number][] {
  const coordinates: [string, number][] = [];
  for (const axis of file.metrics.axes) {
    let value = request.variations[axis.tag];
    if (value === undefined && axis.tag === 'wght') {
      value = slot.weight === 'probe' ? request.weight : clamp(request.weight, slot.weight);
    }
    if (value === undefined && axis.tag === 'wdth') value = clamp(request.stretch, slot.stretch);
    if (value === undefined) continue;
    value = clamp(value, [axis.min, axis.max]);
    if (value !== axis.default) coordinates.push([axis.tag, value]);
  }
  return coordinates;
}

function clamp(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(Math.max(value, low), high);
}
