// `standard` of the web edition → what its file claims to be: PDF/UA-1 (ISO 14289-1), a part and level of PDF/A (ISO 19005-2
// and -3), both, or nothing. The file is written alike in every case; only what it says of itself is different.

/** Part and conformance level of PDF/A. */
export interface ArchiveClaim {
  readonly part: '2' | '3';
  readonly level: 'A' | 'U';
}

/** What the web edition says of itself. */
export interface WebClaims {
  /** PDF/UA-1. */
  readonly accessible: boolean;
  /** Null: no archive file. */
  readonly archive: ArchiveClaim | null;
}

/** What a manifest gets that says nothing. */
export const DEFAULT_WEB_STANDARD = 'pdfua-1+pdfa-2a';

/** A file that claims nothing. */
export const NO_CLAIMS: WebClaims = { accessible: false, archive: null };

const ARCHIVES: ReadonlyMap<string, ArchiveClaim> = new Map([
  ['pdfa-2a', { part: '2', level: 'A' }],
  ['pdfa-2u', { part: '2', level: 'U' }],
  ['pdfa-3a', { part: '3', level: 'A' }],
]);

/** `pdfua-1`, `pdfa-2a`, `pdfa-2u`, `pdfa-3a`, `pdfua-1` with one of the others by `+`, or `none`; else the reason why not. */
export function parseWebStandard(written: string): WebClaims | string {
  const words = written.split('+').map((word) => word.trim());
  if (words.length === 1 && words[0] === 'none') return NO_CLAIMS;
  let accessible = false;
  let archive: ArchiveClaim | null = null;
  for (const [index, word] of words.entries()) {
    const claim = ARCHIVES.get(word);
    if (words.indexOf(word) < index) return `${written} names ${word || 'nothing'} twice`;
    if (word === 'pdfua-1') accessible = true;
    else if (word === 'none') return `${written}: none stands alone`;
    else if (claim === undefined)
      return `${word || 'an empty name'} is no standard that the web edition can be written to`; // prettier-ignore
    else if (archive !== null) return `${written} asks for two parts or levels of PDF/A`;
    else archive = claim;
  }
  return { accessible, archive };
}
