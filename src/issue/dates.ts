// Dates as people write them ↔ ISO 8601, and ISO dates → text in three calendars and six languages.
// Independent of the machine's clock, time zone and ICU locale.
import type { CalendarDate, CalendarName } from './calendar.ts';
import type { NamedLocale } from './calendar-names.ts';
import {
  dayOfGregorian,
  dayOfPersian,
  gregorianOfDay,
  islamicOfDay,
  lunarFormat,
  persianOfDay,
  weekdayOfDay,
} from './calendar.ts';
import { CALENDAR_NAMES, namedLocale, OTHER_MONTH_SPELLINGS } from './calendar-names.ts';

export type DateStyle = 'long' | 'weekday' | 'short' | 'iso' | 'day' | 'month' | 'year' | 'name';

export interface DateFormat {
  readonly calendar: CalendarName;
  /** BCP 47. */
  readonly locale: string;
  readonly style: DateStyle;
}

const ARABIC_INDIC_ZERO = 0x0660;
const PERSIAN_ZERO = 0x06f0;

/** Persian and Arabic-Indic digits → European ones; everything else stays. */
export function europeanDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (code >= PERSIAN_ZERO ? PERSIAN_ZERO : ARABIC_INDIC_ZERO));
  });
}

/** European digits → Persian ones. */
export function persianDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(PERSIAN_ZERO + Number(digit)));
}

/** European digits → Arabic-Indic ones. */
export function arabicIndicDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(ARABIC_INDIC_ZERO + Number(digit)));
}

/** Digits as the locale writes them: Persian for fa and ps, Arabic-Indic for ar, else European. */
export function localDigits(text: string, locale: string): string {
  const language = locale.toLowerCase().split(/[-_]/, 1)[0] ?? '';
  if (['fa', 'prs', 'pes', 'ps', 'pbt', 'pbu', 'ur', 'ckb'].includes(language)) return persianDigits(text);
  return language === 'ar' ? arabicIndicDigits(text) : text;
}

/**
 * An ISO date, or undefined when `text` is no date. Understood, in any digits and with or without a weekday before it:
 * `2024-05-08`, `2024/05/08`, `08.05.2024`, `8 May 2024`, `8. Mai 2024`, `May 8, 2024`, `۸ می ۲۰۲۴`,
 * `۱۹ ثور ۱۴۰۳`, `1403-02-19` (years 1200–1600 are Solar Hijri).
 */
export function parseDate(text: string): string | undefined {
  const plain = europeanDigits(text.normalize('NFC')).trim();
  if (plain.length > 80) return undefined;
  const found = parseNumeric(plain) ?? parseWithMonthName(plain);
  return found === undefined ? undefined : isoOf(found);
}

interface FoundDate extends CalendarDate {
  readonly calendar: CalendarName;
}

function parseNumeric(text: string): FoundDate | undefined {
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:T00:00(?::00)?(?:\.0+)?Z?)?$/.exec(text);
  if (yearFirst !== null)
    return withCalendar(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
  // Day first with dots only: 08/05/2024 means two different days in London and New York.
  const dayFirst = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(text);
  if (dayFirst !== null) return withCalendar(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1]));
  return undefined;
}

function withCalendar(year: number, month: number, day: number): FoundDate {
  return { calendar: year >= 1200 && year <= 1600 ? 'persian' : 'gregorian', year, month, day };
}

function parseWithMonthName(text: string): FoundDate | undefined {
  const day = /(?:^|[\s،,])(\d{1,2})(?:\.|er|st|nd|rd|th)?\s+([^\d\s،,.][^\d،,.]*?)[،,.]?\s+(\d{4})$/u.exec(
    text,
  );
  const american = /(?:^|\s)(\p{L}+)\.? (\d{1,2}), (\d{4})$/u.exec(text);
  const [dayText, name, year] =
    day !== null
      ? [day[1], day[2], day[3]]
      : american !== null
        ? [american[2], american[1], american[3]]
        : [];
  if (dayText === undefined || name === undefined || year === undefined) return undefined;
  const month = monthByName(name);
  return month && { calendar: month[0], year: Number(year), month: month[1], day: Number(dayText) };
}

/** Arabic yeh and kaf written for their Persian twins, hamza and ZWNJ do not make another month. */
function foldName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u064A\u0649]/g, '\u06CC')
    .replace(/\u0643/g, '\u06A9')
    .replace(/[\u06C0\u06C1\u06D5]/g, '\u0647')
    .replace(/[\u200C\s]+/g, '')
    .replace(/\u0654/g, '');
}

function monthByName(name: string): readonly [CalendarName, number] | undefined {
  const wanted = foldName(name);
  for (const { months } of Object.values(CALENDAR_NAMES)) {
    for (const calendar of ['persian', 'gregorian', 'islamic'] as const) {
      const index = months[calendar].findIndex((month) => foldName(month) === wanted);
      if (index >= 0) return [calendar, index + 1];
    }
  }
  for (const [spelling, month] of Object.entries(OTHER_MONTH_SPELLINGS))
    if (foldName(spelling) === wanted) return month;
  return undefined;
}

function isoOf(date: FoundDate): string | undefined {
  const day =
    date.calendar === 'gregorian'
      ? dayOfGregorian(date)
      : date.calendar === 'persian'
        ? dayOfPersian(date)
        : dayOfIslamic(date);
  return day === undefined ? undefined : isoOfDay(day);
}

/** Counts forward from an estimate: a lunar year has 354.367 days. */
function dayOfIslamic(date: CalendarDate): number | undefined {
  if (date.year < 1300 || date.year > 1600 || date.day < 1 || date.day > 30) return undefined;
  const format = lunarFormat();
  const estimate = Math.floor((date.year - 1) * 354.36707 + (date.month - 1) * 29.53 + date.day) - 492_148;
  for (let day = estimate - 6; day <= estimate + 6; day++) {
    const found = islamicOfDay(day, format);
    if (found.year === date.year && found.month === date.month && found.day === date.day) return day;
  }
  return undefined;
}

function isoOfDay(dayNumber: number): string {
  return numericIso(gregorianOfDay(dayNumber));
}

function numericIso(date: CalendarDate): string {
  return `${String(date.year).padStart(4, '0')}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
}

/** Days since 1970-01-01 of an ISO date. */
export function dayOfIso(iso: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (match === null) return undefined;
  return dayOfGregorian({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
}

/**
 * Prints an ISO date. `long`: ۱۹ ثور ۱۴۰۳; `weekday`: چهارشنبه ۱۹ ثور ۱۴۰۳; `short`: ۱۴۰۳/۲/۱۹; `iso`: 1403-02-19;
 * `name`, `day`, `month`, `year`: the weekday, or one part. Undefined when `iso` is no date or outside the calendar.
 */
export function formatDate(iso: string, format: DateFormat): string | undefined {
  const day = dayOfIso(iso);
  if (day === undefined) return undefined;
  const date = dateInCalendar(day, format.calendar);
  if (date === undefined) return undefined;
  if (format.style === 'iso') return numericIso(date);
  const locale = namedLocale(format.locale);
  const text =
    locale === undefined ? formatByIntl(day, format) : assemble(date, weekdayOfDay(day), locale, format);
  return localDigits(text, format.locale);
}

function dateInCalendar(day: number, calendar: CalendarName): CalendarDate | undefined {
  switch (calendar) {
    case 'gregorian':
      return gregorianOfDay(day);
    case 'persian':
      return persianOfDay(day);
    case 'islamic':
      return islamicOfDay(day, lunarFormat());
  }
}

function assemble(date: CalendarDate, weekday: number, locale: NamedLocale, format: DateFormat): string {
  const { weekdays, months } = CALENDAR_NAMES[locale];
  const weekdayName = weekdays[weekday] ?? '';
  const month = months[format.calendar][date.month - 1] ?? '';
  const american = /^en[-_]us$/i.test(format.locale);
  switch (format.style) {
    case 'name':
      return weekdayName;
    case 'day':
      return String(date.day);
    case 'month':
      return month;
    case 'year':
      return String(date.year);
    case 'short':
      return shortDate(date, locale, american);
    case 'long':
      return longDate(date, month, locale, american);
    case 'weekday': {
      const separator = locale === 'en' || locale === 'de' ? ', ' : ' ';
      return `${weekdayName}${separator}${longDate(date, month, locale, american)}`;
    }
    case 'iso':
      return numericIso(date);
  }
}

function longDate(date: CalendarDate, month: string, locale: NamedLocale, american: boolean): string {
  if (american) return `${month} ${date.day}, ${date.year}`;
  if (locale === 'de') return `${date.day}. ${month} ${date.year}`;
  if (locale === 'fr') return `${date.day === 1 ? '1er' : date.day} ${month} ${date.year}`;
  return `${date.day} ${locale === 'fa' || locale === 'fa-AF' ? withEzafe(month) : month} ${date.year}`;
}

/** A name that ends in a silent he shows its ezafe before the year: سنبلهٔ ۱۴۰۳. */
function withEzafe(month: string): string {
  return month.endsWith('\u0647') ? `${month}\u0654` : month;
}

function shortDate(date: CalendarDate, locale: NamedLocale, american: boolean): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  if (american) return `${date.month}/${date.day}/${date.year}`;
  if (locale === 'de') return `${two(date.day)}.${two(date.month)}.${date.year}`;
  if (locale === 'en' || locale === 'fr') return `${two(date.day)}/${two(date.month)}/${date.year}`;
  return `${date.year}/${date.month}/${date.day}`;
}

/** Languages without names of our own: as ICU has them, always with Latin digits (localDigits changes them after). */
function formatByIntl(day: number, format: DateFormat): string {
  const calendar = { gregorian: 'gregory', persian: 'persian', islamic: 'islamic-umalqura' }[format.calendar];
  const parts: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
    long: { day: 'numeric', month: 'long', year: 'numeric' },
    weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    short: { day: 'numeric', month: 'numeric', year: 'numeric' },
    iso: { day: 'numeric', month: 'numeric', year: 'numeric' },
    day: { day: 'numeric' },
    month: { month: 'long' },
    year: { year: 'numeric' },
    name: { weekday: 'long' },
  };
  let intl: Intl.DateTimeFormat;
  try {
    intl = new Intl.DateTimeFormat(format.locale, { ...parts[format.style], calendar, numberingSystem: 'latn', timeZone: 'UTC' }); // prettier-ignore
  } catch {
    intl = new Intl.DateTimeFormat('en', { ...parts[format.style], calendar, numberingSystem: 'latn', timeZone: 'UTC' }); // prettier-ignore
  }
  return intl.format(day * 86_400_000);
}
