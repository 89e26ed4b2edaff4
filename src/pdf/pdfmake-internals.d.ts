// The parts of pdfmake 0.3.11 (and of the PDFKit 0.19 underneath) that drawing.ts uses; held to the package by tests/unit/pdf/pdf-pdfmake-contract.test.ts.

declare module 'pdfmake/js/PDFDocument.js' {
  /** A PDFReference of PDFKit. */
  export interface KitReference {
    readonly id: number;
    readonly data: Record<string, unknown>;
    end(chunk?: Uint8Array | string): void;
    toString(): string;
  }
  /** What PDFKit's painting methods use of a page. */
  export interface KitPage {
    readonly width: number;
    readonly height: number;
    readonly fonts: Record<string, KitReference>;
    readonly xobjects: Record<string, KitReference>;
    readonly ext_gstates: Record<string, KitReference>;
    readonly patterns: Record<string, KitReference>;
    readonly colorSpaces: Record<string, KitReference>;
    readonly annotations: KitReference[];
    write(chunk: string | Uint8Array): void;
  }
  export interface KitDocument {
    page: KitPage | null;
    _ctm: number[];
    _ctmStack: number[][];
    /** Bytes written so far. */
    readonly _offset: number;
    /** Offset of object n at n - 1; null while it has not been written. */
    _offsets: (number | null)[];
    _write: (data: string | Uint8Array) => void;
    ref(data?: Record<string, unknown>): KitReference;
    /** Sets opacities, 0…1; null leaves one as it is. */
    _doOpacity(fill: number | null | undefined, stroke: number | null | undefined): void;
    /** Three components of RGB or four of CMYK, 0…1; one is an opacity. Null when it is no colour. */
    _normalizeColor(color: unknown): readonly number[] | object | null;
    transform(a: number, b: number, c: number, d: number, e: number, f: number): KitDocument;
  }
  export type KitDocumentClass = new (
    fonts: object,
    images: object,
    patterns: object,
    attachments: object,
    options: object,
    virtualfs: null,
    localAccessPolicy: (path: string) => boolean,
  ) => KitDocument;
  const module: KitDocumentClass | { readonly default: KitDocumentClass };
  export default module;
}

declare module 'pdfmake/js/3rd-party/svg-to-pdfkit.js' {
  import type { KitDocument } from 'pdfmake/js/PDFDocument.js';
  export type SvgToPdf = (doc: KitDocument, svg: string, x: number, y: number, options: object) => void;
  const module: SvgToPdf | { readonly default: SvgToPdf | { readonly default: SvgToPdf } };
  export default module;
}
