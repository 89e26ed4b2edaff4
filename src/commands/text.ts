// nashr text: the text of any PDF, in logical order.
import { Diagnostics } from '../base/diagnostic.ts';
import { extractText, formatExtracted } from '../preflight/extract-text.ts';
import { readPdfFile } from '../preflight/read-pdf.ts';
import type { Console, OutputFormat } from './report.ts';
import { diagnosticJson, printDiagnostics, statusOf } from './report.ts';

export interface TextCommandOptions {
  readonly layout: 'pages' | 'flow';
  readonly format: OutputFormat;
}

export async function textCommand(
  file: string,
  options: TextCommandOptions,
  console: Console,
): Promise<number> {
  const diagnostics = new Diagnostics();
  const bytes = readPdfFile(file, diagnostics);
  const text = bytes === null ? null : await extractText(bytes, { file, diagnostics });
  if (options.format === 'json') {
    console.out(
      `${JSON.stringify({ ...text, diagnostics: diagnostics.list.map(diagnosticJson) }, null, 2)}\n`,
    );
  } else {
    printDiagnostics(console, diagnostics.list, false);
    if (text !== null) console.out(formatExtracted(text, options.layout));
  }
  return statusOf(diagnostics.list, false);
}
