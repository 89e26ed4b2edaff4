// Faults of the way from source to PDF to text that mixed issues have brought to light, each in a small publication.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { compareTexts } from '../../src/preflight/compare/compare-text.ts';
import { extractText, formatExtracted } from '../../src/preflight/pdfjs/extract-text.ts';
import { articleOf, inFolder, makePublication, runBuild, styleWith } from './cli-kit.ts';

/** Builds an article with this CSS; the text file, after it has been compared with the text of the PDF. */
async function textOf(
  body: string,
  css: string,
  more: Readonly<Record<string, string>> = {},
  frontMatter?: string,
): Promise<string> {
  const files = {
    'issues/articles/a.md': articleOf(body, frontMatter),
    'templates/plain/style.css': styleWith(css),
    ...more,
  };
  return inFolder(makePublication(files), async () => {
    const { status } = await runBuild();
    expect(status).toBe(0);
    const text = readFileSync('out/one.txt', 'utf8');
    const extracted = await extractText(new Uint8Array(readFileSync('out/one.pdf')), { file: 'one.pdf', diagnostics: new Diagnostics() }); // prettier-ignore
    const returned = extracted === null ? '' : formatExtracted(extracted, 'pages');
    expect(compareTexts(text, returned)).toEqual([]);
    return text;
  });
}

const NARROW = 'p { width: 7mm; overflow-wrap: break-word }';

test.each([
  [
    'Persian words',
    'بارها پیش آمده بود که یک دوچرخه یا عابر را ندیده بود و ناگهان با فریاد من ترمز کرده بود.',
  ],
  ['Persian words with ZWNJ', 'توی استخر توپ\u200cها شیرجه می\u200cزدم و زیر آنها قایم می\u200cشدم.'],
  ['Persian words with marks', 'محمّد مُعلِّم مدرّسهٔ مُحَمَّدِیَّه است.'],
  ['Pashto words with hyphens', 'زيات پښتني-كلتوري ارزښتونه'],
])('%s cut between the lines of a narrow column are whole in the text', async (_, sentence) => {
  expect(await textOf(sentence, NARROW)).toContain(sentence);
});

test('a note call that no line has room for stands at its word', async () => {
  const text = await textOf('سنگ[^1] سنگ[^2] سنگ\n\n[^1]: یک\n\n[^2]: دو', 'p { width: 5mm; overflow-wrap: break-word; font-size: 12pt }'); // prettier-ignore
  expect(text).toMatch(/سنگ[۱1] سنگ[۲2] سنگ/);
});

test('a full stop that no line has room for stands at its word', async () => {
  expect(await textOf('سنگ. سنگ. سنگ. سنگ.', 'p { width: 5.5mm; overflow-wrap: break-word; font-size: 12pt }')).toContain('سنگ. سنگ. سنگ. سنگ.'); // prettier-ignore
});

test('spans of Persian one after the other in an English line stay in order', async () => {
  const text = await textOf('The words [روسي درته وايم]{lang=ps} [هر کس حق زندگی]{lang=fa} are two.', '', {}, 'title: x\nlanguage: en'); // prettier-ignore
  expect(text).toContain('The words روسي درته وايم هر کس حق زندگی are two.');
});

test('a mark at the left end of Persian in an English line stays at its letter', async () => {
  const text = await textOf('The words [کار تکان\u200cدهندهٔ]{lang=fa} [مردمانِ]{lang=fa} are two.', '', {}, 'title: x\nlanguage: en'); // prettier-ignore
  expect(text).toContain('The words کار تکان\u200cدهندهٔ مردمانِ are two.');
});

test('a sentence that goes on beside itself in the column at the left keeps its space', async () => {
  const sentence = 'یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده';
  const text = await textOf(sentence, '@page { size: 60mm 100mm } article { columns: 2; column-gap: 3mm } h1 { column-span: all } p { orphans: 1; widows: 1 }'); // prettier-ignore
  expect(text).toContain(sentence);
});

test('a paragraph that goes on below another one keeps its space', async () => {
  const sentence = 'One two three four five six seven eight nine ten eleven twelve.';
  const text = await textOf(sentence, '.text { flow-into: a } .one, .two { flow-from: a } .one { height: 5.3mm } p { orphans: 1; widows: 1; width: 50mm }', {
    'templates/plain/issue.hbs': '<html lang="en"><body>{{#each articles}}<div class="text">{{html}}</div>{{/each}}<div class="one"></div><p>Between.</p><div class="two"></div></body></html>',
  }, 'title: x\nlanguage: en'); // prettier-ignore
  expect(text.replace('Between.\n\n', '')).toContain(sentence);
  expect(text.trim().endsWith('Between.')).toBe(true);
});

test('verse with its halves parted by an em space comes back in order', async () => {
  const text = await textOf('توانا بود هر که دانا بود\u2003ز دانش دل پیر برنا بود', '');
  expect(text).toContain('توانا بود هر که دانا بود ز دانش دل پیر برنا بود');
});

test.each([
  [1, 1],
  [2, 1],
  [3, 2],
  [2, 3],
  [1, 3],
])('two fronts of %i and %i pages with the same digits are read in order', async (main, back) => {
  const pages = (name: string, count: number): string => Array.from({ length: count }, (_, i) => `<h1 style="break-before:page">${name} ${i}</h1>`).join(''); // prettier-ignore
  const text = await textOf('متن', '', {
    'issues/1.yaml': 'issue: one\ndate: 2024-05-08\nlanguage: fa\nbinding: dual\ntitle: x\ntemplate: plain\nsections:\n  - articles: [articles/a.md]\n  - { language: en, articles: [articles/b.md] }\n', // prettier-ignore
    'issues/articles/b.md': articleOf('text', 'title: B\nlanguage: en'),
    'templates/plain/issue.hbs': `<html lang="fa" dir="rtl"><body><div data-front="main">${pages('main', main)}</div><div data-front="back">${pages('back', back)}</div></body></html>`,
  });
  const expected = [...Array.from({ length: main }, (_, i) => `main ${i}`), ...Array.from({ length: back }, (_, i) => `back ${i}`)]; // prettier-ignore
  expect(text.split('\f').map((page) => page.trim())).toEqual(expected);
});
