// The text of a press file is that of the web file: for a sample issue, read by this program and by pdf.js alone.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { prepareIssue } from '../../../src/prepare-issue.ts';
import { buildDocument } from '../../../src/document/build-document.ts';
import { loadFlexSolver } from '../../../src/flow/flex/flex-solver.ts';
import { layoutPages } from '../../../src/flow/layout-pages.ts';
import { createFontLibrary } from '../../../src/font/load-fonts.ts';
import type { PictureStore } from '../../../src/pdf/pictures/picture-store.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { extractText } from '../../../src/preflight/pdfjs/extract-text.ts';
import type { PressJob } from '../../../src/press/press-job.ts';
import { PLAIN_CONVERTER, pressJob } from './pdf-press-stand-ins.ts';

const SLUG = ['افغانستان آزاد', 'Free Afghanistan 2024-19'];

/** One layout, written for the web and for each job. */
async function writeSample(jobs: readonly PressJob[]): Promise<readonly Uint8Array[]> {
  const diagnostics = new Diagnostics();
  const { root, ...prepared } = await prepareIssue('issues/2024-19.yaml', { publicationFolder: '.' }, diagnostics); // prettier-ignore
  const { issue, resolver, publicationFolder, templateFile, pictures } = prepared;
  const document = buildDocument({ root, resolver, pictures, diagnostics, file: templateFile });
  const fonts = await createFontLibrary({ fontFaces: resolver.fontFaces, publicationFolder, diagnostics });
  const flex = document.hasFlex ? await loadFlexSolver() : null;
  // Pictures take their places; what they show is not asked.
  const empty: PictureStore = {
    info: (source) => pictures.info(source),
    svg: () => undefined,
    encode: () => Promise.resolve({ image: null, reports: [] }),
    refusal: (source, message) => pictures.refusal(source, message),
  };
  const writers = [undefined, ...jobs].map(
    (press) =>
      new PdfWriter({
        title: 'Sample',
        language: issue.language,
        date: new Date(0),
        producer: 'test',
        fonts,
        structure: document.structure,
        pictures: empty,
        diagnostics,
        direction: 'rtl',
        press,
        converter: PLAIN_CONVERTER,
      }),
  );
  for (const { page } of layoutPages({ document, resolver, fonts, flex, diagnostics, binding: 'right' }))
    for (const writer of writers) writer.addPage(page);
  const files: Uint8Array[] = [];
  for (const writer of writers) files.push(await writer.finish());
  return files;
}

/** What pdf.js makes of the pages, item by item. */
async function itemsOf(file: Uint8Array): Promise<readonly string[]> {
  const document = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise;
  const items: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const content = await (await document.getPage(number)).getTextContent();
    for (const item of content.items) if ('str' in item) items.push(item.str);
  }
  return items;
}

describe('the text of a press file', () => {
  const reversed = { ...pressJob().profile.pages, order: 'reversed' } as const;
  const jobs = {
    'PDF/X-4': pressJob({ slug: SLUG }),
    'PDF/X-1a in reversed order': pressJob({ slug: SLUG, profile: { standard: 'pdfx-1a', pages: reversed } }),
  };
  let web: Uint8Array;
  let press: readonly Uint8Array[];
  beforeAll(async () => {
    const [first, ...others] = await writeSample(Object.values(jobs));
    web = first ?? new Uint8Array();
    press = others;
  }, 60_000);

  const read = async (file: Uint8Array): Promise<unknown> =>
    (await extractText(file, { file: 'test.pdf', diagnostics: new Diagnostics() }))?.pages.map(({ label, blocks }) => ({ label, blocks })); // prettier-ignore

  for (const [index, name] of Object.keys(jobs).entries()) {
    test(`is that of the web file, block by block (${name})`, async () => {
      const expected = (await read(web)) as readonly { readonly blocks: readonly unknown[] }[];
      expect(expected.flatMap(({ blocks }) => blocks).length).toBeGreaterThan(100);
      expect(await read(press[index] ?? new Uint8Array())).toEqual(expected);
    });
  }

  test('is that of the web file for pdf.js, item by item', async () => {
    const expected = await itemsOf(web);
    expect(expected.length).toBeGreaterThan(500);
    expect(await itemsOf(press[0] ?? new Uint8Array())).toEqual(expected);
  });
});
