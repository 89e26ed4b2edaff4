// The report as a PDF: read back by pdf.js, its pictures counted, its frames located.
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { extractText } from '../../../src/preflight/pdfjs/extract-text.ts';
import { drawPages } from '../../../src/preflight/report/draw-pages.ts';
import type { DrawnPage } from '../../../src/preflight/report/draw-pages.ts';
import { loadCanvas } from '../../../src/preflight/report/load-canvas.ts';
import { markedPages } from '../../../src/preflight/report/marked-pages.ts';
import type { ReportNode } from '../../../src/preflight/report/set-text.ts';
import { writeReportPdf } from '../../../src/preflight/report/write-report-pdf.ts';
import { makePdf, plainPdf } from '../../cli/make-pdf.ts';
import { finding, report } from './make-report.ts';

async function textOf(pdf: Uint8Array): Promise<string> {
  const text = await extractText(pdf, { file: 'report.pdf', diagnostics: new Diagnostics() });
  return (text?.pages ?? []).flatMap(({ blocks }) => blocks.map((block) => block.text)).join('\n').replaceAll(/\s+/g, ' '); // prettier-ignore
}

const pictures = (pdf: Uint8Array): number =>
  Buffer.from(pdf).toString('latin1').split('/Subtype /Image').length - 1;

describe('the PDF report', () => {
  it('says verdict, ticket and every finding in text that can be searched', async () => {
    const findings = [
      finding({}),
      finding({ page: 1, severity: 'warning', rule: 'image.resolution', message: 'Too few pixels', measured: '212 ppi', wanted: 'at least 250 ppi', place: [10, 10, 90, 90] }), // prettier-ignore
    ];
    const pdf = await writeReportPdf(report(findings), await plainPdf([['one'], ['two']]));
    const text = await textOf(pdf);
    for (const words of [
      'a.pdf',
      'Failed',
      'PDF/X-4 – 1 error, 1 warning',
      '210 × 297 mm',
      'FOGRA39',
      'boxes.trim-missing',
      'There is no TrimBox',
      '212 ppi; wanted: at least 250 ppi',
      'Page 1 – finding 2',
      '1200 × 800',
    ])
      // prettier-ignore
      expect(text).toContain(words);
    expect(pictures(pdf)).toBe(1);
  });

  it('of a sound file says so and has no pictures', async () => {
    const pdf = await writeReportPdf(report([]), await plainPdf([['one']]));
    expect(await textOf(pdf)).toMatch(/Passed .*Nothing was found/);
    expect(pictures(pdf)).toBe(0);
  });

  it('is the same, byte for byte, when it is written again', async () => {
    const bytes = await plainPdf([['one']]);
    const given = report([finding({ page: 1, message: 'فونت ۱۲ در فایل نیست', place: [0, 0, 50, 50] })]);
    const [first, second] = [await writeReportPdf(given, bytes), await writeReportPdf(given, bytes)];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('takes its date from the file that it judges', async () => {
    const bytes = await plainPdf([['one']], { info: { CreationDate: new Date('2024-05-08T00:00:00Z') } });
    expect(Buffer.from(await writeReportPdf(report([]), bytes)).toString('latin1')).toContain('D:20240508');
  });

  it('shows no more than 60 pages and lists no more than 400 findings, those with errors first', async () => {
    const bytes = await plainPdf(
      Array.from({ length: 70 }, (_, index) => [`p${index + 1}`]),
      { size: [60, 80], margin: 5 },
    );
    const each = (severity: 'error' | 'note', from: number) => Array.from({ length: 35 }, (_, index) => finding({ severity, page: from + index })); // prettier-ignore
    const many = Array.from({ length: 400 }, () => finding({ severity: 'note' }));
    const pdf = await writeReportPdf(report([...each('note', 1), ...each('error', 36), ...many]), bytes);
    expect(pictures(pdf)).toBe(60);
    const text = await textOf(pdf);
    expect(text).toContain('Pages with findings that are not shown: 10.');
    expect(text).toContain('findings, 70 more');
    expect(text).toContain('Page 70 – finding 70');
    expect(text).not.toContain('Page 30 –');
  });

  it('never parts the heading of a list from its rows', async () => {
    // However far down the page the findings reach.
    for (let count = 6; count <= 22; count++) {
      const findings = Array.from({ length: count }, () => finding({}));
      const pdf = await writeReportPdf(report(findings), await plainPdf([['one']]));
      const text = await extractText(pdf, { file: 'report.pdf', diagnostics: new Diagnostics() });
      const pages = (text?.pages ?? []).map(({ blocks }) => blocks.map((block) => block.text).join(' '));
      const lists = [
        ['Fonts Font', 'Helvetica'],
        ['Pictures Page', '1200 × 800'],
      ] as const;
      for (const [heading, row] of lists)
        expect(
          pages.find((page) => page.includes(heading)),
          `${count} findings`,
        ).toContain(row);
    }
  });

  it('of a file that cannot be drawn has everything but pictures', async () => {
    const pdf = await writeReportPdf(report([finding({ page: 1 })]), new TextEncoder().encode('no PDF'));
    expect(await textOf(pdf)).toContain('There is no TrimBox');
    expect(pictures(pdf)).toBe(0);
  });

  it('opens no file and no address that a finding names', async () => {
    const words = ['/etc/passwd', 'file:///etc/passwd', 'http://127.0.0.1:9/x.png', 'data:image/png;base64,AAAA', '<svg><image href="/etc/passwd"/></svg>']; // prettier-ignore
    const findings = words.map((message) => finding({ message, rule: message, measured: message }));
    const pdf = await writeReportPdf(
      report(findings, { title: words[0] ?? '' }, words[1]),
      await plainPdf([['x']]),
    );
    expect(await textOf(pdf)).toContain('Failed');
    expect(pictures(pdf)).toBe(0);
  });
});

describe('a place on a page', () => {
  it('is found on the picture of a page that is turned', async () => {
    const canvas = await loadCanvas();
    const bytes = await makePdf((document) => document.text('x', 20, 20), { size: [200, 400] });
    const { PDFDocument, degrees } = await import('@cantoo/pdf-lib');
    const turned = await PDFDocument.load(bytes);
    turned.getPage(0).setRotation(degrees(90));
    const [plain] = await drawPages(canvas!, bytes, [1]);
    const [quarter] = await drawPages(canvas!, await turned.save(), [1, 2, 0]);
    // The lower left corner of the page is the upper left one of a page turned clockwise.
    expect(plain!.locate([0, 0, 20, 40])).toEqual(
      [0, 0.9, 0.1, 1].map((share) => expect.closeTo(share, 5) as number),
    );
    expect(quarter!.locate([0, 0, 20, 40])).toEqual(
      [0, 0, 0.1, 0.1].map((share) => expect.closeTo(share, 5) as number),
    );
    expect(quarter!.ratio).toBeCloseTo(0.5, 2);
  });

  it('is framed on the picture, large enough to be seen and never outside', () => {
    const page: DrawnPage = { number: 4, jpeg: new Uint8Array(), ratio: 1.25, locate: (place) => place };
    const findings = [
      { ...finding({ page: 4, place: [0.5, 0.5, 0.5, 0.5] }), index: 7 },
      { ...finding({ page: 4, place: [-1, -1, 3, 3] }), index: 8 },
      { ...finding({ page: 4 }), index: 9 },
      { ...finding({ page: 5, place: [0, 0, 1, 1] }), index: 10 },
    ];
    const [row] = markedPages([page], findings) as [{ readonly columns: readonly { readonly stack: readonly ReportNode[] }[] }]; // prettier-ignore
    const stack = row.columns[0]!.stack;
    expect(stack[0]).toMatchObject({ text: 'Page 4 – findings 7, 8, 9' });
    const { width, height } = stack[1] as { readonly width: number; readonly height: number };
    expect(height).toBeCloseTo(width * 1.25);
    const [around, , , point] = stack.slice(3).filter((node) => 'canvas' in node || 'text' in node);
    const rectangle = (node: ReportNode = {}) => (node['canvas'] as { readonly w: number; readonly h: number }[])[0]; // prettier-ignore
    expect(around).toMatchObject({ relativePosition: { x: 0, y: -height } });
    expect(rectangle(around)).toMatchObject({ w: width, h: height });
    expect(rectangle(point)).toMatchObject({ w: 7, h: 7 });
    expect((point!['relativePosition'] as { readonly x: number }).x).toBeCloseTo(width / 2 - 3.5);
  });
});
