// The metadata of a foreign PDF → the standard it claims that vouches for its fonts: embedded, with the widths that the file
// says (ISO 19005, 6.2.11.5; ISO 15930-7).
import type { ForeignPdf } from './open-pdf.ts';
import { PdfError, entry } from './pdf-values.ts';

/** `PDF/A`, `PDF/X-4`, or null. */
export function claimedStandard(pdf: ForeignPdf): string | null {
  const metadata = entry(pdf, pdf.catalog, 'Metadata');
  if (metadata.kind !== 'stream') return null;
  const packet = packetOf(pdf, metadata);
  if (/\bpdfaid:part\b\s*(?:=\s*["']|>)\s*[1-4]/.test(packet)) return 'PDF/A';
  return /\bpdfxid:GTS_PDFXVersion\b\s*(?:=\s*["']|>)\s*PDF\/X-4/.test(packet) ? 'PDF/X-4' : null;
}

/** The packet in UTF-8; nothing where it is damaged. */
function packetOf(pdf: ForeignPdf, metadata: Parameters<ForeignPdf['decode']>[0]): string {
  try {
    return new TextDecoder().decode(pdf.decode(metadata));
  } catch (cause) {
    // Metadata are not painted: the page can be placed without them.
    if (cause instanceof PdfError) return '';
    throw cause;
  }
}
