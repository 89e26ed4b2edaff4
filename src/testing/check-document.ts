// A PDF and a fact about it – pages, tags, title, language, bookmarks – → whether it holds.
import { isolate, showText } from '../unicode/show-text.ts';
import type { Finding } from '../preflight/report-types.ts';
import { normaliseExtracted } from '../unicode/normalise.ts';
import type { PdfCheck } from './pdf-check.ts';
import { openPdfUnderTest } from './pdf-under-test.ts';
import type { PdfSource } from './pdf-under-test.ts';

/** Passes when the file has so many pages. */
export async function checkPageCount(source: PdfSource, count: number): Promise<PdfCheck> {
  if (!Number.isInteger(count) || count < 1) throw new TypeError(`${count} is no number of pages`);
  const pdf = await openPdfUnderTest(source);
  pdf.requireSound('these are all of its pages');
  const { name, facts } = pdf;
  const counted = `${facts.pages} page${facts.pages === 1 ? '' : 's'}`;
  if (facts.pages === count) return { passed: true, message: `${name} has ${counted}` };
  return { passed: false, message: `${name} has ${counted}, not ${count}` };
}

/** Problems that a message tells one by one. */
const MAX_TOLD = 10;

/**
 * Passes when no rule of preflight about tags finds an error: the file says that it is tagged and in which language, all its text is in
 * the structure once or an artifact, figures have an alternative text, tables, lists, notes and links what belongs to them.
 */
export async function checkTagged(source: PdfSource): Promise<PdfCheck> {
  const pdf = await openPdfUnderTest(source);
  pdf.requireSound('all of it is tagged');
  const findings = await pdf.structureFindings();
  pdf.requireWhole('all of it is tagged');
  const problems = findings === null ? ['its tags cannot be read'] : findings.filter(({ severity }) => severity === 'error').map(asProblem); // prettier-ignore
  if (problems.length === 0) return { passed: true, message: `${pdf.name} is tagged` };
  const told = problems.slice(0, MAX_TOLD).map((problem) => `  ${problem}`);
  if (problems.length > MAX_TOLD) told.push(`  … and ${problems.length - MAX_TOLD} more`);
  return { passed: false, message: [`${pdf.name} is not completely tagged:`, ...told].join('\n') };
}

function asProblem({ page, rule, message, count }: Finding): string {
  const where = page === null ? '' : `page ${page}: `;
  return `${where}${showText(message)}${count > 1 ? ` (${count} times)` : ''} [${rule}]`;
}

/** Passes when the title in the metadata is this one. */
export async function checkTitle(source: PdfSource, title: string): Promise<PdfCheck> {
  const pdf = await openPdfUnderTest(source);
  pdf.requireSound('this is its title');
  const { name, facts } = pdf;
  const actual = normaliseExtracted(facts.title ?? '');
  if (actual === normaliseExtracted(title)) return { passed: true, message: `The title of ${name} is ${showText(actual)}` }; // prettier-ignore
  const has = facts.title === null ? 'has no title' : `has the title ${showText(actual)}`;
  return { passed: false, message: `${name} ${has}, not ${showText(title)}` };
}

/** Passes when the file says that it is in this language (BCP 47); `fa` is also true of `fa-AF`. */
export async function checkLanguage(source: PdfSource, language: string): Promise<PdfCheck> {
  const pdf = await openPdfUnderTest(source);
  pdf.requireSound('this is its language');
  const { name, facts } = pdf;
  const actual = (facts.language ?? '').toLowerCase();
  const wanted = language.toLowerCase();
  const has = facts.language === null ? 'does not say its language' : `is in ${facts.language}`;
  const passed = actual !== '' && (actual === wanted || actual.startsWith(`${wanted}-`));
  return { passed, message: `${name} ${has}${passed ? '' : `, not in ${language}`}` };
}

/** Passes when a bookmark has this title. */
export async function checkBookmark(source: PdfSource, title: string): Promise<PdfCheck> {
  const pdf = await openPdfUnderTest(source);
  pdf.requireSound('these are all of its bookmarks');
  const { name, facts } = pdf;
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

/** Passes when a link leads to this address, or to `#name` of a destination in the file. A regular expression is tried on each. */
export async function checkLink(
  source: PdfSource,
  target: string | RegExp,
  { page }: { readonly page?: number | undefined } = {},
): Promise<PdfCheck> {
  const pdf = await openPdfUnderTest(source);
  const links = await pdf.links();
  const on = page === undefined ? '' : ` on page ${page}`;
  const found = links.find((link) => (page === undefined || link.page === page) && leadsTo(link.target, target)); // prettier-ignore
  if (found !== undefined) return { passed: true, message: `${pdf.name} has a link to ${found.target} on page ${found.page}` }; // prettier-ignore
  pdf.requireWhole('it has the link');
  const others = [...new Set(links.map((link) => `page ${link.page}: ${link.target}`))];
  const told = others.slice(0, MAX_TOLD * 3).map((each) => `  ${each}`);
  if (others.length > told.length) told.push(`  … and ${others.length - told.length} more`);
  const has = others.length === 0 ? 'It has no links.' : ['Its links:', ...told].join('\n');
  return { passed: false, message: `${pdf.name} has no link to ${target}${on}. ${has}` };
}

function leadsTo(actual: string, target: string | RegExp): boolean {
  if (typeof target !== 'string') {
    target.lastIndex = 0;
    return target.test(actual);
  }
  // A browser adds the slash to a bare host.
  return actual === target || actual === `${target}/`;
}

/** Passes when the outlines of every font are in the file, so that it looks the same everywhere. */
export async function checkFonts(source: PdfSource): Promise<PdfCheck> {
  const pdf = await openPdfUnderTest(source);
  pdf.requireSound('these are all of its fonts');
  const fonts = await pdf.fonts();
  const missing = fonts.filter(({ embedded }) => !embedded).map(({ name }) => name);
  const counted = `${fonts.length} font${fonts.length === 1 ? '' : 's'}`;
  if (missing.length === 0) return { passed: true, message: `${pdf.name} embeds all of its ${counted}` };
  return { passed: false, message: `${pdf.name} does not embed ${missing.join(', ')}` };
}
