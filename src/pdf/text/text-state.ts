// What a page's content has set for its text (ISO 32000-1, 9.3 and 9.4): font, colour, word spacing, and where the line
// begins. In web editions a text object holds lines as long as nothing else is painted, and nothing is said twice; a press
// gets every line complete in itself.
import { decimal } from '../decimal.ts';

/** What has been set, at one moment. */
export interface TextMoment {
  readonly font: string;
  readonly color: string;
  readonly wordSpacing: string;
  readonly leading: number;
  readonly x: number;
  readonly y: number;
  readonly isOpen: boolean;
}

/** Positions are counted in thousandths of a point, so that nothing adds up. */
const PRECISION = 1000;

/** Operators of text state and position. One per document; `isRunning`: text objects go on from line to line. */
export class TextState {
  readonly #isRunning: boolean;
  #font = '';
  #color = '';
  #wordSpacing = '0';
  #leading = 0;
  #x = 0;
  #y = 0;
  #isOpen = false;
  readonly #saved: TextMoment[] = [];
  #lastResource = '';
  #lastSize = 0;
  #lastOperator = '';

  constructor(isRunning = false) {
    this.#isRunning = isRunning;
  }

  /** A page begins: nothing is set. */
  beginPage(): void {
    this.#font = '';
    this.#color = '';
    this.#wordSpacing = '0';
    this.#leading = 0;
    this.#isOpen = false;
  }

  /** Begins a line, or a part of it, in a font resource and size. */
  beginLine(resource: string, size: number): string {
    const font = this.#fontOperator(resource, size);
    if (!this.#isRunning) {
      this.#color = '';
      this.#wordSpacing = '';
      this.#isOpen = true;
      return `BT\n${font}`;
    }
    const begin = this.beginObject();
    if (font === this.#font) return begin;
    this.#font = font;
    return begin + font;
  }

  /** Kept, for most lines have the font of the line before. */
  #fontOperator(resource: string, size: number): string {
    if (resource === this.#lastResource && size === this.#lastSize) return this.#lastOperator;
    this.#lastResource = resource;
    this.#lastSize = size;
    return (this.#lastOperator = `/${resource} ${decimal(size)} Tf\n`);
  }

  /** `BT`, unless a text object is open. */
  beginObject(): string {
    if (this.#isOpen) return '';
    this.#isOpen = true;
    this.#x = 0;
    this.#y = 0;
    return 'BT\n';
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether text objects go on from line to line. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** The line, or a part of it, is complete. */
  endLine(): string {
    return this.#isRunning ? '' : this.endObject();
  }

  /** What comes next is no text. */
  endObject(): string {
    if (!this.#isOpen) return '';
    this.#isOpen = false;
    return 'ET\n';
  }

  /** Goes to a point of the page; `isInside` a line, not at its left end. */
  moveTo(x: number, y: number, isInside = false): string {
    if (!this.#isRunning) return `1 0 0 1 ${decimal(x)} ${decimal(y)} Tm\n`;
    const toX = Math.round(x * PRECISION);
    const toY = Math.round(y * PRECISION);
    const right = toX - this.#x;
    const down = this.#y - toY;
    this.#x = toX;
    this.#y = toY;
    // Sums of fractions are not exact, and poppler tells columns apart by their edges.
    if (right !== 0 && !isInside) return `1 0 0 1 ${decimal(x)} ${decimal(y)} Tm\n`;
    if (right !== 0 || down <= 0) return `${decimal(right / PRECISION)} ${decimal(-down / PRECISION)} Td\n`;
    if (down === this.#leading) return 'T*\n';
    this.#leading = down;
    return `0 ${decimal(-down / PRECISION)} TD\n`;
  }

  /** Sets the fill colour. */
  setColor(color: string): string {
    if (color === this.#color) return '';
    this.#color = color;
    return color === '' ? '' : `${color}\n`;
  }

  /** The fill colour has been set by others. */
  forgetColor(): void {
    this.#color = '';
  }

  /** Sets what every word space is widened by, points. */
  setWordSpacing(points: number): string {
    const wordSpacing = decimal(points);
    if (wordSpacing === this.#wordSpacing) return '';
    this.#wordSpacing = wordSpacing;
    return `${wordSpacing} Tw\n`;
  }

  /** As it is now; for `goBack`, when what was written since is not used. */
  get moment(): TextMoment {
    return {
      font: this.#font,
      color: this.#color,
      wordSpacing: this.#wordSpacing,
      leading: this.#leading,
      x: this.#x,
      y: this.#y,
      isOpen: this.#isOpen,
    };
  }

  goBack(moment: TextMoment): void {
    this.#font = moment.font;
    this.#color = moment.color;
    this.#wordSpacing = moment.wordSpacing;
    this.#leading = moment.leading;
    this.#x = moment.x;
    this.#y = moment.y;
    this.#isOpen = moment.isOpen;
  }

  /** `q` follows. */
  save(): void {
    this.#saved.push(this.moment);
  }

  /** `Q` has been written: all is as it was at `q`. */
  restore(): void {
    const moment = this.#saved.pop();
    if (moment !== undefined) this.goBack(moment);
  }
}
