// `standard` of the press edition → the standard of print and what the file claims besides.
import type { PressStandard } from '../base/printer-profile.ts';
import type { PressClaim } from './press-job.ts';

export interface WantedStandard {
  readonly standard: PressStandard;
  readonly claims: readonly PressClaim[];
}

/** The archive standard that a file of each print standard can keep as well. */
const CLAIMS: Readonly<Record<PressStandard, PressClaim>> = { 'pdfx-4': 'pdfa-2b', 'pdfx-1a': 'pdfa-1b' };

/** `pdfx-4`, `pdfx-1a`, also `pdfx-4+pdfa-2b` and `pdfx-1a+pdfa-1b`; a reason why not for anything else. */
export function parseStandard(written: string): WantedStandard | string {
  const words = written.split('+').map((word) => word.trim());
  const isPress = (word: string): word is PressStandard => word === 'pdfx-4' || word === 'pdfx-1a';
  const [standard, ...others] = words.filter(isPress);
  if (standard === undefined) return `${written} is no standard of print that can be written`;
  if (others.length > 0) return `${written} asks for two standards of print`;
  const claims = words.filter((word) => !isPress(word));
  const claim = CLAIMS[standard];
  const refused = claims.find((word) => word !== claim);
  if (refused !== undefined) return `${standard} cannot be ${refused || 'empty'} as well`;
  return { standard, claims: claims.length > 0 ? [claim] : [] };
}
