// A small publication in a temporary folder, and the commands run inside it with a console that remembers.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BuildCommandOptions } from '../../src/commands/build.ts';
import { buildCommand } from '../../src/commands/build.ts';
import { checkCommand } from '../../src/commands/check.ts';
import type { Console } from '../../src/commands/report.ts';

export interface SpyConsole extends Console {
  readonly stdout: string;
  readonly stderr: string;
}

export function spyConsole(isTerminal = false): SpyConsole {
  const written = { out: '', error: '' };
  return {
    isTerminal,
    out: (text) => void (written.out += text),
    error: (text) => void (written.error += text),
    get stdout() {
      return written.out;
    },
    get stderr() {
      return written.error;
    },
  };
}

const MANIFEST = `issue: one
date: 2024-05-08
language: fa
title: { fa: نشریه, en: Paper }
template: plain
sections:
  - articles:
      - articles/a.md
`;

const ARTICLE = `---
title: آب
---

این یک متن کوتاه است، with Latin in it.
`;

const TEMPLATE = `<!doctype html>
<html lang="{{language}}" dir="{{direction}}"><head><title>{{t issue.title language}}</title></head>
<body>
{{#each sections}}{{#each articles}}
<article id="{{slug}}" lang="{{language}}" dir="{{direction}}" data-source="{{file}}">
<h1>{{t title language}}</h1>
{{#if image}}<figure><img src="{{image.src}}" alt="{{t image.alt language}}"></figure>{{/if}}
{{html}}
</article>
{{/each}}{{/each}}
</body></html>
`;

const STYLE = `@page { size: 120mm 170mm; margin: 10mm }
html { font: 10pt/15pt Vazirmatn, 'Source Serif 4' }
h1 { font-size: 16pt; line-height: 20pt }
img { width: 40mm }
`;

/** A publication that builds without any finding. */
export const SOUND: Readonly<Record<string, string>> = {
  'issues/1.yaml': MANIFEST,
  'issues/articles/a.md': ARTICLE,
  'templates/plain/issue.hbs': TEMPLATE,
  'templates/plain/style.css': STYLE,
};

/** The sound manifest with its list of articles replaced. */
export function manifestOf(...articles: readonly string[]): string {
  return MANIFEST.replace('      - articles/a.md\n', articles.map((line) => `      - ${line}\n`).join(''));
}

export function articleOf(body: string, frontMatter = 'title: آب'): string {
  return `---\n${frontMatter}\n---\n\n${body}\n`;
}

/** The sound style sheet with more rules after it. */
export function styleWith(css: string): string {
  return `${STYLE}${css}`;
}

/** Writes files (null: leave one of the sound files out) and returns the folder. */
export function makePublication(files: Readonly<Record<string, string | Uint8Array | null>> = {}): string {
  const folder = makeFolder();
  writeInto(folder, { ...SOUND, ...files });
  return folder;
}

export function makeFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'nashr-cli-')));
}

export function writeInto(folder: string, files: Readonly<Record<string, string | Uint8Array | null>>): void {
  for (const [path, content] of Object.entries(files)) {
    if (content === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Runs `work` with `folder` as the current one, and removes the folder afterwards unless told to keep it. */
export async function inFolder<T>(folder: string, work: () => Promise<T>, keep = false): Promise<T> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await work();
  } finally {
    process.chdir(before);
    if (!keep) rmSync(folder, { recursive: true, force: true });
  }
}

/** A finding as `--format json` prints it. */
export interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly hint?: string;
}

export interface Run {
  readonly status: number;
  readonly findings: readonly Finding[];
  /** Everything in the output folder, sorted; none when there is no folder. */
  readonly outputs: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
}

const DEFAULTS: BuildCommandOptions = {
  editions: ['web'],
  out: 'out',
  jobs: 1,
  format: 'json',
  quiet: false,
  strict: false,
};

/** `nashr build --format json` in the current folder. */
export async function runBuild(
  options: Partial<BuildCommandOptions> = {},
  manifests: readonly string[] = [],
): Promise<Run> {
  const console = spyConsole();
  const chosen = { ...DEFAULTS, ...options };
  const status = await buildCommand(manifests, chosen, console);
  const { stdout, stderr } = console;
  return {
    status,
    findings: chosen.format === 'json' ? buildFindings(stdout) : [],
    outputs: listFolder(chosen.out),
    stdout,
    stderr,
  };
}

function buildFindings(json: string): readonly Finding[] {
  const { issues, diagnostics } = JSON.parse(json) as {
    readonly issues: readonly { readonly diagnostics: readonly Finding[] }[];
    readonly diagnostics: readonly Finding[];
  };
  return [...diagnostics, ...issues.flatMap((issue) => issue.diagnostics)];
}

/** `nashr check --format json` in the current folder. */
export async function runCheck(manifests: readonly string[] = []): Promise<readonly Finding[]> {
  const console = spyConsole();
  await checkCommand(manifests, { format: 'json', quiet: false, strict: false }, console);
  return (JSON.parse(console.stdout) as { readonly diagnostics: readonly Finding[] }).diagnostics;
}

/** Names of what is in a folder; none when it does not exist or is a file. */
export function listFolder(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  } catch {
    return [];
  }
}

/** Builds a publication with these files changed, in its own folder. */
export function buildWith(
  files: Readonly<Record<string, string | Uint8Array | null>>,
  options: Partial<BuildCommandOptions> = {},
): Promise<Run> {
  return inFolder(makePublication(files), () => runBuild(options));
}
