// The text blocks of the pages → OUT/<issue>.txt: pages parted by form feeds, blocks by blank lines, and in them what a
// reader of the PDF gets: NFC, without controls and soft hyphens.
import type { TextBlock } from './flow/paint/paint-fragment.ts';
import { normaliseExtracted } from './unicode/normalise.ts';

interface OpenBlock {
  text: string;
  continues: TextBlock['continues'];
}

/** Takes the pages in reading order. */
export class TextFile {
  readonly #pages: string[] = [];

  /** A block that goes on in the next column of the same page is one block. */
  addPage(blocks: readonly TextBlock[]): void {
    const texts: OpenBlock[] = [];
    const byTag = new Map<number, OpenBlock>();
    for (const { tag, text, continues } of blocks) {
      const same = byTag.get(tag);
      if (same !== undefined) {
        // A word parted between two columns is one word.
        same.text += same.continues === 'direct' ? text : ` ${text}`;
        same.continues = continues;
      } else {
        const block: OpenBlock = { text, continues };
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
