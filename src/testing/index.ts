// The entry point nashr/testing: checks of PDFs for any test runner, and matchers for those that have `expect`.
export { pdfMatchers } from './matchers.ts';
export type { MatcherResult, PdfMatchers } from './matchers.ts';
export { PdfAssertionError, assertPdf } from './pdf-check.ts';
export type { PdfCheck } from './pdf-check.ts';
export { checkParagraph } from './check-paragraph.ts';
export type { ParagraphPlace } from './check-paragraph.ts';
export { checkPdfText } from './check-text.ts';
export type { ExpectedText, PdfTextCheck } from './check-text.ts';
export {
  checkBookmark,
  checkFonts,
  checkLanguage,
  checkLink,
  checkPageCount,
  checkTagged,
  checkTitle,
} from './check-document.ts';
export { PdfUnderTest, UnreadablePdfError, openPdfUnderTest } from './pdf-under-test.ts';
export type { PdfSource, ReadOptions } from './pdf-under-test.ts';
