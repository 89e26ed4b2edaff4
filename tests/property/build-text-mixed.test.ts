// For any issue that mixes notes, floats, tables, verse, positioned boxes, jump lines and two fronts: the text of the PDF's
// bytes is the text file, and every sentence of the source is in it once.
import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { buildIssue } from '../../src/build-issue.ts';
import { compareTexts } from '../../src/preflight/compare/compare-text.ts';
import { extractText, formatExtracted } from '../../src/preflight/pdfjs/extract-text.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import { inFolder, makeFolder, writeInto } from '../cli/cli-kit.ts';
import { timesFound } from '../helpers/find-sentence.ts';
import { mixedIssue } from '../helpers/mixed-issue.ts';

const SEEDS = Array.from({ length: 16 }, (_, index) => index + 1);

test.each(SEEDS)(
  'the text of mixed issue %i comes back from its PDF, with every sentence once',
  async (seed) => {
    const { files, sentences } = mixedIssue(seed);
    const folder = makeFolder();
    writeInto(folder, files);
    await inFolder(folder, async () => {
      const issue = await buildIssue('issues/one.yaml');
      expect(issue.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const diagnostics = new Diagnostics();
      const extracted = await extractText(issue.pdf, { file: 'one.pdf', diagnostics });
      expect(diagnostics.list).toEqual([]);
      const returned = extracted === null ? '' : formatExtracted(extracted, 'pages');
      expect(compareTexts(issue.text, returned)).toEqual([]);
      const counted = sentences.map((sentence) => ({ sentence, times: timesFound(issue.text, normaliseExtracted(sentence)) })); // prettier-ignore
      expect(counted.length).toBeGreaterThan(5);
      expect(counted.filter(({ times }) => times !== 1)).toEqual([]);
    });
  },
);
