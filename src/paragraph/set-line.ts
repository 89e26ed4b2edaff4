// Stage 8, order: a line becomes the item of the page that pdf/ paints. Its visual order and the places of its units
// are found from that item when they are needed (frame/position-units.ts).
import { invariant } from '../base/invariant.ts';
import type { TextItem } from '../frame/frame.ts';
import type { Line, PreparedParagraph } from './paragraph-types.ts';
import { withTracking } from './track-letters.ts';

/** A line at its place: `x` is the left edge of the measure, `y` the baseline, `tag` the block's structure element. */
export function lineItem(
  paragraph: PreparedParagraph,
  line: Line,
  x: number,
  y: number,
  tag: number,
): TextItem {
  invariant(line.units.text === paragraph.units.text, 'a line of another paragraph');
  return {
    kind: 'text',
    x: x + line.x,
    y,
    width: line.width,
    units: line.tracking === 0 ? line.units : withTracking(paragraph, line.units, line.tracking),
    start: line.start,
    end: line.end,
    spaceExtra: line.spaceExtra,
    replacements: line.replacements,
    hyphen: line.hyphen,
    continues: line.continues,
    tag,
  };
}
