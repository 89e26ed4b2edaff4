// nashr text: the text of any PDF in logical order, or its tags as an assistive tool reads them.
import { Diagnostics } from '../base/diagnostic.ts';
import { extractText, formatExtracted } from '../preflight/pdfjs/extract-text.ts';
import { readPdfFile } from '../preflight/pdfjs/read-pdf.ts';
import { DEFAULT_LIMITS } from '../preflight/pdfjs/reader-thread.ts';
import type { ReadingLimits } from '../preflight/pdfjs/reader-thread.ts';
import type { Console, OutputFormat } from './report.ts';
import { diagnosticJson, printDiagnostics, statusOf } from './report.ts';

export interface TextCommandOptions {
  readonly layout: 'pages' | 'flow';
  readonly format: OutputFormat;
  /** The tag tree instead of the text. */
  readonly structure?: boolean | undefined;
  /** End with status 1 when something was left out. */
  readonly strict?: boolean | undefined;
  /** Default: 30 s a page, 5 minutes and 1 GB a file. */
  readonly limits?: ReadingLimits | undefined;
}

/** A form of what was read: for programs, and for people. */
interface Printed {
  readonly json: object;
  readonly human: string;
}

/** 0 with the text on standard output; 1 when the file cannot be read, or with `strict` not all of it. */
export async function textCommand(
  file: string,
  options: TextCommandOptions,
  console: Console,
): Promise<number> {
  const diagnostics = new Diagnostics();
  const bytes = readPdfFile(file, diagnostics);
  const printed = bytes === null ? null : await readAs(options, bytes, { file, diagnostics });
  if (options.format === 'json') {
    const found = { ...printed?.json, diagnostics: diagnostics.list.map(diagnosticJson) };
    console.out(`${JSON.stringify(found, null, 2)}\n`);
  } else {
    printDiagnostics(console, diagnostics.list, false);
    if (printed !== null) console.out(printed.human);
  }
  return statusOf(diagnostics.list, options.strict === true);
}

async function readAs(
  { layout, structure, limits = DEFAULT_LIMITS }: TextCommandOptions,
  bytes: Uint8Array,
  source: { readonly file: string; readonly diagnostics: Diagnostics },
): Promise<Printed | null> {
  const where = { ...source, limits };
  if (structure === true) {
    const { readStructure } = await import('../preflight/structure/read-structure.ts');
    const { formatStructure } = await import('../preflight/structure/format-structure.ts');
    const found = await readStructure(bytes, where);
    if (found?.elements.length === 0)
      where.diagnostics.warning('P004', 'The file has no tags', { file: where.file });
    return found === null ? null : { json: found, human: formatStructure(found) };
  }
  const text = await extractText(bytes, { ...where, tellsRest: true });
  if (text === null) return null;
  const flow = layout === 'flow' && text.tagged && text.missing.length === 0 ? await flowOfTags(bytes, where) : null; // prettier-ignore
  return { json: text, human: flow ?? formatExtracted(text, layout) };
}

/** In the order of the tags, with paragraphs whole; null when they cannot be read completely or do not hold all text. */
async function flowOfTags(
  bytes: Uint8Array,
  { file, limits }: { readonly file: string; readonly limits: ReadingLimits },
): Promise<string | null> {
  const { readStructure } = await import('../preflight/structure/read-structure.ts');
  const { formatFlow } = await import('../preflight/compare/format-flow.ts');
  // Whatever is wrong with the text has been told.
  const diagnostics = new Diagnostics();
  const structure = await readStructure(bytes, { file, limits, diagnostics });
  return structure === null || diagnostics.list.length > 0 ? null : formatFlow(structure);
}
