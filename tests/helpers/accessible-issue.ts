// An issue with everything that tags are needed for: headings that skip levels, notes, tables with spanning headers, lists,
// verse, figures with captions, links, words of other languages, an article that jumps, in both directions.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { writeInto } from '../cli/cli-kit.ts';
import { inkAdvert, onePage } from './insert-pdfs.ts';

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path d="M0 0h60v40H0z"/></svg>';

const MANIFEST = (standard: string): string => `issue: one
date: 2024-05-08
language: fa
title: { fa: آزمون, en: Trial }
template: plain
sections:
  - articles: [articles/fa.md, articles/en.md]
editions:
  web: { standard: ${standard} }
`;

const TEMPLATE = `<!doctype html><html lang="{{language}}" dir="{{direction}}"><head><title>{{t issue.title language}}</title></head><body>
<header class="furniture">{{t issue.title language}}</header>
<nav>{{#each articles}}<p lang="{{language}}" dir="{{direction}}"><a href="#{{slug}}">{{t title language}}</a></p>{{/each}}</nav>
<div lang="en" dir="ltr"><p>What is said here in English stands in an element without a role.</p></div>
{{#each articles}}<article id="{{slug}}" lang="{{language}}" dir="{{direction}}" data-source="{{file}}"><h1>{{t title language}}</h1>{{html}}</article>{{/each}}
</body></html>
`;

const STYLE = `@page { size: 300pt 400pt; margin: 40pt; @bottom-center { content: counter(page) } }
.furniture { position: running(head) }
@page { @top-center { content: element(head) } }
body { font: 11pt/16pt Vazirmatn; text-align: justify }
:lang(en), :lang(de) { font-family: "Source Serif 4" }
h1, h2, h3, h4 { bookmark-level: 1 }
.poem { -nashr-verse: poem } .couplet { -nashr-verse: couplet }
.box { float: inline-start; width: 90pt }
table { border-collapse: collapse } td, th { border: 0.5pt solid device-cmyk(0 0.4 0.6 0.2) }
h1 { color: spot("Ruby", 80%, device-cmyk(0.1 1 0.7 0.1)) }
blockquote { background: rgb(200 200 200 / 50%) }
`;

const PERSIAN = `---
title: کتابخانهٔ روان
language: fa
---
کراچی در هر قریه زیر درختی می‌ایستد[^1] و [نشانی آن](https://example.org/a) روی دفتر است. نامش [bookcart]{lang=en} است و همه می‌دانند.

### پنج ایستگاه

۱. هر کس یک کتاب می‌برد.
۲. هفتهٔ بعد آن را می‌آورد.

- برگ
- باد

:::poem
چو کشور نباشد تن من مباد / بدین بوم و بر زنده یک تن مباد
همه سر به سر تن به کشتن دهیم / از آن به که کشور به دشمن دهیم
:::

> کتابی که گم شود جریمه ندارد.

![درختی در باد](media/p.svg "زیر درخت")

:::box
جعبه‌ای کنار متن است.
:::

<table><thead><tr><th rowspan="2">روز</th><th colspan="2">هوا</th></tr><tr><th>صبح</th><th>شب</th></tr></thead><tbody><tr><th>شنبه</th><td>ابری</td><td>سرد</td></tr><tr><td>جمعه</td><td colspan="2">باران</td></tr></tbody></table>

#### پایان راه

LONG

[^1]: درخت توت، که سایه‌اش بزرگ است.
`;

const ENGLISH = `---
title: Seven words for a ditch
language: en
---
The first word was [جوی]{lang=fa} (jui), a channel,[^1] and [the address](https://example.org/b) is below. The next was *Bach*.

#### A skipped level

| Word | Sense |
|---|---|
| jui | channel |
| nawbat | turn |

1. One turn.
2. Another turn.

![A ditch](media/p.svg "The ditch in spring")

[^1]: Also written [جو]{lang=fa} in the towns.
`;

/** Advertisements that an archive can hold: in inks, with a font that somebody vouches for; in outlines, translucent. */
const ADVERTS = {
  'issues/articles/media/a.pdf': inkAdvert({ width: 150, height: 90, claimsX4: true }),
  'issues/articles/media/b.pdf': onePage({
    width: 120,
    height: 60,
    content: '0 0.6 0.9 0.1 k 0 0 120 60 re f /Half gs 1 0 0 0 k 20 20 80 20 re f 0.2 G 10 10 100 40 re S',
    resources: '/ExtGState<</Half<</ca 0.5/BM/Multiply/OP true/OPM 1>>>>',
    page: '/Group<</S/Transparency/CS/DeviceCMYK>>',
  }),
};

/**
 * Writes it into the working folder; its manifest is issues/one.yaml. `inserts`: with pages of other people's PDFs in both
 * articles.
 */
export function writeAccessibleIssue(standard = 'pdfua-1+pdfa-2a', { inserts = false } = {}): void {
  const corpus = gunzipSync(readFileSync(new URL('../data/corpora/fa.txt.gz', import.meta.url))).toString(
    'utf8',
  );
  const long = corpus.split('\n').filter((line) => /^[\p{Script=Arabic}\s،.]{60,}$/u.test(line)).slice(0, 24).join('\n\n'); // prettier-ignore
  writeInto('.', {
    'issues/one.yaml': MANIFEST(standard),
    'issues/articles/fa.md': PERSIAN.replace(
      'LONG',
      inserts ? `${long}\n\n![آگهی زمستان](media/a.pdf)` : long,
    ),
    'issues/articles/en.md': inserts
      ? `${ENGLISH}\n![A bookshop](media/b.pdf "An advertisement")\n`
      : ENGLISH,
    ...(inserts && ADVERTS),
    'issues/articles/media/p.svg': PICTURE,
    'templates/plain/issue.hbs': TEMPLATE,
    'templates/plain/style.css': STYLE,
  });
}
