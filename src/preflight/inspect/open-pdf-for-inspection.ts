// Bytes of any PDF → facts of the file, and its pages one at a time. The stages: parse the objects, read what the catalog
// says, walk the page tree, interpret each page's content, read the samples of its images.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { Diagnostics } from '../../base/diagnostic.ts';
import { openPageTexts } from '../pdfjs/extract-text.ts';
import type { PageTexts } from '../pdfjs/extract-text.ts';
import { ColorSpaces } from './color/color-spaces.ts';
import { ShadingInks } from './color/shading-ink.ts';
import { ContentInterpreter } from './content/content-interpreter.ts';
import { createBudget } from './content/content-streams.ts';
import type { PageFrame, PageTools } from './content/page-painting.ts';
import {
  actionsOf,
  additionalActions,
  countBookmarks,
  readDocumentActions,
  readInfo,
  readIntents,
  readMetadata,
  readStreams,
} from './file/file-facts.ts';
import { nameTreeSize, readPageLabels } from './file/name-tree.ts';
import { readOptionalContent } from './file/optional-content.ts';
import { readBox, walkPages } from './file/page-tree.ts';
import type { PageNode } from './file/page-tree.ts';
import { PageFonts } from './font/page-fonts.ts';
import { PageImages } from './image/page-images.ts';
import type { Box, InspectedAction, InspectedAnnotation, InspectedFile, InspectedPage, InspectedPdf, PagesOptions, TaggedDocument } from './inspected-pdf.ts'; // prettier-ignore
import { parseObjects } from './objects/parse-objects.ts';
import type { ParsedObjects } from './objects/parse-objects.ts';
import { readTaggedDocument } from './tags/read-tagged-document.ts';
import type { PdfObjects } from './objects/pdf-objects.ts';

export interface InspectionOptions {
  /** Named in diagnostics. */
  readonly file: string;
  readonly diagnostics: Diagnostics;
  /** Pages beyond this number are left out with P004. */
  readonly maxPages?: number | undefined;
}

const DEFAULT_MAX_PAGES = 10_000;
const MAX_ANNOTATIONS = 10_000;
/** A page without a usable MediaBox: US Letter, as viewers take it. */
const LETTER: Box = [0, 0, 612, 792];

/** Opens a PDF; null with P002 (damaged, no PDF) or P003 (encrypted). What could be read only in part is P004. */
export async function openPdfForInspection(
  bytes: Uint8Array,
  options: InspectionOptions,
): Promise<InspectedPdf | null> {
  const { file, diagnostics } = options;
  const library = await import('@cantoo/pdf-lib');
  const parsed = parseObjects(bytes, library);
  const { objects, trailer } = parsed;
  if (trailer.encrypt !== undefined && objects.resolve(trailer.encrypt) !== null) {
    diagnostics.error('P003', 'The PDF is encrypted', { file }, 'save a copy without password and restrictions'); // prettier-ignore
    return null;
  }
  const catalog = objects.dict(trailer.root);
  const pagesRoot = catalog === null ? undefined : objects.raw(catalog, 'Pages');
  const maxPages = options.maxPages ?? DEFAULT_MAX_PAGES;
  const pageCount = countPages(pagesRoot, objects, maxPages);
  if (catalog === null || pageCount === 0) {
    const reason = parsed.headerVersion === '' ? 'it does not begin as a PDF' : catalog === null ? 'it has no catalog' : 'it has no pages'; // prettier-ignore
    diagnostics.error('P002', `This is no PDF that can be read: ${reason}`, { file });
    return null;
  }
  for (const problem of parsed.problems.slice(0, MAX_PROBLEMS))
    diagnostics.warning('P004', problem, { file });
  if (pageCount > maxPages)
    diagnostics.warning('P004', `Only the first ${maxPages} pages were read`, { file });
  return new OpenPdf(bytes, {
    parsed,
    catalog,
    pagesRoot,
    options,
    pageCount: Math.min(pageCount, maxPages),
  });
}

/** Problems of the file's structure that are told one by one. */
const MAX_PROBLEMS = 20;

/** One more than `maximum` at most. */
function countPages(root: PDFObject | undefined, objects: PdfObjects, maximum: number): number {
  let count = 0;
  for (const _page of walkPages(root, objects)) if (++count > maximum) break;
  return count;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface OpenState {
  readonly parsed: ParsedObjects;
  readonly catalog: PDFDict;
  readonly pagesRoot: PDFObject | undefined;
  readonly options: InspectionOptions;
  readonly pageCount: number;
}

class OpenPdf implements InspectedPdf {
  readonly pageCount: number;
  readonly #bytes: Uint8Array;
  readonly #state: OpenState;
  readonly #tools: PageTools;
  readonly #file: Writable<InspectedFile>;
  readonly #actions: InspectedAction[];
  readonly #filters: Set<string>;
  #texts: Promise<PageTexts | null> | null = null;
  #tags: TaggedDocument | null = null;

  constructor(bytes: Uint8Array, state: OpenState) {
    this.#bytes = bytes;
    this.#state = state;
    this.pageCount = state.pageCount;
    const { parsed, catalog } = state;
    const { objects, trailer } = parsed;
    const spaces = new ColorSpaces(objects);
    const streams = readStreams(objects);
    this.#tools = {
      objects,
      spaces,
      fonts: new PageFonts(objects),
      images: new PageImages(objects, spaces),
      shadings: new ShadingInks(objects),
      optional: readOptionalContent(catalog, objects),
      effects: { transferFunctions: false, halftones: false, postScript: streams.postScript },
      budget: createBudget(),
    };
    this.#actions = [...readDocumentActions(catalog, objects)];
    this.#filters = streams.filters;
    const names = objects.dict(objects.get(catalog, 'Names'));
    const form = objects.dict(objects.get(catalog, 'AcroForm'));
    const preferences = objects.dict(objects.get(catalog, 'ViewerPreferences'));
    const direction = objects.name(objects.get(preferences, 'Direction'));
    const catalogVersion = objects.name(objects.get(catalog, 'Version')) ?? '';
    this.#file = {
      version: catalogVersion > parsed.headerVersion ? catalogVersion : parsed.headerVersion,
      headerVersion: parsed.headerVersion,
      bytes: bytes.length,
      hasIdentifier: isIdentifier(objects.list(trailer.id).map((each) => objects.bytes(each)?.length ?? 0)),
      encrypted: false,
      objectStreams: parsed.objectStreams,
      crossReferenceStream: parsed.crossReferenceStream,
      filters: this.#filters,
      info: readInfo(trailer.info, objects),
      xmp: readMetadata(catalog, objects),
      intents: readIntents(catalog, objects, spaces),
      actions: this.#actions,
      hasForm: objects.list(objects.get(form, 'Fields')).length > 0,
      hasXfa: objects.get(form, 'XFA') !== null,
      embeddedFiles: Math.max(nameTreeSize(objects.get(names, 'EmbeddedFiles'), objects), streams.embeddedFiles), // prettier-ignore
      external: streams.external,
      optionalContent: this.#tools.optional.present,
      automaticLayers: this.#tools.optional.automatic,
      viewAreas: VIEW_AREAS.flatMap((key) => objects.name(objects.get(preferences, key)) ?? []),
      postScript: streams.postScript,
      transferFunctions: false,
      halftones: false,
      direction: direction === 'L2R' || direction === 'R2L' ? direction : null,
      language: objects.text(objects.get(catalog, 'Lang')),
      tagged: objects.boolean(objects.get(objects.dict(objects.get(catalog, 'MarkInfo')), 'Marked')) === true,
      bookmarks: countBookmarks(catalog, objects),
      fonts: this.#tools.fonts.used,
      images: this.#tools.images.all,
    };
  }

  get file(): InspectedFile {
    return this.#file;
  }

  tags(): TaggedDocument {
    this.#tags ??= readTaggedDocument(this.#state.catalog, this.#state.parsed.objects);
    return this.#tags;
  }

  async *pages({ pieces = false }: PagesOptions = {}): AsyncGenerator<InspectedPage> {
    const { parsed, catalog, pagesRoot } = this.#state;
    const { objects } = parsed;
    const label = readPageLabels(objects.get(catalog, 'PageLabels'), objects);
    let number = 0;
    try {
      for (const node of walkPages(pagesRoot, objects)) {
        if (++number > this.pageCount) break;
        yield await this.#page(node, { number, pieces }, label(number - 1));
      }
    } finally {
      const texts = await this.#texts;
      this.#texts = null;
      await texts?.close();
    }
  }

  async #page(
    node: PageNode,
    { number, pieces }: Omit<PageFrame, 'media'>,
    label: string | null,
  ): Promise<InspectedPage> {
    const { objects } = this.#tools;
    const unitValue = objects.number(objects.get(node.dict, 'UserUnit'));
    const userUnit = unitValue !== null && unitValue > 0 ? unitValue : 1;
    const box = (key: string): Box | null => readBox(objects.get(node.dict, key), userUnit, objects);
    const problems: string[] = [];
    let media = readBox(node.mediaBox, userUnit, objects);
    if (media === null) {
      problems.push('The page has no MediaBox');
      media = LETTER;
    }
    const interpreter = new ContentInterpreter(this.#tools, { number, media, pieces });
    const contents = objects.get(node.dict, 'Contents');
    const parts = objects.array(contents) === null ? (contents === null ? [] : [contents]) : objects.list(contents); // prettier-ignore
    interpreter.run(parts, node.resources, userUnit);
    const annotations = this.#annotations(node.dict, { number, userUnit, interpreter });
    const content = interpreter.result();
    await this.#tools.images.decodePending();
    this.#actions.push(...additionalActions(objects.get(node.dict, 'AA'), number, objects));
    this.#noteEffects();
    const group = objects.dict(objects.get(node.dict, 'Group'));
    const groupSpace = objects.get(group, 'CS');
    return {
      number,
      label,
      object: node.object,
      rotate: ((node.rotate % 360) + 360) % 360,
      userUnit,
      hasUserUnit: objects.get(node.dict, 'UserUnit') !== null,
      boxes: {
        media,
        crop: readBox(node.cropBox, userUnit, objects),
        bleed: box('BleedBox'),
        trim: box('TrimBox'),
        art: box('ArtBox'),
      },
      annotations,
      group: groupSpace === null ? null : this.#tools.spaces.read(groupSpace, node.resources).facts,
      hasGroup: group !== null,
      formGroups: content.formGroups,
      formGroupSpaces: content.formGroupSpaces,
      readsWell: content.readsWell,
      maskEvents: content.maskEvents,
      ...(content.pieces !== null && { pieces: content.pieces }),
      events: content.events,
      text: () => this.#text(number),
      problems: [...problems, ...content.problems],
    };
  }

  #noteEffects(): void {
    const { effects, images } = this.#tools;
    this.#file.postScript = effects.postScript;
    this.#file.transferFunctions = effects.transferFunctions;
    this.#file.halftones = effects.halftones;
    for (const { filters } of images.all.slice(this.#imagesSeen)) for (const each of filters) this.#filters.add(each); // prettier-ignore
    this.#imagesSeen = images.all.length;
  }

  #imagesSeen = 0;

  // 12.5
  #annotations(dict: PDFDict, page: AnnotatedPage): readonly InspectedAnnotation[] {
    const { objects, optional } = this.#tools;
    const found: InspectedAnnotation[] = [];
    for (const each of objects.list(objects.get(dict, 'Annots')).slice(0, MAX_ANNOTATIONS)) {
      const annotation = objects.dict(each);
      if (annotation === null) continue;
      const subtype = objects.name(objects.get(annotation, 'Subtype')) ?? '';
      const box = readBox(objects.get(annotation, 'Rect'), page.userUnit, objects) ?? [0, 0, 0, 0];
      const flags = objects.number(objects.get(annotation, 'F')) ?? 0;
      const hidden = (flags & (HIDDEN | NO_VIEW)) !== 0 || optional.isHidden(objects.get(annotation, 'OC'));
      found.push({ subtype, box, hidden });
      this.#actions.push(...actionsOf(objects.get(annotation, 'A'), page.number, objects));
      this.#actions.push(...additionalActions(objects.get(annotation, 'AA'), page.number, objects));
      if ((flags & PRINT) !== 0 && (flags & HIDDEN) === 0 && subtype !== 'Popup')
        page.interpreter.paintAppearance(normalAppearance(annotation, objects), box);
    }
    return found;
  }

  async #text(number: number): Promise<string | null> {
    const { file, diagnostics } = this.#state.options;
    this.#texts ??= openPageTexts(this.#bytes, { file, diagnostics, maxPages: this.pageCount });
    const texts = await this.#texts;
    return texts === null ? null : texts.text(number);
  }
}

/** Table 150 */
const VIEW_AREAS: readonly string[] = ['ViewArea', 'ViewClip', 'PrintArea', 'PrintClip'];

/** 14.4: two strings of bytes. */
function isIdentifier(lengths: readonly number[]): boolean {
  return lengths.length === 2 && lengths.every((length) => length > 0);
}

interface AnnotatedPage {
  readonly number: number;
  readonly userUnit: number;
  readonly interpreter: ContentInterpreter;
}

/** Flags of annotations (table 165). */
const HIDDEN = 2;
const PRINT = 4;
const NO_VIEW = 32;

/** N of AP; of several states the one that AS names (12.5.5). */
function normalAppearance(annotation: PDFDict, objects: PdfObjects): PDFObject | null {
  const appearance = objects.get(objects.dict(objects.get(annotation, 'AP')), 'N');
  if (appearance === null || objects.stream(appearance) !== null) return appearance;
  const state = objects.name(objects.get(annotation, 'AS'));
  return state === null ? null : objects.get(objects.dict(appearance), state);
}
