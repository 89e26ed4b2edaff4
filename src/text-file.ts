// The text blocks of the pages → OUT/<issue>.txt: pages parted by form feeds, blocks by blank lines, and in them what a
// reader of the PDF gets: NFC, without controls and soft hyphens.
import type { TextBlock } from './flow/paint-fragment.ts';
import { normaliseExtracted } from './unicode/normalise.ts';

export class TextFile {
  readonly #pages: string[] = [];

  /** A block that goes on in the next column of the same page is one block. */
  addPage(blocks: readonly TextBlock[]): void {
    const texts: { tag: number; text: string }[] = [];
    const byTag = new Map<number, { tag: number; text: string }>();
    for (const { tag, text } of blocks) {
      const same = byTag.get(tag);
      if (same !== undefined) same.text += ` ${text}`;
      else {
        const block = { tag, text };
        byTag.set(tag, block);
        texts.push(block);
      }
    }
    const normalised = texts.map(({ text }) => normaliseExtracted(text)).filter((text) => text !== '');
    this.#pages.push(normalised.join('\n\n'));
  }

  toString(): string {
    return this.#pages.length === 0 ? '' : `${this.#pages.join('\n\f\n')}\n`;
  }
}
