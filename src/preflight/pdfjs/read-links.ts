// PDF bytes → its links with where they lead, read by pdf.js (ISO 32000-1, 12.5.6.5).
import { messageOf } from '../../base/message-of.ts';
import type { ExtractOptions } from './extract-text.ts';
import { openReading } from './read-pdf.ts';
import { ReadingStopped } from './reader-thread.ts';

/** A place that a click leads from. */
export interface PdfLink {
  /** From 1, as the pages stand in the file. */
  readonly page: number;
  /** An address, or `#name` of a destination in the file; `#` of one without a name. */
  readonly target: string;
}

const DEFAULT_MAX_PAGES = 5000;

interface LinkAnnotation {
  readonly subtype?: string;
  readonly url?: string;
  readonly unsafeUrl?: string;
  readonly dest?: unknown;
}

/** In the order of the pages; null when the file cannot be opened (P002, P003). Pages that fail are left out with P004. */
export async function readLinks(
  bytes: Uint8Array,
  options: ExtractOptions,
): Promise<readonly PdfLink[] | null> {
  const { file, diagnostics, maxPages = DEFAULT_MAX_PAGES } = options;
  const reading = await openReading(bytes, options);
  if (reading === null) return null;
  const { document, within } = reading;
  const links: PdfLink[] = [];
  try {
    const last = Math.min(document.numPages, maxPages);
    if (last < document.numPages)
      diagnostics.warning('P004', `Only the first ${last} of ${document.numPages} pages were read`, { file });
    for (let number = 1; number <= last; number++) {
      try {
        const page = await within(document.getPage(number));
        const annotations = (await within(page.getAnnotations())) as readonly LinkAnnotation[];
        for (const { subtype, url, unsafeUrl, dest } of annotations) {
          if (subtype !== 'Link') continue;
          const address = url ?? unsafeUrl;
          links.push({ page: number, target: address ?? `#${typeof dest === 'string' ? dest : ''}` });
        }
        page.cleanup();
      } catch (error) {
        const isStopped = error instanceof ReadingStopped;
        const left = isStopped && number < last ? `Pages ${number} to ${last} were` : `Page ${number} was`;
        diagnostics.warning('P004', `${left} not read: ${messageOf(error)}`, { file });
        if (isStopped) break;
      }
    }
    return links;
  } finally {
    await reading.close();
  }
}
