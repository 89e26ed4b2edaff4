// Photographs that are too large together → the same ones, encoded anew, at the mildest step of a ladder at which they fit.
// Pages are not touched: only pictures become other bytes.
import type { ImageSettings } from './web-images.ts';

/** Qualities on the way down, at full resolution first; below the last of them blocks begin to show. */
const QUALITIES: readonly number[] = [75, 70, 65, 60, 55, 50];
/** Then resolutions, pixels per inch, at the last of these qualities. */
const RESOLUTIONS: readonly number[] = [200, 175, 150, 130, 110, 90, 72];
/** At the end quality once more: better a coarse picture than none. */
const LAST_QUALITIES: readonly number[] = [40, 30];
/** Photographs have so much fewer bytes a point of quality (a logarithm), measured from 80 to 30. */
const BYTES_PER_QUALITY = 0.021;
/** Bytes grow with the resolution to this power: a little less than pixels do. */
const BYTES_PER_RESOLUTION = 1.7;

/** The steps below `start`, from the mildest on; each is smaller than the one before. */
export function budgetLadder({ ppi, quality }: ImageSettings): readonly ImageSettings[] {
  const low = Math.min(quality, QUALITIES.at(-1) ?? quality);
  const coarse = Math.min(ppi, RESOLUTIONS.at(-1) ?? ppi);
  return [
    ...QUALITIES.filter((each) => each < quality).map((each) => ({ ppi, quality: each })),
    ...RESOLUTIONS.filter((each) => each < ppi).map((each) => ({ ppi: each, quality: low })),
    ...LAST_QUALITIES.filter((each) => each < quality).map((each) => ({ ppi: coarse, quality: each })),
  ];
}

/** What is to be fitted. */
export interface Fitting<Encoded> {
  readonly start: ImageSettings;
  /** Bytes of the photographs at `start`, and those that they may have: fewer. */
  readonly bytes: number;
  readonly room: number;
  /** Encodes all of them; null as soon as they have more bytes than `most`. */
  readonly encode: (settings: ImageSettings, most: number) => Promise<Encoded | null>;
}

export interface Fitted<Encoded> {
  readonly settings: ImageSettings;
  readonly encoded: Encoded;
}

/**
 * The mildest step of the ladder at which everything fits, the last one where nothing does, null where there is no step. An
 * estimate says where to begin, so that few steps are tried; the answer does not depend on it.
 */
export async function fitBudget<Encoded>({
  start,
  bytes,
  room,
  encode,
}: Fitting<Encoded>): Promise<Fitted<Encoded> | null> {
  const ladder = budgetLadder(start);
  const last = ladder.length - 1;
  let best: Fitted<Encoded> | null = null;
  let tooLarge = -1;
  let fits = ladder.length;
  let next = ladder.findIndex((settings) => bytes * expectedShare(settings, start) <= room);
  if (next < 0) next = last;
  while (tooLarge + 1 < fits) {
    const at = Math.min(Math.max(next, tooLarge + 1), fits - 1);
    const settings = ladder[at] ?? start;
    const encoded = await encode(settings, at === last ? Infinity : room);
    if (encoded !== null) best = { settings, encoded };
    // At the last step there is nothing more to try, whether it fits or not.
    if (encoded === null) tooLarge = at;
    else fits = at;
    next = encoded === null ? at + 1 : at - 1;
  }
  return best;
}

function expectedShare({ ppi, quality }: ImageSettings, start: ImageSettings): number {
  return Math.exp((quality - start.quality) * BYTES_PER_QUALITY) * (ppi / start.ppi) ** BYTES_PER_RESOLUTION;
}
