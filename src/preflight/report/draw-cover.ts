// PDF bytes → its first page as a PNG, for the web site that offers the file.
import type { Diagnostics } from '../../base/diagnostic.ts';
import { messageOf } from '../../base/message-of.ts';
import { openPagePictures } from './page-pictures.ts';
import type { PagePictures } from './page-pictures.ts';

export interface CoverPicture {
  readonly png: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface CoverOptions {
  /** Pixels. */
  readonly width: number;
  /** Named in diagnostics. */
  readonly file: string;
  readonly diagnostics: Diagnostics;
}

/** Null, with P007, when it cannot be drawn. */
export async function drawCover(
  bytes: Uint8Array,
  { width, file, diagnostics }: CoverOptions,
): Promise<CoverPicture | null> {
  let pages: PagePictures | null = null;
  try {
    pages = await openPagePictures(bytes);
    const picture = await pages.draw(1, width);
    return { png: await picture.png(), width: picture.width, height: picture.height };
  } catch (error) {
    diagnostics.error('P007', `The cover picture cannot be drawn: ${messageOf(error)}`, { file });
    return null;
  } finally {
    await pages?.close();
  }
}
