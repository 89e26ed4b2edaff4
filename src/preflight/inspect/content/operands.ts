// Operands of content operators and numbers of dictionaries → what operators need; whatever is missing counts as 0.
import type { PDFObject } from '@cantoo/pdf-lib';
import { IDENTITY } from '../matrix.ts';
import type { Matrix } from '../matrix.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import type { Operand } from './content-tokens.ts';

/** An operand as a number. */
export function number(operands: readonly Operand[], index: number): number {
  const value = operands[index];
  return typeof value === 'number' ? value : 0;
}

/** The last `count` operands as numbers. */
export function numbers(operands: readonly Operand[], count: number): readonly number[] {
  const start = Math.max(0, operands.length - count);
  const values: number[] = [];
  for (let i = 0; i < count; i++) values.push(number(operands, start + i));
  return values;
}

/** The name that an operand is; null for anything else. */
export function nameOf(operand: Operand | undefined): string | null {
  const isName = typeof operand === 'object' && operand !== null && 'name' in operand;
  return isName ? operand.name : null;
}

/** Six operands as a matrix. */
export function matrixOf(operands: readonly Operand[]): Matrix {
  return [number(operands, 0), number(operands, 1), number(operands, 2), number(operands, 3), number(operands, 4), number(operands, 5)]; // prettier-ignore
}

/** A matrix in a dictionary; the identity when it is none. */
export function readMatrix(value: PDFObject | null, objects: PdfObjects): Matrix {
  return (objects.numbers(value, 6) as unknown as Matrix | null) ?? IDENTITY;
}
