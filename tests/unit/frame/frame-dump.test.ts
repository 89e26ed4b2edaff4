import { describe, expect, it } from 'vitest';
import { dumpPages } from '../../../src/frame/dump.ts';
import type { Page } from '../../../src/frame/frame.ts';
import { layOut } from '../../helpers/lay-out.ts';

const EMPTY: Page = {
  index: 0,
  front: 'main',
  width: 100,
  height: 50,
  side: 'left',
  label: '۱',
  items: [],
  bookmarks: [],
};
const NO_FONTS = { word: () => never(), face: () => never() };

function never(): never {
  throw new Error('not asked for');
}

describe('the dump of a page', () => {
  it('begins with number, side, label and size', () => {
    expect(dumpPages([EMPTY], NO_FONTS)).toBe('page 1 left “۱” 100×50\n');
  });

  it('rounds places to a hundredth of a point and knows no minus zero', () => {
    const black = { kind: 'rgb', red: 0, green: 0, blue: 0, alpha: 1 } as const;
    const page: Page = {
      ...EMPTY,
      items: [{ kind: 'fill', x: -0.001, y: 1.005001, width: 10.12345, height: 2, radius: 0, color: black }],
    };
    expect(dumpPages([page], NO_FONTS)).toContain('fill 0,1.01 10.12×2 #000000\n');
  });

  it('shows the text of a line in logical order with its role, font and place', async () => {
    const laid = await layOut('<html lang=fa dir=rtl><p>abc سلام</p></html>');
    expect(laid.dump()).toContain('text 20,8 80 P#1 Squares 10 “abc سلام”');
  });

  it('shows characters that cannot be seen by their numbers', async () => {
    const laid = await layOut('<p>a\u200Cb\u00ADc</p>');
    expect(laid.dump()).toContain('“a\\u200Cb\\u00ADc”');
  });

  it('tells pictures, links, anchors, bookmarks and artifacts apart', async () => {
    const laid = await layOut(
      '<h1 id=top>head</h1><p><a href="#top">up</a><p><img src=p.png alt=pic>',
      '@page { margin-top: 10pt; @top-left { content: "run" } }',
      { pictures: { 'p.png': [20, 20] } },
    );
    const dump = laid.dump();
    expect(dump).toMatch(/anchor 0,10 top/);
    expect(dump).toMatch(/link 0,20 20×10 Link#\d+ #top/);
    expect(dump).toMatch(/image 0,30 15×15 Figure#\d+ p\.png “pic”/);
    expect(dump).toMatch(/text .* artifact Squares 10 “run”/);
    expect(dump).toMatch(/bookmark 1 10 “head”/);
  });

  it('is the same for the same source', async () => {
    const html = '<p>one two three</p><ul><li>four</ul>';
    expect((await layOut(html)).dump()).toBe((await layOut(html)).dump());
  });

  it('says how a line that was justified or continued differs from its words', async () => {
    const laid = await layOut('<p>aa bb cc dd ee</p>', 'p { text-align: justify }');
    expect(laid.dump()).toMatch(/“aa bb cc dd” spaces -3.33 continues space/);
  });
});
