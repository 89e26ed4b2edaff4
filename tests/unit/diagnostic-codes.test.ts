// Every code that the program can report is asserted by a test, or stands here with the reason why it cannot be.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DIAGNOSTIC_CODES } from '../../src/base/diagnostic-codes.ts';

/** Codes without a test, each with its reason. */
const UNTESTED: Readonly<Record<string, string>> = {};

const ROOT = join(import.meta.dirname, '../..');

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) =>
        path.endsWith('.ts') &&
        !path.endsWith('diagnostic-codes.test.ts') &&
        !path.endsWith('diagnostic-codes.ts'),
    )
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}

/** A code as a whole string: `'M001'`, not within a sentence. */
function mentioned(texts: readonly string[]): ReadonlySet<string> {
  const codes = texts.flatMap((text) =>
    [...text.matchAll(/(['"`])([A-Z]\d{3})\1/g)].map((match) => match[2] ?? ''),
  );
  return new Set(codes);
}

const codes = Object.keys(DIAGNOSTIC_CODES);

test('every code is asserted by a test, or has a reason why not', () => {
  const tested = mentioned(sources(join(ROOT, 'tests')));
  expect(codes.filter((code) => !tested.has(code) && UNTESTED[code] === undefined)).toEqual([]);
});

test('every reason belongs to a code that no test asserts', () => {
  const tested = mentioned(sources(join(ROOT, 'tests')));
  expect(Object.keys(UNTESTED).filter((code) => tested.has(code) || !codes.includes(code))).toEqual([]);
});

test('every code is reported somewhere in the program', () => {
  const reported = mentioned(sources(join(ROOT, 'src')));
  expect(codes.filter((code) => !reported.has(code) && UNTESTED[code] === undefined)).toEqual([]);
});
