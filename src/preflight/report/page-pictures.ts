// PDF bytes → its pages as pictures, drawn by pdf.js on the canvas, as strangers see them: for the cover, and to compare them.
import { loadCanvas, pdfjsFolders } from './load-canvas.ts';

/** A drawn page. */
export interface PagePicture {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel, row by row from the top. */
  readonly pixels: Uint8ClampedArray;
  png(): Promise<Uint8Array>;
}

export interface PagePictures {
  /** Pages of the file. */
  readonly count: number;
  /** A page, from 1, at this width. Throws when it cannot be drawn. */
  draw(page: number, width: number): Promise<PagePicture>;
  close(): Promise<void>;
}

/** Higher pictures are made smaller: a page may be any strip. */
const MAX_HEIGHT = 8000;

/** Throws when there is no canvas for this machine, or the file cannot be opened. The same file gives the same pixels with the same packages. */
export async function openPagePictures(bytes: Uint8Array): Promise<PagePictures> {
  const canvas = await loadCanvas();
  if (canvas === null) throw new Error('@napi-rs/canvas has no binary for this machine');
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = pdfjs.getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    cMapPacked: true,
    ...pdfjsFolders(),
  });
  try {
    const document = await loading.promise;
    return {
      count: document.numPages,
      async draw(number, width) {
        const page = await document.getPage(number);
        const natural = page.getViewport({ scale: 1 });
        const scale = Math.min(width / natural.width, MAX_HEIGHT / natural.height);
        const viewport = page.getViewport({ scale });
        const surface = canvas.createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))); // prettier-ignore
        const context = surface.getContext('2d');
        // pdf.js names the canvas of browsers, of which this one has what it uses.
        await page.render({ canvas: surface as never, canvasContext: context as never, viewport }).promise;
        page.cleanup();
        return {
          width: surface.width,
          height: surface.height,
          pixels: context.getImageData(0, 0, surface.width, surface.height).data,
          png: () => surface.encode('png'),
        };
      },
      close: () => loading.destroy(),
    };
  } catch (error) {
    await loading.destroy();
    throw error;
  }
}
