// The reader of ICC profiles: what the press takes, and the reason for everything that it does not.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIcc } from '../../../src/press/read-icc.ts';
import { ICC, iccWith, tagEntry } from './press-kit.ts';

const PROFILES = join(import.meta.dirname, '../../../src/press/profiles');

function reasonOf(bytes: Uint8Array): string {
  const reading = readIcc(bytes);
  return reading.kind === 'refused' ? reading.reason : 'usable';
}

test.each(readdirSync(PROFILES).filter((file) => file.endsWith('.icc')))(
  'the shipped profile %s is usable and says what it is',
  (file) => {
    const reading = readIcc(readFileSync(join(PROFILES, file)));
    expect(reading).toMatchObject({ kind: 'usable' });
    expect(reading.kind === 'usable' && reading.facts.description).not.toBe('');
  },
);

describe('refused with its reason is', () => {
  test.each([
    ['nothing at all', new Uint8Array(), 'it is not an ICC profile'],
    ['a text', Buffer.from('a profile '.repeat(40)), 'it is not an ICC profile'],
    ['a profile for RGB', iccWith(16, 'RGB '), 'it is for RGB colours, not for CMYK'],
    ['a grey one', iccWith(16, 'GRAY'), 'it is for GRAY colours, not for CMYK'],
    ['one of a scanner', iccWith(12, 'scnr'), 'it is no output profile but one for scanners and cameras'],
    ['a device link', iccWith(12, 'link'), 'it is no output profile but one for a device link'],
    ['version 4', iccWith(8, [4, 0x30]), 'it is of ICC version 4; the press edition takes version 2'],
    ['version 5', iccWith(8, [5]), 'it is of ICC version 5; the press edition takes version 2'],
    ['one cut short', ICC.subarray(0, 5000), `it is cut short: 5000 of ${ICC.length} bytes`],
    ['one with too long a table', iccWith(128, [0, 0, 0xff, 0xff]), 'its table of contents is damaged'],
    ['one with a tag beyond its end', iccWith(tagEntry('B2A0') + 4, [0x7f, 0, 0, 0]), 'its table of contents is damaged'],
    ['one that cannot make ink', iccWith(tagEntry('B2A0'), 'none'), 'it has no B2A0 table and cannot convert both ways'],
    ['one that cannot show ink', iccWith(tagEntry('A2B0'), 'none'), 'it has no A2B0 table and cannot convert both ways'],
    ['one with a table of another kind', iccWith(tableOffset('B2A0'), 'text'), 'its B2A0 table is damaged'],
    ['one with a table for three inks', iccWith(tableOffset('B2A0') + 9, [3]), 'its B2A0 table is damaged'],
    ['one with a larger grid than table', iccWith(tableOffset('A2B0') + 10, [99]), 'its A2B0 table is damaged'],
  ])('%s', (_, bytes, reason) => {
    expect(reasonOf(bytes)).toBe(reason);
  }); // prettier-ignore
});

function tableOffset(name: string): number {
  return Buffer.from(ICC).readUInt32BE(tagEntry(name) + 4);
}

test('any profile that is cut off anywhere is refused', () => {
  fc.assert(
    fc.property(fc.nat({ max: ICC.length - 1 }), (length) => reasonOf(ICC.subarray(0, length)) !== 'usable'),
    { numRuns: 200, seed: 3 },
  );
});

test('a header and table of contents changed anywhere never make the reader fail', () => {
  fc.assert(
    fc.property(fc.nat({ max: 400 }), fc.uint8Array({ minLength: 1, maxLength: 8 }), (offset, bytes) => {
      expect(['usable', 'refused']).toContain(readIcc(iccWith(offset, [...bytes])).kind);
    }),
    { numRuns: 300, seed: 4 },
  );
});
