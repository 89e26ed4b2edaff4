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

const ITEMS = ['یک دو سه', 'three four five', '**strong** and [a link](https://example.org/)', 'Zwei, بعد از آن', '۱۲ تانک', '(in brackets) rest']; // prettier-ignore

test.each([
  ['a bullet list of a Persian article', '- ', 'title: آب', '', '\u2022'],
  ['a bullet list of an English article', '- ', 'title: x\nlanguage: en', '', '\u2022'],
  ['a numbered list', '1. ', 'title: آب', 'ol { list-style-type: persian }', '۱.'],
  ['a narrow numbered list', '1. ', 'title: x\nlanguage: en', 'li { width: 18mm }', '1.'],
  ['a list with markers of words', '- ', 'title: آب', 'li::marker { content: "نکته — " }', 'نکته —'],
  ['a list with hidden markers', '- ', 'title: آب', 'li::marker { visibility: hidden }', null],
])('markers inside the items of %s are blocks before their text', async (_, bullet, matter, css, marker) => {
  const text = await textOf(ITEMS.map((item) => `${bullet}${item}`).join('\n'), `li { list-style-position: inside } ${css}`, {}, matter); // prettier-ignore
  const blocks = text.trim().split('\n\n').slice(1);
  const shown = ['یک دو سه', 'three four five', 'strong and a link', 'Zwei, بعد از آن', '۱۲ تانک', '(in brackets) rest']; // prettier-ignore
  if (marker === null) expect(blocks).toEqual(shown);
  else {
    expect(blocks.filter((_block, index) => index % 2 === 1)).toEqual(shown);
    expect(blocks[0]).toBe(marker);
  }
});

test('markers inside items that hold paragraphs and lists come before them', async () => {
  const text = await textOf('- one\n\n  two\n\n  - inner\n\n- three', 'li { list-style-position: inside }', {}, 'title: x\nlanguage: en'); // prettier-ignore
  expect(text.trim().split('\n\n').slice(1)).toEqual(['\u2022', 'one', 'two', '\u2013', 'inner', '\u2022', 'three']); // prettier-ignore
});

test('numbers inside the items of a list of notes lead back and come before their text', async () => {
  const text = await textOf('Word[^1] and word[^2].\n\n[^1]: First note.\n\n[^2]: Second note.', 'li, li p { list-style-position: inside } li p { display: inline }', {}, 'title: x\nlanguage: en'); // prettier-ignore
  expect(text.trim().split('\n\n').slice(-4)).toEqual(['1.', 'First note.', '2.', 'Second note.']);
});

const FIRST_WORDS = {
  en: ['A house', 'The house', '“A house', '“I’m here', 'E minor', '1 house'],
  de: ['„Es war', 'Übermut tut', 'Ö bleibt'],
  fr: ['«\u00a0À nous', 'L’été revient', 'À table'],
  fa: ['و خانه', 'ا در', 'آن خانه', 'بهار آمد', '«بهار آمد', '«و خانه', 'د در', '۱۲ خانه', '۵ خانه'],
  ps: ['او کور', 'ړوند سړی', 'ښار لوی', '«دا کور'],
};
const REST = {
  ltr: 'by the river stood empty for years, until the day on which somebody lit a lamp in its window and the whole street talked of it.', // prettier-ignore
  rtl: 'در ادامه چنان دراز می\u200cشود که تا چند سطر کنار حرف نخست بایستد و هر خواننده آن را درست بخواند و باز هم ادامه دارد.', // prettier-ignore
};

test.each([
  'float: left; font-size: 40pt; line-height: 42pt; margin-right: 3pt',
  'float: right; font-size: 400%; line-height: 1; margin-left: 3pt',
  'float: inline-start; font-size: 30pt; line-height: 28pt; margin-inline-end: 2mm',
  'float: inline-start; font-size: 20pt; line-height: 20pt; padding: 2pt; font-weight: 700',
  'font-size: 40pt',
  'font-size: 400%; margin: 0 2mm',
  'initial-letter: 3',
  'initial-letter: 2; margin: 0 2mm',
])('paragraphs whose first letter is { %s } come back in five languages', async (declarations) => {
  const sentences = Object.entries(FIRST_WORDS).flatMap(
    ([language, beginnings]) =>
    beginnings.map((begin) => ({ language, text: `${begin} ${REST[language === 'fa' || language === 'ps' ? 'rtl' : 'ltr']}` })), // prettier-ignore
  );
  const body = sentences.map(({ language, text }) => `${text}\n{lang=${language}}`).join('\n\n');
  for (const matter of ['title: آب', 'title: x\nlanguage: en']) {
    const css = `@page { size: 120mm 900mm } p::first-letter { ${declarations} }`;
    const text = await textOf(body, css, {}, matter);
    expect(text.trim().split('\n\n').slice(1)).toEqual(sentences.map((each) => each.text.replace('\u00a0', ' '))); // prettier-ignore
  }
});

test('words much larger than the text around them come back, whatever their direction', async () => {
  const text = await textOf('Before the [large words]{.big} and after them, and then [بزرگ و بزرگ]{.big} too, one more line.\n\nپیش از [واژه‌های بزرگ]{.big} و پس از آن ۱۲ تانک و [large words]{.big} و یک سطر دیگر در پایان همه.', '.big { font-size: 26pt } p { line-height: 34pt }'); // prettier-ignore
  expect(text).toContain('Before the large words and after them, and then بزرگ و بزرگ too, one more line.');
  expect(text).toContain('پیش از واژه‌های بزرگ و پس از آن ۱۲ تانک و large words و یک سطر دیگر در پایان همه.');
});
