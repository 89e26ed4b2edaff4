// What a paragraph asks of its fonts and cannot have → warnings, with a few words of the text.
import { formatPlace } from '../../base/diagnostic.ts';
import type { ParagraphBox } from '../../document/boxes.ts';
import { hasJoiningLetters } from '../../frame/unit-advance.ts';
import type { Units } from '../../frame/units.ts';
import type { Engine } from '../engine.ts';

/** Letters that no font of the paragraph has. */
export function reportMissing(engine: Engine, box: ParagraphBox, units: Units): void {
  let reported: Set<number> | undefined;
  for (let u = 0; u < units.count; u++) {
    const id = units.word[u] ?? -1;
    if (id < 0) continue;
    const missing = engine.fonts.missing(engine.fonts.word(id));
    if (missing === undefined) continue;
    reported ??= new Set();
    for (const codePoint of missing) reported.add(codePoint);
  }
  if (reported === undefined) return;
  const letters = [...reported]
    .map(
      (codePoint) =>
        `${String.fromCodePoint(codePoint)} U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
    )
    .join(', ');
  engine.diagnostics.add({
    code: 'F003',
    severity: 'warning',
    message: `No font of ${box.style.fontFamily.join(', ')} has ${letters}`,
    place: box.place,
    hint: 'Add a font that has these letters to the font-family list in the style sheet',
    excerpt: units.text.slice(0, 40).trim(),
  });
}

/** Letter-spacing of text whose letters join, where it is ignored (CSS Text 3 § 8.2); once for each place. */
export function reportSpacing(engine: Engine, box: ParagraphBox, units: Units): void {
  const { styles } = units;
  if (styles.every(({ letterSpacing }) => letterSpacing === 0)) return;
  const place = box.place === undefined ? '' : formatPlace(box.place);
  if (engine.spacedPlaces.has(place)) return;
  for (let u = 0; u < units.count; u++) {
    const id = units.word[u] ?? -1;
    if (id < 0 || styles[units.style[u] ?? 0]?.letterSpacing === 0) continue;
    if (!hasJoiningLetters(engine.fonts.word(id).text)) continue;
    engine.spacedPlaces.add(place);
    const start = units.offset[u] ?? 0;
    engine.diagnostics.add({
      code: 'C007',
      severity: 'warning',
      message: 'letter-spacing is ignored where letters join',
      place: box.place,
      hint: 'Give letter-spacing to :lang() of other scripts only',
      excerpt: units.text.slice(start, start + 40).trim(),
    });
    return;
  }
}
