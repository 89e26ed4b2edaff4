// The cascade: which declaration wins, what is inherited, and what elements share.
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { StyleResolver } from '../../../src/style/cascade.ts';
import type { ComputedStyle } from '../../../src/style/computed-style.ts';
import type { Sketch, Styled } from './style-helpers.ts';
import { buildTree, parse, styleTree } from './style-helpers.ts';

function page(...children: readonly (Sketch | string)[]): Sketch {
  return { is: 'html#html', children: [{ is: 'body#body', children }] };
}

const RED = { red: 1, green: 0, blue: 0 };
const BLUE = { red: 0, green: 0, blue: 1 };

function colorOf(css: string, sketch: Sketch | string = 'p#x.a.b'): ComputedStyle['color'] {
  return styleTree(css, page(sketch)).of('x').color;
}

describe('which declaration wins', () => {
  test.each([
    ['the later of two equal ones', 'p { color: blue } p { color: red }'],
    ['the more specific one, wherever it stands', '.a { color: red } p { color: blue }'],
    ['one id against many classes', '#x { color: red } .a.b.a.b.a.b.a.b.a.b.a.b { color: blue }'],
    ['class and type against class', 'p.a { color: red } .b { color: blue }'],
    ['the important one against an id', 'p { color: red !important } #x { color: blue }'],
    ['the more specific of two important ones', '.a { color: red !important } p { color: blue ! IMPORTANT }'],
    ['any rule against inheritance', 'body { color: blue !important } p { color: red }'],
    [':is() by its heaviest argument', ':is(#y, p) { color: red } .a { color: blue }'],
    [':where() not at all', 'p { color: red } :where(#x) { color: blue }'],
    [':not() by its argument', ':not(#y) { color: red } .a.b { color: blue }'],
    ['[attribute] as a class', 'p[id] { color: red } p { color: blue }'],
  ])('%s', (_, css) => {
    expect(colorOf(css)).toMatchObject(RED);
  });

  test('a style attribute beats every rule but the important ones', () => {
    const sketch: Sketch = { is: 'p#x', attributes: { style: 'color: red; width: 3pt' } };
    expect(colorOf('#x { color: blue }', sketch)).toMatchObject(RED);
    expect(colorOf('#x { color: blue !important }', sketch)).toMatchObject(BLUE);
    const mistaken = styleTree('', page({ is: 'p#x', attributes: { style: 'color: red; widht: 3pt' } }));
    expect(mistaken.diagnostics.list[0]).toMatchObject({ code: 'C002', place: { line: 1, column: 13 } });
  });

  test('a shorthand resets what it leaves out, a longhand after it stands', () => {
    const { border } = styleTree(
      'p { border-top-width: 9pt; border: solid; border-left-width: 2pt }',
      page('p#x'),
    ).of('x');
    expect(border.top.width).toBe(2.25);
    expect(border.left.width).toBe(2);
  });

  test('inherit, initial and unset', () => {
    const css = `body { color: red; margin: 7pt }
      #x { color: initial; margin: inherit } #y { color: unset; margin: unset } #z { color: blue; margin: 3pt; margin: INHERIT }`;
    const { of } = styleTree(css, page('p#x', 'p#y', 'p#z'));
    expect(of('x')).toMatchObject({ color: { red: 0 }, margin: { top: { points: 7 } } });
    expect(of('y')).toMatchObject({ color: RED, margin: { top: { points: 0 } } });
    expect(of('z').margin.top).toEqual({ points: 7, percent: 0 });
  });
});

describe('inheritance', () => {
  test('text properties are inherited, boxes are not', () => {
    const { of } = styleTree(
      'body { color: red; padding: 3pt; text-align: justify; hyphens: auto }',
      page('p#x'),
    );
    expect(of('x')).toMatchObject({
      color: RED,
      textAlign: 'justify',
      hyphens: 'auto',
      padding: { top: { points: 0 } },
    });
  });

  test('a line-height in numbers is inherited as the number, in percent as the length', () => {
    const css =
      '#a { font-size: 10pt; line-height: 1.5 } #b { font-size: 10pt; line-height: 150% } p { font-size: 20pt }';
    const { of } = styleTree(
      css,
      page({ is: 'div#a', children: ['p#x'] }, { is: 'div#b', children: ['p#y'] }),
    );
    expect(of('x').lineHeight).toBe(30);
    expect(of('y').lineHeight).toBe(15);
  });

  test('em in font-size is that of the parent, elsewhere the own one; rem is that of the root', () => {
    const { of } = styleTree(
      'html { font-size: 10pt } body { font-size: 2em } p { font-size: .5em; margin: 1em 1rem }',
      page('p#x'),
    );
    expect(of('body').fontSize).toBe(20);
    expect(of('x').fontSize).toBe(10);
    expect(of('x').margin).toMatchObject({ top: { points: 10 }, right: { points: 10 } });
  });

  test('bolder and lighter step from the weight of the parent', () => {
    const { of } = styleTree('#a { font-weight: 600 }', page({ is: 'div#a', children: ['b#x'] }, 'b#y'));
    expect(of('x').fontWeight).toBe(900);
    expect(of('y').fontWeight).toBe(700);
  });

  test('the page type goes down until another is named', () => {
    const { of } = styleTree(
      '#a { page: euro } #y { page: auto }',
      page({ is: 'div#a', children: ['p#x', 'p#y'] }, 'p#z'),
    );
    expect([of('x').page, of('y').page, of('z').page]).toEqual(['euro', 'euro', '']);
  });

  test('list items count list-item beside the counters they name', () => {
    const { of } = styleTree(
      '#y { counter-increment: r } #z { display: flex }',
      page({ is: 'ol', children: ['li#x', 'li#y', 'li#z'] }),
    );
    expect([of('x'), of('y'), of('z')].map((s) => s.counterIncrement.map(({ name }) => name))).toEqual([
      ['list-item'], ['r', 'list-item'], [],
    ]); // prettier-ignore
  });

  test('children of a flex container are blocks', () => {
    const { of } = styleTree('div { display: flex }', page({ is: 'div', children: ['span#x'] }, 'span#y'));
    expect([of('x').display, of('y').display]).toEqual(['block', 'inline']);
  });
});

describe('language and direction', () => {
  const attributes = { lang: 'fa-AF' };
  test('lang sets the direction, dir wins over lang, CSS wins over both', () => {
    const { of } = styleTree('#css { direction: ltr }', {
      is: 'html#html',
      attributes,
      children: [
        { is: 'p#inherits' },
        { is: 'p#en', attributes: { lang: 'en' }, children: ['b#inside'] },
        { is: 'p#dir', attributes: { lang: 'en', dir: 'RTL' } },
        { is: 'p#css', attributes },
        { is: 'p#auto', attributes: { dir: 'auto' } },
      ],
    });
    expect([of('html'), of('inherits'), of('en'), of('inside'), of('dir'), of('css')].map((s) => s.direction)).toEqual([
      'rtl', 'rtl', 'ltr', 'ltr', 'rtl', 'ltr',
    ]); // prettier-ignore
    expect([of('inherits').language, of('inside').language]).toEqual(['fa-AF', 'en']);
    expect(of('auto').unicodeBidi).toBe('plaintext');
    expect(of('dir').unicodeBidi).toBe('isolate');
    expect(of('inherits').unicodeBidi).toBe('normal');
  });

  test('a run in a language of the other direction is isolated, one of the same direction is not', () => {
    const run = (lang: string): Sketch => ({ is: `span#${lang}`, attributes: { lang } });
    const { of } = styleTree('', { is: 'html', attributes, children: [run('en'), run('ps')] });
    expect([of('en').unicodeBidi, of('ps').unicodeBidi]).toEqual(['isolate', 'normal']);
  });

  test('logical properties follow the direction of the element itself', () => {
    const css = `p { margin-inline: 1pt 2pt; padding-inline-start: 3pt; border-inline-end: 4pt solid red;
      inset-inline-start: 5pt; margin-block: 6pt 7pt; inline-size: 8pt; border-block-width: 1pt; }`;
    const { of } = styleTree(css, page('p#l', { is: 'p#r', attributes: { dir: 'rtl' } }));
    expect(of('l').margin).toMatchObject({
      top: { points: 6 },
      left: { points: 1 },
      right: { points: 2 },
      bottom: { points: 7 },
    });
    expect(of('r').margin).toMatchObject({
      top: { points: 6 },
      left: { points: 2 },
      right: { points: 1 },
      bottom: { points: 7 },
    });
    expect(of('r')).toMatchObject({
      padding: { left: { points: 0 }, right: { points: 3 } },
      border: { left: { width: 4 }, right: { width: 0 } },
      inset: { left: 'auto', right: { points: 5 } },
      width: { points: 8 },
    });
  });

  test('of a logical and a physical side the later wins', () => {
    const css =
      '.a { margin-left: 1pt; margin-inline-start: 2pt } .b { margin-inline-start: 2pt; margin-left: 1pt }';
    const { of } = styleTree(css, page('p#a.a', 'p#b.b', { is: 'p#r.b', attributes: { dir: 'rtl' } }));
    expect(of('a').margin.left).toMatchObject({ points: 2 });
    expect(of('b').margin.left).toMatchObject({ points: 1 });
    expect(of('r').margin).toMatchObject({ left: { points: 1 }, right: { points: 2 } });
  });

  test('direction set through a custom property turns the logical sides too', () => {
    const { of } = styleTree('p { --d: rtl; direction: var(--d); margin-inline-start: 2pt }', page('p#x'));
    expect(of('x').margin).toMatchObject({ right: { points: 2 }, left: { points: 0 } });
  });
});

describe('custom properties', () => {
  const marginTop = (css: string): { styled: Styled; points: number } => {
    const styled = styleTree(css, page('p#x'));
    const { top } = styled.of('x').margin;
    return { styled, points: top === 'auto' ? Number.NaN : top.points };
  };

  test('are inherited, overridden below, and substituted inside calc() and shorthands', () => {
    expect(marginTop(':root { --b: 5pt } p { margin: var(--b) 0 }').points).toBe(5);
    expect(marginTop(':root { --b: 5pt } p { --b: 6pt; margin: calc(2 * var(--b)) 0 }').points).toBe(12);
    expect(
      marginTop(':root { --a: var(--b); --b: 5pt } body { --b: 6pt } p { margin: var(--a) }').points,
    ).toBe(5);
  });

  test('fall back, also to another var() and to nothing', () => {
    expect(marginTop('p { margin: var(--none, 4pt) }').points).toBe(4);
    expect(marginTop('p { --c: 2pt; margin: var(--none, var(--c)) }').points).toBe(2);
    expect(marginTop('p { margin: 3pt var(--none,) }').points).toBe(3);
  });

  test.each([
    ['itself', 'p { --a: var(--a); margin: var(--a) }'],
    ['each other', 'p { --a: var(--b); --b: var(--a, 3pt); margin: var(--a) }'],
    ['in a longer circle', 'p { --a: var(--b); --b: calc(1pt + var(--c)); --c: var(--a); margin: var(--c) }'],
  ])('that refer to %s count as not defined, with a warning', (_, css) => {
    const { styled, points } = marginTop(css);
    expect(points).toBe(0);
    expect(styled.diagnostics.list.map((d) => d.code)).toEqual(['C003']);
  });

  test('a circle still lets an outer fallback work', () => {
    expect(marginTop('p { --a: var(--a); margin: var(--a, 8pt) }').points).toBe(8);
  });

  test('an undefined one makes the property unset and is reported where it is used', () => {
    const { styled } = marginTop('p { color: red }\np { color: var(--nope) }');
    expect(styled.of('x').color).toMatchObject({ red: 0 });
    expect(styled.diagnostics.list).toMatchObject([
      { code: 'C003', place: { file: 'style.css', line: 2, column: 5 }, hint: '--nope is not defined here' },
    ]);
  });

  test('a value that does not fit is reported with what came out', () => {
    const { styled } = marginTop(':root { --b: red } p { margin: var(--b) }');
    expect(styled.diagnostics.list[0]?.message).toContain('"red"');
  });

  test('names keep their case and initial makes them undefined', () => {
    expect(marginTop('p { --A: 1pt; --a: 2pt; margin: var(--A) }').points).toBe(1);
    expect(marginTop('body { --a: 2pt } p { --a: initial; margin: var(--a, 9pt) }').points).toBe(9);
  });
});

describe('pseudo-elements', () => {
  test('exist only with a rule, before and after only with content', () => {
    const css =
      'p::before { content: "x"; color: red } p:after { color: red } p::first-letter { font-weight: 700 }';
    const { resolver, of, element } = styleTree(css, page('p#x', 'div#y'));
    const pseudo = (id: string, name: 'before' | 'after' | 'first-letter'): ComputedStyle | null =>
      resolver.pseudo(element(id), name, of(id));
    expect(pseudo('x', 'before')).toMatchObject({ content: [{ kind: 'string', text: 'x' }], color: RED });
    expect(pseudo('x', 'after')).toBeNull();
    expect(pseudo('x', 'first-letter')).toMatchObject({ fontWeight: 700 });
    expect(pseudo('y', 'before')).toBeNull();
  });

  test('a footnote call is raised and counted without any author rule', () => {
    const { resolver, of, element } = styleTree('', page('span#x'));
    const call = resolver.pseudo(element('x'), 'footnote-call', of('x'));
    expect(call).toMatchObject({ content: [{ kind: 'counter', name: 'footnote' }], verticalAlign: 4 });
  });
});

describe('sharing', () => {
  test('elements with the same outcome have the identical frozen style, whatever rules led there', () => {
    const css = 'p { color: red } .a { color: red } #z { color: rgb(255 0 0) }';
    const { of } = styleTree(css, page('p#x', 'p#y.a', 'p#z', 'p#w.b'));
    expect(of('y')).toBe(of('x'));
    expect(of('z')).toBe(of('x'));
    expect(of('w')).toBe(of('x'));
    expect(Object.isFrozen(of('x'))).toBe(true);
  });

  test('equal styles with different custom properties below stay apart', () => {
    const css = '#a { --c: red } #b { --c: blue } p { color: var(--c) }';
    const { of } = styleTree(
      css,
      page({ is: 'div#a', children: ['p#x'] }, { is: 'div#b', children: ['p#y'] }),
    );
    expect(of('x').color).toMatchObject(RED);
    expect(of('y').color).toMatchObject(BLUE);
  });

  test('ten thousand paragraphs are two styles', () => {
    const diagnostics = new Diagnostics();
    const sheet = parse(
      'p { text-indent: 1em } p.first, p:first-child { text-indent: 0 } .x p + p { color: red }',
      'web',
      diagnostics,
    );
    const resolver = new StyleResolver([sheet], { edition: 'web' });
    const root = buildTree({ is: 'html', children: Array.from({ length: 10_000 }, () => 'p') });
    const parent = resolver.style(root, null);
    const styles = new Set(root.children.map((child) => resolver.style(child, parent)));
    expect(styles.size).toBe(2);
  });
});

describe('pages', () => {
  const css = `@page { size: A4; margin: 22mm 15mm 20mm 19mm; bleed: 3mm; marks: crop cross;
      @top-left { content: counter(page, persian); color: var(--red) } @footnote { border-top: .5pt solid } }
    @page :left { margin-left: 15mm; margin-right: 19mm }
    @page :first { margin-top: 77mm; @top-left { content: none } }
    @page euro { @top-right { content: "AA" } }
    @page euro:first { margin-top: 10% }
    :root { --red: #f00; font-family: Vazirmatn }`;
  const styled = styleTree(css, { is: 'html', attributes: { lang: 'fa' } });
  const query = { name: '', first: false, side: 'right', blank: false } as const;
  const mm = (value: number): unknown => expect.closeTo((value * 72) / 25.4, 6);

  test('size, margins, bleed and marks; sides and the first page differ', () => {
    expect(styled.diagnostics.list.filter(({ code }) => code !== 'L003')).toEqual([]);
    const right = styled.resolver.page(query);
    expect(right).toMatchObject({
      width: mm(210),
      height: mm(297),
      bleed: mm(3),
      marks: { crop: true, cross: true },
    });
    expect(right.margin).toEqual({ top: mm(22), right: mm(15), bottom: mm(20), left: mm(19) });
    expect(styled.resolver.page({ ...query, side: 'left' }).margin).toMatchObject({
      left: mm(15),
      right: mm(19),
    });
    expect(styled.resolver.page({ ...query, first: true }).margin.top).toEqual(mm(77));
  });

  test('named pages are stronger than :first, and percentages are of the page', () => {
    expect(styled.resolver.page({ ...query, name: 'euro', first: true }).margin.top).toEqual(mm(29.7));
  });

  test('pages under the same rules have one style, whatever page they are', () => {
    const { resolver } = styleTree('@page :left { margin-left: 1pt }', { is: 'html' });
    const left = resolver.page({ ...query, side: 'left' });
    expect(resolver.page({ ...query, side: 'left', name: 'euro', first: true })).toBe(left);
    expect(resolver.page({ ...query, first: true })).toBe(resolver.page({ ...query, blank: true }));
    expect(resolver.page(query)).not.toBe(left);
  });

  test('margin boxes have content, inherit from the root, and are aligned by their place', () => {
    const { boxes, footnote } = styled.resolver.page({ ...query, name: 'euro' });
    expect(Object.keys(boxes)).toEqual(['top-left', 'top-right']);
    expect(boxes['top-left']).toMatchObject({
      content: [{ kind: 'counter', name: 'page', style: 'persian' }],
      color: RED,
      fontFamily: ['Vazirmatn'],
      textAlign: 'left',
      verticalAlign: 'middle',
      direction: 'rtl',
    });
    expect(boxes['top-right']?.textAlign).toBe('right');
    expect(footnote.border.top).toMatchObject({ width: 0.5, style: 'solid' });
    expect(Object.keys(styled.resolver.page({ ...query, first: true }).boxes)).toEqual([]);
  });

  test.each([
    ['A5 landscape', 210, 148],
    ['landscape', 297, 210],
    ['200mm 260mm', 200, 260],
    ['100mm', 100, 100],
    ['portrait JIS-B5', 182, 257],
  ])('size: %s', (size, width, height) => {
    const { resolver } = styleTree(`@page { size: ${size} }`, { is: 'html' });
    expect(resolver.page(query)).toMatchObject({ width: mm(width), height: mm(height) });
  });
});
