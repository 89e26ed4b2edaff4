// PDFs that are no PDFs, or made to keep a reader busy for ever, given to `text` and to the checks of nashr/testing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { textCommand } from '../../src/commands/text.ts';
import { extractText } from '../../src/preflight/pdfjs/extract-text.ts';
import { readStructure } from '../../src/preflight/structure/read-structure.ts';
import { UnreadablePdfError, checkPageCount, checkParagraph, checkPdfText, checkTagged, openPdfUnderTest } from '../../src/testing/index.ts'; // prettier-ignore
import { plainPdf } from '../cli/make-pdf.ts';
import { spyConsole } from '../cli/cli-kit.ts';
import { tinyPdf, writeObjects } from '../unit/preflight/tiny-pdf.ts';
import type { TinyStream } from '../unit/preflight/tiny-pdf.ts';
import { taggedPdf } from '../unit/preflight/tagged-pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'nashr-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A test does not wait for the limits of users. */
const SHORT = { answerSeconds: 1, fileSeconds: 2 };
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

/** Forms that show each other three times, twenty levels deep. */
function forms(): Uint8Array {
  const objects: Record<number, string | TinyStream> = { 10: FONT };
  for (let n = 11; n < 31; n++)
    objects[n] = { dict: `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 10 0 R >> /XObject << /X ${n + 1} 0 R >> >>`, data: '/X Do /X Do /X Do' }; // prettier-ignore
  objects[31] = { dict: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 10 0 R >> >>', data: 'BT /F 9 Tf (x) Tj ET' }; // prettier-ignore
  return tinyPdf({ content: '/X Do', resources: '/Font << /F 10 0 R >> /XObject << /X 11 0 R >>', objects });
}

function operators(): Uint8Array {
  const data = deflateSync(Buffer.from('q '.repeat(30_000_000)));
  return tinyPdf({ content: { dict: '/Filter /FlateDecode', data } });
}

describe('a file that would keep the reader busy for ever', () => {
  test.each([
    ['forms that show each other', forms],
    ['content without end', operators],
  ])('because of %s is given up, and what was left out is said', async (_, make) => {
    const bytes = make();
    for (const read of [extractText, readStructure]) {
      const diagnostics = new Diagnostics();
      const begun = performance.now();
      const found = await read(bytes, { file: 'x.pdf', diagnostics, limits: SHORT });
      expect(performance.now() - begun).toBeLessThan(20_000);
      // Its only page is what takes so long: there is no text, but there may be tags.
      expect(found === null).toBe(read === extractText);
      expect(diagnostics.list.map(({ code }) => code)).toContain('P004');
      expect(diagnostics.list.map(({ message }) => message).join()).toMatch(/took longer than [12] s/);
    }
  });

  test('ends `nashr text` with an error, because it has no other page', async () => {
    const file = join(folder, 'forms.pdf');
    writeFileSync(file, forms());
    const console = spyConsole();
    const status = await textCommand(file, { layout: 'pages', format: 'human', limits: SHORT }, console);
    expect(status).toBe(1);
    expect(console.stderr).toContain('P004');
    expect(console.stderr).toContain('P002');
  });

  test('decides no check', async () => {
    const pdf = await openPdfUnderTest(forms(), { name: 'forms.pdf', limits: SHORT });
    await expect(checkParagraph(pdf, 'x y z')).rejects.toThrow(UnreadablePdfError);
  });
});

describe('bad files', () => {
  const whole = taggedPdf();
  const bad: readonly (readonly [string, () => Uint8Array | Promise<Uint8Array>, RegExp])[] = [
    ['empty', () => new Uint8Array(), /P002/],
    ['no PDF', () => new TextEncoder().encode('plain text, and some more of it\n'.repeat(50)), /P002/],
    ['a header alone', () => new TextEncoder().encode('%PDF-1.7\n%%EOF\n'), /P002/],
    ['locked by a password', () => plainPdf([['secret']], { userPassword: 'user' }), /P003/],
  ];

  test.each(bad)('that are %s decide no check, and the error says why', async (_, make, code) => {
    const bytes = await make();
    for (const ask of [
      () => checkPageCount(bytes, 1),
      () => checkParagraph(bytes, 'x'),
      () => checkPdfText(bytes, 'x'),
      () => checkTagged(bytes),
    ]) {
      const check = ask();
      await expect(check).rejects.toThrow(UnreadablePdfError);
      await expect(check).rejects.toThrow(code);
    }
  });

  test.each(bad)('that are %s are an error of nashr text --structure', async (name, make, code) => {
    const file = join(folder, `${name.replaceAll(' ', '-')}.pdf`);
    writeFileSync(file, await make());
    const console = spyConsole();
    expect(await textCommand(file, { layout: 'pages', format: 'human', structure: true }, console)).toBe(1);
    expect(console.stderr).toMatch(code);
    expect(console.stdout).toBe('');
  });

  test('cut off anywhere are read in part or refused, never more', async () => {
    for (let share = 1; share < 8; share++) {
      const part = whole.slice(0, (whole.length * share) / 8);
      const diagnostics = new Diagnostics();
      const structure = await readStructure(part, { file: 'x.pdf', diagnostics });
      if (structure === null) expect(diagnostics.hasErrors).toBe(true);
      else expect(structure.pages).toBeGreaterThan(0);
    }
  });

  test('with a broken font are read without it', async () => {
    const font =
      '<< /Type /Font /Subtype /TrueType /BaseFont /Broken /FontDescriptor << /Type /FontDescriptor /FontName /Broken /FontFile2 12 0 R >> /ToUnicode 12 0 R >>';
    const objects = { 10: font, 12: { data: 'neither a font nor a map' } };
    const pdf = await openPdfUnderTest(taggedPdf({ objects }), { name: 'broken.pdf' });
    expect((await checkPageCount(pdf, 2)).passed).toBe(true);
    expect((await checkParagraph(pdf, 'Wells')).passed).toBe(true);
  });

  test('of more than 5000 pages are read up to there, and it is said', async () => {
    const kids: string[] = [];
    const objects: Record<number, string | TinyStream> = { 1: '<< /Type /Catalog /Pages 2 0 R >>', 10: FONT, 11: { data: 'BT /F 9 Tf 9 9 Td (same) Tj ET' } }; // prettier-ignore
    for (let n = 0; n < 5001; n++) {
      objects[20 + n] =
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 50 50] /Resources << /Font << /F 10 0 R >> >> /Contents 11 0 R >>';
      kids.push(`${20 + n} 0 R`);
    }
    objects[2] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count 5001 >>`;
    const bytes = writeObjects('%PDF-1.7', objects, '/Root 1 0 R');
    const pdf = await openPdfUnderTest(bytes, { name: 'long.pdf' });
    expect((await checkPageCount(pdf, 5001)).passed).toBe(true);
    await expect(checkPdfText(pdf, 'same')).rejects.toThrow(/Only the first 5000 of 5001 pages were read/);
  });
});
