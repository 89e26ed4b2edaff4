// Pages as the layout finishes them → the files of the press edition: pages added up to the printer's multiple, the cover in
// a file of its own where it is asked for. What stands on which page is for press/plan-pages.ts to say.
import type { Diagnostics, Place } from '../../base/diagnostic.ts';
import type { PictureInfo } from '../../document/picture.ts';
import { ARTIFACT } from '../../frame/frame.ts';
import type { FrameItem, Page } from '../../frame/frame.ts';
import type { DataPath } from '../../issue/plain-data.ts';
import { checkPage } from '../../press/check-page.ts';
import type { PagePlan, PlannedPage } from '../../press/plan-pages.ts';
import { planPages } from '../../press/plan-pages.ts';
import type { PressJob } from '../../press/press-job.ts';
import type { SheetGeometry } from './sheet-geometry.ts';
import { sheetGeometry } from './sheet-geometry.ts';
import type { ConversionReport } from '../color/conversion-report.ts';

/** Label of a page that has no number. */
const ADDED_LABEL = '–';

/** One file of the press edition. */
export interface PressFile {
  readonly part: 'inside' | 'cover';
  readonly pdf: Uint8Array;
  readonly pages: number;
}

/** The edition as it was written. */
export interface WrittenPress {
  /** The inside first. */
  readonly files: readonly PressFile[];
  /** Pages that are not the issue's. */
  readonly added: number;
  /** The boxes of the first page. */
  readonly sheet: SheetGeometry;
}

export interface PressFilesOptions {
  readonly job: PressJob;
  /** Starts a file. */
  readonly open: () => PageWriter;
  /** The picture of added pages; null leaves them blank. */
  readonly filler: PictureInfo | null;
  /** Where the manifest says something of the press edition. */
  readonly placeIn: (path: DataPath) => Place;
  readonly diagnostics: Diagnostics;
  /** What the files report of their colours, told once for all of them. */
  readonly conversions?: Pick<ConversionReport, 'addTo'>;
}

/** What of PdfWriter is needed. */
export interface PageWriter {
  addPage(page: Page): void;
  finish(): Promise<Uint8Array>;
}

/** Takes the pages of an issue in reading order, then `finish` once. */
export class PressFiles {
  readonly #options: PressFilesOptions;
  /** Where pages go as they come; null while it is not known which file they belong to. */
  readonly #inside: PageWriter | null;
  readonly #held: Page[] = [];
  readonly #counts = { main: 0, back: 0 };
  #first: Page | null = null;
  #last: Page | null = null;

  constructor(options: PressFilesOptions) {
    this.#options = options;
    const { cover, fillAt } = options.job.profile.pages;
    this.#inside = cover === 'inside' && fillAt === 'end' ? options.open() : null;
  }

  addPage(page: Page): void {
    const { job, placeIn, diagnostics } = this.#options;
    checkPage(page, job, placeIn, diagnostics);
    this.#counts[page.front]++;
    this.#first ??= page;
    if (page.front === 'main') this.#last = page;
    if (this.#inside !== null) this.#inside.addPage(page);
    else this.#held.push(page);
  }

  /** Adds what is missing and writes the files. */
  async finish(): Promise<WrittenPress> {
    const { job, open } = this.#options;
    const plan = planPages(this.#counts, job.profile.pages);
    this.#report(plan);
    const added = this.#addedPages(plan.added);
    const files: PressFile[] = [];
    if (this.#inside !== null) {
      for (const page of added) this.#inside.addPage(page);
      files.push({ part: 'inside', pdf: await this.#inside.finish(), pages: plan.inside.length });
    } else {
      const parts = [['inside', plan.inside], ['cover', plan.cover ?? []]] as const; // prettier-ignore
      for (const [part, planned] of parts) {
        if (planned.length === 0) continue;
        const writer = open();
        for (const page of this.#inReadingOrder(planned, added)) writer.addPage(page);
        files.push({ part, pdf: await writer.finish(), pages: planned.length });
      }
    }
    this.#options.conversions?.addTo(this.#options.diagnostics);
    const first = this.#first ?? { width: 0, height: 0 };
    return { files, added: plan.added, sheet: sheetGeometry(first, job) };
  }

  /** Pages of the first front and added ones as they are planned, then those of the second from its own first page. */
  #inReadingOrder(planned: readonly PlannedPage[], added: Page[]): readonly Page[] {
    const { main, back } = this.#counts;
    const inFileOrder = planned.flatMap((which) => {
      const page =
        which === 'added' ? added.shift() : this.#held[which < main ? which : 2 * main + back - 1 - which];
      return page === undefined ? [] : [page];
    });
    const ofFront = (front: Page['front']): Page[] => inFileOrder.filter((page) => page.front === front);
    return [...ofFront('main'), ...ofFront('back').reverse()];
  }

  /** As large as the last page, on alternating sides. */
  #addedPages(count: number): Page[] {
    const before = this.#last;
    if (before === null) return [];
    return Array.from({ length: count }, (_, i) => ({
      index: before.index + 1 + i,
      front: 'main',
      width: before.width,
      height: before.height,
      side: (before.side === 'left') === (i % 2 === 1) ? 'left' : 'right',
      label: ADDED_LABEL,
      items: fillerItems(this.#options.filler, before),
      bookmarks: [],
      ...(before.bleed !== undefined && { bleed: before.bleed }),
      ...(before.marks !== undefined && { marks: before.marks }),
    }));
  }

  #report({ inside, cover, added }: PagePlan): void {
    const { job, filler, placeIn, diagnostics } = this.#options;
    const { pages } = job.profile;
    const { main, back } = this.#counts;
    if (added > 0) {
      const what = filler === null ? 'blank' : `${filler.source} on ${added === 1 ? 'it' : 'them'}`;
      const where = back > 0 ? 'between the two fronts' : pages.fillAt === 'before-last' ? 'before the last page' : 'at the end'; // prettier-ignore
      const message = `${added} ${added === 1 ? 'page was' : 'pages were'} added ${where} (${what}): the printer wants a multiple of ${pages.multiple}, the issue has ${main + back}`;
      diagnostics.note('E009', message, placeIn(['pages', 'multiple']), 'pages: { multiple: 1 } adds none');
    }
    if (pages.cover === 'separate' && cover === null) {
      const message = `There is no cover apart: ${inside.length} pages leave nothing for the inside`;
      diagnostics.warning('E007', message, placeIn(['pages', 'cover']), 'write cover: inside');
    }
  }
}

/** The picture in the middle of the page, as large as it fits. */
function fillerItems(filler: PictureInfo | null, { width, height }: Page): readonly FrameItem[] {
  if (filler === null || filler.width <= 0 || filler.height <= 0) return [];
  const scale = Math.min(width / filler.width, height / filler.height);
  const size = { width: filler.width * scale, height: filler.height * scale };
  const box = { x: (width - size.width) / 2, y: (height - size.height) / 2, ...size };
  const kind = filler.kind === 'svg' ? 'svg' : 'image';
  return [{ kind, ...box, picture: box, source: filler.source, alt: '', tag: ARTIFACT }];
}
