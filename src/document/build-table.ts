// HTML tables → TableBox: rows in reading order, head first and foot last, cells as block boxes (CSS 2.2 § 17).
import { plainBox } from './plain-box.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import type { StyleResolver } from '../style/cascade.ts';
import type { BlockBox, Box, BoxCommon, TableBox, TableCell, TableRow, TableRowGroup } from './boxes.ts';
import type { Builder, StyledElement, Surroundings } from './builder.ts';
import type { TextNode } from './html-tree.ts';
import { HtmlElement } from './html-tree.ts';
import { structureRole } from './structure-roles.ts';
import { ARTIFACT } from './structure.ts';
import type { Structure, StructureRole } from './structure.ts';
import { describeCells } from './table-structure.ts';

const MAX_SPAN = 1000;

/** The box of an element with `display: table`; what is no part of a table becomes a caption. */
export function buildTable(
  builder: Builder,
  element: HtmlElement,
  common: BoxCommon,
  around: Surroundings,
): TableBox {
  const table: TableParts = { captions: [], columns: [], head: [], body: [], foot: [], caption: null };
  addContent(builder, table, { element, style: common.style, around });
  const { captions, columns, head, body, foot } = table;
  const rows = [...head, ...body, ...foot];
  describeCells(builder.structure, rows);
  return { kind: 'table', ...common, captions, columns, rows };
}

/** What has been found of a table. */
interface TableParts extends Readonly<Record<TableRow['part'], TableRow[]>> {
  readonly captions: Box[];
  readonly columns: ComputedStyle[];
  /** The element of its first caption, where the table has one itself. */
  caption: number | null;
}

/** Where the rows of an element go. */
interface RowPart {
  readonly part: TableRow['part'];
  readonly rows: TableRow[];
  readonly group: TableRowGroup | null;
}

/** What is inside the table, as what it was written. */
function addContent(builder: Builder, table: TableParts, whole: StyledElement): void {
  const { element, style, around } = whole;
  const of: RowPart = { part: 'body', rows: table.body, group: null };
  switch (looseContent(builder.input.resolver, element, style)) {
    case 'blocks': {
      const cell = looseCell(builder, element, { ...around, style });
      of.rows.push({ style: cell.box.style, part: of.part, group: null, cells: [cell] });
      break;
    }
    case 'cells':
      of.rows.push(buildRow(builder, whole, of));
      break;
    case 'parts':
      addParts(builder, table, whole, of);
  }
}

/** What the elements in a table are, when none of them is a part of a table, or all are cells without a row. */
function looseContent(
  resolver: StyleResolver,
  table: HtmlElement,
  style: ComputedStyle,
): 'blocks' | 'cells' | 'parts' {
  const displays = table.children.flatMap((child) => (child.kind === 'text' ? [] : [resolver.style(child, style).display])).filter((display) => display !== 'none'); // prettier-ignore
  if (displays.length === 0) return 'parts';
  if (displays.every((display) => display === 'table-cell')) return 'cells';
  return displays.some((display) => display.startsWith('table-')) ? 'parts' : 'blocks';
}

/** What is inside a table or a group of rows. */
function addParts(builder: Builder, table: TableParts, parent: StyledElement, of: RowPart): void {
  for (const child of parent.element.children) {
    if (child.kind === 'text') {
      if (child.text.trim() !== '') of.rows.push(textRow(builder, parent, child, of));
      continue;
    }
    const style = builder.input.resolver.style(child, parent.style);
    addPart(builder, table, { element: child, style, around: parent.around }, of);
  }
}

function addPart(builder: Builder, table: TableParts, child: StyledElement, of: RowPart): void {
  const { element, style } = child;
  switch (style.display) {
    case 'none':
      break;
    case 'table-column':
    case 'table-column-group':
      table.columns.push(...columnStyles(builder.input.resolver, element, style, MAX_SPAN - table.columns.length)); // prettier-ignore
      break;
    case 'table-header-group':
      addGroup(builder, table, child, 'head');
      break;
    case 'table-footer-group':
      addGroup(builder, table, child, 'foot');
      break;
    case 'table-row-group':
      addGroup(builder, table, child, 'body');
      break;
    case 'table-row':
      of.rows.push(buildRow(builder, child, of));
      break;
    default:
      // Captions, too.
      table.captions.push(
        CELLS.has(element.tag) ? builder.block(child) : buildCaption(builder, table, child),
      );
  }
}

/**
 * ISO 32000-1, table 337: a table may have one caption, which comes first or last. It is read before the rows, wherever it is printed;
 * what is written as another one, and what may not stand in a table at all, is read behind it.
 */
function buildCaption(builder: Builder, table: TableParts, child: StyledElement): Box {
  const { structure } = builder;
  const { around } = child;
  const whole = tableAround(structure, around.tag);
  if (whole === null) return builder.block(child);
  if (table.caption !== null || structureRole(child.element.tag) !== 'Caption') {
    const tag = structure.nodes[whole]?.parent ?? ARTIFACT;
    // What is around says its language again, as it may have been that of the table.
    return builder.block({ ...child, around: { ...around, tag, language: '' } });
  }
  const box = builder.block({ ...child, around: { ...around, tag: whole } });
  if (box.tag === ARTIFACT) return box;
  table.caption = box.tag;
  structure.describe(box.tag, { leads: true });
  return box;
}

/** The table that an element is part of; null of artifacts, and of what is only shown as one. */
function tableAround({ nodes }: Structure, tag: number): number | null {
  let at = tag;
  while (nodes[at] !== undefined && PARTS.has(nodes[at]?.role ?? 'P')) at = nodes[at]?.parent ?? ARTIFACT;
  return nodes[at]?.role === 'Table' ? at : null;
}

const PARTS: ReadonlySet<StructureRole> = new Set(['THead', 'TBody', 'TFoot', 'TR']);
/** Parts of tables that a style sheet shows as something else. */
const CELLS: ReadonlySet<string> = new Set(['thead', 'tbody', 'tfoot', 'tr', 'th', 'td']);

function addGroup(builder: Builder, table: TableParts, group: StyledElement, part: TableRow['part']): void {
  const { element, style } = group;
  addParts(builder, table, { element, style, around: inside(builder, group) }, { part, rows: table[part], group: { style } }); // prettier-ignore
}

/** Surroundings of what is inside a part of a table. */
function inside({ structure }: Builder, { element, style, around }: StyledElement): Surroundings {
  const role = structureRole(element.tag);
  if (role === undefined) return { ...around, style };
  const language = style.language === around.language ? '' : style.language;
  return { ...around, style, tag: structure.addInside(role, around.tag, language), language: style.language };
}

function buildRow(builder: Builder, row: StyledElement, { part, group }: RowPart): TableRow {
  const { element, style } = row;
  const around = inside(builder, row);
  const cells: TableCell[] = [];
  for (const child of element.children) {
    if (child.kind === 'text') {
      if (child.text.trim() !== '') cells.push(textCell(builder, element, child, around));
      continue;
    }
    const cellStyle = builder.input.resolver.style(child, style);
    if (cellStyle.display !== 'none') cells.push(buildCell(builder, { element: child, style: cellStyle, around })); // prettier-ignore
  }
  return { style, part, group, cells };
}

function buildCell(builder: Builder, cell: StyledElement): TableCell {
  const { attributes } = cell.element;
  const box = builder.block(cell);
  return {
    box: box.kind === 'block' ? box : wrap(box),
    columnSpan: span(attributes.get('colspan')),
    rowSpan: attributes.get('rowspan') === '0' ? MAX_SPAN : span(attributes.get('rowspan')),
  };
}

/** Text outside of rows gets a row of its own. */
function textRow(
  builder: Builder,
  { element, style, around }: StyledElement,
  text: TextNode,
  { part, group }: RowPart,
): TableRow {
  const cell = textCell(builder, element, text, { ...around, style });
  return { style: cell.box.style, part, group, cells: [cell] };
}

/** The columns of a `<col>`, or of a `<colgroup>`: its own, or so many as it spans. */
function columnStyles(
  resolver: StyleResolver,
  element: HtmlElement,
  style: ComputedStyle,
  most: number,
): readonly ComputedStyle[] {
  const inside = element.children.flatMap((child) => {
    if (child.kind === 'text') return [];
    const childStyle = resolver.style(child, style);
    return childStyle.display === 'table-column' ? columnStyles(resolver, child, childStyle, most) : [];
  });
  if (inside.length > 0) return inside.slice(0, most);
  return Array.from({ length: Math.min(span(element.attributes.get('span')), most) }, () => style);
}

/** Text outside of cells gets a cell of its own (CSS 2.2 § 17.2.1), as if it had been written in a `<td>`. */
function textCell(builder: Builder, parent: HtmlElement, text: TextNode, around: Surroundings): TableCell {
  const element = new HtmlElement('td', new Map(), parent);
  element.append(text);
  const style: ComputedStyle = { ...builder.input.resolver.style(element, around.style), display: 'table-cell' }; // prettier-ignore
  const tag = builder.structure.addInside(structureRole('td') ?? 'TD', around.tag);
  const children = builder.containerChildren(element, { ...around, style, tag }, true);
  return { box: { kind: 'block', ...plainBox(style, tag, around), children, marker: null }, columnSpan: 1, rowSpan: 1 }; // prettier-ignore
}

/** All that is in a table without any part of one, in one cell, as if it had been written in a `<td>`. */
function looseCell(builder: Builder, table: HtmlElement, around: Surroundings): TableCell {
  const style = builder.input.resolver.style(new HtmlElement('td', new Map(), table), around.style);
  const tag = builder.structure.addInside(structureRole('td') ?? 'TD', around.tag);
  const children = builder.containerChildren(table, { ...around, style, tag }, true);
  return { box: { kind: 'block', ...plainBox(style, tag, around), children, marker: null }, columnSpan: 1, rowSpan: 1 }; // prettier-ignore
}

function wrap(box: Box): BlockBox {
  return { kind: 'block', ...plainBox(box.style, box.tag, box), children: [box], marker: null };
}

function span(value: string | undefined): number {
  const number = Number.parseInt(value ?? '1', 10);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, MAX_SPAN) : 1;
}
