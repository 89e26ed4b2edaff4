// Pages as the layout finishes them → the files of the press edition, with a writer that only remembers.
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { mm } from '../../../src/base/length.ts';
import type { PrinterProfile } from '../../../src/base/printer-profile.ts';
import type { PictureInfo } from '../../../src/document/picture.ts';
import type { Front, Page } from '../../../src/frame/frame.ts';
import { PressFiles } from '../../../src/pdf/press/press-files.ts';
import type { PageWriter } from '../../../src/pdf/press/press-files.ts';
import { loadPrinterProfile } from '../../../src/press/load-printer-profile.ts';

const WIDTH = mm(210);
const HEIGHT = mm(297);

interface Written {
  /** Labels of the pages of each file, in the order in which they were handed over; + for added ones. */
  readonly files: Readonly<Record<string, string>>;
  readonly pages: readonly Page[];
  readonly findings: readonly string[];
  readonly opened: number;
}

async function write(
  fronts: readonly Front[],
  pages: Partial<PrinterProfile['pages']>,
  filler: PictureInfo | null = null,
): Promise<Written> {
  const base = loadPrinterProfile('coated', new Diagnostics());
  if (base === null) throw new Error('there is a profile coated');
  const profile = { ...base, pages: { ...base.pages, ...pages } };
  const diagnostics = new Diagnostics();
  const handed: Page[][] = [];
  const open = (): PageWriter => {
    const own: Page[] = [];
    const number = handed.push(own) - 1;
    return {
      addPage: (page) => void own.push(page),
      finish: () => Promise.resolve(Uint8Array.of(number)),
    };
  };
  const job = { profile, fixed: { bleed: false, marks: false }, icc: new Uint8Array(), claims: [], binding: 'right' as const, slug: [] }; // prettier-ignore
  const press = new PressFiles({ job, open, filler, placeIn: (path) => ({ file: path.join('.') }), diagnostics }); // prettier-ignore
  const counts = { main: 0, back: 0 };
  for (const front of fronts) press.addPage(pageOf(front, counts[front]++));
  const written = await press.finish();
  const files = written.files.map(({ part, pdf, pages: count }) => {
    const own = handed[pdf[0] ?? -1] ?? [];
    expect(own).toHaveLength(count);
    return [part, own.map(({ label }) => (label === '–' ? '+' : label)).join(' ')] as const;
  });
  return {
    files: Object.fromEntries(files),
    pages: handed.flat(),
    findings: diagnostics.list.map(({ code, severity, message, place }) => `${place?.file} ${severity} ${code} ${message}`), // prettier-ignore
    opened: handed.length,
  };
}

/** Page 1 of a right-bound issue is a left-hand page. */
function pageOf(front: Front, index: number): Page {
  return {
    index,
    front,
    width: WIDTH,
    height: HEIGHT,
    side: (index % 2 === 0) === (front === 'main') ? 'left' : 'right',
    label: `${front === 'main' ? '' : 'b'}${index + 1}`,
    items: [],
    bookmarks: [],
  };
}

const mains = (count: number): readonly Front[] => Array.from({ length: count }, () => 'main');
const dual = (main: number, back: number): readonly Front[] => [...mains(main), ...mains(back).map(() => 'back' as const)]; // prettier-ignore

describe('pages are brought to the printer’s multiple', () => {
  test('and none are added where they have it', async () => {
    const { files, findings } = await write(mains(4), {});
    expect(files).toEqual({ inside: '1 2 3 4' });
    expect(findings).toEqual([]);
  });

  test('with blank pages at the end, and a note', async () => {
    const { files, findings } = await write(mains(6), {});
    expect(files).toEqual({ inside: '1 2 3 4 5 6 + +' });
    expect(findings).toEqual([
      'pages.multiple note E009 2 pages were added at the end (blank): the printer wants a multiple of 4, the issue has 6',
    ]);
  });

  test('or before the last page, which so stays the back cover', async () => {
    const { files, findings } = await write(mains(5), { fillAt: 'before-last' });
    expect(files).toEqual({ inside: '1 2 3 4 + + + 5' });
    expect(findings[0]).toContain('3 pages were added before the last page (blank)');
  });

  test('or where two fronts meet', async () => {
    const { files, findings } = await write(dual(3, 2), { fillAt: 'before-last' });
    // In reading order: the second front’s own first page comes first; the file has them from the end.
    expect(files).toEqual({ inside: '1 2 3 + + + b1 b2' });
    expect(findings[0]).toContain('3 pages were added between the two fronts (blank)');
  });

  test('with pages of the last page’s size, on alternating sides', async () => {
    const { pages } = await write(mains(5), {});
    expect(pages.map(({ side }) => side)).toEqual(['left', 'right', 'left', 'right', 'left', 'right', 'left', 'right']); // prettier-ignore
    expect(
      pages.slice(5).map(({ width, height, index, items }) => ({ width, height, index, items })),
    ).toEqual([5, 6, 7].map((index) => ({ width: WIDTH, height: HEIGHT, index, items: [] })));
  });

  test('that show the house notice in their middle, as large as it fits', async () => {
    const filler: PictureInfo = { source: 'issues/house.svg', kind: 'svg', width: 100, height: 100 };
    const { pages, findings } = await write(mains(3), {}, filler);
    const [item] = pages[3]?.items ?? [];
    const box = { x: 0, y: (HEIGHT - WIDTH) / 2, width: WIDTH, height: WIDTH };
    expect(item).toMatchObject({ kind: 'svg', source: 'issues/house.svg', ...box, picture: box });
    expect(findings[0]).toContain('1 page was added at the end (issues/house.svg on it)');
  });
});

describe('a cover apart', () => {
  test('is the outer sheet: the first two pages and the last two', async () => {
    const { files } = await write(mains(8), { cover: 'separate' });
    expect(files).toEqual({ inside: '3 4 5 6', cover: '1 2 7 8' });
  });

  test('has added pages where they come last', async () => {
    const { files } = await write(mains(7), { cover: 'separate' });
    expect(files).toEqual({ inside: '3 4 5 6', cover: '1 2 7 +' });
  });

  test('of an issue with two fronts has both', async () => {
    const { files } = await write(dual(5, 3), { cover: 'separate' });
    expect(files).toEqual({ inside: '3 4 5 b3', cover: '1 2 b1 b2' });
  });

  test('is refused with a warning where nothing is left for the inside', async () => {
    const { files, findings } = await write(mains(3), { cover: 'separate' });
    expect(files).toEqual({ inside: '1 2 3 +' });
    expect(findings[1]).toBe('pages.cover warning E007 There is no cover apart: 4 pages leave nothing for the inside'); // prettier-ignore
  });
});
