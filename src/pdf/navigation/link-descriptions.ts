// Links within the document → what is read aloud of them (PDF/UA-1, 7.18.5: Contents), in the language of the words that are clicked.
import { primaryLanguage } from '../../base/direction.ts';
import type { StructureNode } from '../../document/structure.ts';
import { counterText, toEuropeanDigits } from '../../unicode/digits.ts';

/** The title of what a name stands for. */
export interface NamedTitle {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
}

/** Words of one language; the number of a page or note follows. */
interface Words {
  readonly page: string;
  readonly note: string;
  readonly back: string;
  readonly digits: 'persian' | 'decimal';
}

const PERSIAN: Words = { page: 'صفحهٔ', note: 'یادداشت', back: 'بازگشت به متن', digits: 'persian' };
const WORDS: ReadonlyMap<string, Words> = new Map([
  ['fa', PERSIAN],
  ['prs', PERSIAN],
  ['ps', { page: 'مخ', note: 'یادښت', back: 'بېرته متن ته', digits: 'persian' }],
  ['en', { page: 'Page', note: 'Note', back: 'Back to the text', digits: 'decimal' }],
  ['de', { page: 'Seite', note: 'Anmerkung', back: 'Zurück zum Text', digits: 'decimal' }],
  ['fr', { page: 'Page', note: 'Note', back: 'Retour au texte', digits: 'decimal' }],
]);

/** Names that notes of an article have, and the places from which they are called. */
const NOTE = /^fn-.+-(\d+)$/;
const NOTE_CALL = /^(?:fnref|nashr-footnote-call)-/;

/** What a document knows of its links. */
export interface LinkSurroundings {
  readonly structure: readonly StructureNode[];
  /** Of the document. */
  readonly language: string;
  /** What articles and sections are called, by name. */
  readonly placeTitles?: ReadonlyMap<string, NamedTitle> | undefined;
}

/** Finds the description of each link. */
export class LinkDescriptions {
  readonly #around: LinkSurroundings;

  constructor(around: LinkSurroundings) {
    this.#around = around;
  }

  /**
   * The title of the place in its own language; in another one, and where a place has no title, the page: `Seite 5`. `tag` is
   * the structure element of the words that are clicked, `page` the label of the page that the link leads to.
   */
  of(name: string, tag: number, page: string): string {
    const language = primaryLanguage(this.#languageAt(tag));
    const named = this.#around.placeTitles?.get(name);
    if (named !== undefined && primaryLanguage(named.language) === language) return named.title;
    const words = WORDS.get(language);
    if (words === undefined) return page;
    const note = NOTE.exec(name)?.[1];
    if (note !== undefined) return `${words.note} ${counterText(Number(note), words.digits)}`;
    if (NOTE_CALL.test(name)) return words.back;
    const number = toEuropeanDigits(page);
    return `${words.page} ${/^\d+$/.test(number) ? counterText(Number(number), words.digits) : page}`;
  }

  #languageAt(tag: number): string {
    const { structure, language } = this.#around;
    for (let at = structure[tag]; at !== undefined; at = structure[at.parent])
      if (at.language !== '') return at.language;
    return language;
  }
}
