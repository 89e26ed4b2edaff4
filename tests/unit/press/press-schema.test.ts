// The published JSON Schema of printer profiles, and of the press edition, accepts what the program accepts.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { manifestJsonSchema, printerProfileJsonSchema } from '../../../src/issue/json-schemas.ts';
import type { PlainData } from '../../../src/issue/plain-data.ts';
import { printerFileSchema } from '../../../src/issue/printer-settings.ts';
import type { Schema } from '../../../src/issue/schema-kit.ts';
import { manifestSchema } from '../../../src/issue/schema.ts';

const PRINTERS = join(import.meta.dirname, '../../../src/press/printers');

function accepts(schema: Schema<unknown>, value: PlainData): boolean {
  let complaints = 0;
  schema.read(value, [], { complain: () => void complaints++, writtenAt: () => undefined });
  return complaints === 0;
}

const KEYS = ['extends', 'standard', 'condition', 'intent', 'bleed', 'marks', 'marksOffset', 'inkLimit', 'pictures', 'minimumLine', 'minimumType', 'minimumTypeInks', 'black', 'pages', 'links', 'spots', 'blead']; // prettier-ignore
const VALUES: readonly PlainData[] = [
  null, true, false, 0, 3, 250, 300, 400, 401, -1, 2.5, '', 'none', '3mm', '3 mm', '-3mm', '0.25pt', '.25pt', '300%', '450%', '400%', '99.5%', '300.5%',
  'crop', 'crop cross', 'crop cross bleed bar slug', 'none crop', 'crop  cross', 'pdfx-4', 'pdfx-3', 'coated', 'perceptual', 'relative', 'Relative',
  [], [1, 2, 3, 4], [0, 0, 0, 101], [1, 2, 3], [1, 2, 3, 4, 5], ['1', 2, 3, 4], {}, { Gold: [0, 20, 60, 20] }, { Gold: 'none' },
  { identifier: 'X', icc: 'x.icc' }, { icc: 3 }, { wanted: 250 }, { wanted: 0 }, { wanted: '250' }, { maximum: 20_000 }, { overprint: true }, { overprint: 'yes' },
  { rich: 'none' }, { rich: [40, 30, 30, 100] }, { rich: 'some' }, { richFrom: '20mm' }, { multiple: 4 }, { multiple: 0 }, { multiple: 2.5 }, { fillAt: 'end' },
  { fillAt: 'start' }, { filler: 'none' }, { filler: 'x.pdf' }, { filler: null }, { order: 'reversed' }, { cover: 'separate' }, { cover: 'apart' }, { unknown: 1 },
]; // prettier-ignore
const settings = fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES), { maxKeys: 2 });

const manifest = { issue: 'x', date: '2024-05-08', language: 'fa', title: 'T', template: 't', sections: [] };
const CASES = [
  ['of printer profiles', printerFileSchema, printerProfileJsonSchema(), (value: PlainData) => value],
  ['of the press edition', manifestSchema, manifestJsonSchema(), (press: PlainData) => ({ ...manifest, editions: { press } })],
] as const; // prettier-ignore

describe.each(CASES)('the schema %s', (_, schema, json, document) => {
  const independent = z.fromJSONSchema(json);

  test('agrees with the reader about every value of every key', () => {
    for (const key of KEYS)
      for (const value of VALUES) {
        const data = document({ [key]: value });
        const accepted = accepts(schema, data);
        expect({ key, value, accepted }).toEqual({ key, value, accepted: independent.safeParse(data).success }); // prettier-ignore
      }
  });

  test('agrees with the reader about several keys', () => {
    fc.assert(
      fc.property(settings, (value) => {
        const data = document(value);
        expect({ value, accepted: accepts(schema, data) }).toEqual({ value, accepted: independent.safeParse(data).success }); // prettier-ignore
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

test.each(readdirSync(PRINTERS))('the built-in profile %s is valid by the published schema', (file) => {
  const independent = z.fromJSONSchema(printerProfileJsonSchema());
  const result = independent.safeParse(parse(readFileSync(join(PRINTERS, file), 'utf8')));
  expect(result.error?.issues ?? []).toEqual([]);
});

test('the schema of printer profiles is plain JSON and names its draft', () => {
  const schema = printerProfileJsonSchema();
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
});
