import { describe, expect, it } from 'vitest';
import { layOut, placesOf } from '../../helpers/lay-out.ts';

/** Where the lines begin, one place a line; the test font reaches 0.8 em above its baseline and 0.2 em below. */
async function baselines(html: string, css: string): Promise<readonly string[]> {
  const laid = await layOut(html, css);
  return [...new Set(placesOf(laid.pages[0]).map((place) => place.replace(/^.*,/, '')))];
}

const CSS = 'b { font-weight: 400; font-size: 20pt; line-height: 20pt }';

describe('text with a line-height above that of its paragraph', () => {
  it('makes its line as high as its own, and no other', async () => {
    expect(await baselines('<p>aaaaaaaa <b>b</b> cccccc dd</p>', CSS)).toEqual(['8', '26', '38']);
    expect(await baselines('<p><b>b</b> cccc dddddddddd</p>', CSS)).toEqual(['16', '28']);
  });

  it('does so from right to left, and as a first letter that stays in its line', async () => {
    expect(await baselines('<p dir=rtl>aaaaaaaa <b>b</b> cccccc dd</p>', CSS)).toEqual(['8', '26', '38']);
    const letter = 'p::first-letter { font-size: 20pt; line-height: 20pt }';
    expect(await baselines('<p>baaaa cccc dd</p>', letter)).toEqual(['16', '28']);
  });

  it('goes over to the next line of a line grid', async () => {
    const grid = 'html { line-grid: create } p { line-snap: baseline }';
    const [first, second] = await baselines('<p><b>b</b> cccc dddddddddd</p>', `${grid} ${CSS}`);
    expect((Number(second) - Number(first)) % 10).toBeCloseTo(0, 5);
    expect(Number(first)).toBeGreaterThanOrEqual(16);
  });

  it('keeps to its line where its line-height is that of the paragraph, however large it is', async () => {
    const large = 'b { font-weight: 400; font-size: 20pt }';
    const fixed = 'p { line-height: 10pt }';
    expect(await baselines('<p>aaaaaaaa <b>b</b> cccccc dd</p>', `${fixed} ${large}`)).toEqual(['8', '18', '28']); // prettier-ignore
  });
});
