// The property table, text: CSS Text 4, Text Decoration 3, Writing Modes 3, Inline 3, Color 4.
import type { Color } from './color.ts';
import { BLACK } from './color.ts';
import type { ComputedStyle, HangingPunctuation, LengthPercentage, TextAlign } from './computed-style.ts';
import {
  integer, length, lengthPercentage, positiveLengthPercentage, positiveNumber, ZERO_LENGTH,
} from './css-length.ts'; // prettier-ignore
import { color, COLOR_DESCRIPTION } from './parse-color.ts';
import type { CharacterAlign, LineHeight, LonghandGroup } from './property.ts';
import { keywordLonghand, longhand } from './property.ts';
import type { Parser } from './value-reader.ts';
import { constant, keyword, keywordMap, oneOf } from './value-reader.ts';

/** `normal`, in font sizes. */
const NORMAL_LINE_HEIGHT: LineHeight = Object.freeze({ kind: 'factor', value: 1.2 });

export const lineHeight: Parser<LineHeight> = (reader) => {
  const normal = reader.try(keywordMap({ normal: NORMAL_LINE_HEIGHT }));
  if (normal !== undefined) return normal;
  const factor = reader.try(positiveNumber);
  if (factor !== undefined) return (c) => ({ kind: 'factor', value: factor(c) });
  const value = positiveLengthPercentage(reader);
  if (value === undefined) return undefined;
  return (c) => {
    const { points, percent } = value(c);
    return { kind: 'points', value: Math.max(0, points + (percent / 100) * c.fontSize) };
  };
};

const spacing: Parser<number> = oneOf(keywordMap({ normal: 0 }), length);

/** word-spacing and letter-spacing. */
function spacingLonghand(differs: string): LonghandGroup<'wordSpacing'>['wordSpacing'] {
  return longhand({
    values: 'normal | length',
    initial: 'normal',
    initialValue: 0,
    inherited: true,
    parse: spacing,
    differs,
  });
}

// The usual shifts of browsers, in font sizes of the parent.
const SUPER_RISE = 1 / 3;
const SUB_DROP = 1 / 5;

const verticalAlign: Parser<ComputedStyle['verticalAlign']> = (reader) => {
  const box = reader.try(keyword('baseline', 'top', 'middle', 'bottom', 'text-top', 'text-bottom'));
  if (box !== undefined) return box;
  const shift = reader.ident((n) => n === 'sub' || n === 'super');
  if (shift !== undefined)
    return (c) => (shift === 'super' ? c.parentFontSize * SUPER_RISE : c.parentFontSize * -SUB_DROP);
  const value = lengthPercentage(reader);
  if (value === undefined) return undefined;
  return (c) => {
    const { points, percent } = value(c);
    return points + (percent / 100) * c.lineHeight;
  };
};

const textIndent: Parser<LengthPercentage> = (reader) => {
  const value = lengthPercentage(reader);
  if (value !== undefined && !reader.done)
    reader.problem = '"hanging" and "each-line" are not supported; use a negative indent and padding';
  return value;
};

type HyphenLimits = readonly [number, number, number];
const DEFAULT_LIMITS: HyphenLimits = Object.freeze([5, 2, 2] as const);

/** One to three of: letters of the word, before, after; `auto` for each. CSS Text 4, §6.3.3. */
const hyphenateLimitChars: Parser<HyphenLimits> = (reader) => {
  const limit: Parser<number | 'auto'> = oneOf(keyword('auto'), integer(0));
  const word = limit(reader);
  if (word === undefined) return undefined;
  const before = reader.done ? constant('auto' as const) : limit(reader);
  if (before === undefined) return undefined;
  const after = reader.done ? before : limit(reader);
  if (after === undefined) return undefined;
  return (c) => {
    const chosen = [word(c), before(c), after(c)].map((n, i) =>
      n === 'auto' ? (DEFAULT_LIMITS[i] ?? 2) : n,
    );
    return Object.freeze([chosen[0] ?? 5, chosen[1] ?? 2, chosen[2] ?? 2] as const);
  };
};

/** Hyphenated lines in a row where nothing else is said: three look like a ladder. */
const DEFAULT_HYPHENATED_LINES = 2;

/** CSS Text 4, §6.3.4. */
const hyphenateLimitLines: Parser<number> = oneOf(
  keywordMap({ 'no-limit': Number.POSITIVE_INFINITY }),
  integer(0),
);

/** none | [ first || last || [ force-end | allow-end ] ]. CSS Text 3, §9.2. */
const hangingPunctuation: Parser<HangingPunctuation | null> = (reader) => {
  if (reader.ident((n) => n === 'none') !== undefined) return constant(null);
  let first = false;
  let last = false;
  let end: HangingPunctuation['end'] = 'none';
  for (;;) {
    const word = reader.ident((n) =>
      n === 'first'
        ? !first
        : n === 'last'
          ? !last
          : end === 'none' && (n === 'force-end' || n === 'allow-end'),
    );
    if (word === undefined) break;
    if (word === 'first') first = true;
    else if (word === 'last') last = true;
    else end = word === 'force-end' ? 'force' : 'allow';
  }
  return first || last || end !== 'none' ? constant(Object.freeze({ first, last, end })) : undefined;
};

/** `size` and optionally the lines it sinks; `drop` and `raise`. CSS Inline 3, §3.4. */
const initialLetter: Parser<ComputedStyle['initialLetter']> = (reader) => {
  if (reader.ident((n) => n === 'normal') !== undefined) return constant(null);
  const value = reader.next();
  if (value?.kind !== 'number' || value.value < 1) return undefined;
  const word = reader.ident((n) => n === 'drop' || n === 'raise');
  const next = reader.peek();
  let sink = word === 'raise' ? 1 : Math.floor(value.value);
  if (word === undefined && next?.kind === 'number') {
    if (!next.integer || next.value < 1) return undefined;
    sink = next.value;
    reader.next();
  }
  return constant(Object.freeze({ size: value.value, sink }));
};

export const decorationColor: Parser<Color | null> = (reader) => {
  const current = reader.try(keywordMap({ currentcolor: null }));
  return current ?? color(reader);
};

const ALIGNMENTS: readonly [TextAlign, ...(readonly TextAlign[])] = [
  'start',
  'end',
  'left',
  'right',
  'center',
  'justify',
];

/** A keyword, or a string and a keyword in any order: character alignment. CSS Text 4, §6.1. */
const textAlign: Parser<TextAlign | CharacterAlign> = (reader) => {
  const alignment = keyword(...ALIGNMENTS);
  const before = reader.try(alignment);
  const characters = reader.string();
  if (characters === undefined) return before;
  if (characters.trim() === '') return undefined;
  const align = before ?? reader.try(alignment) ?? constant<TextAlign>('end');
  return (c) => Object.freeze({ characters, align: align(c) });
};

export const TEXT_PROPERTIES: LonghandGroup<
  | 'color'
  | 'overprint'
  | 'direction'
  | 'unicodeBidi'
  | 'lineHeight'
  | 'textAlign'
  | 'textAlignLast'
  | 'textJustify'
  | 'textIndent'
  | 'textTransform'
  | 'textWrap'
  | 'textDecorationLine'
  | 'textDecorationColor'
  | 'letterSpacing'
  | 'wordSpacing'
  | 'whiteSpace'
  | 'overflowWrap'
  | 'hyphens'
  | 'hyphenateLimitChars'
  | 'hyphenateLimitLines'
  | 'hyphenateLimitLast'
  | 'hyphenateLimitZone'
  | 'hangingPunctuation'
  | 'verticalAlign'
  | 'initialLetter'
> = {
  color: longhand<Color>({
    values: COLOR_DESCRIPTION,
    initial: 'black',
    initialValue: BLACK,
    inherited: true,
    parse: color,
  }),
  overprint: keywordLonghand(['auto', 'always', 'never'], {
    inherited: true,
    also: { none: 'never' },
    differs:
      'of this program only, for the press edition: printed over what lies below; `auto` is as the printer profile says',
  }),
  direction: keywordLonghand(['ltr', 'rtl'], { inherited: true }),
  unicodeBidi: keywordLonghand([
    'normal',
    'embed',
    'isolate',
    'bidi-override',
    'isolate-override',
    'plaintext',
  ]),
  lineHeight: longhand<LineHeight>({
    values: 'normal | number | length | percentage',
    initial: 'normal',
    initialValue: NORMAL_LINE_HEIGHT,
    inherited: true,
    parse: lineHeight,
    differs:
      'normal is 1.2, whatever the font; text in a line makes it higher where its own is above that of the paragraph, larger letters alone do not',
  }),
  textAlign: longhand<TextAlign | CharacterAlign>({
    values: `${ALIGNMENTS.join(' | ')} | string [keyword]`,
    initial: 'start',
    initialValue: 'start',
    inherited: true,
    parse: textAlign,
    differs:
      'a string aligns the lines of a column of table cells on the last of its characters (".,٫": any of them) that stands ' +
      'in a line, or after its last digit; the keyword, end if left out, says where they stand in the column; no match-parent',
  }),
  textAlignLast: keywordLonghand(['auto', ...ALIGNMENTS], { inherited: true }),
  textJustify: keywordLonghand(['auto', 'inter-word', 'kashida', 'none'], {
    inherited: true,
    differs:
      'auto widens spaces to 0.6 em, then words by kashida or, in left-to-right text, letters by 0.02 em at most; kashida, of this ' +
      'program only, words first; no inter-character',
  }),
  textIndent: longhand<LengthPercentage>({
    values: 'length | percentage',
    initial: '0',
    initialValue: ZERO_LENGTH,
    inherited: true,
    parse: textIndent,
    differs: 'no hanging, no each-line',
  }),
  textTransform: keywordLonghand(['none', 'uppercase', 'lowercase', 'capitalize'], {
    inherited: true,
    differs: 'one keyword; no full-width',
  }),
  textWrap: keywordLonghand(['wrap', 'nowrap', 'balance', 'pretty'], {
    inherited: true,
    also: { auto: 'wrap', stable: 'wrap' },
    differs:
      'pretty and stable are wrap, which breaks paragraphs as a whole; balance is for text that is not justified',
  }),
  // Not inherited: whoever builds the inline content carries it to the text inside (CSS Text Decoration 3, §2).
  textDecorationLine: keywordLonghand(['none', 'underline', 'line-through', 'overline'], {
    differs: 'one line, solid, as thick as the font says',
  }),
  textDecorationColor: longhand<Color | null>({
    values: COLOR_DESCRIPTION,
    initial: 'currentcolor',
    initialValue: null,
    parse: decorationColor,
  }),
  letterSpacing: spacingLonghand('left out where letters join, as in Persian'),
  wordSpacing: spacingLonghand(''),
  whiteSpace: keywordLonghand(['normal', 'nowrap', 'pre', 'pre-wrap', 'pre-line'], {
    inherited: true,
    differs: 'no break-spaces',
  }),
  overflowWrap: keywordLonghand(['normal', 'break-word', 'anywhere'], {
    inherited: true,
    differs: 'anywhere is break-word; normal too cuts what is far longer than any line',
  }),
  hyphens: keywordLonghand(['manual', 'none', 'auto'], {
    inherited: true,
    differs: 'auto: English, German, French',
  }),
  hyphenateLimitChars: longhand<HyphenLimits>({
    values: 'one to three of: auto | integer (letters of the word, before the break, after it)',
    initial: 'auto',
    initialValue: DEFAULT_LIMITS,
    inherited: true,
    parse: hyphenateLimitChars,
  }),
  hyphenateLimitLines: longhand<number>({
    values: 'no-limit | integer',
    initial: '2',
    initialValue: DEFAULT_HYPHENATED_LINES,
    inherited: true,
    parse: hyphenateLimitLines,
    differs: 'initially 2',
  }),
  hyphenateLimitLast: keywordLonghand(['none', 'always', 'column', 'page', 'spread'], {
    inherited: true,
    differs: 'page and spread are column: the line goes to the next column',
  }),
  hyphenateLimitZone: longhand<LengthPercentage>({
    values: 'length | percentage',
    initial: '0',
    initialValue: ZERO_LENGTH,
    inherited: true,
    parse: positiveLengthPercentage,
  }),
  hangingPunctuation: longhand<HangingPunctuation | null>({
    values: 'none | first || last || [force-end | allow-end]',
    initial: 'none',
    initialValue: null,
    inherited: true,
    parse: hangingPunctuation,
    differs: 'only marks at the level of the paragraph’s own direction',
  }),
  verticalAlign: longhand<ComputedStyle['verticalAlign']>({
    values: 'baseline | sub | super | length | percentage | top | middle | bottom | text-top | text-bottom',
    initial: 'baseline',
    initialValue: 'baseline',
    parse: verticalAlign,
    differs:
      'in text baseline, sub, super, length and percentage; the rest for pictures, inline boxes and table cells',
  }),
  initialLetter: longhand<ComputedStyle['initialLetter']>({
    values: 'normal | number [integer | drop | raise]',
    initial: 'normal',
    initialValue: null,
    parse: initialLetter,
  }),
};
