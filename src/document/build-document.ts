// Element tree + computed styles → Document: block and inline boxes (CSS 2.2 § 9.2), generated content, structure
// tree. Everything that can be said without fonts and widths is said here.
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { Direction } from '../base/direction.ts';
import { directionOfLanguage } from '../base/direction.ts';
import type { StyleResolver } from '../style/cascade.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import type { BlockBox, Box, BoxCommon, Document, DocumentPart, FlexBox, InlineContext, InlineNode, NamedString, ParagraphBox, ReplacedBox } from './boxes.ts'; // prettier-ignore
import { isOutOfFlow } from './boxes.ts';
import { buildTable } from './build-table.ts';
import { Counters } from './counters.ts';
import { bidiMode, figureAlt, isInlineLevel, isTextless, pixels, showsSomething } from './element-facts.ts';
import { withFirstLetter } from './first-letter.ts';
import { contentNodes, contentText } from './generated-content.ts';
import { TargetTexts } from './target-texts.ts';
import { HtmlElement, findElement, textContent } from './html-tree.ts';
import { blockContext, hasEdges, inlineContext } from './inline-context.ts';
import { sourcePlace } from './list-images.ts';
import { counterBefore, counterIncrement, counterSet, insideMarker, markerDirection, markerText } from './list-marker.ts'; // prettier-ignore
import { NoteRegister, calledNote, isListedNote, isNoteItem, isNumberedNote, withContentBefore, withNoteMarker } from './notes.ts'; // prettier-ignore
import type { PictureInfo } from './picture.ts';
import { holdsText, structureRole } from './structure-roles.ts';
import { ARTIFACT, Structure } from './structure.ts';

/** Where box building finds the sizes of pictures. */
export interface PictureLookup {
  info(source: string): PictureInfo | undefined;
}

export interface DocumentInput {
  readonly root: HtmlElement;
  readonly resolver: StyleResolver;
  readonly pictures: PictureLookup;
  readonly diagnostics: Diagnostics;
  /** File named in diagnostics for content without a `data-source`. */
  readonly file: string;
}

/** Builds the box tree of a whole issue. Unsupported things are set plainly with a diagnostic, never dropped. */
export function buildDocument(input: DocumentInput): Document {
  return new DocumentBuilder(input).build();
}

/** What box building inherits from the elements around. */
export interface Surroundings {
  readonly style: ComputedStyle;
  /** Nearest structure element. */
  readonly tag: number;
  readonly language: string;
  readonly page: string;
  readonly place: Place | undefined;
  /** The link around, for lines in blocks inside it. */
  readonly link: { readonly href: string; readonly tag: number } | null;
}

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

const MAX_FLEX_DEPTH = 24;

export class DocumentBuilder {
  readonly #input: DocumentInput;
  readonly structure: Structure = new Structure();
  readonly #counters = new Counters();
  readonly #counted = new Map<string, ReadonlyMap<string, number>>();
  readonly #texts: TargetTexts;
  /** Of the part that is being built. */
  #flows = new Map<string, Box[]>();
  #regions = new Map<string, number>();
  /** Children of the body that belong to the second front. */
  readonly #ofBack: HtmlElement[] = [];
  #hasTargets = false;
  #hasFlex = false;
  #flexDepth = 0;
  /** Those of the poem around, so far. */
  #couplets: BlockBox[] | null = null;
  readonly #notes = new NoteRegister();
  #hasFloats = false;
  /** Paragraphs whose first letter has a style of its own. */
  readonly #lettered = new Set<Box>();

  constructor(input: DocumentInput) {
    this.#input = input;
    this.#texts = new TargetTexts(input.root, input.diagnostics);
  }

  build(): Document {
    const { root, resolver } = this.#input;
    const body = findElement(root, 'body') ?? root;
    const rootStyle = resolver.style(root, null);
    const style = body === root ? rootStyle : resolver.style(body, rootStyle);
    const language = style.language;
    const documentTag = this.structure.add('Document', -1, language);
    const around: Surroundings = { style, tag: documentTag, language, page: pageName(style, ''), place: { file: this.#input.file }, link: null }; // prettier-ignore
    this.#counters.reset('footnote', 0);
    this.#counters.enter(rootStyle.counterReset, rootStyle.counterIncrement, rootStyle.counterSet);
    this.#counters.enter(style.counterReset, style.counterIncrement, style.counterSet);
    const dir = root.attributes.get('dir');
    const direction = dir === 'rtl' || dir === 'ltr' ? dir : directionOfLanguage(language);
    const main = this.#part(this.containerChildren(body, around, false), around, direction);
    const back = this.#ofBack.length === 0 ? null : this.#part(this.#backChildren(around), around, direction === 'rtl' ? 'ltr' : 'rtl'); // prettier-ignore
    const title = findElement(root, 'title');
    return {
      ...main,
      back,
      structure: this.structure.nodes,
      language,
      title: title === undefined ? '' : textContent(title),
      hasTargets: this.#hasTargets,
      counters: this.#counted,
      hasFlex: this.#hasFlex,
      hasFloats: this.#hasFloats,
      notes: this.#notes.listed,
      calledNotes: this.#notes.called,
    };
  }

  /** What has been built since the part before. */
  #part(children: readonly Box[], around: Surroundings, direction: Direction): DocumentPart {
    const rootStyle = this.#input.resolver.style(this.#input.root, null);
    const part: DocumentPart = {
      root: { kind: 'block', ...plainBox(inFlow(withRootsOwn(around.style, rootStyle)), around.tag, around), children, marker: null }, // prettier-ignore
      flows: this.#flows,
      regions: this.#regions,
      direction,
    };
    this.#flows = new Map();
    this.#regions = new Map();
    return part;
  }

  #backChildren(around: Surroundings): readonly Box[] {
    const container: Container = {
      boxes: [],
      inline: [],
      anchors: [],
      running: [],
      around,
      mayHoldText: false,
    };
    for (const element of this.#ofBack.splice(0)) this.#element(element, around, container, blockContext(around.style)); // prettier-ignore
    this.#flush(container);
    this.#placeRunning(container);
    return container.boxes;
  }

  /** Running elements begin with what comes next. */
  #placeRunning({ boxes, running, around }: Container): void {
    for (const { before, string } of running) {
      const next = boxes.findIndex((box, i) => i >= before && !isOutOfFlow(box));
      const box = boxes[next];
      if (box === undefined) {
        boxes.push({ kind: 'paragraph', ...plainBox(around.style, around.tag, around), strings: [string], content: [] }); // prettier-ignore
        continue;
      }
      const copy: Box = { ...box, strings: [...box.strings, string] };
      if (this.#lettered.has(box)) this.#lettered.add(copy);
      boxes[next] = copy;
    }
  }

  /** Whether an element is left to the second front; only children of the body can be. */
  #isForBack(element: HtmlElement, place: Place | undefined): boolean {
    const front = element.attributes.get('data-front');
    if (front === undefined || front === 'main') return false;
    if (front === 'back' && element.parent?.tag === 'body') return true;
    const message = front === 'back' ? 'data-front="back" has no effect inside another element' : `Unknown data-front="${front}"`; // prettier-ignore
    this.#input.diagnostics.warning('L003', message, place, 'give data-front="back" to children of the body'); // prettier-ignore
    return false;
  }

  /** The block-level boxes inside an element: its block children, and paragraphs around its inline ones. */
  containerChildren(
    element: HtmlElement,
    around: Surroundings,
    mayHoldText: boolean,
    marker: readonly InlineNode[] = [],
  ): Box[] {
    const container: Container = {
      boxes: [],
      inline: [...marker],
      anchors: [],
      running: [],
      around,
      mayHoldText,
    };
    const context = blockContext(around.style, around.link ?? {});
    this.#pseudo(element, 'before', around, container, context);
    this.#children(element, around, container, context);
    this.#pseudo(element, 'after', around, container, context);
    this.#flush(container);
    this.#placeRunning(container);
    const { boxes, anchors } = container;
    if (marker.length === 0) this.#styleFirstLetter(element, around, boxes);
    // Places that nothing follows: a paragraph without lines has them.
    if (anchors.length > 0) boxes.push({ kind: 'paragraph', ...plainBox(around.style, around.tag, around), anchors, content: [] }); // prettier-ignore
    return boxes;
  }

  /** `::first-letter` of a block container: in its first line, be that in a block inside it. */
  #styleFirstLetter(element: HtmlElement, around: Surroundings, boxes: Box[]): void {
    const { resolver, diagnostics } = this.#input;
    const { style } = around;
    const [first] = boxes;
    if (first === undefined || style.display === 'flex' || style.display === 'inline-flex') return;
    if (resolver.pseudo(element, 'first-letter', style) === null) return;
    const styleIn = (parent: ComputedStyle): ComputedStyle => resolver.pseudo(element, 'first-letter', parent) ?? parent; // prettier-ignore
    const warn = (message: string): void => diagnostics.warning('L003', message, around.place);
    boxes[0] = withFirstLetter(first, { styleIn, warn, done: this.#lettered });
  }

  #children(element: HtmlElement, around: Surroundings, container: Container, context: InlineContext): void {
    for (const child of element.children) {
      if (child.kind === 'text') {
        if (child.text !== '') container.inline.push({ kind: 'text', text: child.text, context });
      } else if (this.#isForBack(child, around.place)) this.#ofBack.push(child);
      else this.#element(child, around, container, context);
    }
  }

  #element(
    element: HtmlElement,
    around: Surroundings,
    container: Container,
    parentContext: InlineContext,
  ): void {
    const style = this.#input.resolver.style(element, parentContext.style);
    if (style.display === 'none') return;
    const place = this.#place(element, around.place);
    const numbered = isNumberedNote(element, style) && !style.counterIncrement.some(({ name }) => name === 'footnote'); // prettier-ignore
    const increment = numbered ? [...style.counterIncrement, { name: 'footnote', value: 1 }] : counterIncrement(element, style); // prettier-ignore
    this.#counters.enter(style.counterReset, increment, counterSet(element, style));
    if (element.id !== '' && !this.#counted.has(element.id)) this.#counted.set(element.id, this.#counters.snapshot()); // prettier-ignore
    if (element.tag === 'ol' || element.tag === 'ul' || element.tag === 'menu') this.#startList(element);
    if (style.running !== null) {
      const string = { name: style.running, value: '', element: this.block(element, style, around, place) };
      container.running.push({ before: container.boxes.length, string });
    } else if (style.flowInto !== null) this.#takeOut(element, style, around, place);
    else if (style.float !== 'none' || style.position === 'absolute' || style.position === 'fixed')
      this.#floating(element, style, { ...around, place }, container, parentContext);
    else if (isInlineLevel(style))
      this.#inline(element, style, { ...around, place }, container, parentContext);
    else {
      this.#flush(container);
      const box = this.block(element, style, around, place);
      const emptied = this.#notes.emptied(box);
      if (emptied !== null) {
        for (const name of box.anchors) container.anchors.push(name);
        container.boxes.push(...emptied);
      } else container.boxes.push(container.anchors.length === 0 ? box : { ...box, anchors: [...container.anchors, ...box.anchors] }); // prettier-ignore
      if (emptied === null) container.anchors = [];
    }
    this.#counters.leave();
  }

  /** Notes have a structure element of their own, and calls where they were written. */
  #floating(
    element: HtmlElement,
    style: ComputedStyle,
    around: Surroundings,
    container: Container,
    context: InlineContext,
  ): void {
    const { float } = style;
    if (float === 'footnote' || float === 'sidenote' || float === 'top' || float === 'bottom') this.#hasFloats = true; // prettier-ignore
    const { place } = around;
    if (isListedNote(element, style)) {
      const note = withNoteMarker(this.block(element, style, around, place));
      this.#notes.add(element.id, note);
      container.boxes.push(note);
      return;
    }
    const isNote = float === 'footnote' || (float === 'sidenote' && container.mayHoldText);
    if (!isNote || around.tag === ARTIFACT) {
      this.#outOfFlow(this.block(element, style, around, place), container, context);
      return;
    }
    if (float === 'footnote') this.#footnote(element, style, around, container, context);
    else this.#outOfFlow(this.#noteBox(element, style, around, context), container, context);
  }

  #noteBox(element: HtmlElement, style: ComputedStyle, around: Surroundings, context: InlineContext): Box {
    const outer = context.tag === -1 ? around.tag : context.tag;
    return this.block(element, style, { ...around, tag: this.structure.add('Note', outer), link: null }, around.place); // prettier-ignore
  }

  /** A footnote's place in the text: its call, a link to it; and its marker before its text. */
  #footnote(
    element: HtmlElement,
    style: ComputedStyle,
    around: Surroundings,
    container: Container,
    context: InlineContext,
  ): void {
    const { resolver } = this.#input;
    const source = { element, counters: this.#counters, texts: this.#texts, place: around.place };
    const marker = resolver.pseudo(element, 'footnote-marker', style);
    const markerNodes = marker === null || typeof marker.content === 'string' ? [] : contentNodes(marker.content, source, blockContext(marker)); // prettier-ignore
    const name = element.id === '' ? this.#notes.newName() : element.id;
    let callNodes: readonly InlineNode[] = [];
    const call = resolver.pseudo(element, 'footnote-call', context.style);
    if (call !== null && typeof call.content !== 'string') {
      const outer = context.tag === -1 ? around.tag : context.tag;
      const tag = this.structure.add('Link', this.structure.add('Reference', outer));
      callNodes = contentNodes(call.content, source, inlineContext(context, call, { href: `#${name}`, tag }));
    }
    const note = this.#noteBox(element, style, around, context);
    const box: Box = { ...withContentBefore(note, markerNodes), anchors: [name] };
    container.inline.push({ kind: 'out-of-flow', box, context }, ...callNodes);
  }

  /** In the middle of a text, or where the element is one of the text's, the place is kept in the text. */
  #outOfFlow(box: Box, container: Container, context: InlineContext): void {
    const inText = container.inline.some(showsSomething) || container.mayHoldText;
    if (inText) container.inline.push({ kind: 'out-of-flow', box, context });
    else container.boxes.push(box);
  }

  #takeOut(element: HtmlElement, style: ComputedStyle, around: Surroundings, place: Place | undefined): void {
    const name = style.flowInto ?? '';
    let flow = this.#flows.get(name);
    if (flow === undefined) this.#flows.set(name, (flow = []));
    flow.push(this.block(element, style, around, place));
  }

  /** A block-level box for an element; the couplets of one poem know of each other. */
  block(element: HtmlElement, style: ComputedStyle, outer: Surroundings, place: Place | undefined): Box {
    if (style.verse !== 'poem') return this.#block(element, style, outer, place);
    const around = this.#couplets;
    this.#couplets = [];
    const box = this.#block(element, style, outer, place);
    this.#couplets = around;
    return box;
  }

  /** Outside of poems each couplet is one of its own. */
  #couplet(box: BlockBox): BlockBox {
    const couplets = this.#couplets ?? [];
    couplets.push(box);
    return { ...box, poem: couplets };
  }

  #block(element: HtmlElement, style: ComputedStyle, outer: Surroundings, place: Place | undefined): Box {
    if (element.tag === 'img' || element.tag === 'svg') return this.#replaced(element, style, outer, place);
    const { around, mayHoldText } = this.#openStructure(element, style, outer, place);
    const common = this.#common(element, style, around);
    const isRegion = style.flowFrom !== null;
    if (isRegion) this.#countRegion(style, place);
    if (
      (style.display === 'flex' || style.display === 'inline-flex') &&
      !isRegion &&
      this.#mayBeFlex(place)
    ) {
      this.#hasFlex = true;
      this.#flexDepth++;
      const children = this.containerChildren(element, around, mayHoldText);
      this.#flexDepth--;
      const flex: FlexBox = { kind: 'flex', ...common, children };
      return flex;
    }
    if (style.display === 'table' && !isRegion)
      return buildTable(this, this.#input.resolver, element, common, around);
    let inner = around;
    let marker: ParagraphBox | null = null;
    if (style.display === 'list-item') {
      marker = this.#marker(element, style, around, markerDirection(style, outer.style));
      let tag = around.tag === ARTIFACT ? ARTIFACT : this.structure.add('LBody', around.tag);
      if (tag !== ARTIFACT && isNoteItem(element)) tag = this.structure.add('Note', tag);
      inner = { ...around, tag };
      const inside = style.listStylePosition === 'inside' && !isListedNote(element, style) ? insideMarker(marker) : []; // prettier-ignore
      const children = this.containerChildren(element, inner, true, inside);
      return { kind: 'block', ...common, tag, children, marker: inside.length > 0 ? null : marker };
    }
    const children = this.containerChildren(element, inner, mayHoldText);
    const box: BlockBox = { kind: 'block', ...common, children, marker };
    return style.verse === 'couplet' ? this.#couplet(box) : box;
  }

  /** A region shows blocks one under the other: it is neither a flex container nor a table. */
  #countRegion({ flowFrom, display }: ComputedStyle, place: Place | undefined): void {
    const name = flowFrom ?? '';
    this.#regions.set(name, (this.#regions.get(name) ?? 0) + 1);
    if (display === 'flex' || display === 'inline-flex' || display === 'table')
      this.#input.diagnostics.warning('L003', `A box with flow-from is set as a block, not as ${display}`, place, 'Set columns on it, or put it into the box that is to be one'); // prettier-ignore
  }

  /** Flex containers in each other beyond any use are set as blocks: each level measures all below it. */
  #mayBeFlex(place: Place | undefined): boolean {
    if (this.#flexDepth < MAX_FLEX_DEPTH) return true;
    this.#input.diagnostics.warning('L003', `Flex containers nested deeper than ${MAX_FLEX_DEPTH} are set as blocks`, place); // prettier-ignore
    return false;
  }

  #openStructure(
    element: HtmlElement,
    style: ComputedStyle,
    outer: Surroundings,
    place: Place | undefined,
  ): { readonly around: Surroundings; readonly mayHoldText: boolean } {
    const language = style.language === outer.language ? '' : style.language;
    let tag = outer.tag;
    let mayHoldText = false;
    const role = structureRole(element.tag);
    if (element.attributes.get('aria-hidden') === 'true') tag = ARTIFACT;
    else if (tag !== ARTIFACT && role !== undefined) {
      const alt = role === 'Figure' ? figureAlt(element) : null;
      if (role !== 'Figure' || alt !== null) {
        tag = this.structure.add(role, tag, language, alt);
        mayHoldText = holdsText(role);
      }
    }
    let { link } = outer;
    const href = element.tag === 'a' ? element.attributes.get('href') : undefined;
    if (href !== undefined) {
      if (tag !== ARTIFACT) tag = this.structure.add('Link', tag, language);
      link = { href, tag: tag === ARTIFACT ? -1 : tag };
    }
    return {
      around: { style, tag, language: style.language, page: pageName(style, outer.page), place, link },
      mayHoldText,
    };
  }

  /** What the element itself contributes to its box. */
  #common(element: HtmlElement, style: ComputedStyle, around: Surroundings): BoxCommon {
    const source = { element, counters: this.#counters, texts: this.#texts, place: around.place };
    const strings: NamedString[] = style.stringSet.map(({ name, parts }) => ({
      name,
      value: contentText(parts, source, style.language),
    }));
    const label = typeof style.bookmarkLevel === 'number' ? contentText(style.bookmarkLabel, source, style.language) : ''; // prettier-ignore
    return {
      ...plainBox(style, around.tag, around),
      anchors: element.id === '' ? [] : [element.id],
      strings,
      bookmark: typeof style.bookmarkLevel === 'number' && label !== '' ? { level: style.bookmarkLevel, label } : null, // prettier-ignore
    };
  }

  #marker(
    element: HtmlElement,
    style: ComputedStyle,
    around: Surroundings,
    direction: Direction,
  ): ParagraphBox | null {
    const own = this.#input.resolver.pseudo(element, 'marker', style) ?? style;
    const markerStyle = own.direction === direction ? own : { ...own, direction };
    const context = blockContext(markerStyle);
    let content: readonly InlineNode[];
    if (Array.isArray(markerStyle.content)) {
      content = contentNodes(
        markerStyle.content,
        { element, counters: this.#counters, texts: this.#texts, place: around.place },
        context,
      );
    } else {
      if (style.listStyleType === 'none') return null;
      const text = markerText(this.#counters.value('list-item'), style.listStyleType);
      content = text === '' ? [] : [{ kind: 'text', text, context }];
    }
    if (content.length === 0) return null;
    const tag = around.tag === ARTIFACT ? ARTIFACT : this.structure.add('Lbl', around.tag);
    return { kind: 'paragraph', ...plainBox(markerStyle, tag, around), content };
  }

  #inline(
    element: HtmlElement,
    style: ComputedStyle,
    around: Surroundings,
    container: Container,
    parent: InlineContext,
  ): void {
    if (element.id !== '') container.inline.push({ kind: 'anchor', name: element.id });
    if (style.displayIf !== null) this.#input.diagnostics.warning('L003', '-nashr-display-if has no effect on text in a line', around.place, 'give it to the block around'); // prettier-ignore
    const note = calledNote(element);
    if (note !== null && this.#notes.isFirstCall(note)) {
      container.inline.push({ kind: 'note-call', name: note });
    }
    if (element.tag === 'br') {
      container.inline.push({ kind: 'break', context: parent });
      return;
    }
    if (element.tag === 'img' || element.tag === 'svg') {
      const box = this.#replaced(element, style, around, around.place);
      container.inline.push({ kind: 'box', box, context: parent });
      return;
    }
    if (style.display === 'inline-block' || style.display === 'inline-flex') {
      const box = this.block(element, style, around, around.place);
      container.inline.push({ kind: 'box', box, context: parent });
      return;
    }
    const href = element.tag === 'a' ? (element.attributes.get('href') ?? parent.href) : parent.href;
    const tag = this.#inlineTag(element, style, around, parent);
    const context = inlineContext(parent, style, { href, tag });
    const isolation = bidiMode(element, style, parent.style);
    const edges = hasEdges(style);
    if (edges) container.inline.push({ kind: 'edge', side: 'start', outer: parent, context });
    if (isolation !== null)
      container.inline.push({ kind: 'open', mode: isolation, direction: style.direction });
    const inner: Surroundings = { ...around, style, link: href === null ? null : { href, tag } };
    this.#pseudo(element, 'before', inner, container, context);
    this.#children(element, inner, container, context);
    this.#pseudo(element, 'after', inner, container, context);
    if (isolation !== null) container.inline.push({ kind: 'close' });
    if (edges) container.inline.push({ kind: 'edge', side: 'end', outer: parent, context });
  }

  #inlineTag(
    element: HtmlElement,
    style: ComputedStyle,
    around: Surroundings,
    parent: InlineContext,
  ): number {
    if (around.tag === ARTIFACT) return -1;
    const above = parent.tag === -1 ? around.tag : parent.tag;
    if (element.tag === 'a' && element.attributes.has('href'))
      return this.structure.add('Link', calledNote(element) === null ? above : this.structure.add('Reference', above)); // prettier-ignore
    if (element.attributes.has('lang') && style.language !== parent.style.language) {
      return this.structure.add('Span', above, style.language);
    }
    return parent.tag;
  }

  #pseudo(
    element: HtmlElement,
    name: 'before' | 'after',
    around: Surroundings,
    container: Container,
    parent: InlineContext,
  ): void {
    const style = this.#input.resolver.pseudo(element, name, around.style);
    if (style === null || typeof style.content === 'string' || style.display === 'none') return;
    this.#counters.enter(style.counterReset, style.counterIncrement, style.counterSet);
    const inline = style.display === 'inline';
    const context = inline ? inlineContext(parent, style) : blockContext(style);
    const source = { element, counters: this.#counters, texts: this.#texts, place: around.place };
    const nodes = contentNodes(style.content, source, context);
    if (nodes.some(asksForPage)) this.#hasTargets = true;
    if (inline && hasEdges(style)) {
      container.inline.push({ kind: 'edge', side: 'start', outer: parent, context });
      container.inline.push(...nodes);
      container.inline.push({ kind: 'edge', side: 'end', outer: parent, context });
    } else if (inline) container.inline.push(...nodes);
    else {
      const tag = around.tag === ARTIFACT ? ARTIFACT : this.structure.add('P', around.tag);
      const inner: Surroundings = { ...around, style, tag };
      const paragraph: ParagraphBox = { kind: 'paragraph', ...plainBox(style, tag, inner), content: nodes };
      const block: Box = { kind: 'block', ...plainBox(style, tag, inner), children: nodes.length === 0 ? [] : [paragraph], marker: null }; // prettier-ignore
      if (isOutOfFlow(block)) this.#outOfFlow(block, container, parent);
      else if (isInlineLevel(style)) container.inline.push({ kind: 'box', box: block, context: parent });
      else {
        this.#flush(container);
        container.boxes.push(block);
      }
    }
    this.#counters.leave();
  }

  #replaced(
    element: HtmlElement,
    style: ComputedStyle,
    around: Surroundings,
    place: Place | undefined,
  ): ReplacedBox {
    const source = element.attributes.get('src') ?? '';
    const alt = element.attributes.get('alt');
    if (alt === undefined && element.tag === 'img') {
      this.#input.diagnostics.warning('I004', `Picture without alternative text: ${source}`, place, 'Add alt: "…", or alt: "" for a decoration'); // prettier-ignore
    }
    let tag = ARTIFACT;
    if (alt !== undefined && alt !== '' && around.tag !== ARTIFACT) {
      tag = this.structure.nodes[around.tag]?.role === 'Figure' ? around.tag : this.structure.add('Figure', around.tag, '', alt); // prettier-ignore
    }
    return {
      kind: 'replaced',
      ...plainBox(style, tag, around),
      anchors: element.id === '' ? [] : [element.id],
      place,
      picture: this.#input.pictures.info(source) ?? null,
      alt: alt ?? '',
      widthHint: pixels(element.attributes.get('width')),
      heightHint: pixels(element.attributes.get('height')),
    };
  }

  /** Ends the run of inline content: a paragraph, unless there is nothing but white space. */
  #flush(container: Container): void {
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
    if (content.some(asksForPage)) this.#hasTargets = true;
    const { around } = container;
    let tag = around.tag;
    const ownElement = !(container.mayHoldText && container.boxes.length === 0) && !content.every(isTextless);
    if (tag !== ARTIFACT && ownElement) tag = this.structure.add('P', tag);
    container.boxes.push({ kind: 'paragraph', ...plainBox(around.style, tag, around), content });
  }

  #startList(element: HtmlElement): void {
    this.#counters.reset('list-item', counterBefore(element));
  }

  #place(element: HtmlElement, outer: Place | undefined): Place | undefined {
    const source = element.attributes.get('data-source');
    if (source === undefined) return outer;
    return sourcePlace(source);
  }
}

function asksForPage(node: InlineNode): boolean {
  return node.kind === 'target-counter' && node.counter === 'page';
}

function plainBox(style: ComputedStyle, tag: number, around: Surroundings): BoxCommon {
  return { style, tag, anchors: NONE, page: around.page, strings: NONE, bookmark: null, place: around.place };
}
const NONE: readonly never[] = [];

function pageName(style: ComputedStyle, outer: string): string {
  return style.page === 'auto' || style.page === '' ? outer : style.page;
}

/** The body stands in nothing that it could be taken out of. */
function inFlow(style: ComputedStyle): ComputedStyle {
  if (style.float === 'none' && style.position !== 'absolute' && style.position !== 'fixed') return style;
  return { ...style, float: 'none', position: 'static' };
}

/** The box of the body stands for the root element too: what that asks of its lines and blocks holds for it. */
function withRootsOwn(body: ComputedStyle, root: ComputedStyle): ComputedStyle {
  const lineGrid = body.lineGrid === 'create' ? body.lineGrid : root.lineGrid;
  const verticalJustify = body.verticalJustify === 'none' ? root.verticalJustify : body.verticalJustify;
  const same = lineGrid === body.lineGrid && verticalJustify === body.verticalJustify;
  return same ? body : { ...body, lineGrid, verticalJustify };
}
