// How wide a unit is, counted the same way by paragraph/ (breaking), flow/ (link areas) and pdf/ (painting).
import type { FontLibrary, ShapedWord } from '../font/font-types.ts';
import { GLYPH_CLUSTER, GLYPH_STRIDE } from '../font/font-types.ts';
import { joiningTypeOf } from '../unicode/scripts.ts';
import { UNIT_LEADER, UNIT_OBJECT, UNIT_SPACE } from './units.ts';
import type { TextStyle, Units } from './units.ts';

/** Whether letter-spacing is ignored in this text because its letters join (CSS Text 3, 8.2: cursive scripts). */
export function hasJoiningLetters(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const codePoint = text.codePointAt(i) ?? 0;
    if (codePoint < 0x600) continue;
    if (codePoint > 0xffff) i++;
    const type = joiningTypeOf(codePoint);
    if (type === 'D' || type === 'R' || type === 'L') return true;
  }
  return false;
}

/** Gaps that `letter-spacing` adds to a word: one after each cluster; none in cursive script. */
export function countSpacedClusters(word: ShapedWord): number {
  if (hasJoiningLetters(word.text)) return 0;
  const { glyphs } = word;
  let clusters = 0;
  let previous = -1;
  for (let g = 0; g < glyphs.length; g += GLYPH_STRIDE) {
    const cluster = glyphs[g + GLYPH_CLUSTER] ?? 0;
    if (cluster !== previous) clusters++;
    previous = cluster;
  }
  return clusters;
}

/** Points a shaped word takes in a style, letter-spacing included; justification is not. */
export function wordAdvance(word: ShapedWord, style: TextStyle): number {
  const natural = word.advance * style.size;
  return style.letterSpacing === 0 ? natural : natural + style.letterSpacing * countSpacedClusters(word);
}

/**
 * Points a unit takes before justification. Leaders count one copy of their pattern; what they fill is decided
 * by the line.
 */
export function unitAdvance(units: Units, unit: number, fonts: Pick<FontLibrary, 'word'>): number {
  const flags = units.flags[unit] ?? 0;
  if ((flags & UNIT_OBJECT) !== 0) return units.objects[units.object[unit] ?? -1]?.width ?? 0;
  const word = units.word[unit] ?? -1;
  const style = units.styles[units.style[unit] ?? 0];
  if (word < 0 || style === undefined) return 0;
  const advance = wordAdvance(fonts.word(word), style);
  return (flags & UNIT_SPACE) !== 0 && (flags & UNIT_LEADER) === 0 ? advance + style.wordSpacing : advance;
}
