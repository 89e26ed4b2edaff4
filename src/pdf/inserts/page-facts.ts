// The content of a foreign page, with everything it really uses → what a press or an archive would mind: translucent paint,
// colours, fonts, ways of packing; and its spot colours. Resources that nothing names do not count.
import type { Inks } from '../../base/printer-profile.ts';
import { cleanContent, hiddenMarks } from './clean-content.ts';
import type { Operation } from './content-operations.ts';
import { contentOperations } from './content-operations.ts';
import type { LayerTest } from './optional-content.ts';
import type { PdfDictionary, PdfObjects, PdfStream, PdfValue } from './pdf-values.ts';
import {
  PdfError,
  dictionaryOf,
  entry,
  filtersOf,
  itemsOf,
  nameIn,
  numberIn,
  readableName,
} from './pdf-values.ts';
import { ARCHIVE_NESTING, isKnownOperator, namesLetters } from './archive-facts.ts';
import { evaluate } from './tint-transform.ts';

/** `inks`, `type`: process inks and fonts that are used; `unicode`: fonts that do not say what their letters are; `archive`: what PDF/A refuses. */
export type FindingKind =
  | 'transparency' | 'rgb' | 'calibrated' | 'font' | 'packing' | 'press' | 'missing' | 'inks' | 'type' | 'unicode' | 'archive'; // prettier-ignore

export interface PageFacts {
  /** Whether anything is blended with what lies below it. */
  readonly translucent: boolean;
  /** In words, each once, in the order of the content. */
  readonly findings: ReadonlyMap<FindingKind, readonly string[]>;
  /** Process inks of each spot colour at full tint; null where its recipe is not in process inks. */
  readonly spots: ReadonlyMap<string, Inks | null>;
  /** The page's own resources that are used: `XObject/Im1`. */
  readonly used: ReadonlySet<string>;
}

/** Reads what `content`, the cleaned content of `page`, uses. Throws PdfError where that is damaged. */
export function pageFacts(
  objects: PdfObjects,
  page: PdfDictionary,
  content: Uint8Array,
  layers: LayerTest,
): PageFacts {
  const resources = dictionaryOf(objects, page.entries.get('Resources'));
  const reader = new FactReader(objects, layers);
  reader.group(page);
  reader.content(content, resources, 0);
  return reader.facts(resources);
}

/** Forms in forms. */
const MAXIMUM_DEPTH = 32;
/** Not spot colours: process inks, all plates, no plate. */
const NO_SPOTS: ReadonlySet<string> = new Set(['Cyan', 'Magenta', 'Yellow', 'Black', 'All', 'None']);
const OPAQUE_MODES: ReadonlySet<string> = new Set(['Normal', 'Compatible', '']);
/** Spaces of devices by the operators that name them. */
const DEVICES: Readonly<Record<string, string>> = { g: 'DeviceGray', rg: 'DeviceRGB', k: 'DeviceCMYK' };
/** Transfer functions (10.5), and the names that change nothing. */
const CHANGED_TONES: readonly (readonly [key: string, harmless: readonly string[]])[] = [
  ['TR', ['Identity']],
  ['TR2', ['Identity', 'Default']],
];
/** What standards for print leave out: JPEG 2000 and JBIG2 came after X-1a; LZW of inline images stays as it is. */
const LATE_FILTERS: ReadonlyMap<string, string> = new Map([['JPXDecode', 'JPEG 2000'], ['JBIG2Decode', 'JBIG2']]); // prettier-ignore
const INLINE_SPACES: ReadonlyMap<string, string> = new Map([['G', 'DeviceGray'], ['RGB', 'DeviceRGB'], ['CMYK', 'DeviceCMYK'], ['I', 'Indexed']]); // prettier-ignore

class FactReader {
  readonly #objects: PdfObjects;
  readonly #findings = new Map<FindingKind, Set<string>>();
  readonly #spots = new Map<string, Inks | null>();
  readonly #seen = new Set<PdfValue>();
  readonly #blendSpaces: PdfValue[] = [];
  readonly #used = new Map<PdfDictionary, Set<string>>();
  readonly #layers: LayerTest;

  constructor(objects: PdfObjects, layers: LayerTest) {
    this.#objects = objects;
    this.#layers = layers;
  }

  facts(resources: PdfDictionary): PageFacts {
    // Without translucent paint groups change nothing, and are not copied.
    if (this.#findings.has('transparency')) for (const space of this.#blendSpaces) this.#colorSpace(space, 0);
    const findings = new Map([...this.#findings].map(([kind, words]) => [kind, [...words]] as const));
    return {
      translucent: findings.has('transparency'),
      findings,
      spots: this.#spots,
      used: this.#used.get(resources) ?? new Set(),
    };
  }

  #findLzw(): void {
    this.#find('packing', 'LZW');
    this.#find('archive', 'LZW');
  }

  /** Notes the space that a page or form is blended in. */
  group(holder: PdfDictionary): void {
    const group = dictionaryOf(this.#objects, holder.entries.get('Group'));
    if (group.entries.has('CS')) this.#blendSpaces.push(entry(this.#objects, group, 'CS'));
  }

  #find(kind: FindingKind, words: string): void {
    const known = this.#findings.get(kind);
    if (known === undefined) this.#findings.set(kind, new Set([words]));
    else known.add(words);
  }

  content(bytes: Uint8Array, resources: PdfDictionary, depth: number): void {
    if (depth > MAXIMUM_DEPTH) return;
    const used = new Set<string>();
    const devices = new Set<string>();
    let nesting = 0;
    for (const operation of contentOperations(bytes)) {
      const { operator, operands } = operation;
      const last = operands.at(-1);
      if (operator === 'q' && ++nesting > ARCHIVE_NESTING)
        this.#find('archive', 'graphics states in one another');
      else if (operator === 'Q') nesting--;
      if (!isKnownOperator(operator)) this.#find('archive', 'operators of its own');
      switch (operator) {
        case 'g':
        case 'G':
        case 'rg':
        case 'RG':
        case 'k':
        case 'K':
          devices.add(DEVICES[operator.toLowerCase()] ?? '');
          break;
        case 'BI':
          this.#inlineImage(operation, bytes, resources);
          break;
        case 'Tf': {
          const [font] = operands;
          if (typeof font === 'string') used.add(`Font${font}`);
          break;
        }
        default: {
          const kind = RESOURCE_KINDS.get(operator);
          if (kind !== undefined && typeof last === 'string') used.add(`${kind}${last}`);
        }
      }
    }
    for (const device of devices) this.#device(device, resources);
    for (const use of used) {
      const slash = use.indexOf('/');
      this.#resource(use.slice(0, slash), use.slice(slash + 1), resources, depth);
    }
  }

  /** A space of a device, or the one that the resources put in its place (8.6.5.6). */
  #device(name: string, resources: PdfDictionary): void {
    const spaces = dictionaryOf(this.#objects, resources.entries.get('ColorSpace'));
    const instead = entry(this.#objects, spaces, name.replace('Device', 'Default'));
    this.#colorSpace(instead.kind === 'null' ? { kind: 'name', name, syntax: '' } : instead, 0);
  }

  #resource(kind: string, name: string, resources: PdfDictionary, depth: number): void {
    const objects = this.#objects;
    const used = this.#used.get(resources);
    if (used === undefined) this.#used.set(resources, new Set([`${kind}/${name}`]));
    else used.add(`${kind}/${name}`);
    const written = dictionaryOf(objects, resources.entries.get(kind)).entries.get(name);
    const value = objects.resolve(written);
    if (written?.kind === 'reference' && value.kind === 'null')
      throw new PdfError(`a part of it is missing: ${name}`);
    if (
      written === undefined &&
      !(kind === 'ColorSpace' && (name === 'Pattern' || name.startsWith('Device')))
    )
      this.#find('missing', readableName(name));
    switch (kind) {
      case 'ColorSpace':
        if (value.kind === 'null') this.#device(name, resources);
        else this.#colorSpace(value, 0);
        break;
      case 'ExtGState':
        this.#state(dictionaryOf(objects, value), resources, depth);
        break;
      case 'Font':
        this.#font(value, resources, depth);
        break;
      case 'Pattern':
        this.#pattern(value, resources, depth);
        break;
      case 'Shading':
        this.#shading(value);
        break;
      case 'XObject':
        if (value.kind === 'stream') this.#xObject(value, resources, depth);
        break;
    }
  }

  #isNew(value: PdfValue): boolean {
    if (value.kind === 'null' || this.#seen.has(value)) return false;
    this.#seen.add(value);
    return true;
  }

  #state(state: PdfDictionary, resources: PdfDictionary, depth: number): void {
    if (!this.#isNew(state)) return;
    const objects = this.#objects;
    for (const name of ['ca', 'CA']) {
      const opacity = numberIn(objects, state, name) ?? 1;
      if (opacity < 1) this.#find('transparency', `opacity of ${Math.round(opacity * 100)} %`);
    }
    const [mode] = itemsOf(objects, state.entries.get('BM'));
    if (mode?.kind === 'name' && !OPAQUE_MODES.has(mode.name))
      this.#find('transparency', `blend mode ${mode.name}`);
    const mask = entry(objects, state, 'SMask');
    if (mask.kind === 'dictionary') {
      this.#find('transparency', 'a soft mask');
      if (itemsOf(objects, mask.entries.get('BC')).length === 4) this.#find('archive', 'a soft mask in inks');
      const group = entry(objects, mask, 'G');
      if (group.kind === 'stream') this.#xObject(group, resources, depth);
    }
    for (const [key, harmless] of CHANGED_TONES) {
      const value = entry(objects, state, key);
      if (value.kind !== 'null' && !(value.kind === 'name' && harmless.includes(value.name)))
        this.#find('press', 'transfer functions');
    }
    if (['dictionary', 'stream'].includes(entry(objects, state, 'HT').kind) || state.entries.has('HTP'))
      this.#find('archive', 'halftones');
    const [font] = itemsOf(objects, state.entries.get('Font'));
    if (font !== undefined) this.#font(font, resources, depth);
  }

  #xObject(stream: PdfStream, resources: PdfDictionary, depth: number): void {
    if (!this.#isNew(stream)) return;
    const objects = this.#objects;
    const { dictionary } = stream;
    if (!this.#layers(dictionary.entries.get('OC'))) return;
    if (nameIn(objects, dictionary, 'Subtype') === 'Image') {
      this.#image(dictionary, resources);
      return;
    }
    const own = entry(objects, dictionary, 'Resources');
    this.group(dictionary);
    const named = own.kind === 'dictionary' ? own : resources;
    const isHidden = hiddenMarks(objects, named, this.#layers);
    this.content(cleanContent(objects.decode(stream), isHidden), named, depth + 1);
  }

  #image(dictionary: PdfDictionary, resources: PdfDictionary): void {
    const objects = this.#objects;
    if (
      entry(objects, dictionary, 'SMask').kind === 'stream' ||
      (numberIn(objects, dictionary, 'SMaskInData') ?? 0) > 0
    )
      this.#find('transparency', 'a picture with a soft mask');
    for (const filter of filtersOf(objects, dictionary)) {
      const late = LATE_FILTERS.get(filter);
      if (late !== undefined) this.#find('packing', late);
      if (filter === 'JPXDecode') this.#find('archive', 'JPEG 2000');
    }
    const mask = entry(objects, dictionary, 'Mask');
    if (mask.kind === 'stream' && this.#isNew(mask)) this.#image(mask.dictionary, resources);
    if (numberIn(objects, dictionary, 'BitsPerComponent') === 16)
      this.#find('packing', '16 bits a component');
    const space = entry(objects, dictionary, 'ColorSpace');
    if (space.kind === 'name' && space.name.startsWith('Device')) this.#device(space.name, resources);
    else if (space.kind !== 'null') this.#colorSpace(space, 0);
    else if (filtersOf(objects, dictionary).includes('JPXDecode'))
      this.#find('press', 'pictures in JPEG 2000 whose colours the file does not name');
  }

  #inlineImage({ operands }: Operation, bytes: Uint8Array, resources: PdfDictionary): void {
    for (let i = 0; i + 1 < operands.length; i += 2) {
      const key = operands[i];
      const value = operands[i + 1];
      const words =
        typeof value === 'object'
          ? Buffer.from(bytes.subarray(value.start, value.end)).toString('latin1')
          : String(value);
      if ((key === '/F' || key === '/Filter') && /\/LZW/.test(words)) this.#findLzw();
      if (key !== '/CS' && key !== '/ColorSpace') continue;
      for (const [, name = ''] of words.matchAll(/\/([^\s/[\]<>()]+)/g))
        this.#resource('ColorSpace', INLINE_SPACES.get(name) ?? name, resources, 0);
    }
  }

  #pattern(value: PdfValue, resources: PdfDictionary, depth: number): void {
    if (!this.#isNew(value)) return;
    const objects = this.#objects;
    const dictionary = dictionaryOf(objects, value);
    if (value.kind === 'stream') {
      const own = entry(objects, dictionary, 'Resources');
      this.content(objects.decode(value), own.kind === 'dictionary' ? own : resources, depth + 1);
      return;
    }
    this.#shading(entry(objects, dictionary, 'Shading'));
    const state = entry(objects, dictionary, 'ExtGState');
    if (state.kind === 'dictionary') this.#state(state, resources, depth);
  }

  #shading(value: PdfValue): void {
    if (this.#isNew(value))
      this.#colorSpace(entry(this.#objects, dictionaryOf(this.#objects, value), 'ColorSpace'), 0);
  }

  #font(value: PdfValue, resources: PdfDictionary, depth: number): void {
    if (!this.#isNew(value)) return;
    const objects = this.#objects;
    const font = dictionaryOf(objects, value);
    const fontName = nameIn(objects, font, 'BaseFont') || 'a font without a name';
    this.#find('type', fontName);
    if (!namesLetters(objects, font)) this.#find('unicode', fontName);
    if (nameIn(objects, font, 'Subtype') === 'Type3') {
      const own = entry(objects, font, 'Resources');
      for (const glyph of dictionaryOf(objects, font.entries.get('CharProcs')).entries.values()) {
        const procedure = objects.resolve(glyph);
        if (procedure.kind === 'stream' && this.#isNew(procedure))
          this.content(objects.decode(procedure), own.kind === 'dictionary' ? own : resources, depth + 1);
      }
      return;
    }
    const [descendant] = itemsOf(objects, font.entries.get('DescendantFonts'));
    const holder = descendant?.kind === 'dictionary' ? descendant : font;
    const descriptor = dictionaryOf(objects, holder.entries.get('FontDescriptor'));
    const embedded = ['FontFile', 'FontFile2', 'FontFile3'].some((name) => {
      const program = entry(objects, descriptor, name);
      return program.kind === 'stream' && isFontProgram(objects.decode(program));
    });
    if (!embedded) this.#find('font', fontName);
  }

  #colorSpace(value: PdfValue, depth: number): void {
    if (depth > MAXIMUM_DEPTH) return;
    const objects = this.#objects;
    const [family, second, third, fourth] = itemsOf(objects, value);
    const name = family?.kind === 'name' ? family.name : '';
    switch (name) {
      case 'DeviceRGB':
        this.#find('rgb', name);
        break;
      case 'DeviceCMYK':
        this.#find('inks', name);
        break;
      case 'CalRGB':
      case 'CalGray':
      case 'Lab':
        this.#find('calibrated', name);
        break;
      case 'ICCBased': {
        const count = numberIn(objects, dictionaryOf(objects, second), 'N') ?? 3;
        this.#find('calibrated', count === 3 ? 'RGB with an ICC profile' : 'colours with an ICC profile');
        break;
      }
      case 'Indexed':
      case 'Pattern':
        if (second !== undefined) this.#colorSpace(second, depth + 1);
        break;
      case 'Separation':
      case 'DeviceN':
        if (name === 'DeviceN') this.#find('archive', 'several inks at once (DeviceN)');
        if (third !== undefined) this.#colorSpace(third, depth + 1);
        this.#spotColors(itemsOf(objects, second), third, fourth);
        break;
    }
  }

  #spotColors(
    colorants: readonly PdfValue[],
    alternate: PdfValue | undefined,
    tint: PdfValue | undefined,
  ): void {
    const inProcess = alternate?.kind === 'name' && alternate.name === 'DeviceCMYK';
    for (const [index, colorant] of colorants.entries()) {
      if (colorant.kind !== 'name') continue;
      const name = readableName(colorant.name);
      if (NO_SPOTS.has(name) || this.#spots.get(name)) continue;
      const full = colorants.map((_, i) => (i === index ? 1 : 0));
      const inks = inProcess ? evaluate(this.#objects, tint, full) : null;
      const [c, m, y, k] = inks ?? [];
      this.#spots.set(name, c === undefined || m === undefined || y === undefined || k === undefined ? null : [c, m, y, k]); // prettier-ignore
    }
  }
}

/** Whether the first bytes are those of Type 1, TrueType, OpenType or CFF (9.9). */
function isFontProgram(data: Uint8Array): boolean {
  const start = String.fromCharCode(...data.subarray(0, 4));
  return data.length > 4 && (start.startsWith('%!') || start === 'true' || start === 'OTTO' || start === 'ttcf' || /^(?:\u0080\u0001|\u0000\u0001\u0000\u0000|\u0001)/.test(start)); // prettier-ignore
}

/** Operators whose last operand names a resource, and of which kind. */
const RESOURCE_KINDS: ReadonlyMap<string, string> = new Map([
  ['cs', 'ColorSpace'],
  ['CS', 'ColorSpace'],
  ['gs', 'ExtGState'],
  ['Do', 'XObject'],
  ['sh', 'Shading'],
  ['scn', 'Pattern'],
  ['SCN', 'Pattern'],
]);
