// A PDF and a fact about it – pages, tags, title, language, bookmarks – → whether it holds.
import { isolate, showText } from '../preflight/show-text.ts';
import type { DocumentStructure, StructureElement } from '../preflight/structure/structure-types.ts';
import { normaliseExtracted } from '../unicode/normalise.ts';
import type { PdfCheck } from './pdf-check.ts';
import { openPdfUnderTest } from './pdf-under-test.ts';
import type { PdfSource } from './pdf-under-test.ts';

/** Passes when the file has so many pages. */
export async function checkPageCount(source: PdfSource, count: number): Promise<PdfCheck> {
  if (!Number.isInteger(count) || count < 1) throw new TypeError(`${count} is no number of pages`);
  const { name, facts } = await openPdfUnderTest(source);
  const counted = `${facts.pages} page${facts.pages === 1 ? '' : 's'}`;
  if (facts.pages === count) return { passed: true, message: `${name} has ${counted}` };
  return { passed: false, message: `${name} has ${counted}, not ${count}` };
}

/** Problems that a message tells one by one. */
const MAX_TOLD = 10;

/**
 * Passes when the file says that it is tagged and in which language it is, all its text is in tags or an artifact, and every figure has
 * an alternative text (an empty one does not count).
 */
export async function checkTagged(source: PdfSource): Promise<PdfCheck> {
  const pdf = await openPdfUnderTest(source);
  const structure = await pdf.structure();
  const problems = structure === null ? ['its tags cannot be read'] : problemsOf(structure);
  pdf.requireWhole('all of it is tagged');
  if (problems.length === 0) return { passed: true, message: `${pdf.name} is tagged` };
  const told = problems.slice(0, MAX_TOLD).map((problem) => `  ${problem}`);
  if (problems.length > MAX_TOLD) told.push(`  … and ${problems.length - MAX_TOLD} more`);
  return { passed: false, message: [`${pdf.name} is not completely tagged:`, ...told].join('\n') };
}

function problemsOf({ tagged, language, elements, untagged }: DocumentStructure): readonly string[] {
  const problems: string[] = [];
  if (!tagged) problems.push('it does not say that it is tagged');
  if (elements.length === 0) problems.push('it has no tags');
  if (language === '') problems.push('it does not say in which language it is written');
  for (const { page, text } of untagged)
    problems.push(`page ${page}: text that is in no tag: ${showText(text.length > 80 ? `${text.slice(0, 80)}…` : text)}`); // prettier-ignore
  for (const element of elements) collectFigures(element, problems);
  return problems;
}

function collectFigures(element: StructureElement, problems: string[]): void {
  if (element.role === 'Figure' && (element.alt ?? element.actualText ?? '').trim() === '')
    problems.push(`page ${element.page ?? '?'}: a figure without alternative text`);
  for (const child of element.children) if (child.kind === 'element') collectFigures(child, problems);
}

/** Passes when the title in the metadata is this one. */
export async function checkTitle(source: PdfSource, title: string): Promise<PdfCheck> {
  const { name, facts } = await openPdfUnderTest(source);
  const actual = normaliseExtracted(facts.title ?? '');
  if (actual === normaliseExtracted(title)) return { passed: true, message: `The title of ${name} is ${showText(actual)}` }; // prettier-ignore
  const has = facts.title === null ? 'has no title' : `has the title ${showText(actual)}`;
  return { passed: false, message: `${name} ${has}, not ${showText(title)}` };
}

/** Passes when the file says that it is in this language (BCP 47); `fa` is also true of `fa-AF`. */
export async function checkLanguage(source: PdfSource, language: string): Promise<PdfCheck> {
  const { name, facts } = await openPdfUnderTest(source);
  const actual = (facts.language ?? '').toLowerCase();
  const wanted = language.toLowerCase();
  const has = facts.language === null ? 'does not say its language' : `is in ${facts.language}`;
  const passed = actual !== '' && (actual === wanted || actual.startsWith(`${wanted}-`));
  return { passed, message: `${name} ${has}${passed ? '' : `, not in ${language}`}` };
}

/** Passes when a bookmark has this title. */
export async function checkBookmark(source: PdfSource, title: string): Promise<PdfCheck> {
  const { name, facts } = await openPdfUnderTest(source);
  const wanted = normaliseExtracted(title);
  const titles = facts.bookmarks.map((bookmark) => normaliseExtracted(bookmark.title));
  if (titles.includes(wanted))
    return { passed: true, message: `${name} has the bookmark ${showText(wanted)}` };
  const has = titles.length === 0 ? 'has no bookmarks' : `has the bookmarks\n${titles.slice(0, MAX_TOLD * 3).map((each) => `  ${isolate(each)}`).join('\n')}\n`; // prettier-ignore
  return {
    passed: false,
    message: `${name} ${has}${titles.length === 0 ? ', ' : ''}but not ${showText(wanted)}`,
  };
}
