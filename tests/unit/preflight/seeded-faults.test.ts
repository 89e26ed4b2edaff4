// Each rule finds the fault it is made for, and no rule speaks about another's.
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { openPdfForInspection } from '../../../src/preflight/inspect/open-pdf-for-inspection.ts';
import type { InspectedPdf } from '../../../src/preflight/inspect/inspected-pdf.ts';
import { judge } from '../../../src/preflight/preflight.ts';
import type { PreflightReport, PreflightTarget } from '../../../src/preflight/report-types.ts';
import { createRules } from '../../../src/preflight/rules/registry.ts';
import { ACCESSIBILITY_FAULTS } from '../../helpers/accessibility-faults.ts';
import { addPicture, cleanPdf } from './clean-pdf.ts';
import type { CleanPdf } from './clean-pdf.ts';
import { SEEDED_FAULTS } from './seeded-faults.ts';
import type { SeededFault } from './seeded-faults.ts';
import { testProfile } from './test-profile.ts';

type Standard = SeededFault['standard'];

/** A file without fault; for screens, the same with tags, language and claim. */
function clean(standard: Standard): CleanPdf {
  if (standard !== 'pdfua-1') return cleanPdf(standard);
  const pdf = cleanPdf('pdfx-4');
  pdf.add('structure', { Type: '/StructTreeRoot', K: '@document', ParentTree: '<< /Nums [1 [@paragraph1] 2 [@paragraph2]] >>' }); // prettier-ignore
  pdf.add('document', { S: '/Document', P: '@structure', K: '[@paragraph1 @paragraph2]' });
  for (const page of [1, 2]) {
    pdf.add(`paragraph${page}`, { S: '/P', P: '@document', Pg: `@page${page}`, K: '0' });
    pdf.of(`page${page}`)['StructParents'] = String(page);
    const content = pdf.objects.get(`content${page}`);
    if (content !== undefined) content.stream = Buffer.concat([Buffer.from('/P <</MCID 0>> BDC\n'), content.stream ?? Buffer.of(), Buffer.from('\nEMC\n')]); // prettier-ignore
  }
  Object.assign(pdf.of('catalog'), { MarkInfo: '<< /Marked true >>', StructTreeRoot: '@structure', Lang: '(fa)' }); // prettier-ignore
  if (pdf.xmp !== null) pdf.xmp['pdfuaid:part'] = '1';
  return pdf;
}

function targetOf(standard: Standard, alone: boolean): PreflightTarget {
  return { standard, profile: alone || standard === 'pdfua-1' ? null : testProfile(standard) };
}

async function open(pdf: CleanPdf): Promise<InspectedPdf> {
  const diagnostics = new Diagnostics();
  const opened = await openPdfForInspection(pdf.bytes(), { file: 'seeded.pdf', diagnostics });
  if (opened === null) throw new Error(JSON.stringify(diagnostics.list));
  return opened;
}

async function report(
  pdf: CleanPdf,
  target: PreflightTarget,
  expectedText?: readonly string[],
): Promise<PreflightReport> {
  // prettier-ignore
  return judge(await open(pdf), target, { file: 'seeded.pdf', expectedText });
}

/** Names and words of what was found, for a readable failure. */
function told({ findings }: PreflightReport): string[] {
  return findings.map(({ rule, message, measured }) => `${rule}: ${message} (${measured ?? ''})`);
}

describe('a file without fault', () => {
  it.each(['pdfx-4', 'pdfx-1a'] as const)(
    'passes %s with and without a printer profile',
    async (standard) => {
      // prettier-ignore
      for (const alone of [false, true]) {
      const result = await report(clean(standard), targetOf(standard, alone), ['aba', 'aba']);
      expect(told(result)).toEqual([]);
      expect(result.passed).toBe(true);
    }
    },
  );

  it('passes PDF/UA-1 as far as it is judged', async () => {
    expect(told(await report(clean('pdfua-1'), targetOf('pdfua-1', true)))).toEqual([]);
  });

  it('may have transparency in X-4, blended in CMYK', async () => {
    const pdf = clean('pdfx-4');
    pdf.of('page1')['Group'] = '<< /S /Transparency /CS /DeviceCMYK >>';
    pdf.resource('ExtGState', 'Half', '<< /ca 0.5 >>');
    pdf.paint(1, 'q /Half gs 0 0.5 0 0 k 50 30 20 20 re f Q');
    expect(told(await report(pdf, targetOf('pdfx-4', false)))).toEqual([]);
  });

  it('may have rich black in large letters where the profile wants it', async () => {
    const pdf = clean('pdfx-4');
    pdf.paint(1, 'q 0.4 0.3 0.3 1 k BT /F1 40 Tf 40 220 Td <0001> Tj ET Q');
    expect(told(await report(pdf, targetOf('pdfx-4', false)))).toEqual([]);
  });

  it('may have thin lines and small type outside the bleed, where marks and notes stand', async () => {
    const pdf = clean('pdfx-4');
    pdf.paint(1, 'q /All CS 1 SCN 0.1 w 0 150 m 8 150 l S 0 0 0 1 k BT /F1 3 Tf 30 4 Td <0001> Tj ET Q');
    expect(told(await report(pdf, targetOf('pdfx-4', false)))).toEqual([]);
  });
});

describe('a picture', () => {
  it('may be small where it is used larger elsewhere', async () => {
    const pdf = clean('pdfx-4');
    pdf.paint(2, 'q 5 0 0 5 60 60 cm /Im1 Do Q');
    expect(told(await report(pdf, targetOf('pdfx-4', false)))).toEqual([]);
  });
});

describe('a file with one fault', () => {
  it.each(SEEDED_FAULTS.map((each) => [each.rule, each.fault, each] as const))(
    'is told by %s: %s',
    async (rule, _fault, { standard, damage, withoutProfile, expectedText }) => {
      const pdf = clean(standard);
      damage(pdf);
      const result = await report(pdf, targetOf(standard, withoutProfile === true), expectedText);
      const rules = new Set(result.findings.map((finding) => finding.rule));
      expect([...rules], told(result).join('\n')).toEqual([rule]);
      // Fonts and pictures stand on both pages: once each.
      expect(new Set(result.findings.map(({ page }) => page)).size).toBe(result.findings.length);
    },
  );

  it('is told by document.encrypted: the reader says that it is encrypted', async () => {
    const pdf = await open(clean('pdfx-4'));
    const encrypted: InspectedPdf = { ...pdf, file: { ...pdf.file, encrypted: true }, pages: () => pdf.pages() }; // prettier-ignore
    const result = await judge(encrypted, targetOf('pdfx-4', false), { file: 'seeded.pdf' });
    expect(result.findings.map(({ rule }) => rule)).toEqual(['document.encrypted']);
  });
});

describe('an encrypted file', () => {
  it('is refused by the reader before any rule is asked', async () => {
    const pdf = clean('pdfx-4');
    pdf.trailer['Encrypt'] = '<< /Filter /Standard /V 1 /R 2 /O (o) /U (u) /P -4 >>';
    const diagnostics = new Diagnostics();
    expect(await openPdfForInspection(pdf.bytes(), { file: 'seeded.pdf', diagnostics })).toBeNull();
    expect(diagnostics.list.map(({ code }) => code)).toEqual(['P003']);
  });
});

describe('the rules', () => {
  it('ask for limits only where a printer profile has them', async () => {
    const pdf = clean('pdfx-4');
    pdf.paint(1, 'q 0.9 0.9 0.9 0.9 K 0.1 w 50 40 m 100 40 l S 100 0 0 100 60 60 cm /Im1 Do Q');
    expect(told(await report(pdf, targetOf('pdfx-4', true)))).toEqual([]);
    const { findings } = await report(pdf, targetOf('pdfx-4', false));
    expect(findings.map(({ rule }) => rule)).toEqual(['color.ink-total-fill', 'geometry.hairline', 'geometry.image-ppi']); // prettier-ignore
  });

  it('forget one file before the next', async () => {
    const pdf = clean('pdfx-4');
    pdf.resource('ColorSpace', 'Spot', '[/Separation /Gold /DeviceCMYK @tint]');
    pdf.paint(1, 'q /Spot cs 1 sc 50 30 20 20 re f Q');
    const target = targetOf('pdfx-4', false);
    const first = await report(pdf, target);
    expect(told(first)).toHaveLength(1);
    expect(told(await report(clean('pdfx-4'), target))).toEqual([]);
    expect(await report(pdf, target)).toEqual(first);
  });

  it('have a seeded fault each', () => {
    const seeded = new Set([...SEEDED_FAULTS, ...ACCESSIBILITY_FAULTS].map(({ rule }) => rule)).add('document.encrypted'); // prettier-ignore
    expect(createRules().map(({ name }) => name).filter((name) => !seeded.has(name))).toEqual([]); // prettier-ignore
  });

  it('have names of their own', () => {
    const names = createRules().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a report', () => {
  it('tells the same finding on a page once, with its count and the worst figure', async () => {
    const pdf = clean('pdfx-4');
    pdf.paint(1, 'q 0 0 0 1 K 0.2 w 50 40 m 100 40 l S 0.1 w 50 50 m 100 50 l S Q');
    pdf.paint(2, 'q 0 0 0 1 K 0.2 w 50 40 m 100 40 l S Q');
    const { findings, passed } = await report(pdf, targetOf('pdfx-4', false));
    expect(findings.map(({ page, count, measured, wanted }) => ({ page, count, measured, wanted }))).toEqual([
      { page: 1, count: 2, measured: '0.1 pt', wanted: 'at least 0.25 pt' },
      { page: 2, count: 1, measured: '0.2 pt', wanted: 'at least 0.25 pt' },
    ]);
    expect(findings[0]?.place?.map(Math.round)).toEqual([50, 50, 100, 50]);
    expect(passed).toBe(false);
  });

  it('names findings of the file first, then those of the pages in their order', async () => {
    const pdf = clean('pdfx-4');
    pdf.paint(2, 'q 1 0 0 rg 50 30 20 20 re f Q');
    pdf.of('page1')['UserUnit'] = '1';
    delete pdf.trailer['ID'];
    const { findings } = await report(pdf, targetOf('pdfx-4', false));
    expect(findings.map(({ rule, page }) => [rule, page])).toEqual([
      ['document.identifier', null],
      ['boxes.user-unit', 1],
      ['color.rgb', 2],
    ]);
  });

  it('passes with warnings and notes', async () => {
    const pdf = clean('pdfx-4');
    pdf.paint(1, 'q 14 0 0 14 60 60 cm /Im1 Do Q');
    const { findings, passed } = await report(pdf, targetOf('pdfx-4', false));
    expect(findings.map(({ severity }) => severity)).toEqual(['warning']);
    expect(passed).toBe(true);
  });

  it('carries a job ticket with sizes, plates, fonts and pictures', async () => {
    const pdf = clean('pdfx-4');
    pdf.of('catalog')['ViewerPreferences'] = '<< /Direction /R2L >>';
    pdf.resource('ColorSpace', 'Spot', '[/Separation /Orange /DeviceCMYK @tint]');
    pdf.paint(1, 'q /Spot cs 1 sc 50 30 20 20 re f Q');
    addPicture(pdf, 'image', 42, [20, 60, 100, 40]);
    const { ticket } = await report(pdf, targetOf('pdfx-4', false));
    expect(ticket).toMatchObject({
      title: 'A clean file',
      standard: 'PDF/X-4',
      pages: 2,
      trim: [70.56, 105.83],
      bleed: 3,
      inks: ['Cyan', 'Magenta', 'Yellow', 'Black', 'Orange'],
      maximumInk: 220,
      outputIntent: 'FOGRA39',
      profile: 'test',
      binding: 'right',
    });
    expect(ticket.fonts).toEqual([
      { name: 'ABCDEF+TwoLetters', kind: 'Type0', embedded: true, subset: true },
    ]);
    expect(ticket.pictures).toEqual([
      { page: 1, pixels: [42, 42], ppi: 302, space: 'CMYK' },
      { page: 2, pixels: [42, 42], ppi: 302, space: 'CMYK' },
    ]);
  });

  it('carries the size of the pages and the binding of its language where boxes and preferences say nothing', async () => {
    const pdf = clean('pdfua-1');
    for (const page of ['page1', 'page2']) {
      delete pdf.of(page)['TrimBox'];
      delete pdf.of(page)['BleedBox'];
      pdf.of(page)['MediaBox'] = '[0 0 200 300]';
    }
    const { ticket } = await report(pdf, targetOf('pdfua-1', true));
    expect(ticket).toMatchObject({ trim: [70.56, 105.83], bleed: null, binding: 'right' });
    pdf.of('catalog')['Lang'] = '(de)';
    pdf.of('page2')['MediaBox'] = '[0 0 300 300]';
    const german = await report(pdf, targetOf('pdfua-1', true));
    expect(german.ticket).toMatchObject({ trim: null, binding: 'left' });
    pdf.of('catalog')['ViewerPreferences'] = '<< /Direction /R2L >>';
    expect((await report(pdf, targetOf('pdfua-1', true))).ticket.binding).toBe('right');
  });
});
