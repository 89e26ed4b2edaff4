import { describe, expect, it } from 'vitest';
import {
  applyLineLevels,
  firstStrongDirection,
  reorderVisual,
  resolveLevels,
} from '../../src/unicode/bidi.ts';
import { graphemeStarts } from '../../src/unicode/graphemes.ts';
import { findIsolates } from '../../src/unicode/isolates.ts';
import { findLineBreaks } from '../../src/unicode/line-break.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import { readUnicodeData } from '../conformance/unicode-read.ts';

const naughty = JSON.parse(readUnicodeData('blns.json')) as string[];
const trojan = (JSON.parse(readUnicodeData('trojan-source.json')) as { line: string }[]).map((t) => t.line);
const strings = [...naughty, ...trojan, '\ud800', '\udc00\ud800', '\u0000', '\ufffe\uffff', '\u{10ffff}'];

describe('hostile strings', () => {
  it('are there to be tried', () => {
    expect([naughty.length, trojan.length]).toEqual([515, 41]);
  });

  it('get a level for every unit, and every line of them an order that is a permutation', () => {
    for (const text of strings)
      for (const base of ['ltr', 'rtl', 'auto'] as const) {
        const resolved = resolveLevels(text, base);
        expect(resolved.levels).toHaveLength(text.length);
        const line = applyLineLevels(text, resolved, 1, text.length);
        expect(line).toHaveLength(Math.max(0, text.length - 1));
        expect(new Set(reorderVisual(line, 0, line.length)).size).toBe(line.length);
      }
  });

  it('get break opportunities and clusters that never part a surrogate pair', () => {
    for (const text of strings) {
      const breaks = findLineBreaks(text);
      const starts = new Set(graphemeStarts(text));
      expect(breaks).toHaveLength(text.length + 1);
      expect(breaks[0]).toBe(0);
      for (let i = 1; i < text.length; i++) {
        if ((text.codePointAt(i - 1) ?? 0) < 0x10000) continue;
        expect(breaks[i]).toBe(0);
        expect(starts.has(i)).toBe(false);
      }
    }
  });

  it('get isolates within their bounds, a direction or none, and a stable normal form', () => {
    for (const text of strings) {
      let last = 0;
      for (const { start, end } of findIsolates(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        last = end;
      }
      expect(['ltr', 'rtl', null]).toContain(firstStrongDirection(text));
      const normal = normaliseExtracted(text);
      expect(normaliseExtracted(normal)).toBe(normal);
    }
  });
});
