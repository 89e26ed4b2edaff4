// The text of a paragraph → its units, shaped, and the kind of break before each, by its chunks: each stretch of text
// between two spaces is looked at once for all paragraphs, and a paragraph is what its chunks are and what comes of their
// standing side by side. So most paragraphs are set without looking at a character, except to tell one chunk from another.
// What chunks cannot say is left to analyse-text.ts; both give the same (tests/property/paragraph-chunks.test.ts).
import type { FontLibrary } from '../font/font-types.ts';
import { TextScratch } from '../unicode/text-scratch.ts';
import { allowedInStyles, keepsLine } from './analyse-text.ts';
import type { AnalysedText } from './analyse-text.ts';
import {
  ASKS_FOR_ADDRESSES,
  BEGINS_PERSIAN,
  ENDS_LATIN,
  HAS_BARE_ADDRESS,
  HAS_ISOLATE,
  HAS_LETTER,
  MAY_BEGIN_PHONE,
  MAY_GO_ON_PHONE,
  MAY_TURN,
  ODD,
} from './chunk.ts';
import { ChunkLevels } from './chunk-levels.ts';
import { ChunkTable } from './chunk-table.ts';
import { ChunkUnits } from './chunk-units.ts';
import type { CollectedText } from './collect-text.ts';
import { NO_BREAK } from './find-breakpoints.ts';
import type { InlineStyle, ParagraphStyle } from './paragraph-types.ts';
import { flatText, remembered } from './remembered.ts';

/** Analyses a text of words, spaces and punctuation; null when there is more in it. */
export function analyseChunks(
  collected: CollectedText,
  style: ParagraphStyle,
  fonts: FontLibrary,
): AnalysedText | null {
  const { text, runs, changes, styles } = collected;
  if (changes.length > 0) return null;
  for (const { kind } of runs) if (kind !== 'text' && kind !== 'generated') return null;
  const { table, levels, units: maker } = remembered(fonts, 'chunks', () => toolsFor(fonts));
  if (!table.split(text)) return null;
  const traits = traitsOfText(table);
  if ((traits & ODD) !== 0) return null;
  // Where nothing can turn, addresses and numbers need no isolates either.
  if ((traits & MAY_TURN) === 0 && style.direction === 'ltr') levels.setAll(0);
  else if (style.plaintext || (traits & PHONE_OVER_SPACE) !== 0) return null;
  else if (style.direction === 'rtl' && (traits & NUMBER_AFTER_LATIN) !== 0) return null;
  else if (!levels.resolve(text, table, traits, style.direction === 'rtl' ? 1 : 0)) return null;
  if ((traits & HAS_BARE_ADDRESS) !== 0 && (traits & ASKS_FOR_ADDRESSES) !== 0) return null;
  if ((traits & PHONE_OVER_SPACE) !== 0 && (traits & (HAS_ISOLATE | ASKS_FOR_ADDRESSES)) !== 0) return null;
  const units = maker.make({ collected, table, levels, direction: style.direction });
  if (units === null) return null;
  const { kinds } = maker;
  if (style.wrap === 'nowrap') kinds.fill(NO_BREAK, 0, units.count);
  else if (styles.some(keepsLine)) keepTogether(kinds, units.count, units.style, styles);
  const offsets = (traits & ASKS_FOR_ADDRESSES) === 0 ? NONE : addressBreaks(table);
  return { units, kinds, addressBreaks: allowedInStyles(offsets, collected, style) };
}

const NONE: readonly number[] = [];

/** Traits of a text that come of two of its chunks, besides those of chunks. */
const PHONE_OVER_SPACE: number = 1 << 16;
/** A number in Persian digits comes after a Latin word (resolve-direction.ts, marksBeforeNumbers). */
const NUMBER_AFTER_LATIN: number = 1 << 17;

function toolsFor(fonts: FontLibrary): {
  readonly table: ChunkTable;
  readonly levels: ChunkLevels;
  readonly units: ChunkUnits;
} {
  const scratch = remembered(fonts, 'text', () => new TextScratch());
  return {
    table: new ChunkTable(scratch, flatText(fonts)),
    levels: new ChunkLevels(),
    units: new ChunkUnits(fonts),
  };
}

function traitsOfText({ ids, traits: traitsOf, count }: ChunkTable): number {
  let all = 0;
  let before = 0;
  let letters = 0; // traits of the last chunk with letters or numbers
  for (let k = 0; k < count; k++) {
    const traits = traitsOf[ids[k]!]!;
    all |= traits;
    if ((before & MAY_BEGIN_PHONE) !== 0 && (traits & MAY_GO_ON_PHONE) !== 0) all |= PHONE_OVER_SPACE;
    if ((traits & BEGINS_PERSIAN) !== 0 && (letters & ENDS_LATIN) !== 0) all |= NUMBER_AFTER_LATIN;
    before = traits;
    if ((traits & HAS_LETTER) !== 0) letters = traits;
  }
  return all;
}

/** Between two texts of styles that keep the line, a line ends nowhere. */
function keepTogether(
  kinds: Uint8Array,
  count: number,
  style: Uint16Array,
  styles: readonly InlineStyle[],
): void {
  for (let u = 1; u < count; u++)
    if (keepsLine(styles[style[u - 1]!]!) && keepsLine(styles[style[u]!]!)) kinds[u] = NO_BREAK;
}

/** Offsets in the text. */
function addressBreaks({ ids, chunks, count }: ChunkTable): readonly number[] {
  const found: number[] = [];
  let offset = 0;
  for (let k = 0; k < count; k++) {
    const { length, addressBreaks: inChunk } = chunks[ids[k]!]!;
    for (const at of inChunk) found.push(offset + at);
    offset += length + 1;
  }
  return found;
}
