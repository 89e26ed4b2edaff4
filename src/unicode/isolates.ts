// Text → the pieces that must be set as left-to-right isolates when they stand in right-to-left text: URLs, e-mail
// addresses, dates and telephone numbers. Plain UAX #9 shows 2024-05-08 after Persian letters as 08-05-2024 and
// +93 70 123 as 123 70 93+; no peer mends that by itself. Linear in the text: every scan moves forward.
//
// Not isolated, and why (the tests show each):
// – Dates in Persian or Arabic-Indic digits. With slashes or full stops (۱۴۰۳/۲/۱۹) UAX #9 keeps the date as one
//   number, year leftmost: that is how such dates are typed, shown on every screen and printed. With hyphens
//   (۱۴۰۳-۲-۱۹) the parts run from right to left, year first for a Persian reader. Both are what authors expect.
// – Times (12:30): “:” is CS, so two numbers around it stay together in either direction (W4).
// – Year ranges (2023-2024): in Persian text they rightly run from right to left.

/** Half-open range of UTF-16 units. */
export interface Isolate {
  readonly start: number;
  readonly end: number;
  readonly kind: 'url' | 'email' | 'date' | 'phone';
}

/** Host names with neither scheme, www. nor path are taken for such only under these endings. */
const KNOWN_ENDINGS: ReadonlySet<string> = new Set(
  (
    'af ir pk tj uz tm com org net info edu gov int mil eu de at ch li fr be nl it es uk us ca ru tr in cn ' +
    'tv io me news media online press blog'
  ).split(' '),
);

const DOT = 0x2e;
const COLON = 0x3a;
const AT = 0x40;
const PLUS = 0x2b;
const SCHEME_CHARACTER = /[a-z0-9+.-]/i;
const MAX_SCHEME = 20;
const LOCAL_CHARACTER = /[a-z0-9._%+-]/i;
const MAX_LOCAL_PART = 64;
/** Linear: a label holds no dot. */
const HOST = /[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+/iy;
/** Addresses end before these even when no space follows. */
const ENDS_ADDRESS = /["<>\\^`{|}]/;
const LETTER = /[\p{L}\p{M}\p{N}\u200c]/u;
const AFTER_THIS_ANY_LETTER = /[/=&?#_%+-]/;
const TRAILING = /[.,;:!?'*_~]/;
const DATE = /\d{4}-\d{1,2}-\d{1,2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([./])\d{1,2}\2\d{1,2}/y; // prettier-ignore
const WORD_CHARACTER = /[0-9a-z]/i;
const ANY_DIGIT = /[0-9\u0660-\u0669\u06f0-\u06f9]/;
const PHONE_SEPARATOR = /[ \u00a0\u202f.()/-]/;
/** E.164: at most fifteen digits; fewer than seven are no telephone number. */
const PHONE_DIGITS: readonly [number, number] = [7, 15];
/** A number without country code: it begins with 0 and has this many digits. */
const LOCAL_PHONE_DIGITS: readonly [number, number] = [9, 12];

/** The isolates of `text` in order, without overlaps. Punctuation after an address is no part of it. */
export function findIsolates(text: string): readonly Isolate[] {
  const found: Isolate[] = [];
  for (let start = 0; start < text.length;) {
    if (!isPrintableAscii(text.charCodeAt(start))) {
      start++;
      continue;
    }
    // A run of ASCII without spaces; only one with an inner . : @ or a digit can hold anything.
    let end = start;
    let promising = false;
    for (; end < text.length; end++) {
      const unit = text.charCodeAt(end);
      if (!isPrintableAscii(unit)) break;
      if (unit >= 0x30 && unit <= 0x39) promising = true;
      else if (unit === DOT || unit === COLON || unit === AT)
        promising ||= end + 1 < text.length && isPrintableAscii(text.charCodeAt(end + 1));
      else if (unit === PLUS) promising = true;
    }
    const isolate = promising
      ? (findUrl(text, start, end) ??
        findEmail(text, start, end) ??
        findHost(text, start, end) ??
        findNumber(text, start, end))
      : undefined;
    if (isolate !== undefined) found.push(isolate);
    start = isolate === undefined ? end : isolate.end;
  }
  return found;
}

function isPrintableAscii(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f;
}

/** An address with a scheme (any before ://, or mailto:) or www. */
function findUrl(text: string, start: number, end: number): Isolate | undefined {
  const run = text.slice(start, end);
  const colon = run.indexOf('://');
  let from = -1;
  let host = -1;
  if (colon > 0) {
    let first = colon;
    while (first > 0 && colon - first < MAX_SCHEME && SCHEME_CHARACTER.test(run[first - 1] ?? '')) first--;
    while (first < colon && !/[a-z]/i.test(run[first] ?? '')) first++;
    if (first < colon) {
      from = start + first;
      host = start + colon + 3;
    }
  }
  const www = run.search(/www\.|mailto:/i);
  if (www >= 0 && (from < 0 || start + www < from) && !WORD_CHARACTER.test(run[www - 1] ?? '')) {
    from = start + www;
    host = from + (run[www] === 'm' || run[www] === 'M' ? 7 : 4);
  }
  if (from < 0 || !(LETTER.test(text[host] ?? '') || text[host] === '[')) return undefined;
  return { start: from, end: addressEnd(text, from, host), kind: 'url' };
}

/** Where an address stops: before a space, a quotation mark or its own trailing punctuation. */
function addressEnd(text: string, from: number, host: number): number {
  let end = host;
  for (; end < text.length; end++) {
    const char = text[end] ?? '';
    if (char > ' ' && char <= '~') {
      if (ENDS_ADDRESS.test(char)) break;
    } else if (!LETTER.test(char) || !mayTakeLetter(text[end - 1] ?? '', end > host)) break;
  }
  let round = depthOf(text, [from, end], '(', ')');
  let square = depthOf(text, [from, end], '[', ']');
  for (; end > host + 1; end--) {
    const last = text[end - 1] ?? '';
    if (TRAILING.test(last)) continue;
    if (last === ')' && round < 0) round++;
    else if (last === ']' && square < 0) square++;
    else break;
  }
  return end;
}

/** Letters that are not ASCII belong to an address within its path (/wiki/…), not stuck to its host name. */
function mayTakeLetter(before: string, inside: boolean): boolean {
  return !inside || AFTER_THIS_ANY_LETTER.test(before) || (before > '~' && LETTER.test(before));
}

/** Opening minus closing brackets. */
function depthOf(text: string, [start, end]: readonly [number, number], open: string, close: string): number {
  let depth = 0;
  for (let i = start; i < end; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close) depth--;
  }
  return depth;
}

function findEmail(text: string, start: number, end: number): Isolate | undefined {
  const at = text.indexOf('@', start);
  if (at <= start || at >= end) return undefined;
  let from = at;
  while (from > start && at - from < MAX_LOCAL_PART && LOCAL_CHARACTER.test(text[from - 1] ?? '')) from--;
  while (from < at && text[from] === '.') from++;
  const host = hostAt(text, at + 1);
  if (from === at || host === undefined || !/\.[a-z-]{2,}$/i.test(host)) return undefined;
  return { start: from, end: at + 1 + host.length, kind: 'email' };
}

/** The host name that begins at an offset, without a hyphen at its end. */
function hostAt(text: string, at: number): string | undefined {
  const pattern = new RegExp(HOST);
  pattern.lastIndex = at;
  const host = pattern.exec(text)?.[0];
  return host === undefined ? undefined : trimEnd(host, '-');
}

function trimEnd(text: string, char: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === char) end--;
  return text.slice(0, end);
}

/** `example.org`, `example.org/path`: at the beginning of the run, after opening punctuation. */
function findHost(text: string, start: number, end: number): Isolate | undefined {
  let from = start;
  while (from < end && !WORD_CHARACTER.test(text[from] ?? '')) from++;
  const host = from < end ? hostAt(text, from) : undefined;
  if (host === undefined) return undefined;
  const ending = host.slice(host.lastIndexOf('.') + 1).toLowerCase();
  const next = text[from + host.length] ?? '';
  const path = next === '/' && /[!-~]/.test(text[from + host.length + 1] ?? '');
  if (!KNOWN_ENDINGS.has(ending) && !(path && /^[a-z]{2,10}$/.test(ending))) return undefined;
  const more = next === '/' || next === '?' || next === '#' || next === ':';
  return {
    start: from,
    end: more ? addressEnd(text, from, from + host.length) : from + host.length,
    kind: 'url',
  };
}

/** The first date or telephone number that begins in start..end. */
function findNumber(text: string, start: number, end: number): Isolate | undefined {
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    const isDigit = unit >= 0x30 && unit <= 0x39;
    if (!isDigit && unit !== 0x2b) continue;
    const found = isDigit ? (dateAt(text, i) ?? phoneAt(text, i)) : phoneAt(text, i);
    if (found !== undefined) return found;
    while (i + 1 < end && /[0-9./-]/.test(text[i + 1] ?? '')) i++; // the rest of this number
  }
  return undefined;
}

function dateAt(text: string, at: number): Isolate | undefined {
  if (/[0-9a-z./+-]/i.test(text[at - 1] ?? '')) return undefined;
  const pattern = new RegExp(DATE);
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const end = at + match[0].length;
  const next = text[end] ?? '';
  if (WORD_CHARACTER.test(next) || (/[-/.]/.test(next) && WORD_CHARACTER.test(text[end + 1] ?? '')))
    return undefined;
  return { start: at, end, kind: 'date' };
}

/** `+93 70 123 4567`, `0093-70-1234567`, `0799 123 456`; digits of any kind after a plus sign. */
function phoneAt(text: string, at: number): Isolate | undefined {
  if (/[0-9a-z./+-]/i.test(text[at - 1] ?? '')) return undefined;
  const plus = text[at] === '+';
  const international = plus || text[at + 1] === '0';
  if (!plus && !(text[at] === '0' && /[1-9]/.test(text[at + (international ? 2 : 1)] ?? '')))
    return undefined;
  let digits = 0;
  let end = at;
  let depth = 0;
  for (let i = plus ? at + 1 : at; i < text.length && digits <= PHONE_DIGITS[1]; i++) {
    const char = text[i] ?? '';
    if (ANY_DIGIT.test(char)) {
      digits++;
      if (depth === 0) end = i + 1;
    } else if (char === '(' && depth === 0) depth = 1;
    else if (char === ')' && depth === 1) {
      depth = 0;
      end = i + 1;
    } else if (!PHONE_SEPARATOR.test(char) || char === ')' || (digits === 0 && char !== '(')) break;
    else if (PHONE_SEPARATOR.test(text[i - 1] ?? '') && text[i - 1] !== ')') break; // two separators end it
  }
  const [least, most] = international ? PHONE_DIGITS : LOCAL_PHONE_DIGITS;
  if (digits < least || digits > most || WORD_CHARACTER.test(text[end] ?? '')) return undefined;
  return { start: at, end, kind: 'phone' };
}
