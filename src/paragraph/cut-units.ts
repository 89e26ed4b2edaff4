// Stages 3 and 4, itemise and shape: text with levels, styles and break opportunities → units, each shaped once.
// A unit is a word or the part of one between two of: spaces, break opportunities, changes of level or style. An empty
// unit (no text, no word) stands where only its level matters for the visual order.
import type { Direction } from '../base/direction.ts';
import type { FontLibrary } from '../font/font-types.ts';
import { UNIT_BREAK, UNIT_GENERATED, UNIT_LEADER, UNIT_OBJECT, UNIT_SPACE } from '../frame/units.ts';
import type { TextStyle, Units } from '../frame/units.ts';
import { isBidiControl } from '../unicode/characters.ts';
import { isMark } from '../unicode/scripts.ts';
import type { CollectedText } from './collect-text.ts';
import { contextAfter, contextBefore, joinsAcross } from './joining-context.ts';
import type { ResolvedDirection } from './resolve-direction.ts';

/** What begins at an offset of the text; 0 where a unit goes on. */
const WORD = 1;
const SPACE = 2;
const TAB = 3;
const BREAK = 4;
const OBJECT = 5;
const LEADER = 6;
/** Added to the kind: an empty unit goes before, which keeps two stretches of one level apart. */
const SEPARATED = 8;
const KIND = 7;

const BIDI_CONTROLS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/g;
/** Columns between tab stops (CSS `tab-size`, initial value). */
const TAB_SIZE = 8;

/** `breaks`: 0 none, 1 allowed, 2 forced before each offset, as findLineBreaks gives them. */
export function cutUnits(
  collected: CollectedText,
  direction: ResolvedDirection,
  breaks: Uint8Array,
  fonts: FontLibrary,
): Units {
  const begins = markBegins(collected, direction.levels, breaks);
  for (const offset of direction.separators.keys()) begins[offset] = (begins[offset] || WORD) | SEPARATED; // prettier-ignore
  return shapeUnits(collected, direction, begins, collected.hasControls ? stripControls : identity, fonts);
}

/** For each offset what kind of unit begins there, 0 if none does. Bidi controls never begin one: they go with what precedes. */
function markBegins(collected: CollectedText, levels: Uint8Array | null, breaks: Uint8Array): Uint8Array {
  const { text, runs, hasControls } = collected;
  const begins = new Uint8Array(text.length);
  let inside = 0; // the kind of unit that is being continued
  let level = 0;
  for (let r = 0; r < runs.length; r++) {
    const run = runs[r]!;
    if (run.kind !== 'text' && run.kind !== 'generated') {
      inside = run.kind === 'object' ? OBJECT : run.kind === 'break' ? BREAK : LEADER;
      begins[run.start] = inside;
      continue;
    }
    const end = runs[r + 1]?.start ?? text.length;
    for (let i = run.start; i < end; i++) {
      const code = text.charCodeAt(i);
      let kind = WORD;
      if (code <= 0xa0) {
        if (code === 0x20 || code === 0xa0) kind = SPACE;
        else if (code === 0x09) kind = TAB;
        else if ((code < 0x20 || code === 0x85) && breaks[i + 1] === 2 && isNewLine(code)) kind = BREAK;
      } else if (code >= 0x200e) {
        if (code === 0x2028 || code === 0x2029) kind = BREAK;
        else if (code >= 0xdc00 && code <= 0xdfff && inside === WORD) continue;
        else if (hasControls && isBidiControl(code)) continue;
      } else if (hasControls && isBidiControl(code)) continue;
      const goesOn =
        kind === WORD &&
        inside === WORD &&
        (i === run.start
          ? extendsCluster(text, i)
          : breaks[i] === 0 && (levels === null || levels[i] === level));
      if (!goesOn) {
        begins[i] = kind;
        inside = kind;
        level = levels === null ? 0 : (levels[i] ?? 0);
      }
    }
  }
  return begins;
}

/** Line ends that are no line feed: VT, FF, NEL (the separators U+2028 and U+2029 always are). */
function isNewLine(code: number): boolean {
  return code === 0x0a || code === 0x0b || code === 0x0c || code === 0x0d || code === 0x85;
}

/** Whether the character at `offset` belongs to the letter before it, whatever its own style: marks, ZWJ, ZWNJ. */
function extendsCluster(text: string, offset: number): boolean {
  const codePoint = text.codePointAt(offset) ?? 0;
  return codePoint >= 0x300 && (isMark(codePoint) || codePoint === 0x200c || codePoint === 0x200d);
}

function shapeUnits(
  collected: CollectedText,
  direction: ResolvedDirection,
  begins: Uint8Array,
  strip: (text: string) => string,
  fonts: FontLibrary,
): Units {
  const { text, runs, styles } = collected;
  const { levels } = direction;
  const count = countBegins(begins);
  // One buffer for all columns: one allocation a paragraph.
  const buffer = new ArrayBuffer(count * 16 + 4);
  const offset = new Int32Array(buffer, 0, count + 1);
  const word = new Int32Array(buffer, count * 4 + 4, count);
  const object = new Int32Array(buffer, count * 8 + 4, count);
  const style = new Uint16Array(buffer, count * 12 + 4, count);
  const level = new Uint8Array(buffer, count * 14 + 4, count);
  const flags = new Uint8Array(buffer, count * 15 + 4, count);
  object.fill(-1);
  const isolates = collected.changes.some((c) => c.isolates)
    ? new Set(collected.changes.filter((c) => c.isolates).map((c) => c.offset))
    : null;
  const spaces = new Int32Array(styles.length * 2).fill(-1); // shaped space of each style and direction

  let unit = 0;
  let at = nextBegin(begins, 0);
  let run = 0;
  let joined = false; // the cut at the start of this unit goes through a joined word
  let lineStart = 0;
  while (at < text.length) {
    const end = nextBegin(begins, at + 1);
    while (run + 1 < runs.length && runs[run + 1]!.start <= at) run++;
    const { style: styleIndex, kind, object: objectIndex, pattern } = runs[run]!;
    const textStyle = styles[styleIndex]!;
    const unitLevel = levels === null ? 0 : (levels[at] ?? 0);
    const unitDirection: Direction = (unitLevel & 1) === 1 ? 'rtl' : 'ltr';
    if ((begins[at] ?? 0) > KIND) {
      offset[unit] = unit === 0 ? 0 : at;
      word[unit] = -1;
      level[unit] = direction.separators.get(at) ?? 0;
      style[unit] = styleIndex;
      unit++;
    }
    let unitFlags = kind === 'generated' ? UNIT_GENERATED : 0;
    let id = -1;
    let joinsNext = false;
    switch ((begins[at] ?? 0) & KIND) {
      case WORD: {
        // Which side of a unit's end joins matters only where another word follows at once in the same direction.
        joinsNext =
          begins[end] === WORD && // and not separated from it
          (levels === null || (levels[end] ?? 0) === unitLevel) &&
          (isolates === null || !isolates.has(end)) &&
          joinsAcross(text, end);
        const shown = strip(text.slice(at, end));
        id =
          joined || joinsNext
            ? fonts.shape({
                text: shown,
                stack: textStyle.stack,
                direction: unitDirection,
                language: textStyle.language,
                before: joined ? contextBefore(text, at) : '',
                after: joinsNext ? contextAfter(text, end) : '',
              }).id
            : fonts.shapeWord(shown, textStyle.stack, unitDirection, textStyle.language).id;
        break;
      }
      case SPACE: {
        unitFlags |= UNIT_SPACE;
        const slot = styleIndex * 2 + (unitLevel & 1);
        if (text.charCodeAt(at) === 0xa0) id = shapeIn(fonts, '\u00a0', textStyle, unitDirection);
        else if ((spaces[slot] ?? -1) >= 0) id = spaces[slot]!;
        else id = spaces[slot] = shapeIn(fonts, ' ', textStyle, unitDirection);
        break;
      }
      case TAB:
        // Stops are counted in characters, which is exact for the monospaced fonts that preserved tabs are set in.
        id = shapeIn(fonts, ' '.repeat(TAB_SIZE - ((at - lineStart) % TAB_SIZE)), textStyle, unitDirection);
        break;
      case OBJECT:
        unitFlags |= UNIT_OBJECT;
        object[unit] = objectIndex;
        break;
      case LEADER:
        unitFlags |= UNIT_LEADER;
        if (pattern !== '') id = shapeIn(fonts, pattern, textStyle, unitDirection);
        break;
      default:
        unitFlags |= UNIT_BREAK;
        lineStart = end;
    }
    offset[unit] = unit === 0 ? 0 : at;
    word[unit] = id;
    level[unit] = unitLevel;
    style[unit] = styleIndex;
    flags[unit] = unitFlags;
    joined = joinsNext;
    unit++;
    at = end;
  }
  offset[count] = text.length;
  const { objects } = collected;
  return {
    count,
    direction: direction.base,
    text,
    offset,
    word,
    level,
    style,
    flags,
    object,
    styles,
    objects,
  };
}

function shapeIn(fonts: FontLibrary, text: string, style: TextStyle, direction: Direction): number {
  return fonts.shapeWord(text, style.stack, direction, style.language).id;
}

function countBegins(begins: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < begins.length; i++) {
    const begin = begins[i] ?? 0;
    if (begin !== 0) count += begin > KIND ? 2 : 1;
  }
  return count;
}

function nextBegin(begins: Uint8Array, from: number): number {
  let i = from;
  while (i < begins.length && begins[i] === 0) i++;
  return i;
}

function stripControls(text: string): string {
  return text.replace(BIDI_CONTROLS, '');
}

function identity(text: string): string {
  return text;
}
