// The action or destination of a link (ISO 32000-1, 12.3.2 and 12.6.4) → where it leads, in words and in the file.
import type { PDFArray, PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import type { TagPlace } from './tag-types.ts';

const MAX_NODES = 20_000;
const MAX_NAMES = 1_000_000;

/** What is known of the target of a link. */
export interface LinkTarget {
  /** An address, or `#name` of a destination in the file; null for others. */
  readonly target: string | null;
  /** It leads somewhere: false without action and destination, and for a name that the file has not. */
  readonly leads: boolean;
  /** In the file; null for other targets. */
  readonly place: TagPlace | null;
}

const NOWHERE: LinkTarget = { target: null, leads: false, place: null };

/** Finds the targets of the links of one file; its names are read when one is asked for first. */
export class LinkTargets {
  readonly #objects: PdfObjects;
  readonly #catalog: PDFDict;
  readonly #pages: ReadonlyMap<PDFDict, number>;
  #names: ReadonlyMap<string, PDFObject> | null = null;

  /** `pages` have their numbers from 1. */
  constructor(objects: PdfObjects, catalog: PDFDict, pages: ReadonlyMap<PDFDict, number>) {
    this.#objects = objects;
    this.#catalog = catalog;
    this.#pages = pages;
  }

  /** Where an annotation leads. */
  of(annotation: PDFDict | null): LinkTarget {
    const objects = this.#objects;
    const action = objects.dict(objects.get(annotation, 'A'));
    const kind = objects.name(objects.get(action, 'S'));
    const address = objects.text(objects.get(action, 'URI'));
    if (address !== null) return { target: address, leads: address.trim() !== '', place: null };
    const own = objects.get(annotation, 'Dest');
    const isInside = own !== null || kind === 'GoTo' || kind === null;
    const destination = own ?? objects.get(action, 'D');
    const name = objects.text(destination) ?? objects.readableName(destination);
    const target = name === null ? null : `#${name}`;
    // What else an action may do, we cannot know.
    if (!isInside) return { target, leads: kind !== 'URI', place: null };
    if (destination === null) return NOWHERE;
    const explicit = this.#explicit(destination);
    return { target, leads: explicit !== null, place: explicit === null ? null : this.#place(explicit) };
  }

  /** The array that a destination is, or that its name stands for; null for a name without one. */
  #explicit(destination: PDFObject): PDFArray | null {
    const objects = this.#objects;
    let value: PDFObject | null = destination;
    const name = objects.name(destination);
    const bytes = objects.bytes(destination);
    if (name !== null) value = objects.get(objects.dict(objects.get(this.#catalog, 'Dests')), name);
    else if (bytes !== null) {
      this.#names ??= this.#readNames();
      value = this.#names.get(keyOf(bytes)) ?? null;
    }
    return objects.array(value) ?? objects.array(objects.get(objects.dict(value), 'D'));
  }

  // 12.3.2.2, table 151
  #place(destination: PDFArray): TagPlace | null {
    const objects = this.#objects;
    const page = objects.dict(destination.get(0));
    const number = page === null ? undefined : this.#pages.get(page);
    if (number === undefined) return null;
    const unit = objects.number(objects.get(page, 'UserUnit')) ?? 1;
    const at = (index: number): number | null => {
      const value = index < destination.size() ? objects.number(destination.get(index)) : null;
      return value === null ? null : value * unit;
    };
    switch (destination.size() > 1 ? objects.name(destination.get(1)) : null) {
      case 'XYZ':
        return { page: number, x: at(2), y: at(3) };
      case 'FitH':
      case 'FitBH':
        return { page: number, x: null, y: at(2) };
      case 'FitR':
        return { page: number, x: at(2), y: at(5) };
      default:
        return { page: number, x: null, y: null };
    }
  }

  /** 7.9.6: the name tree of the destinations. */
  #readNames(): ReadonlyMap<string, PDFObject> {
    const objects = this.#objects;
    const names = new Map<string, PDFObject>();
    const seen = new Set<PDFDict>();
    const pending = [objects.dict(objects.get(objects.dict(objects.get(this.#catalog, 'Names')), 'Dests'))];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (node === null || seen.has(node) || seen.size >= MAX_NODES) continue;
      seen.add(node);
      const entries = objects.list(objects.get(node, 'Names'));
      for (let at = 0; at + 1 < entries.length && names.size < MAX_NAMES; at += 2) {
        const key = objects.bytes(entries[at]);
        const value = entries[at + 1];
        if (key !== null && value !== undefined) names.set(keyOf(key), value);
      }
      for (const kid of objects.list(objects.get(node, 'Kids'))) pending.push(objects.dict(kid));
    }
    return names;
  }
}

function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
