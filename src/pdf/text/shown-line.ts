// What one line shows, on the short ways: strings of TJ arrays, parted where the colour changes.
import type { TextStyle } from '../../frame/units.ts';
import { showText } from './object-writer.ts';
import type { TextState } from './text-state.ts';

/** Writes the text of one line after the other. */
export class ShownLine {
  /** Colours and text objects so far, without what `array` holds. */
  operators = '';
  /** Codes and movements between the parentheses of a literal string. */
  array = '';
  /** Text objects so far. */
  objects = 0;
  readonly #state: TextState;
  readonly #fillColor: (style: TextStyle) => string;

  constructor(state: TextState, fillColor: (style: TextStyle) => string) {
    this.#state = state;
    this.#fillColor = fillColor;
  }

  /** Begins a line. */
  begin(): void {
    this.operators = '';
    this.array = '';
    this.objects = 0;
  }

  /** What follows has this style. */
  setStyle(style: TextStyle | undefined): void {
    const operator = this.#state.setColor(style === undefined ? '' : this.#fillColor(style));
    if (operator === '') return;
    this.flush();
    this.operators += operator;
  }

  /** Ends the text object. */
  flush(): void {
    if (this.array === '') return;
    this.operators += showText(this.array);
    this.array = '';
    this.objects++;
  }
}
