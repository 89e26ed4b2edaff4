// Text that readers leave out on purpose is not text that they cannot read.
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { openPdfForInspection } from '../../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { judge } from '../../../src/preflight/preflight.ts';
import type { PreflightStandard } from '../../../src/preflight/report-types.ts';
import type { CleanPdf } from './clean-pdf.ts';
import { cleanPdf } from './clean-pdf.ts';

/** Findings about the text of a clean file after a change. */
async function found(change: (pdf: CleanPdf) => void, standard: PreflightStandard = 'pdfx-4') {
  const pdf = cleanPdf('pdfx-4');
  change(pdf);
  const opened = await openPdfForInspection(pdf.bytes(), { file: 'a.pdf', diagnostics: new Diagnostics() });
  if (opened === null) throw new Error('it cannot be read');
  const { findings } = await judge(opened, { standard, profile: null }, { file: 'a.pdf' });
  return findings.filter(({ rule }) => rule.startsWith('text.')).map(({ rule, severity, page }) => `${rule} ${severity} ${page}`); // prettier-ignore
}

/** Wraps all content of a page into marked content. */
function mark(pdf: CleanPdf, page: number, opening: string): void {
  const content = pdf.objects.get(`content${page}`);
  if (content?.stream === undefined) throw new Error('no content');
  content.stream = Buffer.from(
    `${opening}\n${Buffer.from(content.stream).toString('latin1')}\nEMC`,
    'latin1',
  );
}

function tag(pdf: CleanPdf): void {
  pdf.add('structure', { Type: '/StructTreeRoot' });
  Object.assign(pdf.of('catalog'), { MarkInfo: '<< /Marked true >>', StructTreeRoot: '@structure' });
}

const ARTIFACT = '/Artifact << /Type /Pagination >> BDC';

describe('a page whose only text stands apart', () => {
  it('is no fault where a tagged file calls it an artifact', async () => {
    expect(await found((pdf) => (tag(pdf), mark(pdf, 1, ARTIFACT)))).toEqual([]);
    expect(await found((pdf) => (tag(pdf), mark(pdf, 1, '/Artifact BMC')))).toEqual([]);
  });

  it('is no fault where it is the figure of an advertisement, whatever is marked in it', async () => {
    const advertise = (pdf: CleanPdf): void => {
      tag(pdf);
      pdf.add('tree', { Type: '/StructElem', S: '/Figure', Alt: '(New books)', P: '@structure', Pg: '@page1', K: '0' }); // prettier-ignore
      Object.assign(pdf.of('structure'), { K: '@tree', ParentTree: '@parents' });
      pdf.add('parents', { Nums: '[0 [@tree]]' });
      pdf.of('page1')['StructParents'] = '0';
      mark(pdf, 1, '/P BMC');
      mark(pdf, 1, '/Figure << /MCID 0 >> BDC');
    };
    expect(await found(advertise)).toEqual([]);
  });

  it('is no fault where it is the stamp of an annotation', async () => {
    const stamp = (pdf: CleanPdf): void => {
      for (const page of [1, 2]) {
        const content = pdf.objects.get(`content${page}`);
        if (content !== undefined) content.stream = new Uint8Array();
      }
      pdf.add('form', { Subtype: '/Form', BBox: '[0 0 50 20]', Resources: '@resources' }, 'BT /F1 12 Tf 2 5 Td <0001> Tj ET'); // prettier-ignore
      pdf.of('page1')['Annots'] =
        '[<< /Type /Annot /Subtype /Stamp /F 4 /Rect [50 50 100 70] /AP << /N @form >> >>]';
    };
    expect(await found(stamp)).toEqual([]);
  });

  it('is a fault of a file for screens when all its pages are such', async () => {
    const all = (pdf: CleanPdf): void => [1, 2].forEach((page) => mark(pdf, page, ARTIFACT));
    expect(await found((pdf) => (tag(pdf), all(pdf)), 'pdfua-1')).toEqual(['text.not-extractable error null']); // prettier-ignore
    expect(await found((pdf) => (tag(pdf), mark(pdf, 1, ARTIFACT)), 'pdfua-1')).toEqual([]);
    expect(await found((pdf) => (tag(pdf), all(pdf)))).toEqual([]);
  });
});

describe('a page whose text cannot be read', () => {
  const unreadable = (pdf: CleanPdf): void => {
    const unicode = pdf.objects.get('unicode');
    const words = Buffer.from(unicode?.stream ?? []).toString('latin1');
    pdf.add('unicode', {}, words.replaceAll(/<006[0-9a-f]>/g, '<0020>'));
  };

  it('is found beside artifacts, and in what an untagged file only calls one', async () => {
    const fault = ['text.not-extractable warning 1', 'text.not-extractable warning 2'];
    expect(await found(unreadable)).toEqual(fault);
    expect(await found((pdf) => (unreadable(pdf), mark(pdf, 1, ARTIFACT)))).toEqual(fault);
    const beside = (pdf: CleanPdf): void => pdf.paint(1, `${ARTIFACT} BT /F1 9 Tf 40 30 Td <0001> Tj ET EMC`);
    expect(await found((pdf) => (tag(pdf), unreadable(pdf), beside(pdf)))).toEqual(fault);
  });
});
