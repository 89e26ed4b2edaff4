// A font file at one point of its variation space and one size-adjust: what shaping and the PDF work with.
import type { FontFile } from './font-file.ts';
import type { FontFace, OutlineCommand } from './font-types.ts';
import { EM_FIXED } from './font-types.ts';
import type { HarfBuzz } from './harfbuzz.ts';
import { readAdvances } from './metrics.ts';
import type { OutlineReader } from './outline.ts';

export interface FaceOptions {
  readonly id: number;
  readonly family: string;
  readonly file: FontFile;
  /** Axis tag and value, only what differs from the font's default. */
  readonly variations: readonly (readonly [string, number])[];
  /** A factor. */
  readonly sizeAdjust: number;
}

/** `size-adjust` is a smaller or larger em: unitsPerEm is divided by it, so that every figure in em includes it. */
export class LoadedFace implements FontFace {
  readonly id: number;
  readonly postScriptName: string;
  readonly family: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly underlinePosition: number;
  readonly underlineThickness: number;
  readonly italicAngle: number;
  readonly weight: number;
  readonly outlines: 'glyf' | 'other';
  readonly data: Uint8Array;
  /** hb_font_t whose em is EM_FIXED. */
  readonly font: number;
  readonly file: FontFile;
  readonly #harfbuzz: HarfBuzz;
  readonly #variations: readonly (readonly [string, number])[];
  readonly #outlines: OutlineReader;
  /** hb_font_t in font units, made for the first outline. */
  #drawing = 0;
  #advances: Uint16Array | undefined;

  constructor(harfbuzz: HarfBuzz, outlines: OutlineReader, options: FaceOptions) {
    const { file, variations, sizeAdjust } = options;
    const { metrics } = file;
    const em = metrics.unitsPerEm / sizeAdjust;
    this.id = options.id;
    this.family = options.family;
    this.postScriptName = postScriptName(options);
    this.unitsPerEm = em;
    this.ascent = metrics.ascent / em;
    this.descent = metrics.descent / em;
    this.capHeight = metrics.capHeight / em;
    this.xHeight = metrics.xHeight / em;
    this.underlinePosition = metrics.underlinePosition / em;
    this.underlineThickness = metrics.underlineThickness / em;
    this.italicAngle = metrics.italicAngle;
    this.weight = variations.find(([tag]) => tag === 'wght')?.[1] ?? metrics.weight;
    this.outlines = file.sfnt.tables.has('glyf') && variations.length === 0 ? 'glyf' : 'other';
    this.data = file.sfnt.data;
    this.file = file;
    this.font = harfbuzz.createFont(file.face, variations, Math.round(EM_FIXED * sizeAdjust));
    this.#harfbuzz = harfbuzz;
    this.#variations = variations;
    this.#outlines = outlines;
  }

  advance(glyph: number): number {
    if (this.#variations.length > 0) {
      return this.#harfbuzz.functions.hb_font_get_glyph_h_advance(this.font, glyph) / EM_FIXED;
    }
    this.#advances ??= readAdvances(this.file.sfnt);
    return (this.#advances[glyph] ?? 0) / this.unitsPerEm;
  }

  outline(glyph: number): readonly OutlineCommand[] {
    if (this.#drawing === 0) this.#drawing = this.#harfbuzz.createFont(this.file.face, this.#variations);
    return this.#outlines.read(this.#drawing, glyph);
  }
}

/** Instances of a variable font carry their coordinates, as Adobe TN 5902 has it: `Vazirmatn_650wght`. */
function postScriptName({ file, family, variations }: FaceOptions): string {
  const base = file.metrics.postScriptName || family.replace(/[^A-Za-z0-9]/g, '') || 'Font';
  return base + variations.map(([tag, value]) => `_${Math.round(value)}${tag.trim()}`).join('');
}
