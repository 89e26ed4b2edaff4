// Preflight report → text for people, one line a finding, and a plain value for programs.
import type { Finding, JobTicket, PreflightReport, PreflightTarget } from '../report-types.ts';

/** Findings by severity, the gravest first. */
export interface FindingCounts {
  readonly error: number;
  readonly warning: number;
  readonly note: number;
}

/** How many findings of each severity there are; one that came several times counts once. */
export function countFindings(findings: readonly Finding[]): FindingCounts {
  const of = (severity: Finding['severity']): number => findings.filter((each) => each.severity === severity).length; // prettier-ignore
  return { error: of('error'), warning: of('warning'), note: of('note') };
}

/** `2 errors, 1 warning`; `nothing found`. */
export function formatCounts(findings: readonly Finding[]): string {
  const counts = countFindings(findings);
  const words = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = counts[severity];
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return words.length === 0 ? 'nothing found' : words.join(', ');
}

const STANDARDS: Readonly<Record<PreflightTarget['standard'], string>> = {
  'pdfx-4': 'PDF/X-4',
  'pdfx-1a': 'PDF/X-1a',
  'pdfa-2a': 'PDF/A-2a',
  'pdfua-1': 'PDF/UA-1',
  'pdfua-1+pdfa-2a': 'PDF/UA-1 and PDF/A-2a',
};

/** `PDF/X-4, profile coated`. */
export function formatTarget({ standard, profile }: PreflightTarget): string {
  return profile === null ? STANDARDS[standard] : `${STANDARDS[standard]}, profile ${profile.name}`;
}

/** What was measured and what was wanted: `212 ppi; wanted: at least 250 ppi`; empty without either. */
export function formatMeasured({ measured, wanted }: Finding): string {
  return [measured, wanted === null ? null : `wanted: ${wanted}`].filter((part) => part !== null).join('; ');
}

/** The ticket as label and value, as a printer reads it. What is not known is a dash. */
export function ticketRows(ticket: JobTicket): readonly (readonly [label: string, value: string])[] {
  const { title, pages, trim, bleed, binding, standard, outputIntent, profile, inks, maximumInk, fonts, pictures } = ticket; // prettier-ignore
  const lacking = fonts.filter(({ embedded }) => !embedded).length;
  const lowest = pictures.reduce((least, { ppi }) => Math.min(least, ppi), Infinity);
  return [
    ['Title', title ?? NONE],
    ['Pages', String(pages)],
    ['Trim', trim === null ? 'pages differ' : `${millimetres(trim[0])} × ${millimetres(trim[1])} mm`],
    ['Bleed', bleed === null ? NONE : `${millimetres(bleed)} mm`],
    ['Binding', `at the ${binding}`],
    ['Declared standard', standard ?? NONE],
    ['Output intent', outputIntent ?? NONE],
    ['Printer profile', profile ?? NONE],
    ['Plates', inks.length === 0 ? NONE : `${inks.length}: ${inks.join(', ')}`],
    ['Greatest ink total', maximumInk === null ? NONE : `${Math.round(maximumInk)} %`],
    ['Fonts', fonts.length === 0 ? NONE : `${fonts.length}, ${lacking === 0 ? 'all embedded' : `${lacking} not embedded`}`], // prettier-ignore
    ['Pictures', pictures.length === 0 ? NONE : `${pictures.length}, from ${Math.round(lowest)} ppi`],
  ];
}

const NONE = '–';

function millimetres(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Characters that would move the cursor or turn the line round. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]/g;

/** A text from a stranger's file on one line, without control characters. */
export function plainLine(text: string): string {
  return text.replaceAll(CONTROLS, ' ').replaceAll(/ {2,}/g, ' ').trim();
}

/** One finding as a line: `file:page  severity  rule  message`. */
export function formatFinding(file: string, finding: Finding): string {
  const place = finding.page === null ? file : `${file}:${finding.page}`;
  const measured = formatMeasured(finding);
  const figures = measured === '' ? '' : ` (${measured})`;
  const times = finding.count > 1 ? ` – ${finding.count} times` : '';
  return `${place}  ${finding.severity}  ${finding.rule}  ${plainLine(`${finding.message}${figures}${times}`)}\n`;
}

/** What a file was judged by and what came of it, as one line; `target` in words. */
export function formatVerdict({ file, passed, target, findings }: Verdict): string {
  return `${file}  ${passed ? 'passed' : 'failed'}  ${target}: ${formatCounts(findings)}\n`;
}

export interface Verdict extends Pick<PreflightReport, 'file' | 'passed' | 'findings'> {
  /** As formatTarget says it. */
  readonly target: string;
}

/** Findings line by line, then the ticket, then the verdict. */
export function formatReport(report: PreflightReport): string {
  const { file, findings, ticket, target } = report;
  const lines = findings.map((finding) => formatFinding(file, finding));
  const rows = ticketRows(ticket);
  const width = Math.max(...rows.map(([label]) => label.length));
  const facts = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${plainLine(value)}\n`);
  const verdict = formatVerdict({ ...report, target: formatTarget(target) });
  return [...lines, ...(lines.length === 0 ? [] : ['\n']), ...facts, '\n', verdict].join('');
}

/** The report as a value for JSON: lengths in mm or as the report says, places in points from the lower left. */
export function reportJson(report: PreflightReport): Record<string, unknown> {
  const { file, target, passed, findings, ticket } = report;
  return {
    file,
    standard: target.standard,
    profile: target.profile?.name ?? null,
    passed,
    counts: countFindings(findings),
    findings: findings.map(({ place, ...rest }) => ({ ...rest, place: place?.map((edge) => Math.round(edge * 100) / 100) ?? null })), // prettier-ignore
    ticket,
  };
}
