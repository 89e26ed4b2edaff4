// A built issue → OUT/<issue>.json: what a web site that offers the download shows of it. issue-json-schema.ts is its schema.
import type { BuiltIssue, BuiltPress } from '../build-issue.ts';
import { mm } from '../base/length.ts';
import type { LanguageTexts } from '../issue/issue-metadata.ts';
import type { PressFile } from '../pdf/press/press-files.ts';
import type { WebClaims } from '../pdf/web/web-standard.ts';
import type { CoverPicture } from '../preflight/report/draw-cover.ts';
import { diagnosticJson } from './report.ts';

/** What stands beside the web edition. */
export interface WebCompany {
  readonly press: BuiltIssue | null;
  readonly cover: CoverPicture | null;
}

/** Plain data; keys whose value is undefined are left out when it is written. */
export function issueJson(built: BuiltIssue, { press, cover }: WebCompany): Record<string, unknown> {
  const { id, title, titles, number, language, date, pages, articles, destinations, fonts, budget, pdf, text } = built; // prettier-ignore
  const { languages, subjects, authors, publishers, rights, keywords, publication } = built.description;
  const warnings = built.diagnostics.filter((d) => d.severity !== 'note').map(diagnosticJson);
  return {
    issue: id,
    title,
    titles,
    number,
    volume: publication.volume,
    issn: publication.issn,
    language,
    languages,
    date,
    descriptions: byLanguage(subjects),
    authors: byLanguage(authors),
    publishers: byLanguage(publishers),
    rights: byLanguage(rights),
    keywords,
    pages,
    bytes: pdf.length,
    standard: standardName(built.claims),
    files: [
      { file: `${id}.pdf`, kind: 'pdf', type: 'application/pdf', bytes: pdf.length },
      { file: `${id}.txt`, kind: 'text', type: 'text/plain; charset=utf-8', bytes: Buffer.byteLength(text) },
      ...(cover === null ? [] : [{ file: `${id}.png`, kind: 'cover', type: 'image/png', bytes: cover.png.length, width: cover.width, height: cover.height }]), // prettier-ignore
    ],
    sections: built.sections,
    articles,
    destinations,
    fonts,
    budget,
    warnings,
    press: press?.press === undefined ? undefined : pressJson(id, press.press),
  };
}

/** Undefined when there is none. */
function byLanguage(texts: LanguageTexts): Readonly<Record<string, string>> | undefined {
  return texts.length === 0 ? undefined : Object.fromEntries(texts);
}

/** As the manifest would name it: `pdfua-1+pdfa-2a`, `none`. */
function standardName({ accessible, archive }: WebClaims): string {
  const names = [
    ...(accessible ? ['pdfua-1'] : []),
    ...(archive === null ? [] : [`pdfa-${archive.part}${archive.level.toLowerCase()}`]),
  ];
  return names.length === 0 ? 'none' : names.join('+');
}

/** What the print shop is told of the files it gets. */
function pressJson(id: string, { files, added, sheet, job }: BuiltPress): Record<string, unknown> {
  const { profile, claims, binding } = job;
  return {
    standard: [profile.standard, ...claims].join('+'),
    profile: profile.name,
    condition: profile.condition.identifier,
    binding,
    order: profile.pages.order,
    trim: [inMm(sheet.trimWidth), inMm(sheet.trimHeight)],
    bleed: inMm(sheet.bleed),
    sheet: [inMm(sheet.width), inMm(sheet.height)],
    added,
    files: files.map((file) => ({ file: pressName(id, file), part: file.part, pages: file.pages, bytes: file.pdf.length })), // prettier-ignore
  };
}

/** Name of a file of the press edition. */
export function pressName(id: string, { part }: PressFile): string {
  return `${id}.${part === 'cover' ? 'press-cover' : 'press'}.pdf`;
}

/** Points → millimetres, to a hundredth. */
export function inMm(points: number): number {
  return Number((points / mm(1)).toFixed(2));
}
