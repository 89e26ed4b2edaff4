import { describe, expect, test } from 'vitest';
import { dayOfPersian, daysInPersianMonth, islamicOfDay, lunarFormat, persianOfDay } from '../../../src/issue/calendar.ts'; // prettier-ignore
import { dayOfIso, formatDate, parseDate } from '../../../src/issue/dates.ts';

const ZWNJ = '\u200C';

describe('dates are printed', () => {
  const cases = [
    ['2024-05-08', 'persian', 'fa-AF', 'weekday', 'چهارشنبه ۱۹ ثور ۱۴۰۳'],
    ['2024-09-08', 'persian', 'fa-AF', 'long', '۱۸ سنبلهٔ ۱۴۰۳'],
    ['2024-09-08', 'persian', 'fa-AF', 'weekday', 'یکشنبه ۱۸ سنبلهٔ ۱۴۰۳'],
    ['2024-09-08', 'persian', 'fa-AF', 'month', 'سنبله'],
    ['2024-02-08', 'gregorian', 'fa', 'long', '۸ فوریهٔ ۲۰۲۴'],
    ['2024-06-10', 'islamic', 'fa-AF', 'long', '۴ ذیحجهٔ ۱۴۴۵'],
    ['2024-05-12', 'islamic', 'ps', 'long', '۴ ذوالقعده ۱۴۴۵'],
    ['2024-05-08', 'persian', 'fa', 'long', '۱۹ اردیبهشت ۱۴۰۳'],
    ['2024-05-08', 'persian', 'ps', 'long', '۱۹ غويی ۱۴۰۳'],
    ['2024-05-08', 'gregorian', 'fa-AF', 'long', '۸ می ۲۰۲۴'],
    ['2024-05-08', 'gregorian', 'en', 'weekday', 'Wednesday, 8 May 2024'],
    ['2024-05-08', 'gregorian', 'en-US', 'long', 'May 8, 2024'],
    ['2024-05-08', 'gregorian', 'de', 'weekday', 'Mittwoch, 8. Mai 2024'],
    ['2024-05-01', 'gregorian', 'fr', 'weekday', 'mercredi 1er mai 2024'],
    ['2024-05-08', 'islamic', 'fa-AF', 'long', '۲۹ شوال ۱۴۴۵'],
    ['2024-05-08', 'persian', 'fa-AF', 'short', '۱۴۰۳/۲/۱۹'],
    ['2024-05-08', 'persian', 'fa-AF', 'iso', '1403-02-19'],
    ['2024-05-08', 'gregorian', 'de', 'short', '08.05.2024'],
    ['2024-05-08', 'persian', 'fa-AF', 'name', 'چهارشنبه'],
    ['2021-03-20', 'persian', 'fa-AF', 'long', '۳۰ حوت ۱۳۹۹'],
    ['2024-11-26', 'persian', 'fa-AF', 'weekday', `سه${ZWNJ}شنبه ۶ قوس ۱۴۰۳`],
  ] as const;
  test.each(cases)('%s, %s, %s, %s → %s', (iso, calendar, locale, style, expected) => {
    expect(formatDate(iso, { calendar, locale, style })).toBe(expected);
  });

  test('a language without names of its own gets those of ICU', () => {
    expect(formatDate('2024-05-08', { calendar: 'gregorian', locale: 'it', style: 'long' })).toBe(
      '8 maggio 2024',
    );
  });
});

describe('dates are read', () => {
  test.each([
    '2024-05-08', '2024/5/8', '08.05.2024', '8. 5. 2024', '8 May 2024', 'May 8, 2024', 'Wednesday, 8 May 2024', '8. Mai 2024',
    '8 mai 2024', '۸ می ۲۰۲۴', '۱۹ ثور ۱۴۰۳', 'چهارشنبه ۱۹ ثور ۱۴۰۳', '19 اردیبهشت 1403', '۱۹ غویی ۱۴۰۳', '1403-02-19',
    '۱۴۰۳/۰۲/۱۹', '۲۹ شوال ۱۴۴۵', '٢٠٢٤-٠٥-٠٨',
  ])('%s is 2024-05-08', (text) => {
    expect(parseDate(text)).toBe('2024-05-08');
  }); // prettier-ignore

  test.each([
    '2024-02-30',
    '2023-02-29',
    '31.04.2024',
    '08/05/2024',
    '۳۰ حوت ۱۴۰۲',
    '۳۲ حمل ۱۴۰۳',
    '8 Foo 2024',
    'yesterday',
    '2024',
    '',
  ])('%s is no date', (text) => {
    // prettier-ignore
    expect(parseDate(text)).toBeUndefined();
  });
});

test.each(['۱۸ سنبلهٔ ۱۴۰۳', '۱۸ سنبله ۱۴۰۳', '۱۸ سنبلۀ ۱۴۰۳', '18 سنبله 1403', '08.09.2024', '۲۰۲۴/۰۹/۰۸'])(
  '%s is 2024-09-08',
  (text) => {
    expect(parseDate(text)).toBe('2024-09-08');
  },
);

describe('calendars', () => {
  test('every day of 1900–2100 agrees with the Solar Hijri calendar of ICU', () => {
    const icu = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' }); // prettier-ignore
    const first = dayOfIso('1900-01-01') ?? 0;
    const last = dayOfIso('2100-01-01') ?? 0;
    const differences: string[] = [];
    // Every third day and all turns of months: 27,000 comparisons.
    for (let day = first; day < last; day += 1) {
      const own = persianOfDay(day);
      if (own === undefined) throw new Error(`no date for day ${day}`);
      if (day % 3 !== 0 && own.day !== 1 && own.day < 29) continue;
      const parts = Object.fromEntries(
        icu.formatToParts(day * 86_400_000).map(({ type, value }) => [type, value]),
      );
      const expected = `${parts['year']}-${parts['month']}-${parts['day']}`;
      if (`${own.year}-${own.month}-${own.day}` !== expected) differences.push(`${day}: ${own.day}.${own.month}.${own.year} ${expected}`); // prettier-ignore
    }
    expect(differences).toEqual([]);
  });

  test('a day turned into Solar Hijri and back is the same day', () => {
    for (let day = -60_000; day < 100_000; day += 7) {
      const date = persianOfDay(day);
      expect(date && dayOfPersian(date)).toBe(day);
    }
  });

  test('1399 and 1403 are leap years, 1402 is not', () => {
    expect([1399, 1402, 1403].map((year) => daysInPersianMonth(year, 12))).toEqual([30, 29, 30]);
  });

  test('lunar dates do not depend on the machine', () => {
    expect(islamicOfDay(dayOfIso('2024-03-11') ?? 0, lunarFormat())).toEqual({
      year: 1445,
      month: 9,
      day: 1,
    });
  });
});
