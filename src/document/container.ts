// Inline content and boxes of one block container, as its children are read → its block-level boxes: runs of inline
// content become anonymous paragraphs (CSS 2.2 § 9.2.1.1).
import type { Box, InlineContext, InlineNode, NamedString } from './boxes.ts';
import { isOutOfFlow } from './boxes.ts';
import type { Builder, Surroundings } from './builder.ts';
import { plainBox } from './plain-box.ts';
import { isTextless, showsSomething } from './element-facts.ts';
import type { Structure } from './structure.ts';

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
  /** The structure element of the run of inline content, once something in it has needed one. */
  run: number | null;
}

/** A container without children yet. */
export function newContainer(
  around: Surroundings,
  mayHoldText: boolean,
  inline: readonly InlineNode[] = [],
): Container {
  return { boxes: [], inline: [...inline], anchors: [], running: [], around, mayHoldText, run: null };
}

/**
 * The structure element of text that stands directly in the container: what is inside the text – links, words of another language,
 * calls of notes – belongs into it, not before it.
 */
export function runElement(structure: Structure, container: Container): number {
  const { around, mayHoldText, boxes } = container;
  if (mayHoldText && boxes.length === 0) return around.tag;
  const language = around.style.language === around.language ? '' : around.style.language;
  return (container.run ??= structure.addInside('P', around.tag, language));
}

/** Ends the run of inline content: a paragraph, unless there is nothing but white space. */
export function flushInline({ structure, progress }: Builder, container: Container): void {
  const { inline: content, run } = container;
  container.inline = [];
  container.run = null;
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
  let { tag } = around;
  if (!content.every(isTextless)) tag = run ?? runElement(structure, container);
  // Pictures need no paragraph around them.
  else if (run !== null) structure.dissolve(run);
  container.run = null;
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
