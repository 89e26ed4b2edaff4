// One run of text in one face and script → glyph records (GLYPH_STRIDE numbers a glyph) appended to an Int32Array.
import type { Direction } from '../base/direction.ts';
import {
  GLYPH_CLUSTER,
  GLYPH_FACE,
  GLYPH_FLAGS,
  GLYPH_ID,
  GLYPH_STRIDE,
  GLYPH_X_ADVANCE,
  GLYPH_X_OFFSET,
  GLYPH_Y_OFFSET,
} from './font-types.ts';
import {
  HB_DIRECTION_LTR,
  HB_DIRECTION_RTL,
  HB_FLAG_PRODUCE_SAFE_TO_INSERT_TATWEEL,
  HB_FLAG_REMOVE_DEFAULT_IGNORABLES,
  HB_GLYPH_SAFE_TO_INSERT_TATWEEL,
  HB_GLYPH_UNSAFE_TO_BREAK,
  HB_GLYPH_WORDS,
  type HarfBuzz,
} from './harfbuzz.ts';

/** hb_feature_t array in the module's memory. */
export interface FeatureList {
  readonly pointer: number;
  readonly count: number;
}

export interface RunToShape {
  /** hb_font_t, and what is written into GLYPH_FACE. */
  readonly font: number;
  readonly faceId: number;
  /** Address and length of the whole text in the module's memory: what is around the run decides its joining. */
  readonly text: number;
  readonly textLength: number;
  readonly start: number;
  readonly end: number;
  readonly direction: Direction;
  /** ISO 15924. */
  readonly script: string;
  readonly language: string;
  readonly features: FeatureList;
}

/** Glyph records of one word, reused for all. */
export class GlyphScratch {
  records: Int32Array = new Int32Array(64 * GLYPH_STRIDE);
  /** Glyphs in `records`. */
  count = 0;

  reserve(glyphs: number): void {
    const needed = (this.count + glyphs) * GLYPH_STRIDE;
    if (needed <= this.records.length) return;
    const grown = new Int32Array(needed * 2);
    grown.set(this.records);
    this.records = grown;
  }
}

/** Shapes a run and appends its glyphs, left to right. Clusters are offsets into the whole text. */
export function shapeRun(harfbuzz: HarfBuzz, run: RunToShape, into: GlyphScratch): void {
  const f = harfbuzz.functions;
  const buffer = harfbuzz.buffer;
  const arabic = run.script === 'Arab';
  // Interning may allocate, so it comes before the text is read.
  const language = harfbuzz.language(run.language);
  const script = harfbuzz.script(run.script);
  f.hb_buffer_clear_contents(buffer);
  f.hb_buffer_add_utf16(buffer, run.text, run.textLength, run.start, run.end - run.start);
  f.hb_buffer_set_direction(buffer, run.direction === 'rtl' ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  f.hb_buffer_set_script(buffer, script);
  f.hb_buffer_set_language(buffer, language);
  f.hb_buffer_set_flags(
    buffer,
    HB_FLAG_REMOVE_DEFAULT_IGNORABLES | (arabic ? HB_FLAG_PRODUCE_SAFE_TO_INSERT_TATWEEL : 0),
  );
  f.hb_shape(run.font, buffer, run.features.pointer, run.features.count);

  const count = harfbuzz.glyphCount();
  if (count === 0) return;
  into.reserve(count);
  const infos = f.hb_buffer_get_glyph_infos(buffer, 0) >> 2;
  const positions = f.hb_buffer_get_glyph_positions(buffer, 0) >> 2;
  harfbuzz.refresh();
  const words = harfbuzz.i32;
  const records = into.records;
  let at = into.count * GLYPH_STRIDE;
  for (let i = 0; i < count; i++, at += GLYPH_STRIDE) {
    const info = infos + i * HB_GLYPH_WORDS;
    const position = positions + i * HB_GLYPH_WORDS;
    const mask = words[info + 1] ?? 0;
    records[at + GLYPH_FACE] = run.faceId;
    records[at + GLYPH_ID] = words[info] ?? 0;
    records[at + GLYPH_CLUSTER] = words[info + 2] ?? 0;
    records[at + GLYPH_X_ADVANCE] = words[position] ?? 0;
    records[at + GLYPH_X_OFFSET] = words[position + 2] ?? 0;
    records[at + GLYPH_Y_OFFSET] = words[position + 3] ?? 0;
    records[at + GLYPH_FLAGS] =
      ((mask & HB_GLYPH_UNSAFE_TO_BREAK) === 0 ? 0 : 1) |
      (arabic && (mask & HB_GLYPH_SAFE_TO_INSERT_TATWEEL) !== 0 ? 2 : 0);
  }
  into.count += count;
}
