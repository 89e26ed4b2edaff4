// Winning declarations + the parent's values → the values of every longhand. CSS Cascade 4, §4 (specified to computed).
import type { Diagnostics } from '../base/diagnostic.ts';
import type { Direction } from '../base/direction.ts';
import { BLACK } from './color.ts';
import type { Color } from './color.ts';
import type { ComputedStyle } from './computed-style.ts';
import { serializeValues } from './css-values.ts';
import type { CustomProperties } from './custom-properties.ts';
import { missingVariables, resolveCustomProperties, substituteVariables } from './custom-properties.ts';
import type { Declaration, PendingDeclaration, WideKeyword } from './declaration.ts';
import { parseProperty, reportValue, targetsOf } from './declaration.ts';
import { resolveWeight } from './font-properties.ts';
import { reportLacks } from './lacks.ts';
import type { LineHeight, Longhand, Longhands } from './property.ts';
import { LOGICAL_LONGHANDS, LONGHANDS } from './property-table.ts';
import type { ComputeContext, Specified } from './value-reader.ts';

/** Everything an element hands down to its children. */
export interface ComputedValues {
  readonly longhands: Longhands;
  readonly custom: CustomProperties;
  readonly language: string;
  readonly rootFontSize: number;
  readonly rootLineHeight: number;
}

/** Declarations in cascade order: later ones win. */
export interface ComputeInput {
  readonly declarations: readonly Declaration[];
  readonly parent: ComputedValues;
  readonly isRoot: boolean;
  readonly language: string;
  readonly diagnostics: Diagnostics;
}

type Winner = Specified<unknown> | WideKeyword;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class Context implements ComputeContext {
  fontSize: number;
  lineHeight: number;
  readonly parentFontSize: number;
  rootFontSize: number;
  rootLineHeight: number;
  color: Color;

  constructor(parent: ComputedValues) {
    const { longhands } = parent;
    this.fontSize = longhands.fontSize;
    this.parentFontSize = longhands.fontSize;
    this.lineHeight = inPoints(longhands.lineHeight, longhands.fontSize);
    this.rootFontSize = parent.rootFontSize;
    this.rootLineHeight = parent.rootLineHeight;
    this.color = longhands.color;
  }
}

/** Points of a line height that may be a multiple of the font size. */
export function inPoints(lineHeight: LineHeight, fontSize: number): number {
  return lineHeight.kind === 'points' ? lineHeight.value : lineHeight.value * fontSize;
}

/** Values without any declaration: what the root element inherits from. */
export function initialValues(fontSize: number): ComputedValues {
  const context: ComputeContext = {
    fontSize,
    parentFontSize: fontSize,
    rootFontSize: fontSize,
    lineHeight: 1.2 * fontSize,
    rootLineHeight: 1.2 * fontSize,
    color: BLACK,
  };
  const values: Record<string, unknown> = {};
  for (const [field, definition] of LONGHANDS) values[field] = definition.initial(context);
  values['fontSize'] = fontSize;
  return {
    longhands: values as unknown as Longhands,
    custom: { values: new Map(), key: '' },
    language: '',
    rootFontSize: fontSize,
    rootLineHeight: 1.2 * fontSize,
  };
}

/** These come first, in this order: the others are computed with them. */
const COMPUTED_FIRST: readonly string[] = ['direction', 'fontSize', 'lineHeight', 'color'];
const COMPUTE_ORDER: readonly (readonly [field: string, definition: Longhand])[] = [...LONGHANDS].sort(
  ([a], [b]) => rankOf(a) - rankOf(b),
);

function rankOf(field: string): number {
  const rank = COMPUTED_FIRST.indexOf(field);
  return rank < 0 ? COMPUTED_FIRST.length : rank;
}

export function computeValues(input: ComputeInput): ComputedValues {
  const { parent, declarations } = input;
  const ownCustom = declarations.filter((d) => d.kind === 'custom');
  const custom = ownCustom.length === 0 ? parent.custom : resolveCustomProperties(ownCustom, parent.custom);
  const winners = findWinners(input, custom);

  const context = new Context(parent);
  // What is inherited is there from the start; most other values are initial.
  const values: Mutable<Longhands> & Record<string, unknown> = { ...parent.longhands };
  for (const [field, definition] of COMPUTE_ORDER) {
    const winner = winners.get(field) ?? 'unset';
    if (typeof winner === 'function') values[field] = winner(context);
    else if (winner === 'initial' || (winner === 'unset' && !definition.inherited))
      values[field] = definition.initial(context);
    if (field === 'fontSize') {
      context.fontSize = values.fontSize;
      if (input.isRoot) context.rootFontSize = values.fontSize;
    } else if (field === 'lineHeight') {
      context.lineHeight = inPoints(values.lineHeight, values.fontSize);
      if (input.isRoot) context.rootLineHeight = context.lineHeight;
    } else if (field === 'color') context.color = values.color;
  }

  values.fontWeight = resolveWeight(values.fontWeight, parent.longhands.fontWeight);
  if (values.page === '') values.page = parent.longhands.page;
  adjustDisplay(values, parent.longhands, input.isRoot);
  countListItem(values);
  const { rootFontSize, rootLineHeight } = context;
  return { longhands: values, custom, language: input.language, rootFontSize, rootLineHeight };
}

/** Last declaration of every longhand, logical sides mapped by the element's own direction. */
function findWinners(input: ComputeInput, custom: CustomProperties): ReadonlyMap<string, Winner> {
  const flat: [string, Winner][] = [];
  for (const declaration of input.declarations) {
    if (declaration.kind === 'value') flat.push([declaration.target, declaration.value]);
    else if (declaration.kind === 'pending') expandPending(declaration, custom, input.diagnostics, flat);
  }
  const winners = new Map<string, Winner>();
  const directionWinner = flat.findLast(([target]) => target === 'direction')?.[1] ?? 'unset';
  const direction = computeDirection(directionWinner, input.parent);
  for (const [target, value] of flat)
    winners.set(LOGICAL_LONGHANDS.get(target)?.[direction] ?? target, value);
  return winners;
}

function computeDirection(winner: Winner, parent: ComputedValues): Direction {
  if (winner === 'initial') return 'ltr';
  if (typeof winner !== 'function') return parent.longhands.direction;
  return winner(new Context(parent)) as Direction;
}

/** CSS Custom Properties 1, §3: what cannot be read after substitution counts as `unset`. */
function expandPending(
  declaration: PendingDeclaration,
  custom: CustomProperties,
  diagnostics: Diagnostics,
  into: [string, Winner][],
): void {
  const { property, source, offset } = declaration;
  const values = substituteVariables(declaration.values, (name) => custom.values.get(name));
  if (values !== null) {
    const keyword = values.length === 1 && values[0]?.kind === 'ident' ? values[0].name.toLowerCase() : '';
    if (keyword === 'inherit' || keyword === 'initial' || keyword === 'unset') {
      for (const target of targetsOf(property)) into.push([target, keyword]);
      return;
    }
    const { assignments, problem } = parseProperty(property, values, () => source.place(offset));
    if (assignments !== null) {
      reportLacks(assignments, { source, offset, diagnostics });
      for (const [target, value] of assignments) into.push([target, value]);
      return;
    }
    reportValue(property, serializeValues(values), problem, source, offset, diagnostics);
  } else {
    const missing = missingVariables(declaration.values, custom);
    const problem =
      missing.length === 0 ? 'its var() grows too large' : `${missing.join(', ')} is not defined here`;
    reportValue(property, serializeValues(declaration.values), problem, source, offset, diagnostics);
  }
  for (const target of targetsOf(property)) into.push([target, 'unset']);
}

/** CSS Lists 3, §4.6: list items count `list-item` even where other counters are named. */
function countListItem(values: Mutable<Longhands>): void {
  if (values.display !== 'list-item') return;
  if (values.counterIncrement.some(({ name }) => name === 'list-item')) return;
  values.counterIncrement = Object.freeze([...values.counterIncrement, { name: 'list-item', value: 1 }]);
}

/**
 * Text that is equal for equal values and short for usual ones: what differs from `initial`, by field. Objects are compared by
 * what is in them.
 */
export function valuesKey(values: ComputedValues, initial: ComputedValues): string {
  let key = `${values.language}|${values.rootFontSize}|${values.rootLineHeight}|${values.custom.key}|`;
  for (let index = 0; index < COMPUTE_ORDER.length; index++) {
    const field = COMPUTE_ORDER[index]?.[0] as keyof Longhands;
    const value = values.longhands[field];
    const usual = initial.longhands[field];
    if (value === usual) continue;
    const text = JSON.stringify(value);
    if (typeof value !== 'object' || text !== JSON.stringify(usual)) key += `${index}${text};`;
  }
  return key;
}

const BLOCK_DISPLAY: Partial<Record<ComputedStyle['display'], ComputedStyle['display']>> = {
  inline: 'block',
  'inline-block': 'block',
  'inline-flex': 'flex',
};

/** CSS Display 3, §2.7, and CSS 2, §9.7: floats, positioned boxes, flex items, hemistichs and the root are blocks. */
function adjustDisplay(values: Mutable<Longhands>, parent: Longhands, isRoot: boolean): void {
  const positioned = values.position === 'absolute' || values.position === 'fixed';
  if (positioned && values.float !== 'none') values.float = 'none';
  // CSS Flexbox 1, §3: items do not float; notes and page floats leave the container all the same.
  if (isFlex(parent) && isSideFloat(values.float)) values.float = 'none';
  if (isRoot) {
    values.float = 'none';
    if (positioned) values.position = 'static';
  }
  const floats = values.float !== 'none' && values.float !== 'footnote';
  const flexItem = isFlex(parent);
  if (positioned || floats || flexItem || isRoot || parent.verse === 'couplet')
    values.display = BLOCK_DISPLAY[values.display] ?? values.display;
}

function isFlex({ display }: Longhands): boolean {
  return display === 'flex' || display === 'inline-flex';
}

function isSideFloat(float: Longhands['float']): boolean {
  return (
    float !== 'none' && float !== 'top' && float !== 'bottom' && float !== 'footnote' && float !== 'sidenote'
  );
}
