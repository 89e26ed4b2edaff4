// One small bilingual issue in the bundled fonts, as the dump of its pages. `npm run test:update` writes it anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layOut } from '../helpers/lay-out.ts';

const FILE = join(import.meta.dirname, 'flow-pages.txt');

const CSS = `
  @page { size: 240pt 200pt; margin: 24pt 18pt; @top-right { content: counter(page, persian) } @top-left { content: string(head) } }
  html { font: 9pt/13pt Vazirmatn, 'Source Serif 4' }
  h1 { font-size: 14pt; line-height: 19pt; margin: 0 0 4pt; string-set: head content() }
  p { margin: 0; text-align: justify; orphans: 2; widows: 2 }
  .c { columns: 2; column-gap: 12pt; column-rule: 0.25pt solid #8c8c8c }
  table { border-collapse: collapse; width: 100% } td { border-bottom: 0.25pt solid } mark { background: #f4f0e9; padding: 0 2pt }
`;

const HTML = `<html lang="fa" dir="rtl"><body>
  <h1>خبر نخست از کابل</h1>
  <div class="c">
    <p>این متن برای آزمودن چیدمان است و واژهٔ <span lang="en" dir="ltr">Kabul Times</span> در میان آن آمده است تا جهت‌ها آزموده شوند.</p>
    <p>بند دوم با <mark>نشانه</mark> و شمارهٔ ۱۲۳ و تاریخ ۲۰۲۴ ادامه می‌یابد و در ستون دیگر پایان می‌گیرد، همان‌گونه که باید.</p>
  </div>
  <article lang="en" dir="ltr">
    <h1>Second story</h1>
    <p>English text stands in the same issue and runs from left to right, with a <a href="https://example.org/">link</a> and a word in Persian: <span lang="fa" dir="rtl">سلام</span>.</p>
    <table><tr><td>one</td><td>1</td></tr><tr><td>two</td><td>2</td></tr></table>
  </article></body></html>`;

describe('the pages of a small issue', () => {
  it('are as in the golden file', async () => {
    const laid = await layOut(HTML, CSS, { fonts: 'bundled', plain: false });
    const dump = laid.dump();
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(FILE, dump);
    expect(laid.codes).toEqual([]);
    expect(dump).toBe(readFileSync(FILE, 'utf8'));
  });
});
