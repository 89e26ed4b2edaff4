import { describe, expect, it } from 'vitest';
import { fillsOf, layOut, pageTexts } from '../../helpers/lay-out.ts';

/** Pages of 60 pt with 40 pt at the outer side, and a float that takes both. */
const CSS = `
  @page { size: 120pt 100pt }
  @page :left { margin-left: 50pt; margin-right: 10pt }
  @page :right { margin-left: 10pt; margin-right: 50pt }
  .f { float: top; float-reference: page; width: 100pt; height: 20pt; background: #ff0000 }
`;

function pagesOf(direction: 'rtl' | 'ltr'): string {
  const page = '<p>a<div class=f></div></p>';
  return `<html dir=${direction}><body>${page}<div style="break-before: page">${page}</div></body></html>`;
}

describe('a float wider than the page area', () => {
  it.each(['rtl', 'ltr'] as const)(
    'begins at the spine and ends in the outer margin, read %s',
    async (direction) => {
      const laid = await layOut(pagesOf(direction), CSS);
      expect(laid.pages.map(({ side }) => side)).toEqual(
        direction === 'rtl' ? ['left', 'right'] : ['right', 'left'],
      );
      expect(laid.pages.map(fillsOf)).toEqual([['10,0 100×20'], ['10,0 100×20']]);
    },
  );

  it('leaves one that fits where it is', async () => {
    const laid = await layOut(pagesOf('ltr'), `${CSS} .f { width: 30pt }`);
    expect(laid.pages.map(fillsOf)).toEqual([['10,0 30×20'], ['50,0 30×20']]);
  });
});

describe('a region', () => {
  it.each(['flex', 'table'])(
    'that asks to be %s shows its flow as blocks, with a warning',
    async (display) => {
      const laid = await layOut('<p class=t>text</p><div class=r></div>', `.t { flow-into: f } .r { flow-from: f; display: ${display} }`); // prettier-ignore
      expect(pageTexts(laid)).toEqual([['text']]);
      expect(laid.codes).toEqual(['L003']);
    },
  );
});
