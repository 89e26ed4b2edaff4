import { describe, expect, it } from 'vitest';
import { positionUnits } from '../../../src/frame/position-units.ts';
import { UNIT_SPACE } from '../../../src/frame/units.ts';
import { fillOf, fillsOf, itemsOf, layOut, lineWith, linesOf, pageTexts, placesOf, tenths, wordsOf } from '../../helpers/lay-out.ts'; // prettier-ignore

const pictures = { 'p.png': [40, 40] } as const; // 30 pt

describe('lines', () => {
  it('break at spaces and end in the last word that fits', async () => {
    const laid = await layOut('<p>aaaa bbbb cccc dddd</p>');
    expect(placesOf(laid.pages[0])).toEqual(['aaaa bbbb@0,8', 'cccc dddd@0,18']);
  });

  it('are flush right in a right-to-left block', async () => {
    const laid = await layOut('<p dir=rtl>aaaa</p>');
    expect(placesOf(laid.pages[0])).toEqual(['aaaa@60,8']);
  });

  it.each([
    ['left', 0],
    ['center', 30],
    ['right', 60],
    ['end', 60],
  ])('stand where text-align: %s says', async (align, x) => {
    const laid = await layOut('<p>aaaa</p>', `p { text-align: ${align} }`);
    expect(placesOf(laid.pages[0])).toEqual([`aaaa@${x},8`]);
  });

  it('directly in a block are aligned as the block says', async () => {
    const laid = await layOut('<div>aaaa<p>bbbb</p>cccc</div>', 'div { text-align: center }');
    expect(placesOf(laid.pages[0])).toEqual(['aaaa@30,8', 'bbbb@30,18', 'cccc@30,28']);
  });

  it('begin with the indent at the start side', async () => {
    const css = 'p { text-indent: 20pt }';
    expect(placesOf((await layOut('<p>aaaa</p>', css)).pages[0])).toEqual(['aaaa@20,8']);
    expect(placesOf((await layOut('<p dir=rtl>aaaa</p>', css)).pages[0])).toEqual(['aaaa@40,8']);
  });

  it('fill the measure when justified, the last one not', async () => {
    const laid = await layOut('<p>aaa bbb cc ddddd</p>', 'p { text-align: justify }');
    const [first, last] = itemsOf(laid.pages[0], 'text');
    expect(first?.width).toBeCloseTo(100, 5);
    expect(tenths(last?.width ?? 0)).toBe(50);
  });

  it('are parted by br, which takes no room itself', async () => {
    const laid = await layOut('<p>a<br>b<br><br>c</p>');
    expect(placesOf(laid.pages[0]).filter((place) => !place.startsWith('@'))).toEqual(['a@0,8', 'b@0,18', 'c@0,38']); // prettier-ignore
  });

  it('are not broken in white-space: nowrap', async () => {
    const laid = await layOut('<p>aaaa bbbb cccc</p>', 'p { white-space: nowrap }');
    expect(linesOf(laid.pages[0])).toEqual(['aaaa bbbb cccc']);
    expect(laid.codes).toEqual(['L001']);
  });

  it('keep spaces and line ends in white-space: pre', async () => {
    const laid = await layOut('<pre>a  b\n  c</pre>', 'pre { margin: 0; font-size: 10pt }');
    expect(placesOf(laid.pages[0])).toEqual(['a  b@0,8', '  c@0,18']);
  });

  it('keep line ends and spaces in pre-wrap, and break besides', async () => {
    const laid = await layOut('<p>aaaa  bbbb cccc\nd</p>', 'p { white-space: pre-wrap }');
    expect(linesOf(laid.pages[0])).toEqual(['aaaa  bbbb', 'cccc', 'd']);
  });

  it('keep only line ends in pre-line', async () => {
    const laid = await layOut('<p>a   b \n  c</p>', 'p { white-space: pre-line }');
    expect(linesOf(laid.pages[0])).toEqual(['a b', 'c']);
  });

  it('collapse white space over element borders', async () => {
    const laid = await layOut('<p> a <b> b </b> c </p>');
    expect(linesOf(laid.pages[0])).toEqual(['a b c']);
  });

  it('are reported when a word is wider than the measure', async () => {
    const laid = await layOut('<p>aaaaaaaaaaaa</p>');
    expect(laid.codes).toEqual(['L001']);
    expect(lineWith(laid, 'aaa').width).toBe(120);
  });
});

describe('inline elements', () => {
  it('keep an element of another direction together', async () => {
    const laid = await layOut('<p dir=rtl>א <span dir=ltr>b 1 c</span> ב</p>');
    expect(wordsOf(laid, lineWith(laid, 'b'))).toEqual([
      'ב@10-20',
      'b@30-40',
      '1@50-60',
      'c@70-80',
      'א@90-100',
    ]);
  });

  it('raise and lower by vertical-align without changing size', async () => {
    const laid = await layOut('<p>a<span>b</span></p>', 'span { vertical-align: 3pt }');
    const { units } = lineWith(laid, 'a');
    expect(units.styles.map(({ rise, size }) => [rise, size])).toEqual([[0, 10], [3, 10]]); // prettier-ignore
  });

  it('add up the rises of nested elements', async () => {
    const laid = await layOut(
      '<p>a<i>b<b>c</b></i></p>',
      'i { vertical-align: 3pt } b { vertical-align: -1pt }',
    );
    expect(lineWith(laid, 'a').units.styles.map(({ rise }) => rise)).toEqual([0, 3, 2]);
  });

  it('show generated content before and after', async () => {
    const laid = await layOut('<p>b</p>', 'p::before { content: "a" } p::after { content: "c" }');
    expect(linesOf(laid.pages[0])).toEqual(['abc']);
  });

  it('show attributes and quotation marks of the language', async () => {
    const css = 'span::before { content: open-quote attr(title) } span::after { content: close-quote }';
    expect(pageTexts(await layOut('<p lang=fa dir=ltr><span title=t>b</span>', css))).toEqual([['«tb»']]);
    expect(pageTexts(await layOut('<p lang=de><span title=t>b</span>', css))).toEqual([['»tb«']]);
  });

  it('nest quotation marks through elements and paragraphs, the last pair for all that is deeper', async () => {
    const html = (lang: string): string => `<p lang=${lang} dir=ltr><q>a <q>b <q>c</q></q></q> <q>d</q>`;
    const quoted = async (lang: string, css = ''): Promise<string> => (await layOut(html(lang), `@page { size: 400pt 100pt } ${css}`)).finished[0]?.blocks[0]?.text ?? ''; // prettier-ignore
    expect(await quoted('fa')).toBe('«a ‹b ‹c››» «d»');
    expect(await quoted('en')).toBe('“a ‘b ‘c’’” “d”');
    expect(await quoted('de-AT')).toBe('»a ›b ›c‹‹« »d«');
    expect(await quoted('fr')).toBe('« a “b “c”” » « d »');
    expect(await quoted('fr', 'q { quotes: "<" ">" "(" ")" "[" "]" }')).toBe('<a (b [c])> <d>');
    expect(await quoted('fr', 'q { quotes: none }')).toBe('a b c d');
    const silent = 'q q::before { content: no-open-quote "-" } q q::after { content: no-close-quote }';
    expect(await quoted('en', silent)).toBe('“a -b -c” “d”');
  });

  it('show the text of a target, wherever it stands, and say when there is none', async () => {
    const html = '<p><a href="#x">s </a></p><h1 id=x>One <b>two</b>\n three</h1><p><a href="#y">t</a></p>';
    const laid = await layOut(
      html,
      '@page { size: 300pt 100pt } a::after { content: target-text(attr(href)) }',
    );
    expect(pageTexts(laid)).toEqual([['s One two three', 'One two three', 't']]);
    expect(laid.codes).toEqual(['L004']);
    const strings = await layOut('<p id=x>one</p><h1>t</h1>', '@page { margin-top: 20pt; @top-left { content: string(t) } } h1 { string-set: t "=" target-text("#x") }'); // prettier-ignore
    expect(pageTexts(strings)[0]?.at(-1)).toBe('=one');
  });

  it('show other counters of a target, before and after it', async () => {
    const css =
      '@page { size: 300pt 100pt } body { counter-reset: c } h1 { counter-increment: c } a::after { content: target-counter(attr(href), c, upper-roman) } i::after { content: target-counter(attr(href), none) }';
    const html =
      '<p><a href="#y">see </a></p><h1 id=x>x</h1><h1 id=y>y</h1><p><a href="#x">see </a> <i href="#x">n</i></p><p><a href="#z">see </a></p>';
    const laid = await layOut(html, css);
    expect(pageTexts(laid)).toEqual([['see II', 'x', 'y', 'see I n0', 'see ?']]);
    expect(laid.codes).toEqual(['L004']);
  });

  it('count', async () => {
    const css = 'body { counter-reset: c } p { counter-increment: c } p::before { content: counter(c) ":" }';
    expect(pageTexts(await layOut('<p>a<p>b<div><p>c</div>', css))).toEqual([['1:a', '2:b', '3:c']]);
  });

  it('count in nested scopes', async () => {
    const css =
      'div { counter-reset: c } p { counter-increment: c } p::before { content: counters(c, ".", persian) " " }';
    const laid = await layOut('<div><p>a<section><div><p>b<p>c</div></section><p>d</div>', css);
    expect(pageTexts(laid)).toEqual([['۱ a', '۱.۱ b', '۱.۲ c', '۲ d']]);
  });

  it('paint a background behind their own text only', async () => {
    const laid = await layOut('<p>aa <b>bb</b> cc</p>', 'b { background: #ff0000 }');
    expect(fillOf(laid, '#ff0000')).toBe('30,0 20×10');
  });

  it('underline exactly what is underlined', async () => {
    const laid = await layOut('<p>aa <u>bb</u> cc</p>');
    expect(itemsOf(laid.pages[0], 'rule').map(({ x1, x2, y1, y2 }) => [x1, x2, y1 > 8, y1 === y2])).toEqual([[30, 50, true, true]]); // prettier-ignore
  });

  it('underline through nested elements in the colour of the underlining one', async () => {
    const laid = await layOut(
      '<p><u>a<b>b</b></u></p>',
      'u { color: #ff0000 } b { color: #0000ff; font-weight: 400 }',
    );
    const rules = itemsOf(laid.pages[0], 'rule');
    expect(rules.reduce((sum, { x1, x2 }) => sum + x2 - x1, 0)).toBe(20);
    expect(new Set(rules.map(({ color }) => JSON.stringify(color))).size).toBe(1);
  });

  it('have one link area on each line they stand on', async () => {
    const laid = await layOut('<p>aaaa <a href="https://x.org/">bbbb cccc</a></p>');
    expect(
      itemsOf(laid.pages[0], 'link').map(({ x, y, width, height, href }) => [x, y, width, height, href]),
    ).toEqual([
      [50, 0, 40, 10, 'https://x.org/'],
      [0, 10, 40, 10, 'https://x.org/'],
    ]);
  });

  it('have one link area over several words and styles of one line', async () => {
    const laid = await layOut('<p><a href="#x">aa <b>bb</b> cc</a></p>');
    const links = itemsOf(laid.pages[0], 'link');
    expect(links.reduce((sum, { width }) => sum + width, 0)).toBe(80);
  });
});

describe('inline boxes', () => {
  it('stand with their last baseline on the baseline', async () => {
    const laid = await layOut('<p>a<span>b<br>c</span>d</p>', 'span { display: inline-block }');
    expect(placesOf(laid.pages[0])).toEqual(['a\uFFFCd@0,18', 'b@10,8', 'c@10,18']);
  });

  it('are as wide as their content, with margins and padding', async () => {
    const laid = await layOut('<p>a<span>bb</span>c</p>', 'span { display: inline-block; margin: 0 5pt; padding: 0 2pt; background: #ff0000 }'); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('15,0 24×10');
    expect(wordsOf(laid, lineWith(laid, 'a')).at(-1)).toBe('c@44-54');
  });

  it('put pictures on the baseline and make the line higher', async () => {
    const laid = await layOut('<p>a<img src=p.png alt=x>b<p>c', '', { pictures });
    expect(itemsOf(laid.pages[0], 'image').map(({ x, y }) => [x, y])).toEqual([[10, 0]]);
    expect(placesOf(laid.pages[0]).at(-1)).toBe('c@0,40');
  });

  it.each([
    ['top', 0, 8],
    ['bottom', 0, 28],
    ['middle', 0, 19],
    ['text-top', 0, 8],
    ['text-bottom', 0, 28],
    ['-10pt', 0, 20],
  ])('align pictures by vertical-align: %s', async (align, top, baseline) => {
    const laid = await layOut('<p>a<img src=p.png alt=x></p>', `img { vertical-align: ${align} }`, {
      pictures,
    });
    expect([tenths(itemsOf(laid.pages[0], 'image')[0]?.y ?? -1), tenths(lineWith(laid, 'a').y)]).toEqual([top, baseline]); // prettier-ignore
    expect(laid.pages).toHaveLength(1);
  });

  it('stand in reading order in a right-to-left line', async () => {
    const laid = await layOut('<p dir=rtl>a<img src=p.png alt=x>b</p>', '', { pictures });
    expect(itemsOf(laid.pages[0], 'image').map(({ x }) => x)).toEqual([60]);
  });

  it('may begin a line', async () => {
    const laid = await layOut('<p>aaaaaa <span>bbbbbb</span></p>', 'span { display: inline-block }');
    expect(placesOf(laid.pages[0]).at(-1)).toBe('bbbbbb@0,18');
  });

  it('are lines of their own block when that is all there is', async () => {
    const laid = await layOut('<figure><img src=p.png alt=x></figure>', '', { pictures });
    expect(itemsOf(laid.pages[0], 'image').map(({ x, y, width, height }) => [x, y, width, height])).toEqual([[0, 0, 30, 30]]); // prettier-ignore
  });
});

describe('margins, borders and padding of inline elements', () => {
  it('take room at the start and at the end', async () => {
    const laid = await layOut('<p>a<b>b</b>c</p>', 'b { margin-left: 3pt; padding-right: 4pt }');
    expect(wordsOf(laid, lineWith(laid, 'a'))).toEqual(['a@0-10', 'b@13-23', 'c@27-37']);
  });

  it('leave no trace in the text', async () => {
    const laid = await layOut('<p>a<b>b</b>c</p>', 'b { margin: 0 3pt }');
    expect(lineWith(laid, 'a').units.text).toBe('abc');
    expect(laid.finished[0]?.blocks.map(({ text }) => text)).toEqual(['abc']);
  });

  it('stand on the sides of the element’s own direction', async () => {
    const laid = await layOut(
      '<p dir=rtl>א<b>ב</b>ג</p>',
      'b { margin-inline-start: 3pt; margin-inline-end: 5pt }',
    );
    expect(wordsOf(laid, lineWith(laid, 'א'))).toEqual(['ג@62-72', 'ב@77-87', 'א@90-100']);
  });

  it('of a left-to-right element in a right-to-left line stay on their physical sides', async () => {
    const laid = await layOut(
      '<p dir=rtl>א <b dir=ltr>b c</b> ג</p>',
      'b { margin-left: 3pt; margin-right: 5pt }',
    );
    expect(wordsOf(laid, lineWith(laid, 'א'))).toEqual(['ג@22-32', 'b@45-55', 'c@65-75', 'א@90-100']);
  });

  it('count when lines are broken', async () => {
    const laid = await layOut('<p>aaaa <b>bbbbb</b></p>', 'b { padding-left: 1pt }');
    expect(linesOf(laid.pages[0])).toEqual(['aaaa', 'bbbbb']);
  });

  it('stay with the first and the last word when the element is broken', async () => {
    const laid = await layOut('<p>aaaa <b>bbb ccc</b> d</p>', 'b { padding-left: 4pt; padding-right: 6pt }');
    expect(pageTexts(laid)).toEqual([['aaaa bbb', 'ccc d']]);
    expect(wordsOf(laid, lineWith(laid, 'aaaa'))).toEqual(['aaaa@0-40', 'bbb@54-84']);
    expect(wordsOf(laid, lineWith(laid, 'ccc'))).toEqual(['ccc@0-30', 'd@46-56']);
  });

  it('are painted with background and border, line by line', async () => {
    const laid = await layOut('<p>a <b>b</b></p>', 'b { padding: 0 4pt; border: 1pt solid #0000ff; margin-left: 2pt; background: #ff0000 }', {}); // prettier-ignore
    expect(fillsOf(laid.pages[0])).toEqual(['22,-1 20×12']);
    expect(itemsOf(laid.pages[0], 'rule')).toHaveLength(4);
  });

  it('do not let letters of one word join less', async () => {
    const laid = await layOut('<p>a<b>b</b></p>', 'b { padding-left: 0 }');
    expect(wordsOf(laid, lineWith(laid, 'a'))).toEqual(['a@0-10', 'b@10-20']);
  });
});

describe('lists', () => {
  const css = 'ul, ol { padding-inline-start: 30pt; list-style-type: decimal }';

  it('have their markers beside the first line, at the start side', async () => {
    expect(placesOf((await layOut('<ol><li>a<li>b</ol>', css)).pages[0])).toEqual(['1.@5,8', 'a@30,8', '2.@5,18', 'b@30,18']); // prettier-ignore
    expect(placesOf((await layOut('<ol dir=rtl><li>a<li>b</ol>', css)).pages[0])).toEqual(['1.@75,8', 'a@60,8', '2.@75,18', 'b@60,18']); // prettier-ignore
  });

  it('count from start, and from value on', async () => {
    const laid = await layOut('<ol start=4><li>a<li value=9>b<li>c</ol>', css);
    expect(linesOf(laid.pages[0])).toEqual(['4.', 'a', '9.', 'b', '10.', 'c']);
  });

  it('count anew inside and go on outside', async () => {
    const laid = await layOut('<ol><li>a<ol><li>b<li>c</ol><li>d</ol>', css);
    expect(linesOf(laid.pages[0])).toEqual(['1.', 'a', '1.', 'b', '2.', 'c', '2.', 'd']);
  });

  it('number in the digits that are asked for', async () => {
    const laid = await layOut(
      '<ol><li>a</ol>',
      'ol { list-style-type: persian; padding-inline-start: 30pt }',
    );
    expect(linesOf(laid.pages[0])).toEqual(['۱.', 'a']);
  });

  it('have their markers in structure elements of their own', async () => {
    const laid = await layOut('<ul><li>a</ul>');
    const roles = itemsOf(laid.pages[0], 'text').map(({ tag }) => laid.document.structure[tag]?.role);
    expect(roles).toEqual(['Lbl', 'LBody']);
  });

  it('have no markers with list-style: none', async () => {
    const laid = await layOut('<ul><li>a</ul>', 'ul { list-style: none }');
    expect(linesOf(laid.pages[0])).toEqual(['a']);
  });

  it('put an inside marker into the first line', async () => {
    const laid = await layOut('<ol><li>a</ol>', 'ol { list-style: decimal inside; padding: 0 }');
    expect(placesOf(laid.pages[0])).toEqual(['1. a@0,8']);
  });

  it('show the marker of an item without text', async () => {
    const laid = await layOut('<ol><li></li><li>b</ol>', css);
    expect(linesOf(laid.pages[0])).toEqual(['1.', '2.', 'b']);
  });
});

describe('letter-spacing', () => {
  const css = 'p { letter-spacing: 1pt }';

  it('of letters that join is ignored and reported, with the text', async () => {
    const laid = await layOut('<p data-source="a.md:3">Kabul <span lang=fa>کابل شهر</span>', css);
    expect(laid.diagnostics.list).toMatchObject([
      { code: 'C007', severity: 'warning', place: { file: 'a.md', line: 3 }, excerpt: 'کابل شهر' },
    ]);
    expect(wordsOf(laid, lineWith(laid, 'کابل'))).toEqual(['شهر@0-30', 'کابل@41-81']);
  });

  it('is reported once for each place', async () => {
    const laid = await layOut('<p data-source="a.md:3">کابل<br>شهر<p data-source="a.md:5">شهر', css);
    expect(laid.diagnostics.list.map(({ place }) => place?.line)).toEqual([3, 5]);
    const same = await layOut('<div data-source="a.md:3"><p>کابل<p>شهر</div>', css);
    expect(same.codes).toEqual(['C007']);
  });

  it('of other letters, and none at all, is no matter', async () => {
    expect((await layOut('<p>Kabul אבג', css)).codes).toEqual([]);
    expect((await layOut('<p>کابل <b>Kabul</b>', 'b { letter-spacing: 1pt }')).codes).toEqual([]);
  });
});

describe('hidden inline elements', () => {
  const css = '.h { visibility: hidden } .v { visibility: visible }';

  it('keep their room and show no text', async () => {
    const laid = await layOut('<p>aa <span class=h>bb</span> cc</p>', css);
    const item = lineWith(laid, 'cc');
    const { order, x } = positionUnits(item, laid.fonts);
    const shown = [...order].flatMap((unit, i) => ((item.units.word[unit] ?? -1) >= 0 && ((item.units.flags[unit] ?? 0) & UNIT_SPACE) === 0 ? [tenths(x[i] ?? 0)] : [])); // prettier-ignore
    expect(shown).toEqual([0, 60]);
    expect(item.width).toBe(80);
  });

  it('are no part of the text that is read', async () => {
    const laid = await layOut('<p>aa <span class=h>bb</span> cc d<span class=h>e</span>f</p>', css);
    expect(laid.finished[0]?.blocks.map(({ text }) => text)).toEqual(['aa cc df']);
  });

  it('leave no item of a line in which there is nothing else', async () => {
    const laid = await layOut('<p>aaaa<br><span class=h>bbbb</span><br>cccc</p>', css);
    expect(placesOf(laid.pages[0])).toEqual(['aaaa@0,8', 'cccc@0,28']);
  });

  it('paint no lines, boxes and link areas', async () => {
    const html = '<p>aa <a class=h href="#x" style="background: #ff0000; border: 1pt solid; text-decoration: underline">b</a>'; // prettier-ignore
    const laid = await layOut(html, css);
    expect(laid.pages[0]?.items.map(({ kind }) => kind)).toEqual(['text']);
  });

  it('may hold visible ones, and so may hidden blocks', async () => {
    const laid = await layOut('<p class=h>aa <b class=v>bb</b> cc</p>', css);
    expect(laid.finished[0]?.blocks.map(({ text }) => text)).toEqual(['bb']);
    expect(tenths(lineWith(laid, 'bb').width)).toBe(80);
  });
});
