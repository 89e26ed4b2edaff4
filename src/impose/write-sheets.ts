// Layouts of faces and the pages of a PDF → a PDF of sheets: each page a form XObject, cut to what is printed of it.
import type { PDFDict, PDFDocument, PDFObjectCopier, PDFRef } from '@cantoo/pdf-lib';
import type { FaceLayout, Rectangle } from './lay-out-face.ts';
import { placement, throughInverse } from './source-pages.ts';
import type { Matrix, PdfLib, SourcePage } from './source-pages.ts';

/** Width of a mark, pt. */
const MARK_LINE = 0.25;

export interface SheetWriter {
  readonly lib: PdfLib;
  readonly target: PDFDocument;
  /** From the source's objects to the target's: what two pages share stays shared. */
  readonly copier: PDFObjectCopier;
  readonly pages: readonly SourcePage[];
  /** The colour of marks: `registrationColor`. */
  readonly allInks: PDFRef;
}

/** A Separation that prints on every plate. */
export function registrationColor(lib: PdfLib, { context }: PDFDocument): PDFRef {
  const recipe = { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [1, 1, 1, 1], N: 1 };
  const space = lib.PDFArray.withContext(context);
  for (const part of ['Separation', 'All', 'DeviceCMYK']) space.push(lib.PDFName.of(part));
  space.push(context.obj(recipe));
  return context.register(space);
}

/** Adds one side of a sheet. Throws when the content of a page cannot be decoded. */
export function writeFace(writer: SheetWriter, face: FaceLayout): void {
  const { lib, target, pages, allInks } = writer;
  const { context } = target;
  const { width, height, scale } = face;
  const sheet = target.addPage([width, height]);
  const about: Matrix = [scale, 0, 0, scale, ((1 - scale) * width) / 2, ((1 - scale) * height) / 2];
  const forms: Record<string, PDFRef> = {};
  const operators = ['q', ...(scale === 1 ? [] : [`${numbers(about)} cm`])];
  let group: PDFDict | null = null;
  for (const { page: number, x, y, clip } of face.placed) {
    const page = pages[number - 1];
    if (page === undefined) continue;
    const matrix = placement(page, x, y);
    const form = formOf(writer, page, throughInverse(matrix, clip));
    forms[`P${number}`] = context.register(form);
    group ??= form.dict.lookupMaybe(lib.PDFName.of('Group'), lib.PDFDict) ?? null;
    operators.push(`q ${numbers(matrix)} cm /P${number} Do Q`);
  }
  if (face.lines.length > 0) {
    operators.push(`/Marks CS 1 SCN ${MARK_LINE} w`);
    for (const kind of ['cut', 'register', 'fold'] as const) {
      operators.push(kind === 'fold' ? '[3 2] 0 d' : '[] 0 d');
      for (const line of face.lines)
        if (line.kind === kind) operators.push(`${numbers(line.from)} m ${numbers(line.to)} l S`);
    }
  }
  operators.push('Q');
  const { node } = sheet;
  const name = (text: string): ReturnType<typeof lib.PDFName.of> => lib.PDFName.of(text);
  node.set(name('Contents'), context.register(context.flateStream(operators.join('\n'))));
  node.set(name('Resources'), context.obj({ XObject: forms, ColorSpace: { Marks: allInks } }));
  // Forms are blended in the space that their pages asked for.
  if (group !== null) node.set(name('Group'), group);
  for (const [box, value] of boxesOf(face)) node.set(name(box), context.obj(value.map(rounded)));
}

/** TrimBox and BleedBox on the paper, after scaling, never beyond it. */
function boxesOf({
  width,
  height,
  scale,
  trim,
  bleed,
}: FaceLayout): readonly (readonly [string, Rectangle])[] {
  const across = (x: number): number => Math.min(width, Math.max(0, width / 2 + (x - width / 2) * scale));
  const up = (y: number): number => Math.min(height, Math.max(0, height / 2 + (y - height / 2) * scale));
  const onPaper = (box: Rectangle): Rectangle => [across(box[0]), up(box[1]), across(box[2]), up(box[3])];
  return [
    ['BleedBox', onPaper(bleed)],
    ['TrimBox', onPaper(trim)],
  ];
}

function formOf({ lib, target, copier }: SheetWriter, { page }: SourcePage, box: Rectangle) {
  const { context } = target;
  const name = (text: string): ReturnType<typeof lib.PDFName.of> => lib.PDFName.of(text);
  const content = page.node.Contents();
  const entries = { Type: 'XObject', Subtype: 'Form', FormType: 1, BBox: box.map(rounded) };
  const form = context.flateStream(contentOf(lib, content), entries);
  const resources = page.node.getInheritableAttribute(name('Resources'));
  form.dict.set(name('Resources'), resources === undefined ? context.obj({}) : copier.copy(resources));
  const group = page.node.get(name('Group'));
  if (group !== undefined) form.dict.set(name('Group'), copier.copy(group));
  return form;
}

/** The content of a page as one stream, decoded. */
function contentOf(lib: PdfLib, content: ReturnType<SourcePage['page']['node']['Contents']>): Uint8Array {
  const streams = content instanceof lib.PDFArray ? Array.from({ length: content.size() }, (_, index) => content.lookup(index)) : [content]; // prettier-ignore
  const parts = streams.flatMap((stream) => {
    if (stream === undefined) return [];
    if (!(stream instanceof lib.PDFRawStream)) throw new Error('the content of a page is no stream');
    return [lib.decodePDFRawStream(stream).decode(), NEWLINE];
  });
  return new Uint8Array(Buffer.concat(parts));
}

const NEWLINE = Uint8Array.of(0x0a);

/** Four decimals: a hundredth of a hair. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4 + 0;
}

function numbers(values: readonly number[]): string {
  return values
    .map((value) =>
      rounded(value)
        .toFixed(4)
        .replace(/\.?0+$/, ''),
    )
    .join(' ');
}
