// Where content, areas of links, notes and hemistichs stand on the pages, against what the tags say of them: small files whose every
// part is known, sound ones and such with a fault.
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { checkStructure } from '../../../src/preflight/check-structure.ts';
import { writeObjects } from './tiny-pdf.ts';

const show = (x: number, y: number, text: string): string => `BT /F 10 Tf ${x} ${y} Td (${text}) Tj ET\n`;
const marked = (mark: number, content: string): string => `/P <</MCID ${mark}>> BDC\n${content}EMC\n`;
const TEXT = 'Seven words for a ditch, and one more for its water in spring ';

interface File {
  /** Content of each page. */
  readonly pages: readonly string[];
  /** Elements from object 40 on; `root` are those in the document. */
  readonly elements: readonly string[];
  readonly root: readonly number[];
  /** For each page the elements of its marks. */
  readonly marks: readonly (readonly number[])[];
  /** Annotations of page 1 from object 30 on, and their elements. */
  readonly links?: readonly (readonly [dict: string, element: number])[];
  readonly names?: string;
  readonly page?: string;
  readonly catalog?: string;
}

const objects = (numbers: readonly number[]): string => numbers.map((number) => `${number} 0 R`).join(' ');

/** `severity rule: message` of what is found in it. */
async function found({
  pages,
  elements,
  root,
  marks,
  links = [],
  names = '',
  page = '',
  catalog = '',
}: File): Promise<readonly string[]> {
  const annotations = links.map((_, index) => 30 + index);
  const parents = [...marks.map((each, index) => `${index} [${objects(each)}]`), ...links.map(([, element], index) => `${pages.length + index} ${element} 0 R`)]; // prettier-ignore
  const pdf = writeObjects(
    '%PDF-1.7',
    {
      1: `<< /Type /Catalog /Pages 2 0 R /Lang (en) /MarkInfo << /Marked true >> /StructTreeRoot 20 0 R ${catalog} /Names << /Dests << /Names [${names}] >> >> >>`,
      2: `<< /Type /Pages /Kids [${objects(pages.map((_, index) => 3 + index))}] /Count ${pages.length} >>`,
      ...Object.fromEntries(pages.map((_, index) => [3 + index, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 600] /Resources << /Font << /F 19 0 R >> >> /Contents ${10 + index} 0 R /StructParents ${index} /Tabs /S ${index === 0 ? `/Annots [${objects(annotations)}] ${page}` : ''} >>`])),
      ...Object.fromEntries(pages.map((data, index) => [10 + index, { data }])),
      19: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
      20: `<< /Type /StructTreeRoot /K 21 0 R /RoleMap << /Couplet /Div >> /ParentTree << /Nums [${parents.join(' ')}] >> >>`,
      21: `<< /Type /StructElem /S /Document /P 20 0 R /K [${objects(root)}] >>`,
      ...Object.fromEntries(links.map(([dict], index) => [30 + index, `<< /Type /Annot /Subtype /Link /Contents (There) /StructParent ${pages.length + index} ${dict} >>`])),
      ...Object.fromEntries(elements.map((element, index) => [40 + index, `<< /Type /StructElem ${element.includes('/Pg') ? '' : '/Pg 3 0 R'} ${element} >>`])),
    },
    '/Root 1 0 R',
  ); // prettier-ignore
  const faults = await checkStructure(pdf, { file: 'x.pdf', diagnostics: new Diagnostics() });
  return (faults ?? []).map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
}

describe('the area of a link', () => {
  const twoLinks = (first: string, second: string): File => ({
    pages: [marked(0, show(50, 500, 'First words')) + marked(1, show(50, 400, 'Second words'))],
    elements: ['/S /P /P 21 0 R /K 41 0 R', '/S /Link /P 40 0 R /K [0 << /Type /OBJR /Obj 30 0 R >>]', '/S /P /P 21 0 R /K 43 0 R', '/S /Link /P 42 0 R /K [1 << /Type /OBJR /Obj 31 0 R >>]'],
    root: [40, 42],
    marks: [[41, 43]],
    links: [[`/Rect [${first}] /Dest [3 0 R /Fit]`, 41], [`/Rect [${second}] /Dest [3 0 R /Fit]`, 43]],
  }); // prettier-ignore

  test('lies on its words', async () => {
    expect(await found(twoLinks('50 498 110 510', '50 398 110 410'))).toEqual([]);
    expect(await found(twoLinks('50 511 110 520', '50 398 110 410'))).toEqual([]);
  });

  test('is told where it lies on other words, whatever the parent tree says', async () => {
    const elsewhere = 'error structure.link: The area of a link lies elsewhere than its text';
    expect(await found(twoLinks('50 398 110 410', '50 498 110 510'))).toEqual([elsewhere]);
  });

  test('may be one of several, of which one lies on the words', async () => {
    const { elements, links = [], ...file } = twoLinks('50 498 110 510', '50 398 110 410');
    const both = { ...file, elements: elements.with(1, '/S /Link /P 40 0 R /K [0 << /Type /OBJR /Obj 30 0 R >> << /Type /OBJR /Obj 32 0 R >>]'), links: [...links, ['/Rect [300 300 400 400] /Dest [3 0 R /Fit]', 41] as const] }; // prettier-ignore
    expect(await found(both)).toEqual([]);
  });

  test('is measured in the units of its page', async () => {
    expect(await found({ ...twoLinks('50 498 110 510', '50 398 110 410'), page: '/UserUnit 3' })).toEqual([]);
  });

  test('belongs to the element that the parent tree has for it', async () => {
    const { links = [], ...file } = twoLinks('50 498 110 510', '50 398 110 410');
    const swapped = links.map(([dict], index) => [dict, index === 0 ? 43 : 41] as const);
    const fault = 'error structure.parent-tree: The parent tree has another element for the area of a link';
    expect(await found({ ...file, links: swapped })).toEqual([fault]);
  });

  test.each([
    ['an address', '/A << /S /URI /URI (https://example.org/) >>', true],
    ['a place', '/Dest [3 0 R /XYZ 0 500 null]', true],
    ['an action that goes there', '/A << /S /GoTo /D (here) >>', true],
    ['a name', '/Dest (here)', true],
    ['another file', '/A << /S /GoToR /F (b.pdf) /D (there) >>', true],
    ['an empty address', '/A << /S /URI /URI () >>', false],
    ['no address', '/A << /S /URI >>', false],
    ['a name that nothing has', '/Dest (nowhere)', false],
    ['nothing', '', false],
  ])('with %s as its target: %s leads somewhere: %s', async (_, target, leads) => {
    const { links = [], ...file } = twoLinks('50 498 110 510', '50 398 110 410');
    const changed = [[`/Rect [50 498 110 510] ${target}`, 41] as const, ...links.slice(1)];
    expect(await found({ ...file, links: changed, names: '(here) [3 0 R /Fit]' })).toEqual(leads ? [] : ['error structure.link: A link leads nowhere: it has no target, or one that is not in the file']); // prettier-ignore
  });
});

describe('hemistichs', () => {
  const couplet = (first: string, second: string): File => ({
    pages: [marked(0, first) + marked(1, second)],
    elements: ['/S /Couplet /P 21 0 R /K [41 0 R 42 0 R]', '/S /P /P 40 0 R /K 0', '/S /P /P 40 0 R /K 1'],
    root: [40],
    marks: [[41, 42]],
  });
  const told = ['error structure.reading-order: The second hemistich of a couplet is read before the first'];
  const persian = (x: number): string => `/Span << /ActualText <FEFF0686064806270632> >> BDC ${show(x, 500, 'abcd')} EMC\n`; // prettier-ignore

  test('beside each other are read from the side where their script begins', async () => {
    expect(await found(couplet(show(50, 500, 'The one'), show(300, 500, 'the other')))).toEqual([]);
    expect(await found(couplet(show(300, 500, 'The one'), show(50, 500, 'the other')))).toEqual(told);
    expect(await found({ ...couplet(persian(300), persian(50)) })).toEqual([]);
    expect(await found({ ...couplet(persian(50), persian(300)) })).toEqual(told);
  });

  test('under each other are read from above, wherever they begin', async () => {
    expect(await found(couplet(show(300, 500, 'The one'), show(50, 480, 'the other')))).toEqual([]);
    expect(await found(couplet(show(50, 480, 'The one'), show(300, 500, 'the other'))).then((all) => all.slice(0, 1))).toEqual(told); // prettier-ignore
  });
});

describe('marks of notes', () => {
  /** A mark that leads to what stands at 100 points, with the role of that. */
  const reference = (mark: string, target: string, around: string, role: string): File => ({
    pages: [marked(0, show(50, 500, 'Text')) + marked(1, show(80, 500, mark)) + marked(2, show(50, 90, target))],
    elements: ['/S /P /P 21 0 R /K [0 41 0 R]', `/S /Reference /P 40 0 R /K 42 0 R`, '/S /Link /P 41 0 R /K [1 << /Type /OBJR /Obj 30 0 R >>]', `/S /${around} /P 21 0 R /K 44 0 R`, `/S /${role} /P 43 0 R /ID (n) /K 2`],
    root: [40, 43],
    marks: [[40, 42, 44]],
    links: [['/Rect [80 498 90 510] /Dest [3 0 R /XYZ 50 100 null]', 42]],
  }); // prettier-ignore
  const told = (mark: string): readonly string[] => [`error structure.note: The mark ${mark} leads to a text with this mark that is no note`]; // prettier-ignore

  test('lead to notes', async () => {
    expect(await found(reference('1', '1 The mother well.', 'Sect', 'Note'))).toEqual([]);
    expect(await found(reference('1', '1 The mother well.', 'Sect', 'P'))).toEqual(told('1'));
    expect(await found(reference('[12]', '12. The mother well.', 'Sect', 'P'))).toEqual(told('12'));
    expect(await found(reference('*', '* The mother well.', 'Sect', 'P'))).toEqual(told('*'));
  });

  test('are none where they lead to a heading, a caption, a line of contents, or to other words', async () => {
    expect(await found(reference('1', '1 Wells', 'Sect', 'H1'))).toEqual([]);
    expect(await found(reference('1', '1 Wells', 'TOC', 'TOCI'))).toEqual([]);
    expect(await found(reference('1', 'The mother well.', 'Sect', 'P'))).toEqual([]);
    expect(await found(reference('see 1', '1 The mother well.', 'Sect', 'P'))).toEqual([]);
  });
});

describe('text on several pages', () => {
  /** An article with a paragraph for each of `parts`: the pages that it stands on. */
  const article = (text: string, ...parts: readonly (readonly number[])[]): File => {
    const contents = ['', '', ''];
    const marks: number[][] = [[], [], []];
    const elements = parts.map((numbers, part) => {
      const kids = numbers.map((number) => {
        const mark = marks[number - 1]?.length ?? 0;
        contents[number - 1] += marked(mark, show(50, 500 - 40 * mark, text));
        marks[number - 1]?.push(41 + part);
        return `<< /Type /MCR /Pg ${2 + number} 0 R /MCID ${mark} >>`;
      });
      return `/S /P /P 40 0 R /K [${kids.join(' ')}]`;
    });
    return { pages: contents, elements: [`/S /Art /P 21 0 R /K [${objects(parts.map((_, part) => 41 + part))}]`, ...elements], root: [40], marks }; // prettier-ignore
  };

  test('goes from page to page', async () => {
    expect(await found(article(TEXT, [1], [1, 2], [2, 3], [3]))).toEqual([]);
  });

  test('does not go back amidst a paragraph', async () => {
    expect(await found(article(TEXT, [1], [2, 1]))).toContain('error structure.reading-order: Text goes on on page 1 after page 2'); // prettier-ignore
  });

  test('goes back in the part of a second front, whose labels run down to 1', async () => {
    const labels = '/PageLabels << /Nums [0 << /S /D >> 1 << /S /D /St 2 >> 2 << /S /D /St 1 >>] >>';
    const back = article(TEXT, [1], [3], [3, 2], [2]);
    expect(await found({ ...back, catalog: labels })).toEqual([]);
    expect(await found(back)).not.toEqual([]);
    expect(await found({ ...article(TEXT, [1], [2], [2, 3]), catalog: labels })).not.toEqual([]);
  });

  test('does not go back between paragraphs, but for a short line', async () => {
    expect(await found(article(TEXT, [1], [2], [2], [1]))).toEqual(['warning structure.reading-order: This stands on page 1, and is read amidst what stands on other pages']); // prettier-ignore
    expect(await found(article('On page 2', [1], [2], [2], [1]))).toEqual([]);
  });
});

describe('an alternative text', () => {
  const figure = (alt: string): File => ({
    pages: [marked(0, '0 0 10 10 re f\n')],
    elements: [`/S /Figure /P 21 0 R /Alt (${alt}) /A << /O /Layout /BBox [0 0 10 10] >> /K 0`],
    root: [40],
    marks: [[40]],
  });

  test.each(['photo.jpg', 'media/karez map.PNG', 'IMG_2041', 'DSC00012', 'Screenshot 20240508'])('is no name of a file: %s', async (alt) => {
    expect(await found(figure(alt))).toEqual([`error structure.figure-alt: The alternative text of a figure is the name of a file: \u201c${alt}\u201d`]);
  }); // prettier-ignore

  test.each(['image', 'A photo', 'Figure 3', 'Abbildung', 'bild_2'])('says more than what it is: %s', async (alt) => {
    expect(await found(figure(alt))).toEqual([`warning structure.figure-alt: The alternative text of a figure does not say what it shows: \u201c${alt}\u201d`]);
  }); // prettier-ignore

  test.each(['A photograph of a river', 'The figure 8, in chalk', 'Image of God, in stone', 'Logo of example.com'])('may be anything else: %s', async (alt) => {
    expect(await found(figure(alt))).toEqual([]);
  }); // prettier-ignore
});
