import { describe, expect, it } from 'vitest';
import { fillsOf, itemsOf, layOut, lineWith, pageTexts, placesOf, wordsOf } from '../../helpers/lay-out.ts';

const CSS = 'ul, ol { padding-inline-start: 30pt }';
const places = async (html: string, css = CSS): Promise<readonly string[]> => placesOf((await layOut(html, css)).pages[0]); // prettier-ignore

describe('lists', () => {
  it('nest, with markers at the right in right-to-left lists', async () => {
    const html = '<div dir=rtl><ol style="list-style: persian"><li>اا<ul><li>بب</ul></ol></div>';
    expect(await places(html)).toEqual(['۱.@75,8', 'اا@50,8', '•@45,18', 'بب@20,18']);
  });

  it('hold lists of the other direction', async () => {
    const html = '<ol><li>aa<ol dir=rtl style="list-style: persian"><li>بب</ol></ol>';
    expect(await places(html)).toEqual(['1.@5,8', 'aa@30,8', '۱.@75,18', 'بب@50,18']);
  });

  it('have the markers of items in another direction on the side of the list', async () => {
    expect(await places('<ol dir=rtl><li>اا<li dir=ltr>bb</ol>')).toEqual([
      '1.@75,8',
      'اا@50,8',
      '2.@75,18',
      'bb@0,18',
    ]);
    expect(await places('<ol><li>aa<li dir=rtl>بب</ol>')).toEqual([
      '1.@5,8',
      'aa@30,8',
      '2.@5,18',
      'بب@80,18',
    ]);
  });

  it('have them on the side of the item where the item has the room for them', async () => {
    const css = 'ul, ol { padding: 0 } li { padding-inline-start: 30pt }';
    expect(await places('<ol dir=rtl><li dir=ltr>bb</ol>', css)).toEqual(['1.@5,8', 'bb@30,8']);
  });

  // With room for the widest marker, which is told otherwise: it would leave the page (L002).
  it('count in Persian letters and in abjad', async () => {
    const persian = await layOut(
      '<ol style="padding-inline-start: 40pt; list-style: persian-alphabetic" start=3><li>a<li value=32>b<li>c</ol>',
      CSS,
    );
    expect(pageTexts(persian)[0]?.filter((text) => text.endsWith('.'))).toEqual(['پ.', 'ی.', 'اا.']);
    const abjad = await layOut(
      '<ol style="padding-inline-start: 40pt; list-style: arabic-abjad" start=5><li>a<li value=28>b<li>c</ol>',
      CSS,
    );
    expect(pageTexts(abjad)[0]?.filter((text) => text.endsWith('.'))).toEqual(['هـ.', 'غ.', '29.']);
    expect([...persian.codes, ...abjad.codes]).toEqual([]);
  });

  it('count as their type attribute says', async () => {
    const laid = await layOut('<ol type=a><li>x</ol><ol type=I start=4><li>x</ol>', CSS);
    expect(pageTexts(laid)[0]).toEqual(['a.', 'x', 'IV.', 'x']);
  });

  it('count down where they are reversed, to one or from their start', async () => {
    const laid = await layOut('<ol reversed><li>x<li>x<li>x</ol><ol reversed start=9><li>x<li value=4>x<li>x</ol>', CSS); // prettier-ignore
    expect(pageTexts(laid)[0]?.filter((text) => text !== 'x')).toEqual(['3.', '2.', '1.', '9.', '4.', '3.']);
  });

  it('leave an item without text the height of its marker', async () => {
    expect(await places('<ol><li></li><li>b</ol>')).toEqual(['1.@5,8', '2.@5,18', 'b@30,18']);
  });

  it('keep the marker of an empty item on the page', async () => {
    const laid = await layOut(`<p>${'x<br>'.repeat(10)}</p><ol><li></li></ol>`, CSS);
    expect(pageTexts(laid)[1]).toEqual(['1.']);
  });

  it('draw the boxes of tasks in the place of markers, in both directions', async () => {
    const html = '<ul><li class=task><span class=task-box></span>aa</li><li class="task done"><span class=task-box></span>bb</li></ul>'; // prettier-ignore
    const laid = await layOut(html, `${CSS} .task { font-size: 10pt }`);
    // A square of 6.5 pt within its border, then half an em; the text begins where that of other items does.
    expect(fillsOf(laid.pages[0])).toEqual(['17.3,10.3 7.7×7.7']);
    expect(wordsOf(laid, lineWith(laid, 'aa')).at(-1)).toBe('aa@30-50');
    expect(itemsOf(laid.pages[0], 'rule').length).toBeGreaterThanOrEqual(8);
    expect(laid.finished.flatMap(({ blocks }) => blocks.map(({ text }) => text))).toEqual(['aa', 'bb']);
    const rtl = await layOut(`<div dir=rtl>${html}</div>`, CSS);
    expect(fillsOf(rtl.pages[0])).toEqual(['75,10.3 7.7×7.7']);
    expect(wordsOf(rtl, lineWith(rtl, 'aa'))[0]).toBe('aa@50-70');
  });
});
