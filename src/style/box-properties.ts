// The property table, boxes: CSS Display 3, Box Model 3, Positioned Layout 3, Sizing 3, Backgrounds 3, Images 3, Tables 3.
import type { Color } from './color.ts';
import type { AutoLength, BorderStyle, BoxSize, LengthPercentage } from './computed-style.ts';
import {
  integer, lengthPercentage, number, percentage, positiveLength, positiveLengthPercentage, ZERO_LENGTH,
} from './css-length.ts'; // prettier-ignore
import { color, COLOR_DESCRIPTION } from './parse-color.ts';
import type { Longhand, LonghandGroup } from './property.ts';
import { keywordLonghand, longhand } from './property.ts';
import type { Position as PositionValue } from './property.ts';
import type { Parser, Specified, ValueReader } from './value-reader.ts';
import { constant, keyword, keywordMap, oneOf } from './value-reader.ts';

type Made<T> = (field: string) => Longhand<T>;

const autoLength: Parser<AutoLength> = oneOf(keyword('auto'), lengthPercentage);
export const size: Parser<BoxSize> = oneOf(
  keyword('auto', 'min-content', 'max-content', 'fit-content'),
  positiveLengthPercentage,
);
const maximumSize: Parser<BoxSize | 'none'> = oneOf(keyword('none'), size);
const SIZE_VALUES = 'auto | length | percentage | min-content | max-content | fit-content';

function offset(): Made<AutoLength> {
  return longhand({
    values: 'auto | length | percentage',
    initial: 'auto',
    initialValue: 'auto',
    parse: autoLength,
  });
}

function margin(): Made<AutoLength> {
  return longhand<AutoLength>({
    values: 'auto | length | percentage',
    initial: '0',
    initialValue: ZERO_LENGTH,
    parse: autoLength,
  });
}

function padding(): Made<LengthPercentage> {
  return longhand({
    values: 'length | percentage, not negative',
    initial: '0',
    initialValue: ZERO_LENGTH,
    parse: positiveLengthPercentage,
  });
}

/** CSS px of thin, medium and thick: 1, 3, 5. */
export const lineWidth: Parser<number> = oneOf(
  positiveLength,
  keywordMap({ thin: 0.75, medium: 2.25, thick: 3.75 }),
);
export const lineStyle: Parser<BorderStyle> = keywordMap({
  none: 'none',
  hidden: 'none',
  solid: 'solid',
  dashed: 'dashed',
  dotted: 'dotted',
  double: 'double',
});

/** `border-*-width`. */
export function borderWidth(): Made<number> {
  return longhand({
    values: 'length | thin | medium | thick',
    initial: 'medium',
    initialValue: 2.25,
    parse: lineWidth,
  });
}

/** `border-*-style`. */
export function borderStyle(): Made<BorderStyle> {
  return longhand<BorderStyle>({
    values: 'none | hidden | solid | dashed | dotted | double',
    initial: 'none',
    initialValue: 'none',
    parse: lineStyle,
  });
}

/** `border-*-color`. */
export function borderColor(): Made<Color> {
  return longhand<Color>({
    values: COLOR_DESCRIPTION,
    initial: 'currentcolor',
    initialValue: (c) => c.color,
    parse: color,
  });
}

function boxSize(): Made<BoxSize> {
  return longhand<BoxSize>({ values: SIZE_VALUES, initial: 'auto', initialValue: 'auto', parse: size });
}

function maximum(): Made<BoxSize | 'none'> {
  return longhand<BoxSize | 'none'>({
    values: `none | ${SIZE_VALUES}`,
    initial: 'none',
    initialValue: 'none',
    parse: maximumSize,
  });
}

/** A colour painted behind the box; fully transparent ones paint nothing. */
const backgroundColor: Parser<Color | null> = (reader) => {
  const parsed = color(reader);
  if (parsed === undefined) return undefined;
  return (c) => {
    const value = parsed(c);
    return value.kind === 'rgb' && value.alpha === 0 ? null : value;
  };
};

const backgroundImage: Parser<string | null> = (reader) => {
  const value = reader.peek();
  if (value?.kind === 'url') {
    reader.next();
    return constant(value.url);
  }
  return keywordMap({ none: null })(reader);
};

interface Position {
  readonly x: LengthPercentage;
  readonly y: LengthPercentage;
}

const CENTER: LengthPercentage = Object.freeze({ points: 0, percent: 50 });
const POSITION_KEYWORDS: Readonly<
  Record<string, { readonly axis: 'x' | 'y' | 'both'; readonly percent: number }>
> = {
  left: { axis: 'x', percent: 0 },
  right: { axis: 'x', percent: 100 },
  top: { axis: 'y', percent: 0 },
  bottom: { axis: 'y', percent: 100 },
  center: { axis: 'both', percent: 50 },
};

/** CSS Generated Content for Paged Media 3, § 1.2. */
const running: Parser<{ readonly running: string }> = (reader) => {
  const name = reader.function('running')?.args;
  const value = name?.next();
  return value?.kind === 'ident' && name?.done === true
    ? constant(Object.freeze({ running: value.name }))
    : undefined;
};

/** One or two values of <position> (CSS Values 4, §9.2); offsets from other edges are not supported. */
const position: Parser<Position> = (reader: ValueReader) => {
  const first = positionPart(reader);
  if (first === undefined) return undefined;
  const second = positionPart(reader);
  const swapped = first.axis === 'y' || second?.axis === 'x';
  const x = swapped ? second : first;
  const y = swapped ? first : second;
  if (x?.axis === 'y' || y?.axis === 'x') return undefined;
  if (swapped && (x?.axis === 'length' || y?.axis === 'length')) return undefined;
  return (c) => ({ x: x?.value(c) ?? CENTER, y: y?.value(c) ?? CENTER });
};

interface PositionPart {
  readonly axis: 'x' | 'y' | 'both' | 'length';
  readonly value: Specified<LengthPercentage>;
}

function positionPart(reader: ValueReader): PositionPart | undefined {
  const name = reader.ident((n) => Object.hasOwn(POSITION_KEYWORDS, n));
  const known = name === undefined ? undefined : POSITION_KEYWORDS[name];
  if (known !== undefined)
    return { axis: known.axis, value: constant(Object.freeze({ points: 0, percent: known.percent })) };
  const value = reader.try(lengthPercentage);
  return value === undefined ? undefined : { axis: 'length', value };
}

const opacity: Parser<number> = (reader) => {
  const percent = reader.try(percentage);
  const value = percent === undefined ? number(reader) : percent;
  if (value === undefined) return undefined;
  return (c) => Math.min(1, Math.max(0, value(c) / (percent === undefined ? 1 : 100)));
};

/** border-radius: one length for all four corners. */
const radius: Parser<number> = (reader) => {
  const value = positiveLength(reader);
  if (value !== undefined && !reader.done) reader.problem = 'one radius for all four corners is supported';
  return value;
};

const spacing: Parser<{ readonly x: number; readonly y: number }> = (reader) => {
  const x = positiveLength(reader);
  if (x === undefined) return undefined;
  const y = reader.done ? x : positiveLength(reader);
  return y === undefined ? undefined : (c) => ({ x: x(c), y: y(c) });
};

const FLOATS = ['left', 'right', 'inline-start', 'inline-end', 'inside', 'outside', 'footnote', 'sidenote', 'top', 'bottom'] as const; // prettier-ignore

export const BOX_PROPERTIES: LonghandGroup<
  | 'display'
  | 'position'
  | 'float'
  | 'floatReference'
  | 'clear'
  | 'top'
  | 'right'
  | 'bottom'
  | 'left'
  | 'marginTop'
  | 'marginRight'
  | 'marginBottom'
  | 'marginLeft'
  | 'paddingTop'
  | 'paddingRight'
  | 'paddingBottom'
  | 'paddingLeft'
  | 'borderTopWidth'
  | 'borderRightWidth'
  | 'borderBottomWidth'
  | 'borderLeftWidth'
  | 'borderTopStyle'
  | 'borderRightStyle'
  | 'borderBottomStyle'
  | 'borderLeftStyle'
  | 'borderTopColor'
  | 'borderRightColor'
  | 'borderBottomColor'
  | 'borderLeftColor'
  | 'borderRadius'
  | 'boxSizing'
  | 'width'
  | 'height'
  | 'minWidth'
  | 'minHeight'
  | 'maxWidth'
  | 'maxHeight'
  | 'overflow'
  | 'visibility'
  | 'opacity'
  | 'zIndex'
  | 'backgroundColor'
  | 'backgroundImage'
  | 'objectFit'
  | 'objectPosition'
  | 'ruleLength'
  | 'borderCollapse'
  | 'borderSpacing'
  | 'captionSide'
  | 'tableLayout'
> = {
  display: keywordLonghand([
    'inline', 'none', 'block', 'inline-block', 'list-item', 'flex', 'inline-flex', 'table', 'table-row-group',
    'table-header-group', 'table-footer-group', 'table-row', 'table-cell', 'table-caption', 'table-column',
    'table-column-group', 'contents', 'flow-root',
  ], { differs: 'one keyword; no grid, ruby or inline tables; widths of table columns are not used' }), // prettier-ignore
  position: longhand<PositionValue>({
    values: 'static | relative | absolute | fixed | running(name)',
    initial: 'static',
    initialValue: 'static',
    parse: oneOf(keyword('static', 'relative', 'absolute', 'fixed'), running),
    differs:
      'running() takes the element out of the text into margin boxes with `content: element(name)`; what is absolute or fixed does not break; fixed boxes are on every page but blank ones; no box is placed in an inline element',
  }),
  float: keywordLonghand(['none', ...FLOATS], {
    differs:
      '`sidenote` is of this program: the box stands in the outer margin of the page, level with its place in the text; so are `inside` and `outside`: the side of the binding, and the other',
  }),
  floatReference: keywordLonghand(['inline', 'column', 'region', 'page'], {
    differs:
      '`region` is the multi-column box around; `inline` is the page for footnotes, else the column; what is wider than the page area begins at the spine and ends in the outer margin',
  }),
  clear: keywordLonghand(['none', 'left', 'right', 'both', 'inline-start', 'inline-end']),
  top: offset(),
  right: offset(),
  bottom: offset(),
  left: offset(),
  marginTop: margin(),
  marginRight: margin(),
  marginBottom: margin(),
  marginLeft: margin(),
  paddingTop: padding(),
  paddingRight: padding(),
  paddingBottom: padding(),
  paddingLeft: padding(),
  borderTopWidth: borderWidth(),
  borderRightWidth: borderWidth(),
  borderBottomWidth: borderWidth(),
  borderLeftWidth: borderWidth(),
  borderTopStyle: borderStyle(),
  borderRightStyle: borderStyle(),
  borderBottomStyle: borderStyle(),
  borderLeftStyle: borderStyle(),
  borderTopColor: borderColor(),
  borderRightColor: borderColor(),
  borderBottomColor: borderColor(),
  borderLeftColor: borderColor(),
  borderRadius: longhand({
    values: 'length',
    initial: '0',
    initialValue: 0,
    parse: radius,
    differs: 'one radius for all corners, of backgrounds only',
  }),
  boxSizing: keywordLonghand(['content-box', 'border-box']),
  width: boxSize(),
  height: boxSize(),
  minWidth: boxSize(),
  minHeight: boxSize(),
  maxWidth: maximum(),
  maxHeight: maximum(),
  overflow: keywordLonghand(['visible', 'hidden'], {
    differs: 'one value for both directions',
    also: { clip: 'hidden' },
    lacks: [
      {
        severity: 'note',
        what: ['hidden'],
        instead: 'only pictures are clipped; the box does keep its margins to itself',
      },
    ],
  }),
  visibility: keywordLonghand(['visible', 'hidden'], {
    inherited: true,
    also: { collapse: 'hidden' },
    differs: 'collapse is hidden',
  }),
  opacity: longhand({
    values: 'number 0–1 | percentage',
    initial: '1',
    initialValue: 1,
    parse: opacity,
    lacks: [{ severity: 'note', instead: 'boxes are opaque; colours may be transparent: rgb(0 0 0 / 50%)' }],
  }),
  zIndex: longhand<number | 'auto'>({
    values: 'auto | integer',
    initial: 'auto',
    initialValue: 'auto',
    parse: oneOf(keyword('auto'), integer(Number.NEGATIVE_INFINITY)),
    differs: 'of positioned boxes only; every absolute or fixed box is a stacking context',
  }),
  backgroundColor: longhand<Color | null>({
    values: COLOR_DESCRIPTION,
    initial: 'transparent',
    initialValue: null,
    parse: backgroundColor,
  }),
  backgroundImage: longhand<string | null>({
    values: 'none | url()',
    initial: 'none',
    initialValue: null,
    parse: backgroundImage,
    lacks: [{ severity: 'note', instead: 'no picture is painted behind a box; use a colour or an <img>' }],
  }),
  objectFit: keywordLonghand(['fill', 'contain', 'cover', 'none', 'scale-down']),
  objectPosition: longhand<Position>({
    values: 'one or two of: length | percentage | left | right | top | bottom | center',
    initial: '50% 50%',
    initialValue: Object.freeze({ x: CENTER, y: CENTER }),
    parse: position,
  }),
  ruleLength: longhand<AutoLength>({
    values: 'auto | length | percentage',
    initial: 'auto',
    initialValue: 'auto',
    parse: autoLength,
    differs:
      'an extension, in `@footnote`: how far the border above the notes reaches from the side where their text begins; auto: over the whole area',
  }),
  borderCollapse: keywordLonghand(['separate', 'collapse'], { inherited: true }),
  borderSpacing: longhand({
    values: 'one or two lengths',
    initial: '0',
    initialValue: Object.freeze({ x: 0, y: 0 }),
    inherited: true,
    parse: spacing,
  }),
  captionSide: keywordLonghand(['top', 'bottom'], { inherited: true }),
  tableLayout: keywordLonghand(['auto', 'fixed']),
};
