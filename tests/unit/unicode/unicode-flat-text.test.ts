import { describe, expect, it } from 'vitest';
import { FlatText, withoutSource } from '../../../src/unicode/flat-text.ts';

const SOURCE = `${'x'.repeat(40)} Grüße aus Kabul, \u06a9\u062a\u0627\u0628\u200c\u0647\u0627 \u{1f600}\ud800`;

describe('FlatText', () => {
  it('has the units of the text read last, shorter and longer ones after each other', () => {
    const flat = new FlatText();
    for (const text of ['', 'a', SOURCE, 'کتاب', SOURCE.repeat(300), SOURCE.slice(3, 20)]) {
      expect(flat.read(text)).toBe(text.length);
      expect(String.fromCharCode(...flat.units.subarray(0, text.length))).toBe(text);
    }
  });

  it('gives parts of Latin and of any other text, and has read them then', () => {
    const flat = new FlatText();
    for (const [start, end] of [[0, 60], [41, 58], [41, SOURCE.length], [0, SOURCE.length], [5, 5]] as const) {
      flat.read(SOURCE);
      const part = flat.part(start, end);
      expect(part).toBe(SOURCE.slice(start, end));
      expect(flat.read(part)).toBe(end - start);
      expect(String.fromCharCode(...flat.units.subarray(0, end - start))).toBe(part);
    }
  }); // prettier-ignore
});

describe('withoutSource', () => {
  it('changes no text', () => {
    for (const text of ['', 'kurz', SOURCE, SOURCE.slice(30, 50)]) expect(withoutSource(text)).toBe(text);
  });
});
