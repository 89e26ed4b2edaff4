// The property table, shorthands and logical properties: CSS Logical Properties 1, and the shorthands of the other modules.
import { borderColor, borderStyle, borderWidth, lineStyle, lineWidth } from './box-properties.ts';
import { columnCount, columnWidth, flexBasis } from './flex-column-properties.ts';
import {
  CAPS_KEYWORDS, fontFamily, fontSize, fontStyle, fontWeight, LIGATURE_KEYWORDS, NO_LIGATURES, NUMERIC_KEYWORDS,
  POSITION_KEYWORDS, readVariants, STRETCH_KEYWORDS,
} from './font-properties.ts'; // prettier-ignore
import { positiveNumber, ZERO_LENGTH } from './css-length.ts';
import { listStyleType } from './generated-properties.ts';
import { color } from './parse-color.ts';
import type { Alias, Assignment, LogicalLonghand, Longhand, LonghandName, Shorthand } from './property.ts';
import { cssName } from './property.ts';
import { decorationColor, lineHeight } from './text-properties.ts';
import type { Parser, Specified, ValueReader } from './value-reader.ts';
import { constant, keyword, keywordMap } from './value-reader.ts';

type Value = Specified<unknown>;
type Longhands = ReadonlyMap<string, Longhand>;

const PHYSICAL = ['Top', 'Right', 'Bottom', 'Left'] as const;

/** Logical side → physical side, left to right and right to left. Pages are always horizontal. */
const LOGICAL = {
  BlockStart: ['Top', 'Top'],
  BlockEnd: ['Bottom', 'Bottom'],
  InlineStart: ['Left', 'Right'],
  InlineEnd: ['Right', 'Left'],
} as const;

type LogicalSide = keyof typeof LOGICAL;
const AXES = { Block: ['BlockStart', 'BlockEnd'], Inline: ['InlineStart', 'InlineEnd'] } as const;

function logical(field: string, ltr: string, rtl: string, values: string): LogicalLonghand {
  return {
    kind: 'logical',
    name: cssName(field),
    values,
    ltr: ltr as LonghandName,
    rtl: rtl as LonghandName,
  };
}

/** `margin-inline-start` and its like, by field name. */
export function logicalLonghands(longhands: Longhands): ReadonlyMap<string, LogicalLonghand> {
  const map = new Map<string, LogicalLonghand>();
  const add = (field: string, ltr: string, rtl: string): void => {
    map.set(field, logical(field, ltr, rtl, longhands.get(ltr)?.values ?? ''));
  };
  for (const side of Object.keys(LOGICAL) as LogicalSide[]) {
    const [ltr, rtl] = LOGICAL[side];
    add(`margin${side}`, `margin${ltr}`, `margin${rtl}`);
    add(`padding${side}`, `padding${ltr}`, `padding${rtl}`);
    add(`inset${side}`, ltr.toLowerCase(), rtl.toLowerCase());
    for (const part of ['Width', 'Style', 'Color'])
      add(`border${side}${part}`, `border${ltr}${part}`, `border${rtl}${part}`);
  }
  for (const [field, physical] of [
    ['inlineSize', 'width'],
    ['blockSize', 'height'],
    ['minInlineSize', 'minWidth'],
    ['minBlockSize', 'minHeight'],
    ['maxInlineSize', 'maxWidth'],
    ['maxBlockSize', 'maxHeight'],
  ] as const)
    // prettier-ignore
    add(field, physical, physical);
  return map;
}

function shorthand(
  name: string,
  values: string,
  targets: readonly string[],
  parse: Shorthand['parse'],
): Shorthand {
  return { kind: 'shorthand', name, values, targets, parse };
}

/** One to `targets.length` values, repeated as for margin: 2 or 4 targets. */
function edges(name: string, targets: readonly string[], parser: Parser<unknown>, values: string): Shorthand {
  return shorthand(name, `one to ${targets.length} of: ${values}`, targets, (reader) => {
    const read: Value[] = [];
    while (!reader.done && read.length < targets.length) {
      const value = reader.try(parser);
      if (value === undefined) return undefined;
      read.push(value);
    }
    return targets.map((target, i): Assignment => [target, read[i] ?? read[i - 2] ?? read[0] ?? 'initial']);
  });
}

/** Parts in any order, each at most once; those left out are set to their initial values. */
function anyOrder(
  reader: ValueReader,
  parts: Readonly<Record<string, Parser<unknown>>>,
): ReadonlyMap<string, Value> | undefined {
  const read = new Map<string, Value>();
  while (!reader.done) {
    const before = read.size;
    for (const [name, parser] of Object.entries(parts)) {
      if (read.has(name)) continue;
      const value = reader.try(parser);
      if (value !== undefined) {
        read.set(name, value);
        break;
      }
    }
    if (read.size === before) break;
  }
  return read.size === 0 ? undefined : read;
}

const LINE_VALUES = `width, style (${borderStyle()('borderTopStyle').values}) and colour in any order`;
const LINE_PARTS = { Width: lineWidth, Style: lineStyle, Color: color };

/** width, style and colour of the lines named by these prefixes. */
function line(name: string, prefixes: readonly string[]): Shorthand {
  const targets = prefixes.flatMap((p) => [`${p}Width`, `${p}Style`, `${p}Color`]);
  return shorthand(name, LINE_VALUES, targets, (reader) => {
    const read = anyOrder(reader, LINE_PARTS);
    if (read === undefined) return undefined;
    return prefixes.flatMap((prefix) =>
      Object.keys(LINE_PARTS).map((part): Assignment => [`${prefix}${part}`, read.get(part) ?? 'initial']),
    );
  });
}

function borderShorthands(): Shorthand[] {
  const parts = {
    Width: { parser: lineWidth, values: borderWidth()('').values },
    Style: { parser: lineStyle, values: borderStyle()('').values },
    Color: { parser: color, values: borderColor()('').values },
  };
  const list = [line('border', PHYSICAL.map((side) => `border${side}`))]; // prettier-ignore
  for (const side of [...PHYSICAL, ...Object.keys(LOGICAL)])
    list.push(line(`border${cssName(side)}`, [`border${side}`]));
  for (const [axis, sides] of Object.entries(AXES))
    list.push(line(`border${cssName(axis)}`, sides.map((side) => `border${side}`))); // prettier-ignore
  for (const [part, { parser, values }] of Object.entries(parts)) {
    const suffix = cssName(part);
    list.push(edges(`border${suffix}`, PHYSICAL.map((s) => `border${s}${part}`), parser, values)); // prettier-ignore
    for (const [axis, sides] of Object.entries(AXES))
      list.push(edges(`border${cssName(axis)}${suffix}`, sides.map((s) => `border${s}${part}`), parser, values)); // prettier-ignore
  }
  return list;
}

function sideShorthands(longhands: Longhands): Shorthand[] {
  const list: Shorthand[] = [];
  for (const name of ['margin', 'padding', 'inset']) {
    const field = (side: string): string => (name === 'inset' ? side.toLowerCase() : name + side);
    const sample = longhands.get(field('Top'));
    if (sample === undefined) continue;
    list.push(edges(name, PHYSICAL.map(field), sample.parse, sample.values));
    for (const [axis, sides] of Object.entries(AXES))
      list.push(edges(`${name}${cssName(axis)}`, sides.map((s) => name + s), sample.parse, sample.values)); // prettier-ignore
  }
  return list;
}

/** none | auto | number | number number | basis, CSS Flexbox 1, §7.1. */
function flex(reader: ValueReader): readonly Assignment[] | undefined {
  const set = (grow: Value, shrink: Value, basis: Value): readonly Assignment[] => [
    ['flexGrow', grow],
    ['flexShrink', shrink],
    ['flexBasis', basis],
  ];
  if (reader.ident((n) => n === 'none') !== undefined) return set(constant(0), constant(0), constant('auto'));
  let grow: Value | undefined;
  let shrink: Value | undefined;
  let basis: Value | undefined;
  while (!reader.done) {
    // A number without unit is growth first, so that `flex: 0` is no length.
    const number = grow === undefined ? reader.try(positiveNumber) : undefined;
    if (number !== undefined) {
      grow = number;
      shrink = reader.try(positiveNumber);
      continue;
    }
    if (basis !== undefined) return undefined;
    basis = reader.try(flexBasis);
    if (basis === undefined) return undefined;
  }
  if (basis === undefined && grow === undefined) return undefined;
  return set(grow ?? constant(1), shrink ?? constant(1), basis ?? constant(ZERO_LENGTH));
}

/** style variant weight stretch size/line-height family, CSS Fonts 4, §2.7. */
function font(reader: ValueReader): readonly Assignment[] | undefined {
  const normal: Parser<unknown> = keyword('normal');
  const caps: Parser<unknown> = keywordMap({ 'small-caps': CAPS_KEYWORDS['small-caps']?.features });
  const parts = { style: fontStyle, caps, weight: fontWeight, stretch: keywordMap(STRETCH_KEYWORDS) };
  const read = new Map<string, Value>();
  for (let i = 0; i < 4; i++) {
    if (reader.try(normal) !== undefined) continue;
    const found = anyOrder(reader, parts);
    if (found === undefined) break;
    for (const [name, value] of found) read.set(name, value);
  }
  const size = fontSize(reader);
  if (size === undefined) return undefined;
  const height = reader.delim('/') ? lineHeight(reader) : 'initial';
  const family = height === undefined ? undefined : fontFamily(reader);
  if (family === undefined || height === undefined) return undefined;
  return [
    ['fontStyle', read.get('style') ?? 'initial'],
    ['fontVariantCaps', read.get('caps') ?? 'initial'],
    ['fontVariantNumeric', 'initial'],
    ['fontVariantLigatures', 'initial'],
    ['fontVariantPosition', 'initial'],
    ['fontFeatureSettings', 'initial'],
    ['fontVariations', 'initial'],
    ['fontKerning', 'initial'],
    ['fontWeight', read.get('weight') ?? 'initial'],
    ['fontStretch', read.get('stretch') ?? 'initial'],
    ['fontSize', size],
    ['lineHeight', height],
    ['fontFamily', family],
  ];
}

function fontVariant(reader: ValueReader): readonly Assignment[] | undefined {
  const groups = {
    fontVariantNumeric: NUMERIC_KEYWORDS,
    fontVariantLigatures: LIGATURE_KEYWORDS,
    fontVariantCaps: CAPS_KEYWORDS,
    fontVariantPosition: POSITION_KEYWORDS,
  };
  const targets = Object.keys(groups);
  const word = reader.ident((n) => n === 'normal' || n === 'none');
  if (word !== undefined)
    return targets.map((t) => [
      t,
      word === 'none' && t === 'fontVariantLigatures' ? constant(NO_LIGATURES) : 'initial',
    ]);
  const read = anyOrder(
    reader,
    Object.fromEntries(
      Object.entries(groups).map(([target, keywords]) => [
        target,
        (r: ValueReader): Value | undefined => {
          const features = readVariants(r, keywords);
          return features === undefined ? undefined : constant(features);
        },
      ]),
    ),
  );
  return read === undefined ? undefined : targets.map((t) => [t, read.get(t) ?? 'initial']);
}

function fromParts(
  name: string,
  values: string,
  parts: Readonly<Record<string, Parser<unknown>>>,
): Shorthand {
  const targets = Object.keys(parts);
  return shorthand(name, values, targets, (reader) => {
    const read = anyOrder(reader, parts);
    return read === undefined ? undefined : targets.map((t) => [t, read.get(t) ?? 'initial']);
  });
}

/** Pairs such as `gap: row column` and `place-content: align justify`. */
function pair(name: string, longhands: Longhands, first: string, second: string): Shorthand {
  const a = longhands.get(first);
  const b = longhands.get(second);
  const values = `${a?.values ?? ''} [and for the other axis: ${b?.values ?? ''}]`;
  return shorthand(name, values, [first, second], (reader) => {
    const start = reader.position;
    const one = a?.parse(reader);
    if (one === undefined) return undefined;
    if (reader.done) reader.position = start;
    const two = b?.parse(reader);
    return two === undefined ? undefined : [[first, one], [second, two]]; // prettier-ignore
  });
}

/** underline and the like with a colour; only a solid line of the font's own thickness is drawn. */
function textDecoration(reader: ValueReader): readonly Assignment[] | undefined {
  const read = anyOrder(reader, {
    line: keyword('none', 'underline', 'line-through', 'overline'),
    style: keyword('solid'),
    color: decorationColor,
    thickness: keyword('auto', 'from-font'),
  });
  if (read === undefined) return undefined;
  if (!reader.done) reader.problem = 'one solid line and its colour are supported';
  return [
    ['textDecorationLine', read.get('line') ?? 'initial'],
    ['textDecorationColor', read.get('color') ?? 'initial'],
  ];
}

/** type, position, and `none` for the type; images are not supported. */
function listStyle(reader: ValueReader): readonly Assignment[] | undefined {
  const read = anyOrder(reader, { position: keyword('inside', 'outside'), type: listStyleType });
  if (read === undefined) return undefined;
  return [
    ['listStyleType', read.get('type') ?? 'initial'],
    ['listStylePosition', read.get('position') ?? 'initial'],
  ];
}

export function shorthands(longhands: Longhands): readonly Shorthand[] {
  const parser = (field: string): Parser<unknown> => longhands.get(field)?.parse ?? (() => undefined);
  return [
    ...sideShorthands(longhands),
    ...borderShorthands(),
    line('column-rule', ['columnRule']),
    fromParts('background', 'colour and url() in any order', {
      backgroundColor: parser('backgroundColor'),
      backgroundImage: parser('backgroundImage'),
    }),
    shorthand('font', '[style] [small-caps] [weight] [stretch] size[/line-height] families', [
      'fontStyle', 'fontVariantCaps', 'fontVariantNumeric', 'fontVariantLigatures', 'fontVariantPosition',
      'fontFeatureSettings', 'fontVariations', 'fontKerning', 'fontWeight', 'fontStretch', 'fontSize', 'lineHeight',
      'fontFamily',
    ], font), // prettier-ignore
    shorthand('font-variant', 'normal | none | keywords of font-variant-numeric, -ligatures, -caps, -position', [
      'fontVariantNumeric', 'fontVariantLigatures', 'fontVariantCaps', 'fontVariantPosition',
    ], fontVariant), // prettier-ignore
    shorthand('flex', 'none | auto | grow [shrink] [basis]', ['flexGrow', 'flexShrink', 'flexBasis'], flex),
    fromParts('flex-flow', 'direction and wrap in any order', {
      flexDirection: parser('flexDirection'),
      flexWrap: parser('flexWrap'),
    }),
    shorthand(
      'columns',
      'column width and column count in any order',
      ['columnWidth', 'columnCount'],
      columns,
    ),
    shorthand(
      'list-style',
      'type and position in any order',
      ['listStyleType', 'listStylePosition'],
      listStyle,
    ),
    shorthand('text-decoration', 'none | underline | line-through | overline, and a colour', [
      'textDecorationLine', 'textDecorationColor',
    ], textDecoration), // prettier-ignore
    pair('gap', longhands, 'rowGap', 'columnGap'),
    pair('place-content', longhands, 'alignContent', 'justifyContent'),
  ];
}

/** `auto` may stand for either. */
function columns(reader: ValueReader): readonly Assignment[] | undefined {
  let count: Value | undefined;
  let width: Value | undefined;
  while (!reader.done) {
    if (reader.ident((n) => n === 'auto') !== undefined) continue;
    const readCount = count === undefined ? reader.try(columnCount) : undefined;
    const readWidth = readCount === undefined && width === undefined ? reader.try(columnWidth) : undefined;
    if (readCount === undefined && readWidth === undefined) return undefined;
    count ??= readCount;
    width ??= readWidth;
  }
  return [
    ['columnWidth', width ?? 'initial'],
    ['columnCount', count ?? 'initial'],
  ];
}

/** Old and prefixed names whose values mean the same here. */
export const ALIASES: readonly Alias[] = (
  [
    ['word-wrap', 'overflow-wrap'],
    ['grid-gap', 'gap'],
    ['grid-row-gap', 'row-gap'],
    ['grid-column-gap', 'column-gap'],
    ['font-width', 'font-stretch'],
    ['text-wrap-style', 'text-wrap'],
    ['text-wrap-mode', 'text-wrap'],
    ['page-break-before', 'break-before', { always: 'page' }],
    ['page-break-after', 'break-after', { always: 'page' }],
    ['page-break-inside', 'break-inside'],
    ['place-items', 'align-items'],
    ['place-self', 'align-self'],
    ['-webkit-hyphens', 'hyphens'],
    ['-webkit-initial-letter', 'initial-letter'],
    ['-webkit-box-sizing', 'box-sizing'],
    ['-moz-box-sizing', 'box-sizing'],
    ['-webkit-column-count', 'column-count'],
    ['-webkit-column-gap', 'column-gap'],
    ['-webkit-font-feature-settings', 'font-feature-settings'],
  ] as const
).map(([name, of, keywords]) => ({ kind: 'alias', name, of, keywords: keywords ?? {}, values: `as ${of}` }));
