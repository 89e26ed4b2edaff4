// What @page says of bleed and marks → what the page carries for the press edition: only what is said.
import { describe, expect, it } from 'vitest';
import { mm } from '../../../src/base/length.ts';
import { layOut } from '../../helpers/lay-out.ts';

const SIZE = '@page { size: 140pt 140pt; margin: 20pt }';

async function pagesWith(css: string): Promise<readonly (readonly [unknown, unknown])[]> {
  const { pages } = await layOut('<p>a</p><p class=b>b</p>', `${SIZE} ${css} .b { break-before: page }`);
  return pages.map(({ bleed, marks }) => [bleed, marks]);
}

describe('a page', () => {
  it('says nothing of bleed and marks where @page does not', async () => {
    const { pages } = await layOut('<p>a</p>', SIZE);
    expect('bleed' in (pages[0] ?? {})).toBe(false);
    expect('marks' in (pages[0] ?? {})).toBe(false);
  });

  it('has the bleed and marks of @page', async () => {
    const marks = { crop: true, cross: true };
    expect(await pagesWith('@page { bleed: 3mm; marks: crop cross }')).toEqual([[mm(3), marks], [mm(3), marks]]); // prettier-ignore
  });

  it('has those of its own kind of page', async () => {
    expect(await pagesWith('@page { bleed: 3mm } @page :first { bleed: 0; marks: none }')).toEqual([
      [0, { crop: false, cross: false }],
      [mm(3), undefined],
    ]);
  });

  it('leaves an automatic bleed to the printer', async () => {
    const marks = { crop: true, cross: false };
    expect(await pagesWith('@page { bleed: auto; marks: crop }')).toEqual([[undefined, marks], [undefined, marks]]); // prettier-ignore
  });
});
