// Link targets → link annotations and named destinations (ISO 32000-1, 12.3.2 and 12.5.6.5).
import type { Diagnostics } from '../../base/diagnostic.ts';
import type { LinkAddress } from '../../base/link-address.ts';
import { LINKS_ALLOWED, readLinkAddress, readableUrl } from '../../base/link-address.ts';
import type { LinkItem } from '../../frame/frame.ts';
import { LinkDescriptions } from './link-descriptions.ts';
import type { PdfFile } from '../pdf-file.ts';
import { pdfNumber, pdfReference, pdfText } from '../pdf-syntax.ts';

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
  readonly target: LinkAddress;
  readonly tag: number;
  readonly structParent: number | null;
}

/** Collects the links and anchors of all pages; both are written when every anchor is known. */
export class Links {
  readonly #destinations = new Map<string, Destination>();
  readonly #pending: PendingLink[] = [];
  readonly #targets = new Map<string, LinkAddress>();
  /** A link is one area a line and often stands in many places; each area is asked for twice in a row. */
  #lastHref = '';
  #lastTarget: LinkAddress = { kind: 'refused' };
  readonly #diagnostics: Diagnostics;
  readonly #descriptions: LinkDescriptions;
  #shift = 0;

  constructor(
    diagnostics: Diagnostics,
    descriptions: LinkDescriptions = new LinkDescriptions({ structure: [], language: '' }),
  ) {
    this.#diagnostics = diagnostics;
    this.#descriptions = descriptions;
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
      LINKS_ALLOWED,
    );
    return false;
  }

  addLink(
    item: LinkItem,
    place: Omit<PendingLink, 'rectangle' | 'target' | 'tag'> & { readonly pageHeight: number },
  ): void {
    const { annotation, page, pageLabel, structParent, pageHeight } = place;
    const rectangle = wholePoints(item, pageHeight);
    const target = this.#target(item.href);
    this.#pending.push({ annotation, page, pageLabel, rectangle, target, tag: item.tag, structParent });
  }

  #target(href: string): LinkAddress {
    if (href === this.#lastHref) return this.#lastTarget;
    let target = this.#targets.get(href);
    if (target === undefined) this.#targets.set(href, (target = readLinkAddress(href)));
    this.#lastHref = href;
    return (this.#lastTarget = target);
  }

  /** Writes the annotations; a name that no anchor has is reported (L004) and leads to its own page. `labelOf` a page object. */
  writeAnnotations(file: PdfFile, labelOf: (page: number) => string): void {
    for (const link of this.#pending) {
      const { target } = link;
      let body = `<</Subtype/Link/Border[0 0 0]/F 4/Rect${link.rectangle}`;
      if (target.kind === 'url') {
        body += `/A<</S/URI/URI${pdfText(target.url)}>>/Contents${pdfText(readableUrl(target.url))}`;
      } else if (target.kind === 'name') {
        const place = this.#destinations.get(target.name);
        if (place === undefined)
          this.#diagnostics.warning(
            'L004',
            `Link to “#${target.name}”, which is nowhere in the document (page ${link.pageLabel})`,
          );
        const description = this.#descriptions.of(target.name, link.tag, labelOf(place?.page ?? link.page));
        body += `/Dest${place === undefined ? `[${link.page} 0 R/Fit]` : pdfText(target.name)}/Contents${pdfText(description)}`;
      }
      if (link.structParent !== null) body += `/StructParent ${link.structParent}`;
      file.object(link.annotation, `${body}>>`);
    }
  }

  /** 7.9.6: the name tree of the destinations; null when there are none. */
  writeDestinations(file: PdfFile): number | null {
    const entries = [...this.#destinations]
      .flatMap(([name, place]) => namesOf(name).map((each) => ({ ...each, place })))
      .sort((a, b) => Buffer.compare(a.key, b.key));
    if (entries.length === 0) return null;
    const leaves: string[] = [];
    for (let i = 0; i < entries.length; i += NAMES_PER_LEAF) {
      const leaf = entries.slice(i, i + NAMES_PER_LEAF);
      const limits = `${leaf[0]?.written}${leaf.at(-1)?.written}`;
      const names = leaf.map(({ written, place }) => `${written}${destination(place)}`).join('');
      leaves.push(pdfReference(file.add(`<</Limits[${limits}]/Names[${names}]>>`)));
    }
    return file.add(`<</Kids[${leaves.join(' ')}]>>`);
  }
}

/** Where a link is clicked need not be known better; it saves a fifth of the room that links take. */
function wholePoints({ x, y, width, height }: LinkItem, pageHeight: number): string {
  const left = Math.round(x);
  const bottom = Math.round(pageHeight - y - height);
  const right = Math.max(left + 1, Math.round(x + width));
  const top = Math.max(bottom + 1, Math.round(pageHeight - y));
  return `[${left} ${bottom} ${right} ${top}]`;
}

function destination(place: Destination): string {
  return `[${place.page} 0 R/XYZ ${pdfNumber(place.x)} ${pdfNumber(place.y)} null]`;
}

/** A name of the tree: its bytes, which order it, and how they are written. */
interface TreeName {
  readonly key: Buffer;
  readonly written: string;
}

/** Names of notes and of the places that call them: nobody links to them from outside. */
const OF_NOTES = /^(?:fn(?:ref)?|nashr-footnote)-/;

/**
 * A name that is not ASCII stands there a second time, in UTF-8: Chrome looks for what stands behind `#nameddest=` in the address
 * byte for byte.
 */
function namesOf(name: string): readonly TreeName[] {
  const written = pdfText(name);
  if (written.startsWith('(')) return [{ key: Buffer.from(name, 'latin1'), written }];
  const own = { key: Buffer.from(`\ufeff${name}`, 'utf16le').swap16(), written };
  if (OF_NOTES.test(name)) return [own];
  const key = Buffer.from(name, 'utf8');
  return [own, { key, written: `<${key.toString('hex')}>` }];
}
