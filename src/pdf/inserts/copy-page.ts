// A page of a foreign PDF → a form XObject of the file being written (ISO 32000-1, 8.10), with what it names: fonts,
// pictures, colour spaces and forms, renumbered, each once however many pages of the file are placed. Links, structure,
// scripts and layers stay behind; in an archive file also what is for a press alone, and its inks are those of coated paper
// (ISO 19005-2, 6.2.4.3).
import { coatedInksProfile } from '../color/coated-inks.ts';
import type { PdfFile } from '../pdf-file.ts';
import { pdfNumbers, pdfPreciseNumber } from '../pdf-syntax.ts';
import { cleanContent, hiddenMarks } from './clean-content.ts';
import type { InsertPage } from './insert-page.ts';
import type { ForeignPdf } from './open-pdf.ts';
import type { PdfDictionary, PdfStream, PdfValue } from './pdf-values.ts';
import { dictionaryOf, filtersOf, itemsOf, nameIn } from './pdf-values.ts';

/** Entries that lead out of what is painted, or speak of the page as it was. */
const LEFT_BEHIND: ReadonlySet<string> = new Set([
  'StructParent', 'StructParents', 'Metadata', 'PieceInfo', 'LastModified', 'OPI', 'OC', 'Parent', 'AF', 'Measure',
  'PtData', 'Properties', 'Alternates', 'Ref',
]); // prettier-ignore
/** Entries that archives refuse: what a press does with inks (6.2.4.2, 6.2.5), and smoothing (6.2.8). */
const PRESS_ENTRIES: ReadonlySet<string> = new Set(['OP', 'op', 'OPM', 'TR', 'TR2', 'Interpolate']);
/** Objects that nothing painted needs. */
const FOREIGN_TYPES: ReadonlySet<string> = new Set(['Page', 'Pages', 'Catalog', 'Annot', 'StructElem', 'StructTreeRoot', 'Action', 'OCG', 'OCMD']); // prettier-ignore
/** Entries of a stream that are written anew. */
const STREAM_ENTRIES: ReadonlySet<string> = new Set(['Length', 'Filter', 'DecodeParms', 'DL', 'F', 'FFilter', 'FDecodeParms']); // prettier-ignore
/** No other resource begins so. */
const START_STATE = 'NashrStart';
const START_RESOURCE = `/${START_STATE}<</Type/ExtGState/OP false/op false/OPM 0>>`;
const RESOURCE_KINDS: ReadonlySet<string> = new Set(['ColorSpace', 'ExtGState', 'Font', 'Pattern', 'Shading', 'XObject']); // prettier-ignore
/** Table 52 and 104: what the initial graphics and text state is, as far as this program changes it. */
const START: Uint8Array = Buffer.from(`/${START_STATE} gs 0 g 0 G 1 w 0 J 0 j 10 M [] 0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts\n`); // prettier-ignore
const EMPTY_FORM = '/Type/XObject/Subtype/Form/BBox[0 0 1 1]';

/** The copiers of one file, one for each foreign file. */
export class PageCopiers {
  readonly #file: PdfFile;
  readonly #copiers = new Map<ForeignPdf, PageCopier>();
  /** What DeviceCMYK means: made for the first page with inks; null where that is left to the press. */
  readonly #inks: (() => string) | null;

  /** `forArchive`: the file claims PDF/A. */
  constructor(file: PdfFile, forArchive = false) {
    this.#file = file;
    let space = '';
    const inks = (): string => {
      if (space === '') {
        const profile = file.deflatedStream(file.reserve(), '/N 4', coatedInksProfile());
        space = `${file.add(`[/ICCBased ${profile} 0 R]`)} 0 R`;
      }
      return space;
    };
    this.#inks = forArchive ? inks : null;
  }

  /** Writes `page` as the form XObject `id`. Throws PdfError when something it needs is damaged. */
  write(id: number, page: InsertPage): void {
    let copier = this.#copiers.get(page.pdf);
    if (copier === undefined) this.#copiers.set(page.pdf, (copier = new PageCopier(this.#file, this.#inks))); // prettier-ignore
    copier.write(id, page);
  }
}

/** Copies pages of one foreign file into one file. */
class PageCopier {
  readonly #file: PdfFile;
  readonly #numbers = new Map<string, number>();
  /** Gives the colour space that inks are in; null in files that are no archives. */
  readonly #inks: (() => string) | null;
  /** Resources that are being written. */
  readonly #around = new Set<PdfDictionary>();
  #waiting: { readonly value: PdfValue; readonly id: number }[] = [];

  constructor(file: PdfFile, inks: (() => string) | null) {
    this.#file = file;
    this.#inks = inks;
  }

  /** Writes `page` as the form XObject `id`. Throws PdfError when something it needs is damaged. */
  write(id: number, page: InsertPage): void {
    const { pdf, dictionary, geometry } = page;
    const resources = dictionaryOf(pdf, dictionary.entries.get('Resources'));
    let form = `/Type/XObject/Subtype/Form/BBox${pdfNumbers(geometry.bounds)}`;
    form += `/Matrix[${geometry.matrix.map(pdfPreciseNumber).join(' ')}]/Resources${this.#resources(page, resources)}`;
    const group = dictionaryOf(pdf, dictionary.entries.get('Group'));
    if (page.facts.translucent && group.entries.size > 0) form += `/Group${this.#dictionary(page, group)}`;
    this.#file.deflatedStream(id, form, Buffer.concat([START, page.content]));
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift())
      this.#object(page, next.value, next.id);
  }

  /**
   * Those of the page that are used – some programs have one list for all their pages – and one graphics state more: a form
   * begins in the state of the page around it, a page in the initial one (8.4.1).
   */
  #resources(page: InsertPage, resources: PdfDictionary): string {
    let kinds = this.#entries(page, resources, (name) => RESOURCE_KINDS.has(name));
    for (const kind of RESOURCE_KINDS) {
      const named = dictionaryOf(page.pdf, resources.entries.get(kind));
      const isUnused = (name: string): boolean =>
        !page.facts.used.has(`${kind}/${name}`) && !(kind === 'ColorSpace' && name.startsWith('Default'));
      const start = kind === 'ExtGState' ? START_RESOURCE : kind === 'ColorSpace' ? this.#defaultInks(page, named) : ''; // prettier-ignore
      const entries = start + this.#entries(page, named, isUnused);
      if (entries !== '') kinds += `/${kind}<<${entries}>>`;
    }
    return `<<${kinds}>>`;
  }

  /** 8.6.5.6: what DeviceCMYK means in an archive file, unless the resources say it. */
  #defaultInks(page: InsertPage, spaces: PdfDictionary): string {
    if (this.#inks === null || !page.facts.findings.has('inks') || spaces.entries.has('DefaultCMYK'))
      return '';
    return `/DefaultCMYK ${this.#inks()}`;
  }

  /** Resources of forms, patterns and fonts, for an archive file. */
  #archiveResources(page: InsertPage, resources: PdfDictionary): string {
    // Nothing but a damaged file has resources in resources.
    if (this.#around.has(resources)) return 'null';
    this.#around.add(resources);
    const written = this.#withInks(page, resources);
    this.#around.delete(resources);
    return written;
  }

  #withInks(page: InsertPage, resources: PdfDictionary): string {
    const spaces = dictionaryOf(page.pdf, resources.entries.get('ColorSpace'));
    const inks = this.#defaultInks(page, spaces);
    if (inks === '') return this.#dictionary(page, resources);
    const kinds = this.#entries(page, resources, (name) => name === 'ColorSpace');
    return `<<${kinds}/ColorSpace<<${inks}${this.#entries(page, spaces, () => false)}>>>>`;
  }

  #object(page: InsertPage, value: PdfValue, id: number): void {
    if (value.kind === 'stream') this.#stream(page, value, id);
    else this.#file.object(id, this.#syntax(page, value));
  }

  #stream(page: InsertPage, stream: PdfStream, id: number): void {
    const { pdf } = page;
    const { dictionary } = stream;
    const subtype = nameIn(pdf, dictionary, 'Subtype');
    const isForm = subtype === 'Form';
    // PostScript XObjects are for printers of another time.
    if (subtype === 'PS' || ((isForm || subtype === 'Image') && !page.layers(dictionary.entries.get('OC')))) {
      this.#file.stream(id, EMPTY_FORM, new Uint8Array());
      return;
    }
    const drop = isForm && !page.facts.translucent ? 'Group' : '';
    const entries = this.#entries(page, dictionary, (name) => STREAM_ENTRIES.has(name) || name === drop);
    const filters = filtersOf(pdf, dictionary);
    if (isForm || dictionary.entries.has('PatternType')) {
      const resources = dictionaryOf(pdf, dictionary.entries.get('Resources'));
      const content = cleanContent(pdf.decode(stream), hiddenMarks(pdf, resources, page.layers));
      this.#file.deflatedStream(id, entries, content);
    } else if (filters.at(-1) === 'LZWDecode') {
      // No standard for print or archive allows LZW.
      const parameters = itemsOf(pdf, dictionary.entries.get('DecodeParms')).at(-1);
      const kept = parameters?.kind === 'dictionary' ? `/DecodeParms<<${this.#entries(page, parameters, (name) => name === 'EarlyChange')}>>` : ''; // prettier-ignore
      this.#file.deflatedStream(id, `${entries}${kept}`, pdf.unfilter(stream));
    } else {
      const packing = this.#entries(page, dictionary, (name) => name !== 'Filter' && name !== 'DecodeParms');
      this.#file.stream(id, `${entries}${packing}`, stream.bytes);
    }
  }

  #syntax(page: InsertPage, value: PdfValue): string {
    switch (value.kind) {
      case 'null':
        return 'null';
      case 'boolean':
      case 'number':
      case 'string':
      case 'name':
        return value.syntax;
      case 'array':
        return `[${value.items.map((item) => this.#syntax(page, item)).join(' ')}]`;
      case 'dictionary':
        return FOREIGN_TYPES.has(nameIn(page.pdf, value, 'Type')) ? 'null' : this.#dictionary(page, value);
      case 'reference':
        return this.#reference(page, value.key, value);
      case 'stream':
        return 'null';
    }
  }

  #dictionary(page: InsertPage, dictionary: PdfDictionary): string {
    return `<<${this.#entries(page, dictionary, () => false)}>>`;
  }

  #entries(page: InsertPage, dictionary: PdfDictionary, leaveOut: (name: string) => boolean): string {
    let entries = '';
    const forArchive = this.#inks !== null;
    for (const [name, value] of dictionary.entries) {
      if (LEFT_BEHIND.has(name) || leaveOut(name) || (forArchive && isForPress(page, name, value))) continue;
      const syntax = forArchive ? this.#archiveSyntax(page, dictionary, name, value) : this.#syntax(page, value); // prettier-ignore
      entries += `${dictionary.names.get(name) ?? ''} ${syntax}`;
    }
    return entries;
  }

  /** Inks get their meaning from resources; what is blended is blended in the colours of the page. */
  #archiveSyntax(page: InsertPage, holder: PdfDictionary, name: string, value: PdfValue): string {
    const { pdf } = page;
    const found = pdf.resolve(value);
    if (name === 'Resources' && found.kind === 'dictionary') return this.#archiveResources(page, found);
    const isBlendSpace = name === 'CS' && nameIn(pdf, holder, 'S') === 'Transparency';
    if (isBlendSpace && found.kind === 'name' && found.name === 'DeviceCMYK') return '/DeviceRGB';
    return this.#syntax(page, value);
  }

  /** The new number of an object; it is written before `write` returns. */
  #reference(page: InsertPage, key: string, value: PdfValue): string {
    let id = this.#numbers.get(key);
    if (id === undefined) {
      const found = page.pdf.resolve(value);
      if (found.kind === 'null') return 'null';
      if (found.kind === 'dictionary' && FOREIGN_TYPES.has(nameIn(page.pdf, found, 'Type'))) return 'null';
      id = this.#file.reserve();
      this.#numbers.set(key, id);
      this.#waiting.push({ value: found, id });
    }
    return `${id} 0 R`;
  }
}

/** A resource may have such a name as well; but no resource is a number or a name of these. */
function isForPress({ pdf }: InsertPage, name: string, value: PdfValue): boolean {
  if (!PRESS_ENTRIES.has(name)) return false;
  const found = pdf.resolve(value);
  if (found.kind === 'name') return found.name === 'Identity' || found.name === 'Default';
  return found.kind === 'boolean' || found.kind === 'number';
}
