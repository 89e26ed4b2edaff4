import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { z } from 'zod';
import type { PlainData } from '../../../src/issue/plain-data.ts';
import { frontMatterJsonSchema, manifestJsonSchema } from '../../../src/issue/json-schemas.ts';
import type { Complaint } from '../../../src/issue/schema-kit.ts';
import { frontMatterSchema, manifestSchema } from '../../../src/issue/schema.ts';

function complaints(schema: typeof manifestSchema | typeof frontMatterSchema, value: PlainData): Complaint[] {
  const found: Complaint[] = [];
  schema.read(value, [], { complain: (one) => found.push(one), writtenAt: () => undefined });
  return found;
}

const word = fc.constantFrom<PlainData>('fa', 'x', '2024-05-08', 'articles/a.md', '-date', 'date', '3mm', 'crop', 7, 0, 2.5, true, null, [], ['x'], ['en', 'de'], {}, { fa: 'x' }, { fa: 1 }, { 'no tag': 'x' }, { src: 'x.jpg' }, { src: 'x.jpg', alt: { fa: 'y' } }, { src: 'x.PDF', page: 2, size: 'half' }, 'x.pdf', 'full'); // prettier-ignore
const webWord = fc.constantFrom<PlainData>('none', '2 MB', '900kB', '1.5 MB', '2MB ', '0 kB x', 250_000, 9999, 2.5, true, null, {}, { ppi: 36 }, { ppi: 35 }, { quality: 100 }, { quality: 19, ppi: 72 }, { ppi: 150.5 }, { size: 1 }); // prettier-ignore
const changed = (base: Readonly<Record<string, PlainData>>, keys: readonly string[], words = word) =>
  fc.tuple(fc.constantFrom(...keys), words).map(([key, value]) => ({ ...base, [key]: value }));

/** Bad dates are beyond what a JSON Schema says. */
const isSchemaMatter = (one: Complaint): boolean => one.kind !== 'bad-date';
/** A date that is text of any kind passes the JSON Schema. */
const hasTextDates = (value: Readonly<Record<string, PlainData>>): boolean => value['date'] === undefined || typeof value['date'] === 'string' || value['date'] === null; // prettier-ignore

describe('the validator and the JSON Schema, read by an independent validator, agree', () => {
  const manifest = {
    issue: 'x',
    date: '2024-05-08',
    language: 'fa',
    title: 'T',
    template: 't',
    sections: [],
  };
  const cases = [
    ['manifest', manifestSchema, manifestJsonSchema(), changed(manifest, [...Object.keys(manifest), 'number', 'masthead', 'meta', 'editions', 'unknown'])], // prettier-ignore
    ['front matter', frontMatterSchema, frontMatterJsonSchema(), changed({ title: 'T' }, ['title', 'short', 'language', 'author', 'deck', 'tags', 'image', 'insert', 'columns', 'template', 'meta', 'date', 'colums'])], // prettier-ignore
    ['manifest entries', manifestSchema, manifestJsonSchema(), changed({ file: 'a.md' }, ['file', 'columns', 'template', 'title', 'limit', 'x']).map((item) => ({ ...manifest, sections: [{ articles: [item] }] }))], // prettier-ignore
    ['inserts', manifestSchema, manifestJsonSchema(), fc.tuple(changed({ src: 'x.pdf' }, ['src', 'page', 'size', 'alt', 'caption', 'link', 'x']), changed({}, ['file', 'y'])).map(([insert, rest]) => ({ ...manifest, sections: [{ articles: [{ ...rest, insert }] }] }))], // prettier-ignore
    ['the web edition', manifestSchema, manifestJsonSchema(), changed({}, ['standard', 'images', 'maxBytes', 'bleed'], webWord).map((web) => ({ ...manifest, editions: { web } }))], // prettier-ignore
    ['selections', manifestSchema, manifestJsonSchema(), fc.tuple(changed({}, ['language', 'tags', 'author', 'glob', 'x']), changed({}, ['sort', 'limit', 'columns', 'y'])).map(([select, rest]) => ({ ...manifest, sections: [{ articles: [{ ...rest, select }] }] }))], // prettier-ignore
  ] as const;
  test.each(cases)('%s', (_, schema, json, values) => {
    const independent = z.fromJSONSchema(json as Parameters<typeof z.fromJSONSchema>[0]);
    fc.assert(
      fc.property(values as fc.Arbitrary<Readonly<Record<string, PlainData>>>, (value) => {
        fc.pre(hasTextDates(value));
        const accepted = complaints(schema, value).filter(isSchemaMatter).length === 0;
        expect({ value, accepted }).toEqual({ value, accepted: independent.safeParse(value).success });
      }),
      { numRuns: 400, seed: 7 },
    );
  });

  test('both schemas are plain JSON and name their draft', () => {
    for (const schema of [manifestJsonSchema(), frontMatterJsonSchema()]) {
      expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
      expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    }
  });
});
