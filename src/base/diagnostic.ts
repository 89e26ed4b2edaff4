// The user's mistakes as data: code, severity, message, place, hint. Collected, never printed here.
import type { DiagnosticCode } from './diagnostic-codes.ts';

export type Severity = 'error' | 'warning' | 'note';

/** A place in a source file. `file` is a path as the user would type it; line and column count from 1, columns in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly place?: Place | undefined;
  /** What the user can do about it; printed on the next line. */
  readonly hint?: string | undefined;
  /** A few words of the text concerned. */
  readonly excerpt?: string | undefined;
}

/** Collects the diagnostics of one run, in the order they are found; identical ones are kept once. */
export class Diagnostics {
  readonly #list: Diagnostic[] = [];
  readonly #seen = new Set<string>();

  add(diagnostic: Diagnostic): void {
    const key = formatDiagnostic(diagnostic);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#list.push(diagnostic);
  }

  error(code: DiagnosticCode, message: string, place?: Place, hint?: string): void {
    this.add({ code, severity: 'error', message, place, hint });
  }

  warning(code: DiagnosticCode, message: string, place?: Place, hint?: string): void {
    this.add({ code, severity: 'warning', message, place, hint });
  }

  note(code: DiagnosticCode, message: string, place?: Place, hint?: string): void {
    this.add({ code, severity: 'note', message, place, hint });
  }

  get list(): readonly Diagnostic[] {
    return this.#list;
  }

  get hasErrors(): boolean {
    return this.#list.some((d) => d.severity === 'error');
  }

  /** A stage that cannot go on calls this: throws DiagnosticsError when an error has been collected. */
  throwIfErrors(): void {
    if (this.hasErrors) throw new DiagnosticsError(this.#list);
  }
}

/** Thrown once by a stage that cannot go on, with everything found so far. */
export class DiagnosticsError extends Error {
  override readonly name: string = 'DiagnosticsError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.filter((d) => d.severity === 'error').map(formatDiagnostic).join('\n')); // prettier-ignore
    this.diagnostics = [...diagnostics];
  }
}

/** `file:line:column  severity  CODE  message`, and the hint on the next line, indented. */
export function formatDiagnostic(d: Diagnostic): string {
  const place = d.place === undefined ? '' : `${formatPlace(d.place)}  `;
  const excerpt = d.excerpt === undefined ? '' : ` (${d.excerpt})`;
  const hint = d.hint === undefined ? '' : `\n    hint: ${d.hint}`;
  return `${place}${d.severity}  ${d.code}  ${d.message}${excerpt}${hint}`;
}

/** `file:line:column`, as much of it as is known. */
export function formatPlace(place: Place): string {
  if (place.line === undefined) return place.file;
  return place.column === undefined
    ? `${place.file}:${place.line}`
    : `${place.file}:${place.line}:${place.column}`;
}
