import { describe, expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { readData } from '../../src/issue/data-source.ts';
import type { DataSource } from '../../src/issue/data-source.ts';
import { countCpuTime } from '../cpu-time.ts';

const DATA = new URL('../data/yaml/', import.meta.url);

function read(text: string): { source: DataSource | undefined; diagnostics: Diagnostics } {
  const diagnostics = new Diagnostics();
  const source = readData({ text, file: 'x.yaml', firstLine: 1, format: 'yaml', code: 'M002' }, diagnostics);
  return { source, diagnostics };
}

describe('YAML that was not meant for us', () => {
  const files = readdirSync(new URL('suite/', DATA));
  test('all 175 files of the YAML suite, and the examples in them, are read or refused with a place, never a crash', () => {
    expect(files).toHaveLength(175);
    let examples = 0;
    for (const file of files) {
      const text = readFileSync(new URL(`suite/${file}`, DATA), 'utf8');
      const { source } = read(text);
      const cases = Array.isArray(source?.data) ? source.data : [];
      for (const one of cases as readonly Record<string, unknown>[]) {
        if (typeof one['yaml'] !== 'string') continue;
        examples += 1;
        const marked = one['yaml'].replaceAll('␣', ' ').replaceAll(/—*»/g, '\t').replaceAll('∎\n', '').replaceAll('↵', ''); // prettier-ignore
        const result = read(marked);
        const hasReason = result.diagnostics.list.some(({ place }) => place?.line !== undefined);
        expect(result.source !== undefined || hasReason, file).toBe(true);
      }
    }
    expect(examples).toBeGreaterThan(175);
  });

  test.each(readdirSync(new URL('bombs/', DATA)))('the alias bomb %s is refused within a second', (file) => {
    const text = readFileSync(new URL(`bombs/${file}`, DATA), 'utf8');
    const elapsed = countCpuTime();
    const { source, diagnostics } = read(text);
    expect(elapsed()).toBeLessThan(1000);
    // Either it is too large, or what is left of it is small.
    if (source === undefined) expect(diagnostics.hasErrors).toBe(true);
    else expect(JSON.stringify(source.data).length).toBeLessThan(5_000_000);
  });

  const lots = 'a: &a [x, x, x, x, x, x, x, x, x, x]\n';
  const laughs = Array.from({ length: 9 }, (_, at) => `b${at}: &b${at} [${Array.from({ length: 10 }, () => (at === 0 ? '*a' : `*b${at - 1}`)).join(', ')}]`); // prettier-ignore
  test.each([
    ['a billion laughs', lots + laughs.join('\n')],
    ['an anchor within itself', 'a: &a [*a]'],
    ['an alias without anchor', 'a: *nobody'],
    ['brackets without end', '['.repeat(200_000)],
    ['maps without end', '{a: '.repeat(100_000)],
    [
      'blocks nested too deep',
      Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    ],
    ['lists nested too deep', '- '.repeat(5000)],
    ['a list as a key', '? [a, b]\n: c'],
    ['two documents', 'a: 1\n---\nb: 2'],
  ])('%s is an error within a second', (_, text) => {
    const elapsed = countCpuTime();
    const { source, diagnostics } = read(text);
    expect(elapsed()).toBeLessThan(1000);
    expect(source).toBeUndefined();
    expect(diagnostics.list.find(({ severity }) => severity === 'error')?.code).toBe('M002');
  });

  test('a map with 10,000 keys is read within a second', () => {
    const elapsed = countCpuTime();
    const { source } = read(Array.from({ length: 10_000 }, (_, at) => `key${at}: ${at}`).join('\n'));
    expect(Object.keys(source?.data as object)).toHaveLength(10_000);
    expect(elapsed()).toBeLessThan(1000);
  });

  test('keys that name prototypes are plain data', () => {
    const { source } = read('__proto__: { polluted: yes }\nconstructor: x\ntoString: y');
    expect(Object.getPrototypeOf(source?.data)).toBeNull();
    expect(Object.keys(source?.data as object)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('tags of other programs make no objects', () => {
    const { source } = read('a: !!js/function "function () {}"\nb: !!python/object/apply:os.system ["id"]');
    expect(source?.data).toEqual({ a: 'function () {}', b: ['id'] });
  });
});
