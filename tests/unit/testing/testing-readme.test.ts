// The example of the README is the one that the tests run.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pdfMatchers } from '../../../src/testing/index.ts';

const README = readFileSync('README.md', 'utf8');
const EXAMPLE = readFileSync('tests/examples/issue-text.test.ts', 'utf8');
const PART = README.split('## Tests of your own issues')[1]?.split('\n## ')[0] ?? '';

test('each step of the example stands in the file that is run', () => {
  const steps = (PART.split('```ts')[1]?.split('```')[0] ?? '')
    .split('\n')
    .filter((line) => /^ {2}await /.test(line));
  expect(steps.length).toBeGreaterThan(4);
  const run = EXAMPLE.replaceAll(/\s+/g, '');
  for (const step of steps)
    expect(run).toContain(step.replaceAll(/\s+/g, '').replace("'out/2024-19.pdf'", 'issue'));
});

test('every matcher is explained, and no other', () => {
  const named = [...PART.matchAll(/^\| `(to\w+)/gm)].map(([, name]) => name);
  expect(named).toEqual(Object.keys(pdfMatchers));
});
