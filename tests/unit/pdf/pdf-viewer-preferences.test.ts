// What is wished for and why: tests/conformance/README-viewers.md.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import type { Direction } from '../../../src/base/direction.ts';
import type { LinkItem } from '../../../src/frame/frame.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { nodes, page, pdfOptions } from './pdf-stand-ins.ts';

interface Issue {
  readonly direction?: Direction;
  /** Of an element of the document; its own is fa, or en when it reads from left to right. */
  readonly other?: string;
  readonly pages?: number;
  readonly bookmarks?: boolean;
}

const LINK: LinkItem = { kind: 'link', x: 1, y: 1, width: 9, height: 9, href: 'https://example.org', tag: 1 };

async function open({
  direction = 'rtl',
  other = '',
  pages = 1,
  bookmarks = true,
}: Issue): Promise<readonly unknown[]> {
  const language = direction === 'rtl' ? 'fa' : 'en';
  const structure = nodes('Document', ['P', 0, { language: other }]).map((node) => (node.id === 0 ? { ...node, language } : node)); // prettier-ignore
  const writer = new PdfWriter({ ...pdfOptions({ structure }), direction, language });
  for (let index = 0; index < pages; index++)
    writer.addPage(page([LINK], { index, bookmarks: bookmarks ? [{ level: 1, label: 'a', y: 1 }] : [] }));
  const document = await getDocument({ data: await writer.finish(), verbosity: 0 }).promise;
  return [await document.getViewerPreferences(), await document.getPageLayout(), await document.getPageMode(), await document.getOpenAction()]; // prettier-ignore
}

describe('the first view', () => {
  test('of a right-bound issue is a column of single pages, under its title', async () => {
    expect(await open({ other: 'en' })).toEqual([{ DisplayDocTitle: true }, 'OneColumn', 'UseNone', null]);
  });

  test('has facing pages from right to left only where every language is written so', async () => {
    expect(await open({ other: 'ps' })).toEqual([{ DisplayDocTitle: true, Direction: 'R2L' }, 'OneColumn', 'UseNone', null]); // prettier-ignore
    expect(await open({ other: 'fa-Latn' })).toEqual([
      { DisplayDocTitle: true },
      'OneColumn',
      'UseNone',
      null,
    ]);
  });

  test('of a left-bound issue is what the reader likes best', async () => {
    expect(await open({ direction: 'ltr' })).toEqual([{ DisplayDocTitle: true }, '', 'UseNone', null]);
  });

  test('shows bookmarks from 21 pages on, when there are any', async () => {
    const mode = async (issue: Issue): Promise<unknown> => (await open(issue))[2];
    expect(await mode({ pages: 20 })).toBe('UseNone');
    expect(await mode({ pages: 21 })).toBe('UseOutlines');
    expect(await mode({ pages: 21, bookmarks: false })).toBe('UseNone');
  });
});
