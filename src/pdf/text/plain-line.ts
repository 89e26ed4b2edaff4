// The short way for lines in which nothing is reordered against its neighbours: all units at the level of the paragraph,
// no objects, no leaders. Gives what TextLayer gives by way of LinePieces and SequenceWriter, without pieces.
import type { TextItem } from '../../frame/frame.ts';
import { UNIT_LEADER, UNIT_SPACE } from '../../frame/units.ts';
import type { TextStyle } from '../../frame/units.ts';
import type { MergedFont } from './merged-font.ts';
import { movement, showText } from './object-writer.ts';
import { LineSpaces, seenWidth, spaceWithin } from './line-spaces.ts';
import type { TextState } from './text-state.ts';
import type { EncodedWord } from './word-encoder.ts';

/** A font resource and the words that have been encoded for it. */
export interface Resource {
  readonly font: MergedFont;
  /** By ShapedWord.id, in PLAIN_SETTING. */
  readonly plain: (EncodedWord | undefined)[];
  readonly other: Map<string, EncodedWord>;
  /** Marks that hide spacing, of left-to-right and of right-to-left text; null before the first line. */
  fillers: readonly [string, string] | null;
}

/** A line on its way, in one resource and size. */
export interface LineTask {
  readonly item: TextItem;
  readonly resource: Resource;
  /** Points. */
  readonly size: number;
  /** The baseline, PDF user space. */
  readonly y: number;
}

/** How the text layer serves both ways of writing a line. */
export interface LineServices {
  /** The word of a unit. */
  readonly word: (task: LineTask, unit: number) => EncodedWord;
  /** What stands after the last unit of the line, or null. */
  readonly end: (task: LineTask) => EncodedWord | null;
  /** Operators for the fill colour. */
  readonly color: (style: TextStyle) => string;
}

/** Share of right-to-left characters above which a line of such words is plainly reversed by pdf.js. */
export const RIGHT_TO_LEFT_SHARE = 0.35;

/** Whether a word shows nothing but white space. */
export function isBlank(seen: string): boolean {
  return seen.charCodeAt(0) === 0x20 && seen.trim() === '';
}

/** Writes plain lines of one document. */
export class PlainLines {
  readonly #services: LineServices;
  readonly #state: TextState;
  readonly #spaces = new LineSpaces();
  #out = '';
  #array = '';
  // The space written last: the spaces of a line are nearly always alike.
  #space: EncodedWord | null = null;
  #spaceGap = 0;
  #spaceText = '';

  constructor(services: LineServices, state: TextState) {
    this.#services = services;
    this.#state = state;
  }

  /**
   * Operators between `Tf` and `ET`; '' when nothing is shown, null when the line has to go the long way. In both cases
   * the state is not what it was.
   */
  write(task: LineTask, level: number): string | null {
    this.#out = '';
    this.#array = '';
    this.#spaces.begin(task.resource.font, task.size);
    this.#space = null;
    const shows =
      level === 0
        ? this.#leftToRight(task)
        : level === 1 && task.item.units.direction === 'rtl' && this.#rightToLeft(task);
    if (shows === false) return null;
    if (shows === null) return '';
    this.#flush();
    return this.#spaces.operator(this.#state) + this.#state.moveTo(task.item.x, task.y) + this.#out;
  }

  /** True: written; null: nothing to show; false: not a plain line. */
  #leftToRight(task: LineTask): boolean | null {
    const { item } = task;
    const { units, start, end } = item;
    const services = this.#services;
    let style = -1;
    let count = 0;
    for (let unit = start; unit < end; unit++) {
      const flags = units.flags[unit] ?? 0;
      if ((units.word[unit] ?? -1) < 0) {
        if ((units.object[unit] ?? -1) >= 0) return false;
        continue;
      }
      if ((flags & UNIT_LEADER) !== 0) return false;
      const word = services.word(task, unit);
      if (word.rightToLeftUnits !== 0 || word.leadingMark) return false;
      count++;
      if (units.style[unit] !== style) this.#setStyle(task, (style = units.style[unit] ?? 0));
      if ((flags & UNIT_SPACE) !== 0 || word.isWordSpace)
        this.#array += this.#edgeSpace(word, gapOf(task, unit, word)); // prettier-ignore
      else this.#array += word.operators;
    }
    const after = services.end(task);
    if (after !== null) {
      if (after.rightToLeftUnits !== 0 || after.leadingMark) return false;
      count++;
      const lastStyle = units.style[end - 1] ?? 0;
      if (lastStyle !== style) this.#setStyle(task, lastStyle);
      this.#array += after.operators;
    }
    return count > 0 ? true : null;
  }

  /** As `#leftToRight`. Words that reversing does not put right make the line one to be planned. */
  #rightToLeft(task: LineTask): boolean | null {
    const { item } = task;
    const { units, start, end } = item;
    const { fillers } = task.resource;
    if (item.hyphen >= 0 || fillers === null) return false;
    let style = -1;
    let count = 0;
    let length = 0;
    let rightToLeft = 0;
    /** A space is written when it is known whether it ends the line. */
    let space: EncodedWord | null = null;
    let gap = 0;
    for (let unit = end - 1; unit >= start; unit--) {
      const flags = units.flags[unit] ?? 0;
      if ((units.word[unit] ?? -1) < 0) {
        if ((units.object[unit] ?? -1) >= 0) return false;
        continue;
      }
      if ((flags & UNIT_LEADER) !== 0) return false;
      const word = this.#services.word(task, unit);
      if (word.leadingCarriers !== 0) return false;
      if (space !== null) this.#array += this.#innerSpace(space, gap, fillers[1]);
      space = null;
      if (units.style[unit] !== style) this.#setStyle(task, (style = units.style[unit] ?? 0));
      if ((flags & UNIT_SPACE) !== 0 || isBlank(word.seen)) {
        length++;
        gap = gapOf(task, unit, word);
        if (count === 0) this.#array += this.#shownSpace(word, gap, seenWidth(gap));
        else space = word;
      } else {
        if (!word.plainRightToLeft) return false;
        length += word.seen.length;
        rightToLeft += word.rightToLeftUnits;
        this.#array += word.operators;
      }
      count++;
    }
    if (space !== null) this.#array += this.#shownSpace(space, gap, seenWidth(gap));
    if (count === 0) return null;
    return rightToLeft > length * RIGHT_TO_LEFT_SHARE;
  }

  #edgeSpace(word: EncodedWord, gap: number): string {
    if (word === this.#space && gap === this.#spaceGap) return this.#spaceText;
    this.#space = word;
    this.#spaceGap = gap;
    return (this.#spaceText = this.#shownSpace(word, gap, gap));
  }

  /** `wanted`: see LineSpaces.widthOf. */
  #shownSpace(word: EncodedWord, gap: number, wanted: number): string {
    return word.operators + movement(gap - this.#spaces.widthOf(word, wanted));
  }

  /** See SequenceWriter: the part of a gap that pdf.js sees, and the rest behind a mark. */
  #innerSpace(word: EncodedWord, gap: number, filler: string): string {
    if (word === this.#space && gap === this.#spaceGap) return this.#spaceText;
    this.#space = word;
    this.#spaceGap = gap;
    return (this.#spaceText = spaceWithin(word, this.#spaces.widthOf(word, seenWidth(gap)), gap, filler));
  }

  #setStyle({ item }: LineTask, index: number): void {
    const style = item.units.styles[index];
    const operator = this.#state.setColor(style === undefined ? '' : this.#services.color(style));
    if (operator === '') return;
    this.#flush();
    this.#out += operator;
  }

  #flush(): void {
    if (this.#array === '') return;
    this.#out += showText(this.#array);
    this.#array = '';
  }
}

/** Width of a unit on the page, em. */
function gapOf({ item, size }: LineTask, unit: number, word: EncodedWord): number {
  const { units } = item;
  const style = units.styles[units.style[unit] ?? 0];
  if (((units.flags[unit] ?? 0) & UNIT_SPACE) === 0 || style === undefined) return word.advance;
  return word.advance + (style.wordSpacing + item.spaceExtra) / size;
}
