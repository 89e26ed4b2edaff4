// The canvas that draws pages and shapes Persian, with the fonts of the report; loaded when a report is written.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type CanvasLibrary = typeof import('@napi-rs/canvas');

/** Names under which the canvas knows the fonts; no installed font has them. */
export const CANVAS_FONTS = '"Nashr Report", "Nashr Report Arabic", sans-serif';

const FILES: readonly (readonly [family: string, file: string])[] = [
  ['Nashr Report', 'pdfmake/fonts/Roboto/Roboto-Regular.ttf'],
  ['Nashr Report Arabic', '@fontsource/vazirmatn/files/vazirmatn-arabic-400-normal.woff'],
];

/** Null where the canvas has no binary for this machine: the report then does without pictures of pages. */
export async function loadCanvas(): Promise<CanvasLibrary | null> {
  let library: CanvasLibrary;
  try {
    library = await import('@napi-rs/canvas');
  } catch {
    return null;
  }
  const { resolve } = createRequire(import.meta.url);
  for (const [family, file] of FILES)
    if (!library.GlobalFonts.has(family)) library.GlobalFonts.registerFromPath(resolve(file), family);
  return library;
}

/** Folders of pdf.js with fonts, character maps and decoders for files that do not bring them; each ends with a slash. */
export function pdfjsFolders(): {
  readonly standardFontDataUrl: string;
  readonly cMapUrl: string;
  readonly wasmUrl: string;
} {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const within = (name: string): string => `${join(folder, name)}/`;
  return { standardFontDataUrl: within('standard_fonts'), cMapUrl: within('cmaps'), wasmUrl: within('wasm') };
}
