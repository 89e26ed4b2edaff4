// How a publication tests its issues (README, “Tests of your own issues”). There the import is from 'nashr/testing', and the PDF
// is the one that `nashr build` has written.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildIssue } from '../../src/index.ts';
import { assertPdf, checkPageCount, checkParagraph, pdfMatchers } from '../../src/testing/index.ts';
import type { PdfMatchers } from '../../src/testing/index.ts';

declare module 'vitest' {
  interface Matchers<T> extends PdfMatchers<Promise<void>> {}
}

expect.extend(pdfMatchers);

const out = mkdtempSync(join(tmpdir(), 'nashr-example-'));
const issue = join(out, '2024-19.pdf');
afterAll(() => rmSync(out, { recursive: true, force: true }));
beforeAll(async () => {
  const { pdf } = await buildIssue('issues/2024-19.yaml');
  writeFileSync(issue, pdf);
});

test('the issue has its pages, tags and language', async () => {
  await expect(issue).toHavePageCount(16);
  await expect(issue).toBeTagged();
  await expect(issue).toHavePdfLanguage('fa');
});

test('the lead story stands on page 1, in the right order', async () => {
  await expect(issue).toContainParagraph('کتابخانه‌ای که با کراچی به قریه می‌آید', { page: 1, role: 'H1' });
  await expect(issue).not.toContainParagraph('متن در این‌جا می‌آید');
});

test('nothing else has changed', async () => {
  await expect(issue).toMatchPdfText({ file: 'issues/2024-19.expected.txt' });
});

test('a runner without matchers uses the functions', async () => {
  await assertPdf(checkPageCount(issue, 16));
  await assertPdf(
    checkParagraph(issue, /^هر چهارشنبه، پیش از آن‌که آفتاب/, {
      article: 'کتابخانه‌ای که با کراچی به قریه می‌آید',
    }),
  );
});
