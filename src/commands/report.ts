// Diagnostics → the terminal: one a line for people, one JSON document for programs.
import type { Diagnostic } from '../base/diagnostic.ts';
import { formatDiagnostic } from '../base/diagnostic.ts';

export type OutputFormat = 'human' | 'json';

/** Where a command writes; tests give their own. */
export interface Console {
  out(text: string): void;
  error(text: string): void;
  /** Progress is shown only on a terminal. */
  readonly isTerminal: boolean;
}

export const processConsole: Console = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
};

/** Exit statuses (contract). */
export const EXIT_DONE = 0;
export const EXIT_INPUT_ERRORS = 1;
export const EXIT_USAGE = 2;
export const EXIT_DIFFERENCES = 3;

/** The program was called wrongly: exit status 2. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** Prints diagnostics; `quiet` leaves out warnings and notes. */
export function printDiagnostics(console: Console, diagnostics: readonly Diagnostic[], quiet: boolean): void {
  for (const diagnostic of diagnostics) {
    if (quiet && diagnostic.severity !== 'error') continue;
    console.error(`${formatDiagnostic(diagnostic)}\n`);
  }
}

/** The JSON form of a diagnostic: flat, absent keys left out. */
export function diagnosticJson({
  code,
  severity,
  message,
  place,
  hint,
  excerpt,
}: Diagnostic): Record<string, unknown> {
  return { code, severity, message, ...place, hint, excerpt };
}

/** 1 when there are errors, or warnings under --strict. */
export function statusOf(diagnostics: readonly Diagnostic[], strict: boolean): number {
  const failing = diagnostics.some((d) => d.severity === 'error' || (strict && d.severity === 'warning'));
  return failing ? EXIT_INPUT_ERRORS : EXIT_DONE;
}
