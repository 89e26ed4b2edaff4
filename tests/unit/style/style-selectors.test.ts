// Selectors: each is tried on every element of one small document; the ids of those it matches are listed.
import { describe, expect, test } from 'vitest';
import type { Sketch } from './style-helpers.ts';
import { parse, styleTree } from './style-helpers.ts';
import { Diagnostics } from '../../../src/base/diagnostic.ts';

const DOCUMENT: Sketch = {
  is: 'html#html',
  attributes: { lang: 'fa-AF' },
  children: [
    {
      is: 'body#body',
      children: [
        { is: 'h1#h.title' },
        { is: 'p#p1.first.lead', children: ['b#b1'] },
        { is: 'p#p2', attributes: { lang: 'en-GB', 'data-x': 'One two' } },
        {
          is: 'div#d',
          attributes: { dir: 'ltr' },
          children: ['p#p3.first', { is: 'p#p4', children: ['b#b2', 'i#i1', 'b#b3'] }],
        },
        { is: 'a#a', attributes: { href: '#x' } },
        'p#p5',
      ],
    },
  ],
};

const IDS = ['html', 'body', 'h', 'p1', 'b1', 'p2', 'd', 'p3', 'p4', 'b2', 'i1', 'b3', 'a', 'p5'];

function matched(selector: string): string {
  const { of, diagnostics } = styleTree(`${selector} { order: 7 }`, DOCUMENT);
  expect(diagnostics.list).toEqual([]);
  return IDS.filter((id) => of(id).order === 7).join(' ');
}

test.each([
  ['p', 'p1 p2 p3 p4 p5'],
  ['P', 'p1 p2 p3 p4 p5'],
  ['*', IDS.join(' ')],
  ['.first', 'p1 p3'],
  ['.First', ''],
  ['#p2', 'p2'],
  ['p.first.lead', 'p1'],
  ['h1, #b2 , i', 'h b2 i1'],
  ['div p', 'p3 p4'],
  ['body p b', 'b1 b2 b3'],
  ['body > p', 'p1 p2 p5'],
  ['body>p>b', 'b1'],
  ['h1 + p', 'p1'],
  ['p + p', 'p2 p4'],
  ['h1 ~ p', 'p1 p2 p5'],
  ['.first ~ p', 'p2 p4 p5'],
  ['h1 ~ div > p + p b ~ b', 'b3'],
  [':root', 'html'],
  ['p:first-child', 'p3'],
  ['p:last-child', 'p4 p5'],
  ['b:only-child', 'b1'],
  ['p:first-of-type', 'p1 p3'],
  ['b:last-of-type', 'b1 b3'],
  ['b:nth-of-type(2)', 'b3'],
  ['b:nth-last-of-type(2)', 'b2'],
  ['i:only-of-type', 'i1'],
  ['body > :nth-child(odd)', 'h p2 a'],
  ['body > :nth-child(2n)', 'p1 d p5'],
  ['body > :nth-child( -n + 2 )', 'h p1'],
  ['body > :nth-child(n+5)', 'a p5'],
  ['body > :nth-child(3n - 1)', 'p1 a'],
  ['body > :nth-child(3n-1)', 'p1 a'],
  ['body > :nth-child(+4)', 'd'],
  ['body > :nth-last-child(2)', 'a'],
  ['body > :nth-child(2 of p)', 'p2'],
  ['body > :nth-last-child(1 of p.first, h1)', 'p1'],
  ['p:not(.first)', 'p2 p4 p5'],
  ['p:not(.first, #p5)', 'p2 p4'],
  ['p:not(div p)', 'p1 p2 p5'],
  [':is(h1, div) + *', 'p1 a'],
  [':where(#p1, #p2) > b', 'b1'],
  ['p:lang(en)', 'p2'],
  ['p:lang("fa")', 'p1 p3 p4 p5'],
  ['p:lang(de, en-gb)', 'p2'],
  ['p:lang(f)', ''],
  ['p:lang("*-AF")', 'p1 p3 p4 p5'],
  ['p:dir(rtl)', 'p1 p5'],
  ['p:dir(ltr)', 'p2 p3 p4'],
  ['p:empty', 'p2 p3 p5'],
  ['a:link', 'a'],
  ['a:hover', ''],
  ['[data-x]', 'p2'],
  ['[data-x="One two"]', 'p2'],
  ['[data-x="one TWO" i]', 'p2'],
  ['[data-x="one two"]', ''],
  ['[data-x~=two]', 'p2'],
  ['[lang|=en]', 'p2'],
  ['[data-x^=One]', 'p2'],
  ['[data-x$=two]', 'p2'],
  ['[data-x*="e t"]', 'p2'],
  ['[data-x*=""]', ''],
  ['p[href], a[href]', 'a'],
  ['#p\\31', 'p1'],
])('%s', (selector, ids) => {
  expect(matched(selector)).toBe(ids);
});

describe('selectors that are not understood', () => {
  test.each([
    ['p:has(b)', ':has()'],
    ['p::selection', '::selection'],
    ['p:nth-child(x)', 'odd, even'],
    ['> p', 'combinator'],
    ['p >', 'combinator'],
    ['p > > b', 'combinators'],
    ['p,,b', 'missing'],
    ['p::before b', 'Nothing can follow'],
    ['p:is(::before)', 'pseudo-element'],
    ['.', 'not a selector'],
    ['[a==b]', 'attribute'],
    ['a & b', 'Nesting'],
    ['.a p:unknown', ':unknown'],
    [':dir(up)', 'ltr or rtl'],
    ['.ap.', 'not a selector'],
  ])('%s is reported', (selector, message) => {
    const diagnostics = new Diagnostics();
    parse(`\n  ${selector} { color: red }`, 'web', diagnostics);
    expect(diagnostics.list).toMatchObject([
      { code: 'C004', severity: 'warning', place: { file: 'style.css', line: 2 } },
    ]);
    expect(diagnostics.list[0]?.message).toContain(message);
  });

  test('the other selectors of the list still apply', () => {
    const { of } = styleTree('h1, p:has(b), i { order: 7 }', DOCUMENT);
    expect([of('h').order, of('i1').order, of('p1').order]).toEqual([7, 7, 0]);
  });
});
