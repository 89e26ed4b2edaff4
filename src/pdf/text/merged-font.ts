// One PDF font made of glyphs from any number of faces, so that a line of mixed scripts, weights, sizes and heights
// is one text item of one font for the programs that read the text back. A glyph is a list of components; a CID is a
// glyph together with the text that it stands for.
import type { FontFace, FontLibrary } from '../../font/font-types.ts';
import type { Bounds } from './bridges.ts';
import type { CodeWidths, EmbeddedFont } from './embedded-font.ts';
import type { GlyphPart, MergedGlyph } from './merged-glyph.ts';
import { OutlineBuilder } from './outline-builder.ts';
import { PAIR_CODING, bytesOfCode, codeAtIndex, codeLength, encodingCMap, indexOfCode } from './text-coding.ts'; // prettier-ignore
import type { TextCoding } from './text-coding.ts';
import { writeToUnicode } from './to-unicode.ts';
import { fontBounds, writeTrueType } from './truetype-file.ts';

/** Is told the texts of codes. */
export interface CodeReader {
  push: (text: string) => void;
}

/** The glyph of carriers: nothing to see, no advance. */
export const EMPTY_GLYPH = 1;

/** A font with so many glyphs takes no more lines. */
const GLYPH_LIMIT = 0xc000;

/** Used when the faces do not agree on their units per em. */
const COMMON_UNITS_PER_EM = 2048;

/** Takes glyphs and the texts that they stand for, and gives codes for them, until it is finished. */
export class MergedFont {
  readonly resourceName: string;
  readonly #library: FontLibrary;
  readonly #coding: TextCoding;
  readonly #glyphs: MergedGlyph[] = [
    { parts: [], advance: 0, width: 0 },
    { parts: [], advance: 0, width: 0 },
  ];
  readonly #simple = new Map<number, number>();
  readonly #composite = new Map<string, number>();
  /** Glyphs and texts by the index of their code; see codeAtIndex. */
  readonly #codeGlyph: number[] = [0];
  readonly #codeText: string[] = [''];
  /** The index that the next new code may have. */
  #next = 1;
  /** Codes of single characters by glyph, variant and character, those of longer texts by all of it in one string. */
  readonly #single = new Map<number, string>();
  readonly #multiple = new Map<string, string>();
  /** By glyph: the character that it stood for first, nearly always the only one, and its code; saves a look into #single. */
  readonly #usualUnit: number[] = [];
  readonly #usualCode: string[] = [];

  /** Width of the word space, em: that of the first space. */
  #wordSpaceWidth = -1;

  constructor(resourceName: string, library: FontLibrary, coding: TextCoding = PAIR_CODING) {
    this.resourceName = resourceName;
    this.#library = library;
    this.#coding = coding;
  }

  /** Nearly out of codes: lines from now on belong in a new resource. */
  get full(): boolean {
    return this.#codeText.length >= this.#coding.limit || this.#glyphs.length >= GLYPH_LIMIT;
  }

  /** The glyph as it stands in its face, with its own advance. */
  simpleGlyph(face: number, glyph: number): number {
    const key = face * 65536 + glyph;
    let index = this.#simple.get(key);
    if (index === undefined) {
      index = this.#glyphs.length;
      this.#simple.set(key, index);
      const advance = this.#library.face(face).advance(glyph);
      this.#glyphs.push({ parts: [{ face, glyph, dx: 0, dy: 0, scale: 1 }], advance, width: roundWidth(advance) }); // prettier-ignore
    }
    return index;
  }

  /** A glyph put together from parts, with an advance in em. */
  compositeGlyph(parts: readonly GlyphPart[], advance: number): number {
    let key = advance.toFixed(5);
    for (const p of parts) key += `|${p.face},${p.glyph},${p.dx.toFixed(5)},${p.dy.toFixed(5)},${p.scale.toFixed(5)}`; // prettier-ignore
    let index = this.#composite.get(key);
    if (index === undefined) {
      index = this.#glyphs.length;
      this.#composite.set(key, index);
      this.#glyphs.push({ parts: [...parts], advance, width: roundWidth(advance) });
    }
    return index;
  }

  /** A glyph without advance and ink, of which PDFium sees the bounds. */
  flatGlyph(bounds: Bounds): number {
    const key = bounds.join(' ');
    let index = this.#composite.get(key);
    if (index === undefined) {
      index = this.#glyphs.length;
      this.#composite.set(key, index);
      this.#glyphs.push({ parts: [], advance: 0, width: 0, bounds });
    }
    return index;
  }

  /** Whether readers rather than RIPs are to read the font. */
  get isForReading(): boolean {
    return !this.#coding.isIdentity;
  }

  /** Advance of a glyph in em, exactly as the PDF's W array will have it. */
  advance(glyph: number): number {
    return (this.#glyphs[glyph]?.width ?? 0) / 1000;
  }

  /**
   * The code for all spaces between words, whatever their width: the one that word spacing widens. '' when there is
   * none, or when this space is something to see.
   */
  wordSpace(face: number, glyph: number): string {
    const { wordSpace } = this.#coding;
    if (wordSpace === 0 || this.#library.face(face).outline(glyph).length > 0) return '';
    if (this.#wordSpaceWidth < 0) {
      const index = this.simpleGlyph(face, glyph);
      this.#wordSpaceWidth = this.advance(index);
      this.#reserveTo(wordSpace);
      this.#codeGlyph[wordSpace] = index;
      this.#codeText[wordSpace] = ' ';
    }
    return bytesOfCode(this.#coding, wordSpace);
  }

  /** Width of the word space without word spacing, em. */
  get wordSpaceWidth(): number {
    return Math.max(0, this.#wordSpaceWidth);
  }

  /**
   * The bytes that show `glyph` and are read back as `text`. Codes of different `variant` are different though
   * they stand for the same, for readers that take the same code at the same place for a double.
   */
  code(glyph: number, text: string, variant = 0): string {
    if (text.length === 1) {
      const unit = text.charCodeAt(0);
      if (variant === 0 && this.#usualUnit[glyph] === unit) return this.#usualCode[glyph] ?? '';
      const key = (variant * 0x10000 + glyph) * 0x10000 + unit;
      let code = this.#single.get(key);
      if (code === undefined) this.#single.set(key, (code = this.#newCode(glyph, text)));
      if (variant === 0 && this.#usualUnit[glyph] === undefined) {
        this.#usualUnit[glyph] = unit;
        this.#usualCode[glyph] = code;
      }
      return code;
    }
    const key = `${glyph} ${variant} ${text}`;
    let code = this.#multiple.get(key);
    if (code === undefined) this.#multiple.set(key, (code = this.#newCode(glyph, text)));
    return code;
  }

  /** Tells what the codes at [from, to) stand for, one after the other. */
  readCodes(codes: string, from: number, to: number, reader: CodeReader): void {
    const { firstPair } = this.#coding;
    for (let at = from; at < to;) {
      const first = codes.charCodeAt(at);
      const isPair = first >= firstPair;
      reader.push(this.#codeText[isPair ? indexOfCode(this.#coding, codes, at) : first] ?? '');
      at += isPair ? 2 : 1;
    }
  }

  /** The text of the code that begins at `at`. */
  textAt(codes: string, at: number): string {
    return this.#codeText[indexOfCode(this.#coding, codes, at)] ?? '';
  }

  /** Advance of the code that begins at `at`, em. */
  advanceAt(codes: string, at: number): number {
    return this.advance(this.#codeGlyph[indexOfCode(this.#coding, codes, at)] ?? 0);
  }

  /** Bytes of the code that begins at `at`. */
  codeLength(codes: string, at: number): number {
    return codeLength(this.#coding, codes, at);
  }

  #newCode(glyph: number, text: string): string {
    for (;;) {
      const index = this.#next++;
      const code = codeAtIndex(this.#coding, index);
      this.#reserveTo(index);
      if (code === -1 || index === this.#coding.wordSpace) continue;
      this.#codeText[index] = text;
      this.#codeGlyph[index] = glyph;
      return bytesOfCode(this.#coding, code);
    }
  }

  #reserveTo(index: number): void {
    while (this.#codeText.length <= index) {
      this.#codeText.push('');
      this.#codeGlyph.push(0);
    }
  }

  /** The finished font. `weight` and slant are those of the face that was used first. */
  finish(): EmbeddedFont {
    const faces = this.#facesUsed();
    const unitsPerEm = commonUnitsPerEm(faces);
    const outlines = new OutlineBuilder(this.#library, unitsPerEm, this.#glyphs);
    const first = faces[0];
    const em = (value: number): number => Math.round(value * unitsPerEm);
    const ascent = faces.reduce((max, face) => Math.max(max, face.ascent), 0);
    const descent = -faces.reduce((max, face) => Math.max(max, face.descent), 0);
    const capHeight = first === undefined || first.capHeight === 0 ? ascent * 0.7 : first.capHeight;
    const weight = first?.weight ?? 400;
    const italicAngle = first?.italicAngle ?? 0;
    // The style is left out: other weights may be in the same font.
    const name = (first?.postScriptName ?? 'Empty').split('-', 1)[0]?.replace(/[^A-Za-z0-9]/g, '') || 'Font';
    const fontFile = writeTrueType({
      postScriptName: name,
      unitsPerEm,
      glyphs: outlines.glyphs,
      advances: outlines.advances,
      limits: outlines.limits,
      ascent: em(ascent),
      descent: em(descent),
      capHeight: em(capHeight),
      weight,
      italicAngle,
    });
    const toUnicode = writeToUnicode(this.#codeText, this.#coding);
    const last = this.#lastCode();
    const cidToGid = new Uint8Array((last + 1) * 2);
    this.#codeGlyph.forEach((glyph, index) => {
      const cid = codeAtIndex(this.#coding, index);
      if (cid < 0) return;
      cidToGid[cid * 2] = glyph >> 8;
      cidToGid[cid * 2 + 1] = glyph & 255;
    });
    const bounds = fontBounds(outlines.glyphs);
    const thousandth = (units: number): number => Math.round((units / unitsPerEm) * 1000);
    return {
      resourceName: this.resourceName,
      baseFont: `${subsetTag(fontFile, toUnicode)}+${name}`,
      fontFile,
      cidToGid,
      widths: this.#widths(),
      toUnicode,
      encoding: encodingCMap(this.#coding, last),
      ascent: Math.round(ascent * 1000),
      descent: Math.round(descent * 1000),
      capHeight: Math.round(capHeight * 1000),
      italicAngle,
      stemV: Math.round(50 + (weight / 65) ** 2),
      flags: 4 | (italicAngle !== 0 ? 64 : 0), // Symbolic; Italic
      bbox: [thousandth(bounds.xMin), thousandth(bounds.yMin), thousandth(bounds.xMax), thousandth(bounds.yMax)], // prettier-ignore
    };
  }

  #lastCode(): number {
    let index = this.#codeText.length - 1;
    while (codeAtIndex(this.#coding, index) < 0) index--;
    return codeAtIndex(this.#coding, index);
  }

  /** Those of one-byte codes, then those of two bytes. */
  #widths(): CodeWidths[] {
    const { firstPair, spaces } = this.#coding;
    const all = this.#codeGlyph.map((glyph) => this.#glyphs[glyph]?.width ?? 0);
    const runs = [{ first: 0, widths: all.slice(0, firstPair) }, { first: spaces.at(-1)?.low ?? 0, widths: all.slice(firstPair) }]; // prettier-ignore
    return runs.filter(({ widths }) => widths.length > 0);
  }

  #facesUsed(): readonly FontFace[] {
    const ids = new Set<number>();
    for (const glyph of this.#glyphs) for (const part of glyph.parts) ids.add(part.face);
    return [...ids].map((id) => this.#library.face(id));
  }
}

function commonUnitsPerEm(faces: readonly FontFace[]): number {
  const [first] = faces;
  if (first === undefined) return COMMON_UNITS_PER_EM;
  return faces.every((face) => face.unitsPerEm === first.unitsPerEm) ? first.unitsPerEm : COMMON_UNITS_PER_EM;
}

/** 1/1000 em with two decimals. */
function roundWidth(advance: number): number {
  return Math.round(advance * 100_000) / 100;
}

/** Six capital letters from the font's content (FNV-1a). */
function subsetTag(fontFile: Uint8Array, toUnicode: string): string {
  let hash = 0x811c9dc5;
  for (const byte of fontFile) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  for (let i = 0; i < toUnicode.length; i++) hash = Math.imul(hash ^ toUnicode.charCodeAt(i), 0x01000193) >>> 0; // prettier-ignore
  let tag = '';
  for (let i = 0; i < 6; i++) {
    tag += String.fromCharCode(65 + (hash % 26));
    hash = Math.floor(hash / 26);
  }
  return tag;
}
