// Booklet or grid → faces: what is printed on one side of paper, as rows and columns of pages. And faces → a table for people.
import type { Binding, Sheet } from './plan-booklet.ts';

export interface Face {
  /** From 1. */
  readonly sheet: number;
  /** Null where sheets are printed on one side. */
  readonly side: 'front' | 'back' | null;
  /** From 1; null in a grid. */
  readonly signature: number | null;
  /** Sheets of its signature that lie around it. */
  readonly inset: number;
  readonly columns: number;
  readonly rows: number;
  /** Page numbers from 1, row by row from the top, each from the left; null is blank. */
  readonly cells: readonly (number | null)[];
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly binding: Binding;
}

/** Both sides of each sheet, front first. */
export function facesOfBooklet(sheets: readonly Sheet[]): readonly Face[] {
  return sheets.flatMap(({ signature, inset, front, back }, index) =>
    ([['front', front], ['back', back]] as const).map(([side, { left, right }]) => ({
      sheet: index + 1, side, signature, inset, columns: 2, rows: 1, cells: [left, right],
    })),
  ); // prettier-ignore
}

/** Pages in reading order, row by row; rows of a right-bound publication begin at the right. */
export function planGrid(pageCount: number, { columns, rows, binding }: Grid): readonly Face[] {
  const size = columns * rows;
  return Array.from({ length: Math.ceil(pageCount / size) }, (_, sheet) => {
    const cells = Array.from({ length: size }, (_cell, index) => {
      const column = index % columns;
      const step = binding === 'left' ? column : columns - 1 - column;
      const page = sheet * size + (index - column) + step + 1;
      return page <= pageCount ? page : null;
    });
    return { sheet: sheet + 1, side: null, signature: null, inset: 0, columns, rows, cells };
  });
}

const BLANK = '–';

/** One line a face: `sheet 1  front  8 | 1`. */
export function formatFaces(faces: readonly Face[]): string {
  const pages = faces.flatMap(({ cells }) => cells.map((page) => String(page ?? BLANK)));
  const width = Math.max(...pages.map((page) => page.length));
  const digits = String(faces.at(-1)?.sheet ?? 1).length;
  const last = faces.at(-1)?.signature ?? 1;
  const lines = faces.map(({ sheet, side, signature, columns, cells }) => {
    const set = last > 1 && signature !== null ? `signature ${signature}  ` : '';
    const name = side === null ? '' : `${side.padEnd('front'.length)}  `;
    const rows = Array.from({ length: cells.length / columns }, (_, row) =>
      cells
        .slice(row * columns, (row + 1) * columns)
        .map((page) => String(page ?? BLANK).padStart(width))
        .join(' | '),
    );
    return `${set}sheet ${String(sheet).padStart(digits)}  ${name}${rows.join('  /  ')}`;
  });
  return `${lines.join('\n')}\n`;
}
