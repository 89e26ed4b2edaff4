// The issue's press edition – printer profile, what the manifest changes about it, ICC profile – → PressJob. What is wrong is
// reported at its place in the manifest or the profile's file.
import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { messageOf } from '../base/message-of.ts';
import type { PrinterProfile } from '../base/printer-profile.ts';
import { displayFolder } from '../issue/article-pool.ts';
import { formatDate, localDigits } from '../issue/dates.ts';
import type { Edition, Issue } from '../issue/issue-types.ts';
import { DEFAULT_EDITIONS } from '../issue/load-issue.ts';
import type { DataPath } from '../issue/plain-data.ts';
import { textIn } from '../issue/text-in.ts';
import { loadPrinterLayers, profileOf } from './load-printer-profile.ts';
import type { SettingsLayer } from './merge-settings.ts';
import { placeOf } from './merge-settings.ts';
import { parseStandard } from './parse-standard.ts';
import type { WantedStandard } from './parse-standard.ts';
import type { PressJob } from './press-job.ts';
import { pressPlace } from './press-place.ts';
import { readIcc } from './read-icc.ts';

const MAXIMUM_ICC_BYTES = 32_000_000;

/** Everything about the press edition that is not on a page. Null after a complaint. */
export function loadPressJob(
  issue: Issue,
  binding: PressJob['binding'],
  diagnostics: Diagnostics,
): PressJob | null {
  const edition = issue.editions['press'] ?? DEFAULT_EDITIONS['press'] ?? {};
  const placeIn = (path: DataPath, part?: 'key' | 'value'): Place => pressPlace(issue, path, part);
  const folder = dirname(resolve(issue.manifestFile));
  const printer = loadPrinterLayers(
    { named: edition.profile ?? 'coated', place: placeIn(['profile']), folder, root: issue.folder, shownFolder: displayFolder(folder) }, // prettier-ignore
    diagnostics,
  );
  const wanted = standardOf(edition, placeIn, diagnostics);
  if (printer === null || wanted === null) return null;
  const { standard: _standard, profile: _profile, ...settings } = edition;
  const own: SettingsLayer = {
    settings: wanted === undefined ? settings : { ...settings, standard: wanted.standard },
    placeOf: placeIn,
    folder,
    root: issue.folder,
  };
  const layers = [...printer.layers, own];
  const profile = profileOf({ ...printer, layers }, diagnostics);
  const icc = profile === null ? null : loadIcc(profile, placeOf(layers, ['condition', 'icc']), diagnostics);
  if (
    profile === null ||
    icc === null ||
    !hasFiller(profile, issue, placeOf(layers, ['pages', 'filler']), diagnostics)
  )
    return null;
  return {
    profile,
    fixed: { bleed: edition.bleed !== undefined, marks: edition.marks !== undefined },
    icc,
    claims: wanted?.claims ?? [],
    binding,
    slug: slugOf(issue, profile),
  };
}

/** Undefined when the manifest leaves it to the printer profile, null after a complaint. */
function standardOf(
  { standard }: Edition,
  placeIn: (path: DataPath) => Place,
  diagnostics: Diagnostics,
): WantedStandard | undefined | null {
  if (standard === undefined) return undefined;
  const wanted = parseStandard(standard);
  if (typeof wanted !== 'string') return wanted;
  const hint =
    'write pdfx-4 or pdfx-1a; to have archives judge the file too, pdfx-4+pdfa-2b or pdfx-1a+pdfa-1b';
  diagnostics.error('P005', `editions.press: ${wanted}`, placeIn(['standard']), hint);
  return null;
}

/** The bytes of the ICC profile, if the press can use it. Null after a complaint at `place`. */
function loadIcc(
  { condition: { iccFile } }: PrinterProfile,
  place: Place | undefined,
  diagnostics: Diagnostics,
): Uint8Array | null {
  const shown = relative(process.cwd(), iccFile).split(sep).join('/');
  const bytes = readIccFile(iccFile, shown, place, diagnostics);
  if (bytes === null) return null;
  const reading = readIcc(bytes);
  if (reading.kind === 'usable') return bytes;
  diagnostics.error(
    'E006',
    `The ICC profile ${shown} cannot be used: ${reading.reason}`,
    place,
    reading.hint,
  );
  return null;
}

function readIccFile(
  file: string,
  shown: string,
  place: Place | undefined,
  diagnostics: Diagnostics,
): Uint8Array | null {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) {
    diagnostics.error('E005', `There is no ICC profile ${shown}`, place, 'a path in a file is relative to that file'); // prettier-ignore
    return null;
  }
  if (found.size > MAXIMUM_ICC_BYTES) {
    const message = `The ICC profile ${shown} has ${found.size} bytes; ${MAXIMUM_ICC_BYTES} are allowed`;
    diagnostics.error('X002', message, place);
    return null;
  }
  try {
    return readFileSync(file);
  } catch (cause) {
    diagnostics.error('E005', `The ICC profile ${shown} cannot be read: ${messageOf(cause)}`, place, 'name a file, and one that may be read'); // prettier-ignore
    return null;
  }
}

/** Whether the picture of added pages is there, if one is asked for. */
function hasFiller(
  { pages: { filler } }: PrinterProfile,
  { folder }: Issue,
  place: Place | undefined,
  diagnostics: Diagnostics,
): boolean {
  if (filler === null || statSync(resolve(folder, filler), { throwIfNoEntry: false })?.isFile() === true)
    return true;
  const message = `The picture of added pages, ${filler}, was not found`;
  diagnostics.error('I001', message, place, 'a path in a file is relative to that file');
  return false;
}

/** Issue and number, date, condition: in the issue's language but for what the printer reads. */
function slugOf(issue: Issue, { name, standard, condition }: PrinterProfile): readonly string[] {
  const { title, language, number, date } = issue;
  const heading = textIn(title, language);
  // The ISO date is clear to all; 5/8/2024 is not.
  const isPersian = /^(?:fa|ps)\b/.test(language);
  const persian = isPersian ? formatDate(date, { calendar: 'persian', locale: language, style: 'short' }) : undefined; // prettier-ignore
  return [
    number === undefined ? heading : `${heading} ${localDigits(String(number), language)}`,
    issue.id,
    ...[persian, date].filter((each) => each !== undefined),
    `${name} (${condition.identifier}), ${standard === 'pdfx-4' ? 'PDF/X-4' : 'PDF/X-1a'}`,
  ];
}
