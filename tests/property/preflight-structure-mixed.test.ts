// For any issue that mixes notes, floats, tables, verse, positioned boxes, jump lines and two fronts: all its text is in the
// structure of the PDF, once, and no element lacks anything. Jump lines and boxes out of the flow may be read elsewhere.
import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { buildIssue } from '../../src/build-issue.ts';
import { checkStructure } from '../../src/preflight/check-structure.ts';
import { inFolder, makeFolder, writeInto } from '../cli/cli-kit.ts';
import { mixedIssue } from '../helpers/mixed-issue.ts';

const SEEDS = Array.from({ length: 8 }, (_, index) => index + 1);

test.each(SEEDS)('the structure of mixed issue %i holds all its text once', async (seed) => {
  const folder = makeFolder();
  writeInto(folder, mixedIssue(seed).files);
  await inFolder(folder, async () => {
    const { pdf, text } = await buildIssue('issues/one.yaml');
    const diagnostics = new Diagnostics();
    const faults = await checkStructure(pdf, { file: 'one.pdf', diagnostics, expected: text });
    expect(faults?.filter(({ rule }) => rule !== 'structure.reading-order')).toEqual([]);
    expect(faults?.length).toBeLessThan(4);
    expect(diagnostics.list).toEqual([]);
  });
});
