// A PDF → the printing plates that Ghostscript makes of it, one picture of each page and ink. At 72 pixels per inch and
// without antialiasing a pixel is a point of the page and has ink or none; a pixel that is touched is painted (PLRM3, 7.5).
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Box } from '../../src/preflight/inspect/inspected-pdf.ts';
import { run } from './programs.ts';

/** What is painted. */
export type Painted = 'everything' | 'all but text';

export interface Plate {
  readonly ink: string;
  /** 255 is full ink; rows from the top. */
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The plates of one page, in the order of their names. */
export interface PagePlates {
  /** From 1. */
  readonly page: number;
  readonly plates: readonly Plate[];
}

export const PROCESS: readonly string[] = ['Black', 'Cyan', 'Magenta', 'Yellow'];

/**
 * `-dOverprint=/enable` is what plates are made with; `/simulate`, for devices without a plate for every ink, gives the same of
 * these files, `/disable` leaves the tints out below black text.
 */
const SEPARATION = '-q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=tiffsep -r72 -dOverprint=/enable -dGraphicsAlphaBits=1 -dTextAlphaBits=1'.split(' '); // prettier-ignore
const FILTERS: Readonly<Record<Painted, readonly string[]>> = {
  everything: [],
  'all but text': ['-dFILTERTEXT'],
};

/** Separates a file page by page, with overprinting as the file asks for it. */
export async function* separate(
  file: string,
  folder: string,
  painted: Painted = 'everything',
): AsyncGenerator<PagePlates> {
  mkdirSync(folder, { recursive: true });
  try {
    await run(
      'gs',
      ...SEPARATION,
      ...FILTERS[painted],
      `-sOutputFile=${join(folder, 'page-%03d.tif')}`,
      file,
    );
    const names = readdirSync(folder).toSorted();
    for (const name of names.filter((each) => /^page-\d+\.tif$/.test(each))) {
      const page = Number(name.slice(5, -4));
      const own = names.filter((each) => each.startsWith(`${name.slice(0, -4)}(`));
      const plates = await Promise.all(own.map((each) => readPlate(join(folder, each))));
      yield { page, plates };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readPlate(file: string): Promise<Plate> {
  const { data, info } = await sharp(file).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const pixels = new Uint8Array(data.length / info.channels);
  for (let i = 0; i < pixels.length; i++) pixels[i] = 255 - (data[i * info.channels] ?? 255);
  return { ink: /\((.*)\)\.tif$/.exec(file)?.[1] ?? '', pixels, width: info.width, height: info.height };
}

/** Boxes of a page as poppler reads them, in points. */
export interface PageBoxes {
  readonly media: Box;
  readonly bleed: Box;
  readonly trim: Box;
}

/** The boxes of every page. */
export async function pageBoxes(file: string): Promise<readonly PageBoxes[]> {
  const pages: Partial<Record<'media' | 'bleed' | 'trim', Box>>[] = [];
  const listed = await run('pdfinfo', '-box', '-f', '1', '-l', '9999', file);
  for (const [, page, name, left, bottom, right, top] of listed.matchAll(BOX)) {
    const boxes = (pages[Number(page) - 1] ??= {});
    boxes[name?.toLowerCase() as keyof PageBoxes] = [Number(left), Number(bottom), Number(right), Number(top)]; // prettier-ignore
  }
  return pages.map(({ media, bleed, trim }) => {
    if (media === undefined || bleed === undefined || trim === undefined)
      throw new Error(`pdfinfo names no boxes of ${file}`);
    return { media, bleed, trim };
  });
}

const BOX = /^Page +(\d+) (Media|Bleed|Trim)Box: +([-\d.]+) +([-\d.]+) +([-\d.]+) +([-\d.]+)$/gm;

/** Columns and rows of the pixels that are wholly inside a box: left, top, right, bottom, half-open. The MediaBox begins at 0 0. */
export function pixelsInside([left, bottom, right, top]: Box, [, , , height]: Box): Box {
  return [Math.ceil(left), Math.ceil(height - top), Math.floor(right), Math.floor(height - bottom)];
}
