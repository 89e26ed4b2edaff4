// A PDF of pages → a PDF of sheets to print, fold and cut: read, plan, lay out, write. Same input, same bytes.
import type { Diagnostics } from '../base/diagnostic.ts';
import { directionOfLanguage } from '../base/direction.ts';
import { messageOf } from '../base/message-of.ts';
import { carryOver, versionOf } from './carry-over.ts';
import { MAX_SHEET, fitSheet, jobSize, layOutFace, trimmedSize } from './lay-out-face.ts';
import type { Fit, LayoutOptions } from './lay-out-face.ts';
import { filledCount, planBooklet } from './plan-booklet.ts';
import type { Binding } from './plan-booklet.ts';
import { facesOfBooklet, planGrid } from './plan-faces.ts';
import type { Face } from './plan-faces.ts';
import { readSourcePages } from './source-pages.ts';
import type { PdfLib, SourcePage } from './source-pages.ts';
import { registrationColor, writeFace } from './write-sheets.ts';
import type { PDFDocument } from '@cantoo/pdf-lib';

/** How pages are put on paper. */
export type Scheme =
  | {
      readonly kind: 'booklet';
      /** Pages of a signature, a multiple of 4; null: one signature of all. */
      readonly signature: number | null;
      /** What the pages of each inner sheet move towards the fold, points. */
      readonly creep: number;
    }
  | { readonly kind: 'grid'; readonly columns: number; readonly rows: number };

/** The size of the paper, points; `turns` when it may be upright or wide, whichever fits. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  readonly turns: boolean;
}

export interface ImposeOptions {
  readonly scheme: Scheme;
  /** Null: as the file says (ViewerPreferences), else left. */
  readonly binding: Binding | null;
  readonly paper: Paper | null;
  readonly marks: boolean;
  /** Pages are made smaller where the paper is too small. */
  readonly shrink: boolean;
  /** Names the source in diagnostics. */
  readonly file: string;
}

export interface Imposed {
  readonly pdf: Uint8Array;
  readonly faces: readonly Face[];
  readonly binding: Binding;
  readonly pages: number;
  /** Size of a sheet, points. */
  readonly sheet: readonly [width: number, height: number];
  /** 1, or how much smaller the pages are. */
  readonly scale: number;
}

/** As many pages as the program reads of any PDF. */
const MAX_PAGES = 5000;

/** Imposes a PDF; null, with diagnostics, when it cannot be read or its pages do not fit. */
export async function imposePdf(
  bytes: Uint8Array,
  options: ImposeOptions,
  diagnostics: Diagnostics,
): Promise<Imposed | null> {
  const lib = await import('@cantoo/pdf-lib');
  const { file } = options;
  const opened = await openSource(lib, bytes, file, diagnostics);
  if (opened === null) return null;
  const { source, pages } = opened;
  reportPages(lib, pages, options, diagnostics);

  const binding = options.binding ?? bindingOf(lib, source);
  const faces = planFaces(pages.length, options.scheme, binding);
  const found = fit(faces, pages, options, diagnostics);
  if (found === null) return null;

  try {
    const target = await lib.PDFDocument.create({ updateMetadata: false });
    const copier = lib.PDFObjectCopier.for(source.context, target.context);
    const seed = JSON.stringify({ ...options, binding, file: null });
    await carryOver(lib, source, target, { copier, bytes, seed });
    const writer = { lib, target, copier, pages, allInks: registrationColor(lib, target) };
    for (const face of faces) writeFace(writer, layOutFace(face, pages, found.fit, found.layout));
    const version = versionOf(lib, source);
    const preferences = printing(options.scheme, binding, version);
    target.catalog.set(lib.PDFName.of('ViewerPreferences'), target.context.obj(preferences));
    const pdf = await target.save({
      useObjectStreams: version >= 1.5,
      addDefaultPage: false,
      updateFieldAppearances: false,
    });
    const { width, height, scale } = found.fit;
    return { pdf, faces, binding, pages: pages.length, sheet: [width, height], scale };
  } catch (error) {
    diagnostics.error('P002', `The PDF cannot be imposed: ${messageOf(error)}`, { file }, DAMAGED);
    return null;
  }
}

const DAMAGED = 'the file is damaged; write it again with the program that made it';

interface OpenSource {
  readonly source: PDFDocument;
  readonly pages: readonly SourcePage[];
}

async function openSource(
  lib: PdfLib,
  bytes: Uint8Array,
  file: string,
  diagnostics: Diagnostics,
): Promise<OpenSource | null> {
  try {
    const source = await lib.PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    const pages = readSourcePages(lib, source);
    if (pages.length === 0) diagnostics.error('P002', 'The PDF has no pages', { file });
    else if (pages.length > MAX_PAGES)
      diagnostics.error('X002', `The PDF has ${pages.length} pages; ${MAX_PAGES} are allowed`, { file });
    else return { source, pages };
  } catch (error) {
    if (error instanceof lib.EncryptedPDFError)
      diagnostics.error('P003', 'The PDF is encrypted', { file }, 'save a copy without encryption');
    else
      diagnostics.error('P002', `This is no PDF that can be imposed: ${messageOf(error)}`, { file }, DAMAGED);
  }
  return null;
}

/** Pages of several sizes, blank pages, and what will be missing. */
function reportPages(
  lib: PdfLib,
  pages: readonly SourcePage[],
  { scheme, file }: ImposeOptions,
  diagnostics: Diagnostics,
): void {
  const { width, height } = jobSize(pages);
  const other = pages.findIndex(
    (page) => Math.abs(page.width - width) > 1 || Math.abs(page.height - height) > 1,
  );
  if (other !== -1)
    diagnostics.warning(
      'S001',
      `Pages differ in size: page ${other + 1} is smaller than the largest`,
      { file },
      scheme.kind === 'booklet' ? 'smaller pages stand at the fold, in the middle of the height' : 'smaller pages stand in the middle of their cell', // prettier-ignore
    );
  if (scheme.kind === 'booklet' && filledCount(pages.length) !== pages.length)
    diagnostics.note(
      'S002',
      `${pages.length} pages are no multiple of 4: ${filledCount(pages.length) - pages.length} blank after the last`,
      { file },
    );
  const annotated = pages.flatMap(({ page }, index) => (hasAppearance(lib, page) ? [index + 1] : []));
  if (annotated.length > 0)
    diagnostics.warning(
      'S004',
      `Comments, stamps and form fields are not imposed (page ${annotated.slice(0, 10).join(', ')})`,
      { file },
      'print them into the pages first',
    );
}

function hasAppearance(lib: PdfLib, page: SourcePage['page']): boolean {
  const annotations = page.node.Annots();
  return Array.from({ length: annotations?.size() ?? 0 }, (_, index) => annotations?.lookup(index)).some(
    (each) => each instanceof lib.PDFDict && each.has(lib.PDFName.of('AP')),
  );
}

/** `Direction` of the viewer preferences; where they are silent, the direction of the file's language. */
function bindingOf(lib: PdfLib, source: PDFDocument): Binding {
  const preferences = source.catalog.lookup(lib.PDFName.of('ViewerPreferences'));
  const declared = preferences instanceof lib.PDFDict ? preferences.lookup(lib.PDFName.of('Direction')) : undefined; // prettier-ignore
  if (declared instanceof lib.PDFName) return declared.decodeText() === 'R2L' ? 'right' : 'left';
  const language = source.catalog.lookup(lib.PDFName.of('Lang'));
  const isText = language instanceof lib.PDFString || language instanceof lib.PDFHexString;
  return isText && directionOfLanguage(language.decodeText()) === 'rtl' ? 'right' : 'left';
}

function planFaces(pageCount: number, scheme: Scheme, binding: Binding): readonly Face[] {
  return scheme.kind === 'booklet'
    ? facesOfBooklet(planBooklet(pageCount, { signature: scheme.signature, binding }))
    : planGrid(pageCount, { columns: scheme.columns, rows: scheme.rows, binding });
}

/** The paper and how the faces get onto it; null with S003. */
function fit(
  faces: readonly Face[],
  pages: readonly SourcePage[],
  { scheme, paper, marks, shrink, file }: ImposeOptions,
  diagnostics: Diagnostics,
): { readonly fit: Fit; readonly layout: LayoutOptions } | null {
  const [face] = faces;
  if (face === undefined) return null;
  const size = jobSize(pages);
  const creep = scheme.kind === 'booklet' ? scheme.creep : 0;
  const deepest = faces.reduce((most, { inset }) => Math.max(most, inset), 0);
  if (deepest * creep > size.width / 4) {
    diagnostics.error(
      'S003',
      `${deepest + 1} sheets laid into each other move the innermost pages by more than a quarter of their width`,
      { file },
      'give a smaller --creep, or signatures with --signature',
    );
    return null;
  }
  const layoutOn = (sheet: LayoutOptions['sheet']): LayoutOptions => ({ folded: scheme.kind === 'booklet', creep, marks, sheet, shrink }); // prettier-ignore
  const trimmed = trimmedSize(face, size, layoutOn(null));
  const papers: LayoutOptions['sheet'][] = paper === null ? [null] : [[paper.width, paper.height]];
  if (paper?.turns === true) papers.push([paper.height, paper.width]);
  const fits = papers.flatMap((sheet) => {
    const layout = layoutOn(sheet);
    const found = fitSheet(trimmed, size, layout);
    return found === null ? [] : [{ fit: found, layout }];
  });
  // Larger pages before marks.
  const [best] = fits.toSorted((a, b) => b.fit.scale - a.fit.scale || Number(b.fit.marks) - Number(a.fit.marks)); // prettier-ignore
  if (best === undefined) {
    const asked = `The sheet needs ${inMillimetres(trimmed)} without marks`;
    if (paper === null) diagnostics.error('S003', `${asked}; ${inMillimetres([MAX_SHEET, MAX_SHEET])} are possible`, { file }); // prettier-ignore
    else diagnostics.error('S003', `${asked}; the paper has ${inMillimetres([paper.width, paper.height])}`, { file }, 'name larger paper, or add --fit'); // prettier-ignore
    return null;
  }
  if (marks && !best.fit.marks)
    diagnostics.warning(
      'S003',
      'The paper has no room for marks beside the pages; they are left out, and bleed ends at the edge of the paper',
      { file },
      'name larger paper, or add --no-marks',
    );
  return best;
}

function inMillimetres([width, height]: readonly [number, number]): string {
  const millimetres = (points: number): string => String(Math.round((points * 254) / 72) / 10);
  return `${millimetres(width)} × ${millimetres(height)} mm`;
}

/** The binding, and what a print dialogue begins with as far as the file's version knows it. */
function printing(scheme: Scheme, binding: Binding, version: number): Record<string, string> {
  return {
    Direction: binding === 'right' ? 'R2L' : 'L2R',
    ...(version >= 1.6 ? { PrintScaling: 'None' } : {}),
    ...(version >= 1.7 && scheme.kind === 'booklet' ? { Duplex: 'DuplexFlipShortEdge' } : {}),
  };
}
