// The predictor of pdf.js' reordering against the real function, taken out of the installed version's bundle.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PdfJsOrder } from '../../src/pdf/text/pdfjs-order.ts';

/** `bidi(str)` of pdf.js: the part of the worker bundle between its type tables and the next module. */
function realOrder(): (text: string) => string {
  const bundle = createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.worker.mjs');
  const source = readFileSync(bundle, 'utf8');
  const from = source.indexOf('const baseTypes = [');
  const to = source.indexOf('\nclass ', from);
  const code = `${source.slice(from, to)}; return (s) => bidi(s, -1, false).str;`;
  // eslint-disable-next-line no-implied-eval, @typescript-eslint/no-implied-eval, no-new-func
  return (new Function('warn', code) as (warn: () => void) => (text: string) => string)(() => undefined);
}

function predict(order: PdfJsOrder, text: string, rules: 5 | 6): string {
  const units = Uint16Array.from(text, (c) => c.charCodeAt(0));
  const length = order.reorder(units, text.length, rules);
  return String.fromCharCode(...order.output.subarray(0, length));
}

const ALPHABET = Array.from(
  'ابپتنویهکگلمش\u064b\u0651\u0670\u200c\u061c\u200e\u200f۰۱۲۳۴۵٠١٢٣٫٬٪،؛؟ab cXYZ0123456789 .,:;-+/()[]«»<>!"\'%$#€°–—…“”&=@_*\u00ad\u06de\u0606\u00b5\u0627',
);

describe('prediction of pdf.js’ reordering', () => {
  it('agrees with pdf.js 5.4 on 20,000 random strings of Persian, Latin, digits and punctuation', () => {
    const real = realOrder();
    const order = new PdfJsOrder();
    let seed = 12345;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return Math.floor((seed / 4294967296) * below);
    };
    const wrong: string[] = [];
    for (let n = 0; n < 20_000; n++) {
      let text = '';
      for (let length = 1 + random(24); length > 0; length--) {
        const c = ALPHABET[random(ALPHABET.length)] ?? '';
        text += random(3) === 0 ? c : c + (ALPHABET[random(14)] ?? '');
      }
      if (real(text) !== predict(order, text, 5)) wrong.push(JSON.stringify(text));
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it('agrees with 5,000 recorded results of pdf.js 6.5', () => {
    const file = new URL('../data/text-in-pdf/pdfjs-6.5-order.json.gz', import.meta.url);
    const recorded = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as [string, string][];
    const order = new PdfJsOrder();
    const wrong = recorded.filter(([text, result]) => predict(order, text, 6) !== result);
    expect(recorded.length).toBe(5000);
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
