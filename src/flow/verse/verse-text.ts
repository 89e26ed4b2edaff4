// The text of a hemistich as it is set in its measure: larger where it is short and its font has no kashida, turned over
// where it is too long.
import type { Box, ParagraphBox } from '../../document/boxes.ts';
import { canBeStretched } from '../../paragraph/kashida-stretch.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import type { Engine } from '../engine.ts';
import { prepared } from '../text/prepared-paragraph.ts';
import { restyledBox } from '../text/restyle-box.ts';
import { edgesOf } from '../used-values.ts';

/** Where kashida is asked for and the font has none, as nastaliq fonts: the part that may be missing before the text … */
const SHORT = 0.12;
/** … is enlarged, by so much at most. */
const LARGEST = 1.04;

/** A hemistich that stands alone in its couplet and is shorter than this part of the measure is not stretched to it. */
const STRETCHED_ALONE = 0.75;

/** The hemistich itself, or a copy in another style. `alone`: it has no counterpart. */
export function hemistichToSet(engine: Engine, box: Box, measure: number, alone: boolean): Box {
  const paragraph = onlyParagraph(box);
  if (paragraph === null) return box;
  const edges = edgesOf(box, measure);
  const inner = measure - edges.left - edges.right;
  const text = prepared(engine, paragraph, inner).prepared;
  const natural = text.maxContent;
  if (natural > inner + 0.01) return restyledBox(engine, box, 'turned over', turnedOver);
  if (alone && natural < inner * STRETCHED_ALONE) return restyledBox(engine, box, 'centred', centred);
  const { style } = paragraph;
  if (style.textJustify !== 'kashida' || natural >= inner * (1 - SHORT) || natural === 0) return box;
  if (style.direction !== 'rtl' || canBeStretched(text)) return box;
  const factor = Math.min(LARGEST, inner / natural);
  return restyledBox(engine, box, `× ${factor}`, (each) => ({ ...each, fontSize: each.fontSize * factor }));
}

function centred(style: ComputedStyle): ComputedStyle {
  return { ...style, textAlign: 'center', textAlignLast: 'auto' };
}

function turnedOver(style: ComputedStyle): ComputedStyle {
  return {
    ...style,
    textAlign: 'start',
    textAlignLast: 'auto',
    textWrap: 'wrap',
    whiteSpace: style.whiteSpace === 'nowrap' ? 'normal' : style.whiteSpace,
  };
}

function onlyParagraph(box: Box): ParagraphBox | null {
  if (box.kind === 'paragraph') return box;
  if (box.kind !== 'block' || box.children.length !== 1) return null;
  const [child] = box.children;
  return child?.kind === 'paragraph' ? child : null;
}
