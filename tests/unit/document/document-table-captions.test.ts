// Captions of tables, wherever they are written and printed: the first is the caption of its table, others are paragraphs.
import { expect, test } from 'vitest';
import { laidOutArticle, structureOf } from '../../helpers/structure-of.ts';

const ROWS = '<thead><tr><th>Word</th></tr></thead><tbody><tr><td>jui</td></tr></tbody>';
const TABLE =
  'Table\n  Caption  Seven words\n  THead\n    TR\n      TH of Column  Word\n  TBody\n    TR\n      TD  jui';
const CAPTION = '<caption>Seven words</caption>';

test.each([
  ['before the rows', `<table>${CAPTION}${ROWS}</table>`, ''],
  ['after the rows', `<table>${ROWS}${CAPTION}</table>`, ''],
  ['between them', `<table>${ROWS.replace('<tbody>', `${CAPTION}<tbody>`)}</table>`, ''],
  ['in a body', `<table>${ROWS.replace('</tbody>', `${CAPTION}</tbody>`)}</table>`, ''],
  ['before the rows and printed below', `<table>${CAPTION}${ROWS}</table>`, 'caption { caption-side: bottom }'],
])('a caption %s is the first part of its table', async (_, html, css) => {
  expect(await structureOf(`${html}<p>End</p>`, { css })).toBe(`${TABLE}\nP  End`);
}); // prettier-ignore

test('a second caption is a paragraph behind the table, in the language that it is written in', async () => {
  const second = '<caption lang="fa" dir="rtl">هفت واژه</caption>';
  const css = 'caption:lang(fa) { caption-side: bottom }';
  expect(await structureOf(`<table>${CAPTION}${ROWS}${second}</table><p>End</p>`, { css })).toBe(`${TABLE}\nP (fa)  هفت واژه\nP  End`); // prettier-ignore
  expect(await structureOf(`<table lang="fa">${CAPTION}${ROWS}${second}</table>`)).toContain(
    'P (fa)  هفت واژه',
  );
});

test('what may not stand in a table is read behind it, and all of its rows have as many cells', async () => {
  const rows = '<thead><tr><th>Word</th><th>Sense</th></tr></thead><tr><td>jui</td><td>channel</td></tr>';
  const found = await structureOf(`<table><p>Loose words</p>${rows}</table><p>End</p>`);
  expect(found).toMatch(/^Table\n {2}THead\n[^]*TD {2}channel\nP {2}Loose words\nP {2}End$/);
});

test('a caption that is no content leaves its place to the next one', async () => {
  expect(await structureOf(`<table><caption aria-hidden="true">Seen</caption>${CAPTION}${ROWS}</table>`)).toBe(TABLE); // prettier-ignore
});

test('what is only shown as a table has no caption of its own', async () => {
  const css = 'div { display: table } figcaption { display: table-caption } p { display: table-cell }';
  expect(await structureOf('<div><p>Cell</p><figcaption>Words</figcaption></div>', { css })).not.toContain('Caption'); // prettier-ignore
});

test('a caption is printed where its side says, however it is read', async () => {
  const places = async (side: string): Promise<readonly number[]> => {
    const { finished } = await laidOutArticle(`<table>${CAPTION}${ROWS}</table>`, `table { width: 200pt } caption { caption-side: ${side} }`); // prettier-ignore
    return (finished[0]?.page.items ?? []).flatMap((item) => (item.kind === 'text' ? [item.y] : []));
  };
  const top = await places('top');
  const bottom = await places('bottom');
  expect(top.toSorted((a, b) => a - b)).toEqual(top);
  expect(bottom).toHaveLength(3);
  expect(Math.max(...bottom)).toBe(bottom[2]);
});
