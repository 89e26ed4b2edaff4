// nashr impose: a PDF of pages → a PDF of sheets, folded into a booklet or cut from a grid.
import { basename, join, dirname, resolve } from 'node:path';
import { Diagnostics } from '../base/diagnostic.ts';
import { POINTS_PER_MM } from '../base/length.ts';
import { imposePdf } from '../impose/impose-pdf.ts';
import type { Imposed } from '../impose/impose-pdf.ts';
import type { Binding } from '../impose/plan-booklet.ts';
import { formatFaces } from '../impose/plan-faces.ts';
import { readPdfFile } from '../preflight/pdfjs/read-pdf.ts';
import { parsePaper, parseScheme } from './impose-options.ts';
import type { SchemeWords } from './impose-options.ts';
import { EXIT_INPUT_ERRORS, UsageError, diagnosticJson, printDiagnostics, statusOf } from './report.ts';
import type { Console, OutputFormat } from './report.ts';
import { writeFiles } from './write-files.ts';

export interface ImposeCommandOptions extends SchemeWords {
  /** As typed; undefined: as the file says. */
  readonly binding?: Binding | undefined;
  readonly sheet?: string | undefined;
  /** Pages are made smaller where the paper is too small; a grid always does. */
  readonly fit: boolean;
  readonly marks: boolean;
  /** Undefined: beside the source, named after the scheme. */
  readonly out?: string | undefined;
  readonly format: OutputFormat;
  readonly quiet: boolean;
}

/** Imposes one file; returns the exit status. Throws UsageError before anything is read. */
export async function imposeCommand(
  file: string,
  options: ImposeCommandOptions,
  console: Console,
): Promise<number> {
  const scheme = parseScheme(options);
  const paper = options.sheet === undefined ? null : parsePaper(options.sheet);
  if (options.fit && paper === null) throw new UsageError('--fit belongs to --sheet');
  const kind = scheme.kind === 'booklet' ? 'booklet' : `${scheme.columns}x${scheme.rows}`;
  const out = options.out ?? join(dirname(file), `${basename(file).replace(/\.pdf$/i, '')}.${kind}.pdf`);
  if (resolve(out) === resolve(file)) throw new UsageError('--out names the file that is imposed');

  const diagnostics = new Diagnostics();
  const bytes = readPdfFile(file, diagnostics);
  const imposed =
    bytes === null
      ? null
      : await imposePdf(
          bytes,
          {
            scheme,
            paper,
            binding: options.binding ?? null,
            marks: options.marks,
            shrink: options.fit || scheme.kind === 'grid',
            file,
          },
          diagnostics,
        );
  const isWritten = imposed !== null && writeFiles([{ path: out, content: imposed.pdf }], diagnostics);
  print(console, { diagnostics, imposed: isWritten ? imposed : null, out, options });
  return isWritten ? statusOf(diagnostics.list, false) : EXIT_INPUT_ERRORS;
}

interface Outcome {
  readonly diagnostics: Diagnostics;
  readonly imposed: Imposed | null;
  readonly out: string;
  readonly options: ImposeCommandOptions;
}

function print(console: Console, { diagnostics, imposed, out, options }: Outcome): void {
  const sheet = imposed?.sheet.map((length) => Math.round((length / POINTS_PER_MM) * 10) / 10) ?? [];
  if (options.format === 'json') {
    const { pages, binding, scale, faces } = imposed ?? {};
    const found = imposed === null ? {} : { file: out, pages, binding, sheet, scale, faces };
    const list = diagnostics.list.map(diagnosticJson);
    console.out(`${JSON.stringify({ ...found, diagnostics: list }, null, 2)}\n`);
    return;
  }
  printDiagnostics(console, diagnostics.list, options.quiet);
  if (imposed === null || options.quiet) return;
  const { faces, pages, binding, scale } = imposed;
  const smaller = scale === 1 ? '' : `, pages at ${Math.round(scale * 100)} %`;
  console.out(formatFaces(faces));
  console.out(`${out}  ${pages} pages on ${faces.length} faces of ${sheet.join(' × ')} mm, bound at the ${binding}${smaller}\n`); // prettier-ignore
}
