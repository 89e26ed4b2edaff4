// Glyph names → whether they tell the character (Adobe Glyph List Specification, 2). The list itself is not needed: names that
// converters make up follow a few patterns, and those are unreadable.

/** `g12`, `cid34`, `glyph5`, `index6`, `C0001`: numbered by a converter. */
const NUMBERED = /^(g|c|a|G|C|cid|gid|glyph|Glyph|index|char|x|X|F|f|T|t|s|S|B|H)_?[0-9A-F]{1,5}$/;
/** `uni0627`, `u1F600`, `afii57409`. */
const COMPUTED = /^(uni([0-9A-F]{4})+|u[0-9A-F]{4,6}|afii\d{5}|H\d{5}|SF\d{6})$/;

/** Whether a name of Differences gives Unicode; `.notdef` does no harm. */
export function isReadableGlyphName(name: string): boolean {
  if (name === '.notdef') return true;
  const base = name.replace(/\..*$/, '');
  if (base === '') return false;
  return base.split('_').every((part) => COMPUTED.test(part) || (!NUMBERED.test(part) && /^[A-Za-z][A-Za-z0-9]*$/.test(part))); // prettier-ignore
}
