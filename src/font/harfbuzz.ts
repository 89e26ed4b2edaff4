// HarfBuzz's WebAssembly module, called directly: arguments and results are read and written through typed-array
// views of its memory, because an object per glyph costs more than the shaping. Layouts are those of hb-common.h,
// hb-buffer.h and hb-draw.h in HarfBuzz 15 (harfbuzzjs 1.6.4); tests/unit/font/font-harfbuzz.test.ts guards them.
import { invariant } from '../base/invariant.ts';

/** The functions of the module that are used here. Pointers and tags are 32-bit numbers. */
export interface HarfBuzzFunctions {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly __indirect_function_table: WasmTable;
  __wasm_call_ctors(): void;
  malloc(bytes: number): number;
  free(pointer: number): void;
  hb_blob_create(data: number, length: number, mode: number, userData: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_face_create(blob: number, index: number): number;
  hb_font_create(face: number): number;
  hb_font_set_scale(font: number, x: number, y: number): void;
  hb_font_set_variations(font: number, variations: number, count: number): void;
  hb_font_get_nominal_glyph(font: number, codePoint: number, glyph: number): number;
  hb_font_get_variation_glyph(font: number, codePoint: number, selector: number, glyph: number): number;
  hb_font_get_glyph_h_advance(font: number, glyph: number): number;
  hb_font_draw_glyph(font: number, glyph: number, functions: number, data: number): void;
  hb_draw_funcs_create(): number;
  hb_draw_funcs_set_move_to_func(functions: number, callback: number, data: number, destroy: number): void;
  hb_draw_funcs_set_line_to_func(functions: number, callback: number, data: number, destroy: number): void;
  hb_draw_funcs_set_quadratic_to_func(
    functions: number,
    callback: number,
    data: number,
    destroy: number,
  ): void;
  hb_draw_funcs_set_cubic_to_func(functions: number, callback: number, data: number, destroy: number): void;
  hb_draw_funcs_set_close_path_func(functions: number, callback: number, data: number, destroy: number): void;
  hb_language_from_string(text: number, length: number): number;
  hb_script_from_string(text: number, length: number): number;
  hb_buffer_create(): number;
  hb_buffer_clear_contents(buffer: number): void;
  hb_buffer_add_utf16(buffer: number, text: number, length: number, offset: number, count: number): void;
  hb_buffer_set_direction(buffer: number, direction: number): void;
  hb_buffer_set_script(buffer: number, script: number): void;
  hb_buffer_set_language(buffer: number, language: number): void;
  hb_buffer_set_flags(buffer: number, flags: number): void;
  hb_buffer_set_cluster_level(buffer: number, level: number): void;
  hb_buffer_get_glyph_infos(buffer: number, length: number): number;
  hb_buffer_get_glyph_positions(buffer: number, length: number): number;
  hb_shape(font: number, buffer: number, features: number, count: number): void;
}

interface WasmTable {
  grow(count: number): number;
  set(index: number, callback: unknown): void;
}

/** The part of the WebAssembly interface that is used; TypeScript knows it only with the browser's types. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

export const HB_DIRECTION_LTR = 4;
export const HB_DIRECTION_RTL = 5;
export const HB_FLAG_REMOVE_DEFAULT_IGNORABLES = 8;
export const HB_FLAG_PRODUCE_SAFE_TO_INSERT_TATWEEL = 128;
export const HB_CLUSTER_MONOTONE_CHARACTERS = 1;
export const HB_GLYPH_UNSAFE_TO_BREAK = 1;
export const HB_GLYPH_SAFE_TO_INSERT_TATWEEL = 4;
/** 32-bit words per hb_glyph_info_t (codepoint, mask, cluster, …) and hb_glyph_position_t (x_advance, y_advance, x_offset, y_offset, …). */
export const HB_GLYPH_WORDS = 5;
const MEMORY_MODE_WRITABLE = 2;
const WASM_PAGE = 65536;
/** hb_feature_t: tag, value, start, end. */
const FEATURE_BYTES = 16;
/** hb_variation_t: tag, value (float). */
const VARIATION_BYTES = 8;
const TO_THE_END = 0xffffffff;

/** A running HarfBuzz: owns its memory, one buffer and one text area, which are reused for every call. */
export class HarfBuzz {
  readonly functions: HarfBuzzFunctions;
  readonly buffer: number;
  u16!: Uint16Array;
  u32!: Uint32Array;
  i32!: Int32Array;
  #memory: ArrayBuffer | undefined;
  #text: number;
  #textCapacity = 256;
  readonly #out: number;
  readonly #languages = new Map<string, number>();
  readonly #scripts = new Map<string, number>();

  /** Compiles and starts the module; throws when `wasm` is not HarfBuzz. */
  constructor(wasm: Uint8Array) {
    this.functions = instantiate(wasm);
    this.#text = this.functions.malloc(this.#textCapacity * 2);
    this.#out = this.functions.malloc(8);
    this.buffer = this.functions.hb_buffer_create();
    this.functions.hb_buffer_set_cluster_level(this.buffer, HB_CLUSTER_MONOTONE_CHARACTERS);
    this.refresh();
  }

  /** Views detach when the memory grows: call after anything that may allocate, before reading. */
  refresh(): void {
    const memory = this.functions.memory.buffer;
    if (memory === this.#memory) return;
    this.#memory = memory;
    this.u16 = new Uint16Array(memory);
    this.u32 = new Uint32Array(memory);
    this.i32 = new Int32Array(memory);
  }

  /** An hb_face_t over a copy of `sfnt`. Faces live as long as the module. */
  createFace(sfnt: Uint8Array): number {
    const f = this.functions;
    const pointer = f.malloc(Math.max(1, sfnt.length));
    invariant(pointer !== 0, 'out of memory for font data');
    new Uint8Array(f.memory.buffer, pointer, sfnt.length).set(sfnt);
    const blob = f.hb_blob_create(pointer, sfnt.length, MEMORY_MODE_WRITABLE, 0, 0);
    const face = f.hb_face_create(blob, 0);
    f.hb_blob_destroy(blob);
    this.refresh();
    return face;
  }

  /** An hb_font_t of `face`; positions come in `scale` units per em, or in font units without it. */
  createFont(face: number, variations: readonly (readonly [string, number])[], scale?: number): number {
    const f = this.functions;
    const font = f.hb_font_create(face);
    if (scale !== undefined) f.hb_font_set_scale(font, scale, scale);
    if (variations.length > 0) {
      const pointer = f.malloc(variations.length * VARIATION_BYTES);
      const view = new DataView(f.memory.buffer);
      for (const [index, [tag, value]] of variations.entries()) {
        view.setUint32(pointer + index * VARIATION_BYTES, tagNumber(tag), true);
        view.setFloat32(pointer + index * VARIATION_BYTES + 4, value, true);
      }
      f.hb_font_set_variations(font, pointer, variations.length);
      f.free(pointer);
    }
    this.refresh();
    return font;
  }

  /** An array of hb_feature_t over the whole text; lives as long as the module. */
  createFeatures(features: readonly (readonly [string, number])[]): number {
    if (features.length === 0) return 0;
    const pointer = this.functions.malloc(features.length * FEATURE_BYTES);
    this.refresh();
    for (const [index, [tag, value]] of features.entries()) {
      this.u32.set([tagNumber(tag), value, 0, TO_THE_END], (pointer + index * FEATURE_BYTES) >> 2);
    }
    return pointer;
  }

  /** Glyph of a code point (with a variation selector, or 0), 0 when the font has none. */
  nominalGlyph(font: number, codePoint: number, selector = 0): number {
    const found =
      selector === 0
        ? this.functions.hb_font_get_nominal_glyph(font, codePoint, this.#out)
        : this.functions.hb_font_get_variation_glyph(font, codePoint, selector, this.#out);
    if (found === 0) return 0;
    this.refresh();
    return this.u32[this.#out >> 2] ?? 0;
  }

  language(tag: string): number {
    return this.#interned(this.#languages, tag, (text, length) =>
      this.functions.hb_language_from_string(text, length),
    );
  }

  /** `tag` is an ISO 15924 code. */
  script(tag: string): number {
    return this.#interned(this.#scripts, tag, (text, length) =>
      this.functions.hb_script_from_string(text, length),
    );
  }

  /** Copies `text` into the module; returns its address. Valid until the next call. */
  writeText(text: string): number {
    const length = text.length;
    if (length > this.#textCapacity) {
      this.functions.free(this.#text);
      this.#textCapacity = length * 2;
      this.#text = this.functions.malloc(this.#textCapacity * 2);
    }
    this.refresh();
    const units = this.u16;
    const start = this.#text >> 1;
    for (let i = 0; i < length; i++) units[start + i] = text.charCodeAt(i);
    return this.#text;
  }

  /** Glyphs in the buffer after shaping. */
  glyphCount(): number {
    this.functions.hb_buffer_get_glyph_infos(this.buffer, this.#out);
    this.refresh();
    return this.u32[this.#out >> 2] ?? 0;
  }

  #interned(known: Map<string, number>, tag: string, make: (text: number, length: number) => number): number {
    const old = known.get(tag);
    if (old !== undefined) return old;
    // Tags come from lang attributes: anything but ASCII letters, digits and hyphens is no tag.
    const clean = tag.replace(/[^A-Za-z0-9-]/g, '').slice(0, 63);
    const pointer = this.functions.malloc(clean.length + 1);
    const bytes = new Uint8Array(this.functions.memory.buffer, pointer, clean.length + 1);
    for (let i = 0; i < clean.length; i++) bytes[i] = clean.charCodeAt(i);
    bytes[clean.length] = 0;
    const value = clean === '' ? 0 : make(pointer, clean.length);
    this.functions.free(pointer);
    this.refresh();
    known.set(tag, value);
    return value;
  }
}

/** `kern` → 0x6b65726e; shorter tags are padded with spaces. */
function tagNumber(tag: string): number {
  const padded = tag.padEnd(4);
  return (
    ((padded.charCodeAt(0) << 24) |
      (padded.charCodeAt(1) << 16) |
      (padded.charCodeAt(2) << 8) |
      padded.charCodeAt(3)) >>>
    0
  );
}

/** The module wants five functions of its host; nothing in them reaches the system. */
function instantiate(wasm: Uint8Array): HarfBuzzFunctions {
  const api = webAssembly();
  let functions: HarfBuzzFunctions | undefined;
  const grow = (requested: number): number => {
    if (functions === undefined) return 0;
    const current = functions.memory.buffer.byteLength;
    const wanted = Math.max(requested >>> 0, current * 1.2);
    try {
      functions.memory.grow(Math.ceil((wanted - current) / WASM_PAGE));
      return 1;
    } catch {
      return 0; // HarfBuzz treats a refused allocation itself.
    }
  };
  const instance = new api.Instance(new api.Module(wasm), {
    env: {
      _emscripten_runtime_keepalive_clear: (): void => {},
      _abort_js: (): never => {
        throw new Error('HarfBuzz aborted');
      },
      _setitimer_js: (): number => 0,
      emscripten_resize_heap: grow,
    },
    wasi_snapshot_preview1: { proc_exit: (): void => {} },
  });
  functions = instance.exports as unknown as HarfBuzzFunctions;
  functions.__wasm_call_ctors();
  return functions;
}

/** The engine's WebAssembly object. */
export function webAssembly(): WebAssemblyApi {
  return (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
}
