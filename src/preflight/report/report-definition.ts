// Report and pictures of its pages → a pdfmake document: verdict, job ticket, findings, marked pages, fonts, pictures.
import type { PreflightReport } from '../report-types.ts';
import type { DrawnPage } from './draw-pages.ts';
import { formatCounts, formatMeasured, formatTarget, ticketRows } from './format-report.ts';
import { markedPages } from './marked-pages.ts';
import { CONTENT_WIDTH, SEVERITY_COLORS } from './report-style.ts';
import type { NumberedFinding } from './report-style.ts';
import type { ReportNode, SetText } from './set-text.ts';

const MARGIN = 40;
const PASSED = '#1d6b3a';
const GREY = '#666666';
const RULE = '#bbbbbb';

/** More is for programs: the JSON form has everything. */
const MAX_FINDINGS = 400;
const MAX_FONTS = 150;
const MAX_PICTURES = 150;
/** Rows of a list that is not broken over two pages: half a page. */
const MOST_KEPT_TOGETHER = 18;

export interface ReportParts {
  readonly report: PreflightReport;
  /** Ascending. */
  readonly pages: readonly DrawnPage[];
  /** Pages with findings that have no picture. */
  readonly undrawn: number;
  /** The report's own date: it has no clock. */
  readonly date: Date;
  readonly setText: SetText;
}

/** The document definition; pdfmake changes it while it lays it out. */
export function reportDefinition({ report, pages, undrawn, date, setText }: ReportParts): ReportNode {
  const numbered = report.findings.map((finding, index): NumberedFinding => ({
    ...finding,
    index: index + 1,
  }));
  const content = [
    ...heading(report, setText),
    section('Job ticket'),
    ticketTable(report, setText),
    section('Findings'),
    numbered.length === 0 ? { text: 'Nothing was found.' } : findingsTable(numbered.slice(0, MAX_FINDINGS), setText), // prettier-ignore
    ...more(numbered.length - MAX_FINDINGS, 'findings'),
    ...places(markedPages(pages, numbered), undrawn),
    ...fontsTable(report, setText),
    ...picturesTable(report, setText),
  ];
  return {
    info: {
      title: `Preflight of ${report.file}`,
      creator: 'nashr',
      producer: 'nashr',
      creationDate: date,
      modDate: date,
    },
    pageSize: 'A4',
    pageMargins: [MARGIN, MARGIN, MARGIN, MARGIN + 8],
    language: 'en',
    content,
    footer: (page: number, of: number): ReportNode => ({
      text: `${page} / ${of}`,
      alignment: 'right',
      color: GREY,
      fontSize: 8,
      margin: [MARGIN, 12, MARGIN, 0],
    }),
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.15 },
  };
}

function heading({ file, findings, target, passed }: PreflightReport, setText: SetText): ReportNode[] {
  const verdict = passed ? 'Passed' : 'Failed';
  const inner = CONTENT_WIDTH - 24;
  const line = (text: string, size: number): ReportNode =>
    setText(text, { width: inner, size, color: '#ffffff' });
  const words = [line(verdict, 20), line(`${formatTarget(target)} – ${formatCounts(findings)}`, 10)];
  return [
    { text: 'Preflight report', fontSize: 9, color: GREY },
    { stack: [setText(file, { width: CONTENT_WIDTH, size: 15, bold: true })], margin: [0, 1, 0, 8] },
    {
      table: {
        widths: ['*'],
        body: [[{ stack: words, fillColor: passed ? PASSED : SEVERITY_COLORS.error, margin: [8, 6, 8, 6] }]],
      },
      layout: 'noBorders',
    },
  ];
}

function section(text: string): ReportNode {
  return { text, fontSize: 12, bold: true, margin: [0, 16, 0, 5] };
}

/** Rows of pictures; the heading stays with the first. */
function places([first, ...others]: readonly ReportNode[], undrawn: number): ReportNode[] {
  if (first === undefined) return [];
  return [{ stack: [section('Places'), first], unbreakable: true }, ...others, ...notShown(undrawn)];
}

/** A list with its heading: all of it on one page, or, where it is long, from the head of a page on. */
function listing(title: string, rows: number, list: ReportNode): ReportNode {
  return {
    stack: [section(title), list],
    ...(rows <= MOST_KEPT_TOGETHER ? { unbreakable: true } : { pageBreak: 'before' }),
  };
}

/** Thin lines between rows, no upright ones. */
const LINES = {
  hLineWidth: (index: number): number => (index === 0 ? 0 : 0.5),
  vLineWidth: (): number => 0,
  hLineColor: (): string => RULE,
  paddingLeft: (index: number): number => (index === 0 ? 0 : 4),
  paddingRight: (): number => 4,
  paddingTop: (): number => 2.5,
  paddingBottom: (): number => 2.5,
};

interface Column {
  readonly title: string;
  readonly width: number;
}

/** Room for text in a column. */
function innerWidth({ width }: Column): number {
  return width - 1;
}

function table(columns: readonly Column[], rows: readonly (readonly ReportNode[])[]): ReportNode {
  const head = columns.map(({ title }) => ({ text: title, color: GREY, fontSize: 8 }));
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 2,
      dontBreakRows: true,
      widths: columns.map(({ width }) => width),
      body: [head, ...rows],
    },
    layout: LINES,
  };
}

function ticketTable({ ticket }: PreflightReport, setText: SetText): ReportNode {
  const [label, value] = [110, CONTENT_WIDTH - 122];
  const rows = ticketRows(ticket).map(([name, text]) => [
    { text: name, color: GREY },
    setText(text, { width: value, size: 9 }),
  ]);
  return { table: { widths: [label, value], body: rows }, layout: LINES };
}

const FINDING_COLUMNS = [
  { title: 'No.', width: 22 },
  { title: 'Page', width: 26 },
  { title: 'Severity', width: 42 },
  { title: 'Rule', width: 116 },
  { title: 'What', width: CONTENT_WIDTH - 22 - 26 - 42 - 116 - 36 },
] as const;

function findingsTable(findings: readonly NumberedFinding[], setText: SetText): ReportNode {
  const [, , , rule, what] = FINDING_COLUMNS;
  const rows = findings.map((finding) => {
    const { index, page, severity, count, message } = finding;
    const figures = formatMeasured(finding);
    const width = innerWidth(what);
    const times = count > 1 ? `${count} times` : '';
    const details = [figures, times].filter((part) => part !== '').join(' – ');
    return [
      { text: String(index) },
      { text: page === null ? '–' : String(page) },
      { text: severity, color: SEVERITY_COLORS[severity], bold: true },
      setText(finding.rule, { width: innerWidth(rule), size: 8 }),
      {
        stack: [
          setText(message, { width, size: 9 }),
          ...(details === '' ? [] : [setText(details, { width, size: 8, color: GREY })]),
        ],
      },
    ];
  });
  return table(FINDING_COLUMNS, rows);
}

const FONT_COLUMNS = [
  { title: 'Font', width: 312 },
  { title: 'Kind', width: 70 },
  { title: 'Embedded', width: 55 },
  { title: 'Subset', width: 50 },
] as const;

function fontsTable({ ticket: { fonts } }: PreflightReport, setText: SetText): ReportNode[] {
  if (fonts.length === 0) return [];
  const rows = fonts
    .slice(0, MAX_FONTS)
    .map(({ name, kind, embedded, subset }) => [
      setText(name, { width: innerWidth(FONT_COLUMNS[0]), size: 9 }),
      { text: kind },
      embedded ? { text: 'yes' } : { text: 'no', color: SEVERITY_COLORS.error, bold: true },
      { text: subset ? 'yes' : 'no' },
    ]);
  return cutListing('Fonts', table(FONT_COLUMNS, rows), rows.length, fonts.length);
}

const PICTURE_COLUMNS = [
  { title: 'Page', width: 40 },
  { title: 'Pixels', width: 100 },
  { title: 'Resolution', width: 80 },
  { title: 'Colours', width: 267 },
] as const;

/** The coarsest first: they are what a printer asks about. */
function picturesTable({ ticket: { pictures } }: PreflightReport, setText: SetText): ReportNode[] {
  if (pictures.length === 0) return [];
  const rows = pictures
    .toSorted((a, b) => a.ppi - b.ppi || a.page - b.page)
    .slice(0, MAX_PICTURES)
    .map(({ page, pixels, ppi, space }) => [
      { text: String(page) },
      { text: `${pixels[0]} × ${pixels[1]}` },
      { text: `${Math.round(ppi)} ppi` },
      setText(space, { width: innerWidth(PICTURE_COLUMNS[3]), size: 9 }),
    ]);
  return cutListing('Pictures', table(PICTURE_COLUMNS, rows), rows.length, pictures.length);
}

/** A listing with what it leaves out: `shown` of `all`. */
function cutListing(title: string, list: ReportNode, shown: number, all: number): ReportNode[] {
  return [listing(title, shown, list), ...more(all - shown, title.toLowerCase())];
}

function more(count: number, what: string): ReportNode[] {
  return count <= 0 ? [] : [remark(`Not listed here, but in the JSON report: ${what}, ${count} more.`)];
}

function notShown(pages: number): ReportNode[] {
  return pages <= 0 ? [] : [remark(`Pages with findings that are not shown: ${pages}.`)];
}

function remark(text: string): ReportNode {
  return { text, color: GREY, margin: [0, 4, 0, 0] };
}
