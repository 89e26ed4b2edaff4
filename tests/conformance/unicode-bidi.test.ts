import { describe, expect, it } from 'vitest';
import { reorderVisual, resolveLevels } from '../../src/unicode/bidi.ts';
import { dataLines } from './unicode-read.ts';

/** A character of each bidi class, for the class sequences of BidiTest.txt. */
const SAMPLES: Readonly<Record<string, string>> = {
  L: 'a', R: '\u05d0', AL: '\u0628', EN: '1', AN: '\u0661', ES: '+', ET: '%', CS: ',', NSM: '\u0300', BN: '\u00ad',
  B: '\u2029', S: '\t', WS: ' ', ON: '!', LRE: '\u202a', RLE: '\u202b', LRO: '\u202d', RLO: '\u202e', PDF: '\u202c',
  LRI: '\u2066', RLI: '\u2067', FSI: '\u2068', PDI: '\u2069',
}; // prettier-ignore
/** The same outside the basic plane, where there is one. */
const ASTRAL: Readonly<Record<string, string>> = {
  L: '\u{10400}', R: '\u{10800}', AL: '\u{1ee00}', EN: '\u{1fbf0}', AN: '\u{10e60}', NSM: '\u{1e000}', ON: '\u{1f600}',
}; // prettier-ignore
const BASES = [undefined, 'auto', 'ltr', undefined, 'rtl'] as const;

interface Failures {
  readonly checks: number;
  readonly failures: readonly string[];
}

function failuresOfBidiTest(samples: (type: string) => string): Failures {
  let expected: string[] = [];
  let kept: number[] = []; // indexes that X9 does not remove
  let order = '';
  let checks = 0;
  const failures: string[] = [];
  for (const line of dataLines('BidiTest-15.0.txt.gz')) {
    if (line.startsWith('@Levels:')) {
      expected = line.slice(8).trim().split(/\s+/);
      kept = expected.flatMap((level, i) => (level === 'x' ? [] : [i]));
      continue;
    }
    if (line.startsWith('@Reorder:')) {
      order = line.slice(9).trim();
      continue;
    }
    const [types = '', bits = ''] = line.split(';');
    let text = '';
    const offsets: number[] = [];
    for (const type of types.trim().split(' ')) {
      offsets.push(text.length);
      text += samples(type);
    }
    offsets.push(text.length);
    for (const bit of [1, 2, 4]) {
      if ((Number.parseInt(bits, 16) & bit) === 0) continue;
      checks++;
      const { levels } = resolveLevels(text, BASES[bit] ?? 'auto');
      const wrongLevel = kept.some((i) => Number(expected[i]) !== levels[offsets[i] ?? 0]);
      const halves = kept.some((i) => levels[offsets[i] ?? 0] !== levels[(offsets[i + 1] ?? 0) - 1]);
      const keptLevels = kept.map((i) => levels[offsets[i] ?? 0] ?? 0);
      const visual = Array.from(reorderVisual(keptLevels, 0, kept.length), (k) => kept[k]);
      if (wrongLevel || halves || visual.join(' ') !== order) failures.push(`${line} (${bit})`);
    }
  }
  return { checks, failures };
}

describe('UAX #9', () => {
  it('gives the levels and orders of all of BidiTest 15.0', () => {
    const { checks, failures } = failuresOfBidiTest((type) => SAMPLES[type] ?? '?');
    expect(failures.slice(0, 10)).toEqual([]);
    expect(checks).toBe(770_241);
  });

  it('gives the same levels to characters outside the basic plane, both halves alike', () => {
    const { failures } = failuresOfBidiTest((type) => ASTRAL[type] ?? SAMPLES[type] ?? '?');
    expect(failures.slice(0, 10)).toEqual([]);
  });

  it('gives the levels, base and order of all of BidiCharacterTest 15.0', () => {
    let checks = 0;
    const failures: string[] = [];
    for (const line of dataLines('BidiCharacterTest-15.0.txt.gz')) {
      const [hex = '', direction = '', base = '', levelList = '', order = ''] = line.split(';');
      const text = String.fromCodePoint(...hex.split(' ').map((c) => Number.parseInt(c, 16)));
      const result = resolveLevels(text, direction === '0' ? 'ltr' : direction === '1' ? 'rtl' : 'auto');
      const expected = levelList.split(' ');
      checks++;
      const kept = expected.flatMap((level, i) => (level === 'x' ? [] : [i]));
      const wrongLevel = kept.some((i) => Number(expected[i]) !== result.levels[i]);
      const visual = reorderVisual(kept.map((i) => result.levels[i] ?? 0), 0, kept.length); // prettier-ignore
      const wrongOrder = [...visual].map((k) => kept[k]).join(' ') !== order;
      if (wrongLevel || wrongOrder || String(result.base) !== base) failures.push(line);
    }
    expect(failures.slice(0, 10)).toEqual([]);
    expect(checks).toBe(91_707);
  });
});
