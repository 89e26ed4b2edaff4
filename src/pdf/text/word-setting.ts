// The style of a unit and the size of its line → how its word is set.
import { hasJoiningLetters } from '../../frame/unit-advance.ts';
import type { TextStyle } from '../../frame/units.ts';
import type { WordSetting } from './word-encoder.ts';
import { PLAIN_SETTING } from './word-encoder.ts';

/** Whether a style of the line is that of the line itself; `size` in points. */
export function isPlain(style: TextStyle | undefined, size: number): boolean {
  return style === undefined || (style.size === size && style.rise === 0 && style.letterSpacing === 0);
}

/** How a word with this text stands in a line of `size` points. */
export function wordSetting(
  style: TextStyle | undefined,
  size: number,
  text: string,
  goesOn: boolean,
): WordSetting {
  if (style === undefined || isPlain(style, size)) return goesOn ? { ...PLAIN_SETTING, goesOn } : PLAIN_SETTING; // prettier-ignore
  return {
    goesOn,
    scale: style.size / size,
    rise: style.rise / size,
    // CSS Text 3, 8.2: none in cursive script, as everywhere that widths are counted.
    letterSpacing: hasJoiningLetters(text) ? 0 : style.letterSpacing / size,
  };
}
