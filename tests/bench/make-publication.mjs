// A corpus (JSON: meta, articles with lang, title, byline, source, date, paragraphs) → a publication folder that nashr builds.
// The page design is that of the peers in the comparison: A4, two columns, 9/13.5 pt, running head and foot.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const quote = (text) => JSON.stringify(text);
const markdown = (text) => text.replace(/([\\`*_[\]<>^~])/g, '\\$1');

/** Writes issues/, issues/articles/ and templates/bench/ below `folder`; returns the manifest's path. */
export function makePublication(corpus, folder) {
  mkdirSync(join(folder, 'issues/articles'), { recursive: true });
  mkdirSync(join(folder, 'templates/bench'), { recursive: true });
  const { meta } = corpus;
  const sections = ['fa', 'en'].map((language) => ({ language, articles: corpus.articles.filter((a) => a.lang === language) }));
  for (const article of corpus.articles) {
    const front = [
      `title: ${quote(article.title)}`,
      `language: ${article.lang}`,
      `author: ${quote(article.byline)}`,
      `source: ${quote(article.source)}`,
      `kicker: ${quote(article.date)}`,
    ];
    writeFileSync(
      join(folder, `issues/articles/${article.id}.md`),
      `---\n${front.join('\n')}\n---\n\n${article.paragraphs.map(markdown).join('\n\n')}\n`,
    );
  }
  const manifest = [
    `issue: bench-${meta.size}`,
    'date: 2026-11-23',
    'language: fa',
    `title: { fa: ${quote(meta.nameFa)}, en: ${quote(meta.nameEn)} }`,
    'template: bench',
    `meta: ${JSON.stringify(meta)}`,
    'sections:',
    ...sections.flatMap(({ language, articles }) => [
      `  - label: { fa: ${quote(meta.sectionFa)}, en: ${quote(meta.sectionEn)} }`,
      `    language: ${language}`,
      '    articles:',
      ...articles.map((article) => `      - articles/${article.id}.md`),
    ]),
  ];
  const file = join(folder, `issues/bench-${meta.size}.yaml`);
  writeFileSync(file, `${manifest.join('\n')}\n`);
  writeFileSync(join(folder, 'templates/bench/issue.hbs'), TEMPLATE);
  writeFileSync(join(folder, 'templates/bench/style.css'), style(meta));
  return file;
}

const TEMPLATE = `<!doctype html>
<html lang="fa" dir="rtl"><head><title>{{t issue.title "fa"}}</title></head><body>
{{#each sections}}
<section class="sec {{articles.0.language}}" lang="{{articles.0.language}}" dir="{{articles.0.direction}}">
{{#if @first}}
<header class="mast"><div class="names"><span lang="fa">{{@root.issue.meta.nameFa}}</span> <span class="end" lang="en" dir="ltr">{{@root.issue.meta.nameEn}}</span></div>
{{#each @root.issue.meta.poem}}<p class="poem">{{this.[0]}} &emsp; {{this.[1]}}</p>{{/each}}
<p class="by">{{@root.issue.meta.issueFa}} · {{@root.issue.meta.dateFa}} · <bdi dir="ltr">{{@root.issue.meta.url}}</bdi></p></header>
{{/if}}
<div class="label">{{t label articles.0.language}}</div>
<div class="cols">
{{#each articles}}
<article id="{{slug}}"><h2>{{title}}</h2><p class="by">{{author}} · {{source}} · {{kicker}}</p>
<div class="text">{{{html}}}</div></article>
{{/each}}
</div></section>
{{/each}}
</body></html>
`;

const content = (text) => JSON.stringify(text);

function style(m) {
  return `@page { size: 210mm 297mm; margin: 20mm 15mm 18mm 15mm }
@page fa {
  @top-right { direction: rtl; content: ${content(m.nameFa)}; font: 8pt Vazirmatn }
  @top-center { direction: rtl; content: ${content(`${m.sectionFa} · ${m.sectionEn}`)}; font: 8pt Vazirmatn }
  @top-left { direction: ltr; content: ${content(m.nameEn)}; font: 8pt Vazirmatn }
  @bottom-right { direction: rtl; content: ${content(m.dateFa)}; font: 8pt Vazirmatn }
  @bottom-center { content: counter(page, persian); font: 8pt Vazirmatn }
  @bottom-left { direction: ltr; content: ${content(m.url)}; font: 8pt Vazirmatn }
}
@page en {
  @top-left { direction: ltr; content: ${content(m.nameEn)}; font: 8pt Vazirmatn }
  @top-center { direction: ltr; content: ${content(`${m.sectionEn} · ${m.sectionFa}`)}; font: 8pt Vazirmatn }
  @top-right { direction: rtl; content: ${content(m.nameFa)}; font: 8pt Vazirmatn }
  @bottom-left { direction: ltr; content: ${content(m.dateEn)}; font: 8pt Vazirmatn }
  @bottom-center { direction: ltr; content: counter(page); font: 8pt Vazirmatn }
  @bottom-right { direction: ltr; content: ${content(m.url)}; font: 8pt Vazirmatn }
}
html { font: 9pt/13.5pt Vazirmatn; hyphens: none }
body, h2, p { margin: 0 }
.sec.fa { page: fa }
.sec.en { page: en; break-before: page }
.mast { border-bottom: 1pt solid #000; padding-bottom: 6pt; margin-bottom: 8pt }
.names { font-weight: 700; font-size: 24pt; line-height: 36pt }
.poem { text-align: center }
.label { font-weight: 700; font-size: 12pt; line-height: 18pt; border-bottom: .5pt solid #000; margin-bottom: 6pt }
.cols { column-count: 2; column-fill: auto; column-gap: 6mm }
article { margin: 0 0 10pt; bookmark-level: 1; bookmark-label: attr(id) }
h2 { font-size: 14pt; line-height: 19pt; margin: 0 0 2pt; break-after: avoid }
.by { font-size: 8pt; line-height: 12pt; margin: 0 0 4pt; break-after: avoid }
.text p { margin: 0 0 4pt; text-align: justify; text-justify: inter-word; orphans: 2; widows: 2 }
`;
}
