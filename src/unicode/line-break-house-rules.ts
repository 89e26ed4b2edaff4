// What nashr adds to UAX #14, each rule with its reason. They run only where the text has such characters.
//
// H1 Addresses. In a URL or an e-mail address a line may end after / ? & = # ; , _ ~ + @, after a hyphen and before a
//    full stop (Chicago Manual of Style, 7.46: a stop at a line's end would seem to end the sentence), and nowhere else:
//    not after the scheme, not inside a run such as // or ?&, and only so that each piece has MIN_URL_PIECE characters,
//    so that a short address stays whole. (UAX #14 breaks after https:// and not after & or =.) No hyphen is ever added
//    to an address, so one at a line's end belongs to it.
// H2 Slashes elsewhere. Between letters a line may end after a slash only when three or more stand on each side
//    (“und/oder”, not “km/h”, “a/c”, “و/یا”).
// H3 Hyphens. No break after a hyphen with a single letter before it (“E-Mail”, “T-Shirt”, “y a-t-il”): a lone letter
//    at a line's end reads as a slip. LB20a (no break after a hyphen that begins a word) is part of UAX #14.
// H4 Guillemets. Spaces inside « » never end a line, whatever stands before the « (LB15a wants a space or an opening
//    bracket before it; Persian often has a colon) or after the » (LB15b). Which mark opens is found by pairing, so
//    »German« and « French » both work.
import { BA_HYPHEN, HY, QU_CLOSE, QU_OPEN, SY } from './line-break-classes.ts';
import { findIsolates } from './isolates.ts';
import type { Isolate } from './isolates.ts';

/** As in findLineBreaks. */
const ADDRESS_BREAK = 3;
const MIN_URL_PIECE = 4;
const MIN_SLASH_PIECE = 3;
const URL_BREAK_AFTER = new Set(Array.from('/?&=#;,_~+-@').map((c) => c.charCodeAt(0)));
const URL_BREAK_BEFORE = 0x2e;
/** Four letters before the stop: not “www”, “bbc”. */
const LABEL = /^[\p{L}\p{N}]{4}$/u;
const SCHEME = /^[a-z][a-z0-9+.-]*:\/*/i;
const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{N}\u200c]/u;

const SPACE = 0x20;
const ZERO_WIDTH_SPACE = 0x200b; // an author's own break
const HYPHEN_MINUS = 0x2d;
const HYPHEN = 0x2010;

/** Changes `breaks` (findLineBreaks) of `text` in place. `seen`: line break classes that occur, as bits (class & 31). */
export function applyHouseRules(
  text: string,
  breaks: Uint8Array,
  seen: number,
  isolates: readonly Isolate[] | null,
): void {
  if ((seen & ((1 << HY) | (1 << BA_HYPHEN))) !== 0) keepLoneLetters(text, breaks);
  if ((seen & ((1 << QU_OPEN) | (1 << QU_CLOSE))) !== 0) keepGuillemets(text, breaks);
  if ((seen & (1 << SY)) !== 0) {
    keepShortSlashes(text, breaks);
  }
  if ((seen & (1 << SY)) !== 0 || text.includes('@')) {
    for (const { kind, start, end } of isolates ?? findIsolates(text))
      if (kind === 'url' || kind === 'email') breakAddress(text, breaks, start, end);
  }
}

/** H1. */
function breakAddress(text: string, breaks: Uint8Array, start: number, end: number): void {
  breaks.fill(0, start + 1, end);
  const scheme = SCHEME.exec(text.slice(start, Math.min(end, start + 40)))?.[0].length ?? 0;
  let last = start + scheme;
  for (let i = last + 1; i < end; i++) {
    const stop = text.charCodeAt(i) === URL_BREAK_BEFORE;
    if (stop ? !LABEL.test(text.slice(i - MIN_URL_PIECE, i)) : !URL_BREAK_AFTER.has(text.charCodeAt(i - 1)) || URL_BREAK_AFTER.has(text.charCodeAt(i))) continue; // prettier-ignore
    if (i - last < MIN_URL_PIECE || end - i < MIN_URL_PIECE) continue;
    breaks[i] = ADDRESS_BREAK;
    last = i;
  }
}

/** H2. */
function keepShortSlashes(text: string, breaks: Uint8Array): void {
  for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
    if (breaks[slash + 1] !== 1) continue;
    const before = lettersBefore(text, slash);
    const after = lettersAfter(text, slash + 1);
    const short = before < MIN_SLASH_PIECE || after < MIN_SLASH_PIECE;
    if (before > 0 && after > 0 && short) breaks[slash + 1] = 0;
  }
}

/** Letters that end at `end`, counted up to MIN_SLASH_PIECE. */
function lettersBefore(text: string, end: number): number {
  let count = 0;
  while (count < MIN_SLASH_PIECE && LETTER_OR_DIGIT.test(text[end - count - 1] ?? '')) count++;
  return count;
}

function lettersAfter(text: string, start: number): number {
  let count = 0;
  while (count < MIN_SLASH_PIECE && LETTER_OR_DIGIT.test(text[start + count] ?? '')) count++;
  return count;
}

/** H3. */
function keepLoneLetters(text: string, breaks: Uint8Array): void {
  for (let i = 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit !== HYPHEN_MINUS && unit !== HYPHEN) || breaks[i + 1] !== 1) continue;
    if (!LETTER_OR_DIGIT.test(text[i - 1] ?? '')) continue;
    if (i === 1 || !LETTER_OR_DIGIT.test(text[i - 2] ?? '')) breaks[i + 1] = 0;
  }
}

/** H4. */
function keepGuillemets(text: string, breaks: Uint8Array): void {
  let open = 0; // « … waiting for »
  let reversed = 0; // » … waiting for «
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xab || unit === 0x2039) {
      if (reversed > 0) reversed--;
      else {
        open++;
        for (let j = i + 1; j < text.length && breaks[j] !== 2; j++) {
          breaks[j] = 0;
          if (text.charCodeAt(j) !== SPACE) break;
        }
      }
    } else if (unit === 0xbb || unit === 0x203a) {
      const opens = i === 0 || text.charCodeAt(i - 1) === SPACE;
      const closes = i + 1 === text.length || text.charCodeAt(i + 1) === SPACE;
      if (open === 0 && opens && !closes) reversed++;
      else {
        if (open > 0) open--;
        let j = i;
        while (j > 0 && text.charCodeAt(j - 1) === SPACE) j--;
        if (j > 0 && breaks[j] !== 2 && text.charCodeAt(j - 1) !== ZERO_WIDTH_SPACE) breaks.fill(0, j, i + 1);
      }
    }
  }
}
