// What building one issue came to: plain data, so that a child process can hand it over as JSON (`--format json`).
import { Diagnostics, DiagnosticsError } from '../base/diagnostic.ts';
import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { Verdict } from '../preflight/report/format-report.ts';
import type { Console } from './report.ts';
import { diagnosticJson } from './report.ts';

export interface IssueReport {
  readonly manifest: string;
  readonly built: boolean;
  readonly pages: number;
  /** Size of the last PDF. */
  readonly bytes: number;
  /** Written files; none when the issue was not built. */
  readonly files: readonly string[];
  /** The press edition in a line. */
  readonly press?: string;
  /** With --preflight: what was found in each file. */
  readonly preflight?: readonly Verdict[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Of an issue that was not built. */
export function failedReport(manifest: string, diagnostics: readonly Diagnostic[]): IssueReport {
  return { manifest, built: false, pages: 0, bytes: 0, files: [], diagnostics };
}

/** The document of `nashr build --format json`. */
export function reportsJson(found: readonly Diagnostic[], reports: readonly IssueReport[]): string {
  const issues = reports.map((report) => ({
    ...report,
    diagnostics: report.diagnostics.map(diagnosticJson),
  }));
  return `${JSON.stringify({ issues, diagnostics: found.map(diagnosticJson) }, null, 2)}\n`;
}

/** The report of one issue from such a document, or undefined when it is none. */
export function parseReport(json: string): IssueReport | undefined {
  try {
    const { issues } = JSON.parse(json) as { readonly issues: readonly JsonReport[] };
    const [report] = issues;
    return report && { ...report, diagnostics: report.diagnostics.map(diagnosticFromJson) };
  } catch {
    return undefined;
  }
}

type JsonReport = Omit<IssueReport, 'diagnostics'> & {
  readonly diagnostics: readonly (Omit<Diagnostic, 'place'> & Partial<Place>)[];
};

function diagnosticFromJson({ file, line, column, ...rest }: JsonReport['diagnostics'][number]): Diagnostic {
  return file === undefined ? rest : { ...rest, place: { file, line, column } };
}

/**
 * Runs one step for one manifest. What it throws becomes diagnostics: the user's mistakes as they are, anything else
 * as X004 with its stack on the error output, so that the other manifests are still worked on. Null after a throw.
 */
export async function guarded<T>(
  manifest: string,
  { diagnostics, console }: { readonly diagnostics: Diagnostics; readonly console: Console },
  step: () => Promise<T>,
): Promise<T | null> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof DiagnosticsError) {
      for (const diagnostic of error.diagnostics) diagnostics.add(diagnostic);
      return null;
    }
    const { message, stack } = error instanceof Error ? error : { message: String(error), stack: '' };
    diagnostics.error(
      'X004',
      `The program failed: ${message}`,
      { file: manifest },
      'this is a fault of the program, not of the issue: please report it',
    );
    console.error(`${stack}\n`);
    return null;
  }
}
