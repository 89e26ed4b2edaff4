// An SVG file → the same drawing with nothing in it but shapes and paint (svg-vocabulary.ts), ready for the renderer.
// Allow-list: what is not known to be harmless is removed; code, external references and entities are reported.
import { readXml, serialiseXml, XmlError } from './read-xml.ts';
import type { XmlElement } from './read-xml.ts';
import type { SvgSize } from './svg-size.ts';
import { svgSize } from './svg-size.ts';
import { cleanDeclarations, cleanStyleSheet, isHarmlessValue, referredIds } from './svg-style-sheet.ts';
import {
  ALLOWED_ATTRIBUTES,
  ALLOWED_ELEMENTS,
  REFERRING_ATTRIBUTES,
  SILENT_ELEMENTS,
  TEXT_ELEMENTS,
  UNSAFE_ELEMENTS,
} from './svg-vocabulary.ts';

/** Depth of nesting and of chains of references. */
const MAXIMUM_DEPTH = 100;
const MAXIMUM_ELEMENTS = 50_000;
/** Elements that are painted once every `use` and pattern has been put in. */
const MAXIMUM_PAINTED = 200_000;

export interface SanitisedSvg extends SvgSize {
  readonly svg: string;
  /** Code, references to the outside, entities. */
  readonly unsafe: readonly string[];
  /** Harmless, but not painted: text, filters … */
  readonly unsupported: readonly string[];
}

/** Throws XmlError when it is no drawing that can be painted. */
export function sanitiseSvg(text: string): SanitisedSvg {
  const document = readXml(text, { depth: MAXIMUM_DEPTH, elements: MAXIMUM_ELEMENTS });
  if (localName(document.root.name) !== 'svg') throw new XmlError('the root element is not <svg>');
  const found: Findings = { unsafe: new Set(), unsupported: new Set(), classReferences: new Map() };
  for (const entity of document.droppedEntities) found.unsafe.add(`entity &${entity};`);
  const root = cleanElement(document.root, found);
  const size = svgSize(root.attributes);
  if (size === null) throw new XmlError('the drawing has no size');
  breakCycles(root, found);
  root.attributes.set('xmlns', 'http://www.w3.org/2000/svg');
  root.attributes.set('xmlns:xlink', 'http://www.w3.org/1999/xlink');
  root.attributes.set('width', String(size.width));
  root.attributes.set('height', String(size.height));
  if (!root.attributes.has('viewBox')) root.attributes.set('viewBox', `0 0 ${size.width} ${size.height}`);
  return { ...size, svg: serialiseXml(root), unsafe: [...found.unsafe], unsupported: [...found.unsupported] };
}

interface Findings {
  readonly unsafe: Set<string>;
  readonly unsupported: Set<string>;
  /** Elements (by id) that the elements of a class refer to, from the style sheets. */
  readonly classReferences: Map<string, readonly string[]>;
}

function cleanElement(element: XmlElement, found: Findings): XmlElement {
  const name = localName(element.name);
  const clean: XmlElement = { name, attributes: new Map(), children: [] };
  for (const [attribute, value] of element.attributes) {
    const kept = cleanAttribute(name, attribute, value, found);
    if (kept !== null) clean.attributes.set(attribute, kept);
  }
  for (const child of element.children) {
    if (typeof child === 'string') {
      if (name === 'style') clean.children.push(styleSheet(child, found));
      else if (TEXT_ELEMENTS.has(name)) clean.children.push(child);
      continue;
    }
    const childName = localName(child.name);
    if (ALLOWED_ELEMENTS.has(childName)) clean.children.push(cleanElement(child, found));
    else if (UNSAFE_ELEMENTS.has(childName)) found.unsafe.add(`<${childName}>`);
    else if (!SILENT_ELEMENTS.has(childName) && isSvgName(child.name))
      found.unsupported.add(`<${childName}>`);
  }
  return clean;
}

/** The value to keep, or null to drop the attribute. */
function cleanAttribute(element: string, name: string, value: string, found: Findings): string | null {
  if (/^on/i.test(name)) {
    found.unsafe.add(`attribute ${name}`);
    return null;
  }
  if (name === 'href' || name === 'xlink:href') {
    // A link around a part of a drawing says nothing on paper.
    if (element === 'a') return null;
    const target = value.trim();
    if (/^#[^\s]+$/.test(target)) return target;
    if (target !== '' && !target.startsWith('#')) found.unsafe.add(`reference to ${target.slice(0, 60)}`);
    return null;
  }
  if (name === 'spreadMethod') {
    // The renderer repeats the stops until the shape is covered: a tiny gradient would take for ever.
    if (value !== 'pad') found.unsupported.add(`spreadMethod="${value.slice(0, 20)}"`);
    return null;
  }
  if (!ALLOWED_ATTRIBUTES.has(name)) return null;
  if (name === 'style') {
    const declarations = cleanDeclarations(value);
    for (const what of declarations.unsafe) found.unsafe.add(what);
    return declarations.text;
  }
  if (!isHarmlessValue(value)) {
    found.unsafe.add(`value of ${name}`);
    return null;
  }
  return value;
}

function styleSheet(text: string, found: Findings): string {
  const sheet = cleanStyleSheet(text);
  for (const what of sheet.unsafe) found.unsafe.add(what);
  for (const [name, ids] of sheet.references) {
    const known = found.classReferences.get(name) ?? [];
    found.classReferences.set(name, [...known, ...ids]);
  }
  return sheet.text;
}

/**
 * Follows every reference once, drops those that lead back to where they are (a `use` in itself, a pattern filled with
 * itself) and counts what will be painted: references multiply.
 */
function breakCycles(root: XmlElement, found: Findings): void {
  const byId = new Map<string, XmlElement>();
  collectIds(root, byId);
  /** Painted elements under an element; 0 while it is being counted. */
  const weights = new Map<XmlElement, number>();
  const weigh = (element: XmlElement, depth: number): number => {
    const known = weights.get(element);
    if (known !== undefined) return known;
    if (depth > MAXIMUM_DEPTH * 3) throw new XmlError('references are nested too deeply');
    weights.set(element, 0);
    let sum = 1;
    for (const child of element.children) if (typeof child !== 'string') sum += weigh(child, depth + 1);
    for (const [attribute, id] of references(element, found.classReferences)) {
      const target = byId.get(id);
      if (target === undefined) continue;
      const weight = weigh(target, depth + 1);
      if (weight === 0) {
        element.attributes.delete(attribute);
        found.unsupported.add(`reference of #${id} to itself`);
      }
      sum += weight;
    }
    if (sum > MAXIMUM_PAINTED) throw new XmlError(`more than ${MAXIMUM_PAINTED} elements are painted`);
    weights.set(element, sum);
    return sum;
  };
  weigh(root, 0);
}

function collectIds(element: XmlElement, byId: Map<string, XmlElement>): void {
  const id = element.attributes.get('id');
  if (id !== undefined && !byId.has(id)) byId.set(id, element);
  for (const child of element.children) if (typeof child !== 'string') collectIds(child, byId);
}

/** Attributes that refer to an element of the drawing, with its id. */
function references(
  element: XmlElement,
  classReferences: Findings['classReferences'],
): (readonly [attribute: string, id: string])[] {
  const list: (readonly [string, string])[] = [];
  for (const attribute of ['href', 'xlink:href']) {
    const value = element.attributes.get(attribute);
    if (value !== undefined) list.push([attribute, value.slice(1)]);
  }
  for (const attribute of [...REFERRING_ATTRIBUTES, 'style'])
    for (const id of referredIds(element.attributes.get(attribute) ?? '')) list.push([attribute, id]);
  for (const name of element.attributes.get('class')?.split(/\s+/) ?? [])
    for (const id of classReferences.get(name) ?? []) list.push(['class', id]);
  return list;
}

function localName(name: string): string {
  return isSvgName(name) ? name.replace(/^svg:/, '') : name;
}

/** No prefix, or the one that files with a prefix use; `inkscape:…` and the like are an editor's notes. */
function isSvgName(name: string): boolean {
  return !name.includes(':') || name.startsWith('svg:');
}
