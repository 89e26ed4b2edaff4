// Room for what is found out about one text after the other and kept of none: a new array for each would cost more than
// what is written into it.

/** One array that is given out again and again. */
export class ScratchBytes {
  #bytes: Uint8Array = new Uint8Array(1024);

  /** So many zeros. What was taken before is no longer valid. */
  take(length: number): Uint8Array {
    if (length > this.#bytes.length) this.#bytes = new Uint8Array(length * 2);
    return this.#bytes.subarray(0, length).fill(0);
  }
}

/** For the analysis of a paragraph's text; all results are valid until the next text is analysed. */
export class TextScratch {
  readonly lineBreakClasses: ScratchBytes = new ScratchBytes();
  readonly lineBreaks: ScratchBytes = new ScratchBytes();
  readonly levels: ScratchBytes = new ScratchBytes();
  readonly begins: ScratchBytes = new ScratchBytes();
  readonly breakKinds: ScratchBytes = new ScratchBytes();
}
