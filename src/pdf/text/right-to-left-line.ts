// The short way for lines of right-to-left words and numbers, nearly all of Persian and Pashto text: such a line is the
// reverse of its units, and what pdf.js and PDFium make of it is known from its words. Gives what TextLayer gives by way
// of LinePieces, LinePlanner and SequenceWriter, without pieces. Held to it by tests/unit/pdf-text/pdf-plain-line.test.ts.
import type { TextItem } from '../../frame/frame.ts';
import { UNIT_LEADER, UNIT_SPACE } from '../../frame/units.ts';
import { LRM, RLM } from '../../unicode/characters.ts';
import { LineSpaces, seenWidth } from './line-spaces.ts';
import { RIGHT_TO_LEFT_SHARE, gapOf, runMark } from './line-task.ts';
import type { LineServices, LineTask } from './line-task.ts';
import { tellPdfium } from './object-writer.ts';
import { PdfiumOrder, missingMarks } from './pdfium-order.ts';
import { DEPENDS, READS_AFTER_ARABIC, READS_FIRST, endsArabic } from './right-to-left-company.ts';
import { ShownLine } from './shown-line.ts';
import type { TextState } from './text-state.ts';
import type { EncodedWord } from './word-encoder.ts';

const FIRST_CAPACITY = 256;

/** Writes right-to-left lines of one document. */
export class RightToLeftLines {
  readonly #services: LineServices;
  readonly #state: TextState;
  readonly #isDeclaredRightToLeft: boolean;
  readonly #shown: ShownLine;
  readonly #spaces = new LineSpaces();
  readonly #pdfium = new PdfiumOrder();
  // What the line shows, from left to right: units, their words, and whether those are spaces. Used again for each line.
  #count = 0;
  #units: Int32Array = new Int32Array(FIRST_CAPACITY);
  #isSpace: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  readonly #words: EncodedWord[] = [];
  /** Some word is a number, or the like: a run against the direction of the paragraph. */
  #hasRuns = false;
  #hasLetters = false;

  constructor(services: LineServices, state: TextState, isDeclaredRightToLeft: boolean) {
    this.#services = services;
    this.#state = state;
    this.#isDeclaredRightToLeft = isDeclaredRightToLeft;
    this.#shown = new ShownLine(state, services.color);
  }

  /** As PlainLines.write, for lines of right-to-left paragraphs. */
  write(task: LineTask): string | null {
    if (!isReversed(task) || !this.#collect(task)) return null;
    if (this.#count === 0) return '';
    const shown = this.#shown;
    shown.begin();
    this.#spaces.begin(task.resource.font, task.size);
    this.#show(task);
    if (this.#hasRuns && this.#hasLetters && !this.#isTakenForRightToLeft(task)) return null;
    shown.flush();
    return this.#spaces.operator(this.#state) + this.#state.moveTo(task.item.x, task.y) + shown.operators;
  }

  /** Encodes the words, from left to right; false when what pdf.js makes of them has to be tried. */
  #collect(task: LineTask): boolean {
    const { units, start, end } = task.item;
    this.#begin(end - start);
    let length = 0;
    let rightToLeft = 0;
    let isPlain = true;
    let arabic = false;
    for (let unit = end - 1; unit >= start; unit--) {
      if ((units.word[unit] ?? -1) < 0) continue;
      const word = this.#services.word(task, unit);
      if (word.leadingMark && this.#count === 0) return false;
      const isSpace = ((units.flags[unit] ?? 0) & UNIT_SPACE) !== 0 || word.isBlank;
      const isRun = units.level[unit] !== 1;
      this.#add(unit, word, isSpace);
      length += isSpace ? 1 : word.seen.length;
      if (isSpace && !isRun) continue;
      rightToLeft += word.rightToLeftUnits;
      if (isRun) this.#hasRuns = true;
      else if (word.rightToLeftUnits > 0) this.#hasLetters = true;
      if (isRun && (isSpace || word.leadingCarriers > 0 || (word.plainRightToLeft && word.seen.length > 1))) return false; // prettier-ignore
      if (!word.plainRightToLeft) {
        if (word.company === DEPENDS || !isAlone(task, unit)) return false;
        if ((word.company & (arabic ? READS_AFTER_ARABIC : READS_FIRST)) === 0) return false;
        isPlain = false;
      }
      arabic = endsArabic(word.seen, arabic);
    }
    if (this.#count === 0) return true;
    if (rightToLeft <= length * RIGHT_TO_LEFT_SHARE) return false;
    return (isPlain && !this.#hasRuns) || !this.#hasInnerSpaces();
  }

  #begin(capacity: number): void {
    this.#count = 0;
    this.#hasRuns = false;
    this.#hasLetters = false;
    if (capacity <= this.#units.length) return;
    this.#units = new Int32Array(capacity * 2);
    this.#isSpace = new Uint8Array(capacity * 2);
  }

  #add(unit: number, word: EncodedWord, isSpace: boolean): void {
    const i = this.#count++;
    this.#units[i] = unit;
    this.#words[i] = word;
    this.#isSpace[i] = isSpace ? 1 : 0;
  }

  /** Whether a word holds a space, so that pdf.js sees several words. */
  #hasInnerSpaces(): boolean {
    for (let i = 0; i < this.#count; i++) {
      const word = this.#words[i];
      if (this.#isSpace[i] === 0 && word?.stand === null && word.hasSpace) return true;
    }
    return false;
  }

  #show(task: LineTask): void {
    const { item, resource } = task;
    const { units } = item;
    const shown = this.#shown;
    let style = -1;
    let marks = 0;
    let isRun = false;
    /** How much of the word has been written with the space before it. */
    let written = 0;
    for (let i = 0; i < this.#count; i++) {
      const unit = this.#units[i] ?? 0;
      const word = this.#words[i];
      if (word === undefined) continue;
      if (units.style[unit] !== style) shown.setStyle(units.styles[(style = units.style[unit] ?? 0)]);
      if (isRun !== (units.level[unit] !== 1)) {
        isRun = !isRun;
        shown.array += runMark(resource, isRun ? RLM : LRM, marks++);
      }
      if (this.#isSpace[i] === 0) {
        shown.array += written === 0 ? word.operators : word.operators.slice(written);
        written = 0;
      } else written = this.#showSpace(task, i, word);
    }
    if (isRun) shown.array += runMark(resource, LRM, marks);
  }

  /** Returns how much of the next word has been written. */
  #showSpace(task: LineTask, i: number, space: EncodedWord): number {
    const spaces = this.#spaces;
    const gap = gapOf(task, this.#units[i] ?? 0, space);
    const filler = task.resource.fillers?.[1] ?? '';
    const next = i + 1 < this.#count ? this.#words[i + 1] : undefined;
    if (i === 0 || next === undefined) this.#shown.array += spaces.shown(space, gap, seenWidth(gap));
    // Of several spaces pdf.js sees the first: all of them would part the line.
    else if (this.#isSpace[i - 1] === 1) this.#shown.array += spaces.hidden(space, gap, filler);
    else if (next.leadingCarriers === 0) this.#shown.array += spaces.within(space, gap, filler);
    else {
      this.#shown.array += spaces.beforeCarriers(space, gap, filler, { word: next, marks: '' });
      return spaces.carriersLength(next);
    }
    return 0;
  }

  /** Whether PDFium takes the line for one from right to left, as far as that is simple to say. */
  #isTakenForRightToLeft({ resource }: LineTask): boolean {
    if (this.#isDeclaredRightToLeft) return true;
    if (this.#shown.objects > 0) return false;
    const pdfium = this.#pdfium;
    pdfium.clear();
    tellPdfium(resource.font, this.#shown.array, pdfium);
    return missingMarks(pdfium.surplus, true) === 0;
  }
}

/**
 * Whether the units of the line stand in reverse order: all are right to left but numbers between spaces. Known before any
 * word is encoded, for codes are given to letters in the order in which they are met, from left to right.
 */
function isReversed(task: LineTask): boolean {
  const { item, resource } = task;
  const { units, start, end } = item;
  if (item.hyphen >= 0 || resource.fillers === null) return false;
  let lastLevel = 1;
  for (let unit = start; unit < end; unit++) {
    const level = units.level[unit] ?? 0;
    if (level !== 1 && level !== 2) return false;
    if ((units.word[unit] ?? -1) < 0) {
      if ((units.object[unit] ?? -1) >= 0) return false;
      continue;
    }
    if (((units.flags[unit] ?? 0) & UNIT_LEADER) !== 0) return false;
    if (level === 2 && !isAlone(task, unit)) return false;
    lastLevel = level;
  }
  // The end of a line that goes on after a number has to say so.
  return lastLevel === 1 || item.continues === 'end';
}

/** Whether there is a space of the paragraph's level, or the line's end, on both sides of a unit. */
function isAlone({ item }: LineTask, unit: number): boolean {
  return (unit === item.start || isPlainSpace(item, unit - 1)) && (unit + 1 === item.end || isPlainSpace(item, unit + 1)); // prettier-ignore
}

function isPlainSpace({ units }: TextItem, unit: number): boolean {
  return units.level[unit] === 1 && ((units.flags[unit] ?? 0) & UNIT_SPACE) !== 0;
}
