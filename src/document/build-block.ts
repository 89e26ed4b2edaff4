// Block-level elements → boxes of their kind, each with its structure element, its named strings and its bookmark.
import type { Place } from '../base/diagnostic.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import type { BlockBox, BoxBookmark, Box, BoxCommon, FlexBox } from './boxes.ts';
import { linkInside } from './build-link.ts';
import { buildListItem } from './build-list-item.ts';
import { buildReplaced } from './build-replaced.ts';
import { buildTable } from './build-table.ts';
import type { Builder, StyledElement, Surroundings } from './builder.ts';
import { contentSource, pageName } from './builder.ts';
import { plainBox } from './plain-box.ts';
import { isFlexContainer, isReplaced, showsPicture } from './element-facts.ts';
import type { GeneratedContentSource } from './generated-content.ts';
import { contentText } from './generated-content.ts';
import type { HtmlElement } from './html-tree.ts';
import { readInstead } from './private-letters.ts';
import { holdsText, listNumbering, structureRole } from './structure-roles.ts';
import type { Structure, StructureRole } from './structure.ts';
import { ARTIFACT } from './structure.ts';
import { writtenScope } from './table-structure.ts';

const MAX_FLEX_DEPTH = 24;

/** The box of a block-level element; the couplets of one poem know of each other. */
export function buildBlock(builder: Builder, styled: StyledElement): Box {
  if (structureRole(styled.element.tag) === 'Figure') return figureOf(builder, styled);
  if (styled.style.verse !== 'poem') return boxOf(builder, styled);
  const { progress } = builder;
  const around = progress.couplets;
  progress.couplets = [];
  const box = boxOf(builder, styled);
  progress.couplets = around;
  return box;
}

/**
 * ISO 32000-1, 14.8.4.2 and 14.8.4.5, do not say where the caption of a figure stands. Viewers take a figure for a picture without
 * anything in it, so that all but the picture stands behind its element, wherever it was written.
 */
function figureOf(builder: Builder, styled: StyledElement): Box {
  const { progress, structure } = builder;
  const { tag } = styled.around;
  const outer = progress.figure;
  progress.figure = null;
  if (tag !== ARTIFACT && showsPicture(styled.element)) {
    const { link } = styled.around;
    progress.figure = structure.add('Figure', link?.holdsBlocks === true ? linkInside(structure, tag, link) : tag); // prettier-ignore
  }
  const box = boxOf(builder, styled);
  progress.figure = outer;
  return box;
}

function boxOf(builder: Builder, styled: StyledElement): Box {
  const { element } = styled;
  if (isReplaced(element)) return buildReplaced(builder, styled);
  const opened = openStructure(builder, styled);
  const box = elementBox(builder, styled, opened);
  const { link, tag } = opened.around;
  if (element.tag === 'dl') builder.structure.completeItems(tag);
  // What can be clicked is decoration only.
  if (link?.holdsBlocks === true && link.tag === ARTIFACT && link !== styled.around.link)
    link.tag = builder.structure.addInside('Link', tag);
  return box;
}

/** The structure element of a box, what is around its content, and whether that may be text without a `P`. */
interface Opened {
  readonly around: Surroundings;
  readonly mayHoldText: boolean;
}

function elementBox(
  builder: Builder,
  { element, style, around: outer }: StyledElement,
  { around, mayHoldText }: Opened,
): Box {
  const common = commonOf(builder, element, around);
  const isRegion = style.flowFrom !== null;
  if (isRegion) countRegion(builder, style, around.place);
  if (isFlexContainer(style) && !isRegion && mayBeFlex(builder, around.place)) {
    builder.progress.hasFlex = true;
    builder.progress.flexDepth++;
    const children = builder.containerChildren(element, around, mayHoldText);
    builder.progress.flexDepth--;
    const flex: FlexBox = { kind: 'flex', ...common, children };
    return flex;
  }
  if (style.display === 'table' && !isRegion) return buildTable(builder, element, common, around);
  if (style.display === 'list-item') return buildListItem(builder, element, common, { around, list: outer.style }); // prettier-ignore
  const children = builder.containerChildren(element, around, mayHoldText);
  const box: BlockBox = { kind: 'block', ...common, children, marker: null };
  return style.verse === 'couplet' ? coupletOf(builder, box) : box;
}

/** Outside of poems each couplet is one of its own. */
function coupletOf({ progress }: Builder, box: BlockBox): BlockBox {
  const couplets = progress.couplets ?? [];
  couplets.push(box);
  return { ...box, poem: couplets };
}

/** A region shows blocks one under the other: it is neither a flex container nor a table. */
function countRegion(builder: Builder, style: ComputedStyle, place: Place | undefined): void {
  const { regions } = builder.progress;
  const name = style.flowFrom ?? '';
  regions.set(name, (regions.get(name) ?? 0) + 1);
  if (isFlexContainer(style) || style.display === 'table')
    builder.input.diagnostics.warning('L003', `A box with flow-from is set as a block, not as ${style.display}`, place, 'Set columns on it, or put it into the box that is to be one'); // prettier-ignore
}

/** Flex containers in each other beyond any use are set as blocks: each level measures all below it. */
function mayBeFlex({ input, progress }: Builder, place: Place | undefined): boolean {
  if (progress.flexDepth < MAX_FLEX_DEPTH) return true;
  input.diagnostics.warning('L003', `Flex containers nested deeper than ${MAX_FLEX_DEPTH} are set as blocks`, place); // prettier-ignore
  return false;
}

function openStructure(builder: Builder, { element, style, around: outer }: StyledElement): Opened {
  const { structure } = builder;
  const language = style.language === outer.language ? '' : style.language;
  let { tag } = outer;
  let mayHoldText = false;
  const words = readInstead(element);
  const role = words === null ? roleOf(element, style) : 'P';
  const article = brokenArticle(builder, style);
  if (element.attributes.get('aria-hidden') === 'true') tag = ARTIFACT;
  else if (tag !== ARTIFACT && article !== null) {
    const own = role === undefined || GROUPS.has(role) ? 'Div' : role;
    tag = structure.add(own, article, style.language);
    structure.describe(tag, { atBreak: true });
    mayHoldText = holdsText(own);
  } else if (tag !== ARTIFACT && role !== undefined && role !== 'Figure') {
    const isInList = element.tag === 'dt' || element.tag === 'dd';
    tag = isInList && (role === 'Lbl' || role === 'LBody') ? structure.addTermOrDescription(role, tag, language) : structure.add(role, tag, language); // prettier-ignore
    describe(structure, tag, role, { element, style });
    if (words !== null) structure.describe(tag, { actualText: words });
    mayHoldText = holdsText(role);
  }
  let { link } = outer;
  const href = element.tag === 'a' ? element.attributes.get('href') : undefined;
  if (href !== undefined) {
    link = { href, tag: ARTIFACT, holdsBlocks: true };
    const role = structure.nodes[tag]?.role;
    mayHoldText = role !== undefined && holdsText(role) && isAlone(element);
  }
  const page = pageName(style, outer.page);
  return {
    // An element without a role leaves its language to be said by those inside it.
    around: {
      style,
      tag,
      language: tag === outer.tag ? outer.language : style.language,
      page,
      place: outer.place,
      link,
    },
    mayHoldText,
  };
}

const GROUPS: ReadonlySet<StructureRole> = new Set(['Art', 'Sect', 'Figure']);

/** What is there only while a flow goes on belongs to the element that the text of the flow was taken from; null without any. */
function brokenArticle({ progress: { flowHomes } }: Builder, { displayIf }: ComputedStyle): number | null {
  for (const name of displayIf ?? []) {
    const home = flowHomes.get(name) ?? null;
    if (home !== null && home !== ARTIFACT) return home;
  }
  return null;
}

/** Whether nothing else is in the element around. */
function isAlone(element: HtmlElement): boolean {
  return element.parent?.children.every((child) => child === element || (child.kind === 'text' && child.text.trim() === '')) === true; // prettier-ignore
}

/** The role of an element; undefined: it has no structure element of its own. */
function roleOf({ tag }: HtmlElement, { verse, float }: ComputedStyle): StructureRole | undefined {
  const role = structureRole(tag);
  if (role !== undefined) return role;
  if (verse !== 'none') return verse === 'poem' ? 'Poem' : 'Couplet';
  // What stands beside the text is a group of its own in its order; notes are more than that.
  return float === 'none' || float === 'footnote' || float === 'sidenote' ? undefined : 'Div';
}

/** What the element says besides its role and its text. */
function describe(
  structure: Structure,
  tag: number,
  role: StructureRole,
  { element, style }: Pick<StyledElement, 'element' | 'style'>,
): void {
  if (role === 'L') {
    // Table 347: terms follow no scheme.
    if (element.tag === 'dl') return;
    const numbering = listNumbering(style.listStyleType);
    if (numbering !== undefined) structure.describe(tag, { numbering });
  } else if (role === 'TH') {
    const scope = writtenScope(element);
    if (scope !== undefined)
      structure.describe(tag, { cell: { rowSpan: 1, columnSpan: 1, scope, headers: [] } });
  }
}

/** What the element itself contributes to its box. */
function commonOf(builder: Builder, element: HtmlElement, around: Surroundings): BoxCommon {
  const { style } = around;
  const source = contentSource(builder, element, around);
  const strings = style.stringSet.map(({ name, parts }) => ({ name, value: contentText(parts, source, style.language) })); // prettier-ignore
  return {
    ...plainBox(style, around.tag, around),
    anchors: element.id === '' ? [] : [element.id],
    strings,
    bookmark: bookmarkOf(builder, source, style),
  };
}

/** Null for elements that have none; one without text would be a line that nobody can read. */
function bookmarkOf(
  { progress }: Builder,
  source: GeneratedContentSource,
  { bookmarkLevel: level, bookmarkLabel, bookmarkState, language }: ComputedStyle,
): BoxBookmark | null {
  if (level === 'none') return null;
  const label = contentText(bookmarkLabel, source, language);
  if (label.trim() === '') return null;
  return { level, label, order: progress.bookmarks++, isOpen: bookmarkState === 'open' };
}
