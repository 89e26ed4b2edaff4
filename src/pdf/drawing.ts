// SVG drawings → form XObjects, painted by pdfmake: its PDFDocument (PDFKit) and its SVG renderer.
// The only file that knows pdfmake's internals, loaded when there is a drawing: 125 ms of CPU, 32 ms bundled without fontkit.
import type { KitDocument, KitDocumentClass, KitPage, KitReference } from 'pdfmake/js/PDFDocument.js';
import type { DrawingInks } from './color/drawing-inks.ts';
import type { PdfFile } from './pdf-file.ts';
import { pdfReferences } from './pdf-syntax.ts';

/** A drawing; painted y upwards, from (0, 0) to (width, height). */
export interface SvgDrawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** A pdfmake document that writes into a file, in RGB or in inks. */
interface Kit {
  readonly document: KitDocument;
  /** Whether anything since the last call is translucent, clipped or masked. */
  readonly takeTranslucent: () => boolean;
}

/** Paints drawings into one file. */
export class SvgPainter {
  readonly #file: PdfFile;
  #kit: Kit | null = null;

  constructor(file: PdfFile) {
    this.#file = file;
  }

  /**
   * Writes `drawing` as the form XObject `id`; `inks` are the same for the whole file, null leaves its colours as they are.
   * True when something in it is translucent, clipped or masked, in inks. Throws what the renderer throws.
   */
  async paint(id: number, drawing: SvgDrawing, inks: DrawingInks | null = null): Promise<boolean> {
    const { width, height } = drawing;
    this.#kit ??= await openKit(this.#file, inks);
    const imported = (await import('pdfmake/js/3rd-party/svg-to-pdfkit.js')).default;
    const unwrapped = 'default' in imported ? imported.default : imported;
    const render = typeof unwrapped === 'function' ? unwrapped : unwrapped.default;
    const page = new FormPage(width, height);
    const kit = this.#kit.document;
    // A drawing before this one may have been given up.
    this.#kit.takeTranslucent();
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
    this.#file.deflatedStream(id, form, withinLimits(page.content));
    return this.#kit.takeTranslucent();
  }
}

/** A pdfmake document that numbers and writes its objects (gradients, patterns, groups) in `file`. */
async function openKit(file: PdfFile, inks: DrawingInks | null): Promise<Kit> {
  const imported = (await import('pdfmake/js/PDFDocument.js')).default;
  const kitClass: KitDocumentClass = 'default' in imported ? imported.default : imported;
  const options = { autoFirstPage: false, font: null };
  // pdfmake's access policy: nothing that is drawn may name a file.
  const kit = new kitClass({}, {}, {}, {}, options, null, () => false);
  kit._offsets = file.offsets;
  kit._write = (data) => file.write(data);
  Object.defineProperty(kit, '_offset', { get: () => file.length });
  return { document: kit, takeTranslucent: inks === null ? () => false : inkKit(kit, inks) };
}

/**
 * Has `kit` paint in inks: every colour, also those of gradients, passes `_normalizeColor`; groups and masks are blended in
 * DeviceCMYK, or left out with their group where there is no transparency. What it returns tells whether something translucent was
 * painted since it was asked last.
 */
function inkKit(kit: KitDocument, inks: DrawingInks): () => boolean {
  let translucent = false;
  const normalize = kit._normalizeColor.bind(kit);
  kit._normalizeColor = (color) => {
    const normal = normalize(color);
    if (!Array.isArray(normal) || normal.length !== 3) return normal;
    const [red, green, blue] = normal as [number, number, number];
    return inks.inks(red, green, blue).map((ink) => Math.round(ink * 1000) / 1000);
  };
  const setOpacity = kit._doOpacity.bind(kit);
  kit._doOpacity = (fill, stroke) => {
    if ((fill ?? 1) < 1 || (stroke ?? 1) < 1) translucent = true;
    setOpacity(fill, stroke);
  };
  const reference = kit.ref.bind(kit);
  kit.ref = (data = {}) => {
    const group = data['Group'] as { S?: string; CS?: string } | undefined;
    if (group?.S === 'Transparency') {
      if (!inks.transparency) delete data['Group'];
      else if (group.CS === 'DeviceRGB') group.CS = 'DeviceCMYK';
    }
    const mask = data['SMask'] as { BC?: readonly number[] } | undefined;
    if (mask !== undefined) {
      translucent = true;
      // The backdrop of a mask is in the colours of its group: black hides all.
      if (mask.BC?.length === 3) mask.BC = [0, 0, 0, mask.BC[0] === 0 ? 1 : 0];
    }
    return reference(data);
  };
  return () => {
    const found = translucent;
    translucent = false;
    return found;
  };
}

/** Stands for a page while PDFKit paints into a form XObject. */
/** ISO 19005-2, 6.1.13: numbers of a drawing that are larger than any reader takes lie out of sight all the same. */
function withinLimits(content: string): string {
  return content.replace(/(?<=^|[\s[])(?<sign>-?)\d{10,}(?:\.\d+)?(?=[\s\]])/g, '$<sign>2147483647');
}

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
