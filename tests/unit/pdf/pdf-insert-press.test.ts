import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import type { Inks, PressStandard } from '../../../src/base/printer-profile.ts';
import { judgeInserts, spotsWithInserts } from '../../../src/pdf/inserts/judge-insert.ts';
import type { LoadedPictures } from '../../../src/pdf/pictures/load-pictures.ts';
import { loadPictures } from '../../../src/pdf/pictures/load-pictures.ts';
import type { FileObject, PageOptions } from '../../helpers/insert-pdfs.ts';
import { embeddedFont, inkAdvert, onePage, screenAdvert, tintOf } from '../../helpers/insert-pdfs.ts';

const folder = mkdtempSync(join(tmpdir(), 'insert-press-'));
afterAll(() => rmSync(folder, { recursive: true }));
const TRIM = { width: 200, height: 100 };

async function load(...files: readonly Uint8Array[]): Promise<LoadedPictures> {
  const diagnostics = new Diagnostics();
  const requests = files.map((bytes, i) => {
    writeFileSync(join(folder, `${i}.pdf`), bytes);
    return {
      source: `${i}.pdf#page=1`,
      path: join(folder, `${i}.pdf`),
      place: { file: 'm.yaml', line: i + 1, column: 3 },
    };
  });
  const pictures = await loadPictures(requests, diagnostics);
  expect(diagnostics.list).toEqual([]);
  return pictures;
}

interface Settings {
  readonly spots?: Readonly<Record<string, Inks>>;
  readonly full?: readonly string[];
}

async function judged(
  standard: PressStandard,
  files: readonly Uint8Array[],
  { spots = {}, full = [] }: Settings = {},
): Promise<readonly Diagnostic[]> {
  const diagnostics = new Diagnostics();
  judgeInserts((await load(...files)).inserts(new Set(full)), { standard, spots, bleed: 8.504 }, diagnostics);
  return diagnostics.list;
}

/** What X-1a and X-4 say of a page. */
async function verdicts(
  options: PageOptions,
): Promise<readonly [x1a: readonly string[], x4: readonly string[]]> {
  const says = (list: readonly Diagnostic[]): readonly string[] => list.map(({ code, message }) => `${code} ${message.replace(/^Insert 0\.pdf, page 1 /, '')}`); // prettier-ignore
  const file = onePage(options);
  return [says(await judged('pdfx-1a', [file])), says(await judged('pdfx-4', [file]))];
}

const image = (entries: string): FileObject => ({
  dictionary: `/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8${entries}`,
  bytes: 'abcd',
});
const RGB = 'N002 uses RGB colours: DeviceRGB';

describe('an advertisement for a press', () => {
  test('made of inks is accepted by both standards', async () => {
    expect(await judged('pdfx-1a', [inkAdvert(TRIM)])).toEqual([]);
    expect(await judged('pdfx-4', [inkAdvert(TRIM)])).toEqual([]);
  });

  test('made for a screen is refused with file, page, place and all that is wrong', async () => {
    const found = await judged('pdfx-1a', [screenAdvert(TRIM)]);
    expect(found).toMatchObject([
      {
        code: 'N002',
        severity: 'error',
        place: { file: 'm.yaml', line: 1 },
        message: 'Insert 0.pdf, page 1 uses RGB colours: DeviceRGB',
      },
      { message: 'Insert 0.pdf, page 1 uses transparency: opacity of 50 %, blend mode Multiply' },
      { message: 'Insert 0.pdf, page 1 uses fonts that are not embedded: Helvetica' },
    ]);
    expect((await judged('pdfx-4', [screenAdvert(TRIM)])).map(({ message }) => message)).toEqual([
      'Insert 0.pdf, page 1 uses RGB colours: DeviceRGB',
      'Insert 0.pdf, page 1 uses fonts that are not embedded: Helvetica',
    ]);
  });

  const transparency = (what: string): string => `N002 uses transparency: ${what}`;
  const calibrated = (what: string): string => `N002 uses colours that are not inks: ${what}`;
  test.each<[string, PageOptions, readonly string[], readonly string[]]>([
    ['RGB stroke', { content: '1 0 0 RG 0 0 m 9 9 l S' }, [RGB], [RGB]],
    ['RGB by cs', { content: '/DeviceRGB cs 1 0 0 sc 0 0 9 9 re f' }, [RGB], [RGB]],
    [
      'RGB picture',
      { content: '/I Do', resources: '/XObject<</I 10 0 R>>', objects: [image('/ColorSpace/DeviceRGB')] },
      [RGB],
      [RGB],
    ],
    ['inline RGB picture', { content: 'BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI' }, [RGB], [RGB]],
    [
      'RGB palette',
      {
        content: '/I Do',
        resources: '/XObject<</I 10 0 R>>',
        objects: [image('/ColorSpace[/Indexed/DeviceRGB 1<000000ffffff>]')],
      },
      [RGB],
      [RGB],
    ],
    [
      'RGB shading',
      {
        content: '/S sh',
        resources:
          '/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 1 1]/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0]/C1[1 1 1]/N 1>>>>>>',
      },
      [RGB],
      [RGB],
    ],
    [
      'RGB shading as a pattern',
      {
        content: '/Pattern cs /P scn 0 0 9 9 re f',
        resources:
          '/Pattern<</P<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 1 1]>>>>>>',
      },
      [RGB],
      [RGB],
    ],
    [
      'RGB in a form in a form',
      {
        content: '/F Do',
        resources: '/XObject<</F 10 0 R>>',
        objects: [
          { dictionary: '/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</G 11 0 R>>>>', bytes: '/G Do' },
          { dictionary: '/Subtype/Form/BBox[0 0 9 9]', bytes: '1 0 0 rg 0 0 9 9 re f' },
        ],
      },
      [RGB],
      [RGB],
    ],
    [
      'RGB in a tiling pattern',
      {
        content: '/Pattern cs /P scn 0 0 9 9 re f',
        resources: '/Pattern<</P 10 0 R>>',
        objects: [
          {
            dictionary: '/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>',
            bytes: '1 0 0 rg 0 0 9 9 re f',
          },
        ],
      },
      [RGB],
      [RGB],
    ],
    [
      'spot colour with an RGB alternate',
      {
        content: '/S cs 1 scn 0 0 9 9 re f',
        resources: `/ColorSpace<</S[/Separation/Blue/DeviceRGB${tintOf([0, 0, 1])}]>>`,
      },
      [RGB],
      [RGB],
    ],
    [
      'RGB resources that nothing uses',
      {
        content: '0 0 0 1 k',
        resources: '/ColorSpace<</S/DeviceRGB>>/XObject<</I 10 0 R>>',
        objects: [image('/ColorSpace/DeviceRGB')],
      },
      [],
      [],
    ],
    [
      'RGB in a hidden layer',
      {
        content: '/OC /H BDC /I Do EMC /F Do',
        resources: '/Properties<</H 10 0 R>>/XObject<</I 11 0 R/F 12 0 R>>',
        objects: [
          '<</Type/OCG>>',
          image('/ColorSpace/DeviceRGB'),
          { dictionary: '/Subtype/Form/BBox[0 0 9 9]/OC 10 0 R', bytes: '1 0 0 rg' },
        ],
        catalog: '/OCProperties<</D<</OFF[10 0 R]>>>>',
      },
      [],
      [],
    ],
    [
      'Lab',
      { content: '/L cs 1 0 0 sc', resources: '/ColorSpace<</L[/Lab<</WhitePoint[1 1 1]>>]>>' },
      [calibrated('Lab')],
      [],
    ],
    [
      'ICC RGB',
      {
        content: '/L cs 1 0 0 sc',
        resources: '/ColorSpace<</L[/ICCBased 10 0 R]>>',
        objects: [{ dictionary: '/N 3', bytes: '' }],
      },
      [calibrated('RGB with an ICC profile')],
      [],
    ],
    [
      'stroke opacity',
      { content: '/G gs', resources: '/ExtGState<</G<</CA .25>>>>' },
      [transparency('opacity of 25 %')],
      [],
    ],
    [
      'blend mode',
      { content: '/G gs', resources: '/ExtGState<</G<</BM[/Screen]>>>>' },
      [transparency('blend mode Screen')],
      [],
    ],
    [
      'opaque state',
      { content: '/G gs', resources: '/ExtGState<</G<</ca 1/CA 1/BM/Normal/SMask/None>>>>' },
      [],
      [],
    ],
    [
      'soft mask',
      {
        content: '/G gs',
        resources: '/ExtGState<</G<</SMask<</S/Alpha/G 10 0 R>>>>>>',
        objects: [{ dictionary: '/Subtype/Form/BBox[0 0 9 9]', bytes: '' }],
      },
      [transparency('a soft mask')],
      [],
    ],
    [
      'picture with soft mask',
      {
        content: '/I Do',
        resources: '/XObject<</I 10 0 R>>',
        objects: [image('/ColorSpace/DeviceGray/SMask 11 0 R'), image('/ColorSpace/DeviceGray')],
      },
      [transparency('a picture with a soft mask')],
      [],
    ],
    [
      'RGB blending',
      {
        content: '/G gs',
        resources: '/ExtGState<</G<</ca .5>>>>',
        page: '/Group<</S/Transparency/CS/DeviceRGB>>',
      },
      [transparency('opacity of 50 %'), RGB],
      [RGB],
    ],
    [
      'group with nothing translucent',
      { content: '0 g', page: '/Group<</S/Transparency/CS/DeviceRGB>>' },
      [],
      [],
    ],
    [
      'JPEG 2000',
      {
        content: '/I Do',
        resources: '/XObject<</I 10 0 R>>',
        objects: [image('/ColorSpace/DeviceCMYK/Filter/JPXDecode')],
      },
      ['N002 has pictures packed in a way of later standards: JPEG 2000'],
      [],
    ],
    [
      'JBIG2',
      {
        content: '/I Do',
        resources: '/XObject<</I 10 0 R>>',
        objects: [image('/ImageMask true/Filter/JBIG2Decode')],
      },
      ['N002 has pictures packed in a way of later standards: JBIG2'],
      [],
    ],
    [
      'composite font without a file',
      {
        content: 'BT /F 9 Tf ET',
        resources:
          '/Font<</F<</Subtype/Type0/BaseFont/Nazanin/DescendantFonts[<</Subtype/CIDFontType2/FontDescriptor<</FontName/Nazanin>>>>]>>>>',
      },
      ['N002 uses fonts that are not embedded: Nazanin'],
      ['N002 uses fonts that are not embedded: Nazanin'],
    ],
    [
      'embedded font',
      { content: 'BT /F 9 Tf ET', resources: '/Font<</F 10 0 R>>', objects: embeddedFont(10) },
      [],
      [],
    ],
    [
      'Type 3 font that paints RGB',
      {
        content: 'BT /F 9 Tf ET',
        resources: '/Font<</F<</Subtype/Type3/CharProcs<</a 10 0 R>>/Resources<<>>>>>>',
        objects: [{ dictionary: '', bytes: '9 0 d0 1 0 0 rg' }],
      },
      [RGB],
      [RGB],
    ],
  ])('%s', async (_, page, x1a, x4) => {
    const [of1a, of4] = await verdicts(page);
    expect(of1a.toSorted()).toEqual(x1a.toSorted());
    expect(of4).toEqual(x4);
  });
});

describe('spot colours of advertisements', () => {
  test('may have one recipe only', async () => {
    const other = inkAdvert({ ...TRIM, gold: [0, 0.4, 0.9, 0.05] });
    const found = await judged('pdfx-4', [inkAdvert(TRIM), inkAdvert(TRIM), other]);
    expect(found).toMatchObject([{ code: 'N003', severity: 'error', place: { line: 3 }, message: 'Spot colour Gold is 0/40/90/5 in insert 2.pdf, page 1, but 10/30/90/5 in 0.pdf, page 1' }]); // prettier-ignore
  });

  test('have the recipe of the printer profile where it has one', async () => {
    const found = await judged('pdfx-1a', [inkAdvert(TRIM)], { spots: { Gold: [0, 0, 1, 0] } });
    expect(found).toMatchObject([{ code: 'N003', message: 'Spot colour Gold is 10/30/90/5 in insert 0.pdf, page 1, but 0/0/100/0 in the printer profile' }]); // prettier-ignore
    expect(await judged('pdfx-1a', [inkAdvert(TRIM)], { spots: { Gold: [0.1, 0.3, 0.9, 0.05] } })).toEqual(
      [],
    );
  });

  test('are known to the design', async () => {
    const inserts = (await load(inkAdvert(TRIM))).inserts(new Set());
    expect(spotsWithInserts(inserts, { Blue: [1, 1, 0, 0] })).toEqual({
      Gold: [0.1, 0.3, 0.9, 0.05],
      Blue: [1, 1, 0, 0],
    });
    expect(spotsWithInserts(inserts, { Gold: [0, 0, 1, 0] })).toEqual({ Gold: [0, 0, 1, 0] });
  });
});

test('a full page without bleed is a warning, one with enough is none', async () => {
  const short = inkAdvert({ ...TRIM, bleed: 3 });
  expect(await judged('pdfx-4', [short], { full: ['0.pdf#page=1'] })).toMatchObject([{ code: 'N007', severity: 'warning', message: 'Insert 0.pdf, page 1 fills a page, but its bleed is 1.1 mm of 3 mm' }]); // prettier-ignore
  expect(await judged('pdfx-4', [short])).toEqual([]);
  expect(await judged('pdfx-4', [inkAdvert(TRIM)], { full: ['0.pdf#page=1'] })).toEqual([]);
});
