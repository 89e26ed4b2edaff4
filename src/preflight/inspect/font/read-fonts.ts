// PDF bytes → the fonts of a file, and whether it brings them (ISO 32000-1, 9.9): from its objects, without drawing a page.
import type { PDFDict } from '@cantoo/pdf-lib';
import { parseObjects } from '../objects/parse-objects.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';

export interface PdfFont {
  /** BaseFont, as it is written. */
  readonly name: string;
  /** Its outlines are in the file; those of a Type 3 font always are. */
  readonly embedded: boolean;
}

/** Every font of the file once by name, sorted; null when the file is encrypted or has no catalog. */
export async function readFonts(bytes: Uint8Array): Promise<readonly PdfFont[] | null> {
  const { objects, trailer } = parseObjects(bytes, await import('@cantoo/pdf-lib'));
  if (trailer.encrypt !== undefined && objects.resolve(trailer.encrypt) !== null) return null;
  if (objects.dict(trailer.root) === null) return null;
  const fonts = new Map<string, boolean>();
  for (const [, object] of objects.context.enumerateIndirectObjects()) {
    const dict = objects.dict(object);
    if (dict === null || objects.name(objects.get(dict, 'Type')) !== 'Font') continue;
    const subtype = objects.name(objects.get(dict, 'Subtype')) ?? '';
    // Fonts below a Type0 font belong to it.
    if (subtype.startsWith('CIDFont')) continue;
    const name = objects.readableName(objects.get(dict, 'BaseFont')) ?? 'a font without a name';
    const isEmbedded = subtype === 'Type3' || hasFile(descriptorOf(dict, objects), objects);
    fonts.set(name, (fonts.get(name) ?? true) && isEmbedded);
  }
  return [...fonts].map(([name, embedded]) => ({ name, embedded })).toSorted((a, b) => (a.name < b.name ? -1 : 1)); // prettier-ignore
}

function descriptorOf(font: PDFDict, objects: PdfObjects): PDFDict | null {
  const [descendant] = objects.list(objects.get(font, 'DescendantFonts'));
  return objects.dict(objects.get(objects.dict(descendant) ?? font, 'FontDescriptor'));
}

function hasFile(descriptor: PDFDict | null, objects: PdfObjects): boolean {
  return ['FontFile', 'FontFile2', 'FontFile3'].some((key) => objects.stream(objects.get(descriptor, key)) !== null); // prettier-ignore
}
