// A page's content → what it paints, in painting order (ISO 32000-1, 8 and 9). Work is bounded: operators, nesting, events.
import type { PDFDict, PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import { setColor } from './color-operators.ts';
import type { Color, ColorSpaces } from './color-spaces.ts';
import { ContentTokens } from './content-tokens.ts';
import { ContentStreams } from './content-streams.ts';
import type { InspectionBudget } from './content-streams.ts';
import type { Operand } from './content-tokens.ts';
import { applyExtendedState } from './extended-state.ts';
import type { Effects } from './extended-state.ts';
import { GraphicsState } from './graphics-state.ts';
import type { Box, InspectedImage, PaintEvent, SpaceFacts } from './inspected-pdf.ts';
import { IDENTITY, boundsOf, intersect, multiply, scaleX, scaleY } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import { matrixOf, nameOf, number, readMatrix } from './operands.ts';
import type { OptionalContent } from './optional-content.ts';
import type { LoadedFont, PageFonts } from './page-fonts.ts';
import type { PageImages } from './page-images.ts';
import { PageEvents } from './page-events.ts';
import { readBox } from './page-tree.ts';
import { PathBounds } from './path-bounds.ts';
import { constructPath, pathPainting } from './path-operators.ts';
import type { PathPainting } from './path-operators.ts';
import type { PdfObjects } from './pdf-objects.ts';
import type { ShadingInks } from './shading-ink.ts';
import { setTextState, shownParts } from './text-operators.ts';
import { TextPosition } from './text-position.ts';
import { TextReading } from './text-reading.ts';

/** What the pages of a file share. */
export interface PageTools {
  readonly objects: PdfObjects;
  readonly spaces: ColorSpaces;
  readonly fonts: PageFonts;
  readonly images: PageImages;
  readonly optional: OptionalContent;
  readonly effects: Effects;
  readonly shadings: ShadingInks;
  readonly budget: InspectionBudget;
}

/** What a page comes to. */
export interface PageContent {
  readonly events: readonly PaintEvent[];
  readonly problems: readonly string[];
  readonly formGroups: number;
  /** It is certain that its text can be read. */
  readonly readsWell: boolean;
  readonly formGroupSpaces: readonly SpaceFacts[];
  readonly maskEvents: readonly PaintEvent[];
}

const MAX_OPERATORS = 2_000_000;
const MAX_STATES = 512;
const MAX_NESTING = 24;
/** Transparency groups of a page that are listed. */
const MAX_GROUPS = 10_000;
/** Places of one pattern or glyph at which it is read again. */
const MAX_PLACES = 16;

/** Where content stands: its resources, and how it may set colours. */
interface Surroundings {
  readonly resources: PDFDict | null;
  /** The matrix that patterns start from: of the page, or of the form. */
  readonly patternBase: Matrix;
  /** Colour operators are ignored: uncoloured patterns and glyphs. */
  readonly uncolored: boolean;
  /** It is the procedure of a Type 3 glyph. */
  readonly glyph: boolean;
}

/** Interprets one page. */
export class ContentInterpreter {
  readonly #tools: PageTools;
  readonly #page: number;
  readonly #events = new PageEvents();
  readonly #streams: ContentStreams;
  readonly #active = new Set<PDFRawStream>();
  /** By pattern and colour, by glyph: where it was read. */
  readonly #places = new Map<string | PDFRawStream, Box[]>();
  /** Glyphs without colours of their own. */
  readonly #plainGlyphs = new Set<PDFRawStream>();
  readonly #masks = new Set<PDFRawStream>();
  readonly #maskEvents: PaintEvent[] = [];
  #path: PathBounds = new PathBounds();
  #operators = 0;
  #formGroups: (SpaceFacts | null)[] = [];
  /** As every page begins. */
  readonly #initial: GraphicsState;
  #state: GraphicsState;
  #states: GraphicsState[] = [];
  #pendingClip = false;
  #text: TextPosition = new TextPosition();
  readonly #reading: TextReading = new TextReading();

  constructor(tools: PageTools, page: number, media: Box) {
    this.#tools = tools;
    this.#page = page;
    this.#streams = new ContentStreams(tools.objects, tools.budget, this.#events.problems);
    this.#initial = new GraphicsState(media, tools.spaces.color(tools.spaces.gray, [0]));
    this.#state = this.#initial.clone();
  }

  /** Interprets content streams as one (7.8.2), with default user space times `unit`. */
  run(contents: readonly PDFObject[], resources: PDFDict | null, unit: number): void {
    this.#state.ctm = [unit, 0, 0, unit, 0, 0];
    const where = { resources, patternBase: this.#state.ctm, uncolored: false, glyph: false };
    this.#interpret(this.#streams.join(contents), where, 0);
  }

  /** Paints an annotation's appearance into its rectangle (12.5.5). */
  paintAppearance(value: PDFObject | null | undefined, rectangle: Box): void {
    const { objects } = this.#tools;
    const stream = objects.stream(value);
    const box = readBox(objects.get(stream?.dict ?? null, 'BBox'), 1, objects);
    if (stream === null || box === null) return;
    const from = boundsOf(readMatrix(objects.get(stream.dict, 'Matrix'), objects), box);
    const [width, height] = [from[2] - from[0], from[3] - from[1]];
    if (!(width > 0 && height > 0)) return;
    const sx = (rectangle[2] - rectangle[0]) / width;
    const sy = (rectangle[3] - rectangle[1]) / height;
    this.#state = this.#initial.clone();
    this.#state.ctm = [sx, 0, 0, sy, rectangle[0] - from[0] * sx, rectangle[1] - from[1] * sy];
    this.#events.beginMark(false, 'annotation');
    this.#form(stream, { resources: null, patternBase: this.#state.ctm, uncolored: false, glyph: false }, 0);
    this.#events.endMark();
  }

  result(): PageContent {
    const { list, problems } = this.#events;
    const formGroupSpaces = this.#formGroups.filter((each) => each !== null);
    return { events: list, problems: [...problems], formGroups: this.#formGroups.length, formGroupSpaces, readsWell: this.#reading.isCertain, maskEvents: this.#maskEvents }; // prettier-ignore
  }

  #interpret(bytes: Uint8Array, where: Surroundings, depth: number): void {
    const tokens = new ContentTokens(bytes);
    const bottom = this.#states.length;
    const marks = this.#events.marks;
    const { path, pendingClip } = { path: this.#path, pendingClip: this.#pendingClip };
    this.#path = new PathBounds();
    this.#pendingClip = false;
    for (let operator = tokens.next(); operator !== null; operator = tokens.next()) {
      if (++this.#operators > MAX_OPERATORS || --this.#tools.budget.operators < 0) {
        this.#events.problems.add(`The page has too many operators; the rest was not read`);
        break;
      }
      if (operator === 'q') this.#save();
      else if (operator === 'Q') {
        if (this.#states.length > bottom) this.#state = this.#states.pop() ?? this.#state;
      } else this.#carryOut(operator, tokens, { where, depth });
    }
    // What the stream leaves open ends with it.
    const outermost = this.#states[bottom];
    if (outermost !== undefined) this.#state = outermost;
    this.#states.length = Math.min(this.#states.length, bottom);
    while (this.#events.marks > marks) this.#events.endMark();
    this.#path = path;
    this.#pendingClip = pendingClip;
  }

  #save(): void {
    if (this.#states.length < MAX_STATES) this.#states.push(this.#state.clone());
    else this.#events.problems.add('Graphics states are nested too deeply');
  }

  #carryOut(operator: string, tokens: ContentTokens, context: OperatorContext): void {
    const { operands } = tokens;
    const state = this.#state;
    if (constructPath(operator, operands, this.#path, state.ctm)) return;
    const painting = pathPainting(operator);
    if (painting !== undefined) {
      this.#paintPath(painting, context);
      return;
    }
    switch (operator) {
      // Clipping (table 61)
      case 'W':
      case 'W*':
        this.#pendingClip = true;
        return;
      // Graphics state (table 57)
      case 'cm':
        state.ctm = multiply(matrixOf(operands), state.ctm);
        return;
      case 'w':
        state.lineWidth = Math.abs(number(operands, 0));
        return;
      case 'gs':
        return this.#extendedState(operands, context);
      // XObjects, shadings, inline images
      case 'Do':
        return this.#xObject(operands, context);
      case 'sh':
        return this.#shading(operands, context);
      case 'BI':
        return this.#inlineImage(tokens, context);
      // Marked content (table 320)
      case 'BMC':
      case 'BDC':
        return this.#beginMark(operands, operator === 'BDC', context);
      case 'EMC':
        return this.#events.endMark();
      // Glyphs of Type 3 fonts (table 113): the shape alone is given after d1.
      case 'd1':
        this.#events.silentGlyph ||= context.where.glyph;
        return;
      default:
        this.#other(operator, operands, context);
    }
  }

  /** Colours and text. Where colours of its own are forbidden, content goes on in those it was begun with. */
  #other(operator: string, operands: readonly Operand[], context: OperatorContext): void {
    const { uncolored, resources } = context.where;
    const { objects, spaces } = this.#tools;
    if (COLOR_OPERATORS.has(operator)) {
      if (uncolored || this.#events.silentGlyph) return;
      setColor(operator, operands, this.#state, { objects, spaces, resources });
      this.#noteMissingColor(operator, nameOf(operands.at(-1)));
    } else this.#textOperator(operator, operands, context);
  }

  /** A colour space or a pattern that the resources do not have. */
  #noteMissingColor(operator: string, name: string | null): void {
    if (name === null) return;
    const lower = operator.toLowerCase();
    const { space, pattern } = operator === lower ? this.#state.fill : this.#state.stroke;
    if (lower === 'cs' && space.facts.kind === 'unknown') this.#noteMissing('colour space', name);
    if (lower !== 'cs' && pattern === null) this.#noteMissing('pattern', name);
  }

  #noteMissing(what: string, name: string | null): void {
    if (this.#events.visible) this.#events.problems.add(`There is no ${what} “${(name ?? '').slice(0, 40)}”`);
  }

  #clipped(bounds: Box): Box | null {
    return this.#events.clipped(bounds, this.#state.clip);
  }

  #paintPath({ closes, fills, strokes }: PathPainting, context: OperatorContext): void {
    const path = this.#path;
    const state = this.#state;
    if (closes) path.close(state.ctm);
    if (!path.isEmpty) {
      if (fills) {
        for (const { bounds, thickness } of path.parts(state.ctm)) {
          const visible = this.#clipped(bounds);
          if (visible === null) continue;
          this.#events.add({ kind: 'fill', bounds: visible, paint: state.fill.facts, state: state.facts('fill'), thickness }); // prettier-ignore
          this.#paintPattern(state.fill, visible, context);
        }
      }
      if (strokes) {
        const thickness = path.lineThickness(state.lineWidth, state.ctm);
        const [left, bottom, right, top] = path.bounds;
        const half = (state.lineWidth * Math.max(scaleX(state.ctm), scaleY(state.ctm))) / 2;
        const visible = this.#clipped([left - half, bottom - half, right + half, top + half]);
        if (visible !== null) {
          this.#events.add({ kind: 'stroke', bounds: visible, paint: state.stroke.facts, state: state.facts('stroke'), thickness }); // prettier-ignore
          this.#paintPattern(state.stroke, visible, context);
        }
      }
      if (this.#pendingClip && state.clip !== null) state.clip = intersect(state.clip, path.bounds);
    }
    this.#pendingClip = false;
    path.clear();
  }

  #extendedState(operands: readonly Operand[], { where, depth }: OperatorContext): void {
    const { objects } = this.#tools;
    const name = nameOf(operands[0]);
    const dict = name === null ? null : objects.dict(objects.get(objects.dict(objects.get(where.resources, 'ExtGState')), name)); // prettier-ignore
    if (dict === null) {
      this.#noteMissing('graphics state', name);
      return;
    }
    applyExtendedState(dict, this.#state, this.#tools);
    this.#readMask(objects.stream(objects.get(objects.dict(objects.get(dict, 'SMask')), 'G')), where, depth);
  }

  /** 11.6.5.2: what the group of a soft mask paints, each once on a page. */
  #readMask(stream: PDFRawStream | null, where: Surroundings, depth: number): void {
    if (stream === null || !this.#events.visible || this.#masks.has(stream)) return;
    this.#masks.add(stream);
    const { list } = this.#events;
    const outer = { state: this.#state, standIn: this.#events.standIn, painted: list.length, groups: this.#formGroups.length }; // prettier-ignore
    this.#state = this.#initial.clone();
    this.#state.ctm = outer.state.ctm;
    this.#events.standIn = null;
    this.#form(stream, where, depth + 1);
    for (const event of list.splice(outer.painted)) this.#maskEvents.push(event);
    this.#state = outer.state;
    this.#events.standIn = outer.standIn;
    this.#formGroups.length = outer.groups;
  }

  // 8.8
  #xObject(operands: readonly Operand[], { where, depth }: OperatorContext): void {
    const { objects, optional, images, effects } = this.#tools;
    const name = nameOf(operands[0]);
    const value = name === null ? undefined : objects.raw(objects.dict(objects.get(where.resources, 'XObject')), name); // prettier-ignore
    const stream = objects.stream(value);
    if (stream === null) {
      this.#noteMissing('XObject', name);
      return;
    }
    if (optional.isHidden(objects.get(stream.dict, 'OC'))) return;
    switch (objects.name(objects.get(stream.dict, 'Subtype'))) {
      case 'Image':
        if (this.#events.visible)
          this.#image(images.external(stream, value, where.resources), { where, depth });
        return;
      case 'Form':
        return this.#form(stream, where, depth);
      case 'PS':
        effects.postScript = true;
        return;
      default:
        return;
    }
  }

  // 8.10
  #form(stream: PDFRawStream, where: Surroundings, depth: number): void {
    const { objects } = this.#tools;
    if (this.#active.has(stream) || depth >= MAX_NESTING) {
      this.#events.problems.add(
        depth >= MAX_NESTING ? 'Forms are nested too deeply' : 'A form contains itself',
      );
      return;
    }
    const bytes = this.#streams.read(stream);
    if (bytes === null) return;
    const { dict } = stream;
    const outer = this.#state;
    const state = outer.clone();
    state.ctm = multiply(readMatrix(objects.get(dict, 'Matrix'), objects), state.ctm);
    const box = readBox(objects.get(dict, 'BBox'), 1, objects);
    if (box !== null && state.clip !== null) state.clip = intersect(state.clip, boundsOf(state.ctm, box));
    const group = objects.dict(objects.get(dict, 'Group'));
    if (objects.name(objects.get(group, 'S')) === 'Transparency') {
      const space = objects.get(group, 'CS');
      if (this.#events.visible && this.#formGroups.length < MAX_GROUPS)
        this.#formGroups.push(space === null ? null : this.#tools.spaces.read(space, where.resources).facts);
      state.enterGroup();
    }
    const text = this.#text;
    this.#text = new TextPosition();
    this.#state = state;
    this.#active.add(stream);
    const resources = objects.dict(objects.get(dict, 'Resources')) ?? where.resources;
    if (state.clip !== null) this.#interpret(bytes, { ...where, resources, patternBase: state.ctm }, depth + 1); // prettier-ignore
    this.#active.delete(stream);
    this.#state = outer;
    this.#text = text;
  }

  #image(image: InspectedImage, context: OperatorContext): void {
    const state = this.#state;
    const bounds = this.#clipped(boundsOf(state.ctm, [0, 0, 1, 1]));
    const [width, height] = [scaleX(state.ctm), scaleY(state.ctm)];
    if (bounds === null || !(width > 0 && height > 0)) return;
    const ppi = [(image.width * 72) / width, (image.height * 72) / height] as const;
    const paint = image.mask ? state.fill.facts : null;
    this.#events.add({ kind: 'image', bounds, state: state.facts('fill'), image, ppi, paint });
    if (image.mask) this.#paintPattern(state.fill, bounds, context);
  }

  #inlineImage(tokens: ContentTokens, context: OperatorContext): void {
    const { objects, images } = this.#tools;
    const inline = tokens.inlineImage;
    if (inline === null || !this.#events.visible) return;
    const dict = objects.parseDict(inline.dict);
    if (dict === null) this.#events.problems.add('An inline image is damaged');
    else this.#image(images.inline(dict, inline.data, context.where.resources), context);
  }

  // 8.7.4.2
  #shading(operands: readonly Operand[], { where }: OperatorContext): void {
    const { objects } = this.#tools;
    const name = nameOf(operands[0]);
    const value = name === null ? null : objects.get(objects.dict(objects.get(where.resources, 'Shading')), name); // prettier-ignore
    if (value === null) {
      this.#noteMissing('gradient', name);
      return;
    }
    const bounds = this.#state.clip === null ? null : this.#clipped(this.#state.clip);
    if (bounds !== null) this.#emitShading(value, bounds, where);
  }

  #emitShading(value: PDFObject | null, bounds: Box, where: Surroundings): void {
    const { objects, spaces, shadings } = this.#tools;
    const space = spaces.read(objects.get(objects.dict(value), 'ColorSpace'), where.resources);
    const maximumInk = shadings.greatest(value, space);
    this.#events.add({ kind: 'shading', bounds, space: space.facts, state: this.#state.facts('fill'), maximumInk }); // prettier-ignore
  }

  // 8.7: a shading pattern is a shading; the cell of a tiling pattern is read as if it filled the area, once for each colour, and
  // again for an area that is not within an earlier one.
  #paintPattern({ pattern, space, components }: Color, bounds: Box, { where, depth }: OperatorContext): void {
    const { objects, spaces } = this.#tools;
    const dict = pattern === null ? null : objects.dict(pattern);
    if (dict === null) return;
    if (objects.number(objects.get(dict, 'PatternType')) === 2) {
      this.#emitShading(objects.get(dict, 'Shading'), bounds, where);
      return;
    }
    const stream = objects.stream(pattern);
    if (stream === null || this.#active.has(stream) || depth >= MAX_NESTING) return;
    const key = `${objects.objectNumber(pattern)} ${components.join(' ')}`;
    if (!this.#isNewPlace(key, bounds)) return;
    const bytes = this.#streams.read(stream);
    if (bytes === null) return;
    const uncolored = objects.number(objects.get(dict, 'PaintType')) === 2;
    const outer = { state: this.#state, standIn: this.#events.standIn, text: this.#text };
    const color = uncolored && space.base !== null ? spaces.color(space.base, components) : spaces.color(spaces.gray, [0]); // prettier-ignore
    const state = outer.state.clone();
    state.fill = color;
    state.stroke = color;
    state.clip = EVERYWHERE;
    state.ctm = multiply(readMatrix(objects.get(dict, 'Matrix'), objects), where.patternBase);
    this.#state = state;
    this.#events.standIn = bounds;
    this.#text = new TextPosition();
    this.#active.add(stream);
    this.#interpret(bytes, { resources: objects.dict(objects.get(dict, 'Resources')), patternBase: where.patternBase, uncolored, glyph: false }, depth + 1); // prettier-ignore
    this.#active.delete(stream);
    this.#state = outer.state;
    this.#events.standIn = outer.standIn;
    this.#text = outer.text;
  }

  /** Whether what is painted here was not painted around here before. */
  #isNewPlace(of: string | PDFRawStream, bounds: Box): boolean {
    const places = this.#places.get(of) ?? [];
    if (places.length >= MAX_PLACES || places.some((place) => isWithin(bounds, place))) return false;
    this.#places.set(of, [...places, bounds]);
    return true;
  }

  // 14.6 and 8.11.3.2
  #beginMark(operands: readonly Operand[], hasProperties: boolean, { where }: OperatorContext): void {
    const { objects, optional } = this.#tools;
    const tag = nameOf(operands[0]);
    let hides = false;
    if (hasProperties && tag === 'OC') {
      const name = nameOf(operands[1]);
      const properties = objects.dict(objects.get(where.resources, 'Properties'));
      hides = name !== null && optional.isHidden(objects.get(properties, name));
    }
    this.#events.beginMark(hides, tag === 'Artifact' ? 'artifact' : tag === 'Figure' ? 'figure' : undefined);
  }

  // 9.3 and 9.4
  #textOperator(operator: string, operands: readonly Operand[], context: OperatorContext): void {
    const state = this.#state;
    const text = this.#text;
    if (setTextState(operator, operands, state, text)) return;
    if (operator === 'ET') {
      const clip = text.end();
      if (clip !== null && state.clip !== null) state.clip = intersect(state.clip, clip);
    } else if (operator === 'Tf') {
      const { objects, fonts } = this.#tools;
      const name = nameOf(operands[0]);
      const table = objects.dict(objects.get(context.where.resources, 'Font'));
      state.font = name === null ? null : fonts.load(objects.raw(table, name));
      if (state.font === null) this.#noteMissing('font', name);
      state.fontSize = number(operands, 1);
    } else {
      const parts = shownParts(operator, operands, state, text);
      if (parts !== null) this.#show(parts, context);
    }
  }

  #show(parts: readonly Operand[], context: OperatorContext): void {
    const state = this.#state;
    const { font } = state;
    const shown = this.#text.show(parts, state);
    if (shown === null) return;
    const { visible, apart } = this.#events;
    this.#reading.show(parts, font?.readings() ?? null, { apart: apart !== undefined, hidden: !visible });
    const page = boundsOf(state.ctm, shown.bounds);
    const bounds = this.#clipped(page);
    const mode = state.renderMode;
    if (mode >= 4) this.#text.addToClip(page);
    if (font !== null && this.#events.visible)
      font.notePage(this.#page, shown.notdef && mode !== 3 && mode !== 7);
    if (bounds !== null && mode !== 7) {
      const size = Math.abs(state.fontSize) * scaleY(multiply(this.#text.shownMatrix, state.ctm));
      const { apart } = this.#events;
      const rest = { bounds, size, font: font?.facts ?? null, mode, ...(apart !== undefined && { apart }) } as const; // prettier-ignore
      const fills = mode !== 1 && mode !== 5;
      const strokes = mode === 1 || mode === 2 || mode === 5 || mode === 6;
      if (fills)
        this.#events.add({ kind: 'text', ...rest, paint: state.fill.facts, state: state.facts('fill') });
      if (strokes) {
        const thickness = state.lineWidth * Math.min(scaleX(state.ctm), scaleY(state.ctm));
        this.#events.add({ kind: 'text', ...rest, paint: state.stroke.facts, state: state.facts('stroke'), thickness }); // prettier-ignore
        this.#paintPattern(state.stroke, bounds, context);
      }
      if (fills && mode !== 3) this.#paintPattern(state.fill, bounds, context);
    }
    if (font?.type3 !== null && font !== null && mode !== 3 && bounds !== null)
      this.#showGlyphs(font, { parts, bounds }, context);
  }

  /** 9.6.5: the procedures of Type 3 glyphs, for what they paint in colours of their own. */
  #showGlyphs(font: LoadedFont, { parts, bounds }: GlyphRun, { where, depth }: OperatorContext): void {
    const { objects } = this.#tools;
    const { type3 } = font;
    if (type3 === null || depth >= MAX_NESTING) return;
    for (const part of parts) {
      if (!(part instanceof Uint8Array)) continue;
      for (const code of part) {
        const stream = objects.stream(type3.procedure(code));
        if (stream === null || this.#plainGlyphs.has(stream) || this.#active.has(stream)) continue;
        if (!this.#isNewPlace(stream, bounds)) continue;
        this.#glyph(stream, font, { where: { ...where, resources: type3.resources ?? where.resources, glyph: true }, depth }); // prettier-ignore
      }
    }
  }

  #glyph(stream: PDFRawStream, font: LoadedFont, { where, depth }: OperatorContext): void {
    const bytes = this.#streams.read(stream);
    if (bytes === null) return;
    const outer = { state: this.#state, text: this.#text, silentGlyph: this.#events.silentGlyph };
    const state = outer.state.clone();
    const size: Matrix = [state.fontSize * state.horizontalScale, 0, 0, state.fontSize, 0, state.rise];
    const inText = multiply(multiply(font.type3?.matrix ?? IDENTITY, size), this.#text.shownMatrix);
    state.ctm = multiply(inText, state.ctm);
    this.#state = state;
    this.#text = new TextPosition();
    this.#active.add(stream);
    this.#interpret(bytes, where, depth + 1);
    this.#active.delete(stream);
    this.#state = outer.state;
    this.#text = outer.text;
    if (this.#events.silentGlyph) this.#plainGlyphs.add(stream);
    this.#events.silentGlyph = outer.silentGlyph;
  }
}

interface OperatorContext {
  readonly where: Surroundings;
  readonly depth: number;
}

/** Text of a Type 3 font, and where it stands. */
interface GlyphRun {
  readonly parts: readonly Operand[];
  readonly bounds: Box;
}

function isWithin(box: Box, other: Box): boolean {
  return box[0] >= other[0] && box[1] >= other[1] && box[2] <= other[2] && box[3] <= other[3];
}

const COLOR_OPERATORS: ReadonlySet<string> = new Set(['g', 'G', 'rg', 'RG', 'k', 'K', 'cs', 'CS', 'sc', 'SC', 'scn', 'SCN']); // prettier-ignore

/** Cells of patterns are cut by the area that they fill, not by where they stand. */
const EVERYWHERE: Box = [-1e9, -1e9, 1e9, 1e9];
