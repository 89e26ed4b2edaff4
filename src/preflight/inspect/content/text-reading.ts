// Strings that a page shows, and how the codes of their fonts read → whether it is certain that every code reads as a known
// character and that there is something to read. Where it is, no reader has to be asked, which takes four times as long as all
// the rest; any doubt is for the reader to settle.
import { SIGN } from '../font/code-readings.ts';
import type { CodeReadings } from '../font/code-readings.ts';
import type { Operand } from './content-tokens.ts';

/** Where shown text stands. */
export interface TextPlace {
  /** In an artifact, a figure or an annotation: readers may leave it out. */
  readonly apart: boolean;
  /** In a layer that is off. */
  readonly hidden: boolean;
}

/** The text of one page. */
export class TextReading {
  #isCertain = true;
  #hasSigns = false;

  /** Strings shown in a font; null is no font. */
  show(parts: readonly Operand[], font: CodeReadings | null, { apart, hidden }: TextPlace): void {
    if (!this.#isCertain) return;
    const kinds = font?.kinds ?? null;
    if (font === null || kinds === null || hidden) {
      this.#isCertain = false;
      return;
    }
    for (const part of parts) {
      if (!(part instanceof Uint8Array)) continue;
      let least = SIGN;
      let most = 0;
      const read = (code: number): void => {
        const kind = kinds[code] ?? 0;
        if (kind < least) least = kind;
        if (kind > most) most = kind;
      };
      if (font.codeMap === null) for (const code of part) read(code);
      else font.codeMap.forEach(part, (_cid, code) => read(code));
      if (least === 0) this.#isCertain = false;
      if (most === SIGN && !apart) this.#hasSigns = true;
    }
  }

  /** Readers get text from this page, and no replacement characters. */
  get isCertain(): boolean {
    return this.#isCertain && this.#hasSigns;
  }
}
