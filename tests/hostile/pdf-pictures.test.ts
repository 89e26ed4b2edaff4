import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import type { DiagnosticCode } from '../../src/base/diagnostic-codes.ts';
import { loadPictures } from '../../src/pdf/pictures/load-pictures.ts';
import { PdfWriter } from '../../src/pdf/write-pdf.ts';
import { inflatedStreams, judge, nodes, page, pdfOptions } from '../unit/pdf/pdf-stand-ins.ts';
import { DAMAGED_PICTURES } from './pdf-damaged-pictures.ts';
import { countCpuTime } from '../cpu-time.ts';

const SUITE = 'tests/data/robustness';
const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Loads the files and writes a page for each that could be loaded. */
async function build(
  paths: readonly string[],
): Promise<{ codes: Map<string, DiagnosticCode[]>; file: Uint8Array }> {
  const diagnostics = new Diagnostics();
  const pictures = await loadPictures(
    paths.map((path) => ({ source: path, path, place: { file: path } })),
    diagnostics,
  );
  const writer = new PdfWriter(
    pdfOptions({ pictures, diagnostics, structure: nodes('Document', ['Figure', 0]) }),
  );
  for (const [index, source] of paths.entries()) {
    const info = pictures.info(source);
    if (info === undefined) continue;
    const box = { x: 0, y: 0, width: 100, height: (100 * info.height) / info.width };
    writer.addPage(page([{ kind: 'image', ...box, picture: box, source, alt: '', tag: 1 }], { index }));
  }
  const file = await writer.finish();
  const codes = new Map<string, DiagnosticCode[]>();
  for (const { code, place } of diagnostics.list) {
    const source = place?.file ?? '';
    codes.set(source, [...(codes.get(source) ?? []), code]);
  }
  return { codes, file };
}

function filesOf(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(png|jpe?g|gif|webp|icns|svg)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What the drawing of one SVG text ends in: its diagnostics and everything readable in the file. */
async function draw(svg: string): Promise<{ codes: DiagnosticCode[]; content: string }> {
  const path = join(folder, 'drawing.svg');
  writeFileSync(path, svg);
  const { codes, file } = await build([path]);
  const content =
    inflatedStreams(file)
      .map((stream) => stream.text)
      .join('\n') + Buffer.from(file).toString('latin1');
  return { codes: codes.get(path) ?? [], content };
}

describe('picture suites', () => {
  test('of bitmaps: the damaged ones are refused, all others are embedded in a sound file', async () => {
    const paths = filesOf(join(SUITE, 'images'));
    expect(paths.length).toBeGreaterThan(120);
    const { codes, file } = await build(paths);
    const refused = paths
      .filter((path) => codes.get(path)?.includes('I002'))
      .map((path) => path.split('/').at(-1));
    expect(refused).toEqual(DAMAGED_PICTURES);
    expect(judge('qpdf', (path) => ['--check', path], file) ?? 'No syntax').toContain('No syntax');
  });

  test('of drawings: nothing crashes, and what is removed is reported', async () => {
    const paths = filesOf(join(SUITE, 'svg'));
    expect(paths.length).toBeGreaterThan(110);
    const { codes, file } = await build(paths);
    expect(judge('qpdf', (path) => ['--check', path], file) ?? 'No syntax').toContain('No syntax');
    const ofPayloads = paths
      .filter((path) => !path.includes('resvg'))
      .map((path) => [path.split('/').at(-1), ...(codes.get(path) ?? [])]);
    expect(ofPayloads).toEqual([
      ['SSRF_expect.svg', 'I005'],
      ['SSRF_url.svg', 'I005'],
      ['SVG_XSS3.svg', 'I002'],
      ['SVG_XSS_nested_img_xlink.svg', 'I005'],
      ['SVG_XSS_nested_svg.svg', 'I005'],
      ['ssrf_svg_css_import.svg', 'I005'],
      ['ssrf_svg_image.svg', 'I005'],
    ]);
    const readable =
      Buffer.from(file).toString('latin1') +
      inflatedStreams(file)
        .map((s) => s.text)
        .join('');
    expect(readable).not.toMatch(/https?:\/\/(?!ns\.adobe|purl|www\.w3)|file:|javascript:/);
  });
});

describe('a bitmap', () => {
  test('of 30,000 × 30,000 pixels ends at its header', async () => {
    const chunk = (type: string, data: Buffer): Buffer => {
      const body = Buffer.concat([Buffer.from(type), data]);
      const ends = Buffer.alloc(8);
      ends.writeUInt32BE(data.length, 0);
      ends.writeUInt32BE(crc32(body), 4);
      return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
    };
    const header = Buffer.from([0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 6, 0, 0, 0]);
    const path = join(folder, 'bomb.png');
    const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
    writeFileSync(path, Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', Buffer.alloc(64)), chunk('IEND', Buffer.alloc(0))])); // prettier-ignore
    const elapsed = countCpuTime();
    const { codes } = await build([path]);
    expect(codes.get(path)).toEqual(['I003']);
    expect(elapsed()).toBeLessThan(1000);
  });

  test('that is a folder, a device or nothing is not found', async () => {
    const { codes } = await build([folder, '/dev/zero', join(folder, 'nothing.png')]);
    expect([...codes.values()]).toEqual([['I001'], ['I001'], ['I001']]);
  });

  test('cut off or changed anywhere ends in a picture or a diagnostic', async () => {
    const paths: string[] = [];
    for (const name of [
      'images/pillow/pil123rgba.png',
      'images/pillow/hopper_orientation_6.jpg',
      'images/pillow/hopper_orientation_3.webp',
      'images/pillow/chi.gif',
    ]) {
      const original = readFileSync(join(SUITE, name));
      for (let i = 1; i <= 12; i++) {
        const cut = join(folder, `cut-${i}-${name.replaceAll('/', '-')}`);
        writeFileSync(cut, original.subarray(0, Math.floor((original.length * i) / 13)));
        const changed = join(folder, `changed-${i}-${name.replaceAll('/', '-')}`);
        const bytes = Buffer.from(original);
        for (let at = i * 5; at < bytes.length; at += 97 * i) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
        writeFileSync(changed, bytes);
        paths.push(cut, changed);
      }
    }
    const { codes, file } = await build(paths);
    const seen = new Set([...codes.values()].flat());
    expect([...seen].filter((code) => !['I002', 'I003', 'I006'].includes(code))).toEqual([]);
    expect(seen.has('I002')).toBe(true);
    expect(judge('qpdf', (path) => ['--check', path], file) ?? 'No syntax').toContain('No syntax');
  });

  test('that is an SVG by its content is never given to the bitmap decoder', async () => {
    const path = join(folder, 'really.png');
    writeFileSync(path, '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>');
    expect((await build([path])).codes.get(path)).toEqual(['I005']);
  });
});

describe('a drawing', () => {
  const wrap = (content: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">${content}</svg>`;

  test('with an external entity does not read the file', async () => {
    writeFileSync(join(folder, 'secret.txt'), 'SECRET');
    const svg = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file://${folder}/secret.txt">]>${wrap('<path id="&x;" d="M0 0h9"/>')}`;
    const { codes, content } = await draw(svg);
    expect(codes).toEqual(['I005']);
    expect(content).not.toContain('SECRET');
  });

  test('with a bomb of entities stays small', async () => {
    const entities = Array.from(
      { length: 20 },
      (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};&e${i};&e${i};">`,
    );
    const svg = `<!DOCTYPE svg [<!ENTITY e0 "ha">${entities.join('')}]>${wrap('<path d="M0 0h9" class="&e20;"/>')}`;
    expect((await draw(svg)).codes).toEqual(['I005']);
  });

  for (const [what, content] of [
    ['script', '<script>alert(1)</script>'],
    ['event handler', '<rect width="1" height="1" onload="alert(1)"/>'],
    ['foreign object', '<foreignObject><iframe src="http://example.org"/></foreignObject>'],
    ['picture from elsewhere', '<image href="http://example.org/x.png" width="1" height="1"/>'],
    ['part of another file', '<use href="other.svg#x"/>'],
    ['paint from elsewhere', '<rect width="1" height="1" fill="url(http://example.org/p.svg#p)"/>'],
    ['imported style sheet', '<style>@import url("http://example.org/s.css");</style>'],
    ['style with a script', '<rect width="1" height="1" style="fill:expression(alert(1))"/>'],
    ['hidden scheme', '<rect width="1" height="1" style="fill:u\\72l(http://example.org)"/>'],
  ] as const) {
    test(`loses its ${what} with I005`, async () => {
      const drawn = await draw(wrap(content));
      expect(drawn.codes).toEqual(['I005']);
      expect(drawn.content).not.toMatch(/alert|example\.org|other\.svg/);
    });
  }

  test('that uses itself, directly or through styles, loses the reference and is painted', async () => {
    const pattern = (style: string): string =>
      `<pattern id="p" width="2" height="2" patternUnits="userSpaceOnUse"><rect width="1" height="1" ${style}/></pattern>`;
    for (const content of [
      '<g id="a"><use href="#a"/><path d="M0 0h9"/></g>',
      '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
      `${pattern('fill="url(#p)"')}<rect width="9" height="9" fill="url(#p)"/>`,
      `${pattern('style="fill:url(#p)"')}<rect width="9" height="9" fill="url(#p)"/>`,
      `<style>.c{fill:url(#p)}</style>${pattern('class="c"')}<rect width="9" height="9" class="c"/>`,
    ])
      expect((await draw(wrap(content))).codes).toEqual(['L003']);
  });

  test('whose uses multiply is refused before it is painted', async () => {
    const groups = Array.from(
      { length: 12 },
      (_, i) => `<g id="g${i + 1}">${`<use href="#g${i}"/>`.repeat(10)}</g>`,
    );
    expect((await draw(wrap(`<path id="g0" d="M0 0h9"/>${groups.join('')}`))).codes).toEqual(['I002']);
  });

  test('with a gradient that would repeat a million times is painted at once', async () => {
    const elapsed = countCpuTime();
    const gradient =
      '<linearGradient id="g" spreadMethod="repeat" gradientUnits="userSpaceOnUse" x2="1e-7"><stop/><stop offset="1"/></linearGradient>';
    expect((await draw(wrap(`${gradient}<rect width="9" height="9" fill="url(#g)"/>`))).codes).toEqual([
      'L003',
    ]);
    expect(elapsed()).toBeLessThan(1000);
  });

  test('nested too deeply, without end or without size is refused', async () => {
    const refused = [
      wrap('<g>'.repeat(5000) + '</g>'.repeat(5000)),
      wrap('<g>'),
      '<svg',
      '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="9"/>',
      '<html/>',
      '<!DOCTYPE svg [',
      '<!-- never closed',
    ];
    for (const svg of refused) expect((await draw(svg)).codes).toEqual(['I002']);
  });

  test('with absurd numbers ends in a sound file', async () => {
    const path = join(folder, 'numbers.svg');
    writeFileSync(path, wrap('<rect width="1e300" height="NaN" transform="scale(1e308) rotate(1e99)"/><path d="M1e999 0 L 1 1 A 0 0 0 0 0 1e22 5" stroke-dasharray="0 0" stroke="red" stroke-width="1e-300"/>')); // prettier-ignore
    const { file } = await build([path]);
    expect(judge('qpdf', (p) => ['--check', p], file) ?? 'No syntax').toContain('No syntax');
  });
});
