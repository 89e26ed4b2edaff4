// Tags that nobody wrote in good faith: whoever reads them ends in time with findings, or says what was left out.
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { checkStructure } from '../../src/preflight/check-structure.ts';
import type { Finding } from '../../src/preflight/report-types.ts';
import { readStructure } from '../../src/preflight/structure/read-structure.ts';
import { taggedPdf } from '../unit/preflight/tagged-pdf.ts';
import type { TaggedPdf } from '../unit/preflight/tagged-pdf.ts';
import { countCpuTime } from '../cpu-time.ts';

const TIME = 20_000;
const ROOT = '/RoleMap << /Headline /H1 >>';
const PARENTS = '/ParentTree << /Nums [0 [23 0 R 24 0 R 25 0 R 24 0 R 26 0 R 27 0 R] 1 [24 0 R 28 0 R 30 0 R] 2 25 0 R] >>'; // prettier-ignore

/** Findings, in time; both readers of tags get the file. */
async function judged(pdf: TaggedPdf): Promise<readonly Finding[]> {
  const bytes = taggedPdf(pdf);
  const elapsed = countCpuTime();
  const findings = await checkStructure(bytes, { file: 'x.pdf', diagnostics: new Diagnostics() });
  await readStructure(bytes, { file: 'x.pdf', diagnostics: new Diagnostics() });
  expect(elapsed()).toBeLessThan(TIME);
  if (findings === null) throw new Error('it was refused');
  return findings;
}

const rulesOf = (findings: readonly Finding[]): readonly string[] => [...new Set(findings.map(({ rule }) => rule))]; // prettier-ignore

test('the file that they are made from has nothing wrong with it', async () => {
  expect(rulesOf(await judged({}))).toEqual(['structure.figure-box']);
});

describe('a tree', () => {
  test.each([
    ['contains its root', { 29: '<< /Type /StructElem /S /Art /P 21 0 R /K [21 0 R 30 0 R] >>' }],
    ['contains an element in itself', { 29: '<< /Type /StructElem /S /Art /P 21 0 R /K [29 0 R 30 0 R] >>' }],
    ['names an element 50,000 times', { 29: `<< /Type /StructElem /S /Art /P 21 0 R /K [30 0 R ${'30 0 R '.repeat(50_000)}] >>` }], // prettier-ignore
  ])('that %s is read to its end', async (_, objects) => {
    expect(rulesOf(await judged({ objects }))).toContain('structure.tree');
  });

  test('of 100,000 levels, each an object, is read in part', async () => {
    const objects: Record<number, string> = { 29: '<< /Type /StructElem /S /Art /P 21 0 R /K [30 0 R 100 0 R] >>' }; // prettier-ignore
    for (let n = 0; n < 100_000; n++) objects[100 + n] = `<< /S /Sect /P 29 0 R /K ${101 + n} 0 R >>`;
    expect(rulesOf(await judged({ objects }))).toContain('structure.tree');
  }, 60_000); // prettier-ignore

  test('of 100,000 levels in one object is read in part, or without that object', async () => {
    const deep = `${'<< /S /Sect /K '.repeat(100_000)} 3 ${'>>'.repeat(100_000)}`;
    const findings = await judged({ objects: { 29: deep } });
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
  }, 60_000); // prettier-ignore

  test('with arrays in arrays, numbers and strings for elements loses those alone', async () => {
    const findings = await judged({ objects: { 29: '<< /Type /StructElem /S /Art /P 21 0 R /K [[[30 0 R]] (x) null true 99 0 R 30 0 R] >>' } }); // prettier-ignore
    expect(rulesOf(findings)).toEqual(['structure.figure-box']);
  });

  test('whose roles lead in a circle has elements without a role of the standard', async () => {
    const objects = { 20: `<< /Type /StructTreeRoot /K 21 0 R /RoleMap << /Headline /Top /Top /Headline >> ${PARENTS} >>` }; // prettier-ignore
    expect(rulesOf(await judged({ objects }))).toContain('structure.role');
  });
});

describe('a parent tree', () => {
  test.each([
    ['of wrong numbers', '/ParentTree << /Nums [0 [30 0 R 30 0 R] 1 (x) -7 null 1000000000 21 0 R] >>'],
    ['that runs in a circle', '/ParentTree 50 0 R'],
    ['that is none', '/ParentTree (none)'],
  ])('%s is a finding', async (_, tree) => {
    const objects = { 20: `<< /Type /StructTreeRoot /K 21 0 R ${ROOT} ${tree} >>`, 50: '<< /Kids [50 0 R 51 0 R] >>', 51: '<< /Kids [50 0 R] /Nums [0 [24 0 R]] >>' }; // prettier-ignore
    expect(rulesOf(await judged({ objects }))).toContain('structure.parent-tree');
  });
});

describe('marked content', () => {
  test.each([
    ['that does not exist', '[2 77]'],
    ['with a negative number', '[2 -1]'],
    ['with a number beyond all', '[2 99999999999]'],
    ['of a page that is not in the file', '[2 << /Type /MCR /Pg 99 0 R /MCID 0 >>]'],
    ['of an object that is no page', '[2 << /Type /MCR /Pg 20 0 R /MCID 0 >>]'],
    ['without a number', '[2 << /Type /MCR /Pg 5 0 R >>]'],
    ['of a form that is not shown', '[2 << /Type /MCR /Pg 5 0 R /Stm 98 0 R /MCID 0 >>]'],
  ])('%s is a finding', async (_, kids) => {
    const objects = { 30: `<< /Type /StructElem /S /H2 /P 29 0 R /Pg 5 0 R /K ${kids} >>` };
    expect(rulesOf(await judged({ objects }))).toContain('structure.mark-missing');
  });

  test('that an element names 200,000 times is told in few words', async () => {
    const objects = { 30: `<< /Type /StructElem /S /H2 /P 29 0 R /Pg 5 0 R /K [${'2 '.repeat(200_000)}] >>` };
    const findings = await judged({ objects });
    expect(rulesOf(findings)).toContain('structure.text-twice');
    expect(findings.length).toBeLessThan(600);
  });

  test('that is begun 100,000 times and never ended is read', async () => {
    const findings = await judged({ content: '/P <</MCID 9>> BDC '.repeat(100_000) });
    expect(rulesOf(findings)).toContain('structure.text-twice');
  });

  test('with properties that are nonsense is text outside of the structure', async () => {
    const content = '/P <</MCID (x) /ActualText 7>> BDC BT /F 10 Tf 10 20 Td (lost) Tj ET EMC /P /None BDC BT /F 10 Tf 10 10 Td (lost too) Tj ET EMC'; // prettier-ignore
    expect(rulesOf(await judged({ content }))).toContain('structure.text-outside');
  });
});

test('a page that is missing from the page tree takes its content with it, and that is a finding', async () => {
  const findings = await judged({ objects: { 2: '<< /Type /Pages /Kids [3 0 R] /Count 2 >>' } });
  expect(rulesOf(findings)).toContain('structure.mark-missing');
});
