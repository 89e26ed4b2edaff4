// Selectors → data that can be matched. Selectors Level 4, the subset listed in the CSS reference.
import type { CssValue } from './css-values.ts';
import { isDelim, splitValues } from './css-values.ts';

export type PseudoElementName =
  'before' | 'after' | 'marker' | 'first-letter' | 'footnote-call' | 'footnote-marker';

export type AttributeOperator = '' | '=' | '~=' | '|=' | '^=' | '$=' | '*=';

/** One condition on one element. */
export type SimpleSelector =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'class'; readonly name: string }
  | {
      readonly kind: 'attribute';
      readonly name: string;
      readonly operator: AttributeOperator;
      readonly value: string;
      readonly ignoreCase: boolean;
    }
  | { readonly kind: 'root' | 'empty' | 'only-child' | 'only-of-type' | 'any-link' | 'never' }
  | {
      readonly kind: 'nth';
      readonly a: number;
      readonly b: number;
      readonly fromEnd: boolean;
      readonly ofType: boolean;
      readonly of: readonly ComplexSelector[] | null;
    }
  | { readonly kind: 'not' | 'is'; readonly selectors: readonly ComplexSelector[] }
  | { readonly kind: 'lang'; readonly ranges: readonly string[] }
  | { readonly kind: 'dir'; readonly direction: 'ltr' | 'rtl' };

/** How an element stands to the compound on the left: ` ` descendant, `>` child, `+` next sibling, `~` later sibling. */
export type Combinator = ' ' | '>' | '+' | '~';

export interface Compound {
  readonly simple: readonly SimpleSelector[];
  /** Joins this compound with the one to its left; null for the leftmost. */
  readonly combinator: Combinator | null;
}

export interface ComplexSelector {
  /** From right to left. */
  readonly compounds: readonly Compound[];
  readonly pseudoElement: PseudoElementName | null;
  /** Where it begins in the source. */
  readonly offset: number;
  /** ids × 2^20 + classes × 2^10 + types. */
  readonly specificity: number;
}

/** Thrown inside this file only; becomes diagnostic C004. */
export class SelectorError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const ID = 1 << 20;
const CLASS = 1 << 10;
const TYPE = 1;
const MAXIMUM_COUNT = 1023;

export const PSEUDO_ELEMENTS: ReadonlySet<string> = new Set<PseudoElementName>([
  'before', 'after', 'marker', 'first-letter', 'footnote-call', 'footnote-marker',
]); // prettier-ignore
/** May be written with one colon. */
const LEGACY_PSEUDO_ELEMENTS: ReadonlySet<string> = new Set(['before', 'after', 'first-letter']);
/** Never true on paper. */
export const SCREEN_PSEUDO_CLASSES: ReadonlySet<string> = new Set([
  'hover', 'focus', 'active', 'visited', 'focus-visible', 'focus-within', 'target',
]); // prettier-ignore

export interface SelectorListResult {
  readonly selectors: readonly ComplexSelector[];
  /** Selectors of the list that are left out, and why. CSS would drop the whole rule; here the rest still applies. */
  readonly errors: readonly SelectorError[];
}

/** The prelude of a rule. */
export function parseSelectorList(values: readonly CssValue[], offset: number): SelectorListResult {
  const selectors: ComplexSelector[] = [];
  const errors: SelectorError[] = [];
  for (const part of splitValues(values, ',')) {
    try {
      selectors.push(parseComplex(part, part[0]?.start ?? offset, true));
    } catch (error) {
      if (!(error instanceof SelectorError)) throw error;
      errors.push(error);
    }
  }
  return { selectors, errors };
}

function parseComplex(values: readonly CssValue[], offset: number, topLevel: boolean): ComplexSelector {
  if (values.length === 0) throw new SelectorError('A selector is missing', offset);
  const compounds: Compound[] = [];
  let simple: SimpleSelector[] = [];
  let specificity = 0;
  let combinator: Combinator | null = null;
  let pseudoElement: PseudoElementName | null = null;
  let pending: Combinator | null = null;
  let lastOffset = offset;

  for (let i = 0; i < values.length;) {
    const value = values[i];
    if (value === undefined) break;
    lastOffset = value.start;
    const joined = readCombinator(values, i);
    if (joined !== null) {
      if (simple.length === 0)
        throw new SelectorError('A selector cannot begin with a combinator', value.start);
      if (pseudoElement !== null) throw new SelectorError('Nothing can follow a pseudo-element', value.start);
      compounds.push({ simple, combinator });
      simple = [];
      pending = joined.combinator;
      i = joined.next;
      continue;
    }
    if (pseudoElement !== null) throw new SelectorError('Nothing can follow a pseudo-element', value.start);
    const read = readSimple(values, i);
    combinator = pending;
    if (read.pseudoElement !== null) {
      if (!topLevel) throw new SelectorError('A pseudo-element cannot stand here', value.start);
      pseudoElement = read.pseudoElement;
      // `::before` alone is `*::before`.
      if (simple.length === 0) simple.push({ kind: 'tag', tag: '*' });
    } else {
      if (read.simple.kind === 'tag' && simple.length > 0)
        throw new SelectorError('A type selector must stand first', value.start);
      simple.push(read.simple);
    }
    specificity = addSpecificity(specificity, read.specificity);
    i = read.next;
  }
  if (simple.length === 0) throw new SelectorError('A selector cannot end with a combinator', lastOffset);
  compounds.push({ simple, combinator });
  return { compounds: compounds.reverse(), pseudoElement, offset, specificity };
}

/** Each of the three counts stops at 1023, so that many classes never outweigh an id. */
function addSpecificity(a: number, b: number): number {
  const field = (shift: number): number =>
    Math.min(MAXIMUM_COUNT, ((a >> shift) & MAXIMUM_COUNT) + ((b >> shift) & MAXIMUM_COUNT)) << shift;
  return field(20) | field(10) | field(0);
}

/** White space and/or one of > + ~ at `i`. */
function readCombinator(
  values: readonly CssValue[],
  i: number,
): { readonly combinator: Combinator; readonly next: number } | null {
  let next = i;
  let combinator: Combinator | null = null;
  for (; next < values.length; next++) {
    const value = values[next];
    if (value?.kind === 'space') combinator ??= ' ';
    else if (value?.kind === 'delim' && (value.char === '>' || value.char === '+' || value.char === '~')) {
      if (combinator !== null && combinator !== ' ')
        throw new SelectorError('Two combinators in a row', value.start);
      combinator = value.char;
    } else break;
  }
  return combinator === null ? null : { combinator, next };
}

interface SimpleResult {
  readonly simple: SimpleSelector;
  readonly pseudoElement: PseudoElementName | null;
  readonly specificity: number;
  readonly next: number;
}

function readSimple(values: readonly CssValue[], i: number): SimpleResult {
  const value = values[i];
  const done = (simple: SimpleSelector, specificity: number, length: number): SimpleResult => ({
    simple,
    pseudoElement: null,
    specificity,
    next: i + length,
  });
  if (value?.kind === 'ident') return done({ kind: 'tag', tag: value.name.toLowerCase() }, TYPE, 1);
  if (isDelim(value, '*')) return done({ kind: 'tag', tag: '*' }, 0, 1);
  if (value?.kind === 'hash') return done({ kind: 'id', id: value.name }, ID, 1);
  if (value?.kind === 'block' && value.open === '[')
    return done(attribute(value.values, value.start), CLASS, 1);
  const next = values[i + 1];
  if (isDelim(value, '.') && next?.kind === 'ident')
    return done({ kind: 'class', name: next.name }, CLASS, 2);
  if (isDelim(value, ':')) return readPseudo(values, i);
  if (isDelim(value, '&')) throw new SelectorError('Nesting with & is not supported', value?.start ?? 0);
  throw new SelectorError('This is not a selector', value?.start ?? 0);
}

function readPseudo(values: readonly CssValue[], i: number): SimpleResult {
  const double = isDelim(values[i + 1], ':');
  const at = double ? i + 2 : i + 1;
  const value = values[at];
  const offset = values[i]?.start ?? 0;
  if (value?.kind !== 'ident' && value?.kind !== 'function')
    throw new SelectorError('A name must follow the colon', offset);
  const name = value.name.toLowerCase();
  if (value.kind === 'ident' && PSEUDO_ELEMENTS.has(name) && (double || LEGACY_PSEUDO_ELEMENTS.has(name)))
    return {
      simple: { kind: 'never' },
      pseudoElement: name as PseudoElementName,
      specificity: TYPE,
      next: at + 1,
    };
  const shown = `${double ? '::' : ':'}${name}${value.kind === 'function' ? '()' : ''}`;
  if (double) throw new SelectorError(`The pseudo-element ${shown} is not supported`, offset);
  const result = value.kind === 'ident' ? pseudoClass(name) : pseudoFunction(name, value.args, offset);
  if (result === null) throw new SelectorError(`The pseudo-class ${shown} is not supported`, offset);
  return { ...result, pseudoElement: null, next: at + 1 };
}

type PseudoResult = Pick<SimpleResult, 'simple' | 'specificity'>;

function nth(a: number, b: number, flags: { fromEnd?: boolean; ofType?: boolean } = {}): SimpleSelector {
  return { kind: 'nth', a, b, fromEnd: flags.fromEnd ?? false, ofType: flags.ofType ?? false, of: null };
}

/** Pseudo-classes without arguments. */
export const PSEUDO_CLASSES: ReadonlyMap<string, SimpleSelector> = new Map<string, SimpleSelector>([
  ['root', { kind: 'root' }],
  ['empty', { kind: 'empty' }],
  ['link', { kind: 'any-link' }],
  ['any-link', { kind: 'any-link' }],
  ['first-child', nth(0, 1)],
  ['last-child', nth(0, 1, { fromEnd: true })],
  ['only-child', { kind: 'only-child' }],
  ['first-of-type', nth(0, 1, { ofType: true })],
  ['last-of-type', nth(0, 1, { fromEnd: true, ofType: true })],
  ['only-of-type', { kind: 'only-of-type' }],
]);

/** Pseudo-classes with arguments, and what they take. */
export const FUNCTIONAL_PSEUDO_CLASSES: ReadonlyMap<string, string> = new Map([
  ['not', 'list of selectors'],
  ['is', 'list of selectors'],
  ['where', 'list of selectors'],
  ['matches', 'as :is()'],
  ['lang', 'list of language tags'],
  ['dir', 'ltr | rtl'],
  ['nth-child', 'odd | even | an+b, and “of” with selectors'],
  ['nth-last-child', 'as :nth-child()'],
  ['nth-of-type', 'odd | even | an+b'],
  ['nth-last-of-type', 'as :nth-of-type()'],
]);

function pseudoClass(name: string): PseudoResult | null {
  if (SCREEN_PSEUDO_CLASSES.has(name)) return { simple: { kind: 'never' }, specificity: CLASS };
  const found = PSEUDO_CLASSES.get(name);
  return found === undefined ? null : { simple: found, specificity: CLASS };
}

function pseudoFunction(name: string, args: readonly CssValue[], offset: number): PseudoResult | null {
  switch (name) {
    case 'not':
    case 'is':
    case 'where':
    case 'matches': {
      const selectors = splitValues(args, ',').map((part) =>
        parseComplex(part, part[0]?.start ?? offset, false),
      );
      const specificity = name === 'where' ? 0 : Math.max(...selectors.map((s) => s.specificity));
      return { simple: { kind: name === 'not' ? 'not' : 'is', selectors }, specificity };
    }
    case 'lang': {
      const ranges = splitValues(args, ',').map(([value]) => languageRange(value, offset));
      return { simple: { kind: 'lang', ranges }, specificity: CLASS };
    }
    case 'dir': {
      const value = args.find((v) => v.kind !== 'space');
      const direction = value?.kind === 'ident' ? value.name.toLowerCase() : '';
      if (direction !== 'ltr' && direction !== 'rtl')
        throw new SelectorError(':dir() takes ltr or rtl', offset);
      return { simple: { kind: 'dir', direction }, specificity: CLASS };
    }
    case 'nth-child':
    case 'nth-last-child':
    case 'nth-of-type':
    case 'nth-last-of-type':
      return nthFunction(name, args, offset);
    default:
      return null;
  }
}

function languageRange(value: CssValue | undefined, offset: number): string {
  if (value?.kind === 'ident') return value.name.toLowerCase();
  if (value?.kind === 'string') return value.text.toLowerCase();
  throw new SelectorError(':lang() takes language tags', offset);
}

function nthFunction(name: string, args: readonly CssValue[], offset: number): PseudoResult {
  const of = args.findIndex((v) => v.kind === 'ident' && v.name.toLowerCase() === 'of');
  const formula = nthFormula(of < 0 ? args : args.slice(0, of));
  if (formula === null)
    throw new SelectorError(`:${name}() takes odd, even or a formula such as 2n+1`, offset);
  const ofType = name.endsWith('of-type');
  if (of >= 0 && ofType) throw new SelectorError(`:${name}() takes no “of”`, offset);
  const selectors =
    of < 0 ? null : splitValues(args.slice(of + 1), ',').map((part) => parseComplex(part, offset, false));
  const inner = selectors === null ? 0 : Math.max(...selectors.map((s) => s.specificity));
  return {
    simple: {
      kind: 'nth',
      a: formula[0],
      b: formula[1],
      fromEnd: name.includes('last'),
      ofType,
      of: selectors,
    },
    specificity: addSpecificity(CLASS, inner),
  };
}

/** An+B, CSS Syntax 3 §6: put back into one string, because tokens cut it in odd places (`2n-1` is a dimension). */
export function nthFormula(values: readonly CssValue[]): readonly [number, number] | null {
  let text = '';
  for (const value of values) {
    if (value.kind === 'space') text += ' ';
    else if (value.kind === 'ident') text += value.name;
    else if (value.kind === 'delim') text += value.char;
    else if (value.kind === 'dimension') text += `${value.value}${value.unit}`;
    // The tokens of `n +3` lose the sign of 3, which tells it from `n 3`.
    else if (value.kind === 'number')
      text += value.value >= 0 && /n\s*$/i.test(text) ? `+${value.value}` : String(value.value);
    else return null;
  }
  text = text.trim().toLowerCase();
  if (text === 'odd') return [2, 1];
  if (text === 'even') return [2, 0];
  const parts = /^([+-]?\d*)n(?:\s*([+-])\s*(\d+))?$/.exec(text);
  if (parts === null) return /^[+-]?\d+$/.test(text) ? [0, Number(text)] : null;
  const [, a = '', sign = '+', b = '0'] = parts;
  const factor = a === '' || a === '+' ? 1 : a === '-' ? -1 : Number(a);
  return [factor, sign === '-' ? -Number(b) : Number(b)];
}

function attribute(values: readonly CssValue[], offset: number): SimpleSelector {
  const parts = values.filter((v) => v.kind !== 'space');
  const name = parts[0];
  if (name?.kind !== 'ident') throw new SelectorError('An attribute selector needs a name', offset);
  const base = { kind: 'attribute', name: name.name.toLowerCase() } as const;
  if (parts.length === 1) return { ...base, operator: '', value: '', ignoreCase: false };
  let i = 1;
  let operator = '';
  for (let part = parts[i]; part?.kind === 'delim'; part = parts[++i]) operator += part.char;
  const value = parts[i];
  const flag = parts[i + 1];
  const text = value?.kind === 'ident' ? value.name : value?.kind === 'string' ? value.text : undefined;
  const flagName = flag?.kind === 'ident' ? flag.name.toLowerCase() : '';
  if (
    text === undefined ||
    !/^[~|^$*]?=$/.test(operator) ||
    parts.length > i + 2 ||
    (flag !== undefined && flagName !== 'i' && flagName !== 's')
  )
    // prettier-ignore
    throw new SelectorError('This attribute selector cannot be read; write [name="value"]', offset);
  return { ...base, operator: operator as AttributeOperator, value: text, ignoreCase: flagName === 'i' };
}
