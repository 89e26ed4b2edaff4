// Units of a line → its pieces in visual order, with the marks that steer the readers, and what pdf.js does to them.
import type { FontLibrary } from '../../font/font-types.ts';
import type { TextItem } from '../../frame/frame.ts';
import { UNIT_LEADER, UNIT_SPACE } from '../../frame/units.ts';
import { reorderVisual } from '../../unicode/bidi.ts';
import { LRM, RLM } from '../../unicode/characters.ts';
import { leaderWidth, lineLevels } from './line-facts.ts';
import type { LinePieces } from './line-pieces.ts';
import { tagOfUnit } from './line-tags.ts';
import { RIGHT_TO_LEFT_SHARE, RUN_MARK_VARIANT, runMark } from './line-task.ts';
import type { LineTask, Resource } from './line-task.ts';
import { EMPTY_GLYPH } from './merged-font.ts';
import type { UnitEncoder } from './unit-encoder.ts';
import { encodedWord } from './word-encoder.ts';

/**
 * What pdf.js does to the pieces of a line. 'left-to-right': it reorders nothing; 'right-to-left': it plainly reverses all
 * of it; 'check': its rules have to be tried.
 */
export type Treatment = 'left-to-right' | 'right-to-left' | 'check';

/** Units of a line that there is room for at first. */
const FIRST_CAPACITY = 256;
/** Of a line with a single level. */
const IN_ORDER = { levels: null, order: null } as const;

/** What a leader counts for where it is shown as a space, em. */
const LEADER_SPACE = 0.25;

/** Collects the pieces of one line after the other. */
export class PieceCollector {
  readonly #pieces: LinePieces;
  readonly #encoder: UnitEncoder;
  readonly #fonts: FontLibrary;
  #levels: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  #order: Int32Array = new Int32Array(FIRST_CAPACITY);

  constructor(pieces: LinePieces, encoder: UnitEncoder, fonts: FontLibrary) {
    this.#pieces = pieces;
    this.#encoder = encoder;
    this.#fonts = fonts;
  }

  /** Fills the pieces in visual order. `level`: that of all units, or -1. */
  collect(task: LineTask, level: number): Treatment {
    const { item } = task;
    const { units } = item;
    const pieces = this.#pieces;
    pieces.clear();
    const count = item.end - item.start + 1;
    const { levels, order } = level < 0 ? this.#visualOrder(item, count) : IN_ORDER;
    let rightToLeft = 0;
    let length = 0;
    let plain = true;
    let evenLevel = false;
    let x = 0;
    for (let k = 0; k < count; k++) {
      const position = order === null ? ((level & 1) === 1 ? count - 1 - k : k) : (order[k] ?? 0);
      const unit = item.start + position;
      const unitLevel = levels === null ? level : (levels[position] ?? 0);
      if (position === item.end - item.start) {
        const end = this.#encoder.lineEnd(task);
        if (end === null) continue;
        pieces.push(end, false, unit);
        pieces.style[pieces.count - 1] = units.style[item.end - 1] ?? 0;
      } else if (!this.#pushUnit(task, unit)) continue;
      const i = pieces.count - 1;
      pieces.level[i] = unitLevel;
      pieces.order[i] = position;
      pieces.x[i] = x;
      x += pieces.advance[i] ?? 0;
      const word = pieces.words[i];
      if (word === null || word === undefined) continue;
      if (pieces.isSpace[i] !== true) {
        rightToLeft += word.rightToLeftUnits;
        length += word.seen.length;
        plain &&= word.plainRightToLeft;
        evenLevel ||= (unitLevel & 1) === 0;
      } else {
        length++;
        // Between two isolates.
        evenLevel ||= (unitLevel & 1) === 0;
      }
    }
    if (rightToLeft === 0 && level === 0) return 'left-to-right';
    return plain && !evenLevel && rightToLeft > length * RIGHT_TO_LEFT_SHARE ? 'right-to-left' : 'check';
  }

  /** Rule 10: RLM left and LRM right of each run against the paragraph's direction. */
  addRunMarks(paragraph: 0 | 1, resource: Resource): void {
    const pieces = this.#pieces;
    let marks = 0;
    let previous: number = paragraph;
    for (let i = 0; i < pieces.count; i++) {
      const parity = (pieces.level[i] ?? 0) & 1;
      if (parity === previous) continue;
      pieces.marksLeft[i] += runMark(resource, parity === paragraph ? LRM : RLM, marks++);
      previous = parity;
    }
    if (pieces.count > 0 && previous !== paragraph)
      pieces.marksRight[pieces.count - 1] += runMark(resource, paragraph === 1 ? LRM : RLM, marks);
  }

  /** Adds the structure element of each piece. */
  addTags(item: TextItem): void {
    const pieces = this.#pieces;
    pieces.partsTags = true;
    for (let i = 0; i < pieces.count; i++) pieces.tag[i] = tagOfUnit(item, Math.min(pieces.unit[i] ?? 0, item.end - 1)); // prettier-ignore
  }

  /**
   * PDFium does not read a text object that is nothing but a space: the mark at the end of a run goes to the word before.
   * Not right to left, where poppler would count it as a word of the other direction.
   */
  moveMarks(): void {
    const { count, isSpace, marksLeft, marksRight } = this.#pieces;
    for (let i = 1; i < count; i++) {
      if (isSpace[i] !== true || isSpace[i - 1] === true || marksLeft[i] === '') continue;
      marksRight[i - 1] += marksLeft[i] ?? '';
      marksLeft[i] = '';
    }
  }

  /** The element of the first piece that is no space. */
  tagOfPieces(from: number, to: number): number {
    const { tag, isSpace, words } = this.#pieces;
    for (let i = from; i < to; i++) if (isSpace[i] !== true && words[i] !== null) return tag[i] ?? 0;
    return tag[from] ?? 0;
  }

  /** Levels of the units, and their places from left to right; valid until the next line. */
  #visualOrder(item: TextItem, count: number): { readonly levels: Uint8Array; readonly order: Int32Array } {
    if (count > this.#levels.length) {
      this.#levels = new Uint8Array(count * 2);
      this.#order = new Int32Array(count * 2);
    }
    lineLevels(item, this.#levels);
    return { levels: this.#levels, order: reorderVisual(this.#levels, 0, count, this.#order) };
  }

  /** Adds one unit; false when it shows nothing. */
  #pushUnit(task: LineTask, unit: number): boolean {
    const { item, size } = task;
    const { units } = item;
    const pieces = this.#pieces;
    const flags = units.flags[unit] ?? 0;
    const wordId = units.word[unit] ?? -1;
    const objectId = units.object[unit] ?? -1;
    const styleId = units.style[unit] ?? 0;
    const style = units.styles[styleId];
    if (wordId < 0) {
      const object = objectId < 0 ? undefined : units.objects[objectId];
      if (object === undefined) return false;
      pieces.push(null, false, unit);
      pieces.style[pieces.count - 1] = styleId;
      pieces.advance[pieces.count - 1] = object.width / size;
      return true;
    }
    const encoded = this.#encoder.word(task, unit);
    // Fixed spaces (an em space, those that a tab becomes) and leaders part words too, though justification leaves them alone.
    pieces.push(encoded, (flags & (UNIT_SPACE | UNIT_LEADER)) !== 0 || encoded.isBlank, unit);
    const i = pieces.count - 1;
    pieces.style[i] = styleId;
    if ((flags & UNIT_SPACE) !== 0 && style !== undefined) {
      pieces.advance[i] = encoded.advance + (style.wordSpacing + item.spaceExtra) / size;
    }
    if ((flags & UNIT_LEADER) !== 0) this.#makeLeader(task, i);
    return true;
  }

  /** A leader takes what the rest of the line leaves; flow/ draws its dots, to readers it is a space. */
  #makeLeader({ item, resource, size }: LineTask, i: number): void {
    const pieces = this.#pieces;
    const width = leaderWidth(item, this.#fonts) / size;
    const space = resource.font.code(EMPTY_GLYPH, ' ', RUN_MARK_VARIANT);
    pieces.words[i] = encodedWord({ operators: space, seen: ' ', logical: ' ', plainRightToLeft: true });
    pieces.advance[i] = width;
    pieces.natural[i] = Math.min(width, LEADER_SPACE);
    pieces.barriers.push(i);
  }
}
