// The condition of @supports → does this program obey it? CSS Conditional Rules 3, § 6: `(property: value)`, `selector(…)`, with
// `not`, `and`, `or` and brackets. What is read but has no effect yet is not supported.
import { Diagnostics } from '../base/diagnostic.ts';
import type { CssValue } from './css-values.ts';
import { serializeValues, withoutSpace } from './css-values.ts';
import type { ReadContext } from './declaration.ts';
import { interpretDeclaration, readBlock } from './declaration.ts';
import { parseSelectorList } from './selector.ts';

/** False for what is not understood, which is reported (C005). */
export function supportsMatches(values: readonly CssValue[], context: ReadContext): boolean {
  const result = condition(values, context);
  if (result !== null) return result;
  const hint = 'write (property: value) or selector(…), joined by and, or by or';
  context.diagnostics.warning('C005', `The condition "${serializeValues(values)}" is not understood`, context.source.place(values[0]?.start ?? 0), hint); // prettier-ignore
  return false;
}

/** Null where the grammar is broken. */
function condition(values: readonly CssValue[], context: ReadContext): boolean | null {
  const [first, ...rest] = withoutSpace(values);
  if (wordOf(first) === 'not') {
    const negated = rest.length === 1 ? term(rest[0], context) : null;
    return negated === null ? null : !negated;
  }
  let result = term(first, context);
  const joint = wordOf(rest[0]);
  if (rest.length % 2 === 1 || (rest.length > 0 && joint !== 'and' && joint !== 'or')) return null;
  for (let i = 0; i < rest.length; i += 2) {
    const next = term(rest[i + 1], context);
    if (wordOf(rest[i]) !== joint || result === null || next === null) return null;
    result = joint === 'and' ? result && next : result || next;
  }
  return result;
}

function term(value: CssValue | undefined, context: ReadContext): boolean | null {
  if (value?.kind === 'function') return value.name === 'selector' && isSelector(value.args, value.start);
  if (value?.kind !== 'block' || value.open !== '(') return null;
  const [first, second] = withoutSpace(value.values);
  const isDeclaration = first?.kind === 'ident' && second?.kind === 'delim' && second.char === ':';
  return isDeclaration ? isObeyed(value.values, context) : condition(value.values, context);
}

function isSelector(values: readonly CssValue[], offset: number): boolean {
  const { selectors, errors } = parseSelectorList(values, offset);
  return selectors.length > 0 && errors.length === 0;
}

/** Nothing to complain of, not even that something has no effect yet. */
function isObeyed(values: readonly CssValue[], context: ReadContext): boolean {
  const diagnostics = new Diagnostics();
  const tried = { ...context, diagnostics };
  const { declarations } = readBlock(values, tried);
  const read = declarations.flatMap((declaration) => interpretDeclaration(declaration, tried));
  return read.length > 0 && diagnostics.list.length === 0;
}

function wordOf(value: CssValue | undefined): string {
  return value?.kind === 'ident' ? value.name.toLowerCase() : '';
}
