// SOURCE_DATE_EPOCH (reproducible-builds.org): seconds since 1970, UTC.
import { UsageError } from './report.ts';

/** The last second of the year 9999: dates in a PDF have four digits for the year. */
const LAST_SECOND = 253_402_300_799;

/** The date it names, undefined when it is not set. The specification asks for a failure when it is malformed. */
export function sourceDate(value: string | undefined): Date | undefined {
  if (value === undefined || value === '') return undefined;
  const seconds = /^\d{1,12}$/.test(value) ? Number(value) : Number.NaN;
  if (!(seconds <= LAST_SECOND))
    throw new UsageError(`SOURCE_DATE_EPOCH is “${value}”, not a number of seconds since 1970`);
  return new Date(seconds * 1000);
}
