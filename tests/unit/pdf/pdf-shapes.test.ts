import { describe, expect, test } from 'vitest';
import { opacityState } from '../../../src/pdf/color/opacity.ts';
import { PLAIN_COLORS } from '../../../src/pdf/color/plain-colors.ts';
import { pageLabels } from '../../../src/pdf/navigation/page-labels.ts';
import { paintFill, paintRule } from '../../../src/pdf/paint-shapes.ts';
import { pdfDate, pdfName, pdfNumber, pdfPreciseNumber, pdfText } from '../../../src/pdf/pdf-syntax.ts';
import type { BorderStyle } from '../../../src/style/computed-style.ts';

const INK = { kind: 'cmyk', cyan: 0, magenta: 0, yellow: 0, black: 1 } as const;

function rule(style: BorderStyle, thickness: number, length: number): string {
  return paintRule(
    { kind: 'rule', x1: 10, y1: 20, x2: 10 + length, y2: 20, thickness, style, color: INK },
    100,
    PLAIN_COLORS,
  );
}

describe('a rule', () => {
  test('that is solid covers its thickness evenly on both sides, upright or level', () => {
    expect(rule('solid', 2, 50)).toBe('0 0 0 rg\n10 79 50 2 re f\n');
    const upright = {
      kind: 'rule',
      x1: 10,
      y1: 20,
      x2: 10,
      y2: 70,
      thickness: 2,
      style: 'solid',
      color: INK,
    } as const;
    expect(paintRule(upright, 100, PLAIN_COLORS)).toBe('0 0 0 rg\n9 30 2 50 re f\n');
  });

  test('that is double leaves its middle third open', () => {
    expect(rule('double', 3, 50)).toBe('0 0 0 rg\n10 80.5 50 1 re 10 78.5 50 1 re f\n');
  });

  test('that is dashed begins and ends with a dash', () => {
    for (const length of [7, 50, 123.4, 300]) {
      const dash = Number(/\[([\d.]+)\]/.exec(rule('dashed', 2, length))?.[1]);
      const dashes = length / dash;
      expect(Math.abs(dashes - Math.round(dashes))).toBeLessThan(0.02);
      expect(Math.round(dashes) % 2).toBe(1);
    }
  });

  test('that is dotted has round dots from end to end', () => {
    const painted = rule('dotted', 2, 50);
    expect(painted).toContain('1 J [0 4] 0 d');
    expect(painted).toContain('11 80 m 59.01 80 l');
  });

  test('without thickness, length or style is not painted', () => {
    expect(rule('solid', 0, 50)).toBe('');
    expect(rule('dotted', 1, 0)).toBe('');
    expect(rule('none', 1, 50)).toBe('');
  });
});

describe('a fill', () => {
  const fill = (width: number, height: number, radius: number): string =>
    paintFill({ kind: 'fill', x: 10, y: 20, width, height, radius, color: INK }, 100, PLAIN_COLORS);

  test('is a rectangle measured from the top of the page', () => {
    expect(fill(30, 40, 0)).toBe('0 0 0 rg\n10 40 30 40 re f\n');
  });

  test('has corners no rounder than half its shorter side', () => {
    expect(fill(30, 40, 99)).toContain('25 40 m 25 40 l');
    expect(fill(30, 40, 99).match(/ c/g)).toHaveLength(4);
  });

  test('of no extent is not painted', () => {
    expect(fill(0, 40, 0)).toBe('');
  });
});

describe('a colour', () => {
  test('is written as RGB, whatever space it is given in', () => {
    const rgb = { kind: 'rgb', red: 1, green: 0.5, blue: 0.12345, alpha: 0.5 } as const;
    expect(PLAIN_COLORS.fill(rgb, 'text')).toBe('1 0.5 0.123 rg');
    expect(PLAIN_COLORS.stroke(rgb, 'text')).toBe('1 0.5 0.123 RG');
    expect(PLAIN_COLORS.stroke(INK, 'rule')).toBe('0 0 0 RG');
    expect(opacityState(0.504).name).toBe('A50');
  });

  test('that is a spot colour shows its recipe on the web, or a tint of black without one', () => {
    expect(PLAIN_COLORS.fill({ kind: 'spot', name: 'Gold', tint: 0.5 }, 'text')).toBe('0.5 0.5 0.5 rg');
    const gold = { kind: 'spot', name: 'Gold', tint: 0.5, recipe: [0, 0.2, 0.6, 0.1] } as const;
    expect(PLAIN_COLORS.fill(gold, 'text')).toBe('0.95 0.855 0.665 rg');
  });
});

describe('page labels', () => {
  test('count on in runs of decimal numbers and spell out all others', () => {
    expect(pageLabels(['ii', '1', '2', '3', '7', '8', '۹'])).toBe(
      '<</Nums[0<</P(ii)>>1<</S/D/St 1>>4<</S/D/St 7>>6<</P<feff06f9>>>]>>',
    );
  });
});

describe('PDF syntax', () => {
  test('writes numbers without exponents or negative zero', () => {
    expect([1e-9, -1e-9, 1.23456, -0, 1e6, Number.NaN].map(pdfNumber)).toEqual([
      '0',
      '0',
      '1.235',
      '0',
      '1000000',
      '0',
    ]);
    expect([1e-6, 0.0000014, 2].map(pdfPreciseNumber)).toEqual(['0.000001', '0.000001', '2']);
  });

  test('escapes literal strings and writes all others as UTF-16', () => {
    expect(pdfText('a(b)\\c')).toBe('(a\\(b\\)\\\\c)');
    expect(pdfText('é\n')).toBe('<feff00e9000a>');
    expect(pdfText('😀')).toBe('<feffd83dde00>');
  });

  test('escapes names byte by byte', () => {
    expect(pdfName('A B/ü')).toBe('/A#20B#2f#c3#bc');
  });

  test('writes dates in UTC', () => {
    expect(pdfDate(new Date('2024-05-08T12:34:56.789Z'))).toBe('(D:20240508123456Z)');
  });
});
