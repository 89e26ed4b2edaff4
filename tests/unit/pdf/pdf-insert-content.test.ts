import { describe, expect, test } from 'vitest';
import { cleanContent } from '../../../src/pdf/inserts/clean-content.ts';
import { contentOperations } from '../../../src/pdf/inserts/content-operations.ts';
import type { PdfObjects, PdfValue } from '../../../src/pdf/inserts/pdf-values.ts';
import { PdfError } from '../../../src/pdf/inserts/pdf-values.ts';
import { evaluate } from '../../../src/pdf/inserts/tint-transform.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const operations = (text: string): unknown[] => [...contentOperations(bytes(text))].map(({ operator, operands }) => [operator, ...operands.filter((each) => typeof each !== 'object')]); // prettier-ignore
const cleaned = (text: string, hidden: readonly string[] = []): string =>
  Buffer.from(cleanContent(bytes(text), (name) => hidden.includes(name)))
    .toString('latin1')
    .replace(/\s+/g, ' ')
    .trim();

describe('operations of a content stream', () => {
  test('come with their numbers and names', () => {
    expect(operations('1 0 0 -.5 +3 4. cm /Im#20A Do f*')).toEqual([
      ['cm', 1, 0, 0, -0.5, 3, 4],
      ['Do', '/Im A'],
      ['f*'],
    ]);
  });

  test('are not found in strings, comments, arrays and dictionaries', () => {
    const text = '% q Q\n(a\\) f (b) S) Tj <51> Tj [(f) -20 (S)] TJ /P <</A [/f <</B (>>)>>]>> BDC';
    expect(operations(text)).toEqual([['Tj'], ['Tj'], ['TJ'], ['BDC', '/P']]);
  });

  test('of an inline image are one, whatever its bytes look like', () => {
    expect(operations('q BI /W 2 /H 1 /CS /RGB ID \x01 EIQ f\xff EI Q')).toEqual([
      ['q'],
      ['BI', '/W', 2, '/H', 1, '/CS', '/RGB'],
      ['Q'],
    ]);
  });

  test('end with an error where an inline image does not end', () => {
    expect(() => operations('BI /W 2 ID abc')).toThrow(PdfError);
  });
});

describe('content without its marks', () => {
  test('stays as it is where it has none', () => {
    const content = bytes('0 g 0 0 9 9 re f\n');
    expect(cleanContent(content, () => false)).toBe(content);
  });

  test('loses marks and keeps what they mark', () => {
    expect(cleaned('/P <</MCID 7>> BDC 0 g /A MP BT (x) Tj ET EMC')).toBe('0 g BT (x) Tj ET');
  });

  test('does not paint what a hidden layer holds, but goes on with its graphics state', () => {
    const content =
      '/OC /L BDC 1 0 0 1 5 5 cm 0 0 9 9 re f /Im Do /OC /M BDC BT (x) Tj ET EMC EMC 0 0 3 3 re S';
    expect(cleaned(content, ['L'])).toBe('1 0 0 1 5 5 cm 0 0 9 9 re n BT ET 0 0 3 3 re S');
    expect(cleaned(content, [])).toContain('re f /Im Do');
  });

  test('leaves the graphics state balanced', () => {
    expect(cleaned('Q q 1 w Q Q q q 2 w')).toBe('q 1 w Q q q 2 w Q Q');
  });
});

describe('the tint transform of a spot colour', () => {
  const NONE: PdfObjects = {
    resolve: (value) => value ?? { kind: 'null' },
    decode: (stream) => stream.bytes,
  };
  const value = (each: unknown): PdfValue => {
    if (typeof each === 'number') return { kind: 'number', value: each, syntax: String(each) };
    if (Array.isArray(each)) return { kind: 'array', items: each.map(value) };
    return dictionary(each as Readonly<Record<string, unknown>>);
  };
  const dictionary = (entries: Readonly<Record<string, unknown>>): PdfValue & { kind: 'dictionary' } => ({
    kind: 'dictionary',
    entries: new Map(Object.entries(entries).map(([name, each]) => [name, value(each)])),
    names: new Map(),
  });
  const stream = (entries: Readonly<Record<string, unknown>>, data: Uint8Array): PdfValue => ({
    kind: 'stream',
    dictionary: dictionary(entries),
    bytes: data,
  });

  test('is read from each type of function', () => {
    const exponential = { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [0.1, 0.3, 0.9, 0], N: 1 };
    expect(evaluate(NONE, value(exponential), [1])).toEqual([0.1, 0.3, 0.9, 0]);
    const range = [0, 1, 0, 1, 0, 1, 0, 1];
    const sampled = stream(
      { FunctionType: 0, Domain: [0, 1], Range: range, Size: [2], BitsPerSample: 8 },
      Uint8Array.of(0, 0, 0, 0, 51, 102, 255, 0),
    );
    expect(evaluate(NONE, sampled, [1])).toEqual([0.2, 0.4, 1, 0]);
    const stitched = { FunctionType: 3, Domain: [0, 1], Bounds: [0.5], Encode: [0, 1, 0, 1], Functions: [exponential, { ...exponential, C1: [0, 1, 0, 0] }] }; // prettier-ignore
    expect(evaluate(NONE, value(stitched), [1])).toEqual([0, 1, 0, 0]);
    const calculator = stream(
      { FunctionType: 4, Domain: [0, 1], Range: range },
      bytes('{dup 0.5 mul exch dup 0.2 gt {0.75 mul} {pop 0} ifelse 0 0 4 2 roll}'),
    );
    expect(evaluate(NONE, calculator, [1])).toEqual([0, 0, 0.5, 0.75]);
  });

  test('is unknown for functions in functions without end and for unknown operators', () => {
    const loop = dictionary({ FunctionType: 3, Domain: [0, 1], Bounds: [], Encode: [0, 1] });
    const inner: PdfValue = { kind: 'array', items: [loop] };
    (loop.entries as Map<string, PdfValue>).set('Functions', inner);
    expect(evaluate(NONE, loop, [1])).toBeNull();
    expect(evaluate(NONE, stream({ FunctionType: 4, Domain: [0, 1], Range: [0, 1] }, bytes('{run}')), [1])).toBeNull(); // prettier-ignore
  });
});
