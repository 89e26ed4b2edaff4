import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import svgModule from 'pdfmake/js/3rd-party/svg-to-pdfkit.js';
import kitModule from 'pdfmake/js/PDFDocument.js';
import { describe, expect, test } from 'vitest';
import { PdfFile } from '../../../src/pdf/pdf-file.ts';
import { SvgPainter } from '../../../src/pdf/drawing.ts';
import { contentStreams } from './pdf-stand-ins.ts';

const require = createRequire(import.meta.url);

/** What src/pdf/drawing.ts takes from pdfmake's inside; a new version of pdfmake has to pass this first. */
describe('the inside of pdfmake', () => {
  test('is that of the pinned version', () => {
    const read = (path: string): { version: string; dependencies: Record<string, string> } =>
      JSON.parse(readFileSync(require.resolve(path), 'utf8'));
    expect(read('pdfmake/package.json').version).toBe('0.3.11');
    expect(read('../../../package.json').dependencies['pdfmake']).toBe('0.3.11');
  });

  test('numbers, writes and finishes objects through members that can be replaced', () => {
    const kitClass = 'default' in kitModule ? kitModule.default : kitModule;
    const kit = new kitClass({}, {}, {}, {}, { autoFirstPage: false, font: null }, null, () => false);
    const written: string[] = [];
    const offsets: (number | null)[] = [null, null, null, null];
    kit._offsets = offsets;
    kit._write = (data) => void written.push(typeof data === 'string' ? data : Buffer.from(data).toString());
    Object.defineProperty(kit, '_offset', { get: () => 77 });
    const reference = kit.ref({ Type: 'Test' });
    expect(reference.id).toBe(5);
    expect(String(reference)).toBe('5 0 R');
    reference.end();
    expect(offsets[4]).toBe(77);
    expect(written).toEqual(['5 0 obj', '<<\n/Type /Test\n>>', 'endobj']);
  });

  test('refuses to open files', () => {
    const kitClass = 'default' in kitModule ? kitModule.default : kitModule;
    const kit = new kitClass({}, {}, {}, {}, { autoFirstPage: false, font: null }, null, () => false);
    const provideImage = (kit as unknown as { provideImage(path: string): unknown }).provideImage.bind(kit);
    expect(() => provideImage('/etc/passwd')).toThrow(/denied/);
  });

  test('exports its SVG renderer as a function', () => {
    const unwrapped = 'default' in svgModule ? svgModule.default : svgModule;
    expect(typeof (typeof unwrapped === 'function' ? unwrapped : unwrapped.default)).toBe('function');
  });

  test('paints an SVG with gradient into a form XObject of its own size', async () => {
    const file = new PdfFile();
    const id = file.reserve();
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10"><defs><linearGradient id="g">' +
      '<stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs>' +
      '<rect width="20" height="10" fill="url(#g)"/></svg>';
    await new SvgPainter(file).paint(id, { svg, width: 20, height: 10 });
    const bytes = file.finish({ catalog: file.add('<</Type/Catalog>>'), info: file.add('<<>>') });
    const [content] = contentStreams(bytes);
    expect(content).toMatch(/^1 0 0 -1 0 10 cm\n/);
    expect(content).toMatch(/\/Pattern cs/);
    const source = Buffer.from(bytes).toString('latin1');
    expect(source).toMatch(/\/BBox\[0 0 20 10\]\/Resources<<.*\/Pattern<<\/\w+ \d+ 0 R>>/);
    expect(source).toMatch(/\/ShadingType 2/);
  });
});
