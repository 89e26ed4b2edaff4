// Issue → where its manifest says something of the press edition, for complaints.
import type { Place } from '../base/diagnostic.ts';
import type { Issue } from '../issue/issue-types.ts';
import type { DataPath } from '../issue/plain-data.ts';

/** The place of a key of `editions.press`, the nearest that there is; the manifest's beginning when it has none. */
export function pressPlace({ editionPlace, place }: Issue, path: DataPath, part?: 'key' | 'value'): Place {
  return editionPlace?.(['press', ...path], part) ?? place;
}
