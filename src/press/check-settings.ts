// Settings that are sound one by one → whether they go together, before the pages are known.
import type { Diagnostics } from '../base/diagnostic.ts';
import { mm } from '../base/length.ts';
import type { PrinterMarks } from '../base/printer-profile.ts';
import type { DataPath } from '../issue/plain-data.ts';
import type { SettingsLayer } from './merge-settings.ts';
import { layerOf, placeOf } from './merge-settings.ts';

/** No shop asks for more; what is more was meant in another unit. */
export const MOST_BLEED_MM = 25;
const MOST_OFFSET_MM = 50;
/** The room of rounding when lengths are compared. */
const TOLERANCE = 0.01;

/** False after a complaint. */
export function checkSettings(layers: readonly SettingsLayer[], diagnostics: Diagnostics): boolean {
  const before = diagnostics.list.length;
  checkBleed(layers, diagnostics);
  checkCondition(layers, diagnostics);
  checkPictures(layers, diagnostics);
  checkSpots(layers, diagnostics);
  return diagnostics.list.length === before;
}

function checkBleed(layers: readonly SettingsLayer[], diagnostics: Diagnostics): void {
  const bleed = layerOf(layers, ['bleed'])?.settings.bleed ?? 0;
  const offset = layerOf(layers, ['marksOffset'])?.settings.marksOffset ?? 0;
  const marks = layerOf(layers, ['marks'])?.settings.marks;
  if (bleed > mm(MOST_BLEED_MM)) {
    const message = `A bleed of ${inMm(bleed)} is more than any press needs; up to ${MOST_BLEED_MM} mm are allowed`;
    diagnostics.error('E007', message, placeOf(layers, ['bleed']), 'the usual bleed is 3mm');
    return;
  }
  if (marks === undefined || !hasMarks(marks)) return;
  const place = placeOf(layers, ['marksOffset']);
  // A lower layer knows nothing of this bleed: its marks move out.
  if (offset < bleed - TOLERANCE && !isLater(layers, ['bleed'], ['marksOffset'])) {
    const message = `Marks ${inMm(offset)} from the page would stand in its bleed of ${inMm(bleed)}`;
    diagnostics.error(
      'E007',
      message,
      place,
      `write marksOffset: ${inMm(bleed, '')} or more, or marks: none`,
    );
  } else if (offset > mm(MOST_OFFSET_MM)) {
    const message = `Marks ${inMm(offset)} from the page need sheets that are too large`;
    diagnostics.error('E007', message, place, 'the usual offset is 12pt');
  }
}

/** Whether anything is printed outside the bleed. */
function hasMarks(marks: PrinterMarks): boolean {
  return marks.crop || marks.cross || marks.bleed || marks.colorBar || marks.slug;
}

/** An ICC profile and its name belong together: the one of a lower layer would be that of another paper. */
function checkCondition(layers: readonly SettingsLayer[], diagnostics: Diagnostics): void {
  const icc = ['condition', 'icc'];
  const identifier = ['condition', 'identifier'];
  if (layerOf(layers, icc) === layerOf(layers, identifier)) return;
  const iccIsLater = isLater(layers, icc, identifier);
  const message = iccIsLater
    ? 'condition names an ICC profile, but no identifier'
    : 'condition has another identifier, but no ICC profile of its own';
  const hint = iccIsLater ? 'add identifier: its name in the registry, or Custom' : 'add icc: the profile of this condition'; // prettier-ignore
  diagnostics.error('E004', message, placeOf(layers, iccIsLater ? icc : identifier), hint);
}

function checkPictures(layers: readonly SettingsLayer[], diagnostics: Diagnostics): void {
  const keys = ['minimum', 'wanted', 'target', 'maximum'] as const;
  for (const [i, higher] of keys.entries()) {
    const lower = keys[i - 1];
    if (lower === undefined) continue;
    const low = ['pictures', lower];
    const high = ['pictures', higher];
    const lowValue = layerOf(layers, low)?.settings.pictures?.[lower] ?? 0;
    const highValue = layerOf(layers, high)?.settings.pictures?.[higher] ?? Infinity;
    if (lowValue <= highValue) continue;
    const place = placeOf(layers, isLater(layers, low, high) ? low : high);
    const message = `pictures: ${lower} (${lowValue}) is above ${higher} (${highValue})`;
    diagnostics.error('E004', message, place, 'they rise: minimum, wanted, target, maximum');
    return;
  }
}

/** Plates that every press has, all plates, and none (ISO 32000-1, 8.6.6.4). */
const NO_SPOTS: readonly string[] = ['Cyan', 'Magenta', 'Yellow', 'Black', 'All', 'None'];

function checkSpots(layers: readonly SettingsLayer[], diagnostics: Diagnostics): void {
  for (const name of NO_SPOTS) {
    const path = ['spots', name];
    const layer = layers.find(({ settings }) => Object.hasOwn(settings.spots ?? {}, name));
    if (layer === undefined) continue;
    diagnostics.error('E004', `spots: ${name} is no spot colour`, layer.placeOf(path, 'key'), 'name the ink as the print shop does'); // prettier-ignore
  }
}

/** Whether the setting that decides about `path` is of a later layer than that of `other`. */
function isLater(layers: readonly SettingsLayer[], path: DataPath, other: DataPath): boolean {
  const index = (of: DataPath): number => layers.findIndex((layer) => layer === layerOf(layers, of));
  return index(path) > index(other);
}

/** 8.504 → `3 mm`. */
export function inMm(points: number, space = ' '): string {
  return `${Number((points / mm(1)).toFixed(2))}${space}mm`;
}
