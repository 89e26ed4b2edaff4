// What asks for a picture: the page, an article or the printer profile → the file, and where it is named.
import type { Place } from '../../base/diagnostic.ts';

export interface PictureRequest {
  /** Key of the picture; the first request for a key counts. */
  readonly source: string;
  /** Where the file is. */
  readonly path: string;
  /** Where the picture is asked for. */
  readonly place?: Place | undefined;
}
