// `text-transform` (CSS Text 3, 2.1) by the language of the text; the transformed text is what the paragraph sets.
import type { InlineStyle } from './paragraph-types.ts';

const WORD_START = /(^|[^\p{L}\p{N}\p{M}\u2019'\u200c\u200d])(\p{L})/gu;
const WORD_END = /[\p{L}\p{N}\p{M}\u2019'\u200c\u200d]$/u;

/** `before`: the text that precedes, so that `capitalize` does not take a style change for a word's start. */
export function transformText(text: string, style: InlineStyle, before: string): string {
  switch (style.textTransform) {
    case 'none':
      return text;
    case 'uppercase':
      return upper(text, style.language);
    case 'lowercase':
      return inLanguage(style.language, (tag) => text.toLocaleLowerCase(tag));
    case 'capitalize': {
      const inWord = WORD_END.test(before.slice(-2));
      return text.replace(WORD_START, (whole, gap: string, letter: string, at: number) =>
        at === 0 && gap === '' && inWord ? whole : gap + upper(letter, style.language),
      );
    }
  }
}

function upper(text: string, language: string): string {
  return inLanguage(language, (tag) => text.toLocaleUpperCase(tag));
}

/** Runs a conversion in a language; a tag that is no BCP 47 tag counts as none. */
function inLanguage(language: string, convert: (tag: string | undefined) => string): string {
  if (language === '') return convert(undefined);
  try {
    return convert(language);
  } catch (error) {
    if (error instanceof RangeError) return convert(undefined);
    throw error;
  }
}
