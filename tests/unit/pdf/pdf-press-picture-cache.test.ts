import { afterAll, describe, expect, test } from 'vitest';
import type { EncodedImage } from '../../../src/pdf/pictures/picture-store.ts';
import type { PictureCache, PressPictures } from '../../../src/pdf/pictures/press-pictures.ts';
import { encodeForPress, PictureFolder, pressOf } from './press-picture-stand-ins.ts';
import type { Paper } from './press-picture-stand-ins.ts';

const folder = new PictureFolder();
afterAll(() => folder.remove());

/** Keeps everything, and counts. */
class Memory implements PictureCache {
  readonly entries = new Map<string, Uint8Array>();
  hits = 0;

  async get(key: string): Promise<Uint8Array | null> {
    const entry = this.entries.get(key) ?? null;
    if (entry !== null) this.hits++;
    return entry;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    this.entries.set(key, bytes);
  }
}

function bytesOf(image: EncodedImage | null): string {
  const { dictionary, data, softMask } = image ?? { dictionary: '', data: new Uint8Array(), softMask: null };
  const mask = softMask === null ? '' : `${softMask.dictionary}${Buffer.from(softMask.data).toString('hex')}`;
  return `${dictionary}|${Buffer.from(data).toString('hex')}|${mask}`;
}

const clear = folder.bitmap('clear.png', { width: 30, height: 30 }, (x, y) => [
  x * 8,
  y * 8,
  90,
  x < 9 ? 80 : 255,
]);
const photograph = folder.bitmap('photo.jpg', { width: 90, height: 90 }, (x, y) => [
  x * 2,
  y * 2,
  (x * y) & 255,
]);

describe('the cache of pictures for the press', () => {
  test('gives the bytes and the reports that an uncached build gives', async () => {
    for (const [path, flatten] of [
      [await clear, false],
      [await clear, true],
      [await photograph, false],
    ] as const) {
      const cache = new Memory();
      const uncached = await encodeForPress(path, 5, await pressOf('coated', { flatten }));
      const first = await encodeForPress(path, 5, await pressOf('coated', { flatten, cache }));
      expect(cache.hits).toBe(0);
      const second = await encodeForPress(path, 5, await pressOf('coated', { flatten, cache }));
      expect(cache.hits).toBe(1);
      for (const { image, reports } of [first, second]) {
        expect(bytesOf(image)).toBe(bytesOf(uncached.image));
        expect(reports).toEqual(uncached.reports);
      }
    }
  });

  test('knows pictures by their content and all that decides about their inks', async () => {
    const cache = new Memory();
    const changes: readonly (readonly [Paper, Partial<PressPictures>])[] = [
      ['coated', {}],
      ['uncoated', {}],
      ['newspaper', {}],
      ['coated', { inkLimit: 2.8 }],
      ['coated', { flatten: true }],
      ['coated', { intent: 'relative' }],
      ['coated', { limits: { wanted: 250, minimum: 150, maximum: 350, target: 300 } }],
    ];
    for (const [condition, more] of changes)
      await encodeForPress(await photograph, (90 / 400) * 72, await pressOf(condition, { ...more, cache }));
    expect(cache.entries.size).toBe(changes.length);
    const copy = await folder.bitmap('copy.jpg', { width: 90, height: 90 }, (x, y) => [
      x * 2,
      y * 2,
      (x * y) & 255,
    ]);
    await encodeForPress(copy, (90 / 400) * 72, await pressOf('coated', { cache }));
    expect(cache.hits).toBe(1);
    expect([...cache.entries.keys()].every((key) => /^[0-9a-f]{64}$/.test(key))).toBe(true);
  });

  test('that gives back something else is not believed', async () => {
    const path = await photograph;
    const wanted = bytesOf((await encodeForPress(path, 5, await pressOf('coated'))).image);
    const damages: readonly ((entry: Uint8Array) => Uint8Array)[] = [
      () => new Uint8Array(),
      () => Uint8Array.of(255, 255, 255, 255, 1),
      (entry) => entry.subarray(0, entry.length - 1),
      (entry) => Buffer.concat([entry, Buffer.of(0)]),
      (entry) => Buffer.from(entry).fill(0, 4, 20),
    ];
    for (const damage of damages) {
      const cache = new Memory();
      await encodeForPress(path, 5, await pressOf('coated', { cache }));
      for (const [key, entry] of cache.entries) cache.entries.set(key, damage(entry));
      const again = await encodeForPress(path, 5, await pressOf('coated', { cache }));
      expect(bytesOf(again.image)).toBe(wanted);
    }
  });

  test('keeps nothing of a picture that cannot be decoded', async () => {
    const cache = new Memory();
    const path = 'tests/data/robustness/images/sharp/truncated.jpg';
    const { image } = await encodeForPress(path, 30, await pressOf('coated', { cache }));
    expect(image).toBeNull();
    expect(cache.entries.size).toBe(0);
  });
});
