// Text that layout puts beside the page, where nobody can read it, is told; what reaches the edge is not.
import { describe, expect, it } from 'vitest';
import { layOut } from '../../helpers/lay-out.ts';

const PAGE = `
  @page { size: 300pt 200pt; margin: 20pt }
  html { font: 10pt/14pt Vazirmatn, "Source Serif 4" }
  body, p { margin: 0 }
  .row { display: flex; justify-content: flex-end }
  .row p { flex: none; white-space: nowrap; font-size: 40pt; line-height: 50pt }
`;

async function told(html: string, css = ''): Promise<readonly string[]> {
  const { diagnostics } = await layOut(html, PAGE + css, { fonts: 'bundled' });
  return diagnostics.list.map(({ code, severity, message }) => `${code} ${severity} ${message}`);
}

const OFF = 'L002 warning Text stands outside the page: its box has no room for it';

describe('text beside the page', () => {
  it('is a warning, in either direction, once a page', async () => {
    const wide = '<p>A nameplate too wide</p>';
    expect(await told(`<div class=row>${wide}</div><div class=row>${wide}</div>`)).toEqual([OFF]);
    expect(await told(`<div class=row dir=rtl lang=fa><p>نام روزنامه‌ای که بسیار دراز است</p></div>`)).toEqual([OFF]); // prettier-ignore
    expect(await told('<p class=out>text</p>', '.out { margin-left: -60pt }')).toEqual([OFF]);
    expect(await told('<p class=out>text</p>', '.out { position: relative; left: 290pt }')).toEqual([OFF]);
  });

  it('is none where boxes reach over the edge of the page and their text does not', async () => {
    expect(await told('<p class=out>text</p>', '.out { margin: 0 -40pt; padding: 0 40pt; background: #eee }')).toEqual([]); // prettier-ignore
    expect(await told('<p class=out>text</p>', '.out { margin-left: -20pt }')).toEqual([]);
    expect(await told('<div class=row><p>Short</p></div>')).toEqual([]);
  });
});
