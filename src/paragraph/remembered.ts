// What paragraph/ knows about the words of a font library (where they are hyphenated, where they can be stretched) is
// found once and lives as long as the library.
import type { FontLibrary } from '../font/font-types.ts';
import { FlatText } from '../unicode/flat-text.ts';

/** The value kept under `key`, made when first asked for; a library without memory makes it each time. */
export function remembered<T>(fonts: FontLibrary, key: string, make: () => T): T {
  const known = fonts.memory?.get(key) as T | undefined;
  if (known !== undefined) return known;
  const made = make();
  fonts.memory?.set(key, made);
  return made;
}

/** The room in which paragraphs are read, one after the other. */
export function flatText(fonts: FontLibrary): FlatText {
  return remembered(fonts, 'flat', () => new FlatText());
}
