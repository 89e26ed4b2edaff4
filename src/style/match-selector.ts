// Does an element match a selector? Right to left, giving up early where no ancestor or sibling can help (as browsers do).
import type { Direction } from '../base/direction.ts';
import { directionOfLanguage } from '../base/direction.ts';
import { unreachable } from '../base/invariant.ts';
import type { ComplexSelector, SimpleSelector } from './selector.ts';
import type { StyledElement } from './styled-element.ts';

/** Positions among siblings, counted once per parent. The tree must not change while a matcher is in use. */
export class SelectorMatcher {
  readonly #typePositions = new WeakMap<StyledElement, TypePosition>();
  readonly #filtered = new WeakMap<readonly ComplexSelector[], WeakMap<StyledElement, TypePosition>>();

  matches(selector: ComplexSelector, element: StyledElement): boolean {
    return this.#matchFrom(selector, 0, element) === MATCHED;
  }

  /** Compounds from `index` leftwards, the one at `index` on `element`. */
  #matchFrom(selector: ComplexSelector, index: number, element: StyledElement): Outcome {
    const compound = selector.compounds[index];
    if (compound === undefined) return MATCHED;
    for (const simple of compound.simple) if (!this.#matchSimple(simple, element)) return FAILED_HERE;
    switch (compound.combinator) {
      case null:
        return MATCHED;
      case '>':
        return element.parent === null
          ? FAILED_EVERYWHERE
          : this.#matchFrom(selector, index + 1, element.parent);
      case ' ':
        for (let up = element.parent; up !== null; up = up.parent) {
          const outcome = this.#matchFrom(selector, index + 1, up);
          if (outcome === MATCHED || outcome === FAILED_EVERYWHERE) return outcome;
        }
        return FAILED_EVERYWHERE;
      case '+':
        return element.previous === null
          ? FAILED_SIBLINGS
          : this.#matchFrom(selector, index + 1, element.previous);
      case '~':
        for (let back = element.previous; back !== null; back = back.previous) {
          const outcome = this.#matchFrom(selector, index + 1, back);
          if (outcome !== FAILED_HERE) return outcome;
        }
        return FAILED_SIBLINGS;
      default:
        return unreachable(compound.combinator, 'combinator');
    }
  }

  #matchSimple(simple: SimpleSelector, element: StyledElement): boolean {
    switch (simple.kind) {
      case 'tag':
        return simple.tag === '*' || simple.tag === element.tag;
      case 'id':
        return element.id === simple.id;
      case 'class':
        return element.classes.includes(simple.name);
      case 'attribute':
        return matchAttribute(simple, element.attributes.get(simple.name));
      case 'root':
        return element.parent === null;
      case 'empty':
        return element.empty;
      case 'any-link':
        return element.tag === 'a' && element.attributes.has('href');
      case 'only-child':
        return element.previous === null && element.next === null;
      case 'only-of-type':
        return this.#typePosition(element).total.count === 1;
      case 'nth':
        return this.#matchNth(simple, element);
      case 'not':
        return !simple.selectors.some((s) => this.matches(s, element));
      case 'is':
        return simple.selectors.some((s) => this.matches(s, element));
      case 'lang':
        return matchLanguage(simple.ranges, languageOf(element));
      case 'dir':
        return directionOf(element) === simple.direction;
      case 'never':
        return false;
      default:
        return unreachable(simple, 'simple selector');
    }
  }

  #matchNth(simple: SimpleSelector & { readonly kind: 'nth' }, element: StyledElement): boolean {
    const { a, b, fromEnd, ofType, of } = simple;
    let position: number;
    if (a === 0 && b === 1 && !ofType && of === null)
      return fromEnd ? element.next === null : element.previous === null;
    if (ofType || of !== null) {
      const found = of === null ? this.#typePosition(element) : this.#filteredPosition(of, element);
      if (found === undefined) return false;
      position = fromEnd ? found.total.count - found.index : found.index + 1;
    } else if (fromEnd) {
      const { siblings } = this.#typePosition(element);
      position = siblings.count - element.index;
    } else position = element.index + 1;
    const steps = position - b;
    return a === 0 ? steps === 0 : steps % a === 0 && steps / a >= 0;
  }

  #typePosition(element: StyledElement): TypePosition {
    const known = this.#typePositions.get(element);
    if (known !== undefined) return known;
    const totals = new Map<string, { count: number }>();
    const siblings = { count: 0 };
    for (let e: StyledElement | null = firstSibling(element); e !== null; e = e.next) {
      let total = totals.get(e.tag);
      if (total === undefined) totals.set(e.tag, (total = { count: 0 }));
      this.#typePositions.set(e, { index: total.count++, total, siblings });
      siblings.count++;
    }
    return this.#typePositions.get(element) ?? { index: 0, total: siblings, siblings };
  }

  /** Position among the siblings that match `of`; undefined when the element does not. */
  #filteredPosition(of: readonly ComplexSelector[], element: StyledElement): TypePosition | undefined {
    let positions = this.#filtered.get(of);
    if (positions === undefined) this.#filtered.set(of, (positions = new WeakMap()));
    if (!positions.has(element)) {
      const total = { count: 0 };
      for (let e: StyledElement | null = firstSibling(element); e !== null; e = e.next) {
        const at = e;
        const matched = of.some((s) => this.matches(s, at));
        positions.set(e, { index: matched ? total.count++ : -1, total, siblings: total });
      }
    }
    const found = positions.get(element);
    return found === undefined || found.index < 0 ? undefined : found;
  }
}

interface TypePosition {
  /** From 0. */
  readonly index: number;
  readonly total: { readonly count: number };
  readonly siblings: { readonly count: number };
}

const FAILED_HERE = 0;
const MATCHED = 1;
/** No other sibling can match either, but a sibling of an ancestor might. */
const FAILED_SIBLINGS = 2;
/** No other ancestor can match either. */
const FAILED_EVERYWHERE = 3;
type Outcome = typeof FAILED_HERE | typeof MATCHED | typeof FAILED_SIBLINGS | typeof FAILED_EVERYWHERE;

function firstSibling(element: StyledElement): StyledElement {
  let first = element;
  while (first.previous !== null) first = first.previous;
  return first;
}

function matchAttribute(
  simple: SimpleSelector & { readonly kind: 'attribute' },
  actual: string | undefined,
): boolean {
  if (actual === undefined) return false;
  const have = simple.ignoreCase ? actual.toLowerCase() : actual;
  const want = simple.ignoreCase ? simple.value.toLowerCase() : simple.value;
  switch (simple.operator) {
    case '':
      return true;
    case '=':
      return have === want;
    case '~=':
      return want !== '' && !/\s/.test(want) && have.split(/\s+/).includes(want);
    case '|=':
      return have === want || have.startsWith(`${want}-`);
    case '^=':
      return want !== '' && have.startsWith(want);
    case '$=':
      return want !== '' && have.endsWith(want);
    case '*=':
      return want !== '' && have.includes(want);
    default:
      return unreachable(simple.operator, 'attribute operator');
  }
}

/** Tag of the nearest `lang` attribute, '' when there is none. */
export function languageOf(element: StyledElement): string {
  for (let e: StyledElement | null = element; e !== null; e = e.parent) {
    const language = e.attributes.get('lang');
    if (language !== undefined) return language;
  }
  return '';
}

/** RFC 4647 extended filtering, as :lang() asks: `de` matches `de-AT`, `*-AF` matches `fa-AF`. */
function matchLanguage(ranges: readonly string[], language: string): boolean {
  if (language === '') return false;
  const tags = language.toLowerCase().split(/[-_]/);
  return ranges.some((range) => {
    const wanted = range.split('-');
    if (wanted[0] !== '*' && wanted[0] !== tags[0]) return false;
    let at = 1;
    for (const want of wanted.slice(1)) {
      while (at < tags.length && tags[at] !== want) if (tags[at++]?.length === 1) return false;
      if (at++ >= tags.length) return false;
    }
    return true;
  });
}

/** The direction by markup: nearest `dir`, or that of the nearest `lang` where it is nearer. */
export function directionOf(element: StyledElement): Direction {
  for (let e: StyledElement | null = element; e !== null; e = e.parent) {
    const dir = e.attributes.get('dir')?.toLowerCase();
    if (dir === 'ltr' || dir === 'rtl') return dir;
    const language = e.attributes.get('lang');
    if (language !== undefined && language !== '') return directionOfLanguage(language);
  }
  return 'ltr';
}
