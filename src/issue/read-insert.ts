// `insert:` of a manifest or of front matter → an insert whose file lies inside the publication folder.
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { isPdfPath, pdfPageSource } from '../base/insert-source.ts';
import type { InsertSize, IssueInsert } from './issue-types.ts';
import { resolveInside } from './publication-path.ts';
import type { InsertData } from './schema.ts';

export interface InsertOrigin {
  readonly publicationFolder: string;
  /** Folder of the file that names the insert, relative to the publication folder. */
  readonly folder: string;
  /** Where a key of the insert is written. */
  readonly placeOf: (key: keyof InsertData) => Place;
}

/** Undefined when there is no file that may be read; the reason is in `diagnostics`. */
export function readInsert(
  data: InsertData,
  { publicationFolder, folder, placeOf }: InsertOrigin,
  diagnostics: Diagnostics,
): IssueInsert | undefined {
  const { src, page, alt, label, caption, link } = data;
  if (src === undefined) return undefined;
  const place = placeOf('src');
  const resolved = resolveInside(publicationFolder, folder, src);
  if (resolved.kind === 'refused') {
    diagnostics.error('X001', `The insert ${JSON.stringify(src)} is refused: ${resolved.reason}`, place);
    return undefined;
  }
  const isPdf = isPdfPath(resolved.source);
  if (!isPdf && (page ?? 1) > 1)
    diagnostics.warning(
      'N006',
      `Insert ${src} has no pages: only a PDF has`,
      placeOf('page'),
      'leave page: out',
    );
  const size = (data.size ?? 'full') as InsertSize;
  if (size === 'full' && caption !== undefined)
    diagnostics.warning('N006', `The caption of insert ${src} is not shown: it fills its page`, placeOf('caption'), 'write size: half or column, or leave caption: out'); // prettier-ignore
  if (alt === undefined)
    diagnostics.warning(
      'I004',
      `Insert without alternative text: ${src}`,
      place,
      'Add alt: "…": what it shows and says, or alt: "" for a decoration',
    );
  return Object.freeze({
    source: isPdf ? pdfPageSource(resolved.source, page ?? 1) : resolved.source,
    size,
    alt,
    label: size === 'full' ? false : (label ?? true),
    caption: size === 'full' ? undefined : caption,
    link,
    place,
  });
}
