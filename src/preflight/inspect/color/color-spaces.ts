// Colour spaces of a PDF (ISO 32000-1, 8.6) → their facts, and colours in them → inks.
import type { PDFArray, PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { IccFacts, PaintFacts, SpaceFacts } from '../inspected-pdf.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { decodeStream } from '../objects/stream-data.ts';
import { readIccHeader } from './icc-header.ts';
import { evaluateFunction } from './pdf-function.ts';

/** A colour space as painting needs it. */
export interface ColorSpace {
  readonly facts: SpaceFacts;
  readonly components: number;
  /** The colour that `cs` sets. */
  readonly initial: readonly number[];
  /** Ink of each component; null when the space is not one of inks. */
  readonly plates: readonly string[] | null;
  /** DeviceGray: light, not ink. */
  readonly inverted: boolean;
  readonly indexed: IndexedColors | null;
  /** Of the underlying space of a pattern space. */
  readonly base: ColorSpace | null;
}

export interface IndexedColors {
  readonly base: ColorSpace;
  readonly highest: number;
  readonly table: Uint8Array;
}

/** A current colour. */
export interface Color {
  readonly space: ColorSpace;
  readonly components: readonly number[];
  readonly pattern: PDFObject | null;
  readonly facts: PaintFacts;
}

const MAX_PROFILE = 16 * 1024 * 1024;
const MAX_TABLE = 1024 * 1024;
const MAX_DEPTH = 8;
/** Annex C: colorants of a DeviceN space. */
const MAX_COLORANTS = 32;
/** Colours kept for being used again. */
const MAX_COLORS = 2000;

/** Process inks by the names that DeviceN and Separation spaces give them (8.6.6.4). */
const PROCESS: ReadonlyMap<string, string> = new Map([['Cyan', 'C'], ['Magenta', 'M'], ['Yellow', 'Y'], ['Black', 'K']]); // prettier-ignore
const CMYK: readonly string[] = ['C', 'M', 'Y', 'K'];

/** Names that inline images may use (table 94). */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map([['G', 'DeviceGray'], ['RGB', 'DeviceRGB'], ['CMYK', 'DeviceCMYK']]); // prettier-ignore

function space(facts: SpaceFacts, components: number, rest: Partial<ColorSpace> = {}): ColorSpace {
  const initial: readonly number[] = Array.from({ length: components }, () => 0);
  return { facts, components, initial, plates: null, inverted: false, indexed: null, base: null, ...rest };
}

/** Reads and keeps the colour spaces of one file. */
export class ColorSpaces {
  readonly gray: ColorSpace = space({ kind: 'gray' }, 1, { plates: ['K'], inverted: true });
  readonly rgb: ColorSpace = space({ kind: 'rgb' }, 3);
  readonly cmyk: ColorSpace = space({ kind: 'cmyk' }, 4, { plates: CMYK, initial: [0, 0, 0, 1] });
  readonly #pattern = space({ kind: 'pattern', base: null }, 0);
  readonly #unknown = space({ kind: 'unknown' }, 1);
  readonly #objects: PdfObjects;
  readonly #spaces = new Map<PDFObject, ColorSpace>();
  readonly #profiles = new Map<PDFObject, IccFacts | 'damaged'>();
  readonly #colors = new Map<ColorSpace, Map<string, Color>>();
  #kept = 0;

  constructor(objects: PdfObjects) {
    this.#objects = objects;
  }

  /** The space of a name or an array; names are looked up in the resources, with their defaults (8.6.5.6). */
  read(value: PDFObject | null | undefined, resources: PDFDict | null, depth: number = 0): ColorSpace {
    const objects = this.#objects;
    if (depth > MAX_DEPTH) return this.#unknown;
    const name = objects.name(value);
    if (name !== null) return this.named(name, resources, depth);
    const array = objects.array(value);
    if (array === null) return this.#unknown;
    const known = this.#spaces.get(array);
    if (known !== undefined) return known;
    const found = this.#readArray(array, resources, depth);
    this.#spaces.set(array, found);
    return found;
  }

  /** As `read`, by name. */
  named(name: string, resources: PDFDict | null, depth: number = 0): ColorSpace {
    switch (name) {
      case 'DeviceGray':
        return this.#default('DefaultGray', this.gray, resources, depth);
      case 'DeviceRGB':
        return this.#default('DefaultRGB', this.rgb, resources, depth);
      case 'DeviceCMYK':
        return this.#default('DefaultCMYK', this.cmyk, resources, depth);
      case 'Pattern':
        return this.#pattern;
      default: {
        const found = this.#objects.get(this.#table(resources), name);
        if (found !== null) return this.read(found, resources, depth + 1);
        const device = SHORT_NAMES.get(name);
        return device === undefined ? this.#unknown : this.named(device, resources, depth);
      }
    }
  }

  /** Facts of a profile in a stream. */
  profile(value: PDFObject | null | undefined): IccFacts | 'damaged' | null {
    const objects = this.#objects;
    const stream = objects.stream(value);
    if (stream === null) return objects.resolve(value) === null ? null : 'damaged';
    const known = this.#profiles.get(stream);
    if (known !== undefined) return known;
    const { data } = decodeStream(stream, objects, MAX_PROFILE);
    const facts = data === null ? 'damaged' : readIccHeader(data, objects.number(objects.get(stream.dict, 'N'))); // prettier-ignore
    this.#profiles.set(stream, facts);
    return facts;
  }

  /** A colour; the same colour is the same object while not too many are in use. */
  color(of: ColorSpace, components: readonly number[], pattern: PDFObject | null = null): Color {
    let colors = this.#colors.get(of);
    if (colors === undefined) this.#colors.set(of, (colors = new Map<string, Color>()));
    const key = components.join(' ');
    const known = pattern === null ? colors.get(key) : undefined;
    if (known !== undefined) return known;
    const facts: PaintFacts = { space: of.facts, components, inks: inksOf(of, components) };
    const color = { space: of, components, pattern, facts };
    if (pattern === null) {
      if (++this.#kept > MAX_COLORS) {
        this.#colors.clear();
        this.#kept = 0;
      } else colors.set(key, color);
    }
    return color;
  }

  #table(resources: PDFDict | null): PDFDict | null {
    return this.#objects.dict(this.#objects.get(resources, 'ColorSpace'));
  }

  #default(name: string, device: ColorSpace, resources: PDFDict | null, depth: number): ColorSpace {
    if (resources === null) return device;
    const value = this.#objects.get(this.#table(resources), name);
    const found = value === null ? device : this.read(value, null, depth + 1);
    return found.components === device.components ? found : device;
  }

  #readArray(array: PDFArray, resources: PDFDict | null, depth: number): ColorSpace {
    const objects = this.#objects;
    const at = (index: number): PDFObject | undefined => (index < array.size() ? array.get(index) : undefined); // prettier-ignore
    const family = objects.name(at(0));
    switch (family) {
      case null:
        return this.#unknown;
      case 'CalGray':
        return space({ kind: 'cal-gray' }, 1);
      case 'CalRGB':
        return space({ kind: 'cal-rgb' }, 3);
      case 'Lab':
        return space({ kind: 'lab' }, 3);
      case 'ICCBased':
        return this.#icc(at(1));
      case 'Indexed':
      case 'I':
        return this.#indexed(at, resources, depth);
      case 'Separation':
        return this.#separation(at, depth);
      case 'DeviceN':
        return this.#deviceN(at, depth);
      case 'Pattern': {
        const base = at(1) === undefined ? null : this.read(at(1), resources, depth + 1);
        return space({ kind: 'pattern', base: base?.facts ?? null }, base?.components ?? 0, { base });
      }
      default:
        return array.size() === 1 ? this.named(family, resources, depth + 1) : this.#unknown;
    }
  }

  #icc(value: PDFObject | undefined): ColorSpace {
    const objects = this.#objects;
    const profile = this.profile(value);
    const given = objects.number(objects.get(objects.dict(value), 'N'));
    const components = given === 1 || given === 3 || given === 4 ? given : 3;
    const facts: SpaceFacts = { kind: 'icc', components, profile };
    return space(facts, components, components === 4 ? { plates: CMYK, initial: [0, 0, 0, 1] } : {});
  }

  #indexed(
    at: (index: number) => PDFObject | undefined,
    resources: PDFDict | null,
    depth: number,
  ): ColorSpace {
    const objects = this.#objects;
    const base = this.read(at(1), resources, depth + 1);
    const highest = Math.max(0, Math.min(255, objects.number(at(2)) ?? 0));
    const stream = objects.stream(at(3));
    const data = stream === null ? objects.bytes(at(3)) : decodeStream(stream, objects, MAX_TABLE).data;
    const indexed = { base, highest, table: data ?? new Uint8Array() };
    return space({ kind: 'indexed', base: base.facts }, 1, { indexed });
  }

  #separation(at: (index: number) => PDFObject | undefined, depth: number): ColorSpace {
    const name = this.#objects.readableName(at(1)) ?? '';
    const alternate = this.read(at(2), null, depth + 1);
    const facts: SpaceFacts = { kind: 'separation', name, alternate: alternate.facts, recipe: this.#recipe(at(3), 1, alternate) }; // prettier-ignore
    return space(facts, 1, { plates: [PROCESS.get(name) ?? name], initial: [1] });
  }

  #deviceN(at: (index: number) => PDFObject | undefined, depth: number): ColorSpace {
    const objects = this.#objects;
    const names = objects.list(at(1)).slice(0, MAX_COLORANTS).map((each) => objects.readableName(each) ?? ''); // prettier-ignore
    const alternate = this.read(at(2), null, depth + 1);
    const recipe = this.#recipe(at(3), names.length, alternate);
    const facts: SpaceFacts = { kind: 'device-n', names, alternate: alternate.facts, recipe };
    const plates = names.map((name) => PROCESS.get(name) ?? name);
    return space(facts, names.length, { plates, initial: names.map(() => 1) });
  }

  /** What full tint becomes in the alternate space, in percent; a digest where the function cannot be worked out. */
  #recipe(value: PDFObject | undefined, inputs: number, alternate: ColorSpace): string {
    const objects = this.#objects;
    const full = evaluateFunction(value, Array.from({ length: inputs }, () => 1), objects); // prettier-ignore
    const kind = alternate.facts.kind === 'icc' ? `icc${alternate.components}` : alternate.facts.kind;
    if (full !== null) {
      const percent = full.map((each) => (Math.round(each * 1000) / 10).toString());
      return `${kind} ${percent.join(' ')}`;
    }
    const stream = objects.stream(value);
    const source = stream?.getContents() ?? Buffer.from(String(objects.resolve(value)).slice(0, 100_000));
    return `${kind} ${digest(source)}`;
  }
}

/** FNV-1a of 32 bits, and the length: enough to tell recipes of one name apart. */
function digest(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${(hash >>> 0).toString(16)}-${bytes.length}`;
}

/** Inks of a colour in percent; null when its space is not one of inks. */
export function inksOf(of: ColorSpace, components: readonly number[]): ReadonlyMap<string, number> | null {
  if (of.indexed !== null) {
    const { base, highest, table } = of.indexed;
    const index = Math.max(0, Math.min(highest, Math.round(components[0] ?? 0)));
    if (base.plates === null) return null;
    const start = index * base.components;
    return inksOf(base, [...table.subarray(start, start + base.components)].map((each) => each / 255)); // prettier-ignore
  }
  if (of.plates === null) return null;
  const inks = new Map<string, number>();
  for (const [index, plate] of of.plates.entries()) {
    const value = Math.max(0, Math.min(1, components[index] ?? 0));
    const percent = (of.inverted ? 1 - value : value) * 100;
    inks.set(plate, Math.max(inks.get(plate) ?? 0, percent));
  }
  return inks;
}
