// Every edition of the sample issues, and two issues with all that a page can hold, opened by the programs that readers and print shops
// use, with their warnings on: none has anything to say. Photographs are small: their number and form count here, not their pixels.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIssue } from '../../src/build-issue.ts';
import { openPictureCache } from '../../src/commands/picture-cache.ts';
import { pdfjsFolders } from '../../src/preflight/report/load-canvas.ts';
import { inFolder, makeFolder, makePublication } from '../cli/cli-kit.ts';
import { writeAccessibleIssue } from '../helpers/accessible-issue.ts';
import { mixedIssue } from '../helpers/mixed-issue.ts';
import { MISSING } from '../press/programs.ts';
import { SAMPLES, SampleBuilds } from '../press/sample-builds.ts';

const TIMEOUT = 240_000;
const EDITIONS = [
  ...SAMPLES.flatMap((issue) => [`${issue} web`, `${issue} press`]),
  'mixed web',
  'tagged web',
];
const PHOTOGRAPH_WIDTH = 240;
let folder = '';
let samples: SampleBuilds | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nashr-open-'));
  samples = new SampleBuilds();
  await samples.shrinkPictures(PHOTOGRAPH_WIDTH);
  for (const issue of SAMPLES) {
    const manifest = join(samples.folder, 'issues', `${issue}.yaml`);
    writeFileSync(fileOf(`${issue} web`), (await buildIssue(manifest)).pdf);
    const { press } = await buildIssue(manifest, {
      edition: 'press',
      pictureCache: openPictureCache(folder),
    });
    writeFileSync(fileOf(`${issue} press`), press?.files[0]?.pdf ?? '');
  }
  await inFolder(makePublication(mixedIssue(7).files), async () => {
    writeFileSync(fileOf('mixed web'), (await buildIssue('issues/one.yaml')).pdf);
  });
  await inFolder(makeFolder(), async () => {
    writeAccessibleIssue('pdfua-1+pdfa-2a');
    writeFileSync(fileOf('tagged web'), (await buildIssue('issues/one.yaml')).pdf);
  });
}, TIMEOUT);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  samples?.remove();
});

function fileOf(edition: string): string {
  return join(folder, `${edition.replace(' ', '.')}.pdf`);
}

/** What a program says besides its answer; it must end well. */
function complaints(program: string, ...args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    execFile(program, args, { maxBuffer: 2 ** 28, timeout: 120_000 }, (error, stdout, stderr) => {
      if (error === null) done(stderr.trim());
      else
        fail(new Error(`${program} ${args.join(' ')}: ${stderr}\n${stdout.slice(-2000)}`, { cause: error }));
    });
  });
}

type Program = readonly [name: string, missing: string | false, open: (file: string) => Promise<string>];

const PROGRAMS: readonly Program[] = [
  ['pdftotext of poppler', MISSING.poppler, (file) => complaints('pdftotext', file, `${file}.txt`)],
  ['pdftoppm of poppler', MISSING.poppler, (file) => complaints('pdftoppm', '-r', '20', '-gray', file, file)],
  ['pdfinfo of poppler', MISSING.poppler, (file) => complaints('pdfinfo', '-dests', file)],
  ['MuPDF', MISSING.mutool, async (file) => ofTheFile(await complaints('mutool', 'draw', '-r', '20', '-F', 'pgm', '-o', `${file}.%d.pgm`, file))],
  ['mutool info', MISSING.mutool, (file) => complaints('mutool', 'info', file)],
  ['Ghostscript', MISSING.ghostscript, (file) => complaints('gs', '-q', '-dSAFER', '-dNOPAUSE', '-dBATCH', '-dPDFSTOPONERROR', '-dPDFSTOPONWARNING', '-sDEVICE=nullpage', file)],
  // Samples: tests/press and .ci/run.
  ['qpdf', MISSING.qpdf, (file) => (/(?:mixed|tagged)\.web|damaged/.test(file) ? complaints('qpdf', '--check', file) : Promise.resolve(''))],
]; // prettier-ignore

/** MuPDF names the pages that it draws, and Debian builds it without Little CMS, which it says of every file with a profile. */
function ofTheFile(text: string): string {
  const about = /^page \S+\.pdf \d+|^warning: ICC support is not available$/;
  return text.split('\n').filter((line) => !about.test(line)).join('\n').trim(); // prettier-ignore
}

describe.each(EDITIONS)('%s edition', (edition) => {
  test.for(PROGRAMS)('is opened without complaint by %s', { timeout: TIMEOUT }, async ([, missing, open], { skip }) => {
    skip(missing !== false, `${missing}`);
    expect(await open(fileOf(edition))).toBe('');
  }); // prettier-ignore

  test('is opened and read without a warning of pdf.js', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    try {
      const data = new Uint8Array(readFileSync(fileOf(edition)));
      const document = await getDocument({ data, verbosity: 1, useSystemFonts: false, cMapPacked: true, ...pdfjsFolders() }).promise;
      for (let number = 1; number <= document.numPages; number++) {
        const page = await document.getPage(number);
        expect((await page.getOperatorList()).fnArray.length).toBeGreaterThan(0);
        await page.getTextContent({ includeMarkedContent: true });
        await page.getStructTree();
        await page.getAnnotations();
        page.cleanup();
      }
      await document.getOutline();
      await document.getMetadata();
      await document.destroy();
      expect(warned.mock.calls.map(([message]) => String(message))).toEqual([]);
    } finally {
      warned.mockRestore();
    }
  }, TIMEOUT); // prettier-ignore

  test('is opened, read and drawn by PDFium', async () => {
    const library = await PDFiumLibrary.init();
    const document = await library.loadDocument(new Uint8Array(readFileSync(fileOf(edition))));
    // Drawing closes a page, so it is read before.
    const texts = [...document.pages()].map((page) => page.getText());
    expect(texts.length).toBeGreaterThan(0);
    for (const page of document.pages()) {
      const { width, height, data } = await page.render({ scale: 0.2, render: 'bitmap' });
      expect(data.length).toBe(width * height * 4);
      // Something stands on every page, unless it is a blank one of the press edition.
      if (texts[page.number]?.trim() !== '') expect(new Set(data).size).toBeGreaterThan(2);
    }
    document.destroy();
    library.destroy();
  }, TIMEOUT); // prettier-ignore
});

test('a warning would be heard: a damaged file has some in every program', async () => {
  const damaged = join(folder, 'damaged.pdf');
  const whole = readFileSync(fileOf('tagged web'));
  writeFileSync(damaged, whole.subarray(0, Math.floor(whole.length * 0.98)));
  for (const [name, missing, open] of PROGRAMS) {
    if (missing !== false) continue;
    const heard = await open(damaged).catch((error: unknown) => String(error));
    expect([name, heard === '']).toEqual([name, false]);
  }
}, TIMEOUT); // prettier-ignore
