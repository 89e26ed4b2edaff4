// @page → PageRule. CSS Paged Media 3 (size, :first :left :right :blank, margin boxes, bleed, marks), GCPM (@footnote).
import { mm, POINTS_PER_INCH } from '../base/length.ts';
import { length, positiveLength } from './css-length.ts';
import type { CssValue } from './css-values.ts';
import { isDelim, splitValues, withoutSpace } from './css-values.ts';
import type { Declaration, RawAtRule, RawDeclaration, ReadContext } from './declaration.ts';
import { hasVariable, interpretDeclaration, readBlock, reportValue } from './declaration.ts';
import { BLACK } from './color.ts';
import { LONGHANDS } from './property-table.ts';
import { OTHER_PAGE_LACK, reportLack, reportMisplacedContent } from './lacks.ts';
import type {
  MarginBoxName,
  PageDescriptor,
  PageMarks,
  PageRule,
  PageSelector,
  PageSize,
} from './style-sheet.ts';
import { nthFormula } from './selector.ts';
import { MARGIN_BOX_NAMES } from './style-sheet.ts';
import type { ComputeContext } from './value-reader.ts';
import { ValueReader } from './value-reader.ts';

const INCH = POINTS_PER_INCH;

/** Portrait, in points. CSS Paged Media 3, §4.2.1, and the sizes of print shops. */
const PAGE_SIZES: Readonly<Record<string, readonly [number, number]>> = {
  a3: [mm(297), mm(420)],
  a4: [mm(210), mm(297)],
  a5: [mm(148), mm(210)],
  a6: [mm(105), mm(148)],
  b4: [mm(250), mm(353)],
  b5: [mm(176), mm(250)],
  'jis-b4': [mm(257), mm(364)],
  'jis-b5': [mm(182), mm(257)],
  letter: [8.5 * INCH, 11 * INCH],
  legal: [8.5 * INCH, 14 * INCH],
  ledger: [11 * INCH, 17 * INCH],
  tabloid: [11 * INCH, 17 * INCH],
};

const DESCRIPTORS: Readonly<Record<string, string>> = {
  size: `one or two lengths (3pt to 14400pt) | ${Object.keys(PAGE_SIZES).join(' | ')}, with portrait | landscape`,
  bleed: 'auto | length',
  marks: 'none | crop | cross | crop cross',
};

/** Descriptors of @page and what they accept, for the reference. */
export const PAGE_DESCRIPTORS: Readonly<Record<string, string>> = DESCRIPTORS;

/** What else there is to say of them. */
export const PAGE_REMARKS: Readonly<Record<string, string>> = {
  bleed: 'of the press edition; what the manifest says counts more, `auto` is as the printer profile has it',
  marks: 'of the press edition; what the manifest says counts more. `none` also switches the other marks of the printer profile off', // prettier-ignore
};

/** Points: what ISO 19005-2, 6.1.13, allows the side of a page. */
const SHORTEST_SIDE = 3;
const LONGEST_SIDE = 14_400;

const INITIAL_FONT_SIZE = 12;
/** Page sizes are fixed before any element is styled: relative units are those of the initial font. */
const INITIAL: ComputeContext = {
  fontSize: INITIAL_FONT_SIZE,
  lineHeight: 1.2 * INITIAL_FONT_SIZE,
  parentFontSize: INITIAL_FONT_SIZE,
  rootFontSize: INITIAL_FONT_SIZE,
  rootLineHeight: 1.2 * INITIAL_FONT_SIZE,
  color: BLACK,
};

export function parsePageRule(rule: RawAtRule, context: ReadContext): PageRule | null {
  const selectors = parsePageSelectors(rule, context);
  const raw = readBlock(rule.block?.values ?? [], context);
  const declarations: Declaration[] = [];
  const descriptors: PageDescriptor[] = [];
  for (const declaration of raw.declarations) {
    if (!Object.hasOwn(DESCRIPTORS, declaration.name)) {
      const read = interpretDeclaration(declaration, context);
      const lost = lostOnPages(read);
      if (lost !== null) reportPageLack(lost, declaration.start, context);
      declarations.push(...read);
      continue;
    }
    const descriptor = parseDescriptor(declaration, context);
    if (descriptor !== null) descriptors.push(descriptor);
  }
  const areas: { name: MarginBoxName | 'footnote'; declarations: readonly Declaration[] }[] = [];
  for (const inner of raw.atRules) {
    const name = MARGIN_BOX_NAMES.find((n) => n === inner.name) ?? (inner.name === 'footnote' ? 'footnote' : undefined); // prettier-ignore
    if (name === undefined || inner.block === null) {
      context.diagnostics.warning('C005', `@${inner.name} is not supported inside @page`, context.source.place(inner.start), 'known are the sixteen margin boxes, such as @top-left, and @footnote'); // prettier-ignore
      continue;
    }
    const block = readBlock(inner.block.values, context);
    const read = block.declarations.flatMap((d) => interpretDeclaration(d, context));
    for (const { name: property, values, start } of block.declarations)
      if (property === 'content') reportMisplacedContent(values, 'margin box', { ...context, offset: start });
    areas.push({ name, declarations: read });
  }
  return selectors.length === 0 ? null : { selectors, declarations, descriptors, areas, place: context.source.place(rule.start) }; // prettier-ignore
}

function reportPageLack(name: string, offset: number, context: ReadContext): void {
  const subject = name.startsWith('@') ? `"${name}"` : `"${name}" of a page`;
  reportLack(OTHER_PAGE_LACK, subject, { ...context, offset });
}

/** Longhands, physical or logical, of a page: its box, its background, its number. */
const OF_PAGE_BOX =
  /^(?:margin|padding|border(?:Top|Right|Bottom|Left|Block|Inline)|backgroundColor|counter(?:Reset|Set)$|lineGrid$)/;

/** The first longhand of a declaration that a page neither has nor hands down to its boxes; lacks of elements are told elsewhere. */
function lostOnPages(read: readonly Declaration[]): string | null {
  for (const declaration of read) {
    if (declaration.kind !== 'value' || typeof declaration.value !== 'function') continue;
    const { target, value } = declaration;
    const longhand = LONGHANDS.get(target);
    if (OF_PAGE_BOX.test(target) || longhand === undefined || longhand.inherited) continue;
    if (longhand.lacks.length === 0 && value(INITIAL) !== longhand.initial(INITIAL)) return longhand.name;
  }
  return null;
}

function parsePageSelectors(rule: RawAtRule, context: ReadContext): readonly PageSelector[] {
  if (rule.prelude.length === 0) return [{ name: '', first: false, blank: false, side: null, nth: null }];
  const selectors: PageSelector[] = [];
  for (const part of splitValues(rule.prelude, ',')) {
    const selector = parsePageSelector(part);
    if (selector !== null) selectors.push(selector);
    else
      context.diagnostics.warning('C004', 'This page selector is not supported', context.source.place(part[0]?.start ?? rule.start), 'write a page name with :first, :left, :right, :blank or :nth()'); // prettier-ignore
  }
  return selectors;
}

function parsePageSelector(values: readonly CssValue[]): PageSelector | null {
  let i = 0;
  const [head] = values;
  const name = head?.kind === 'ident' ? head.name : '';
  if (name !== '') i++;
  if (values.length === 0) return null;
  let first = false;
  let blank = false;
  let side: 'left' | 'right' | null = null;
  let nth: PageSelector['nth'] = null;
  for (; i < values.length; i += 2) {
    const word = values[i + 1];
    if (!isDelim(values[i], ':')) return null;
    if (word?.kind === 'function' && word.name === 'nth') {
      nth = nthFormula(word.args);
      if (nth === null) return null;
      continue;
    }
    if (word?.kind !== 'ident') return null;
    const pseudo = word.name.toLowerCase();
    if (pseudo === 'first') first = true;
    else if (pseudo === 'blank') blank = true;
    else if (pseudo === 'left' || pseudo === 'right') side = pseudo;
    else return null;
  }
  return { name, first, blank, side, nth };
}

function parseDescriptor(raw: RawDeclaration, context: ReadContext): PageDescriptor | null {
  const reader = new ValueReader(raw.values);
  const { important } = raw;
  let parsed: PageDescriptor | null = null;
  if (raw.name === 'size') {
    const value = parseSize(reader);
    if (value !== null) parsed = { kind: 'size', value, important };
  } else if (raw.name === 'bleed') {
    const value =
      reader.ident((n) => n === 'auto') === undefined ? positiveLength(reader)?.(INITIAL) : 'auto';
    if (value !== undefined) parsed = { kind: 'bleed', value, important };
  } else {
    const value = parseMarks(raw.values);
    if (value !== null) return { kind: 'marks', value, important };
  }
  if (parsed !== null && reader.done) return parsed;
  const problem = hasVariable(raw.values) ? 'var() does not work here: pages come before elements' : reader.problem; // prettier-ignore
  const accepted = { name: raw.name, values: DESCRIPTORS[raw.name] ?? '' };
  reportValue(accepted, context.source.excerpt(raw.values[0]?.start ?? raw.end, raw.end), problem, context.source, raw.start, context.diagnostics); // prettier-ignore
  return null;
}

function parseSize(reader: ValueReader): PageSize | null {
  let orientation: string | undefined;
  let size: readonly [number, number] | undefined;
  const readOrientation = (): void => {
    orientation ??= reader.ident((n) => n === 'portrait' || n === 'landscape');
  };
  readOrientation();
  const named = reader.ident((n) => Object.hasOwn(PAGE_SIZES, n) || n === 'auto');
  if (named !== undefined) size = PAGE_SIZES[named] ?? PAGE_SIZES['a4'];
  else if (!reader.done) {
    const width = length(reader)?.(INITIAL);
    const height = reader.done ? width : length(reader)?.(INITIAL);
    if (width === undefined || height === undefined || !isSide(width) || !isSide(height)) return null;
    if (orientation !== undefined) return null;
    return { width, height };
  }
  readOrientation();
  if (size === undefined && orientation === undefined) return null;
  const [width, height] = size ?? [mm(210), mm(297)];
  return orientation === 'landscape' ? { width: height, height: width } : { width, height };
}

function isSide(length: number): boolean {
  return length >= SHORTEST_SIDE && length <= LONGEST_SIDE;
}

function parseMarks(values: readonly CssValue[]): PageMarks | null {
  const words = withoutSpace(values).map((v) => (v.kind === 'ident' ? v.name.toLowerCase() : ''));
  if (words.length === 1 && words[0] === 'none') return { crop: false, cross: false };
  if (words.length === 0 || words.some((w) => w !== 'crop' && w !== 'cross')) return null;
  return { crop: words.includes('crop'), cross: words.includes('cross') };
}
