// The property table, flex containers, columns and fragmentation: CSS Flexbox 1, Multi-column 1, Fragmentation 4, Box Alignment 3,
// Regions 1, Rhythmic Sizing 1, Line Grid 1.
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

const flowContinues: Parser<readonly string[]> = (reader) => {
  const called = reader.function('flow-continues');
  if (called === undefined) return undefined;
  const names: string[] = [];
  for (let value = called.args.next(); value?.kind === 'ident'; value = called.args.next())
    names.push(value.name);
  return names.length === 0 || !called.args.done ? undefined : constant(Object.freeze(names));
};

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
  | 'verse'
  | 'columnSpan'
  | 'breakBefore'
  | 'breakAfter'
  | 'breakInside'
  | 'orphans'
  | 'widows'
  | 'page'
  | 'blockStepSize'
  | 'lineGrid'
  | 'lineSnap'
  | 'verticalJustify'
  | 'flowInto'
  | 'flowFrom'
  | 'displayIf'
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
  verse: keywordLonghand(['none', 'poem', 'couplet'], {
    differs:
      'of this program only: the blocks in a couplet are hemistichs, two to a row, equally wide in all couplets of a poem; see “Verse”',
  }),
  breakBefore: keywordLonghand(
    ['auto', 'avoid', 'page', 'left', 'right', 'recto', 'verso', 'column', 'avoid-page', 'avoid-column'],
    { also: { always: 'page' }, differs: BREAK_DIFFERS },
  ),
  breakAfter: keywordLonghand(
    ['auto', 'avoid', 'page', 'left', 'right', 'recto', 'verso', 'column', 'avoid-page', 'avoid-column'],
    { also: { always: 'page' }, differs: BREAK_DIFFERS },
  ),
  breakInside: keywordLonghand(['auto', 'avoid', 'avoid-page', 'avoid-column']),
  orphans: longhand({
    ...COUNT,
    initial: '2',
    initialValue: 2,
    differs:
      'of a box with columns: lines that a column has at least where the box begins at the foot of a page',
  }),
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
  lineGrid: keywordLonghand(['match-parent', 'create'], {
    differs:
      'create on @page or the root is the grid of the pages, from the top of the page area; table cells take part where vertical-align is top or baseline',
  }),
  lineSnap: keywordLonghand(['none', 'baseline', 'contain'], {
    inherited: true,
    differs:
      'baseline holds lines whose line-height is a multiple of the grid’s and leaves captions and decks their own; contain gives any line whole steps of the grid',
  }),
  verticalJustify: longhand<number | 'none'>({
    values: 'none | length',
    initial: 'none',
    initialValue: 'none',
    parse: oneOf(keyword('none'), positiveLength),
    differs:
      'an extension, for boxes with columns and for the root: what a column or page that goes on elsewhere lacks is added between its blocks, at most so much at each place; whole steps on a line grid; nothing where that does not fill it',
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
  displayIf: longhand<readonly string[] | null>({
    values: 'always | flow-continues(one or more names of flows)',
    initial: 'always',
    initialValue: null,
    parse: oneOf(keywordMap({ always: null }), flowContinues),
    differs:
      'of this program only: without it the box is not there at all. With flow-continues() it is there if something of one of the flows ' +
      'is left after the regions that stand before the box. For blocks, not for text in a line',
  }),
};
