// Reads HarfBuzz's WebAssembly file out of the harfbuzzjs package and starts it. Its JavaScript part is not used: it
// makes objects for every glyph, and importing it costs as much as starting the module.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HarfBuzz } from './harfbuzz.ts';

/** HarfBuzz from the package, with memory of its own. */
export function loadHarfBuzz(): HarfBuzz {
  const path = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz.wasm');
  return new HarfBuzz(readFileSync(path));
}
