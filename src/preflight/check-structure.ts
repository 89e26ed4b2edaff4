// Bytes → what is wrong with the structure of a PDF: the rules of preflight about tags alone, without those about metadata and fonts.
import type { Diagnostics } from '../base/diagnostic.ts';
import { openPdfForInspection } from './inspect/open-pdf-for-inspection.ts';
import { judge } from './preflight.ts';
import type { Finding } from './report-types.ts';

export interface StructureCheckOptions {
  /** Named in diagnostics. */
  readonly file: string;
  readonly diagnostics: Diagnostics;
  /** The text that has to be in the structure, block by block, as text files of issues have it: pages parted by form feeds. */
  readonly expected?: string | undefined;
  /** Pages beyond this number are left out with P004. */
  readonly maxPages?: number | undefined;
}

/** Asked together with all rules `structure.`. */
const FIRST: ReadonlySet<string> = new Set(['accessibility.not-tagged', 'accessibility.no-language']);

/** Findings in the order of pages, errors and warnings; null when the file cannot be opened (P002, P003). */
export async function checkStructure(
  bytes: Uint8Array,
  { expected, ...options }: StructureCheckOptions,
): Promise<readonly Finding[] | null> {
  const pdf = await openPdfForInspection(bytes, options);
  if (pdf === null) return null;
  const report = await judge(pdf, { standard: 'pdfua-1', profile: null }, {
    file: options.file,
    expectedText: expected?.split('\f'),
    only: ({ name }) => name.startsWith('structure.') || FIRST.has(name),
  }); // prettier-ignore
  return report.findings;
}
