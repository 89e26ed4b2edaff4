// Reports made by hand.
import type { Finding, JobTicket, PreflightReport } from '../../../src/preflight/report-types.ts';

export function finding(values: Partial<Finding>): Finding {
  return {
    rule: 'boxes.trim-missing',
    severity: 'error',
    page: null,
    place: null,
    message: 'There is no TrimBox',
    measured: null,
    wanted: null,
    count: 1,
    ...values,
  };
}

const TICKET: JobTicket = {
  title: 'A weekly',
  standard: 'PDF/X-4',
  pages: 8,
  trim: [210, 297],
  bleed: 3,
  inks: ['Cyan', 'Magenta', 'Yellow', 'Black'],
  maximumInk: 297.4,
  fonts: [
    { name: 'AAAAAA+Vazirmatn', kind: 'Type0', embedded: true, subset: true },
    { name: 'Helvetica', kind: 'Type1', embedded: false, subset: false },
  ],
  pictures: [{ page: 1, pixels: [1200, 800], ppi: 212, space: 'CMYK' }],
  outputIntent: 'FOGRA39',
  profile: null,
  binding: 'right',
};

export function report(
  findings: readonly Finding[],
  ticket: Partial<JobTicket> = {},
  file = 'a.pdf',
): PreflightReport {
  return {
    file,
    target: { standard: 'pdfx-4', profile: null },
    passed: findings.every(({ severity }) => severity !== 'error'),
    findings,
    ticket: { ...TICKET, ...ticket },
  };
}
