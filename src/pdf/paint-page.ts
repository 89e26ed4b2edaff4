// One Page → its content stream and everything the page dictionary names. Items are painted in their order, which is the
// reading order; runs of items of one structure element share one marked-content sequence (ISO 32000-1, 14.6).
import type { Page, ImageItem, SvgItem, TextItem, FillItem, RuleItem, LinkItem } from '../frame/frame.ts';
import { ARTIFACT } from '../frame/frame.ts';
import type { Units } from '../frame/units.ts';
import type { Color } from '../style/color.ts';
import { BACKGROUND, LAYOUT, areaKind, artifactKind, openArtifact } from './tags/artifacts.ts';
import type { Area, Backdrop, ColorWriter, OverprintWish } from './color/color-writer.ts';
import { opacityOf, opacityState } from './color/opacity.ts';
import type { PdfFile } from './pdf-file.ts';
import { placeInsert } from './inserts/place-insert.ts';
import type { Links } from './navigation/links.ts';
import { paintFill, paintRule, rectangle } from './paint-shapes.ts';
import { pdfPreciseNumber } from './pdf-syntax.ts';
import type { PendingMatrix } from './pending-contents.ts';
import { matrixText } from './pending-contents.ts';
import type { UsedPicture } from './pictures/used-picture.ts';
import { isSettled } from './pictures/used-picture.ts';
import type { StructureTree } from './tags/structure-tree.ts';
import { tagOfLine } from './text/line-tags.ts';
import type { TextLayer } from './text/text-layer.ts';
import type { TextState } from './text/text-state.ts';
import type { UsedPictures } from './used-pictures.ts';

/** What pages have in common. */
export interface PaintContext {
  readonly file: PdfFile;
  readonly structure: StructureTree;
  readonly links: Links;
  readonly pictures: UsedPictures;
  readonly text: Pick<TextLayer, 'line'> & Partial<Pick<TextLayer, 'parts'>>;
  readonly ink: TextInk;
  /** That of the text layer, when its text objects go on from line to line. */
  readonly textState?: TextState | undefined;
  readonly colors: ColorWriter;
}

export interface PaintedPage {
  /** One byte per unit. */
  readonly content: string;
  /** What is missing in it until all pages are painted, in its order. */
  readonly matrices: readonly PendingMatrix[];
  /** Annotation objects. */
  readonly annotations: readonly number[];
  /** XObjects by resource name. */
  readonly pictures: ReadonlyMap<string, number>;
  /** Opacities other than 1 that are used, by name of their graphics state. */
  readonly opacities: ReadonlyMap<string, string>;
  /** Kinds of its artifacts. */
  readonly artifacts: ReadonlySet<number>;
}

/** Gives the text layer its colours and remembers the translucent ones, because a graphics state outlives a line. */
export class TextInk {
  readonly #colors: ColorWriter;
  #opacities = new Map<string, string>();
  // The colour of the line before is nearly always that of the next.
  #last: Color | null = null;
  #lastOperators = '';
  /** Whether black text may lie on what is below the line. */
  takesBlack = true;

  constructor(colors: ColorWriter) {
    this.#colors = colors;
  }

  /** Operators that set the fill colour. */
  readonly fillColor = (color: Color, wish: OverprintWish = 'auto'): string => {
    if (color === this.#last && this.#opacities.size === 0) return this.#lastOperators;
    const opacity = this.#colors.opacity(color);
    const operators = this.#colors.fill(color, 'text', allowed(wish, this.takesBlack));
    if (opacity === 1 && this.#opacities.size === 0) {
      if (this.#colors.isPlain === true) this.#last = color;
      return (this.#lastOperators = operators);
    }
    const state = opacityState(opacity);
    this.#opacities.set(state.name, state.body);
    return `/${state.name} gs ${operators}`;
  };

  /** Graphics states set since the last call. */
  take(): ReadonlyMap<string, string> {
    const taken = this.#opacities;
    if (taken.size > 0) this.#opacities = new Map();
    return taken;
  }
}

const NOTHING_OPEN = -2;
/** How far the letters of a line reach above and below its baseline, em; more than most do. */
const LETTERS_ABOVE = 1.1;
const LETTERS_BELOW = 0.5;

/** Paints `page`, whose object is `object`. */
export function paintPage(page: Page, object: number, context: PaintContext): PaintedPage {
  return new PagePainter(page, object, context).paint();
}

class PagePainter {
  readonly #page: Page;
  readonly #object: number;
  readonly #context: PaintContext;
  readonly #annotations: number[] = [];
  readonly #pictures = new Map<string, number>();
  readonly #opacities = new Map<string, string>();
  /** What black may not overprint; null where nothing overprints. */
  readonly #backdrop: Backdrop | null;
  #content = '';
  readonly #matrices: PendingMatrix[] = [];
  readonly #artifacts = new Set<number>();
  /** Structure element of the open marked content, kind of artifact, or NOTHING_OPEN. */
  #open = NOTHING_OPEN;
  /** Whether the open text object is part of the open marked content, and not the other way round. */
  #textIsInside = false;
  /** Of the line painted last, and whether it has structure elements of its own, or text that is not opaque. */
  #units: Units | null = null;
  #hasInlineTags = false;
  #mayBeTranslucent = false;

  constructor(page: Page, object: number, context: PaintContext) {
    this.#page = page;
    this.#object = object;
    this.#context = context;
    this.#backdrop = context.colors.beginPage();
    context.textState?.beginPage();
  }

  paint(): PaintedPage {
    for (const item of this.#page.items) {
      switch (item.kind) {
        case 'text':
          this.#text(item);
          break;
        case 'fill':
        case 'rule':
          this.#shape(item);
          break;
        case 'image':
        case 'svg':
          this.#picture(item);
          break;
        case 'link':
          this.#link(item);
          break;
        case 'anchor':
          this.#context.links.addAnchor(item.name, this.#object, item.x, this.#page.height - item.y);
          break;
      }
    }
    this.#endText();
    this.#close();
    return {
      content: this.#content,
      matrices: this.#matrices,
      annotations: this.#annotations,
      pictures: this.#pictures,
      opacities: this.#opacities,
      artifacts: this.#artifacts,
    };
  }

  /** Continues or begins the marked content of an element; outside text objects, or inside those that hold it. */
  #enter(tag: number): void {
    if (tag === this.#open) return;
    this.#close();
    this.#content += tag < 0 ? openArtifact(tag) : this.#context.structure.openMark(tag);
    if (tag < 0) this.#artifacts.add(tag);
    this.#open = tag;
  }

  /** Begins the marked content of a coloured area or a picture without a meaning; outside text objects. */
  #enterArea(area: Area): void {
    const kind = areaKind(area, this.#page);
    if (kind !== BACKGROUND) {
      this.#enter(kind);
      return;
    }
    this.#close();
    const bottom = this.#page.height - area.y - area.height;
    const box = [area.x, bottom, area.x + area.width, bottom + area.height] as const;
    this.#content += openArtifact(kind, this.#context.structure.inPageSpace(box));
    this.#open = kind;
  }

  #close(): void {
    if (this.#open !== NOTHING_OPEN) this.#content += 'EMC\n';
    this.#open = NOTHING_OPEN;
  }

  /**
   * Text objects hold marked content, or the other way round, so that lines of several elements can share one: before an
   * element other than the open one nothing but the text object may be open.
   */
  #beginText(tag: number | null): void {
    const { textState } = this.#context;
    if (textState === undefined) return;
    const goesOn = tag === this.#open;
    if (!goesOn && this.#textIsInside) this.#endText();
    if (textState.isOpen) return;
    if (!goesOn) this.#close();
    this.#content += textState.beginObject();
    this.#textIsInside = goesOn;
  }

  /** What comes next is no text. */
  #endText(): void {
    const { textState } = this.#context;
    if (textState?.isOpen !== true) return;
    if (!this.#textIsInside) this.#close();
    this.#content += textState.endObject();
    this.#textIsInside = false;
  }

  #text(item: TextItem): void {
    if (this.#backdrop !== null) this.#context.ink.takesBlack = this.#backdrop.takesBlack(areaOfText(item));
    const { textState } = this.#context;
    if (item.units !== this.#units) this.#beginUnits(item.units);
    const tag = artifactKind(this.#hasInlineTags ? tagOfLine(item) : item.tag, item.furniture);
    if (textState !== undefined && this.#mayBeTranslucent) this.#translucentText(item, tag, textState);
    else this.#lines(item, tag);
  }

  /** What the lines of a paragraph, which follow each other, have in common. */
  #beginUnits(units: Units): void {
    this.#units = units;
    this.#hasInlineTags = units.styles.some(({ tag }) => tag !== -1);
    this.#mayBeTranslucent = units.styles.some(({ color }) => opacityOf(color) !== 1);
  }

  /** As `#lines`, for lines that may need a graphics state of their own. */
  #translucentText(item: TextItem, tag: number | null, state: TextState): void {
    this.#endText();
    if (tag === null) this.#close();
    else this.#enter(tag);
    const before = this.#content;
    this.#content = '';
    state.save();
    this.#lines(item, tag);
    this.#endText();
    state.restore();
    this.#content = `${before}q\n${this.#content}Q\n`;
  }

  #lines(item: TextItem, tag: number | null): void {
    const { text } = this.#context;
    this.#beginText(tag);
    if (tag === null && text.parts !== undefined) {
      const parts = text.parts(item, this.#page.height);
      const translucent = this.#context.ink.take();
      for (const part of parts) this.#line(part.operators, part.tag, translucent);
      return;
    }
    const line = text.line(item, this.#page.height);
    this.#line(line, tag ?? item.tag, this.#context.ink.take());
  }

  /** Text operators in the marked content of their element; `translucent` are graphics states that must not outlive them. */
  #line(line: string, tag: number, translucent: ReadonlyMap<string, string>): void {
    if (line === '') return;
    this.#enter(tag);
    for (const [name, body] of translucent) this.#opacities.set(name, body);
    if (this.#context.textState !== undefined) this.#content += line;
    else if (translucent.size === 0) this.#content += line.endsWith('\n') ? line : `${line}\n`;
    else this.#content += `q ${line} Q\n`;
  }

  #shape(item: FillItem | RuleItem): void {
    const { colors } = this.#context;
    if (opacityOf(item.color) === 0) return;
    const operators = item.kind === 'fill' ? this.#fill(item) : this.#rule(item);
    if (operators === '') return;
    const opacity = colors.opacity(item.color);
    this.#endText();
    this.#context.textState?.forgetColor();
    if (item.kind === 'fill') this.#enterArea(item);
    else this.#enter(LAYOUT);
    if (opacity === 1) {
      this.#content += operators;
      return;
    }
    const state = opacityState(opacity);
    this.#opacities.set(state.name, state.body);
    this.#content += `q /${state.name} gs\n${operators}Q\n`;
  }

  #fill(item: FillItem): string {
    const { colors } = this.#context;
    if (this.#backdrop !== null) {
      const use = Math.min(item.width, item.height) >= colors.largeFrom ? 'large-area' : 'area';
      if (item.overprint === 'always') this.#backdrop.picture(item);
      else this.#backdrop.color(item, item.color, use);
    }
    return paintFill(item, this.#page.height, colors);
  }

  #rule(item: RuleItem): string {
    const takesBlack = this.#backdrop?.takesBlack(areaOfRule(item)) ?? true;
    const wish = allowed(item.overprint ?? 'auto', takesBlack);
    return paintRule(item, this.#page.height, this.#context.colors, wish);
  }

  #picture(item: ImageItem | SvgItem): void {
    const shown = item.picture;
    if (item.width <= 0 || item.height <= 0 || shown.width <= 0 || shown.height <= 0) return;
    const picture = this.#context.pictures.use(item.source, { box: item, whole: shown, place: item.kind === 'image' ? item.place : undefined }); // prettier-ignore
    if (picture === undefined) return;
    this.#endText();
    this.#pictures.set(picture.name, picture.object);
    this.#backdrop?.picture(item);
    const pageHeight = this.#page.height;
    const bottom = pageHeight - item.y - item.height;
    const box = [item.x, bottom, item.x + item.width, bottom + item.height] as const;
    this.#context.structure.describeFigure(item.tag, box, item.alt);
    const tag = artifactKind(item.tag, item.furniture);
    if (tag === ARTIFACT) this.#enterArea(item);
    else this.#enter(tag);
    if (picture.kind === 'pdf') {
      this.#content += this.#insert(item, picture);
      return;
    }
    const clip = isInside(item) ? '' : `${rectangle(item.x, bottom, item.width, item.height)} W n `;
    const state = this.#context.colors.knockOut();
    this.#content += `q ${state}${clip}`;
    if (isSettled(picture)) this.#content += matrixText(picture, shown, pageHeight);
    else this.#matrices.push({ at: this.#content.length, picture, whole: shown, pageHeight });
    this.#content += ` cm /${picture.name} Do Q\n`;
  }

  /** Operators that paint a page of a PDF in its place. */
  #insert(item: ImageItem | SvgItem, picture: UsedPicture): string {
    const { naturalWidth: width, naturalHeight: height } = picture;
    const { x, y, scale, clip, isFitted } = placeInsert(item, { width, height }, this.#page);
    if (isFitted) this.#context.pictures.reportFitted(item.source, scale, this.#page);
    const matrix = [scale, 0, 0, scale, x, y].map(pdfPreciseNumber).join(' ');
    return `q ${rectangle(clip.x, clip.y, clip.width, clip.height)} W n ${matrix} cm /${picture.name} Do Q\n`;
  }

  #link(item: LinkItem): void {
    const { links, structure, file } = this.#context;
    // ISO 14289-1, 7.18.5: what is no content cannot be clicked, because areas of links stand in the structure.
    if (item.tag === ARTIFACT) return;
    if (item.width <= 0 || item.height <= 0 || !links.accepts(item.href, this.#page.label)) return;
    const annotation = file.reserve();
    this.#annotations.push(annotation);
    links.addLink(item, {
      annotation,
      page: this.#object,
      pageLabel: this.#page.label,
      pageHeight: this.#page.height,
      structParent: structure.addAnnotation(item.tag, annotation),
    });
  }
}

/** What the style wishes, unless the ink would be too much. */
function allowed(wish: OverprintWish, takesBlack: boolean): OverprintWish {
  return wish === 'auto' && !takesBlack ? 'never' : wish;
}

function areaOfText({ x, y, width, units, start }: TextItem): Area {
  const size = units.styles[units.style[start] ?? 0]?.size ?? 0;
  return { x, y: y - LETTERS_ABOVE * size, width, height: (LETTERS_ABOVE + LETTERS_BELOW) * size };
}

function areaOfRule({ x1, y1, x2, y2, thickness }: RuleItem): Area {
  const half = thickness / 2;
  const horizontal = Math.abs(x2 - x1) >= Math.abs(y2 - y1);
  const x = Math.min(x1, x2) - (horizontal ? 0 : half);
  const y = Math.min(y1, y2) - (horizontal ? half : 0);
  return horizontal
    ? { x, y, width: Math.abs(x2 - x1), height: thickness }
    : { x, y, width: thickness, height: Math.abs(y2 - y1) };
}

/** Whether nothing of the picture lies outside its box (by more than a hundredth of a point). */
function isInside(item: ImageItem | SvgItem): boolean {
  const { picture } = item;
  const slack = 0.01;
  return (
    picture.x >= item.x - slack &&
    picture.y >= item.y - slack &&
    picture.x + picture.width <= item.x + item.width + slack &&
    picture.y + picture.height <= item.y + item.height + slack
  );
}
