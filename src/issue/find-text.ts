// Plain data and a text → where the data hold it: pictures that a template shows are named somewhere in a manifest.
import type { DataPath, PlainData } from './plain-data.ts';

/** The first value, in the order of the data, that is this text; undefined when none is. */
export function pathOfText(data: PlainData, text: string, path: DataPath = []): DataPath | undefined {
  if (data === text) return path;
  if (typeof data !== 'object' || data === null) return undefined;
  const entries: readonly (readonly [string | number, PlainData])[] = Array.isArray(data)
    ? data.map((value: PlainData, index) => [index, value] as const)
    : Object.entries(data as Readonly<Record<string, PlainData>>);
  for (const [key, value] of entries) {
    const found = pathOfText(value, text, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
