// The name of a built-in printer profile, or a YAML file → PrinterProfile. A file says what differs from the profile that it
// extends; built-in ones are files of the same form.
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, parse, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { DiagnosticCode } from '../base/diagnostic-codes.ts';
import { invariant } from '../base/invariant.ts';
import { messageOf } from '../base/message-of.ts';
import { nearestName } from '../base/nearest-name.ts';
import type { PrinterProfile } from '../base/printer-profile.ts';
import type { DataSource } from '../issue/data-source.ts';
import { readData } from '../issue/data-source.ts';
import type { PrinterFile } from '../issue/printer-settings.ts';
import { printerFileSchema } from '../issue/printer-settings.ts';
import { resolveInside } from '../issue/publication-path.ts';
import type { ComplaintKind } from '../issue/schema-kit.ts';
import { checkSettings } from './check-settings.ts';
import { mergeSettings, layerOf } from './merge-settings.ts';
import type { SettingsLayer } from './merge-settings.ts';

/** Built-in profiles. */
export const PRINTER_NAMES: readonly string[] = ['coated', 'uncoated', 'newspaper'];

/** Other names of theirs. */
const ALIASES: Readonly<Record<string, string>> = {
  'fogra39-coated': 'coated',
  fogra39: 'coated',
  'fogra47-uncoated': 'uncoated',
  fogra47: 'uncoated',
  'ifra26-newspaper': 'newspaper',
  'ifra26-newsprint': 'newspaper',
  ifra26: 'newspaper',
};

const MAXIMUM_BYTES = 200_000;
/** Files that extend each other. */
const MAXIMUM_LAYERS = 8;

/** A profile as some file, or the command line, names it. */
export interface NamedPrinter {
  /** `coated`, or a file relative to `folder`. */
  readonly named: string;
  readonly place: Place | undefined;
  /** Absolute. */
  readonly folder: string;
  /** Absolute; paths may not leave it. */
  readonly root: string;
  /** `folder` as the user would type it. */
  readonly shownFolder: string;
}

export interface PrinterLayers {
  readonly name: string;
  readonly layers: readonly SettingsLayer[];
}

/** The profile that the command line names: built in, or any YAML file. Null after a complaint. */
export function loadPrinterProfile(named: string, diagnostics: Diagnostics): PrinterProfile | null {
  const folder = process.cwd();
  const printer = loadPrinterLayers({ named, place: undefined, folder, root: parse(folder).root, shownFolder: '' }, diagnostics); // prettier-ignore
  return printer === null ? null : profileOf(printer, diagnostics);
}

/** The layers of a profile, the first complete. Null after a complaint. */
export function loadPrinterLayers(request: NamedPrinter, diagnostics: Diagnostics): PrinterLayers | null {
  const layers = layersOf(request, 1, diagnostics);
  if (layers === null) return null;
  const name = ALIASES[request.named] ?? request.named;
  return { name: PRINTER_NAMES.includes(name) ? name : basename(name).replace(/\.[^.]*$/, ''), layers };
}

function layersOf(
  request: NamedPrinter,
  depth: number,
  diagnostics: Diagnostics,
): readonly SettingsLayer[] | null {
  const { named, place } = request;
  if (depth > MAXIMUM_LAYERS) {
    const message = `Printer profiles extend each other more than ${MAXIMUM_LAYERS} deep, or in a circle`;
    diagnostics.error('E002', message, place, 'let the last of them extend coated');
    return null;
  }
  const builtIn = ALIASES[named] ?? named;
  const file = PRINTER_NAMES.includes(builtIn) ? builtInFile(builtIn) : userFile(request, diagnostics);
  const read = file === null ? null : readPrinterFile(file, diagnostics);
  if (file === null || read === null) return null;
  const { settings, source } = read;
  const { root } = file;
  const folder = dirname(file.absolute);
  const layer: SettingsLayer = {
    settings,
    folder,
    root,
    placeOf: (path, part) => source.placeOf(path, part),
  };
  if (builtIn === 'coated') return [layer];
  const extended = { named: settings.extends ?? 'coated', place: source.placeOf(['extends']), folder, root, shownFolder: posix.dirname(file.shown) }; // prettier-ignore
  const below = layersOf(extended, depth + 1, diagnostics);
  return below === null ? null : [...below, layer];
}

/** The profile that its layers make, with its paths resolved. Null after a complaint. */
export function profileOf({ name, layers }: PrinterLayers, diagnostics: Diagnostics): PrinterProfile | null {
  if (!checkSettings(layers, diagnostics)) return null;
  const iccFile = pathIn(layers, ['condition', 'icc'], diagnostics);
  invariant(iccFile !== undefined, 'a complete printer profile names an ICC profile');
  const filler = pathIn(layers, ['pages', 'filler'], diagnostics);
  if (iccFile === null || filler === null) return null;
  return mergeSettings(layers, {
    name,
    iccFile: iccFile.absolute,
    filler: filler === undefined ? null : filler.source,
  });
}

interface FoundPath {
  readonly absolute: string;
  /** Relative to the root. */
  readonly source: string;
}

/** A path that the layers name; undefined where they name none, null after a complaint. */
function pathIn(
  layers: readonly SettingsLayer[],
  path: readonly ['condition', 'icc'] | readonly ['pages', 'filler'],
  diagnostics: Diagnostics,
): FoundPath | undefined | null {
  const layer = layerOf(layers, path);
  const written = path[0] === 'pages' ? layer?.settings.pages?.filler : layer?.settings.condition?.icc;
  if (layer === undefined || written === undefined || written === null) return undefined;
  const { root, folder } = layer;
  const resolved = resolveInside(root, relative(root, folder), written);
  if (resolved.kind === 'inside') return resolved;
  diagnostics.error('X001', `${JSON.stringify(written)} is refused: ${resolved.reason}`, layer.placeOf(path), 'copy the file into the publication'); // prettier-ignore
  return null;
}

interface PrinterPath {
  readonly absolute: string;
  readonly root: string;
  readonly shown: string;
}

/** Profiles stand beside this file, or beside the bundled program, whose library is two folders below. */
function builtInFile(name: string): PrinterPath {
  const roots = ['./', './press/', '../../press/'].map((path) => fileURLToPath(new URL(path, import.meta.url))); // prettier-ignore
  const root = roots.find((each) => statSync(join(each, 'printers'), { throwIfNoEntry: false }) !== undefined); // prettier-ignore
  invariant(root !== undefined, 'the printer profiles of the program are there');
  return { absolute: join(root, 'printers', `${name}.yaml`), root, shown: `${name}.yaml` };
}

function userFile(
  { named, place, folder, root, shownFolder }: NamedPrinter,
  diagnostics: Diagnostics,
): PrinterPath | null {
  if (!/\.(?:ya?ml|json)$/i.test(named)) {
    const known = PRINTER_NAMES.join(', ');
    const near = nearestName(named, [...PRINTER_NAMES, ...Object.keys(ALIASES)]);
    const hint =
      near === undefined ? `known are ${known}, and files that end in .yaml` : `did you mean ${near}?`;
    diagnostics.error('E001', `There is no printer profile ${named}`, place, hint);
    return null;
  }
  // The command line may name any file.
  const typed = place === undefined ? relative(folder, resolve(folder, named)).split(sep).join('/') : named;
  const resolved = resolveInside(root, relative(root, folder), typed);
  if (resolved.kind === 'refused') {
    diagnostics.error('X001', `The printer profile ${named} is refused: ${resolved.reason}`, place, 'copy the file into the publication'); // prettier-ignore
    return null;
  }
  if (!resolved.exists) {
    diagnostics.error('E001', `There is no printer profile ${named}`, place ?? { file: named }, `known are ${PRINTER_NAMES.join(', ')}, and files that end in .yaml`); // prettier-ignore
    return null;
  }
  return {
    absolute: resolved.absolute,
    root,
    shown: place === undefined ? named : posix.join(shownFolder, typed),
  };
}

const CODES: Readonly<Record<ComplaintKind, DiagnosticCode>> = {
  'unknown-key': 'E003',
  wrong: 'E004',
  missing: 'E004',
  'bad-date': 'E004',
};
const WRONG_HINT = 'the README lists the keys of a printer profile and what each may hold';

/** Every fault is an error: a limit that is misspelt would not be kept. */
function readPrinterFile(
  { absolute, shown }: PrinterPath,
  diagnostics: Diagnostics,
): { readonly settings: PrinterFile; readonly source: DataSource } | null {
  const place = { file: shown };
  let text: string;
  try {
    const { size } = statSync(absolute);
    if (size > MAXIMUM_BYTES) {
      diagnostics.error('X002', `The printer profile has ${size} bytes; ${MAXIMUM_BYTES} are allowed`, place);
      return null;
    }
    text = readFileSync(absolute, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    diagnostics.error('E002', `The printer profile cannot be read: ${messageOf(cause)}`, place);
    return null;
  }
  const format = /\.json$/i.test(absolute) ? 'json' : 'yaml';
  const source = readData({ text, file: shown, firstLine: 1, format, code: 'E002' }, diagnostics);
  if (source === undefined) return null;
  let isSound = true;
  const settings = printerFileSchema.read(source.data ?? Object.freeze({}), [], {
    writtenAt: (path) => source.writtenAt(path),
    complain: ({ kind, path, message, hint }) => {
      isSound = false;
      const at = source.placeOf(path, kind === 'unknown-key' ? 'key' : 'value');
      diagnostics.error(CODES[kind], message, at, hint ?? WRONG_HINT);
    },
  });
  return settings === undefined || !isSound ? null : { settings, source };
}
