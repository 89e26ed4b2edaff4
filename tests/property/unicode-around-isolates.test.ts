// Levels around isolates without controls in the text are those with controls in it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveAroundIsolates } from '../../src/unicode/bidi-isolates.ts';
import { resolveLevels } from '../../src/unicode/bidi.ts';
import { LRI, LRM, PDI } from '../../src/unicode/characters.ts';
import type { Isolate } from '../../src/unicode/isolates.ts';
import { ScratchBytes } from '../../src/unicode/text-scratch.ts';

/** Letters, digits, separators, terminators, brackets, marks, ZWNJ, a pair of surrogates, of both directions. */
const around = fc
  .array(
    fc.constantFrom(
      ...Array.from('aZاس\u05bd١۲3,.:+-%$()[]«» \u00a0\u064e\u0301\u200c\u00ad\u{1f600}\u{10800}'),
    ),
    { maxLength: 12 },
  ) // prettier-ignore
  .map((parts) => parts.join(''));
/** As findIsolates gives them: two units or more, no space at the end. */
const inside = fc
  .array(fc.constantFrom(...Array.from('aZ12/.:@-+() \u06f3\u0633')), { minLength: 1, maxLength: 10 })
  .map((parts) => `${parts.join('')}1`);

const pieces = fc.array(fc.tuple(around, inside), { minLength: 1, maxLength: 4 });

describe('resolveAroundIsolates', () => {
  it('gives the text and the controls the levels that LRI and PDI in the text give', () => {
    fc.assert(
      fc.property(pieces, around, fc.constantFrom('rtl' as const, 'ltr' as const), (parts, rest, base) => {
        let text = '';
        let withControls = '';
        const isolates: Isolate[] = [];
        /** Of each unit of `text` and of each control, the place in `withControls`. */
        const places: number[] = [];
        const controls: number[] = [];
        const add = (piece: string): void => {
          for (let i = 0; i < piece.length; i++) places.push(withControls.length + i);
          text += piece;
          withControls += piece;
        };
        const control = (character: string): void => {
          controls.push(withControls.length);
          withControls += character;
        };
        for (const [before, isolate] of parts) {
          add(before);
          isolates.push({ start: text.length, end: text.length + isolate.length, kind: 'url' });
          control(LRI);
          add(isolate);
          control(PDI);
        }
        add(rest);
        const { levels } = resolveLevels(withControls, base);
        const resolved = resolveAroundIsolates(text, base, isolates, new ScratchBytes());
        expect(Array.from(resolved?.levels ?? [])).toEqual(places.map((at) => levels[at]));
        // At the end of the text, where nothing follows to be parted from, L1 lowers the controls.
        const shown = (edges: ArrayLike<number>): number[] => Array.from(edges).slice(0, rest.trim() === '' ? -1 : undefined); // prettier-ignore
        expect(shown(resolved?.edges ?? [])).toEqual(shown(controls.map((at) => levels[at] ?? -1)));
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves texts with controls and separators to the whole algorithm', () => {
    const isolates: readonly Isolate[] = [{ start: 0, end: 3, kind: 'url' }];
    for (const character of [LRM, LRI, '\t', '\n', '\u202e', '\u2029'])
      expect(resolveAroundIsolates(`a.b ${character}c`, 'rtl', isolates, new ScratchBytes()) === null).toBe(
        character !== LRM,
      );
  });
});

describe('ScratchBytes', () => {
  it('gives zeros again after something was written', () => {
    const scratch = new ScratchBytes();
    scratch.take(2000).fill(7);
    expect(scratch.take(10)).toEqual(new Uint8Array(10));
    expect(scratch.take(5000)).toEqual(new Uint8Array(5000));
  });
});
