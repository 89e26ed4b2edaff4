import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { encodeForPress, PAPERS, PictureFolder, pressOf, readImage } from './press-picture-stand-ins.ts';
import type { Paper } from './press-picture-stand-ins.ts';

const folder = new PictureFolder();
afterAll(() => folder.remove());
const SUITE = 'tests/data/robustness/images';
const PHOTOGRAPH = 'issues/articles/media/fruit-bowl.jpg';
const square = (side: number): { width: number; height: number } => ({ width: side, height: side });
/** Points at which `pixels` pixels are 300 an inch. */
const at300 = (pixels: number): number => (pixels / 300) * 72;

describe('a photograph', () => {
  test('becomes a JPEG in CMYK, close to the inks of its pixels', async () => {
    const press = await pressOf('coated');
    const { data, info } = await sharp(PHOTOGRAPH).raw().toBuffer({ resolveWithObject: true });
    const { image, codes } = await encodeForPress(PHOTOGRAPH, at300(info.width), press);
    expect(codes).toEqual([]);
    expect(image?.dictionary).toContain('/ColorSpace/DeviceCMYK/BitsPerComponent 8');
    expect(image?.dictionary).toContain('/Filter/DCTDecode');
    const read = await readImage(image);
    const wanted = press.converter.pixels(data);
    let difference = 0;
    for (let i = 0; i < info.width * info.height; i += 101) {
      const inks = read.at(i % info.width, Math.floor(i / info.width));
      inks.forEach((ink, c) => (difference += Math.abs(ink - (wanted[i * 4 + c] ?? 0))));
    }
    expect(difference / Math.ceil((info.width * info.height) / 101) / 4).toBeLessThan(4);
  });

  test.each(Object.keys(PAPERS) as Paper[])(
    'decodes to no more ink than %s paper takes, be it ever so dark and restless',
    async (condition) => {
      const press = await pressOf(condition);
      // Dots of the darkest colours on white: nothing is harder for JPEG.
      const dark = await folder.bitmap('dark.jpg', square(160), (x, y) =>
        (x * y + (x >> 2) * 5 + y) % 7 < 3
          ? [(x * 7) % 40, (y * 11) % 23, ((x ^ y) * 9) % 61]
          : [255, 255, 255],
      );
      const { image } = await encodeForPress(dark, at300(160), press);
      const { largestSum } = await readImage(image);
      expect(largestSum).toBeLessThanOrEqual(press.inkLimit);
      expect(largestSum).toBeGreaterThan(press.inkLimit - 0.5);
    },
  );

  test('is resampled to the target above the maximum of the printer, and not below', async () => {
    const press = await pressOf('coated');
    const path = await folder.bitmap('many.jpg', { width: 900, height: 600 }, (x, y) => [
      x & 255,
      y & 255,
      9,
    ]);
    const above = await readImage((await encodeForPress(path, (900 / 460) * 72, press)).image);
    expect([above.width, above.height]).toEqual([587, 391]);
    const below = await readImage((await encodeForPress(path, (900 / 440) * 72, press)).image);
    expect([below.width, below.height]).toEqual([900, 600]);
  });

  test('in grey is printed with black alone, by lightness', async () => {
    const press = await pressOf('coated');
    const path = await folder.bitmap('grey.jpg', square(64), (x) => [x * 4]);
    const { image } = await encodeForPress(path, at300(64), press);
    expect(image?.dictionary).toContain('/ColorSpace/DeviceGray');
    const read = await readImage(image);
    for (const x of [2, 20, 40, 61]) {
      const black = press.converter.blackOfGrey[x * 4] ?? 0;
      expect(Math.abs((read.at(x, 30)[3] ?? 0) - black)).toBeLessThan(8);
    }
  });

  test('of greys in RGB is printed with black alone too', async () => {
    const path = await folder.bitmap('grey-rgb.jpg', square(64), (x, y) => [x * 4, x * 4, x * 4 + (y % 2)]);
    const { image } = await encodeForPress(path, at300(64), await pressOf('newspaper'));
    expect(image?.dictionary).toContain('/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode');
  });

  test('is turned upright as its EXIF says', async () => {
    const { image } = await encodeForPress(
      `${SUITE}/sharp/Landscape_6.jpg`,
      at300(600),
      await pressOf('coated'),
    );
    expect(image?.dictionary).toContain('/Width 600/Height 450/ColorSpace/DeviceCMYK');
  });

  test('gives the same bytes again', async () => {
    const once = await encodeForPress(PHOTOGRAPH, 144, await pressOf('newspaper'));
    const again = await encodeForPress(PHOTOGRAPH, 144, await pressOf('newspaper'));
    expect(Buffer.compare(once.image?.data ?? Buffer.of(), again.image?.data ?? Buffer.of(1))).toBe(0);
  });
});

describe('a drawing or screenshot', () => {
  test('keeps its few colours exactly, in a palette of inks, its black and greys as black alone', async () => {
    const press = await pressOf('coated');
    const path = await folder.bitmap(
      'screen.png',
      square(40),
      (x) =>
        [
          [0, 0, 0],
          [128, 128, 128],
          [255, 255, 255],
          [200, 30, 30],
        ][x % 4] ?? [],
    );
    const { image } = await encodeForPress(path, at300(40), press);
    expect(image?.dictionary).toMatch(/\[\/Indexed\/DeviceCMYK 3<[0-9a-f]{32}>\]\/BitsPerComponent 2/);
    const read = await readImage(image);
    expect(read.at(0, 7)).toEqual([0, 0, 0, 255]);
    expect(read.at(1, 7)).toEqual([0, 0, 0, press.converter.blackOfGrey[128]]);
    expect(read.at(2, 7)).toEqual([0, 0, 0, 0]);
    expect(read.at(3, 7)).toEqual(
      press.converter.inks(200 / 255, 30 / 255, 30 / 255).map((ink) => Math.round(ink * 255)),
    );
  });

  test('of many colours is kept without loss', async () => {
    const press = await pressOf('newspaper');
    const path = await folder.bitmap('colors.png', square(60), (x, y) => [x * 4, y * 4, 0]);
    const { image } = await encodeForPress(path, at300(60), press);
    expect(image?.dictionary).toContain('/Predictor 15/Colors 4/Columns 60');
    const read = await readImage(image);
    for (const [x, y] of [
      [0, 0],
      [59, 3],
      [17, 44],
      [59, 59],
    ] as const)
      // prettier-ignore
      expect(read.at(x, y)).toEqual(
        press.converter.inks((x * 4) / 255, (y * 4) / 255, 0).map((ink) => Math.round(ink * 255)),
      );
    expect(read.largestSum).toBeLessThanOrEqual(2.4);
  });

  test('of more colours than a drawing has is a photograph', async () => {
    const path = await folder.bitmap('photo.png', square(100), (x, y) => [x * 2, y * 2, (x * y) & 255]);
    const { image } = await encodeForPress(path, at300(100), await pressOf('coated'));
    expect(image?.dictionary).toContain('/ColorSpace/DeviceCMYK');
    expect(image?.dictionary).toContain('/DCTDecode');
  });

  test('in black and white keeps one bit and all the pixels of a platesetter', async () => {
    const path = join(folder.path, 'line-art.tif');
    const data = Buffer.alloc(80 * 80).map((_, i) => (((i % 80) + i / 80) % 8 < 3 ? 0 : 255));
    await sharp(data, { raw: { width: 80, height: 80, channels: 1 } })
      .toColourspace('b-w')
      .tiff({ bitdepth: 1, compression: 'ccittfax4' })
      .toFile(path);
    const { image } = await encodeForPress(path, (80 / 1200) * 72, await pressOf('coated'));
    expect(image?.dictionary).toContain(
      '/Width 80/Height 80/ColorSpace[/Indexed/DeviceGray 1<00ff>]/BitsPerComponent 1',
    );
    const read = await readImage(image);
    expect([read.at(0, 0)[3], read.at(4, 0)[3]]).toEqual([255, 0]);
  });

  test('in a palette, of 16 bits, or moving is drawn like all the others', async () => {
    const press = await pressOf('coated');
    const palette = join(folder.path, 'palette.png');
    await sharp({ create: { ...square(20), channels: 3, background: '#c81e1e' } }).png({ palette: true }).toFile(palette); // prettier-ignore
    const wanted = press.converter.inks(200 / 255, 30 / 255, 30 / 255).map((ink) => Math.round(ink * 255));
    expect((await readImage((await encodeForPress(palette, 5, press)).image)).at(3, 3)).toEqual(wanted);
    const deep = join(folder.path, 'deep.png');
    await sharp({ create: { ...square(20), channels: 3, background: '#c81e1e' } }).toColourspace('rgb16').png().toFile(deep); // prettier-ignore
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    expect((await readImage((await encodeForPress(deep, 5, press)).image)).at(3, 3)).toEqual(wanted);
    const moving = join(folder.path, 'moving.gif');
    const frames = Buffer.alloc(20 * 40 * 3, Buffer.from([200, 30, 30]));
    frames.fill(0, 20 * 20 * 3);
    await sharp(frames, { raw: { width: 20, height: 40, channels: 3, pageHeight: 20 } })
      .gif()
      .toFile(moving);
    const read = await readImage((await encodeForPress(moving, 5, press)).image);
    expect([read.width, read.height]).toEqual([20, 20]);
    expect(read.at(3, 3)).toEqual(wanted);
  });
});

describe('transparency', () => {
  const paint = (x: number): readonly number[] => [0, 0, 0, x < 10 ? 128 : x < 15 ? 0 : 255];

  test('stays a soft mask where the standard has it', async () => {
    const path = await folder.bitmap('clear.png', square(20), paint);
    const { image, codes } = await encodeForPress(path, at300(20), await pressOf('coated'));
    expect(codes).toEqual([]);
    expect(image?.softMask?.dictionary).toContain('/ColorSpace/DeviceGray');
    expect((await readImage(image)).at(2, 2)).toEqual([0, 0, 0, 255]);
  });

  test('is laid on white where it has not, with a note', async () => {
    const press = await pressOf('coated', { flatten: true });
    const path = await folder.bitmap('clear.png', square(20), paint);
    const { image, reports } = await encodeForPress(path, at300(20), press);
    expect(reports.map(({ code, severity }) => [code, severity])).toEqual([['I008', 'note']]);
    expect(image?.softMask).toBeNull();
    const read = await readImage(image);
    expect(read.at(2, 2)).toEqual([0, 0, 0, press.converter.blackOfGrey[127]]);
    expect(read.at(12, 2)).toEqual([0, 0, 0, 0]);
    expect(read.at(17, 2)).toEqual([0, 0, 0, 255]);
  });

  test('of a picture that is opaque all over is not mentioned', async () => {
    const path = await folder.bitmap('opaque.png', square(20), () => [9, 200, 30, 255]);
    const { image, codes } = await encodeForPress(path, 5, await pressOf('coated', { flatten: true }));
    expect(image?.softMask).toBeNull();
    expect(codes).toEqual([]);
  });

  test('of inks is laid on paper without ink', async () => {
    const path = folder.inks('clear.tif', square(20), (x) => [200, 100, 0, 40, x < 10 ? 128 : 255]);
    const { image, codes } = await encodeForPress(path, 5, await pressOf('coated', { flatten: true }));
    expect(codes).toEqual(['I008']);
    const read = await readImage(image);
    expect(read.at(2, 2)).toEqual([100, 50, 0, 20]);
    expect(read.at(15, 2)).toEqual([200, 100, 0, 40]);
  });
});

describe('a picture in CMYK', () => {
  const inks = [120, 40, 200, 30] as const;
  const near = (read: readonly number[], wanted: readonly number[]): number =>
    Math.max(...read.map((ink, c) => Math.abs(ink - (wanted[c] ?? 0))));

  test('keeps its inks when it does not say for which paper', async () => {
    const path = await folder.inkJpeg('plain.jpg', square(40), () => inks);
    const { image, codes } = await encodeForPress(path, at300(40), await pressOf('newspaper'));
    expect(codes).toEqual([]);
    expect(near((await readImage(image)).at(9, 9), inks)).toBeLessThanOrEqual(1);
  });

  test('keeps its inks when it is for the same paper', async () => {
    const press = await pressOf('coated');
    const path = await folder.inkJpeg('same.jpg', square(40), () => inks, press.icc);
    expect((await sharp(path).metadata()).hasProfile).toBe(true);
    const { image, codes } = await encodeForPress(path, at300(40), press);
    expect(codes).toEqual([]);
    expect(near((await readImage(image)).at(9, 9), inks)).toBeLessThanOrEqual(1);
  });

  test('is converted, with a note, when it is for another paper', async () => {
    const newspaper = await pressOf('newspaper');
    const path = await folder.inkJpeg('other.jpg', square(40), () => inks, (await pressOf('coated')).icc);
    const { image, reports } = await encodeForPress(path, at300(40), newspaper);
    expect(reports.map(({ code, severity }) => [code, severity])).toEqual([['I010', 'note']]);
    const read = (await readImage(image)).at(9, 9);
    const [red = 0, green = 0, blue = 0] = await sharp(path).toColourspace('srgb').raw().toBuffer();
    const wanted = newspaper.converter.pixels(Uint8Array.of(red, green, blue));
    expect(near(read, [...wanted])).toBeLessThanOrEqual(3);
    expect(near(read, inks)).toBeGreaterThan(10);
  });

  test('of black alone stays so, whatever paper it is for', async () => {
    const path = await folder.inkJpeg('black.jpg', square(40), (x) => [0, 0, 0, x * 6], (await pressOf('coated')).icc); // prettier-ignore
    const { image, codes } = await encodeForPress(path, at300(40), await pressOf('newspaper'));
    expect(codes).toEqual([]);
    expect(image?.dictionary).toContain('/ColorSpace/DeviceGray');
    expect(near((await readImage(image)).at(30, 9), [0, 0, 0, 180])).toBeLessThan(6);
  });

  test('with more ink than the limit has it lowered, with a warning', async () => {
    const path = await folder.inkJpeg('rich.jpg', square(40), (x) => (x < 20 ? [255, 250, 240, 200] : inks));
    const press = await pressOf('newspaper');
    const { image, reports } = await encodeForPress(path, at300(40), press);
    expect(reports.map(({ code, severity }) => [code, severity])).toEqual([['I009', 'warning']]);
    const read = await readImage(image);
    expect(read.largestSum).toBeLessThanOrEqual(2.4);
    // Black keeps the shape of what is printed.
    expect(Math.abs((read.at(5, 5)[3] ?? 0) - 200)).toBeLessThanOrEqual(2);
    expect(near(read.at(30, 5), inks)).toBeLessThanOrEqual(2);
  });

  test('and few colours keeps them exactly, of 8 or 16 bits', async () => {
    const press = await pressOf('coated');
    for (const bits of [8, 16]) {
      const path = folder.inks(`deep-${bits}.tif`, square(20), (x) => (x < 5 ? [1, 2, 3, 4] : inks), bits);
      const { image } = await encodeForPress(path, at300(20), press);
      expect(image?.dictionary).toContain('[/Indexed/DeviceCMYK 1<010203047828c81e>]/BitsPerComponent 1');
    }
  });
});

describe('the resolution of a picture', () => {
  test('below what the printer wants is a warning that says how many pixels would do', async () => {
    const path = await folder.bitmap('less.jpg', { width: 400, height: 200 }, (x) => [x & 255, 40, 40]);
    const { image, reports } = await encodeForPress(path, 144, await pressOf('coated'));
    expect(image).not.toBeNull();
    expect(reports).toEqual([
      {
        code: 'I006',
        severity: 'warning',
        message: `Picture ${path} is printed 51 × 25 mm at 200 pixels per inch; 250 are wanted`,
        place: { file: 'article.md', line: 3, column: 1 },
        hint: 'it has 400 × 200 pixels; at this size 500 × 250 are good',
      },
    ]);
  });

  test('below what the printer takes is an error that says how many pixels are the least', async () => {
    const path = await folder.bitmap('least.jpg', { width: 400, height: 200 }, (x) => [x & 255, 40, 40]);
    const { reports } = await encodeForPress(path, 288, await pressOf('coated'));
    expect(reports).toEqual([
      {
        code: 'I007',
        severity: 'error',
        message: `Picture ${path} is printed 102 × 51 mm at 100 pixels per inch; the press needs 150`,
        place: { file: 'article.md', line: 3, column: 1 },
        hint: 'it has 400 × 200 pixels; at this size 600 × 300 are the least, 1000 × 500 are good',
      },
    ]);
  });
});

describe('a picture that cannot be decoded', () => {
  test.each(['sharp/truncated.jpg', 'sharp/corrupt-header.jpg', 'pillow/broken.png'])(
    'is an error for the press: %s',
    async (name) => {
      const { image, codes } = await encodeForPress(join(SUITE, name), 100, await pressOf('coated'));
      expect(image).toBeNull();
      expect(codes).toContain('I002');
    },
  );

  test('because it is huge is refused before it is read', async () => {
    const png = Buffer.from(readFileSync(await folder.bitmap('huge.png', square(2), () => [0, 0, 0])));
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    const { image, codes } = await encodeForPress(
      folder.write('huge.png', png),
      100,
      await pressOf('coated'),
    );
    expect(image).toBeNull();
    expect(codes.filter((code) => code !== 'I002')).toEqual(['I003']);
  });
});
