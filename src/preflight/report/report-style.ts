// What all parts of the report share: its measure, its colours, and findings with their numbers.
import type { Finding } from '../report-types.ts';

/** Width of the text, points: A4 with margins of 40 pt. */
export const CONTENT_WIDTH = 515;

/** Dark enough to be read as text. */
export const SEVERITY_COLORS: Readonly<Record<Finding['severity'], string>> = {
  error: '#b3131f',
  warning: '#b45f06',
  note: '#2457a6',
};

/** A finding with its number in the report, from 1. */
export interface NumberedFinding extends Finding {
  readonly index: number;
}
