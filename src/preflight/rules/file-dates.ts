// Dates of the Info dictionary (ISO 32000-1, 7.9.4) and of XMP (ISO 8601) → moments that can be compared.

/** Milliseconds since 1970 in UTC, to the second; null when it is no date. A date without zone counts as UTC. */
export function readInfoDate(text: string): number | null {
  const match =
    /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)(?:00'?(?:00'?)?)?|([+-])(\d\d)'?(?:(\d\d)'?)?)?$/.exec(text); // prettier-ignore
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, , sign, hours, minutes] = match;
  return moment([year, month, day, hour, minute, second], sign, hours, minutes);
}

/** Milliseconds since 1970 in UTC, to the second; null when it is no date. */
export function readXmpDate(text: string): number | null {
  const match =
    /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|([+-])(\d\d):?(\d\d))?)?)?)?$/.exec(text.trim()); // prettier-ignore
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, sign, hours, minutes] = match;
  return moment([year, month, day, hour, minute, second], sign, hours, minutes);
}

function moment(
  [year, month, day, hour, minute, second]: readonly (string | undefined)[],
  sign: string | undefined,
  hours: string | undefined,
  minutes: string | undefined,
): number | null {
  const parts = [Number(year), Number(month ?? 1), Number(day ?? 1), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)] as const; // prettier-ignore
  if (parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31) return null;
  if (parts[3] > 23 || parts[4] > 59 || parts[5] > 60) return null;
  const local = Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3], parts[4], parts[5]);
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? local + offset : local - offset;
}
