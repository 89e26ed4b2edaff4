// editions.web.images and maxBytes: how pictures of the web edition are encoded, and how the file is made to fit.
import { readFileSync, readdirSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { extractText } from '../../src/preflight/pdfjs/extract-text.ts';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { SOUND, articleOf, inFolder, makePublication, manifestOf, runBuild } from './cli-kit.ts';

/** A picture of waves and noise that JPEG cannot make small; the same for the same seed. */
async function photograph(seed: number): Promise<Buffer> {
  const [width, height] = [700, 500];
  const data = Buffer.alloc(width * height * 3);
  let state = seed;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    data[i] = 128 + 60 * Math.sin(i / (40 + seed)) + (state >>> 26) - 32;
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

const PHOTOGRAPHS = await Promise.all([1, 2, 3].map(photograph));
const NAMES = ['a', 'b', 'c'];
/** 16 colours: a drawing. */
const DRAWING = await sharp(Buffer.from(Array.from({ length: 300 * 300 }, (_, i) => [(i % 16) * 16, (Math.floor(i / 300) % 3) * 80, 40]).flat()), { raw: { width: 300, height: 300, channels: 3 } }).png().toBuffer(); // prettier-ignore

/** Three articles with a photograph each, the first with a drawing too. */
function publication(web: string): string {
  const articles = NAMES.map((name, index) => [`issues/articles/${name}.md`, articleOf(index === 0 ? 'متن\n\n![نقشه](d.png){width=90}' : 'متن', `title: ${name}\nimage: { src: ${name}.jpg, alt: x }`)]); // prettier-ignore
  const pictures = NAMES.map((name, index) => [`issues/articles/${name}.jpg`, PHOTOGRAPHS[index]]);
  return makePublication({
    ...Object.fromEntries([...articles, ...pictures] as [string, string | Buffer][]),
    'issues/articles/d.png': DRAWING,
    'issues/1.yaml': `${manifestOf(...NAMES.map((name) => `articles/${name}.md`))}editions:\n  web: { ${web} }\n`,
    'templates/plain/style.css': `${SOUND['templates/plain/style.css'] ?? ''}\nimg { width: 80mm }\nfigure { margin: 0 }`,
  });
}

interface Budget {
  readonly maxBytes: number;
  readonly from: number;
  readonly to: number;
  readonly rest: number;
  readonly fits: boolean;
  readonly ppi: number;
  readonly quality: number;
  readonly pictures: readonly { readonly source: string; readonly width: number; readonly ppi: number; readonly quality: number; readonly bytes: number; readonly lossless: boolean }[]; // prettier-ignore
}

const budget = (): Budget => (JSON.parse(readFileSync('out/one.json', 'utf8')) as { readonly budget: Budget }).budget; // prettier-ignore
const size = (): number => readFileSync('out/one.pdf').length;
const widths = (): number[] => [...readFileSync('out/one.pdf').toString('latin1').matchAll(/\/Subtype\/Image\/Width (\d+)/g)].map(([, width]) => Number(width)); // prettier-ignore

async function built(web: string): Promise<{ readonly bytes: number; readonly widths: readonly number[] }> {
  return inFolder(publication(web), async () => {
    await runBuild();
    return { bytes: size(), widths: widths() };
  });
}

describe('images', () => {
  test('are at 150 pixels per inch, or at as many as the manifest says', async () => {
    // 80 mm are 472 pixels at 150, 315 at 100
    expect((await built('standard: pdfua-1')).widths).toEqual([472, 300, 472, 472]);
    expect((await built('images: { ppi: 100 }')).widths).toEqual([315, 300, 315, 315]);
    expect((await built('images: { ppi: 600 }')).widths).toEqual([700, 300, 700, 700]);
  });

  test('of lower quality have fewer bytes', async () => {
    const [high, middle, low] = [await built('images: { quality: 95 }'), await built('images: {}'), await built('images: { quality: 40 }')]; // prettier-ignore
    expect(high.bytes).toBeGreaterThan(middle.bytes * 1.2);
    expect(low.bytes).toBeLessThan(middle.bytes * 0.8);
  });
});

describe('maxBytes', () => {
  test('lowers photographs until the file fits, says so, and leaves drawings and text alone', async () => {
    const wanted = await built('images: {}');
    const limit = Math.round(wanted.bytes * 0.7);
    await inFolder(publication(`maxBytes: ${limit}`), async () => {
      const { status, findings } = await runBuild();
      expect(status).toBe(0);
      expect(findings).toMatchObject([{ code: 'I011', severity: 'note', file: 'issues/1.yaml', line: 12, column: 20 }]); // prettier-ignore
      const { from, to, rest, fits, quality, pictures, maxBytes } = budget();
      expect({ maxBytes, to, fits }).toEqual({ maxBytes: limit, to: size(), fits: true });
      expect(to).toBeLessThanOrEqual(limit);
      expect(Math.abs(from - wanted.bytes)).toBeLessThan(200);
      expect(quality).toBeLessThan(80);
      expect(pictures.map(({ source, lossless }) => [source, lossless])).toEqual([
        ['issues/articles/a.jpg', false],
        ['issues/articles/d.png', true],
        ['issues/articles/b.jpg', false],
        ['issues/articles/c.jpg', false],
      ]);
      const photographs = pictures
        .filter(({ lossless }) => !lossless)
        .reduce((sum, { bytes }) => sum + bytes, 0);
      expect(Math.abs(rest + photographs - to)).toBeLessThan(600);
      const diagnostics = new Diagnostics();
      const text = await extractText(new Uint8Array(readFileSync('out/one.pdf')), { file: 'one.pdf', diagnostics }); // prettier-ignore
      const words = text?.pages.flatMap(({ blocks }) => blocks.map((block) => block.text)).join(' ');
      expect(words).toContain('متن');
    });
  });

  test('takes no step too many: the one before is too large', async () => {
    const limit = Math.round((await built('images: {}')).bytes * 0.7);
    const { quality, ppi } = await inFolder(publication(`maxBytes: ${limit}`), async () => {
      await runBuild();
      return budget();
    });
    expect(ppi).toBe(150);
    expect((await built(`images: { quality: ${quality + 5} }`)).bytes).toBeGreaterThan(limit);
  });

  test('that is large enough changes nothing', async () => {
    await inFolder(publication('maxBytes: 5 MB'), async () => {
      const { findings } = await runBuild();
      expect(findings).toEqual([]);
      expect(budget()).toMatchObject({ maxBytes: 5_000_000, fits: true, quality: 80, ppi: 150 });
      expect(budget().from).toBe(budget().to);
    });
  });

  test('that even the last step exceeds is I012, at the last step', async () => {
    const least = await inFolder(publication('maxBytes: 5 MB'), async () => {
      await runBuild();
      return budget().rest;
    });
    await inFolder(publication(`maxBytes: ${least + 2000}`), async () => {
      const { status, findings } = await runBuild();
      expect(status).toBe(0);
      expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
        'I011 note',
        'I012 warning',
      ]);
      expect(findings[1]?.message).toContain('its pictures cannot be lowered further');
      expect(budget()).toMatchObject({ fits: false, quality: 30, ppi: 72 });
    });
  });

  test('below what text and fonts need is I012, and pictures are left as they are', async () => {
    await inFolder(publication('maxBytes: 10 kB'), async () => {
      const { findings } = await runBuild();
      expect(findings).toMatchObject([{ code: 'I012', severity: 'warning', line: 12, column: 20 }]);
      expect(findings[0]?.message).toContain('text, fonts and drawings alone have');
      expect(budget()).toMatchObject({ fits: false, quality: 80, ppi: 150 });
    });
  });

  test('gives the same bytes from the cache, without it, and with it damaged', async () => {
    await inFolder(publication('maxBytes: 120 kB'), async () => {
      await runBuild();
      const first = readFileSync('out/one.pdf');
      const cached = readdirSync('out/.cache/pictures');
      expect(cached.length).toBeGreaterThanOrEqual(7);
      await runBuild();
      expect(readFileSync('out/one.pdf').equals(first)).toBe(true);
      expect(readdirSync('out/.cache/pictures').toSorted()).toEqual(cached.toSorted());
      await runBuild({ out: 'again' });
      expect(readFileSync('again/one.pdf').equals(first)).toBe(true);
    });
  });

  test('keeps nothing where there is no limit', async () => {
    await inFolder(publication('images: { ppi: 100 }'), async () => {
      await runBuild();
      expect(readdirSync('out')).not.toContain('.cache');
    });
  });
});

describe('settings that cannot be', () => {
  test.each([
    ['maxBytes: 2', 'M004', 'maxBytes: expected a size from 10 kB to 2000 MB', 20],
    ['maxBytes: 2 mega', 'M004', 'maxBytes: expected a size', 20],
    ['maxBytes: 3 GB', 'M004', 'maxBytes: expected a size', 20],
    ['images: { ppi: 20 }', 'M004', 'ppi: expected a whole number from 36 to 600', 25],
    ['images: { quality: 101 }', 'M004', 'quality: expected a whole number from 20 to 100', 29],
    ['images: { qualty: 70 }', 'M003', 'Unknown key qualty', 20],
    ['images: small', 'M004', 'images: expected a map', 18],
    ['bleed: 3mm', 'M003', 'Unknown key bleed', 10],
  ])('%s is %s', async (web, code, message, column) => {
    await inFolder(publication(web), async () => {
      const { findings } = await runBuild();
      expect(findings[0]).toMatchObject({ code, file: 'issues/1.yaml', line: 12, column });
      expect(findings[0]?.message).toContain(message);
    });
  });

  test.each(['2 MB', '900 kB', '1.5 MB', '900kB', '250000'])(
    'maxBytes: %s is understood',
    async (written) => {
      await inFolder(publication(`maxBytes: ${written}`), async () => {
        const { status } = await runBuild();
        expect(status).toBe(0);
        const bytes = { '2 MB': 2e6, '900 kB': 9e5, '1.5 MB': 1.5e6, '900kB': 9e5, '250000': 250_000 }[
          written
        ];
        expect(budget().maxBytes).toBe(bytes);
      });
    },
  );

  test('of the web edition are unknown to the press edition', async () => {
    const manifest = `${SOUND['issues/1.yaml'] ?? ''}editions:\n  press: { maxBytes: 2 MB }\n`;
    await inFolder(makePublication({ 'issues/1.yaml': manifest }), async () => {
      expect((await runBuild()).findings).toMatchObject([{ code: 'M003', message: 'Unknown key maxBytes' }]);
    });
  });
});
