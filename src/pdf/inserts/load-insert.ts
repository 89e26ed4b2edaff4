// A request for a page of a PDF → the page, its size for the layout, and what is wrong with it.
import type { Diagnostic } from '../../base/diagnostic.ts';
import { splitPictureSource } from '../../base/insert-source.ts';
import { POINTS_PER_PX } from '../../base/length.ts';
import type { PictureInfo } from '../../document/picture.ts';
import type { PictureRequest } from '../pictures/picture-request.ts';
import type { InsertPage } from './insert-page.ts';
import { readInsertPage } from './insert-page.ts';
import type { OpenedPdf } from './open-pdf.ts';
import { openPdf } from './open-pdf.ts';
import { PdfError } from './pdf-values.ts';

/** The PDFs of one run, each opened once, whatever number of its pages are placed. */
export class InsertFiles {
  readonly #open = new Map<string, Promise<OpenedPdf>>();

  /** `bytes` are those of the file at `path`. */
  open(path: string, bytes: Uint8Array): Promise<OpenedPdf> {
    let opened = this.#open.get(path);
    if (opened === undefined) this.#open.set(path, (opened = openPdf(bytes)));
    return opened;
  }
}

export interface InsertResult {
  readonly insert: { readonly info: PictureInfo; readonly insert: InsertPage } | null;
  readonly reports: readonly Diagnostic[];
}

/** Never throws: P003 for an encrypted file, P002 for a damaged one, N001 for a page that it does not have. */
export async function loadInsert(
  request: PictureRequest,
  bytes: Uint8Array,
  files: InsertFiles,
): Promise<InsertResult> {
  const { source, place } = request;
  const { path, page = 1 } = splitPictureSource(source);
  const refused = (code: 'N001' | 'P002' | 'P003', message: string, hint: string): InsertResult => ({
    insert: null,
    reports: [{ code, severity: 'error', message, place, hint }],
  });
  const opened = await files.open(request.path, bytes);
  if (opened.kind === 'encrypted')
    return refused('P003', `Insert ${path} is encrypted`, 'ask for a file without password or permissions');
  const damaged = (reason: string): InsertResult =>
    refused('P002', `Insert ${path} cannot be used: ${reason}`, 'open it in a PDF program and save it anew, or ask for another file'); // prettier-ignore
  if (opened.kind === 'damaged') return damaged(opened.reason);
  const { pdf } = opened;
  const count = pdf.pages.length;
  if (page < 1 || page > count)
    return refused('N001', `Insert ${path} has no page ${page}`, count === 1 ? 'it has one page' : `it has ${count} pages`); // prettier-ignore
  try {
    const insert = readInsertPage(pdf, page);
    const { width, height } = insert.geometry;
    const info: PictureInfo = {
      source,
      kind: 'pdf',
      width: width / POINTS_PER_PX,
      height: height / POINTS_PER_PX,
    };
    return { insert: { info, insert }, reports: [] };
  } catch (cause) {
    return damaged(cause instanceof PdfError ? cause.message : 'it is damaged');
  }
}
