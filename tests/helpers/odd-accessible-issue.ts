// An issue with what HTML allows and tags do not take as it stands: links around blocks, captions after the rows and second ones,
// signs of a font's own, lists of terms, links in running heads, an article that jumps with jump line and a headline where it goes on.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { writeInto } from '../cli/cli-kit.ts';

const MANIFEST = `issue: odd
date: 2024-05-08
language: fa
title: { fa: آزمون, en: Trial }
template: plain
sections:
  - articles: [articles/fa.md, articles/en.md]
`;

const TEMPLATE = `<!doctype html><html lang="{{language}}" dir="{{direction}}"><head><title>{{t issue.title language}}</title></head><body>
<header class="furniture"><a href="https://example.org/">{{t issue.title language}}</a></header>
<nav>{{#each articles}}<a class="teaser" href="#{{slug}}" lang="{{language}}" dir="{{direction}}"><img src="issues/articles/media/p.svg" alt="{{t title language}}"><h2>{{t title language}}</h2><p>{{t title language}}</p></a>
<a href="#{{slug}}" lang="{{language}}" dir="{{direction}}"><figure><img class="block" src="issues/articles/media/p.svg" alt=""><figcaption>{{t title language}}</figcaption></figure></a>{{/each}}</nav>
<table><thead><tr><th>روز</th><th>هوا</th></tr></thead><tbody><tr><th>شنبه</th><td>ابری</td></tr></tbody><caption>هوای هفته</caption><caption lang="en" dir="ltr">The weather</caption></table>
{{#each articles}}
{{#if (eq language "fa")}}
<article id="{{slug}}" data-source="{{file}}"><h1>{{t title language}}</h1><div class="threaded">{{html}}</div><div class="start"></div>
<p class="jump"><a href="#rest">ادامه در صفحهٔ</a></p></article>
{{else}}
<article id="{{slug}}" lang="{{language}}" dir="{{direction}}" data-source="{{file}}"><h1>{{t title language}}</h1>{{html}}</article>
{{/if}}
{{/each}}
<section class="more"><p class="back"><a href="#fa">دنبالهٔ صفحهٔ</a></p><h1>باز هم کتابخانه</h1><div class="end" id="rest"></div></section>
</body></html>
`;

const STYLE = `@font-face { font-family: Signs; src: url("npm:pdfmake/build/fonts/Roboto/Roboto-Regular.ttf") }
@page { size: 300pt 400pt; margin: 40pt; @top-center { content: element(head) } @bottom-center { content: counter(page) } }
.furniture { position: running(head) }
body { font: 11pt/16pt Vazirmatn }
:lang(en) { font-family: "Source Serif 4" }
img { width: 30pt; height: 20pt } .block, .teaser { display: block } .sign { font-family: Signs }
table { caption-side: bottom }
.threaded { flow-into: lead } .start, .end { flow-from: lead } .start { height: 150pt }
.jump, .more { -nashr-display-if: flow-continues(lead) } .more { break-before: page }
.jump a::after { content: target-counter(attr(href), page, persian) }
article { break-before: page }
`;

const PERSIAN = `---
title: کتابخانهٔ روان
language: fa
---
LONG
`;

const ENGLISH = `---
title: Seven words for a ditch
language: en
---
Call [&#xEE01;]{.sign aria-label="the telephone"} or come to the bridge.

<dl>
<dt lang="fa">کاریز</dt>
<dt lang="ps">کارېز</dt>
<dd>A channel under the ground.</dd>
<dd>The village that lives from one.</dd>
<div><dt>Weir</dt><dd><p>A low wall.</p><p>It parts the water.</p></dd></div>
<dt>Leat</dt>
</dl>
`;

/** Writes it into the working folder; its manifest is issues/odd.yaml. */
export function writeOddAccessibleIssue(): void {
  const corpus = gunzipSync(readFileSync(new URL('../data/corpora/fa.txt.gz', import.meta.url))).toString('utf8'); // prettier-ignore
  const long = corpus.split('\n').filter((line) => /^[\p{Script=Arabic}\s،.]{60,}$/u.test(line)).slice(0, 24).join('\n\n'); // prettier-ignore
  writeInto('.', {
    'issues/odd.yaml': MANIFEST,
    'issues/articles/fa.md': PERSIAN.replace('LONG', long),
    'issues/articles/en.md': ENGLISH,
    'issues/articles/media/p.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path d="M0 0h60v40H0z"/></svg>',
    'templates/plain/issue.hbs': TEMPLATE,
    'templates/plain/style.css': STYLE,
  });
}
