// Tags and marked content → what follows for each element: its own text, where it stands, its language.
import type { Box, TaggedDocument, TaggedPage } from '../../inspect/inspected-pdf.ts';
import { union } from '../../inspect/matrix.ts';
import type { MarkedContent, MarkedContents } from './marked-contents.ts';
import type { FaultPlace } from './structure-faults.ts';
import type { TagElement, TagTree } from '../../inspect/tags/tag-types.ts';

/** Everything that is known of the tags of one file. */
export class TagFacts {
  readonly tree: TagTree;
  readonly pages: readonly TaggedPage[];
  readonly contents: MarkedContents;
  /** Text directly in each element, letters in the order of the glyphs. */
  readonly texts: readonly string[];
  /** In force for each element; empty when nothing says it. */
  readonly languages: readonly string[];
  readonly #firstPages: readonly (number | undefined)[];
  readonly #places: readonly (Box | undefined)[];

  constructor({ tree, pages }: TaggedDocument, contents: MarkedContents) {
    this.tree = tree;
    this.pages = pages;
    this.contents = contents;
    const { elements } = tree;
    const texts: string[] = [];
    const languages: string[] = [];
    const firstPages: (number | undefined)[] = [];
    const places: (Box | undefined)[] = [];
    elements.forEach(({ kids, parent, language, page }, index) => {
      languages[index] = language ?? languages[parent] ?? tree.language ?? '';
      let text = '';
      let first: number | undefined = page > 0 ? page : undefined;
      let place: Box | undefined;
      for (const kid of kids) {
        if (kid.kind === 'element') continue;
        if (kid.page > 0 && first === undefined) first = kid.page;
        if (kid.kind !== 'mark') continue;
        const content = contents.find(kid.page, kid.form, kid.mark);
        if (content === undefined) continue;
        text += content.text;
        if (content.page === first && content.bounds !== null) place = place === undefined ? content.bounds : union(place, content.bounds); // prettier-ignore
      }
      texts[index] = text;
      firstPages[index] = first;
      places[index] = place;
    });
    // From the inside out: an element stands where what is in it stands.
    for (let index = elements.length - 1; index >= 0; index--) {
      const parent = elements[index]?.parent ?? -1;
      const page = firstPages[index];
      const place = places[index];
      if (parent < 0 || page === undefined) continue;
      firstPages[parent] = Math.min(firstPages[parent] ?? page, page);
      if (firstPages[parent] !== page || place === undefined) continue;
      const outer = places[parent];
      places[parent] = outer === undefined ? place : union(outer, place);
    }
    this.texts = texts;
    this.languages = languages;
    this.#firstPages = firstPages;
    this.#places = places;
  }

  /** Page and place at which an element begins. */
  where(index: number): FaultPlace {
    return { page: this.#firstPages[index] ?? null, place: this.#places[index] ?? null };
  }

  /** Undefined for content that no page has. */
  contentOf(kid: {
    readonly page: number;
    readonly form: number | null;
    readonly mark: number;
  }): MarkedContent | undefined {
    // prettier-ignore
    return this.contents.find(kid.page, kid.form, kid.mark);
  }

  /** All text in an element, letters in the order of the glyphs. */
  textWithin(index: number): string {
    let text = '';
    this.within(index, (_, at) => {
      text += this.texts[at] ?? '';
      return false;
    });
    return text;
  }

  /** The elements in an element, not those in them. */
  children(index: number): readonly TagElement[] {
    const { elements } = this.tree;
    return (elements[index]?.kids ?? []).flatMap((kid) => (kid.kind === 'element' ? (elements[kid.index] ?? []) : [])); // prettier-ignore
  }

  /** Whether it holds for an element or for any in it; they follow each other. */
  within(index: number, test: (element: TagElement, at: number) => boolean): boolean {
    const { elements } = this.tree;
    for (let at = index; at < elements.length; at++) {
      const element = elements[at];
      if (element === undefined || (at > index && element.parent < index)) return false;
      if (test(element, at)) return true;
    }
    return false;
  }
}
