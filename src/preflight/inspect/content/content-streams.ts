// Content streams of a page, its forms and glyphs → their bytes, within what the page and the file may cost.
import type { PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { decodeStream } from '../objects/stream-data.ts';

/** What all pages of a file together may still cost. */
export interface InspectionBudget {
  operators: number;
  bytes: number;
}

/** A budget for one file: many times what long books need. */
export function createBudget(): InspectionBudget {
  return { operators: 250_000_000, bytes: 4 * 1024 ** 3 };
}

const MAX_CONTENT = 64 * 1024 * 1024;
/** What opening any stream costs, at least. */
const MIN_COST = 256;
/** Decoded forms kept while a page is read. */
const MAX_KEPT = 16 * 1024 * 1024;

const NEWLINE: Uint8Array = Uint8Array.of(10);

/** The content streams of one page. */
export class ContentStreams {
  readonly #objects: PdfObjects;
  readonly #budget: InspectionBudget;
  readonly #problems: Set<string>;
  readonly #kept = new Map<PDFRawStream, Uint8Array>();
  #keptBytes = 0;

  constructor(objects: PdfObjects, budget: InspectionBudget, problems: Set<string>) {
    this.#objects = objects;
    this.#budget = budget;
    this.#problems = problems;
  }

  /** Several streams as one (7.8.2). */
  join(contents: readonly PDFObject[]): Uint8Array {
    const parts: Uint8Array[] = [];
    let left = MAX_CONTENT;
    for (const each of contents) {
      const stream = this.#objects.stream(each);
      if (stream === null) this.#problems.add('A content stream is missing');
      const part = stream === null ? null : this.#decode(stream, left);
      if (part === null) continue;
      left -= part.length;
      parts.push(part, NEWLINE);
    }
    return parts.length === 2 ? (parts[0] ?? NEWLINE) : Buffer.concat(parts);
  }

  /** The content of a form, a pattern or a glyph; null, with a problem, when it cannot be read. */
  read(stream: PDFRawStream): Uint8Array | null {
    const known = this.#kept.get(stream);
    if (known !== undefined) return known;
    const bytes = this.#decode(stream, MAX_CONTENT);
    if (bytes !== null && this.#keptBytes + bytes.length <= MAX_KEPT) {
      this.#kept.set(stream, bytes);
      this.#keptBytes += bytes.length;
    }
    return bytes;
  }

  #decode(stream: PDFRawStream, limit: number): Uint8Array | null {
    const allowed = Math.max(0, Math.min(limit, this.#budget.bytes));
    const { data, problem, picture } = decodeStream(stream, this.#objects, allowed);
    this.#budget.bytes -= data === null ? MIN_COST : data.length + MIN_COST;
    if (data !== null && picture === null) return data;
    this.#problems.add(`A content stream cannot be read: ${problem ?? `it is a picture (${picture})`}`);
    return null;
  }
}
