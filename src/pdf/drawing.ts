// SVG drawings → form XObjects, painted by pdfmake: its PDFDocument (PDFKit) and its SVG renderer.
// The only file that knows pdfmake's internals, loaded when there is a drawing: 125 ms of CPU, 32 ms bundled without fontkit.
import type { KitDocument, KitDocumentClass, KitPage, KitReference } from 'pdfmake/js/PDFDocument.js';
import type { PdfFile } from './pdf-file.ts';
import { pdfReferences } from './pdf-syntax.ts';

/** A drawing; painted y upwards, from (0, 0) to (width, height). */
export interface SvgDrawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Paints drawings into one file. */
export class SvgPainter {
  readonly #file: PdfFile;
  #kit: KitDocument | null = null;

  constructor(file: PdfFile) {
    this.#file = file;
  }

  /** Writes `drawing` as the form XObject `id`. Throws what the renderer throws. */
  async paint(id: number, drawing: SvgDrawing): Promise<void> {
    const { width, height } = drawing;
    this.#kit ??= await openKit(this.#file);
    const imported = (await import('pdfmake/js/3rd-party/svg-to-pdfkit.js')).default;
    const unwrapped = 'default' in imported ? imported.default : imported;
    const render = typeof unwrapped === 'function' ? unwrapped : unwrapped.default;
    const page = new FormPage(width, height);
    const kit = this.#kit;
    kit.page = page;
    kit._ctm = [1, 0, 0, 1, 0, 0];
    kit._ctmStack = [];
    try {
      kit.transform(1, 0, 0, -1, 0, height);
      render(kit, drawing.svg, 0, 0, { width, height, assumePt: true, warningCallback: () => undefined });
    } finally {
      kit.page = null;
    }
    const form = `/Type/XObject/Subtype/Form/BBox[0 0 ${width} ${height}]/Resources${page.resources()}`;
    this.#file.deflatedStream(id, form, page.content);
  }
}

/** A pdfmake document that numbers and writes its objects (gradients, patterns, groups) in `file`. */
async function openKit(file: PdfFile): Promise<KitDocument> {
  const imported = (await import('pdfmake/js/PDFDocument.js')).default;
  const kitClass: KitDocumentClass = 'default' in imported ? imported.default : imported;
  const options = { autoFirstPage: false, font: null };
  // pdfmake's access policy: nothing that is drawn may name a file.
  const kit = new kitClass({}, {}, {}, {}, options, null, () => false);
  kit._offsets = file.offsets;
  kit._write = (data) => file.write(data);
  Object.defineProperty(kit, '_offset', { get: () => file.length });
  return kit;
}

/** Stands for a page while PDFKit paints into a form XObject. */
class FormPage implements KitPage {
  readonly width: number;
  readonly height: number;
  readonly fonts: Record<string, KitReference> = {};
  readonly xobjects: Record<string, KitReference> = {};
  readonly ext_gstates: Record<string, KitReference> = {};
  readonly patterns: Record<string, KitReference> = {};
  readonly colorSpaces: Record<string, KitReference> = {};
  readonly annotations: KitReference[] = [];
  content = '';

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  write(chunk: string | Uint8Array): void {
    this.content += typeof chunk === 'string' ? `${chunk}\n` : Buffer.from(chunk).toString('latin1');
  }

  resources(): string {
    const kinds = [
      ['ColorSpace', this.colorSpaces],
      ['ExtGState', this.ext_gstates],
      ['Font', this.fonts],
      ['Pattern', this.patterns],
      ['XObject', this.xobjects],
    ] as const;
    let dictionary = '<<';
    for (const [kind, references] of kinds) {
      const ids = new Map(Object.entries(references).map(([name, reference]) => [name, reference.id]));
      if (ids.size > 0) dictionary += `/${kind}${pdfReferences(ids)}`;
    }
    return `${dictionary}>>`;
  }
}
