// Pictures in a press file as Ghostscript separates them and poppler lists them: the inks come out as they were meant.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { PrinterProfile } from '../../../src/base/printer-profile.ts';
import { openColorConverter } from '../../../src/pdf/color/open-color-converter.ts';
import { loadPictures } from '../../../src/pdf/pictures/load-pictures.ts';
import type { PdfOptions } from '../../../src/pdf/write-pdf.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { judge, nodes, page, pdfOptions } from './pdf-stand-ins.ts';
import { PictureFolder } from './press-picture-stand-ins.ts';
import { iccOf, printerProfile } from './press-profiles.ts';

const folder = new PictureFolder();
afterAll(() => folder.remove());

const PLAIN = {
  bleed: 0,
  marks: { crop: false, cross: false, bleed: false, colorBar: false, slug: false },
  pictures: { wanted: 1, minimum: 1, maximum: 450, target: 300 },
} satisfies Partial<PrinterProfile>;

/** A press file of one page, 400 × 600 pt, with the pictures one below the other, 100 pt wide and high. */
async function pressFile(
  paths: readonly string[],
  changes: Partial<PrinterProfile> = {},
  cache?: PdfOptions['pictureCache'],
): Promise<{ readonly file: Uint8Array; readonly codes: readonly string[] }> {
  const profile = printerProfile({ ...PLAIN, ...changes });
  const icc = iccOf('fogra39l-coated');
  const diagnostics = new Diagnostics();
  const pictures = await loadPictures(
    paths.map((path) => ({ source: path, path })),
    diagnostics,
  );
  const structure = nodes('Document', ['Figure', 0]);
  const writer = new PdfWriter({
    ...pdfOptions({ pictures, diagnostics, structure }),
    press: {
      profile,
      icc,
      fixed: { bleed: true, marks: true },
      claims: [],
      binding: 'right',
      slug: [],
    },
    converter: await openColorConverter(icc, profile),
    pictureCache: cache,
  });
  const items = paths.map((source, index) => {
    const box = { x: 100, y: 50 + index * 110, width: 100, height: 100 };
    return { kind: 'image' as const, ...box, picture: box, source, alt: 'A picture', tag: 1 };
  });
  writer.addPage(page(items));
  return { file: await writer.finish(), codes: diagnostics.list.map(({ code }) => code) };
}

/** Ink of each plate, 0…255, at a place of the page in points; null when Ghostscript is not installed. */
async function plates(file: Uint8Array): Promise<((x: number, y: number) => number[]) | null> {
  const path = join(folder.path, 'plates.pdf');
  writeFileSync(path, file);
  const out = join(folder.path, 'plates.tif');
  try {
    execFileSync('gs', [
      '-q',
      '-dNOPAUSE',
      '-dBATCH',
      '-sDEVICE=tiffsep',
      '-r72',
      `-sOutputFile=${out}`,
      path,
    ]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const names = ['Cyan', 'Magenta', 'Yellow', 'Black'];
  const images = await Promise.all(
    names.map((name) =>
      sharp(readFileSync(join(folder.path, `plates(${name}).tif`)))
        .toColourspace('b-w')
        .raw()
        .toBuffer({ resolveWithObject: true }),
    ),
  );
  return (x, y) => images.map(({ data, info }) => 255 - (data[y * info.width + x] ?? 255));
}

describe('the plates of a press file', () => {
  const patches = [
    [0, 0, 0, 255],
    [255, 0, 0, 0],
    [0, 255, 0, 0],
    [0, 0, 255, 0],
    [128, 64, 32, 200],
    [0, 0, 0, 0],
    [150, 120, 110, 230],
    [10, 20, 30, 40],
  ] as const;
  const size = { width: 160, height: 160 };
  const patchAt = (x: number): readonly number[] => patches[Math.floor(x / 20)] ?? [];

  test('have the inks of the pictures: photographs, drawings, black alone', async ({ skip }) => {
    const photograph = await folder.inkJpeg('patches.jpg', size, patchAt);
    const drawing = folder.inks('patches.tif', size, patchAt);
    const grey = await folder.bitmap('grey.jpg', size, (x) => [Math.floor(x / 20) * 36]);
    const black = await folder.bitmap('black.png', size, (x) => (x < 80 ? [0, 0, 0] : [200, 30, 30]));
    const { file, codes } = await pressFile([photograph, drawing, grey, black]);
    expect(codes).toEqual([]);
    const at = await plates(file);
    if (at === null) return skip('Ghostscript is not installed');
    patches.forEach((patch, index) => {
      const x = 100 + Math.round((index + 0.5) * 12.5);
      expect(at(x, 160 + 50), `drawing ${index}`).toEqual([...patch]);
      for (const [c, ink] of at(x, 100).entries())
        expect(Math.abs(ink - (patch[c] ?? 0)), `photograph ${index}`).toBeLessThanOrEqual(2);
      const [cyan, magenta, yellow, k = 0] = at(x, 270 + 50);
      expect([cyan, magenta, yellow]).toEqual([0, 0, 0]);
      if (index > 0) expect(k).toBeLessThan(at(x - 12, 270 + 50)[3] ?? 0);
    });
    expect(at(110, 380 + 50)).toEqual([0, 0, 0, 255]);
    expect(at(190, 380 + 50)[0]).toBeLessThan(at(190, 380 + 50)[1] ?? 0);
    expect(at(50, 50)).toEqual([0, 0, 0, 0]);
    return undefined;
  });

  test('are of pictures that poppler names CMYK or grey, and the file is sound', async ({ skip }) => {
    const photograph = await folder.inkJpeg('patches.jpg', size, patchAt);
    const grey = await folder.bitmap('grey.jpg', size, (x) => [x]);
    const { file } = await pressFile([photograph, grey]);
    const listed = judge('pdfimages', (path) => ['-list', path], file);
    if (listed === null) return skip('poppler is not installed');
    const rows = listed.trim().split('\n').slice(2).map((row) => row.trim().split(/\s+/)); // prettier-ignore
    expect(rows.map((row) => [row[2], row[5], row[8]])).toEqual([
      ['image', 'cmyk', 'jpeg'],
      ['image', 'gray', 'jpeg'],
    ]);
    expect(judge('qpdf', (path) => ['--check', path], file) ?? 'No syntax').toContain('No syntax');
    return undefined;
  });

  test('have no soft mask in PDF/X-1a, and one in PDF/X-4', async () => {
    const clear = await folder.bitmap('clear.png', size, (x) => [200, 30, 30, x < 80 ? 100 : 255]);
    const translucent = await pressFile([clear]);
    expect(Buffer.from(translucent.file).toString('latin1')).toContain('/SMask');
    const flat = await pressFile([clear], { standard: 'pdfx-1a' });
    expect(Buffer.from(flat.file).toString('latin1')).not.toContain('/SMask');
    expect(flat.codes).toEqual(['I008']);
  });

  test('are the same when the pictures come from the cache', async () => {
    const photograph = await folder.bitmap('colors.jpg', size, (x, y) => [x, y, (x * y) & 255]);
    const kept = new Map<string, Uint8Array>();
    const cache: PdfOptions['pictureCache'] = {
      get: async (key) => kept.get(key) ?? null,
      put: async (key, bytes) => void kept.set(key, bytes),
    };
    const uncached = await pressFile([photograph]);
    const first = await pressFile([photograph], {}, cache);
    expect(kept.size).toBe(1);
    const second = await pressFile([photograph], {}, cache);
    expect(Buffer.compare(uncached.file, first.file)).toBe(0);
    expect(Buffer.compare(uncached.file, second.file)).toBe(0);
  });

  test('show every picture once, converted once, however often it is used', async () => {
    const photograph = await folder.bitmap('often.jpg', size, (x, y) => [x, y, 9]);
    const kept: string[] = [];
    const cache: PdfOptions['pictureCache'] = {
      get: async () => null,
      put: async (key) => void kept.push(key),
    };
    const { file } = await pressFile([photograph, photograph, photograph], {}, cache);
    expect(
      Buffer.from(file)
        .toString('latin1')
        .match(/\/Subtype\/Image/g),
    ).toHaveLength(1);
    expect(kept).toHaveLength(1);
  });
});
