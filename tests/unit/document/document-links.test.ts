// Links around blocks in written pages: each block keeps its role, and holds an element of the link with the areas of its lines.
import { expect, test } from 'vitest';
import { laidOutArticle, structureOf } from '../../helpers/structure-of.ts';

const LINK = 'href="https://example.org/"';

test.each([
  ['of a block', `<a class="block" ${LINK}><h2>Head</h2><p>Words</p></a>`],
  ['of a line, which blocks part', `<a ${LINK}><h2>Head</h2><p>Words</p></a>`],
  ['of a flex container', `<a class="flex" ${LINK}><h2>Head</h2><p>Words</p></a>`],
  ['of a box in a line', `<a class="hang" ${LINK}><h2>Head</h2><p>Words</p></a>`],
  ['around boxes without a role', `<a ${LINK}><div><h2>Head</h2></div><span><div><p>Words</p></div></span></a>`],
])('headings and paragraphs in a link %s keep their roles', async (_, html) => {
  expect(await structureOf(html)).toContain('H1\n  Link  Head\nP\n  Link  Words');
}); // prettier-ignore

const PICTURE = '<img src=a alt="A tree">';

test.each([
  ['a float', `<a class="float" ${LINK}><h2>Head</h2></a><p>End</p>`, 'Div\n  H1\n    Link  Head\nP  End'],
  ['a picture', `<a class="block" ${LINK}>${PICTURE}</a>`, 'Link\n  Figure alt A tree'],
  ['a picture of its own line', `<a ${LINK}><img class="block" src=a alt="A tree"></a>`, 'Link\n  Figure alt A tree'],
  ['a teaser', `<a ${LINK}>${PICTURE}<h2>Head</h2><p>Words</p></a>`, 'Link\n  Figure alt A tree\nH1\n  Link  Head\nP\n  Link  Words'],
  ['a figure', `<a ${LINK}><figure>${PICTURE}<figcaption>In spring</figcaption></figure></a>`, 'Link\n  Figure alt A tree\nCaption\n  Link  In spring'],
  ['a figure with a block of a picture', `<a ${LINK}><figure><img class="block" src=a alt="A tree"><figcaption>In spring</figcaption></figure></a>`, 'Link\n  Figure alt A tree\nCaption\n  Link  In spring'],
  ['words beside a block', `<a ${LINK}>Before <h2>Head</h2> after</a>`, 'P\n  Link  Before\nH1\n  Link  Head\nP\n  Link  after'],
  ['a picture amidst words', `<a class="block" ${LINK}>See ${PICTURE} here</a>`, 'P\n  Link\n    See\n    Figure alt A tree\n    Span  here'],
  ['words of another language', `<a class="block" ${LINK}>The <span lang="fa">جوی</span></a>`, 'P\n  Link\n    The\n    Span (fa)  جوی'],
  ['a heading alone in it', `<h1><a class="block" ${LINK}>Head</a></h1>`, 'H1\n  Link  Head'],
  ['items of a list', `<a ${LINK}><ul><li>One</li></ul></a>`, 'L\n  LI\n    Lbl  •\n    LBody\n      Link  One'],
  ['a quotation', `<a ${LINK}><blockquote><p>Words</p></blockquote></a>`, 'BlockQuote\n  P\n    Link  Words'],
  ['an article of another language', `<a ${LINK}><div lang="fa"><h2>جوی</h2><div>آب</div></div></a>`, 'H1 (fa)\n  Link  جوی\nP (fa)\n  Link  آب'],
])('a link around %s', async (_, html, expected) => {
  expect(await structureOf(html)).toBe(expected);
}); // prettier-ignore

async function areas(html: string): Promise<readonly string[]> {
  const { document, finished } = await laidOutArticle(html);
  const { structure } = document;
  return finished.flatMap(({ page }) => page.items.flatMap((item) => (item.kind === 'link' ? `${structure[item.tag]?.role} in ${structure[structure[item.tag]?.parent ?? 0]?.role}` : []))); // prettier-ignore
}

test('each line of a link around blocks has one area, in the element that its words are in', async () => {
  const words = 'word '.repeat(80);
  const found = await areas(`<a ${LINK}><h2>Head</h2><p>${words}</p></a>`);
  expect(found[0]).toBe('Link in H2');
  expect(found.length).toBeGreaterThan(5);
  expect(new Set(found.slice(1))).toEqual(new Set(['Link in P']));
});

test('a decoration in a link around blocks is clicked as part of the first words', async () => {
  for (const image of ['<img src=a alt="">', '<img class="block" src=a alt="">'])
    expect(await areas(`<a ${LINK}>${image}<h2>Head</h2><p>Words</p></a>`)).toEqual(['Link in H2', 'Link in H2', 'Link in P']); // prettier-ignore
});

test('a link in what is no content leads nowhere for readers of tags, and breaks nothing', async () => {
  expect(await structureOf(`<a aria-hidden="true" ${LINK}><h2>Head</h2></a><p>End</p>`)).toBe('P  End');
});
