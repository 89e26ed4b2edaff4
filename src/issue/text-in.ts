// A text, or one text per language → the text in one language, and whether there is any.
import { primaryLanguage } from '../base/direction.ts';
import type { Localised } from './plain-data.ts';

/** The text of a localised value in a language, else in its primary language (`fa` of `fa-AF`), else in any. */
export function textIn(value: Localised, language: string): string {
  if (typeof value === 'string') return value;
  return value[language] ?? value[primaryLanguage(language)] ?? Object.values(value)[0] ?? '';
}

/** The language of what `textIn` gives: another one where the text is not there in this one. */
export function languageIn(value: Localised, language: string): string {
  if (typeof value === 'string' || value[language] !== undefined || value[primaryLanguage(language)] !== undefined) return language; // prettier-ignore
  return Object.keys(value)[0] ?? language;
}

/** Whether nothing but white space is written, in no language. */
export function isBlank(value: Localised | undefined): boolean {
  if (value === undefined) return true;
  return (typeof value === 'string' ? [value] : Object.values(value)).every((each) => each.trim() === '');
}

/** Whether a text is there for a language: one for all, or its own, or that of its primary language; it may be empty. */
export function isTextFor(value: Localised | undefined, language: string): boolean {
  if (value === undefined) return false;
  return typeof value === 'string' || Object.hasOwn(value, language) || Object.hasOwn(value, primaryLanguage(language)); // prettier-ignore
}
