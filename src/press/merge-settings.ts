// Layers of settings – a built-in profile, files that extend it, the manifest – → one PrinterProfile; the last layer that
// says something decides.
import type { Place } from '../base/diagnostic.ts';
import type { PrinterProfile } from '../base/printer-profile.ts';
import { invariant } from '../base/invariant.ts';
import type { DataPath } from '../issue/plain-data.ts';
import type { PrinterSettings } from '../issue/printer-settings.ts';

/** Settings of one file, and where they are written. */
export interface SettingsLayer {
  readonly settings: PrinterSettings;
  readonly placeOf: (path: DataPath, part?: 'key' | 'value') => Place;
  /** Absolute path of the folder of the file: what paths in it are relative to. */
  readonly folder: string;
  /** Absolute path of the folder that paths may not leave. */
  readonly root: string;
}

/** The layer that decides about a key, the last that names it; undefined when none does. */
export function layerOf(layers: readonly SettingsLayer[], path: DataPath): SettingsLayer | undefined {
  return layers.findLast(({ settings }) => valueAt(settings, path) !== undefined);
}

/** Where a key is written that decides. */
export function placeOf(layers: readonly SettingsLayer[], path: DataPath): Place | undefined {
  return layerOf(layers, path)?.placeOf(path);
}

function valueAt(settings: object, path: DataPath): unknown {
  let value: unknown = settings;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[String(step)];
  }
  return value;
}

/** `layers` begin with a complete one. `iccFile` is absolute; `filler` relative to the publication. */
export function mergeSettings(
  layers: readonly SettingsLayer[],
  { name, iccFile, filler }: Pick<PrinterProfile, 'name'> & { readonly iccFile: string; readonly filler: string | null }, // prettier-ignore
): PrinterProfile {
  const all = layers.map(({ settings }) => settings);
  const { condition, pictures, black, pages } = {
    condition: complete(all.map((each) => each.condition)),
    pictures: complete(all.map((each) => each.pictures)),
    black: complete(all.map((each) => each.black)),
    pages: complete(all.map((each) => each.pages)),
  };
  const own = complete(all);
  const conditions = all.map((each) => each.condition);
  const ofPaper = conditions.slice(conditions.findLastIndex((each) => each?.icc !== undefined));
  return Object.freeze({
    name,
    standard: own.standard,
    condition: {
      identifier: condition.identifier,
      registry: condition.registry,
      // The words of a lower layer would be those of another paper.
      info: ofPaper.findLast((each) => each?.info !== undefined)?.info ?? condition.identifier,
      iccFile,
    },
    intent: own.intent,
    bleed: own.bleed,
    marks: own.marks,
    marksOffset: Math.max(own.marksOffset, own.bleed),
    inkLimit: own.inkLimit,
    pictures,
    minimumLine: own.minimumLine,
    minimumType: own.minimumType,
    minimumTypeInks: own.minimumTypeInks,
    black,
    pages: { ...pages, filler },
    links: own.links,
    spots: Object.freeze(Object.assign(Object.create(null), ...all.map((each) => each.spots ?? {}))),
  });
}

type Complete<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };

/** Later parts over earlier ones; together they must be complete. */
function complete<T extends object>(parts: readonly (T | undefined)[]): Complete<T> {
  const merged: Record<string, unknown> = {};
  for (const part of parts)
    for (const [key, value] of Object.entries(part ?? {})) if (value !== undefined) merged[key] = value;
  invariant(Object.keys(merged).length > 0, 'the first layer of a printer profile is complete');
  return merged as Complete<T>;
}
