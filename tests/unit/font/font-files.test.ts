import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { decodeFont } from '../../../src/font/decode-font.ts';
import { FontFile } from '../../../src/font/font-file.ts';
import { loadHarfBuzz } from '../../../src/font/load-harfbuzz.ts';
import { checkFontFaces } from '../../../src/font/load-fonts.ts';
import { OutlineReader } from '../../../src/font/outline.ts';
import { buildSfnt, FontFileError, tableData, type Sfnt } from '../../../src/font/sfnt.ts';
import type { OutlineCommand } from '../../../src/font/font-types.ts';
import { declaration, glyphsOf, packageFile, request, shapeIn, testLibrary } from './font-test-library.ts';

const WOFF = packageFile('vazirmatn/files/vazirmatn-arabic-400-normal.woff');
const SFNT = decodeFont(WOFF);

/** A publication with files in fonts/. */
const publication = mkdtempSync(join(tmpdir(), 'nashr-font-'));
mkdirSync(join(publication, 'fonts'));
afterAll(() => {
  rmSync(publication, { recursive: true });
});
function addFont(name: string, data: Uint8Array | string): string {
  writeFileSync(join(publication, 'fonts', name), data);
  return `fonts/${name}`;
}

function without(sfnt: Sfnt, ...tags: readonly string[]): Uint8Array {
  const kept = [...sfnt.tables.keys()].filter((tag) => !tags.includes(tag));
  return buildSfnt(
    sfnt.view.getUint32(0),
    kept.map((tag) => ({ tag, data: tableData(sfnt, tag) ?? new Uint8Array() })),
  );
}

/** Uses the font of one declaration; gives the problems reported and the family the text was set in. */
async function use(path: string): Promise<{ reports: string[]; family: string | undefined }> {
  const { library, diagnostics } = await testLibrary([declaration('Mine', path)], publication);
  const [glyph] = glyphsOf(shapeIn(library, ['Mine'], 'متن'));
  return {
    reports: diagnostics.list.map(({ code, message }) => `${code} ${message}`),
    family: library.face(glyph?.face ?? -1).family,
  };
}

test('a plain TrueType file from the publication is used', async () => {
  const path = addFont('plain.ttf', SFNT.data);
  expect(await use(path)).toEqual({ reports: [], family: 'Mine' });
});

test('a truncated font is refused with F002 and the text set in the built-in family', async () => {
  for (const [name, data] of [
    ['short.ttf', SFNT.data.subarray(0, SFNT.data.length - 2000)],
    ['short.woff', WOFF.subarray(0, WOFF.length - 2000)],
    ['short.woff2', packageFile('vazirmatn/files/vazirmatn-arabic-400-normal.woff2').subarray(0, 9000)],
  ] as const) {
    const { reports, family } = await use(addFont(name, data));
    expect(reports, name).toHaveLength(1);
    expect(reports[0]).toMatch(/^F002 .*truncated/);
    expect(family).toBe('Vazirmatn');
  }
});

test('what is no font is refused with F002', async () => {
  const garbage = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) & 0xff);
  for (const [name, data] of [
    ['empty.ttf', ''],
    ['page.ttf', '<!doctype html><title>404 not found</title>'.repeat(9)],
    ['garbage.otf', garbage],
  ] as const) {
    const { reports, family } = await use(addFont(name, data));
    expect(reports[0], name).toMatch(/^F002 /);
    expect(family).toBe('Vazirmatn');
  }
});

test('an Arabic font without GSUB is refused, a Latin one is not', async () => {
  const { reports, family } = await use(addFont('no-gsub.ttf', without(SFNT, 'GSUB')));
  expect(reports[0]).toMatch(/^F002 .*GSUB/);
  expect(family).toBe('Vazirmatn');
  const latin = decodeFont(packageFile('source-serif-4/files/source-serif-4-latin-400-normal.woff'));
  const path = addFont('latin.ttf', without(latin, 'GSUB'));
  const { library, diagnostics } = await testLibrary([declaration('Mine', path)], publication);
  library.shapeWord('word', library.stack(request(['Mine'])), 'ltr', 'en');
  expect(diagnostics.list).toEqual([]);
  expect(library.faces[0]?.family).toBe('Mine');
});

test('a missing file and a missing package are reported with F002', async () => {
  expect((await use('fonts/absent.ttf')).reports[0]).toMatch(/^F002 .*absent\.ttf not found/);
  expect((await use('npm:@fontsource/no-such-family')).reports[0]).toMatch(/^F002 .*not installed/);
});

test('no path or link leads out of the publication folder', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'nashr-outside-'));
  writeFileSync(join(outside, 'secret.ttf'), SFNT.data);
  symlinkSync(join(outside, 'secret.ttf'), join(publication, 'fonts', 'link.ttf'));
  for (const path of [join(outside, 'secret.ttf'), '../secret.ttf', 'fonts/../../x.ttf', 'fonts/link.ttf']) {
    const { reports, family } = await use(path);
    expect(reports[0], path).toMatch(/^X001 /);
    expect(family).toBe('Vazirmatn');
  }
  rmSync(outside, { recursive: true });
});

test('a package name in a style sheet is never a path', async () => {
  const { diagnostics, library } = await testLibrary(
    [
      {
        ...declaration('Mine', 'x'),
        sources: [{ kind: 'package', name: '../../etc', file: null }],
      },
      {
        ...declaration('Mine', 'x'),
        sources: [{ kind: 'package', name: '@fontsource/vazirmatn', file: '../source-serif-4/LICENSE' }],
      },
    ],
    publication,
  );
  shapeIn(library, ['Mine'], 'متن');
  expect(diagnostics.list.map(({ code }) => code)).toEqual(['F002', 'F002']);
});

test('checking the declarations reports what a build would find', () => {
  const diagnostics = new Diagnostics();
  const fontFaces = [
    declaration('Good', addFont('good.woff', WOFF)),
    declaration('Bad', addFont('bad.woff', WOFF.subarray(0, 4000)), {
      place: { file: 'style.css', line: 7 },
    }),
    declaration('Package', 'npm:@fontsource/vazirmatn'),
  ];
  checkFontFaces({ fontFaces, publicationFolder: publication, diagnostics });
  expect(diagnostics.list).toHaveLength(1);
  expect(diagnostics.list[0]).toMatchObject({ code: 'F002', place: { file: 'style.css', line: 7 } });
});

test('cutting or flipping any part of a font file ends in a FontFileError or a font, never in a crash', () => {
  const files = ['.woff', '.woff2'].map((end) =>
    packageFile(`vazirmatn/files/vazirmatn-latin-400-normal${end}`),
  );
  files.push(decodeFont(files[0] ?? new Uint8Array()).data);
  let refused = 0;
  for (const file of files) {
    for (let i = 0; i < 150; i++) {
      const damaged = file.slice(0, i % 3 === 0 ? Math.floor((file.length * i) / 150) : file.length);
      if (i % 3 !== 0) for (let k = 0; k < 4; k++) damaged[(i * 131 + k * 977) % Math.min(damaged.length, 700)] = (i * 61 + k) & 0xff; // prettier-ignore
      try {
        decodeFont(damaged);
      } catch (error) {
        expect(error).toBeInstanceOf(FontFileError);
        refused++;
      }
    }
  }
  expect(refused).toBeGreaterThan(100);
});

function extents(commands: readonly OutlineCommand[]): number[] {
  const ends = commands.flatMap((c) => (c.kind === 'close' ? [] : [[c.x, c.y]]));
  const xs = ends.map(([x = 0]) => x);
  const ys = ends.map(([, y = 0]) => y);
  return commands.length === 0 ? [] : [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

test.each([
  'vazirmatn/files/vazirmatn-arabic-700-normal',
  'newsreader/files/newsreader-latin-400-normal',
  'source-serif-4/files/source-serif-4-latin-400-italic',
])('the WOFF2 file of %s decodes to the glyphs of its WOFF file', (name) => {
  const harfbuzz = loadHarfBuzz();
  const outlines = new OutlineReader(harfbuzz);
  const [one, two] = ['.woff', '.woff2'].map((end) => {
    const file = new FontFile(harfbuzz, packageFile(name + end));
    return { file, font: harfbuzz.createFont(file.face, []) };
  });
  expect(two?.file.metrics.glyphCount).toBe(one?.file.metrics.glyphCount);
  let compared = 0;
  for (let glyph = 0; glyph < (one?.file.metrics.glyphCount ?? 0); glyph++) {
    const a = extents(outlines.read(one?.font ?? 0, glyph));
    const b = extents(outlines.read(two?.font ?? 0, glyph));
    expect(b.length).toBe(a.length);
    // The two files were hinted apart: their points were rounded apart.
    for (let i = 0; i < a.length; i++) expect(Math.abs((a[i] ?? 0) - (b[i] ?? 0))).toBeLessThanOrEqual(3);
    const width = (font: number): number => harfbuzz.functions.hb_font_get_glyph_h_advance(font, glyph);
    expect(Math.abs(width(one?.font ?? 0) - width(two?.font ?? 0))).toBeLessThanOrEqual(1);
    if (a.length > 0) compared++;
  }
  expect(compared).toBeGreaterThan(100);
});

test('a font collection gives its first font', () => {
  const inner = SFNT.data;
  const collection = new Uint8Array(16 + inner.length);
  const view = new DataView(collection.buffer);
  view.setUint32(0, 0x74746366);
  view.setUint32(4, 0x00010000);
  view.setUint32(8, 1);
  view.setUint32(12, 16);
  collection.set(inner, 16);
  const count = view.getUint16(20);
  for (let i = 0; i < count; i++) {
    const offset = 16 + 12 + i * 16 + 8;
    view.setUint32(offset, view.getUint32(offset) + 16);
  }
  const font = decodeFont(collection);
  expect([...font.tables.keys()]).toEqual([...SFNT.tables.keys()]);
  expect(tableData(font, 'glyf')).toEqual(tableData(SFNT, 'glyf'));
});
