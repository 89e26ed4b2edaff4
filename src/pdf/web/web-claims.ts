// Manifest and foreign pages of an issue → what its web edition may claim to be.
import type { Diagnostics } from '../../base/diagnostic.ts';
import type { Issue } from '../../issue/issue-types.ts';
import { archiveReasons, isUnreadable } from '../inserts/judge-archive.ts';
import type { JudgedInsert } from '../inserts/judge-insert.ts';
import type { WebClaims } from './web-standard.ts';
import { DEFAULT_WEB_STANDARD, NO_CLAIMS, parseWebStandard } from './web-standard.ts';

/**
 * What the manifest wants; what cannot be claimed at all is an error (P005). Pages of others may have what archives refuse, or fonts
 * that nobody can read: a file with them does not claim to be an archive, or to be accessible, and notes say why – warnings where
 * the manifest asks for it by name.
 */
export function webClaims(
  { editions, editionPlace, place }: Issue,
  inserts: readonly JudgedInsert[],
  diagnostics: Diagnostics,
): WebClaims {
  const wanted = editions['web']?.standard;
  const claims = parseWebStandard(wanted ?? DEFAULT_WEB_STANDARD);
  if (typeof claims === 'string') {
    const hint = 'write pdfua-1+pdfa-2a (the default), pdfua-1, pdfa-2a, pdfa-2u or pdfa-3a, pdfua-1 with one of these by +, or none'; // prettier-ignore
    diagnostics.error('P005', `editions.web: ${claims}`, editionPlace?.(['web', 'standard']) ?? place, hint);
    return NO_CLAIMS;
  }
  let { accessible, archive } = claims;
  for (const insert of inserts) {
    const unreadable = claims.accessible && isUnreadable(insert);
    const reasons = claims.archive === null && !unreadable ? [] : archiveReasons(insert, inserts);
    if (reasons.length === 0) continue;
    archive = null;
    if (unreadable) accessible = false;
    const lost = [...(claims.archive === null ? [] : ['PDF/A']), ...(unreadable ? ['PDF/UA'] : [])].join(' or '); // prettier-ignore
    diagnostics[wanted === undefined ? 'note' : 'warning'](
      'P005',
      `The web edition does not claim ${lost}: insert ${insert.name} ${reasons.join('; it ')}`,
      insert.place,
      'ask for a file made as PDF/A or PDF/X-4, or place a picture or a drawing of it',
    );
  }
  return { accessible, archive };
}
