// A small tree of elements and one call from CSS to computed styles, for the tests of style/.
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { StyleResolver } from '../../../src/style/cascade.ts';
import type { ComputedStyle } from '../../../src/style/computed-style.ts';
import { parseStyleSheet } from '../../../src/style/parse-style-sheet.ts';
import type { Edition, StyleSheet } from '../../../src/style/style-sheet.ts';
import type { StyledElement } from '../../../src/style/styled-element.ts';

/** `p`, `p.lead.x`, `p#id`, with attributes and children. */
export interface Sketch {
  readonly is: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly (Sketch | string)[];
}

export interface TestElement extends StyledElement {
  previous: TestElement | null;
  next: TestElement | null;
  readonly children: TestElement[];
}

export function buildTree(
  sketch: Sketch | string,
  parent: TestElement | null = null,
  index = 0,
): TestElement {
  const { is, attributes = {}, children = [] } = typeof sketch === 'string' ? { is: sketch } : sketch;
  const names = is.split(/(?=[.#])/);
  const id = names.find((n) => n.startsWith('#'))?.slice(1) ?? '';
  const classes = names.filter((n) => n.startsWith('.')).map((n) => n.slice(1));
  const own = { ...(id === '' ? {} : { id }), ...(classes.length === 0 ? {} : { class: classes.join(' ') }) };
  const element: TestElement = {
    tag: names.find((n) => !/^[.#]/.test(n)) ?? 'div',
    id,
    classes,
    attributes: new Map(Object.entries({ ...own, ...attributes })),
    parent,
    previous: null,
    next: null,
    index,
    empty: children.length === 0,
    children: [],
  };
  for (const [i, child] of children.entries()) {
    const built = buildTree(child, element, i);
    const previous = element.children.at(-1) ?? null;
    built.previous = previous;
    if (previous !== null) previous.next = built;
    element.children.push(built);
  }
  return element;
}

export interface Styled {
  readonly resolver: StyleResolver;
  readonly diagnostics: Diagnostics;
  /** Style of the element with this id. */
  readonly of: (id: string) => ComputedStyle;
  readonly element: (id: string) => StyledElement;
}

export function parse(
  css: string,
  edition: Edition = 'web',
  diagnostics: Diagnostics = new Diagnostics(),
): StyleSheet {
  return parseStyleSheet(css, { file: 'style.css' }, { edition, diagnostics, readImport: () => null });
}

/** Styles the whole tree with one author sheet. */
export function styleTree(css: string, sketch: Sketch, edition: Edition = 'web'): Styled {
  const diagnostics = new Diagnostics();
  const resolver = new StyleResolver([parse(css, edition, diagnostics)], { edition });
  const styles = new Map<string, ComputedStyle>();
  const elements = new Map<string, StyledElement>();
  const visit = (element: TestElement, parent: ComputedStyle | null): void => {
    const style = resolver.style(element, parent);
    styles.set(element.id, style);
    elements.set(element.id, element);
    for (const child of element.children) visit(child, style);
  };
  visit(buildTree(sketch), null);
  const get = <T>(map: Map<string, T>, id: string): T => {
    const found = map.get(id);
    if (found === undefined) throw new Error(`no element #${id}`);
    return found;
  };
  return { resolver, diagnostics, of: (id) => get(styles, id), element: (id) => get(elements, id) };
}

/** The style of `<p id=x>` in `<html><body>` with these declarations, what was complained about, and what has no effect yet. */
export function declare(
  declarations: string,
  attributes: Readonly<Record<string, string>> = {},
): { style: ComputedStyle; problems: readonly Diagnostic[]; lacks: readonly Diagnostic[] } {
  const styled = styleTree(`#x { ${declarations} }`, {
    is: 'html',
    children: [{ is: 'body', children: [{ is: 'p#x', attributes }] }],
  });
  const style = styled.of('x');
  const { list } = styled.diagnostics;
  return {
    style,
    problems: list.filter(({ code }) => code !== 'L003'),
    lacks: list.filter(({ code }) => code === 'L003'),
  };
}

/** `line:column code` of every diagnostic. */
export function placesOf(diagnostics: Diagnostics): readonly string[] {
  return diagnostics.list.map((d) => `${d.place?.line}:${d.place?.column} ${d.code}`);
}
