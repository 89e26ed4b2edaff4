// A glyph of any font → path commands, through HarfBuzz's draw functions (hb-draw.h), variations applied.
import type { OutlineCommand } from './font-types.ts';
import { webAssembly, type HarfBuzz } from './harfbuzz.ts';

type Callback = (...values: readonly number[]) => void;

/** Owns the draw callbacks; one per HarfBuzz, made when the first outline is asked for. */
export class OutlineReader {
  readonly #harfbuzz: HarfBuzz;
  #functions = 0;
  #commands: OutlineCommand[] = [];

  constructor(harfbuzz: HarfBuzz) {
    this.#harfbuzz = harfbuzz;
  }

  /** `font` is an hb_font_t; coordinates come in its scale. */
  read(font: number, glyph: number): readonly OutlineCommand[] {
    if (this.#functions === 0) this.#functions = this.#install();
    this.#commands = [];
    this.#harfbuzz.functions.hb_font_draw_glyph(font, glyph, this.#functions, 0);
    this.#harfbuzz.refresh();
    return this.#commands;
  }

  /** Each callback gets (functions, data, state, coordinates …, user data). */
  #install(): number {
    const f = this.#harfbuzz.functions;
    const draw = f.hb_draw_funcs_create();
    const add = (callback: Callback, coordinates: number): number => {
      const index = f.__indirect_function_table.grow(1);
      f.__indirect_function_table.set(index, toWasmFunction(callback, coordinates));
      return index;
    };
    const move = add((_f, _d, _s, x = 0, y = 0) => this.#commands.push({ kind: 'move', x, y }), 2);
    const line = add((_f, _d, _s, x = 0, y = 0) => this.#commands.push({ kind: 'line', x, y }), 2);
    const quadratic = add(
      (_f, _d, _s, x1 = 0, y1 = 0, x = 0, y = 0) => this.#commands.push({ kind: 'quadratic', x1, y1, x, y }),
      4,
    );
    const cubic = add(
      (_f, _d, _s, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x = 0, y = 0) =>
        this.#commands.push({ kind: 'cubic', x1, y1, x2, y2, x, y }),
      6,
    );
    const close = add(() => this.#commands.push({ kind: 'close' }), 0);
    f.hb_draw_funcs_set_move_to_func(draw, move, 0, 0);
    f.hb_draw_funcs_set_line_to_func(draw, line, 0, 0);
    f.hb_draw_funcs_set_quadratic_to_func(draw, quadratic, 0, 0);
    f.hb_draw_funcs_set_cubic_to_func(draw, cubic, 0, 0);
    f.hb_draw_funcs_set_close_path_func(draw, close, 0, 0);
    return draw;
  }
}

const I32 = 0x7f;
const F32 = 0x7d;

/**
 * A function table holds WebAssembly functions only: wraps `callback` in a module that imports it and exports it
 * again, with type (i32 i32 i32, f32 × coordinates, i32) → (). WebAssembly Core 1.0, 5.5 “Modules”.
 */
function toWasmFunction(callback: Callback, coordinates: number): unknown {
  const parameters = [I32, I32, I32, ...Array.from({ length: coordinates }, () => F32), I32];
  const type = [0x01, 0x60, parameters.length, ...parameters, 0x00];
  // prettier-ignore
  const bytes = Uint8Array.of(
    0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // magic and version
    0x01, type.length, ...type,                     // type section
    0x02, 0x07, 0x01, 0x01, 0x65, 0x01, 0x66, 0x00, 0x00, // import "e" "f", function of type 0
    0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00,       // export "f", function 0
  );
  const api = webAssembly();
  return new api.Instance(new api.Module(bytes), { e: { f: callback } }).exports['f'];
}
