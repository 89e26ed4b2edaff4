// The sample issues of the repository: they build without errors, their text comes back exactly, and the PDF has what a
// reader expects of it.
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PDFParse } from 'pdf-parse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { blocksOf } from '../../src/preflight/compare/text-blocks.ts';
import { extractText } from '../../src/preflight/pdfjs/extract-text.ts';
import { openPdf } from '../../src/preflight/pdfjs/read-pdf.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import { inFolder, makeFolder, runBuild } from './cli-kit.ts';
import type { Run } from './cli-kit.ts';

const ROOT = join(import.meta.dirname, '../..');
const ISSUES = ['2024-19', '2024-20', 'barg-32'] as const;
/** Articles and blocks of text that each has at least. */
const SIZE = {
  '2024-19': { articles: 14, blocks: 150 },
  '2024-20': { articles: 10, blocks: 150 },
  'barg-32': { articles: 6, blocks: 90 },
} as const;

interface IssueJson {
  readonly title: string;
  readonly pages: number;
  readonly articles: readonly {
    readonly title: string;
    readonly firstPage: number;
    readonly lastPage: number;
  }[];
  readonly fonts: readonly string[];
}

let folder = '';
let run: Run;
beforeAll(async () => {
  folder = makeFolder();
  for (const part of ['issues', 'templates', 'fonts'].filter((name) => existsSync(join(ROOT, name))))
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  run = await inFolder(folder, () => runBuild(), true);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytesOf = (issue: string): Uint8Array => new Uint8Array(readFileSync(join(folder, `out/${issue}.pdf`)));
const textOf = (issue: string): string => readFileSync(join(folder, `out/${issue}.txt`), 'utf8');
const jsonOf = (issue: string): IssueJson =>
  JSON.parse(readFileSync(join(folder, `out/${issue}.json`), 'utf8')) as IssueJson;

/** Blocks of the text file by page, as they can be compared. */
function sourceBlocks(issue: string): readonly (readonly string[])[] {
  const pages: string[][] = Array.from({ length: jsonOf(issue).pages }, () => []);
  for (const { page, text } of blocksOf(textOf(issue))) {
    const comparable = normaliseExtracted(text);
    if (comparable !== '') pages[page - 1]?.push(comparable);
  }
  return pages;
}

test('all build without errors', () => {
  expect(run.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(run.status).toBe(0);
  expect(run.outputs).toEqual(ISSUES.flatMap((issue) => [`${issue}.json`, `${issue}.pdf`, `${issue}.txt`]));
});

test('the first has at least 14 articles over at least 10 pages', () => {
  const { articles, pages } = jsonOf('2024-19');
  expect(articles.length).toBeGreaterThanOrEqual(14);
  expect(pages).toBeGreaterThanOrEqual(10);
});

describe.each(ISSUES)('issue %s', (issue) => {
  test('has every article on its pages', () => {
    const { articles, pages } = jsonOf(issue);
    expect(articles.length).toBeGreaterThanOrEqual(SIZE[issue].articles);
    expect(
      articles.filter(({ firstPage, lastPage }) => firstPage < 1 || lastPage < firstPage || lastPage > pages),
    ).toEqual([]);
  });

  test('gives every block back in order by its tags', async () => {
    const diagnostics = new Diagnostics();
    const extracted = await extractText(bytesOf(issue), { file: issue, diagnostics });
    expect(diagnostics.list).toEqual([]);
    expect(extracted?.tagged).toBe(true);
    const returned = extracted?.pages.map(({ blocks }) => blocks.map(({ text }) => text));
    const source = sourceBlocks(issue);
    expect(source.flat().length).toBeGreaterThan(SIZE[issue].blocks);
    expect(returned).toEqual(source);
  });

  test('gives every block back in order to a reader that knows no tags', async () => {
    const parser = new PDFParse({ data: bytesOf(issue), verbosity: 0 });
    const { pages } = await parser.getText({ cellSeparator: '' });
    await parser.destroy();
    const lost: string[] = [];
    sourceBlocks(issue).forEach((blocks, index) => {
      const page = normaliseExtracted(pages[index]?.text ?? '');
      let from = 0;
      for (const block of blocks) {
        const at = page.indexOf(block, from);
        if (at === -1)
          lost.push(`page ${index + 1}${page.includes(block) ? ' (out of order)' : ''}: ${block}`);
        else from = at + block.length;
      }
    });
    expect(lost).toEqual([]);
  });

  test('has the title, language, bookmarks, page labels and links of a finished document', async () => {
    const document = await openPdf(bytesOf(issue), issue, new Diagnostics());
    if (document === null) throw new Error('the PDF cannot be opened');
    const { articles, pages } = jsonOf(issue);
    const { info } = (await document.getMetadata()) as unknown as {
      readonly info: Readonly<Record<string, unknown>>;
    };
    expect(info['Title']).toBeTruthy();
    expect(info['Author']).toBeTruthy();
    expect(info['Producer']).toMatch(/^nashr \d/);
    expect(info['Language']).toBe(issue === '2024-20' ? 'en' : 'fa');
    expect(document.numPages).toBe(pages);
    expect(await document.getPageLabels()).toHaveLength(pages);
    const outline = (await document.getOutline()) as readonly {
      readonly title: string;
      readonly items: readonly unknown[];
    }[];
    const titles = new Set(flatten(outline).map(({ title }) => normaliseExtracted(title)));
    // Also an article whose heading the design leaves out.
    expect(articles.map(({ title }) => normaliseExtracted(title)).filter((title) => !titles.has(title))).toEqual([]); // prettier-ignore
    expect(outline[0]?.title).toBe({ '2024-19': 'صفحهٔ اول', '2024-20': 'Front page', 'barg-32': 'روی جلد' }[issue]); // prettier-ignore
    const links: { readonly url?: string; readonly dest?: unknown }[] = [];
    for (let number = 1; number <= pages; number++) {
      const page = await document.getPage(number);
      links.push(
        ...((await page.getAnnotations()) as { subtype: string; url?: string; dest?: unknown }[]).filter(
          ({ subtype }) => subtype === 'Link',
        ),
      );
    }
    expect(links.some(({ url }) => url !== undefined)).toBe(issue !== 'barg-32');
    expect(links.some(({ dest }) => dest !== undefined && dest !== null)).toBe(true);
    await document.destroy();
  });
});

interface OutlineItem {
  readonly title: string;
  readonly items: readonly unknown[];
}

function flatten(items: readonly OutlineItem[]): readonly OutlineItem[] {
  return items.flatMap((item) => [item, ...flatten(item.items as readonly OutlineItem[])]);
}
