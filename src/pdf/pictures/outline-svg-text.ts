// Text in a drawing → outlines of the publication's own fonts, shaped and ordered like all its text (SVG 1.1, 10; UAX #9).
// The renderer knows fonts only by file name and neither joins nor reorders letters; it never sees text.
import type { FontLibrary, ShapedWord } from '../../font/font-types.ts';
import { EM_FIXED, GLYPH_FACE, GLYPH_ID, GLYPH_STRIDE, GLYPH_X_ADVANCE, GLYPH_X_OFFSET, GLYPH_Y_OFFSET } from '../../font/font-types.ts'; // prettier-ignore
import { reorderVisual, resolveLevels } from '../../unicode/bidi.ts';
import { pdfPreciseNumber } from '../pdf-syntax.ts';
import { readXml, serialiseXml } from './read-xml.ts';
import type { XmlElement } from './read-xml.ts';
import { inheritTextStyle, INITIAL_TEXT_STYLE, readRules } from './svg-text-style.ts';
import type { SvgRules, SvgTextStyle } from './svg-text-style.ts';

/** The drawing is our own by now: these only bound the reader. */
const LIMITS = { depth: 1000, elements: 1_000_000 };
/** Attributes that place text; outlines have their place in their path. */
const PLACING: ReadonlySet<string> = new Set(['x', 'y', 'dx', 'dy']);
/** UTF-16 units of neighbouring text that joining may look at. */
const CONTEXT = 4;

/** A stretch of text in one style; begins where `x` or `y` say, or after the stretch before it. */
interface TextRun {
  readonly text: string;
  readonly style: SvgTextStyle;
  /** The tspans around it, outermost first: they paint it. */
  readonly spans: readonly XmlElement[];
  readonly x: number | null;
  readonly y: number | null;
  readonly dx: number;
  readonly dy: number;
}

/** A shaped part of a run: one level, one style. */
interface Piece {
  readonly run: TextRun;
  readonly word: ShapedWord;
  readonly level: number;
}

/** Returns a sanitised drawing without text elements. */
export function outlineSvgText(svg: string, fonts: FontLibrary): string {
  if (!svg.includes('<text')) return svg;
  const { root } = readXml(svg, LIMITS);
  return serialiseXml(outlineIn(root, INITIAL_TEXT_STYLE, { fonts, rules: readRules(root) }));
}

interface Outliner {
  readonly fonts: FontLibrary;
  readonly rules: SvgRules;
}

function outlineIn(element: XmlElement, inherited: SvgTextStyle, outliner: Outliner): XmlElement {
  const style = inheritTextStyle(inherited, element, outliner.rules);
  if (element.name === 'text') return outlineText(element, style, outliner);
  const children = element.children.map((child) =>
    typeof child === 'string' ? child : outlineIn(child, style, outliner),
  );
  return { ...element, children };
}

/** A group with the paint of the text element, and a path for each piece. */
function outlineText(element: XmlElement, style: SvgTextStyle, outliner: Outliner): XmlElement {
  const runs: TextRun[] = [];
  collectRuns(element, { style, spans: [] }, outliner.rules, runs);
  const group: XmlElement = { name: 'g', attributes: withoutPlace(element), children: [] };
  let x = 0;
  let y = 0;
  for (let i = 0; i < runs.length;) {
    let end = i + 1;
    while (end < runs.length && runs[end]?.x === null && runs[end]?.y === null) end++;
    const chunk = runs.slice(i, end);
    x = chunk[0]?.x ?? x;
    y = chunk[0]?.y ?? y;
    ({ x, y } = placeChunk(chunk, { x, y }, group, outliner.fonts));
    i = end;
  }
  return group;
}

/** White space collapses (xml:space="default"); a list of x places its letters one by one. */
function collectRuns(
  element: XmlElement,
  context: { readonly style: SvgTextStyle; readonly spans: readonly XmlElement[] },
  rules: SvgRules,
  runs: TextRun[],
): void {
  const xs = numbers(element.attributes.get('x'));
  let y = numbers(element.attributes.get('y'))[0] ?? null;
  let dx = numbers(element.attributes.get('dx'))[0] ?? 0;
  let dy = numbers(element.attributes.get('dy'))[0] ?? 0;
  let used = 0;
  for (const child of element.children) {
    if (typeof child !== 'string') {
      if (child.name !== 'tspan') continue;
      const style = inheritTextStyle(context.style, child, rules);
      collectRuns(child, { style, spans: [...context.spans, child] }, rules, runs);
      continue;
    }
    const startsText = runs.length === 0 || (runs.at(-1)?.text.endsWith(' ') ?? false);
    let rest = child.replace(/\s+/g, ' ');
    if (startsText) rest = rest.trimStart();
    while (rest !== '') {
      const isPlacedAlone = used < xs.length - 1;
      const text = isPlacedAlone ? String.fromCodePoint(rest.codePointAt(0) ?? 32) : rest;
      runs.push({ ...context, text, x: xs[used] ?? null, y, dx, dy });
      rest = rest.slice(text.length);
      used++;
      y = null;
      dx = 0;
      dy = 0;
    }
  }
}

/** Shapes, orders, anchors and draws a chunk; returns where the text after it begins. */
function placeChunk(
  chunk: readonly TextRun[],
  start: { readonly x: number; readonly y: number },
  group: XmlElement,
  fonts: FontLibrary,
): { x: number; y: number } {
  const style = chunk[0]?.style ?? INITIAL_TEXT_STYLE;
  const text = chunk.map((run) => run.text).join('');
  const { levels, base } = resolveLevels(text, style.direction);
  const pieces = shapePieces(chunk, text, levels, fonts);
  let width = 0;
  for (const { word, run } of pieces) width += word.advance * run.style.size;
  // The start of right-to-left text is its right end.
  const anchor =
    base === 0 ? style.anchor : ({ start: 'end', middle: 'middle', end: 'start' } as const)[style.anchor];
  let x = start.x - { start: 0, middle: width / 2, end: width }[anchor];
  let y = start.y;
  const order = reorderVisual(pieces.map((piece) => piece.level), 0, pieces.length); // prettier-ignore
  const shifted = new Set<TextRun>();
  for (const index of order) {
    const piece = pieces[index];
    if (piece === undefined) continue;
    const { run, word } = piece;
    if (!shifted.has(run)) {
      shifted.add(run);
      x += run.dx;
      y += run.dy;
    }
    const d = wordPath(word, { x, y, size: run.style.size }, fonts);
    if (d !== '') group.children.push(painted(d, run.spans));
    x += word.advance * run.style.size;
  }
  return { x, y };
}

function shapePieces(
  chunk: readonly TextRun[],
  text: string,
  levels: Uint8Array,
  fonts: FontLibrary,
): Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const run of chunk) {
    const { families, weight, style } = run.style;
    const stack = fonts.stack({ families, weight, style, stretch: 100, kerning: true, features: {}, variations: {} }); // prettier-ignore
    const end = offset + run.text.length;
    while (offset < end) {
      const level = levels[offset] ?? 0;
      let stop = offset + 1;
      while (stop < end && levels[stop] === level) stop++;
      const word = fonts.shape({
        text: text.slice(offset, stop),
        stack,
        direction: (level & 1) === 1 ? 'rtl' : 'ltr',
        language: '',
        before: text.slice(Math.max(0, offset - CONTEXT), offset),
        after: text.slice(stop, stop + CONTEXT),
      });
      pieces.push({ run, word, level });
      offset = stop;
    }
  }
  return pieces;
}

/** Path data of a word's glyphs from the pen on, y downwards. */
function wordPath(
  word: ShapedWord,
  pen: { readonly x: number; readonly y: number; readonly size: number },
  fonts: FontLibrary,
): string {
  const { glyphs } = word;
  const em = pen.size / EM_FIXED;
  let path = '';
  let advance = 0;
  for (let at = 0; at < glyphs.length; at += GLYPH_STRIDE) {
    const face = fonts.face(glyphs[at + GLYPH_FACE] ?? 0);
    const scale = pen.size / face.unitsPerEm;
    const left = pen.x + (advance + (glyphs[at + GLYPH_X_OFFSET] ?? 0)) * em;
    const baseline = pen.y - (glyphs[at + GLYPH_Y_OFFSET] ?? 0) * em;
    const point = (x: number, y: number): string =>
      `${pdfPreciseNumber(left + x * scale)} ${pdfPreciseNumber(baseline - y * scale)}`;
    for (const command of face.outline(glyphs[at + GLYPH_ID] ?? 0)) {
      switch (command.kind) {
        case 'move':
          path += `M${point(command.x, command.y)}`;
          break;
        case 'line':
          path += `L${point(command.x, command.y)}`;
          break;
        case 'quadratic':
          path += `Q${point(command.x1, command.y1)} ${point(command.x, command.y)}`;
          break;
        case 'cubic':
          path += `C${point(command.x1, command.y1)} ${point(command.x2, command.y2)} ${point(command.x, command.y)}`;
          break;
        case 'close':
          path += 'Z';
          break;
      }
    }
    advance += glyphs[at + GLYPH_X_ADVANCE] ?? 0;
  }
  return path;
}

/** The path inside groups that paint as its tspans do. */
function painted(d: string, spans: readonly XmlElement[]): XmlElement {
  let element: XmlElement = { name: 'path', attributes: new Map([['d', d]]), children: [] };
  for (const span of [...spans].reverse())
    element = { name: 'g', attributes: withoutPlace(span), children: [element] };
  return element;
}

function withoutPlace(element: XmlElement): Map<string, string> {
  return new Map([...element.attributes].filter(([name]) => !PLACING.has(name)));
}

function numbers(list: string | undefined): number[] {
  return (list?.match(/[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/gi) ?? []).map(Number);
}
