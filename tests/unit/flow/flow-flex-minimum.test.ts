import { describe, expect, it } from 'vitest';
import { fillsOf, layOut, pageTexts, placesOf } from '../../helpers/lay-out.ts';

const COLUMN =
  '.x { display: flex; flex-direction: column; min-height: 60pt } .a, .b { background: #ff0000 }';
const TWO = '<div class=x><div class=a>a</div><div class=b>b</div></div>';

describe('a flex container that its minimum makes higher than its content', () => {
  it('has the rest to give to items that grow', async () => {
    const laid = await layOut(TWO, `${COLUMN} .a { flex-grow: 1 }`);
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 100×50', '0,50 100×10']);
  });

  it('has the rest to give to auto margins', async () => {
    const laid = await layOut(TWO, `${COLUMN} .b { margin-top: auto }`);
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'b@0,58']);
  });

  it('stretches the items of a row', async () => {
    const laid = await layOut(TWO, `${COLUMN} .x { flex-direction: row }`);
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 10×60', '10,0 10×60']);
  });

  it('breaks as before where its content is higher', async () => {
    const items = Array.from({ length: 14 }, (_, i) => `<p>a${i}</p>`).join('');
    const laid = await layOut(`<div class=x>${items}</div>`, COLUMN);
    expect(pageTexts(laid).map((page) => page.length)).toEqual([10, 4]);
  });
});
