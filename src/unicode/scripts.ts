// Code point → script, joining type and the other properties that itemising and kashida ask for
// (UAX #24, UAX #44, Unicode chapter 9.2).
import { CodePointTable } from './code-point-table.ts';
import { SCRIPT_CODES, SCRIPT_RUNS, SHAPE_RUNS } from './data/tables.ts';

/** ISO 15924 code, as in the Unicode Script property: Arab, Latn, Zyyy (common), Zinh (inherited), Zzzz (unknown). */
export type Script = string;

/** How an Arabic letter joins: U not at all, R to the letter before it, D to both, C causes joining, L to the letter after it, T transparent. */
export type JoiningType = 'U' | 'R' | 'D' | 'C' | 'L' | 'T';

const scripts = new CodePointTable(SCRIPT_RUNS);
const scriptCodes: readonly Script[] = SCRIPT_CODES.split(' ');
/** Per code point: bits 0–1 cluster behaviour (see graphemes.ts), 2 mark, 3 default ignorable, 4–6 joining type. */
export const shapeFlags: CodePointTable = new CodePointTable(SHAPE_RUNS);
const joiningTypes: readonly JoiningType[] = ['U', 'R', 'D', 'C', 'L', 'T'];

/** Scripts whose letters join: no letter-spacing, no synthetic slant, shaped across style changes. */
const CURSIVE: ReadonlySet<Script> = new Set(
  'Arab Syrc Mong Nkoo Mand Mani Adlm Rohg Phag Phlp Sogd Sogo Chrs Ougr'.split(' '),
);

export function scriptOf(codePoint: number): Script {
  return scriptCodes[scripts.get(codePoint)] ?? 'Zzzz';
}

export function isCursive(script: Script): boolean {
  return CURSIVE.has(script);
}

/** General category M: combining marks. */
export function isMark(codePoint: number): boolean {
  return (shapeFlags.get(codePoint) & 4) !== 0;
}

/** Default_Ignorable_Code_Point: needs no glyph when a font has none. */
export function isDefaultIgnorable(codePoint: number): boolean {
  return (shapeFlags.get(codePoint) & 8) !== 0;
}

export function joiningTypeOf(codePoint: number): JoiningType {
  return joiningTypes[shapeFlags.get(codePoint) >> 4] ?? 'U';
}
