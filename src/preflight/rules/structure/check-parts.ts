// Tables and lists → whether their parts are what they have to consist of, and say what they are (ISO 32000-1, 14.8.4.3.3 and
// 14.8.4.3.4; ISO 14289-1, 7.5 and 7.6).
import type { StructureFaults } from './structure-faults.ts';
import type { TagFacts } from './tag-facts.ts';
import type { TagElement } from '../../inspect/tags/tag-types.ts';

/** What may stand in a part; others stand wrongly. */
const INSIDE: Readonly<Record<string, ReadonlySet<string>>> = {
  Table: new Set(['TR', 'THead', 'TBody', 'TFoot', 'Caption']),
  THead: new Set(['TR']),
  TBody: new Set(['TR']),
  TFoot: new Set(['TR']),
  TR: new Set(['TH', 'TD']),
  L: new Set(['LI', 'L', 'Caption']),
  LI: new Set(['Lbl', 'LBody']),
};
/** What a part may stand in. */
const AROUND: Readonly<Record<string, ReadonlySet<string>>> = {
  TR: new Set(['Table', 'THead', 'TBody', 'TFoot']),
  TH: new Set(['TR']),
  TD: new Set(['TR']),
  THead: new Set(['Table']),
  TBody: new Set(['Table']),
  TFoot: new Set(['Table']),
  LI: new Set(['L']),
  LBody: new Set(['LI']),
};
const OF_LISTS: ReadonlySet<string> = new Set(['L', 'LI', 'LBody']);
/** They add nothing and may stand anywhere. */
const TRANSPARENT: ReadonlySet<string> = new Set(['NonStruct', 'Private']);
/** What may have a caption as a part. */
const HOLD_CAPTIONS: ReadonlySet<string> = new Set(['Table', 'L', 'TOC', 'Figure', 'Formula']);
/** What may have one behind it. */
const DESCRIBED: ReadonlySet<string> = new Set(['Figure', 'Formula', 'Table']);
/** ISO 32000-1, table 349. */
const SCOPES: ReadonlySet<string> = new Set(['Row', 'Column', 'Both']);
/** Columns that a span may have. */
const MAX_COLUMNS = 1000;
const MAX_CELLS = 100_000;

/** Faults of tables and lists. */
export function checkParts(facts: TagFacts, faults: StructureFaults): void {
  const { elements } = facts.tree;
  elements.forEach((element, index) => {
    const { role, parent } = element;
    const rule = OF_LISTS.has(role) ? 'list-parts' : 'table-parts';
    const around = AROUND[role];
    const above = elements[parent]?.role ?? '';
    const inside = INSIDE[role];
    // Wrong both ways it is told once, by the part that it stands in.
    if (around !== undefined && !around.has(above) && INSIDE[above] === undefined && !TRANSPARENT.has(above))
      faults.error(rule, `${role} stands in ${above === '' ? 'no element' : above}`, facts.where(index));
    const stray = inside === undefined ? undefined : facts.children(index).find((child) => !inside.has(child.role) && !TRANSPARENT.has(child.role)); // prettier-ignore
    if (stray !== undefined) faults.error(rule, `${stray.role.slice(0, 40) || 'An element'} stands in ${role}`, facts.where(index)); // prettier-ignore
    if (role === 'LI' && !facts.within(index, (each) => each.role === 'LBody')) faults.error('list-parts', 'An item of a list has no body', facts.where(index)); // prettier-ignore
    if (role === 'Table') checkTable(index, facts, faults);
    if (role === 'Caption' && !HOLD_CAPTIONS.has(above) && !followsFigure(facts, index))
      faults.warning(
        'caption',
        'A caption stands neither in what it describes nor directly behind it',
        facts.where(index),
      );
  });
}

/** Whether what a caption may describe stands directly before this element, by itself or in a link. */
function followsFigure({ tree: { elements } }: TagFacts, index: number): boolean {
  const lastBefore = (parent: number, end: number): number | undefined => {
    const kids = elements[parent]?.kids ?? [];
    const at = kids.findIndex((kid) => kid.kind === 'element' && kid.index === end);
    const kid = kids.slice(0, at < 0 ? kids.length : at).findLast(({ kind }) => kind !== 'object');
    return kid?.kind === 'element' ? kid.index : undefined;
  };
  let before = lastBefore(elements[index]?.parent ?? -1, index);
  while (before !== undefined && elements[before]?.role === 'Caption') before = lastBefore(elements[before]?.parent ?? -1, before); // prettier-ignore
  while (before !== undefined && elements[before]?.role === 'Link') before = lastBefore(before, -1);
  return before !== undefined && DESCRIBED.has(elements[before]?.role ?? '');
}

function checkTable(table: number, facts: TagFacts, faults: StructureFaults): void {
  const where = facts.where(table);
  const rows = rowsOf(table, facts);
  const cells = rows.flat();
  const headers = cells.filter(({ role }) => role === 'TH');
  if (headers.length === 0) faults.error('table-headers', 'A table has no header cells', where);
  const named = new Set(cells.flatMap(({ attributes }) => [...(attributes.get('Headers') ?? '').matchAll(/[(<]([^()<>]*)[)>]/g)].map((match) => match[1] ?? ''))); // prettier-ignore
  const ids = new Set(cells.map(({ id }) => id));
  // Those written in hexadecimal digits are not decoded.
  const lost = cells.flatMap(({ attributes }) => [...(attributes.get('Headers') ?? '').matchAll(/\(([\w-]+)\)/g)]).filter((match) => !ids.has(match[1] ?? '')).length; // prettier-ignore
  if (lost > 0)
    faults.error('table-headers', `Cells of a table name headers that it has not (${lost})`, where);
  const unclear = headers.filter(({ attributes, id }) => !SCOPES.has(attributes.get('Scope') ?? '') && (id === null || !named.has(id))); // prettier-ignore
  if (unclear.length > 0) faults.error('table-headers', `${unclear.length} of ${headers.length} header cells do not say what they head (Scope)`, where); // prettier-ignore
  if (cells.length > MAX_CELLS) return;
  const widths = columnsOf(rows);
  if (new Set(widths).size > 1) faults.error('table-parts', `The rows of a table have ${Math.min(...widths)} to ${Math.max(...widths)} columns`, where); // prettier-ignore
}

/** The cells of each row. */
function rowsOf(table: number, facts: TagFacts): readonly (readonly TagElement[])[] {
  const rows: (readonly TagElement[])[] = [];
  const { elements } = facts.tree;
  const walk = (index: number): void => {
    for (const kid of elements[index]?.kids ?? []) {
      const role = kid.kind === 'element' ? elements[kid.index]?.role : undefined;
      if (kid.kind !== 'element' || role === undefined) continue;
      if (role === 'TR') rows.push(facts.children(kid.index).filter((cell) => cell.role === 'TH' || cell.role === 'TD')); // prettier-ignore
      else if (role === 'THead' || role === 'TBody' || role === 'TFoot' || TRANSPARENT.has(role)) walk(kid.index); // prettier-ignore
    }
  };
  walk(table);
  return rows;
}

/** How many columns each row fills, with the cells that reach down into it. */
function columnsOf(rows: readonly (readonly TagElement[])[]): readonly number[] {
  /** Columns that cells above fill, by how many rows they reach on. */
  let reaching: { columns: number; rows: number }[] = [];
  return rows.map((cells) => {
    let columns = reaching.reduce((sum, each) => sum + each.columns, 0);
    const next = reaching.map((each) => ({ ...each, rows: each.rows - 1 }));
    for (const { attributes } of cells) {
      const span = spanOf(attributes.get('ColSpan'));
      columns += span;
      next.push({ columns: span, rows: spanOf(attributes.get('RowSpan')) - 1 });
    }
    reaching = next.filter((each) => each.rows > 0);
    return columns;
  });
}

function spanOf(value: string | undefined): number {
  const span = Number(value ?? 1);
  return Number.isInteger(span) && span > 0 ? Math.min(span, MAX_COLUMNS) : 1;
}
