// Code point → Line_Break class (UAX #14, Unicode 16), after LB1 and with the variants its rules ask for; and what two
// neighbouring classes say about a break between them (rules LB6–LB31 of revision 53).
import { CodePointTable } from './code-point-table.ts';
import { LINE_BREAK_RUNS } from './data/tables.ts';

// The order of data/generate.mjs.
export const AL = 0;
export const SP = 1;
export const CM = 2;
export const ZWJ = 3;
export const BK = 4;
export const CR = 5;
export const LF = 6;
export const NL = 7;
export const ZW = 8;
export const WJ = 9;
export const GL = 10;
export const BA = 11;
/** U+2010, a BA. */
export const BA_HYPHEN = 12;
export const HY = 13;
export const CL = 14;
export const CP = 15;
/** CP of East Asian width. */
export const CP_WIDE = 16;
export const EX = 17;
export const IS = 18;
export const SY = 19;
export const OP = 20;
export const OP_WIDE = 21;
export const QU = 22;
/** QU of category Pi. */
export const QU_OPEN = 23;
/** QU of category Pf. */
export const QU_CLOSE = 24;
export const NS = 25;
export const B2 = 26;
export const IN = 27;
export const CB = 28;
export const BB = 29;
export const HL = 30;
/** U+25CC, an AL. */
export const DOTTED_CIRCLE = 31;
export const NU = 32;
export const PR = 33;
export const PO = 34;
export const ID = 35;
export const EB = 36;
export const EM = 37;
/** ID that is Extended_Pictographic and not assigned yet. */
export const ID_RESERVED = 38;
export const JL = 39;
export const JV = 40;
export const JT = 41;
export const H2 = 42;
export const H3 = 43;
export const AK = 44;
export const AS = 45;
export const AP = 46;
export const VF = 47;
export const VI = 48;
export const RI = 49;
/** Not in the data: second half of a surrogate pair. */
export const LOW_HALF = 62;
/** Not in the data: start and end of text. */
export const EDGE = 63;

export const CLASS_BITS = 63;
/** Set in a class byte when East_Asian_Width is F, W or H. */
export const EAST_ASIAN = 64;

export const lineBreakClasses: CodePointTable = new CodePointTable(LINE_BREAK_RUNS);

export const KEEP = 0;
export const BREAK = 1;
/** More than the two classes is needed. */
export const CONTEXT = 2;

/** Index of a pair in `DIRECT` and `SPACED`. */
export function pairIndex(before: number, after: number): number {
  return (before << 6) | after;
}

/** The verdict on classes that touch, and on classes with spaces between them, by pairIndex. */
export const DIRECT: Uint8Array = tabulate(directRule);
export const SPACED: Uint8Array = tabulate(spacedRule);

function tabulate(rule: (before: number, after: number) => number): Uint8Array {
  const table = new Uint8Array(64 * 64);
  for (let before = 0; before <= RI; before++)
    for (let after = 0; after <= RI; after++) table[pairIndex(before, after)] = rule(before, after);
  return table;
}

function isAlphabetic(c: number): boolean {
  return c === AL || c === HL || c === DOTTED_CIRCLE;
}

function isIdeographic(c: number): boolean {
  return c === ID || c === ID_RESERVED || c === EB || c === EM;
}

function isHangul(c: number): boolean {
  return c >= JL && c <= H3;
}

function isClosing(c: number): boolean {
  return c === CL || c === CP || c === CP_WIDE;
}

function isOpening(c: number): boolean {
  return c === OP || c === OP_WIDE;
}

function isQuotation(c: number): boolean {
  return c === QU || c === QU_OPEN || c === QU_CLOSE;
}

/** AK, ◌ and AS of LB28a. */
export function isAksara(c: number): boolean {
  return c === AK || c === AS || c === DOTTED_CIRCLE;
}

function directRule(before: number, after: number): number {
  if (after >= BK && after <= ZW) return KEEP; // LB6, LB7
  if (after === SP) return KEEP; // LB7
  if (before === ZW) return BREAK; // LB8
  if (before === WJ || after === WJ) return KEEP; // LB11
  if (before === GL) return KEEP; // LB12
  const afterHyphen = before === HY || before === BA || before === BA_HYPHEN;
  if (after === GL && before !== SP && !afterHyphen) return KEEP; // LB12a
  if (isClosing(after) || after === EX || after === SY) return KEEP; // LB13
  if (isOpening(before)) return KEEP; // LB14
  if (after === IS) return KEEP; // LB15d
  if (isClosing(before) && after === NS) return KEEP; // LB16
  if (before === B2 && after === B2) return KEEP; // LB17
  if (before === SP) return BREAK; // LB18
  if (after === QU || after === QU_CLOSE || before === QU || before === QU_OPEN) return KEEP; // LB19
  if (after === QU_OPEN || before === QU_CLOSE) return CONTEXT; // LB19a
  if (before === CB || after === CB) return BREAK; // LB20
  if (after === BA || after === BA_HYPHEN || after === HY || after === NS || before === BB) return KEEP; // LB21
  const verdict = lateRule(before, after);
  return verdict === BREAK && afterHyphen ? CONTEXT : verdict; // LB20a, LB21a
}

/** LB21b–LB31. */
function lateRule(before: number, after: number): number {
  if (before === SY && after === HL) return KEEP; // LB21b
  if (after === IN) return KEEP; // LB22
  if (isAlphabetic(before) && after === NU) return KEEP; // LB23
  if (before === NU && isAlphabetic(after)) return KEEP;
  if (before === PR && isIdeographic(after)) return KEEP; // LB23a
  if (isIdeographic(before) && after === PO) return KEEP;
  const affixBefore = before === PR || before === PO;
  const affixAfter = after === PR || after === PO;
  if ((affixBefore && isAlphabetic(after)) || (isAlphabetic(before) && affixAfter)) return KEEP; // LB24
  if (before === NU && (affixAfter || after === NU)) return KEEP; // LB25
  if (after === NU && (affixBefore || before === HY || before === IS)) return KEEP;
  if ((isClosing(before) || before === IS || before === SY) && affixAfter) return CONTEXT;
  if (before === SY && after === NU) return CONTEXT;
  if (affixBefore && isOpening(after)) return CONTEXT;
  if (before === JL && isHangul(after) && after !== JT) return KEEP; // LB26
  if ((before === JV || before === H2) && (after === JV || after === JT)) return KEEP;
  if ((before === JT || before === H3) && after === JT) return KEEP;
  if ((isHangul(before) && after === PO) || (before === PR && isHangul(after))) return KEEP; // LB27
  if (isAlphabetic(before) && isAlphabetic(after)) return KEEP; // LB28
  if (before === AP && isAksara(after)) return KEEP; // LB28a
  if (isAksara(before) && (after === VF || after === VI)) return KEEP;
  if (before === VI && (after === AK || after === DOTTED_CIRCLE)) return CONTEXT;
  if (isAksara(before) && isAksara(after)) return CONTEXT;
  if (before === IS && isAlphabetic(after)) return KEEP; // LB29
  if ((isAlphabetic(before) || before === NU) && after === OP) return KEEP; // LB30
  if (before === CP && (isAlphabetic(after) || after === NU)) return KEEP;
  if (before === RI && after === RI) return CONTEXT; // LB30a
  if ((before === EB || before === ID_RESERVED) && after === EM) return KEEP; // LB30b
  return BREAK; // LB31
}

function spacedRule(before: number, after: number): number {
  if ((after >= BK && after <= ZW) || after === SP) return KEEP; // LB6, LB7
  if (before === ZW) return BREAK; // LB8
  if (after === WJ) return KEEP; // LB11
  if (isClosing(after) || after === EX || after === SY) return KEEP; // LB13
  if (isOpening(before)) return KEEP; // LB14
  if (before === QU_OPEN || after === QU_CLOSE || after === IS) return CONTEXT; // LB15a, LB15b, LB15c
  if (isClosing(before) && after === NS) return KEEP; // LB16
  if (before === B2 && after === B2) return KEEP; // LB17
  return BREAK; // LB18
}

/** Classes before an opening quotation mark in LB15a; EDGE is the start of text. */
export function opensQuotation(c: number): boolean {
  return (
    c === EDGE || (c >= BK && c <= NL) || isOpening(c) || isQuotation(c) || c === GL || c === SP || c === ZW
  );
}

/** Classes after a closing quotation mark in LB15b; EDGE is the end of text. */
export function closesQuotation(c: number): boolean {
  return (
    c === EDGE || (c >= BK && c <= ZW) || c === SP || c === GL || c === WJ || isClosing(c) || isQuotation(c) ||
    c === EX || c === IS || c === SY
  ); // prettier-ignore
}

/** Classes before a hyphen that begins a word, LB20a. */
export function beginsWord(c: number): boolean {
  return c === EDGE || (c >= BK && c <= ZW) || c === SP || c === CB || c === GL;
}
