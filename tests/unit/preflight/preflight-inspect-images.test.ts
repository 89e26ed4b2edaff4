// Images of an inspected page: size, resolution, space, and the greatest ink in their samples, whatever hides them.
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { InspectedImage, PaintEvent } from '../../../src/preflight/inspect/inspected-pdf.ts';
import { inspectTiny } from './tiny-pdf.ts';

async function image(dict: string, data: Uint8Array | string, objects = {}): Promise<InspectedImage> {
  const all = { 10: { dict: `/Type /XObject /Subtype /Image ${dict}`, data }, ...objects };
  const { pdf } = await inspectTiny({
    content: '/X Do',
    resources: '/XObject << /X 10 0 R >>',
    objects: all,
  });
  const [found] = pdf.file.images;
  if (found === undefined) throw new Error('no image');
  return found;
}

const CMYK = '/Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceCMYK';
/** 25 + 50 + 75 + 0 % and 100 + 100 + 0 + 20 % of ink. */
const PIXELS = Uint8Array.of(64, 128, 191, 0, 255, 255, 0, 51);

describe('images', () => {
  it('have pixels per inch across and down, after the matrix', async () => {
    const objects = { 10: { dict: `/Subtype /Image /Width 300 /Height 100 /BitsPerComponent 8 /ColorSpace /DeviceGray`, data: 'x' } }; // prettier-ignore
    const content = 'q 72 0 0 36 10 10 cm /X Do Q q 0 144 -72 0 100 0 cm /X Do Q';
    const { events, pdf } = await inspectTiny({ content, resources: '/XObject << /X 10 0 R >>', objects });
    expect(events.map((event) => event.kind === 'image' && event.ppi)).toEqual([[300, 200], [150, 100]]); // prettier-ignore
    expect(pdf.file.images).toHaveLength(1);
    expect(events.map(({ bounds }) => bounds)).toEqual([[10, 10, 82, 46], [28, 0, 100, 100]]); // prettier-ignore
  });

  it('that are masks are painted in the fill colour; soft masks are told', async () => {
    const objects = { 10: { dict: '/Subtype /Image /ImageMask true /Width 8 /Height 1', data: 'x' }, 11: { dict: `/Subtype /Image ${CMYK} /SMask 10 0 R`, data: PIXELS } }; // prettier-ignore
    const { events } = await inspectTiny({ content: '0 1 0 0 k /X Do /Y Do', resources: '/XObject << /X 10 0 R /Y 11 0 R >>', objects }); // prettier-ignore
    const facts = events.map((event: PaintEvent) => event.kind === 'image' && [event.image.mask, event.image.softMask, event.paint?.components]); // prettier-ignore
    expect(facts).toEqual([[true, false, [0, 1, 0, 0]], [false, true, undefined]]); // prettier-ignore
  });

  it('in the content stream are read, too, even where their data look like its end', async () => {
    const data = `BI /W 2 /H 1 /BPC 8 /CS /CMYK /F [/AHx] ID 4080BF00 FF FF00 EI33> EI 0 0 1 1 re f`;
    const { events, page } = await inspectTiny({ content: `q 20 0 0 10 0 0 cm ${data} Q` });
    expect(page.problems).toEqual([]);
    expect(events.map(({ kind }) => kind)).toEqual(['image', 'fill']);
    expect(events[0]).toMatchObject({ image: { width: 2, height: 1, object: null, space: { kind: 'cmyk' }, filters: ['ASCIIHexDecode'] } }); // prettier-ignore
  });
});

describe('the greatest ink of an image', () => {
  it('is the largest sum of a pixel', async () => {
    expect(await image(CMYK, PIXELS)).toMatchObject({ maximumInk: expect.closeTo(220, 0), decoded: true });
  });

  it('is read through each filter', async () => {
    const hex = Buffer.from(PIXELS).toString('hex');
    const ways: [string, Uint8Array | string][] = [
      ['/Filter /FlateDecode', deflateSync(PIXELS)],
      ['/Filter /ASCIIHexDecode', `${hex}>`],
      ['/Filter [/ASCIIHexDecode /FlateDecode]', `${deflateSync(PIXELS).toString('hex')}>`],
      ['/Filter /ASCII85Decode', "5_-TLs8N'T~>"],
      ['/Filter /RunLengthDecode', Uint8Array.of(3, 64, 128, 191, 0, 255, 255, 1, 0, 51, 128)],
      // Codes of 9 bits: 256 64 128 191 0 255 255 0 51 257.
      ['/Filter /LZWDecode', lzw([256, 64, 128, 191, 0, 255, 255, 0, 51, 257])],
    ];
    const found: [string, number | null][] = [];
    for (const [filter, data] of ways) {
      found.push([filter, (await image(`${CMYK} ${filter}`, data)).maximumInk]);
    }
    expect(found.map(([filter, ink]) => [filter, Math.round(ink ?? -1)])).toEqual(ways.map(([filter]) => [filter, 220])); // prettier-ignore
  });

  it('is read through predictors', async () => {
    const png = deflateSync(Uint8Array.of(1, 64, 128, 191, 0, 191, 127, 65, 51));
    const tiff = deflateSync(Uint8Array.of(64, 128, 191, 0, 191, 127, 65, 51));
    const parameters = (predictor: number): string => `/Filter /FlateDecode /DecodeParms << /Predictor ${predictor} /Colors 4 /Columns 2 >>`; // prettier-ignore
    expect((await image(`${CMYK} ${parameters(15)}`, png)).maximumInk).toBeCloseTo(220, 0);
    expect((await image(`${CMYK} ${parameters(2)}`, tiff)).maximumInk).toBeCloseTo(220, 0);
  });

  it('obeys the Decode array', async () => {
    const { maximumInk } = await image(`${CMYK} /Decode [1 0 1 0 1 0 1 0]`, PIXELS);
    expect(maximumInk).toBeCloseTo(400 - 150.2, 0);
  });

  it('of fewer or more bits is read as they stand', async () => {
    const gray = (bits: number): string => `/Width 4 /Height 1 /BitsPerComponent ${bits} /ColorSpace /DeviceGray`; // prettier-ignore
    expect((await image(gray(1), Uint8Array.of(0b1110_0000))).maximumInk).toBe(100);
    expect((await image(gray(2), Uint8Array.of(0b1110_1011))).maximumInk).toBeCloseTo(33.3, 1);
    expect((await image(gray(4), Uint8Array.of(0xf8, 0xcc))).maximumInk).toBeCloseTo(46.7, 1);
    expect((await image(gray(16), Uint8Array.of(255, 255, 204, 0, 255, 255, 255, 255))).maximumInk).toBeCloseTo(20, 0); // prettier-ignore
  });

  it('of indexed and spot colours counts their plates', async () => {
    const indexed = '/Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace [/Indexed /DeviceCMYK 2 <00000000 FFFF8000 FFFFFFFF>]'; // prettier-ignore
    expect((await image(indexed, Uint8Array.of(0, 1))).maximumInk).toBeCloseTo(250, 0);
    const spots = '/Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace [/DeviceN [/Black /Gold /None] /DeviceCMYK << >>]'; // prettier-ignore
    expect((await image(spots, Uint8Array.of(255, 128, 255))).maximumInk).toBeCloseTo(150, 0);
  });

  it('is none for RGB, and unknown for what is not decoded', async () => {
    const rgb = await image('/Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB', 'abc');
    expect([rgb.maximumInk, rgb.decoded]).toEqual([null, true]);
    const jpx = await image(`${CMYK} /Filter /JPXDecode`, 'abc');
    expect([jpx.maximumInk, jpx.decoded]).toEqual([null, false]);
    const broken = await image(`${CMYK} /Filter /FlateDecode`, 'abc');
    expect([broken.maximumInk, broken.decoded]).toEqual([null, false]);
  });

  it('of a CMYK JPEG is the ink that PDF takes its samples for', async () => {
    const { data, pixels } = await cmykJpeg();
    const greatest = Math.max(...pixels.map((pixel) => pixel.reduce((sum, each) => sum + each / 2.55, 0)));
    const dict = '/Width 16 /Height 16 /BitsPerComponent 8 /ColorSpace /DeviceCMYK /Filter /DCTDecode';
    // sharp writes Adobe's marker and turned samples: PDFs that hold such files say so.
    const turned = await image(`${dict} /Decode [1 0 1 0 1 0 1 0]`, data);
    expect(turned.maximumInk).toBeCloseTo(greatest, -0.7);
    const least = Math.min(...pixels.map((pixel) => pixel.reduce((sum, each) => sum + each / 2.55, 0)));
    expect((await image(dict, data)).maximumInk).toBeCloseTo(400 - least, -0.7);
    // The marker changes nothing: PDF goes by Decode alone.
    const marker = data.indexOf('Adobe') - 4;
    const bare = Buffer.concat([data.subarray(0, marker), data.subarray(marker + 16)]);
    expect((await image(dict, bare)).maximumInk).toBeCloseTo(400 - least, -0.7);
  });

  it('of a grey JPEG is its darkest black', async () => {
    const raw = Buffer.alloc(256, 153);
    const data = await sharp(raw, { raw: { width: 16, height: 16, channels: 1 } }).toColourspace('b-w').jpeg({ quality: 100 }).toBuffer(); // prettier-ignore
    const found = await image('/Width 16 /Height 16 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode', data); // prettier-ignore
    expect(found.maximumInk).toBeCloseTo(40, 0);
  });
});

/** A JPEG of two flat halves with known inks, 0…255. */
async function cmykJpeg(): Promise<{ data: Buffer; pixels: number[][] }> {
  const pixels = [[230, 20, 10, 40], [51, 204, 153, 25]]; // prettier-ignore
  const raw = Buffer.concat(Array.from({ length: 256 }, (_, at) => Buffer.from(pixels[at % 16 < 8 ? 0 : 1] ?? []))); // prettier-ignore
  const tiff = await sharp(raw, { raw: { width: 16, height: 16, channels: 4 } })
    .raw()
    .toBuffer();
  const { writeCmykTiff } = await import('./cmyk-tiff.ts');
  const data = await sharp(writeCmykTiff(tiff, 16, 16)).pipelineColourspace('cmyk').toColourspace('cmyk').jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(); // prettier-ignore
  return { data, pixels };
}

/** Codes of nine bits. */
function lzw(codes: readonly number[]): Uint8Array {
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  return Uint8Array.from({ length: padded.length / 8 }, (_, at) => parseInt(padded.slice(at * 8, at * 8 + 8), 2)); // prettier-ignore
}
