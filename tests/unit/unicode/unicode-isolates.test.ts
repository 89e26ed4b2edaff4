import { describe, expect, it } from 'vitest';
import { reorderVisual, resolveLevels } from '../../../src/unicode/bidi.ts';
import { findIsolates } from '../../../src/unicode/isolates.ts';
import { countCpuTime } from '../../cpu-time.ts';

const found = (text: string): string[] =>
  findIsolates(text).map((i) => `${i.kind} ${text.slice(i.start, i.end)}`);

/** Left-to-right sight of a right-to-left paragraph by UAX #9 alone. */
function visual(text: string): string {
  const { levels } = resolveLevels(text, 'rtl');
  return Array.from(reorderVisual(levels, 0, text.length), (i) => text[i]).join('');
}

describe('findIsolates', () => {
  it('finds URLs with and without scheme, without the punctuation after them', () => {
    expect(found('به https://www.afgazad.com/a_b/?x=1&y=2#z، بروید')).toEqual([
      'url https://www.afgazad.com/a_b/?x=1&y=2#z',
    ]);
    expect(found('نشانی: www.afgazad.com.')).toEqual(['url www.afgazad.com']);
    expect(found('(example.org/path) و example.org.')).toEqual(['url example.org/path', 'url example.org']);
    expect(found('«http://bbc.com/persian»')).toEqual(['url http://bbc.com/persian']);
    expect(found('ftp://x.y/z! mailto:a@b.org')).toEqual(['url ftp://x.y/z', 'url mailto:a@b.org']);
  });

  it('keeps balanced brackets and letters of any script in a path', () => {
    expect(found('(https://en.wikipedia.org/wiki/Kabul_(city))')).toEqual([
      'url https://en.wikipedia.org/wiki/Kabul_(city)',
    ]);
    expect(found('https://fa.wikipedia.org/wiki/افغانستان، و')).toEqual([
      'url https://fa.wikipedia.org/wiki/افغانستان',
    ]);
    expect(found('www.afgazad.comرا')).toEqual(['url www.afgazad.com']);
  });

  it('finds e-mail addresses', () => {
    expect(found('ایمیل afgazad@gmail.com، یا <a.b+c@mail.example.de>.')).toEqual([
      'email afgazad@gmail.com',
      'email a.b+c@mail.example.de',
    ]);
  });

  it('finds ISO dates, and dotted, slashed and dashed ones in European digits', () => {
    expect(found('در 2024-05-08، 08.05.2024، 8/5/24 و (2024/5/8).')).toEqual([
      'date 2024-05-08',
      'date 08.05.2024',
      'date 8/5/24',
      'date 2024/5/8',
    ]);
    expect(found('2024-05-08T12:30')).toEqual(['date 2024-05-08T12:30']);
  });

  it('finds telephone numbers with a country code or a leading zero, brackets and all', () => {
    expect(found('تلفن +93 70 123 4567 است')).toEqual(['phone +93 70 123 4567']);
    expect(found('تلفن: 0093-70-1234567، +49 (0)30 123456.')).toEqual([
      'phone 0093-70-1234567',
      'phone +49 (0)30 123456',
    ]);
    expect(found('موبایل 0799 123 456')).toEqual(['phone 0799 123 456']);
    expect(found('تلفن +۹۳ ۷۰ ۱۲۳ ۴۵۶۷ است')).toEqual(['phone +۹۳ ۷۰ ۱۲۳ ۴۵۶۷']);
  });

  it('leaves ordinary numbers, abbreviations, versions, scores and times alone', () => {
    for (const text of [
      'ساعت 12:30 و 3.5 درصد',
      'z.B. d.h. e.g. U.S.A.',
      'version 1.2.3.4',
      '2-1',
      '2023-2024',
      'T-72',
      '10/20',
      '+5',
      'report.pdf',
      'a@b',
      '...',
      'http://',
      '://x',
      '100 000 000 000',
      '@user',
      'www.',
      '1.2.3/4',
      'Ende.Dann',
    ])
      // prettier-ignore
      expect(found(text)).toEqual([]);
  });

  it('leaves dates in Persian digits alone, since UAX #9 shows them as they are written', () => {
    expect(found('در ۱۴۰۳/۲/۱۹ و ۱۴۰۳-۲-۱۹')).toEqual([]);
    expect(visual('در ۱۴۰۳/۲/۱۹ گفت')).toContain('۱۴۰۳/۲/۱۹');
    // Year first for one who reads from the right.
    expect(visual('در ۱۴۰۳-۲-۱۹ گفت')).toContain('۱۹-۲-۱۴۰۳');
  });

  it('is needed: without isolates UAX #9 reorders ISO dates and telephone numbers, but not times', () => {
    expect(visual('در 2024-05-08 گفت')).toContain('08-05-2024');
    expect(visual('تلفن +93 70 123 است')).toContain('123 70 93+');
    expect(visual('ساعت 12:30 است')).toContain('12:30');
  });

  it('gives ranges in order and without overlap', () => {
    const isolates = findIsolates('a@b.org www.x.de/2024-05-08 2024-05-08 +93 70 123 4567 x.org');
    expect(isolates.map((i) => i.kind)).toEqual(['email', 'url', 'date', 'phone', 'url']);
    for (let i = 1; i < isolates.length; i++)
      expect(isolates[i]?.start).toBeGreaterThanOrEqual(isolates[i - 1]?.end ?? 0);
  });

  it('counts no digits in a bracket that is never closed, and ends', () => {
    expect(found('\u200f+(4567001/ ')).toEqual([]);
    expect(found('+(0000000')).toEqual([]);
    expect(found('+93 70 123 4567 (89 or')).toEqual(['phone +93 70 123 4567']);
    expect(found('+93 (70) 123 4567')).toEqual(['phone +93 (70) 123 4567']);
  });

  it('reads thirty thousand awkward characters in well under a second', () => {
    for (const unit of ['www.', 'a@', 'a.', '+1', '0 ', '1-', '://', '.)', '[', ')', '-', '0(', 'a-.'])
      for (const text of [unit.repeat(30_000), `http://x${unit.repeat(30_000)}`]) {
        const elapsed = countCpuTime();
        findIsolates(text);
        expect(elapsed()).toBeLessThan(1000);
      }
  });
});
