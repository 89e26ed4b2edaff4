// Pages laid out for a test → a PDF and the text file of the same lines. No pictures.
import { Diagnostics } from '../../src/base/diagnostic.ts';
import type { PictureStore } from '../../src/pdf/pictures/picture-store.ts';
import type { PdfOptions } from '../../src/pdf/write-pdf.ts';
import { PdfWriter } from '../../src/pdf/write-pdf.ts';
import { TextFile } from '../../src/text-file.ts';
import type { LaidOut } from './lay-out.ts';

const NO_PICTURES: PictureStore = {
  info: () => undefined,
  svg: () => undefined,
  encode: () => Promise.resolve({ image: null, reports: [] }),
  refusal: (source, message) => ({ code: 'I002', severity: 'warning', message: `${source}: ${message}` }),
};

export interface WrittenPages {
  readonly pdf: Uint8Array;
  /** The text file. */
  readonly text: string;
}

/** Writes all pages of a layout with bundled fonts; `changes` to the options of the web edition. */
export async function writeLaidOut(laid: LaidOut, changes: Partial<PdfOptions> = {}): Promise<WrittenPages> {
  const writer = new PdfWriter({
    title: 'Test',
    language: 'en',
    author: '',
    date: new Date(0),
    producer: 'test',
    fonts: laid.fonts,
    structure: laid.document.structure,
    pictures: NO_PICTURES,
    diagnostics: new Diagnostics(),
    direction: laid.document.direction,
    ...changes,
  });
  const text = new TextFile();
  for (const { page, blocks } of laid.finished) {
    writer.addPage(page);
    text.addPage(blocks);
  }
  return { pdf: await writer.finish(), text: text.toString() };
}
