// A path or bytes → a PDF that checks can ask: each thing is read when it is first asked for, and once.
import { Diagnostics, formatDiagnostic } from '../base/diagnostic.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { placedBlocks } from '../preflight/compare/article-index.ts';
import type { PlacedBlock } from '../preflight/compare/article-index.ts';
import { checkStructure } from '../preflight/check-structure.ts';
import { extractText } from '../preflight/pdfjs/extract-text.ts';
import type { ExtractOptions } from '../preflight/pdfjs/extract-text.ts';
import type { ExtractedText } from '../preflight/pdfjs/extracted-text.ts';
import type { Finding } from '../preflight/report-types.ts';
import { readFonts } from '../preflight/inspect/font/read-fonts.ts';
import type { PdfFont } from '../preflight/inspect/font/read-fonts.ts';
import { readLinks } from '../preflight/pdfjs/read-links.ts';
import type { PdfLink } from '../preflight/pdfjs/read-links.ts';
import { readDocumentFacts } from '../preflight/pdfjs/read-document-facts.ts';
import type { DocumentFacts } from '../preflight/pdfjs/read-document-facts.ts';
import { readPdfFile } from '../preflight/pdfjs/read-pdf.ts';
import { DEFAULT_LIMITS } from '../preflight/pdfjs/reader-thread.ts';
import type { ReadingLimits } from '../preflight/pdfjs/reader-thread.ts';
import { readStructure } from '../preflight/structure/read-structure.ts';
import type { DocumentStructure } from '../preflight/structure/structure-types.ts';

/** A path, the bytes of a file, or a file that is open already: several checks then read it once. */
export type PdfSource = string | Uint8Array | PdfUnderTest;

export interface ReadOptions {
  /** Names the file in messages; default: its path. */
  readonly name?: string | undefined;
  /** Pages that are read; default 5000. */
  readonly maxPages?: number | undefined;
  /** Time and memory that reading may take; default 30 s a page, 5 minutes and 1 GB a file. What takes more is left out. */
  readonly limits?: ReadingLimits | undefined;
}

/** The file cannot be read, or a check cannot be decided because it was read only in part. No check passes or fails then. */
export class UnreadablePdfError extends Error {
  override readonly name: string = 'UnreadablePdfError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(message: string, diagnostics: readonly Diagnostic[]) {
    super([message, ...diagnostics.map((each) => `  ${formatDiagnostic(each)}`)].join('\n'));
    this.diagnostics = diagnostics;
  }
}

/** Opens a file for checks; throws UnreadablePdfError when it is missing, encrypted or no PDF. */
export async function openPdfUnderTest(source: PdfSource, options: ReadOptions = {}): Promise<PdfUnderTest> {
  if (source instanceof PdfUnderTest) return source;
  if (typeof source !== 'string' && !(source instanceof Uint8Array))
    throw new TypeError(
      `A PDF is a path, a Uint8Array, or what openPdfUnderTest gives, not ${describe(source)}`,
    );
  const name = options.name ?? (typeof source === 'string' ? source : 'the PDF');
  const diagnostics = new Diagnostics();
  const bytes = typeof source === 'string' ? readPdfFile(source, diagnostics) : source;
  const limits = options.limits ?? DEFAULT_LIMITS;
  const facts = bytes === null ? null : await readDocumentFacts(bytes, { file: name, diagnostics, limits });
  if (bytes === null || facts === null)
    throw new UnreadablePdfError(`${name} cannot be read`, diagnostics.list);
  return new PdfUnderTest(bytes, facts, { ...options, name, damages: diagnostics.list });
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? `an object (${value.constructor?.name ?? 'without class'})` : `a ${typeof value}`; // prettier-ignore
}

/** An open file. */
export class PdfUnderTest {
  readonly name: string;
  readonly facts: DocumentFacts;
  readonly #bytes: Uint8Array;
  readonly #maxPages: number | undefined;
  readonly #limits: ReadingLimits;
  readonly #diagnostics = new Diagnostics();
  /** What was found when it was opened. */
  readonly #damages: readonly Diagnostic[];
  #text: Promise<ExtractedText> | null = null;
  #structure: Promise<DocumentStructure | null> | null = null;
  #links: Promise<readonly PdfLink[]> | null = null;
  #fonts: Promise<readonly PdfFont[]> | null = null;
  #findings: Promise<readonly Finding[] | null> | null = null;

  /** Use openPdfUnderTest. */
  constructor(
    bytes: Uint8Array,
    facts: DocumentFacts,
    options: ReadOptions & { readonly name: string; readonly damages: readonly Diagnostic[] },
  ) {
    this.#damages = options.damages;
    this.#bytes = bytes;
    this.#maxPages = options.maxPages;
    this.#limits = options.limits ?? DEFAULT_LIMITS;
    this.name = options.name;
    this.facts = facts;
  }

  /** What was left out of the text or the tags, as far as they have been read. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics.list;
  }

  /** Throws UnreadablePdfError when something was left out. */
  requireWhole(question: string): void {
    if (this.diagnostics.some(({ severity }) => severity !== 'note'))
      throw new UnreadablePdfError(`${this.name} was read only in part: it cannot be said whether ${question}`, this.diagnostics); // prettier-ignore
  }

  /** Throws UnreadablePdfError when the file is damaged: what it says of itself may not be all. */
  requireSound(question: string): void {
    if (this.#damages.length > 0)
      throw new UnreadablePdfError(`${this.name} is damaged: it cannot be said whether ${question}`, this.#damages); // prettier-ignore
  }

  /** Its text, page by page. */
  text(): Promise<ExtractedText> {
    this.#text ??= this.#read(() => extractText(this.#bytes, this.#options()));
    return this.#text;
  }

  /** Its tags; null when it has none, or is encrypted. */
  structure(): Promise<DocumentStructure | null> {
    this.#structure ??= this.#tags();
    return this.#structure;
  }

  /** What preflight finds wrong with its structure; null when the file cannot be opened for that. */
  structureFindings(): Promise<readonly Finding[] | null> {
    this.#findings ??= checkStructure(this.#bytes, {
      file: this.name,
      diagnostics: this.#diagnostics,
      maxPages: this.#maxPages,
    });
    return this.#findings;
  }

  /** Its links, page by page. */
  links(): Promise<readonly PdfLink[]> {
    this.#links ??= this.#read(() => readLinks(this.#bytes, this.#options()));
    return this.#links;
  }

  /** Its fonts; throws UnreadablePdfError for an encrypted file, whose fonts are not read. */
  fonts(): Promise<readonly PdfFont[]> {
    this.#fonts ??= this.#read(() => readFonts(this.#bytes));
    return this.#fonts;
  }

  /** Its blocks in reading order with their articles; without tags each page is as extractText gives it. */
  async blocks(): Promise<readonly PlacedBlock[]> {
    const structure = await this.structure();
    const placed = structure === null ? [] : placedBlocks(structure);
    if (placed.length > 0) return placed;
    const { pages } = await this.text();
    return pages.flatMap(({ number, blocks }) =>
      blocks.map(({ role, text }) => ({ role, text, parts: new Map([[number, text]]), article: null })),
    );
  }

  async #tags(): Promise<DocumentStructure | null> {
    const found = new Diagnostics();
    const structure = await readStructure(this.#bytes, { ...this.#options(), diagnostics: found });
    // A file without tags, or whose tags cannot be read, is one without tags; its text has diagnostics of its own.
    if (structure === null) return null;
    for (const each of found.list) this.#diagnostics.add(each);
    return structure;
  }

  async #read<T>(read: () => Promise<T | null>): Promise<T> {
    const result = await read();
    if (result === null) throw new UnreadablePdfError(`${this.name} cannot be read`, this.diagnostics);
    return result;
  }

  #options(): ExtractOptions {
    return {
      file: this.name,
      diagnostics: this.#diagnostics,
      maxPages: this.#maxPages,
      limits: this.#limits,
    };
  }
}
