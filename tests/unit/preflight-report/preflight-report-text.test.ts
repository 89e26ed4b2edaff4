// Text of any script in the report.
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCanvas } from '../../../src/preflight/report/load-canvas.ts';
import { createSetText } from '../../../src/preflight/report/set-text.ts';
import type { ReportNode, SetText } from '../../../src/preflight/report/set-text.ts';

let setText: SetText;
beforeAll(async () => {
  const canvas = await loadCanvas();
  expect(canvas).not.toBeNull();
  setText = createSetText(canvas);
});

const STYLE = { width: 200, size: 10 };

/** The outlines of each line, as path data. */
function paths(node: ReportNode): string[] {
  const lines = (node['stack'] ?? []) as { readonly svg: string }[];
  return lines.map(({ svg }) => [...svg.matchAll(/ d="([^"]+)"/g)].map(([, data]) => data).join(' '));
}

/** From left to right: where the outlines of a line begin and end. */
function extent(data: string): readonly [number, number] {
  const across = [...data.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x]) => Number(x));
  return [Math.min(...across), Math.max(...across)];
}

describe('text of the report', () => {
  it('is text where it is Latin', () => {
    expect(setText('Größe ≥ 250 ppi – “x”', STYLE)).toMatchObject({ text: 'Größe ≥ 250 ppi – “x”' });
  });

  it('is outlines where it is Persian', () => {
    const [line] = paths(setText('افغانستان', STYLE));
    expect(line?.length).toBeGreaterThan(200);
  });

  it('keeps Persian digits in order: the first is the leftmost', () => {
    const [number, first] = [paths(setText('۱۲', STYLE))[0]!, paths(setText('۱', STYLE))[0]!];
    expect(number.startsWith(first)).toBe(true);
    expect(number.startsWith(paths(setText('۲', STYLE))[0]!)).toBe(false);
  });

  it('knows ZWNJ from a space and from nothing', () => {
    const words = ['می\u200cخواهم', 'می خواهم', 'میخواهم'].map((word) => paths(setText(word, STYLE))[0]!);
    expect(new Set(words).size).toBe(3);
    const widths = words.map((word) => extent(word)[1] - extent(word)[0]);
    expect(widths[0]).toBeLessThan(widths[1]!);
  });

  it('orders a Persian line from the right, and an English line with a Persian word from the left', () => {
    const line = (text: string): string => paths(setText(text, STYLE))[0] ?? '';
    // What is last in a Persian line stands at the left, as what is first in an English one.
    expect(line('آب abc')).toBe(line('abc آب'));
    expect(line('آب abc').startsWith(line('a').slice(0, 40))).toBe(true);
    expect(line('آب ۱۲').startsWith(line('۱').slice(0, 40))).toBe(true);
  });

  it('is broken into lines, words that are too wide as well', () => {
    const long = setText('یک متن دراز که در یک سطر جای ندارد '.repeat(4), { width: 100, size: 10 });
    expect(paths(long).length).toBeGreaterThan(3);
    for (const line of paths(long)) expect(extent(line)[1]).toBeLessThanOrEqual(101);
    const word = setText('کتابخانه'.repeat(12), { width: 100, size: 10 });
    expect(paths(word).length).toBeGreaterThan(1);
    for (const line of paths(word)) expect(extent(line)[1]).toBeLessThanOrEqual(101);
    expect(String(setText('x'.repeat(90), STYLE)['text'])).toContain('\u200b');
  });

  it('is cut where it is endless', () => {
    expect(String(setText('a '.repeat(5000), STYLE)['text']).length).toBeLessThan(700);
    expect(paths(setText('آ '.repeat(5000), { width: 30, size: 10 })).length).toBeLessThanOrEqual(12);
  });

  it('without a canvas names the characters that it cannot set', () => {
    expect(createSetText(null)('a آ', STYLE)).toMatchObject({ text: 'a \\u{622}' });
  });
});
