// `images` and `maxBytes` of the web edition → what its pictures are encoded to, and the size that its file may have.
import type { Place } from '../../base/diagnostic.ts';
import type { Issue } from '../../issue/issue-types.ts';
import { JPEG_QUALITY } from '../pictures/decode-bitmap.ts';
import type { PictureCache } from '../pictures/press-pictures.ts';

/** How photographs are encoded. */
export interface ImageSettings {
  /** Pixels per inch at the printed size; pictures that have fewer keep those they have. */
  readonly ppi: number;
  /** JPEG quality, to 100. */
  readonly quality: number;
}

/** Pictures of the web edition. */
export interface WebImages extends ImageSettings {
  /** Bytes that the file may have; null: as many as it needs. */
  readonly maxBytes: number | null;
  /** Where the manifest says so. */
  readonly place?: Place | undefined;
  /** Where encoded pictures are kept from one build to the next; asked only where there is a limit. */
  readonly cache?: PictureCache | null | undefined;
}

/** What a manifest gets that says nothing. */
export const DEFAULT_WEB_IMAGES: WebImages = { ppi: 150, quality: JPEG_QUALITY, maxBytes: null };

/** What the manifest says, with the defaults. */
export function webImages({ editions, editionPlace, place }: Issue, cache: PictureCache | null): WebImages {
  const { images, maxBytes = null } = editions['web'] ?? {};
  return {
    ppi: images?.ppi ?? DEFAULT_WEB_IMAGES.ppi,
    quality: images?.quality ?? DEFAULT_WEB_IMAGES.quality,
    maxBytes,
    place: maxBytes === null ? undefined : (editionPlace?.(['web', 'maxBytes']) ?? place),
    cache,
  };
}
