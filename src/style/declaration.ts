// The inside of a { } block → declarations of longhands, ready for the cascade. CSS Syntax 3, §5.4.4–6; CSS Cascade 4, §7.
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { unreachable } from '../base/invariant.ts';
import type { CssBlock, CssValue } from './css-values.ts';
import { isDelim, trimSpace, withoutSpace } from './css-values.ts';
import { reportLacks } from './lacks.ts';
import type { NameSuggestions } from '../base/nearest-name.ts';
import type { Property } from './property.ts';
import { fieldName } from './property.ts';
import { HARMLESS_PROPERTIES, LONGHANDS, PROPERTIES } from './property-table.ts';
import type { SourceText } from './source-text.ts';
import type { Specified } from './value-reader.ts';
import { parseWhole, ValueReader } from './value-reader.ts';

export type WideKeyword = 'inherit' | 'initial' | 'unset';

export type Declaration =
  | {
      readonly kind: 'value';
      /** Field name of a longhand or logical longhand. */
      readonly target: string;
      readonly value: Specified<unknown> | WideKeyword;
      readonly important: boolean;
    }
  | {
      readonly kind: 'custom';
      readonly name: string;
      readonly value: readonly CssValue[] | WideKeyword;
      readonly important: boolean;
    }
  | PendingDeclaration;

/** Holds var(): can be read only when the element's custom properties are known. */
export interface PendingDeclaration {
  readonly kind: 'pending';
  readonly property: Property;
  readonly values: readonly CssValue[];
  readonly important: boolean;
  readonly source: SourceText;
  readonly offset: number;
}

/** Where the text stands and where complaints go. */
export interface ReadContext {
  readonly source: SourceText;
  readonly diagnostics: Diagnostics;
  readonly suggestions: NameSuggestions;
}

export interface RawDeclaration {
  /** As written; lower case unless it is a custom property. */
  readonly name: string;
  readonly values: readonly CssValue[];
  readonly important: boolean;
  readonly start: number;
  readonly end: number;
}

export interface RawAtRule {
  readonly name: string;
  readonly prelude: readonly CssValue[];
  readonly block: CssBlock | null;
  readonly start: number;
  readonly end: number;
}

export interface RawBlock {
  readonly declarations: readonly RawDeclaration[];
  readonly atRules: readonly RawAtRule[];
}

/** Cuts the contents of a block into declarations and at-rules; what is neither is reported as C001 and skipped. */
export function readBlock(values: readonly CssValue[], context: ReadContext): RawBlock {
  const declarations: RawDeclaration[] = [];
  const atRules: RawAtRule[] = [];
  for (let i = 0; i < values.length;) {
    const value = values[i];
    if (value === undefined) break;
    if (value.kind === 'space' || isDelim(value, ';')) {
      i++;
      continue;
    }
    if (value.kind === 'at') {
      const { rule, next } = readAtRule(values, i);
      atRules.push(rule);
      i = next;
      continue;
    }
    let end = i;
    while (end < values.length && !isDelim(values[end], ';')) {
      const at = values[end++];
      // A rule inside a rule ends with its block, without a semicolon.
      if (at?.kind === 'block' && at.open === '{' && !isCustom(value)) break;
    }
    const declaration = readDeclaration(values.slice(i, end), context);
    if (declaration !== null) declarations.push(declaration);
    i = end;
  }
  return { declarations, atRules };
}

function isCustom(value: CssValue): boolean {
  return value.kind === 'ident' && value.name.startsWith('--');
}

/** From the at-keyword at `i` to its block or semicolon. */
export function readAtRule(
  values: readonly CssValue[],
  i: number,
): { readonly rule: RawAtRule; readonly next: number } {
  const at = values[i];
  let next = i + 1;
  let block: CssBlock | null = null;
  const prelude: CssValue[] = [];
  for (; next < values.length; next++) {
    const value = values[next];
    if (value === undefined || isDelim(value, ';')) break;
    if (value.kind === 'block' && value.open === '{') {
      block = value;
      break;
    }
    prelude.push(value);
  }
  const name = at?.kind === 'at' ? at.name : '';
  const end = values[Math.min(next, values.length - 1)]?.end ?? 0;
  return { rule: { name, prelude: trimSpace(prelude), block, start: at?.start ?? 0, end }, next: next + 1 };
}

function readDeclaration(values: readonly CssValue[], context: ReadContext): RawDeclaration | null {
  const [first] = values;
  const last = values.at(-1);
  if (first === undefined || last === undefined) return null;
  const { source, diagnostics } = context;
  const complain = (message: string, offset: number, hint?: string): null => {
    diagnostics.warning('C001', message, source.place(offset), hint);
    return null;
  };
  const excerpt = (): string => source.excerpt(first.start, last.end);
  const custom = isCustom(first);
  if (last.kind === 'block' && last.open === '{' && !custom)
    return complain(
      `A rule inside a rule is not supported: "${excerpt()}"`,
      first.start,
      'write it after the rule',
    );
  if (first.kind !== 'ident') return complain(`A property name is expected, not "${excerpt()}"`, first.start);
  const colon = values.findIndex((v, i) => i > 0 && v.kind !== 'space');
  if (!isDelim(values[colon], ':'))
    return complain(`A colon is missing after "${first.name}"`, first.end, `found "${excerpt()}"`);
  let value = trimSpace(values.slice(colon + 1));
  const important = hasImportant(value);
  if (important)
    value = trimSpace(
      value.slice(
        0,
        value.findLastIndex((v) => isDelim(v, '!')),
      ),
    );
  const stray = custom ? -1 : value.findIndex((v) => isDelim(v, ':'));
  if (stray >= 0) {
    const at = value[stray - 1] ?? first;
    return complain(`A semicolon is missing before "${source.excerpt(at.start, at.end)}"`, at.start);
  }
  const name = custom ? first.name : first.name.toLowerCase();
  return { name, values: value, important, start: first.start, end: last.end };
}

/** Values end neither with space nor with the semicolon. */
function hasImportant(values: readonly CssValue[]): boolean {
  const word = values.at(-1);
  if (word?.kind !== 'ident' || word.name.toLowerCase() !== 'important') return false;
  return isDelim(withoutSpace(values).at(-2), '!');
}

/** Properties → longhand declarations, with C002 and C003 for what is not understood. */
export function interpretDeclaration(raw: RawDeclaration, context: ReadContext): readonly Declaration[] {
  const { name, important } = raw;
  const wide = wideKeyword(raw.values);
  if (name.startsWith('--')) return [{ kind: 'custom', name, value: wide ?? raw.values, important }];
  const property = PROPERTIES.get(name);
  if (property === undefined) {
    if (!HARMLESS_PROPERTIES.has(name)) reportUnknown(raw, context);
    return [];
  }
  if (wide !== null)
    return targetsOf(property).map((target) => ({ kind: 'value', target, value: wide, important }));
  if (hasVariable(raw.values))
    return [
      { kind: 'pending', property, values: raw.values, important, source: context.source, offset: raw.start },
    ];
  const parsed = parseProperty(property, raw.values, () => context.source.place(raw.start));
  if (parsed.assignments === null) {
    reportValue(property, serializeSource(raw, context), parsed.problem, context.source, raw.start, context.diagnostics); // prettier-ignore
    return [];
  }
  const { source, diagnostics } = context;
  reportLacks(parsed.assignments, { source, offset: raw.start, diagnostics });
  return parsed.assignments.map(([target, value]) => ({ kind: 'value', target, value, important }));
}

function serializeSource(raw: RawDeclaration, context: ReadContext): string {
  const [first] = raw.values;
  const last = raw.values.at(-1);
  return first === undefined || last === undefined ? '' : context.source.excerpt(first.start, last.end);
}

function wideKeyword(values: readonly CssValue[]): WideKeyword | null {
  const [value] = values;
  if (values.length !== 1 || value?.kind !== 'ident') return null;
  const name = value.name.toLowerCase();
  return name === 'inherit' || name === 'initial' || name === 'unset' ? name : null;
}

/** Whether `var()` stands anywhere in the values. */
export function hasVariable(values: readonly CssValue[]): boolean {
  for (const value of values) {
    if (value.kind === 'function' && (value.name === 'var' || hasVariable(value.args))) return true;
    if (value.kind === 'block' && hasVariable(value.values)) return true;
  }
  return false;
}

/** Field names of everything a property sets. */
export function targetsOf(property: Property): readonly string[] {
  if (property.kind === 'shorthand') return property.targets;
  if (property.kind === 'alias') {
    const real = PROPERTIES.get(property.of);
    return real === undefined ? [] : targetsOf(real);
  }
  return [targetOf(property)];
}

function targetOf(property: { readonly name: string }): string {
  if (property.name.startsWith('-nashr-')) return fieldName(property.name.slice('-nashr-'.length));
  return property.name === 'font-variation-settings' ? 'fontVariations' : fieldName(property.name);
}

export interface ParsedProperty {
  readonly assignments: readonly (readonly [target: string, value: Specified<unknown> | 'initial'])[] | null;
  readonly problem: string | null;
}

/** Reads the value of one property; `assignments` is null when it is not supported. `place`: where it stands. */
export function parseProperty(
  property: Property,
  values: readonly CssValue[],
  place?: () => Place,
): ParsedProperty {
  const reader = new ValueReader(values, place);
  switch (property.kind) {
    case 'shorthand': {
      const assignments = property.parse(reader);
      return {
        assignments: assignments !== undefined && reader.done ? assignments : null,
        problem: reader.problem,
      };
    }
    case 'longhand': {
      const value = parseWhole(property.parse, reader);
      return {
        assignments: value === undefined ? null : [[targetOf(property), value]],
        problem: reader.problem,
      };
    }
    case 'logical': {
      const physical = LONGHANDS.get(property.ltr);
      const value = physical === undefined ? undefined : parseWhole(physical.parse, reader);
      return {
        assignments: value === undefined ? null : [[targetOf(property), value]],
        problem: reader.problem,
      };
    }
    case 'alias': {
      const real = PROPERTIES.get(property.of);
      if (real === undefined) return { assignments: null, problem: null };
      const renamed = values.map((v): CssValue => {
        const keyword = v.kind === 'ident' ? property.keywords[v.name.toLowerCase()] : undefined;
        return keyword === undefined ? v : { kind: 'ident', name: keyword, start: v.start, end: v.end };
      });
      return parseProperty(real, renamed, place);
    }
    default:
      return unreachable(property, 'property');
  }
}

/** C003 with what the property does accept. */
export function reportValue(
  property: { readonly name: string; readonly values: string },
  text: string,
  problem: string | null,
  source: SourceText,
  offset: number,
  diagnostics: Diagnostics,
): void {
  const message = text === '' ? `"${property.name}" has no value` : `"${text}" is not a supported value of "${property.name}"`; // prettier-ignore
  diagnostics.warning('C003', message, source.place(offset), problem ?? `accepted: ${property.values}`);
}

function reportUnknown(raw: RawDeclaration, context: ReadContext): void {
  const { source, diagnostics } = context;
  const standard = raw.name.replace(/^-(?:webkit|moz|ms|o|epub|prince|ah|ro|weasy)-/, '');
  const hint = PROPERTIES.has(standard)
    ? `did you mean "${standard}"?`
    : context.suggestions.hint(standard, PROPERTIES.keys());
  diagnostics.warning('C002', `The property "${raw.name}" is not known or not supported`, source.place(raw.start), hint); // prettier-ignore
}
