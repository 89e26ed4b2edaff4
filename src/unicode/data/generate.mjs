// Unicode data files → src/unicode/data/tables.ts: one run-length table per property, as base64.
// Usage: node src/unicode/data/generate.mjs FOLDER, with DerivedBidiClass, BidiBrackets, BidiMirroring, LineBreak,
// EastAsianWidth and DerivedJoiningType .txt of one Unicode version in FOLDER.
// Script, marks, default ignorables, pictographs and cluster behaviour come from this Node's own Unicode data.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node generate.mjs FOLDER');
const END = 0x110000;

/** Lines `first..last ; value # comment` of a data file; `@missing` lines come first, as defaults. */
function readRanges(file) {
  const text = readFileSync(join(folder, file), 'utf8');
  const missing = [];
  const listed = [];
  for (const line of text.split('\n')) {
    const match = /^(# @missing: )?([0-9A-F]{4,6})(?:\.\.([0-9A-F]{4,6}))?\s*;\s*([^#\s;]+)\s*(?:#\s*(\S+))?/.exec(line);
    if (match === null) continue;
    const first = parseInt(match[2], 16);
    const last = match[3] === undefined ? first : parseInt(match[3], 16);
    (match[1] === undefined ? listed : missing).push({ first, last, value: match[4], category: match[5] ?? '' });
  }
  return [...missing, ...listed];
}

function numbered(names) {
  return new Map(names.map((name, i) => [name, i]));
}

function must(map, key, what) {
  const value = map.get(key);
  if (value === undefined) throw new Error(`unknown ${what}: ${key}`);
  return value;
}

/** Runs of equal values: length as LEB128, value as one byte. */
function encode(values) {
  const bytes = [];
  const varint = (n) => {
    while (n > 127) {
      bytes.push((n & 127) | 128);
      n >>= 7;
    }
    bytes.push(n);
  };
  for (let start = 0; start < END; ) {
    let end = start + 1;
    while (end < END && values[end] === values[start]) end++;
    varint(end - start);
    bytes.push(values[start]);
    start = end;
  }
  return Buffer.from(bytes).toString('base64');
}

// Bidi classes. Order as in src/unicode/bidi-classes.ts; 13 is an ON that is a paired bracket (BD14, BD15).
const BIDI = numbered(['L', 'R', 'AL', 'EN', 'AN', 'ES', 'ET', 'CS', 'NSM', 'BN', 'S', 'WS', 'ON', 'bracket', 'B', 'LRE', 'RLE', 'LRO', 'RLO', 'PDF', 'LRI', 'RLI', 'FSI', 'PDI', 'surrogate']); // prettier-ignore
const LONG_BIDI_NAMES = new Map([['Left_To_Right', 'L'], ['Right_To_Left', 'R'], ['Arabic_Letter', 'AL'], ['European_Terminator', 'ET']]); // prettier-ignore

function bidiClasses(brackets) {
  const values = new Uint8Array(END);
  for (const range of readRanges('DerivedBidiClass.txt'))
    values.fill(must(BIDI, LONG_BIDI_NAMES.get(range.value) ?? range.value, 'bidi class'), range.first, range.last + 1);
  for (const [codePoint] of brackets) {
    if (values[codePoint] !== BIDI.get('ON')) throw new Error('a bracket is not ON');
    values[codePoint] = BIDI.get('bracket');
  }
  values.fill(BIDI.get('surrogate'), 0xd800, 0xe000);
  return values;
}

function readPairs(file) {
  const pairs = [];
  for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
    const match = /^([0-9A-F]{4,6});\s*([0-9A-F]{4,6})(?:;\s*([oc]))?/.exec(line);
    if (match !== null) pairs.push([parseInt(match[1], 16), parseInt(match[2], 16), match[3] ?? '']);
  }
  return pairs;
}

// Line break classes after LB1, with the variants that rules ask for. Order as in src/unicode/line-break-classes.ts.
const LINE = numbered(['AL', 'SP', 'CM', 'ZWJ', 'BK', 'CR', 'LF', 'NL', 'ZW', 'WJ', 'GL', 'BA', 'hyphen2010', 'HY', 'CL', 'CP', 'CPwide', 'EX', 'IS', 'SY', 'OP', 'OPwide', 'QU', 'QUopen', 'QUclose', 'NS', 'B2', 'IN', 'CB', 'BB', 'HL', 'dottedCircle', 'NU', 'PR', 'PO', 'ID', 'EB', 'EM', 'reservedPictograph', 'JL', 'JV', 'JT', 'H2', 'H3', 'AK', 'AS', 'AP', 'VF', 'VI', 'RI']); // prettier-ignore
const EAST_ASIAN = 64;

function lineBreakClasses() {
  const values = new Uint8Array(END).fill(LINE.get('AL'));
  const assigned = new Uint8Array(END);
  for (const { first, last, value, category } of readRanges('LineBreak.txt')) {
    let name = value;
    if (value === 'AI' || value === 'SG' || value === 'XX') name = 'AL';
    if (value === 'CJ') name = 'NS';
    if (value === 'SA') name = category === 'Mn' || category === 'Mc' ? 'CM' : 'AL';
    if (value === 'QU' && category === 'Pi') name = 'QUopen';
    if (value === 'QU' && category === 'Pf') name = 'QUclose';
    values.fill(must(LINE, name, 'line break class'), first, last + 1);
    if (value !== 'XX') assigned.fill(category === 'Cn' ? 0 : 1, first, last + 1);
  }
  values[0x2010] = LINE.get('hyphen2010');
  values[0x25cc] = LINE.get('dottedCircle');
  for (const { first, last, value } of readRanges('EastAsianWidth.txt')) {
    if (value !== 'F' && value !== 'W' && value !== 'H') continue;
    for (let c = first; c <= last; c++) {
      if (values[c] === LINE.get('OP')) values[c] = LINE.get('OPwide');
      if (values[c] === LINE.get('CP')) values[c] = LINE.get('CPwide');
      values[c] |= EAST_ASIAN;
    }
  }
  for (let c = 0; c < END; c++)
    if (assigned[c] === 0 && (values[c] & 63) === LINE.get('ID') && /\p{ExtPict}/u.test(String.fromCodePoint(c)))
      values[c] = LINE.get('reservedPictograph') | (values[c] & EAST_ASIAN);
  return values;
}

// One byte: bits 0-1 cluster behaviour (0 other, 1 control, 2 joins what precedes, 3 needs all of UAX #29), 2 mark,
// 3 default ignorable, 4-6 joining type (U R D C L T).
const JOINING = numbered(['U', 'R', 'D', 'C', 'L', 'T']);

function shapeFlags() {
  const joining = new Uint8Array(END);
  for (const { first, last, value } of readRanges('DerivedJoiningType.txt'))
    joining.fill(value === 'Non_Joining' ? 0 : must(JOINING, value, 'joining type'), first, last + 1);
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const clusters = (text) => [...segmenter.segment(text)].length;
  const values = new Uint8Array(END);
  for (let c = 0; c < END; c++) {
    const char = String.fromCodePoint(c);
    let cluster = 0;
    if (c < 0x10000) {
      const surrogate = c >= 0xd800 && c <= 0xdfff;
      const hangul = /[\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff]/.test(char);
      if (c === 0x0d || c === 0x200d || surrogate || hangul) cluster = 3;
      else if (clusters(`a${char}`) === 1) cluster = 2;
      else if (clusters(`${char}a`) === 1 || clusters(`${char}\u094d\u0915`) === 1) cluster = 3;
      else if (clusters(`${char}\u0301`) === 2) cluster = 1;
    }
    const mark = /\p{M}/u.test(char) ? 4 : 0;
    const ignorable = /\p{DI}/u.test(char) ? 8 : 0;
    values[c] = cluster | mark | ignorable | (joining[c] << 4);
  }
  return values;
}

const SCRIPTS = 'Zzzz Zyyy Zinh Latn Arab Adlm Aghb Ahom Armi Armn Avst Bali Bamu Bass Batk Beng Bhks Bopo Brah Brai Bugi Buhd Cakm Cans Cari Cham Cher Chrs Copt Cpmn Cprt Cyrl Deva Diak Dogr Dsrt Dupl Egyp Elba Elym Ethi Gara Geor Glag Gong Gonm Goth Gran Grek Gujr Gukh Guru Hang Hani Hano Hatr Hebr Hira Hluw Hmng Hmnp Hung Ital Java Kali Kana Kawi Khar Khmr Khoj Kits Knda Krai Kthi Lana Laoo Lepc Limb Lina Linb Lisu Lyci Lydi Mahj Maka Mand Mani Marc Medf Mend Merc Mero Mlym Modi Mong Mroo Mtei Mult Mymr Nagm Nand Narb Nbat Newa Nkoo Nshu Ogam Olck Onao Orkh Orya Osge Osma Ougr Palm Pauc Perm Phag Phli Phlp Phnx Plrd Prti Rjng Rohg Runr Samr Sarb Saur Sgnw Shaw Shrd Sidd Sind Sinh Sogd Sogo Sora Soyo Sund Sunu Sylo Syrc Tagb Takr Tale Talu Taml Tang Tavt Telu Tfng Tglg Thaa Thai Tibt Tirh Tnsa Todr Toto Tutg Ugar Vaii Vith Wara Wcho Xpeo Xsux Yezi Yiii Zanb'.split(' '); // prettier-ignore

function scripts() {
  const values = new Uint8Array(END);
  const known = SCRIPTS.map((code) => {
    try {
      return new RegExp(`\\p{Script=${code}}`, 'u');
    } catch {
      return undefined; // newer than this Node
    }
  });
  let guess = 1;
  for (let c = 0; c < END; c++) {
    const char = String.fromCodePoint(c);
    if (/\p{Cn}|\p{Cs}|\p{Co}/u.test(char)) continue;
    if (known[guess]?.test(char) !== true) guess = known.findIndex((pattern) => pattern?.test(char) === true);
    values[c] = guess < 0 ? 0 : guess;
    guess = Math.max(guess, 0);
  }
  return values;
}

const hex = (n) => n.toString(16);
const brackets = readPairs('BidiBrackets.txt');
const version = /DerivedBidiClass-([\d.]+)\.txt/.exec(readFileSync(join(folder, 'DerivedBidiClass.txt'), 'utf8'))?.[1];
const out = `// Made by generate.mjs from Unicode ${version}; do not edit. Data © Unicode, Inc., Unicode License v3.
// Tables are runs over U+0000..U+10FFFF as (LEB128 length, value byte) in base64; see code-point-table.ts.

export const BIDI_CLASS_RUNS =
  '${encode(bidiClasses(brackets))}';

export const LINE_BREAK_RUNS =
  '${encode(lineBreakClasses())}';

export const SHAPE_RUNS =
  '${encode(shapeFlags())}';

export const SCRIPT_RUNS =
  '${encode(scripts())}';

export const SCRIPT_CODES =
  '${SCRIPTS.join(' ')}';

/** Opening bracket, closing bracket, in hexadecimal. */
export const BRACKET_PAIRS =
  '${brackets.filter((b) => b[2] === 'o').map((b) => `${hex(b[0])} ${hex(b[1])}`).join(' ')}';

/** Pairs of characters that mirror each other, in hexadecimal. */
export const MIRROR_PAIRS =
  '${readPairs('BidiMirroring.txt').map((m) => `${hex(m[0])} ${hex(m[1])}`).join(' ')}';
`;
writeFileSync(new URL('tables.ts', import.meta.url), out);
