// Pages of other people's PDFs in a web edition that is to be an archive: which of them it can hold, and what becomes of their inks.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { Issue } from '../../../src/issue/issue-types.ts';
import { coatedInksProfile } from '../../../src/pdf/color/coated-inks.ts';
import { openPdf } from '../../../src/pdf/inserts/open-pdf.ts';
import { readInsertPage } from '../../../src/pdf/inserts/insert-page.ts';
import { PageCopiers } from '../../../src/pdf/inserts/copy-page.ts';
import { PdfFile } from '../../../src/pdf/pdf-file.ts';
import { loadPictures } from '../../../src/pdf/pictures/load-pictures.ts';
import { webClaims } from '../../../src/pdf/web/web-claims.ts';
import { embeddedFont, inkAdvert, onePage, screenAdvert, tintOf } from '../../helpers/insert-pdfs.ts';
import type { PageOptions } from '../../helpers/insert-pdfs.ts';
import { labOfInks } from './little-cms.ts';
import { inflatedStreams } from './pdf-stand-ins.ts';

const folder = mkdtempSync(join(tmpdir(), 'inserts-archive-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** `UA A2` as far as it is claimed; then the notes. */
async function claimed(
  standard: string | undefined,
  ...files: readonly Uint8Array[]
): Promise<readonly string[]> {
  const diagnostics = new Diagnostics();
  const requests = files.map((bytes, i) => {
    writeFileSync(join(folder, `${i}.pdf`), bytes);
    return { source: `${i}.pdf#page=1`, path: join(folder, `${i}.pdf`), place: { file: 'm.yaml', line: i + 1, column: 3 } }; // prettier-ignore
  });
  const pictures = await loadPictures(requests, diagnostics);
  const editions = standard === undefined ? {} : { web: { standard } };
  const issue = { editions, place: { file: 'm.yaml' } } as unknown as Issue;
  const { accessible, archive } = webClaims(issue, pictures.inserts(new Set()), diagnostics);
  const claims = `${accessible ? 'UA' : ''} ${archive === null ? '' : `A${archive.part}`}`.trim();
  return [claims, ...diagnostics.list.map(({ code, severity, message, place }) => `${code} ${severity} ${place?.line} ${message}`)]; // prettier-ignore
}

const withFont = (catalog = '', metadata = ''): Uint8Array =>
  onePage({
    content: 'BT /F 12 Tf 10 10 Td (Sale) Tj ET',
    resources: '/Font<</F 10 0 R>>',
    objects: [...embeddedFont(10), { dictionary: '/Type/Metadata/Subtype/XML', bytes: metadata }],
    catalog,
  });
const spot = (inks: readonly number[]): Uint8Array =>
  onePage({
    content: '/G cs 1 scn 0 0 9 9 re f',
    resources: '/ColorSpace<</G 10 0 R>>',
    objects: [`[/Separation/Gold/DeviceCMYK ${tintOf(inks)}]`],
  });

describe('a web edition with pages of others claims to be an archive', () => {
  test.each([
    ['drawn in inks, translucent', onePage({ content: '1 0 0 0 k /H gs 0 0 9 9 re f', resources: '/ExtGState<</H<</ca 0.5>>>>', page: '/Group<</S/Transparency/CS/DeviceCMYK>>' })],
    ['with fonts, that claims PDF/X-4', inkAdvert({ width: 100, height: 50, claimsX4: true })],
    ['with fonts, that claims PDF/A', withFont('/Metadata 13 0 R', '<pdfaid:part>1</pdfaid:part>')],
    ['with fonts, that claims it in an attribute', withFont('/Metadata 13 0 R', 'pdfaid:part="2"')],
  ])('when the page is one %s', async (_, file) => {
    expect(await claimed(undefined, file)).toEqual(['UA A2']);
  }); // prettier-ignore

  test('and to be none with a note at the place of each page that it cannot hold', async () => {
    expect(await claimed(undefined, spot([0, 0, 1, 0]), withFont(), screenAdvert({ width: 90, height: 60 }))).toEqual([
      '',
      'P005 note 2 The web edition does not claim PDF/A: insert 1.pdf, page 1 claims neither PDF/A nor PDF/X-4, so that nobody vouches for its fonts: ABCDEF+Vazirmatn',
      'P005 note 3 The web edition does not claim PDF/A or PDF/UA: insert 2.pdf, page 1 uses fonts that are not embedded: Helvetica; it has fonts that do not say what their letters are: Helvetica',
    ]); // prettier-ignore
  });

  test('with a warning where the manifest asks for the standard by name', async () => {
    const found = await claimed('pdfua-1+pdfa-2a', withFont());
    expect(found.map((each) => each.slice(0, 14))).toEqual(['UA', 'P005 warning 1']);
  });

  test.each<[string, PageOptions, string]>([
    ['operators of its own', { content: 'BX 1 shine EX 0 0 9 9 re f' }, 'has what archives refuse: operators of its own'],
    ['states in one another', { content: `${'q '.repeat(25)}0 0 9 9 re f ${'Q '.repeat(25)}` }, 'has what archives refuse: graphics states in one another'],
    ['several inks at once', { content: '/N cs 1 1 scn 0 0 9 9 re f', resources: `/ColorSpace<</N[/DeviceN[/Cyan/Gold]/DeviceCMYK<</FunctionType 4>>]>>` }, 'has what archives refuse: several inks at once (DeviceN)'],
    ['LZW in the content', { content: 'BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID \u0080\u000b\u0060 EI' }, 'has what archives refuse: LZW'],
    ['tones for a press', { content: '/T gs 0 0 9 9 re f', resources: '/ExtGState<</T<</TR<</FunctionType 2/Domain[0 1]/N 2>>>>>>' }, 'leaves to the printer what it looks like: transfer functions'],
    ['halftones', { content: '/T gs 0 0 9 9 re f', resources: '/ExtGState<</T<</HT<</HalftoneType 1>>>>>>' }, 'has what archives refuse: halftones'],
    ['something that is not there', { content: '/X Do' }, 'names what is not in it: X'],
  ])('but not with %s', async (_, options, reason) => {
    expect(await claimed(undefined, onePage(options))).toEqual([
      'UA',
      `P005 note 1 The web edition does not claim PDF/A: insert 0.pdf, page 1 ${reason}`,
    ]);
  }); // prettier-ignore

  test('but not when two of them mix one spot colour in two ways', async () => {
    const [claims, ...notes] = await claimed(undefined, spot([0, 0, 1, 0]), spot([0, 0.5, 1, 0]));
    expect(claims).toBe('UA');
    expect(notes[0]).toContain('mixes the spot colour Gold in another way than 1.pdf, page 1');
    expect(await claimed(undefined, spot([0, 0, 1, 0]), spot([0, 0, 1, 0]))).toEqual(['UA A2']);
  });

  test('never says that it is none where it was not to be one', async () => {
    expect(await claimed('pdfua-1', withFont())).toEqual(['UA']);
    expect(await claimed('none', screenAdvert({ width: 90, height: 60 }))).toEqual(['']);
  });
});

/** Everything a copy of the page writes. */
async function copied(options: PageOptions, forArchive: boolean): Promise<string> {
  const opened = await openPdf(onePage(options));
  if (opened.kind !== 'pdf') throw new Error(opened.kind);
  const file = new PdfFile('1.4');
  new PageCopiers(file, forArchive).write(file.reserve(), readInsertPage(opened.pdf, 1));
  const bytes = file.finish({ catalog: file.add('<<>>'), info: file.add('<<>>') });
  return Buffer.from(bytes).toString('latin1') + inflatedStreams(bytes).map(({ text }) => text).join('\n'); // prettier-ignore
}

describe('the copy of a page', () => {
  const page: PageOptions = {
    content: '/O gs 1 0 0 0 k 0 0 9 9 re f /Form Do',
    resources: '/ExtGState<</O<</OP true/op true/OPM 1/ca 0.5>>>>/XObject<</Form 10 0 R>>',
    objects: [{ dictionary: '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</ColorSpace<</Own/DeviceGray>>>>/Group<</S/Transparency/CS/DeviceCMYK>>', bytes: '0 1 0 0 k 0 0 9 9 re f' }],
  }; // prettier-ignore

  test('for an archive says in its resources and in those of its forms which inks are meant', async () => {
    const written = await copied(page, true);
    expect(written.match(/\/DefaultCMYK \d+ 0 R/g)).toHaveLength(2);
    expect(written.match(/\/N 4\/Filter/g)).toHaveLength(1);
    expect(written).toContain('/CS /DeviceRGB');
    expect(written).not.toMatch(/\/OPM 1|\/OP true|\/op true/);
  });

  test('for an archive leaves resources that are called as what a press does', async () => {
    const image = { dictionary: '/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Interpolate true', bytes: 'a' }; // prettier-ignore
    const written = await copied({ content: '/OP Do /TR gs', resources: '/XObject<</OP 10 0 R>>/ExtGState<</TR<</TR/Identity/LW 2>>>>', objects: [image] }, true); // prettier-ignore
    expect(written).toMatch(/\/XObject<<\/OP \d+ 0 R>>/);
    expect(written).toContain('/TR <</LW 2>>');
    expect(written).not.toMatch(/Interpolate|Identity/);
  });

  test('for an archive ends where resources name themselves', async () => {
    const form = {
      dictionary: '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 11 0 R',
      bytes: '0 1 0 0 k',
    };
    const written = await copied({ content: '/Form Do', resources: '/XObject<</Form 10 0 R>>', objects: [form, '<</Resources 11 0 R/Font<<>>>>'] }, true); // prettier-ignore
    expect(written).toContain('/Resources null');
    expect(written).toContain('DefaultCMYK');
  });

  test('for other files stays as it is', async () => {
    const written = await copied(page, false);
    expect(written).not.toContain('DefaultCMYK');
    expect(written).toMatch(/\/OP true\/op true\/OPM 1/);
    expect(written).toContain('/CS /DeviceCMYK');
  });

  test('without inks brings no profile', async () => {
    expect(await copied({ content: '1 0 0 rg 0 0 9 9 re f' }, true)).not.toContain('DefaultCMYK');
  });
});

test('the small profile has the colours of the whole one: within 1.2 on average, 4 at most (ΔE)', async () => {
  const whole = readFileSync(new URL('../../../src/press/profiles/fogra39l-coated.icc', import.meta.url));
  const mixtures = Array.from({ length: 625 }, (_, i) => [0, 1, 2, 3].map((ink) => (Math.floor(i / 5 ** ink) % 5) * 25)); // prettier-ignore
  const expected = await labOfInks(whole, mixtures);
  const found = await labOfInks(coatedInksProfile(), mixtures);
  const differences = found.map((lab, i) =>
    Math.hypot(...lab.map((value, j) => value - (expected[i]?.[j] ?? NaN))),
  );
  expect(differences.reduce((sum, each) => sum + each) / differences.length).toBeLessThan(1.2);
  expect(Math.max(...differences)).toBeLessThan(4);
});
