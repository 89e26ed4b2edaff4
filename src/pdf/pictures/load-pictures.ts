// Picture files → PictureStore. Here only headers of bitmaps and whole drawings are read; bitmaps are decoded when their
// largest printed size is known.
import type { Diagnostic, Diagnostics } from '../../base/diagnostic.ts';
import { splitPictureSource } from '../../base/insert-source.ts';
import type { PictureInfo } from '../../document/picture.ts';
import type { InsertPage } from '../inserts/insert-page.ts';
import type { JudgedInsert } from '../inserts/judge-insert.ts';
import { InsertFiles, loadInsert } from '../inserts/load-insert.ts';
import type { BitmapHeader } from './decode-bitmap.ts';
import { MAXIMUM_PIXELS, readBitmapHeader, testBitmap } from './decode-bitmap.ts';
import { preparePressPicture, prepareWebPicture } from './kept-picture.ts';
import type { PictureRequest } from './picture-request.ts';
import type { EncodeResult, PictureStore, PictureUse } from './picture-store.ts';
import { pressReports } from './press-reports.ts';
import { MAXIMUM_PICTURE_BYTES, MAXIMUM_SVG_BYTES, readPictureFile } from './read-picture-file.ts';
import { XmlError } from './read-xml.ts';
import type { ComparablePicture } from './same-pictures.ts';
import { findSamePictures } from './same-pictures.ts';
import { sanitiseSvg } from './sanitise-svg.ts';
import { sniffFormat } from './sniff-format.ts';
import type { PictureFormat } from './sniff-format.ts';

/** Files that are open at the same time. */
const FILES_AT_ONCE = 8;
/** Said instead of libvips's own message, which differs from run to run. */
const DAMAGED = 'its data are damaged or cut off';
const DAMAGED_HEADER = 'its header is damaged';

interface LoadedBitmap {
  readonly info: PictureInfo;
  readonly request: PictureRequest;
  readonly format: PictureFormat;
  readonly header: BitmapHeader;
  /** Bytes of the file. */
  readonly size: number;
}

interface LoadedSvg {
  readonly info: PictureInfo;
  readonly request: PictureRequest;
  readonly svg: string;
  readonly size: number;
}

interface LoadedInsert {
  readonly info: PictureInfo;
  readonly request: PictureRequest;
  readonly insert: InsertPage;
}

type LoadedPicture = LoadedBitmap | LoadedSvg | LoadedInsert;

/** Reads what layout needs of every picture; those that cannot be used are reported and left out. */
export async function loadPictures(
  requests: readonly PictureRequest[],
  diagnostics: Diagnostics,
): Promise<LoadedPictures> {
  const bySource = new Map<string, PictureRequest>();
  for (const request of requests) if (!bySource.has(request.source)) bySource.set(request.source, request);
  const distinct = [...bySource.values()];
  const loaded = new Map<string, LoadedPicture>();
  const files = new InsertFiles();
  for (let i = 0; i < distinct.length; i += FILES_AT_ONCE) {
    const batch = distinct.slice(i, i + FILES_AT_ONCE);
    const results = await Promise.all(batch.map((request) => loadPicture(request, files)));
    // Reported after the batch, in the order of the requests.
    for (const result of results) {
      for (const report of result.reports) diagnostics.add(report);
      if (result.picture !== null) loaded.set(result.picture.info.source, result.picture);
    }
  }
  return new LoadedPictures(loaded, await findSamePictures([...loaded.values()].flatMap(comparable)));
}

/** Pages of a PDF are told apart by its writer. */
function comparable(picture: LoadedPicture): readonly ComparablePicture[] {
  if (!('size' in picture)) return [];
  const { size, request } = picture;
  return [{ source: request.source, path: request.path, size }];
}

/** The PictureStore of files that were there when they were loaded. */
export class LoadedPictures implements PictureStore {
  readonly #pictures: ReadonlyMap<string, LoadedPicture>;
  readonly #same: ReadonlyMap<string, string>;

  constructor(pictures: ReadonlyMap<string, LoadedPicture>, same: ReadonlyMap<string, string>) {
    this.#pictures = pictures;
    this.#same = same;
  }

  sameAs(source: string): string {
    return this.#same.get(source) ?? source;
  }

  info(source: string): PictureInfo | undefined {
    return this.#pictures.get(source)?.info;
  }

  svg(source: string): string | undefined {
    const picture = this.#pictures.get(source);
    return picture !== undefined && 'svg' in picture ? picture.svg : undefined;
  }

  insert(source: string): InsertPage | undefined {
    const picture = this.#pictures.get(source);
    return picture !== undefined && 'insert' in picture ? picture.insert : undefined;
  }

  /** The pages of PDFs that were loaded, in the order of the requests; `full` are the sources of those that fill a page. */
  inserts(full: ReadonlySet<string>): readonly JudgedInsert[] {
    return [...this.#pictures].flatMap(([source, picture]) => {
      if (!('insert' in picture)) return [];
      const { path, page } = splitPictureSource(source);
      const { facts, geometry, isVouched } = picture.insert;
      return [{ name: `${path}, page ${page}`, facts, isVouched, bleed: geometry.bleed, isFull: full.has(source), place: picture.request.place }]; // prettier-ignore
    });
  }

  async encode(source: string, use: PictureUse): Promise<EncodeResult> {
    const picture = this.#pictures.get(source);
    if (picture === undefined || !('header' in picture)) return { image: null, reports: [] };
    const file = await readPictureFile(picture.request.path);
    if (file.kind !== 'bytes')
      return { image: null, reports: [this.refusal(source, 'the file has vanished')] };
    try {
      const { format, header, request } = picture;
      const bitmap = { bytes: file.bytes, format, header };
      if (use.press === undefined)
        return { image: await prepareWebPicture(bitmap, use), reports: lowResolution(picture, use) };
      const { image, changes } = await preparePressPicture(bitmap, use, use.press);
      const reported = { source, place: use.place ?? request.place, header };
      return { image, reports: pressReports(reported, use, { press: use.press, changes }) };
    } catch {
      return { image: null, reports: [this.refusal(source, DAMAGED)] };
    }
  }

  refusal(source: string, reason: string): Diagnostic {
    const place = this.#pictures.get(source)?.request.place;
    return {
      code: 'I002',
      severity: 'error',
      message: `Picture ${source} cannot be decoded: ${reason}`,
      place,
      hint: SAVE_ANEW,
    };
  }

  /** Decodes every bitmap, for a check without a build; damaged ones are reported. */
  async verify(diagnostics: Diagnostics): Promise<void> {
    for (const [source, picture] of this.#pictures) {
      if (!('header' in picture)) continue;
      const file = await readPictureFile(picture.request.path);
      if (file.kind !== 'bytes') continue;
      try {
        await testBitmap(file.bytes);
      } catch {
        diagnostics.add(this.refusal(source, DAMAGED));
      }
    }
  }
}

/** I006 below half of the wanted resolution, where pixels begin to show. */
function lowResolution(picture: LoadedBitmap, use: PictureUse): readonly Diagnostic[] {
  const { header, request } = picture;
  const resolution = Math.min(header.width / (use.width / 72), header.height / (use.height / 72));
  if (resolution >= use.resolution / 2) return [];
  const wanted = Math.ceil((use.width / 72) * use.resolution);
  return [
    {
      code: 'I006',
      severity: 'warning',
      message: `Picture ${request.source} is printed at ${Math.round(resolution)} pixels per inch`,
      place: use.place ?? request.place,
      hint: `it is ${header.width} pixels wide; at this size ${wanted} would be good`,
    },
  ];
}

interface LoadResult {
  readonly picture: LoadedPicture | null;
  readonly reports: readonly Diagnostic[];
}

async function loadPicture(request: PictureRequest, files: InsertFiles): Promise<LoadResult> {
  const { source, place } = request;
  const file = await readPictureFile(request.path);
  if (file.kind === 'missing')
    return refused({
      code: 'I001',
      severity: 'error',
      message: `Picture ${source} not found`,
      place,
      hint: 'paths are relative to the article, in templates to the publication; capital letters count',
    });
  if (file.kind === 'too-large') return tooLarge(request, file.size, MAXIMUM_PICTURE_BYTES);
  const format = sniffFormat(file.bytes);
  if (format === undefined)
    return refused({
      code: 'I002',
      severity: 'error',
      message: `Picture ${source} is in no known format`,
      place,
      hint: 'JPEG, PNG, WebP, GIF, AVIF, TIFF, SVG and PDF can be used',
    });
  if (format === 'svg') return loadSvg(request, file.bytes);
  if (format === 'pdf') {
    const { insert, reports } = await loadInsert(request, file.bytes, files);
    return { picture: insert === null ? null : { ...insert, request }, reports };
  }
  try {
    const header = await readBitmapHeader(file.bytes);
    return bitmapResult(request, { format, header, size: file.bytes.length });
  } catch {
    return undecodable(request, DAMAGED_HEADER);
  }
}

function bitmapResult(
  request: PictureRequest,
  bitmap: Pick<LoadedBitmap, 'format' | 'header' | 'size'>,
): LoadResult {
  const { source, place } = request;
  const { width, height } = bitmap.header;
  if (!(width > 0 && height > 0)) return undecodable(request, 'it has no pixels');
  if (width * height > MAXIMUM_PIXELS)
    return refused({
      code: 'I003',
      severity: 'error',
      message: `Picture ${source} has ${width} × ${height} pixels, more than ${MAXIMUM_PIXELS / 1e6} million`,
      place,
      hint: 'make it smaller: a page needs no more than 10 million',
    });
  const info: PictureInfo = { source, kind: 'bitmap', width, height };
  return { picture: { info, request, ...bitmap }, reports: [] };
}

function loadSvg(request: PictureRequest, bytes: Uint8Array): LoadResult {
  const { source, place } = request;
  if (bytes.length > MAXIMUM_SVG_BYTES) return tooLarge(request, bytes.length, MAXIMUM_SVG_BYTES);
  try {
    const clean = sanitiseSvg(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const reports: Diagnostic[] = [];
    if (clean.unsafe.length > 0)
      reports.push({
        code: 'I005',
        severity: 'warning',
        message: `Unsafe content removed from drawing ${source}: ${clean.unsafe.join(', ')}`,
        place,
      });
    if (clean.unsupported.length > 0)
      reports.push({
        code: 'L003',
        severity: 'warning',
        message: `Drawing ${source} is painted without ${clean.unsupported.join(', ')}`,
        place,
        hint: 'turn effects into plain shapes in the drawing program',
      });
    const info: PictureInfo = { source, kind: 'svg', width: clean.width, height: clean.height };
    return { picture: { info, request, svg: clean.svg, size: bytes.length }, reports };
  } catch (cause) {
    return undecodable(request, cause instanceof XmlError ? cause.message : 'it is not UTF-8');
  }
}

const SAVE_ANEW = 'open it in a picture program and save it anew, or ask for another file';

function undecodable(request: PictureRequest, reason: string): LoadResult {
  return refused({
    code: 'I002',
    severity: 'error',
    message: `Picture ${request.source} cannot be decoded: ${reason}`,
    place: request.place,
    hint: SAVE_ANEW,
  });
}

function tooLarge(request: PictureRequest, size: number, limit: number): LoadResult {
  const megabytes = (bytes: number): string => (bytes / 1048576).toFixed(0);
  return refused({
    code: 'X002',
    severity: 'error',
    message: `Picture ${request.source} has ${megabytes(size)} MB, more than ${megabytes(limit)}`,
    place: request.place,
  });
}

function refused(report: Diagnostic): LoadResult {
  return { picture: null, reports: [report] };
}
