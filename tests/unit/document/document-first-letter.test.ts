import { describe, expect, it } from 'vitest';
import type { Box, InlineNode, ParagraphBox } from '../../../src/document/boxes.ts';
import { layOut } from '../../helpers/lay-out.ts';

const RED = '::first-letter { color: #ff0000 }';

function paragraphsOf(box: Box): readonly ParagraphBox[] {
  if (box.kind === 'paragraph') return [box];
  return box.kind === 'block' || box.kind === 'flex' ? box.children.flatMap(paragraphsOf) : [];
}

async function firstParagraph(html: string, css: string): Promise<ParagraphBox | undefined> {
  return paragraphsOf((await layOut(html, css)).document.root)[0];
}

function isRed(node: InlineNode): boolean {
  if (node.kind !== 'text') return false;
  const { color } = node.context.style;
  return color.kind === 'rgb' && color.red === 1;
}

/** The content with the red text in brackets. */
async function letters(html: string, css = `p${RED}`): Promise<string> {
  const paragraph = await firstParagraph(html, css);
  const texts = (paragraph?.content ?? []).map((node) => (node.kind === 'text' ? (isRed(node) ? `[${node.text}]` : node.text) : '')); // prettier-ignore
  return texts
    .join('')
    .replace(/[ \n]+/g, ' ')
    .trim();
}

describe('::first-letter', () => {
  it.each([
    ['a letter', 'On time', '[O]n time'],
    ['a digit', '1924 was', '[1]924 was'],
    ['a letter with its marks', 'E\u0301te\u0301', '[E\u0301]te\u0301'],
    ['punctuation before and after it', '“(A)” b', '[“(A)”] b'],
    ['fixed spaces between', '«\u202FA b', '[«\u202FA] b'],
    ['no dash', '– a', '– a'],
    ['a letter behind white space', '  \n On', '[O]n'],
    ['nothing where there is no letter', '… “', '… “'],
    ['nothing behind a forced break', '<br>On', 'On'],
    ['nothing behind a picture', '<img src=x alt="">On', 'On'],
    ['a letter in an element', '<b>On</b> time', '[O]n time'],
    ['punctuation before an element', '“<b>On</b>” time', '[“][O]n” time'],
    ['a letter beyond ASCII planes', '\u{1D400}bc', '[\u{1D400}]bc'],
    ['a joined letter without initial-letter', 'کتاب', '[ک]تاب'],
  ])('takes %s', async (_, html, expected) => {
    expect(await letters(`<p>${html}`)).toBe(expected);
  });

  it('takes generated content for the beginning', async () => {
    expect(await letters('<p>On', `p${RED} p::before { content: "x" }`)).toBe('[x]On');
  });

  it('of a block is that of the first paragraph in it', async () => {
    const css = `div${RED}`;
    expect(await letters('<div><section><p>On</section><p>b</div>', css)).toBe('[O]n');
    const [, second] = paragraphsOf((await layOut('<div><p>On<p>b</div>', css)).document.root);
    expect(second?.content.some(isRed)).toBe(false);
  });

  it('of an inner block wins over that of the block around', async () => {
    expect(await letters('<div><p>On</div>', `p${RED} div::first-letter { color: #00ff00 }`)).toBe('[O]n');
  });

  it('does not look beside a marker inside the item, nor into flex containers', async () => {
    expect(await letters('<ul><li>On</ul>', `li${RED} li { list-style-position: inside }`)).toContain('On');
    expect(await letters('<div><p>On</div>', `div${RED} div { display: flex }`)).toBe('On');
  });

  it('keeps the link and the structure of the text around', async () => {
    const paragraph = await firstParagraph('<p><a href="#x">On</a>', `p${RED}`);
    const texts = (paragraph?.content ?? []).filter((node) => node.kind === 'text');
    expect(texts.map(({ context }) => context.href)).toEqual(['#x', '#x']);
    expect(new Set(texts.map(({ context }) => context.tag)).size).toBe(1);
  });

  it('has room at its ends like an inline element', async () => {
    const paragraph = await firstParagraph('<p>On', 'p::first-letter { margin-right: 2pt }');
    expect(paragraph?.content.map(({ kind }) => kind)).toEqual(['edge', 'text', 'edge', 'text']);
    expect(paragraph?.initial).toBeNull();
  });

  it('with initial-letter names the letter, its lines and where it is', async () => {
    const paragraph = await firstParagraph('<p>“On', 'p::first-letter { initial-letter: 3 2 }');
    expect(paragraph?.initial).toMatchObject({ size: 3, sink: 2, letter: '“O' });
    expect(paragraph?.initial?.contexts).toHaveLength(1);
  });

  it('with initial-letter leaves joined letters as they are', async () => {
    const css = 'p::first-letter { initial-letter: 3; color: #ff0000 }';
    expect(await letters('<p lang=fa dir=rtl>کتاب', css)).toBe('کتاب');
  });

  it('reports a background that an initial letter cannot have', async () => {
    const css = 'p::first-letter { initial-letter: 3; background: #ff0000 }';
    expect((await layOut('<p>On', css)).codes).toEqual(['L003']);
  });
});
