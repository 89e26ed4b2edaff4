// What the style stage reads and the later stages do not obey yet → diagnostic L003 at its place, so that nothing is lost in silence.
// Which values these are stands in the property table (`lacks`), and below for what is no property.
import type { Diagnostics } from '../base/diagnostic.ts';
import { BLACK } from './color.ts';
import type { ContentPart } from './computed-style.ts';
import type { CssValue } from './css-values.ts';
import type { Lack } from './property.ts';
import { OTHER_TARGET_COUNTER } from './property.ts';
import { LOGICAL_LONGHANDS, LONGHANDS } from './property-table.ts';
import type { SourceText } from './source-text.ts';
import type { ComputeContext, Specified } from './value-reader.ts';

/** Properties that are neither of the page's box nor inherited by the boxes in its margins. */
export const OTHER_PAGE_LACK: Lack = {
  severity: 'note',
  instead: 'a page has size, margin, border, padding, background-color, a number and what its boxes inherit',
};

/** Where a declaration stands and where complaints go. */
interface LackPlace {
  readonly source: SourceText;
  readonly offset: number;
  readonly diagnostics: Diagnostics;
}

/** `subject` as it is written, in quotes or as ::name or @name. */
export function reportLack(lack: Lack, subject: string, { source, offset, diagnostics }: LackPlace): void {
  diagnostics.add({
    code: 'L003',
    severity: lack.severity,
    message: `${subject} has no effect yet`,
    place: source.place(offset),
    hint: lack.instead,
  });
}

/** Values that do not depend on the element look the same in every context. */
const ANY_CONTEXT: ComputeContext = {
  fontSize: 12, lineHeight: 14.4, parentFontSize: 12, rootFontSize: 12, rootLineHeight: 14.4, color: BLACK,
}; // prettier-ignore

type Assignments = readonly (readonly [target: string, value: Specified<unknown> | 'initial'])[];

/** Reports what of one accepted declaration has no effect: each longhand once. */
export function reportLacks(assignments: Assignments, place: LackPlace): void {
  for (const [target, value] of assignments) {
    const longhand = LONGHANDS.get(LOGICAL_LONGHANDS.get(target)?.ltr ?? target);
    if (longhand === undefined || longhand.lacks.length === 0 || value === 'initial') continue;
    const computed = value(ANY_CONTEXT);
    for (const lack of longhand.lacks) {
      const subjects = lackingParts(lack, longhand.name, computed, longhand.initial(ANY_CONTEXT));
      for (const subject of new Set(subjects)) reportLack(lack, subject, place);
    }
  }
}

/** `"opacity"`, `"float: left"` or `"target-text()" in "content"`; none where the value is obeyed. */
function lackingParts(lack: Lack, name: string, value: unknown, initial: unknown): readonly string[] {
  const { what } = lack;
  if (what === undefined) return value === initial ? [] : [`"${name}"`];
  if (typeof value === 'string') return what.includes(value) ? [`"${name}: ${value}"`] : [];
  const found = wordsOf(value);
  return found.filter((word) => what.includes(word)).map((word) => `"${word}" in "${name}"`);
}

/** What a list is made of, in the words of lacks. */
function wordsOf(value: unknown): readonly string[] {
  return partsOf(value).flatMap((part) => [partName(part), 'style' in part ? part.style : '']);
}

/** The parts of `content`, or of every name in `string-set`. */
function partsOf(value: unknown): readonly ContentPart[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly (ContentPart | { readonly parts: readonly ContentPart[] })[]).flatMap((part) =>
    'parts' in part ? part.parts : [part],
  );
}

/** How a part of generated content is written; '' for plain text. */
function partName(part: ContentPart): string {
  if (part.kind === 'string') return '';
  if (part.kind === 'named-string') return 'string()';
  return part.kind === 'target-counter' && part.name !== 'page' ? OTHER_TARGET_COUNTER : `${part.kind}()`;
}

/** Parts of `content` that page-margin boxes, which have no element, print as nothing. */
const OF_ELEMENTS: ReadonlySet<string> = new Set([
  'attr', 'counters', 'content', 'target-counter', 'leader', 'open-quote', 'close-quote',
]); // prettier-ignore

/** Reports the parts of an accepted `content` that print nothing where they stand. */
export function reportMisplacedContent(
  values: readonly CssValue[],
  where: 'rule' | 'margin box',
  place: LackPlace,
): void {
  for (const value of values) {
    if (value.kind !== 'function' && value.kind !== 'ident') continue;
    const shown = value.kind === 'function' ? `${value.name}()` : value.name;
    if (where === 'rule') {
      const lack: Lack = { severity: 'note', instead: `${shown} is for boxes such as @top-left` };
      if (shown === 'string()' || shown === 'element()')
        reportLack(lack, `"${shown}" outside page-margin boxes`, place);
      continue;
    }
    const counter = value.kind === 'function' && value.name === 'counter' ? value.args[0] : undefined;
    const isOther = counter?.kind === 'ident' && counter.name !== 'page' && counter.name !== 'pages';
    if (!isOther && !OF_ELEMENTS.has(value.name)) continue;
    const subject = `"${isOther ? `counter(${counter.name})` : shown}" in a page-margin box`;
    reportLack({ severity: 'note', instead: 'use string-set on an element and string() here' }, subject, place); // prettier-ignore
  }
}

/** Longhands without any effect on pages, by CSS name: every value but the initial one is lost. */
export function propertiesWithoutEffect(): readonly string[] {
  const lost = [...LONGHANDS.values()].filter(({ lacks, values: accepted, initialText }) => {
    const values = accepted.split('|').map((value) => value.trim());
    return lacks.some(({ what }) => what === undefined || values.every((value) => value === initialText || what.includes(value))); // prettier-ignore
  });
  return lost.map(({ name }) => name);
}
