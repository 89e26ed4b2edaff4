import { describe, expect, it } from 'vitest';
import { positionUnits } from '../../../src/frame/position-units.ts';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { itemsOf, layOut, lineWith, pageTexts, placesOf, tenths } from '../../helpers/lay-out.ts';

const couplet = (...parts: readonly string[]): string => `<div class=couplet>${parts.map((part) => `<span class=hemistich>${part}</span>`).join('')}</div>`; // prettier-ignore
const poem = (...couplets: readonly string[]): string => `<div class=poem>${couplets.join('')}</div>`;
const page = (width: number, height = 100): string =>
  `@page { size: ${width}pt ${height}pt } .poem { margin: 0 } .hemistich { text-align: justify; text-align-last: justify }`;

/** Right edge and width of each line, as its units are set. */
function extents(laid: LaidOut): readonly (readonly [right: number, width: number])[] {
  return laid.pages.flatMap((each) =>
    itemsOf(each, 'text').map((item) => {
      const { x } = positionUnits(item, laid.fonts);
      const width = x.at(-1) ?? 0;
      return [tenths(item.x + width), tenths(width)] as const;
    }),
  );
}

const FERDOWSI = [
  ['چو خورشید بر چرخ بنمود چهر', 'بیاراست روی زمین را به مهر'],
  ['به برج حمل تاج بر سر نهاد', 'از او خاور و باختر گشت شاد'],
  ['پر از غلغل و رعد شد کوهسار', 'پر از نرگس و لاله شد جویبار'],
].map(([a = '', b = '']) => couplet(a, b));

describe('couplets', () => {
  it('have hemistichs as wide as the longest of the poem and a quarter em', async () => {
    const laid = await layOut(poem(couplet('a a', 'aaa a'), couplet('aa a', 'a a')), `${page(200)} .couplet { column-gap: 20pt }`); // prettier-ignore
    const measure = 50 + 2.5;
    expect(new Set(extents(laid).map(([, width]) => width))).toEqual(new Set([measure]));
    expect(lineWith(laid, 'aaa a').x).toBeCloseTo(100 + 10, 5);
    expect(lineWith(laid, 'a a').x).toBeCloseTo(100 - 10 - measure, 5);
  });

  it('begin at the right in a right-to-left poem', async () => {
    const laid = await layOut(`<div dir=rtl>${poem(couplet('ا ا', 'ب ب'))}</div>`, page(200));
    expect(lineWith(laid, 'ا').x).toBeGreaterThan(lineWith(laid, 'ب').x);
    expect(lineWith(laid, 'ا').y).toBe(lineWith(laid, 'ب').y);
  });

  it('fill their measure with kashida, every hemistich to a tenth of a point', async () => {
    const laid = await layOut(`<div dir=rtl lang=fa>${poem(...FERDOWSI)}</div>`, `${page(500, 300)} html, div { font: 12.5pt/21pt Vazirmatn }`, { fonts: 'bundled' }); // prettier-ignore
    const widths = extents(laid).map(([, width]) => width);
    expect(widths).toHaveLength(6);
    expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(0.1);
    const lines = itemsOf(laid.pages[0], 'text');
    expect(lines.filter(({ replacements }) => replacements.length > 0).length).toBeGreaterThan(3);
  });

  it('take another poem’s hemistichs for nothing of theirs', async () => {
    const laid = await layOut(poem(couplet('a a', 'a a')) + poem(couplet('aaaa a', 'b b')), page(300));
    expect([...new Set(extents(laid).map(([, width]) => width))]).toEqual([32.5, 62.5]);
  });

  it('are as wide as the design says, but never narrower than their text', async () => {
    const css = `${page(400)} .hemistich { width: 50pt }`;
    const wide = await layOut(poem(couplet('a a', 'a a')), css);
    expect(extents(wide).map(([, width]) => width)).toEqual([50, 50]);
    const narrow = await layOut(poem(couplet('aaa aaaa', 'a a')), css);
    expect(extents(narrow).map(([, width]) => width)).toEqual([80, 80]);
  });

  it('put the second hemistich under the first, at the far side, where the column is too narrow', async () => {
    const laid = await layOut(poem(couplet('aaa a', 'a a'), couplet('a a', 'a aa')), page(80));
    expect(placesOf(laid.pages[0])).toEqual(['aaa a@0,8', 'a a@27.5,18', 'a a@0,28', 'a aa@27.5,38']);
    expect(new Set(extents(laid).map(([, width]) => width))).toEqual(new Set([52.5]));
  });

  it('stand stacked from the right in a right-to-left poem', async () => {
    const laid = await layOut(`<div dir=rtl>${poem(couplet('ااا ا', 'ب ب'))}</div>`, page(80));
    expect(extents(laid)).toEqual([
      [80, 52.5],
      [52.5, 52.5],
    ]);
  });

  it('are stacked as a whole: one long couplet decides for the poem', async () => {
    const laid = await layOut(poem(couplet('a a', 'a a'), couplet('aaaaa a', 'a a')), page(140));
    expect(itemsOf(laid.pages[0], 'text').map(({ y }) => y)).toEqual([8, 18, 28, 38]);
  });

  it('are not split over pages, beside each other or stacked', async () => {
    for (const width of [80, 200]) {
      const css = `${page(width, 50)} h1 { margin: 0; font-size: 10pt; line-height: 10pt; break-after: auto }`;
      const laid = await layOut(`<h1>h</h1>${poem(...Array.from({ length: 7 }, (_, i) => couplet(`a${i} b`, `c${i} d`)))}`, css); // prettier-ignore
      for (const texts of pageTexts(laid)) {
        const firsts = texts.flatMap((text) => /^a(\d)/.exec(text)?.[1] ?? []);
        const seconds = texts.flatMap((text) => /^c(\d)/.exec(text)?.[1] ?? []);
        expect(firsts).toEqual(seconds);
      }
      expect(pageTexts(laid).flat()).toHaveLength(15);
    }
  });

  it('are not split over columns', async () => {
    const laid = await layOut(`<section>${poem(...Array.from({ length: 5 }, (_, i) => couplet(`a${i} b`, `c${i} d`)))}</section>`, `${page(130, 30)} section { columns: 2; column-gap: 10pt; column-fill: auto }`); // prettier-ignore
    for (const sheet of laid.pages) {
      const lines = itemsOf(sheet, 'text');
      for (let i = 0; i + 1 < lines.length; i += 2)
        expect([lines[i]!.x < 60, lines[i]!.y]).toEqual([lines[i + 1]!.x < 60, lines[i + 1]!.y - 10]);
    }
    expect(pageTexts(laid).flat()).toHaveLength(10);
  });

  it('turn over the lines of a hemistich that no column holds, and say where', async () => {
    const laid = await layOut('<div data-source="a.md:7">' + poem(couplet('aaa aaa aaa', 'b b')) + '</div>', page(60)); // prettier-ignore
    expect(pageTexts(laid).flat()).toEqual(['aaa', 'aaa', 'aaa', 'b b']);
    const warnings = laid.diagnostics.list.filter(({ code }) => code === 'L002');
    expect(warnings.map(({ place }) => [place?.file, place?.line])).toEqual([['a.md', 7]]);
  });

  it('set a single hemistich in the middle, beside or stacked', async () => {
    const wide = await layOut(poem(couplet('a a', 'a a'), couplet('b b')), page(200));
    expect(lineWith(wide, 'b').x).toBeCloseTo((200 - 32.5) / 2, 5);
    const narrow = await layOut(poem(couplet('a a', 'a a'), couplet('b b')), page(50));
    expect(lineWith(narrow, 'b').x).toBeCloseTo((50 - 32.5) / 2, 5);
  });

  it('are stretched from right to left only, unless the design says so', async () => {
    const laid = await layOut(
      poem(couplet('a a', 'aaa a')),
      '@page { size: 200pt 100pt } .poem { margin: 0 }',
    );
    expect(extents(laid).map(([, width]) => width)).toEqual([30, 50]);
    expect([lineWith(laid, 'a a').x, lineWith(laid, 'aaa a').x]).toEqual([37.5, 110]);
  });

  it('do not stretch a single hemistich that is much shorter than the others', async () => {
    const laid = await layOut(
      poem(couplet('aaa aaa', 'aaa aaa'), couplet('b b'), couplet('bbb bb')),
      page(200),
    );
    expect(extents(laid).slice(2).map(([, width]) => width)).toEqual([30, 72.5]); // prettier-ignore
    expect(lineWith(laid, 'b b').x).toBeCloseTo(85, 5);
  });

  it('go on in a second row where there are more than two hemistichs', async () => {
    const laid = await layOut(poem(couplet('a a', 'b b', 'c c')), page(200));
    expect(itemsOf(laid.pages[0], 'text').map(({ y }) => y)).toEqual([8, 8, 18]);
    expect(lineWith(laid, 'c').x).toBeCloseTo((200 - 32.5) / 2, 5);
  });

  it('stand at the edges, or at the start, where the design says so', async () => {
    const html = poem(couplet('a a', 'b b'));
    const between = await layOut(html, `${page(200)} .couplet { justify-content: space-between }`);
    expect([lineWith(between, 'a').x, lineWith(between, 'b').x]).toEqual([0, 167.5]);
    const start = await layOut(html, `${page(200)} .couplet { justify-content: start; column-gap: 5pt }`);
    expect([lineWith(start, 'a').x, lineWith(start, 'b').x]).toEqual([0, 37.5]);
  });

  it('have an ornament in the middle of the gap, and none where they are stacked', async () => {
    const html = '<div class=poem><div class=couplet><span class=hemistich>a a</span><img src=s.svg alt=""><span class=hemistich>b b</span></div></div>'; // prettier-ignore
    const options = { pictures: { 's.svg': [8, 8] as const } };
    const wide = await layOut(html, page(200), options);
    expect(itemsOf(wide.pages[0], 'svg').map(({ x, width }) => x + width / 2)).toEqual([100]);
    const narrow = await layOut(html, page(50), options);
    expect(itemsOf(narrow.pages[0], 'svg')).toEqual([]);
    expect(pageTexts(narrow)).toEqual([['a a', 'b b']]);
  });

  it('are enlarged by at most 4 % where they are short and the font has no kashida', async () => {
    const html = `<div dir=rtl lang=fa>${poem(couplet('چو کشور نپاشد تن من مباد', 'بدین بوم و بر زنده یک تن مباد'), couplet('همه سر به سر تن به کشتن دهیم', 'از آن به که کشور به دشمن دهیم'))}</div>`; // prettier-ignore
    const laid = await layOut(html, `${page(400)} html, div { font: 14pt/31pt "Noto Nastaliq Urdu" } .hemistich { width: 48.5mm }`, { fonts: 'bundled' }); // prettier-ignore
    const sizes = itemsOf(laid.pages[0], 'text').map(({ units }) => tenths(units.styles[0]?.size ?? 0));
    expect(sizes).toEqual([14.6, 14, 14, 14]);
    const widths = extents(laid).map(([, width]) => width);
    expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(0.1);
    const [first, second] = itemsOf(laid.pages[0], 'text');
    expect(first?.y).toBeCloseTo(second?.y ?? 0, 5);
  });

  it('are stepped in a box by flow alone, for designs that do not justify', async () => {
    const css = `${page(500)} .poem { width: 128mm; margin: 0 auto } .couplet { -nashr-verse: none } .hemistich { display: block; text-align: start; text-align-last: auto } .hemistich + .hemistich { text-align: end }`; // prettier-ignore
    const laid = await layOut(`<div dir=rtl>${poem(couplet('ااا', 'ببب'))}</div>`, css);
    const box = (128 * 72) / 25.4;
    expect(lineWith(laid, 'ا').x + 30).toBeCloseTo((500 + box) / 2, 3);
    expect(lineWith(laid, 'ب').x).toBeCloseTo((500 - box) / 2, 3);
  });

  it('in boxes that ask for their width want both hemistichs beside each other', async () => {
    const laid = await layOut(`<div style="display: flex"><div>${poem(couplet('a a', 'b b'))}</div><p>cc</p></div>`, `${page(200)} .couplet { column-gap: 10pt }`); // prettier-ignore
    expect(lineWith(laid, 'cc').x).toBeCloseTo(75, 1);
  });

  it('higher than a page break like any block, and lose nothing', async () => {
    const laid = await layOut(poem(couplet(Array.from({ length: 9 }, (_, i) => `aa${i}`).join(' '), 'b b')), page(40, 40)); // prettier-ignore
    expect(pageTexts(laid).flat().join(' ')).toBe('aa0 aa1 aa2 aa3 aa4 aa5 aa6 aa7 aa8 b b');
    for (const sheet of laid.pages) for (const { y } of itemsOf(sheet, 'text')) expect(y).toBeLessThanOrEqual(40); // prettier-ignore
  });
});

describe('free verse', () => {
  it('keeps its lines and turns long ones over with an indent', async () => {
    const laid = await layOut('<div class="poem free-verse"><div class=verse>aaa aaa</div><div class=verse>bb</div></div>', `${page(60)} .verse { padding-inline-start: 2em }`); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['aaa@0,8', 'aaa@20,18', 'bb@0,28']);
  });
});
