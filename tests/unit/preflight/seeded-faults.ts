// Files that are each broken in exactly one way, by the rule that must say so.
import type { CleanPdf } from './clean-pdf.ts';
import { addPage, addPicture, lzw, toUnicode } from './clean-pdf.ts';

export interface SeededFault {
  readonly rule: string;
  /** What is wrong. */
  readonly fault: string;
  readonly standard: 'pdfx-4' | 'pdfx-1a' | 'pdfua-1';
  readonly damage: (pdf: CleanPdf) => void;
  /** Judged by the standard alone. */
  readonly withoutProfile?: true;
  readonly expectedText?: readonly string[];
}

function fault(
  rule: string,
  what: string,
  standard: SeededFault['standard'],
  damage: (pdf: CleanPdf) => void,
): SeededFault {
  return { rule, fault: what, standard, damage };
}

/** Paints more on page 1. */
function paints(
  rule: string,
  what: string,
  operators: string,
  standard: SeededFault['standard'] = 'pdfx-4',
): SeededFault {
  // prettier-ignore
  return fault(rule, what, standard, (pdf) => pdf.paint(1, `q ${operators} Q`));
}

function patch(pdf: CleanPdf, name: string, offset: number, text: string): void {
  const stream = pdf.objects.get(name)?.stream;
  stream?.set(Buffer.from(text, 'latin1'), offset);
}

/** Streams of the helper are shared between files: changes go to a copy. */
function copyStream(pdf: CleanPdf, name: string, length?: number): void {
  const object = pdf.objects.get(name);
  if (object?.stream !== undefined) object.stream = object.stream.slice(0, length);
}

function patchIcc(offset: number, text: string): (pdf: CleanPdf) => void {
  return (pdf) => {
    copyStream(pdf, 'icc');
    patch(pdf, 'icc', offset, text);
  };
}

function without(name: string, key: string): (pdf: CleanPdf) => void {
  return (pdf) => {
    delete pdf.of(name)[key];
  };
}

function put(name: string, key: string, value: string): (pdf: CleanPdf) => void {
  return (pdf) => {
    pdf.of(name)[key] = value;
  };
}

function withoutXmp(name: string): (pdf: CleanPdf) => void {
  return (pdf) => {
    delete pdf.xmp?.[name];
  };
}

function putXmp(name: string, value: string): (pdf: CleanPdf) => void {
  return (pdf) => {
    if (pdf.xmp !== null) pdf.xmp[name] = value;
  };
}

const TEXT = 'BT /F1 12 Tf 40 220 Td <00010002> Tj ET';
const AREA = '50 30 20 20 re f';
const LINE = '50 40 m 100 40 l S';
/** A function of one value that gives `count`. */
const tint = (count: number): string => `<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [${'0 '.repeat(count)}] /C1 [${'0.5 '.repeat(count)}] >>`; // prettier-ignore

/** Paints with a graphics state or colour space that it adds. */
function paintsWith(
  rule: string,
  what: string,
  resource: readonly [kind: string, name: string, value: string],
  operators: string,
  standard: SeededFault['standard'] = 'pdfx-4',
): SeededFault {
  // prettier-ignore
  return fault(rule, what, standard, (pdf) => {
    pdf.resource(...resource);
    pdf.paint(1, `q ${operators} Q`);
  });
}

const documentFaults: readonly SeededFault[] = [
  fault('document.version', 'PDF 1.7', 'pdfx-4', (pdf) => (pdf.header = '1.7')),
  fault('document.version', 'PDF 1.5', 'pdfx-1a', (pdf) => (pdf.header = '1.5')),
  fault('document.identifier', 'no ID', 'pdfx-4', (pdf) => delete pdf.trailer['ID']),
  fault('document.object-streams', 'packed objects', 'pdfx-1a', (pdf) => (pdf.packed = true)),
  fault('document.output-intent', 'none', 'pdfx-4', without('catalog', 'OutputIntents')),
  fault('document.output-intent', 'two different ones', 'pdfx-1a', (pdf) => {
    pdf.add('second', { ...pdf.of('intent'), OutputConditionIdentifier: '(FOGRA47)' });
    pdf.of('catalog')['OutputIntents'] = '[@intent @second]';
  }),
  fault('document.output-identifier', 'none', 'pdfx-4', without('intent', 'OutputConditionIdentifier')),
  fault('document.output-identifier', 'of another condition than the profile', 'pdfx-4', put('intent', 'OutputConditionIdentifier', '(FOGRA47)')), // prettier-ignore
  fault('document.icc-missing', 'no profile', 'pdfx-4', without('intent', 'DestOutputProfile')),
  fault('document.icc-missing', 'no profile in X-1a', 'pdfx-1a', without('intent', 'DestOutputProfile')),
  fault('document.icc-wrong', 'of a screen', 'pdfx-4', patchIcc(12, 'mntr')),
  fault('document.icc-wrong', 'for RGB', 'pdfx-1a', patchIcc(16, 'RGB ')),
  fault('document.icc-wrong', 'N 3', 'pdfx-4', put('icc', 'N', '3')),
  fault('document.icc-wrong', 'cut off', 'pdfx-4', (pdf) => copyStream(pdf, 'icc', 1000)),
  fault('document.icc-version', 'version 4 in X-1a', 'pdfx-1a', patchIcc(8, '\u0004')),
  fault('document.icc-version', 'version 5', 'pdfx-4', patchIcc(8, '\u0005')),
  fault('document.javascript', 'when the file is opened', 'pdfx-4', put('catalog', 'OpenAction', '<< /S /JavaScript /JS (1) >>')), // prettier-ignore
  fault('document.launch', 'when the file is opened', 'pdfx-4', put('catalog', 'OpenAction', '<< /S /Launch /F (calc.exe) >>')), // prettier-ignore
  fault('document.action', 'when a page is opened', 'pdfx-4', put('page2', 'AA', '<< /O << /S /SubmitForm /F (http://example.org) >> >>')), // prettier-ignore
  fault('document.action', 'the file leads elsewhere when it is opened', 'pdfx-4', put('catalog', 'OpenAction', '<< /S /GoTo /D [@page2 /Fit] >>')), // prettier-ignore
  fault('document.form', 'a field', 'pdfx-4', (pdf) => {
    pdf.add('field', { FT: '/Tx', T: '(name)' });
    pdf.of('catalog')['AcroForm'] = '<< /Fields [@field] >>';
  }),
  fault('document.embedded-files', 'a text file', 'pdfx-1a', (pdf) => {
    pdf.add('embedded', { Type: '/EmbeddedFile' }, 'hello');
    pdf.add('spec', { Type: '/Filespec', F: '(a.txt)', EF: '<< /F @embedded >>' });
    pdf.of('catalog')['Names'] = '<< /EmbeddedFiles << /Names [(a.txt) @spec] >> >>';
  }),
  fault('document.filter', 'LZW', 'pdfx-4', (pdf) => {
    const content = pdf.objects.get('content2');
    if (content?.stream === undefined) throw new Error('no content');
    content.stream = lzw(content.stream);
    content.dictionary['Filter'] = '/LZWDecode';
  }),
  fault('document.filter', 'JPEG 2000 in X-1a', 'pdfx-1a', (pdf) => {
    pdf.add('jpx', { Type: '/XObject', Subtype: '/Image', Width: '1', Height: '1', BitsPerComponent: '8', ColorSpace: '/DeviceCMYK', Filter: '/JPXDecode' }, 'none'); // prettier-ignore
    pdf.resource('XObject', 'Jpx', '@jpx');
    pdf.paint(1, 'q 0.2 0 0 0.2 50 50 cm /Jpx Do Q');
  }),
  fault('document.external', 'a picture of an OPI server', 'pdfx-4', put('image', 'OPI', '<< /2.0 << /Type /OPI /Version 2.0 /F (big.tif) >> >>')), // prettier-ignore
  fault('document.postscript', 'a PostScript object', 'pdfx-4', (pdf) => {
    pdf.add('ps', { Type: '/XObject', Subtype: '/PS' }, 'showpage');
    pdf.resource('XObject', 'Ps', '@ps');
    pdf.paint(1, '/Ps Do');
  }),
  paintsWith('document.transfer-function', 'in a graphics state', ['ExtGState', 'Tr', `<< /TR ${tint(1)} >>`], '/Tr gs'), // prettier-ignore
  paintsWith('document.halftone', 'in a graphics state', ['ExtGState', 'Ht', '<< /HT << /Type /Halftone /HalftoneType 1 /Frequency 60 /Angle 45 /SpotFunction /Round >> >>'], '/Ht gs'), // prettier-ignore
  fault('document.optional-content', 'a layer', 'pdfx-1a', (pdf) => {
    pdf.add('layer', { Type: '/OCG', Name: '(Layer)' });
    pdf.of('catalog')['OCProperties'] = '<< /OCGs [@layer] /D << /Order [@layer] >> >>';
  }),
  fault('document.automatic-layers', 'a layer that is off on the screen and on in print', 'pdfx-4', (pdf) => {
    pdf.add('layer', { Type: '/OCG', Name: '(Layer)', Usage: '<< /Print << /PrintState /ON >> >>' });
    pdf.of('catalog')['OCProperties'] = '<< /OCGs [@layer] /D << /OFF [@layer] /AS [<< /Event /Print /Category [/Print] /OCGs [@layer] >>] >> >>'; // prettier-ignore
  }),
  fault('document.problems', 'a content stream that cannot be decoded', 'pdfx-4', (pdf) => {
    pdf.add('broken', { Filter: '/FlateDecode' }, 'this is not compressed');
    pdf.of('page2')['Contents'] = '[@content2 @broken]';
  }),
  fault('bookmarks.not-allowed', 'a bookmark', 'pdfx-4', (pdf) => {
    pdf.add('outlines', { Type: '/Outlines', First: '@outline', Last: '@outline', Count: '1' });
    pdf.add('outline', { Title: '(Here)', Parent: '@outlines', Dest: '[@page1 /Fit]' });
    pdf.of('catalog')['Outlines'] = '@outlines';
  }),
  fault('pages.multiple', 'three pages', 'pdfx-4', (pdf) => {
    addPage(pdf, 3);
    pdf.of('pages')['Kids'] = '[@page1 @page2 @page3]';
    pdf.of('pages')['Count'] = '3';
  }),
];

const metadataFaults: readonly SeededFault[] = [
  fault('document.xmp-missing', 'no packet', 'pdfx-4', (pdf) => {
    pdf.xmp = null;
    pdf.objects.delete('xmp');
    delete pdf.of('catalog')['Metadata'];
  }),
  fault('document.xmp-missing', 'a packet that is no XML', 'pdfx-4', putXmp('dc:title', 'A <clean file')),
  fault('document.xmp-filtered', 'compressed', 'pdfx-4', put('xmp', 'Filter', '/FlateDecode')),
  fault('document.xmp-version', 'no claim', 'pdfx-4', withoutXmp('pdfxid:GTS_PDFXVersion')),
  fault('document.xmp-version', 'X-3', 'pdfx-4', putXmp('pdfxid:GTS_PDFXVersion', 'PDF/X-3:2002')),
  fault('document.xmp-version', 'X-4 in a file that is X-1a', 'pdfx-1a', putXmp('pdfx:GTS_PDFXVersion', 'PDF/X-4')), // prettier-ignore
  ...[
    'dc:title',
    'xmp:CreateDate',
    'xmp:ModifyDate',
    'xmp:MetadataDate',
    'xmpMM:DocumentID',
    'xmpMM:VersionID',
    'xmpMM:RenditionClass',
    'pdf:Trapped',
  ].map((name) =>
    // prettier-ignore
    fault('document.xmp-properties', `no ${name}`, 'pdfx-4', withoutXmp(name)),
  ),
  fault('document.xmp-properties', 'a date in words', 'pdfx-4', putXmp('xmp:MetadataDate', '8 May 2024')),
  fault('document.info-version', 'no claim', 'pdfx-1a', without('info', 'GTS_PDFXVersion')),
  fault('document.info-version', 'X-3', 'pdfx-1a', put('info', 'GTS_PDFXVersion', '(PDF/X-3:2003)')),
  fault('document.info-dates', 'no ModDate', 'pdfx-1a', without('info', 'ModDate')),
  fault('document.info-dates', 'a date in words', 'pdfx-4', put('info', 'ModDate', '(8 May 2024)')),
  fault('document.info-title', 'no title', 'pdfx-1a', without('info', 'Title')),
  fault('document.info-xmp-agree', 'titles', 'pdfx-4', put('info', 'Title', '(Another title)')),
  fault('document.info-xmp-agree', 'dates in different zones', 'pdfx-1a', put('info', 'ModDate', '(D:20240508120000Z)')), // prettier-ignore
  fault('document.trapped', 'not said', 'pdfx-1a', without('info', 'Trapped')),
  fault('document.trapped', 'not said anywhere', 'pdfx-4', (pdf) => {
    without('info', 'Trapped')(pdf);
    withoutXmp('pdf:Trapped')(pdf);
  }),
  fault('document.trapped', 'a string', 'pdfx-4', put('info', 'Trapped', '(False)')),
  fault('document.trapped', 'unknown', 'pdfx-1a', put('info', 'Trapped', '/Unknown')),
];

const boxFaults: readonly SeededFault[] = [
  fault('boxes.trim-missing', 'no TrimBox', 'pdfx-4', without('page1', 'TrimBox')),
  fault('boxes.trim-and-art', 'both', 'pdfx-4', put('page2', 'ArtBox', '[20 20 220 320]')),
  fault('boxes.nesting', 'trim out of the bleed', 'pdfx-4', put('page1', 'BleedBox', '[25 11 228 328]')),
  fault('boxes.nesting', 'bleed out of the sheet', 'pdfx-4', put('page1', 'MediaBox', '[15 0 240 340]')),
  fault('boxes.crop', 'cuts into the trim', 'pdfx-4', put('page2', 'CropBox', '[30 30 210 310]')),
  fault('boxes.view-area', 'the TrimBox is printed', 'pdfx-4', put('catalog', 'ViewerPreferences', '<< /PrintArea /TrimBox /ViewArea /BleedBox >>')), // prettier-ignore
  fault('boxes.user-unit', 'UserUnit 1', 'pdfx-4', put('page1', 'UserUnit', '1')),
  fault('boxes.rotated', 'a quarter', 'pdfx-4', put('page1', 'Rotate', '90')),
  fault('boxes.bleed-too-small', '1 mm', 'pdfx-4', put('page1', 'BleedBox', '[17.17 17.17 222.83 322.83]')),
  fault('boxes.bleed-too-small', 'no BleedBox', 'pdfx-1a', without('page2', 'BleedBox')),
  fault('boxes.sizes-differ', 'the second page is narrower', 'pdfx-4', put('page2', 'TrimBox', '[20 20 210 320]')), // prettier-ignore
  paints('boxes.bleed-not-reached', 'an area ends at the trim', '0 0.5 0 0 k 20 30 50 50 re f'),
  paints('boxes.bleed-not-reached', 'a picture ends 1 mm beyond the trim', '10 0 0 10 212.83 60 cm /Im1 Do'),
  fault('annotations.inside-bleed', 'a note', 'pdfx-4', put('page1', 'Annots', '[<< /Type /Annot /Subtype /Text /Rect [50 50 70 70] /Contents (note) >>]')), // prettier-ignore
  fault('links.not-allowed', 'on the page', 'pdfx-4', put('page1', 'Annots', '[<< /Type /Annot /Subtype /Link /Rect [50 50 70 70] /A << /S /URI /URI (http://example.org) >> >>]')), // prettier-ignore
  fault('links.not-allowed', 'beside the page', 'pdfx-4', put('page1', 'Annots', '[<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [@page2 /Fit] >>]')), // prettier-ignore
];

function renameFont(name: string): (pdf: CleanPdf) => void {
  return (pdf) => {
    pdf.of('font')['BaseFont'] = `/${name}`;
    pdf.of('descendant')['BaseFont'] = `/${name}`;
    pdf.of('descriptor')['FontName'] = `/${name}`;
  };
}

function remap(letters: readonly string[]): (pdf: CleanPdf) => void {
  return (pdf) => pdf.add('unicode', {}, toUnicode(letters));
}

const fontFaults: readonly SeededFault[] = [
  fault('fonts.not-embedded', 'no font file', 'pdfx-4', without('descriptor', 'FontFile2')),
  fault('fonts.not-subset', 'no tag in its name', 'pdfx-4', renameFont('TwoLetters')),
  fault('fonts.to-unicode', 'no ToUnicode', 'pdfx-4', without('font', 'ToUnicode')),
  paints('fonts.notdef', 'glyph 0 is shown', '/Over gs 0 0 0 1 k BT /F1 12 Tf 40 220 Td <000100000002> Tj ET'), // prettier-ignore
  fault('fonts.stand-in', 'Courier', 'pdfx-4', renameFont('ABCDEF+Courier')),
  fault('fonts.type3', 'a drawn font', 'pdfx-4', (pdf) => {
    pdf.add('square', {}, '600 0 0 0 500 500 d1 0 0 500 500 re f');
    pdf.add('drawnunicode', {}, toUnicode(['0061']).replaceAll('<0001>', '<61>').replace('<0000> <FFFF>', '<00> <FF>')); // prettier-ignore
    pdf.add('drawn', { Type: '/Font', Subtype: '/Type3', FontBBox: '[0 0 600 800]', FontMatrix: '[0.001 0 0 0.001 0 0]', CharProcs: '<< /a @square >>', Encoding: '<< /Type /Encoding /Differences [97 /a] >>', FirstChar: '97', LastChar: '97', Widths: '[600]', Resources: '<< >>', ToUnicode: '@drawnunicode' }); // prettier-ignore
    pdf.resource('Font', 'F3', '@drawn');
    pdf.paint(1, 'q /Over gs 0 0 0 1 k BT /F3 12 Tf 40 220 Td (a) Tj ET Q');
  }),
  fault('text.not-extractable', 'every glyph is a space', 'pdfx-4', remap(['0020', '0020'])),
  fault('text.replacement-characters', 'a glyph is U+FFFD', 'pdfx-4', remap(['0061', 'FFFD'])),
  fault('text.private-use', 'a glyph is U+E000', 'pdfua-1', remap(['0061', 'E000'])),
  { ...fault('text.differs', 'a letter is missing', 'pdfx-4', () => {}), expectedText: ['aba', 'abba'] },
];

const LAB = '[/Lab << /WhitePoint [0.9505 1 1.089] >>]';

const colorFaults: readonly SeededFault[] = [
  paints('color.rgb', 'an area', `1 0 0 rg ${AREA}`),
  paints('color.rgb', 'a line in X-1a', `0.2 0.2 1 RG 1 w ${LINE}`, 'pdfx-1a'),
  fault('color.rgb', 'a picture', 'pdfx-4', (pdf) => {
    addPicture(pdf, 'photo', 42, [50, 50, 50]);
    pdf.of('photo')['ColorSpace'] = '/DeviceRGB';
    pdf.resource('XObject', 'Photo', '@photo');
    pdf.paint(1, 'q 10 0 0 10 60 120 cm /Photo Do Q');
  }),
  fault('color.rgb', 'an indexed picture', 'pdfx-4', (pdf) => {
    addPicture(pdf, 'photo', 42, [0]);
    pdf.of('photo')['ColorSpace'] = '[/Indexed /DeviceRGB 0 <FF0000>]';
    pdf.resource('XObject', 'Photo', '@photo');
    pdf.paint(1, 'q 10 0 0 10 60 120 cm /Photo Do Q');
  }),
  paintsWith('color.rgb', 'a gradient', ['Shading', 'Fade', `<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 1 0] /Function ${tint(3)} >>`], '50 50 20 20 re W n 20 0 0 20 50 50 cm /Fade sh'), // prettier-ignore
  paintsWith('color.lab-cal-icc', 'Lab in X-1a', ['ColorSpace', 'Lab', LAB], `/Lab cs 50 10 10 sc ${AREA}`, 'pdfx-1a'), // prettier-ignore
  paintsWith('color.lab-cal-icc', 'ICC in X-4', ['ColorSpace', 'Icc', '[/ICCBased @icc]'], `/Icc cs 0.1 0.1 0.1 0 sc ${AREA}`), // prettier-ignore
  paintsWith('color.alternate', 'RGB', ['ColorSpace', 'Sep', `[/Separation /Black /DeviceRGB ${tint(3)}]`], `/Sep cs 0.5 sc ${AREA}`), // prettier-ignore
  paintsWith('color.alternate', 'Lab in X-1a', ['ColorSpace', 'Sep', `[/Separation /Black ${LAB} ${tint(3)}]`], `/Sep cs 0.5 sc ${AREA}`, 'pdfx-1a'), // prettier-ignore
  paintsWith('color.spots-unknown', 'Gold', ['ColorSpace', 'Gold', `[/Separation /Gold /DeviceCMYK ${tint(4)}]`], `/Gold cs 1 sc ${AREA}`), // prettier-ignore
  paintsWith('color.spot-list', 'Orange', ['ColorSpace', 'Spot', `[/Separation /Orange /DeviceCMYK ${tint(4)}]`], `/Spot cs 1 sc ${AREA}`), // prettier-ignore
  fault('color.spot-two-recipes', 'Orange in two ways', 'pdfx-4', (pdf) => {
    pdf.resource('ColorSpace', 'One', `[/Separation /Orange /DeviceCMYK ${tint(4)}]`);
    pdf.resource('ColorSpace', 'Two', `[/Separation /Orange /DeviceCMYK ${tint(4).replace('0.5', '0.4')}]`);
    pdf.paint(1, `q /One cs 1 sc ${AREA} Q`);
    pdf.paint(2, `q /Two cs 1 sc ${AREA} Q`);
  }),
  paints('color.all-inside-trim', 'a line', `/All CS 1 SCN 0.5 w ${LINE}`),
  paints('color.ink-total-fill', 'an area of 360 %', `0.9 0.9 0.9 0.9 k ${AREA}`),
  fault('color.ink-total-image', 'a picture of 360 %', 'pdfx-4', (pdf) => addPicture(pdf, 'image', 42, [90, 90, 90, 90])), // prettier-ignore
  paints('color.rich-black-text', 'small text', `0.4 0.3 0.3 1 k ${TEXT}`),
  paints('color.black-in-four', 'a converted RGB black', `0.7 0.6 0.6 0.9 k ${TEXT}`),
  paints('color.gray-black-text', 'DeviceGray', `/Over gs 0 g ${TEXT}`),
  paints('overprint.white', 'an area', `/Over gs 0 0 0 0 k ${AREA}`),
  paints('overprint.black-text-missing', 'text that knocks out', `0 0 0 1 k ${TEXT}`),
  paintsWith('overprint.mode', 'mode 0', ['ExtGState', 'Zero', '<< /OP true /op true /OPM 0 >>'], `/Zero gs 0 0 0 1 k ${TEXT}`), // prettier-ignore
  {
    ...paintsWith('overprint.mode', 'mode 1 in ICC CMYK', ['ColorSpace', 'Icc', '[/ICCBased @icc]'], `/Over gs /Icc cs 0.1 0.1 0.1 0 sc ${AREA}`), // prettier-ignore
    withoutProfile: true,
  },
];

const geometryFaults: readonly SeededFault[] = [
  paints('geometry.hairline', 'a thin line', `0 0 0 1 K 0.1 w ${LINE}`),
  paints('geometry.hairline', 'a line that a transformation makes thin', '0.1 0 0 0.1 0 0 cm 0 0 0 1 K 1 w 500 400 m 1000 400 l S'), // prettier-ignore
  paints('geometry.hairline', 'a thin rectangle', '0 0 0 1 k 50 40 100 0.1 re f'),
  paints('geometry.line-several-inks', 'a line of 0.3 pt in two inks', `0.5 0.5 0 0 K 0.3 w ${LINE}`),
  paints('geometry.type-too-small', '4 pt', `/Over gs 0 0 0 1 k ${TEXT.replace('12 Tf', '4 Tf')}`),
  paints('geometry.type-several-inks', '7 pt in two inks', `0.5 0.5 0 0 k ${TEXT.replace('12 Tf', '7 Tf')}`),
  paints('geometry.image-ppi', '101 ppi', '30 0 0 30 60 60 cm /Im1 Do'),
  paints('geometry.image-ppi', '216 ppi', '14 0 0 14 60 60 cm /Im1 Do'),
  fault('geometry.image-ppi-high', '605 ppi', 'pdfx-4', (pdf) => {
    addPicture(pdf, 'photo', 42, [20, 20, 20, 0]);
    pdf.resource('XObject', 'Photo', '@photo');
    pdf.paint(1, 'q 5 0 0 5 60 60 cm /Photo Do Q');
  }),
];

const transparencyFaults: readonly SeededFault[] = [
  paintsWith('transparency.x1a', 'opacity', ['ExtGState', 'Half', '<< /ca 0.5 >>'], `/Half gs 0 0.5 0 0 k ${AREA}`, 'pdfx-1a'), // prettier-ignore
  paintsWith('transparency.x1a', 'a blend mode', ['ExtGState', 'Multiply', '<< /BM /Multiply >>'], `/Multiply gs 0 0.5 0 0 k ${AREA}`, 'pdfx-1a'), // prettier-ignore
  fault('transparency.x1a', 'a soft mask', 'pdfx-1a', (pdf) => {
    pdf.add('group', { Type: '/XObject', Subtype: '/Form', BBox: '[0 0 240 340]', Group: '<< /S /Transparency /CS /DeviceGray >>' }, '0.5 g 0 0 240 340 re f'); // prettier-ignore
    pdf.resource('ExtGState', 'Soft', '<< /SMask << /S /Luminosity /G @group >> >>');
    pdf.paint(1, `q /Soft gs 0 0.5 0 0 k ${AREA} Q`);
  }),
  fault('transparency.x1a', 'the page is a group', 'pdfx-1a', put('page1', 'Group', '<< /S /Transparency /CS /DeviceCMYK >>')), // prettier-ignore
  fault('transparency.image-mask', 'a picture with a soft mask', 'pdfx-1a', (pdf) => {
    addPicture(pdf, 'softmask', 42, [50]);
    pdf.of('softmask')['ColorSpace'] = '/DeviceGray';
    pdf.of('image')['SMask'] = '@softmask';
  }),
  fault('transparency.blend-space', 'RGB', 'pdfx-4', put('page1', 'Group', '<< /S /Transparency /CS /DeviceRGB >>')), // prettier-ignore
  paintsWith('transparency.blend-space', 'none', ['ExtGState', 'Half', '<< /ca 0.5 >>'], `/Half gs 0 0.5 0 0 k ${AREA}`), // prettier-ignore
];

const accessibilityFaults: readonly SeededFault[] = [
  fault('accessibility.not-tagged', 'not marked', 'pdfua-1', (pdf) => {
    without('catalog', 'MarkInfo')(pdf);
    without('catalog', 'StructTreeRoot')(pdf);
  }),
  fault('accessibility.no-language', 'no Lang', 'pdfua-1', without('catalog', 'Lang')),
  fault('accessibility.no-title', 'no dc:title', 'pdfua-1', withoutXmp('dc:title')),
  fault('accessibility.xmp-claim', 'no pdfuaid:part', 'pdfua-1', withoutXmp('pdfuaid:part')),
];

export const SEEDED_FAULTS: readonly SeededFault[] = [
  ...documentFaults,
  ...metadataFaults,
  ...boxFaults,
  ...fontFaults,
  ...colorFaults,
  ...geometryFaults,
  ...transparencyFaults,
  ...accessibilityFaults,
];
