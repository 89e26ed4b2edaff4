// A template folder → parsed Handlebars templates: issue.hbs is the root, every other .hbs a partial by its name
// (DESIGN 1.5). Unknown helpers and partials are found here, before anything is printed.
import { messageOf } from '../base/message-of.ts';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import Handlebars from 'handlebars';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { displayFolder } from '../issue/article-pool.ts';
import { nearestName } from '../base/nearest-name.ts';
import { resolveInside } from '../issue/publication-path.ts';
import { HELPER_NAMES } from './helper-names.ts';

export interface TemplateFile {
  /** Name as a partial: `masthead`, `boxes/letters`. */
  readonly name: string;
  /** As diagnostics name it. */
  readonly displayFile: string;
  readonly syntax: hbs.AST.Program;
}

export interface Template {
  /** Absolute. */
  readonly folder: string;
  readonly root: TemplateFile;
  readonly partials: ReadonlyMap<string, TemplateFile>;
}

const MAX_FILES = 300;
const MAX_BYTES = 500_000;
const ROOT = 'issue';
/** Folders named in a hint. */
const MAX_NAMED = 12;

/** Throws DiagnosticsError when the template cannot be used; the reasons are in `diagnostics`. */
export function loadTemplate(folder: string, diagnostics: Diagnostics): Template {
  const display = displayFolder(folder);
  const names = listFiles(folder);
  if (names === undefined) {
    diagnostics.error(
      'T001',
      `Template folder not found: ${display}`,
      { file: display },
      nearestFolder(folder),
    );
    return stop(diagnostics);
  }
  const files = new Map<string, TemplateFile>();
  let isBroken = false;
  for (const name of names) {
    const file = readTemplate(folder, name, diagnostics);
    if (file === undefined) isBroken = true;
    else files.set(file.name, file);
  }
  const root = files.get(ROOT);
  if (root === undefined && !isBroken)
    diagnostics.error('T002', `The template has no file issue.hbs`, {
      file: posix.join(display, 'issue.hbs'),
    });
  if (root === undefined || isBroken) return stop(diagnostics);
  files.delete(ROOT);
  let isSound = true;
  for (const file of [root, ...files.values()]) isSound = checkTemplate(file, files, diagnostics) && isSound;
  return isSound ? { folder, root, partials: files } : stop(diagnostics);
}

function stop(diagnostics: Diagnostics): never {
  diagnostics.throwIfErrors();
  throw new Error('a template was refused without a reason');
}

/** Sorted paths of the .hbs files, relative to the folder. */
function listFiles(folder: string): readonly string[] | undefined {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
      path.replaceAll('\\', '/'),
    );
    return files.filter((path) => path.endsWith('.hbs') && !path.split('/').some((part) => part.startsWith('.'))).toSorted().slice(0, MAX_FILES); // prettier-ignore
  } catch {
    return undefined;
  }
}

function nearestFolder(folder: string): string | undefined {
  try {
    const beside = readdirSync(join(folder, '..'), { withFileTypes: true });
    const known = beside.filter((entry) => !entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name).toSorted(); // prettier-ignore
    const near = nearestName(posix.basename(folder), known);
    if (near !== undefined) return `did you mean ${near}?`;
    return known.length === 0 ? undefined : `beside it there are ${known.slice(0, MAX_NAMED).join(', ')}`;
  } catch {
    return undefined;
  }
}

function readTemplate(folder: string, path: string, diagnostics: Diagnostics): TemplateFile | undefined {
  const displayFile = posix.join(displayFolder(folder), path);
  const place = { file: displayFile };
  const resolved = resolveInside(folder, '', path);
  if (resolved.kind === 'refused' || !resolved.exists) {
    diagnostics.error('X001', 'The template file is a link that leads outside the template folder', place);
    return undefined;
  }
  const { size } = statSync(resolved.absolute);
  if (size > MAX_BYTES) {
    diagnostics.error('X002', `The template has ${size} bytes; ${MAX_BYTES} are allowed`, place);
    return undefined;
  }
  const text = readFileSync(resolved.absolute, 'utf8').replace(/^\uFEFF/, '');
  try {
    const syntax = Handlebars.parse(text, { srcName: displayFile });
    return { name: partialName(path), displayFile, syntax };
  } catch (cause) {
    diagnostics.error('T003', syntaxMessage(cause), syntaxPlace(cause, displayFile));
    return undefined;
  }
}

/** `partials/` is not part of a partial's name. */
function partialName(path: string): string {
  return path.replace(/^partials\//, '').replace(/\.hbs$/, '');
}

function syntaxMessage(cause: unknown): string {
  const message = messageOf(cause);
  const expecting = /Expecting (.*), got '(\w+)'/.exec(message);
  if (expecting !== null)
    return `Template syntax error: unexpected ${SYMBOLS[expecting[2] ?? ''] ?? expecting[2]}`;
  return `Template syntax error: ${message.split('\n', 1)[0]?.replace(/ - \d+:\d+$/, '') ?? ''}`;
}

/** Names of the grammar, in words. */
const SYMBOLS: Readonly<Record<string, string>> = {
  EOF: 'end of the file (a block is not closed)',
  CLOSE: '}}',
  INVALID: 'character',
  OPEN_ENDBLOCK: '{{/ without its opening',
  INVERSE: '{{else}} without its block',
};

function syntaxPlace(cause: unknown, file: string): Place {
  const error = cause as {
    readonly lineNumber?: number;
    readonly column?: number;
    readonly message?: string;
    readonly hash?: {
      readonly loc?: { readonly first_line: number; readonly first_column: number };
      readonly line?: number;
    };
  };
  if (error.lineNumber !== undefined)
    return { file, line: error.lineNumber, column: (error.column ?? 0) + 1 };
  const { loc } = error.hash ?? {};
  // The lexer's position is that of the last good token; the message names the line of the bad one.
  const line = /on line (\d+)/.exec(error.message ?? '')?.[1];
  if (loc === undefined) return { file, line: line === undefined ? undefined : Number(line) };
  return { file, line: line === undefined ? loc.first_line : Number(line), column: loc.first_column + 1 };
}

/** Every helper and every partial named in the file must exist. */
function checkTemplate(
  file: TemplateFile,
  partials: ReadonlyMap<string, TemplateFile>,
  diagnostics: Diagnostics,
): boolean {
  const inline = new Set<string>();
  let isSound = true;
  const report = (node: hbs.AST.Node, what: string, known: Iterable<string>, name: string): void => {
    isSound = false;
    const { line, column } = node.loc.start;
    const near = nearestName(name, known);
    const place = { file: file.displayFile, line, column: column + 1 };
    const code = what === 'partial' ? 'T002' : 'T003';
    diagnostics.error(code, `Unknown ${what} ${name}`, place, near === undefined ? undefined : `did you mean ${near}?`); // prettier-ignore
  };
  walk(file.syntax, (node) => {
    if (node.type === 'DecoratorBlock' || node.type === 'Decorator') {
      const { path, params } = node as hbs.AST.DecoratorBlock;
      const [name] = params;
      if (pathText(path) !== 'inline')
        report(node, 'decorator', ['inline'], pathText(path)); // prettier-ignore
      else if (name?.type === 'StringLiteral') inline.add((name as hbs.AST.StringLiteral).value);
    }
  });
  walk(file.syntax, (node) => {
    if (node.type === 'PartialStatement' || node.type === 'PartialBlockStatement') {
      const { name } = node as hbs.AST.PartialStatement;
      const partial = name.type === 'SubExpression' ? undefined : pathText(name);
      if (partial === undefined || partial === '@partial-block' || inline.has(partial)) return;
      if (!partials.has(partial) && node.type === 'PartialStatement')
        report(node, 'partial', partials.keys(), partial);
      return;
    }
    const call = node as hbs.AST.MustacheStatement;
    const isCall = node.type === 'SubExpression' || ((node.type === 'MustacheStatement' || node.type === 'BlockStatement') && (call.params.length > 0 || call.hash !== undefined)); // prettier-ignore
    if (!isCall) return;
    const helper = pathText(call.path);
    if (!HELPER_NAMES.has(helper)) report(node, 'helper', HELPER_NAMES, helper);
  });
  return isSound;
}

function pathText(path: hbs.AST.Node): string {
  const { original } = path as { readonly original?: unknown };
  return typeof original === 'string' || typeof original === 'number' ? String(original) : '';
}

/** Every node of a syntax tree, in source order. */
function walk(node: unknown, visit: (node: hbs.AST.Node) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit);
  else if (typeof node === 'object' && node !== null && 'type' in node) {
    visit(node as hbs.AST.Node);
    for (const [key, child] of Object.entries(node))
      if (key !== 'loc' && typeof child === 'object') walk(child, visit);
  } else if (typeof node === 'object' && node !== null && 'pairs' in node) walk(node.pairs, visit);
}
