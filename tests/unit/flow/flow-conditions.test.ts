import { describe, expect, it } from 'vitest';
import { itemsOf, layOut, lineWith, linesOf, pageTexts } from '../../helpers/lay-out.ts';
import type { LaidOut } from '../../helpers/lay-out.ts';

/** Paragraphs of the flow, one line each: t0, t1 … */
function story(lines: number): string {
  return Array.from({ length: lines }, (_, i) => `<p class=t>t${i}</p>`).join('');
}

const CSS = `
  @page { size: 200pt 100pt }
  .t { flow-into: lead }
  .front { display: flex; flex-direction: column; height: 50pt }
  .start { flow-from: lead; flex: 1 1 0; min-height: 0 }
  .jump { flex: none; -nashr-display-if: flow-continues(lead) }
  .jump a::after { content: target-counter(attr(href), page) }
  .rest { break-before: page; -nashr-display-if: flow-continues(lead) }
  .end { flow-from: lead }
`;
const FRONT =
  '<div class=front id=front><div class=start></div><p class=jump><a href="#end">on </a></p></div>';
const REST = '<div class=rest><p class=jump><a href="#front">from </a></p><div class=end id=end></div></div>';

function pages(lines: number, between = '', css = ''): Promise<LaidOut> {
  return layOut(`${story(lines)}${FRONT}${between}${REST}<p>after</p>`, CSS + css);
}

describe('a line that says where an article goes on', () => {
  it('is not there, and takes no room, when the text fits without it', async () => {
    const laid = await pages(5);
    expect(pageTexts(laid)).toEqual([['t0', 't1', 't2', 't3', 't4', 'after']]);
    expect(lineWith(laid, 'after').y).toBe(58);
    expect(laid.codes).toEqual([]);
  });

  it('is there when one line more is to be set, with the number of the page where the text goes on', async () => {
    const laid = await pages(6);
    expect(pageTexts(laid)).toEqual([
      ['t0', 't1', 't2', 't3', 'on 2'],
      ['from 1', 't4', 't5', 'after'],
    ]);
  });

  it('names a later page when others lie between', async () => {
    const laid = await pages(7, '<p class=b>x</p><p class=b>y</p>', '.b { break-before: page }');
    expect(pageTexts(laid).map((page) => page.at(-1))).toEqual(['on 4', 'x', 'y', 'after']);
    expect(linesOf(laid.pages[3])[0]).toBe('from 1');
  });

  it('is the same in a box that does not flex', async () => {
    const css = '.front { display: block; height: auto } .start { height: 30pt }';
    expect(pageTexts(await pages(3, '', css))).toEqual([['t0', 't1', 't2', 'after']]);
    expect(pageTexts(await pages(4, '', css))).toEqual([
      ['t0', 't1', 't2', 'on 2'],
      ['from 1', 't3', 'after'],
    ]);
  });

  it('stands at each of several regions from which the text goes on', async () => {
    const second = '<div class="front b" id=two><p class=jump><a href="#front">from </a></p><div class=start></div><p class=jump><a href="#end">on </a></p></div>'; // prettier-ignore
    const css = '.b { break-before: page; -nashr-display-if: flow-continues(lead) }';
    const laid = async (lines: number): Promise<readonly (readonly string[])[]> => {
      const front = FRONT.replace('#end', '#two');
      return pageTexts(
        await layOut(`${story(lines)}${front}${second}${REST.replace('#front', '#two')}`, CSS + css),
      );
    };
    expect(await laid(5)).toEqual([['t0', 't1', 't2', 't3', 't4']]);
    expect(await laid(8)).toEqual([
      ['t0', 't1', 't2', 't3', 'on 2'],
      ['from 1', 't4', 't5', 't6', 't7'],
    ]);
    expect(await laid(9)).toEqual([
      ['t0', 't1', 't2', 't3', 'on 2'],
      ['from 1', 't4', 't5', 't6', 'on 3'],
      ['from 2', 't7', 't8'],
    ]);
  });

  it('loses no line and shows none twice, whatever the length of the text', async () => {
    for (let lines = 1; lines <= 24; lines++) {
      const laid = await pages(lines);
      const shown = pageTexts(laid).flat().filter((text) => text.startsWith('t')); // prettier-ignore
      expect(shown).toEqual(Array.from({ length: lines }, (_, i) => `t${i}`));
      const jumps = pageTexts(laid).flat().filter((text) => text.startsWith('on')); // prettier-ignore
      expect(jumps).toEqual(lines > 5 ? ['on 2'] : []);
    }
  });
});

describe('-nashr-display-if', () => {
  it('keeps a box until the last of its flows has nothing left', async () => {
    const css =
      '.w { flow-into: picture } .show { flow-from: picture } .rest { -nashr-display-if: flow-continues(lead picture) }';
    const rest = REST.replace('<p', '<div class=show></div><p');
    expect(pageTexts(await layOut(`${story(2)}${FRONT}${rest}`, CSS + css))).toEqual([['t0', 't1']]);
    const laid = await layOut(`${story(2)}<p class=w>w</p>${FRONT}${rest}`, CSS + css);
    expect(pageTexts(laid)).toEqual([['t0', 't1'], ['w']]);
  });

  it('leaves no page of its own behind, nor a region that waits for text', async () => {
    const laid = await pages(2);
    expect(laid.pages).toHaveLength(1);
    expect(itemsOf(laid.pages[0], 'anchor').map(({ name }) => name)).toEqual(['front']);
  });

  it('works on each front of an issue that has two', async () => {
    const part = (lines: number): string => `${story(lines)}${FRONT}${REST}`;
    const laid = await layOut(`<html dir=rtl><body><div dir=ltr>${part(6)}</div><div data-front=back dir=ltr>${part(3)}</div>`, CSS); // prettier-ignore
    expect(pageTexts(laid).map((page) => page.at(-1))).toEqual(['on 2', 't5', 't2']);
  });

  it('has no effect on text in a line, and says so', async () => {
    const laid = await layOut('<p>a <b>b</b></p>', 'b { -nashr-display-if: flow-continues(x) }');
    expect(pageTexts(laid)).toEqual([['a b']]);
    expect(laid.codes).toEqual(['L003']);
  });

  it('refuses what is no list of names', async () => {
    for (const value of ['flow-continues()', 'flow-continues("a")', 'flow-continues', 'none'])
      expect((await layOut('<p>a</p>', `p { -nashr-display-if: ${value} }`)).codes).toEqual(['C003']);
  });
});

it('a positioned region counts like any other', async () => {
  const css =
    '.start { position: absolute; top: 10pt; left: 0; width: 60pt; height: 20pt; flow-from: lead } .front { display: block; height: auto } .jump { position: absolute; top: 40pt }';
  const laid = async (lines: number): Promise<readonly (readonly string[])[]> => pageTexts(await pages(lines, '', css)); // prettier-ignore
  expect((await laid(2)).map((page) => page.toSorted())).toEqual([['after', 't0', 't1']]);
  expect((await laid(3)).map((page) => page.toSorted())).toEqual([['on 2', 't0', 't1'], ['after', 'from 1', 't2']]); // prettier-ignore
});
