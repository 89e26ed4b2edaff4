import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { contentOperations } from '../../src/pdf/inserts/content-operations.ts';
import { PdfError } from '../../src/pdf/inserts/pdf-values.ts';
import { loadPictures } from '../../src/pdf/pictures/load-pictures.ts';
import { PdfWriter } from '../../src/pdf/write-pdf.ts';
import { inkAdvert, onePage, pdfOf } from '../helpers/insert-pdfs.ts';
import { judge, nodes, page, pdfOptions } from '../unit/pdf/pdf-stand-ins.ts';

const folder = mkdtempSync(join(tmpdir(), 'hostile-inserts-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

/** Places page 1 of a file; what is wrong with it, and the file written. */
async function place(bytes: Uint8Array): Promise<{ found: readonly Diagnostic[]; file: Uint8Array }> {
  const path = join(folder, `${++count}.pdf`);
  writeFileSync(path, bytes);
  const diagnostics = new Diagnostics();
  const source = 'x.pdf#page=1';
  const pictures = await loadPictures([{ source, path }], diagnostics);
  const writer = new PdfWriter(
    pdfOptions({ pictures, diagnostics, structure: nodes('Document', ['Figure', 0]) }),
  );
  const box = { x: 0, y: 0, width: 100, height: 50 };
  writer.addPage(
    page(
      pictures.info(source) === undefined
        ? []
        : [{ kind: 'svg', ...box, picture: box, source, alt: 'x', tag: 1 }],
    ),
  );
  const file = await writer.finish();
  return { found: diagnostics.list, file };
}

const CODES = new Set(['P002', 'P003', 'N001', 'I002']);

describe('hostile advertisements', () => {
  test('cut off anywhere or with bytes changed, end in a diagnostic or a sound file', async () => {
    const whole = inkAdvert({ width: 200, height: 100 });
    const changes = fc.array(fc.tuple(fc.nat(2500), fc.nat(255)), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(changes, fc.option(fc.nat(whole.length)), async (edits, end) => {
        const bytes = whole.slice(0, end ?? whole.length);
        for (const [at, byte] of edits) if (at < bytes.length) bytes[at] = byte;
        const { found, file } = await place(bytes);
        for (const { code } of found) expect(CODES).toContain(code);
        expect(Buffer.from(file.slice(-6)).toString()).toBe('%%EOF\n');
      }),
      { numRuns: 150, seed: 11 },
    );
  }, 60_000);

  test('pages in a circle, forms in themselves and references to themselves come to an end', async () => {
    const circle = pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>']);
    expect((await place(circle)).found).toMatchObject([
      { code: 'P002', message: 'Insert x.pdf cannot be used: it has no pages' },
    ]);
    const self = {
      dictionary: '/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 10 0 R>>>>',
      bytes: '/F Do',
    };
    expect(
      (await place(onePage({ content: '/F Do', resources: '/XObject<</F 10 0 R>>', objects: [self] }))).found,
    ).toEqual([]);
    const turning = onePage({
      content: '/F gs',
      resources: '/ExtGState 10 0 R',
      objects: ['11 0 R', '10 0 R'],
    });
    expect((await place(turning)).found.map(({ code }) => code)).toEqual(['P002']);
  });

  test('a stream that unpacks to gigabytes is refused', async () => {
    const zeros = deflateSync(Buffer.alloc(64 * 1024 * 1024, 32), { level: 9 });
    const bomb = pdfOf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>',
      {
        dictionary: '/Filter[/FlateDecode/FlateDecode]',
        bytes: deflateSync(Buffer.concat(Array.from({ length: 1 }, () => zeros))),
      },
    ]);
    const { found } = await place(bomb);
    for (const { code } of found) expect(CODES).toContain(code);
  }, 30_000);

  test('pages without extent or with boxes of nonsense are refused or set right', async () => {
    for (const boxes of [
      '/MediaBox[0 0 0 0]/TrimBox[5 5 5 5]',
      '/MediaBox[0 0 1e30 1e30]',
      '/UserUnit 1e9',
      '/TrimBox[900 900 1000 1000]',
      '/Rotate 45',
      '/MediaBox(x)',
    ])
      for (const { code } of (await place(onePage({ content: '0 g', page: boxes }))).found)
        expect(code).toBe('P002');
  });

  test('scripts, attachments, forms and external files do not come along', async () => {
    const nasty = onePage({
      content: '/P Do /I Do',
      resources: '/XObject<</P 10 0 R/I 11 0 R>>',
      objects: [
        { dictionary: '/Type/XObject/Subtype/PS', bytes: 'systemdict begin quit' },
        {
          dictionary:
            '/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/F(/etc/passwd)/OPI<<>>/Metadata 12 0 R',
          bytes: 'x',
        },
        '<</Type/Page/AA<</O<</S/JavaScript/JS(x)>>>>>>',
      ],
      page: '/AA<</O<</S/JavaScript/JS(x)>>>>/AF[12 0 R]',
      catalog: '/AcroForm<</Fields[]/XFA()>>/Names<</JavaScript<<>>/EmbeddedFiles<<>>>>',
    });
    const { found, file } = await place(nasty);
    expect(found).toEqual([]);
    expect(Buffer.from(file).toString('latin1')).not.toMatch(
      /systemdict|passwd|JavaScript|AcroForm|EmbeddedFiles|OPI/,
    );
    const checked = judge('qpdf', (path) => ['--check', path], file);
    if (checked !== null) expect(checked).toContain('No syntax or stream encoding errors');
  });

  test('any bytes are operations or an error, in linear time', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          let last = 0;
          for (const { start, end } of contentOperations(bytes)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
        } catch (cause) {
          expect(cause).toBeInstanceOf(PdfError);
        }
      }),
      { numRuns: 2000, seed: 5 },
    );
    const deep = Buffer.from('['.repeat(200_000));
    expect([...contentOperations(deep)]).toEqual([]);
  });
});
