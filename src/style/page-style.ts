// @page rules → the style of one kind of page. CSS Paged Media 3, §3.5 (page cascade), §4 (box model), GCPM §2 (footnote area).
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { ComputedValues } from './compute-style.ts';
import { computeValues } from './compute-style.ts';
import type { AutoLength, Border, ComputedStyle, Sides } from './computed-style.ts';
import type { Declaration } from './declaration.ts';
import type {
  MarginBoxName,
  PageDescriptor,
  PageMarks,
  PageRule,
  PageSelector,
  StyleSheet,
} from './style-sheet.ts';
import { MARGIN_BOX_NAMES } from './style-sheet.ts';

export interface PageQuery {
  /** Page type, '' for none. */
  readonly name: string;
  readonly first: boolean;
  readonly side: 'left' | 'right';
  readonly blank: boolean;
  /** The place of the page in its sequence, from 1. */
  readonly index?: number | undefined;
}

/** All lengths in points. The page area is what width and height leave after margin, border and padding. */
export interface PageStyle {
  readonly width: number;
  readonly height: number;
  readonly margin: Sides<number>;
  readonly padding: Sides<number>;
  readonly border: Sides<Border>;
  /** What is printed beyond the trimmed page; `auto` is 0 without crop marks and 6 pt with them. */
  readonly bleed: number;
  readonly marks: PageMarks;
  /** Whether rules say something of them; `auto` leaves the bleed to the printer. */
  readonly declares: { readonly bleed: boolean; readonly marks: boolean };
  /** Only boxes that have content. */
  readonly boxes: Partial<Record<MarginBoxName, ComputedStyle>>;
  readonly style: ComputedStyle;
  /** The area that footnotes are set in. */
  readonly footnote: ComputedStyle;
  /** Of the rule that decides most about the page. */
  readonly place: Place | undefined;
}

interface RankedPageRule {
  readonly selector: PageSelector;
  readonly rule: PageRule;
  readonly fromAuthor: boolean;
}

/** CSS Paged Media 3, §5.2. */
const AUTO_BLEED_WITH_MARKS = 6;

export class PageStyler {
  readonly #rules: readonly RankedPageRule[];
  readonly #nth: readonly (readonly [number, number])[];
  readonly #diagnostics: Diagnostics;
  /** By root, then by what is asked for or by the rules that apply to it: the one has a blank in it, the other none. */
  readonly #cache = new WeakMap<ComputedValues, Map<string, PageStyle>>();

  /** The first sheet is the user agent's. */
  constructor(sheets: readonly StyleSheet[], diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
    this.#rules = sheets
      .flatMap((sheet, i) =>
        sheet.pages.flatMap((rule) =>
          rule.selectors.map((selector) => ({ selector, rule, fromAuthor: i > 0 })),
        ),
      )
      .sort(
        (a, b) =>
          Number(a.fromAuthor) - Number(b.fromAuthor) || specificity(a.selector) - specificity(b.selector),
      );
    this.#nth = this.#rules.flatMap(({ selector }) => (selector.nth === null ? [] : [selector.nth]));
  }

  /** Places of pages such that every `:nth()` holds for one of them at least. */
  get places(): readonly number[] {
    return [0, ...this.#nth.map(([a, b]) => (b > 0 || a <= 0 ? b : b + a * Math.ceil((1 - b) / a)))];
  }

  page(query: PageQuery, root: ComputedValues, intern: (values: ComputedValues) => ComputedStyle): PageStyle {
    let cache = this.#cache.get(root);
    if (cache === undefined) this.#cache.set(root, (cache = new Map()));
    const nth = this.#nth.map((formula) => (matchesNth(formula, query.index) ? 1 : 0)).join('');
    const key = `${query.first ? 1 : 0}${query.blank ? 1 : 0}${nth}${query.side} ${query.name}`;
    let page = cache.get(key);
    if (page !== undefined) return page;
    // Most pages of a name come under the same rules, whichever side they are.
    const matching = this.#rules.flatMap(({ selector }, i) => (pageMatches(selector, query) ? [i] : []));
    const ruleKey = matching.join();
    page = cache.get(ruleKey) ?? this.#compute(matching.map((i) => (this.#rules[i] as RankedPageRule).rule), root, intern); // prettier-ignore
    cache.set(ruleKey, page).set(key, page);
    return page;
  }

  #compute(
    rules: readonly PageRule[],
    root: ComputedValues,
    intern: (values: ComputedValues) => ComputedStyle,
  ): PageStyle {
    const diagnostics = this.#diagnostics;
    const compute = (declarations: readonly Declaration[], parent: ComputedValues): ComputedValues => {
      const ordered = [
        ...declarations.filter((d) => !d.important),
        ...declarations.filter((d) => d.important),
      ];
      return computeValues({
        declarations: ordered,
        parent,
        isRoot: false,
        language: root.language,
        diagnostics,
      });
    };
    const values = compute(
      rules.flatMap((rule) => rule.declarations),
      root,
    );
    const declarationsOf = (name: MarginBoxName | 'footnote'): readonly Declaration[] =>
      rules.flatMap((rule) => rule.areas.filter((a) => a.name === name).flatMap((a) => a.declarations));
    const boxes: Partial<Record<MarginBoxName, ComputedStyle>> = {};
    for (const name of MARGIN_BOX_NAMES) {
      const declarations = declarationsOf(name);
      if (!declarations.some(mayGiveContent)) continue;
      const box = intern(compute(declarations, values));
      if (box.content !== 'none' && box.content !== 'normal') boxes[name] = box;
    }
    const style = intern(values);
    const descriptors = rules.flatMap((rule) => rule.descriptors);
    const { width, height } = winner(descriptors, 'size')?.value ?? { width: 0, height: 0 };
    const declaredMarks = winner(descriptors, 'marks')?.value;
    const marks = declaredMarks ?? { crop: false, cross: false };
    const bleed = winner(descriptors, 'bleed')?.value ?? 'auto';
    return Object.freeze({
      width,
      height,
      margin: resolveSides(style.margin, width, height),
      padding: resolveSides(style.padding, width, height),
      border: style.border,
      bleed: bleed === 'auto' ? (marks.crop ? AUTO_BLEED_WITH_MARKS : 0) : bleed,
      marks,
      declares: Object.freeze({ bleed: bleed !== 'auto', marks: declaredMarks !== undefined }),
      boxes,
      style,
      footnote: intern(compute(declarationsOf('footnote'), values)),
      place: rules.at(-1)?.place,
    });
  }
}

function mayGiveContent(declaration: Declaration): boolean {
  return declaration.kind === 'pending' || (declaration.kind === 'value' && declaration.target === 'content');
}

function pageMatches(selector: PageSelector, query: PageQuery): boolean {
  return (
    (selector.name === '' || selector.name === query.name) &&
    (!selector.first || query.first) &&
    (!selector.blank || query.blank) &&
    (selector.nth === null || matchesNth(selector.nth, query.index)) &&
    (selector.side === null || selector.side === query.side)
  );
}

function matchesNth([a, b]: readonly [number, number], index: number | undefined): boolean {
  if (index === undefined) return false;
  const steps = a === 0 ? 0 : (index - b) / a;
  return Number.isInteger(steps) && steps >= 0 && a * steps + b === index;
}

/** Names, then :first, :blank and :nth(), then :left and :right. */
function specificity(selector: PageSelector): number {
  const middle = Number(selector.first) + Number(selector.blank) + Number(selector.nth !== null);
  return (selector.name === '' ? 0 : 16) + middle * 4 + (selector.side === null ? 0 : 1);
}

function winner<K extends PageDescriptor['kind']>(
  descriptors: readonly PageDescriptor[],
  kind: K,
): (PageDescriptor & { readonly kind: K }) | undefined {
  const own = descriptors.filter((d): d is PageDescriptor & { readonly kind: K } => d.kind === kind);
  return own.findLast((d) => d.important) ?? own.at(-1);
}

/** Percentages of margins and paddings of a page: its own width, or height for top and bottom (§4.1). */
function resolveSides(sides: Sides<AutoLength>, width: number, height: number): Sides<number> {
  const resolve = (side: AutoLength, base: number): number =>
    side === 'auto' ? 0 : side.points + (side.percent / 100) * base;
  return Object.freeze({
    top: resolve(sides.top, height),
    right: resolve(sides.right, width),
    bottom: resolve(sides.bottom, height),
    left: resolve(sides.left, width),
  });
}
