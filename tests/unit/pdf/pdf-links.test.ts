import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import type { AnchorItem, LinkItem } from '../../../src/frame/frame.ts';
import { LinkDescriptions } from '../../../src/pdf/navigation/link-descriptions.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { judge, nodes, page, pdfOptions } from './pdf-stand-ins.ts';

describe('what is read aloud of a link', () => {
  const structure = nodes('Document', ['P', 0, { language: 'en' }], ['Link', 1], ['Link', 0], ['Link', 0, { language: 'de-AT' }], ['Link', 0, { language: 'ps' }], ['Link', 0, { language: 'tr' }]); // prettier-ignore
  const [EN, FA, DE, PS, TR] = [2, 3, 4, 5, 6] as const;
  const placeTitles = new Map([['karez', { title: 'کاریز', language: 'fa-AF' }], ['wasser', { title: 'Das Wasser', language: 'de' }]]); // prettier-ignore
  const descriptions = new LinkDescriptions({ structure, language: 'fa', placeTitles });

  test.each([
    ['karez', FA, '۳', 'کاریز'],
    ['karez', EN, '۳', 'Page 3'],
    ['wasser', DE, '13', 'Das Wasser'],
    ['wasser', FA, '13', 'صفحهٔ ۱۳'],
    ['karez-rest', PS, '۵', 'مخ ۵'],
    ['karez-rest', FA, 'ii', 'صفحهٔ ii'],
    ['fn-karez-12', FA, '۳', 'یادداشت ۱۲'],
    ['fn-wasser-2', DE, '13', 'Anmerkung 2'],
    ['fnref-wasser-2', DE, '13', 'Zurück zum Text'],
    ['karez', TR, '۳', '۳'],
  ] as const)('to %s from element %i, on page %s, is %s', (name, tag, label, expected) => {
    expect(descriptions.of(name, tag, label)).toBe(expected);
  });
});

describe('named destinations', () => {
  const anchor = (name: string, y: number): AnchorItem => ({ kind: 'anchor', name, x: 10, y });
  const link = (href: string): LinkItem => ({ kind: 'link', x: 1, y: 1, width: 9, height: 9, href, tag: 1 });

  async function write(...items: readonly (AnchorItem | LinkItem)[]): Promise<Uint8Array> {
    const writer = new PdfWriter(pdfOptions({ structure: nodes('Document', ['P', 0]) }));
    writer.addPage(page(items));
    return writer.finish();
  }

  test('are found whatever letters and however many they are, and qpdf finds their tree in order', async () => {
    const names = ['karez', 'کاریز', 'a (b)\\', 'ü', '😀', ...Array.from({ length: 200 }, (_, i) => `x${i}`)];
    const file = await write(...names.map((name, i) => anchor(name, i)), ...names.map((name) => link(`#${encodeURIComponent(name)}`))); // prettier-ignore
    const document = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise;
    for (const [i, name] of names.entries())
      expect(await document.getDestination(name)).toMatchObject([{}, { name: 'XYZ' }, 10, 600 - i, null]);
    const annotations = await (await document.getPage(1)).getAnnotations();
    expect(annotations.map(({ dest }) => dest as unknown)).toEqual(names);
    expect(judge('qpdf', (path) => ['--check', path], file) ?? 'No syntax').toContain('No syntax');
  });

  test('that are not ASCII are there in UTF-8 too, as Chrome looks for them; those of notes are not', async () => {
    const file = await write(anchor('کاریز', 5), anchor('fn-کاریز-1', 9), anchor('karez', 7));
    const document = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise;
    const names = Object.keys(await document.getDestinations());
    const bytes = Buffer.from('کاریز', 'utf8').length;
    expect(names).toHaveLength(4);
    expect(names.filter((name) => !['کاریز', 'fn-کاریز-1', 'karez'].includes(name)).map(({ length }) => length)).toEqual([bytes]); // prettier-ignore
  });
});
