// A paragraph box → its text analysed and shaped, and its lines, both kept in the engine.
import type { ParagraphBox } from '../../document/boxes.ts';
import { breakLines } from '../../paragraph/break-lines.ts';
import type { Line } from '../../paragraph/paragraph-types.ts';
import { prepareParagraph } from '../../paragraph/prepare-paragraph.ts';
import type { Engine, ParagraphCache } from '../engine.ts';
import { hasSideFloats } from '../floats/beside-floats.ts';
import { initialRoom, measureAround } from './initial-letter.ts';
import { inlineItems } from './inline-items.ts';
import { paragraphStyle } from './inline-styles.ts';
import { reportMissing, reportSpacing } from './report-text.ts';

/** The paragraph analysed and shaped; kept until its last line has been painted. */
export function prepared(engine: Engine, box: ParagraphBox, measure: number): ParagraphCache {
  let cache = engine.paragraphs.get(box);
  if (cache === undefined) {
    const items = inlineItems(engine, box, measure);
    const paragraph = prepareParagraph(items, paragraphStyle(box.style, measure), engine.fonts);
    cache = { prepared: paragraph, initial: initialRoom(box, paragraph), holdsFloats: hasSideFloats(box), measure: Number.NaN, lines: [] }; // prettier-ignore
    engine.paragraphs.set(box, cache);
    reportMissing(engine, box, cache.prepared.units);
    reportSpacing(engine, box, cache.prepared.units);
  }
  return cache;
}

/** The lines of the whole paragraph in a measure; those of the last measure asked for are kept. */
export function linesFor(cache: ParagraphCache, measure: number): readonly Line[] {
  if (cache.measure !== measure) {
    cache.lines = breakLines(cache.prepared, measureAround(cache.initial, measure));
    cache.measure = measure;
  }
  return cache.lines;
}
