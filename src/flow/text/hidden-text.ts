// Text of inline elements with `visibility: hidden` → room without text (CSS 2.2 § 11.2): it is neither painted nor read.
import type { TextItem } from '../../frame/frame.ts';
import { unitAdvance, wordAdvance } from '../../frame/unit-advance.ts';
import { UNIT_OBJECT, UNIT_SPACE } from '../../frame/units.ts';
import type { InlineObject, Units } from '../../frame/units.ts';
import type { FontLibrary } from '../../font/font-types.ts';

function isHidden({ styles, style }: Units, unit: number): boolean {
  return styles[style[unit] ?? 0]?.hidden === true;
}

/** The line with gaps in the place of its hidden words; null when nothing else is in it. */
export function withoutHidden(item: TextItem, fonts: FontLibrary): TextItem | null {
  const { units, start, end } = item;
  const isWord = (unit: number): boolean => (units.word[unit] ?? -1) >= 0 && ((units.flags[unit] ?? 0) & UNIT_SPACE) === 0; // prettier-ignore
  const hiddenWords: number[] = [];
  let words = 0;
  // Spaces show nothing anyhow, and go on parting the words around them.
  for (let u = start; u < end; u++) {
    if (!isWord(u)) continue;
    words++;
    if (isHidden(units, u)) hiddenWords.push(u);
  }
  if (hiddenWords.length === words) return null;
  if (hiddenWords.length === 0) return item;
  const objects: InlineObject[] = [...units.objects];
  const word = units.word.slice();
  const flags = units.flags.slice();
  const object = units.object.slice();
  for (const u of hiddenWords) {
    const style = units.styles[units.style[u] ?? 0];
    const replaced = item.replacements.find(({ unit }) => unit === u);
    const width = replaced === undefined || style === undefined ? unitAdvance(units, u, fonts) : wordAdvance(replaced.word, style); // prettier-ignore
    object[u] = objects.push({ width, ascent: 0, descent: 0, box: null }) - 1;
    word[u] = -1;
    flags[u] = UNIT_OBJECT;
  }
  const replacements = item.replacements.filter(({ unit }) => !isHidden(units, unit));
  const hyphen = isHidden(units, end - 1) ? -1 : item.hyphen;
  return { ...item, units: { ...units, objects, word, flags, object }, replacements, hyphen };
}

/** The text of units [start, end) that is not hidden. */
export function visibleText(units: Units, start: number, end: number): string {
  let text = '';
  for (let u = start; u < end; u++) {
    if (!isHidden(units, u)) text += units.text.slice(units.offset[u] ?? 0, units.offset[u + 1] ?? 0);
    else if (((units.flags[u] ?? 0) & UNIT_SPACE) !== 0) text += ' ';
  }
  return text;
}
