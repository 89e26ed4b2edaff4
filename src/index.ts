// The typed library: what the command line does, as functions.
export { buildIssue } from './build-issue.ts';
export type { BuildOptions, BuiltIssue, BuiltPress } from './build-issue.ts';
export type { BuiltArticle, BuiltDestination } from './article-pages.ts';
export type { EditionName } from './prepare-issue.ts';
export { Diagnostics, DiagnosticsError, formatDiagnostic } from './base/diagnostic.ts';
export type { Diagnostic, Place, Severity } from './base/diagnostic.ts';
export { DIAGNOSTIC_CODES } from './base/diagnostic-codes.ts';
export type { DiagnosticCode } from './base/diagnostic-codes.ts';
export { compareTexts } from './preflight/compare/compare-text.ts';
export { formatDifferences } from './preflight/compare/format-differences.ts';
export type { TextDifference } from './preflight/compare/compare-text.ts';
export { extractText, formatExtracted } from './preflight/pdfjs/extract-text.ts';
export type { ExtractOptions } from './preflight/pdfjs/extract-text.ts';
export type { ExtractedBlock, ExtractedPage, ExtractedText } from './preflight/pdfjs/extracted-text.ts';
export { normaliseExtracted } from './unicode/normalise.ts';
export { frontMatterJsonSchema, manifestJsonSchema, printerProfileJsonSchema } from './issue/json-schemas.ts';
