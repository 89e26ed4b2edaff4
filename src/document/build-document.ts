// Element tree + computed styles → Document: block and inline boxes (CSS 2.2 § 9.2), generated content, structure
// tree. Everything that can be said without fonts and widths is said here; each kind of box has a file, build-*.ts.
import type { Place } from '../base/diagnostic.ts';
import type { Direction } from '../base/direction.ts';
import { directionOfLanguage } from '../base/direction.ts';
import type { ComputedStyle, CounterChange } from '../style/computed-style.ts';
import type { Box, Document, DocumentPart, InlineContext, InlineNode } from './boxes.ts';
import { buildBlock } from './build-block.ts';
import { addFloating } from './build-floating.ts';
import { addInline } from './build-inline.ts';
import { linkContext } from './build-link.ts';
import { addPseudo } from './build-pseudo.ts';
import type { Builder, BuildProgress, DocumentInput, StyledElement, Surroundings } from './builder.ts';
import { pageName } from './builder.ts';
import { plainBox } from './plain-box.ts';
import type { Container } from './container.ts';
import { flushInline, newContainer, placeRunning } from './container.ts';
import { Counters } from './counters.ts';
import { isFlexContainer, isInlineLevel } from './element-facts.ts';
import { withFirstLetter } from './first-letter.ts';
import type { HtmlElement } from './html-tree.ts';
import { findElement, textContent } from './html-tree.ts';
import { blockContext } from './inline-context.ts';
import { sourcePlace } from './list-images.ts';
import { counterBefore, counterIncrement, counterSet } from './list-marker.ts';
import { NoteRegister, isNumberedNote } from './notes.ts';
import { inFlow, withRootsOwn } from './root-style.ts';
import { Structure } from './structure.ts';
import { TargetTexts } from './target-texts.ts';

/** Builds the box tree of a whole issue. Unsupported things are set plainly with a diagnostic, never dropped. */
export function buildDocument(input: DocumentInput): Document {
  return new DocumentBuilder(input).build();
}

/** Walks over the elements; what becomes of each of them is said in the files of the kinds of boxes. */
class DocumentBuilder implements Builder {
  readonly input: DocumentInput;
  readonly structure: Structure = new Structure();
  readonly counters: Counters = new Counters();
  readonly texts: TargetTexts;
  readonly notes: NoteRegister = new NoteRegister();
  readonly progress: BuildProgress = {
    flows: new Map(),
    regions: new Map(),
    flowHomes: new Map(),
    hasTargets: false,
    hasFlex: false,
    hasFloats: false,
    flexDepth: 0,
    bookmarks: 0,
    couplets: null,
    figure: null,
  };
  /** The counters at each element with an id. */
  readonly #counted = new Map<string, ReadonlyMap<string, number>>();
  /** Children of the body that belong to the second front. */
  readonly #ofBack: HtmlElement[] = [];
  /** Paragraphs whose first letter has a style of its own. */
  readonly #lettered = new Set<Box>();

  constructor(input: DocumentInput) {
    this.input = input;
    this.texts = new TargetTexts(input.root, input.diagnostics);
  }

  build(): Document {
    const { root, resolver } = this.input;
    const body = findElement(root, 'body') ?? root;
    const rootStyle = resolver.style(root, null);
    const style = body === root ? rootStyle : resolver.style(body, rootStyle);
    const { language } = style;
    const documentTag = this.structure.add('Document', -1, language);
    const around: Surroundings = { style, tag: documentTag, language, page: pageName(style, ''), place: { file: this.input.file }, link: null }; // prettier-ignore
    this.counters.reset('footnote', 0);
    this.counters.enter(rootStyle.counterReset, rootStyle.counterIncrement, rootStyle.counterSet);
    this.counters.enter(style.counterReset, style.counterIncrement, style.counterSet);
    const dir = root.attributes.get('dir');
    const direction = dir === 'rtl' || dir === 'ltr' ? dir : directionOfLanguage(language);
    const main = this.#part(this.containerChildren(body, around, false), around, direction);
    const back = this.#ofBack.length === 0 ? null : this.#part(this.#backChildren(around), around, direction === 'rtl' ? 'ltr' : 'rtl'); // prettier-ignore
    const title = findElement(root, 'title');
    const { hasTargets, hasFlex, hasFloats } = this.progress;
    return {
      ...main,
      back,
      structure: this.structure.nodes,
      language,
      title: title === undefined ? '' : textContent(title),
      hasTargets,
      counters: this.#counted,
      hasFlex,
      hasFloats,
      notes: this.notes.listed,
      calledNotes: this.notes.called,
    };
  }

  /** What has been built since the part before. */
  #part(children: readonly Box[], around: Surroundings, direction: Direction): DocumentPart {
    const rootStyle = this.input.resolver.style(this.input.root, null);
    const { flows, regions } = this.progress;
    this.progress.flows = new Map();
    this.progress.regions = new Map();
    this.progress.flowHomes = new Map();
    const style = inFlow(withRootsOwn(around.style, rootStyle));
    return {
      root: { kind: 'block', ...plainBox(style, around.tag, around), children, marker: null },
      flows,
      regions,
      direction,
    };
  }

  #backChildren(around: Surroundings): readonly Box[] {
    const container = newContainer(around, false);
    const context = blockContext(around.style);
    for (const element of this.#ofBack.splice(0)) this.#element(element, around, container, context);
    flushInline(this, container);
    placeRunning(container, this.#lettered);
    return container.boxes;
  }

  /** Whether an element is left to the second front; only children of the body can be. */
  #isForBack(element: HtmlElement, place: Place | undefined): boolean {
    const front = element.attributes.get('data-front');
    if (front === undefined || front === 'main') return false;
    if (front === 'back' && element.parent?.tag === 'body') return true;
    const message = front === 'back' ? 'data-front="back" has no effect inside another element' : `Unknown data-front="${front}"`; // prettier-ignore
    this.input.diagnostics.warning('L003', message, place, 'give data-front="back" to children of the body');
    return false;
  }

  containerChildren(
    element: HtmlElement,
    around: Surroundings,
    mayHoldText: boolean,
    marker: readonly InlineNode[] = [],
  ): Box[] {
    const container = newContainer(around, mayHoldText, marker);
    this.addContent(element, around, container, blockContext(around.style, linkContext(around.link)));
    flushInline(this, container);
    placeRunning(container, this.#lettered);
    const { boxes, anchors } = container;
    if (marker.length === 0) this.#styleFirstLetter(element, around, boxes);
    // Places that nothing follows: a paragraph without lines has them.
    if (anchors.length > 0) boxes.push({ kind: 'paragraph', ...plainBox(around.style, around.tag, around), anchors, content: [] }); // prettier-ignore
    return boxes;
  }

  block(styled: StyledElement): Box {
    return buildBlock(this, styled);
  }

  addContent(element: HtmlElement, around: Surroundings, container: Container, context: InlineContext): void {
    addPseudo(this, { element, name: 'before', around }, container, context);
    for (const child of element.children) {
      if (child.kind === 'text') {
        if (child.text !== '') container.inline.push({ kind: 'text', text: child.text, context });
      } else if (this.#isForBack(child, around.place)) this.#ofBack.push(child);
      else this.#element(child, around, container, context);
    }
    addPseudo(this, { element, name: 'after', around }, container, context);
  }

  /** `::first-letter` of a block container: in its first line, be that in a block inside it. */
  #styleFirstLetter(element: HtmlElement, around: Surroundings, boxes: Box[]): void {
    const { resolver, diagnostics } = this.input;
    const { style } = around;
    const [first] = boxes;
    if (first === undefined || isFlexContainer(style)) return;
    if (resolver.pseudo(element, 'first-letter', style) === null) return;
    const styleIn = (parent: ComputedStyle): ComputedStyle => resolver.pseudo(element, 'first-letter', parent) ?? parent; // prettier-ignore
    const warn = (message: string): void => diagnostics.warning('L003', message, around.place);
    boxes[0] = withFirstLetter(first, { styleIn, warn, done: this.#lettered });
  }

  /** Adds an element to a container as what it is: running, in another flow, floating, in a line, or a block. */
  #element(element: HtmlElement, outer: Surroundings, container: Container, context: InlineContext): void {
    const style = this.input.resolver.style(element, context.style);
    if (style.display === 'none') return;
    const source = element.attributes.get('data-source');
    const around = source === undefined ? outer : { ...outer, place: sourcePlace(source) };
    const styled: StyledElement = { element, style, around };
    this.#count(element, style);
    if (style.running !== null) {
      const string = { name: style.running, value: '', element: this.block(styled) };
      container.running.push({ before: container.boxes.length, string });
    } else if (style.flowInto !== null) this.#addToFlow(style.flowInto, styled);
    else if (style.float !== 'none' || style.position === 'absolute' || style.position === 'fixed')
      addFloating(this, styled, container, context);
    else if (this.#isLinkAroundBlocks(element, style)) this.#addBlock(styled, container);
    else if (isInlineLevel(style)) addInline(this, styled, container, context);
    else this.#addBlock(styled, container);
    this.counters.leave();
  }

  /** CSS 2.2, 9.2.1.1: blocks in an inline element part its lines, as if it were a block; only of links that says something. */
  #isLinkAroundBlocks(element: HtmlElement, style: ComputedStyle): boolean {
    if (element.tag !== 'a' || style.display !== 'inline' || !element.attributes.has('href')) return false;
    return this.#holdsBlocks(element, style);
  }

  #holdsBlocks(element: HtmlElement, style: ComputedStyle): boolean {
    return element.children.some((child) => {
      if (child.kind === 'text') return false;
      const own = this.input.resolver.style(child, style);
      if (own.display === 'none' || own.float !== 'none' || own.position === 'absolute' || own.position === 'fixed') return false; // prettier-ignore
      return !isInlineLevel(own) || (own.display === 'inline' && this.#holdsBlocks(child, own));
    });
  }

  /** What an element does to the counters; they are left where it ends. */
  #count(element: HtmlElement, style: ComputedStyle): void {
    const numbered = isNumberedNote(element, style) && !style.counterIncrement.some(({ name }) => name === 'footnote'); // prettier-ignore
    const increment: readonly CounterChange[] = numbered ? [...style.counterIncrement, { name: 'footnote', value: 1 }] : counterIncrement(element, style); // prettier-ignore
    this.counters.enter(style.counterReset, increment, counterSet(element, style));
    if (element.id !== '' && !this.#counted.has(element.id))
      this.#counted.set(element.id, this.counters.snapshot());
    if (element.tag === 'ol' || element.tag === 'ul' || element.tag === 'menu')
      this.counters.reset('list-item', counterBefore(element));
  }

  #addToFlow(name: string, styled: StyledElement): void {
    const { flows, flowHomes } = this.progress;
    const { tag } = styled.around;
    flowHomes.set(name, (flowHomes.get(name) ?? tag) === tag && flowHomes.get(name) !== null ? tag : null);
    let flow = flows.get(name);
    if (flow === undefined) flows.set(name, (flow = []));
    flow.push(this.block(styled));
  }

  /** Anchors that nothing showed go to the next block; of a list whose notes all stand elsewhere they are left. */
  #addBlock(styled: StyledElement, container: Container): void {
    flushInline(this, container);
    const box = this.block(styled);
    const emptied = this.notes.emptied(box);
    if (emptied !== null) {
      container.anchors.push(...box.anchors);
      container.boxes.push(...emptied);
      return;
    }
    const { anchors } = container;
    container.boxes.push(anchors.length === 0 ? box : { ...box, anchors: [...anchors, ...box.anchors] });
    container.anchors = [];
  }
}
