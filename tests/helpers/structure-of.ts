// HTML of an article → its tags in the written PDF, as `nashr text --structure` prints them, judged by the own check.
import { expect } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import type { PictureStore } from '../../src/pdf/pictures/picture-store.ts';
import { checkStructure } from '../../src/preflight/check-structure.ts';
import { formatStructure } from '../../src/preflight/structure/format-structure.ts';
import { readStructure } from '../../src/preflight/structure/read-structure.ts';
import { layOut } from './lay-out.ts';
import type { LaidOut } from './lay-out.ts';
import { writeLaidOut } from './write-laid-out.ts';

const CSS = `@page { size: 260pt 400pt; margin: 10pt } html { font: 10pt/12pt "Source Serif 4" } :lang(fa) { font-family: Vazirmatn } img { width: 40pt; height: 30pt }
.block { display: block } .flex { display: flex } .hang { display: inline-block } .float { float: left; width: 60pt }`; // prettier-ignore
const DOT = '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8';
const pictures: PictureStore = {
  info: (source) => ({ source, kind: 'bitmap', width: 40, height: 30 }),
  svg: () => undefined,
  encode: () => Promise.resolve({ image: { dictionary: DOT, data: Uint8Array.of(0), softMask: null }, reports: [] }),
  refusal: (source, message) => ({ code: 'I002', severity: 'error', message: `${source}: ${message}` }),
}; // prettier-ignore

/** An article with the bundled fonts and a picture `a`; classes block, flex, hang and float. */
export function laidOutArticle(html: string, css = ''): Promise<LaidOut> {
  return layOut(`<article>${html}</article>`, CSS + css, { fonts: 'bundled', plain: false, pictures: { a: [40, 30] } }); // prettier-ignore
}

/** What stands in the tags of an article, indented by depth; fails where the own check finds a fault other than `faults`. */
export async function structureOf(
  html: string,
  { css = '', faults = [] }: { readonly css?: string; readonly faults?: readonly string[] } = {},
): Promise<string> {
  const { pdf, text } = await writeLaidOut(await laidOutArticle(html, css), { pictures });
  const diagnostics = new Diagnostics();
  const found = await checkStructure(pdf, { file: 'x.pdf', diagnostics, expected: text });
  expect(found?.map(({ rule, message }) => `${rule}: ${message}`)).toEqual(faults);
  const structure = await readStructure(pdf, { file: 'x.pdf', diagnostics });
  if (structure === null) throw new Error('it was refused');
  const [article] = structure.elements[0]?.children ?? [];
  const lines = formatStructure({ ...structure, elements: article?.kind === 'element' ? [article] : [] }).split('\n'); // prettier-ignore
  return lines.slice(2).map((line) => line.replace(/^ {4}/, '').replaceAll(/ to https:\/\/example.org\/|[\u2066-\u2069]/g, '')).join('\n').trimEnd(); // prettier-ignore
}
