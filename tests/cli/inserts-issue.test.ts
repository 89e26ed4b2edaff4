// The issue with advertisements of tests/data/inserts, in both designs and both editions: what is on its pages, and that its
// text comes back.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DiagnosticsError, Diagnostics } from '../../src/base/diagnostic.ts';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import type { BuiltIssue } from '../../src/build-issue.ts';
import { buildIssue } from '../../src/build-issue.ts';
import type { EditionName } from '../../src/prepare-issue.ts';
import { extractText, formatExtracted } from '../../src/preflight/pdfjs/extract-text.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

interface Change {
  readonly template?: string;
  readonly edition?: EditionName;
  /** Replacements in the manifest. */
  readonly manifest?: readonly (readonly [string, string])[];
}

async function build({
  template = 'aa-aa',
  edition = 'web',
  manifest = [],
}: Change = {}): Promise<BuiltIssue> {
  const folder = mkdtempSync(join(tmpdir(), 'nashr-inserts-'));
  folders.push(folder);
  cpSync('tests/data/inserts/issues', join(folder, 'issues'), { recursive: true });
  cpSync(`templates/${template}`, join(folder, 'templates', template), { recursive: true });
  const file = join(folder, 'issues/adverts.yaml');
  let text = readFileSync(file, 'utf8').replace('template: aa-aa', `template: ${template}`);
  for (const [from, to] of manifest) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  writeFileSync(file, text);
  return buildIssue(file, { edition });
}

async function refused(change: Change): Promise<readonly Diagnostic[]> {
  try {
    await build(change);
  } catch (cause) {
    if (cause instanceof DiagnosticsError)
      return cause.diagnostics.filter(({ severity }) => severity === 'error');
    throw cause;
  }
  throw new Error('it was built');
}

async function textOf({ pdf }: BuiltIssue): Promise<string> {
  const extracted = await extractText(pdf, { file: 'x.pdf', diagnostics: new Diagnostics() });
  return extracted === null ? '' : formatExtracted(extracted, 'pages');
}

function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version']).error === undefined;
}

/** The colour of the page at a place, in parts of its MediaBox, from the top left. */
function colorAt(pdf: Uint8Array, page: number, x: number, y: number): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'nashr-inserts-'));
  folders.push(folder);
  const file = join(folder, 'x.pdf');
  writeFileSync(file, pdf);
  const image = execFileSync('pdftoppm', ['-r', '36', '-f', String(page), '-l', String(page), file]);
  const [, width = '0', height = '0'] =
    /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 20).toString('latin1')) ?? [];
  const start = image.length - Number(width) * Number(height) * 3;
  const at = start + 3 * (Math.floor(y * Number(height)) * Number(width) + Math.floor(x * Number(width)));
  return [...image.subarray(at, at + 3)];
}

const press = (settings: string): readonly [string, string] => [
  'date:',
  `editions: { press: { ${settings} } }\ndate:`,
];
const isSky = ([red = 0, green = 0, blue = 0]: readonly number[]): boolean => red > 195 && red < 230 && green > 215 && green < 242 && blue > 235; // prettier-ignore

describe.each(['aa-aa', 'weekly'])('an issue with advertisements in %s', (template) => {
  test('gives back its text without the words of the advertisements', async () => {
    const built = await build({ template });
    expect(await textOf(built)).toBe(built.text);
    expect(built.text).toContain('آگهی');
    expect(built.text).not.toContain('Winter sale');
    // The manifest asks for an archive by name, which two of the advertisements are not made for.
    const complaints = built.diagnostics.filter(({ severity, code }) => severity !== 'note' && code !== 'L002'); // prettier-ignore
    expect(complaints.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['P005 warning', 'P005 warning']); // prettier-ignore
  });

  test('counts the page of an article that is an advertisement', async () => {
    const { articles, pages } = await build({ template });
    const bookshop = articles.find(({ slug }) => slug === 'bookshop');
    expect(bookshop?.firstPage).toBe(template === 'aa-aa' ? pages - 1 : pages);
  });
});

describe('the pages of the issue', () => {
  test.skipIf(!hasProgram('pdftoppm'))(
    'show an advertisement from edge to edge, without running head and folio',
    async () => {
      const { pdf } = await build();
      for (const [x, y] of [[0.002, 0.002], [0.998, 0.998], [0.5, 0.99], [0.985, 0.05]] as const) expect(isSky(colorAt(pdf, 2, x, y))).toBe(true); // prettier-ignore
    },
  );

  test.skipIf(!hasProgram('pdftoppm'))('show half a page of advertisement at the foot', async () => {
    const { pdf, text } = await build();
    const page = text.split('\f').findIndex((each) => /آگهی\s*$/.test(each.trim())) + 1;
    expect(isSky(colorAt(pdf, page, 0.15, 0.65))).toBe(true);
    expect(isSky(colorAt(pdf, page, 0.15, 0.9))).toBe(true);
    expect(isSky(colorAt(pdf, page, 0.3, 0.45))).toBe(false);
    expect(isSky(colorAt(pdf, page, 0.03, 0.7))).toBe(false);
  });

  test('are written alike every time', async () => {
    const [one, two] = [await build(), await build()];
    expect(Buffer.from(one.pdf).equals(two.pdf)).toBe(true);
  });
});

describe('the press edition of the issue', () => {
  test.each(['pdfx-4', 'pdfx-1a'])(
    'as %s has the advertisements in their inks, and its text comes back',
    async (standard) => {
      const built = await build({
        edition: 'press',
        manifest: [press(`standard: ${standard}, profile: coated`)],
      });
      // Blank pages have been added up to a multiple of four.
      expect((await textOf(built)).trimEnd()).toBe(built.text.trimEnd());
      const bytes = Buffer.from(built.pdf).toString('latin1');
      expect(bytes).toMatch(/\/Subtype \/Image[^\n]*\/ColorSpace \/DeviceCMYK/);
      expect(bytes).not.toMatch(/DeviceRGB/);
    },
  );

  test.skipIf(!hasProgram('pdftoppm'))(
    'has the bleed of a full page filled by the bleed of the advertisement',
    async () => {
      const { pdf } = await build({
        edition: 'press',
        manifest: [press('standard: pdfx-4, profile: coated, marks: none')],
      });
      for (const [x, y] of [[0.003, 0.5], [0.993, 0.5], [0.5, 0.003], [0.5, 0.993]] as const) expect(isSky(colorAt(pdf, 2, x, y))).toBe(true); // prettier-ignore
    },
  );

  test('is refused with an advertisement made for a screen', async () => {
    const manifest = [
      ['ads/page.pdf, size: full', 'ads/screen.pdf, size: full'],
      press('standard: pdfx-1a, profile: coated'),
    ] as const;
    const found = await refused({ edition: 'press', manifest });
    expect(found.map(({ code }) => code)).toEqual(['N002', 'N002', 'N002']);
    expect(found[0]?.message).toContain('issues/ads/screen.pdf, page 1');
    expect(found[0]?.place).toMatchObject({ line: 15, column: 24 });
  });

  test('is refused where a spot colour of an advertisement has another recipe in the printer profile', async () => {
    const found = await refused({
      edition: 'press',
      manifest: [press('standard: pdfx-4, profile: coated, spots: { Gold: [0, 0, 100, 0] }')],
    });
    expect(found.map(({ code }) => code)).toContain('N003');
  });
});

describe('an issue with an advertisement that cannot be used', () => {
  test.each([
    ['encrypted.pdf', 'P003', 'Insert issues/ads/encrypted.pdf is encrypted'],
    ['damaged.pdf', 'P002', 'Insert issues/ads/damaged.pdf cannot be used'],
    ['none.pdf', 'I001', 'not found'],
    ['page.pdf, page: 2', 'N001', 'Insert issues/ads/page.pdf has no page 2'],
  ])('%s is not built: %s', async (file, code, message) => {
    const [found] = await refused({ manifest: [['ads/page.pdf', `ads/${file}`]] });
    expect(found).toMatchObject({ code, place: { line: 14, column: 24 } });
    expect(found?.message).toContain(message);
  });
});
