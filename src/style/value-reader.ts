// Reads one property value: a cursor over component values, and the small parsers that property definitions are made of.
import type { Place } from '../base/diagnostic.ts';
import type { Color } from './color.ts';
import type { CssValue } from './css-values.ts';
import { withoutSpace } from './css-values.ts';

/** What relative values are computed against. While font-size is computed, `fontSize` is the parent's; likewise for `lineHeight`. */
export interface ComputeContext {
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly parentFontSize: number;
  readonly rootFontSize: number;
  readonly rootLineHeight: number;
  readonly color: Color;
}

/** A parsed value waiting for the element it is used on. */
export type Specified<T> = (context: ComputeContext) => T;

/** Reads a value from the cursor, or gives undefined when what stands there is something else. */
export type Parser<T> = (reader: ValueReader) => Specified<T> | undefined;

/** A place in the values of a declaration, moving on. */
export class ValueReader {
  readonly #values: readonly CssValue[];
  /** Where the declaration stands. */
  readonly place: (() => Place) | undefined;
  #position = 0;
  /** Why a value was refused, when that can be said better than “not supported”. */
  problem: string | null = null;

  constructor(values: readonly CssValue[], place?: () => Place) {
    this.#values = withoutSpace(values);
    this.place = place;
  }

  get done(): boolean {
    return this.#position >= this.#values.length;
  }

  get position(): number {
    return this.#position;
  }

  set position(position: number) {
    this.#position = position;
  }

  peek(): CssValue | undefined {
    return this.#values[this.#position];
  }

  next(): CssValue | undefined {
    return this.#values[this.#position++];
  }

  /** Takes the delimiter when it stands next. */
  delim(char: string): boolean {
    const value = this.peek();
    if (value?.kind !== 'delim' || value.char !== char) return false;
    this.#position++;
    return true;
  }

  /** The next identifier in lower case, taken only when `accept` holds. */
  ident(accept: (name: string) => boolean = () => true): string | undefined {
    const value = this.peek();
    if (value?.kind !== 'ident') return undefined;
    const name = value.name.toLowerCase();
    if (!accept(name)) return undefined;
    this.#position++;
    return name;
  }

  string(): string | undefined {
    const value = this.peek();
    if (value?.kind !== 'string') return undefined;
    this.#position++;
    return value.text;
  }

  /** The arguments of the next function, if it has one of these names. */
  function(...names: readonly string[]): { readonly name: string; readonly args: ValueReader } | undefined {
    const value = this.peek();
    if (value?.kind !== 'function' || !names.includes(value.name)) return undefined;
    this.#position++;
    return { name: value.name, args: new ValueReader(value.args, this.place) };
  }

  /** Tries a parser; the cursor stays where it was when the parser finds nothing. */
  try<T>(parser: (reader: ValueReader) => T | undefined): T | undefined {
    const before = this.#position;
    const result = parser(this);
    if (result === undefined) this.#position = before;
    return result;
  }
}

/** A value that does not depend on the element. */
export function constant<T>(value: T): Specified<T> {
  return () => value;
}

/** One of these keywords, as itself. */
export function keyword<const T extends string>(...keywords: readonly T[]): Parser<T> {
  const values = new Map(keywords.map((name) => [name as string, constant(name)]));
  return (reader) => {
    const name = reader.ident((n) => values.has(n));
    return name === undefined ? undefined : values.get(name);
  };
}

/** Keywords that stand for other values. */
export function keywordMap<const T>(map: Readonly<Record<string, T>>): Parser<T> {
  const values = new Map(Object.entries(map).map(([name, value]) => [name, constant(value)]));
  return (reader) => {
    const name = reader.ident((n) => values.has(n));
    return name === undefined ? undefined : values.get(name);
  };
}

/** The first alternative that reads something. */
export function oneOf<A, B>(a: Parser<A>, b: Parser<B>): Parser<A | B>;
export function oneOf<A, B, C>(a: Parser<A>, b: Parser<B>, c: Parser<C>): Parser<A | B | C>;
export function oneOf<T>(...parsers: readonly Parser<T>[]): Parser<T> {
  return (reader) => {
    for (const parser of parsers) {
      const result = reader.try(parser);
      if (result !== undefined) return result;
    }
    return undefined;
  };
}

/** The whole of a value: undefined unless the parser reads everything. */
export function parseWhole<T>(parser: Parser<T>, reader: ValueReader): Specified<T> | undefined {
  const result = parser(reader);
  return result !== undefined && reader.done ? result : undefined;
}
