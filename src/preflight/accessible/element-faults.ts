// Single structure elements → what PDF/UA-1 (ISO 14289-1, 7.2 to 7.9) asks of them and they lack.
import type { StructureFault, StructureRule } from './check-structure.ts';
import type { MarkedText } from './read-marked-text.ts';
import type { DocumentStructure, StructureElement } from './read-structure.ts';

/** Letters that a text needs before its script says something of its language. */
const ENOUGH_LETTERS = 20;
/** Languages written in Arabic letters. */
const ARABIC_SCRIPT: ReadonlySet<string> = new Set(['fa', 'prs', 'ps', 'ar', 'ur', 'ckb', 'sd', 'ug']);

/** What elements lack, in their order. */
export function elementFaults(structure: DocumentStructure, text: MarkedText): readonly StructureFault[] {
  const { elements, annotations } = structure;
  const faults: StructureFault[] = [];
  const pages = firstPages(structure);
  const add = (rule: StructureRule, element: number, message: string): void =>
    void faults.push({ rule, message, page: pages[element] ?? null });
  const roles = (role: string): number[] => elements.flatMap((each, index) => (each.role === role ? [index] : [])); // prettier-ignore
  const texts = ownTexts(structure, text);
  const within = (index: number, test: (element: StructureElement, at: number) => boolean): boolean =>
    descendants(elements, index).some((at) => test(elements[at] ?? NOTHING, at));

  let level = 0;
  elements.forEach(({ role, alt, attributes, id }, index) => {
    const heading = /^H([1-6])$/.exec(role);
    if (heading !== null) {
      const next = Number(heading[1]);
      if (next > level + 1) add('heading-skip', index, `A heading of level ${next} comes after one of level ${level}`); // prettier-ignore
      level = next;
    } else if (role === 'Figure') {
      if (alt === null || alt.trim() === '') add('figure-alt', index, 'A figure has no alternative text');
      if (!attributes.has('BBox')) add('figure-box', index, 'A figure does not say where it lies (BBox)');
    } else if (role === 'Table') {
      if (!within(index, (each) => each.role === 'TH')) add('table-headers', index, 'A table has no header cells'); // prettier-ignore
    } else if (role === 'TH') {
      if (!attributes.has('Scope')) add('table-headers', index, 'A header cell does not say what it heads (Scope)'); // prettier-ignore
    } else if (role === 'Note') {
      if (id === null || id === '') add('note', index, 'A note has no identifier');
    } else if (role === 'LI') {
      if (!within(index, (each) => each.role === 'LBody')) add('list', index, 'An item of a list has no body'); // prettier-ignore
    } else if (role === 'Link') {
      const areas = annotations.filter(({ element }) => element === index);
      if (areas.length === 0) add('link', index, 'A link has no area that can be clicked');
      if (areas.some(({ contents }) => (contents ?? '').trim() === '')) add('link', index, 'The area of a link has no description (Contents)'); // prettier-ignore
      const shown = within(index, (each, at) => each.role === 'Figure' || (texts[at] ?? '').trim() !== '');
      if (!shown) add('link', index, 'A link has no text');
    }
  });
  for (const { element } of annotations) {
    if (elements[element]?.role !== 'Link' && elements[element]?.role !== 'Annot') add('link', element, 'A link’s area is in no link'); // prettier-ignore
  }
  const notes = roles('Note');
  if (roles('Reference').length < notes.length) add('note', notes.at(-1) ?? 0, 'There are more notes than references to them'); // prettier-ignore
  const ids = notes.map((index) => elements[index]?.id);
  if (new Set(ids).size < ids.length) add('note', notes.at(-1) ?? 0, 'Two notes have one identifier');
  faults.push(...languageFaults(structure, texts, pages));
  return faults;
}

const NOTHING: StructureElement = { role: '', parent: -1, language: null, alt: null, id: null, attributes: new Map() }; // prettier-ignore

/** Elements from `index` on that are the element or inside it; they follow each other. */
function descendants(elements: readonly StructureElement[], index: number): readonly number[] {
  const inside = [index];
  for (let at = index + 1; at < elements.length && (elements[at]?.parent ?? -1) >= index; at++)
    inside.push(at);
  return inside;
}

/** Text directly in each element. */
function ownTexts({ contents }: DocumentStructure, { marks }: MarkedText): readonly string[] {
  const texts: string[] = [];
  for (const { element, page, mark } of contents)
    texts[element] = (texts[element] ?? '') + (marks.get(`${page} ${mark}`) ?? '');
  return texts;
}

/** The page on which each element begins. */
function firstPages({ elements, contents }: DocumentStructure): readonly (number | undefined)[] {
  const pages: (number | undefined)[] = [];
  for (const { element, page } of contents) {
    for (let at = element; at >= 0 && pages[at] === undefined; at = elements[at]?.parent ?? -1)
      pages[at] = page;
  }
  return pages;
}

/** Text without a language, and text in letters that its language is not written in. */
function languageFaults(
  { elements, language }: DocumentStructure,
  texts: readonly string[],
  pages: readonly (number | undefined)[],
): readonly StructureFault[] {
  const faults: StructureFault[] = [];
  const effective: string[] = [];
  elements.forEach((element, index) => {
    const own = element.language ?? effective[element.parent] ?? language ?? '';
    effective[index] = own;
    const text = texts[index] ?? '';
    if (text.trim() === '') return;
    const page = pages[index] ?? null;
    if (own === '') faults.push({ rule: 'language', message: 'Text without a language', page });
    const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0;
    const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
    if (arabic + latin < ENOUGH_LETTERS) return;
    const isArabic = ARABIC_SCRIPT.has(own.split('-')[0]?.toLowerCase() ?? '');
    const foreign = isArabic ? latin : arabic;
    if (foreign > 0.8 * (arabic + latin)) faults.push({ rule: 'language', message: `Text in ${isArabic ? 'Latin' : 'Arabic'} letters is said to be “${own}”: ${text.trim().slice(0, 30)}…`, page }); // prettier-ignore
  });
  return faults;
}
