// Manifest and foreign pages of an issue → what its web edition may claim to be.
import type { Diagnostics } from '../../base/diagnostic.ts';
import type { Issue } from '../../issue/issue-types.ts';
import type { JudgedInsert } from '../inserts/judge-insert.ts';
import type { WebClaims } from './web-standard.ts';
import { DEFAULT_WEB_STANDARD, NO_CLAIMS, parseWebStandard } from './web-standard.ts';

/**
 * What the manifest wants; what cannot be claimed at all is an error (P005). Pages of others may have colours and fonts that
 * archives refuse: a file with them does not claim to be one, and a note says so.
 */
export function webClaims(
  { editions, editionPlace, place }: Issue,
  [insert]: readonly Pick<JudgedInsert, 'name' | 'place'>[],
  diagnostics: Diagnostics,
): WebClaims {
  const claims = parseWebStandard(editions['web']?.standard ?? DEFAULT_WEB_STANDARD);
  if (typeof claims === 'string') {
    const hint = 'write pdfua-1+pdfa-2a (the default), pdfua-1, pdfa-2a, pdfa-2u or pdfa-3a, pdfua-1 with one of these by +, or none'; // prettier-ignore
    diagnostics.error('P005', `editions.web: ${claims}`, editionPlace?.(['web', 'standard']) ?? place, hint);
    return NO_CLAIMS;
  }
  if (claims.archive === null || insert === undefined) return claims;
  diagnostics.note(
    'P005',
    `The web edition does not claim PDF/A: nobody vouches for the colours and fonts of ${insert.name}`,
    insert.place,
    'place a picture or a drawing of it instead, where archives are to take the file',
  );
  return { ...claims, archive: null };
}
