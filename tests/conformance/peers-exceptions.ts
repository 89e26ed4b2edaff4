// What of other programs' test cases is not taken here, and which of those taken come out otherwise: by case, with the reason.
// The tests read it (a case that comes to agree fails them), and so does the table in README-peers.md.

export type Reasons = Readonly<Record<string, string>>;

const CJK = 'Chinese and Japanese setting is not this program’s field';
const THAI = 'Thai has no spaces between words and needs a dictionary';
const FORMULAS = 'formulas are no part of a newspaper';
const LIMITS =
  'limits of justification are Typst’s own; here spaces go from 0.17 to 0.6 em and letters by 0.02 em';

export const TYPST_NOT_TAKEN: Reasons = {
  'justify-chinese': CJK,
  'justify-japanese': CJK,
  'justify-whitespace-adjustment': CJK,
  'justify-variants': CJK,
  'justify-punctuation-adjustment': CJK,
  'issue-6062-justify-cjk-latin-spacing': CJK,
  'issue-3082-chinese-punctuation': CJK,
  'justify-limits-glyph-shrink-only': LIMITS,
  'justify-limits-glyph-grow-only': LIMITS,
  'justify-limits-tracking-wrong-type': LIMITS,
  'justify-limits-tracking-min-positive': LIMITS,
  'justify-limits-tracking-max-negative': LIMITS,
  'justify-limits-spacing-max-negative': LIMITS,
  'justify-limits-spacing-ratio-negative': LIMITS,
  'linebreak-thai': THAI,
  'issue-4468-linebreak-thai': THAI,
  'linebreak-math-punctuation': FORMULAS,
  'issue-5489-matrix-stray-linebreak': FORMULAS,
};

const ADDRESS = 'house rule H1 for addresses (CMOS 7.46, pieces of four characters at least)';

export const TYPST_DIFFERS: Reasons = {
  'justify-avoid-runts': 'a longer last line still is found better, “a b c d”',
  'linebreak-link': `no break between per cent signs where there is another place: ${ADDRESS}`,
  'linebreak-link-ip-host': `neither scheme nor the numbers of a host are cut: ${ADDRESS}`,
  'linebreak-link-justify': `figures are not cut, nor a stop left at the end of a line: ${ADDRESS}`,
  'linebreak-link-end': `an address that fits on the next line is not cut: ${ADDRESS}`,
  'issue-hyphenate-in-link': `“4.0/” is not cut: ${ADDRESS}`,
};

export const SILE_NOT_TAKEN: Reasons = {
  'bidi, line 17': 'the folio of SILE’s page',
};

export const WEASYPRINT_DIFFERS: Reasons = {
  test_float_inline_block_rtl:
    'a line beside a float has room for four ems at least, and here it has three and a half',
  test_tables_3_rtl: 'a collapsed border between the rows of two pages is painted once, on the first',
  test_tables_5_rtl: 'a missing cell has the background of its row, as one that is empty (CSS 2.2 § 17.5.1)',
  test_tables_24_rtl: 'a collapsed border stands wholly in the cell above or before it, not half in each',
  test_leader_too_long_rtl: 'leaders are dotted rules and not letters, and never begin a line',
};

export const WPT_DIFFERS: Reasons = {
  'CSS2/bidi-text/line-breaking-bidi-001 #1': 'what is longer than two measures is cut (cut-long-pieces.ts)',
  'CSS2/bidi-text/line-breaking-bidi-001 #2': 'what is longer than two measures is cut (cut-long-pieces.ts)',
};

export const W3C_HTML_DIFFERS: Reasons = {
  'soft-hyphens-002.html': 'the file asks for hyphens: none and expects hyphens',
  'soft-hyphens-003.html': 'what is longer than two measures is cut (cut-long-pieces.ts)',
};

export const W3C_HTML_NOT_TAKEN: Reasons = {
  'text-justify-003.html': 'text-justify: distribute is no value of this program; that it says so is tested',
};
