// The property table, flex containers, columns and fragmentation: CSS Flexbox 1, Multi-column 1, Fragmentation 4, Box Alignment 3,
// Regions 1, Rhythmic Sizing 1.
import type { BoxSize, LengthPercentage } from './computed-style.ts';
import { borderColor, borderStyle, borderWidth, size } from './box-properties.ts';
import { integer, positiveLength, positiveLengthPercentage, positiveNumber } from './css-length.ts';
import type { Longhand, LonghandGroup } from './property.ts';
import { keywordLonghand, longhand } from './property.ts';
import type { Parser } from './value-reader.ts';
import { constant, keyword, keywordMap, oneOf } from './value-reader.ts';

function gap(): (field: string) => Longhand<LengthPercentage | 'normal'> {
  return longhand<LengthPercentage | 'normal'>({
    values: 'normal | length | percentage',
    initial: 'normal',
    initialValue: 'normal',
    parse: oneOf(keyword('normal'), positiveLengthPercentage),
  });
}

export const flexBasis: Parser<BoxSize | 'content'> = oneOf(keyword('content'), size);
export const columnCount: Parser<number | 'auto'> = oneOf(keyword('auto'), integer(1));
export const columnWidth: Parser<number | 'auto'> = oneOf(keyword('auto'), positiveLength);

/** An author's name for something; `none` and `auto` as given. */
function customName<const T>(words: Readonly<Record<string, T>>): Parser<string | T> {
  return oneOf(keywordMap(words), (reader) => {
    const value = reader.next();
    return value?.kind === 'ident' ? constant(value.name) : undefined;
  });
}

const COUNT = { values: 'integer, 1 or more', inherited: true, parse: integer(1) } as const;

const BREAK_DIFFERS =
  'recto is the side of page 1: left where the issue is bound at the right; always is page';

export const FLEX_AND_COLUMN_PROPERTIES: LonghandGroup<
  | 'flexDirection'
  | 'flexWrap'
  | 'justifyContent'
  | 'alignItems'
  | 'alignSelf'
  | 'alignContent'
  | 'flexGrow'
  | 'flexShrink'
  | 'flexBasis'
  | 'order'
  | 'rowGap'
  | 'columnGap'
  | 'columnCount'
  | 'columnWidth'
  | 'columnRuleWidth'
  | 'columnRuleStyle'
  | 'columnRuleColor'
  | 'columnFill'
  | 'columnSpan'
  | 'breakBefore'
  | 'breakAfter'
  | 'breakInside'
  | 'orphans'
  | 'widows'
  | 'page'
  | 'blockStepSize'
  | 'flowInto'
  | 'flowFrom'
> = {
  flexDirection: keywordLonghand(['row', 'row-reverse', 'column', 'column-reverse']),
  flexWrap: keywordLonghand(['nowrap', 'wrap', 'wrap-reverse']),
  justifyContent: keywordLonghand(
    ['flex-start', 'flex-end', 'center', 'space-between', 'space-around', 'space-evenly', 'start', 'end'],
    { also: { normal: 'flex-start' } },
  ),
  alignItems: keywordLonghand(['stretch', 'flex-start', 'flex-end', 'center', 'baseline', 'start', 'end'], {
    also: { normal: 'stretch' },
  }),
  alignSelf: keywordLonghand(
    ['auto', 'stretch', 'flex-start', 'flex-end', 'center', 'baseline', 'start', 'end'],
    { also: { normal: 'stretch' } },
  ),
  alignContent: keywordLonghand(
    ['stretch', 'flex-start', 'flex-end', 'center', 'space-between', 'space-around', 'start', 'end'],
    { also: { normal: 'stretch' } },
  ),
  flexGrow: longhand({ values: 'number', initial: '0', initialValue: 0, parse: positiveNumber }),
  flexShrink: longhand({ values: 'number', initial: '1', initialValue: 1, parse: positiveNumber }),
  flexBasis: longhand<BoxSize | 'content'>({
    values: 'content | auto | length | percentage | min-content | max-content | fit-content',
    initial: 'auto',
    initialValue: 'auto',
    parse: flexBasis,
  }),
  order: longhand({
    values: 'integer',
    initial: '0',
    initialValue: 0,
    parse: integer(Number.NEGATIVE_INFINITY),
  }),
  rowGap: gap(),
  columnGap: gap(),
  columnCount: longhand<number | 'auto'>({
    values: 'auto | integer, 1 or more',
    initial: 'auto',
    initialValue: 'auto',
    parse: columnCount,
  }),
  columnWidth: longhand<number | 'auto'>({
    values: 'auto | length',
    initial: 'auto',
    initialValue: 'auto',
    parse: columnWidth,
  }),
  columnRuleWidth: borderWidth(),
  columnRuleStyle: borderStyle(),
  columnRuleColor: borderColor(),
  columnFill: keywordLonghand(['balance', 'auto', 'balance-all'], { differs: 'balance-all is balance' }),
  columnSpan: keywordLonghand(['none', 'all']),
  breakBefore: keywordLonghand(
    ['auto', 'avoid', 'page', 'left', 'right', 'recto', 'verso', 'column', 'avoid-page', 'avoid-column'],
    { also: { always: 'page' }, differs: BREAK_DIFFERS },
  ),
  breakAfter: keywordLonghand(
    ['auto', 'avoid', 'page', 'left', 'right', 'recto', 'verso', 'column', 'avoid-page', 'avoid-column'],
    { also: { always: 'page' }, differs: BREAK_DIFFERS },
  ),
  breakInside: keywordLonghand(['auto', 'avoid', 'avoid-page', 'avoid-column']),
  orphans: longhand({ ...COUNT, initial: '2', initialValue: 2 }),
  widows: longhand({ ...COUNT, initial: '2', initialValue: 2 }),
  // CSS Paged Media 3, §8.1: `auto` is the parent's page type, which makes it inherited in effect.
  page: longhand({
    values: 'auto | name of an @page rule',
    initial: 'auto',
    initialValue: '',
    inherited: true,
    parse: customName({ auto: '' }),
  }),
  blockStepSize: longhand<number | 'none'>({
    values: 'none | length',
    initial: 'none',
    initialValue: 'none',
    parse: oneOf(keyword('none'), positiveLength),
    differs: 'rounds the height of the box up to a multiple; the other block-step properties do not exist',
  }),
  flowInto: longhand<string | null>({
    values: 'none | name of a flow',
    initial: 'none',
    initialValue: null,
    parse: customName({ none: null }),
    differs: 'takes the whole element; no keywords element and content',
  }),
  flowFrom: longhand<string | null>({
    values: 'none | name of a flow',
    initial: 'none',
    initialValue: null,
    parse: customName({ none: null }),
    differs: 'the last box of a flow takes what is left',
  }),
};
