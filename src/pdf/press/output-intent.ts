// The printing condition → output intents (ISO 32000-1, 14.11.5): the inks of the file are meant for this press and paper.
import type { PressJob } from '../../press/press-job.ts';
import type { PdfFile } from '../pdf-file.ts';
import { pdfReference, pdfText } from '../pdf-syntax.ts';

/** Writes the profile and the intents that share it; returns the array for the catalog. */
export function writeOutputIntents(file: PdfFile, job: PressJob): string {
  const { identifier, info, registry } = job.profile.condition;
  const profile = file.deflatedStream(file.reserve(), '/N 4', job.icc);
  const condition =
    `/OutputConditionIdentifier${pdfText(identifier)}/OutputCondition${pdfText(info)}` +
    `/RegistryName${pdfText(registry)}/Info${pdfText(info)}/DestOutputProfile ${profile} 0 R`;
  // Any claim is one of PDF/A, which asks for an intent of its own with the same profile (ISO 19005-1, 6.2.2).
  const subtypes = job.claims.length > 0 ? ['GTS_PDFX', 'GTS_PDFA1'] : ['GTS_PDFX'];
  const intents = subtypes.map((subtype) => file.add(`<</Type/OutputIntent/S/${subtype}${condition}>>`));
  return `[${intents.map(pdfReference).join(' ')}]`;
}
