// An npm font package → the faces in it. @fontsource packages say what they hold in metadata.json (weights, styles)
// and unicode.json (the characters of each subset); of any other package every font file is taken.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normaliseRanges, parseUnicodeRange, type CodePointRanges } from './face-slot.ts';

/** One file of a package. */
export interface PackagedFace {
  /** Relative to the package. */
  readonly file: string;
  readonly weight: readonly [number, number] | 'probe';
  readonly style: 'normal' | 'italic';
  readonly ranges: CodePointRanges;
}

const FONT_FILE = /\.(woff2?|ttf|otf)$/i;
/** WOFF unpacks several times faster than WOFF2. */
const FORMATS: readonly string[] = ['ttf', 'otf', 'woff', 'woff2'];
const FONT_FOLDERS: readonly string[] = [
  'files',
  '.',
  'fonts',
  'webfonts',
  'dist',
  'ttf',
  'otf',
  'woff',
  'woff2',
];
/** A package with more files than this and no metadata is no font family. */
const MAX_LOOSE_FILES = 100;

/** The faces in the package at `folder`, in the order that its style sheet declares them. Reads no font. */
export function listPackage(folder: string): PackagedFace[] {
  const metadata = readJson(join(folder, 'metadata.json'));
  const id = metadata?.['id'];
  if (typeof id === 'string' && existsSync(join(folder, 'files'))) {
    const faces = listFontsource(folder, id, metadata?.['variable']);
    if (faces.length > 0) return faces;
  }
  return listLooseFiles(folder);
}

interface NamedFile {
  readonly subset: string;
  readonly weight: string;
  readonly style: 'normal' | 'italic';
  readonly file: string;
}

/** `files/<id>-<subset>-<weight or axes>-<style>.<format>`. */
function listFontsource(folder: string, id: string, variable: unknown): PackagedFace[] {
  const unicode = readJson(join(folder, 'unicode.json')) ?? {};
  const subsets = Object.keys(unicode);
  const files = new Map<string, NamedFile>();
  for (const name of readdirSync(join(folder, 'files')).sort()) {
    const parts = /^(.+)-([^-]+)-(normal|italic)\.(\w+)$/.exec(name);
    if (parts === null || !name.startsWith(`${id}-`) || !FONT_FILE.test(name)) continue;
    const [, stem = '', weight = '', style, format = ''] = parts;
    const subset = stem.slice(id.length + 1);
    const key = `${subset} ${weight} ${style}`;
    const old = files.get(key);
    if (old !== undefined && FORMATS.indexOf(extension(old.file)) <= FORMATS.indexOf(format)) continue;
    files.set(key, {
      subset,
      weight,
      style: style === 'italic' ? 'italic' : 'normal',
      file: `files/${name}`,
    });
  }
  // Subsets of large scripts are numbered: `[12]` in unicode.json, `12` in the name of the file.
  const rank = new Map(subsets.map((name, index) => [name.replace(/[[\]]/g, ''), index]));
  const ranges = new Map(subsets.map((name) => [name.replace(/[[\]]/g, ''), rangesOf(unicode[name])]));
  const axes = preferredAxes([...files.values()].map(({ weight }) => weight));
  return [...files.values()]
    .filter(({ weight }) => isWeight(weight) || weight === axes)
    .sort((a, b) => (rank.get(a.subset) ?? -1) - (rank.get(b.subset) ?? -1) || (a.file < b.file ? -1 : 1))
    .map(({ subset, weight, style, file }) => ({
      file,
      weight: isWeight(weight) ? [Number(weight), Number(weight)] : axisWeights(variable),
      style,
      ranges: ranges.get(subset) ?? null,
    }));
}

/** Variable packages hold the same faces with several sets of axes: the weight alone is enough, else the most. */
function preferredAxes(weights: readonly string[]): string | undefined {
  return ['wght', 'standard', 'full'].find((axes) => weights.includes(axes));
}

function axisWeights(variable: unknown): readonly [number, number] | 'probe' {
  const weight = isRecord(variable) ? variable['wght'] : undefined;
  if (!isRecord(weight)) return 'probe';
  const low = Number(weight['min']);
  const high = Number(weight['max']);
  return low >= 1 && high <= 1000 && low <= high ? [low, high] : 'probe';
}

function listLooseFiles(folder: string): PackagedFace[] {
  for (const part of FONT_FOLDERS) {
    const path = join(folder, part);
    if (!existsSync(path)) continue;
    const names = readdirSync(path)
      .filter((name) => FONT_FILE.test(name))
      .sort();
    if (names.length === 0 || names.length > MAX_LOOSE_FILES) continue;
    const best = new Map<string, string>();
    for (const name of names) {
      const stem = name.replace(FONT_FILE, '');
      const old = best.get(stem);
      if (old === undefined || FORMATS.indexOf(extension(name)) < FORMATS.indexOf(extension(old))) {
        best.set(stem, name);
      }
    }
    return [...best.values()].map((name) => ({
      file: part === '.' ? name : `${part}/${name}`,
      weight: 'probe',
      style: /italic|oblique/i.test(name) ? 'italic' : 'normal',
      ranges: null,
    }));
  }
  return [];
}

function rangesOf(text: unknown): CodePointRanges {
  return typeof text === 'string' ? normaliseRanges(parseUnicodeRange(text)) : null;
}

function isWeight(text: string): boolean {
  return /^[1-9]\d{0,2}$/.test(text);
}

function extension(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

function readJson(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined; // A package without it is listed by its files.
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
