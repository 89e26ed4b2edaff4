// HTML tables → TableBox: rows in reading order, header rows first, cells as block boxes (CSS 2.2 § 17).
import type { ComputedStyle } from '../style/computed-style.ts';
import type { StyleResolver } from '../style/cascade.ts';
import type { BlockBox, Box, BoxCommon, TableBox, TableCell, TableRow } from './boxes.ts';
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
  const head: TableRow[] = [];
  const body: TableRow[] = [];
  const foot: TableRow[] = [];

  const open = (child: HtmlElement, style: ComputedStyle, outer: Surroundings): Surroundings => {
    const role = structureRole(child.tag);
    const tag =
      role === undefined || outer.tag === ARTIFACT ? outer.tag : builder.structure.add(role, outer.tag);
    return { ...outer, style, tag, language: style.language };
  };

  const row = (child: HtmlElement, style: ComputedStyle, outer: Surroundings, header: boolean): TableRow => {
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
        rowSpan: span(cell.attributes.get('rowspan')),
      });
    }
    return { style, header, cells };
  };

  const walk = (
    parent: HtmlElement,
    parentStyle: ComputedStyle,
    outer: Surroundings,
    rows: TableRow[],
    header: boolean,
  ): void => {
    // prettier-ignore
    for (const child of parent.children) {
      if (child.kind === 'text') continue;
      const style = resolver.style(child, parentStyle);
      switch (style.display) {
        case 'none':
        case 'table-column':
        case 'table-column-group':
          break;
        case 'table-caption':
          captions.push(builder.block(child, style, outer, outer.place));
          break;
        case 'table-header-group':
          walk(child, style, open(child, style, outer), head, true);
          break;
        case 'table-footer-group':
          walk(child, style, open(child, style, outer), foot, false);
          break;
        case 'table-row-group':
          walk(child, style, open(child, style, outer), body, false);
          break;
        case 'table-row':
          rows.push(row(child, style, outer, header));
          break;
        default:
          captions.push(builder.block(child, style, outer, outer.place));
      }
    }
  };
  walk(element, common.style, around, body, false);
  return { kind: 'table', ...common, captions, rows: [...head, ...body, ...foot] };
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
