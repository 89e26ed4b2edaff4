// What the rules of structure say of pages whose source is not known, and by which standard they are an error.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { checkStructure } from '../../../src/preflight/check-structure.ts';
import { openPdfForInspection } from '../../../src/preflight/inspect/open-pdf-for-inspection.ts';
import type { MarkedPiece } from '../../../src/preflight/inspect/inspected-pdf.ts';
import { judge } from '../../../src/preflight/preflight.ts';
import type { Finding, PreflightStandard } from '../../../src/preflight/report-types.ts';
import { excerpt, letterSum } from '../../../src/preflight/rules/structure/marked-contents.ts';
import { writeObjects } from './tiny-pdf.ts';
import type { TinyStream } from './tiny-pdf.ts';

const show = (x: number, y: number, text: string): string => `BT /F 10 Tf ${x} ${y} Td (${text}) Tj ET\n`;
const marked = (mark: number, content: string): string => `/P <</MCID ${mark}>> BDC\n${content}EMC\n`;
const artifact = (content: string): string => `/Artifact BMC\n${content}EMC\n`;

interface OnePage {
  readonly content: string;
  /** Elements from object 22 on, each in the document. */
  readonly elements: readonly string[];
  readonly objects?: Readonly<Record<number, string | TinyStream>>;
  readonly resources?: string;
}

/** A page whose elements have one mark each, in their order. */
function onePage({ content, elements, objects = {}, resources = '' }: OnePage): Uint8Array {
  const numbers = elements.map((_, index) => 22 + index);
  const references = numbers.map((number) => `${number} 0 R`).join(' ');
  return writeObjects(
    '%PDF-1.7',
    {
      1: '<< /Type /Catalog /Pages 2 0 R /Lang (en) /MarkInfo << /Marked true >> /StructTreeRoot 20 0 R >>',
      2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 600] /Resources << /Font << /F 10 0 R >> ${resources} >> /Contents 4 0 R /StructParents 0 >>`,
      4: { data: content },
      10: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
      20: `<< /Type /StructTreeRoot /K 21 0 R /ParentTree << /Nums [0 [${references}]] >> >>`,
      21: `<< /Type /StructElem /S /Document /P 20 0 R /K [${references}] >>`,
      ...Object.fromEntries(
        elements.map((element, index) => [numbers[index], `<< /Type /StructElem /P 21 0 R /Pg 3 0 R ${element} >>`]),
      ),
      ...objects,
    },
    '/Root 1 0 R',
  ); // prettier-ignore
}

async function findings(page: OnePage): Promise<readonly Finding[]> {
  const found = await checkStructure(onePage(page), { file: 'x.pdf', diagnostics: new Diagnostics() });
  if (found === null) throw new Error('it was refused');
  return found;
}

const briefly = (found: readonly Finding[]): readonly string[] => found.map(({ rule, severity }) => `${severity} ${rule}`); // prettier-ignore

const P = (mark: number): string => `/S /P /K ${mark}`;
const TEXT = 'Seven words for a ditch, and one more for its water in spring ';

describe('artifacts', () => {
  test('may be as long as furniture is', async () => {
    const content = artifact(show(50, 560, 'Free Afghanistan, number 19')) + marked(0, show(50, 500, TEXT));
    expect(await findings({ content, elements: [P(0)] })).toEqual([]);
  });

  test('that are all of a page’s text are an error, however sound its tags are', async () => {
    const content = artifact([500, 480, 460, 440, 420].map((y) => show(50, y, TEXT)).join(''));
    const found = await findings({ content: content + marked(0, ''), elements: [P(0)] });
    expect(briefly(found)).toEqual(['error structure.artifact-share']);
    expect(found[0]).toMatchObject({
      page: 1,
      message: `All text of the page is an artifact (${5 * TEXT.replace(/\W/g, '').length} letters)`,
    });
  });

  test('that are most of it are a warning with their share', async () => {
    const content = marked(0, show(50, 560, 'One line')) + artifact([500, 480, 460, 440, 420].map((y) => show(50, y, TEXT)).join('')); // prettier-ignore
    const found = await findings({ content, elements: [P(0)] });
    expect(briefly(found)).toEqual(['warning structure.artifact-share']);
    expect(found[0]?.message).toContain('97 % of the page’s text');
  });

  test('amidst the text are a warning, unless they repeat tagged text', async () => {
    const around = marked(0, show(50, 560, `${TEXT} and more`)) + marked(1, show(50, 400, TEXT));
    const forgotten = artifact(show(50, 480, 'A paragraph that somebody forgot to tag between two others'));
    expect(briefly(await findings({ content: around + forgotten, elements: [P(0), P(1)] }))).toEqual(['warning structure.artifact-in-text']); // prettier-ignore
    const repeated = artifact(show(50, 480, TEXT));
    expect(await findings({ content: around + repeated, elements: [P(0), P(1)] })).toEqual([]);
  });
});

describe('reading order without a source', () => {
  const blocks = (...places: readonly (readonly [number, number])[]): string => places.map(([x, y], mark) => marked(mark, show(x, y, TEXT))).join(''); // prettier-ignore

  test('goes down a column, and to the top of the next', async () => {
    const content = blocks([20, 500], [20, 400], [310, 500], [310, 400]);
    expect(await findings({ content, elements: [0, 1, 2, 3].map(P) })).toEqual([]);
  });

  test('may go to a column at the left or at the right', async () => {
    const content = blocks([310, 500], [310, 400], [20, 500], [20, 400]);
    expect(await findings({ content, elements: [0, 1, 2, 3].map(P) })).toEqual([]);
  });

  test('does not go up in a column', async () => {
    const content = blocks([20, 500], [20, 400], [20, 450]);
    const found = await findings({ content, elements: [0, 1, 2].map(P) });
    expect(briefly(found)).toEqual(['warning structure.reading-order']);
    expect(found[0]?.place?.[1]).toBeCloseTo(447.5, 0);
  });

  test('is not asked of what may stand anywhere', async () => {
    const content = blocks([20, 500], [20, 400], [20, 450]);
    const note = '/S /Note /ID (n) /K 2';
    expect(briefly(await findings({ content, elements: [P(0), P(1), note] }))).toEqual(['warning structure.note']); // prettier-ignore
  });
});

describe('text', () => {
  test('of another script than its language is written in is told', async () => {
    const found = await findings({ content: marked(0, show(50, 500, TEXT)), elements: ['/S /P /Lang (fa-AF) /K 0'] }); // prettier-ignore
    expect(found[0]?.message).toBe('Text in letters of another script (Latn) is said to be “fa-AF”: “Seven words for a ditch, and one more fo…”'); // prettier-ignore
    const written = { content: marked(0, show(50, 500, TEXT)), elements: ['/S /P /Lang (fa-Latn) /K 0'] };
    expect(await findings(written)).toEqual([]);
  });

  test('that is an address may be said to be of every language', async () => {
    const content = marked(0, show(50, 500, 'https://example.org/a-long-address/in-latin-letters'));
    expect(await findings({ content, elements: ['/S /P /Lang (fa) /K 0'] })).toEqual([]);
  });
});

describe('marked content', () => {
  async function pieces(page: OnePage): Promise<readonly MarkedPiece[]> {
    const pdf = await openPdfForInspection(onePage(page), { file: 'x.pdf', diagnostics: new Diagnostics() });
    for await (const each of pdf?.pages({ pieces: true }) ?? []) return each.pieces ?? [];
    return [];
  }

  test('comes with its text and its place, and what is in none comes together', async () => {
    const content = show(20, 500, 'one ') + marked(4, show(50, 400, 'two')) + show(20, 300, 'three');
    const found = await pieces({ content, elements: [] });
    expect(found.map(({ kind, mark, text }) => [kind, mark, text])).toEqual([['loose', null, 'one \nthree'], ['content', 4, 'two']]); // prettier-ignore
    expect(found[1]?.bounds?.[0]).toBe(50);
  });

  test('has the text that stands for what it shows', async () => {
    const content = marked(0, `/Span <</ActualText (meant)>> BDC ${show(50, 400, 'shown')} EMC ${show(50, 380, ' too')}`); // prettier-ignore
    expect((await pieces({ content, elements: [] })).map(({ text }) => text)).toEqual(['meant\n too']);
  });

  test('takes its properties from the resources', async () => {
    const content = `/P /Seven BDC ${show(50, 400, 'seven')} EMC`;
    const found = await pieces({ content, elements: [], resources: '/Properties << /Seven << /MCID 7 >> >>' }); // prettier-ignore
    expect(found.map(({ mark, text }) => [mark, text])).toEqual([[7, 'seven']]);
  });

  test('of a form has numbers of its own, when the form says so', async () => {
    const form = (own: string): TinyStream => ({ dict: `/Type /XObject /Subtype /Form /BBox [0 0 600 600] ${own} /Resources << /Font << /F 10 0 R >> >>`, data: marked(0, show(50, 300, 'in a form')) }); // prettier-ignore
    const page = (own: string): OnePage => ({ content: `${marked(0, show(50, 400, 'on the page'))} /X Do`, elements: [], resources: '/XObject << /X 50 0 R >>', objects: { 50: form(own) } }); // prettier-ignore
    expect((await pieces(page('/StructParents 1'))).map((piece) => [piece.form, piece.mark])).toEqual([[null, 0], [50, 0]]); // prettier-ignore
    expect((await pieces(page(''))).map((piece) => [piece.form, piece.mark])).toEqual([[null, 0], [null, 0]]); // prettier-ignore
  });

  test('is read only where somebody asks for it', async () => {
    const pdf = await openPdfForInspection(onePage({ content: marked(0, show(9, 9, 'x')), elements: [] }), { file: 'x.pdf', diagnostics: new Diagnostics() }); // prettier-ignore
    for await (const page of pdf?.pages() ?? []) expect(page.pieces).toBeUndefined();
  });
});

describe('by standards', () => {
  const bytes = onePage({
    content: marked(0, show(50, 500, TEXT)) + show(50, 400, 'loose') + marked(1, show(50, 300, 'Late')),
    elements: [P(0), '/S /H3 /K 1'],
  });

  async function severities(standard: PreflightStandard): Promise<ReadonlyMap<string, string>> {
    const pdf = await openPdfForInspection(bytes, { file: 'x.pdf', diagnostics: new Diagnostics() });
    if (pdf === null) throw new Error('it was refused');
    const report = await judge(pdf, { standard, profile: null }, { file: 'x.pdf' });
    return new Map(report.findings.map(({ rule, severity }) => [rule, severity]));
  }

  test('what PDF/UA alone asks is a warning for PDF/A', async () => {
    for (const standard of ['pdfua-1', 'pdfua-1+pdfa-2a'] as const)
      expect((await severities(standard)).get('structure.heading-skip')).toBe('error');
    expect((await severities('pdfa-2a')).get('structure.heading-skip')).toBe('warning');
    expect((await severities('pdfa-2a')).get('structure.text-outside')).toBe('error');
  });

  test('two standards together ask what each of them asks, and both claims', async () => {
    const both = await severities('pdfua-1+pdfa-2a');
    for (const standard of ['pdfua-1', 'pdfa-2a'] as const)
      for (const [rule] of await severities(standard)) expect([rule, both.has(rule)]).toEqual([rule, true]);
  });

  test('nothing of structure is asked of files for print', async () => {
    expect([...(await severities('pdfx-4')).keys()].filter((rule) => rule.startsWith('structure.'))).toEqual([]); // prettier-ignore
  });
});

test('sums of letters are alike for any order of letters, and for nothing else', () => {
  expect(letterSum('کتابخانهٔ روان')).toBe(letterSum('ناور هٔناخباتک'));
  expect(letterSum('fi ﬁ')).toBe(letterSum('fifi'));
  expect(letterSum('listen')).toBe(letterSum('silent'));
  expect(letterSum('listen')).not.toBe(letterSum('lists en'));
  const words = new Set<string>();
  const distinct = new Set<string>();
  for (let n = 0; n < 20_000; n++) {
    words.add(letterSum(String(n)));
    distinct.add(String(n).split('').toSorted().join('')); // prettier-ignore
  }
  expect(words.size).toBe(distinct.size);
});

test('excerpts turn lines round that run from right to left, and cut what is long', () => {
  expect(excerpt('\u0646\u0627\u0648\u0631 72-T \u0647\u0646\u0627\u062e\n\u0648\u062f')).toBe('“\u062e\u0627\u0646\u0647 72-T \u0631\u0648\u0627\u0646 \u062f\u0648”'); // prettier-ignore
  expect(excerpt('left to right\nand on')).toBe('“left to right and on”');
  expect(excerpt('x'.repeat(50))).toBe(`“${'x'.repeat(40)}…”`);
});

test.each([
  [
    'libreoffice-tagged',
    [
      'structure.language',
      'structure.figure-alt',
      'structure.table-headers',
      'structure.annotation',
      'structure.tab-order',
    ],
  ],
  ['chromium', ['structure.figure-alt', 'structure.figure-box', 'structure.table-headers', 'structure.link']],
])('what %s writes has the faults that it has, and no others', async (name, rules) => {
  const bytes = readFileSync(new URL(`../../data/foreign-pdfs/${name}.pdf`, import.meta.url));
  const found = await checkStructure(new Uint8Array(bytes), { file: name, diagnostics: new Diagnostics() });
  expect(new Set(found?.map(({ rule }) => rule))).toEqual(new Set(rules));
});
