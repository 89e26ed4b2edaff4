// Text: it can be read out of the file, without replacement characters, and is the source's where the source is known.
import { normaliseExtracted } from '../../unicode/normalise.ts';
import type { TaggedDocument } from '../inspect/inspected-pdf.ts';
import type { PreflightRule } from '../report-types.ts';
import type { TextEvent } from './rule-kit.ts';
import { always, isAccessible, isInvisible, isPrint, ofFile, ofPage } from './rule-kit.ts';

/** Rules of the text. */
export function textRules(): readonly PreflightRule[] {
  return [notExtractable(), replacementCharacters, privateUse, differs()];
}

/** A letter, digit, mark or sign; no control character and no space. */
const SOMETHING = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether readers leave the words out because of where they stand. */
function isApart({ apart }: TextEvent, tagged: boolean): boolean {
  return apart === 'annotation' || (apart !== undefined && tagged);
}

/** Remembers whether any page gave its text: one that only artifacts have is no fault of a page, but of the file. */
function notExtractable(): PreflightRule {
  let set = 0;
  let given = 0;
  return {
    name: 'text.not-extractable',
    describes:
      'Pages with text give their text; what stands in artifacts, figures and annotations alone need not, but for screens not all of it',
    applies: always,
    readsText: true,
    page(page, { target, text, inspected, find }) {
      const all = page.events.filter((event) => event.kind === 'text');
      if (all.length > 0) set++;
      if (SOMETHING.test(text ?? '') || page.readsWell === true) given++;
      if (text === null && page.readsWell === true) return;
      const texts = all.filter((event) => !isApart(event, inspected.tagged));
      // A font that does not say what its glyphs are has a rule of its own.
      const readable = texts.filter(({ font }) => font !== null && (font.toUnicode || font.readable));
      if (readable.length === 0 || readable.length < texts.length || SOMETHING.test(text ?? '')) return;
      given++;
      const shown = readable.find((event) => !isInvisible(event)) ?? readable[0];
      find(ofPage(page.number, { severity: isPrint(target) ? 'warning' : 'error', message: 'The page has text, but nothing can be read from it', place: shown?.bounds ?? null })); // prettier-ignore
    },
    file({ tagged }, { target, find }) {
      if (set > 0 && given === 0 && tagged && !isPrint(target))
        find(ofFile({ severity: 'error', message: 'All text of the file stands in artifacts or figures: nothing can be read from it' })); // prettier-ignore
    },
  };
}

const replacementCharacters: PreflightRule = {
  name: 'text.replacement-characters',
  describes: 'No letter is read as the replacement character or as nothing known (U+FFFD, U+0000, U+FFFF)',
  applies: always,
  readsText: true,
  page(page, { target, text, find }) {
    const found = (text ?? '').match(/[\uFFFD\u0000\uFFFF]/g)?.length ?? 0;
    if (found > 0) find(ofPage(page.number, { severity: isPrint(target) ? 'warning' : 'error', message: 'Letters are read as replacement characters', measured: `${found}`, wanted: 'none' })); // prettier-ignore
  },
};

/** ISO 19005-2, 6.2.11.7.3, for level A; nobody can read them aloud either. */
const privateUse: PreflightRule = {
  name: 'text.private-use',
  describes: 'No letter is one of the private use area, which says nothing to anybody who has not its font',
  applies: isAccessible,
  readsPieces: true,
  page({ number, pieces = [] }, { find, tags }) {
    const found = pieces.reduce((sum, { text, mark, form }) => {
      const letters = text.match(/\p{Co}/gu)?.length ?? 0;
      return letters > 0 && mark !== null && form === null && isReadInstead(tags(), number, mark) ? sum : sum + letters; // prettier-ignore
    }, 0);
    if (found > 0) find(ofPage(number, { severity: 'warning', message: 'Letters of the private use area need a text that says what they are (ActualText)', measured: `${found}`, wanted: 'none' })); // prettier-ignore
  },
};

/** Whether the element of marked content, or one around it, has words that stand for what it shows (ActualText). */
function isReadInstead({ tree, pages }: TaggedDocument, page: number, mark: number): boolean {
  let at = pages[page - 1]?.parents?.[mark] ?? -1;
  while (at >= 0 && (tree.elements[at]?.actualText ?? '') === '') at = tree.elements[at]?.parent ?? -1;
  return at >= 0;
}

/** Remembers the pages' texts, because the source's pages come in reading order and the file's need not. */
function differs(): PreflightRule {
  const pages: { readonly number: number; readonly words: string }[] = [];
  return {
    name: 'text.differs',
    describes: 'The text is the source’s, where the source is known',
    applies: always,
    readsText: true,
    page(page, { expectedText, text }) {
      if (expectedText !== null) pages.push({ number: page.number, words: asWords(text ?? '') });
    },
    file(_file, { expectedText, find }) {
      if (expectedText === null) return;
      const left = pages.slice();
      const missing = expectedText.map(asWords).filter((words) => {
        const index = left.findIndex((page) => page.words === words);
        if (index !== -1) left.splice(index, 1);
        return index === -1 && words !== '';
      });
      for (const page of left) {
        const expected = missing.shift() ?? '';
        if (expected === page.words) continue;
        const [actual, wanted] = aroundChange(page.words, expected);
        find(ofPage(page.number, { severity: 'error', message: 'The text is not the source’s', measured: `“${actual}”`, wanted: `“${wanted}”` })); // prettier-ignore
      }
      for (const words of missing) find(ofFile({ severity: 'error', message: 'A page of the source is not in the file', wanted: `“${words.slice(0, EXCERPT)}”` })); // prettier-ignore
    },
  };
}

function asWords(text: string): string {
  return normaliseExtracted(text).replace(/\s+/g, ' ').trim();
}

/** Characters of both texts that are shown, before and after the place where they part. */
const EXCERPT = 40;

function aroundChange(a: string, b: string): readonly [string, string] {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const from = Math.max(0, start - EXCERPT / 2);
  const cut = (text: string): string =>
    `${from > 0 ? '…' : ''}${text.slice(from, from + EXCERPT)}${from + EXCERPT < text.length ? '…' : ''}`;
  return [cut(a), cut(b)];
}
