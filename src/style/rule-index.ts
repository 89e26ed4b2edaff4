// Rules found by the id, class or tag of their rightmost compound, ranked in cascade order. CSS Cascade 4, §6.
import type { Declaration } from './declaration.ts';
import type { SelectorMatcher } from './match-selector.ts';
import type { ComplexSelector } from './selector.ts';
import type { StyledElement } from './styled-element.ts';

/** One selector of one rule. Higher ranks win. */
export interface RankedRule {
  readonly rank: number;
  readonly selector: ComplexSelector;
  readonly fromAuthor: boolean;
  readonly normal: readonly Declaration[];
  readonly important: readonly Declaration[];
}

/** Rules by the id, class or tag that an element must have. */
export class RuleIndex {
  readonly #ids = new Map<string, RankedRule[]>();
  readonly #classes = new Map<string, RankedRule[]>();
  readonly #tags = new Map<string, RankedRule[]>();
  readonly #others: RankedRule[] = [];

  /** Rules must be added in the order of their rank. */
  add(rule: RankedRule): void {
    const simple = rule.selector.compounds[0]?.simple ?? [];
    const id = simple.find((s) => s.kind === 'id');
    const className = simple.find((s) => s.kind === 'class');
    const tag = simple.find((s) => s.kind === 'tag' && s.tag !== '*');
    if (id?.kind === 'id') push(this.#ids, id.id, rule);
    else if (className?.kind === 'class') push(this.#classes, className.name, rule);
    else if (tag?.kind === 'tag') push(this.#tags, tag.tag, rule);
    else this.#others.push(rule);
  }

  /** Appends the matching rules to `into`, lowest rank first. */
  collect(element: StyledElement, matcher: SelectorMatcher, into: RankedRule[]): void {
    into.length = 0;
    collectFrom(this.#others, element, matcher, into);
    collectFrom(this.#tags.get(element.tag), element, matcher, into);
    for (const name of element.classes) collectFrom(this.#classes.get(name), element, matcher, into);
    if (element.id !== '') collectFrom(this.#ids.get(element.id), element, matcher, into);
    // The lists are sorted each for itself, and short.
    for (let i = 1; i < into.length; i++) {
      const rule = into[i];
      if (rule === undefined) break;
      let at = i;
      for (let before = into[at - 1]; before !== undefined && before.rank > rule.rank; before = into[at - 1])
        into[at--] = before;
      into[at] = rule;
    }
  }
}

function push(map: Map<string, RankedRule[]>, key: string, rule: RankedRule): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [rule]);
  else list.push(rule);
}

function collectFrom(
  rules: readonly RankedRule[] | undefined,
  element: StyledElement,
  matcher: SelectorMatcher,
  into: RankedRule[],
): void {
  if (rules === undefined) return;
  for (const rule of rules) if (matcher.matches(rule.selector, element)) into.push(rule);
}
