// The content area of one page: text, floats at its head and foot, footnotes, and the notes in its outer margin.
import type { Box } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';
import type { Area, Carry, ContentRoom } from './compose-area.ts';
import { composeArea } from './compose-area.ts';
import { findMarks, findSettled } from '../floats/float-marks.ts';
import type { BreakToken, ForcedBreak, Fragment } from '../fragment.ts';
import { lowered } from '../block/baseline-grid.ts';
import type { Stack, StackRoom } from '../block/stack-progress.ts';
import { layoutStack } from '../block/layout-stack.ts';
import type { PendingFloat } from '../floats/page-floats.ts';
import type { SideRoom } from '../floats/side-notes.ts';
import { placeSideNotes } from '../floats/side-notes.ts';

/** What a page leaves to the next one. */
export interface PageCarry {
  readonly area: Carry | null;
  readonly sideNotes: readonly PendingFloat[];
}

export const NO_CARRY: PageCarry = { area: null, sideNotes: [] };

export interface PageContent {
  /** From the top left corner of the page area. */
  readonly fragments: readonly Fragment[];
  /** In page coordinates. */
  readonly sideNotes: readonly Fragment[];
  readonly token: BreakToken | null;
  readonly forced: ForcedBreak | null;
  readonly carry: PageCarry;
  /** Nothing stands above or below the text. */
  readonly plain: boolean;
}

/** Whether nothing waits for a next page. */
export function isEmptyCarry({ area, sideNotes }: PageCarry): boolean {
  return area === null && sideNotes.length === 0;
}

/** One page from `token` on; without content where only what waits is to be set (`text` false). */
export function layoutPageContent(
  engine: Engine,
  room: StackRoom,
  from: { readonly token: BreakToken | null; readonly carry: PageCarry; readonly text: boolean },
  side: SideRoom,
): PageContent {
  const { token, carry } = from;
  const lay = (trial: Engine, free: ContentRoom): Stack | null =>
    layoutStack(trial, [engine.document.root], { ...room, available: free.available, atTop: free.atTop, origin: lowered(room.origin, free.down) }, token); // prettier-ignore
  const { width, available, rightToLeft } = room;
  const area = composeArea(engine, { level: 'page', width, available, atTop: true, rightToLeft }, carry.area, from.text ? lay : null); // prettier-ignore
  if (area !== null) reachOutwards([...area.head, ...area.foot], width, side.side);
  const fragments = area === null ? [] : placeArea(area, available);
  const content = area?.content ?? null;
  const next = content === null ? (from.text ? (token ?? AT_START) : token) : content.token;
  const forced = content?.forced ?? null;
  const plain = area === null || area.head.length + area.foot.length === 0;
  if (!engine.document.hasFloats)
    return { fragments, sideNotes: [], token: next, forced, carry: NO_CARRY, plain };
  for (const box of [...findSettled(engine, fragments), ...waitingIn(next), ...boxesOf(area?.carry ?? null)]) engine.floats.placed.add(box); // prettier-ignore
  const notes = commit(engine, fragments, carry.sideNotes, side);
  return {
    fragments,
    sideNotes: notes.fragments,
    token: next,
    forced,
    carry: { area: area === null ? carry.area : area.carry, sideNotes: notes.rest },
    plain,
  };
}

const AT_START: BreakToken = { kind: 'stack', index: 0, child: null, forced: false };

function boxesOf(carry: Carry | null | undefined): readonly Box[] {
  if (carry === null || carry === undefined) return [];
  return [...(carry.notes?.boxes ?? []), ...carry.floats.map(({ box }) => box)];
}

/** Notes and floats that wait in columns for the next page. */
function waitingIn(token: BreakToken | 'done' | null): readonly Box[] {
  if (token === null || token === 'done') return [];
  switch (token.kind) {
    case 'stack':
      return waitingIn(token.child);
    case 'columns':
      return [...boxesOf(token.carry), ...boxesOf(token.spanning), ...waitingIn(token.inner)];
    case 'rows':
      return (token.cells ?? []).flatMap(waitingIn);
    case 'flex':
      return token.items.flatMap((item) => waitingIn(item.token));
    case 'paragraph':
      return [];
  }
}

/** Floats above, content, floats below and notes, each in its place. */
function placeArea(
  { content, head, headHeight, foot, footHeight }: Area<Stack>,
  height: number,
): readonly Fragment[] {
  const body = content?.fragments ?? [];
  for (const fragment of body) fragment.y += headHeight;
  for (const fragment of foot) fragment.y += Math.max(0, height - footHeight);
  return [...head, ...body, ...foot];
}

/** Floats wider than the page area begin at the spine and end in the outer margin. */
function reachOutwards(floats: readonly Fragment[], width: number, outer: 'left' | 'right'): void {
  for (const fragment of floats)
    if (fragment.width > width + 0.01) fragment.x = outer === 'right' ? 0 : width - fragment.width;
}

/** Notes in the margin; from now on all that was written on this page has its place. */
function commit(
  engine: Engine,
  fragments: readonly Fragment[],
  waiting: readonly PendingFloat[],
  side: SideRoom,
): { readonly fragments: readonly Fragment[]; readonly rest: readonly PendingFloat[] } {
  const { placed } = engine.floats;
  const fragmentsBeside: Fragment[] = [];
  let rest = waiting;
  // Side notes may be called in side notes.
  let marks = findMarks(engine, fragments, 'any').filter(({ box }) => !placed.has(box));
  const asides = marks.filter(({ kind }) => kind === 'sidenote');
  for (const { box } of marks) placed.add(box);
  if (asides.length > 0 || rest.length > 0) {
    const notes = placeSideNotes(engine, rest, asides, side);
    fragmentsBeside.push(...notes.fragments);
    rest = notes.rest;
  }
  marks = findMarks(engine, fragmentsBeside, 'any').filter(({ box }) => !placed.has(box));
  for (const { box } of marks) {
    placed.add(box);
    engine.floats.stranded.push(box);
  }
  return { fragments: fragmentsBeside, rest };
}

/** What was met only while the page was painted waits for the next one, too. */
export function withStranded(engine: Engine, carry: PageCarry): PageCarry {
  const { stranded } = engine.floats;
  if (stranded.length === 0) return carry;
  const boxes = stranded.splice(0);
  const of = (...kinds: readonly string[]): readonly PendingFloat[] => boxes.filter((box) => box.kind !== 'paragraph' && kinds.includes(box.style.float)).map((box) => ({ box, token: null })); // prettier-ignore
  const { notes, floats } = carry.area ?? { notes: null, floats: [] };
  const more = of('footnote').map(({ box }) => box);
  const allNotes = notes === null ? (more.length === 0 ? null : { boxes: more, token: null }) : { ...notes, boxes: [...notes.boxes, ...more] }; // prettier-ignore
  const allFloats = [...floats, ...of('top', 'bottom')];
  return {
    area: allNotes === null && allFloats.length === 0 ? null : { notes: allNotes, floats: allFloats },
    sideNotes: [...carry.sideNotes, ...of('sidenote')],
  };
}
