// Page[] → the bytes of a tagged PDF (ISO 32000-1): version 1.7 for the web; PDF/X-4 or PDF/X-1a for a press. Pages are painted
// and forgotten as they come; what needs the whole document (structure, fonts, pictures, names, outline) is written at the
// end. Same input, same bytes.
import type { Diagnostics } from '../base/diagnostic.ts';
import type { Direction } from '../base/direction.ts';
import { invariant } from '../base/invariant.ts';
import type { FontLibrary } from '../font/font-types.ts';
import type { Front, Page } from '../frame/frame.ts';
import type { StructureNode } from '../document/structure.ts';
import { artifactProperties } from './tags/artifacts.ts';
import type { ColorConverter, ColorWriter } from './color/color-writer.ts';
import type { ConversionReport } from './color/conversion-report.ts';
import { PLAIN_COLORS } from './color/plain-colors.ts';
import { PressInks } from './color/press-inks.ts';
import type { PressJob } from '../press/press-job.ts';
import type { PlacedBookmark } from './navigation/bookmarks.ts';
import { writeOutline } from './navigation/bookmarks.ts';
import type { PdfVersion } from './pdf-file.ts';
import { PdfFile } from './pdf-file.ts';
import type { NamedTitle } from './navigation/link-descriptions.ts';
import { LinkDescriptions } from './navigation/link-descriptions.ts';
import { Links } from './navigation/links.ts';
import type { DocumentInfo } from './metadata/metadata.ts';
import { infoDictionary, xmpPacket } from './metadata/metadata.ts';
import { pageLabels } from './navigation/page-labels.ts';
import type { PaintContext, PaintedPage } from './paint-page.ts';
import { paintPage, TextInk } from './paint-page.ts';
import { PendingContents } from './pending-contents.ts';
import { pdfNumber, pdfReference, pdfReferences, pdfText } from './pdf-syntax.ts';
import type { PictureStore } from './pictures/picture-store.ts';
import type { PictureCache, PressPictures } from './pictures/press-pictures.ts';
import { pressPictures } from './pictures/press-pictures.ts';
import { writeOutputIntents } from './press/output-intent.ts';
import { pressInfoEntries, pressXmp } from './press/press-metadata.ts';
import type { DressedContent, PressPage } from './press/press-sheet.ts';
import { PressSheets } from './press/press-sheet.ts';
import { StructureTree } from './tags/structure-tree.ts';
import { MIXED_CODING } from './text/text-coding.ts';
import { TextLayer } from './text/text-layer.ts';
import { TextState } from './text/text-state.ts';
import { UsedPictures } from './used-pictures.ts';
import type { PictureBudget } from './web/budget-report.ts';
import { budgetReports, settledBudget } from './web/budget-report.ts';
import type { WebImages } from './web/web-images.ts';
import { DEFAULT_WEB_IMAGES } from './web/web-images.ts';
import { writeWebIntents } from './web/web-intent.ts';
import {
  declaresRightToLeft,
  pressViewerEntries,
  webViewerEntries,
} from './navigation/viewer-preferences.ts';
import { webXmp } from './web/web-metadata.ts';
import { NO_CLAIMS } from './web/web-standard.ts';
import type { WebClaims } from './web/web-standard.ts';
import { writeFont } from './write-fonts.ts';

/** The text layer, or what stands for it. */
export type TextPainter = Pick<TextLayer, 'line' | 'takeUsedFonts' | 'finish'> & Partial<Pick<TextLayer, 'parts'>>; // prettier-ignore

export interface PdfOptions extends DocumentInfo {
  readonly fonts: FontLibrary;
  readonly structure: readonly StructureNode[];
  readonly pictures: PictureStore;
  readonly diagnostics: Diagnostics;
  /** Main direction of the document. */
  readonly direction: Direction;
  /** Pictures of the web edition, and how large its file may be; default: as many bytes as it needs. */
  readonly images?: WebImages | undefined;
  /** What articles and sections are called, by the names of their places: links say it. */
  readonly placeTitles?: ReadonlyMap<string, NamedTitle> | undefined;
  /** What the web edition claims to be; default: nothing. */
  readonly claims?: WebClaims | undefined;
  /** What the press edition is printed on and how; default: the web edition. */
  readonly press?: PressJob | undefined;
  /** From sRGB to the inks of `press`, which needs one. */
  readonly converter?: ColorConverter | undefined;
  /** Collects what colours become, for several files; default: each file tells it at its end. */
  readonly conversions?: ConversionReport | undefined;
  /** Where converted pictures are kept from one press build to the next; default: nowhere. */
  readonly pictureCache?: PictureCache | undefined;
  /** Stands for the text layer in tests. */
  readonly textLayer?: TextPainter | undefined;
}

/** A page of the press edition whose dictionary is not ended yet. */
interface PendingPage {
  readonly object: number;
  readonly body: string;
  /** Objects of its pictures. */
  readonly pictures: readonly number[];
  readonly hasOpacity: boolean;
}

interface WrittenPage {
  readonly object: number;
  readonly label: string;
}

/** Writes one document: pages in reading order, then `finish` once. */
export class PdfWriter {
  readonly #options: PdfOptions;
  readonly #file: PdfFile;
  readonly #text: TextPainter;
  readonly #context: PaintContext;
  readonly #pageTree: number;
  /** Null in the web edition. */
  readonly #sheets: PressSheets | null;
  /** Objects and labels of the pages, those of each front from its own first page on. */
  readonly #pages: Readonly<Record<Front, WrittenPage[]>> = { main: [], back: [] };
  readonly #pending: PendingPage[] = [];
  readonly #contents = new PendingContents();
  readonly #bookmarks: PlacedBookmark[] = [];
  readonly #fonts = new Map<string, number>();
  readonly #opacities = new Map<string, number>();
  #budget: PictureBudget | null = null;

  constructor(options: PdfOptions) {
    this.#options = options;
    this.#file = new PdfFile(versionOf(options.press));
    this.#pageTree = this.#file.reserve();
    const colors = colorsOf(options, this.#file);
    const ink = new TextInk(colors);
    // RIPs get the encoding that all of them know, and lines complete in themselves.
    const isCompact = options.press === undefined && options.textLayer === undefined;
    const coding = isCompact ? MIXED_CODING : undefined;
    const textState = isCompact ? new TextState(true) : undefined;
    this.#text =
      options.textLayer ??
      new TextLayer({
        fonts: options.fonts,
        fillColor: ink.fillColor,
        coding,
        state: textState,
        isDeclaredRightToLeft: options.press === undefined && declaresRightToLeft(options),
      });
    this.#context = {
      file: this.#file,
      structure: new StructureTree(options.structure, options.language),
      links: new Links(options.diagnostics, new LinkDescriptions(options)),
      pictures: picturesOf(options, this.#file),
      text: this.#text,
      textState,
      ink,
      colors,
    };
    const { press, diagnostics, fonts, pictures } = options;
    this.#sheets =
      press === undefined
        ? null
        : new PressSheets({ job: press, file: this.#file, fonts, colors, pictures, diagnostics });
  }

  /** Paints and writes a page; it may be released afterwards. */
  addPage(page: Page): void {
    if (this.#sheets !== null) {
      this.#addSheet(this.#sheets, this.#sheets.prepare(page));
      return;
    }
    const object = this.#file.reserve();
    const structParents = this.#context.structure.beginPage(object);
    const painted = paintPage(page, object, this.#context);
    const content = this.#contents.add(this.#file, painted.content, painted.matrices);
    let body =
      `<</Type/Page/Parent ${this.#pageTree} 0 R/MediaBox[0 0 ${pdfNumber(page.width)} ${pdfNumber(page.height)}]` +
      `/Resources${this.#resources(painted)}/Contents ${content} 0 R/StructParents ${structParents}/Tabs/S`;
    if (painted.annotations.length > 0) body += `/Annots[${painted.annotations.map(pdfReference).join(' ')}]`;
    // Opacities are blended in the space of the page's colours.
    if (painted.opacities.size > 0) body += '/Group<</S/Transparency/CS/DeviceRGB>>';
    this.#file.object(object, `${body}>>`);
    this.#noteWritten(page, object, 0);
  }

  /** As `addPage`, on the sheet of a press. */
  #addSheet(sheets: PressSheets, prepared: PressPage): void {
    const { page, sheet } = prepared;
    const object = this.#file.reserve();
    const structParents = this.#context.structure.beginPage(object, sheet.margin);
    this.#context.links.beginPage(sheet.margin);
    const painted = paintPage(page, object, this.#context);
    const dressed = sheets.dress(prepared, painted.content);
    const content = this.#file.pageContent(this.#file.reserve(), dressed.content);
    const body =
      `<</Type/Page/Parent ${this.#pageTree} 0 R${sheets.boxes(prepared)}` +
      `/Resources${this.#resources(painted, dressed)}/Contents ${content} 0 R/StructParents ${structParents}`;
    const pictures = [...painted.pictures.values()];
    this.#pending.push({ object, body, pictures, hasOpacity: painted.opacities.size > 0 });
    this.#noteWritten(page, object, sheet.margin);
  }

  /** Only now it is known which pictures have transparency: a page without any says nothing of it, for the sake of slow RIPs. */
  #writePendingPages(): void {
    const mayBlend = this.#options.press?.profile.standard === 'pdfx-4';
    for (const { object, body, pictures, hasOpacity } of this.#pending) {
      const blends = hasOpacity || pictures.some((picture) => this.#context.pictures.isTranslucent(picture));
      const group = mayBlend && blends ? '/Group<</S/Transparency/CS/DeviceCMYK>>' : '';
      this.#file.object(object, `${body}${group}>>`);
    }
  }

  #noteWritten(page: Page, object: number, margin: number): void {
    this.#pages[page.front].push({ object, label: page.label });
    for (const bookmark of page.bookmarks)
      this.#bookmarks.push({
        ...bookmark,
        page: object,
        x: bookmark.x === undefined ? null : bookmark.x + margin,
        y: page.height - bookmark.y + margin,
      });
  }

  /** Writes what the pages share and returns the file. */
  async finish(): Promise<Uint8Array> {
    const file = this.#file;
    this.#contents.write(file);
    this.#context.colors.finish();
    for (const font of this.#text.finish()) {
      const id = this.#fonts.get(font.resourceName);
      if (id !== undefined) writeFont(file, id, font, listsCids(this.#options.press));
    }
    const pressPicture = pressPicturesOf(this.#options);
    const forArchive = this.#options.press === undefined && (this.#options.claims?.archive ?? null) !== null; // prettier-ignore
    await this.#context.pictures.writeDrawings(pressPicture, this.#options.conversions, forArchive);
    if (pressPicture !== undefined) await this.#context.pictures.writePressBitmaps(pressPicture);
    this.#writePendingPages();
    const pages = this.#inFileOrder();
    const labels = new Map(pages.map(({ object, label }) => [object, label]));
    this.#context.links.writeAnnotations(file, (page) => labels.get(page) ?? '');
    const kids = pages.map(({ object }) => pdfReference(object)).join(' ');
    file.object(this.#pageTree, `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`);
    const { press } = this.#options;
    const info = file.add(infoDictionary(this.#options, press === undefined ? '' : pressInfoEntries(press)));
    const catalog = this.#writeCatalog();
    const { images = DEFAULT_WEB_IMAGES, diagnostics } = this.#options;
    // Bitmaps come last: what may be left for them is known only now.
    const budget = press === undefined ? await this.#context.pictures.writeWebBitmaps(images) : null;
    const bytes = file.finish({ catalog, info });
    if (budget !== null) {
      this.#budget = settledBudget(budget, bytes.length);
      for (const report of budgetReports(this.#budget, images)) diagnostics.add(report);
    }
    return bytes;
  }

  /** After `finish`: what fitting the web edition to its size came to; null where it has none. */
  get budget(): PictureBudget | null {
    return this.#budget;
  }

  /** The second front is the last page of the file, and its pages run towards the main ones. */
  #inFileOrder(): readonly WrittenPage[] {
    const pages = [...this.#pages.main, ...this.#pages.back.toReversed()];
    return this.#options.press?.profile.pages.order === 'reversed' ? pages.reverse() : pages;
  }

  #resources(painted: PaintedPage, dressed?: DressedContent): string {
    const file = this.#file;
    let resources = '<<';
    const inks = this.#context.colors.takeResources();
    const bodies =
      inks.states.size === 0 ? painted.opacities : new Map([...painted.opacities, ...inks.states]);
    const states = numberOf(this.#opacities, bodies.keys(), (name) => file.add(bodies.get(name) ?? '<<>>'));
    if (states.size > 0) resources += `/ExtGState${pdfReferences(states)}`;
    const fonts = numberOf(this.#fonts, this.#text.takeUsedFonts(), () => file.reserve());
    if (fonts.size > 0) resources += `/Font${pdfReferences(fonts)}`;
    const objects =
      dressed === undefined ? painted.pictures : new Map([...painted.pictures, ...dressed.forms]);
    if (objects.size > 0) resources += `/XObject${pdfReferences(objects)}`;
    const spaces = dressed === undefined ? inks.spaces : new Map([...inks.spaces, ...dressed.spaces]);
    if (spaces.size > 0) resources += `/ColorSpace${pdfReferences(spaces)}`;
    return `${resources}${artifactProperties(painted.artifacts)}>>`;
  }

  #writeCatalog(): number {
    const { language, direction, press, claims = NO_CLAIMS } = this.#options;
    const file = this.#file;
    const structure = this.#context.structure.write(file);
    const destinations = this.#context.links.writeDestinations(file);
    const elementOf = (tag: number): number | null => this.#context.structure.objectOf(tag);
    const outline = writeOutline(file, this.#bookmarks, { direction, elementOf });
    // XMP stays readable for programs that only search the bytes for it.
    const additions =
      press === undefined
        ? webXmp(claims, this.#options.publication)
        : pressXmp(press, this.#options, file.fingerprint());
    const packet = Buffer.from(xmpPacket(this.#options, additions), 'utf8');
    const metadata = file.stream(file.reserve(), '/Type/Metadata/Subtype/XML', packet);
    const labels = this.#inFileOrder().map(({ label }) => label);
    const viewer =
      press === undefined
        ? webViewerEntries({ language, direction, structure: this.#options.structure, pages: labels.length, hasOutline: outline !== null }) // prettier-ignore
        : pressViewerEntries(press.binding);
    let catalog =
      `<</Type/Catalog/Pages ${this.#pageTree} 0 R/Lang${pdfText(language)}/MarkInfo<</Marked true>>` +
      `/StructTreeRoot ${structure} 0 R${viewer}/Metadata ${metadata} 0 R`;
    if (labels.length > 0) catalog += `/PageLabels${pageLabels(labels)}`;
    if (outline !== null) catalog += `/Outlines ${outline} 0 R`;
    if (destinations !== null) catalog += `/Names<</Dests ${destinations} 0 R>>`;
    if (press !== undefined) catalog += `/OutputIntents${writeOutputIntents(file, press)}`;
    else if (claims.archive !== null) catalog += `/OutputIntents${writeWebIntents(file)}`;
    return file.add(`${catalog}>>`);
  }
}

function colorsOf({ press, converter, conversions, diagnostics }: PdfOptions, file: PdfFile): ColorWriter {
  if (press === undefined) return PLAIN_COLORS;
  invariant(converter !== undefined, 'a press file needs a colour converter');
  return new PressInks({ file, profile: press.profile, converter, diagnostics, conversions });
}

function picturesOf({ pictures, fonts, diagnostics, press }: PdfOptions, file: PdfFile): UsedPictures {
  return new UsedPictures({ file, store: pictures, fonts, diagnostics, keepsWhole: press !== undefined });
}

function pressPicturesOf({ press, converter, pictureCache }: PdfOptions): PressPictures | undefined {
  if (press === undefined || converter === undefined) return undefined;
  return pressPictures(press, converter, pictureCache ?? null);
}

/** PDF/A-1 asks for it; later parts and PDF/X do not. */
function listsCids(press: PressJob | undefined): boolean {
  return press?.claims.includes('pdfa-1b') ?? false;
}

function versionOf(press: PressJob | undefined): PdfVersion {
  if (press === undefined) return '1.7';
  return press.profile.standard === 'pdfx-4' ? '1.6' : '1.4';
}

/** Objects of the named resources; new names get one from `make`. */
function numberOf(
  known: Map<string, number>,
  names: Iterable<string>,
  make: (name: string) => number,
): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const name of names) {
    let id = known.get(name);
    if (id === undefined) {
      id = make(name);
      known.set(name, id);
    }
    numbers.set(name, id);
  }
  return numbers;
}
