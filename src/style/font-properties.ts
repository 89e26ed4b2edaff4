// The property table, fonts: CSS Fonts Level 4.
import { percentage, positiveLengthPercentage } from './css-length.ts';
import type { Features, LonghandGroup } from './property.ts';
import { longhand } from './property.ts';
import type { Parser, ValueReader } from './value-reader.ts';
import { constant, keywordMap, oneOf } from './value-reader.ts';

const NO_FEATURES: Features = Object.freeze({});

/** One family: a string, or identifiers joined by single spaces. */
function familyName(reader: ValueReader): string | undefined {
  const quoted = reader.string();
  if (quoted !== undefined) return quoted;
  const words: string[] = [];
  for (let value = reader.peek(); value?.kind === 'ident'; value = reader.peek()) {
    words.push(value.name);
    reader.next();
  }
  return words.length === 0 ? undefined : words.join(' ');
}

export const fontFamily: Parser<readonly string[]> = (reader) => {
  const families: string[] = [];
  do {
    const family = familyName(reader);
    if (family === undefined) return undefined;
    families.push(family);
  } while (reader.delim(','));
  return constant(Object.freeze(families));
};

/** Points: CSS Fonts 4, §2.5 with medium = 16px. */
const FONT_SIZE_KEYWORDS = {
  'xx-small': 6.75, 'x-small': 7.5, small: 9.75, medium: 12, large: 13.5, 'x-large': 18, 'xx-large': 24, 'xxx-large': 36,
}; // prettier-ignore

const SIZE_STEP = 1.2;

export const fontSize: Parser<number> = (reader) => {
  const word = reader.try(keywordMap(FONT_SIZE_KEYWORDS));
  if (word !== undefined) return word;
  const step = reader.ident((n) => n === 'larger' || n === 'smaller');
  if (step !== undefined)
    return (c) => (step === 'larger' ? c.parentFontSize * SIZE_STEP : c.parentFontSize / SIZE_STEP);
  const value = positiveLengthPercentage(reader);
  if (value === undefined) return undefined;
  return (c) => {
    const { points, percent } = value(c);
    return Math.max(0, points + (percent / 100) * c.parentFontSize);
  };
};

/** `bolder` and `lighter` are marked by these until the parent's weight is known. */
const BOLDER = -1;
const LIGHTER = -2;

export const fontWeight: Parser<number> = (reader) => {
  const word = reader.try(keywordMap({ normal: 400, bold: 700, bolder: BOLDER, lighter: LIGHTER }));
  if (word !== undefined) return word;
  const value = reader.next();
  if (value?.kind !== 'number' || value.value < 1 || value.value > 1000) return undefined;
  return constant(value.value);
};

/** CSS Fonts 4, §2.2.1: the table of relative weights. */
export function resolveWeight(weight: number, parent: number): number {
  if (weight === BOLDER) return parent < 350 ? 400 : parent < 550 ? 700 : Math.max(900, parent);
  if (weight === LIGHTER) return parent < 100 ? parent : parent < 550 ? 100 : parent < 750 ? 400 : 700;
  return weight;
}

export const STRETCH_KEYWORDS = {
  'ultra-condensed': 50, 'extra-condensed': 62.5, condensed: 75, 'semi-condensed': 87.5, normal: 100,
  'semi-expanded': 112.5, expanded: 125, 'extra-expanded': 150, 'ultra-expanded': 200,
} as const; // prettier-ignore

const fontStretch: Parser<number> = oneOf(percentage, keywordMap(STRETCH_KEYWORDS));

export const fontStyle: Parser<'normal' | 'italic' | 'oblique'> = (reader) => {
  const style = reader.ident((n) => n === 'normal' || n === 'italic' || n === 'oblique');
  if (style === undefined) return undefined;
  // The angle of oblique is left to the font.
  const angle = reader.peek();
  if (style === 'oblique' && angle?.kind === 'dimension' && angle.unit === 'deg') reader.next();
  return constant(style as 'normal' | 'italic' | 'oblique');
};

/** `"smcp" 1, "onum" off, 'kern'` → tag → value. */
const featureSettings: Parser<Features> = (reader) => {
  if (reader.ident((n) => n === 'normal') !== undefined) return constant(NO_FEATURES);
  const features: Record<string, number> = {};
  do {
    const tag = reader.string();
    if (tag === undefined || !/^[ -~]{4}$/.test(tag)) return undefined;
    const word = reader.ident((n) => n === 'on' || n === 'off');
    const value = reader.peek();
    if (word !== undefined) features[tag] = word === 'on' ? 1 : 0;
    else if (value?.kind === 'number' && value.integer && value.value >= 0) {
      features[tag] = value.value;
      reader.next();
    } else features[tag] = 1;
  } while (reader.delim(','));
  return constant(Object.freeze(features));
};

const variationSettings: Parser<Features> = (reader) => {
  if (reader.ident((n) => n === 'normal') !== undefined) return constant(NO_FEATURES);
  const axes: Record<string, number> = {};
  do {
    const tag = reader.string();
    const value = reader.next();
    if (tag === undefined || !/^[ -~]{4}$/.test(tag) || value?.kind !== 'number') return undefined;
    axes[tag] = value.value;
  } while (reader.delim(','));
  return constant(Object.freeze(axes));
};

/** Keywords of a font-variant property; those of one group exclude each other. CSS Fonts 4, §6. */
interface VariantKeywords {
  readonly [keyword: string]: { readonly group: string; readonly features: Features };
}

export const NUMERIC_KEYWORDS: VariantKeywords = {
  'lining-nums': { group: 'figure', features: { lnum: 1 } },
  'oldstyle-nums': { group: 'figure', features: { onum: 1 } },
  'proportional-nums': { group: 'spacing', features: { pnum: 1 } },
  'tabular-nums': { group: 'spacing', features: { tnum: 1 } },
  'diagonal-fractions': { group: 'fraction', features: { frac: 1 } },
  'stacked-fractions': { group: 'fraction', features: { afrc: 1 } },
  ordinal: { group: 'ordinal', features: { ordn: 1 } },
  'slashed-zero': { group: 'zero', features: { zero: 1 } },
};

export const LIGATURE_KEYWORDS: VariantKeywords = {
  'common-ligatures': { group: 'common', features: { liga: 1, clig: 1 } },
  'no-common-ligatures': { group: 'common', features: { liga: 0, clig: 0 } },
  'discretionary-ligatures': { group: 'discretionary', features: { dlig: 1 } },
  'no-discretionary-ligatures': { group: 'discretionary', features: { dlig: 0 } },
  'historical-ligatures': { group: 'historical', features: { hlig: 1 } },
  'no-historical-ligatures': { group: 'historical', features: { hlig: 0 } },
  contextual: { group: 'contextual', features: { calt: 1 } },
  'no-contextual': { group: 'contextual', features: { calt: 0 } },
};
export const NO_LIGATURES: Features = Object.freeze({ liga: 0, clig: 0, dlig: 0, hlig: 0, calt: 0 });

export const CAPS_KEYWORDS: VariantKeywords = {
  'small-caps': { group: 'caps', features: { smcp: 1 } },
  'all-small-caps': { group: 'caps', features: { smcp: 1, c2sc: 1 } },
  'petite-caps': { group: 'caps', features: { pcap: 1 } },
  'all-petite-caps': { group: 'caps', features: { pcap: 1, c2pc: 1 } },
  unicase: { group: 'caps', features: { unic: 1 } },
  'titling-caps': { group: 'caps', features: { titl: 1 } },
};

export const POSITION_KEYWORDS: VariantKeywords = {
  sub: { group: 'position', features: { subs: 1 } },
  super: { group: 'position', features: { sups: 1 } },
};

/** Reads as many keywords as there are, each group once; undefined when there is none. */
export function readVariants(reader: ValueReader, keywords: VariantKeywords): Features | undefined {
  const groups = new Set<string>();
  const features: Record<string, number> = {};
  for (;;) {
    const name = reader.ident((n) => Object.hasOwn(keywords, n) && !groups.has(keywords[n]?.group ?? ''));
    const found = name === undefined ? undefined : keywords[name];
    if (found === undefined) break;
    groups.add(found.group);
    Object.assign(features, found.features);
  }
  return groups.size === 0 ? undefined : Object.freeze(features);
}

function variant(
  keywords: VariantKeywords,
  none?: Features,
): (field: string) => ReturnType<ReturnType<typeof longhand<Features>>> {
  return longhand<Features>({
    values: `normal | ${none === undefined ? '' : 'none | '}${Object.keys(keywords).join(' ')}`,
    initial: 'normal',
    initialValue: NO_FEATURES,
    inherited: true,
    parse: (reader) => {
      const word = reader.ident((n) => n === 'normal' || (n === 'none' && none !== undefined));
      if (word !== undefined) return constant(word === 'none' ? (none ?? NO_FEATURES) : NO_FEATURES);
      const features = readVariants(reader, keywords);
      return features === undefined ? undefined : constant(features);
    },
  });
}

export const FONT_PROPERTIES: LonghandGroup<
  | 'fontFamily'
  | 'fontSize'
  | 'fontWeight'
  | 'fontStyle'
  | 'fontStretch'
  | 'fontKerning'
  | 'fontFeatureSettings'
  | 'fontVariations'
  | 'fontVariantNumeric'
  | 'fontVariantLigatures'
  | 'fontVariantCaps'
  | 'fontVariantPosition'
> = {
  fontFamily: longhand<readonly string[]>({
    values: 'list of family names',
    differs: 'no fonts of the machine: families of @font-face, else font packages by their name',
    initial: 'serif',
    initialValue: Object.freeze(['serif']),
    inherited: true,
    parse: fontFamily,
  }),
  fontSize: longhand({
    values: 'length | percentage | larger | smaller | xx-small … xxx-large',
    initial: 'medium',
    initialValue: 12,
    inherited: true,
    parse: fontSize,
    differs: 'medium is 12pt',
  }),
  fontWeight: longhand({
    values: 'normal | bold | bolder | lighter | number 1–1000',
    initial: 'normal',
    initialValue: 400,
    inherited: true,
    parse: fontWeight,
  }),
  fontStyle: keywordOrOblique(),
  fontStretch: longhand({
    values: `percentage | ${Object.keys(STRETCH_KEYWORDS).join(' | ')}`,
    initial: 'normal',
    initialValue: 100,
    inherited: true,
    parse: fontStretch,
  }),
  fontKerning: longhand({
    values: 'auto | normal | none',
    initial: 'auto',
    initialValue: true,
    inherited: true,
    parse: keywordMap({ auto: true, normal: true, none: false }),
  }),
  fontFeatureSettings: longhand<Features>({
    values: 'normal | list of "tag" [number | on | off]',
    initial: 'normal',
    initialValue: NO_FEATURES,
    inherited: true,
    parse: featureSettings,
  }),
  fontVariations: (field) => ({
    ...longhand<Features>({
      values: 'normal | list of "axis" number',
      initial: 'normal',
      initialValue: NO_FEATURES,
      inherited: true,
      parse: variationSettings,
    })(field),
    name: 'font-variation-settings',
  }),
  fontVariantNumeric: variant(NUMERIC_KEYWORDS),
  fontVariantLigatures: variant(LIGATURE_KEYWORDS, NO_LIGATURES),
  fontVariantCaps: variant(CAPS_KEYWORDS),
  fontVariantPosition: variant(POSITION_KEYWORDS),
};

function keywordOrOblique(): LonghandGroup<'fontStyle'>['fontStyle'] {
  return longhand<'normal' | 'italic' | 'oblique'>({
    values: 'normal | italic | oblique [angle]',
    differs: 'the angle is left to the font',
    initial: 'normal',
    initialValue: 'normal',
    inherited: true,
    parse: fontStyle,
  });
}
