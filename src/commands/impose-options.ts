// The words of the command line → how pages are put on paper. Throws UsageError for what makes no sense.
import { POINTS_PER_INCH, POINTS_PER_MM, mm } from '../base/length.ts';
import type { Paper, Scheme } from '../impose/impose-pdf.ts';
import { PAGES_OF_SHEET } from '../impose/plan-booklet.ts';
import { UsageError } from './report.ts';

export interface SchemeWords {
  readonly booklet?: boolean | undefined;
  readonly nUp?: string | undefined;
  readonly creep?: string | undefined;
  readonly signature?: string | undefined;
}

/** More sheets than this in each other cannot be folded; it bounds nonsense, not craft. */
const MAX_SIGNATURE = 400;
const MAX_CREEP = mm(2);
const MAX_CELLS = 20;

/** `--booklet` or `--n-up 2x2`, exactly one of them, and what belongs to it. */
export function parseScheme({ booklet = false, nUp, creep, signature }: SchemeWords): Scheme {
  if (booklet === (nUp !== undefined))
    throw new UsageError('say either --booklet or --n-up, for example nashr impose FILE.pdf --booklet');
  if (nUp === undefined)
    return {
      kind: 'booklet',
      signature: signature === undefined ? null : parseSignature(signature),
      creep: creep === undefined ? 0 : parseCreep(creep),
    };
  if (creep !== undefined || signature !== undefined)
    throw new UsageError('--creep and --signature belong to --booklet');
  const [, columns = '0', rows = '0'] = /^(\d{1,3})[x×](\d{1,3})$/i.exec(nUp.trim()) ?? [];
  const grid = { kind: 'grid', columns: Number(columns), rows: Number(rows) } as const;
  if (Math.min(grid.columns, grid.rows) < 1 || Math.max(grid.columns, grid.rows) > MAX_CELLS)
    throw new UsageError(
      `--n-up wants columns x rows, such as 2x2, each from 1 to ${MAX_CELLS}; it is “${nUp}”`,
    );
  return grid;
}

function parseSignature(words: string): number {
  const pages = /^\d{1,4}$/.test(words) ? Number(words) : 0;
  if (pages < PAGES_OF_SHEET || pages % PAGES_OF_SHEET !== 0 || pages > MAX_SIGNATURE)
    throw new UsageError(`--signature wants the pages of a signature, a multiple of 4 up to ${MAX_SIGNATURE}; it is “${words}”`); // prettier-ignore
  return pages;
}

function parseCreep(words: string): number {
  const creep = parseLength(words);
  if (creep === null || creep > MAX_CREEP)
    throw new UsageError(`--creep wants the thickness of the paper, such as 0.1mm, at most 2mm; it is “${words}”`); // prettier-ignore
  return creep;
}

const UNITS: Readonly<Record<string, number>> = {
  mm: POINTS_PER_MM,
  cm: 10 * POINTS_PER_MM,
  in: POINTS_PER_INCH,
  pt: 1,
};

function parseLength(words: string): number | null {
  const [, value, unit] = /^(\d{1,5}(?:\.\d{1,6})?)(mm|cm|in|pt)$/.exec(words.trim()) ?? [];
  return value === undefined || unit === undefined ? null : Number(value) * (UNITS[unit] ?? 1);
}

/** Trimmed and untrimmed sizes of ISO 216, and what is usual beside them, in mm. */
const PAPERS: Readonly<Record<string, readonly [number, number]>> = {
  a0: [841, 1189],
  a1: [594, 841],
  a2: [420, 594],
  a3: [297, 420],
  a4: [210, 297],
  a5: [148, 210],
  a6: [105, 148],
  b3: [353, 500],
  b4: [250, 353],
  b5: [176, 250],
  sra1: [640, 900],
  sra2: [450, 640],
  sra3: [320, 450],
  sra4: [225, 320],
  letter: [215.9, 279.4],
  legal: [215.9, 355.6],
  tabloid: [279.4, 431.8],
};

const MIN_PAPER = mm(20);
const MAX_PAPER = mm(5080);

/** `A3`, which may lie either way, or `450x320mm`, which is taken as it is said. */
export function parsePaper(words: string): Paper {
  const named = PAPERS[words.trim().toLowerCase()];
  if (named !== undefined) return { width: mm(named[0]), height: mm(named[1]), turns: true };
  const [, across, up, unit] = /^([\d.]+)[x×]([\d.]+)(mm|cm|in|pt)$/i.exec(words.trim()) ?? [];
  const [width, height] = [parseLength(`${across}${unit}`), parseLength(`${up}${unit}`)];
  if (width === null || height === null || Math.min(width, height) < MIN_PAPER || Math.max(width, height) > MAX_PAPER) // prettier-ignore
    throw new UsageError(`--sheet wants a name (A3, SRA3, tabloid …) or a size from 20 mm to 5 m such as 450x320mm; it is “${words}”`); // prettier-ignore
  return { width, height, turns: false };
}
