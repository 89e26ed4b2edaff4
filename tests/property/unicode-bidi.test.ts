import bidiFactory from 'bidi-js';
import type { Bidi } from 'bidi-js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyLineLevels, reorderVisual, resolveLevels } from '../../src/unicode/bidi.ts';
import { BN, bidiClasses, brackets } from '../../src/unicode/bidi-classes.ts';

// bidi-js (CommonJS, so its types miss the default export's shape) is the independent implementation compared with.
const reference = (bidiFactory as unknown as () => Bidi)();

const PLAIN = [
  ...Array.from('abcאבגابپیکگ۰۱۹09٠٩ .,:/+-%$٪،؛«»()[]{}!?"\'\u00a0\t'),
  '\u200c',
  '\u064b',
  '\u0651',
  '\u00ad',
];
const CONTROLS = Array.from('\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c');
const base = fc.constantFrom('ltr', 'rtl', 'auto');
const text = (letters: readonly string[]): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...letters), maxLength: 60 });

function isRemoved(unit: number): boolean {
  return bidiClasses.bmp[unit] === BN || (unit >= 0x202a && unit <= 0x202e);
}

/** bidi-js stops after the first mark that follows a bracket, N0 asks for all of them. */
function hasMarksAfterBracket(source: string): boolean {
  for (let i = 0; i < source.length; i++) {
    if (!brackets.has(source.charCodeAt(i))) continue;
    if (/^[\u064b\u0651\u200c\u00ad\u202a-\u202e]{2}/.test(source.slice(i + 1))) return true;
  }
  return false;
}

/** Levels of everything that is displayed. */
function visibleLevels(source: string, levels: Uint8Array): string {
  return [...levels].filter((_, i) => !isRemoved(source.charCodeAt(i))).join('');
}

describe('resolveLevels', () => {
  for (const [name, letters] of [
    ['plain text', PLAIN],
    ['explicit controls', [...PLAIN, ...CONTROLS]],
  ] as const)
    // prettier-ignore
    it(`equals bidi-js on ${name}`, () => {
      fc.assert(
        fc.property(text(letters), base, (source, direction) => {
          fc.pre(!hasMarksAfterBracket(source));
          const own = resolveLevels(source, direction);
          const other = reference.getEmbeddingLevels(source, direction === 'auto' ? undefined : direction);
          expect(visibleLevels(source, own.levels)).toBe(visibleLevels(source, other.levels));
          expect(own.base).toBe(other.paragraphs[0]?.level ?? (direction === 'rtl' ? 1 : 0));
        }),
        { numRuns: 20_000, seed: 1 },
      );
    });

  it('resolves each paragraph of a text by itself', () => {
    // bidi-js 1.1.0 lets the paragraph before decide the start of sequence of the next one (X10).
    fc.assert(
      fc.property(
        text([...PLAIN, ...CONTROLS]),
        text([...PLAIN, ...CONTROLS]),
        base,
        (first, second, direction) => {
          const both = resolveLevels(`${first}\u2029${second}`, direction);
          const levels = [
            ...resolveLevels(`${first}\u2029`, direction).levels,
            ...resolveLevels(second, direction).levels,
          ];
          expect([...both.levels]).toEqual(levels);
        },
      ),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('gives what has no direction the level of the character before it', () => {
    fc.assert(
      fc.property(text([...PLAIN, ...CONTROLS]), base, (source, direction) => {
        const { levels } = resolveLevels(source, direction);
        for (let i = 1; i < source.length; i++)
          if (isRemoved(source.charCodeAt(i))) expect(levels[i]).toBe(levels[i - 1]);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('gives the letters of an astral script the levels of letters of the basic plane, on both halves', () => {
    const pairs: Readonly<Record<string, string>> = {
      a: '\u{10400}',
      א: '\u{10800}',
      '!': '\u{1f600}',
      '٠': '\u{10e60}',
    };
    fc.assert(
      fc.property(
        text(['a', 'א', '!', '٠', '1', ' ', '\u200c', '(', ')', '\u2067', '\u2069']),
        base,
        (source, direction) => {
          const units = Array.from(source);
          const expected = resolveLevels(source, direction).levels;
          const { levels } = resolveLevels(units.map((c) => pairs[c] ?? c).join(''), direction);
          const doubled = units.flatMap((c, i) => (c in pairs ? [expected[i], expected[i]] : [expected[i]]));
          expect([...levels]).toEqual(doubled);
        },
      ),
      { numRuns: 5000, seed: 1 },
    );
  });
});

describe('reorderVisual', () => {
  it('is a permutation of the range, whatever the levels', () => {
    fc.assert(
      fc.property(fc.uint8Array({ max: 12, maxLength: 40 }), fc.nat(10), (levels, start) => {
        const order = reorderVisual(levels, start, levels.length);
        const expected = levels.length <= start ? [] : [...levels.keys()].slice(start);
        expect([...order].sort((a, b) => a - b)).toEqual(expected);
      }),
      { seed: 1 },
    );
  });
});

describe('applyLineLevels', () => {
  it('changes nothing in a line that is the whole text', () => {
    fc.assert(
      fc.property(text(PLAIN), base, (source, direction) => {
        const resolved = resolveLevels(source, direction);
        expect([...applyLineLevels(source, resolved, 0, source.length)]).toEqual([...resolved.levels]);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});
