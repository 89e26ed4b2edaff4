// web-platform-tests of line breaking, eight lines of text with the lines they are to be broken into.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { GLYPH_ID } from '../../src/font/font-types.ts';
import { glyphColumn, inlineStyle, Kit, lineText } from '../unit/paragraph/paragraph-kit.ts';
import { WPT_DIFFERS } from './peers-exceptions.ts';

interface LinesCase {
  readonly id: string;
  readonly unit: string;
  readonly base: 'ltr' | 'rtl';
  readonly width: number | string;
  readonly text: string;
  readonly lines: readonly string[];
}

const CASES = JSON.parse(
  readFileSync(new URL('../data/paragraph/wpt-lines.json', import.meta.url), 'utf8'),
) as readonly LinesCase[];

describe('web-platform-tests of line breaking', () => {
  let kit: Kit;
  beforeAll(async () => {
    kit = await Kit.make();
  });

  it('has all 8 cases', () => {
    expect(CASES).toHaveLength(8);
  });

  for (const { id, unit, base, width, text, lines } of CASES) {
    if (unit === 'glyph forms') continue;
    it(`${id}${WPT_DIFFERS[id] === undefined ? '' : ' is a reasoned exception'}`, () => {
      const widthOf = (piece: string): number => kit.lines(piece, 1e6)[0]?.width ?? 0;
      // Ahem: every letter and space is as wide as X.
      const ahem = unit.includes('Ahem');
      const style = ahem
        ? inlineStyle(kit.fonts, { wordSpacing: widthOf('X') - (widthOf('X X') - 2 * widthOf('X')) })
        : kit.plain;
      const letters = ahem ? text.replaceAll('x', 'X') : text;
      const expected = ahem ? lines.map((line) => line.replaceAll('x', 'X')) : lines;
      const measure = Number(width) * widthOf(ahem ? 'X' : '0') + 0.01;
      const seen = kit.lines([kit.text(letters, style)], measure, { direction: base }).map((line) => {
        const hyphen = line.hyphen >= 0 ? kit.fonts.word(line.hyphen).text : '';
        return lineText(line).replace(/[\u00ad\u200b\u202a-\u202e]/g, '') + hyphen;
      });
      if (WPT_DIFFERS[id] !== undefined) expect(seen).not.toEqual(expected);
      else expect(seen).toEqual(expected);
    });
  }

  it('css-text/line-break/line-break-shaping-001: letters keep the joining forms of the unbroken word', () => {
    const found = CASES.find((c) => c.unit === 'glyph forms');
    const paragraph = kit.prepare(found?.text ?? '', { direction: 'rtl', overflowWrap: 'anywhere' });
    const whole = glyphColumn(kit.fonts.word(paragraph.units.word[0] ?? -1), GLYPH_ID);
    const lines = kit.lines(found?.text ?? '', paragraph.maxContent - 1, {
      direction: 'rtl',
      overflowWrap: 'anywhere',
    });
    expect(lines.map(lineText)).toEqual(['عائل', 'ة']);
    const seen = lines.map((line) =>
      glyphColumn(kit.fonts.word(line.units.word[line.start] ?? -1), GLYPH_ID),
    );
    expect(seen.reverse().flat()).toEqual(whole);
  });
});
