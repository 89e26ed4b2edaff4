// The property table, lists and generated content: CSS Lists 3, Generated Content 3, Generated Content for Paged Media.
import type { ComputedStyle, ContentPart, CounterChange } from './computed-style.ts';
import type { Lack, LonghandGroup } from './property.ts';
import { keywordLonghand, longhand, OTHER_TARGET_COUNTER } from './property.ts';
import type { Parser, ValueReader } from './value-reader.ts';
import { constant } from './value-reader.ts';

/** Counter styles that can be printed; CSS Counter Styles 3, §6, as far as the publication's languages use them. */
const COUNTER_STYLES: readonly string[] = [
  'none', 'disc', 'circle', 'square', 'decimal', 'decimal-leading-zero', 'lower-roman', 'upper-roman', 'lower-alpha',
  'upper-alpha', 'lower-latin', 'upper-latin', 'lower-greek', 'arabic-indic', 'persian', 'persian-alphabetic', 'arabic-abjad',
]; // prettier-ignore

function counterStyle(reader: ValueReader): string | undefined {
  const name = reader.ident();
  if (name === undefined || COUNTER_STYLES.includes(name)) return name;
  reader.problem = `unknown counter style "${name}"; known are ${COUNTER_STYLES.join(', ')}`;
  return undefined;
}

/** `, style` or decimal. */
function optionalStyle(args: ValueReader): string | undefined {
  return args.delim(',') ? counterStyle(args) : 'decimal';
}

function customIdent(reader: ValueReader): string | undefined {
  const value = reader.peek();
  if (value?.kind !== 'ident') return undefined;
  reader.next();
  return value.name;
}

/** `attr(href)`, `attr(href url)`, a string or url(). */
function target(args: ValueReader): string | { readonly attr: string } | undefined {
  const attr = args.function('attr');
  if (attr !== undefined) {
    const name = attr.args.ident();
    attr.args.ident((n) => n === 'url' || n === 'string');
    return name === undefined || !attr.args.done ? undefined : { attr: name };
  }
  const value = args.next();
  if (value?.kind === 'string') return value.text;
  return value?.kind === 'url' ? value.url : undefined;
}

type PlaceOnPage = 'first' | 'start' | 'last' | 'first-except';

/** `name [, place]`. */
function nameAndPlace(args: ValueReader): { readonly name: string; readonly which: PlaceOnPage } | undefined {
  const name = customIdent(args);
  const which = args.delim(',')
    ? args.ident((n) => n === 'first' || n === 'start' || n === 'last' || n === 'first-except')
    : 'first';
  return name === undefined || which === undefined ? undefined : { name, which: which as PlaceOnPage };
}

const LEADERS: Readonly<Record<string, string>> = { dotted: '.', solid: '_', space: ' ' };
const QUOTES = ['open-quote', 'close-quote', 'no-open-quote', 'no-close-quote'] as const;

/** How each function of generated content is written. */
export const CONTENT_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['attr', 'attr(name)'],
  ['counter', 'counter(name [, style])'],
  ['counters', 'counters(name, "separator" [, style])'],
  ['string', 'string(name [, first | start | last | first-except])'],
  ['element', 'element(name [, first | start | last | first-except])'],
  ['content', 'content([text | before | after | first-letter])'],
  ['target-counter', 'target-counter(address, name [, style])'],
  ['target-text', 'target-text(address)'],
  ['leader', 'leader(dotted | solid | space | "pattern")'],
]);

const FUNCTIONS: Readonly<Record<string, (args: ValueReader) => ContentPart | undefined>> = {
  attr(args) {
    const name = args.ident();
    return name === undefined ? undefined : { kind: 'attr', name };
  },
  counter(args) {
    const name = customIdent(args);
    const style = optionalStyle(args);
    return name === undefined || style === undefined ? undefined : { kind: 'counter', name, style };
  },
  counters(args) {
    const name = customIdent(args);
    const separator = args.delim(',') ? args.string() : undefined;
    const style = optionalStyle(args);
    if (name === undefined || separator === undefined || style === undefined) return undefined;
    return { kind: 'counters', name, separator, style };
  },
  string(args) {
    const named = nameAndPlace(args);
    return named && { kind: 'named-string', ...named };
  },
  element(args) {
    const named = nameAndPlace(args);
    return named && { kind: 'element', ...named };
  },
  content(args) {
    if (args.done) return { kind: 'content', which: 'text' };
    const which = args.ident((n) => n === 'text' || n === 'before' || n === 'after' || n === 'first-letter');
    if (which === undefined) return undefined;
    return { kind: 'content', which: which as 'text' | 'before' | 'after' | 'first-letter' };
  },
  'target-counter'(args) {
    const url = target(args);
    const name = args.delim(',') ? customIdent(args) : undefined;
    const style = optionalStyle(args);
    if (url === undefined || name === undefined || style === undefined) return undefined;
    return { kind: 'target-counter', url, name, style };
  },
  'target-text'(args) {
    const url = target(args);
    if (args.delim(',') && args.ident((n) => n === 'content') === undefined) return undefined;
    return url === undefined ? undefined : { kind: 'target-text', url };
  },
  leader(args) {
    const name = args.ident((n) => Object.hasOwn(LEADERS, n));
    const pattern = name === undefined ? args.string() : LEADERS[name];
    return pattern === undefined || pattern === '' ? undefined : { kind: 'leader', pattern };
  },
};

function contentPart(reader: ValueReader): ContentPart | undefined {
  const value = reader.peek();
  if (value?.kind === 'string') {
    reader.next();
    return { kind: 'string', text: value.text };
  }
  if (value?.kind === 'url') {
    reader.next();
    return { kind: 'url', url: value.url };
  }
  const quote = reader.ident((n) => QUOTES.includes(n as (typeof QUOTES)[number]));
  if (quote !== undefined) return { kind: 'quote', which: quote as (typeof QUOTES)[number] };
  if (value?.kind !== 'function' || !CONTENT_FUNCTIONS.has(value.name)) return undefined;
  const called = reader.function(value.name);
  if (called === undefined) return undefined;
  const part = FUNCTIONS[value.name]?.(called.args);
  reader.problem ??= called.args.problem;
  return part !== undefined && called.args.done ? part : undefined;
}

/** One or more parts; ends where no part stands. */
function contentList(reader: ValueReader): readonly ContentPart[] | undefined {
  const parts: ContentPart[] = [];
  for (let part = reader.try(contentPart); part !== undefined; part = reader.try(contentPart))
    parts.push(Object.freeze(part));
  return parts.length === 0 ? undefined : Object.freeze(parts);
}

const content: Parser<ComputedStyle['content']> = (reader) => {
  const word = reader.ident((n) => n === 'none' || n === 'normal');
  if (word !== undefined) return constant(word as 'none' | 'normal');
  const parts = contentList(reader);
  return parts === undefined ? undefined : constant(parts);
};

const NO_PARTS: readonly ContentPart[] = Object.freeze([]);

const bookmarkLabel: Parser<readonly ContentPart[]> = (reader) => {
  if (reader.ident((n) => n === 'none') !== undefined) return constant(NO_PARTS);
  const parts = contentList(reader);
  return parts === undefined ? undefined : constant(parts);
};

type StringSet = ComputedStyle['stringSet'];

const stringSet: Parser<StringSet> = (reader) => {
  if (reader.ident((n) => n === 'none') !== undefined) return constant<StringSet>(Object.freeze([]));
  const sets: { name: string; parts: readonly ContentPart[] }[] = [];
  do {
    const name = customIdent(reader);
    const parts = contentList(reader);
    if (name === undefined || parts === undefined) return undefined;
    sets.push({ name, parts });
  } while (reader.delim(','));
  return constant(Object.freeze(sets));
};

const NO_CHANGES: readonly CounterChange[] = Object.freeze([]);

/** `none`, or names each with an optional integer. */
function counterChanges(standard: number): Parser<readonly CounterChange[]> {
  return (reader) => {
    if (reader.ident((n) => n === 'none') !== undefined) return constant(NO_CHANGES);
    const changes: CounterChange[] = [];
    for (let name = customIdent(reader); name !== undefined; name = customIdent(reader)) {
      const next = reader.peek();
      if (next?.kind === 'number' && next.integer) reader.next();
      changes.push({ name, value: next?.kind === 'number' ? next.value : standard });
    }
    return changes.length === 0 ? undefined : constant(Object.freeze(changes));
  };
}

const PAGE_COUNTER =
  'page is the number of the page on which the element begins: with page 1 the pages are counted anew from there';

function counterLonghand(standard: number, differs = ''): LonghandGroup<'counterReset'>['counterReset'] {
  return longhand({
    values: 'none | list of: name [integer]',
    initial: 'none',
    initialValue: NO_CHANGES,
    parse: counterChanges(standard),
    differs,
  });
}

type Quotes = ComputedStyle['quotes'];

const quotes: Parser<Quotes> = (reader) => {
  if (reader.ident((n) => n === 'auto') !== undefined) return constant<Quotes>('auto');
  if (reader.ident((n) => n === 'none') !== undefined) return constant<Quotes>(Object.freeze([]));
  const pairs: (readonly [string, string])[] = [];
  while (!reader.done) {
    const open = reader.string();
    const close = reader.string();
    if (open === undefined || close === undefined) return undefined;
    pairs.push([open, close]);
  }
  return pairs.length === 0 ? undefined : constant(Object.freeze(pairs));
};

export const listStyleType: Parser<string> = (reader) => {
  const text = reader.string();
  if (text !== undefined) return constant(`"${text}"`);
  const name = counterStyle(reader);
  return name === undefined ? undefined : constant(name);
};

const bookmarkLevel: Parser<number | 'none'> = (reader) => {
  if (reader.ident((n) => n === 'none') !== undefined) return constant('none' as const);
  const value = reader.next();
  return value?.kind === 'number' && value.integer && value.value >= 1 ? constant(value.value) : undefined;
};

const COUNTS_DECIMAL: Lack = { severity: 'note', what: ['lower-greek'], instead: 'numbers are decimal' };
const CONTENT_LACKS: readonly Lack[] = [
  COUNTS_DECIMAL,
  { severity: 'note', what: ['url()'], instead: 'nothing is printed' },
];
/** Of texts that are known before pages are. */
const TEXT_LACKS: readonly Lack[] = [
  COUNTS_DECIMAL,
  {
    severity: 'note',
    what: ['url()', 'target-counter()', OTHER_TARGET_COUNTER, 'leader()', 'string()', 'element()'],
    instead: 'nothing is put in its place',
  },
];

/** As described for `content`, `string-set` and `bookmark-label`. */
export const CONTENT_VALUES: string =
  'strings, attr(), counter(), counters(), string(), element(), content(), target-counter(), target-text(), leader(), url(), ' +
  'open-quote, close-quote, no-open-quote, no-close-quote';

export const GENERATED_PROPERTIES: LonghandGroup<
  | 'listStyleType'
  | 'listStylePosition'
  | 'content'
  | 'counterReset'
  | 'counterIncrement'
  | 'counterSet'
  | 'stringSet'
  | 'quotes'
  | 'bookmarkLevel'
  | 'bookmarkLabel'
  | 'bookmarkState'
> = {
  listStyleType: longhand({
    values: `string | ${COUNTER_STYLES.join(' | ')}`,
    initial: 'disc',
    initialValue: 'disc',
    inherited: true,
    parse: listStyleType,
    differs: 'no pictures, no @counter-style',
    lacks: [COUNTS_DECIMAL],
  }),
  listStylePosition: keywordLonghand(['outside', 'inside'], { inherited: true }),
  content: longhand<ComputedStyle['content']>({
    values: `normal | none | list of: ${CONTENT_VALUES}`,
    initial: 'normal',
    initialValue: 'normal',
    parse: content,
    differs: 'no alternative text after a slash',
    lacks: CONTENT_LACKS,
  }),
  counterReset: counterLonghand(0, PAGE_COUNTER),
  counterIncrement: counterLonghand(1),
  counterSet: counterLonghand(0, PAGE_COUNTER),
  stringSet: longhand<StringSet>({
    values: `none | list of: name and ${CONTENT_VALUES}`,
    initial: 'none',
    initialValue: Object.freeze([]),
    parse: stringSet,
    lacks: TEXT_LACKS,
  }),
  quotes: longhand<Quotes>({
    values: 'auto | none | pairs of strings',
    initial: 'auto',
    initialValue: 'auto',
    inherited: true,
    parse: quotes,
    differs: 'auto is by language: « » ‹ ›, “ ” ‘ ’, » « › ‹; the last pair serves all that is deeper',
  }),
  bookmarkLevel: longhand<number | 'none'>({
    values: 'none | integer, 1 or more',
    initial: 'none',
    initialValue: 'none',
    parse: bookmarkLevel,
  }),
  bookmarkLabel: longhand<readonly ContentPart[]>({
    values: `none | list of: ${CONTENT_VALUES}`,
    initial: 'content(text)',
    initialValue: Object.freeze([Object.freeze({ kind: 'content', which: 'text' } as const)]),
    parse: bookmarkLabel,
    lacks: TEXT_LACKS,
  }),
  bookmarkState: keywordLonghand(['open', 'closed']),
};
