// Printer profiles and ICC profiles that mean harm: each ends in a diagnostic, none in a crash or a look outside the publication.
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { loadIssue } from '../../src/issue/load-issue.ts';
import { loadPressJob } from '../../src/press/load-press-job.ts';
import { ICC, manifestWithPress } from '../unit/press/press-kit.ts';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'nashr-hostile-')));
  put('publication/issues/1.yaml', manifestWithPress('{ profile: printers/x.yaml }'));
  put('publication/issues/articles/a.md', '---\ntitle: آب\n---\n\nمتن.\n');
  put('publication/issues/printers/keep', '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string | Uint8Array): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const OWN = 'condition: { identifier: X, icc: x.icc }\n';

/** Codes of the errors; `none` where there is a job. */
function errors(): string {
  const publication = join(folder, 'publication');
  const diagnostics = new Diagnostics();
  const issue = loadIssue(join(publication, 'issues/1.yaml'), publication, diagnostics);
  const job = loadPressJob(issue, 'right', diagnostics);
  const codes = diagnostics.list.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  expect(job === null).toBe(codes.length > 0);
  return [...new Set(codes)].join(' ') || 'none';
}

test('aliases that grow without end are refused', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (const [i, name] of Array.from('bcdefghi').entries()) {
    const before = 'abcdefgh'.charAt(i);
    bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`);
  }
  put('publication/issues/printers/x.yaml', `${bomb.join('\n')}\n`);
  expect(errors()).toBe('E002');
});

test('a profile or an ICC profile behind a link that leads out is refused', () => {
  symlinkSync(put('elsewhere/x.yaml', 'bleed: 3mm\n'), join(folder, 'publication/issues/printers/x.yaml'));
  expect(errors()).toBe('X001');
  rmSync(join(folder, 'publication/issues/printers/x.yaml'));
  put('publication/issues/printers/x.yaml', OWN);
  symlinkSync(put('elsewhere/x.icc', ICC), join(folder, 'publication/issues/printers/x.icc'));
  expect(errors()).toBe('X001');
});

test('folders in the place of files are refused', () => {
  mkdirSync(join(folder, 'publication/issues/printers/x.yaml'));
  expect(errors()).toBe('E002');
  rmSync(join(folder, 'publication/issues/printers/x.yaml'), { recursive: true });
  put('publication/issues/printers/x.yaml', OWN);
  mkdirSync(join(folder, 'publication/issues/printers/x.icc'));
  expect(errors()).toBe('E005');
});

test('an ICC profile of gigabytes is not read', () => {
  put('publication/issues/printers/x.yaml', OWN);
  truncateSync(put('publication/issues/printers/x.icc', ''), 3_000_000_000);
  expect(errors()).toBe('X002');
});

test('names of the language itself are names of spot colours like any other', () => {
  put(
    'publication/issues/printers/x.yaml',
    'spots: { __proto__: [1, 2, 3, 4], constructor: [0, 0, 0, 5] }\n',
  );
  expect(errors()).toBe('none');
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test('anything at all in the file of a profile ends in a job or in a diagnostic', () => {
  const words = fc.constantFrom('extends', 'bleed', 'marks', 'pages', 'spots', 'condition', ':', ' ', '\n', '- ', '{', '}', '[', ']', '3mm', 'crop', '0', '-1', '&a', '*a', '"', "'", '#', '\u0000', 'x.icc', '../..', '300%', 'null', '|'); // prettier-ignore
  fc.assert(
    fc.property(fc.array(words, { maxLength: 25 }), (parts) => {
      put('publication/issues/printers/x.yaml', parts.join(''));
      expect(errors()).not.toBe('');
    }),
    { numRuns: 300, seed: 9 },
  );
});
