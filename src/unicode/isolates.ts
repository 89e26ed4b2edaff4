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
const MAX_SCHEME = 20;
const MAX_LOCAL_PART = 64;
const LETTER = /[\p{L}\p{M}\p{N}\u200c]/u;
// What an ASCII character can be; bits in ASCII_KINDS.
const WORD = 1;
/** In the name of a scheme, besides letters and digits; and what sticks to the number behind it. */
const SCHEME = 2;
const STICKS = 4;
/** In a host name, and before the @. */
const HOST = 8;
const LOCAL = 16;
/** Addresses end before these even when no space follows. */
const ENDS_ADDRESS = 32;
const BEFORE_ANY_LETTER = 64;
const TRAILING = 128;
const ASCII_KINDS: Uint8Array = ((): Uint8Array => {
  const kinds = new Uint8Array(128);
  const mark = (characters: string, kind: number): void => {
    for (const character of characters) kinds[character.charCodeAt(0)]! |= kind;
  };
  const word = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  mark(word, WORD | SCHEME | STICKS | HOST | LOCAL);
  mark('+.-', SCHEME);
  mark('./+-', STICKS);
  mark('-', HOST);
  mark('._%+-', LOCAL);
  mark('"<>\\^`{|}', ENDS_ADDRESS);
  mark('/=&?#_%+-', BEFORE_ANY_LETTER);
  mark(".,;:!?'*_~", TRAILING);
  return kinds;
})();
const DATE = /^(?:\d{4}-\d{1,2}-\d{1,2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([./])\d{1,2}\2\d{1,2})/; // prettier-ignore
/** Characters of 2024-05-08T12:00:00Z, and one more. */
const LONGEST_DATE = 21;
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
    let numbers = false;
    let points = false; // . : @, without which there is no address
    for (; end < text.length; end++) {
      const unit = text.charCodeAt(end);
      if (unit > PLUS) {
        if (unit >= 0x7f) break;
        if (unit <= 0x39) {
          if (unit >= 0x30) numbers = true;
        } else if (unit !== COLON && unit !== AT) continue;
        if (unit !== DOT && unit !== COLON && unit !== AT) continue;
        points = true;
        promising ||= end + 1 < text.length && isPrintableAscii(text.charCodeAt(end + 1));
      } else if (unit === PLUS) numbers = true;
      else if (unit <= 0x20) break;
    }
    let isolate: Isolate | undefined;
    if (promising || (numbers && points))
      isolate = findUrl(text, start, end) ?? findEmail(text, start, end) ?? findHost(text, start, end);
    if (numbers) isolate ??= findNumber(text, start, end);
    if (isolate !== undefined) found.push(isolate);
    start = isolate === undefined ? end : isolate.end;
  }
  return found;
}

/** Whether the character at `offset` of `text` is of a kind. */
function isKind(text: string, offset: number, kind: number): boolean {
  if (offset < 0 || offset >= text.length) return false;
  const unit = text.charCodeAt(offset);
  return unit < 128 && ((ASCII_KINDS[unit] ?? 0) & kind) !== 0;
}

function isPrintableAscii(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f;
}

/** An address with a scheme (any before ://, or mailto:) or www. */
function findUrl(text: string, start: number, end: number): Isolate | undefined {
  const run = text.slice(start, end);
  const colon = run.includes(':') ? run.indexOf('://') : -1;
  let from = -1;
  let host = -1;
  if (colon > 0) {
    let first = colon;
    while (first > 0 && colon - first < MAX_SCHEME && isKind(run, first - 1, SCHEME)) first--;
    while (first < colon && !/[a-z]/i.test(run[first] ?? '')) first++;
    if (first < colon) {
      from = start + first;
      host = start + colon + 3;
    }
  }
  const www = run.search(/www\.|mailto:/i);
  if (www >= 0 && (from < 0 || start + www < from) && !isKind(run, www - 1, WORD)) {
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
    if (isPrintableAscii(text.charCodeAt(end))) {
      if (isKind(text, end, ENDS_ADDRESS)) break;
    } else if (!LETTER.test(text.charAt(end)) || !mayTakeLetter(text, end - 1, end > host)) break;
  }
  let round = depthOf(text, [from, end], '(', ')');
  let square = depthOf(text, [from, end], '[', ']');
  for (; end > host + 1; end--) {
    const last = text[end - 1];
    if (isKind(text, end - 1, TRAILING)) continue;
    if (last === ')' && round < 0) round++;
    else if (last === ']' && square < 0) square++;
    else break;
  }
  return end;
}

/** Letters that are not ASCII belong to an address within its path (/wiki/…), not stuck to its host name. */
function mayTakeLetter(text: string, before: number, inside: boolean): boolean {
  if (!inside || isKind(text, before, BEFORE_ANY_LETTER)) return true;
  const character = text.charAt(before);
  return character > '~' && LETTER.test(character);
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
  let at = start;
  while (at < end && text.charCodeAt(at) !== AT) at++;
  if (at === start || at === end) return undefined;
  let from = at;
  while (from > start && at - from < MAX_LOCAL_PART && isKind(text, from - 1, LOCAL)) from--;
  while (from < at && text[from] === '.') from++;
  const host = hostAt(text, at + 1);
  if (from === at || host === undefined || !/\.[a-z-]{2,}$/i.test(host)) return undefined;
  return { start: from, end: at + 1 + host.length, kind: 'email' };
}

/** The host name that begins at an offset, without a hyphen at its end. */
function hostAt(text: string, at: number): string | undefined {
  if (!isKind(text, at, WORD)) return undefined;
  let end = at + 1;
  let labels = 0;
  for (;;) {
    while (isKind(text, end, HOST)) end++;
    labels++;
    if (text[end] !== '.' || !isKind(text, end + 1, HOST)) break;
    end += 2;
  }
  if (labels === 1) return undefined;
  while (text[end - 1] === '-') end--;
  return text.slice(at, end);
}

/** `example.org`, `example.org/path`: at the beginning of the run, after opening punctuation. */
function findHost(text: string, start: number, end: number): Isolate | undefined {
  let from = start;
  while (from < end && !isKind(text, from, WORD)) from++;
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
    if (!isDigit(unit) && unit !== PLUS) continue;
    const found = isDigit(unit) ? (dateAt(text, i) ?? phoneAt(text, i)) : phoneAt(text, i);
    if (found !== undefined) return found;
    while (i + 1 < end && isInNumber(text.charCodeAt(i + 1))) i++; // the rest of this number
  }
  return undefined;
}

function dateAt(text: string, at: number): Isolate | undefined {
  if (!beginsDate(text, at) || isKind(text, at - 1, STICKS)) return undefined;
  const match = DATE.exec(text.slice(at, at + LONGEST_DATE));
  if (match === null) return undefined;
  const end = at + match[0].length;
  if (isKind(text, end, WORD) || (/[-/.]/.test(text.charAt(end)) && isKind(text, end + 1, WORD)))
    return undefined;
  return { start: at, end, kind: 'date' };
}

/** At most four digits, a separator and a digit: most numbers are none of that. */
function beginsDate(text: string, at: number): boolean {
  let i = at;
  while (i < at + 5 && isDigit(text.charCodeAt(i))) i++;
  const unit = text.charCodeAt(i);
  return (unit === 0x2d || unit === DOT || unit === 0x2f) && isDigit(text.charCodeAt(i + 1));
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** `+93 70 123 4567`, `0093-70-1234567`, `0799 123 456`; digits of any kind after a plus sign. */
function phoneAt(text: string, at: number): Isolate | undefined {
  const plus = text[at] === '+';
  if (!plus && text[at] !== '0') return undefined;
  const international = plus || text[at + 1] === '0';
  if (!plus && !/[1-9]/.test(text[at + (international ? 2 : 1)] ?? '')) return undefined;
  if (isKind(text, at - 1, STICKS)) return undefined;
  let digits = 0;
  let end = at;
  let digitsToEnd = 0; // those in a bracket that is never closed are none of the number
  let depth = 0;
  for (let i = plus ? at + 1 : at; i < text.length && digits <= PHONE_DIGITS[1]; i++) {
    const char = text[i];
    if (isAnyDigit(text.charCodeAt(i))) {
      digits++;
      if (depth > 0) continue;
      end = i + 1;
      digitsToEnd = digits;
    } else if (char === '(' && depth === 0) depth = 1;
    else if (char === ')' && depth === 1) {
      depth = 0;
      end = i + 1;
      digitsToEnd = digits;
    } else if (!isPhoneSeparator(text, i) || char === ')' || (digits === 0 && char !== '(')) break;
    else if (isPhoneSeparator(text, i - 1) && text[i - 1] !== ')') break; // two separators end it
  }
  const [least, most] = international ? PHONE_DIGITS : LOCAL_PHONE_DIGITS;
  if (digitsToEnd < least || digits > most || isKind(text, end, WORD)) return undefined;
  return { start: at, end, kind: 'phone' };
}

function isAnyDigit(unit: number): boolean {
  return isDigit(unit) || (unit >= 0x660 && unit <= 0x669) || (unit >= 0x6f0 && unit <= 0x6f9);
}

/** [ .()/-], and spaces that do not break. */
function isPhoneSeparator(text: string, offset: number): boolean {
  return offset >= 0 && ' .()/-\u00a0\u202f'.includes(text.charAt(offset));
}

/** [0-9./-] */
function isInNumber(unit: number): boolean {
  return unit >= 0x2d && unit <= 0x39;
}
