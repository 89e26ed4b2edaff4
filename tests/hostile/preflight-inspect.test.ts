// PDFs made to crash, hang or fill the memory of whoever inspects them.
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { openPdfForInspection } from '../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { readXmp } from '../../src/preflight/inspect/file/read-xmp.ts';
import { inspectTiny, tinyPdf, writeObjects } from '../unit/preflight/tiny-pdf.ts';
import { countCpuTime } from '../cpu-time.ts';

/** Problems and codes; ends, whatever the bytes are. */
async function survive(bytes: Uint8Array): Promise<{ codes: string[]; problems: string[]; pages: number }> {
  const diagnostics = new Diagnostics();
  const pdf = await openPdfForInspection(bytes, { file: 'x.pdf', diagnostics });
  const problems: string[] = [];
  let pages = 0;
  if (pdf !== null) {
    for await (const page of pdf.pages()) {
      pages++;
      problems.push(...page.problems);
      for (const { bounds } of page.events) expect(bounds.every((edge) => Number.isFinite(edge))).toBe(true);
    }
  }
  if (pdf === null) expect(diagnostics.hasErrors).toBe(true);
  return { codes: diagnostics.list.map(({ code }) => code), problems, pages };
}

/** One of everything, so that a change of any byte meets some reader. */
function richPdf(): Uint8Array {
  const form =
    '/Type /XObject /Subtype /Form /BBox [0 0 50 50] /Group << /S /Transparency /CS /DeviceCMYK >>';
  return tinyPdf({
    content: {
      dict: '/Filter /FlateDecode',
      data: deflateSync(
        'q 1 0 0 1 5 5 cm /G gs .1 .2 .3 .4 k 0 0 30 20 re f BT /F 10 Tf 12 TL 10 50 Td [(Karez) -50 <4142>] TJ T* (x) Tj /T 9 Tf <00410042> Tj /D 9 Tf (AB) Tj ET /S cs .5 scn 0 0 m 9 9 l 5 5 6 6 7 7 c S /Pattern cs /P scn 0 0 9 9 re f /X Do /I Do BI /W 2 /H 1 /BPC 8 /CS /G ID ab EI /OC /O BDC 0 0 1 1 re f EMC /H sh Q',
      ),
    },
    resources:
      '/Font << /F 10 0 R /T 11 0 R /D 20 0 R >> /ExtGState << /G << /OP true /OPM 1 /ca .5 /BM /Multiply >> >> /ColorSpace << /S [/Separation /Gold /DeviceCMYK 14 0 R] >> /Pattern << /P 15 0 R >> /XObject << /X 16 0 R /I 17 0 R >> /Properties << /O 18 0 R >> /Shading << /H << /ShadingType 2 /ColorSpace [/ICCBased 19 0 R] >> >>',
    page: '/MediaBox [0 0 200 100] /TrimBox [5 5 195 95] /Annots [<< /Subtype /Link /Rect [1 2 3 4] /A << /S /URI >> >>]',
    catalog:
      '/OCProperties << /OCGs [18 0 R] /D << /OFF [18 0 R] >> >> /Metadata 13 0 R /OutputIntents [<< /S /GTS_PDFX /DestOutputProfile 19 0 R >>] /PageLabels << /Nums [0 << /S /D >>] >> /Outlines << /First 18 0 R >>',
    trailer: '/ID [<00> <01>] /Info << /Title (x) /Trapped /False >>',
    objects: {
      10: '<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Plain /Encoding << /Differences [65 /A /g12 /.notdef] >> /FirstChar 65 /Widths [500 500] /FontDescriptor << /Ascent 800 >> >>',
      11: '<< /Type /Font /Subtype /Type0 /BaseFont /Deep /Encoding 12 0 R /DescendantFonts [<< /Subtype /CIDFontType2 /W [1 [500] 3 9 400] >>] >>',
      12: { dict: '/Type /CMap', data: '1 begincodespacerange <0000> <ffff> endcodespacerange 1 begincidrange <0041> <0050> 1 endcidrange' }, // prettier-ignore
      13: { dict: '/Type /Metadata', data: '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li>T</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF>' }, // prettier-ignore
      14: {
        dict: '/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1 0 1]',
        data: '{ dup 0.5 mul exch 0.2 mul 0 0 }',
      },
      15: {
        dict: '/PatternType 1 /PaintType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5 /Resources << >>',
        data: '1 0 0 rg 0 0 2 2 re f',
      },
      16: { dict: form, data: '0 0 9 9 re W n 0 0 20 20 re B' },
      17: { dict: '/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace [/Indexed /DeviceCMYK 1 <00000000ffffffff>] /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2 >>', data: deflateSync(Uint8Array.of(0, 1, 0, 2, 1, 1)) }, // prettier-ignore
      18: '<< /Type /OCG /Name (o) >>',
      19: { dict: '/N 4', data: Buffer.concat([Buffer.alloc(36), Buffer.from('acsp'), Buffer.alloc(100)]) },
      20: '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /FirstChar 65 /Widths [9 9] /Encoding << /Differences [65 /a /b] >> /CharProcs << /a 15 0 R >> >>',
    },
  });
}

describe('a PDF with one byte or more changed', () => {
  const rich = richPdf();

  it('is sound as it was', async () => {
    expect(await survive(rich)).toEqual({ codes: [], problems: [], pages: 1 });
  });

  it('ends in pages or in a diagnostic, cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: rich.length }), async (length) => {
        await survive(rich.slice(0, length));
      }),
      { numRuns: 200 },
    );
  });

  it('ends in pages or in a diagnostic, changed anywhere', async () => {
    const change = fc.tuple(fc.integer({ min: 0, max: rich.length - 1 }), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const bytes = Uint8Array.from(rich);
        for (const [at, byte] of changes) bytes[at] = byte;
        await survive(bytes);
      }),
      { numRuns: 400 },
    );
  });

  it('ends in pages or in a diagnostic, with a piece doubled or gone', async () => {
    const at = fc.integer({ min: 0, max: rich.length });
    await fc.assert(
      fc.asyncProperty(at, at, at, async (a, b, c) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        await survive(new Uint8Array(Buffer.concat([rich.slice(0, c), rich.slice(from, to), rich.slice(c)])));
        await survive(new Uint8Array(Buffer.concat([rich.slice(0, from), rich.slice(to)])));
      }),
      { numRuns: 100 },
    );
  });
});

describe('content', () => {
  it('of any operators and operands is interpreted', async () => {
    const word = fc.constantFrom('q', 'Q', 'cm', 're', 'f', 'W', 'n', 'S', 'B*', 'm', 'l', 'c', 'v', 'y', 'h', 'BT', 'ET', 'Tf', 'Tj', 'TJ', "'", '"', 'Tm', 'Td', 'Tr', 'Tz', 'scn', 'cs', 'k', 'gs', 'Do', 'sh', 'BI', 'ID', 'EI', 'BDC', 'EMC', 'd1', '/X', '/F', '/P', '/Pattern', '(a', '(b)', '<41>', '<', '[', ']', '<<', '>>', '-', '1e9', '0', '-7.5', '.', '99999999999999999999', 'true', 'null', '%'); // prettier-ignore
    const objects = { 10: { dict: '/Type /XObject /Subtype /Form /BBox [0 0 9 9]', data: 'q 0 0 1 1 re f' }, 11: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' }; // prettier-ignore
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 60 }), async (words) => {
        const bytes = tinyPdf({ content: words.join(' '), resources: '/XObject << /X 10 0 R >> /Font << /F 11 0 R >>', objects }); // prettier-ignore
        expect((await survive(bytes)).pages).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  it('that inflates without end is left out', async () => {
    const bomb = deflateSync(Buffer.alloc(100 * 1024 * 1024, 32), { level: 9 });
    const { page } = await inspectTiny({ content: { dict: '/Filter /FlateDecode', data: bomb } });
    expect(page.problems).toEqual(['A content stream cannot be read: it has more than 64 MB']);
  });

  it('of forms that multiply comes to an end', async () => {
    const form = '/Type /XObject /Subtype /Form /BBox [0 0 9 9]';
    const objects = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [10 + index, { dict: `${form} /Resources << /XObject << /X ${11 + index} 0 R >> >>`, data: '/X Do '.repeat(10) }]), // prettier-ignore
    );
    const { page } = await inspectTiny({ content: '/X Do', resources: '/XObject << /X 10 0 R >>', objects });
    expect(page.problems).toContain('The page has too many operators; the rest was not read');
  }, 30_000);

  it('nested without end is cut', async () => {
    const { page } = await inspectTiny({ content: `${'q '.repeat(100_000)} ${'[ '.repeat(100_000)} ${'<< '.repeat(100_000)}` }); // prettier-ignore
    expect(page.problems).toEqual(['Graphics states are nested too deeply']);
    const objects = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [10 + index, { dict: `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${11 + index} 0 R >> >>`, data: '/X Do' }]), // prettier-ignore
    );
    const deep = await inspectTiny({ content: '/X Do', resources: '/XObject << /X 10 0 R >>', objects });
    expect(deep.page.problems).toEqual(['Forms are nested too deeply']);
  });
});

describe('the structure of a file', () => {
  it('of objects that never end is given up in time', async () => {
    const unclosed = ['9 0 obj (', '9 0 obj << /A ', '9 0 obj [[[[ ', '9 0 obj << >> stream ', 'trailer << ( ', 'trailer ', '9 0 obj <'].map((text) => text.repeat(40_000)); // prettier-ignore
    for (const text of unclosed) {
      const { codes } = await survive(Buffer.from(`%PDF-1.4\n${text}`));
      expect(codes).toContain('P002');
    }
  }, 60_000);

  it('of much rubbish is skipped', async () => {
    const rubbish = Buffer.alloc(8 * 1024 * 1024, 'Rubbish 7 obj ');
    const bytes = new Uint8Array(Buffer.concat([rubbish.subarray(0, 900), Buffer.from(tinyPdf({ content: '0 0 1 1 re f' })), rubbish])); // prettier-ignore
    expect(await survive(bytes)).toMatchObject({ pages: 1, problems: [] });
  });

  it('of object streams that inflate without end, or overlap, is read in part', async () => {
    const rest = { 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Kids [3 0 R] >>', 3: '<< /Type /Page >>' };
    const bomb = deflateSync(Buffer.alloc(50 * 1024 * 1024, '1 0 '), { level: 9 });
    const big = writeObjects('%PDF-1.5', { ...rest, 9: { dict: '/Type /ObjStm /N 9999999 /First 4 /Filter /FlateDecode', data: bomb } }, '/Root 1 0 R'); // prettier-ignore
    expect(await survive(big)).toMatchObject({ codes: ['P004'], pages: 1 });
    const table = Array.from({ length: 50_000 }, (_, index) => `${index + 100} 0`).join(' ');
    const data = deflateSync(`${table} [${'1 '.repeat(200_000)}]`);
    const overlapping = writeObjects('%PDF-1.5', { ...rest, 9: { dict: `/Type /ObjStm /N 50000 /First ${table.length + 1} /Filter /FlateDecode`, data } }, '/Root 1 0 R'); // prettier-ignore
    expect(await survive(overlapping)).toMatchObject({ pages: 1 });
  }, 30_000);

  it('of references that run in circles is no trap', async () => {
    const objects = { 2: '<< /Type /Pages /Kids [3 0 R 2 0 R] /Parent 2 0 R >>', 10: '11 0 R', 11: '10 0 R', 12: '[/Indexed 12 0 R 1 <00>]', 13: '<< /FunctionType 3 /Domain [0 1] /Functions [13 0 R] /Bounds [] /Encode [0 1] >>' }; // prettier-ignore
    const resources = '/Font << /F 10 0 R >> /ColorSpace << /A 12 0 R /B [/Separation /X 12 0 R 13 0 R] >>';
    const bytes = tinyPdf({ content: '/A cs 1 scn 0 0 1 1 re f /B cs 1 scn 0 0 1 1 re f BT /F 9 Tf (x) Tj ET', resources, objects, page: '/Contents 10 0 R' }); // prettier-ignore
    expect((await survive(bytes)).pages).toBe(1);
  });

  it('with names of built-in properties is read like any other', async () => {
    const resources = '/ColorSpace << /constructor [/Separation /constructor /DeviceCMYK << >>] >>';
    const { events } = await inspectTiny({ content: '/constructor cs 1 scn 0 0 1 1 re f /toString cs 0 0 1 1 re f /__proto__ gs', resources }); // prettier-ignore
    expect(events[0]).toMatchObject({ paint: { inks: new Map([['constructor', 100]]) } });
  });
});

describe('metadata', () => {
  it('of any text ends soon', () => {
    const elapsed = countCpuTime();
    for (const text of [
      '<a ',
      '<',
      '<a "',
      '<!--',
      '<![CDATA[',
      '<!DOCTYPE [',
      '&a',
      'a=',
      '<a b="c" ',
      '</a',
      '<a>',
    ])
      expect(readXmp(Buffer.from(text.repeat(200_000))).sound).toBe(false);
    expect(elapsed()).toBeLessThan(20_000);
  });
});
