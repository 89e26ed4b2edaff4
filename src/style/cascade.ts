// Style sheets + elements → computed styles. CSS Cascade Level 4. One frozen object per distinct outcome, found again through
// a trie of matched rules under the parent's style, so that the ten-thousandth paragraph costs a few map look-ups.
import { directionOfLanguage } from '../base/direction.ts';
import { Diagnostics } from '../base/diagnostic.ts';
import { invariant } from '../base/invariant.ts';
import { assembleStyle } from './assemble-style.ts';
import type { ComputedValues } from './compute-style.ts';
import { computeValues, initialValues, valuesKey } from './compute-style.ts';
import type { ComputedStyle } from './computed-style.ts';
import { readComponentValues } from './css-values.ts';
import type { Declaration } from './declaration.ts';
import { interpretDeclaration, readBlock } from './declaration.ts';
import { languageOf, SelectorMatcher } from './match-selector.ts';
import { NameSuggestions } from '../base/nearest-name.ts';
import type { PageQuery, PageStyle } from './page-style.ts';

import { PageStyler } from './page-style.ts';
import { parseStyleSheet } from './parse-style-sheet.ts';
import type { RankedRule } from './rule-index.ts';
import { RuleIndex } from './rule-index.ts';
import type { PseudoElementName } from './selector.ts';
import { SourceText } from './source-text.ts';
import type { Edition, FontFaceRule, StyleSheet } from './style-sheet.ts';
import type { StyledElement } from './styled-element.ts';
import { USER_AGENT_FILE, USER_AGENT_SHEET } from './user-agent.ts';

export interface StyleOptions {
  readonly edition: Edition;
  /** Initial font size in points; 12 when not given. */
  readonly rootFontSize?: number;
  /** Where problems in `style` attributes go; those of the sheets when not given. */
  readonly diagnostics?: Diagnostics;
}

/** What is known about one ComputedStyle: the values its children inherit, and the children's styles found so far. */
interface StyleEntry {
  readonly style: ComputedStyle;
  readonly values: ComputedValues;
  readonly children: TrieNode;
  readonly pseudo: Map<PseudoElementName, TrieNode>;
}

/** A path of matched rules, lowest rank first. */
interface TrieNode {
  readonly next: Map<number, TrieNode>;
  style: ComputedStyle | null;
  /** Styles of elements that also have lang, dir or style attributes, by those. */
  variants: Map<string, ComputedStyle> | null;
}

interface InlineStyle {
  readonly normal: readonly Declaration[];
  readonly important: readonly Declaration[];
}

/** Owns the rules and every style computed so far. Elements with the same outcome get the identical object. */
export class StyleResolver {
  readonly fontFaces: readonly FontFaceRule[];
  readonly #rules = new RuleIndex();
  readonly #pseudoRules = new Map<PseudoElementName, RuleIndex>();
  readonly #matcher = new SelectorMatcher();
  readonly #entries = new WeakMap<ComputedStyle, StyleEntry>();
  readonly #interned = new Map<string, ComputedStyle>();
  readonly #inline = new Map<string, InlineStyle>();
  readonly #initial: ComputedValues;
  readonly #rootChildren: TrieNode = newNode();
  readonly #matched: RankedRule[] = [];
  readonly #diagnostics: Diagnostics;
  readonly #pages: PageStyler;
  #root: ComputedValues;

  /** `sheets` in order: later ones win. */
  constructor(sheets: readonly StyleSheet[], options: StyleOptions) {
    for (const sheet of sheets)
      invariant(sheet.edition === options.edition, `${sheet.file} was read for the ${sheet.edition} edition`);
    this.#diagnostics = options.diagnostics ?? sheets.at(-1)?.diagnostics ?? new Diagnostics();
    this.#initial = initialValues(options.rootFontSize ?? 12);
    this.#root = this.#initial;
    const userAgent = userAgentSheet(options.edition);
    this.#addRules([userAgent, ...sheets]);
    this.fontFaces = sheets.flatMap((sheet) => sheet.fontFaces);
    this.#pages = new PageStyler([userAgent, ...sheets], this.#diagnostics);
  }

  #addRules(sheets: readonly StyleSheet[]): void {
    const all: Omit<RankedRule, 'rank'>[] = [];
    for (const [i, sheet] of sheets.entries()) {
      for (const { selectors, declarations } of sheet.rules) {
        const normal = declarations.filter((d) => !d.important);
        const important = declarations.filter((d) => d.important);
        for (const selector of selectors) all.push({ selector, fromAuthor: i > 0, normal, important });
      }
    }
    // Stable: rules of equal weight stay in the order of the sheets.
    all.sort(
      (a, b) =>
        Number(a.fromAuthor) - Number(b.fromAuthor) || a.selector.specificity - b.selector.specificity,
    );
    for (const [rank, rule] of all.entries()) {
      const { pseudoElement } = rule.selector;
      let index = pseudoElement === null ? this.#rules : this.#pseudoRules.get(pseudoElement);
      if (index === undefined && pseudoElement !== null)
        this.#pseudoRules.set(pseudoElement, (index = new RuleIndex()));
      index?.add({ ...rule, rank });
    }
  }

  /** The style of an element whose parent's style is known; null for the root element. */
  style(element: StyledElement, parent: ComputedStyle | null): ComputedStyle {
    const entry = parent === null ? null : this.#entry(parent);
    this.#rules.collect(element, this.#matcher, this.#matched);
    const node = walk(entry?.children ?? this.#rootChildren, this.#matched);
    const { attributes } = element;
    const special =
      attributes.size > 0 && (attributes.has('lang') || attributes.has('dir') || attributes.has('style'));
    let style = special ? node.variants?.get(attributeKey(element)) : node.style;
    if (style === undefined || style === null) {
      style = this.#compute(element, this.#matched, entry, special);
      if (special) (node.variants ??= new Map()).set(attributeKey(element), style);
      else node.style = style;
    }
    if (parent === null) this.#root = this.#entry(style).values;
    return style;
  }

  #compute(
    element: StyledElement,
    matched: readonly RankedRule[],
    parent: StyleEntry | null,
    special: boolean,
  ): ComputedStyle {
    const inherited = parent?.values ?? this.#initial;
    const language =
      element.attributes.get('lang') ?? (parent === null ? languageOf(element) : inherited.language);
    const inline = special ? this.#inlineStyle(element) : NO_INLINE_STYLE;
    const hints = special || parent === null ? directionHints(element, language, inherited) : [];
    return this.#intern(
      computeValues({
        declarations: inCascadeOrder(hints, matched, inline),
        parent: inherited,
        isRoot: parent === null,
        language,
        diagnostics: this.#diagnostics,
      }),
    );
  }

  /** The style of a pseudo-element of an element styled `style`; null where it does not exist. */
  pseudo(element: StyledElement, name: PseudoElementName, style: ComputedStyle): ComputedStyle | null {
    const index = this.#pseudoRules.get(name);
    if (index === undefined) return null;
    index.collect(element, this.#matcher, this.#matched);
    if (this.#matched.length === 0) return null;
    const entry = this.#entry(style);
    let start = entry.pseudo.get(name);
    if (start === undefined) entry.pseudo.set(name, (start = newNode()));
    const node = walk(start, this.#matched);
    node.style ??= this.#intern(
      computeValues({
        declarations: inCascadeOrder([], this.#matched, NO_INLINE_STYLE),
        parent: entry.values,
        isRoot: false,
        language: entry.values.language,
        diagnostics: this.#diagnostics,
      }),
    );
    const { content } = node.style;
    const needsContent = name === 'before' || name === 'after';
    return needsContent && (content === 'none' || content === 'normal') ? null : node.style;
  }

  /** The style of a page; what is inherited comes from the root element styled last. */
  page(query: PageQuery): PageStyle {
    return this.#pages.page(query, this.#root, (values) => this.#intern(values));
  }

  /** Places of pages, from 1, that between them are concerned by every `@page :nth()`. */
  get pagePlaces(): readonly number[] {
    return this.#pages.places;
  }

  #inlineStyle(element: StyledElement): InlineStyle {
    const css = element.attributes.get('style');
    if (css === undefined) return NO_INLINE_STYLE;
    const known = this.#inline.get(css);
    if (known !== undefined) return known;
    const source = new SourceText(`style attribute of <${element.tag}>`, css);
    const diagnostics = this.#diagnostics;
    const context = { source, diagnostics, suggestions: new NameSuggestions() };
    const values = readComponentValues(css, (message, offset, hint) =>
      diagnostics.warning('C001', message, source.place(offset), hint),
    );
    const declarations = readBlock(values, context).declarations.flatMap((d) =>
      interpretDeclaration(d, context),
    );
    const inline = {
      normal: declarations.filter((d) => !d.important),
      important: declarations.filter((d) => d.important),
    };
    this.#inline.set(css, inline);
    return inline;
  }

  #entry(style: ComputedStyle): StyleEntry {
    const entry = this.#entries.get(style);
    invariant(entry !== undefined, 'a parent style comes from another StyleResolver');
    return entry;
  }

  /** Equal values give the identical style, whatever rules and parents led to them. */
  #intern(values: ComputedValues): ComputedStyle {
    const key = valuesKey(values, this.#initial);
    const known = this.#interned.get(key);
    if (known !== undefined) return known;
    const style = assembleStyle(values.longhands, values.language);
    this.#interned.set(key, style);
    this.#entries.set(style, { style, values, children: newNode(), pseudo: new Map() });
    return style;
  }
}

const NO_INLINE_STYLE: InlineStyle = { normal: [], important: [] };

function userAgentSheet(edition: Edition): StyleSheet {
  const diagnostics = new Diagnostics();
  const context = { edition, diagnostics, readImport: () => null };
  return parseStyleSheet(USER_AGENT_SHEET, { file: USER_AGENT_FILE }, context);
}

function newNode(): TrieNode {
  return { next: new Map(), style: null, variants: null };
}

function walk(start: TrieNode, matched: readonly RankedRule[]): TrieNode {
  let node = start;
  let last = -1;
  for (const { rank } of matched) {
    // A class written twice on an element finds its rules twice.
    if (rank === last) continue;
    last = rank;
    let next = node.next.get(rank);
    if (next === undefined) node.next.set(rank, (next = newNode()));
    node = next;
  }
  return node;
}

function attributeKey(element: StyledElement): string {
  const { attributes } = element;
  return `${attributes.get('lang') ?? '\0'}\n${attributes.get('dir') ?? '\0'}\n${attributes.get('style') ?? ''}`;
}

/**
 * Direction by markup, weaker than any rule (HTML §15.3.2): `dir`; else the element's own `lang` by its script. A text whose
 * direction differs from that around it is isolated.
 */
function directionHints(
  element: StyledElement,
  language: string,
  parent: ComputedValues,
): readonly Declaration[] {
  const dir = element.attributes.get('dir')?.toLowerCase();
  const own = element.attributes.get('lang') ?? (element.parent === null ? language : '');
  const direction = dir === 'ltr' || dir === 'rtl' ? dir : own === '' || dir === 'auto' ? undefined : directionOfLanguage(own); // prettier-ignore
  if (direction === undefined) return [];
  const hint = (target: string, value: string): Declaration => ({
    kind: 'value',
    target,
    value: () => value,
    important: false,
  });
  const differs = direction !== parent.longhands.direction;
  return differs
    ? [hint('direction', direction), hint('unicodeBidi', 'isolate')]
    : [hint('direction', direction)];
}

/** CSS Cascade 4, §6.1: later ones win. */
function inCascadeOrder(
  hints: readonly Declaration[],
  matched: readonly RankedRule[],
  inline: InlineStyle,
): readonly Declaration[] {
  const ordered: Declaration[] = [...hints];
  for (const rule of matched) for (const d of rule.normal) ordered.push(d);
  ordered.push(...inline.normal);
  for (const rule of matched) if (rule.fromAuthor) for (const d of rule.important) ordered.push(d);
  ordered.push(...inline.important);
  for (const rule of matched) if (!rule.fromAuthor) for (const d of rule.important) ordered.push(d);
  return ordered;
}
