// Inline content and boxes of one block container, as its children are read → its block-level boxes: runs of inline
// content become anonymous paragraphs (CSS 2.2 § 9.2.1.1).
import type { Box, InlineContext, InlineNode, NamedString } from './boxes.ts';
import { isOutOfFlow } from './boxes.ts';
import type { Builder, Surroundings } from './builder.ts';
import { plainBox } from './plain-box.ts';
import { isTextless, showsSomething } from './element-facts.ts';

/** Children of one block container while they are collected. */
export interface Container {
  readonly boxes: Box[];
  inline: InlineNode[];
  anchors: string[];
  /** Running elements, and how many boxes stood before each. */
  readonly running: { readonly before: number; readonly string: NamedString }[];
  /** Structure element for lines directly in the container, and whether they may sit in it unwrapped. */
  readonly around: Surroundings;
  readonly mayHoldText: boolean;
}

/** A container without children yet. */
export function newContainer(
  around: Surroundings,
  mayHoldText: boolean,
  inline: readonly InlineNode[] = [],
): Container {
  return { boxes: [], inline: [...inline], anchors: [], running: [], around, mayHoldText };
}

/** Ends the run of inline content: a paragraph, unless there is nothing but white space. */
export function flushInline({ structure, progress }: Builder, container: Container): void {
  const content = container.inline;
  container.inline = [];
  if (content.length === 0) return;
  if (!content.some(showsSomething)) {
    for (const node of content) {
      if (node.kind === 'anchor') container.anchors.push(node.name);
      else if (node.kind === 'out-of-flow') container.boxes.push(node.box);
    }
    return;
  }
  if (content.some(asksForPage)) progress.hasTargets = true;
  const { around } = container;
  const ownElement = !(container.mayHoldText && container.boxes.length === 0) && !content.every(isTextless);
  const language = around.style.language === around.language ? '' : around.style.language;
  const tag = ownElement ? structure.addInside('P', around.tag, language) : around.tag;
  container.boxes.push({ kind: 'paragraph', ...plainBox(around.style, tag, around), content });
}

/** Whether layout has to know on which page something stands. */
export function asksForPage(node: InlineNode): boolean {
  return node.kind === 'target-counter' && node.counter === 'page';
}

/** In the middle of a text, or where the element is one of the text's, the place of a box is kept in the text. */
export function addOutOfFlow(box: Box, container: Container, context: InlineContext): void {
  const inText = container.inline.some(showsSomething) || container.mayHoldText;
  if (inText) container.inline.push({ kind: 'out-of-flow', box, context });
  else container.boxes.push(box);
}

/** Running elements begin with what comes next. `lettered` are boxes with a first letter; copies of them are added. */
export function placeRunning({ boxes, running, around }: Container, lettered: Set<Box>): void {
  for (const { before, string } of running) {
    const next = boxes.findIndex((box, i) => i >= before && !isOutOfFlow(box));
    const box = boxes[next];
    if (box === undefined) {
      boxes.push({ kind: 'paragraph', ...plainBox(around.style, around.tag, around), strings: [string], content: [] }); // prettier-ignore
      continue;
    }
    const copy: Box = { ...box, strings: [...box.strings, string] };
    if (lettered.has(box)) lettered.add(copy);
    boxes[next] = copy;
  }
}
