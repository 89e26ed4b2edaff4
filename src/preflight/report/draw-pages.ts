// PDF bytes and page numbers → small pictures of those pages, drawn by pdf.js on the canvas.
import type { Box } from '../inspect/inspected-pdf.ts';
import { pdfjsFolders } from './load-canvas.ts';
import type { CanvasLibrary } from './load-canvas.ts';

export interface DrawnPage {
  readonly number: number;
  /** JPEG. */
  readonly jpeg: Uint8Array;
  /** Height by width. */
  readonly ratio: number;
  /** From a place on the page to the picture: left, top, right, bottom as shares of its width and height. */
  readonly locate: (place: Box) => Box;
}

/** The longer side of a picture, pixels: what is 8 pt high on A4 can be read. */
const LONGER_SIDE = 900;
const JPEG_QUALITY = 82;

/** Draws pages in the order asked for; those that cannot be drawn are left out. */
export async function drawPages(
  canvas: CanvasLibrary,
  bytes: Uint8Array,
  numbers: readonly number[],
): Promise<readonly DrawnPage[]> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    cMapPacked: true,
    ...pdfjsFolders(),
  });
  const drawn: DrawnPage[] = [];
  try {
    const document = await loading.promise;
    for (const number of numbers) {
      if (number < 1 || number > document.numPages) continue;
      try {
        const page = await document.getPage(number);
        const natural = page.getViewport({ scale: 1 });
        const viewport = page.getViewport({ scale: LONGER_SIDE / Math.max(natural.width, natural.height) });
        const { width, height } = viewport;
        const surface = canvas.createCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
        // pdf.js names the canvas of browsers, of which this one has what it uses.
        const target = { canvas: surface, canvasContext: surface.getContext('2d'), viewport };
        await page.render(target).promise;
        const { userUnit } = page;
        drawn.push({
          number,
          jpeg: surface.encodeSync('jpeg', JPEG_QUALITY),
          ratio: height / width,
          locate: (place) => {
            const own = place.map((edge) => edge / userUnit);
            const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = viewport.convertToViewportRectangle(own) as number[];
            return [Math.min(x0, x1) / width, Math.min(y0, y1) / height, Math.max(x0, x1) / width, Math.max(y0, y1) / height]; // prettier-ignore
          },
        });
        page.cleanup();
      } catch {
        // A page that pdf.js cannot draw is a finding of the inspection, not of its picture.
      }
    }
  } catch {
    // A file that pdf.js cannot open has no pictures; the findings say what is wrong with it.
  } finally {
    await loading.destroy();
  }
  return drawn;
}
