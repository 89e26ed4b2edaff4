// A page of a PDF as the source of a picture: `ads/x.pdf#page=2` (RFC 8118, 3).

/** What stands behind the path of every PDF that is placed. */
const PAGE = /^(.*\.pdf)#page=(\d{1,6})$/i;

/** Whether a path is that of a PDF. */
export function isPdfPath(path: string): boolean {
  return /\.pdf$/i.test(path);
}

/** The source of one page, from 1. */
export function pdfPageSource(path: string, page: number): string {
  return `${path}#page=${page}`;
}

/** The path of a source, and its page; undefined for pictures that have none. */
export function splitPictureSource(source: string): {
  readonly path: string;
  readonly page: number | undefined;
} {
  const [, path, page] = PAGE.exec(source) ?? [];
  if (path !== undefined) return { path, page: Number(page) };
  return { path: source, page: isPdfPath(source) ? 1 : undefined };
}
