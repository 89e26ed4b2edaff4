// Font dictionaries (ISO 32000-1, 9.5 to 9.8) → facts for printing, and the room that shown text takes.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { InspectedFont } from '../inspected-pdf.ts';
import { IDENTITY } from '../matrix.ts';
import type { Matrix } from '../matrix.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { decodeStream } from '../objects/stream-data.ts';
import { parseCodeMap, predefinedCodeMap } from './cmap.ts';
import type { CodeMap } from './cmap.ts';
import { codeReadings } from './code-readings.ts';
import type { CodeReadings } from './code-readings.ts';
import { hasFontProgram, mapsToUnicode } from './font-program.ts';
import { isReadableGlyphName } from './readable-glyphs.ts';

/** A font as text is set in it. */
export interface LoadedFont {
  readonly facts: InspectedFont;
  /** Above and below the base line, in em. */
  readonly ascent: number;
  readonly descent: number;
  readonly vertical: boolean;
  readonly type3: Type3Font | null;
  /** What its codes read as, from the ToUnicode map; worked out when it is first asked for. */
  readings(): CodeReadings;
  /** Counts for one string: glyph widths in em, codes, and codes that word spacing applies to. */
  measure(bytes: Uint8Array): TextMeasure;
  /** Notes that text in this font stands on a page. */
  notePage(page: number, showsNotdef: boolean): void;
}

export interface TextMeasure {
  readonly width: number;
  readonly codes: number;
  readonly spaces: number;
  /** Glyph 0 is among them. */
  readonly notdef: boolean;
}

export interface Type3Font {
  readonly matrix: Matrix;
  readonly resources: PDFDict | null;
  /** The glyph's procedure. */
  procedure(code: number): PDFObject | null;
}

const MAX_CMAP = 8 * 1024 * 1024;
const MAX_GID_MAP = 256 * 1024;
/** Widths of a font that are read. */
const MAX_WIDTHS = 400_000;

/** The 14 standard fonts (9.6.2.2) and the names that viewers take for them. */
const STANDARD: ReadonlySet<string> = new Set([
  'Courier', 'Courier-Bold', 'Courier-BoldOblique', 'Courier-Oblique', 'Helvetica', 'Helvetica-Bold',
  'Helvetica-BoldOblique', 'Helvetica-Oblique', 'Symbol', 'Times-Bold', 'Times-BoldItalic', 'Times-Italic', 'Times-Roman',
  'ZapfDingbats', 'CourierNew', 'CourierNewPSMT', 'CourierStd',
]); // prettier-ignore

/** Character collections whose CIDs have known characters (9.7.5.2). */
const COLLECTIONS: ReadonlySet<string> = new Set(['GB1', 'CNS1', 'Japan1', 'Korea1', 'KR']);

/** The fonts of one file, each once. */
export class PageFonts {
  /** Fonts that text was shown in, in the order they were met. */
  readonly used: InspectedFont[] = [];
  readonly #objects: PdfObjects;
  readonly #fonts = new Map<PDFDict, LoadedFont>();

  constructor(objects: PdfObjects) {
    this.#objects = objects;
  }

  /** The font of a dictionary; null when it is none. */
  load(value: PDFObject | null | undefined): LoadedFont | null {
    const dict = this.#objects.dict(value);
    if (dict === null) return null;
    let font = this.#fonts.get(dict);
    if (font === undefined) {
      font = readFont(dict, this.#objects.objectNumber(value), { objects: this.#objects, used: this.used });
      this.#fonts.set(dict, font);
    }
    return font;
  }
}

interface FontContext {
  readonly objects: PdfObjects;
  readonly used: InspectedFont[];
}

function readFont(dict: PDFDict, object: number | null, { objects, used }: FontContext): LoadedFont {
  const kind = objects.name(objects.get(dict, 'Subtype')) ?? 'unknown';
  const descendant = kind === 'Type0' ? objects.dict(objects.list(objects.get(dict, 'DescendantFonts'))[0]) : null; // prettier-ignore
  const owner = descendant ?? dict;
  const descriptor = objects.dict(objects.get(owner, 'FontDescriptor'));
  const fullName = objects.name(objects.get(dict, 'BaseFont')) ?? objects.name(objects.get(owner, 'BaseFont')) ?? objects.name(objects.get(dict, 'Name')) ?? ''; // prettier-ignore
  const subset = /^[A-Z]{6}\+/.test(fullName);
  const name = subset ? fullName.slice(7) : fullName;
  const ownKind = objects.name(objects.get(owner, 'Subtype')) ?? kind;
  const embedded = kind === 'Type3' || hasFontProgram(descriptor, ownKind, objects);
  const toUnicode = mapsToUnicode(objects.get(dict, 'ToUnicode'), objects);
  const pages: number[] = [];
  const notdefPages: number[] = [];
  const standard14 = STANDARD.has(name.replace(/,.*$/, ''));
  const source: FontSource = { dict, owner, descriptor, objects };
  const facts: InspectedFont = {
    name: fullName,
    kind,
    embedded,
    subset,
    toUnicode,
    readable: toUnicode || isReadable(kind, source, standard14),
    standard14,
    object,
    pages,
    notdefPages,
  };
  const [ascent, descent] = verticalExtent(source, kind);
  const codeMap = kind === 'Type0' ? codeMapOf(source) : null;
  const measure = codeMap === null ? simpleMeasure(source, kind) : compositeMeasure(source, codeMap);
  let readings: CodeReadings | null = null;
  return {
    facts,
    ascent,
    descent,
    vertical: codeMap?.vertical ?? false,
    type3: kind === 'Type3' ? type3Of(source) : null,
    measure,
    readings: () => (readings ??= codeReadings(objects.get(dict, 'ToUnicode'), codeMap, objects)),
    notePage(page, showsNotdef) {
      if (pages.length === 0) used.push(facts);
      if (pages.at(-1) !== page) pages.push(page);
      if (showsNotdef && notdefPages.at(-1) !== page) notdefPages.push(page);
    },
  };
}

interface FontSource {
  readonly dict: PDFDict;
  /** The descendant of a composite font; otherwise the font itself. */
  readonly owner: PDFDict;
  readonly descriptor: PDFDict | null;
  readonly objects: PdfObjects;
}

/** Bit 3 of the flags (table 123). */
const SYMBOLIC = 4;

/** 9.10.2, without ToUnicode. */
function isReadable(
  kind: string,
  { dict, owner, descriptor, objects }: FontSource,
  standard: boolean,
): boolean {
  const encoding = objects.get(dict, 'Encoding');
  if (kind === 'Type0') {
    const name = objects.name(encoding) ?? '';
    if (/^Uni\w+-(UCS2|UTF16|UTF32|UTF8)-[HV]$/.test(name)) return true;
    const info = objects.dict(objects.get(owner, 'CIDSystemInfo'));
    const ordering = objects.text(objects.get(info, 'Ordering')) ?? '';
    return objects.text(objects.get(info, 'Registry')) === 'Adobe' && COLLECTIONS.has(ordering);
  }
  const named = objects.name(encoding);
  if (named !== null) return /^(WinAnsi|MacRoman|Standard|MacExpert)Encoding$/.test(named) && kind !== 'Type3'; // prettier-ignore
  const differences = objects.list(objects.get(objects.dict(encoding), 'Differences'));
  const names = differences.map((each) => objects.name(each)).filter((each) => each !== null);
  if (!names.every((each) => isReadableGlyphName(each))) return false;
  if (kind === 'Type3') return names.length > 0;
  const symbolic = ((objects.number(objects.get(descriptor, 'Flags')) ?? 0) & SYMBOLIC) !== 0;
  return standard || names.length > 0 || !symbolic;
}

function verticalExtent({ dict, descriptor, objects }: FontSource, kind: string): readonly [number, number] {
  if (kind === 'Type3') {
    const box = objects.numbers(objects.get(dict, 'FontBBox'), 4);
    const matrix = objects.numbers(objects.get(dict, 'FontMatrix'), 6);
    const scale = matrix?.[3] ?? 0.001;
    const [low, high] = [(box?.[1] ?? 0) * scale, (box?.[3] ?? 0) * scale];
    return low === high ? [0.9, -0.25] : [Math.max(low, high), Math.min(low, high)];
  }
  const ascent = (objects.number(objects.get(descriptor, 'Ascent')) ?? 0) / 1000;
  const descent = -Math.abs(objects.number(objects.get(descriptor, 'Descent')) ?? 0) / 1000;
  return ascent > 0 && ascent < 4 ? [ascent, Math.max(-4, descent)] : [0.9, -0.25];
}

function type3Of({ dict, objects }: FontSource): Type3Font {
  const matrix = objects.numbers(objects.get(dict, 'FontMatrix'), 6);
  const procedures = objects.dict(objects.get(dict, 'CharProcs'));
  const names = new Map<number, string>();
  let code = 0;
  const encoding = objects.dict(objects.get(dict, 'Encoding'));
  for (const each of objects.list(objects.get(encoding, 'Differences'))) {
    const name = objects.name(each);
    if (name === null) code = objects.number(each) ?? code;
    else names.set(code++, name);
  }
  return {
    matrix: matrix === null ? IDENTITY : (matrix as unknown as Matrix),
    resources: objects.dict(objects.get(dict, 'Resources')),
    procedure: (of) => {
      const name = names.get(of);
      return name === undefined ? null : objects.get(procedures, name);
    },
  };
}

/** Widths of a simple font in em (9.6.2, 9.6.5); codes that the encoding names .notdef show glyph 0. */
function simpleMeasure({ dict, descriptor, objects }: FontSource, kind: string): LoadedFont['measure'] {
  const matrix = kind === 'Type3' ? objects.numbers(objects.get(dict, 'FontMatrix'), 6) : null;
  const scale = matrix?.[0] ?? 0.001;
  const missing = (objects.number(objects.get(descriptor, 'MissingWidth')) ?? 0) * scale;
  const given = objects.list(objects.get(dict, 'Widths'));
  const first = objects.number(objects.get(dict, 'FirstChar')) ?? 0;
  // The standard fonts may do without widths: half an em is near enough for a box.
  const widths = new Float64Array(256).fill(given.length === 0 ? 0.5 : missing);
  for (const [index, each] of given.slice(0, 256).entries()) {
    const code = first + index;
    if (code >= 0 && code < 256) widths[code] = (objects.number(each) ?? 0) * scale;
  }
  const notdef = notdefCodes(objects.get(dict, 'Encoding'), objects);
  return (bytes) => {
    let width = 0;
    let spaces = 0;
    let hasNotdef = false;
    for (let at = 0; at < bytes.length; at++) {
      const code = bytes[at] ?? 0;
      width += widths[code] ?? 0;
      if (code === 32) spaces++;
      if (notdef?.[code] === 1) hasNotdef = true;
    }
    return { width, codes: bytes.length, spaces, notdef: hasNotdef };
  };
}

function notdefCodes(encoding: PDFObject | null, objects: PdfObjects): Uint8Array | null {
  const differences = objects.list(objects.get(objects.dict(encoding), 'Differences'));
  if (differences.length === 0) return null;
  const codes = new Uint8Array(256);
  let code = 0;
  for (const each of differences) {
    const name = objects.name(each);
    if (name === null) code = objects.number(each) ?? code;
    else {
      if (name === '.notdef' && code >= 0 && code < 256) codes[code] = 1;
      code++;
    }
  }
  return codes;
}

function codeMapOf({ dict, objects }: FontSource): CodeMap {
  const encoding = objects.get(dict, 'Encoding');
  const stream = objects.stream(encoding);
  if (stream === null) return predefinedCodeMap(objects.name(encoding) ?? 'Identity-H');
  const { data } = decodeStream(stream, objects, MAX_CMAP);
  const vertical = objects.number(objects.get(stream.dict, 'WMode')) === 1;
  return data === null ? predefinedCodeMap('') : parseCodeMap(data, vertical);
}

/** 9.7.4. Glyph 0 is what CID 0 leads to, or whatever the map sends there. */
function compositeMeasure({ owner, objects }: FontSource, codeMap: CodeMap): LoadedFont['measure'] {
  const widths = cidWidths(objects.get(owner, 'W'), objects);
  const standard = (objects.number(objects.get(owner, 'DW')) ?? 1000) / 1000;
  const mapStream = objects.stream(objects.get(owner, 'CIDToGIDMap'));
  const map = mapStream === null ? null : decodeStream(mapStream, objects, MAX_GID_MAP).data;
  const { exact, vertical } = codeMap;
  return (bytes) => {
    let width = 0;
    let codes = 0;
    let spaces = 0;
    let hasNotdef = false;
    codeMap.forEach(bytes, (cid, code, length) => {
      width += vertical ? 1 : (widths.get(cid) ?? standard);
      codes++;
      if (length === 1 && code === 32) spaces++;
      if (exact && (cid === 0 || (map !== null && isGlyphZero(map, cid)))) hasNotdef = true;
    });
    return { width, codes, spaces, notdef: hasNotdef };
  };
}

function isGlyphZero(map: Uint8Array, cid: number): boolean {
  return (map[cid * 2] ?? 0) === 0 && (map[cid * 2 + 1] ?? 0) === 0;
}

/** W of a CID font (9.7.4.3): `first [w w …]` and `first last w`. */
function cidWidths(value: PDFObject | null, objects: PdfObjects): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  const list = objects.list(value);
  let left = MAX_WIDTHS;
  for (let at = 0; at < list.length && left > 0;) {
    const first = objects.number(list[at]) ?? 0;
    const array = objects.array(list[at + 1]);
    if (array !== null) {
      const own = array.asArray().slice(0, left);
      for (const [index, each] of own.entries()) widths.set(first + index, (objects.number(each) ?? 0) / 1000); // prettier-ignore
      left -= own.length + 1;
      at += 2;
    } else {
      const last = Math.min(objects.number(list[at + 1]) ?? first, first + Math.min(left, 65_535));
      const width = (objects.number(list[at + 2]) ?? 0) / 1000;
      for (let cid = first; cid <= last; cid++) widths.set(cid, width);
      left -= Math.max(0, last - first) + 1;
      at += 3;
    }
  }
  return widths;
}
