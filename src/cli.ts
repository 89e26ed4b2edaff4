// The command line: arguments → commands. Exit status 0 done, 1 the input has errors, 2 wrong usage, 3 differences.
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { messageOf } from './base/message-of.ts';
import type { EditionName } from './prepare-issue.ts';
import { EXIT_DONE, EXIT_INPUT_ERRORS, EXIT_USAGE, UsageError, processConsole } from './commands/report.ts';
import type { OutputFormat } from './commands/report.ts';
import { tuneEngine } from './commands/tune-engine.ts';
import { VERSION } from './version.ts';

tuneEngine();

interface BuildArguments extends CheckArguments {
  readonly edition: readonly EditionName[];
  readonly out: string;
  readonly jobs: number;
  readonly preflight?: boolean;
  readonly cover?: boolean;
}

interface CheckArguments {
  readonly format: OutputFormat;
  readonly quiet?: boolean;
  readonly strict?: boolean;
}

interface TextArguments {
  readonly layout: 'pages' | 'flow';
  readonly structure?: boolean;
  readonly strict?: boolean;
  readonly format: OutputFormat;
}

interface VerifyArguments {
  readonly update?: boolean;
  readonly pictures?: boolean;
  readonly readers?: boolean;
  readonly format: 'human' | 'json';
  readonly quiet?: boolean;
}

interface PreflightArguments {
  readonly profile?: string;
  readonly format: OutputFormat;
  readonly report?: string;
  readonly ticket?: boolean;
}

interface ImposeArguments {
  readonly booklet?: boolean;
  readonly nUp?: string;
  readonly signature?: string;
  readonly creep?: string;
  readonly binding?: 'right' | 'left';
  readonly sheet?: string;
  readonly fit?: boolean;
  readonly marks: boolean;
  readonly out?: string;
  readonly format: OutputFormat;
  readonly quiet?: boolean;
}

/** Receives the exit status of the command that ran. */
type Finish = (status: number) => void;

/** More processes than any machine for this work has processors. */
const MAX_JOBS = 64;

const DEFAULT_EDITIONS: readonly EditionName[] = ['web'];

/** `before`: what an earlier --edition named; both are written. */
function editions(value: string, before: readonly EditionName[]): readonly EditionName[] {
  const names = value.split(',').map((name) => name.trim());
  const unknown = names.find((name) => name !== 'web' && name !== 'press');
  if (unknown !== undefined) throw new InvalidArgumentError(`“${unknown}” is neither web nor press.`);
  return [...new Set([...(before === DEFAULT_EDITIONS ? [] : before), ...(names as EditionName[])])];
}

function jobs(value: string): number {
  const number = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > MAX_JOBS)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${MAX_JOBS}.`);
  return number;
}

function format(): Option {
  return new Option('--format <format>', 'print findings for people, or as one JSON document')
    .choices(['human', 'json'])
    .default('human');
}

function createProgram(finish: Finish): Command {
  const program = new Command('nashr')
    .description(
      'Set a bilingual newspaper from manifests and articles into PDFs whose text comes back exactly.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .showHelpAfterError('hint: nashr --help lists the commands, nashr help COMMAND its options')
    .addHelpText('after', EXIT_STATUSES);
  addBuild(program, finish);
  addCheck(program, finish);
  addText(program, finish);
  addVerify(program, finish);
  addPreflight(program, finish);
  addImpose(program, finish);
  return program;
}

const EXIT_STATUSES = `
Exit status:
  0  done
  1  the input has errors; no file of that issue was written
  2  wrong usage
  3  verify found differences, preflight found errors`;

function addBuild(program: Command, finish: Finish): void {
  program
    .command('build')
    .description(
      'Write <issue>.pdf, its text <issue>.txt and its contents <issue>.json; for a press <issue>.press.pdf.',
    )
    .argument('[manifest...]', 'manifests to build (default: every issues/*.yaml)')
    .addOption(
      new Option('--edition <list>', 'editions to write, joined by commas: web, press')
        .argParser(editions)
        .default(DEFAULT_EDITIONS, 'web'),
    )
    .option('--out <dir>', 'folder that the files go to', 'out')
    .option('--jobs <number>', 'issues built at the same time, each in a process of its own', jobs, 1)
    .option('--cover', 'write <issue>.png as well: the first page as a picture')
    .option(
      '--preflight',
      'judge each edition at once: web by its standard, press by the printer profile of its issue',
    )
    .addOption(format())
    .option('--quiet', 'print errors only')
    .option('--strict', 'end with status 1 on warnings too')
    .action(async (manifests: string[], options: BuildArguments) => {
      const { buildCommand } = await import('./commands/build.ts');
      const { edition, quiet = false, strict = false, ...rest } = options;
      const program = fileURLToPath(import.meta.url);
      finish(
        await buildCommand(manifests, { ...rest, editions: edition, quiet, strict, program }, processConsole),
      );
    });
}

function addCheck(program: Command, finish: Finish): void {
  program
    .command('check')
    .description('Report what is wrong with manifests, articles, pictures, templates, styles and fonts.')
    .argument('[manifest...]', 'manifests to check (default: every issues/*.yaml)')
    .addOption(format())
    .option('--quiet', 'print errors only')
    .option('--strict', 'end with status 1 on warnings too')
    .action(async (manifests: string[], options: CheckArguments) => {
      const { checkCommand } = await import('./commands/check.ts');
      const { format, quiet = false, strict = false } = options;
      finish(await checkCommand(manifests, { format, quiet, strict }, processConsole));
    });
}

function addText(program: Command, finish: Finish): void {
  program
    .command('text')
    .description('Print the text of any PDF in logical order.')
    .argument('<file>', 'the PDF')
    .addOption(
      new Option('--layout <layout>', 'pages parted by form feeds, or all pages as one flow')
        .choices(['pages', 'flow'])
        .default('pages'),
    )
    .option('--structure', 'print the tags with role, language and text, as an assistive tool reads them')
    .option('--strict', 'end with status 1 when pages or letters were left out')
    .addOption(format())
    .action(async (file: string, options: TextArguments) => {
      const { textCommand } = await import('./commands/text.ts');
      finish(await textCommand(file, options, processConsole));
    });
}

function addVerify(program: Command, finish: Finish): void {
  program
    .command('verify')
    .description('Build, read the text back from the PDF and compare it with <issue>.expected.txt.')
    .argument(
      '[manifest...]',
      'manifests to verify (default: every issues/*.yaml), or PDFs, each with <name>.expected.txt beside it',
    )
    .option('--pictures', 'compare the pages as pictures too, with <issue>.pages/')
    .option('--readers', 'print what pdf.js, PDFium and poppler give back, as far as they are installed')
    .option('--update', 'write the expected text, and with --pictures the pictures, anew')
    .addOption(format())
    .option('--quiet', 'print errors and differences only')
    .action(async (manifests: string[], options: VerifyArguments) => {
      const { verifyCommand } = await import('./commands/verify.ts');
      const { update = false, pictures = false, readers = false, quiet = false, format } = options;
      finish(await verifyCommand(manifests, { update, pictures, readers, quiet, format }, processConsole));
    });
}

function addPreflight(program: Command, finish: Finish): void {
  program
    .command('preflight')
    .description('Judge any PDF by a standard or by what a print shop asks for.')
    .argument('<file>', 'the PDF')
    .option(
      '--profile <name>',
      'coated, uncoated, newspaper, the YAML file of a printer, the manifest of the issue, or pdfx-4, pdfx-1a, pdfa-2a, pdfua-1, pdfua-1+pdfa-2a (default: what the file declares, else coated)',
    )
    .addOption(format())
    .option('--report <file>', 'write a PDF report that shows the places')
    .option('--ticket', 'print the job ticket for the printer alone')
    .action(async (file: string, { ticket = false, ...rest }: PreflightArguments) => {
      const { preflightCommand } = await import('./commands/preflight.ts');
      finish(await preflightCommand(file, { ...rest, ticket }, processConsole));
    });
}

function addImpose(program: Command, finish: Finish): void {
  program
    .command('impose')
    .description('Put the pages of any PDF on sheets: a booklet to fold, or a grid to cut.')
    .argument('<file>', 'the PDF')
    .option('--booklet', 'sheets to fold once, printed on both sides, flipped on the short edge')
    .option('--n-up <grid>', 'columns x rows on one side of a sheet, such as 2x2')
    .option(
      '--signature <pages>',
      'pages of a signature, a multiple of 4 (default: one signature of all pages)',
    )
    .option('--creep <thickness>', 'thickness of the paper, such as 0.1mm: inner pages move to the fold')
    .addOption(
      new Option('--binding <side>', 'the bound edge (default: as the file says)').choices(['right', 'left']),
    )
    .option('--sheet <paper>', 'A3, SRA3, tabloid … or 450x320mm (default: as large as needed)')
    .option('--fit', 'make the pages of a booklet smaller where the paper is too small')
    .option('--no-marks', 'leave out the marks for folding and cutting')
    .option('--out <file>', 'the file to write (default: beside the PDF)')
    .addOption(format())
    .option('--quiet', 'print errors only')
    .action(async (file: string, options: ImposeArguments) => {
      const { imposeCommand } = await import('./commands/impose.ts');
      const { fit = false, quiet = false, ...rest } = options;
      finish(await imposeCommand(file, { ...rest, fit, quiet }, processConsole));
    });
}

/** Runs one command line; returns the exit status. */
async function run(argv: readonly string[]): Promise<number> {
  let status = EXIT_DONE;
  const program = createProgram((code) => {
    status = code;
  });
  try {
    await program.parseAsync([...argv]);
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_DONE : EXIT_USAGE;
    if (error instanceof UsageError) {
      processConsole.error(`error: ${error.message}\n`);
      return EXIT_USAGE;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    processConsole.error(`The program failed; please report this:\n${text}\n`);
    return EXIT_INPUT_ERRORS;
  }
}

// A reader that has seen enough (`nashr text x.pdf | head`) is no fault; a full disk is.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT_DONE);
  processConsole.error(`error: the output cannot be written: ${messageOf(error)}\n`);
  process.exit(EXIT_INPUT_ERRORS);
});

/** Settles when the exit status has been set. */
export const finished: Promise<void> = run(process.argv).then((status) => {
  process.exitCode = status;
});
