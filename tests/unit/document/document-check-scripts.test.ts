// Blocks of articles in letters that their language is not written in: which are reported, where, and with what advice.
import { expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { checkScripts } from '../../../src/document/check-scripts.ts';
import { parseHtml } from '../../../src/document/parse-html.ts';

const PERSIAN = 'این یک بند فارسی است که در میان یک مقالهٔ انگلیسی آمده است.';
const ENGLISH = 'This is a paragraph in English amidst a Persian article.';

function found(html: string): readonly string[] {
  const diagnostics = new Diagnostics();
  checkScripts(parseHtml(html), diagnostics);
  return diagnostics.list.map(({ code, severity, place }) => `${severity} ${code} ${place?.file}:${place?.line ?? ''}`); // prettier-ignore
}

function hint(html: string): string {
  const diagnostics = new Diagnostics();
  checkScripts(parseHtml(html), diagnostics);
  return diagnostics.list[0]?.hint ?? '';
}

/** An English article in a Persian page. */
function english(body: string): string {
  return `<html lang="fa"><body><article lang="en" data-source="a.md"><h1>A title for it</h1><p data-source="a.md:5">${ENGLISH}</p>${body}</article></body></html>`;
}

test('a block in letters of another script is reported at its line, with how to say its language', () => {
  expect(found(english(`<p data-source="a.md:7">${PERSIAN}</p>`))).toEqual(['warning A014 a.md:7']);
  expect(hint(english(`<p data-source="a.md:7">${PERSIAN}</p>`))).toContain('{lang=fa} at the end of a paragraph'); // prettier-ignore
  expect(found(`<article lang="fa" data-source="b.md"><p data-source="b.md:4">${PERSIAN}</p><p data-source="b.md:6">${ENGLISH}</p></article>`)).toEqual(['warning A014 b.md:6']); // prettier-ignore
});

test('the advice names the language of that script that the page has, be it Pashto', () => {
  const html = english(`<p data-source="a.md:7">${PERSIAN}</p>`);
  expect(hint(html.replace('lang="fa"', 'lang="ps"'))).toContain('{lang=ps}');
  expect(hint(html.replace('lang="fa"', ''))).toContain('{lang=fa}');
});

test('a block that says its language, or whose words do, is none to report', () => {
  expect(found(english(`<p lang="fa" data-source="a.md:7">${PERSIAN}</p>`))).toEqual([]);
  expect(found(english(`<p data-source="a.md:7"><span lang="fa">${PERSIAN}</span></p>`))).toEqual([]);
  expect(found(english(`<blockquote lang="prs" data-source="a.md:7"><p>${PERSIAN}</p></blockquote>`))).toEqual([]); // prettier-ignore
});

test('words that say a language of another script are reported themselves', () => {
  expect(found(english(`<p data-source="a.md:7">He wrote <span lang="de">${PERSIAN}</span></p>`))).toEqual(['warning A014 a.md:7']); // prettier-ignore
});

test('names and short sayings in a line are none, and so are addresses and code', () => {
  expect(found(english('<p data-source="a.md:7">The library کتابخانهٔ سیّار شهر کابل is open.</p>'))).toEqual([]); // prettier-ignore
  expect(found(english('<p data-source="a.md:7">کتابخانهٔ سیّار</p>'))).toEqual([]);
  const persian = (body: string): string => `<article lang="fa" data-source="b.md"><p data-source="b.md:4">${PERSIAN}</p>${body}</article>`; // prettier-ignore
  expect(found(persian('<p data-source="b.md:6"><a>https://example.org/library-of-kabul</a></p>'))).toEqual([]); // prettier-ignore
  expect(found(persian('<p data-source="b.md:6">letters-to-the-editor@example.org</p>'))).toEqual([]);
  expect(found(persian('<pre data-source="b.md:6">const library = openLibrary(kabul)</pre>'))).toEqual([]);
});

test('a poem and a quotation are reported once, though their parts have lines of their own', () => {
  const parts = `<div data-source="a.md:8">${PERSIAN}</div><div data-source="a.md:9">${PERSIAN}</div>`;
  expect(found(english(`<div class="poem" data-source="a.md:7">${parts}</div>`))).toEqual(['warning A014 a.md:7']); // prettier-ignore
  const short = '<span>چو ایران نباشد</span> <span>تن من مباد و تن تو</span>';
  expect(found(english(`<div class="poem" data-source="a.md:7">${short}</div>`))).toEqual(['warning A014 a.md:7']); // prettier-ignore
});

test('the message names the letters and the language', () => {
  const diagnostics = new Diagnostics();
  checkScripts(parseHtml(english(`<p data-source="a.md:7">${PERSIAN}</p>`)), diagnostics);
  expect(diagnostics.list[0]?.code).toBe('A014');
  expect(diagnostics.list[0]?.message).toMatch(/^Text in Arabic letters .*: en$/);
});

test('an article that is all in other letters is reported once, with its front matter', () => {
  const html = `<body lang="fa"><article lang="en" data-source="a.md"><h1>آب</h1>${`<p data-source="a.md:7">${PERSIAN}</p>`.repeat(9)}</article></body>`;
  expect(found(html)).toEqual(['warning A014 a.md:']);
  expect(hint(html)).toContain('language: fa in its front matter');
});

test('what templates print outside of articles is not looked at, nor languages of unknown script', () => {
  expect(found(`<body lang="en"><p>${PERSIAN}</p></body>`)).toEqual([]);
  expect(found(`<article lang="ru" data-source="a.md"><p data-source="a.md:7">${PERSIAN}</p></article>`)).toEqual([]); // prettier-ignore
  expect(found(`<article lang="fa-Latn" data-source="a.md"><p data-source="a.md:7">In kitab az kitabkhanaye Kabul ast.</p></article>`)).toEqual([]); // prettier-ignore
});

test('many are not reported one by one for ever', () => {
  const many = Array.from({ length: 500 }, (_, i) => `<p data-source="a.md:${i + 7}">${PERSIAN}</p>`).join(
    '',
  );
  expect(found(english(many))).toHaveLength(50);
});
