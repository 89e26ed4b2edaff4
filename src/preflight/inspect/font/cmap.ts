// Encodings of composite fonts (ISO 32000-1, 9.7.5): the codes in a string, and the CID of each. Of predefined CMaps only the
// identities are known exactly; the others are read as two bytes a code, which is enough for an estimate of widths.

/** How a string is cut into codes. */
export interface CodeMap {
  /** The CMap is known: CIDs are exact. */
  readonly exact: boolean;
  readonly vertical: boolean;
  /** Calls `visit` for each code: its CID, its value and its number of bytes. */
  forEach(bytes: Uint8Array, visit: (cid: number, code: number, length: number) => void): void;
}

/** A CMap by its name. */
export function predefinedCodeMap(name: string): CodeMap {
  return { exact: name === 'Identity-H' || name === 'Identity-V', vertical: name.endsWith('V'), forEach: forEachPair }; // prettier-ignore
}

function forEachPair(bytes: Uint8Array, visit: (cid: number, code: number, length: number) => void): void {
  for (let at = 0; at < bytes.length; at += 2) {
    const code = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    visit(code, code, 2);
  }
}

interface Range {
  readonly low: number;
  readonly high: number;
  readonly length: number;
  /** CID of `low`; -1 for a range of codes only. */
  readonly cid: number;
}

/** Ranges of an embedded CMap that are kept. */
const MAX_RANGES = 70_000;
/** Code spaces; real CMaps have a handful. */
const MAX_SPACES = 100;

/** An embedded CMap (CMap and CIDFont Files Specification, Adobe #5014). */
export function parseCodeMap(data: Uint8Array, vertical: boolean): CodeMap {
  const text = Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1').replace(/%[^\r\n]*/g, ''); // prettier-ignore
  const spaces = sections(text, 'codespacerange').flatMap((part) => ranges(part, /<([^<>]*)>\s*<([^<>]*)>/g)).slice(0, MAX_SPACES); // prettier-ignore
  const cids = [
    ...sections(text, 'cidrange').flatMap((part) => ranges(part, /<([^<>]*)>\s*<([^<>]*)>\s*(\d+)/g)),
    ...sections(text, 'cidchar').flatMap((part) => ranges(part, /<([^<>]*)>()\s*(\d+)/g)),
  ].slice(0, MAX_RANGES);
  cids.sort((a, b) => a.length - b.length || a.low - b.low);
  // A CMap without code spaces is unsound; two bytes are the rule.
  const exact = cids.length > 0 && spaces.length > 0;
  const isVertical = vertical || /\/WMode\s+1\b/.test(text);
  if (spaces.length === 0) return { exact, vertical: isVertical, forEach: forEachPair };
  return {
    exact,
    vertical: isVertical,
    forEach(bytes, visit) {
      for (let at = 0; at < bytes.length;) {
        const [code, length] = codeAt(bytes, at, spaces);
        visit(cidOf(code, length, cids), code, length);
        at += length;
      }
    },
  };
}

function sections(text: string, name: string): readonly string[] {
  return text.split(`begin${name}`).slice(1).map((part) => part.split(`end${name}`)[0] ?? ''); // prettier-ignore
}

function ranges(text: string, pattern: RegExp): readonly Range[] {
  const found: Range[] = [];
  for (const [, low = '', high = '', cid = '-1'] of text.matchAll(pattern)) {
    if (found.length >= MAX_RANGES) break;
    const from = low.replace(/\s/g, '');
    const to = high.replace(/\s/g, '') || from;
    found.push({ low: parseInt(from, 16) || 0, high: parseInt(to, 16) || 0, length: Math.ceil(from.length / 2), cid: Number(cid) }); // prettier-ignore
  }
  return found;
}

/** 9.7.6.2: the shortest code that lies in a code space; otherwise as many bytes as the shortest space has. */
function codeAt(
  bytes: Uint8Array,
  at: number,
  spaces: readonly Range[],
): readonly [code: number, length: number] {
  let code = 0;
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    code = code * 256 + (bytes[at + length - 1] ?? 0);
    for (const space of spaces) if (space.length === length && isWithin(code, space)) return [code, length];
  }
  const shortest = spaces.reduce((least, { length }) => Math.min(least, length), 4);
  return [0, Math.max(1, shortest)];
}

/** Every byte lies between those of the ends. */
function isWithin(code: number, { low, high, length }: Range): boolean {
  for (let byte = 0; byte < length; byte++) {
    const divisor = 256 ** byte;
    const value = Math.floor(code / divisor) % 256;
    if (value < Math.floor(low / divisor) % 256 || value > Math.floor(high / divisor) % 256) return false;
  }
  return true;
}

/** Binary search by length, then code; 0 (.notdef) for what no range has. */
function cidOf(code: number, length: number, cids: readonly Range[]): number {
  let low = 0;
  let high = cids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = cids[middle];
    if (range === undefined) break;
    if (range.length < length || (range.length === length && range.high < code)) low = middle + 1;
    else if (range.length > length || range.low > code) high = middle - 1;
    else return range.cid + code - range.low;
  }
  return 0;
}
