// Where things are in a PDF, as pdf.js has it in Node: the links of a page, and the beginning and the end of a paragraph, so
// that a mouse can be sent there.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import type { Place } from './chromium-viewer.ts';

type PdfDocument = Awaited<ReturnType<typeof getDocument>['promise']>;

export interface LinkPlace extends Place {
  /** Name of a place in the document, for links within it. */
  readonly dest?: string;
  readonly url?: string;
}

export interface ParagraphEnds {
  /** Beside the first letter, and within the last one. */
  readonly from: Place;
  readonly to: Place;
  /** Where the text begins in its first line and ends in its last one: x, within it by a hair. */
  readonly begin: number;
  readonly end: number;
}

/** How far beside the text a mouse begins, in points: less than half a gutter. */
const BESIDE = 4;
const HAIR = 0.2;
/** A place in the right half of a closing quotation mark, in em from its left edge. */
const LAST_LETTER = 0.32;

interface TextPiece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class PlacesInPdf {
  readonly #document: PdfDocument;

  private constructor(document: PdfDocument) {
    this.#document = document;
  }

  static async open(pdf: Uint8Array): Promise<PlacesInPdf> {
    return new PlacesInPdf(await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise);
  }

  close(): Promise<void> {
    return this.#document.destroy();
  }

  /** Width and height of a page in points. */
  async size(number: number): Promise<readonly [number, number]> {
    const [left = 0, bottom = 0, right = 0, top = 0] = (await this.#document.getPage(number)).view;
    return [right - left, top - bottom];
  }

  /** The middle of each link of a page. */
  async links(number: number): Promise<readonly LinkPlace[]> {
    const annotations = (await (await this.#document.getPage(number)).getAnnotations()) as readonly {
      readonly subtype: string;
      readonly rect: readonly number[];
      readonly dest?: unknown;
      readonly url?: string;
    }[];
    return annotations
      .filter(({ subtype }) => subtype === 'Link')
      .map(({ rect: [left = 0, bottom = 0, right = 0, top = 0], dest, url }) => ({
        page: number,
        x: (left + right) / 2,
        y: (bottom + top) / 2,
        ...(typeof dest === 'string' && { dest }),
        ...(url !== undefined && { url }),
      }));
  }

  /** Before the first letter and after the last one of a right-to-left paragraph that stands in one column. */
  async paragraph(number: number, paragraph: string): Promise<ParagraphEnds> {
    const pieces = await this.#pieces(number);
    const source = withoutSpaces(paragraph);
    for (const [index, first] of pieces.entries()) {
      if (first.text === '' || !source.startsWith(first.text)) continue;
      let read = '';
      for (const last of pieces.slice(index)) {
        read += last.text;
        if (!source.startsWith(read)) break;
        if (read.length < source.length) continue;
        const middle = ({ y, height }: TextPiece): number => y + height / 4;
        return {
          from: { page: number, x: first.x + first.width + BESIDE, y: middle(first) },
          // PDFium takes the right half of a character for what is after it, in every direction.
          to: { page: number, x: last.x + LAST_LETTER * last.height, y: middle(last) },
          begin: first.x + first.width - HAIR,
          end: last.x + HAIR,
        };
      }
    }
    throw new Error(`page ${number} has no paragraph “${paragraph}”`);
  }

  async #pieces(number: number): Promise<readonly TextPiece[]> {
    const { items } = await (await this.#document.getPage(number)).getTextContent();
    return items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , , , x = 0, y = 0] = item.transform as readonly number[];
      return [{ text: withoutSpaces(item.str), x, y, width: item.width, height: item.height }];
    });
  }
}

function withoutSpaces(text: string): string {
  return normaliseExtracted(text).replace(/[\s\u200c]/g, '');
}
