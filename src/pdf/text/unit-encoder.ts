// Units of a line → encoded words of its font resource, which keeps those that it has encoded.
import type { FontLibrary, ShapedWord } from '../../font/font-types.ts';
import { encodePlainWord } from './encode-plain-word.ts';
import { lineSuffix } from './line-facts.ts';
import type { LineTask } from './line-task.ts';
import { EMPTY_GLYPH } from './merged-font.ts';
import type { MergedFont } from './merged-font.ts';
import { PLAIN_SETTING, encodeWord, encodedWord } from './word-encoder.ts';
import type { EncodedWord, WordSetting } from './word-encoder.ts';
import { isPlain, wordSetting } from './word-setting.ts';

/** Encodes the words of any lines. */
export class UnitEncoder {
  readonly #fonts: FontLibrary;

  constructor(fonts: FontLibrary) {
    this.#fonts = fonts;
  }

  /** The word of a unit that has one. */
  word(task: LineTask, unit: number): EncodedWord {
    const { item, resource, size } = task;
    const { units } = item;
    const style = units.styles[units.style[unit] ?? 0];
    const goesOn = unit === task.goesOn;
    const replacement = item.replacements.length === 0 ? undefined : item.replacements.find((r) => r.unit === unit); // prettier-ignore
    if (replacement !== undefined) {
      const { word, inserted } = replacement;
      return encodeWord(resource.font, word, wordSetting(style, size, word.text, goesOn), inserted);
    }
    const id = units.word[unit] ?? 0;
    const known = !goesOn && isPlain(style, size) ? resource.plain[id] : undefined;
    if (known !== undefined) return known;
    const word = this.#fonts.word(id);
    const setting = wordSetting(style, size, word.text, goesOn);
    if (setting === PLAIN_SETTING) {
      const encoded = encodePlainWord(resource.font, word) ?? encodeWord(resource.font, word, setting);
      resource.plain[id] = encoded;
      return encoded;
    }
    const key = `${id} ${setting.scale} ${setting.rise} ${setting.letterSpacing} ${goesOn}`;
    let encoded = resource.other.get(key);
    if (encoded === undefined) {
      encoded = encodeWord(resource.font, word, setting);
      resource.other.set(key, encoded);
    }
    return encoded;
  }

  /** The shaped word behind a unit, for taking it apart. */
  source(
    { item, size, goesOn }: LineTask,
    unit: number,
  ): { word: ShapedWord; setting: WordSetting; inserted: readonly number[] } | null {
    const { units } = item;
    if (unit >= item.end) return null;
    const replacement = item.replacements.find((r) => r.unit === unit);
    const id = units.word[unit] ?? -1;
    if (replacement === undefined && id < 0) return null;
    const word = replacement?.word ?? this.#fonts.word(id);
    const style = units.styles[units.style[unit] ?? 0];
    const setting = wordSetting(style, size, word.text, unit === goesOn);
    return { word, setting, inserted: replacement?.inserted ?? [] };
  }

  /** The virtual unit after the last: a hyphen made at the line's end, or a carrier that tells how the text goes on. */
  lineEnd({ item, resource, size }: LineTask): EncodedWord | null {
    if (item.hyphen >= 0) {
      const { units } = item;
      const word = this.#fonts.word(item.hyphen);
      const setting = wordSetting(units.styles[units.style[item.end - 1] ?? 0], size, word.text, false);
      return encodeWord(resource.font, word, setting, [0]);
    }
    const suffix = lineSuffix(item);
    return suffix === '' ? null : carrierWord(resource.font, suffix);
  }
}

/** A word that is read but not seen. */
function carrierWord(font: MergedFont, text: string): EncodedWord {
  return encodedWord({ operators: font.code(EMPTY_GLYPH, text), seen: text, logical: text });
}
