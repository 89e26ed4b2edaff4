// HTML tables → TableBox: rows in reading order, head first and foot last, cells as block boxes (CSS 2.2 § 17).
import type { ComputedStyle } from '../style/computed-style.ts';
import type { StyleResolver } from '../style/cascade.ts';
import type { BlockBox, Box, BoxCommon, TableBox, TableCell, TableRow, TableRowGroup } from './boxes.ts';
import type { DocumentBuilder, Surroundings } from './build-document.ts';
import type { HtmlElement } from './html-tree.ts';
import { structureRole } from './structure-roles.ts';
import { ARTIFACT } from './structure.ts';

const MAX_SPAN = 1000;

export function buildTable(
  builder: DocumentBuilder,
  resolver: StyleResolver,
  element: HtmlElement,
  common: BoxCommon,
  around: Surroundings,
): TableBox {
  const captions: Box[] = [];
  const columns: ComputedStyle[] = [];
  const parts: Record<TableRow['part'], TableRow[]> = { head: [], body: [], foot: [] };

  const open = (child: HtmlElement, style: ComputedStyle, outer: Surroundings): Surroundings => {
    const role = structureRole(child.tag);
    const tag =
      role === undefined || outer.tag === ARTIFACT ? outer.tag : builder.structure.add(role, outer.tag);
    return { ...outer, style, tag, language: style.language };
  };

  const row = (child: HtmlElement, style: ComputedStyle, outer: Surroundings, of: RowPart): TableRow => {
    const inner = open(child, style, outer);
    const cells: TableCell[] = [];
    for (const cell of child.children) {
      if (cell.kind === 'text') continue;
      const cellStyle = resolver.style(cell, style);
      if (cellStyle.display === 'none') continue;
      const box = builder.block(cell, cellStyle, inner, inner.place);
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
      if (child.kind === 'text') continue;
      const style = resolver.style(child, parentStyle);
      switch (style.display) {
        case 'none':
          break;
        case 'table-column':
        case 'table-column-group':
          columns.push(...columnStyles(resolver, child, style, MAX_SPAN - columns.length));
          break;
        case 'table-caption':
          captions.push(builder.block(child, style, outer, outer.place));
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
          captions.push(builder.block(child, style, outer, outer.place));
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

function wrap(box: Box): BlockBox {
  const { style, tag, page, place } = box;
  return {
    kind: 'block',
    style,
    tag,
    anchors: [],
    page,
    strings: [],
    bookmark: null,
    place,
    children: [box],
    marker: null,
  };
}

function span(value: string | undefined): number {
  const number = Number.parseInt(value ?? '1', 10);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, MAX_SPAN) : 1;
}
