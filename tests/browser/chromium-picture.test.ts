// What Chromium's PDF viewer draws, beside what poppler draws: two renderers that share no code, one picture.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MISSING as MISSING_PROGRAMS, run } from '../press/programs.ts';
import { AGAIN, BEGINNING, MISSING, launchChromium, openContext } from './chromium.ts';
import { ChromiumViewer } from './chromium-viewer.ts';
import { buildSample } from './issues-to-read.ts';
import { FileServer } from './serve-files.ts';

/** Side of the pixels that are compared; edges of letters, which every renderer draws its own way, are lost in them. */
const COARSE = 8;
/** Below the shadow around a page, in pixels. */
const INSET = 2;
const REASON = MISSING.chromium || MISSING_PROGRAMS.poppler;

let folder = '';
let server: FileServer | undefined;
let browser: Browser | undefined;
let viewer: ChromiumViewer;

beforeAll(async () => {
  if (REASON !== false) return;
  folder = mkdtempSync(join(tmpdir(), 'nashr-browser-'));
  const { pdf } = await buildSample();
  writeFileSync(join(folder, 'sample.pdf'), pdf);
  server = await FileServer.start({ content: { '/sample.pdf': pdf } });
  browser = await launchChromium();
  viewer = await ChromiumViewer.open(await openContext(browser), server.url('/sample.pdf'));
}, BEGINNING);

afterAll(async () => {
  await browser?.close();
  server?.close();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

beforeEach(({ skip }) => skip(REASON !== false, `${REASON}`));

/** A page in Chromium, without the shadow around it. */
async function drawnByChromium(number: number): Promise<Buffer> {
  await viewer.goToPage(number);
  const { x, y, width, height } = await viewer.pageArea(number);
  const clip = { x: Math.round(x) + INSET, y: Math.round(y) + INSET, width: width - 2 * INSET, height: height - 2 * INSET }; // prettier-ignore
  await viewer.settle();
  return viewer.page.screenshot({ clip });
}

async function drawnByPoppler(number: number): Promise<Buffer> {
  const page = `${number}`;
  const target = join(folder, page);
  await run('pdftoppm', '-r', '96', '-png', '-singlefile', '-f', page, '-l', page, join(folder, 'sample.pdf'), target); // prettier-ignore
  const picture = sharp(readFileSync(`${target}.png`));
  const { width, height } = await picture.metadata();
  return picture.extract({ left: INSET, top: INSET, width: width - 2 * INSET, height: height - 2 * INSET }).toBuffer(); // prettier-ignore
}

/** Mean difference of two pictures, of 255, over coarse pixels. */
async function difference(a: Buffer, b: Buffer): Promise<number> {
  const { width, height } = await sharp(a).metadata();
  const size = { width: Math.round(width / COARSE), height: Math.round(height / COARSE) };
  const [first, second] = await Promise.all(
    [a, b].map((picture) => sharp(picture).flatten({ background: 'white' }).removeAlpha().toColourspace('srgb').resize({ ...size, fit: 'fill' }).raw().toBuffer()), // prettier-ignore
  );
  if (first === undefined || second === undefined || first.length !== second.length) return 255;
  let sum = 0;
  for (let i = 0; i < first.length; i++) sum += Math.abs((first[i] ?? 0) - (second[i] ?? 0));
  return sum / first.length;
}

describe('Chromium’s picture of a page', AGAIN, () => {
  test('is poppler’s, nearly, and that of another page is not', async () => {
    const chromium = new Map<number, Buffer>();
    const poppler = new Map<number, Buffer>();
    for (const number of [1, 3]) {
      chromium.set(number, await drawnByChromium(number));
      poppler.set(number, await drawnByPoppler(number));
    }
    const between = (a: number, b: number): Promise<number> => difference(chromium.get(a) ?? Buffer.alloc(0), poppler.get(b) ?? Buffer.alloc(0)); // prettier-ignore
    const same = [await between(1, 1), await between(3, 3)];
    process.stdout.write(`\nChromium and poppler differ by ${same.map((value) => value.toFixed(2)).join(' and ')} of 255\n`); // prettier-ignore
    expect(Math.max(...same)).toBeLessThan(4);
    expect(await between(1, 3)).toBeGreaterThan(4 * Math.max(...same));
  });
});
