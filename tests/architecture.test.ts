// The shape of the code, read from its imports: stages know only the stages before them, packages have one home.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..', 'src');

/** A stage imports only stages above it; `frame` serves the three after it. */
const STAGES = ['base', 'unicode', 'issue', 'press', 'article', 'template', 'style', 'document', 'font', 'frame', 'paragraph', 'flow', 'pdf']; // prettier-ignore
/** The files around the stages: they may import every stage, and no stage imports them. */
const OUTSIDE = ['article-pages.ts', 'build-issue.ts', 'cli.ts', 'commands', 'index.ts', 'prepare-issue.ts', 'testing', 'text-file.ts', 'version.ts']; // prettier-ignore

/**
 * Where each package may be imported. What judges a file shares nothing with what wrote it, so preflight/ opens PDFs and
 * pictures itself, and draws its report with pdfmake's own documents.
 */
const HOMES: Readonly<Record<string, string | readonly string[]>> = {
  'bidi-js': 'unicode',
  yaml: 'issue',
  'markdown-it': 'article',
  handlebars: 'template',
  'css-tree': 'style',
  htmlparser2: 'document',
  harfbuzzjs: 'font',
  'yoga-layout': 'flow',
  pdfmake: ['pdf', 'preflight'],
  pdfkit: 'pdf',
  sharp: ['pdf', 'preflight'],
  'lcms-wasm': 'pdf',
  '@cantoo/pdf-lib': ['pdf', 'preflight', 'impose'],
  '@napi-rs/canvas': 'preflight',
  'pdf-parse': 'preflight',
  'pdfjs-dist': 'preflight',
  commander: 'cli.ts',
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly specifier: string;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory()
      ? sources(path)
      : entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts')
        ? [path]
        : [];
  });
}

function imports(): Import[] {
  return sources(SRC).flatMap((path) => {
    const file = relative(SRC, path);
    const text = readFileSync(path, 'utf8');
    const found = [...text.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\(\s*)'([^'\n]+)'/g)];
    return found.map((match) => ({ file, from: file.split('/')[0] ?? '', specifier: match[1] ?? '' }));
  });
}

const ALL = imports();

function targetOf({ file, specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return relative(SRC, join(SRC, dirname(file), specifier)).split('/')[0];
}

describe('the architecture', () => {
  it('lets a stage import only stages before it', () => {
    const wrong = ALL.filter((each) => {
      const target = targetOf(each);
      if (target === undefined || target === each.from || OUTSIDE.includes(each.from)) return false;
      if (each.from === 'preflight' || each.from === 'impose')
        return target !== 'base' && target !== 'unicode';
      return !STAGES.includes(target) || STAGES.indexOf(target) > STAGES.indexOf(each.from);
    });
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it('lets a room of preflight import only rooms below it', () => {
    const readme = readFileSync(join(SRC, 'preflight', 'README.md'), 'utf8');
    const table = readme.slice(readme.indexOf('<!-- rooms -->'), readme.indexOf('<!-- /rooms -->'));
    const rooms = [...table.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1] ?? '');
    const folders = readdirSync(join(SRC, 'preflight'), { withFileTypes: true });
    expect(rooms.toSorted()).toEqual(folders.filter((each) => each.isDirectory()).map(({ name }) => name).toSorted()); // prettier-ignore
    const wrong = ALL.filter(({ file, from, specifier }) => {
      const [, room = '', inside] = file.split('/');
      if (from !== 'preflight' || inside === undefined || !specifier.startsWith('.')) return false;
      const target = relative(join(SRC, 'preflight'), join(SRC, dirname(file), specifier));
      if (target.startsWith('..') || target === 'report-types.ts') return false;
      return rooms.indexOf(target.split('/')[0] ?? '') < rooms.indexOf(room);
    });
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it('imports each package in one place', () => {
    const wrong = ALL.filter(({ from, specifier }) => {
      if (specifier.startsWith('.') || specifier.startsWith('node:')) return false;
      const name = specifier.startsWith('@')
        ? specifier.split('/').slice(0, 2).join('/')
        : (specifier.split('/')[0] ?? '');
      return ![HOMES[name] ?? []].flat().includes(from);
    });
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it('touches the file system only in loaders, readers and commands', () => {
    const allowed = /(^commands\/)|\/(load-[^/]*|read-[^/]*|publication-path|article-pool)\.ts$/;
    const wrong = ALL.filter(({ file, specifier }) => specifier === 'node:fs' && !allowed.test(file));
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  it('knows pdfmake’s internals in one file', () => {
    const files = new Set(
      ALL.filter(({ specifier }) => specifier.startsWith('pdfmake')).map(({ file }) => file),
    );
    expect([...files].filter((file) => !file.startsWith('preflight/report/'))).toEqual(['pdf/drawing.ts']);
  });

  it('uses every package it depends on', () => {
    const manifest = JSON.parse(readFileSync(join(SRC, '..', 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const resolved = sources(SRC).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\.resolve\('([^'\n]+)'\)/g)].map((match) => match[1] ?? ''),
    );
    const used = new Set([...ALL.map(({ specifier }) => specifier), ...resolved]);
    const unused = Object.keys(manifest.dependencies).filter(
      (name) =>
        !name.startsWith('@fontsource/') &&
        ![...used].some((specifier) => specifier === name || specifier.startsWith(`${name}/`)),
    );
    expect(unused).toEqual([]);
  });
});
