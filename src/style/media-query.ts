// Media queries → does the sheet apply to this edition? Media Queries 4, with the one feature `edition`.
// Paper is `print`; `screen` never applies, also not to the web edition, which is paged as well.
import type { CssValue } from './css-values.ts';
import { isDelim, serializeValues, splitValues, withoutSpace } from './css-values.ts';
import type { ReadContext } from './declaration.ts';
import type { Edition } from './style-sheet.ts';

/** True for an empty list. What is not understood is reported (C005) and does not apply. */
export function mediaMatches(values: readonly CssValue[], edition: Edition, context: ReadContext): boolean {
  if (values.length === 0) return true;
  // Every query is read, so that every mistake is reported.
  return splitValues(values, ',')
    .map((query) => queryMatches(query, edition, context))
    .includes(true);
}

function queryMatches(query: readonly CssValue[], edition: Edition, context: ReadContext): boolean {
  const parts = [...withoutSpace(query)];
  const [first] = parts;
  const word = (value: CssValue | undefined): string =>
    value?.kind === 'ident' ? value.name.toLowerCase() : '';
  const negated = word(first) === 'not';
  if (negated || word(first) === 'only') parts.shift();
  let matches = true;
  let expectAnd = false;
  let known = parts.length > 0;
  for (const part of parts) {
    if (expectAnd) {
      known &&= word(part) === 'and';
      expectAnd = false;
      continue;
    }
    expectAnd = true;
    if (part.kind === 'block' && part.open === '(') {
      const feature = editionFeature(part.values);
      known &&= feature !== null;
      matches &&= feature === edition;
    } else if (['all', 'print', 'screen', 'speech'].includes(word(part))) {
      matches &&= word(part) === 'all' || word(part) === 'print';
    } else known = false;
  }
  if (known && expectAnd) return matches !== negated;
  const offset = first?.start ?? 0;
  const hint = 'known are all, print, screen and (edition: web), (edition: press)';
  context.diagnostics.warning('C005', `The media query "${serializeValues(query)}" is not supported`, context.source.place(offset), hint); // prettier-ignore
  return false;
}

/** `edition: press` → press. */
function editionFeature(values: readonly CssValue[]): string | null {
  const [name, colon, value, more] = withoutSpace(values);
  if (name?.kind !== 'ident' || name.name.toLowerCase() !== 'edition') return null;
  if (!isDelim(colon, ':') || value?.kind !== 'ident' || more !== undefined) return null;
  return value.name.toLowerCase();
}
