// An issue with two fronts, from the manifest to the text that comes back from the PDF.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { BuiltIssue } from '../../src/build-issue.ts';
import { buildIssue } from '../../src/build-issue.ts';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { extractText, formatExtracted } from '../../src/preflight/pdfjs/extract-text.ts';
import { openPdf } from '../../src/preflight/pdfjs/read-pdf.ts';
import { toPersianDigits } from '../../src/unicode/digits.ts';
import type { Publication } from '../unit/issue/publication.ts';
import { articleFile, publication } from '../unit/issue/publication.ts';

const TEMPLATE = `<!doctype html><html lang="{{language}}" dir="{{direction}}"><body>
{{#each sections}}
<section id="{{id}}" data-front="{{front}}" class="{{#if first}}first{{/if}}{{#if last}} last{{/if}}" lang="{{language}}" dir="{{direction}}">
{{#each articles}}<article id="{{slug}}" data-source="{{file}}"><h1>{{title}}</h1>{{html}}</article>{{/each}}
{{#each @root.articles}}<p><a href="#{{slug}}"></a></p>{{/each}}
</section>
{{/each}}
</body></html>`;

const STYLE = `
@page { size: 90mm 60mm; margin: 10mm 12mm; @bottom-left { content: counter(page, persian) } }
@page back { @bottom-left { content: counter(page) } }
html { font: 12pt/16pt Vazirmatn, "Source Serif 4" }
body { margin: 0 } h1 { font-size: 12pt; margin: 0; bookmark-level: 1 } p { margin: 0 }
section { break-before: page } section[dir=ltr] { page: back }
a::after { content: target-counter(attr(href), page) }
`;

function manifest(more: string, european = ''): string {
  return `issue: dual
date: 2024-05-08
language: fa
title: نشر
template: plain
${more}
sections:
  - { id: fa, articles: [articles/water.md] }
  - { id: europe, ${european}articles: [articles/river.md, articles/brunnen.md] }
`;
}

const LONG = Array.from({ length: 12 }, (_, i) => `Sentence number ${i + 1} runs over the pages.`).join(' ');

let open: Publication | undefined;
afterEach(() => open?.remove());

async function build(manifestText: string): Promise<BuiltIssue> {
  open = publication({
    'issues/1.yaml': manifestText,
    'issues/articles/water.md': articleFile('title: آب\nlanguage: fa', 'آب زلال است.\n'),
    'issues/articles/river.md': articleFile('title: River\nlanguage: en', `${LONG}\n`),
    'issues/articles/brunnen.md': articleFile('title: Brunnen\nlanguage: de', 'Wasser.\n'),
    'templates/plain/issue.hbs': TEMPLATE,
    'templates/plain/style.css': STYLE,
  });
  return buildIssue(open.manifest);
}

describe('an issue with two fronts', () => {
  it('has the pages of the second at the end of the file, from its last page on', async () => {
    const built = await build(manifest('binding: dual'));
    const pdf = await openPdf(built.pdf, 'dual.pdf', new Diagnostics());
    expect(await pdf?.getPageLabels()).toEqual(['۱', '3', '2', '1']);
    const outline = (await pdf?.getOutline())?.map(({ title }) => title);
    expect(outline).toEqual(['آب', 'River', 'Brunnen']);
    const destination = await pdf?.getDestination('river');
    const page = await pdf?.getPageIndex((destination as [{ num: number; gen: number }])[0]);
    expect(page).toBe(3);
    await pdf?.destroy();
  });

  it('gives its text back in reading order, the second part from its own front', async () => {
    const built = await build(manifest('binding: dual'));
    const extracted = await extractText(built.pdf, { file: 'dual.pdf', diagnostics: new Diagnostics() });
    if (extracted === null) throw new Error('the file cannot be opened');
    expect(formatExtracted(extracted, 'pages')).toBe(built.text);
    expect(extracted.pages.map(({ label, number }) => `${label}@${number}`)).toEqual(['۱@1', '1@4', '2@3', '3@2']); // prettier-ignore
    const flow = formatExtracted(extracted, 'flow').replaceAll(/\s+/g, ' ');
    expect(flow.indexOf('River')).toBeGreaterThan(flow.indexOf('آب زلال'));
    expect(flow).toContain(LONG);
    expect(built.text.split('\f')).toHaveLength(4);
  });

  it('counts the pages of each article from its front', async () => {
    const { articles } = await build(manifest('binding: dual'));
    expect(
      articles.map(({ slug, firstPage, lastPage, front }) => [slug, firstPage, lastPage, front]),
    ).toEqual([
      ['water', 1, 1, undefined],
      ['river', 1, expect.any(Number), 'back'],
      ['brunnen', 3, 3, 'back'],
    ]);
  });

  it('is one sequence when the manifest does not ask for two', async () => {
    const built = await build(manifest('binding: auto'));
    const extracted = await extractText(built.pdf, { file: 'one.pdf', diagnostics: new Diagnostics() });
    expect(extracted?.pages.map(({ label }) => label)).toEqual(['۱', '2', '3', '4']);
    expect(built.articles.map(({ firstPage }) => firstPage)).toEqual([1, 2, 4]);
  });

  it('may keep a section on the main front', async () => {
    const built = await build(manifest('binding: dual', 'front: main, '));
    expect(built.diagnostics.map(({ code, place }) => [code, place?.line])).toEqual([['M013', 6]]);
    expect(built.articles.map(({ front }) => front)).toEqual([undefined, undefined, undefined]);
  });
});

describe('the design aa-aa', () => {
  const ROOT = join(import.meta.dirname, '../..');

  /** The sample issue with another first part of its manifest and other sections. */
  async function sample(change: (manifest: string) => string): Promise<BuiltIssue> {
    open = publication({});
    for (const part of ['issues', 'templates', 'fonts']) cpSync(join(ROOT, part), join(open.folder, part), { recursive: true }); // prettier-ignore
    writeFileSync(join(open.folder, 'issues/articles/short.md'), articleFile('title: خبر کوتاه\nlanguage: fa', 'آب زلال است.\n\nپایان همین‌جا.\n')); // prettier-ignore
    writeFileSync(open.manifest, change(readFileSync(join(ROOT, 'issues/2024-19.yaml'), 'utf8')));
    return buildIssue(open.manifest);
  }

  const european = (articles: string): string =>
    `  - { id: europe, language: en, label: { en: Europe, fa: اروپا }, articles: [${articles}] }\n`;
  const untilEditions = (manifest: string): string => manifest.slice(manifest.indexOf('editions:'));

  it('has a masthead, contents and a leading article on each front of a dual issue', async () => {
    const built = await sample((manifest) => {
      const main = manifest.slice(0, manifest.indexOf('  - id: europe')).replace('language: fa', 'language: fa\nbinding: dual').replace('halves: {', 'halves: { en: [Free Afghanistan, AA-AA],'); // prettier-ignore
      return main + european('articles/two-ledgers.md, articles/four-loaves.md, articles/words-for-water.md') + untilEditions(manifest); // prettier-ignore
    });
    expect(built.diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
    const extracted = await extractText(built.pdf, { file: 'dual.pdf', diagnostics: new Diagnostics() });
    const pages = extracted?.pages ?? [];
    const text = (label: string): string => (pages.find((page) => page.label === label)?.blocks ?? []).map((block) => block.text).join('\n'); // prettier-ignore
    expect(pages.at(0)?.number).toBe(1);
    expect(pages.find(({ label }) => label === '1')?.number).toBe(pages.length);
    expect(text('1')).toContain('Free Afghanistan');
    // The second article too is longer than its column.
    expect(text('1').match(/Continued on page 2/g)).toHaveLength(2);
    expect(text('2').match(/From page 1/gi)).toHaveLength(2);
    const page = (slug: string): number | undefined => built.articles.find((article) => article.slug === slug)?.firstPage; // prettier-ignore
    expect(text('1')).toMatch(new RegExp(`کاریز.* ${toPersianDigits(String(page('karez')))}`));
    expect(text('۱')).toMatch(/Two Ledgers 1/);
    expect(page('words-for-water')).toBeGreaterThan(1);
    expect(formatExtracted(extracted ?? { tagged: true, pages: [], missing: [] }, 'pages')).toBe(built.text);
  }, 60_000);

  it('has no jump line, nor a place for what does not go on, where the leading article ends on page 1', async () => {
    const built = await sample((manifest) => {
      const head = manifest.slice(0, manifest.indexOf('sections:\n'));
      return `${head}sections:\n  - { id: front, label: { fa: گزارش }, articles: [articles/short.md, articles/mulberry-class.md] }\n${untilEditions(manifest)}`;
    });
    // The colophon, with what comes next, has no room below a full front page.
    expect(built.text.split('\f')[1]?.trim()).toMatch(/^در شمارهٔ آینده\n/);
    expect(built.text).not.toMatch(/ادامه|دنبالهٔ/);
    expect(built.text).toContain('پایان همین‌جا');
  }, 60_000);
});
