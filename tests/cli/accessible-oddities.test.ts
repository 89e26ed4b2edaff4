// Articles with lists, tables, letters and drawings that nobody should write → tags without a fault, and text that comes back.
import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { buildIssue } from '../../src/build-issue.ts';
import { checkStructure } from '../../src/preflight/check-structure.ts';
import { openPdfForInspection } from '../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { judge } from '../../src/preflight/preflight.ts';
import { inflatedStreams } from '../unit/pdf/pdf-stand-ins.ts';
import { SOUND, articleOf, inFolder, makePublication, styleWith } from './cli-kit.ts';

const ODDITIES: Readonly<Record<string, string>> = {
  'items in no list': '<li>یک</li><li>دو</li>',
  'lists in lists': '<ul>متن<ul><li>عضو</li></ul><p>بند</p><li></li><li class="block">بلوک</li></ul>',
  'what is shown as an item':
    '<p class="item">بند</p><div class="item">گروه</div><div class="item">دیگر</div>',
  'rows of different length': '<table><tr><th>الف</th><th>ب</th><th>پ</th></tr><tr><td>ت</td></tr><tr><td colspan="2">ث</td></tr></table>', // prettier-ignore
  'rows that are empty': '<table><tr><th rowspan="2">الف</th><td rowspan="2">ب</td></tr><tr></tr><tr><td rowspan="2"></td><td></td></tr><tr><td></td></tr></table>', // prettier-ignore
  'a head without a body': '| الف | ب |\n|---|---|',
  'two heads and rows in none': '<table><thead><tr><th>الف</th></tr></thead><thead><tr><th>ب</th></tr></thead><tr><td>پ</td></tr></table>', // prettier-ignore
  'cells in no table': '<div><td>تنها</td></div>',
  'a list in a note': 'متن[^a]\n\n[^a]: یادداشت\n\n    - عضو',
};

const SIGN = '&#xE001;';

test('an issue claims PDF/A of level A only where signs of a font of its own are said in words', async () => {
  const claims = async (body: string, more = ''): Promise<readonly unknown[]> =>
    inFolder(makePublication({ 'issues/articles/a.md': articleOf(body), 'issues/1.yaml': `${SOUND['issues/1.yaml']}${more}` }), async () => {
      const { claims: claimed, diagnostics } = await buildIssue('issues/1.yaml');
      return [claimed, diagnostics.filter(({ code }) => code === 'A013').map(({ place }) => `${place?.file}:${place?.line}`)];
    });
  const archive = (level: string): object => ({ accessible: true, archive: { part: '2', level } });
  expect(await claims(`[${SIGN}]{aria-label="تلفون"}`)).toEqual([archive('A'), []]);
  expect(await claims(`متن\n\n${SIGN} متن`)).toEqual([archive('U'), [expect.stringMatching(/^issues\/articles\/a.md:\d+$/)]]);
  const none = 'editions:\n  web: { standard: none }\n';
  expect(await claims(SIGN, none)).toEqual([{ accessible: false, archive: null }, []]);
}); // prettier-ignore

const STYLE = styleWith('.block { display: block } .item { display: list-item } .footnotes li { float: footnote }'); // prettier-ignore

test.each(Object.entries(ODDITIES))('the tags of %s are sound', async (_, body) => {
  await inFolder(
    makePublication({ 'issues/articles/a.md': articleOf(body), 'templates/plain/style.css': STYLE }),
    async () => {
      // prettier-ignore
      const { pdf, text } = await buildIssue('issues/1.yaml');
      const diagnostics = new Diagnostics();
      const faults = await checkStructure(pdf, { file: 'one.pdf', diagnostics, expected: text });
      // That a table has no head is for its author to know.
      expect(faults?.filter(({ message }) => message !== 'A table has no header cells')).toEqual([]);
    },
  );
});

test('controls, byte order marks and noncharacters are left out of the text and of what fonts say', async () => {
  const body = 'یک\u0001دو \ufeffسه\ufffe چهار\uffff &#xFEFF;پنج\u0085';
  await inFolder(makePublication({ 'issues/articles/a.md': articleOf(body) }), async () => {
    const { pdf, text, diagnostics } = await buildIssue('issues/1.yaml');
    expect(diagnostics.map(({ code }) => code)).toEqual(['A012']);
    expect(text).toContain('یکدو سه چهار پنج');
    const file = await openPdfForInspection(pdf, { file: 'one.pdf', diagnostics: new Diagnostics() });
    if (file === null) throw new Error('it cannot be opened');
    const { findings } = await judge(file, { standard: 'pdfua-1+pdfa-2a', profile: null }, { file: 'one.pdf', expectedText: text.split('\f') }); // prettier-ignore
    expect(findings).toEqual([]);
  });
});

test('a page longer than archives allow is refused where it is written', async () => {
  await inFolder(
    makePublication({ 'templates/plain/style.css': styleWith('@page { size: 100mm 14401pt }') }),
    async () => {
      // prettier-ignore
      const { diagnostics } = await buildIssue('issues/1.yaml');
      expect(diagnostics.map(({ code, place }) => [code, place?.line])).toEqual([['C003', 5]]);
    },
  );
});

test('no number of a drawing is larger than archives allow', async () => {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path d="M-30000000000 0 L50000000000.5 7 Z"/></svg>'; // prettier-ignore
  await inFolder(
    makePublication({ 'issues/articles/a.md': articleOf('![راه](d.svg)'), 'issues/articles/d.svg': drawing }),
    async () => {
      // prettier-ignore
      const { pdf } = await buildIssue('issues/1.yaml');
      const form = inflatedStreams(pdf).find(({ dictionary }) => dictionary.includes('/Subtype/Form'));
      expect(form?.text).toContain('-2147483647 0 m');
      expect(form?.text).toContain('2147483647 7 l');
      expect(form?.text).not.toMatch(/\d{11}/);
    },
  );
});
