// What an imposed file takes over from its source, and what it may not: version, dates, output intents, claims, identifier.
// PDF/X asks nothing of a page that a sheet cannot give – boxes, inks, intent – so its claim stays. PDF/A and PDF/UA speak of a
// document that is read: sheets have no reading order, so those claims go.
import type { PDFDocument, PDFObjectCopier } from '@cantoo/pdf-lib';
import type { PdfLib } from './source-pages.ts';

/** Entries of the catalog that sheets need as pages did: the printing condition, layers, language. */
const CATALOG_ENTRIES = ['OutputIntents', 'OCProperties', 'Lang', 'Version'] as const;

/** Copies everything about the document; `seed` tells jobs with the same source apart. */
export async function carryOver(
  lib: PdfLib,
  source: PDFDocument,
  target: PDFDocument,
  {
    copier,
    bytes,
    seed,
  }: { readonly copier: PDFObjectCopier; readonly bytes: Uint8Array; readonly seed: string },
): Promise<void> {
  // Not at the start of the program, which it would delay.
  const { createHash } = await import('node:crypto');
  const { context } = target;
  const name = (text: string): ReturnType<typeof lib.PDFName.of> => lib.PDFName.of(text);
  context.header = source.context.header;
  for (const entry of CATALOG_ENTRIES) {
    const value = source.catalog.get(name(entry));
    if (value !== undefined) target.catalog.set(name(entry), copier.copy(value));
  }
  const info = source.context.trailerInfo.Info;
  if (info !== undefined) context.trailerInfo.Info = copier.copy(info);
  const metadata = source.catalog.lookup(name('Metadata'));
  const packet =
    metadata instanceof lib.PDFRawStream ? printClaims(lib.decodePDFRawStream(metadata).decode()) : null;
  if (packet !== null) {
    // Not compressed: PDF/X readers look for it in the file.
    const stream = context.stream(packet, { Type: 'Metadata', Subtype: 'XML' });
    target.catalog.set(name('Metadata'), context.register(stream));
  }
  const digest = (...parts: readonly (string | Uint8Array)[]): string => {
    const hash = createHash('md5');
    for (const part of parts) hash.update(part);
    return hash.digest('hex');
  };
  const own = source.context.lookupMaybe(source.context.trailerInfo.ID, lib.PDFArray)?.get(0);
  const first = own instanceof lib.PDFHexString || own instanceof lib.PDFString ? own.clone() : lib.PDFHexString.of(digest(bytes)); // prettier-ignore
  const identifier = lib.PDFArray.withContext(context);
  identifier.push(first);
  identifier.push(lib.PDFHexString.of(digest(bytes, seed)));
  context.trailerInfo.ID = identifier;
}

/** Version as a number: 1.6. */
export function versionOf(lib: PdfLib, document: PDFDocument): number {
  const later = document.catalog.lookup(lib.PDFName.of('Version'));
  const named = later instanceof lib.PDFName ? Number(later.decodeText()) : 0;
  return Math.max(Number(document.context.header.getVersionString()) || 0, named || 0);
}

const READING_CLAIM = /<(pdfaid|pdfuaid):(\w+)>[^<]*<\/\1:\2>|\s(?:pdfaid|pdfuaid):\w+="[^"]*"/g;

/** An XMP packet without the claims of PDF/A and PDF/UA; null when they cannot be told from the rest. */
function printClaims(packet: Uint8Array): Uint8Array | null {
  const text = Buffer.from(packet).toString('latin1');
  const left = text.replace(READING_CLAIM, '');
  const remains = /<(?:pdfaid|pdfuaid):|\s(?:pdfaid|pdfuaid):\w+\s*=/.test(left);
  return remains ? null : new Uint8Array(Buffer.from(left, 'latin1'));
}
