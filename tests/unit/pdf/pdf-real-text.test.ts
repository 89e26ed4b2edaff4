import { beforeAll, describe, expect, test } from 'vitest';
import type { FontLibrary } from '../../../src/font/font-types.ts';
import type { TextItem } from '../../../src/frame/frame.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { setParagraph, testFonts } from '../../helpers/pdf-text-setter.ts';
import { readWithPdfJs } from '../../helpers/pdf-text-readers.ts';
import { contentStreams, judge, nodes, page, pdfOptions } from './pdf-stand-ins.ts';

const PERSIAN = 'ارتش ۱۲ تانک را به Rafah فرستاد و می‌گوید «تمام» شد.';
const ENGLISH = 'The army has sent twelve tanks.';

let fonts: FontLibrary;
beforeAll(async () => {
  fonts = await testFonts();
});

function paragraphs(): TextItem[] {
  const place = { x: 40, measure: 320 };
  return [
    ...setParagraph(fonts, { ...place, text: PERSIAN, direction: 'rtl', y: 60 }).map((item) => ({
      ...item,
      tag: 1,
    })),
    ...setParagraph(fonts, { ...place, text: ENGLISH, direction: 'ltr', y: 160 }).map((item) => ({
      ...item,
      tag: 2,
    })),
  ];
}

async function write(items: readonly TextItem[]): Promise<Uint8Array> {
  const structure = nodes('Document', ['P', 0], ['P', 0, { language: 'en' }]);
  const { textLayer, ...options } = pdfOptions({ structure });
  void textLayer;
  const writer = new PdfWriter({ ...options, fonts });
  writer.addPage(page(items));
  return writer.finish();
}

describe('a page of shaped text', () => {
  test('gives the source text back', async () => {
    const [read] = await readWithPdfJs(await write(paragraphs()));
    expect(read?.replace(/[\u200e\u200f\u061c]/g, '').split(/\s*\n\s*/).filter((line) => line !== '')).toEqual([PERSIAN, ENGLISH]); // prettier-ignore
  });

  test('embeds its fonts, subset and with Unicode values', async ({ skip }) => {
    const said = judge('pdffonts', (path) => [path], await write(paragraphs()));
    if (said === null) return skip('pdffonts is not installed');
    const rows = said.trim().split('\n').slice(2);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Custom +yes yes yes/);
    return undefined;
  });

  test('paints translucent letters in a state that ends with their line', async () => {
    const grey = { kind: 'rgb', red: 0, green: 0, blue: 0, alpha: 0.5 } as const;
    const styled = [{ text: 'army', style: { color: grey } }];
    const items = setParagraph(fonts, {
      text: ENGLISH,
      direction: 'ltr',
      x: 40,
      y: 60,
      measure: 320,
      styled,
    });
    const [content] = contentStreams(await write(items.map((item) => ({ ...item, tag: 1 }))));
    expect(content).toMatch(/^\/P <<\/MCID 0>> BDC\nq\nBT/);
    expect(content).toMatch(/\/A50 gs 0 0 0 rg[\s\S]*\/A100 gs 0 0 0 rg/);
    expect(content?.trimEnd()).toMatch(/ET\s+Q\nEMC$/);
  });
});
