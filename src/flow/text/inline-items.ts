// Inline nodes of a paragraph box → items for paragraph/, in logical order: text with its style, objects, and marks for
// what stands at a place in the text.
import type { InlineContext, InlineNode, ParagraphBox } from '../../document/boxes.ts';
import { blockContext } from '../../document/inline-context.ts';
import type { InlineItem, InlineStyle } from '../../paragraph/paragraph-types.ts';
import type { LengthPercentage } from '../../style/computed-style.ts';
import { counterText } from '../../unicode/digits.ts';
import type { Engine } from '../engine.ts';
import { resolveOrAuto } from '../used-values.ts';
import { initialStyles } from './initial-letter.ts';
import type { EdgeMark } from './inline-marks.ts';
import { markOf, markSide } from './inline-marks.ts';
import { inlineObject } from './inline-object.ts';

/** The items of a paragraph; `measure` is for percentages and inline blocks. */
export function inlineItems(engine: Engine, box: ParagraphBox, measure: number): InlineItem[] {
  const items: InlineItem[] = [];
  const initial = initialStyles(engine, box, measure);
  const styleOf = (context: InlineContext): InlineStyle => initial?.byContext.get(context) ?? engine.inlineStyles.inline(context, box.style); // prettier-ignore
  const style = (node: Extract<InlineNode, { context: unknown }>): InlineStyle => styleOf(node.context);
  for (const node of box.content) {
    switch (node.kind) {
      case 'text':
        items.push({ kind: 'text', text: node.text, style: style(node) });
        break;
      case 'box': {
        const object = inlineObject(engine, node, measure);
        items.push({ kind: 'object', object, style: style(node) });
        break;
      }
      case 'break':
        items.push({ kind: 'break', style: style(node) });
        break;
      case 'leader':
        items.push({ kind: 'leader', pattern: node.pattern, style: style(node) });
        break;
      case 'open':
      case 'close':
        items.push(node);
        break;
      case 'edge':
        if (initial?.byContext.has(node.context) !== true) pushEdges(items, node, styleOf, measure);
        else if (node.side === 'start' || !initial.holdsMargin)
          pushEdges(items, { ...node, outer: node.context }, styleOf, measure);
        break;
      case 'target-counter':
        items.push({ kind: 'text', text: targetText(engine, node), style: style(node) });
        break;
      case 'anchor':
      case 'out-of-flow':
      case 'note-call': {
        const mark = markOf(engine, node);
        if (mark === null) break;
        const context = engine.inlineStyles.inline(blockContext(box.style), box.style);
        items.push({ kind: 'edge', side: markSide(mark), left: 0, right: 0, box: mark, style: context });
        break;
      }
    }
  }
  return items;
}

/** The margin of an inline element outside its box, its border and padding inside. */
function pushEdges(
  items: InlineItem[],
  node: Extract<InlineNode, { kind: 'edge' }>,
  styleOf: (context: InlineContext) => InlineStyle,
  measure: number,
): void {
  const { side, outer, context } = node;
  const { margin, padding, border } = context.style;
  const used = (length: LengthPercentage | 'auto'): number => resolveOrAuto(length, measure) ?? 0;
  const room = (left: number, right: number, around: InlineContext, mark: EdgeMark): void => {
    if (left !== 0 || right !== 0)
      items.push({
        kind: 'edge',
        side,
        left,
        right,
        box: mark,
        style: styleOf(around),
      });
  };
  const outside = (): void => room(used(margin.left), used(margin.right), outer, { kind: 'edge', of: null });
  if (side === 'start') outside();
  room(used(padding.left) + border.left.width, used(padding.right) + border.right.width, context, { kind: 'edge', of: context.boxes.at(-1) ?? null }); // prettier-ignore
  if (side === 'end') outside();
}

/** Text of a reference, 10 before the pages are known; “?” with a diagnostic where its target is missing. */
function targetText(engine: Engine, node: Extract<InlineNode, { kind: 'target-counter' }>): string {
  const name = node.target.replace(/^#/, '');
  const ofPage = node.counter === 'page';
  const counters = ofPage ? undefined : engine.document.counters.get(name);
  const value = ofPage ? engine.targets?.get(name)?.number : counters && (counters.get(node.counter) ?? 0);
  if (value !== undefined) return counterText(value, node.counterStyle);
  if (engine.targets !== null || !ofPage) {
    engine.diagnostics.warning(
      'L004',
      `Cross reference to “${node.target}”, which is nowhere in the issue`,
      node.place,
    );
    return '?';
  }
  return counterText(10, node.counterStyle);
}
