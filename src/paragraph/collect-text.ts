// Stage 1, collect: inline items → one text with white space collapsed (CSS Text 3, 4.1) and text-transform applied,
// runs that say which style each part has, and the direction changes between them. Objects stand in the text as
// U+FFFC, forced breaks as a line feed, leaders as a tab.
import type { Direction } from '../base/direction.ts';
import type { InlineObject } from '../frame/units.ts';
import { FSI, LRE, LRI, LRO, OBJECT_REPLACEMENT, PDF, PDI, RLE, RLI, RLO } from '../unicode/characters.ts'; // prettier-ignore
import { FlatText } from '../unicode/flat-text.ts';
import type { ElementEdge } from './insert-edges.ts';
import type { InlineItem, InlineStyle } from './paragraph-types.ts';
import { transformText } from './transform-text.ts';
import { collapseWhiteSpace } from './white-space.ts';

const SPACE = 0x20;

export type RunKind = 'text' | 'generated' | 'object' | 'break' | 'leader';

/** A stretch of the text from one inline item: [start, start of the next run). Never empty. */
export interface TextRun {
  readonly kind: RunKind;
  readonly start: number;
  /** Index into CollectedText.styles. */
  readonly style: number;
  /** Index into CollectedText.objects, or -1. */
  readonly object: number;
  /** Pattern of a leader, else ''. */
  readonly pattern: string;
}

/** Bidi controls (UAX #9) that act before `offset`; they are no part of the text. */
export interface DirectionChange {
  readonly offset: number;
  readonly controls: string;
  /** A boundary of an isolate: shaping does not cross it (CSS Writing Modes 4, 2.4.6). */
  readonly isolates: boolean;
}

export interface CollectedText {
  readonly text: string;
  readonly runs: readonly TextRun[];
  readonly styles: readonly InlineStyle[];
  readonly objects: readonly InlineObject[];
  readonly changes: readonly DirectionChange[];
  /** Room at the ends of inline elements, in document order. */
  readonly edges: readonly ElementEdge[];
}

/** A text that is analysed as a whole. */
export interface ControlledText extends CollectedText {
  /** The author's text has bidi controls of its own. */
  readonly hasControls: boolean;
}

type OpenItem = Extract<InlineItem, { kind: 'open' }>;

/** Joins the items of one paragraph. Unclosed and unopened direction changes are mended. */
export function collectText(items: readonly InlineItem[], flat: FlatText = new FlatText()): CollectedText {
  const only = items.length === 1 ? items[0] : undefined;
  if (only?.kind === 'text') {
    const simple = collectSimple(only.text, only.style, flat);
    if (simple !== null) return simple;
  }
  const collector = new Collector();
  for (const item of items) {
    switch (item.kind) {
      case 'text':
      case 'generated':
        collector.addText(item.kind, item.text, item.style);
        break;
      case 'object':
        collector.addObject(item.object, item.style);
        break;
      case 'break':
        collector.forceBreak(item.style);
        break;
      case 'leader':
        collector.add('leader', '\t', item.style, { pattern: item.pattern });
        break;
      case 'open':
        collector.open(item);
        break;
      case 'close':
        collector.close();
        break;
      case 'edge':
        collector.addEdge(item);
        break;
    }
  }
  return collector.finish();
}

const NOTHING: readonly never[] = [];

/** A text of one style of which nothing has to be taken away but a space at each end, as most are; else null. */
function collectSimple(source: string, style: InlineStyle, flat: FlatText): CollectedText | null {
  const { whiteSpace } = style;
  if (style.textTransform !== 'none' || (whiteSpace !== 'normal' && whiteSpace !== 'nowrap')) return null;
  const length = flat.read(source);
  const { units } = flat;
  let before = 0;
  for (let i = 0; i < length; i++) {
    const unit = units[i]!;
    if (unit <= SPACE && (unit !== SPACE || before === SPACE)) return null;
    before = unit;
  }
  const start = units[0] === SPACE ? 1 : 0;
  const end = before === SPACE ? length - 1 : length;
  if (start >= end) return null;
  const text = flat.part(start, end);
  const runs: readonly TextRun[] = [{ kind: 'text', start: 0, style: 0, object: -1, pattern: '' }];
  return { text, runs, styles: [style], objects: NOTHING, changes: NOTHING, edges: NOTHING };
}

/** Style indexes are 16 bits wide; what comes after so many styles in one paragraph looks like the last of them. */
const MOST_STYLES = 0x10000;

const NO_EXTRA: Partial<TextRun> = {};

/** The text so far, in parts, so that its end can be looked at without putting it together. */
class Collector {
  readonly #parts: string[] = [];
  #length = 0;
  readonly #runs: TextRun[] = [];
  readonly #styles: InlineStyle[] = [];
  readonly #styleIndexes = new Map<InlineStyle, number>();
  readonly #objects: InlineObject[] = [];
  readonly #changes: DirectionChange[] = [];
  readonly #edges: ElementEdge[] = [];
  readonly #open: OpenItem[] = [];

  add(kind: RunKind, text: string, style: InlineStyle, extra: Partial<TextRun> = NO_EXTRA): void {
    if (text === '') return;
    const { object = -1, pattern = '' } = extra;
    this.#runs.push({ kind, start: this.#length, style: this.#styleIndex(style), object, pattern });
    this.#parts.push(text);
    this.#length += text.length;
  }

  addText(kind: 'text' | 'generated', text: string, style: InlineStyle): void {
    const transformed = transformText(text, style, this.#parts.at(-1) ?? '');
    const collapsed = collapseWhiteSpace(transformed, style.whiteSpace, this.#endsInCollapsible());
    let from = 0;
    // Line feeds that survive collapsing are forced breaks.
    for (let at = collapsed.indexOf('\n'); at >= 0; at = collapsed.indexOf('\n', from)) {
      this.add(kind, collapsed.slice(from, at), style);
      this.forceBreak(style);
      from = at + 1;
    }
    this.add(kind, from === 0 ? collapsed : collapsed.slice(from), style);
  }

  addObject(object: InlineObject, style: InlineStyle): void {
    this.add('object', OBJECT_REPLACEMENT, style, { object: this.#objects.push(object) - 1 });
  }

  addEdge({ side, left, right, box, style }: Extract<InlineItem, { kind: 'edge' }>): void {
    this.#edges.push({ offset: this.#length, side, left, right, box, style: this.#styleIndex(style) });
  }

  forceBreak(style: InlineStyle): void {
    this.#dropTrailingSpace();
    // A forced break ends the bidi paragraph (UAX #9, P1); what is open goes on behind it (CSS Writing Modes 4, 2.4.5).
    for (const item of this.#open.toReversed()) this.#change(item, true);
    this.add('break', '\n', style);
    for (const item of this.#open) this.#change(item, false);
  }

  open(item: OpenItem): void {
    this.#open.push(item);
    this.#change(item, false);
  }

  close(): void {
    const opened = this.#open.pop();
    if (opened !== undefined) this.#change(opened, true);
  }

  finish(): CollectedText {
    this.#dropTrailingSpace();
    const parts = this.#parts;
    return {
      text: parts.join(''),
      runs: this.#runs,
      styles: this.#styles,
      objects: this.#objects,
      changes: this.#changes,
      edges: this.#edges,
    };
  }

  #change(item: OpenItem, closes: boolean): void {
    const [opening, closing, isolates] = bidiControls(item.mode, item.direction);
    this.#changes.push({ offset: this.#length, controls: closes ? closing : opening, isolates });
  }

  #styleIndex(style: InlineStyle): number {
    let index = this.#styleIndexes.get(style);
    if (index === undefined) {
      index = this.#styles.length < MOST_STYLES ? this.#styles.push(style) - 1 : MOST_STYLES - 1;
      this.#styleIndexes.set(style, index);
    }
    return index;
  }

  /** Whether a collapsible space now would come after another one, or at the start of a line. */
  #endsInCollapsible(): boolean {
    const last = this.#runs.at(-1);
    return last === undefined || last.kind === 'break' || this.#hasTrailingSpace(last);
  }

  #hasTrailingSpace(last: TextRun): boolean {
    if (last.kind !== 'text' && last.kind !== 'generated') return false;
    const whiteSpace = this.#styles[last.style]?.whiteSpace;
    return whiteSpace !== 'pre' && whiteSpace !== 'pre-wrap' && (this.#parts.at(-1) ?? '').endsWith(' ');
  }

  /** Removes a collapsible space at the end of a line (CSS Text 3, 4.1.2). */
  #dropTrailingSpace(): void {
    const last = this.#runs.at(-1);
    if (last === undefined || !this.#hasTrailingSpace(last)) return;
    const part = (this.#parts.pop() ?? '').slice(0, -1);
    this.#length--;
    if (part === '') this.#runs.pop();
    else this.#parts.push(part);
    for (let i = this.#changes.length - 1; i >= 0; i--) {
      const change = this.#changes[i];
      if (change === undefined || change.offset <= this.#length) break;
      this.#changes[i] = { ...change, offset: this.#length };
    }
    for (let i = this.#edges.length - 1; i >= 0; i--) {
      const edge = this.#edges[i];
      if (edge === undefined || edge.offset <= this.#length) break;
      this.#edges[i] = { ...edge, offset: this.#length };
    }
  }
}

/** Controls for an inline element's direction: at its start, at its end, and whether it isolates (CSS Writing Modes 4, 2.4.2). */
function bidiControls(mode: OpenItem['mode'], direction: Direction): readonly [string, string, boolean] {
  const rtl = direction === 'rtl';
  switch (mode) {
    case 'isolate':
      return [rtl ? RLI : LRI, PDI, true];
    case 'embed':
      return [rtl ? RLE : LRE, PDF, false];
    case 'override':
      return [rtl ? RLO : LRO, PDF, false];
    case 'isolate-override':
      return [rtl ? RLI + RLO : LRI + LRO, PDF + PDI, true];
    case 'plaintext':
      return [FSI, PDI, true];
  }
}
