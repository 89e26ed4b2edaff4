// The project's own check of structure: it has nothing to say about what the program writes, and tells every seeded fault.
import { beforeAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { BuiltIssue } from '../../../src/build-issue.ts';
import { buildIssue } from '../../../src/build-issue.ts';
import { checkStructure } from '../../../src/preflight/check-structure.ts';
import { openPdfForInspection } from '../../../src/preflight/inspect/open-pdf-for-inspection.ts';
import type { Finding } from '../../../src/preflight/report-types.ts';
import type { TagTree } from '../../../src/preflight/inspect/tags/tag-types.ts';
import { extractText, formatExtracted } from '../../../src/preflight/pdfjs/extract-text.ts';
import { inFolder, makeFolder } from '../../cli/cli-kit.ts';
import { ACCESSIBILITY_FAULTS, withFault } from '../../helpers/accessibility-faults.ts';
import { writeAccessibleIssue } from '../../helpers/accessible-issue.ts';

let issue: BuiltIssue;
beforeAll(async () => {
  await inFolder(makeFolder(), async () => {
    writeAccessibleIssue();
    issue = await buildIssue('issues/one.yaml');
  });
});

async function faultsOf(
  pdf: Uint8Array,
  expected: string | undefined = issue.text,
): Promise<readonly Finding[]> {
  const diagnostics = new Diagnostics();
  const faults = await checkStructure(pdf, { file: 'one.pdf', diagnostics, expected });
  expect(diagnostics.list).toEqual([]);
  return faults ?? [];
}

async function tagsOf(pdf: Uint8Array): Promise<TagTree> {
  const opened = await openPdfForInspection(pdf, { file: 'one.pdf', diagnostics: new Diagnostics() });
  if (opened === null) throw new Error('it cannot be read');
  return opened.tags().tree;
}

/** Roles with their languages, indented by depth. */
async function outline(pdf: Uint8Array): Promise<string> {
  const { elements } = await tagsOf(pdf);
  const depths: number[] = [];
  return elements
    .map(({ role, parent, language }, index) => {
      depths[index] = parent < 0 ? 0 : (depths[parent] ?? 0) + 1;
      return `${'  '.repeat(depths[index] ?? 0)}${role}${language === null ? '' : ` ${language}`}`;
    })
    .join('\n');
}

test('an issue with notes, tables, lists, verse and links in two directions is built without a complaint', () => {
  expect(issue.diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
  expect(issue.pages).toBeGreaterThan(2);
});

test('its text is in the structure once, in reading order, and nothing is missing', async () => {
  expect(await faultsOf(issue.pdf)).toEqual([]);
});

test('its text comes back', async () => {
  const extracted = await extractText(issue.pdf, { file: 'one.pdf', diagnostics: new Diagnostics() });
  expect(extracted === null ? '' : formatExtracted(extracted, 'pages')).toBe(issue.text);
});

describe('the structure of an issue', () => {
  test('has one article for each article, also where it goes on over pages', async () => {
    const { elements } = await tagsOf(issue.pdf);
    const articles = elements.flatMap(({ role }, index) => (role === 'Art' ? [index] : []));
    expect(articles).toHaveLength(2);
    const pages = new Set<number>();
    elements.forEach(({ kids }, element) => {
      let at = element;
      while (at >= 0 && at !== articles[0]) at = elements[at]?.parent ?? -1;
      for (const kid of at < 0 ? [] : kids) if (kid.kind === 'mark') pages.add(kid.page);
    });
    expect(pages.size).toBeGreaterThan(1);
  });

  test('has links and references with their text and their area inside', async () => {
    expect(await outline(issue.pdf)).toMatch(/Reference\n +Link\n/);
    const links = (await tagsOf(issue.pdf)).elements.filter(({ role }) => role === 'Link');
    expect(links.length).toBeGreaterThan(5);
    for (const { kids } of links) {
      expect(kids.some(({ kind }) => kind === 'mark')).toBe(true);
      expect(kids.some((kid) => kid.kind === 'object' && kid.contents !== null)).toBe(true);
    }
  });

  test('says the language of words, of articles, and of blocks in elements that have no role', async () => {
    const tree = await outline(issue.pdf);
    expect(tree).toMatch(/\n {2}P en\n/);
    expect(tree).toMatch(/\n {2}Art en\n/);
    expect(tree).toMatch(/\n +Span en\n/);
    expect(tree).toMatch(/\n +Span fa\n/);
  });

  test('has headings without gaps, whatever the articles skip', async () => {
    const levels = [...(await outline(issue.pdf)).matchAll(/H(\d)/g)].map((match) => Number(match[1]));
    expect(levels).toContain(2);
    levels.forEach((level, index) => expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1));
  });

  test('groups verse and what stands beside the text', async () => {
    expect(await outline(issue.pdf)).toMatch(/Div\n +Div\n +P\n +P\n +Div\n +P\n +P\n/);
  });

  test('says of cells what they span, what they head and what heads them', async () => {
    const cells = (await tagsOf(issue.pdf)).elements.filter(({ role }) => role === 'TH' || role === 'TD'); // prettier-ignore
    const spanning = cells.filter(({ attributes }) => attributes.has('ColSpan') || attributes.has('RowSpan'));
    expect(spanning.map(({ role }) => role)).toEqual(['TH', 'TH', 'TD']);
    const ids = new Set(cells.map(({ id }) => id));
    const named = cells.flatMap(({ attributes }) => [...(attributes.get('Headers') ?? '').matchAll(/\((.*?)\)/g)].map((match) => match[1] ?? '')); // prettier-ignore
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    const rowHeader = cells.find(
      ({ role, attributes }) => role === 'TH' && attributes.get('Scope') === 'Row',
    );
    expect(rowHeader).toBeDefined();
  });

  test('says how lists are numbered', async () => {
    const { elements } = await tagsOf(issue.pdf);
    const numbering = elements.filter(({ role }) => role === 'L').map(({ attributes }) => attributes.get('ListNumbering')); // prettier-ignore
    expect(numbering).toContain('Decimal');
    expect(numbering).toContain('Disc');
  });
});

describe('the check of structure', () => {
  test.each(ACCESSIBILITY_FAULTS)('tells that $name', async (fault) => {
    const faults = await faultsOf(await withFault(issue.pdf, fault));
    expect(faults.map(({ rule }) => rule)).toContain(fault.rule);
  });

  test('tells that a text of the document is not in the structure', async () => {
    const [fault, ...others] = await faultsOf(issue.pdf, `${issue.text}\n\nNot on any page.\n`);
    expect([fault?.rule, others]).toEqual(['structure.text-missing', []]);
  });

  test('tells that a file has no structure at all', async () => {
    const { PDFDocument } = await import('@cantoo/pdf-lib');
    const plain = await PDFDocument.create();
    plain.addPage();
    expect((await faultsOf(await plain.save(), '')).map(({ rule }) => rule)).toEqual(['accessibility.not-tagged', 'accessibility.no-language']); // prettier-ignore
  });
});
