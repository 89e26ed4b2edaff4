// `text-align` with a string: figures of a column under each other by their separator.
import { describe, expect, it } from 'vitest';
import { positionUnits } from '../../../src/frame/position-units.ts';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { itemsOf, layOut, lineWith, tenths } from '../../helpers/lay-out.ts';
import { textOfLine } from '../../../src/frame/dump.ts';

const CSS = 'table { width: 100% } td, th { padding: 0; vertical-align: top; text-align: start }';
const column = (...cells: readonly string[]): string => `<table>${cells.map((cell) => `<tr><td class=n>${cell}`).join('')}</table>`; // prettier-ignore

/** Left edge of the line with this text. */
const left = (laid: LaidOut, text: string): number => tenths(lineWith(laid, text).x);

describe('character alignment', () => {
  const n = `${CSS} .n { text-align: "." }`;

  it('puts the separators under each other, whole numbers before them', async () => {
    const laid = await layOut(column('1.25', '12.5', '123', '1.2345'), n);
    // The longest fraction, “.2345”, ends at the right edge: the axis stands 50 pt before it.
    expect(['1.25', '12.5', '123', '1.2345'].map((text) => left(laid, text))).toEqual([40, 30, 20, 40]);
  });

  it('stands at the side of the column that the keyword says', async () => {
    for (const [align, axis] of [
      ['left', 20],
      ['right', 70],
      ['center', 45],
      ['start', 20],
      ['end', 70],
    ] as const) {
      // prettier-ignore
      const laid = await layOut(column('12.25', '1'), `${CSS} .n { text-align: "." ${align} }`);
      expect([align, left(laid, '12.25') + 20]).toEqual([align, axis]);
    }
  });

  it('counts start and end in the direction of the table', async () => {
    const laid = await layOut(
      `<div dir=rtl>${column('12.25', '3')}</div>`,
      `${CSS} .n { text-align: "." end }`,
    );
    expect(left(laid, '12.25')).toBe(0);
    expect(left(laid, '3')).toBe(10);
  });

  it('takes the last of several characters that stands at a digit, so that separators of thousands do not count', async () => {
    const laid = await layOut(column('1,234.5', '12,5', '۷۲٫۱'), `${CSS} .n { text-align: ".,٫" }`);
    expect(['1,234.5', '12,5', '۷۲٫۱'].map((text) => left(laid, text))).toEqual([30, 60, 60]);
  });

  it('aligns numbers among words of either direction', async () => {
    const laid = await layOut(
      `<div dir=rtl>${column('۷۲٫۱۰ ا', '۵ ب', '– ۱۲٫۵')}</div>`,
      `${CSS} .n { text-align: "٫" start }`,
    );
    const axes = itemsOf(laid.pages[0], 'text').map((item) => {
      const { order, x } = positionUnits(item, laid.fonts);
      const text = item.units.text;
      const at = text.indexOf('٫') >= 0 ? text.indexOf('٫') : text.indexOf('۵') + 1;
      const unit = [...order].findIndex((u) => (item.units.offset[u] ?? 0) <= at - (text.includes('٫') ? 0 : 1) && at - (text.includes('٫') ? 0 : 1) < (item.units.offset[u + 1] ?? 0)); // prettier-ignore
      return tenths(item.x + (x[unit] ?? 0) + 10 * (at - (item.units.offset[order[unit] ?? 0] ?? 0)));
    });
    expect(axes).toHaveLength(3);
    expect(new Set(axes).size).toBe(1);
  });

  it('sets a dash where a whole number would stand, and leaves words at their side', async () => {
    const laid = await layOut(column('12.25', '–', 'ab'), `${CSS} .n { text-align: "." start }`);
    expect(['12.25', '–', 'ab'].map((text) => left(laid, text))).toEqual([0, 10, 0]);
  });

  it('leaves the head of the column, and cells that span, as they are', async () => {
    const html = '<table><thead><tr><th>hh<th>k</thead><tr><td class=n>1.5<td>a<tr><td colspan=2 class=n style="text-align: left">2.5</table>'; // prettier-ignore
    const laid = await layOut(html, n);
    expect(left(laid, 'hh')).toBe(0);
    expect(left(laid, '2.5')).toBe(0);
  });

  it('makes a column wide enough for the longest parts on both sides', async () => {
    const laid = await layOut('<table><tr><td class=n>1234.5<td>a<tr><td class=n>1.2345<td>b</table>', `${n} table { width: auto }`); // prettier-ignore
    expect(left(laid, 'a')).toBe(90);
    expect([left(laid, '1234.5'), left(laid, '1.2345')]).toEqual([0, 30]);
  });

  it('counts the padding of each cell', async () => {
    const laid = await layOut(
      column('1.5', '<span>2.5</span>'),
      `${n} tr:last-child .n { padding-right: 10pt }`,
    );
    expect(left(laid, '1.5')).toBe(left(laid, '2.5'));
  });

  it('keeps lines in their cell where the column is too narrow', async () => {
    const laid = await layOut(
      column('123456.5', '1.23456'),
      `${n} table { table-layout: fixed; width: 80pt }`,
    );
    for (const item of itemsOf(laid.pages[0], 'text')) {
      expect([textOfLine(item), item.x >= -0.01, item.x + item.width <= 80.01]).toEqual([
        textOfLine(item),
        true,
        true,
      ]);
    }
  });

  it('aligns the same column on every page', async () => {
    const laid = await layOut(
      column(...Array.from({ length: 15 }, (_, i) => (i === 14 ? '1.234' : `${i}.5`))),
      n,
    );
    const axes = laid.pages.flatMap((page) => itemsOf(page, 'text').map((item) => item.x + 10 * textOfLine(item).indexOf('.'))); // prettier-ignore
    expect(new Set(axes.map(tenths))).toEqual(new Set([60]));
  });

  it('without a table is the alignment of its keyword', async () => {
    const laid = await layOut('<p style="text-align: \'.\'">1.5</p>');
    expect(lineWith(laid, '1.5').x).toBe(70);
  });

  it('has the figures of Persian and Latin digits in the bundled fonts on one axis to a tenth of a point', async () => {
    const html = `<div dir=rtl lang=fa>${column('۷۲٫۱۰', '۲۵۷٫۵', '۸', '72.15', '1.5')}</div>`;
    const laid = await layOut(html, `${CSS} td { font: 9pt/12pt Vazirmatn; font-variant-numeric: tabular-nums } .n { text-align: "٫." start }`, { fonts: 'bundled' }); // prettier-ignore
    const lines = itemsOf(laid.pages[0], 'text');
    const digit = lines.find((line) => textOfLine(line) === '۸')?.width ?? 0;
    const persian = lines.filter((line) => /[۰-۹]٫/.test(textOfLine(line)));
    // Tabular figures are equally wide: the axis is as many digits from the left edge as stand before it.
    const axes = persian.map((line) => line.x + digit * textOfLine(line).indexOf('٫'));
    const whole = lines.find((line) => textOfLine(line) === '۸');
    axes.push((whole?.x ?? 0) + digit);
    expect(Math.max(...axes) - Math.min(...axes)).toBeLessThan(0.1);
  });
});
