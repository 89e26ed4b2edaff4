import { describe, expect, it } from 'vitest';
import { textOfLine } from '../../../src/frame/dump.ts';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { fillOf, itemsOf, layOut, pageTexts, placesOf } from '../../helpers/lay-out.ts';

const PAGE = '@page { size: 140pt 140pt; margin: 20pt;';

describe('margin boxes', () => {
  it('stand in rows of three: the middle one in the middle', async () => {
    const laid = await layOut('<p>x</p>', `${PAGE} @top-left { content: "l" } @top-center { content: "cc" } @top-right { content: "r" } }`); // prettier-ignore
    expect(placesOf(laid.pages[0]).slice(1)).toEqual(['l@20,13', 'cc@60,13', 'r@110,13']);
  });

  it('share the row when there are only two', async () => {
    const laid = await layOut('<p>x</p>', `${PAGE} @bottom-left { content: "l" } @bottom-right { content: "right" } }`); // prettier-ignore
    expect(placesOf(laid.pages[0]).slice(1)).toEqual(['l@20,133', 'right@70,133']);
  });

  it('stand in corners and along the sides', async () => {
    const laid = await layOut('<p>x</p>', `${PAGE} @top-left-corner { content: "a" } @bottom-right-corner { content: "b" } @left-middle { content: "c" } @right-top { content: "d" } @right-bottom { content: "e" } }`); // prettier-ignore
    expect(placesOf(laid.pages[0]).slice(1).sort()).toEqual([
      'a@10,13',
      'b@120,133',
      'c@5,73',
      'd@125,28',
      'e@125,118',
    ]);
  });

  it('carry borders and backgrounds', async () => {
    const laid = await layOut('<p>x</p>', `${PAGE} @top-left { content: "l"; border-bottom: 1pt solid; background: #ff0000; width: 100% } }`); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('20,0 100×20');
    expect(itemsOf(laid.pages[0], 'rule').map(({ y1, x1, x2 }) => [x1, x2, y1])).toEqual([[20, 120, 19.5]]);
  });

  it('stand at the text’s edge when they have a height of their own', async () => {
    const laid = await layOut('<p>x</p>', `${PAGE} @top-left { content: "l"; height: 12pt; background: #ff0000 } @bottom-left { content: "f"; height: 12pt; background: #0000ff } }`); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('20,8 100×12');
    expect(fillOf(laid, '#0000ff')).toBe('20,120 100×12');
  });

  it('show page numbers and their total, in the digits asked for', async () => {
    const laid = await layOut('<p>a</p><p class=b>b</p>', `${PAGE} @bottom-left { content: counter(page, persian) " / " counter(pages, persian) } } .b { break-before: page }`); // prettier-ignore
    expect(pageTexts(laid).map((page) => page.at(-1))).toEqual(['۱ / ۲', '۲ / ۲']);
  });

  it('know the total even when only a named or right page shows it', async () => {
    const laid = await layOut('<p>a</p><p class=b>b</p>', `${PAGE} } @page :right { @bottom-left { content: counter(pages) } } .b { break-before: page }`); // prettier-ignore
    expect(pageTexts(laid)[0]?.at(-1)).toBe('2');
    const named = await layOut('<p>a</p><p class=b>b</p>', `${PAGE} } @page w { @bottom-left { content: counter(pages) } } .b { page: w }`); // prettier-ignore
    expect(pageTexts(named)[1]?.at(-1)).toBe('2');
  });

  it('are mirrored on left and right pages', async () => {
    const laid = await layOut('<html dir=rtl><p>a</p><p class=b>b</p>', `${PAGE} } @page :left { @top-left { content: "o" } } @page :right { @top-right { content: "o" } } .b { break-before: page }`); // prettier-ignore
    expect(laid.pages.map((page) => placesOf(page).at(-1))).toEqual(['o@20,13', 'o@110,13']);
  });

  it('are left out on the first page where :first says so', async () => {
    const laid = await layOut('<p>a</p><p class=b>b</p>', `${PAGE} @top-left { content: "h" } } @page :first { @top-left { content: none } } .b { break-before: page }`); // prettier-ignore
    expect(pageTexts(laid)).toEqual([['a'], ['b', 'h']]);
  });

  it('are artifacts and no text of the issue', async () => {
    const laid = await layOut('<p>a</p>', `${PAGE} @top-left { content: "h" } }`);
    expect(itemsOf(laid.pages[0], 'text').at(-1)?.tag).toBe(-1);
    expect(laid.finished[0]?.blocks.map(({ text }) => text)).toEqual(['a']);
  });
});

describe('named strings', () => {
  const css = (which: string): string => `${PAGE} @top-left { content: string(t${which}) } } h1 { string-set: t content(); break-before: auto } .b { break-before: page }`; // prettier-ignore
  const html = '<h1>one</h1><p>a</p><p class=b>b</p><h1 class=b>two</h1><h1>three</h1><p class=b>c</p>';

  it.each([
    ['', ['one', 'one', 'two', 'three']],
    [', first', ['one', 'one', 'two', 'three']],
    [', last', ['one', 'one', 'three', 'three']],
    [', first-except', ['', 'one', '', 'three']],
  ])('show what string(t%s) asks for on each page', async (which, expected) => {
    const laid = await layOut(html, css(which));
    expect(laid.pages.map((page) => itemsOf(page, 'text').filter(({ tag }) => tag === -1).map(({ units }) => units.text).join(''))).toEqual(expected); // prettier-ignore
  });

  it('show with start what the page begins with', async () => {
    const laid = await layOut(html, css(', start'));
    expect(laid.pages.map((page) => itemsOf(page, 'text').find(({ tag }) => tag === -1)?.units.text)).toEqual(['one', 'one', 'two', 'three']); // prettier-ignore
  });

  it('may be made of several parts', async () => {
    const laid = await layOut('<h1 title=x>one</h1>', `${PAGE} @top-left { content: string(t) } } h1 { string-set: t attr(title) ": " content() }`); // prettier-ignore
    expect(pageTexts(laid)[0]?.at(-1)).toBe('x: one');
  });
});

describe('running elements', () => {
  const RUN = `${PAGE} @top-left { content: element(head) } } .head { position: running(head) } .b { break-before: page }`;
  const furniture = (laid: LaidOut): readonly string[] =>
    laid.pages.map((page) => itemsOf(page, 'text').filter(({ tag }) => tag === -1).map(textOfLine).join('|')); // prettier-ignore

  it('leave the text and stand in the margin box of their page and those after it', async () => {
    const laid = await layOut('<p>a</p><div class=head>x <b>y</b></div><p>b</p><p class=b>c</p>', RUN);
    expect(furniture(laid)).toEqual(['x y', 'x y']);
    expect(laid.finished.map(({ blocks }) => blocks.map(({ text }) => text))).toEqual([['a', 'b'], ['c']]);
    expect(placesOf(laid.pages[0])).toEqual(['a@20,28', 'b@20,38', 'x y@20,13']);
    expect(laid.codes).toEqual([]);
  });

  it('belong to the page of what follows them, though a break comes between', async () => {
    const html = '<p>a</p><div class=b><div class=head>one</div><h1>b</h1></div><section class=b><p class=head>two</p><p>c</p></section>'; // prettier-ignore
    expect(furniture(await layOut(html, RUN))).toEqual(['', 'one', 'two']);
    const propagated = '<p>a</p><section><div class=head>one</div><h1 class=b>b</h1></section>';
    expect(furniture(await layOut(propagated, RUN))).toEqual(['', 'one']);
  });

  it.each([
    ['', ['A', 'B', 'C']],
    [', last', ['A', 'C', 'C']],
    [', start', ['A', 'A', 'C']],
    [', first-except', ['', '', 'C']],
  ])('are chosen by element(head%s)', async (which, expected) => {
    const html = '<p class=head>A</p><p>a</p><p class=b>b</p><p class=head>B</p><p>c</p><p class=head>C</p><p>d</p><p class=b>e</p>'; // prettier-ignore
    expect(furniture(await layOut(html, RUN.replace('element(head)', `element(head${which})`)))).toEqual(expected); // prettier-ignore
  });

  it('keep their boxes: pictures, flex boxes, backgrounds, margins', async () => {
    const css = `${RUN} .head { display: flex; justify-content: space-between; background: #ff0000; margin: 2pt 5pt; width: 60pt }`;
    const laid = await layOut('<div class=head><span>l</span><span>r</span></div><p>a</p>', css);
    expect(fillOf(laid, '#ff0000')).toBe('25,5 60×10');
    expect(placesOf(laid.pages[0]).slice(1)).toEqual(['l@25,13', 'r@75,13']);
  });

  it('may be written inside a line, or where nothing follows', async () => {
    expect(furniture(await layOut('<p>a <span class=head>x</span>b</p>', RUN))).toEqual(['x']);
    expect(furniture(await layOut('<p>a</p><div><p class=head>x</p></div>', RUN))).toEqual(['x']);
    const laid = await layOut('<p>a <span class=head>x</span>b</p>', RUN);
    expect(laid.finished[0]?.blocks.map(({ text }) => text)).toEqual(['a b']);
  });

  it('are artifacts without anchors, bookmarks or links of their own after the first page', async () => {
    const laid = await layOut('<h1 class=head id=x>x</h1><p>a</p><p class=b>b</p>', RUN);
    expect(laid.pages.flatMap(({ bookmarks }) => bookmarks)).toEqual([]);
    expect(laid.pages.flatMap((page) => itemsOf(page, 'anchor'))).toEqual([]);
  });

  it('show nothing where no element has the name', async () => {
    expect(furniture(await layOut('<p>a</p>', RUN))).toEqual(['']);
  });
});
