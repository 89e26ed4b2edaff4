// The report as text and as JSON.
import { describe, expect, it } from 'vitest';
import { formatReport, reportJson } from '../../../src/preflight/report/format-report.ts';
import { finding, report } from './make-report.ts';

describe('the report for people', () => {
  it('says file, page, severity, rule, message and figures of each finding on one line', () => {
    const found = finding({ page: 3, rule: 'image.resolution', message: 'Too few pixels', measured: '112 ppi', wanted: 'at least 150 ppi', count: 2 }); // prettier-ignore
    const [line] = formatReport(report([found])).split('\n');
    expect(line).toBe(
      'a.pdf:3  error  image.resolution  Too few pixels (112 ppi; wanted: at least 150 ppi) – 2 times',
    );
  });

  it('ends with the verdict and counts findings by severity', () => {
    const text = formatReport(
      report([finding({}), finding({ severity: 'note' }), finding({ severity: 'note' })]),
    );
    expect(text.trimEnd().split('\n').at(-1)).toBe('a.pdf  failed  PDF/X-4: 1 error, 2 notes');
    expect(formatReport(report([]))).toContain('a.pdf  passed  PDF/X-4: nothing found');
  });

  it('has the job ticket, with dashes for what is not known', () => {
    const text = formatReport(report([], { trim: null, bleed: null, maximumInk: null, title: null }));
    expect(text).toMatch(/Trim +pages differ/);
    expect(text).toMatch(/Greatest ink total +–/);
    expect(formatReport(report([]))).toMatch(/Fonts +2, 1 not embedded/);
  });

  it('lets no text of the file move the cursor or turn the line round', () => {
    const text = formatReport(report([finding({ message: 'a\u001b[31m\u202eb\nc' })]));
    expect(text.split('\n')[0]).toBe('a.pdf  error  boxes.trim-missing  a [31m b c');
  });
});

describe('the report for programs', () => {
  it('survives JSON and keeps every finding with its place, rounded', () => {
    const value = reportJson(report([finding({ page: 2, place: [1.23456, 2, 3, 4] })]));
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    expect(value).toMatchObject({ standard: 'pdfx-4', profile: null, passed: false, counts: { error: 1, warning: 0, note: 0 } }); // prettier-ignore
    expect(value['findings']).toMatchObject([{ page: 2, place: [1.23, 2, 3, 4] }]);
  });
});
