// A page's content → what it paints, in painting order (ISO 32000-1, 7.8.2 and annex A): operator by operator, each carried out
// by the file of its chapter. Work is bounded: operators, nesting, events.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { Box, MarkedPiece, PaintEvent, SpaceFacts } from '../inspected-pdf.ts';
import { multiply } from '../matrix.ts';
import { setColor } from './color-operators.ts';
import { ContentTokens } from './content-tokens.ts';
import type { Operand } from './content-tokens.ts';
import { drawAppearance, drawXObject, readMask } from './draw-form.ts';
import { applyExtendedState } from './extended-state.ts';
import type { GraphicsState } from './graphics-state.ts';
import { matrixOf, nameOf, number } from './operands.ts';
import { PagePainting } from './page-painting.ts';
import type { OperatorContext, PageFrame, PageTools, Surroundings } from './page-painting.ts';
import { paintInlineImage } from './paint-image.ts';
import { paintPath } from './paint-path.ts';
import { paintShading } from './paint-pattern.ts';
import { carryOutText } from './paint-text.ts';
import { PathBounds } from './path-bounds.ts';
import { constructPath, pathPainting } from './path-operators.ts';

/** What a page comes to. */
export interface PageContent {
  readonly events: readonly PaintEvent[];
  readonly problems: readonly string[];
  readonly formGroups: number;
  /** It is certain that its text can be read. */
  readonly readsWell: boolean;
  readonly formGroupSpaces: readonly SpaceFacts[];
  readonly maskEvents: readonly PaintEvent[];
  /** Null unless they were asked for. */
  readonly pieces: readonly MarkedPiece[] | null;
}

const MAX_OPERATORS = 2_000_000;
const MAX_STATES = 512;

/** Interprets one page. */
export class ContentInterpreter {
  readonly #page: PagePainting;
  readonly #states: GraphicsState[] = [];
  #operators = 0;

  constructor(tools: PageTools, frame: PageFrame) {
    this.#page = new PagePainting(tools, frame, (bytes, where, depth) => {
      this.#interpret(bytes, where, depth);
    });
  }

  /** Interprets content streams as one (7.8.2), with default user space times `unit`. */
  run(contents: readonly PDFObject[], resources: PDFDict | null, unit: number): void {
    const { state, streams } = this.#page;
    state.ctm = [unit, 0, 0, unit, 0, 0];
    const where = { resources, patternBase: state.ctm, uncolored: false, glyph: false, form: null };
    this.#interpret(streams.join(contents), where, 0);
  }

  /** Paints an annotation's appearance into its rectangle (12.5.5). */
  paintAppearance(value: PDFObject | null | undefined, rectangle: Box): void {
    drawAppearance(this.#page, value, rectangle);
  }

  /** What has been painted. */
  result(): PageContent {
    const { events, formGroups, reading, maskEvents } = this.#page;
    return {
      events: events.list,
      problems: [...events.problems],
      formGroups: formGroups.length,
      formGroupSpaces: formGroups.filter((each) => each !== null),
      readsWell: reading.isCertain,
      maskEvents,
      pieces: events.pieces?.list ?? null,
    };
  }

  #interpret(bytes: Uint8Array, where: Surroundings, depth: number): void {
    const page = this.#page;
    const { budget } = page.tools;
    const tokens = new ContentTokens(bytes);
    const context: OperatorContext = { where, depth };
    const bottom = this.#states.length;
    const { marks } = page.events;
    const { path, pendingClip } = page;
    page.path = new PathBounds();
    page.pendingClip = false;
    for (let operator = tokens.next(); operator !== null; operator = tokens.next()) {
      if (++this.#operators > MAX_OPERATORS || --budget.operators < 0) {
        page.events.problems.add(`The page has too many operators; the rest was not read`);
        break;
      }
      if (operator === 'q') this.#save();
      else if (operator === 'Q') {
        if (this.#states.length > bottom) page.state = this.#states.pop() ?? page.state;
      } else carryOut(page, operator, tokens, context);
    }
    // What the stream leaves open ends with it.
    const outermost = this.#states[bottom];
    if (outermost !== undefined) page.state = outermost;
    this.#states.length = Math.min(this.#states.length, bottom);
    while (page.events.marks > marks) page.events.endMark();
    page.path = path;
    page.pendingClip = pendingClip;
  }

  #save(): void {
    if (this.#states.length < MAX_STATES) this.#states.push(this.#page.state.clone());
    else this.#page.events.problems.add('Graphics states are nested too deeply');
  }
}

function carryOut(
  page: PagePainting,
  operator: string,
  tokens: ContentTokens,
  context: OperatorContext,
): void {
  const { operands } = tokens;
  const { state } = page;
  if (constructPath(operator, operands, page.path, state.ctm)) return;
  const painting = pathPainting(operator);
  if (painting !== undefined) {
    paintPath(page, painting, context);
    return;
  }
  switch (operator) {
    // Clipping (table 61)
    case 'W':
    case 'W*':
      page.pendingClip = true;
      return;
    // Graphics state (table 57)
    case 'cm':
      state.ctm = multiply(matrixOf(operands), state.ctm);
      return;
    case 'w':
      state.lineWidth = Math.abs(number(operands, 0));
      return;
    case 'gs':
      return setExtendedState(page, operands, context);
    // XObjects, shadings, inline images
    case 'Do':
      return drawXObject(page, operands, context);
    case 'sh':
      return paintShading(page, operands, context);
    case 'BI':
      return paintInlineImage(page, tokens, context);
    // Marked content (table 320)
    case 'BMC':
    case 'BDC':
      return beginMark(page, operands, operator === 'BDC', context);
    case 'EMC':
      return page.events.endMark();
    // Glyphs of Type 3 fonts (table 113): the shape alone is given after d1.
    case 'd1':
      page.events.silentGlyph ||= context.where.glyph;
      return;
    default:
      if (COLOR_OPERATORS.has(operator)) carryOutColor(page, operator, operands, context);
      else carryOutText(page, operator, operands, context);
  }
}

// 8.4.5
function setExtendedState(page: PagePainting, operands: readonly Operand[], context: OperatorContext): void {
  const { objects } = page.tools;
  const name = nameOf(operands[0]);
  const dict = name === null ? null : objects.dict(objects.get(objects.dict(objects.get(context.where.resources, 'ExtGState')), name)); // prettier-ignore
  if (dict === null) {
    page.noteMissing('graphics state', name);
    return;
  }
  applyExtendedState(dict, page.state, page.tools);
  readMask(page, objects.stream(objects.get(objects.dict(objects.get(dict, 'SMask')), 'G')), context);
}

// 14.6 and 8.11.3.2
function beginMark(
  page: PagePainting,
  operands: readonly Operand[],
  hasProperties: boolean,
  { where }: OperatorContext,
): void {
  const { objects, optional } = page.tools;
  const tag = nameOf(operands[0]);
  let hides = false;
  if (hasProperties && tag === 'OC') {
    const name = nameOf(operands[1]);
    const properties = objects.dict(objects.get(where.resources, 'Properties'));
    hides = name !== null && optional.isHidden(objects.get(properties, name));
  }
  const apart = tag === 'Artifact' ? 'artifact' : tag === 'Figure' ? 'figure' : undefined;
  page.events.beginMark({ hides, apart }, { operands, resources: where.resources, form: where.form });
}

const COLOR_OPERATORS: ReadonlySet<string> = new Set(['g', 'G', 'rg', 'RG', 'k', 'K', 'cs', 'CS', 'sc', 'SC', 'scn', 'SCN']); // prettier-ignore

/** 8.6.8: where colours of its own are forbidden, content goes on in those it was begun with. */
function carryOutColor(
  page: PagePainting,
  operator: string,
  operands: readonly Operand[],
  { where: { uncolored, resources } }: OperatorContext,
): void {
  if (uncolored || page.events.silentGlyph) return;
  const { objects, spaces } = page.tools;
  setColor(operator, operands, page.state, { objects, spaces, resources });
  noteMissingColor(page, operator, nameOf(operands.at(-1)));
}

/** A colour space or a pattern that the resources do not have. */
function noteMissingColor(page: PagePainting, operator: string, name: string | null): void {
  if (name === null) return;
  const lower = operator.toLowerCase();
  const { space, pattern } = operator === lower ? page.state.fill : page.state.stroke;
  if (lower === 'cs' && space.facts.kind === 'unknown') page.noteMissing('colour space', name);
  if (lower !== 'cs' && pattern === null) page.noteMissing('pattern', name);
}
