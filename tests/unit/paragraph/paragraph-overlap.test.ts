// Kashidas of any width: rows of tatweels that overlap.
import { beforeAll, describe, expect, it } from 'vitest';
import type { FontLibrary } from '../../../src/font/font-types.ts';
import { GLYPH_ID } from '../../../src/font/font-types.ts';
import {
  inSteps,
  isBar,
  rowWidth,
  spaceTatweels,
  tatweelRow,
} from '../../../src/paragraph/overlap-tatweels.ts';
import { glyphColumn, inlineStyle, Kit, stackOf } from './paragraph-kit.ts';

const BAR = { advance: 0.276, isBar: true };
const CURVE = { advance: 0.276, isBar: false };
const TATWEEL = '\u0640';

describe('a row of tatweels', () => {
  it('is as wide as is wanted from one tatweel on, to a step of the spacing', () => {
    for (let wanted = 0.38; wanted < 6 * BAR.advance; wanted += 0.013) {
      for (const atLeast of [true, false]) {
        const row = tatweelRow(wanted, BAR, 6, atLeast);
        const over = rowWidth(row, BAR) - wanted;
        const exact = (wanted - BAR.advance) / (row.count - 1);
        const step = BAR.advance - exact > 0.09 ? 0.05 : 0.005;
        expect(atLeast ? over : -over, `${wanted}`).toBeGreaterThan(-1e-6);
        expect(Math.abs(over), `${wanted}`).toBeLessThan(step * (row.count - 1) + 0.01);
      }
    }
  });

  it('is one tatweel, or none, where less is wanted', () => {
    expect(tatweelRow(0.2, BAR, 2, true)).toEqual({ count: 1, spacing: 0.276 });
    expect(tatweelRow(0.2, BAR, 2, false).count).toBe(0);
    // The second would lie on the first.
    expect(tatweelRow(0.3, BAR, 2, false)).toEqual({ count: 1, spacing: 0.276 });
    expect(tatweelRow(0.3, BAR, 2, true)).toEqual({ count: 2, spacing: 0.1 });
  });

  it('has no more tatweels than it may', () => {
    expect(tatweelRow(9, BAR, 2, true)).toEqual({ count: 2, spacing: 0.276 });
  });

  it('has whole ones only in a font whose tatweel is no bar', () => {
    expect(tatweelRow(0.7, CURVE, 6, true)).toEqual({ count: 3, spacing: 0.276 });
    expect(tatweelRow(0.7, CURVE, 6, false)).toEqual({ count: 2, spacing: 0.276 });
  });

  it('is spaced in wide steps where the kern would need a glyph of its own', () => {
    const spacings = new Set<number>();
    for (let exact = 0.1; exact < 0.18; exact += 0.003) spacings.add(Math.round(inSteps(exact, 0.276, true) * 1000)); // prettier-ignore
    expect([...spacings].sort((a, b) => a - b)).toEqual([100, 150, 200]);
  });
});

describe('the fonts of the program', () => {
  let fonts: FontLibrary;
  beforeAll(async () => {
    ({ fonts } = await Kit.make());
  });

  it.each(['Vazirmatn', 'Noto Naskh Arabic'])('have a bar for a tatweel in every weight of %s', (family) => {
    for (const weight of [400, 500, 700, 900]) {
      const { glyphs } = fonts.shapeWord(
        TATWEEL,
        stackOf(fonts, { families: [family], weight }),
        'rtl',
        'fa',
      );
      expect(isBar(fonts.face(glyphs[0] ?? -1), glyphs[GLYPH_ID] ?? 0)).toBe(true);
    }
  });

  it('have letters that are none', () => {
    const { glyphs } = fonts.shapeWord('ه', stackOf(fonts), 'rtl', 'fa');
    expect(isBar(fonts.face(glyphs[0] ?? -1), glyphs[GLYPH_ID] ?? 0)).toBe(false);
  });

  it('keep text and letters of a word whose tatweels are spaced, and lose just the overlap', () => {
    const { stack } = inlineStyle(fonts);
    const word = fonts.shapeWord(`کت${TATWEEL.repeat(3)}اب`, stack, 'rtl', 'fa');
    const row = { count: 3, spacing: 0.2 };
    const spaced = spaceTatweels(word, 2, row);
    expect(spaced.text).toBe(word.text);
    expect(glyphColumn(spaced, GLYPH_ID)).toEqual(glyphColumn(word, GLYPH_ID));
    const tatweel = fonts.shapeWord(TATWEEL, stack, 'rtl', 'fa').advance;
    expect(word.advance - spaced.advance).toBeCloseTo(2 * (tatweel - 0.2), 4);
    // The cached word is not touched.
    expect(fonts.shapeWord(word.text, stack, 'rtl', 'fa').advance).toBe(word.advance);
  });
});
