// Page[] → the bytes of a tagged PDF 1.7 (ISO 32000-1). Pages are painted and forgotten as they come; what needs the whole
// document (structure, fonts, pictures, names, outline) is written at the end. Same input, same bytes.
import type { Diagnostics } from '../base/diagnostic.ts';
import type { Direction } from '../base/direction.ts';
import type { FontLibrary } from '../font/font-types.ts';
import type { Front, Page } from '../frame/frame.ts';
import type { StructureNode } from '../document/structure.ts';
import type { PlacedBookmark } from './bookmarks.ts';
import { writeOutline } from './bookmarks.ts';
import { PdfFile } from './pdf-file.ts';
import { Links } from './links.ts';
import type { DocumentInfo } from './metadata.ts';
import { infoDictionary, xmpPacket } from './metadata.ts';
import { pageLabels } from './page-labels.ts';
import type { PaintContext, PaintedPage } from './paint-page.ts';
import { paintPage, TextInk } from './paint-page.ts';
import { pdfNumber, pdfReference, pdfReferences, pdfText } from './pdf-syntax.ts';
import type { PictureStore } from './pictures/picture-store.ts';
import { StructureTree } from './structure-tree.ts';
import { TextLayer } from './text/text-layer.ts';
import { UsedPictures } from './used-pictures.ts';
import { writeFont } from './write-fonts.ts';

export interface PdfOptions extends DocumentInfo {
  readonly fonts: FontLibrary;
  readonly structure: readonly StructureNode[];
  readonly pictures: PictureStore;
  readonly diagnostics: Diagnostics;
  /** Main direction of the document. */
  readonly direction: Direction;
  /** Pixels per inch that pictures keep; default 150. */
  readonly pictureResolution?: number | undefined;
  /** Tell viewers to put the first page of a spread on the right; default false (it disturbs text extraction). */
  readonly declareDirection?: boolean | undefined;
  /** Stands for the text layer in tests. */
  readonly textLayer?: Pick<TextLayer, 'line' | 'takeUsedFonts' | 'finish'> | undefined;
}

interface WrittenPage {
  readonly object: number;
  readonly label: string;
}

/** Writes one document: pages in reading order, then `finish` once. */
export class PdfWriter {
  readonly #options: PdfOptions;
  readonly #file: PdfFile;
  readonly #text: Pick<TextLayer, 'line' | 'takeUsedFonts' | 'finish'>;
  readonly #context: PaintContext;
  readonly #pageTree: number;
  /** Objects and labels of the pages, those of each front from its own first page on. */
  readonly #pages: Readonly<Record<Front, WrittenPage[]>> = { main: [], back: [] };
  readonly #bookmarks: PlacedBookmark[] = [];
  readonly #fonts = new Map<string, number>();
  readonly #opacities = new Map<string, number>();

  constructor(options: PdfOptions) {
    this.#options = options;
    this.#file = new PdfFile();
    this.#pageTree = this.#file.reserve();
    const ink = new TextInk();
    this.#text = options.textLayer ?? new TextLayer({ fonts: options.fonts, fillColor: ink.fillColor });
    this.#context = {
      file: this.#file,
      structure: new StructureTree(options.structure, options.language),
      links: new Links(options.diagnostics),
      pictures: new UsedPictures(this.#file, options.pictures, options.fonts, options.diagnostics),
      text: this.#text,
      ink,
    };
  }

  /** Paints and writes a page; it may be released afterwards. */
  addPage(page: Page): void {
    const object = this.#file.reserve();
    const structParents = this.#context.structure.beginPage(object);
    const painted = paintPage(page, object, this.#context);
    const content = this.#file.addPageContent(painted.content);
    let body =
      `<</Type/Page/Parent ${this.#pageTree} 0 R/MediaBox[0 0 ${pdfNumber(page.width)} ${pdfNumber(page.height)}]` +
      `/Resources${this.#resources(painted)}/Contents ${content} 0 R/StructParents ${structParents}/Tabs/S`;
    if (painted.annotations.length > 0) body += `/Annots[${painted.annotations.map(pdfReference).join(' ')}]`;
    // Opacities are blended in the space of the page's colours.
    if (painted.opacities.size > 0) body += '/Group<</S/Transparency/CS/DeviceRGB>>';
    this.#file.object(object, `${body}>>`);
    this.#pages[page.front].push({ object, label: page.label });
    for (const { level, label, y } of page.bookmarks)
      this.#bookmarks.push({ level, label, page: object, y: page.height - y });
  }

  /** Writes what the pages share and returns the file. */
  async finish(): Promise<Uint8Array> {
    const file = this.#file;
    for (const font of this.#text.finish()) {
      const id = this.#fonts.get(font.resourceName);
      if (id !== undefined) writeFont(file, id, font);
    }
    await this.#context.pictures.write(this.#options.pictureResolution ?? 150);
    this.#context.links.writeAnnotations(file);
    const pages = this.#inFileOrder();
    const kids = pages.map(({ object }) => pdfReference(object)).join(' ');
    file.object(this.#pageTree, `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`);
    const info = file.add(infoDictionary(this.#options));
    return file.finish({ catalog: this.#writeCatalog(), info });
  }

  /** The second front is the last page of the file, and its pages run towards the main ones. */
  #inFileOrder(): readonly WrittenPage[] {
    return [...this.#pages.main, ...this.#pages.back.toReversed()];
  }

  #resources(painted: PaintedPage): string {
    const file = this.#file;
    let resources = '<<';
    const states = numberOf(this.#opacities, painted.opacities.keys(), (name) =>
      file.add(painted.opacities.get(name) ?? '<<>>'),
    );
    if (states.size > 0) resources += `/ExtGState${pdfReferences(states)}`;
    const fonts = numberOf(this.#fonts, this.#text.takeUsedFonts(), () => file.reserve());
    if (fonts.size > 0) resources += `/Font${pdfReferences(fonts)}`;
    if (painted.pictures.size > 0) resources += `/XObject${pdfReferences(painted.pictures)}`;
    return `${resources}>>`;
  }

  #writeCatalog(): number {
    const { language, direction, declareDirection } = this.#options;
    const file = this.#file;
    const structure = this.#context.structure.write(file);
    const destinations = this.#context.links.writeDestinations(file);
    const outline = writeOutline(file, this.#bookmarks);
    // XMP stays readable for programs that only search the bytes for it.
    const packet = Buffer.from(xmpPacket(this.#options), 'utf8');
    const metadata = file.stream(file.reserve(), '/Type/Metadata/Subtype/XML', packet);
    const right = declareDirection === true && direction === 'rtl' ? '/Direction/R2L' : '';
    let catalog =
      `<</Type/Catalog/Pages ${this.#pageTree} 0 R/Lang${pdfText(language)}/MarkInfo<</Marked true>>` +
      `/StructTreeRoot ${structure} 0 R/ViewerPreferences<</DisplayDocTitle true${right}>>/Metadata ${metadata} 0 R`;
    const labels = this.#inFileOrder().map(({ label }) => label);
    if (labels.length > 0) catalog += `/PageLabels${pageLabels(labels)}`;
    if (outline !== null) catalog += `/Outlines ${outline} 0 R`;
    if (destinations !== null) catalog += `/Names<</Dests ${destinations} 0 R>>`;
    return file.add(`${catalog}>>`);
  }
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
