// Single elements → what PDF/UA-1 (ISO 14289-1, 7.1 to 7.4, 7.7 and 7.9) asks of them and they lack: roles, headings, figures, notes.
import { excerpt, hasLetter, hasSign, letterSum, quoted } from './marked-contents.ts';
import { NOWHERE } from './structure-faults.ts';
import type { StructureFaults } from './structure-faults.ts';
import type { TagFacts } from './tag-facts.ts';

/** What headings, figures, notes and roles lack, in the order of the tree. */
export function checkElements(facts: TagFacts, faults: StructureFaults): void {
  const { elements } = facts.tree;
  const ids = new Set<string>();
  const notes: number[] = [];
  let references = 0;
  let level = 0;
  elements.forEach(({ role, type, isStandard, alt, actualText, attributes, id }, index) => {
    const where = facts.where(index);
    if (!isStandard) faults.error('role', type === '' ? 'An element has no role' : `The role “${type.slice(0, 40)}” is not one of the standard, and leads to none`, where); // prettier-ignore
    if (READ.test(role)) checkStandIn(facts, index, faults);
    if (id !== null && id !== '') {
      if (ids.has(id)) faults.error('identifier', `Two elements have the identifier “${id.slice(0, 40)}”`, where); // prettier-ignore
      ids.add(id);
    }
    const heading = /^H([1-6])$/.exec(role);
    if (heading !== null) {
      const next = Number(heading[1]);
      if (next > level + 1) faults.error('heading-skip', level === 0 ? `The first heading is of level ${next}` : `A heading of level ${next} comes after one of level ${level}`, where); // prettier-ignore
      level = next;
    }
    if (heading !== null || role === 'H') {
      if (!isShown(facts, index)) faults.warning('heading-empty', 'A heading has no text', where);
    } else if (role === 'Figure' || role === 'Formula') {
      const isDescribed = (alt ?? '').trim() !== '' || (actualText ?? '').trim() !== '';
      if (!isDescribed) faults.error('figure-alt', `A ${role.toLowerCase()} has no alternative text`, where);
      else if (FILE_NAME.test(alt ?? '')) faults.error('figure-alt', `The alternative text of a ${role.toLowerCase()} is the name of a file: ${quoted((alt ?? '').trim())}`, where); // prettier-ignore
      else if (SAYS_NOTHING.test(alt ?? '')) faults.warning('figure-alt', `The alternative text of a ${role.toLowerCase()} does not say what it shows: ${quoted((alt ?? '').trim())}`, where); // prettier-ignore
      if (role === 'Figure' && !attributes.has('BBox')) faults.warning('figure-box', 'A figure does not say where it lies (BBox)', where); // prettier-ignore
    } else if (role === 'Note') {
      notes.push(index);
      if (id === null || id === '') faults.error('note', 'A note has no identifier', where);
    } else if (role === 'Reference') references++;
  });
  const last = notes.at(-1);
  if (last !== undefined && references < notes.length) faults.warning('note', `There are ${notes.length} notes and ${references} references to them`, facts.where(last)); // prettier-ignore
}

/** Roles whose text is read as it stands. */
const READ = /^(?:P|H[1-6]?|L|LI|Lbl|LBody|Table|T[HDR]|BlockQuote|Caption|Art|Sect|Div)$/;

/** Whether other words are read in place of an element's own: those of screen readers are not those of the page. */
function checkStandIn(facts: TagFacts, index: number, faults: StructureFaults): void {
  const element = facts.tree.elements[index];
  const text = facts.texts[index] ?? '';
  const standIn = element?.actualText ?? element?.alt ?? '';
  if (standIn === '' || !hasLetter(text) || PRIVATE.test(text) || letterSum(standIn) === letterSum(text))
    return;
  faults.warning('text-missing', `Other words are read in place of ${excerpt(text)}`, facts.where(index));
}

const PRIVATE = /\p{Co}/u;

/** With the ending of a picture’s format, or as cameras and telephones count their pictures. */
const FILE_NAME = /^\s*(?:\S(?:.*\S)?\.(?:jpe?g|jpe|png|gif|tiff?|bmp|svgz?|webp|avif|hei[cf]|eps|psd|ai|pdf|indd|raw|nef|cr2|dng)|(?:IMG|DSCN?|DSCF|DSC_|PICT|PXL|DJI|GOPR|MVIMG|WP|Screenshot|Bildschirmfoto)[\s_-]*\d{3,}[\w-]*)\s*$/iu; // prettier-ignore
/** The kind of thing that it is, perhaps with a number, in the languages that the program sets. */
const SAYS_NOTHING = /^\s*(?:an?\s+|the\s+|eine?\s+|une?\s+)?(?:image|img|picture|pic|photo|photograph|graphic|figure|illustration|untitled|placeholder|alt(?:\s*text)?|bild|foto|grafik|abbildung|ohne titel|dessin|graphique|sans titre|تصویر|عکس|شکل|انځور|رسم)[\s_:.-]*\p{Nd}*\s*$/iu; // prettier-ignore

/** Something of it can be read: text, or what stands for a figure. */
export function isShown(facts: TagFacts, index: number): boolean {
  return facts.within(index, ({ role, actualText }, at) => role === 'Figure' || (actualText ?? '') !== '' || hasSign(facts.texts[at] ?? '')); // prettier-ignore
}

/** Letters that a text needs before its script says something of its language. */
const ENOUGH_LETTERS = 20;
/** Share of them in one script. */
const MOST = 0.8;
/** RFC 5646, 2.1, as far as its form goes. */
const WELL_FORMED = /^(?:[A-Za-z]{2,8}|[xi](?=-))(?:-[A-Za-z0-9]{1,8})*$/;
const ADDRESS = /:\/\/|@|www\./;

const SCRIPTS: readonly (readonly [script: string, letters: RegExp, languages: ReadonlySet<string>])[] = [
  ['Arab', /\p{Script=Arabic}/gu, new Set(['fa', 'prs', 'ps', 'pbt', 'pbu', 'ar', 'ur', 'ckb', 'sd', 'ug'])],
  ['Latn', /\p{Script=Latin}/gu, new Set(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'nn', 'no', 'fi', 'pl', 'cs', 'sk', 'hu', 'ro', 'tr', 'hr', 'sl', 'et', 'lv', 'lt', 'id', 'ms', 'vi', 'la'])], // prettier-ignore
  ['Cyrl', /\p{Script=Cyrillic}/gu, new Set(['ru', 'uk', 'be', 'bg', 'mk', 'tg', 'ky'])],
  ['Hebr', /\p{Script=Hebrew}/gu, new Set(['he', 'yi'])],
  ['Grek', /\p{Script=Greek}/gu, new Set(['el'])],
  ['Deva', /\p{Script=Devanagari}/gu, new Set(['hi', 'mr', 'ne', 'sa'])],
];

/** Text without a language, with one that is none, and text in letters that its language is not written in. */
export function checkLanguages(facts: TagFacts, faults: StructureFaults): void {
  const { elements, language } = facts.tree;
  if (language !== null && language !== '' && !WELL_FORMED.test(language)) faults.error('language', `“${language.slice(0, 40)}” is no language`, NOWHERE); // prettier-ignore
  elements.forEach((element, index) => {
    const own = facts.languages[index] ?? '';
    const said = element.language ?? '';
    if (said !== '' && !WELL_FORMED.test(said)) faults.error('language', `“${said.slice(0, 40)}” is no language`, facts.where(index)); // prettier-ignore
    const text = facts.texts[index] ?? '';
    if (!hasSign(text)) return;
    // Where the document has none, accessibility.no-language says so.
    if (own === '' && (language ?? '') !== '')
      faults.error('language', 'Text without a language', facts.where(index));
    const script = foreignScript(text, own);
    if (script !== null) faults.error('language', `Text in letters of another script (${script}) is said to be “${own.slice(0, 40)}”: ${excerpt(text)}`, facts.where(index)); // prettier-ignore
  });
}

/** The script of nearly all letters, when the language is known to be written in another. */
function foreignScript(text: string, language: string): string | null {
  const [primary = '', ...subtags] = language.split('-');
  const explicit = subtags.find((each) => each.length === 4 && /^[A-Za-z]+$/.test(each))?.toLowerCase();
  const expected = explicit === undefined ? SCRIPTS.find(([, , languages]) => languages.has(primary.toLowerCase()))?.[0] : SCRIPTS.find(([script]) => script.toLowerCase() === explicit)?.[0]; // prettier-ignore
  if (expected === undefined || ADDRESS.test(text)) return null;
  const counts = SCRIPTS.map(([script, letters]) => ({ script, count: text.match(letters)?.length ?? 0 }));
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  if (all < ENOUGH_LETTERS) return null;
  return counts.find(({ script, count }) => script !== expected && count > MOST * all)?.script ?? null;
}
