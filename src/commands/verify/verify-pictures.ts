// nashr verify --pictures: draws the pages of an issue and holds them against the golden pictures in <issue>.pages/ beside the manifest.
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../base/message-of.ts';
import type { Diagnostics } from '../../base/diagnostic.ts';
import type { BuiltIssue } from '../../build-issue.ts';
import { comparePictures, decodePicture, drawDifference } from '../../preflight/report/compare-pictures.ts';
import type { Pixels } from '../../preflight/report/compare-pictures.ts';
import { openPagePictures } from '../../preflight/report/page-pictures.ts';
import { EXIT_DIFFERENCES, EXIT_DONE, EXIT_INPUT_ERRORS } from '../report.ts';
import { writeFiles } from '../write-files.ts';

/** A page that does not look as it should. */
export interface DifferentPage {
  /** From 1, as it stands in the file. */
  readonly page: number;
  readonly kind: 'changed' | 'added' | 'missing';
  /** Share of the pixels that differ, from 0 to 1. */
  readonly share?: number;
  /** What they lie in, pixels: left, top, right, bottom. */
  readonly box?: readonly [number, number, number, number];
  /** The picture that shows the difference. */
  readonly picture?: string;
}

export interface PictureOptions {
  /** Folder of the golden pictures. */
  readonly golden: string;
  /** Folder that pictures of differences go to. */
  readonly out: string;
  /** Write the golden pictures instead of comparing with them. */
  readonly update: boolean;
  readonly diagnostics: Diagnostics;
}

export interface PictureResult {
  readonly status: number;
  readonly pages: readonly DifferentPage[];
}

/** Pixels: lines of text can be read, and a page has 100 to 300 kB. */
const WIDTH = 600;
const GOLDEN_NAME = /^\d{3,}\.png$/;

/** Draws every page; 3 and V004 when one looks different, V005 when there is no golden picture at all. */
export async function verifyPictures(built: BuiltIssue, options: PictureOptions): Promise<PictureResult> {
  const { golden, out, update, diagnostics } = options;
  try {
    const pages = await openPagePictures(built.pdf);
    try {
      if (update) return await writeGolden(pages, options);
      for (const name of pageNames(out)) rmSync(join(out, name));
      const names = pageNames(golden);
      if (names.length === 0) {
        diagnostics.error('V005', 'There are no golden pictures yet', { file: golden }, 'look at the pages, then run nashr verify --pictures --update'); // prettier-ignore
        return { status: EXIT_DIFFERENCES, pages: [] };
      }
      const different = await compareAll(pages, names, options);
      if (different.length === 0) return { status: EXIT_DONE, pages: [] };
      for (const page of different) diagnostics.error('V004', inWords(page), { file: golden }, page.picture === undefined ? undefined : `see ${page.picture}; if the change is meant, run nashr verify --pictures --update`); // prettier-ignore
      return { status: EXIT_DIFFERENCES, pages: different };
    } finally {
      await pages.close();
    }
  } catch (error) {
    diagnostics.error('P007', `The pages cannot be compared as pictures: ${messageOf(error)}`, {
      file: golden,
    });
    return { status: EXIT_INPUT_ERRORS, pages: [] };
  }
}

type Pages = Awaited<ReturnType<typeof openPagePictures>>;

function nameOf(page: number): string {
  return `${String(page).padStart(3, '0')}.png`;
}

/** The pictures of pages in a folder; none when there is no folder. */
function pageNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => GOLDEN_NAME.test(name)).toSorted(); // prettier-ignore
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function writeGolden(pages: Pages, { golden, diagnostics }: PictureOptions): Promise<PictureResult> {
  const files: { path: string; content: Uint8Array }[] = [];
  for (let page = 1; page <= pages.count; page++)
    files.push({ path: join(golden, nameOf(page)), content: await (await pages.draw(page, WIDTH)).png() });
  if (!writeFiles(files, diagnostics)) return { status: EXIT_INPUT_ERRORS, pages: [] };
  const kept = new Set(files.map((_, index) => nameOf(index + 1)));
  for (const name of pageNames(golden)) if (!kept.has(name)) rmSync(join(golden, name));
  return { status: EXIT_DONE, pages: [] };
}

async function compareAll(
  pages: Pages,
  names: readonly string[],
  { golden, out, diagnostics }: PictureOptions,
): Promise<readonly DifferentPage[]> {
  const different: DifferentPage[] = [];
  for (let page = 1; page <= pages.count; page++) {
    if (!names.includes(nameOf(page))) {
      different.push({ page, kind: 'added' });
      continue;
    }
    const expected = await readGolden(join(golden, nameOf(page)));
    const actual = await pages.draw(page, WIDTH);
    const difference = comparePictures(expected, actual);
    if (difference === null) continue;
    const picture = join(out, nameOf(page));
    const isWritten = writeFiles(
      [{ path: picture, content: await drawDifference(expected, actual) }],
      diagnostics,
    );
    different.push({ page, kind: 'changed', share: difference.share, box: difference.box, ...(isWritten && { picture }) }); // prettier-ignore
  }
  for (const name of names) {
    const page = Number.parseInt(name, 10);
    if (page > pages.count) different.push({ page, kind: 'missing' });
  }
  return different;
}

async function readGolden(file: string): Promise<Pixels> {
  try {
    return await decodePicture(readFileSync(file));
  } catch (error) {
    throw new Error(`${file}: ${messageOf(error)}`, { cause: error });
  }
}

function inWords({ page, kind, share = 0 }: DifferentPage): string {
  if (kind === 'added') return `Page ${page} has no golden picture`;
  if (kind === 'missing') return `Page ${page} is no longer there`;
  return `Page ${page} looks different: ${(share * 100).toFixed(2)} % of its pixels`;
}
