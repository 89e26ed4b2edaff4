// Stage 1, collect: inline items → one text with white space collapsed (CSS Text 3, 4.1) and text-transform applied,
// runs that say which style each part has, and the direction changes between them. Objects stand in the text as
// U+FFFC, forced breaks as a line feed, leaders as a tab.
import type { Direction } from '../base/direction.ts';
import type { InlineObject } from '../frame/units.ts';
import { FSI, LRE, LRI, LRO, OBJECT_REPLACEMENT, PDF, PDI, RLE, RLI, RLO } from '../unicode/characters.ts';
import type { InlineItem, InlineStyle } from './paragraph-types.ts';
import { transformText } from './transform-text.ts';
import { collapseWhiteSpace } from './white-space.ts';

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
}

type OpenItem = Extract<InlineItem, { kind: 'open' }>;

/** Joins the items of one paragraph. Unclosed and unopened direction changes are mended. */
export function collectText(items: readonly InlineItem[]): CollectedText {
  const runs: TextRun[] = [];
  const styles: InlineStyle[] = [];
  const objects: InlineObject[] = [];
  const changes: DirectionChange[] = [];
  const open: OpenItem[] = [];
  let text = '';

  const change = (item: OpenItem, closes: boolean): void => {
    const [opening, closing, isolates] = bidiControls(item.mode, item.direction);
    changes.push({ offset: text.length, controls: closes ? closing : opening, isolates });
  };
  const append = (kind: RunKind, piece: string, style: InlineStyle, extra: Partial<TextRun> = {}): void => {
    if (piece === '') return;
    runs.push({
      kind,
      start: text.length,
      style: styleIndex(styles, style),
      object: -1,
      pattern: '',
      ...extra,
    });
    text += piece;
  };
  const forceBreak = (style: InlineStyle): void => {
    text = dropTrailingSpace(text, runs, styles, changes);
    // A forced break ends the bidi paragraph (UAX #9, P1); what is open goes on behind it (CSS Writing Modes 4, 2.4.5).
    for (let i = open.length - 1; i >= 0; i--) change(open[i]!, true);
    append('break', '\n', style);
    for (const item of open) change(item, false);
  };

  for (const item of items) {
    switch (item.kind) {
      case 'text':
      case 'generated': {
        const transformed = transformText(item.text, item.style, text);
        const collapsed = collapseWhiteSpace(transformed, item.style.whiteSpace, endsInCollapsible(text, runs, styles)); // prettier-ignore
        let from = 0;
        // Line feeds that survive collapsing are forced breaks.
        for (let at = collapsed.indexOf('\n'); at >= 0; at = collapsed.indexOf('\n', from)) {
          append(item.kind, collapsed.slice(from, at), item.style);
          forceBreak(item.style);
          from = at + 1;
        }
        append(item.kind, from === 0 ? collapsed : collapsed.slice(from), item.style);
        break;
      }
      case 'object':
        append('object', OBJECT_REPLACEMENT, item.style, { object: objects.push(item.object) - 1 });
        break;
      case 'break':
        forceBreak(item.style);
        break;
      case 'leader':
        append('leader', '\t', item.style, { pattern: item.pattern });
        break;
      case 'open':
        open.push(item);
        change(item, false);
        break;
      case 'close': {
        const opened = open.pop();
        if (opened !== undefined) change(opened, true);
        break;
      }
    }
  }
  text = dropTrailingSpace(text, runs, styles, changes);
  return { text, runs, styles, objects, changes };
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

function styleIndex(styles: InlineStyle[], style: InlineStyle): number {
  const found = styles.lastIndexOf(style);
  return found >= 0 ? found : styles.push(style) - 1;
}

/** Whether a collapsible space now would come after another one, or at the start of a line. */
function endsInCollapsible(text: string, runs: readonly TextRun[], styles: readonly InlineStyle[]): boolean {
  const last = runs.at(-1);
  if (last === undefined || last.kind === 'break') return true;
  return text.endsWith(' ') && collapses(styles[last.style]);
}

/** Removes a collapsible space at the end of a line (CSS Text 3, 4.1.2). */
function dropTrailingSpace(
  text: string,
  runs: TextRun[],
  styles: readonly InlineStyle[],
  changes: DirectionChange[],
): string {
  const last = runs.at(-1);
  if (last === undefined || !text.endsWith(' ') || !collapses(styles[last.style])) return text;
  if (last.kind !== 'text' && last.kind !== 'generated') return text;
  const end = text.length - 1;
  if (last.start === end) runs.pop();
  for (let i = changes.length - 1; i >= 0 && changes[i]!.offset > end; i--)
    changes[i] = { ...changes[i]!, offset: end };
  return text.slice(0, end);
}

function collapses(style: InlineStyle | undefined): boolean {
  return style !== undefined && style.whiteSpace !== 'pre' && style.whiteSpace !== 'pre-wrap';
}
