// Link targets → link annotations and named destinations (ISO 32000-1, 12.3.2 and 12.5.6.5).
import type { Diagnostics } from '../base/diagnostic.ts';
import type { LinkItem } from '../frame/frame.ts';
import type { PdfFile } from './pdf-file.ts';
import { pdfNumber, pdfNumbers, pdfReference, pdfText } from './pdf-syntax.ts';

/** Schemes that only open a document, a letter or a call. */
const SAFE_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);
/** Names in one leaf of the name tree. */
const NAMES_PER_LEAF = 64;

interface Destination {
  readonly page: number;
  readonly x: number;
  /** From the bottom of the page. */
  readonly y: number;
}

interface PendingLink {
  readonly annotation: number;
  readonly page: number;
  readonly pageLabel: string;
  readonly rectangle: string;
  readonly href: string;
  readonly structParent: number | null;
}

/** What a link does: a URL in ASCII, a name in the document, or nothing that is allowed. */
export type LinkTarget =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'refused' };

/** Reads `#name` or an absolute URL with a safe scheme; everything else is refused. */
function readLinkTarget(href: string): LinkTarget {
  if (href.startsWith('#')) return { kind: 'name', name: safeDecode(href.slice(1)) };
  if (!URL.canParse(href)) return { kind: 'refused' };
  const url = new URL(href);
  return SAFE_SCHEMES.has(url.protocol) ? { kind: 'url', url: url.href } : { kind: 'refused' };
}

/** Collects the links and anchors of all pages; both are written when every anchor is known. */
export class Links {
  readonly #destinations = new Map<string, Destination>();
  readonly #pending: PendingLink[] = [];
  readonly #targets = new Map<string, LinkTarget>();
  readonly #diagnostics: Diagnostics;
  #shift = 0;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  /** Begins a page, whose content stands `shift` points right of and above its origin. */
  beginPage(shift: number): void {
    this.#shift = shift;
  }

  /** The first anchor of a name counts. */
  addAnchor(name: string, page: number, x: number, y: number): void {
    if (this.#destinations.has(name)) return;
    this.#destinations.set(name, { page, x: x + this.#shift, y: y + this.#shift });
  }

  /** False, with diagnostic P001, when the target is not allowed. */
  accepts(href: string, pageLabel: string): boolean {
    if (this.#target(href).kind !== 'refused') return true;
    this.#diagnostics.warning(
      'P001',
      `Link to “${href.slice(0, 80)}” removed (page ${pageLabel})`,
      undefined,
      'links may be http:, https:, mailto:, tel: or #name of a place in the document',
    );
    return false;
  }

  addLink(
    item: LinkItem,
    place: Omit<PendingLink, 'rectangle' | 'href'> & { readonly pageHeight: number },
  ): void {
    const top = place.pageHeight - item.y;
    const rectangle = pdfNumbers([item.x, top - item.height, item.x + item.width, top]);
    this.#pending.push({ ...place, rectangle, href: item.href });
  }

  /** A link is one area a line and often stands in many places. */
  #target(href: string): LinkTarget {
    let target = this.#targets.get(href);
    if (target === undefined) this.#targets.set(href, (target = readLinkTarget(href)));
    return target;
  }

  /** Writes the annotations; a name that no anchor has is reported (L004) and leads to its own page. */
  writeAnnotations(file: PdfFile): void {
    for (const link of this.#pending) {
      const target = this.#target(link.href);
      let body = `<</Type/Annot/Subtype/Link/Rect${link.rectangle}/Border[0 0 0]/F 4`;
      if (target.kind === 'url') {
        body += `/A<</S/URI/URI${pdfText(target.url)}>>/Contents${pdfText(readableUrl(target.url))}`;
      } else if (target.kind === 'name') {
        const known = this.#destinations.has(target.name);
        if (!known)
          this.#diagnostics.warning(
            'L004',
            `Link to “#${target.name}”, which is nowhere in the document (page ${link.pageLabel})`,
          );
        body += `/Dest${known ? pdfText(target.name) : `[${link.page} 0 R/Fit]`}/Contents${pdfText(target.name)}`;
      }
      if (link.structParent !== null) body += `/StructParent ${link.structParent}`;
      file.object(link.annotation, `${body}>>`);
    }
  }

  /** 7.9.6: the name tree of the destinations; null when there are none. */
  writeDestinations(file: PdfFile): number | null {
    const entries = [...this.#destinations]
      .map(([name, place]) => ({ key: nameKey(name), name, place }))
      .sort((a, b) => Buffer.compare(a.key, b.key));
    if (entries.length === 0) return null;
    const leaves: string[] = [];
    for (let i = 0; i < entries.length; i += NAMES_PER_LEAF) {
      const leaf = entries.slice(i, i + NAMES_PER_LEAF);
      const limits = `${pdfText(leaf[0]?.name ?? '')}${pdfText(leaf.at(-1)?.name ?? '')}`;
      const names = leaf.map(({ name, place }) => `${pdfText(name)}${destination(place)}`).join('');
      leaves.push(pdfReference(file.add(`<</Limits[${limits}]/Names[${names}]>>`)));
    }
    return file.add(`<</Kids[${leaves.join(' ')}]>>`);
  }
}

function destination(place: Destination): string {
  return `[${place.page} 0 R/XYZ ${pdfNumber(place.x)} ${pdfNumber(place.y)} null]`;
}

/** The bytes that pdfText writes: they order the tree. */
function nameKey(name: string): Buffer {
  if (/^[\x20-\x7e]*$/.test(name)) return Buffer.from(name, 'latin1');
  return Buffer.from(`\ufeff${name}`, 'utf16le').swap16();
}

function readableUrl(url: string): string {
  return safeDecode(url).replace(/^(mailto|tel):/, '');
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray % is no mistake worth a diagnostic: the text is used as it stands.
    return text;
  }
}
