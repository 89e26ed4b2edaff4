import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { FontLibrary } from '../../../src/font/font-types.ts';
import { createFontLibrary } from '../../../src/font/load-fonts.ts';
import type { Page } from '../../../src/frame/frame.ts';
import { PdfFile } from '../../../src/pdf/pdf-file.ts';
import type { PdfOptions } from '../../../src/pdf/write-pdf.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import type { PressJob } from '../../../src/press/press-job.ts';
import { contentStreams, inflatedStreams, judge, nodes, objectText, page, text } from './pdf-stand-ins.ts';
import type { TestOptions } from './pdf-stand-ins.ts';
import type { PaintedBox } from './pdf-press-stand-ins.ts';
import { BLEED, NO_MARKS, paintedBoxes, pressJob, pressOptions } from './pdf-press-stand-ins.ts';
import { iccOf } from './press-profiles.ts';

const RED = { kind: 'cmyk', cyan: 0, magenta: 1, yellow: 1, black: 0 } as const;
const GOLD = { kind: 'spot', name: 'Gold', tint: 0.5 } as const;

async function write(
  pages: readonly Page[],
  job: PressJob,
  options: TestOptions & Partial<PdfOptions> = {},
): Promise<Uint8Array> {
  // prettier-ignore
  const writer = new PdfWriter({ ...pressOptions(job, options), ...options });
  for (const one of pages) writer.addPage(one);
  return writer.finish();
}

async function bundledFonts(): Promise<FontLibrary> {
  return createFontLibrary({ fontFaces: [], publicationFolder: '.', diagnostics: new Diagnostics() });
}

/** A job whose slug line needs no fonts. */
const QUIET: PressJob = pressJob({ profile: { marks: { ...NO_MARKS, crop: true, cross: true, bleed: true, colorBar: true } } }); // prettier-ignore

function numbersAfter(source: string, key: string): number[] {
  const found = new RegExp(`/${key}\\[([^\\]]*)\\]`).exec(source)?.[1] ?? '';
  return found.split(' ').map(Number);
}

/** All objects, of whatever version the file is. */
function allText(file: Uint8Array): string {
  return `${Buffer.from(file).toString('latin1')}\n${objectText(file)}`;
}

describe('boxes of a sheet', () => {
  test('nest, begin at 0 0, and are exact to a thousandth of a point', async () => {
    const source = allText(await write([page([text('a', 1)])], QUIET));
    const media = numbersAfter(source, 'MediaBox');
    const bleed = numbersAfter(source, 'BleedBox');
    const trim = numbersAfter(source, 'TrimBox');
    expect(media.slice(0, 2)).toEqual([0, 0]);
    const width = (box: number[]): number => (box[2] ?? NaN) - (box[0] ?? NaN);
    expect(width(trim)).toBeCloseTo(400, 3);
    for (const side of [0, 1]) expect((trim[side] ?? 0) - (bleed[side] ?? 0)).toBeCloseTo(8.504, 3);
    for (const side of [2, 3]) expect((bleed[side] ?? 0) - (trim[side] ?? 0)).toBeCloseTo(8.504, 3);
    for (const side of [0, 1]) expect(bleed[side]).toBeGreaterThan(media[side] ?? NaN);
    for (const side of [2, 3]) expect(bleed[side]).toBeLessThan(media[side] ?? NaN);
    expect(source).not.toContain('/UserUnit');
    expect(source).not.toContain('/CropBox');
  });

  test('are no larger than the bleed when there are no marks', async () => {
    const source = allText(await write([page([text('a', 1)])], pressJob({ profile: { marks: NO_MARKS } })));
    expect(numbersAfter(source, 'MediaBox')).toEqual(numbersAfter(source, 'BleedBox'));
    expect(numbersAfter(source, 'MediaBox')[2]).toBeCloseTo(400 + 2 * BLEED, 2);
  });

  test('follow @page only where the manifest is silent', async () => {
    const wide = page([text('a', 1)], { bleed: 20, marks: { crop: false, cross: false } });
    const asked = allText(await write([wide], { ...QUIET, fixed: { bleed: false, marks: false } }));
    expect(numbersAfter(asked, 'MediaBox')).toEqual([0, 0, 440, 640]);
    expect(numbersAfter(asked, 'TrimBox')).toEqual([20, 20, 420, 620]);
    const fixed = allText(await write([wide], QUIET));
    const own = allText(await write([page([text('a', 1)])], QUIET));
    expect(numbersAfter(fixed, 'MediaBox')).toEqual(numbersAfter(own, 'MediaBox'));
  });

  test('shift the boxes of figures with the content', async () => {
    const image = { kind: 'image', x: 50, y: 60, width: 100, height: 80, picture: { x: 50, y: 60, width: 100, height: 80 }, source: 'p', alt: 'A', tag: 1 } as const; // prettier-ignore
    const pictures = {
      info: () => ({ source: 'p', kind: 'bitmap', width: 10, height: 10 }) as const,
      svg: () => undefined,
      encode: async () => ({ image: null, reports: [] }),
      refusal: () => ({ code: 'I002', severity: 'error', message: '' }) as const,
    };
    const structure = nodes('Document', ['Figure', 0]);
    const job = pressJob({ profile: { marks: NO_MARKS, bleed: 10 } });
    const source = allText(await write([page([image])], job, { structure, pictures }));
    expect(/\/O\/Layout\/Placement\/Block\/BBox\[([^\]]*)\]/.exec(source)?.[1]).toBe('60 470 160 550');
  });
});

describe('marks', () => {
  const outside = (box: PaintedBox, bleed: number[]): boolean => {
    const [left = 0, bottom = 0, right = 0, top = 0] = bleed;
    const near = 1e-3;
    return box.right <= left + near || box.left >= right - near || box.top <= bottom + near || box.bottom >= top - near; // prettier-ignore
  };

  for (const [name, size] of [
    ['A4', [595.276, 841.89]],
    ['a postcard', [298, 420]],
    ['a newspaper page', [900, 1300]],
    ['a label without room for a slug line', [160, 100]],
  ] as const) {
    test(`all lie outside the bleed and on the sheet (${name})`, async () => {
      const fonts = await bundledFonts();
      const slug = [
        'افغانستان آزاد – شمارهٔ ۱۹',
        'Free Afghanistan 2024-19',
        '۸ می ۲۰۲۴ · 8 May 2024',
        'coated',
      ];
      const job = pressJob({ slug });
      const [width, height] = size;
      const one = page([text('a', 1), { kind: 'fill', x: 0, y: 0, width: 9, height: 9, radius: 0, color: GOLD }], { width, height, label: '۱۲' }); // prettier-ignore
      const file = await write([one], job, { fonts });
      const source = allText(file);
      const bleed = numbersAfter(source, 'BleedBox');
      const [, , right = 0, top = 0] = numbersAfter(source, 'MediaBox');
      const [content = '', form = ''] = contentStreams(file).sort((a) =>
        a.includes('/PressMarks Do') ? -1 : 1,
      );
      const after = content.slice(content.indexOf('/PressMarks Do'));
      const boxes = [...paintedBoxes(form), ...paintedBoxes(after)];
      // 16 crop and bleed marks, 12 strokes of crosses, 15 patches and one of gold, outlines.
      if (width > 200) expect(boxes.length).toBeGreaterThan(16 + 12 + 15 + 1 + slug.length);
      expect(boxes.filter((box) => !outside(box, bleed))).toEqual([]);
      expect(boxes.filter((box) => box.left < 0 || box.bottom < 0 || box.right > right || box.top > top)).toEqual([]); // prettier-ignore
    });
  }

  test('keep their distance from the trim, and never stand within a wide bleed', async () => {
    const nearest = async (
      profile: NonNullable<Parameters<typeof pressJob>[0]>['profile'],
    ): Promise<number> => {
      const job = pressJob({ profile: { ...profile, marks: { ...NO_MARKS, crop: true } } });
      const file = await write([page([text('a', 1)])], job);
      const trim = numbersAfter(allText(file), 'TrimBox');
      const form = inflatedStreams(file).find(({ dictionary }) => dictionary.includes('/Form'))?.text ?? '';
      const below = paintedBoxes(form).filter(
        ({ top, left, right }) => top <= (trim[1] ?? 0) && right - left < 1,
      );
      return (trim[1] ?? 0) - Math.max(...below.map(({ top }) => top));
    };
    expect(await nearest({ bleed: 8, marksOffset: 14 })).toBeCloseTo(14, 3);
    expect(await nearest({ bleed: 25, marksOffset: 14 })).toBeCloseTo(25, 3);
  });

  test('are artifacts in Separation All, with the patches within the ink limit', async () => {
    const job = pressJob({ profile: { ...QUIET.profile, inkLimit: 2.4 } });
    const file = await write([page([text('a', 1)])], job);
    const [content = '', form = ''] = contentStreams(file).sort((a) => (a.includes(' Do') ? -1 : 1));
    expect(content).toMatch(/\/Artifact <<\/Type\/Page>> BDC\n\/PressMarks Do\nEMC\n$/);
    expect(allText(file)).toContain('[/Separation/All/DeviceCMYK');
    const sums = [...form.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) k /gm)].map((found) =>
      found.slice(1, 5).reduce((sum, ink) => sum + Number(ink), 0),
    );
    expect(sums.length).toBeGreaterThan(10);
    expect(Math.max(...sums)).toBeLessThanOrEqual(2.4);
  });

  test('add nothing to the text of the page', async () => {
    const fonts = await bundledFonts();
    const file = await write([page([text('only this', 1)])], pressJob({ slug: ['Slug'] }), { fonts });
    const document = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise;
    const { items } = await (await document.getPage(1)).getTextContent();
    expect(items.flatMap((item) => ('str' in item && item.str !== '' ? [item.str] : []))).toEqual([
      'only this',
    ]);
  });

  test('are written once for all pages of a size', async () => {
    const file = await write([page([text('a', 1)]), page([text('b', 1)], { index: 1 })], QUIET);
    const forms = inflatedStreams(file).filter(({ dictionary }) => dictionary.includes('/Form'));
    expect(forms).toHaveLength(1);
  });
});

describe('content of a sheet', () => {
  test('is blended in DeviceCMYK where something is translucent, and only there', async () => {
    const mask = { dictionary: '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8', data: new Uint8Array(1) }; // prettier-ignore
    const pictures = {
      info: (source: string) => ({ source, kind: 'bitmap', width: 10, height: 10 }) as const,
      svg: () => undefined,
      encode: (source: string) =>
        Promise.resolve({ image: { ...mask, softMask: source === 'masked' ? mask : null }, reports: [] }),
      refusal: () => ({ code: 'I002', severity: 'error', message: '' }) as const,
    };
    const image = (source: string) => ({ kind: 'image', x: 50, y: 60, width: 9, height: 9, picture: { x: 50, y: 60, width: 9, height: 9 }, source, alt: '', tag: 1 }) as const; // prettier-ignore
    const glass = { kind: 'fill', x: 9, y: 9, width: 9, height: 9, radius: 0, color: { kind: 'rgb', red: 1, green: 0, blue: 0, alpha: 0.5 } } as const; // prettier-ignore
    const contents = [[image('opaque')], [image('masked')], [glass], [text('a', 1)]];
    const pages = contents.map((items, index) => page(items, { index }));
    const structure = nodes('Document', ['Figure', 0]);
    const source = allText(await write(pages, QUIET, { structure, pictures }));
    const dictionaries = source.match(/<<\/Type\/Page\/.*/g) ?? [];
    const group = '/Group<</S/Transparency/CS/DeviceCMYK>>';
    expect(dictionaries.map((dictionary) => dictionary.includes(group))).toEqual([false, true, true, false]);
    const opaque = pressJob({ profile: { ...QUIET.profile, standard: 'pdfx-1a' } });
    expect(allText(await write(pages, opaque, { structure, pictures }))).not.toContain('/Group');
  });

  test('is clipped to the bleed and moved onto the sheet', async () => {
    const job = pressJob({ profile: { marks: NO_MARKS, bleed: 10 } });
    const fill = { kind: 'fill', x: 0, y: 0, width: 400, height: 100, radius: 0, color: RED } as const;
    const [content = ''] = contentStreams(await write([page([fill])], job));
    expect(content).toMatch(/^q 1 0 0 1 10 10 cm -10 -10 420 620 re W n\n/);
    expect(content).toMatch(/-10 500 420 110 re f[^]*Q\n$/);
  });

  test('keeps no links, annotations, outlines or destinations unless the printer allows bookmarks', async () => {
    const items = [
      text('a', 1),
      { kind: 'link', x: 50, y: 90, width: 40, height: 12, href: 'https://example.org', tag: 1 },
      { kind: 'anchor', name: 'here', x: 50, y: 80 },
    ] as const;
    const one = page(items, { bookmarks: [{ level: 1, label: 'Top', y: 100 }] });
    const without = allText(await write([one], QUIET));
    expect(without).not.toMatch(/\/Annots|\/Annot\b|\/Outlines|\/Dests|\/URI/);
    const allowed = allText(
      await write([one], pressJob({ profile: { marks: NO_MARKS, bleed: 10, links: true } })),
    );
    expect(allowed).not.toMatch(/\/Annots|\/Annot\b|\/URI/);
    expect(allowed).toMatch(/\/Dest\[\d+ 0 R\/XYZ null 510 null\]/);
    expect(allowed).toMatch(/\/XYZ 60 530 null/);
  });
});

describe('a file of version 1.4', () => {
  test('lists the numbers that were reserved in vain as free', ({ skip }) => {
    const file = new PdfFile('1.4');
    const [unused, pages, other] = [file.reserve(), file.reserve(), file.reserve()];
    const catalog = file.add(`<</Type/Catalog/Pages ${pages} 0 R>>`);
    file.object(pages, '<</Type/Pages/Count 0/Kids[]>>');
    const bytes = file.finish({ catalog, info: file.add('<</Title(T)>>') });
    const table = Buffer.from(bytes).toString('latin1').split('xref\n')[1]?.split('\n') ?? [];
    // Each free number names the next one; the last names 0.
    expect(table[1]).toBe(`${String(unused).padStart(10, '0')} 65535 f `);
    expect(table[1 + unused]).toBe(`${String(other).padStart(10, '0')} 00001 f `);
    expect(table[1 + other]).toBe('0000000000 00001 f ');
    const said = judge('qpdf', (path) => ['--check', path], bytes);
    if (said === null) return skip('qpdf is not installed');
    expect(said).toContain('No syntax or stream encoding errors');
    return undefined;
  });
});

describe('a press file', () => {
  const two = (): Page[] => [page([text('First', 1)]), page([text('second line', 1)], { index: 1 })];

  test('of PDF/X-4 is PDF 1.6 and says so in Info and XMP', async () => {
    const file = await write(two(), QUIET);
    const source = allText(file);
    expect(source.slice(0, 8)).toBe('%PDF-1.6');
    expect(source).toContain('/GTS_PDFXVersion(PDF/X-4)/Trapped/False');
    expect(source).toContain('<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>');
    expect(source).toContain('<pdf:Trapped>False</pdf:Trapped>');
    expect(source).toMatch(
      /<xmpMM:DocumentID>uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}</,
    );
    expect(source).toContain('<xmpMM:RenditionClass>default</xmpMM:RenditionClass>');
    expect(source).not.toContain('pdfaid');
  });

  test('of PDF/X-1a is PDF 1.4 with a plain cross-reference table and no object stream', async () => {
    const file = await write(two(), pressJob({ profile: { ...QUIET.profile, standard: 'pdfx-1a' } }));
    const source = Buffer.from(file).toString('latin1');
    expect(source.slice(0, 8)).toBe('%PDF-1.4');
    expect(source).not.toMatch(/\/ObjStm|\/XRef/);
    expect(source).toMatch(/\/ID\[<[\da-f]{32}><[\da-f]{32}>\]/);
    expect(source).toContain('/GTS_PDFXVersion(PDF/X-1a:2003)');
    expect(source).toContain('<pdfx:GTS_PDFXVersion>PDF/X-1a:2003</pdfx:GTS_PDFXVersion>');
    const table = /xref\n0 (\d+)\n([^t]*)trailer\n<<\/Size (\d+)/.exec(source);
    const entries = (table?.[2] ?? '').split('\n').slice(0, -1);
    expect(entries).toHaveLength(Number(table?.[1]));
    expect(table?.[3]).toBe(table?.[1]);
    entries.forEach((entry, id) => {
      expect(entry).toHaveLength(19);
      if (entry.includes('n'))
        expect(source.slice(Number(entry.slice(0, 10)))).toMatch(new RegExp(`^${id} 0 obj\\n`));
    });
  });

  test('embeds the profile of its printing condition', async () => {
    const file = await write(two(), QUIET);
    const source = allText(file);
    expect(source).toMatch(/\/OutputIntents\[\d+ 0 R\]/);
    expect(source).toMatch(/\/S\/GTS_PDFX\/OutputConditionIdentifier\(FOGRA39\)\/OutputCondition\(Offset, coated paper\)\/RegistryName\(http:\/\/www.color.org\)/); // prettier-ignore
    const profile = inflatedStreams(file).find(({ dictionary }) => dictionary.startsWith('/N 4'));
    expect(Buffer.from(profile?.text ?? '', 'latin1').equals(iccOf('fogra39l-coated'))).toBe(true);
  });

  test('states its binding', async () => {
    expect(allText(await write(two(), QUIET))).toContain('/Direction/R2L');
    expect(allText(await write(two(), { ...QUIET, binding: 'left' }))).toContain('/Direction/L2R');
  });

  test('that claims PDF/A has a second intent, its own XMP properties, and a CIDSet where part 1 asks for it', async () => {
    const second = allText(await write(two(), { ...QUIET, claims: ['pdfa-2b'] }));
    expect(second).toContain('/S/GTS_PDFA1/');
    expect(second).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B</);
    expect(second).not.toContain('/CIDSet');
    const profile = { ...QUIET.profile, standard: 'pdfx-1a' } as const;
    const first = allText(await write(two(), pressJob({ profile, claims: ['pdfa-1b'] })));
    expect(first).toMatch(/<pdfaid:part>1<\/pdfaid:part>/);
    expect(first).toContain('/CIDSet');
  });

  test('has its pages in reverse when the printer asks for it, with their own labels', async () => {
    const pages = { ...QUIET.profile.pages, order: 'reversed' } as const;
    const file = await write(two(), pressJob({ profile: { ...QUIET.profile, pages } }));
    const document = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise;
    expect(await document.getPageLabels()).toEqual(['2', '1']);
    const { items } = await (await document.getPage(1)).getTextContent();
    expect(items.some((item) => 'str' in item && item.str === 'second line')).toBe(true);
  });

  test('has sheets like the others for pages without content or label', async () => {
    const writer = new PdfWriter(pressOptions(QUIET));
    for (const one of two()) writer.addPage(one);
    writer.addPage(page([], { index: 2, side: 'left', label: '' }));
    const document = await getDocument({ data: new Uint8Array(await writer.finish()), verbosity: 0 }).promise;
    expect(document.numPages).toBe(3);
    expect((await document.getPage(3)).view).toEqual((await document.getPage(1)).view);
    expect((await (await document.getPage(3)).getTextContent()).items).toEqual([]);
  });

  test('is the same, byte for byte, when it is written again, and has another instance when a word differs', async () => {
    const once = await write(two(), QUIET);
    expect(Buffer.compare(once, await write(two(), QUIET))).toBe(0);
    const instance = (file: Uint8Array): string =>
      /<xmpMM:InstanceID>([^<]*)</.exec(allText(file))?.[1] ?? 'none';
    const document = (file: Uint8Array): string =>
      /<xmpMM:DocumentID>([^<]*)</.exec(allText(file))?.[1] ?? 'none';
    const other = await write([page([text('other', 1)])], QUIET);
    expect(instance(other)).not.toBe(instance(once));
    expect(document(other)).toBe(document(once));
  });

  for (const standard of ['pdfx-4', 'pdfx-1a'] as const) {
    for (const [program, args, good] of [
      ['qpdf', (path: string) => ['--check', path], /No syntax or stream encoding errors/],
      ['pdfinfo', (path: string) => ['-box', path], standard === 'pdfx-4' ? /PDF subtype: +PDF\/X-4\n/ : /PDF subtype: +PDF\/X-1a:2003\n/], // prettier-ignore
      ['gs', (path: string) => ['-dBATCH', '-dNOPAUSE', '-q', '-sDEVICE=nullpage', path], /^$/],
      ['mutool', (path: string) => ['draw', '-F', 'txt', path], /F\s?i\s?r\s?s\s?t/],
    ] as const) {
      test(`of ${standard} is read without complaint by ${program}`, async ({ skip }) => {
        const job = pressJob({ profile: { ...QUIET.profile, standard } });
        const fill = { kind: 'fill', x: 0, y: 0, width: 400, height: 50, radius: 0, color: GOLD } as const;
        const said = judge(program, args, await write([page([fill, text('First', 1)]), ...two()], job));
        if (said === null) return skip(`${program} is not installed`);
        expect(said).toMatch(good);
        return undefined;
      });
    }
  }
});
