// Pictures amidst the words of a line, in written pages: words and pictures are read in the order in which they are written.
import { expect, test } from 'vitest';
import { structureOf } from '../../helpers/structure-of.ts';

const TREE = '<img src=a alt="A tree">';
const HILL = '<img src=a alt="A hill">';

test.each([
  ['before the words', `<p>${TREE} is up</p>`, 'P\n  Figure alt A tree\n  Span  is up'],
  ['behind them', `<p>Up is ${TREE}</p>`, 'P\n  Up is\n  Figure alt A tree'],
  ['between them', `<p>So ${TREE} is up, ${HILL} is down</p>`, 'P\n  So\n  Figure alt A tree\n  Span\n    is up,\n    Figure alt A hill\n    Span  is down'],
  ['beside each other', `<p>So ${TREE} ${HILL} are up</p>`, 'P\n  So\n  Figure alt A tree\n  Figure alt A hill\n  Span  are up'],
  ['beside each other at the beginning', `<p>${TREE} ${HILL} are up</p>`, 'P\n  Figure alt A tree\n  Figure alt A hill\n  Span  are up'],
  ['before a link', `<p>So ${TREE} <a href="https://example.org/">leads</a> there</p>`, 'P\n  So\n  Figure alt A tree\n  Link  leads\n  Span  there'],
  ['before words and a link', `<p>${TREE} then <a href="https://example.org/">leads</a> there</p>`, 'P\n  Figure alt A tree\n  Span\n    then\n    Link  leads\n    there'],
  ['in words without a paragraph', `<div>So ${TREE} is up</div>`, 'P\n  So\n  Figure alt A tree\n  Span  is up'],
  ['before such words', `<div>${TREE} is up</div>`, 'Figure alt A tree\nP  is up'],
  ['in the words of a link', `<p>So <a href="https://example.org/">the ${TREE} leads</a></p>`, 'P\n  So\n  Link\n    the leads\n    Figure alt A tree'],
  ['of which one is decoration', `<p>So <img src=a alt=""> is up</p>`, 'P  So is up'],
  ['in two paragraphs', `<p>${TREE} is</p><p>Up</p>`, 'P\n  Figure alt A tree\n  Span  is\nP  Up'],
])('pictures %s', async (_, html, expected) => {
  expect(await structureOf(html)).toBe(expected);
}); // prettier-ignore

test('pictures alone are in no paragraph, and nothing is around them', async () => {
  expect(await structureOf(`<div>${TREE} ${HILL}</div><p>End</p>`)).toBe('Figure alt A tree\nFigure alt A hill\nP  End'); // prettier-ignore
});

test('words over several lines are read behind the picture before them', async () => {
  const words = Array.from({ length: 40 }, (_, i) => `w${i}`).join(' ');
  const tree = await structureOf(`<p>So ${TREE} ${words}</p>`);
  expect(tree).toBe(`P\n  So\n  Figure alt A tree\n  Span  ${words}`);
});
