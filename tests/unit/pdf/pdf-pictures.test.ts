import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { Page } from '../../../src/frame/frame.ts';
import { neededSize } from '../../../src/pdf/pictures/encode-bitmap.ts';
import { loadPictures } from '../../../src/pdf/pictures/load-pictures.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { contentStreams, judge, nodes, objectText, page, pdfOptions } from './pdf-stand-ins.ts';

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
afterAll(() => rmSync(folder, { recursive: true }));
const SUITE = 'tests/data/robustness/images';

/** A file of the given pixels: `paint` gives red, green, blue, alpha. */
async function bitmap(
  name: string,
  size: number,
  paint: (x: number, y: number) => readonly number[],
): Promise<string> {
  const channels = paint(0, 0).length as 3 | 4;
  const data = Buffer.alloc(size * size * channels);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) data.set(paint(x, y), (y * size + x) * channels);
  const path = join(folder, name);
  await sharp(data, { raw: { width: size, height: size, channels } }).toFile(path);
  return path;
}

function image(source: string, width: number, tag = 1): Page['items'][number] {
  const box = { x: 10, y: 10, width, height: width };
  return { kind: 'image', ...box, picture: box, source, alt: 'A picture', tag };
}

/** The dictionaries of the image XObjects of a document that shows the file at `width` points. */
async function embedded(
  path: string,
  width: number,
  diagnostics: Diagnostics = new Diagnostics(),
): Promise<string[]> {
  const file = await written([path], [page([image(path, width)])], diagnostics);
  const source = Buffer.from(file).toString('latin1');
  return [...source.matchAll(/<<(\/Type\/XObject\/Subtype\/Image[^\n]*)>>\nstream/g)].map(([, d]) => d ?? '');
}

async function written(
  paths: readonly string[],
  pages: readonly Page[],
  diagnostics: Diagnostics = new Diagnostics(),
): Promise<Uint8Array> {
  const pictures = await loadPictures(
    paths.map((path) => ({ source: path, path })),
    diagnostics,
  );
  const structure = nodes('Document', ['Figure', 0]);
  const writer = new PdfWriter(pdfOptions({ pictures, diagnostics, structure }));
  for (const one of pages) writer.addPage(one);
  return writer.finish();
}

/** Colours of the first page as poppler paints them. */
async function painted(file: Uint8Array): Promise<{ at(x: number, y: number): number[] } | null> {
  const path = join(folder, 'painted.pdf');
  writeFileSync(path, file);
  const said = judge(
    'pdftoppm',
    () => ['-r', '72', '-png', '-singlefile', path, join(folder, 'painted')],
    file,
  );
  if (said === null) return null;
  const { data, info } = await sharp(join(folder, 'painted.png'))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { at: (x, y) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)] };
}

describe('a bitmap', () => {
  test('that is a photograph becomes JPEG, resampled to the resolution of its printed size', async () => {
    const path = await bitmap('noise.jpg', 400, (x, y) => [
      (x * 7 + y * 13) % 256,
      (x * y) % 256,
      (x ^ y) & 255,
    ]);
    const [dictionary] = await embedded(path, 96);
    expect(dictionary).toContain(
      '/Width 200/Height 200/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode',
    );
  });

  test('is never enlarged, and too few pixels are reported', async () => {
    const path = await bitmap('small.jpg', 40, (x, y) => [x * 6, y * 6, 99]);
    const diagnostics = new Diagnostics();
    expect((await embedded(path, 200, diagnostics))[0]).toContain('/Width 40/Height 40');
    expect(diagnostics.list.map((d) => d.code)).toEqual(['I006']);
  });

  test('with few colours keeps them exactly, with a palette of as few bits as it needs', async () => {
    const path = await bitmap('stripes.png', 30, (x) => (x % 3 === 0 ? [255, 0, 0] : [0, 0, 128]));
    const [dictionary] = await embedded(path, 14);
    expect(dictionary).toContain(
      '/ColorSpace[/Indexed/DeviceRGB 1<000080ff0000>]/BitsPerComponent 1/Filter/FlateDecode',
    );
  });

  test('with the colours of a screenshot is kept without loss', async () => {
    const path = await bitmap('many.png', 60, (x, y) => [x * 4, y * 4, 0]);
    const [dictionary] = await embedded(path, 28);
    expect(dictionary).toContain('/Predictor 15/Colors 3/Columns 60');
  });

  test('with transparency gets a soft mask, without any none', async () => {
    const clear = await bitmap('clear.png', 20, (x, y) => [x * 12, y * 12, 0, x < 10 ? 0 : 255]);
    const opaque = await bitmap('opaque.png', 20, (x, y) => [x * 12, y * 12, 0, 255]);
    const [mask, colors] = await embedded(clear, 10);
    expect(mask).toContain('/ColorSpace/DeviceGray');
    expect(colors).toMatch(/\/SMask \d+ 0 R/);
    expect(await embedded(opaque, 10)).toHaveLength(1);
    expect((await embedded(opaque, 10))[0]).not.toContain('SMask');
  });

  test('in grey stays in grey', async () => {
    const path = join(folder, 'grey.jpg');
    await sharp({ create: { width: 20, height: 20, channels: 3, background: 'grey' } }).toColourspace('b-w').jpeg().toFile(path); // prettier-ignore
    expect((await embedded(path, 10))[0]).toContain('/ColorSpace/DeviceGray');
  });

  test('that is grey in RGB is kept in grey, without loss', async () => {
    const path = await bitmap('neutral.png', 60, (x) => [x & 60, x & 60, x & 60]);
    const [dictionary] = await embedded(path, 28);
    expect(dictionary).toContain('/ColorSpace[/Indexed/DeviceGray 14<00');
    expect(dictionary).toContain('/BitsPerComponent 4/');
  });

  test('that is a grey photograph in a PNG becomes JPEG', async () => {
    const path = await bitmap('scan.png', 120, (x, y) => {
      const grey = (x * 7 + y * 13 + ((x * y) % 31) * 5) & 255;
      return [grey, grey, grey];
    });
    const [dictionary] = await embedded(path, 57);
    expect(dictionary).toContain('/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode');
  });

  test('with up to 256 colours is written with a palette or by its neighbours, whichever is smaller', async () => {
    // Far more pixels than colours: a byte a pixel; a ramp: differences of neighbours are all alike.
    const blocks = await bitmap('blocks.png', 200, (x, y) => [(Math.imul(x >> 3, 73) ^ Math.imul(y >> 3, 151)) & 0xf8, 0, 99]); // prettier-ignore
    expect((await embedded(blocks, 96))[0]).toContain('/Indexed/DeviceRGB 31');
    const ramp = await bitmap('ramp.png', 200, (x) => [x + 20, 0, 99]);
    expect((await embedded(ramp, 96))[0]).toContain('/Predictor 15/Colors 3');
  });

  test('in CMYK becomes RGB', async () => {
    const path = join(folder, 'inks.jpg');
    await sharp({ create: { width: 20, height: 20, channels: 3, background: 'teal' } }).toColourspace('cmyk').jpeg().toFile(path); // prettier-ignore
    expect((await sharp(path).metadata()).space).toBe('cmyk');
    expect((await embedded(path, 10))[0]).toContain('/ColorSpace/DeviceRGB');
  });

  test('is turned upright as its EXIF says', async () => {
    const diagnostics = new Diagnostics();
    const path = `${SUITE}/sharp/Landscape_6.jpg`;
    const store = await loadPictures([{ source: 'a', path }], diagnostics);
    expect(store.info('a')).toEqual({ source: 'a', kind: 'bitmap', width: 600, height: 450 });
    const encoded = await store.encode('a', { width: 600, height: 450, resolution: 150 });
    expect(encoded.image?.dictionary).toContain('/Width 600/Height 450');
  });

  test('that lies under two names is embedded once, at its larger size; another one is not', async () => {
    const paint = (blue: number) => (x: number, y: number) => [x % 256, y % 256, blue] as const;
    const first = await bitmap('first.jpg', 300, paint(50));
    const copy = join(folder, 'copy.jpg');
    copyFileSync(first, copy);
    const other = join(folder, 'other.jpg');
    const bytes = readFileSync(first);
    // As many bytes, one of them another: a comment would do as well.
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
    writeFileSync(other, bytes);
    const sizes = async (...paths: readonly string[]): Promise<string[]> => {
      const pages = paths.map((path, index) => page([image(path, index === 0 ? 24 : 96)], { index }));
      const source = Buffer.from(await written(paths, pages)).toString('latin1');
      return [...source.matchAll(/\/Subtype\/Image\/Width (\d+)/g)].map(([, width]) => width ?? '');
    };
    expect(await sizes(first, copy)).toEqual(['200']);
    expect(await sizes(first, other)).toEqual(['50', '200']);
  });

  describe('of which a box shows a part', () => {
    /** Four quarters: red, green, blue, grey. */
    const quarters = (): Promise<string> =>
      bitmap('quarters.jpg', 400, (x, y) =>
        y < 200 ? (x < 200 ? [220, 0, 0] : [0, 200, 0]) : x < 200 ? [0, 0, 220] : [128, 128, 128],
      );
    /** The picture 192 pt wide (400 pixels at 150 ppi) at 20, 20; the box shows a share of it. */
    const showing = (
      source: string,
      [left, top, right, bottom]: readonly [number, number, number, number],
    ): Page['items'][number] => ({
      // prettier-ignore
      kind: 'image',
      x: 20 + left * 192,
      y: 20 + top * 192,
      width: (right - left) * 192,
      height: (bottom - top) * 192,
      picture: { x: 20, y: 20, width: 192, height: 192 },
      source,
      alt: 'x',
      tag: 1,
    });
    const sizesIn = (file: Uint8Array): string[] => [...Buffer.from(file).toString('latin1').matchAll(/\/Subtype\/Image(\/Width \d+\/Height \d+)/g)].map(([, size]) => size ?? ''); // prettier-ignore

    test('only that part is in the file, and stands where it stood', async () => {
      const path = await quarters();
      const file = await written([path], [page([showing(path, [0.5, 0.5, 1, 0.75])])]);
      expect(sizesIn(file)).toEqual(['/Width 201/Height 102']);
      const colors = await painted(file);
      if (colors === null) return;
      expect(colors.at(20 + 100, 20 + 100).every((channel) => Math.abs(channel - 128) < 12)).toBe(true);
      expect(colors.at(20 + 188, 20 + 140).every((channel) => Math.abs(channel - 128) < 12)).toBe(true);
      expect(colors.at(20 + 90, 20 + 120)).toEqual([255, 255, 255]);
      expect(colors.at(20 + 120, 20 + 160)).toEqual([255, 255, 255]);
    });

    test('a page draws the image itself, and nothing is in a form', async () => {
      const path = await quarters();
      const file = await written([path], [page([showing(path, [0.5, 0.5, 1, 0.75])])]);
      // 201 × 102 pixels of 0.48 pt, one beyond each edge that is cut; the box clips them.
      expect(contentStreams(file)[0]).toContain(
        '116 436 96 48 re W n 96.48 0 0 48.96 115.52 435.52 cm /I1 Do',
      );
      expect(Buffer.from(file).toString('latin1')).not.toContain('/Subtype/Form');
    });

    test('a place that shows less of it draws the same image', async () => {
      const path = await quarters();
      const pages = [
        page([showing(path, [0, 0, 1, 0.25])]),
        page([showing(path, [0.4, 0, 0.6, 0.2])], { index: 1 }),
      ];
      const file = await written([path], pages);
      expect(sizesIn(file)).toEqual(['/Width 400/Height 101']);
      const matrices = contentStreams(file).map((content) => /n ([\d. ]+) cm/.exec(content)?.[1]);
      expect(matrices[0]).toBeDefined();
      expect(matrices[1]).toBe(matrices[0]);
      const colors = await painted(file);
      if (colors === null) return;
      expect(colors.at(20 + 20, 20 + 20)[0]).toBeGreaterThan(200);
      expect(colors.at(20 + 150, 20 + 20)[1]).toBeGreaterThan(180);
    });

    test('what its places show together is in the file once, and all of them draw that', async () => {
      const path = await quarters();
      const pages = [
        page([showing(path, [0.5, 0, 1, 0.25])]),
        page([showing(path, [0.6, 0.25, 0.75, 0.5])], { index: 1 }),
        page([showing(path, [0.5, 0.1, 0.75, 0.4])], { index: 2 }),
      ];
      const file = await written([path], pages);
      expect(sizesIn(file)).toEqual(['/Width 201/Height 201']);
      const matrices = contentStreams(file).map((content) => /n ([\d. ]+) cm \/I1 Do/.exec(content)?.[1]);
      expect(matrices).toEqual(Array.from({ length: 3 }, () => '96.48 0 0 96.48 115.52 483.52'));
      const colors = await painted(file);
      if (colors === null) return;
      expect(colors.at(20 + 150, 20 + 20)[1]).toBeGreaterThan(180);
    });

    test('the whole of it is in the file when one place shows the whole', async () => {
      const path = await quarters();
      const pages = [
        page([showing(path, [0, 0, 1, 0.25])]),
        page([showing(path, [0, 0, 1, 1])], { index: 1 }),
        page([showing(path, [0, 0.5, 1, 0.75])], { index: 2 }),
      ];
      const file = await written([path], pages);
      expect(sizesIn(file)).toEqual(['/Width 400/Height 400']);
      for (const content of contentStreams(file)) expect(content).toContain('192 0 0 192 20 388 cm /I1 Do');
    });

    test('is cut out upright when its pixels lie on their side', async () => {
      const lying = join(folder, 'lying.jpg');
      const upright = await quarters();
      // EXIF 6: to be turned right by a quarter; so its pixels are turned left here.
      await sharp(upright).rotate(-90).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toFile(lying);
      const file = await written([lying], [page([showing(lying, [0.5, 0, 1, 0.4])])]);
      expect(sizesIn(file)).toEqual(['/Width 201/Height 161']);
      const colors = await painted(file);
      if (colors === null) return;
      const [red = 0, green = 0] = colors.at(20 + 150, 20 + 30);
      expect([red < 40, green > 180]).toEqual([true, true]);
    });

    test('has the pixels of the same part of the whole picture, made smaller', async () => {
      const path = await bitmap('waves.jpg', 900, (x, y) => [
        128 + 100 * Math.sin(x / 60),
        128 + 100 * Math.sin(y / 70),
        90,
      ]);
      const at = async (item: Page['items'][number]) => painted(await written([path], [page([item])]));
      const part = await at(showing(path, [0.25, 0.3, 0.65, 0.8]));
      const whole = await at(showing(path, [0, 0, 1, 1]));
      if (part === null || whole === null) return;
      for (const [x, y] of [[75, 85], [110, 130], [140, 165]] as const)
        expect(part.at(x, y).every((channel, index) => Math.abs(channel - (whole.at(x, y)[index] ?? 0)) < 14)).toBe(true); // prettier-ignore
    });

    test('a sliver that is hidden is left in it', async () => {
      const path = await quarters();
      const file = await written([path], [page([showing(path, [0, 0.02, 1, 1])])]);
      expect(sizesIn(file)).toEqual(['/Width 400/Height 400']);
      expect(Buffer.from(file).toString('latin1')).not.toContain('/Subtype/Form');
    });
  });

  test('that is drawn lies once in the file too, under however many names', async () => {
    const drawing =
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><path d="M0 0h20v20z"/></svg>';
    const paths = ['one.svg', 'two.svg'].map((name) => join(folder, name));
    for (const path of paths) writeFileSync(path, drawing);
    const svg = (source: string): Page['items'][number] => ({ kind: 'svg', x: 0, y: 0, width: 20, height: 20, picture: { x: 0, y: 0, width: 20, height: 20 }, source, alt: '', tag: -1 }); // prettier-ignore
    const file = await written(paths, [page(paths.map(svg))]);
    expect(
      Buffer.from(file)
        .toString('latin1')
        .match(/\/Subtype\/Form/g),
    ).toHaveLength(1);
  });

  test('that is shown twice is embedded once, at its larger size', async () => {
    const path = await bitmap('twice.jpg', 300, (x, y) => [x % 256, y % 256, 50]);
    const file = await written([path], [page([image(path, 24)]), page([image(path, 96)], { index: 1 })]);
    const source = Buffer.from(file).toString('latin1');
    expect(source.match(/\/Subtype\/Image/g)).toHaveLength(1);
    expect(source).toContain('/Width 200/Height 200');
  });

  test('gives the same bytes again', async () => {
    const path = await bitmap('again.jpg', 120, (x, y) => [x, y, 50]);
    const once = await written([path], [page([image(path, 50)])]);
    expect(Buffer.compare(once, await written([path], [page([image(path, 50)])]))).toBe(0);
  });

  test('is painted upright in its place and clipped to its box', async ({ skip }) => {
    const path = await bitmap('quarters.png', 40, (x, y) => [x < 20 ? 255 : 0, y < 20 ? 255 : 0, 0]);
    const item = {
      kind: 'image', x: 100, y: 100, width: 100, height: 50,
      picture: { x: 100, y: 75, width: 100, height: 100 }, source: path, alt: '', tag: 1,
    } as const; // prettier-ignore
    const file = await written([path], [page([item])]);
    expect(contentStreams(file)[0]).toContain('100 450 100 50 re W n 100 0 0 55 100 447.5 cm /I1 Do');
    const pixels = await painted(file);
    if (pixels === null) return skip('pdftoppm is not installed');
    expect(pixels.at(110, 110)).toEqual([255, 255, 0]);
    expect(pixels.at(190, 110)).toEqual([0, 255, 0]);
    expect(pixels.at(110, 140)).toEqual([255, 0, 0]);
    expect(pixels.at(110, 90)).toEqual([255, 255, 255]);
    expect(pixels.at(110, 160)).toEqual([255, 255, 255]);
    return undefined;
  });
});

describe('a drawing', () => {
  const svg = (content: string, root = 'viewBox="0 0 20 10"'): string => {
    const path = join(folder, 'drawing.svg');
    writeFileSync(path, `<svg xmlns="http://www.w3.org/2000/svg" ${root}>${content}</svg>`);
    return path;
  };
  const item = (source: string): Page['items'][number] => ({
    kind: 'svg', x: 100, y: 100, width: 200, height: 100,
    picture: { x: 100, y: 100, width: 200, height: 100 }, source, alt: 'Two squares', tag: 1,
  }); // prettier-ignore

  test('is painted as vectors, the right way up, at the size of its box', async ({ skip }) => {
    const path = svg(
      '<rect width="10" height="5" fill="#f00"/><rect x="10" y="5" width="10" height="5" fill="#00f"/>',
    );
    const file = await written([path], [page([item(path)])]);
    expect(Buffer.from(file).toString('latin1')).not.toContain('/Subtype/Image');
    const pixels = await painted(file);
    if (pixels === null) return skip('pdftoppm is not installed');
    expect(pixels.at(110, 110)).toEqual([255, 0, 0]);
    expect(pixels.at(290, 190)).toEqual([0, 0, 255]);
    expect(pixels.at(290, 110)).toEqual([255, 255, 255]);
    return undefined;
  });

  test('that stands on several pages is painted once', async () => {
    const path = svg('<circle cx="5" cy="5" r="4"/>');
    const file = await written([path], [page([item(path)]), page([item(path)], { index: 1 })]);
    expect(
      Buffer.from(file)
        .toString('latin1')
        .match(/\/Subtype\/Form/g),
    ).toHaveLength(1);
  });

  test('has the size of its attributes or of its viewBox', async () => {
    const sizes = [
      ['viewBox="0 0 20 10"', 20, 10],
      ['width="2in" height="36pt"', 192, 48],
      ['width="100" viewBox="0 0 20 10"', 100, 50],
      ['width="100%" height="100%" viewBox="0 0 7 9"', 7, 9],
      ['', 300, 150],
    ] as const;
    for (const [root, width, height] of sizes) {
      const store = await loadPictures(
        [{ source: 's', path: svg('<path d="M0 0h1"/>', root) }],
        new Diagnostics(),
      );
      expect(store.info('s')).toEqual({ source: 's', kind: 'svg', width, height });
    }
  });

  test('gives its figure an alternative text and a box', async () => {
    const path = svg('<path d="M0 0h9v9z"/>');
    const objects = objectText(await written([path], [page([item(path)])]));
    expect(objects).toMatch(/\/S\/Figure.*\/Alt\(Two squares\).*\/BBox\[100 400 300 500\]/);
  });
});

describe('the pixels that are needed', () => {
  test('follow the side that needs more, and small gains are left alone', () => {
    const natural = { width: 1000, height: 500 };
    expect(neededSize(natural, { width: 72, height: 72, resolution: 150 })).toEqual({
      width: 300,
      height: 150,
    });
    expect(neededSize(natural, { width: 460, height: 230, resolution: 150 })).toEqual(natural);
    expect(neededSize({ width: 5000, height: 1 }, { width: 1, height: 0.001, resolution: 72 })).toEqual({
      width: 5,
      height: 1,
    });
  });
});
