// What poppler's pdffonts, pdfimages and pdfinfo say of a PDF, and what the inspection of this program says of it, as the same
// lines of text, sorted.
import { readFileSync } from 'node:fs';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import type { Box, InspectedPage } from '../../src/preflight/inspect/inspected-pdf.ts';
import { openPdfForInspection } from '../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { run } from './programs.ts';

export interface Facts {
  /** Object number, name, embedded, subset, ToUnicode. */
  readonly fonts: readonly string[];
  /** Page, size in pixels, kind, pixels per inch; each as often as it is shown. */
  readonly images: readonly string[];
  /** Of each page: all five boxes, those that are not named from those that are. */
  readonly boxes: readonly string[];
}

/** As poppler has it. */
export async function popplerFacts(file: string): Promise<Facts> {
  const fonts = [...(await run('pdffonts', file)).matchAll(FONT)].map(
    ([, name = '', embedded, subset, unicode, object]) =>
      fontLine(
        Number(object),
        name.trim(),
        [embedded, subset, unicode].map((word) => word === 'yes'),
      ),
  );
  const images: string[] = [];
  for (const row of (await run('pdfimages', '-list', file)).split('\n').slice(2)) {
    const [page, , kind, width, height, , , , , , , , acrossPpi, downPpi] = row.trim().split(/\s+/);
    // A soft mask is listed as an image of its own, below the one that it belongs to.
    if (kind === 'smask' || kind === 'mask') images.push(`${images.pop() ?? ''} masked`);
    else if (kind !== undefined) images.push(imageLine(Number(page), [Number(width), Number(height)], kind, [Number(acrossPpi), Number(downPpi)])); // prettier-ignore
  }
  const boxes: string[] = [];
  for (const [, page, name = '', ...edges] of (
    await run('pdfinfo', '-box', '-f', '1', '-l', '9999', file)
  ).matchAll(BOX))
    // prettier-ignore
    boxes.push(boxLine(Number(page), name.toLowerCase(), edges.map(Number)));
  return { fonts: fonts.toSorted(), images: images.toSorted(), boxes: boxes.toSorted() };
}

const FONT = /^(.{36,}?) +\S.*? +(yes|no) +(yes|no) +(yes|no) +(\d+) +\d+$/gm;
const BOX = /^Page +(\d+) (Media|Crop|Bleed|Trim|Art)Box: +([-\d.]+) +([-\d.]+) +([-\d.]+) +([-\d.]+)$/gm;

/** As this program has it, with what it complains of. */
export async function inspectedFacts(
  file: string,
): Promise<Facts & { readonly complaints: readonly string[] }> {
  const diagnostics = new Diagnostics();
  const pdf = await openPdfForInspection(new Uint8Array(readFileSync(file)), { file, diagnostics });
  const images: string[] = [];
  const boxes: string[] = [];
  const complaints: string[] = [];
  for await (const page of pdf?.pages() ?? []) {
    for (const event of page.events) {
      if (event.kind !== 'image') continue;
      const { width, height, mask, softMask } = event.image;
      const line = imageLine(page.number, [width, height], mask ? 'stencil' : 'image', event.ppi);
      images.push(softMask ? `${line} masked` : line);
    }
    boxes.push(...boxLines(page));
    complaints.push(...page.problems);
  }
  const fonts = (pdf?.file.fonts ?? []).map(({ object, name, embedded, subset, toUnicode }) =>
    fontLine(object ?? 0, name, [embedded, subset, toUnicode]),
  );
  complaints.push(...diagnostics.list.map(({ code, message }) => `${code} ${message}`));
  return {
    fonts: fonts.toSorted(),
    images: images.toSorted(),
    boxes: boxes.toSorted(),
    complaints,
  };
}

function fontLine(object: number, name: string, [embedded, subset, unicode]: readonly boolean[]): string {
  return `${object} ${name === '[none]' ? '' : name} embedded ${embedded} subset ${subset} unicode ${unicode}`;
}

function imageLine(
  page: number,
  [width, height]: readonly [number, number],
  kind: string,
  [across, down]: readonly [number, number],
): string {
  return `page ${page} ${kind} ${width} x ${height} ${Math.round(across)} ${Math.round(down)} ppi`;
}

/** What a page does not name is the box around it (ISO 32000-1, table 30), as poppler has it. */
function boxLines({ number, boxes }: InspectedPage): readonly string[] {
  const { media } = boxes;
  const crop = boxes.crop ?? media;
  const named = { media, crop, bleed: boxes.bleed ?? crop, trim: boxes.trim ?? crop, art: boxes.art ?? crop };
  return Object.entries(named).map(([name, box]: readonly [string, Box]) => boxLine(number, name, box));
}

function boxLine(page: number, name: string, edges: readonly number[]): string {
  return `page ${page} ${name} ${edges.map((edge) => edge.toFixed(1)).join(' ')}`;
}
