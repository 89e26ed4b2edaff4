// Custom properties and var(). CSS Custom Properties Level 1: substitution, fallbacks, circles, and bounds on growth.
import type { CssValue } from './css-values.ts';
import { MAXIMUM_NESTING, nestingDepth, serializeValues, trimSpace } from './css-values.ts';
import type { Declaration } from './declaration.ts';
import { hasVariable } from './declaration.ts';

/** The custom properties an element has, inherited ones included. */
export interface CustomProperties {
  readonly values: ReadonlyMap<string, readonly CssValue[]>;
  /** Equal environments of one line of descent have equal keys. */
  readonly key: string;
}

/** More values than this in one substituted property is an attack, not a design. */
const MAXIMUM_VALUES = 10_000;
const MAXIMUM_CHAIN = 100;

type CustomDeclaration = Declaration & { readonly kind: 'custom' };

/** Applies an element's own declarations, in cascade order, to those of its parent. */
export function resolveCustomProperties(
  declarations: readonly CustomDeclaration[],
  parent: CustomProperties,
): CustomProperties {
  const own = new Map<string, readonly CssValue[] | null>();
  for (const { name, value } of declarations) {
    if (value === 'inherit' || value === 'unset') own.delete(name);
    else own.set(name, value === 'initial' ? null : value);
  }
  const values = new Map(parent.values);
  for (const name of own.keys()) values.delete(name);
  const resolver = new Resolver(own, values);
  for (const name of own.keys()) resolver.resolve(name, 0);

  let key = parent.key;
  for (const name of [...own.keys()].sort()) {
    const value = values.get(name);
    const before = parent.values.get(name);
    const text = value === undefined ? null : serializeValues(value);
    if (text !== (before === undefined ? null : serializeValues(before))) key += `${name}:${text ?? '!'};`;
  }
  return key === parent.key ? parent : { values, key };
}

class Resolver {
  readonly #own: ReadonlyMap<string, readonly CssValue[] | null>;
  readonly #values: Map<string, readonly CssValue[]>;
  readonly #state = new Map<string, 'open' | 'done'>();
  /** Names found to be part of a circle: they stay undefined, whatever their fallbacks say. */
  readonly #circular = new Set<string>();
  readonly #stack: string[] = [];

  constructor(
    own: ReadonlyMap<string, readonly CssValue[] | null>,
    values: Map<string, readonly CssValue[]>,
  ) {
    this.#own = own;
    this.#values = values;
  }

  resolve(name: string, chain: number): readonly CssValue[] | undefined {
    const specified = this.#own.get(name);
    if (specified === undefined || this.#state.get(name) === 'done') return this.#values.get(name);
    if (specified === null) return undefined;
    if (this.#state.get(name) === 'open') {
      for (const member of this.#stack.slice(this.#stack.lastIndexOf(name))) this.#circular.add(member);
      return undefined;
    }
    if (chain > MAXIMUM_CHAIN) return undefined;
    this.#state.set(name, 'open');
    this.#stack.push(name);
    const value = substituteVariables(specified, (other) => this.resolve(other, chain + 1));
    this.#stack.pop();
    this.#state.set(name, 'done');
    if (value !== null && !this.#circular.has(name)) this.#values.set(name, value);
    return this.#values.get(name);
  }
}

/** Puts values in the place of var(); null where one is missing without a fallback, or the result grows without measure. */
export function substituteVariables(
  values: readonly CssValue[],
  lookup: (name: string) => readonly CssValue[] | undefined,
): readonly CssValue[] | null {
  if (!hasVariable(values)) return values;
  const budget = { values: MAXIMUM_VALUES };
  const result = substitute(values, lookup, budget);
  return result === null || nestingDepth(result) > MAXIMUM_NESTING ? null : result;
}

function substitute(
  values: readonly CssValue[],
  lookup: (name: string) => readonly CssValue[] | undefined,
  budget: { values: number },
): CssValue[] | null {
  const result: CssValue[] = [];
  for (const value of values) {
    if (value.kind === 'function' && value.name === 'var') {
      const replaced = variable(value.args, lookup, budget);
      if (replaced === null) return null;
      budget.values -= countValues(replaced);
      if (budget.values < 0) return null;
      for (const part of replaced) result.push(part);
    } else if (value.kind === 'function') {
      const args = substitute(value.args, lookup, budget);
      if (args === null) return null;
      result.push({ ...value, args });
    } else if (value.kind === 'block') {
      const inner = substitute(value.values, lookup, budget);
      if (inner === null) return null;
      result.push({ ...value, values: inner });
    } else result.push(value);
  }
  return result;
}

function variable(
  args: readonly CssValue[],
  lookup: (name: string) => readonly CssValue[] | undefined,
  budget: { values: number },
): readonly CssValue[] | null {
  const comma = args.findIndex((v) => v.kind === 'delim' && v.char === ',');
  const [name, ...more] = trimSpace(comma < 0 ? args : args.slice(0, comma));
  if (name?.kind !== 'ident' || !name.name.startsWith('--') || more.length > 0) return null;
  const found = lookup(name.name);
  if (found !== undefined) return found;
  return comma < 0 ? null : substitute(trimSpace(args.slice(comma + 1)), lookup, budget);
}

function countValues(values: readonly CssValue[]): number {
  let count = values.length;
  for (const value of values) {
    if (value.kind === 'function') count += countValues(value.args);
    else if (value.kind === 'block') count += countValues(value.values);
  }
  return count;
}

/** The custom properties a value asks for that are not there, for messages. */
export function missingVariables(values: readonly CssValue[], custom: CustomProperties): readonly string[] {
  return values.flatMap((value) => {
    if (value.kind === 'block') return missingVariables(value.values, custom);
    if (value.kind !== 'function') return [];
    const [name] = value.args;
    if (value.name !== 'var') return missingVariables(value.args, custom);
    return name?.kind === 'ident' && !custom.values.has(name.name) ? [name.name] : [];
  });
}
