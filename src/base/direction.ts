// Direction of text and the directions that languages are written in.

export type Direction = 'ltr' | 'rtl';

/** Languages (primary BCP 47 subtags) written from right to left. */
const RIGHT_TO_LEFT_LANGUAGES: ReadonlySet<string> = new Set([
  'ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'khw', 'ks', 'ku', 'nqo', 'pbt', 'pbu', 'pes', 'prs', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi',
]); // prettier-ignore

/** The primary subtag of a BCP 47 tag, lower case: `fa-AF` → `fa`. */
export function primaryLanguage(tag: string): string {
  return tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
}

/** The direction a language is written in; a script subtag in the tag wins (`az-Arab` → rtl). */
export function directionOfLanguage(tag: string): Direction {
  const script = /[-_](arab|hebr|thaa|syrc|nkoo|adlm|latn|cyrl|grek)\b/i.exec(tag)?.[1]?.toLowerCase();
  if (script !== undefined)
    return script === 'latn' || script === 'cyrl' || script === 'grek' ? 'ltr' : 'rtl';
  return RIGHT_TO_LEFT_LANGUAGES.has(primaryLanguage(tag)) ? 'rtl' : 'ltr';
}
