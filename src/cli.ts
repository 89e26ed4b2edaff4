#!/usr/bin/env node
// The command line: arguments → commands. Exit status 0 done, 1 the input has errors, 2 wrong usage, 3 differences.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { EditionName } from './build-issue.ts';
import { EXIT_DONE, EXIT_USAGE, processConsole } from './commands/report.ts';
import { VERSION } from './version.ts';

interface BuildArguments {
  readonly edition: readonly EditionName[];
  readonly out: string;
  readonly format: 'human' | 'json';
  readonly quiet?: boolean;
  readonly strict?: boolean;
}

function editions(value: string): readonly EditionName[] {
  const names = value.split(',').map((name) => name.trim());
  const unknown = names.find((name) => name !== 'web' && name !== 'press');
  if (unknown !== undefined) throw new InvalidArgumentError(`“${unknown}” is neither web nor press.`);
  return [...new Set(names as EditionName[])];
}

const format = (): Option => new Option('--format <format>', 'how findings are printed').choices(['human', 'json']).default('human'); // prettier-ignore

/** The program; `finish` receives the exit status of the command that ran. */
function createProgram(finish: (status: number) => void): Command {
  const program = new Command('nashr')
    .description('Turns issue manifests and articles into PDFs whose text comes back exactly')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(nashr --help lists the commands)');
  program
    .command('build')
    .description('write OUT/<issue>.pdf, .txt and .json; without a manifest every issues/*.yaml')
    .argument('[manifest...]')
    .option('--edition <list>', 'web, press', editions, ['web'] as const)
    .option('--out <dir>', 'where the files go', 'out')
    .addOption(format())
    .option('--quiet', 'print errors only')
    .option('--strict', 'let warnings fail the build')
    .action(async (manifests: string[], options: BuildArguments) => {
      const { buildCommand } = await import('./commands/build.ts');
      const { edition, out, format: how, quiet = false, strict = false } = options;
      finish(
        await buildCommand(manifests, { editions: edition, out, format: how, quiet, strict }, processConsole),
      );
    });
  program
    .command('check')
    .description('find what is wrong with manifests, articles, pictures, templates, styles and fonts')
    .argument('[manifest...]')
    .addOption(format())
    .option('--quiet', 'print errors only')
    .option('--strict', 'let warnings fail the check')
    .action(async (manifests: string[], { format: how, quiet = false, strict = false }: BuildArguments) => {
      const { checkCommand } = await import('./commands/check.ts');
      finish(await checkCommand(manifests, { format: how, quiet, strict }, processConsole));
    });
  program
    .command('text')
    .description('print the text of a PDF in logical order')
    .argument('<file>')
    .addOption(
      new Option('--layout <layout>', 'pages parted by form feeds, or one flow')
        .choices(['pages', 'flow'])
        .default('pages'),
    ) // prettier-ignore
    .addOption(format())
    .action(async (file: string, options: { layout: 'pages' | 'flow'; format: 'human' | 'json' }) => {
      const { textCommand } = await import('./commands/text.ts');
      finish(await textCommand(file, options, processConsole));
    });
  program
    .command('verify')
    .description('build, read the text back and compare it with issues/<issue>.expected.txt')
    .argument('[manifest...]')
    .option('--update', 'rewrite the golden text')
    .option('--quiet', 'print errors only')
    .action(async (manifests: string[], options: { update?: boolean; quiet?: boolean }) => {
      const { verifyCommand } = await import('./commands/verify.ts');
      finish(await verifyCommand(manifests, { update: options.update ?? false, quiet: options.quiet ?? false }, processConsole)); // prettier-ignore
    });
  return program;
}

/** Runs one command line; returns the exit status. */
async function run(argv: readonly string[]): Promise<number> {
  let status = EXIT_DONE;
  const program = createProgram((code) => {
    status = code;
  });
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT_DONE : EXIT_USAGE;
  }
  return status;
}

process.exitCode = await run(process.argv);
