// A manifest → what the press edition of its issue is judged by: the printer profile that it names, what it changes about it,
// and the spot colours that its inserts bring.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Diagnostics, DiagnosticsError } from '../base/diagnostic.ts';
import { splitPictureSource } from '../base/insert-source.ts';
import type { PrinterProfile } from '../base/printer-profile.ts';
import { readData } from '../issue/data-source.ts';
import { insertsOf } from '../issue/full-page-inserts.ts';
import type { Issue } from '../issue/issue-types.ts';
import { loadIssue } from '../issue/load-issue.ts';
import { resolveInside } from '../issue/publication-path.ts';
import { spotsWithInserts } from '../pdf/inserts/judge-insert.ts';
import { loadPictures } from '../pdf/pictures/load-pictures.ts';
import type { PictureRequest } from '../pdf/pictures/picture-request.ts';
import { preparePress } from '../prepare-issue.ts';
import { findPublication } from './find-publication.ts';

/** A manifest may be no larger, nor may a printer profile. */
const MAXIMUM_BYTES = 1_000_000;
/** Keys that manifests must have and printer profiles must not. */
const MANIFEST_KEYS: readonly string[] = ['issue', 'sections', 'template', 'editions'];

/** Whether a file is a manifest, to tell it from the YAML file of a printer; false also when it cannot be read. */
export function isManifestFile(file: string): boolean {
  if (!/\.(?:ya?ml|json)$/i.test(file)) return false;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.size > MAXIMUM_BYTES) return false;
  const format = /\.json$/i.test(file) ? 'json' : 'yaml';
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return false;
  }
  const source = readData({ text, file, firstLine: 1, format, code: 'M002' }, new Diagnostics());
  const data = source?.data;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  return MANIFEST_KEYS.some((key) => Object.hasOwn(data, key));
}

/**
 * The profile of an issue's press edition. Null after a complaint about the manifest or its press edition; what is wrong
 * with articles and inserts is for `build` and `check` to say.
 */
export async function loadIssueProfile(
  manifest: string,
  diagnostics: Diagnostics,
): Promise<PrinterProfile | null> {
  const issue = readIssue(manifest, diagnostics);
  const job = issue === null ? null : await preparePress(issue, diagnostics);
  if (issue === null || job === null) return null;
  const requests = insertRequests(issue);
  const pictures = requests.length === 0 ? null : await loadPictures(requests, new Diagnostics());
  const spots = spotsWithInserts(pictures?.inserts(new Set()) ?? [], job.profile.spots);
  return issueProfile({ ...job.profile, spots }, issue.id);
}

/** The profile under a name that says whose it is: `newspaper, issue 2024-19`. */
export function issueProfile(profile: PrinterProfile, issue: string): PrinterProfile {
  return { ...profile, name: `${profile.name}, issue ${issue}` };
}

/** Null after a complaint: only a manifest that cannot be used at all is one. */
function readIssue(manifest: string, diagnostics: Diagnostics): Issue | null {
  try {
    return loadIssue(manifest, findPublication(manifest), new Diagnostics());
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    for (const each of error.diagnostics) if (each.severity === 'error') diagnostics.add(each);
    return null;
  }
}

/** The pages of PDFs that the issue places. */
function insertRequests(issue: Issue): readonly PictureRequest[] {
  return insertsOf(issue).flatMap(({ source, place }) => {
    const { path, page } = splitPictureSource(source);
    const resolved = page === undefined ? null : resolveInside(resolve(issue.folder), '', path);
    return resolved?.kind === 'inside' ? [{ source, path: resolved.absolute, place }] : [];
  });
}
