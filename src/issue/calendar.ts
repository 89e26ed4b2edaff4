// Day numbers and the calendars of the paper: Gregorian, Solar Hijri (Persian/Afghan) and lunar Hijri (Umm al-Qura).
// Solar Hijri: leap years by the 33-year rules of Birashk as corrected by K. M. Borkowski, “The Persian calendar for
// 3000 years”, Earth, Moon, and Planets 74 (1996); exact for the years 1178–1633, which is what is accepted here.

export type CalendarName = 'gregorian' | 'persian' | 'islamic';

export interface CalendarDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a Gregorian date; undefined when there is no such day. */
export function dayOfGregorian(date: CalendarDate): number | undefined {
  const { year, month, day } = date;
  if (!Number.isInteger(year) || year < 1 || year > 9999) return undefined;
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  if (time.getUTCFullYear() !== year || time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day)
    return undefined;
  return Math.round(time.getTime() / MS_PER_DAY);
}

/** The date of a day counted from 1 January 1970. */
export function gregorianOfDay(dayNumber: number): CalendarDate {
  const time = new Date(dayNumber * MS_PER_DAY);
  return { year: time.getUTCFullYear(), month: time.getUTCMonth() + 1, day: time.getUTCDate() };
}

/** 0 = Sunday. */
export function weekdayOfDay(dayNumber: number): number {
  return (((dayNumber + 4) % 7) + 7) % 7;
}

/** Years at which the 33-year grouping shifts (Borkowski, table 2). */
const BREAKS = [
  -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178,
] as const;
const FIRST_PERSIAN_YEAR = 1178;
const LAST_PERSIAN_YEAR = 1633;

/** The day of March on which the Solar Hijri year begins, and the years since the last leap year (0 = leap). */
function persianYear(year: number): { readonly march: number; readonly sinceLeap: number } {
  let leapCount = -14;
  let start: number = BREAKS[0];
  let span = 0;
  for (const next of BREAKS.slice(1)) {
    span = next - start;
    if (year < next) break;
    leapCount += Math.floor(span / 33) * 8 + Math.floor((span % 33) / 4);
    start = next;
  }
  const offset = year - start;
  leapCount += Math.floor(offset / 33) * 8 + Math.floor(((offset % 33) + 3) / 4);
  if (span % 33 === 4 && span - offset === 4) leapCount += 1;
  const gregorianYear = year + 621;
  const gregorianLeaps =
    Math.floor(gregorianYear / 4) - Math.floor(((Math.floor(gregorianYear / 100) + 1) * 3) / 4) - 150;
  const tail = span - offset < 6 ? offset - span + Math.floor((span + 4) / 33) * 33 : offset;
  const sinceLeap = (((((tail + 1) % 33) - 1) % 4) + 4) % 4;
  return { march: 20 + leapCount - gregorianLeaps, sinceLeap };
}

/** Days in a Solar Hijri month: six of 31, five of 30, the last 29 or 30. */
export function daysInPersianMonth(year: number, month: number): number {
  if (month <= 6) return 31;
  if (month <= 11) return 30;
  return persianYear(year).sinceLeap === 0 ? 30 : 29;
}

/** Days since 1970-01-01 of a Solar Hijri date; undefined when there is no such day or the year is out of range. */
export function dayOfPersian(date: CalendarDate): number | undefined {
  const { year, month, day } = date;
  if (!Number.isInteger(year) || year < FIRST_PERSIAN_YEAR || year > LAST_PERSIAN_YEAR) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysInPersianMonth(year, month)) return undefined;
  return firstDayOfPersianYear(year) + daysBeforePersianMonth(month) + day - 1;
}

/** Undefined outside the years this rule is exact for (1799–2254 Gregorian). */
export function persianOfDay(dayNumber: number): CalendarDate | undefined {
  let year = gregorianOfDay(dayNumber).year - 621;
  if (year - 1 < FIRST_PERSIAN_YEAR || year > LAST_PERSIAN_YEAR) return undefined;
  if (dayNumber < firstDayOfPersianYear(year)) year -= 1;
  const dayOfYear = dayNumber - firstDayOfPersianYear(year);
  const month = dayOfYear < 186 ? Math.floor(dayOfYear / 31) + 1 : Math.floor((dayOfYear - 186) / 30) + 7;
  return { year, month, day: dayOfYear - daysBeforePersianMonth(month) + 1 };
}

function firstDayOfPersianYear(year: number): number {
  return (dayOfGregorian({ year: year + 621, month: 3, day: 1 }) ?? 0) + persianYear(year).march - 1;
}

function daysBeforePersianMonth(month: number): number {
  return month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
}

/** Lunar Hijri by the Umm al-Qura tables of ICU; `format` is created by lunarFormat() and may be kept. */
export function islamicOfDay(dayNumber: number, format: Intl.DateTimeFormat): CalendarDate {
  let [year, month, day] = [0, 0, 0];
  for (const part of format.formatToParts(dayNumber * MS_PER_DAY)) {
    if (part.type === 'year') year = Number(part.value);
    else if (part.type === 'month') month = Number(part.value);
    else if (part.type === 'day') day = Number(part.value);
  }
  return { year, month, day };
}

/** A formatter independent of the machine's time zone, locale and digits. */
export function lunarFormat(): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
}
