import { describe, expect, it } from 'vitest';
import { normaliseExtracted, stripBidiControls } from '../../../src/unicode/normalise.ts';

describe('normaliseExtracted', () => {
  it('removes a soft hyphen with the hyphen shown for it and the line end', () => {
    expect(normaliseExtracted('Zei\u00ad-\ntung Zei\u00adtung')).toBe('Zeitung Zeitung');
    expect(normaliseExtracted('Zei\u00ad-\u200e\n  tung')).toBe('Zeitung');
  });

  it('keeps a hard hyphen at a line end and joins what follows', () => {
    expect(normaliseExtracted('deutsch-\nafghanisch, Über-\nÄmter T-\n72')).toBe(
      'deutsch-afghanisch, Über-Ämter T- 72',
    );
  });

  it('leaves a dash between words and a hyphen before a Persian word as they stand', () => {
    expect(normaliseExtracted('a -\nb')).toBe('a - b');
    expect(normaliseExtracted('الف-\nب')).toBe('الف- ب');
  });

  it('drops bidi controls, joiners and byte order marks and keeps ZWNJ', () => {
    expect(normaliseExtracted('\ufeff\u2067می\u200cگو\u200dید\u2069\u200f\u061c\u2060')).toBe('می\u200cگوید');
  });

  it('collapses white space of all kinds and trims', () => {
    expect(normaliseExtracted(' a\u00a0 \t\n b\u202fc\u2003')).toBe('a b c');
  });

  it('composes characters', () => {
    expect(normaliseExtracted('u\u0308')).toBe('\u00fc');
    expect(normaliseExtracted('\u0627\u0653')).toBe('\u0622');
  });

  it('changes nothing when applied twice', () => {
    for (const text of [
      'Zei\u00ad-\ntung',
      'a-\nb  c',
      '\u2067می\u200c\u2069 x',
      'u\u00ad\u0308',
      'u\u200e\u0308',
    ])
      expect(normaliseExtracted(normaliseExtracted(text))).toBe(normaliseExtracted(text));
  });
});

describe('stripBidiControls', () => {
  it('removes every bidi control and nothing else', () => {
    expect(
      stripBidiControls(
        'a\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200c\u200d b',
      ),
    ).toBe('a\u200c\u200d b');
  });
});
