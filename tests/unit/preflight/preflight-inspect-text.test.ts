// Text and fonts of an inspected page: where it stands, how large, in which font, and what the font's dictionary says.
import { describe, expect, it } from 'vitest';
import type { PaintEvent } from '../../../src/preflight/inspect/inspected-pdf.ts';
import { inspectTiny, paintOf } from './tiny-pdf.ts';

/** Widths of half an em for A to C, one em for the space. */
const SIMPLE = '<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Plain /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 67 /Widths [1000 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 500 500 500] /FontDescriptor 11 0 R >>'; // prettier-ignore
const DESCRIPTOR = '<< /Type /FontDescriptor /Ascent 800 /Descent -200 /Flags 32 /FontFile2 12 0 R >>';
const objects = { 10: SIMPLE, 11: DESCRIPTOR, 12: { data: 'true font' } };
const resources = '/Font << /F 10 0 R >>';

async function texts(content: string): Promise<(PaintEvent & { kind: 'text' })[]> {
  const { events } = await inspectTiny({ content, resources, objects });
  return events.filter((event) => event.kind === 'text');
}

function rounded(event: PaintEvent | undefined): number[] {
  return (event?.bounds ?? []).map((edge) => Math.round(edge * 100) / 100);
}

describe('text', () => {
  it('stands where its matrices put it, as wide as its glyphs', async () => {
    const [first] = await texts('BT /F 10 Tf 2 0 0 2 20 30 Tm (AB) Tj ET');
    expect(rounded(first)).toEqual([20, 26, 40, 46]);
    expect(first?.size).toBe(20);
  });

  it('goes on after what was shown, with spacing, scale and kerns', async () => {
    const content = 'BT /F 10 Tf 0 50 Td 1 Tc 2 Tw (A A) Tj (B) Tj 0 Tc 0 Tw 50 Tz 0 -20 Td [(A) -1000 (B)] TJ ET'; // prettier-ignore
    const shown = await texts(content);
    expect(shown.map((event) => [rounded(event)[0], rounded(event)[2]])).toEqual([[0, 25], [25, 31], [0, 10]]); // prettier-ignore
  });

  it('moves from line to line by leading', async () => {
    const content =
      'BT /F 10 Tf 5 80 Td 12 TL (A) Tj T* (A) Tj (B) \' 0 0 (C) " 0 -10 TD (A) Tj T* (A) Tj ET';
    expect((await texts(content)).map((event) => rounded(event)[1])).toEqual([78, 66, 54, 42, 32, 22]);
  });

  it('is raised by its rise and set in the size after all matrices', async () => {
    const [event] = await texts('q .5 0 0 .5 0 0 cm BT /F 8 Tf 10 Ts 0 100 Td (A) Tj ET Q');
    expect(event?.size).toBe(4);
    expect(rounded(event)).toEqual([0, 54.2, 2, 58.2]);
  });

  it('is painted by fill and stroke as its mode says', async () => {
    const content = '1 0 0 rg 0 1 0 RG BT /F 10 Tf 0 50 Td (A) Tj 1 Tr (A) Tj 2 Tr (A) Tj 3 Tr (A) Tj 7 Tr (A) Tj ET'; // prettier-ignore
    const shown = await texts(content);
    expect(shown.map((event) => [event.mode, paintOf(event)])).toEqual([
      [0, 'rgb 1 0 0'],
      [1, 'rgb 0 1 0'],
      [2, 'rgb 1 0 0'],
      [2, 'rgb 0 1 0'],
      [3, 'rgb 1 0 0'],
    ]);
  });

  it('that clips cuts what comes after it', async () => {
    const { events } = await inspectTiny({ content: 'BT /F 10 Tf 7 Tr 20 20 Td (AB) Tj ET 0 0 99 99 re f', resources, objects }); // prettier-ignore
    expect(events.map((event) => [event.kind, rounded(event)])).toEqual([['fill', [20, 18, 30, 28]]]);
  });

  it('of glyphs that are procedures paints their own colours, or none', async () => {
    const type3 = '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [.1 0 0 .1 0 0] /FirstChar 65 /Widths [10 10] /Encoding << /Differences [65 /a /b] >> /CharProcs << /a 11 0 R /b 12 0 R >> /Resources << >> >>'; // prettier-ignore
    const procedures = { 10: type3, 11: { data: '10 0 d0 1 0 0 rg 0 0 10 10 re f' }, 12: { data: '10 0 0 0 10 10 d1 0 1 0 rg 0 0 10 10 re f' } }; // prettier-ignore
    const { events, pdf } = await inspectTiny({ content: 'BT /F 20 Tf 10 10 Td (AB) Tj ET', resources, objects: procedures }); // prettier-ignore
    expect(events.map((event) => [event.kind, paintOf(event), rounded(event)])).toEqual([
      ['text', 'gray 0', [10, 10, 50, 30]],
      ['fill', 'rgb 1 0 0', [10, 10, 30, 30]],
    ]);
    expect(pdf.file.fonts[0]).toMatchObject({ kind: 'Type3', embedded: true });
  });
});

describe('fonts', () => {
  const CONTENT = 'BT /F 10 Tf 0 50 Td <0041> Tj ET';

  async function font(dictionary: string, further = {}, content = CONTENT) {
    const { pdf } = await inspectTiny({ content, resources, objects: { ...objects, 10: dictionary, ...further } }); // prettier-ignore
    return pdf.file.fonts[0];
  }

  it('tell their name, kind, embedding, subset tag and pages', async () => {
    expect(await font(SIMPLE)).toEqual({ name: 'ABCDEF+Plain', kind: 'TrueType', embedded: true, subset: true, toUnicode: false, readable: true, standard14: false, object: 10, pages: [1], notdefPages: [] }); // prettier-ignore
  });

  it('are listed only when text is shown in them', async () => {
    expect(await font(SIMPLE, {}, 'BT /F 10 Tf ET')).toBeUndefined();
    expect(await font(SIMPLE, {}, 'BT /F 10 Tf () Tj ET')).toBeUndefined();
  });

  it('of the standard fourteen are known by name', async () => {
    const found = await font('<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold >>');
    expect(found).toMatchObject({ standard14: true, embedded: false, readable: true });
  });

  it('without ToUnicode are readable by their glyph names only where the names tell', async () => {
    const differing = (names: string): string => SIMPLE.replace('/WinAnsiEncoding', `<< /Differences [65 ${names}] >>`); // prettier-ignore
    expect((await font(differing('/A /uni0627 /alef-ar')))?.readable).toBe(false);
    expect((await font(differing('/A /uni0627 /fi.alt /f_i')))?.readable).toBe(true);
    expect((await font(differing('/g12 /g13')))?.readable).toBe(false);
    expect((await font(SIMPLE.replace('/Encoding /WinAnsiEncoding', ''), { 11: DESCRIPTOR.replace('/Flags 32', '/Flags 4') }))?.readable).toBe(false); // prettier-ignore
  });

  const composite = (encoding: string, rest = '', ordering = 'Identity'): Record<number, unknown> => ({
    10: `<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Deep /Encoding ${encoding} /DescendantFonts [13 0 R] ${rest} >>`,
    13: `<< /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) >> /DW 750 /W [65 [250] 70 80 300] /FontDescriptor 11 0 R /CIDToGIDMap 14 0 R >>`,
    14: { data: Uint8Array.from({ length: 200 }, (_, at) => (at === 131 ? 1 : 0)) },
    16: { data: '1 beginbfchar <0041> <0041> endbfchar' },
  });

  it('of two bytes are measured by CID, and glyph 0 is noticed', async () => {
    const own = { ...objects, ...composite('/Identity-H') } as never;
    const seen = await inspectTiny({ content: 'BT /F 10 Tf 0 50 Td <00410046> Tj ET', resources, objects: own }); // prettier-ignore
    expect(rounded(seen.events[0])).toEqual([0, 48, 5.5, 58]);
    expect(seen.pdf.file.fonts[0]).toMatchObject({ notdefPages: [1], readable: false });
    const sound = await inspectTiny({ content: CONTENT, resources, objects: own });
    expect(sound.pdf.file.fonts[0]?.notdefPages).toEqual([]);
  });

  it('with a CMap of their own are cut and mapped by it', async () => {
    const cmap = '1 begincodespacerange <00> <7f> endcodespacerange 1 begincodespacerange <8000> <ffff> endcodespacerange 1 begincidrange <41> <42> 65 endcidrange 1 begincidchar <8001> 75 endcidchar'; // prettier-ignore
    const own = { ...objects, ...composite('15 0 R'), 15: { dict: '/Type /CMap', data: cmap } } as never;
    const { events } = await inspectTiny({ content: 'BT /F 10 Tf 0 50 Td <418001> Tj ET', resources, objects: own }); // prettier-ignore
    expect(rounded(events[0])[2]).toBe(5.5);
  });

  it('are readable by ToUnicode or by a known collection of characters', async () => {
    const own = (rest: string, ordering?: string): never => composite('/Identity-H', rest, ordering) as never;
    expect((await font('', own('/ToUnicode 16 0 R')))?.toUnicode).toBe(true);
    expect((await font('', own('/ToUnicode 12 0 R')))?.toUnicode).toBe(false);
    expect((await font('', own('', 'Japan1')))?.readable).toBe(true);
  });

  it('set from top to bottom run downwards', async () => {
    const own = { ...objects, ...composite('/Identity-V') } as never;
    const { events } = await inspectTiny({ content: 'BT /F 10 Tf 50 90 Td <00410041> Tj ET', resources, objects: own }); // prettier-ignore
    expect(rounded(events[0])).toEqual([45, 70, 55, 90]);
  });
});
