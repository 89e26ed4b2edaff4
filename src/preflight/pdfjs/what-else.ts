// An open PDF → what people read in it that is no text of its pages: fields that were filled in, files that are attached
// (ISO 32000-1, 12.7 and 7.11.4).
import type { PdfReading } from './read-pdf.ts';

/** Names that are told, at most. */
const MOST_TOLD = 3;

interface Field {
  readonly name?: unknown;
  readonly value?: unknown;
}

/** Sentences; none for most files. What cannot be read is not told. */
export async function whatElseIsThere({ document, within }: PdfReading): Promise<readonly string[]> {
  const fields = (await within(document.getFieldObjects()).catch(() => null)) as Readonly<Record<string, readonly Field[]>> | null; // prettier-ignore
  const attached = (await within(document.getAttachments()).catch(() => null)) as object | null;
  const filled = Object.entries(fields ?? {}).filter(([, all]) => all.some(isFilled)).map(([name]) => name); // prettier-ignore
  const files = Object.keys(attached ?? {});
  const told: string[] = [];
  if (filled.length > 0) told.push(`What is filled into form fields is not read: ${inWords(filled)}`);
  if (files.length > 0) told.push(`What is in attached files is not read: ${inWords(files)}`);
  return told;
}

/** A box that is not ticked says Off. */
function isFilled({ value }: Field): boolean {
  return (typeof value === 'string' && value.trim() !== '' && value !== 'Off') || (Array.isArray(value) && value.length > 0); // prettier-ignore
}

function inWords(names: readonly string[]): string {
  const more = names.length - MOST_TOLD;
  return `${names.slice(0, MOST_TOLD).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
