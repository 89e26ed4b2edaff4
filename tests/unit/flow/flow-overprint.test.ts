// -nashr-overprint from the style sheet to the page, and through the writer of the press edition.
import { describe, expect, it } from 'vitest';
import { Diagnostics, formatPlace } from '../../../src/base/diagnostic.ts';
import { openColorConverter } from '../../../src/pdf/color/open-color-converter.ts';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { itemsOf, layOut } from '../../helpers/lay-out.ts';
import { writeLaidOut } from '../../helpers/write-laid-out.ts';
import { contentStreams, objectText } from '../pdf/pdf-stand-ins.ts';
import { NO_MARKS, pressJob } from '../pdf/pdf-press-stand-ins.ts';

async function printed(
  laid: LaidOut,
): Promise<{ content: string; objects: string; found: readonly string[] }> {
  const diagnostics = new Diagnostics();
  const job = pressJob({ profile: { marks: NO_MARKS } });
  const converter = await openColorConverter(job.icc, job.profile);
  const { pdf: file } = await writeLaidOut(laid, { diagnostics, press: job, converter });
  const found = diagnostics.list.map(({ code, place }) => `${place === undefined ? '' : formatPlace(place)} ${code}`); // prettier-ignore
  return { content: contentStreams(file).join('\n'), objects: objectText(file), found };
}

const HTML = '<div class="box"><p>One <span>two</span> <u>three</u></p></div><p class="plain">four</p>';

describe('-nashr-overprint', () => {
  it('reaches backgrounds, borders, lines along the text and the text itself', async () => {
    const css =
      '.box { background: #ffd; border: 1pt solid red; -nashr-overprint: always; width: 90pt }' +
      ' u { text-decoration: underline } span { background: #eee; -nashr-overprint: never } .plain { border-top: 1pt solid }';
    const { pages, codes } = await layOut(HTML, css);
    expect(codes).toEqual([]);
    const [page] = pages;
    expect(itemsOf(page, 'fill').map(({ overprint }) => overprint)).toEqual(['always', 'never']);
    const rules = itemsOf(page, 'rule');
    expect(rules).toHaveLength(6);
    expect(rules.filter(({ overprint }) => overprint === 'always')).toHaveLength(5);
    expect(rules.filter(({ overprint }) => overprint === undefined)).toHaveLength(1);
    const styles = itemsOf(page, 'text').flatMap(({ units }) =>
      units.styles.map(({ overprint }) => overprint),
    );
    expect(new Set(styles)).toEqual(new Set(['always', 'never', 'auto']));
  });

  it('leaves items alone that it does not speak of', async () => {
    const { pages } = await layOut(HTML, '.box { background: #ffd; border: 1pt solid red }');
    const items = [...itemsOf(pages[0], 'fill'), ...itemsOf(pages[0], 'rule')];
    expect(items.length).toBeGreaterThan(4);
    expect(items.every((item) => !('overprint' in item))).toBe(true);
  });

  it('is obeyed word by word in a line that is printed', async () => {
    const css =
      'p { font: 10pt "Source Serif 4", Vazirmatn } span { -nashr-overprint: never } u { color: red; -nashr-overprint: always }';
    const laid = await layOut('<p>کابل <span>two</span> <u>three</u></p>', css, { fonts: 'bundled' }); // prettier-ignore
    const { content, objects } = await printed(laid);
    const black = content.match(/P[OK] gs 0 0 0 1 k/g) ?? [];
    expect(new Set(black)).toEqual(new Set(['PO gs 0 0 0 1 k', 'PK gs 0 0 0 1 k']));
    expect(content).toMatch(/PO gs 0 (?!0 0 1 )[\d.]+ [\d.]+ [\d.]+ k/);
    expect(content).not.toMatch(/\b(rg|RG|g|G)\n/);
    expect(objects).toContain('<</Type/ExtGState/OP true/op true/OPM 1>>');
  });
});

describe('the text of the press edition', () => {
  it('is black that overprints the tint it stands on, and knocks out of a dark one', async () => {
    const css =
      'p { font: 10pt "Source Serif 4", Vazirmatn } .light { background: #f4f0e9 } .dark { background: device-cmyk(1 .8 .6 .2); color: black }';
    const laid = await layOut('<p class="light">سلام one</p><p class="dark">دو two</p>', css, { fonts: 'bundled' }); // prettier-ignore
    const { content, found } = await printed(laid);
    const states = content.match(/\/P[OK] gs 0 0 0 1 k/g) ?? [];
    expect(states[0]).toBe('/PO gs 0 0 0 1 k');
    expect(states.at(-1)).toBe('/PK gs 0 0 0 1 k');
    expect(found).toEqual([' K005']);
  });

  it('is reported with the place of its colour when its ink has no recipe', async () => {
    const laid = await layOut('<p>one</p>', 'p {\n  font: 10pt "Source Serif 4";\n  color: spot("Silver") }', { fonts: 'bundled', plain: false }); // prettier-ignore
    expect(laid.codes).toEqual([]);
    expect((await printed(laid)).found).toEqual(['style.css:3:3 K001']);
  });
});
