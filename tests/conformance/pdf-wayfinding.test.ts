// Bookmarks, named destinations, page labels and metadata of whole issues – the samples, and one with both directions in every
// part of it – as programs see them that know nothing of this one: pdf.js, MuPDF, poppler, qpdf and veraPDF.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuiltIssue } from '../../src/build-issue.ts';
import { buildIssue } from '../../src/build-issue.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import { inFolder, makeFolder, makePublication } from '../cli/cli-kit.ts';
import { writeAccessibleIssue } from '../helpers/accessible-issue.ts';
import { MISSING, run } from '../press/programs.ts';
import { SAMPLES } from '../press/sample-builds.ts';

const ROOT = join(import.meta.dirname, '../..');
const MIXED = 'both directions';
const HOSTILE = 'hostile words';
const ISSUES = [...SAMPLES, MIXED, HOSTILE];
const TIMEOUT = 180_000;

type Pdf = Awaited<ReturnType<typeof getDocument>['promise']>;

interface Item {
  readonly title: string;
  readonly dest: readonly [{ readonly num: number; readonly gen: number }, ...unknown[]];
  readonly items: readonly Item[];
}

let folder = '';
const built = new Map<string, BuiltIssue>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nashr-ways-'));
  for (const name of SAMPLES) built.set(name, await buildIssue(join(ROOT, 'issues', `${name}.yaml`)));
  await inFolder(makeFolder(), async () => {
    writeAccessibleIssue('pdfua-1+pdfa-2a');
    built.set(MIXED, await buildIssue('issues/one.yaml'));
  });
  await inFolder(makePublication(HOSTILE_FILES), async () => void built.set(HOSTILE, await buildIssue('issues/1.yaml'))); // prettier-ignore
  for (const [name, { pdf }] of built) writeFileSync(fileOf(name), pdf);
}, TIMEOUT);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HOSTILE_FILES = {
  'issues/1.yaml': `issue: one
date: 2024-05-08
number: "]]>"
language: fa
title: { fa: "Tom & Jerry \\"<b>\\" \\u200fنامه 👩‍🚀 \\u001b", en: "]]> <?xpacket end='w'?>" }
description: { fa: "<rdf:li>", de: "&amp;" }
keywords: { fa: ["a, b", "<"], en: ["\\u0007"] }
publisher: "\\u202eevil"
issn: 2049-3630
volume: "(\\\\"
template: plain
sections:
  - articles: [articles/a.md, articles/نامه.md]
`,
  'issues/articles/a.md': `---\ntitle: "BBC (گزارش) داد: «آب!»"\n---\n\nمتن [نامه](#نامه)\n`,
  'issues/articles/نامه.md': `---\ntitle: "(x) \\\\ <y>"\nlanguage: en\n---\n\n## Heading {#well}\n\nText\n`,
};

function fileOf(name: string): string {
  return join(folder, `${name.replaceAll(' ', '-')}.pdf`);
}

function issueOf(name: string): BuiltIssue {
  const issue = built.get(name);
  if (issue === undefined) throw new Error(`${name} was not built`);
  return issue;
}

/** `work` with a file opened by pdf.js. */
async function withPdf(name: string, work: (pdf: Pdf) => Promise<void>): Promise<void> {
  const pdf = await getDocument({ data: new Uint8Array(issueOf(name).pdf), verbosity: 0 }).promise;
  await work(pdf);
  await pdf.destroy();
}

function flatten(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => [item, ...flatten(item.items)]);
}

describe.each(ISSUES)('%s', (name) => {
  test('has bookmarks that all lead to a page, each article in its place among them', async () => {
    await withPdf(name, async (pdf) => {
      const items = flatten((await pdf.getOutline()) as unknown as readonly Item[]);
      const pages = await Promise.all(
        items.map(async ({ dest: [page] }) => (await pdf.getPageIndex(page)) + 1),
      );
      const titles = items.map(({ title }) => normaliseExtracted(title));
      expect(titles.filter((title) => title === '')).toEqual([]);
      const reached = issueOf(name).articles.map((article) =>
        titles.indexOf(normaliseExtracted(article.title)),
      );
      // A design may set an article without its title.
      const found = reached.filter((at) => at >= 0);
      expect(found.length).toBeGreaterThan(reached.length / 2);
      expect(found).toEqual(found.toSorted((a, b) => a - b));
      for (const [index, { firstPage, lastPage }] of issueOf(name).articles.entries()) {
        const page = pages[reached[index] ?? -1];
        if (page !== undefined) expect(page >= firstPage && page <= lastPage).toBe(true);
      }
    });
  });

  test('is opened at every article, section and heading that its table of contents names', async () => {
    const { articles, destinations } = issueOf(name);
    expect(destinations.map((each) => each.name)).toEqual(expect.arrayContaining(articles.map(({ slug }) => slug))); // prettier-ignore
    for (const { slug, destination } of articles) expect(destination).toBe(slug);
    await withPdf(name, async (pdf) => {
      for (const { name: target, page } of destinations) {
        const found = (await pdf.getDestination(target)) as Item['dest'] | null;
        expect([target, found === null ? 0 : (await pdf.getPageIndex(found[0])) + 1]).toEqual([target, page]);
      }
    });
  });

  test('has links inside that all arrive, with words for those who hear them', async () => {
    await withPdf(name, async (pdf) => {
      for (let number = 1; number <= pdf.numPages; number++) {
        for (const link of await (await pdf.getPage(number)).getAnnotations()) {
          expect(link.contentsObj.str).not.toBe('');
          if (link.url === undefined) expect([link.dest, await pdf.getDestination(link.dest as string)]).not.toContain(null); // prettier-ignore
        }
      }
    });
  });

  test('says the same in Info and XMP, and shows its title', async () => {
    await withPdf(name, async (pdf) => {
      const { info, metadata } = await pdf.getMetadata();
      const xmp = metadata as unknown as { get(key: string): unknown };
      const read = info as Readonly<Record<string, unknown>>;
      expect(xmp.get('dc:title')).toBe(read['Title']);
      expect((xmp.get('dc:creator') as readonly string[])[0]).toBe(read['Author']);
      expect(xmp.get('dc:description') ?? undefined).toBe(read['Subject']);
      expect(xmp.get('pdf:keywords') ?? undefined).toBe(read['Keywords']);
      expect(xmp.get('prism:publicationdate')).toBe(issueOf(name).date);
      expect(await pdf.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true });
      expect(await pdf.getPageLayout()).toBe(issueOf(name).language === 'fa' ? 'OneColumn' : '');
    });
  });

  test('shows MuPDF the same bookmarks on the same pages', async ({ skip }) => {
    skip(MISSING.mutool !== false, `${MISSING.mutool}`);
    const lines = (await run('mutool', 'show', fileOf(name), 'outline')).trim().split('\n');
    await withPdf(name, async (pdf) => {
      const items = flatten((await pdf.getOutline()) as unknown as readonly Item[]);
      const pages = await Promise.all(
        items.map(async ({ dest: [page] }) => (await pdf.getPageIndex(page)) + 1),
      );
      expect(lines.map((line) => Number(/#page=(\d+)/.exec(line)?.[1]))).toEqual(pages);
      // It writes quotation marks and backslashes in its own way.
      const words = (text: string): string => normaliseExtracted(text).replaceAll(/["\\]/g, '');
      for (const [i, { title }] of items.entries()) expect(words(lines[i] ?? '')).toContain(words(title));
    });
  });

  test('shows poppler the destinations, with their pages', async ({ skip }) => {
    skip(MISSING.poppler !== false, `${MISSING.poppler}`);
    const lines = (await run('pdfinfo', '-enc', 'UTF-8', '-dests', fileOf(name))).split('\n');
    const known = new Map(lines.flatMap((line) => {
      const [, page, target] = /^ *(\d+) \[.*\] "(.*)"$/.exec(line) ?? [];
      return target === undefined ? [] : [[target, Number(page)] as const];
    })); // prettier-ignore
    const { destinations } = issueOf(name);
    expect(destinations.map((each) => [each.name, known.get(each.name)])).toEqual(destinations.map((each) => [each.name, each.page])); // prettier-ignore
  });

  test('gives qpdf an outline without loose ends and a label for every page', async ({ skip }) => {
    skip(MISSING.qpdf !== false, `${MISSING.qpdf}`);
    const json = JSON.parse(await run('qpdf', '--json=2', '--json-key=outlines', '--json-key=pagelabels', '--json-key=pages', fileOf(name))) as QpdfJson; // prettier-ignore
    const objects = new Set(json.pages.map(({ object }) => object));
    const walk = (items: readonly QpdfOutline[]): readonly QpdfOutline[] => items.flatMap((item) => [item, ...walk(item.kids)]);
    for (const item of walk(json.outlines)) expect([item.title, objects.has(String(item.dest[0]))]).toEqual([item.title, true]);
    expect(json.pagelabels[0]?.index).toBe(0);
    expect(await run('qpdf', '--check', fileOf(name))).toContain('No syntax or stream encoding errors');
  }); // prettier-ignore
});

interface QpdfOutline {
  readonly title: string;
  readonly dest: readonly unknown[];
  readonly kids: readonly QpdfOutline[];
}

interface QpdfJson {
  readonly outlines: readonly QpdfOutline[];
  readonly pagelabels: readonly { readonly index: number }[];
  readonly pages: readonly { readonly object: string }[];
}

describe('the bookmarks of the samples', () => {
  test('are sections, articles and subheads, the first open and the second closed', async () => {
    await withPdf('2024-19', async (pdf) => {
      const sections = (await pdf.getOutline()) as unknown as readonly (Item & { readonly count: number })[];
      expect(sections.map(({ title }) => title)).toEqual(['صفحهٔ اول', 'گزارش هفته', 'آب و زمین', 'شهر و بازار', 'کتاب و آرشیف', 'پښتو، شعر و نامه‌ها', 'زبانهای اروپایی']); // prettier-ignore
      const [front, week] = sections;
      expect(front?.items).toEqual([]);
      for (const { count, items } of sections.slice(1)) expect(count).toBe(items.length);
      // The leading article goes on on page 2, behind the one beside it.
      const [lead, second] = week?.items ?? [];
      expect(lead?.items.map(({ title }) => title)).toEqual(['پنج ایستگاه، پنج درخت', 'پنجرهٔ روشن']);
      expect(second?.title).toBe('صنفی زیر درخت توت');
    });
  });
});

describe('veraPDF', () => {
  test.for(['ua1', '2a'])(
    'passes the issue with hostile words as %s',
    { timeout: TIMEOUT },
    async (flavour, { skip }) => {
      skip(MISSING.verapdf !== false, `${MISSING.verapdf}`);
      const args = ['-cp', process.env['VERAPDF_CLASSPATH'] ?? '', 'org.verapdf.apps.GreenfieldCliWrapper', '-f', flavour, '--format', 'text']; // prettier-ignore
      expect(await run('java', ...args, fileOf(HOSTILE))).toMatch(/^PASS/);
    },
  );
});
