// What total-fit prefers where spaces alone do not do: little kashida in several lines, and no end of a word alone in the last one.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Line } from '../../../src/paragraph/paragraph-types.ts';
import { breakLines } from '../../../src/paragraph/break-lines.ts';
import { Kit, inlineStyle, lineText, stackOf } from './paragraph-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.make();
});

/** Points that kashida adds to a line. */
const kashidaOf = ({ width, naturalWidth, spaceExtra, units, start, end }: Line): number => {
  let spaces = 0;
  for (let u = start; u < end; u++)
    if (units.text.slice(units.offset[u], units.offset[u + 1]) === ' ') spaces++;
  return width - naturalWidth - spaceExtra * spaces;
};

describe('kashida', () => {
  it('goes into several lines a little rather than into one line much', () => {
    const style = inlineStyle(kit.fonts, { size: 9.5, language: 'fa' });
    const text =
      'ساعت هفت صبح هنوز کسی چیزی نمی\u200cخرد. این ساعتِ آب\u200cپاشی است، ساعت جارو و چای، ساعتی که دوکانداران از آن سوی سرک با هم شوخی می\u200cکنند. سبزی\u200cفروش گشنیز را دسته می\u200cکند و هر دسته را یک بار در آب می\u200cزند. نانوا چهارمین تنور نان را بیرون می\u200cکشد و بوی آن پیش از خودش به سر کوچه می\u200cرسد.';
    const paragraph = kit.prepare([kit.text(text, style)], { direction: 'rtl', textAlign: 'justify', language: 'fa' }); // prettier-ignore
    for (const measure of [150, 151, 152, 153, 154]) {
      const kashida = breakLines(paragraph, measure).map(kashidaOf);
      expect(kashida.filter((points) => points > 0.1).length).toBeGreaterThan(1);
      // One line of the first two would need up to 1.5 em.
      expect(Math.max(...kashida)).toBeLessThan(9.5);
    }
  });
});

describe('a last line', () => {
  it('is not only a syllable of a hyphenated word', () => {
    const stack = stackOf(kit.fonts, { families: ['Source Serif 4'] });
    const style = inlineStyle(kit.fonts, { stack, size: 9.75, language: 'de', hyphens: 'auto', hyphenateLimitChars: [6, 2, 3] }); // prettier-ignore
    const text =
      'Bevor er hinuntersteigt, tut der Brunnenmeister drei Dinge: Er prüft das Seil, er prüft die Lampe, und er ruft den Namen des Schachts. Die Schächte haben Namen, weil Nummern im Dunkeln nichts nützen. »Maulbeerschacht«, »Neuer Schacht«, »Mutterschacht«. Der letzte ist der tiefste; an seinem Fuß beginnt das Wasser.';
    const paragraph = kit.prepare([kit.text(text, style)], { textAlign: 'justify', language: 'de' });
    // The line above can be a little looser instead.
    for (const measure of [213, 214, 215]) {
      const last = breakLines(paragraph, measure).at(-1)!;
      expect(lineText(last)).toBe('Wasser.');
    }
  });
});
