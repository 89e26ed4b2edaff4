// Inline content and boxes of one block container, as its children are read → its block-level boxes: runs of inline
// content become anonymous paragraphs (CSS 2.2 § 9.2.1.1).
import type { Box, InlineContext, InlineNode, NamedString } from './boxes.ts';
import { isOutOfFlow } from './boxes.ts';
import type { Builder, Surroundings } from './builder.ts';
import { plainBox } from './plain-box.ts';
import { linkInside, linkedDecorations } from './build-link.ts';
import { isTextless, showsSomething } from './element-facts.ts';
import { ARTIFACT } from './structure.ts';
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
  /** Of the text behind pictures in the run; null without any. */
  tails: Tails | null;
}

/** Lines are painted before the pictures in them: what is behind a picture has an element of its own, to be read behind it. */
interface Tails {
  /** The element of the run. */
  readonly run: number;
  /** Where each of them begins in the inline content, and its element, in the one before. */
  readonly parts: { readonly from: number; readonly tag: number }[];
  /** Where the last picture ends, while there is no text behind it. */
  open: number | null;
}

/** A container without children yet. */
export function newContainer(
  around: Surroundings,
  mayHoldText: boolean,
  inline: readonly InlineNode[] = [],
): Container {
  return {
    boxes: [],
    inline: [...inline],
    anchors: [],
    running: [],
    around,
    mayHoldText,
    run: null,
    tails: null,
  };
}

/**
 * The structure element of text that stands directly in the container: what is inside the text – links, words of another language,
 * calls of notes – belongs into it, not before it.
 */
export function runElement(structure: Structure, container: Container): number {
  const { around, mayHoldText, boxes, tails } = container;
  const { link, tag } = around;
  if (tails !== null) return settleTails(structure, container, tails);
  const isInBlock = mayHoldText && boxes.length === 0;
  const language = around.style.language === around.language ? '' : around.style.language;
  if (link?.holdsBlocks === true && tag !== ARTIFACT)
    return (container.run ??= isInBlock
      ? linkInside(structure, tag, link, language)
      : linkInside(structure, structure.add('P', tag, language), link));
  if (isInBlock) return tag;
  return (container.run ??= structure.addInside('P', tag, language));
}

/** After a picture that was added to the inline content: text behind it is to be read behind it, where both are in one element. */
export function beginTail(structure: Structure, container: Container, picture: number): void {
  const { around, mayHoldText, boxes, inline } = container;
  const run = container.run ?? (mayHoldText && boxes.length === 0 ? around.tag : ARTIFACT);
  container.tails ??= { run, parts: [], open: null };
  const parent = settleTails(structure, container, container.tails);
  if (run === ARTIFACT || parent !== structure.nodes[picture]?.parent) {
    if (container.tails.parts.length === 0) container.tails = null;
  } else container.tails.open = inline.length;
}

/** The element that is open: a new one, when there is text behind the last picture. */
function settleTails(structure: Structure, { inline }: Container, tails: Tails): number {
  const tag = tails.parts.at(-1)?.tag ?? tails.run;
  if (tails.open === null || inline.slice(tails.open).every(isTextless)) return tag;
  const part = { from: tails.open, tag: structure.add('Span', tag) };
  tails.parts.push(part);
  tails.open = null;
  return part.tag;
}

/** Inline content whose text behind pictures is in the elements for that. */
function inTails(content: readonly InlineNode[], { parts }: Tails): readonly InlineNode[] {
  let next = 0;
  let tag = ARTIFACT;
  let contexts = new Map<InlineContext, InlineContext>();
  return content.map((node, index) => {
    for (; (parts[next]?.from ?? Infinity) <= index; next++) {
      tag = parts[next]?.tag ?? ARTIFACT;
      contexts = new Map();
    }
    if (tag === ARTIFACT || !('context' in node) || node.context.tag !== -1) return node;
    let context = contexts.get(node.context);
    if (context === undefined) contexts.set(node.context, (context = { ...node.context, tag }));
    return { ...node, context };
  });
}

/** Ends the run of inline content: a paragraph, unless there is nothing but white space. */
export function flushInline({ structure, progress }: Builder, container: Container): void {
  const { inline: content, run, tails } = container;
  if (tails !== null) settleTails(structure, container, tails);
  container.inline = [];
  container.run = null;
  container.tails = null;
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
  const push = (tag: number, nodes: readonly InlineNode[] = content): void => {
    container.run = null;
    container.boxes.push({ kind: 'paragraph', ...plainBox(around.style, tag, around), content: nodes });
  };
  if (!content.every(isTextless)) {
    if (tails === null) return push(run ?? runElement(structure, container));
    return push(tails.run, inTails(content, tails));
  }
  // Pictures need no paragraph around them.
  const { link, tag } = around;
  if (link?.holdsBlocks !== true || tag === ARTIFACT) {
    if (run !== null) structure.dissolve(run);
    return push(tag);
  }
  if (run === null) return push(tag, linkedDecorations(content, link));
  const paragraph = structure.nodes[run]?.parent ?? tag;
  if (paragraph !== tag) structure.dissolve(paragraph);
  push(run);
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
