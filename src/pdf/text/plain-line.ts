// The short ways for lines in which next to nothing is reordered: no objects, no leaders, all units at the level of the
// paragraph, or right to left with numbers. Give what TextLayer gives by way of LinePieces and SequenceWriter, without pieces.
import { UNIT_LEADER, UNIT_SPACE } from '../../frame/units.ts';
import { LineSpaces } from './line-spaces.ts';
import { gapOf } from './line-task.ts';
import type { LineServices, LineTask } from './line-task.ts';
import { RightToLeftLines } from './right-to-left-line.ts';
import { ShownLine } from './shown-line.ts';
import type { TextState } from './text-state.ts';
import type { EncodedWord } from './word-encoder.ts';

/** Writes plain lines of one document. */
export class PlainLines {
  readonly #services: LineServices;
  readonly #state: TextState;
  readonly #spaces = new LineSpaces();
  readonly #shown: ShownLine;
  readonly #rightToLeft: RightToLeftLines;
  // The space written last: the spaces of a line are nearly always alike.
  #space: EncodedWord | null = null;
  #spaceGap = 0;
  #spaceText = '';

  constructor(services: LineServices, state: TextState, isDeclaredRightToLeft: boolean) {
    this.#services = services;
    this.#state = state;
    this.#shown = new ShownLine(state, services.color);
    this.#rightToLeft = new RightToLeftLines(services, state, isDeclaredRightToLeft);
  }

  /**
   * Operators between `Tf` and `ET`; '' when nothing is shown, null when the line has to go the long way. In both cases
   * the state is not what it was. `level` is that of all units, or -1.
   */
  write(task: LineTask, level: number): string | null {
    if (task.item.units.direction === 'rtl' && level !== 0) return this.#rightToLeft.write(task);
    if (level !== 0) return null;
    const shown = this.#shown;
    shown.begin();
    this.#spaces.begin(task.resource.font, task.size);
    this.#space = null;
    const shows = this.#leftToRight(task);
    if (shows === false) return null;
    if (shows === null) return '';
    shown.flush();
    return this.#spaces.operator(this.#state) + this.#state.moveTo(task.item.x, task.y) + shown.operators;
  }

  /** True: written; null: nothing to show; false: not a plain line. */
  #leftToRight(task: LineTask): boolean | null {
    const { item } = task;
    const { units, start, end } = item;
    const services = this.#services;
    const shown = this.#shown;
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
      if (units.style[unit] !== style) shown.setStyle(units.styles[(style = units.style[unit] ?? 0)]);
      if ((flags & UNIT_SPACE) !== 0 || word.isWordSpace) shown.array += this.#spaceOf(task, unit, word);
      else shown.array += word.operators;
    }
    const after = services.end(task);
    if (after !== null) {
      if (after.rightToLeftUnits !== 0 || after.leadingMark) return false;
      count++;
      const lastStyle = units.style[end - 1] ?? 0;
      if (lastStyle !== style) shown.setStyle(units.styles[lastStyle]);
      shown.array += after.operators;
    }
    return count > 0 ? true : null;
  }

  #spaceOf(task: LineTask, unit: number, word: EncodedWord): string {
    const gap = gapOf(task, unit, word);
    if (word === this.#space && gap === this.#spaceGap) return this.#spaceText;
    this.#space = word;
    this.#spaceGap = gap;
    return (this.#spaceText = this.#spaces.shown(word, gap, gap));
  }
}
