// One box into the room it is given: picks the layout for its kind.
import type { Box } from '../document/boxes.ts';
import { unreachable } from '../base/invariant.ts';
import type { Engine } from './engine.ts';
import type { BreakToken, LayoutResult, Room } from './fragment.ts';
import { layoutBlock } from './block/layout-block.ts';
import { layoutCouplet } from './verse/layout-couplet.ts';
import { layoutFlex } from './flex/layout-flex.ts';
import { layoutParagraph } from './text/layout-paragraph.ts';
import { layoutReplaced } from './block/layout-replaced.ts';
import { layoutTable } from './table/layout-table.ts';
import { relativeShift } from './used-values.ts';

/** Lays out `box` from `token` on (null: from its start). The room is for its border box; margins are the parent's. */
export function layoutBox(engine: Engine, box: Box, room: Room, token: BreakToken | null): LayoutResult {
  const laid = layoutKind(engine, box, room, token);
  if (laid !== null) laid.fragment.shift = relativeShift(box, room.width, room.height);
  return laid;
}

function layoutKind(engine: Engine, box: Box, room: Room, token: BreakToken | null): LayoutResult {
  switch (box.kind) {
    case 'block':
      if (box.poem !== undefined) return layoutCouplet(engine, box, box.poem, room, token);
      return layoutBlock(engine, box, room, token);
    case 'paragraph':
      return layoutParagraph(engine, box, room, token);
    case 'flex':
      return layoutFlex(engine, box, room, token);
    case 'replaced':
      return layoutReplaced(engine, box, room);
    case 'table':
      return layoutTable(engine, box, room, token);
    default:
      return unreachable(box, 'layoutBox');
  }
}
