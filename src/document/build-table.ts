// HTML tables → TableBox: rows in reading order, head first and foot last, cells as block boxes (CSS 2.2 § 17).
import { plainBox } from './plain-box.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import type { StyleResolver } from '../style/cascade.ts';
import type { BlockBox, Box, BoxCommon, TableBox, TableCell, TableRow, TableRowGroup } from './boxes.ts';
import type { Builder, Surroundings } from './builder.ts';
import type { TextNode } from './html-tree.ts';
import { HtmlElement } from './html-tree.ts';
import { structureRole } from './structure-roles.ts';

const MAX_SPAN = 1000;

/** The box of an element with `display: table`; what is no part of a table becomes a caption. */
export function buildTable(
  builder: Builder,
  element: HtmlElement,
  common: BoxCommon,
  around: Surroundings,
): TableBox {
  const { resolver } = builder.input;
  const captions: Box[] = [];
  const columns: ComputedStyle[] = [];
  const parts: Record<TableRow['part'], TableRow[]> = { head: [], body: [], foot: [] };

  const open = (child: HtmlElement, style: ComputedStyle, outer: Surroundings): Surroundings => {
    const role = structureRole(child.tag);
    const tag = role === undefined ? outer.tag : builder.structure.addInside(role, outer.tag);
    return { ...outer, style, tag, language: style.language };
  };

  const row = (child: HtmlElement, style: ComputedStyle, outer: Surroundings, of: RowPart): TableRow => {
    const inner = open(child, style, outer);
    const cells: TableCell[] = [];
    for (const cell of child.children) {
      if (cell.kind === 'text') {
        if (cell.text.trim() !== '') cells.push(textCell(builder, child, cell, inner));
        continue;
      }
      const cellStyle = resolver.style(cell, style);
      if (cellStyle.display === 'none') continue;
      const box = builder.block({ element: cell, style: cellStyle, around: inner });
      cells.push({
        box: box.kind === 'block' ? box : wrap(box),
        columnSpan: span(cell.attributes.get('colspan')),
        rowSpan: cell.attributes.get('rowspan') === '0' ? MAX_SPAN : span(cell.attributes.get('rowspan')),
      });
    }
    return { style, part: of.part, group: of.group, cells };
  };

  const walk = (parent: HtmlElement, parentStyle: ComputedStyle, outer: Surroundings, of: RowPart): void => {
    const group = (child: HtmlElement, style: ComputedStyle, part: TableRow['part']): void =>
      walk(child, style, open(child, style, outer), { part, rows: parts[part], group: { style } });
    for (const child of parent.children) {
      if (child.kind === 'text') {
        if (child.text.trim() === '') continue;
        const cell = textCell(builder, parent, child, { ...outer, style: parentStyle });
        of.rows.push({ style: cell.box.style, part: of.part, group: of.group, cells: [cell] });
        continue;
      }
      const style = resolver.style(child, parentStyle);
      switch (style.display) {
        case 'none':
          break;
        case 'table-column':
        case 'table-column-group':
          columns.push(...columnStyles(resolver, child, style, MAX_SPAN - columns.length));
          break;
        case 'table-caption':
          captions.push(builder.block({ element: child, style, around: outer }));
          break;
        case 'table-header-group':
          group(child, style, 'head');
          break;
        case 'table-footer-group':
          group(child, style, 'foot');
          break;
        case 'table-row-group':
          group(child, style, 'body');
          break;
        case 'table-row':
          of.rows.push(row(child, style, outer, of));
          break;
        default:
          captions.push(builder.block({ element: child, style, around: outer }));
      }
    }
  };
  walk(element, common.style, around, { part: 'body', rows: parts.body, group: null });
  return { kind: 'table', ...common, captions, columns, rows: [...parts.head, ...parts.body, ...parts.foot] };
}

/** Where the rows of an element go. */
interface RowPart {
  readonly part: TableRow['part'];
  readonly rows: TableRow[];
  readonly group: TableRowGroup | null;
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

function wrap(box: Box): BlockBox {
  return { kind: 'block', ...plainBox(box.style, box.tag, box), children: [box], marker: null };
}

function span(value: string | undefined): number {
  const number = Number.parseInt(value ?? '1', 10);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, MAX_SPAN) : 1;
}
