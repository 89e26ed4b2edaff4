// The YAML that front matter is mostly written in → the data the YAML parser would give, at a twentieth of its cost:
// `key: plain or quoted words`, `key: [words, words]`, and one level of indented keys. Anything else is left to the parser;
// a test holds the two equal.
import type { PlainData } from './plain-data.ts';

const KEY = '([A-Za-z][A-Za-z0-9_-]*)';
const LINE = new RegExp(`^${KEY}:(?: +(.*))?$`);
const NESTED_LINE = new RegExp(`^ {2}${KEY}: +(.*)$`);
/** Characters that need the parser's judgement wherever they stand: controls and line breaks of other scripts. */
const UNUSUAL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/;
/** What cannot begin a plain word, or begins something that is no text. */
const SPECIAL_START = /^(?:[-+?:,[\]{}#&*!|>'"%@`~0-9 ]|\.(?![./]))/;
const NOT_TEXT = /^(?:null|true|false)$/i;

/** Undefined where the text is beyond this subset. */
export function readPlainFrontMatter(text: string): PlainData | undefined {
  if (UNUSUAL.test(text)) return undefined;
  const data = emptyMap();
  let nested: Record<string, PlainData> | undefined;
  let openKey: string | undefined;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const isNested = line.startsWith(' ');
    const match = (isNested ? NESTED_LINE : LINE).exec(line);
    const key = match?.[1];
    if (match === null || key === undefined) return undefined;
    if (isNested) {
      if (openKey === undefined) return undefined;
      if (nested === undefined) data[openKey] = nested = emptyMap();
    } else {
      if (openKey !== undefined && nested === undefined) return undefined;
      openKey = nested = undefined;
    }
    const target = isNested ? nested : data;
    if (target === undefined || key in target) return undefined;
    const written = (match[2] ?? '').replace(/ +$/, '');
    if (written === '') {
      if (isNested) return undefined;
      openKey = key;
      data[key] = null;
      continue;
    }
    const value = readValue(written);
    if (value === undefined) return undefined;
    target[key] = value;
  }
  if (openKey !== undefined && nested === undefined) return undefined;
  for (const value of Object.values(data)) if (typeof value === 'object') Object.freeze(value);
  return Object.freeze(data);
}

function emptyMap(): Record<string, PlainData> {
  return Object.create(null) as Record<string, PlainData>;
}

function readValue(written: string): PlainData | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(written)) return written;
  if (/^(?:0|[1-9]\d{0,8})$/.test(written)) return Number(written);
  const quoted = /^"([^"\\]*)"$|^'([^']*)'$/.exec(written);
  if (quoted !== null) return quoted[1] ?? quoted[2] ?? '';
  if (!written.startsWith('[')) return isPlain(written) ? written : undefined;
  const inner = /^\[([^[\]{}"'#&*!|>%@`?:]*)\]$/.exec(written)?.[1];
  if (inner === undefined) return undefined;
  const items = inner.split(',').map((item) => item.replace(/^ +| +$/g, ''));
  return items.every((item) => item !== '' && isPlain(item)) ? Object.freeze(items) : undefined;
}

/** A plain scalar that the core schema takes for text. */
function isPlain(text: string): boolean {
  return !SPECIAL_START.test(text) && !NOT_TEXT.test(text) && !/: | #|:$/.test(text);
}
