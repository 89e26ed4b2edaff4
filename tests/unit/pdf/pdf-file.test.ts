import { inflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { PdfFile } from '../../../src/pdf/pdf-file.ts';

/** Rows of the cross-reference stream without their filters. */
function crossReference(bytes: Uint8Array): {
  readonly rows: readonly (readonly number[])[];
  readonly size: number;
} {
  const file = Buffer.from(bytes).toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
  const [, dictionary = '', body = ''] = /^\d+ 0 obj\n<<(.*?)>>\nstream\n([^]*?)\nendstream/.exec(file.slice(start)) ?? []; // prettier-ignore
  const widths = (/\/W\[([\d ]+)\]/.exec(dictionary)?.[1] ?? '').split(' ').map(Number);
  const columns = Number(/\/DecodeParms<<\/Predictor 12\/Columns (\d+)>>/.exec(dictionary)?.[1]);
  expect(widths.reduce((sum, width) => sum + width)).toBe(columns);
  const packed = inflateSync(Buffer.from(body, 'latin1'));
  const rows: number[][] = [];
  let before = Array.from({ length: columns }, () => 0);
  for (let at = 0; at < packed.length; at += columns + 1) {
    expect(packed[at]).toBe(2);
    before = before.map((value, i) => (value + (packed[at + 1 + i] ?? 0)) & 0xff);
    let column = 0;
    rows.push(widths.map((width) => before.slice(column, (column += width)).reduce((sum, byte) => sum * 256 + byte, 0))); // prettier-ignore
  }
  return { rows, size: Number(/\/Size (\d+)/.exec(dictionary)?.[1]) };
}

/** A file with `count` numbers in it, a stream before each `every`th; the last number is reserved in vain. */
function fileOf(count: number, every = 10): Uint8Array {
  const file = new PdfFile();
  for (let i = 0; i < count; i++) {
    if (i % every === 0) file.deflatedStream(file.reserve(), '', `stream ${i}`);
    file.add(`<</Number ${i}>>`);
  }
  const page = file.reserve();
  const pages = file.add(`<</Type/Pages/Count 1/Kids[${page} 0 R]>>`);
  file.object(page, `<</Type/Page/Parent ${pages} 0 R/MediaBox[0 0 9 9]>>`);
  file.reserve();
  return file.finish({ catalog: file.add(`<</Type/Catalog/Pages ${pages} 0 R>>`), info: file.add('<<>>') });
}

describe('a PDF file', () => {
  test('says of every object where it begins, or in which object stream it is at which place', () => {
    const bytes = fileOf(2000);
    const text = Buffer.from(bytes).toString('latin1');
    const { rows, size } = crossReference(bytes);
    expect(rows.length).toBe(size);
    expect(rows[0]).toEqual([0, 0, 0xffff]);
    const kinds = [0, 0, 0];
    const heads = new Map<number, readonly number[]>();
    for (const [id, [type = 0, where = 0, index = 0]] of rows.entries()) {
      kinds[type] = (kinds[type] ?? 0) + 1;
      if (type === 1) expect(text.slice(where, where + 12)).toMatch(new RegExp(`^${id} 0 obj\n`));
      if (type !== 2) continue;
      let head = heads.get(where);
      if (head === undefined) {
        const offset = rows[where]?.[1] ?? 0;
        const [, first = '', body = ''] = /\/Type\/ObjStm[^>]*\/First (\d+)[^]*?stream\n([^]*?)\nendstream/.exec(text.slice(offset)) ?? []; // prettier-ignore
        head = inflateSync(Buffer.from(body, 'latin1')).toString('latin1').slice(0, Number(first)).trim().split(' ').map(Number); // prettier-ignore
        heads.set(where, head);
      }
      expect(head[index * 2]).toBe(id);
    }
    // The free ones are number 0 and the one reserved in vain.
    expect(kinds[0]).toBe(2);
    expect(kinds[2]).toBe(2004);
  });

  test('needs less than half a byte of its cross-reference for an object that follows its neighbour in one stream', () => {
    const length = (count: number): number => {
      const text = Buffer.from(fileOf(count, 800)).toString('latin1');
      return Number(/\/Type\/XRef[^]*?\/Length (\d+)>>/.exec(text)?.[1]);
    };
    expect((length(6000) - length(3000)) / 3000).toBeLessThan(0.5);
  });

  test('is read by a library that knows no predictors', async () => {
    const document = await PDFDocument.load(fileOf(900), { updateMetadata: false });
    expect(document.getPageCount()).toBe(1);
    const numbers = document.context.enumerateIndirectObjects().filter(([, object]) => /\/Number \d/.test(object.toString())); // prettier-ignore
    expect(numbers.length).toBe(900);
  });

  test('of version 1.4 has neither object streams nor a cross-reference stream', () => {
    const file = new PdfFile('1.4');
    const pages = file.add('<</Type/Pages/Count 0/Kids[]>>');
    const bytes = file.finish({ catalog: file.add(`<</Type/Catalog/Pages ${pages} 0 R>>`), info: file.add('<<>>') }); // prettier-ignore
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).not.toMatch(/ObjStm|XRef/);
    expect(text).toContain('xref\n0 4\n0000000000 65535 f \n');
  });
});
