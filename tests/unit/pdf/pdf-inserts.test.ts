import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { Page } from '../../../src/frame/frame.ts';
import { loadPictures } from '../../../src/pdf/pictures/load-pictures.ts';
import type { LoadedPictures } from '../../../src/pdf/pictures/load-pictures.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import type { FileObject } from '../../helpers/insert-pdfs.ts';
import { damagedAdvert, embeddedFont, inkAdvert, onePage, screenAdvert, tintOf } from '../../helpers/insert-pdfs.ts'; // prettier-ignore
import { inflatedStreams, judge, nodes, objectText, page, pdfOptions } from './pdf-stand-ins.ts';

const folder = mkdtempSync(join(tmpdir(), 'inserts-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function load(
  files: Readonly<Record<string, Uint8Array>>,
  sources: readonly string[],
): Promise<{ pictures: LoadedPictures; diagnostics: Diagnostics }> {
  const diagnostics = new Diagnostics();
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const requests = sources.map((source) => ({ source, path: join(folder, source.replace(/#.*/, '')), place: { file: 'm.yaml', line: 3, column: 5 } })); // prettier-ignore
  return { pictures: await loadPictures(requests, diagnostics), diagnostics };
}

const TRIM = { width: 200, height: 100 };

function placed(source: string, x: number, y: number, width: number, height: number): Page['items'][number] {
  const box = { x, y, width, height };
  return { kind: 'svg', ...box, picture: box, source, alt: 'An advertisement', tag: 1 };
}

async function written(
  pictures: LoadedPictures,
  pages: readonly Page[],
  diagnostics = new Diagnostics(),
): Promise<Uint8Array> {
  const writer = new PdfWriter(
    pdfOptions({ pictures, diagnostics, structure: nodes('Document', ['Figure', 0]) }),
  );
  for (const one of pages) writer.addPage(one);
  return writer.finish();
}

/** LZW without any compression: 9 bits a byte (7.4.4). */
function lzw(data: Uint8Array): Uint8Array {
  const bits = [256, ...data, 257].map((code) => code.toString(2).padStart(9, '0')).join('');
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
}

/** One file placed at its own size on a page of 400 × 300. */
async function place(bytes: Uint8Array, size = TRIM): Promise<Uint8Array> {
  const { pictures, diagnostics } = await load({ 'a.pdf': bytes }, ['a.pdf#page=1']);
  expect(diagnostics.list).toEqual([]);
  return written(pictures, [
    page([placed('a.pdf#page=1', 50, 40, size.width, size.height)], { width: 400, height: 300 }),
  ]);
}

const form = (file: Uint8Array): { dictionary: string; text: string } => {
  const found = inflatedStreams(file).find(({ dictionary }) => dictionary.includes('/Subtype/Form'));
  if (found === undefined) throw new Error('there is no form');
  return found;
};

describe('a page of a PDF', () => {
  test('becomes a form with its trim at the origin and its bleed around it', async () => {
    const { dictionary } = form(await place(inkAdvert(TRIM)));
    expect(dictionary).toContain('/BBox[0 0 217.008 117.008]');
    expect(dictionary).toContain('/Matrix[1 0 0 1 -8.504 -8.504]');
  });

  test('is cut at its trim where it does not touch the edge of the page', async () => {
    const file = await place(inkAdvert(TRIM));
    const content = inflatedStreams(file).find(({ text }) => text.includes(' Do Q'))?.text ?? '';
    expect(content).toContain('50 160 200 100 re W n 1 0 0 1 50 160 cm /I1 Do');
  });

  test('reaches over the edges of a page that it fills', async () => {
    const { pictures } = await load({ 'full.pdf': inkAdvert(TRIM) }, ['full.pdf#page=1']);
    const file = await written(pictures, [page([placed('full.pdf#page=1', 0, 0, 200, 100)], TRIM)]);
    const content = inflatedStreams(file).find(({ text }) => text.includes(' Do Q'))?.text ?? '';
    expect(content).toContain('-200 -200 600 500 re W n 1 0 0 1 0 0 cm');
  });

  test('keeps its own size on a page that misses it by less than half a millimetre, and is fitted to others with a note', async () => {
    const { pictures } = await load({ 'near.pdf': inkAdvert(TRIM) }, ['near.pdf#page=1']);
    const at = async (
      width: number,
      height: number,
      shown: { x: number; y: number; width: number; height: number },
    ): Promise<readonly [string, Diagnostics]> => {
      const diagnostics = new Diagnostics();
      const item = {
        kind: 'svg' as const,
        x: 0,
        y: 0,
        width,
        height,
        picture: shown,
        source: 'near.pdf#page=1',
        alt: 'x',
        tag: 1,
      };
      const file = await written(pictures, [page([item], { width, height })], diagnostics);
      return [inflatedStreams(file).find(({ text }) => text.includes(' Do Q'))?.text ?? '', diagnostics];
    };
    const [near, none] = await at(201, 99, { x: 1.5, y: 0, width: 198, height: 99 });
    expect(near).toContain('1 0 0 1 0.5 -0.5 cm');
    expect(none.list).toEqual([]);
    const [far, note] = await at(300, 300, { x: 0, y: 75, width: 300, height: 150 });
    expect(far).toContain('1.5 0 0 1.5 0 75 cm');
    // Above and below it nothing of its bleed shows; at the sides it does.
    expect(far).toContain('-200 75 700 150 re W n');
    expect(note.list.map(({ code, severity }) => [code, severity])).toEqual([['N004', 'note']]);
  });

  test.each([
    [0, '/Matrix[1 0 0 1 -10 -20]', 100, 60],
    [90, '/Matrix[0 -1 1 0 -20 110]', 60, 100],
    [180, '/Matrix[-1 0 0 -1 110 80]', 100, 60],
    [-90, '/Matrix[0 1 -1 0 80 -10]', 60, 100],
  ])('turned by %d degrees is as wide as it is read', async (rotate, matrix, width, height) => {
    const bytes = onePage({ content: '0 g', page: `/TrimBox[10 20 110 80]/Rotate ${rotate}` });
    const { pictures } = await load({ 'r.pdf': bytes }, ['r.pdf#page=1']);
    const info = pictures.info('r.pdf#page=1');
    expect([(info?.width ?? 0) * 0.75, (info?.height ?? 0) * 0.75]).toEqual([width, height]);
    expect(
      form(await written(pictures, [page([placed('r.pdf#page=1', 0, 0, width, height)])])).dictionary,
    ).toContain(matrix);
  });

  test('has no marks, layers, scripts or links any more, and shows no hidden layer', async () => {
    const file = await place(inkAdvert(TRIM));
    const { text, dictionary } = form(file);
    expect(text).not.toMatch(/BDC|BMC|EMC|MCID/);
    expect(dictionary).not.toContain('Properties');
    expect(text).toMatch(/0 1 1 0 k[^f]*re\s+n/);
    expect(text).toContain('(Winter sale) Tj');
    const whole =
      objectText(file) +
      inflatedStreams(file)
        .map((stream) => stream.dictionary)
        .join('');
    expect(whole).not.toMatch(/JavaScript|\/OCG|OpenAction/);
  });

  test('leaves its links behind', async () => {
    const file = await place(screenAdvert(TRIM));
    expect(objectText(file)).not.toMatch(/\/URI|\/Annot\b/);
  });

  test('keeps its spot colour, its picture in inks and its font', async () => {
    const file = await place(inkAdvert(TRIM));
    const whole = objectText(file);
    expect(whole).toMatch(/\[\/Separation \/Gold \/DeviceCMYK/);
    expect(whole).toContain('/FontFile2');
    expect(Buffer.from(file).toString('latin1')).toMatch(/\/Subtype \/Image[^\n]*\/ColorSpace \/DeviceCMYK/);
  });

  test('keeps the group it is blended in only where something is translucent', async () => {
    expect(form(await place(screenAdvert(TRIM))).dictionary).toContain('/Group<<');
    const opaque = onePage({
      content: '0 0 0 1 k 0 0 9 9 re f',
      page: '/Group<</S/Transparency/CS/DeviceRGB>>',
    });
    expect(form(await place(opaque)).dictionary).not.toContain('/Group');
  });

  test('brings its font once, when two pages of its file are placed', async () => {
    const objects = embeddedFont(12);
    const two = onePage({
      content: 'BT /F 9 Tf (a) Tj ET',
      resources: '/Font<</F 12 0 R>>',
      objects: ['null', 'null', ...objects],
    });
    const text = Buffer.from(two)
      .toString('latin1')
      .replace('/Kids[3 0 R]/Count 1', '/Kids[3 0 R 11 0 R]')
      .replace(
        '11 0 obj\nnull',
        '11 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 50 50]/Resources<</Font<</F 12 0 R>>>>/Contents 4 0 R>>',
      );
    const { pictures, diagnostics } = await load({ 'two.pdf': Buffer.from(text, 'latin1') }, [
      'two.pdf#page=1',
      'two.pdf#page=2',
    ]);
    expect(diagnostics.list).toEqual([]);
    const file = await written(pictures, [
      page([placed('two.pdf#page=1', 0, 0, 200, 100), placed('two.pdf#page=2', 0, 100, 50, 50)]),
    ]);
    expect(
      inflatedStreams(file).filter(({ dictionary }) => dictionary.includes('/Subtype/Form')),
    ).toHaveLength(2);
    expect(inflatedStreams(file).filter(({ dictionary }) => dictionary.includes('/Length1')).length).toBe(1);
  });

  test('leaves behind what it does not use, but nothing that a form without resources of its own needs', async () => {
    const ink = (value: number): FileObject =>
      `[/Separation/Ink${value}/DeviceCMYK ${tintOf([0, 0, 0, value / 10])}]`;
    const file = await place(
      onePage({
        ...TRIM,
        content: '/Old Do',
        resources: '/ColorSpace<</A 10 0 R/B 11 0 R>>/XObject<</Old 12 0 R/Other 13 0 R>>',
        objects: [
          ink(1),
          ink(2),
          { dictionary: '/Subtype/Form/BBox[0 0 9 9]', bytes: '/A cs 1 scn 0 0 9 9 re f' },
          { dictionary: '/Subtype/Form/BBox[0 0 8 8]', bytes: '' },
        ],
      }),
    );
    expect(objectText(file)).toContain('/Ink1');
    expect(objectText(file)).not.toContain('/Ink2');
    expect(Buffer.from(file).toString('latin1')).not.toContain('[0 0 8 8]');
  });

  test('has pictures packed with LZW unpacked and packed anew', async () => {
    const pixels = Uint8Array.from({ length: 64 }, (_, i) => i * 3);
    const picture = { dictionary: '/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/LZWDecode/DecodeParms<</EarlyChange 1>>', bytes: lzw(pixels) }; // prettier-ignore
    const file = await place(onePage({ ...TRIM, content: '/I Do', resources: '/XObject<</I 10 0 R>>', objects: [picture] })); // prettier-ignore
    const written = Buffer.from(file).toString('latin1');
    const head = /<<[^\n]*\/Subtype \/Image[^\n]*\/Length (\d+)>>\nstream\n/.exec(written);
    expect(head?.[0]).not.toContain('LZW');
    const start = (head?.index ?? 0) + (head?.[0].length ?? 0);
    expect([...inflateSync(file.slice(start, start + Number(head?.[1])))]).toEqual([...pixels]);
  });

  test('begins in the initial graphics state, whatever the page around it was printing with', async () => {
    const { text, dictionary } = form(await place(inkAdvert(TRIM)));
    expect(dictionary).toContain('/ExtGState<</NashrStart<</Type/ExtGState/OP false/op false/OPM 0>>');
    expect(text).toMatch(/^\/NashrStart gs 0 g 0 G 1 w /);
  });

  test('is written alike every time, and qpdf and poppler accept it', async () => {
    const file = await place(inkAdvert(TRIM));
    expect(Buffer.from(await place(inkAdvert(TRIM))).equals(file)).toBe(true);
    const checked = judge('qpdf', (path) => ['--check', path], file);
    if (checked !== null) expect(checked).toContain('No syntax or stream encoding errors');
    const fonts = judge('pdffonts', (path) => [path], file);
    if (fonts !== null) expect(fonts).toMatch(/ABCDEF\+Vazirmatn\s+TrueType\s+WinAnsi\s+yes yes/);
  });
});

describe('files that cannot be placed', () => {
  test('a damaged one is named with its reason', async () => {
    const { pictures, diagnostics } = await load({ 'd.pdf': damagedAdvert() }, ['d.pdf#page=1']);
    expect(pictures.info('d.pdf#page=1')).toBeUndefined();
    expect(diagnostics.list.map(({ code, severity, place: at }) => [code, severity, at?.line])).toEqual([
      ['P002', 'error', 3],
    ]);
  });

  test('a page that is not there is named with the number of pages', async () => {
    const { diagnostics } = await load({ 'p.pdf': inkAdvert(TRIM) }, ['p.pdf#page=3']);
    expect(diagnostics.list).toMatchObject([
      { code: 'N001', message: 'Insert p.pdf has no page 3', hint: 'it has one page' },
    ]);
  });

  test('a missing file is a missing picture', async () => {
    const { diagnostics } = await load({}, ['gone.pdf#page=1']);
    expect(diagnostics.list).toMatchObject([{ code: 'I001' }]);
  });
});
