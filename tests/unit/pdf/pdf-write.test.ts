import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { Page } from '../../../src/frame/frame.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import type { TestOptions } from './pdf-stand-ins.ts';
import { contentStreams, judge, nodes, objectText, page, pdfOptions, text } from './pdf-stand-ins.ts';
import { countCpuTime } from '../../cpu-time.ts';

async function write(pages: readonly Page[], options: TestOptions = {}): Promise<Uint8Array> {
  const writer = new PdfWriter(pdfOptions(options));
  for (const one of pages) writer.addPage(one);
  return writer.finish();
}

function open(file: Uint8Array): ReturnType<typeof getDocument>['promise'] {
  return getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise;
}

/** Two pages with something of everything that needs no picture. */
function sample(): Page[] {
  const color = { kind: 'rgb', red: 0.5, green: 0, blue: 1, alpha: 0.4 } as const;
  return [
    page(
      [
        { kind: 'fill', x: 0, y: 0, width: 400, height: 50, radius: 4, color },
        text('Heading', 1, 80),
        text('First line', 2, 120),
        { kind: 'link', x: 50, y: 110, width: 40, height: 12, href: 'https://example.org/a?b=1', tag: 3 },
        text('second line', 2, 140),
        { kind: 'rule', x1: 50, y1: 150, x2: 350, y2: 150, thickness: 1, style: 'dotted', color },
        { kind: 'anchor', name: 'مقاله', x: 50, y: 80 },
      ],
      { bookmarks: [{ level: 1, label: 'سرخط', y: 70 }], label: 'ii' },
    ),
    page(
      [
        text('continued', 2, 100),
        { kind: 'link', x: 50, y: 90, width: 40, height: 12, href: '#مقاله', tag: 3 },
      ],
      { index: 1, label: '3', bookmarks: [{ level: 2, label: 'Sub (1)', y: 10 }] },
    ),
  ];
}
const SAMPLE_NODES = nodes('Document', ['H1', 0], ['P', 0, { language: 'en' }], ['Link', 2]);

describe('a written PDF', () => {
  test('gives back the pages, their sizes, labels and text', async () => {
    const document = await open(await write(sample(), { structure: SAMPLE_NODES }));
    expect(document.numPages).toBe(2);
    const first = await document.getPage(1);
    expect(first.view).toEqual([0, 0, 400, 600]);
    const { items } = await first.getTextContent();
    expect(items.flatMap((item) => ('str' in item && item.str !== '' ? [item.str] : []))).toEqual([
      'Heading',
      'First line',
      'second line',
    ]);
    expect(await document.getPageLabels()).toEqual(['ii', '3']);
  });

  test('says what it is in Info and XMP alike, with the date that it was given', async () => {
    const document = await open(await write(sample(), { structure: SAMPLE_NODES }));
    const { info, metadata } = await document.getMetadata();
    const xmp = metadata as unknown as { get(name: string): unknown };
    expect(info).toMatchObject({
      Title: 'هفته‌نامه & <Weekly>',
      Author: 'A. Author',
      Producer: 'nashr test',
      CreationDate: 'D:20240508000000Z',
      Language: 'fa',
    });
    expect(xmp.get('dc:title')).toBe('هفته‌نامه & <Weekly>');
    expect(xmp.get('xmp:createdate')).toBe('2024-05-08T00:00:00Z');
  });

  test('nests bookmarks by level and leads them to their place', async () => {
    const document = await open(await write(sample(), { structure: SAMPLE_NODES }));
    const outline = await document.getOutline();
    expect(outline.map((entry) => entry.title)).toEqual(['سرخط']);
    expect(outline[0]?.items.map((entry: { title: string }) => entry.title)).toEqual(['Sub (1)\u200e']);
    const destination = outline[0]?.dest as unknown[];
    expect(destination.slice(1)).toEqual([{ name: 'XYZ' }, null, 530, null]);
  });

  test('puts outside links into annotations and inside links on named destinations', async () => {
    const document = await open(await write(sample(), { structure: SAMPLE_NODES }));
    const [outside] = await (await document.getPage(1)).getAnnotations();
    expect(outside).toMatchObject({
      subtype: 'Link',
      url: 'https://example.org/a?b=1',
      rect: [50, 478, 90, 490],
    });
    const [inside] = await (await document.getPage(2)).getAnnotations();
    expect(inside.dest).toBe('مقاله');
    const destinations = await document.getDestinations();
    expect((destinations['مقاله'] as unknown[]).slice(1)).toEqual([{ name: 'XYZ' }, 50, 520, null]);
  });

  test('is the same, byte for byte, when it is written again', async () => {
    const first = await write(sample(), { structure: SAMPLE_NODES });
    const second = await write(sample(), { structure: SAMPLE_NODES });
    expect(Buffer.compare(first, second)).toBe(0);
  });

  test('has another identifier when a word is different', async () => {
    const id = (file: Uint8Array): string =>
      /\/ID\[<([\da-f]{32})>/.exec(Buffer.from(file).toString('latin1'))?.[1] ?? 'none';
    const one = await write([page([text('one', 1)])]);
    const two = await write([page([text('two', 1)])]);
    expect(id(one)).not.toBe(id(two));
    expect(id(one)).not.toBe('none');
  });

  test('is written without pages when there are none', async () => {
    const document = await write([]);
    expect(judge('qpdf', (path) => ['--check', path], document) ?? 'No syntax').toContain('No syntax');
  });

  for (const [program, args, good] of [
    ['qpdf', (path: string) => ['--check', path], /No syntax or stream encoding errors/],
    ['mutool', (path: string) => ['draw', '-F', 'txt', path], /F\s?i\s?r\s?s\s?t/],
    ['gs', (path: string) => ['-dBATCH', '-dNOPAUSE', '-q', '-sDEVICE=nullpage', path], /^$/],
    ['pdftotext', (path: string) => [path, '-'], /second line/],
  ] as const) {
    test(`is read without complaint by ${program}`, async ({ skip }) => {
      const said = judge(program, args, await write(sample(), { structure: SAMPLE_NODES }));
      if (said === null) return skip(`${program} is not installed`);
      expect(said).toMatch(good);
      return undefined;
    });
  }
});

describe('marked content', () => {
  test('is shared by consecutive items of one element and closed before another', async () => {
    const structure = nodes('Document', ['P', 0], ['P', 0]);
    const items = [text('a', 1), text('b', 1), text('c', 2), text('d', 1)];
    const [content] = contentStreams(await write([page(items)], { structure }));
    expect(content?.match(/\/P <<\/MCID \d>> BDC/g)).toEqual([
      '/P <</MCID 0>> BDC',
      '/P <</MCID 1>> BDC',
      '/P <</MCID 2>> BDC',
    ]);
    expect(content?.match(/\bEMC\b/g)).toHaveLength(3);
  });

  test('makes furniture, fills and rules artifacts', async () => {
    const color = { kind: 'rgb', red: 0, green: 0, blue: 0, alpha: 1 } as const;
    const items = [
      text('running head', -1),
      { kind: 'fill', x: 0, y: 0, width: 9, height: 9, radius: 0, color } as const,
      text('body', 1),
    ];
    const [content] = contentStreams(await write([page(items)]));
    expect(content?.replace(/BT.*?ET/g, 'TEXT').split('\n')).toEqual([
      '/Artifact BMC',
      'TEXT',
      'EMC',
      '/Artifact/AL BDC',
      '0 0 0 rg',
      '0 591 9 9 re f',
      'EMC',
      '/P <</MCID 0>> BDC',
      'TEXT',
      'EMC',
      '',
    ]);
  });

  test('never holds an ActualText', async () => {
    const file = await write(sample(), { structure: SAMPLE_NODES });
    expect(contentStreams(file).join('')).not.toContain('ActualText');
    expect(objectText(file)).not.toContain('ActualText');
  });
});

describe('transparency', () => {
  const fill = (alpha: number): Page =>
    page([
      {
        kind: 'fill',
        x: 0,
        y: 0,
        width: 9,
        height: 9,
        radius: 0,
        color: { kind: 'rgb', red: 1, green: 0, blue: 0, alpha },
      },
    ]);

  test('sets a graphics state inside q … Q and a blending space on its page only', async () => {
    const file = await write([fill(0.5), fill(1)]);
    expect(contentStreams(file)[0]).toContain('q /A50 gs');
    expect(contentStreams(file)[1]).not.toContain('gs');
    expect(objectText(file).match(/\/S\/Transparency/g)).toHaveLength(1);
  });

  test('paints nothing that cannot be seen', async () => {
    expect(contentStreams(await write([fill(0)]))).toEqual([]);
  });
});

describe('link targets', () => {
  test('other than http, https, mailto, tel and #name are dropped with P001', async () => {
    const diagnostics = new Diagnostics();
    const bad = ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'no scheme', ' vbscript:x'];
    const good = ['http://example.org', 'mailto:a@example.org', 'tel:+49301234', 'https://example.org/ü'];
    const items = [...bad, ...good].map(
      (href) => ({ kind: 'link', x: 1, y: 1, width: 9, height: 9, href, tag: 1 }) as const,
    );
    const file = await write([page(items)], { diagnostics });
    const annotations = await (await (await open(file)).getPage(1)).getAnnotations();
    expect(annotations.map((annotation) => annotation.url)).toEqual([
      'http://example.org/',
      'mailto:a@example.org',
      'tel:+49301234',
      'https://example.org/%C3%BC',
    ]);
    expect(diagnostics.list.map((d) => d.code)).toEqual(bad.map(() => 'P001'));
    expect(Buffer.from(objectText(file)).includes('javascript')).toBe(false);
  });

  test('to a name that no anchor has are reported and lead to their own page', async () => {
    const diagnostics = new Diagnostics();
    const link = { kind: 'link', x: 1, y: 1, width: 9, height: 9, href: '#nowhere', tag: 1 } as const;
    const file = await write([page([link])], { diagnostics });
    expect(diagnostics.list.map((d) => d.code)).toEqual(['L004']);
    const [annotation] = await (await (await open(file)).getPage(1)).getAnnotations();
    expect(annotation.dest[1]).toEqual({ name: 'Fit' });
  });
});

describe('many pages', () => {
  test('cost time in proportion and are released: 500 pages of 90 lines take under 3 s', async () => {
    const structure = nodes('Document', ...Array.from({ length: 500 * 15 }, () => ['P', 0] as const));
    const writer = new PdfWriter(pdfOptions({ structure }));
    const elapsed = countCpuTime();
    for (let index = 0; index < 500; index++) {
      const items = Array.from({ length: 90 }, (_, i) =>
        text(
          `line ${index} ${i} of some length as in a column`,
          index * 15 + Math.floor(i / 6) + 1,
          50 + i * 6,
        ),
      );
      writer.addPage(page(items, { index }));
    }
    const file = await writer.finish();
    expect(elapsed()).toBeLessThan(3000);
    expect((await open(file)).numPages).toBe(500);
    expect(file.length / 500).toBeLessThan(5000);
  });
});
