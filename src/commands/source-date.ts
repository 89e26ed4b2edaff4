// SOURCE_DATE_EPOCH (reproducible-builds.org): seconds since 1970, UTC.

/** The date it names; undefined when it is not set or not a number. */
export function sourceDate(value: string | undefined): Date | undefined {
  if (value === undefined || !/^\d{1,12}$/.test(value)) return undefined;
  return new Date(Number(value) * 1000);
}
