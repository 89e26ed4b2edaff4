// What the property table is made of: longhands (one computed value each), logical longhands, shorthands, aliases.
import type { Color } from './color.ts';
import type { AutoLength, BorderStyle, ComputedStyle, HangingPunctuation, LengthPercentage, TextAlign } from './computed-style.ts'; // prettier-ignore
import type { Parser, Specified, ValueReader } from './value-reader.ts';

/** Fields of ComputedStyle that are one longhand each, under the same name. */
type PlainField = Exclude<
  keyof ComputedStyle,
  | 'inset' | 'margin' | 'position' | 'running' | 'padding' | 'border' | 'columnRule' | 'columnGap' | 'rowGap' | 'language' | 'lineHeight'
  | 'alignCharacters' | 'textAlign' | 'fontFeatures' | 'fontKerning' | 'visibility' | 'orphans' | 'widows' | 'hangingPunctuation'
>; // prettier-ignore

/** A keyword, or the name of the running element that the box becomes. */
export type Position = ComputedStyle['position'] | { readonly running: string };

export type Features = Readonly<Record<string, number>>;

/** line-height before the font size is applied: numbers are inherited as numbers (CSS Inline 3, §5.1). */
export interface LineHeight {
  readonly kind: 'factor' | 'points';
  readonly value: number;
}

/** `text-align` with a string: aligned on these characters; the keyword places what is aligned in the column. */
export interface CharacterAlign {
  readonly characters: string;
  readonly align: TextAlign;
}

/** The computed value of every longhand, by its name in camel case. */
export interface Longhands extends Pick<ComputedStyle, PlainField> {
  readonly position: Position;
  readonly top: AutoLength;
  readonly right: AutoLength;
  readonly bottom: AutoLength;
  readonly left: AutoLength;
  readonly marginTop: AutoLength;
  readonly marginRight: AutoLength;
  readonly marginBottom: AutoLength;
  readonly marginLeft: AutoLength;
  readonly paddingTop: LengthPercentage;
  readonly paddingRight: LengthPercentage;
  readonly paddingBottom: LengthPercentage;
  readonly paddingLeft: LengthPercentage;
  readonly borderTopWidth: number;
  readonly borderRightWidth: number;
  readonly borderBottomWidth: number;
  readonly borderLeftWidth: number;
  readonly borderTopStyle: BorderStyle;
  readonly borderRightStyle: BorderStyle;
  readonly borderBottomStyle: BorderStyle;
  readonly borderLeftStyle: BorderStyle;
  readonly borderTopColor: Color;
  readonly borderRightColor: Color;
  readonly borderBottomColor: Color;
  readonly borderLeftColor: Color;
  readonly columnRuleWidth: number;
  readonly columnRuleStyle: BorderStyle;
  readonly columnRuleColor: Color;
  readonly columnGap: LengthPercentage | 'normal';
  readonly rowGap: LengthPercentage | 'normal';
  readonly visibility: 'visible' | 'hidden';
  readonly orphans: number;
  readonly widows: number;
  readonly hangingPunctuation: HangingPunctuation | null;
  readonly lineHeight: LineHeight;
  readonly textAlign: TextAlign | CharacterAlign;
  readonly fontKerning: boolean;
  readonly fontFeatureSettings: Features;
  readonly fontVariantNumeric: Features;
  readonly fontVariantLigatures: Features;
  readonly fontVariantCaps: Features;
  readonly fontVariantPosition: Features;
}

export type LonghandName = keyof Longhands;

/** Something that is read and not obeyed yet. */
export interface Lack {
  /** `note` where the page is merely plainer, `warning` where content may stand in the wrong place. */
  readonly severity: 'note' | 'warning';
  /** Keywords, counter styles and functions (`name()`) concerned; absent: all but the initial value. */
  readonly what?: readonly string[];
  /** What happens or can be done instead. */
  readonly instead: string;
}

// As named in `what` of lacks.
export const OTHER_TARGET_COUNTER = 'target-counter() of counters other than page';

interface Documented {
  /** As written in CSS. */
  readonly name: string;
  /** The accepted values, for the reference and for hints. */
  readonly values: string;
}

export interface Longhand<T = unknown> extends Documented {
  readonly kind: 'longhand';
  readonly inherited: boolean;
  /** Written as CSS, for the reference. */
  readonly initialText: string;
  readonly initial: Specified<T>;
  /** What no later stage obeys yet. */
  readonly lacks: readonly Lack[];
  /** Where it differs from the specification, for the reference; '' where it does not. */
  readonly differs: string;
  readonly parse: Parser<T>;
}

/** A longhand that names a side by the direction of the text. */
export interface LogicalLonghand extends Documented {
  readonly kind: 'logical';
  readonly ltr: LonghandName;
  readonly rtl: LonghandName;
}

/** Name (in camel case) of a longhand or logical longhand, and its value; 'initial' where the shorthand leaves it out. */
export type Assignment = readonly [target: string, value: Specified<unknown> | 'initial'];

export interface Shorthand extends Documented {
  readonly kind: 'shorthand';
  /** Everything it sets. */
  readonly targets: readonly string[];
  readonly parse: (reader: ValueReader) => readonly Assignment[] | undefined;
}

export interface Alias extends Documented {
  readonly kind: 'alias';
  /** CSS name of the property that is meant. */
  readonly of: string;
  /** Keywords that are called differently there. */
  readonly keywords: Readonly<Record<string, string>>;
}

export type Property = Longhand | LogicalLonghand | Shorthand | Alias;

/** `marginTop` → `margin-top`. */
export function cssName(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `margin-top` → `marginTop`. */
export function fieldName(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Longhands of this program alone. */
const EXTENSIONS: ReadonlySet<string> = new Set([
  'displayIf',
  'overprint',
  'ruleLength',
  'verse',
  'verticalJustify',
]);

interface LonghandOptions<T> {
  readonly values: string;
  readonly initial: string;
  readonly initialValue: T | Specified<T>;
  readonly inherited?: boolean;
  readonly parse: Parser<T>;
  readonly lacks?: readonly Lack[];
  readonly differs?: string;
}

/** Makes a longhand; the table gives it its name. */
export function longhand<T>(options: LonghandOptions<T>): (field: string) => Longhand<T> {
  const { initialValue } = options;
  const initial: Specified<T> =
    typeof initialValue === 'function' ? (initialValue as Specified<T>) : () => initialValue;
  return (field) => ({
    kind: 'longhand',
    name: EXTENSIONS.has(field) ? `-nashr-${cssName(field)}` : cssName(field),
    values: options.values,
    initialText: options.initial,
    initial,
    inherited: options.inherited ?? false,
    parse: options.parse,
    lacks: options.lacks ?? [],
    differs: options.differs ?? '',
  });
}

/** A group of the table: every longhand of `K` with its definition. */
export type LonghandGroup<K extends LonghandName> = {
  readonly [P in K]: (field: string) => Longhand<Longhands[P]>;
};

interface KeywordOptions<T> extends Pick<LonghandOptions<T>, 'inherited' | 'lacks' | 'differs'> {
  /** Further keywords and what they mean. */
  readonly also?: Readonly<Record<string, T>>;
}

/** A longhand whose values are keywords; the first is the initial value. */
export function keywordLonghand<const T extends string>(
  keywords: readonly [T, ...(readonly T[])],
  options: KeywordOptions<T> = {},
): (field: string) => Longhand<T> {
  const map = new Map<string, Specified<T>>(keywords.map((name) => [name, () => name]));
  for (const [name, value] of Object.entries(options.also ?? {})) map.set(name, () => value);
  return longhand<T>({
    values: [...map.keys()].join(' | '),
    initial: keywords[0],
    initialValue: keywords[0],
    inherited: options.inherited ?? false,
    lacks: options.lacks ?? [],
    differs: options.differs ?? '',
    parse: (reader) => {
      const name = reader.ident((n) => map.has(n));
      return name === undefined ? undefined : map.get(name);
    },
  });
}
