// The checks as matchers for `expect.extend` of vitest and jest; neither is imported.
import {
  checkBookmark,
  checkFonts,
  checkLanguage,
  checkLink,
  checkPageCount,
  checkTagged,
  checkTitle,
} from './check-document.ts';
import { checkParagraph } from './check-paragraph.ts';
import type { ParagraphPlace } from './check-paragraph.ts';
import { checkPdfText } from './check-text.ts';
import type { ExpectedText } from './check-text.ts';
import type { PdfCheck } from './pdf-check.ts';
import type { PdfSource } from './pdf-under-test.ts';

/** What a matcher gives its runner. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers as `expect` has them, for the types of a runner; `R` is what it says they return. */
export interface PdfMatchers<R = unknown> {
  /** A block is exactly this text, wherever it is parted; or a block matches the expression. */
  toContainParagraph(paragraph: string | RegExp, place?: ParagraphPlace): R;
  /** The text is the same, page by page and block by block. */
  toMatchPdfText(expected: ExpectedText): R;
  toHavePageCount(count: number): R;
  /** All of it is tagged, figures have alternative texts, the language is said. */
  toBeTagged(): R;
  toHavePdfTitle(title: string): R;
  toHavePdfLanguage(language: string): R;
  toHaveBookmark(title: string): R;
  /** A link leads to this address, or `#name` of a destination; `{ page }` says from where. */
  toHaveLink(target: string | RegExp, place?: { readonly page?: number | undefined }): R;
  /** The outlines of every font are in the file. */
  toEmbedAllFonts(): R;
}

/** `expect.extend(pdfMatchers)`. All are asynchronous: `await expect('out/issue.pdf').toHavePageCount(16)`. */
export const pdfMatchers: {
  readonly [Name in keyof PdfMatchers]: (
    received: PdfSource,
    ...expected: Parameters<PdfMatchers[Name]>
  ) => Promise<MatcherResult>;
} = {
  toContainParagraph: (received, ...expected) => asMatch(checkParagraph(received, ...expected)),
  toMatchPdfText: (received, expected) => asMatch(checkPdfText(received, expected)),
  toHavePageCount: (received, count) => asMatch(checkPageCount(received, count)),
  toBeTagged: (received) => asMatch(checkTagged(received)),
  toHavePdfTitle: (received, title) => asMatch(checkTitle(received, title)),
  toHavePdfLanguage: (received, language) => asMatch(checkLanguage(received, language)),
  toHaveBookmark: (received, title) => asMatch(checkBookmark(received, title)),
  toHaveLink: (received, ...expected) => asMatch(checkLink(received, ...expected)),
  toEmbedAllFonts: (received) => asMatch(checkFonts(received)),
};

async function asMatch(check: Promise<PdfCheck>): Promise<MatcherResult> {
  const { passed, message } = await check;
  return { pass: passed, message: () => message };
}
