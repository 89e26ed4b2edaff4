// PDFs from strings: one page with the content, resources and objects that a test writes down, and short ways to inspect it.
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type {
  InspectedPage,
  InspectedPdf,
  PaintEvent,
} from '../../../src/preflight/inspect/inspected-pdf.ts';
import { openPdfForInspection } from '../../../src/preflight/inspect/open-pdf-for-inspection.ts';

/** A stream: its dictionary without Length, and its data. */
export interface TinyStream {
  readonly dict?: string;
  readonly data: string | Uint8Array;
}

export interface TinyPdf {
  readonly header?: string;
  /** The content stream of the only page; null leaves the page without. */
  readonly content?: string | Uint8Array | TinyStream | null;
  /** Inside of the page's Resources, such as `/Font << /F 10 0 R >>`. */
  readonly resources?: string;
  /** More entries of the page. MediaBox is [0 0 200 100] unless it is among them. */
  readonly page?: string;
  readonly catalog?: string;
  readonly trailer?: string;
  /** Further objects from number 10 on: syntax, or streams. */
  readonly objects?: Readonly<Record<number, string | TinyStream>>;
}

/** Objects: 1 catalog, 2 pages, 3 page, 4 content, 10 … of the test. */
export function tinyPdf({
  header = '%PDF-1.6',
  content = '',
  resources = '',
  page = '',
  catalog = '',
  trailer = '',
  objects = {},
}: TinyPdf): Uint8Array {
  const box = page.includes('/MediaBox') ? '' : '/MediaBox [0 0 200 100]';
  const contents = content === null ? '' : '/Contents 4 0 R';
  const all: Record<number, string | TinyStream> = {
    1: `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    3: `<< /Type /Page /Parent 2 0 R ${box} /Resources << ${resources} >> ${contents} ${page} >>`,
    ...(content === null ? {} : { 4: asStream(content) }),
    ...objects,
  };
  return writeObjects(header, all, `/Root 1 0 R ${trailer}`);
}

function asStream(content: string | Uint8Array | TinyStream): TinyStream {
  return typeof content === 'string' || content instanceof Uint8Array ? { data: content } : content;
}

function latin(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

/** A file of these objects, with a cross-reference table. */
export function writeObjects(
  header: string,
  objects: Readonly<Record<number, string | TinyStream>>,
  trailer: string,
): Uint8Array {
  const parts: Buffer[] = [latin(`${header}\n%\u00e2\u00e3\u00cf\u00d3\n`)];
  const offsets = new Map<number, number>();
  let length = parts[0]?.length ?? 0;
  const add = (...bytes: Buffer[]): void => {
    for (const each of bytes) {
      parts.push(each);
      length += each.length;
    }
  };
  for (const [key, object] of Object.entries(objects)) {
    offsets.set(Number(key), length);
    if (typeof object === 'string') add(latin(`${key} 0 obj\n${object}\nendobj\n`));
    else {
      const data = typeof object.data === 'string' ? latin(object.data) : Buffer.from(object.data);
      add(latin(`${key} 0 obj\n<< ${object.dict ?? ''} /Length ${data.length} >>\nstream\n`), data);
      add(latin('\nendstream\nendobj\n'));
    }
  }
  const start = length;
  const size = Math.max(...offsets.keys()) + 1;
  const lines = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  add(latin(`xref\n0 ${size}\n${lines.join('')}trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`)); // prettier-ignore
  return new Uint8Array(Buffer.concat(parts));
}

export interface Inspection {
  readonly pdf: InspectedPdf;
  readonly pages: readonly InspectedPage[];
  /** Of the first page. */
  readonly page: InspectedPage;
  readonly events: readonly PaintEvent[];
  readonly codes: readonly string[];
}

/** Inspects a whole file; fails when it cannot be opened. */
export async function inspectBytes(bytes: Uint8Array): Promise<Inspection> {
  const diagnostics = new Diagnostics();
  const pdf = await openPdfForInspection(bytes, { file: 'tiny.pdf', diagnostics });
  if (pdf === null)
    throw new Error(`not opened: ${diagnostics.list.map(({ message }) => message).join('; ')}`);
  const pages: InspectedPage[] = [];
  for await (const page of pdf.pages()) pages.push(page);
  const [page] = pages;
  if (page === undefined) throw new Error('no pages');
  return { pdf, pages, page, events: page.events, codes: diagnostics.list.map(({ code }) => code) };
}

/** Inspects a file of one page. */
export function inspectTiny(pdf: TinyPdf): Promise<Inspection> {
  return inspectBytes(tinyPdf(pdf));
}

/** A colour as text: `cmyk 0 0 0 1`. */
export function paintOf(event: PaintEvent | undefined): string {
  if (event === undefined || event.kind === 'shading' || event.paint === null) return 'none';
  return `${event.paint.space.kind} ${event.paint.components.join(' ')}`.trim();
}

/** Inks as text: `K 100`. */
export function inksOf(event: PaintEvent | undefined): string {
  if (event === undefined || event.kind === 'shading' || event.paint === null) return 'none';
  if (event.paint.inks === null) return 'no inks';
  return [...event.paint.inks].map(([name, percent]) => `${name} ${Math.round(percent)}`).join(', ');
}
