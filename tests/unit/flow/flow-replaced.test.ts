import { describe, expect, it } from 'vitest';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { boxOf, itemsOf, layOut, pageTexts } from '../../helpers/lay-out.ts';

const pictures = { 'p.png': [80, 40], 'tall.png': [40, 400], 'v.svg': [80, 40] } as const; // 60 × 30 pt

async function picture(css: string, attributes = ''): Promise<LaidOut> {
  return layOut(`<img src=p.png alt=x ${attributes}>`, `img { display: block; ${css} }`, { pictures });
}

async function box(css: string, attributes = ''): Promise<string> {
  const image = itemsOf((await picture(css, attributes)).pages[0], 'image')[0];
  return image === undefined ? '' : boxOf(image);
}

describe('pictures', () => {
  it('have their natural size at 96 pixels an inch', async () => {
    expect(await box('')).toBe('0,0 60×30');
  });

  it('keep their shape when only one side is given', async () => {
    expect(await box('width: 40pt')).toBe('0,0 40×20');
    expect(await box('height: 10pt')).toBe('0,0 20×10');
    expect(await box('width: 50%')).toBe('0,0 50×25');
  });

  it('take sizes from attributes, and from the style sheet first', async () => {
    expect(await box('', 'width=40')).toBe('0,0 30×15');
    expect(await box('width: 20pt', 'width=40')).toBe('0,0 20×10');
  });

  it('are held within max-width and max-height, in shape', async () => {
    expect(await box('max-width: 30pt')).toBe('0,0 30×15');
    expect(await box('max-height: 15pt')).toBe('0,0 30×15');
    expect(await box('max-width: 50%')).toBe('0,0 50×25');
  });

  it('have padding and border around', async () => {
    expect(await box('padding: 2pt; border: 1pt solid; width: 40pt')).toBe('3,3 40×20');
  });

  it('are centred with auto margins', async () => {
    expect(await box('margin: 0 auto')).toBe('20,0 60×30');
  });

  it.each([
    ['fill', '0,0 40×40'],
    ['contain', '0,10 40×20'],
    ['cover', '-20,0 80×40'],
    ['none', '-10,5 60×30'],
    ['scale-down', '0,10 40×20'],
  ])('are fitted by object-fit: %s', async (fit, expected) => {
    const laid = await picture(`width: 40pt; height: 40pt; object-fit: ${fit}`);
    const image = itemsOf(laid.pages[0], 'image')[0];
    expect(image === undefined ? '' : boxOf(image.picture)).toBe(expected);
    expect(image === undefined ? '' : boxOf(image)).toBe('0,0 40×40');
  });

  it('show the part that object-position asks for', async () => {
    const laid = await picture('width: 40pt; height: 40pt; object-fit: cover; object-position: right top');
    expect(itemsOf(laid.pages[0], 'image').map((image) => boxOf(image.picture))).toEqual(['-40,0 80×40']);
  });

  it('higher than the page are scaled to it, with a warning', async () => {
    const laid = await layOut('<p>a</p><img src=tall.png alt=x><p>b</p>', 'img { display: block }', {
      pictures,
    });
    expect(itemsOf(laid.pages[1], 'image').map(boxOf)).toEqual(['0,0 10×100']);
    expect(laid.codes).toEqual(['L002']);
    expect(pageTexts(laid)).toEqual([['a'], [], ['b']]);
  });

  it('higher than the page are scaled in lines, too', async () => {
    const laid = await layOut('<p>a <img src=tall.png alt=x> b</p>', '', { pictures });
    for (const page of laid.pages)
      for (const image of itemsOf(page, 'image')) expect(image.height).toBeLessThanOrEqual(100);
    expect(laid.codes).toContain('L002');
  });

  it('that do not fit go to the next page', async () => {
    const laid = await layOut(`<p>${'a<br>'.repeat(8)}</p><img src=p.png alt=x>`, 'img { display: block }', {
      pictures,
    });
    expect(itemsOf(laid.pages[1], 'image')).toHaveLength(1);
  });

  it('drawn as vectors are items of their own kind', async () => {
    const laid = await layOut('<img src=v.svg alt=x>', 'img { display: block }', { pictures });
    expect(itemsOf(laid.pages[0], 'svg').map(boxOf)).toEqual(['0,0 60×30']);
  });

  it('without alternative text are reported; decoration is an artifact', async () => {
    const laid = await layOut('<img src=p.png><img src=p.png alt="">', '', { pictures });
    expect(laid.codes).toEqual(['I004']);
    expect(itemsOf(laid.pages[0], 'image').map(({ tag }) => tag)).toEqual([-1, -1]);
  });

  it('in a link can be clicked', async () => {
    const laid = await layOut('<p><a href="https://x.org/"><img src=p.png alt=x></a></p>', '', { pictures });
    expect(itemsOf(laid.pages[0], 'link').map(({ x, width }) => [x, width])).toEqual([[0, 60]]);
  });
});
