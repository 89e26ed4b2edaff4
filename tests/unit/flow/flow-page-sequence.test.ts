import { describe, expect, it } from 'vitest';
import { itemsOf, layOut, linesOf, pageTexts, placesOf } from '../../helpers/lay-out.ts';

const PAGE = '@page { size: 140pt 140pt; margin: 20pt;';
const BREAKS = '.b { break-before: page }';
const two = '<p>a</p><p class=b>b</p>';
/** A right-to-left issue of two pages, and three pages of the other direction from the back. */
const DUAL = `<html dir=rtl lang=fa><body>${two}<section data-front=back dir=ltr lang=en><p id=x>c</p><p class=b>d</p><p class=b id=y>e</p></section></body></html>`;

describe('the bound edge', () => {
  it('decides the side of the first page, whatever the direction', async () => {
    const sides = async (dir: string, binding: 'left' | 'right'): Promise<readonly string[]> =>
      (await layOut(`<html dir=${dir}>${two}`, BREAKS, { binding })).pages.map(({ side }) => side);
    expect(await sides('rtl', 'left')).toEqual(['right', 'left']);
    expect(await sides('rtl', 'right')).toEqual(['left', 'right']);
    expect(await sides('ltr', 'right')).toEqual(['left', 'right']);
  });

  it('decides margins and recto pages', async () => {
    const css =
      '@page :left { margin-left: 10pt } @page :right { margin-left: 20pt } .b { break-before: recto }';
    const laid = await layOut(`<html dir=rtl><p dir=ltr>a</p><p class=b dir=ltr>b</p>`, css, { binding: 'left' }); // prettier-ignore
    expect(laid.pages.map(({ side }) => side)).toEqual(['right', 'left', 'right']);
    expect(laid.pages.map((page) => placesOf(page)[0]?.split(',')[0])).toEqual(['a@20', undefined, 'b@20']);
  });
});

describe('an issue with two fronts', () => {
  it('has a second sequence of pages, each in its own order', async () => {
    const laid = await layOut(DUAL, BREAKS);
    expect(pageTexts(laid)).toEqual([['a'], ['b'], ['c'], ['d'], ['e']]);
    expect(laid.pages.map(({ front, index }) => `${front} ${index}`)).toEqual(['main 0', 'main 1', 'back 0', 'back 1', 'back 2']); // prettier-ignore
  });

  it('binds the second sequence on the other edge and labels it with digits of its direction', async () => {
    const laid = await layOut(DUAL, BREAKS);
    expect(laid.pages.map(({ side }) => side)).toEqual(['left', 'right', 'right', 'left', 'right']);
    expect(laid.pages.map(({ label }) => label)).toEqual(['۱', '۲', '1', '2', '3']);
  });

  it('labels the second sequence of a left-to-right issue with Persian digits', async () => {
    const laid = await layOut('<html dir=ltr lang=en><body><p>a</p><section data-front=back dir=rtl lang=fa><p>b</p></section>'); // prettier-ignore
    expect(laid.pages.map(({ label, side }) => `${label} ${side}`)).toEqual(['1 right', '۱ left']);
  });

  it('counts pages and their total, :first, and recto pages from each front', async () => {
    const css = `${PAGE} @top-left { content: counter(page) "/" counter(pages) } } @page :first { @top-left { content: "front" } } .b { break-before: page }`;
    const laid = await layOut(DUAL, css);
    expect(pageTexts(laid).map((page) => page.at(-1))).toEqual(['front', '2/2', 'front', '2/3', '3/3']);
    const recto = await layOut(DUAL, '.b { break-before: recto }');
    expect(pageTexts(recto)).toEqual([['a'], [], ['b'], ['c'], [], ['d'], [], ['e']]);
  });

  it('finds targets on both fronts by the number of their own page', async () => {
    const html = DUAL.replace('<p>a</p>', '<p><a href="#y">a</a></p>').replace('>d<', '><a href="#x">d</a><');
    const laid = await layOut(html, `a::after { content: target-counter(attr(href), page) } ${BREAKS}`);
    expect(pageTexts(laid)).toEqual([['a3'], ['b'], ['c'], ['d1'], ['e']]);
  });

  it('keeps named strings and named flows of the two apart', async () => {
    const part = (letter: string): string =>
      `<h1>${letter}1</h1><p class=in>${letter}2</p><div class=from></div>`;
    const css = `${PAGE} @top-left { content: string(t) } } h1 { string-set: t content() } .in { flow-into: f } .from { flow-from: f } .b { break-before: page }`;
    const laid = await layOut(`<html dir=rtl><body>${part('a')}<div data-front=back dir=ltr><p>x</p>${part('b')}</div>`, css); // prettier-ignore
    expect(pageTexts(laid)).toEqual([
      ['a1', 'a2', 'a1'],
      ['x', 'b1', 'b2', 'b1'],
    ]);
    expect(laid.codes).toEqual([]);
  });

  it('has one front where only a box inside another asks for the second, which is said', async () => {
    const laid = await layOut('<body><div><p data-front=back>a</p></div><p data-front=left>b</p></body>');
    expect(pageTexts(laid)).toEqual([['a', 'b']]);
    expect(laid.codes).toEqual(['L003', 'L003']);
  });
});

describe('page numbers', () => {
  const css = (rule: string): string => `${PAGE} @top-left { content: counter(page, persian) } } .b { break-before: page } .r { ${rule} }`; // prettier-ignore

  it.each([
    ['counter-reset: page 1', ['۱', '۱', '۲']],
    ['counter-reset: page 7', ['۱', '۷', '۸']],
    ['counter-set: page 21', ['۱', '۲۱', '۲۲']],
  ])('go on from the page where an element begins with %s', async (rule, expected) => {
    const laid = await layOut('<p>a</p><p class="b r">b</p><p class=b>c</p>', css(rule));
    expect(pageTexts(laid).map((page) => page.at(-1))).toEqual(expected);
    expect(laid.pages.map(({ label }) => label)).toEqual(expected);
  });

  it('are what cross references show', async () => {
    const html = '<p><a href="#c">a</a></p><p class="b r">b</p><p class=b id=c>c</p>';
    const laid = await layOut(html, `a::after { content: target-counter(attr(href), page) } ${css('counter-reset: page 11')}`); // prettier-ignore
    expect(linesOf(laid.pages[0])[0]).toBe('a12');
  });

  it('give the file labels in the digits of the folio, else those of the direction', async () => {
    const laid = await layOut('<html dir=rtl><p>a</p><p class=b>b</p>', '@page :right { margin-top: 20pt; @top-left { content: "p. " counter(page, lower-roman) } } .b { break-before: page }'); // prettier-ignore
    expect(laid.pages.map(({ label }) => label)).toEqual(['۱', 'ii']);
    expect(itemsOf(laid.pages[1], 'text').at(-1)?.units.text).toBe('p. ii');
  });
});

describe('a page', () => {
  it('has a number of its own by counter-reset in @page', async () => {
    const laid = await layOut('<p>a</p><p class=b>b</p>', `${PAGE} @top-left { content: counter(page) } } @page :first { counter-reset: page 5 } .b { break-before: page }`); // prettier-ignore
    expect(pageTexts(laid).map((page) => page.at(-1))).toEqual(['5', '6']);
    expect(laid.codes).toEqual([]);
  });

  it('has its background on the whole sheet, below everything', async () => {
    const laid = await layOut('<p class=r>a</p><p class=b>b</p>', '@page { margin: 10pt; background: #ffeedd } @page :left { background: transparent } .r { background: #ff0000 } .b { break-before: page }'); // prettier-ignore
    expect(itemsOf(laid.pages[0], 'fill').map(({ x, y, width, height }) => [x, y, width, height])).toEqual([
      [0, 0, 100, 100],
      [10, 10, 80, 10],
    ]);
    expect(laid.pages[0]?.items[0]?.kind).toBe('fill');
    expect(itemsOf(laid.pages[1], 'fill')).toEqual([]);
  });

  it('that a forced break leaves blank has the style of :blank, a background, margin boxes and a number', async () => {
    const css = `${PAGE} @top-left { content: "h" counter(page) } } @page :blank { background: #ffeedd; @top-left { content: none } @bottom-center { content: "–" counter(page) "–" } } .b { break-before: recto }`;
    const laid = await layOut('<p>a</p><p class=b>b</p>', css);
    expect(pageTexts(laid)).toEqual([['a', 'h1'], ['–2–'], ['b', 'h3']]);
    expect(laid.pages.map((page) => itemsOf(page, 'fill').length)).toEqual([0, 1, 0]);
    expect(laid.finished[1]?.blocks).toEqual([]);
    expect(laid.pages[1]?.label).toBe('2');
  });

  it.each(['left', 'right', 'recto', 'verso'])(
    'is blank on a named page too (break-before: %s)',
    async (side) => {
      const css = `@page { margin-top: 10pt; @top-left { content: "plain" } } @page w { @top-left { content: "named" } } @page w:blank { @top-left { content: "blank" } } .b { page: w; break-before: ${side} }`;
      const laid = await layOut('<p>a</p><p class=b>b</p>', css);
      const blank = side === 'right' || side === 'recto';
      expect(pageTexts(laid)).toEqual([['a', 'plain'], ...(blank ? [['blank']] : []), ['b', 'named']]);
    },
  );

  it.each([
    ['@page w', 'w'],
    ['@page w:right', 'wr'],
    ['@page w:first:right', 'wfr'],
    ['@page :first', 'plain'],
  ])('takes %s before rules that say less', async (selector, expected) => {
    const rules = [
      ['@page', 'plain'],
      ['@page :right', 'right'],
      ['@page w', 'w'],
    ];
    if (selector !== '@page w') rules.push(['@page w:right', 'wr']);
    if (selector === '@page w:first:right') rules.unshift(['@page w:first:right', 'wfr']);
    if (selector === '@page :first') rules.splice(0, 9, ['@page', 'plain'], ['@page u:first', 'other']);
    const css = rules.map(([name, text]) => `${name} { margin-top: 10pt; @top-left { content: "${text}" } }`).join(' '); // prettier-ignore
    expect(pageTexts(await layOut('<p class=w>a</p>', `${css} .w { page: w }`))).toEqual([['a', expected]]);
  });
});

describe('text that leaves the page', () => {
  it('below, because its box is not high enough, is reported once with its place', async () => {
    const lines = Array.from({ length: 14 }, (_, i) => `<p>l${i}</p>`).join('');
    const css = '.f { display: flex; flex-direction: column; height: 80pt } .f div { flex: none }';
    const laid = await layOut(`<div class=f data-source="a.md:7"><div>${lines}</div></div>`, css);
    expect(laid.diagnostics.list.map(({ code, place, hint }) => [code, place?.file, place?.line, hint?.includes('flow-into')])).toEqual([['L002', 'a.md', 7, true]]); // prettier-ignore
  });

  it('is not reported while it is on the page, though its box ends above', async () => {
    const laid = await layOut(
      '<div class=f><div><p>a</p><p>b</p><p>c</p></div></div>',
      '.f { display: flex; height: 10pt }',
    );
    expect(laid.codes).toEqual([]);
  });
});

it('a positioned box may give its page a number too', async () => {
  const laid = await layOut('<p>a</p><p class="b r">b</p>', `${PAGE} @top-left { content: counter(page) } } .b { break-before: page } .r { position: relative; z-index: 1; counter-reset: page 30 }`); // prettier-ignore
  expect(laid.pages.map(({ label }) => label)).toEqual(['1', '30']);
});

describe(':nth()', () => {
  const html = Array.from({ length: 6 }, (_, i) => `<p class=b>p${i + 1}</p>`).join('');
  const marked = async (selector: string, rule = 'content: "x"', before = ''): Promise<string> => {
    const css = `@page { margin-top: 10pt } ${before} @page ${selector} { @top-left { ${rule} } } .b { break-before: page }`;
    return pageTexts(await layOut(html, css)).map((page) => (page.length > 1 ? page.slice(1).join() : '-')).join(' '); // prettier-ignore
  };

  it.each([
    [':nth(3)', '- - x - - -'],
    [':nth(2n)', '- x - x - x'],
    [':nth(even)', '- x - x - x'],
    [':nth(2n+3)', '- - x - x -'],
    [':nth(-n+2)', 'x x - - - -'],
    [':nth(n+5)', '- - - - x x'],
    [':nth(3n - 1):right', '- - - - x -'],
    [':nth(0)', '- - - - - -'],
  ])('@page %s concerns the pages %s', async (selector, expected) => {
    expect(await marked(selector)).toBe(expected);
  });

  it('says more than :left and less than a name, and finds the total of pages', async () => {
    expect(await marked(':nth(4)', 'content: counter(pages)', '@page :left { @top-left { content: "l" } }')).toBe('- l - 6 - l'); // prettier-ignore
  });

  it('counts pages from their front, not by their numbers', async () => {
    expect(await marked(':nth(2)', 'content: counter(page)', '@page :first { counter-reset: page 7 }')).toBe('- 8 - - - -'); // prettier-ignore
  });

  it('that is no formula is reported', async () => {
    const laid = await layOut('<p>a</p>', '@page :nth(x) { margin: 0 }');
    expect(laid.codes).toEqual(['C004']);
  });
});
