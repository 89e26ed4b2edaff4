// Faults that hide: behind forms, patterns, glyphs, masks, inheritance, updates and defaults. Each names the rules that must speak,
// and no other may. Beside them oddities that a print shop takes without a word.
import { deflateSync } from 'node:zlib';
import type { CleanPdf } from './clean-pdf.ts';
import { addPage, addPicture, toUnicode } from './clean-pdf.ts';

export interface TrickyPdf {
  readonly what: string;
  readonly standard: 'pdfx-4' | 'pdfx-1a';
  /** Names of rules, sorted; none for what is allowed. */
  readonly rules: readonly string[];
  readonly change: (pdf: CleanPdf) => void;
  /** What is done to the finished file. */
  readonly bytes?: (bytes: Uint8Array, pdf: CleanPdf) => Uint8Array;
}

const AREA = '50 30 20 20 re f';
const CMYK_GROUP = '<< /S /Transparency /CS /DeviceCMYK >>';
const LAB = '[/Lab << /WhitePoint [0.9505 1 1.089] >>]';
/** A function of one value that gives `count`, at most `full`. */
const tint = (count: number, full = 0.5): string => `<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [${'0 '.repeat(count)}] /C1 [${`${full} `.repeat(count)}] >>`; // prettier-ignore

function tricky(
  what: string,
  rules: readonly string[] | string,
  change: (pdf: CleanPdf) => void,
  standard: TrickyPdf['standard'] = 'pdfx-4',
): TrickyPdf {
  return { what, standard, rules: typeof rules === 'string' ? [rules] : rules, change };
}

function paints(
  what: string,
  rules: readonly string[] | string,
  operators: string,
  standard: TrickyPdf['standard'] = 'pdfx-4',
): TrickyPdf {
  return tricky(what, rules, (pdf) => pdf.paint(1, `q ${operators} Q`), standard);
}

function putting(
  what: string,
  rules: readonly string[] | string,
  [object, key, value]: readonly [string, string, string],
  standard: TrickyPdf['standard'] = 'pdfx-4',
): TrickyPdf {
  return tricky(what, rules, (pdf) => void (pdf.of(object)[key] = value), standard);
}

function addForm(
  pdf: CleanPdf,
  name: string,
  content: string,
  more: Readonly<Record<string, string>> = {},
): void {
  pdf.add(name, { Type: '/XObject', Subtype: '/Form', BBox: '[0 0 240 340]', ...more }, content);
}

function addCell(
  pdf: CleanPdf,
  name: string,
  content: string,
  more: Readonly<Record<string, string>> = {},
): void {
  pdf.add(name, { PatternType: '1', PaintType: '1', TilingType: '1', BBox: '[0 0 5 5]', XStep: '5', YStep: '5', Resources: '<< >>', ...more }, content); // prettier-ignore
}

/** A Type 3 font `F3` whose letter `a` is drawn by `content`. */
function addDrawnFont(pdf: CleanPdf, content: string, resources = '<< >>'): void {
  pdf.add('glyph', {}, content);
  pdf.add('drawnunicode', {}, toUnicode(['0061']).replaceAll('<0001>', '<61>').replace('<0000> <FFFF>', '<00> <FF>')); // prettier-ignore
  pdf.add('drawn', { Type: '/Font', Subtype: '/Type3', FontBBox: '[0 0 600 800]', FontMatrix: '[0.001 0 0 0.001 0 0]', CharProcs: '<< /a @glyph >>', Encoding: '<< /Type /Encoding /Differences [97 /a] >>', FirstChar: '97', LastChar: '97', Widths: '[600]', Resources: resources, ToUnicode: '@drawnunicode' }); // prettier-ignore
  pdf.resource('Font', 'F3', '@drawn');
}

const BLACK = '/Over gs 0 0 0 1 k';

const colors: readonly TrickyPdf[] = [
  tricky('RGB in a form in a pattern in a glyph', ['color.rgb', 'fonts.type3'], (pdf) => {
    addForm(pdf, 'inner', '1 0 0 rg 0 0 3 3 re f');
    addCell(pdf, 'cell', '/In Do', { Resources: '<< /XObject << /In @inner >> >>' });
    addDrawnFont(pdf, '600 0 d0 /Pattern cs /P scn 0 0 500 500 re f', '<< /Pattern << /P @cell >> >>');
    pdf.paint(1, `q ${BLACK} BT /F3 12 Tf 40 220 Td (a) Tj ET Q`);
  }),
  tricky('an RGB glyph that is clipped away where it comes first', ['color.rgb', 'fonts.type3'], (pdf) => {
    addDrawnFont(pdf, '600 0 d0 1 0 0 rg 0 0 500 500 re f');
    pdf.paint(1, `q 0 0 1 1 re W n ${BLACK} BT /F3 12 Tf 40 220 Td (a) Tj ET Q`);
    pdf.paint(1, `q ${BLACK} BT /F3 12 Tf 40 220 Td (a) Tj ET Q`);
  }),
  tricky('an RGB glyph that first stands beside the page', ['color.rgb', 'fonts.type3'], (pdf) => {
    addDrawnFont(pdf, '600 0 d0 1 0 0 rg 0 0 500 500 re f');
    pdf.paint(1, `q ${BLACK} BT /F3 6 Tf 1 0 0 1 60 2 Tm (a) Tj /F3 12 Tf 1 0 0 1 40 220 Tm (a) Tj ET Q`);
  }),
  tricky('RGB in a glyph that says it has no colours is not painted', 'fonts.type3', (pdf) => {
    addDrawnFont(pdf, '600 0 0 0 500 500 d1 1 0 0 rg 0 0 500 500 re f');
    pdf.paint(1, `q ${BLACK} BT /F3 12 Tf 40 220 Td (a) Tj ET Q`);
  }),
  tricky('an RGB pattern that first stands beside the page', 'color.rgb', (pdf) => {
    addCell(pdf, 'cell', '1 0 0 rg 0 0 3 3 re f');
    pdf.resource('Pattern', 'P', '@cell');
    pdf.paint(1, 'q /Pattern cs /P scn 30 2 5 5 re f Q');
    pdf.paint(1, `q /Pattern cs /P scn ${AREA} Q`);
  }),
  tricky('letters outlined in an RGB pattern', 'color.rgb', (pdf) => {
    addCell(pdf, 'cell', '1 0 0 rg 0 0 3 3 re f');
    pdf.resource('Pattern', 'P', '@cell');
    pdf.paint(1, 'q /Pattern CS /P SCN 2 w 1 Tr BT /F1 20 Tf 40 220 Td <0001> Tj ET Q');
  }),
  tricky('an uncoloured pattern in RGB', 'color.rgb', (pdf) => {
    addCell(pdf, 'cell', '0 0 3 3 re f', { PaintType: '2' });
    pdf.resource('Pattern', 'P', '@cell');
    pdf.resource('ColorSpace', 'Under', '[/Pattern /DeviceRGB]');
    pdf.paint(1, `q /Under cs 1 0 0 /P scn ${AREA} Q`);
  }),
  tricky('RGB in the group of a soft mask', 'color.rgb', (pdf) => {
    addForm(pdf, 'mask', '1 1 0 rg 0 0 240 340 re f', { Group: '<< /S /Transparency /CS /DeviceGray >>' });
    pdf.of('page1')['Group'] = CMYK_GROUP;
    pdf.resource('ExtGState', 'Soft', '<< /SMask << /S /Luminosity /G @mask >> >>');
    pdf.paint(1, `q /Soft gs 0 0.5 0 0 k ${AREA} Q`);
  }),
  tricky(
    'RGB that a default space makes ICC colour, in X-1a',
    'color.lab-cal-icc',
    (pdf) => {
      pdf.resource('ColorSpace', 'DefaultRGB', '[/CalRGB << /WhitePoint [0.9505 1 1.089] >>]');
      pdf.paint(1, `q 1 0 0 rg ${AREA} Q`);
    },
    'pdfx-1a',
  ),
  tricky(
    'CMYK that a default space makes ICC colour, in X-1a',
    'color.lab-cal-icc',
    (pdf) => {
      addForm(pdf, 'form', `0 0.5 0 0 k ${AREA}`, {
        Resources: '<< /ColorSpace << /DefaultCMYK [/ICCBased @icc] >> >>',
      });
      pdf.resource('XObject', 'Form', '@form');
      pdf.paint(1, '/Form Do');
    },
    'pdfx-1a',
  ),
  tricky('a picture of an RGB table over a default space is no RGB', 'color.lab-cal-icc', (pdf) => {
    addPicture(pdf, 'photo', 42, [0]);
    pdf.of('photo')['ColorSpace'] = '[/Indexed /DeviceRGB 0 <FF0000>]';
    pdf.resource('XObject', 'Photo', '@photo');
    pdf.resource('ColorSpace', 'DefaultRGB', '[/CalRGB << /WhitePoint [0.9505 1 1.089] >>]');
    pdf.paint(1, 'q 10 0 0 10 60 120 cm /Photo Do Q');
  }),
  paints('350 % of two areas, one overprinting', 'color.ink-total-fill', `0.9 0.8 0.8 0 k ${AREA} /Over gs 0 0 0 1 k 55 35 10 10 re f`), // prettier-ignore
  tricky('350 % with a spot colour overprinting', ['color.ink-total-fill', 'color.spot-list'], (pdf) => {
    pdf.resource('ColorSpace', 'Spot', `[/Separation /Orange /DeviceCMYK ${tint(4)}]`);
    pdf.paint(1, `q 0.9 0.8 0.8 0 k ${AREA} /Over gs /Spot cs 1 scn ${AREA} Q`);
  }),
  paints('an area that knocks out what is below', [], `0.9 0.8 0.8 0 k ${AREA} 0 0 0 1 k 55 35 10 10 re f`),
  paints('an overprinting area beside another', [], `0.9 0.8 0.8 0 k ${AREA} /Over gs 0 0 0 1 k 75 35 10 10 re f`), // prettier-ignore
  tricky('360 % of a space of several inks', 'color.ink-total-fill', (pdf) => {
    pdf.resource('ColorSpace', 'Many', `[/DeviceN [/Cyan /Magenta /Yellow /Black] /DeviceCMYK << /FunctionType 4 /Domain [0 1 0 1 0 1 0 1] /Range [0 1 0 1 0 1 0 1] >>]`); // prettier-ignore
    pdf.paint(1, `q /Many cs 0.9 0.9 0.9 0.9 scn ${AREA} Q`);
  }),
  tricky('a picture in a black whose recipe is RGB', 'color.alternate', (pdf) => {
    addPicture(pdf, 'photo', 42, [50]);
    pdf.of('photo')['ColorSpace'] = `[/Separation /Black /DeviceRGB ${tint(3)}]`;
    pdf.resource('XObject', 'Photo', '@photo');
    pdf.paint(1, 'q 10 0 0 10 60 120 cm /Photo Do Q');
  }),
  tricky('a picture whose values are turned round', 'color.ink-total-image', (pdf) => {
    addPicture(pdf, 'image', 42, [5, 5, 5, 5]);
    pdf.of('image')['Decode'] = '[1 0 1 0 1 0 1 0]';
  }),
  tricky(
    'a picture of a table of Lab colours in X-1a',
    'color.lab-cal-icc',
    (pdf) => {
      addPicture(pdf, 'photo', 42, [0]);
      pdf.of('photo')['ColorSpace'] = `[/Indexed ${LAB} 0 <328080>]`;
      pdf.resource('XObject', 'Photo', '@photo');
      pdf.paint(1, 'q 10 0 0 10 60 120 cm /Photo Do Q');
    },
    'pdfx-1a',
  ),
  tricky('a small picture within the content in RGB', 'color.rgb', (pdf) => pdf.paint(1, 'q 0.24 0 0 0.24 60 120 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q')), // prettier-ignore
  tricky('a stencil filled with RGB', 'color.rgb', (pdf) => pdf.paint(1, 'q 1 0 0 rg 0.24 0 0 0.24 60 120 cm BI /W 1 /H 1 /IM true ID \u0000 EI Q')), // prettier-ignore
  tricky('a stencil filled with 360 %', 'color.ink-total-fill', (pdf) => pdf.paint(1, 'q 0.9 0.9 0.9 0.9 k 0.24 0 0 0.24 60 120 cm BI /W 1 /H 1 /IM true ID \u0000 EI Q')), // prettier-ignore
  tricky('a gradient of a function of two values in RGB', 'color.rgb', (pdf) => {
    pdf.add('square', { FunctionType: '4', Domain: '[0 1 0 1]', Range: '[0 1 0 1 0 1]' }, '{ 0 }');
    pdf.resource('Shading', 'Fade', '<< /ShadingType 1 /ColorSpace /DeviceRGB /Function @square >>');
    pdf.paint(1, 'q 50 50 20 20 re W n 20 0 0 20 50 50 cm /Fade sh Q');
  }),
  tricky('a gradient that ends in 360 %', 'color.ink-total-fill', (pdf) => {
    pdf.resource(
      'Shading',
      'Fade',
      `<< /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 1 0] /Function ${tint(4, 0.9)} >>`,
    );
    pdf.paint(1, 'q 50 50 20 20 re W n 20 0 0 20 50 50 cm /Fade sh Q');
  }),
  tricky(
    'a pattern that is a gradient of one function an ink, 360 % in the middle',
    'color.ink-total-fill',
    (pdf) => {
      const up = '<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0] /C1 [0.9] >>';
      const there = `<< /FunctionType 3 /Domain [0 1] /Bounds [0.5] /Encode [0 1 1 0] /Functions [${up} ${up}] >>`;
      pdf.resource('Pattern', 'Fade', `<< /PatternType 2 /Shading << /ShadingType 3 /ColorSpace /DeviceCMYK /Coords [60 40 0 60 40 20] /Function [${there} ${there} ${there} ${there}] >> >>`); // prettier-ignore
      pdf.paint(1, `q /Pattern cs /Fade scn ${AREA} Q`);
    },
  ),
  ...([4, 5, 6, 7] as const).map((type) =>
    tricky(`a mesh of type ${type} with a corner of 360 %`, 'color.ink-total-fill', (pdf) =>
      addMesh(pdf, type, 230),
    ),
  ),
  tricky('a mesh of light colours', [], (pdf) => addMesh(pdf, 6, 100)),
  tricky('a mesh that is cut short', 'color.ink-total-fill', (pdf) => {
    addMesh(pdf, 6, 100);
    pdf.add('mesh', { ...pdf.of('mesh'), Filter: '/FlateDecode' }, 'no mesh');
  }),
  tricky('a gradient from 100 % cyan to 100 % magenta', [], (pdf) => {
    pdf.resource('Shading', 'Fade', '<< /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 1 0] /Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [1 0 0 0] /C1 [0 1 0 0] >> >>'); // prettier-ignore
    pdf.paint(1, 'q 50 50 20 20 re W n 20 0 0 20 50 50 cm /Fade sh Q');
  }),
  tricky('a JPEG 2000 picture that says itself that it is RGB', 'color.rgb', (pdf) => {
    pdf.add('jpx', { Type: '/XObject', Subtype: '/Image', Width: '42', Height: '42', Filter: '/JPXDecode' }, jpx(3, 16)); // prettier-ignore
    pdf.resource('XObject', 'Jpx', '@jpx');
    pdf.paint(1, 'q 10 0 0 10 60 120 cm /Jpx Do Q');
  }),
  tricky('a JPEG 2000 picture in CMYK, whose ink nobody has counted', 'color.ink-total-image', (pdf) => {
    pdf.add('jpx', { Type: '/XObject', Subtype: '/Image', Width: '42', Height: '42', ColorSpace: '/DeviceCMYK', BitsPerComponent: '8', Filter: '/JPXDecode' }, jpx(4, 12)); // prettier-ignore
    pdf.resource('XObject', 'Jpx', '@jpx');
    pdf.paint(1, 'q 10 0 0 10 60 120 cm /Jpx Do Q');
  }),
  tricky('a picture whose samples are damaged', 'color.ink-total-image', (pdf) => {
    pdf.add('image', { ...pdf.of('image'), Filter: '/FlateDecode' }, 'no samples');
  }),
  tricky('the registration colour as one of several inks', 'color.all-inside-trim', (pdf) => {
    pdf.resource('ColorSpace', 'Many', '[/DeviceN [/All /None] /DeviceCMYK << /FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1] >>]'); // prettier-ignore
    pdf.paint(1, `q /Many cs 1 0 scn ${AREA} Q`);
  }),
  paints('nothing white vanishes where white is DeviceGray', [], `/Over gs 1 g ${AREA}`),
  paints('white letters overprint', 'overprint.white', '/Over gs 0 0 0 0 k BT /F1 12 Tf 40 220 Td <0001> Tj ET'), // prettier-ignore
  tricky('a spot colour of 0 % overprints', ['color.spot-list', 'overprint.white'], (pdf) => {
    pdf.resource('ColorSpace', 'Spot', `[/Separation /Orange /DeviceCMYK ${tint(4)}]`);
    pdf.paint(1, `q /Over gs /Spot cs 0 scn ${AREA} Q`);
  }),
  tricky('a white stencil overprints', 'overprint.white', (pdf) => pdf.paint(1, 'q /Over gs 0 0 0 0 k 0.24 0 0 0.24 60 120 cm BI /W 1 /H 1 /IM true ID \u0000 EI Q')), // prettier-ignore
];

/** The boxes of a JPEG 2000 file up to its colours (ISO 15444-1, annex I). */
function jpx(components: number, space: number): Uint8Array {
  const box = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, data]);
  };
  const header = Buffer.from([0, 0, 0, 42, 0, 0, 0, 42, 0, components, 7, 7, 0, 0]);
  return Uint8Array.from(
    Buffer.concat([
      box('jP  ', Buffer.from([13, 10, 135, 10])),
      box('ftyp', Buffer.from('jp2 \u0000\u0000\u0000\u0000jp2 ', 'latin1')),
      box('jp2h', Buffer.concat([box('ihdr', header), box('colr', Buffer.from([1, 0, 0, 0, 0, 0, space]))])),
      box('jp2c', Buffer.from([255, 79, 255, 217])),
    ]),
  );
}

/** A gradient of bytes alone: corners without ink, the last of `ink` in each of four. */
function addMesh(pdf: CleanPdf, type: 4 | 5 | 6 | 7, ink: number): void {
  const white = [0, 0, 0, 0];
  const dark = [ink, ink, ink, ink];
  const points = (count: number): number[] => Array.from({ length: count * 2 }, (_, at) => (at * 37) % 256);
  const corner = (color: number[]): number[] => [...(type === 4 ? [0] : []), ...points(1), ...color];
  const patch = [0, ...points(type === 6 ? 12 : 16), ...white, ...white, ...white, ...white, 1, ...points(type === 6 ? 8 : 12), ...white, ...dark]; // prettier-ignore
  const bytes = type < 6 ? [...corner(white), ...corner(white), ...corner(white), ...corner(dark)] : patch;
  const form = { ShadingType: String(type), ColorSpace: '/DeviceCMYK', BitsPerCoordinate: '8', BitsPerComponent: '8', Decode: '[0 1 0 1 0 1 0 1 0 1 0 1]' }; // prettier-ignore
  pdf.add('mesh', { ...form, ...(type === 5 ? { VerticesPerRow: '2' } : { BitsPerFlag: '8' }) }, Uint8Array.from(bytes)); // prettier-ignore
  pdf.resource('Shading', 'Mesh', '@mesh');
  pdf.paint(1, 'q 50 50 20 20 re W n 20 0 0 20 50 50 cm /Mesh sh Q');
}

const shapes: readonly TrickyPdf[] = [
  paints('a line of width 0', 'geometry.hairline', '0 0 0 1 K 0 w 50 40 m 100 40 l S'),
  tricky('a thin line in a form that is made smaller', 'geometry.hairline', (pdf) => {
    addForm(pdf, 'form', '0 0 0 1 K 1 w 250 200 m 500 200 l S', { BBox: '[0 0 2000 2000]', Matrix: '[0.2 0 0 0.2 0 0]' }); // prettier-ignore
    pdf.resource('XObject', 'Form', '@form');
    pdf.paint(1, 'q 0.5 0 0 0.5 50 50 cm /Form Do Q');
  }),
  tricky('a width set in a graphics state', 'geometry.hairline', (pdf) => {
    pdf.resource('ExtGState', 'Thin', '<< /LW 0.05 >>');
    pdf.paint(1, 'q /Thin gs 0 0 0 1 K 50 40 m 100 40 l S Q');
  }),
  paints('letters outlined thinly', 'geometry.hairline', '/Over gs 0 0 0 1 K 0.1 w 1 Tr BT /F1 20 Tf 40 220 Td <0001> Tj ET'), // prettier-ignore
  paints('letters filled and outlined thinly', [], '/Over gs 0 0 0 1 k 0 0 0 1 K 0.1 w 2 Tr BT /F1 20 Tf 40 220 Td <0001> Tj ET'), // prettier-ignore
  paints('small type by a text matrix', 'geometry.type-too-small', '/Over gs 0 0 0 1 k BT /F1 1 Tf 3 0 0 3 40 220 Tm <0001> Tj ET'), // prettier-ignore
  paints('what is clipped away', [], '0 0 1 1 re W n 1 0 0 rg 0.01 w 1 0 0 RG 50 30 20 20 re B BT /F1 2 Tf 40 220 Td <0001> Tj ET'), // prettier-ignore
  paints('RGB text that is clipped and painted', 'color.rgb', '1 0 0 rg BT 4 Tr /F1 12 Tf 40 220 Td <0001> Tj ET'), // prettier-ignore
  tricky('a coarse picture within the content', 'geometry.image-ppi', (pdf) => pdf.paint(1, 'q 10 0 0 10 60 120 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u0080 EI Q')), // prettier-ignore
];

const boxes: readonly TrickyPdf[] = [
  tricky('a TrimBox that only the page tree has', 'boxes.trim-missing', (pdf) => {
    pdf.of('pages')['TrimBox'] = pdf.of('page1')['TrimBox'] ?? '';
    delete pdf.of('page1')['TrimBox'];
  }),
  tricky('a sheet that the page tree says', [], (pdf) => {
    pdf.of('pages')['MediaBox'] = '[0 0 240 340]';
    for (const page of ['page1', 'page2']) delete pdf.of(page)['MediaBox'];
  }),
  putting('boxes with their corners swapped', [], ['page1', 'TrimBox', '[220 320 20 20]']),
  tricky('an origin that is not in the corner', [], (pdf) => {
    for (const page of ['page1', 'page2']) {
      Object.assign(pdf.of(page), { MediaBox: '[-100 -100 140 240]', BleedBox: '[-88.504 -88.504 128.504 228.504]', TrimBox: '[-80 -80 120 220]' }); // prettier-ignore
      const content = pdf.objects.get(page.replace('page', 'content'));
      if (content?.stream === undefined) throw new Error('no content');
      content.stream = Uint8Array.from(
        Buffer.concat([Buffer.from('1 0 0 1 -100 -100 cm\n'), content.stream]),
      );
    }
  }),
  tricky('a UserUnit of 2', ['boxes.sizes-differ', 'boxes.user-unit', 'geometry.image-ppi'], (pdf) => void (pdf.of('page2')['UserUnit'] = '2')), // prettier-ignore
  putting('a turn that the page tree says', 'boxes.rotated', ['pages', 'Rotate', '-90']),
  putting('a full turn', [], ['page1', 'Rotate', '360']),
  putting('bleed that is the trim', 'boxes.bleed-too-small', ['page1', 'BleedBox', '[20 20 220 320]']),
  tricky('an ArtBox instead of a TrimBox', [], (pdf) => {
    pdf.of('page1')['ArtBox'] = pdf.of('page1')['TrimBox'] ?? '';
    delete pdf.of('page1')['TrimBox'];
  }),
  putting('a hidden note', 'annotations.inside-bleed', ['page1', 'Annots', '[<< /Type /Annot /Subtype /Text /F 2 /Rect [50 50 70 70] >>]']), // prettier-ignore
  putting('a printer’s mark', [], ['page1', 'Annots', '[<< /Type /Annot /Subtype /PrinterMark /F 4 /Rect [0 0 9 9] >>]']), // prettier-ignore
  putting('a note beside the page', [], ['page1', 'Annots', '[<< /Type /Annot /Subtype /Text /Rect [1 1 9 9] >>]']), // prettier-ignore
];

const SCRIPT = '<< /S /JavaScript /JS (1) >>';

const document: readonly TrickyPdf[] = [
  putting('a profile that is nothing', 'document.icc-missing', ['intent', 'DestOutputProfile', '9999 0 R']),
  tricky('an output intent for archives beside it', [], (pdf) => {
    pdf.add('archive', { ...pdf.of('intent'), S: '/GTS_PDFA1' });
    pdf.of('catalog')['OutputIntents'] = '[@archive @intent]';
  }),
  putting('a script in a branch of the name tree', 'document.javascript', ['catalog', 'Names', `<< /JavaScript << /Kids [<< /Limits [(a) (a)] /Names [(a) ${SCRIPT}] >>] >> >>`]), // prettier-ignore
  tricky('a script behind a bookmark', ['bookmarks.not-allowed', 'document.javascript'], (pdf) => {
    pdf.add('outlines', { Type: '/Outlines', First: '@outline', Last: '@outline', Count: '1' });
    pdf.add('outline', { Title: '(Here)', Parent: '@outlines', A: SCRIPT });
    pdf.of('catalog')['Outlines'] = '@outlines';
  }),
  putting('a program that is started after something else', ['document.action', 'document.launch'], ['catalog', 'OpenAction', '<< /S /Named /N /Print /Next [<< /S /Launch /F (x) >>] >>']), // prettier-ignore
  putting('a script of a note beside the page', 'document.javascript', ['page2', 'Annots', `[<< /Type /Annot /Subtype /Text /Rect [1 1 9 9] /AA << /E ${SCRIPT} >> >>]`]), // prettier-ignore
  putting('a form without fields', [], ['catalog', 'AcroForm', '<< /Fields [] >>']),
  tricky('an identifier of nothing', 'document.identifier', (pdf) => void (pdf.trailer['ID'] = '[<> <>]')),
  putting('a version that only the catalog says', 'document.version', ['catalog', 'Version', '/1.7']),
  tricky(
    'samples of 16 bits in X-1a',
    'document.version',
    (pdf) => {
      pdf.add('photo', { ...pdf.of('image'), ColorSpace: '/DeviceGray', BitsPerComponent: '16' }, new Uint8Array(42 * 42 * 2).fill(128)); // prettier-ignore
      pdf.resource('XObject', 'Photo', '@photo');
      pdf.paint(1, 'q 10 0 0 10 60 120 cm /Photo Do Q');
    },
    'pdfx-1a',
  ),
  tricky('PostScript disguised as a form', 'document.postscript', (pdf) => {
    addForm(pdf, 'ps', 'showpage', { Subtype2: '/PS' });
    pdf.resource('XObject', 'Ps', '@ps');
  }),
  tricky('a transfer function in a form’s state', 'document.transfer-function', (pdf) => {
    addForm(pdf, 'form', `/Tr gs 0 0.5 0 0 k ${AREA}`, { Resources: `<< /ExtGState << /Tr << /TR2 [${Array(4).fill(tint(1)).join(' ')}] >> >> >>` }); // prettier-ignore
    pdf.resource('XObject', 'Form', '@form');
    pdf.paint(1, '/Form Do');
  }),
  tricky(
    'transfer functions and screens that change nothing',
    [],
    (pdf) => {
      pdf.resource('ExtGState', 'Plain', '<< /TR /Identity /TR2 /Default /HT /Default /SMask /None /BM [/Normal] /ca 1 /CA 1.0 >>'); // prettier-ignore
      pdf.paint(1, `q /Plain gs 0 0.5 0 0 k ${AREA} Q`);
    },
    'pdfx-1a',
  ),
  ...(['image', 'form'] as const).map((kind) =>
    tricky(`a picture that stands in another file (OPI, ${kind})`, 'document.external', (pdf) => {
      addForm(pdf, 'form', `0 0.5 0 0 k ${AREA}`);
      pdf.resource('XObject', 'Form', '@form');
      pdf.paint(1, '/Form Do');
      pdf.of(kind)['OPI'] = '<< /1.3 << /Type /OPI /Version 1.3 /F (big.tif) >> >>';
    }),
  ),
  tricky('a page of another file in a form', 'document.external', (pdf) => {
    addForm(pdf, 'form', `0 0.5 0 0 k ${AREA}`, { Ref: '<< /F (ad.pdf) /Page 0 >>' });
    pdf.resource('XObject', 'Form', '@form');
    pdf.paint(1, '/Form Do');
  }),
  tricky('another picture for the printer', 'document.external', (pdf) => {
    addPicture(pdf, 'better', 42, [20, 60, 100, 40]);
    pdf.of('image')['Alternates'] = '[<< /Image @better /DefaultForPrinting true >>]';
  }),
  putting('samples in a file of their own', 'document.external', ['image', 'F', '(samples.bin)']),
  tricky('content cut between streams', 'color.rgb', (pdf) => {
    pdf.add('before', {}, 'q 1 0');
    pdf.add('after', {}, `0 rg ${AREA} Q`);
    pdf.of('page2')['Contents'] = '[@content2 @before @after]';
  }),
  tricky(
    'a state that only a font’s glyphs, a colour, a pattern and a gradient miss',
    'document.problems',
    (pdf) => {
      pdf.paint(1, `q /None gs /Nothing cs 0.5 scn ${AREA} /Pattern cs /Missing scn ${AREA} /Absent sh BT /F9 12 Tf 40 220 Td (a) Tj ET Q`); // prettier-ignore
    },
  ),
  tricky('a form that is not there', 'document.problems', (pdf) => pdf.paint(2, '/Nowhere Do')),
  { ...tricky('an update that makes a page RGB', 'color.rgb', () => {}), bytes: (bytes, pdf) => updated(bytes, pdf, `1 0 0 rg ${AREA}`) }, // prettier-ignore
  { ...tricky('an update that takes RGB from a page', [], (pdf) => pdf.paint(2, `1 0 0 rg ${AREA}`)), bytes: (bytes, pdf) => updated(bytes, pdf, `0 0.5 0 0 k ${AREA}`) }, // prettier-ignore
];

/** An incremental update (ISO 32000-1, 7.5.6) that writes page 2's content anew. */
function updated(bytes: Uint8Array, pdf: CleanPdf, content: string): Uint8Array {
  const before = Buffer.from(bytes);
  const names = [...pdf.objects.keys()];
  const number = names.indexOf('content2') + 1;
  const trailer = `<< /Size ${names.length + 1} /Root ${names.indexOf('catalog') + 1} 0 R /Info ${names.indexOf('info') + 1} 0 R /ID ${pdf.trailer['ID'] ?? ''} /Prev ${/startxref\s+(\d+)/.exec(before.toString('latin1'))?.[1] ?? ''} >>`; // prettier-ignore
  const object = `${number} 0 obj\n<< /Length ${content.length} >>\nstream\n${content}\nendstream\nendobj\n`;
  const table = `xref\n${number} 1\n${String(before.length).padStart(10, '0')} 00000 n \ntrailer\n${trailer}\nstartxref\n${before.length + object.length}\n%%EOF\n`; // prettier-ignore
  return Uint8Array.from(Buffer.concat([before, Buffer.from(object + table, 'latin1')]));
}

const transparency: readonly TrickyPdf[] = [
  tricky(
    'opacity set in a form on page 3',
    'transparency.x1a',
    (pdf) => {
      addForm(pdf, 'form', `/Half gs 0 0.5 0 0 k ${AREA}`, { Resources: '<< /ExtGState << /Half << /ca 0.5 >> >> >>' }); // prettier-ignore
      pdf.resource('XObject', 'Form', '@form');
      for (const number of [3, 4]) addPage(pdf, number);
      Object.assign(pdf.of('pages'), { Kids: '[@page1 @page2 @page3 @page4]', Count: '4' });
      pdf.paint(3, '/Form Do');
    },
    'pdfx-1a',
  ),
  tricky(
    'a blend mode by choice',
    'transparency.x1a',
    (pdf) => {
      pdf.resource('ExtGState', 'Choice', '<< /BM [/Unheard /Multiply] >>');
      pdf.paint(1, `q /Choice gs 0 0.5 0 0 k ${AREA} Q`);
    },
    'pdfx-1a',
  ),
  tricky(
    'opacity in the cell of a pattern',
    'transparency.x1a',
    (pdf) => {
      addCell(pdf, 'cell', '/Half gs 0 0.5 0 0 k 0 0 3 3 re f', { Resources: '<< /ExtGState << /Half << /ca 0.5 >> >> >>' }); // prettier-ignore
      pdf.resource('Pattern', 'P', '@cell');
      pdf.paint(1, `q /Pattern cs /P scn ${AREA} Q`);
    },
    'pdfx-1a',
  ),
  tricky('a group of RGB in a form', 'transparency.blend-space', (pdf) => {
    addForm(pdf, 'form', `/Half gs 0 0.5 0 0 k ${AREA}`, { Group: '<< /S /Transparency /CS /DeviceRGB /I true >>', Resources: '<< /ExtGState << /Half << /ca 0.5 >> >> >>' }); // prettier-ignore
    pdf.of('page1')['Group'] = CMYK_GROUP;
    pdf.resource('XObject', 'Form', '@form');
    pdf.paint(1, '/Form Do');
  }),
  tricky('a mask by colour is no transparency', [], (pdf) => void (pdf.of('image')['Mask'] = '[0 0 0 0 0 0 0 0]'), 'pdfx-1a'), // prettier-ignore
];

/** Names of resources written in one way there and in another here (7.3.5). */
const WRITTEN = [
  ['Half#20tone', 'Half#20tone'],
  ['#48alf', 'Half'],
  ['Half', '#48alf'],
  ['H\u00fclle', 'H\u00fclle'],
  ['H#fclle', 'H\u00fclle'],
  ['\u00d9\u00be', '#D9#be'],
] as const;

const names: readonly TrickyPdf[] = [
  ...WRITTEN.map(([there, here]) =>
    tricky(`a state that is called ${there}, used as ${here}`, [], (pdf) => {
      pdf.resource('ExtGState', there, '<< /LW 1 >>');
      pdf.paint(1, `q /${here} gs 0 0 0 1 K 50 40 m 100 40 l S Q`);
    }),
  ),
  tricky('a spot colour of a Persian name that the profile foresees', 'color.spot-list', (pdf) => {
    pdf.resource('ColorSpace', 'Spot', `[/Separation /#d8#b2#d8#b1 /DeviceCMYK ${tint(4)}]`);
    pdf.paint(1, `q /Spot cs 1 scn ${AREA} Q`);
  }),
];

const fonts: readonly TrickyPdf[] = [
  tricky('an embedded font of another kind', 'fonts.not-embedded', (pdf) => {
    pdf.add('fontfile', { Subtype: '/Type1C' }, 'not a font of this kind');
    pdf.of('descriptor')['FontFile3'] = '@fontfile';
    delete pdf.of('descriptor')['FontFile2'];
  }),
  tricky('an embedded font that is empty', 'fonts.not-embedded', (pdf) =>
    pdf.add('fontfile', { Length1: '0' }, ''),
  ),
  tricky('an embedded font that is no font', 'fonts.not-embedded', (pdf) => pdf.add('fontfile', { Length1: '9' }, 'not a font')), // prettier-ignore
  tricky('a ToUnicode without any letter', 'fonts.to-unicode', (pdf) =>
    pdf.add('unicode', {}, toUnicode([])),
  ),
  tricky('a ToUnicode of nothing', 'fonts.to-unicode', (pdf) => pdf.add('unicode', {}, '')),
  tricky('a map of glyphs that leads to .notdef', 'fonts.notdef', (pdf) => {
    pdf.add('gids', { Filter: '/FlateDecode' }, deflateSync(Uint8Array.of(0, 0, 0, 1, 0, 0)));
    pdf.of('descendant')['CIDToGIDMap'] = '@gids';
  }),
];

const PACKET = `\uFEFF<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><m xmlns='adobe:ns:meta/'><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<r:Description r:about="" xmlns:a="http://ns.adobe.com/xap/1.0/" a:CreateDate="2024-05-08T12:00:00+04:30" a:ModifyDate='2024-05-08T12:00:00+04:30' a:MetadataDate="2024-05-08T12:00:00+04:30"/>
<r:Description r:about="" xmlns="http://ns.adobe.com/xap/1.0/mm/"><DocumentID>uuid:1</DocumentID><VersionID>1</VersionID><RenditionClass>default</RenditionClass></r:Description>
<r:Description r:about="" xmlns:x="http://www.npes.org/pdfx/ns/id/" x:GTS_PDFXVersion="PDF/X-4" xmlns:p="http://ns.adobe.com/pdf/1.3/"><p:Trapped><![CDATA[False]]></p:Trapped>
<d:title xmlns:d="http://purl.org/dc/elements/1.1/"><r:Alt><r:li xml:lang="de">Eine andere</r:li><r:li xml:lang="x-default">A clean&#x20;file</r:li></r:Alt></d:title></r:Description>
</r:RDF></m><?xpacket end="w"?>`;

const metadata: readonly TrickyPdf[] = [
  tricky('trapped in one place, not in the other', 'document.info-xmp-agree', (pdf) => void (pdf.of('info')['Trapped'] = '/True')), // prettier-ignore
  tricky('a date in UTC, the same in another zone', [], (pdf) => void (pdf.of('info')['ModDate'] = '(D:20240508073000Z)')), // prettier-ignore
  tricky('dates with fractions and without the last mark', [], (pdf) => {
    pdf.of('info')['ModDate'] = "(D:20240508120000+04'30)";
    if (pdf.xmp !== null) pdf.xmp['xmp:ModifyDate'] = '2024-05-08T12:00:00.00+04:30';
  }),
  tricky('a title of Persian in UTF-16', [], (pdf) => {
    pdf.of('info')['Title'] = '<FEFF0622067206270646>';
    if (pdf.xmp !== null) pdf.xmp['dc:title'] = '\u0622\u0672\u0627\u0646';
  }),
  ...(['utf16le', 'utf8'] as const).map((encoding) =>
    tricky(`a packet with attributes and prefixes of its own in ${encoding}`, [], (pdf) => {
      pdf.xmp = null;
      pdf.add('xmp', { Type: '/Metadata', Subtype: '/XML' }, Uint8Array.from(Buffer.from(PACKET, encoding)));
    }),
  ),
  tricky('no Info dictionary in X-4', [], (pdf) => delete pdf.trailer['Info']),
];

export const TRICKY_PDFS: readonly TrickyPdf[] = [...colors, ...shapes, ...boxes, ...document, ...transparency, ...names, ...fonts, ...metadata]; // prettier-ignore
