// The example of the README is taken out of it and run, in a publication where the sample issue has been built.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'rolldown/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIssue } from '../../../src/index.ts';
import * as testing from '../../../src/testing/index.ts';
import { inFolder } from '../../cli/cli-kit.ts';

const PART =
  readFileSync('README.md', 'utf8').split('## Tests of your own issues')[1]?.split('\n## ')[0] ?? '';
const EXAMPLE = PART.split('```ts')[1]?.split('```')[0] ?? '';

interface Step {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** The tests of a file written for vitest, with the packages that it imports given to it. */
function stepsOf(file: string): readonly Step[] {
  const { code, errors } = transformSync('example.ts', file, { lang: 'ts' });
  expect(errors).toEqual([]);
  const plain = code.replaceAll(/^import (\{[^}]*\}) from ["']([^"']+)["'];$/gm, (_, names: string, from: string) => `const ${names.replaceAll(' as ', ': ')} = packages["${from}"];`); // prettier-ignore
  expect(plain).not.toMatch(/^import /m);
  const steps: Step[] = [];
  const collect = (name: string, run: () => Promise<void>): void => void steps.push({ name, run });
  // The example is text of this repository.
  // oxlint-disable-next-line no-implied-eval, no-new-func, typescript/no-implied-eval, typescript/no-unsafe-call
  new Function('packages', plain.replaceAll(/^export \{\};?$/gm, ''))({
    vitest: { expect, test: collect },
    'nashr/testing': testing,
  });
  return steps;
}

describe('the example of the README', () => {
  let folder = '';
  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'nashr-readme-')));
    mkdirSync(join(folder, 'out'));
    mkdirSync(join(folder, 'issues'));
    cpSync('issues/2024-19.expected.txt', join(folder, 'issues/2024-19.expected.txt'));
    writeFileSync(join(folder, 'out/2024-19.pdf'), (await buildIssue('issues/2024-19.yaml')).pdf);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('passes as it is printed', async () => {
    const steps = stepsOf(EXAMPLE);
    expect(steps).toHaveLength(1);
    await inFolder(folder, async () => { for (const { run } of steps) await run(); }, true); // prettier-ignore
  });

  test('fails when a line of it is not true', async () => {
    const [step] = stepsOf(EXAMPLE.replace('toHavePageCount(16)', 'toHavePageCount(17)'));
    await inFolder(folder, async () => {
      await expect(step?.run()).rejects.toThrow('out/2024-19.pdf has 16 pages, not 17');
    }, true); // prettier-ignore
  });
});

test('every matcher is explained, and no other', () => {
  const named = [...PART.matchAll(/^\| `(to\w+)/gm)].map(([, name]) => name);
  expect(named).toEqual(Object.keys(testing.pdfMatchers));
});

test('every function behind a matcher is named', () => {
  for (const name of Object.keys(testing).filter((each) => each.startsWith('check'))) expect(PART).toContain(`\`${name}\``); // prettier-ignore
});
