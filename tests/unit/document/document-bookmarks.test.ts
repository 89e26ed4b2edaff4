import { describe, expect, it } from 'vitest';
import type { Box, BoxBookmark } from '../../../src/document/boxes.ts';
import { layOut } from '../../helpers/lay-out.ts';

/** Of all boxes, from the outermost on. */
async function bookmarks(html: string, css = ''): Promise<readonly BoxBookmark[]> {
  const { document } = await layOut(html, css);
  const collect = (box: Box): readonly BoxBookmark[] => [
    ...(box.bookmark === null ? [] : [box.bookmark]),
    ...('children' in box ? box.children.flatMap(collect) : []),
  ];
  return collect(document.root);
}

describe('bookmarks of the document', () => {
  it('are its headings, by their level and in their order', async () => {
    expect(
      await bookmarks('<section><h1>a</h1><p>x</p><h3>b  <i>c</i><br>d</h3></section><h2>e</h2>'),
    ).toEqual([
      { level: 1, label: 'a', order: 0, isOpen: true },
      { level: 3, label: 'b c d', order: 1, isOpen: true },
      { level: 2, label: 'e', order: 2, isOpen: true },
    ]);
  });

  it('are whatever the style sheet says, outer elements first', async () => {
    const css = '[data-label] { bookmark-level: 1; bookmark-label: attr(data-label); bookmark-state: closed } h1 { bookmark-level: 2 } .more h1 { bookmark-level: none }'; // prettier-ignore
    expect(await bookmarks('<div data-label="A"><h1>b</h1></div><div class="more"><h1>c</h1></div>', css)).toEqual([
      { level: 1, label: 'A', order: 0, isOpen: false },
      { level: 2, label: 'b', order: 1, isOpen: true },
    ]); // prettier-ignore
  });

  it('are not of elements without words', async () => {
    const css = 'div { bookmark-level: 1; bookmark-label: attr(data-label) }';
    expect(await bookmarks('<h1> </h1><div>x</div><div data-label="&#9;">y</div>', css)).toEqual([]);
  });
});
