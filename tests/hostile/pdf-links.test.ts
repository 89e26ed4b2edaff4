// Links that would run something, in every place where a publication can say an address, and however they are disguised.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { buildIssue } from '../../src/build-issue.ts';
import { inFolder, makePublication } from '../cli/cli-kit.ts';

const FILES = {
  'issues/1.yaml': `issue: one
date: 2024-05-08
language: fa
title: نامه
template: plain
masthead: { web: "javascript:masthead" }
sections:
  - articles:
      - articles/a.md
      - insert: { src: articles/x.svg, size: column, alt: x, link: "jAvAsCrIpT:insert" }
`,
  'issues/articles/x.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path d="M0 0h60v40H0z"/></svg>', // prettier-ignore
  'issues/articles/a.md': `---
title: آب
---

[one](javascript:1) and [two](<\u0001javascript:2>) and [three](file:///etc/passwd)

<a href="java&#9;script&colon;4">four</a> <a href=" &#x6A;avascript:5">five</a> <a href="data:text/html,6">six</a>

[نشانی](https://example.org/a) و [جا](#a)
`,
  'templates/plain/issue.hbs': `<!doctype html><html lang="fa" dir="rtl"><head><title>x</title></head><body>
<p><a href="{{issue.masthead.web}}">m</a> <a href="vbscript:template">t</a></p>
{{#each articles}}<article id="{{slug}}" lang="{{language}}" dir="{{direction}}" data-source="{{file}}"><h1>{{title}}</h1>{{html}}{{#each inserts}}{{html}}{{/each}}</article>{{/each}}
</body></html>
`,
};

test('Links that are not allowed are named with their places, keep their words and leave nothing in the file', async () => {
  const { pdf, diagnostics, text } = await inFolder(makePublication(FILES), () =>
    buildIssue('issues/1.yaml'),
  );
  const refused = diagnostics.filter(({ hint = '' }) => hint.startsWith('links may')).map(({ code, place }) => `${code} ${place?.file}:${place?.line ?? ''}`); // prettier-ignore
  expect(refused.toSorted()).toEqual([
    ...[5, 5, 5, 7, 7, 7].map((line) => `P001 issues/articles/a.md:${line}`),
    'P001 issues/1.yaml:10',
    'P001 issues/1.yaml:6',
    'P001 templates/plain/issue.hbs:',
  ].toSorted()); // prettier-ignore
  for (const word of ['one', 'two', 'three', 'four', 'five', 'six']) expect(text).toContain(word);
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const links = await (await document.getPage(1)).getAnnotations();
  // In the order in which they are painted, from the left.
  expect(links.map(({ url, dest }) => url ?? (dest as string))).toEqual(['a', 'https://example.org/a']);
  expect(links.some(({ unsafeUrl, url }) => url === undefined && unsafeUrl !== undefined)).toBe(false);
  expect(await document.getJSActions()).toBeNull();
  expect(await document.hasJSActions()).toBe(false);
});
