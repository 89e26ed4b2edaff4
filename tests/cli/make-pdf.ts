// PDFs as other programs write them, made with PDFKit.
import { createRequire } from 'node:module';

interface KitDocument {
  addPage(): KitDocument;
  text(text: string, x?: number, y?: number): KitDocument;
  on(event: 'data', listener: (part: Uint8Array) => void): KitDocument;
  on(event: 'end', listener: () => void): KitDocument;
  end(): void;
  struct(role: string, content: () => void): unknown;
  addStructure(element: unknown): KitDocument;
  markContent(tag: string, options?: object): KitDocument;
  endMarkedContent(): KitDocument;
}
type KitConstructor = new (options?: object) => KitDocument;

// The package has no types of its own.
const PDFDocument = createRequire(import.meta.url)('pdfkit') as KitConstructor;

/** The bytes of what `draw` puts into a new document. */
export function makePdf(draw: (document: KitDocument) => void, options: object = {}): Promise<Uint8Array> {
  return new Promise((done) => {
    const document = new PDFDocument({ info: { CreationDate: new Date(0) }, ...options });
    const parts: Uint8Array[] = [];
    document.on('data', (part) => parts.push(part));
    document.on('end', () => done(new Uint8Array(Buffer.concat(parts))));
    draw(document);
    document.end();
  });
}

/** Pages of lines, untagged. */
export function plainPdf(pages: readonly (readonly string[])[], options: object = {}): Promise<Uint8Array> {
  return makePdf((document) => {
    pages.forEach((lines, index) => {
      if (index > 0) document.addPage();
      lines.forEach((line, row) => document.text(line, 72, 72 + row * 40));
    });
  }, options);
}
