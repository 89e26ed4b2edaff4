// Signs that only their font knows: where they are reported, and the words that stand for them.
import { expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { Document } from '../../../src/document/boxes.ts';
import { parseHtml } from '../../../src/document/parse-html.ts';
import { mayHavePrivateLetters, reportPrivateLetters } from '../../../src/document/private-letters.ts';
import { layOut } from '../../helpers/lay-out.ts';

function report(html: string): readonly string[] {
  const diagnostics = new Diagnostics();
  const found = reportPrivateLetters(parseHtml(html), { diagnostics, file: 'issue.hbs', textPlace: (text) => (text === 'Title \ue001' ? { file: '1.yaml', line: 4 } : undefined) }); // prettier-ignore
  expect(found).toBe(diagnostics.list.length > 0);
  return diagnostics.list.map(({ code, message, place }) => `${code} ${place?.file}:${place?.line ?? ''} ${message.split(' ')[0]}`); // prettier-ignore
}

test('each sign is reported once a place, in the article, in the manifest or in the template', () => {
  const html = '<h1>Title \ue001</h1><p>\ue001</p><p data-source="a.md:7">&#xE002; and <b>\ue002</b> and \u{f0000}</p><p data-source="a.md:9">\ue002</p>'; // prettier-ignore
  expect(report(html)).toEqual(['A013 1.yaml:4 U+E001', 'A013 a.md:7 U+E002', 'A013 a.md:7 U+F0000', 'A013 a.md:9 U+E002']); // prettier-ignore
});

test('a sign with words in its place is none to report, unless they are in an element that nobody reads', () => {
  expect(report('<p><span aria-label="telephone">\ue001</span></p>')).toEqual([]);
  expect(report('<p><span aria-label=" ">\ue001</span></p>')).toEqual(['A013 issue.hbs: U+E001']);
  expect(report('<div aria-label="telephone">\ue001</div>')).toEqual(['A013 issue.hbs: U+E001']);
});

test('the hint shows how to write the words', () => {
  const diagnostics = new Diagnostics();
  reportPrivateLetters(parseHtml('<p>\ue001</p>'), { diagnostics, file: 'x' });
  expect(diagnostics.list[0]?.code).toBe('A013');
  expect(diagnostics.list[0]?.hint).toContain('[&#xE001;]{aria-label="…"}');
});

test('many signs are not reported one by one for ever', () => {
  const many = Array.from({ length: 500 }, (_, i) => `<p data-source="a.md:${i + 1}">\ue001</p>`).join('');
  expect(report(many)).toHaveLength(50);
});

test('HTML without any is told at a glance', () => {
  expect(mayHavePrivateLetters('<p>کتابخانه ۱۲ \u{1f600} &amp; &#39; &#x3D; &#160; more</p>')).toBe(false);
  for (const text of ['\ue001', '\u{f0000}', '\u{10fffd}', '&#xE001;', '&#57345;']) expect(mayHavePrivateLetters(`<p>${text}</p>`)).toBe(true); // prettier-ignore
});

async function spans(html: string, css = ''): Promise<readonly string[]> {
  const { structure }: Document = (await layOut(html, css)).document;
  return structure.filter(({ actualText }) => actualText !== undefined).map(({ role, parent, actualText, language }) => `${role} in ${structure[parent]?.role} ${language}: ${actualText}`); // prettier-ignore
}

test('the words are those of an element of its own, in their language', async () => {
  expect(await spans('<p>a <span aria-label="telephone">\ue001</span></p>')).toEqual(['Span in P : telephone']); // prettier-ignore
  expect(await spans('<p lang="en">a <b lang="de" aria-label="Telefon">\ue001</b></p>')).toEqual(['Span in P de: Telefon']); // prettier-ignore
  expect(await spans('<div><span class="b" aria-label="telephone">\ue001</span></div>', '.b { display: block }')).toEqual(['P in Document : telephone']); // prettier-ignore
});

test('labels of what says by itself what it is are for browsers, and stand in for nothing', async () => {
  expect(await spans('<nav aria-label="Contents"><p>a <span aria-label="b">c</span></p></nav>')).toEqual([]);
});
