// A library over the bundled fonts, and short ways to ask it.
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { Direction } from '../../../src/base/direction.ts';
import { AUTO_WEIGHT, type FontFaceDeclaration } from '../../../src/font/font-face-declaration.ts';
import {
  GLYPH_CLUSTER,
  GLYPH_FACE,
  GLYPH_ID,
  GLYPH_STRIDE,
  GLYPH_X_ADVANCE,
  type FontLibrary,
  type FontRequest,
  type ShapedWord,
} from '../../../src/font/font-types.ts';
import { createFontLibrary } from '../../../src/font/load-fonts.ts';

export const ROOT: string = new URL('../../..', import.meta.url).pathname;

export async function testLibrary(
  fontFaces: readonly FontFaceDeclaration[] = [],
  publicationFolder: string = ROOT,
): Promise<{ library: FontLibrary; diagnostics: Diagnostics }> {
  const diagnostics = new Diagnostics();
  return { library: await createFontLibrary({ fontFaces, publicationFolder, diagnostics }), diagnostics };
}

export function request(families: readonly string[], rest: Partial<FontRequest> = {}): FontRequest {
  return {
    families,
    weight: 400,
    style: 'normal',
    stretch: 100,
    kerning: true,
    features: {},
    variations: {},
    ...rest,
  };
}

export function declaration(
  family: string,
  path: string,
  rest: Partial<FontFaceDeclaration> = {},
): FontFaceDeclaration {
  const isPackage = path.startsWith('npm:');
  const [, name = '', file] = /^npm:(@[^/]+\/[^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  return {
    family,
    sources: [isPackage ? { kind: 'package', name, file: file ?? null } : { kind: 'file', path }],
    weight: AUTO_WEIGHT,
    style: 'normal',
    stretch: [100, 100],
    unicodeRange: null,
    sizeAdjust: 1,
    ...rest,
  };
}

export interface Glyph {
  readonly face: number;
  readonly id: number;
  readonly cluster: number;
  readonly advance: number;
}

export function glyphsOf(word: ShapedWord): Glyph[] {
  const glyphs: Glyph[] = [];
  for (let at = 0; at < word.glyphs.length; at += GLYPH_STRIDE) {
    glyphs.push({
      face: word.glyphs[at + GLYPH_FACE] ?? -1,
      id: word.glyphs[at + GLYPH_ID] ?? -1,
      cluster: word.glyphs[at + GLYPH_CLUSTER] ?? -1,
      advance: word.glyphs[at + GLYPH_X_ADVANCE] ?? -1,
    });
  }
  return glyphs;
}

/** `text` in one family, Persian and right to left unless told. */
export function shapeIn(
  library: FontLibrary,
  families: readonly string[],
  text: string,
  { direction = 'rtl', language = 'fa' }: { direction?: Direction; language?: string } = {},
): ShapedWord {
  return library.shapeWord(text, library.stack(request(families)), direction, language);
}

export function readLines(name: string): string[] {
  return gunzipSync(readFileSync(new URL(`../../data/shaping/${name}`, import.meta.url)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

export function packageFile(name: string): Uint8Array {
  return readFileSync(new URL(`../../../node_modules/@fontsource/${name}`, import.meta.url));
}
