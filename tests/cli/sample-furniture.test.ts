// Furniture of the sample issues, as readers of the PDF find it: jump lines, folios and page labels, the colophon.
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { buildIssue } from '../../src/build-issue.ts';
import { openPdf } from '../../src/preflight/pdfjs/read-pdf.ts';
import type { PdfDocument } from '../../src/preflight/pdfjs/read-pdf.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';

const MM = 72 / 25.4;

interface PlacedText {
  readonly text: string;
  /** From the bottom of the page. */
  readonly y: number;
}

async function textsOf(pdf: PdfDocument, number: number): Promise<readonly PlacedText[]> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent({ disableNormalization: true });
  return items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [{ text: normaliseExtracted(item.str), y: Number(item.transform[5]) }] : [])); // prettier-ignore
}

describe.each([
  ['2024-19', /ادامه در صفحهٔ ۲/, /دنبالهٔ صفحهٔ ۱/, '۲'],
  ['2024-20', /Continued on page 2/, /FROM PAGE 1/i, '2'],
] as const)('the sample issue %s', (issue, jump, from, folio) => {
  let pdf: PdfDocument;
  beforeAll(async () => {
    const built = await buildIssue(join(import.meta.dirname, `../../issues/${issue}.yaml`));
    const opened = await openPdf(built.pdf, `${issue}.pdf`, new Diagnostics());
    if (opened === null) throw new Error('the file cannot be opened');
    pdf = opened;
  }, 60_000);

  it('says on page 1 where the leading article goes on, and there where it comes from', async () => {
    const lines = async (page: number): Promise<string> =>
      (await textsOf(pdf, page)).map(({ text }) => text).join(' ');
    expect(await lines(1)).toMatch(jump);
    expect(await lines(2)).toMatch(from);
  });

  it('has the folio of a page as its label', async () => {
    expect((await pdf.getPageLabels())?.[1]).toBe(folio);
    const head = (await textsOf(pdf, 2)).filter(({ y }) => y > (297 - 20) * MM);
    expect(head.map(({ text }) => text)).toContain(folio);
  });

  it('ends with the colophon at the foot of the last page', async () => {
    const texts = await textsOf(pdf, pdf.numPages);
    const lowest = texts.toSorted((a, b) => a.y - b.y)[0];
    expect(lowest?.y).toBeGreaterThan(20 * MM);
    expect(lowest?.y).toBeLessThan(30 * MM);
    const foot = texts.filter(({ y }) => y < 50 * MM).map(({ text }) => text);
    expect(foot.join(' ')).toMatch(/No\. 18[78]/);
  });
});
