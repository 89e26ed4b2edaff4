// The graphics state (ISO 32000-1, 8.4) as far as printing asks, and its facts for events.
import type { Color } from '../color/color-spaces.ts';
import type { LoadedFont } from '../font/page-fonts.ts';
import type { Box, StateFacts } from '../inspected-pdf.ts';
import { IDENTITY } from '../matrix.ts';
import type { Matrix } from '../matrix.ts';

/** What a transparency group as a whole is painted with: it holds for everything inside (11.4.5). */
export interface GroupState {
  readonly opacity: number;
  readonly blendMode: string;
  readonly softMask: boolean;
}

export const NO_GROUP: GroupState = { opacity: 1, blendMode: 'Normal', softMask: false };

/** One graphics state; `q` clones it. */
export class GraphicsState {
  ctm: Matrix = IDENTITY;
  /** Null: nothing can be painted any more. */
  clip: Box | null;
  fill: Color;
  stroke: Color;
  lineWidth: number = 1;
  // Text state (9.3).
  font: LoadedFont | null = null;
  fontSize: number = 0;
  charSpace: number = 0;
  wordSpace: number = 0;
  horizontalScale: number = 1;
  leading: number = 0;
  rise: number = 0;
  renderMode: number = 0;
  #overprintFill = false;
  #overprintStroke = false;
  #overprintMode: 0 | 1 = 0;
  #opacityFill = 1;
  #opacityStroke = 1;
  #blendMode = 'Normal';
  #softMask = false;
  #group: GroupState = NO_GROUP;
  #fillFacts: StateFacts | null = null;
  #strokeFacts: StateFacts | null = null;

  constructor(clip: Box | null, color: Color) {
    this.clip = clip;
    this.fill = color;
    this.stroke = color;
  }

  clone(): GraphicsState {
    const copy = new GraphicsState(this.clip, this.fill);
    copy.ctm = this.ctm;
    copy.stroke = this.stroke;
    copy.lineWidth = this.lineWidth;
    copy.font = this.font;
    copy.fontSize = this.fontSize;
    copy.charSpace = this.charSpace;
    copy.wordSpace = this.wordSpace;
    copy.horizontalScale = this.horizontalScale;
    copy.leading = this.leading;
    copy.rise = this.rise;
    copy.renderMode = this.renderMode;
    copy.#overprintFill = this.#overprintFill;
    copy.#overprintStroke = this.#overprintStroke;
    copy.#overprintMode = this.#overprintMode;
    copy.#opacityFill = this.#opacityFill;
    copy.#opacityStroke = this.#opacityStroke;
    copy.#blendMode = this.#blendMode;
    copy.#softMask = this.#softMask;
    copy.#group = this.#group;
    copy.#fillFacts = this.#fillFacts;
    copy.#strokeFacts = this.#strokeFacts;
    return copy;
  }

  setOverprint(change: { readonly fill?: boolean; readonly stroke?: boolean; readonly mode?: 0 | 1 }): void {
    this.#overprintFill = change.fill ?? this.#overprintFill;
    this.#overprintStroke = change.stroke ?? this.#overprintStroke;
    this.#overprintMode = change.mode ?? this.#overprintMode;
    this.#forget();
  }

  setOpacity(change: { readonly fill?: number; readonly stroke?: number }): void {
    this.#opacityFill = change.fill ?? this.#opacityFill;
    this.#opacityStroke = change.stroke ?? this.#opacityStroke;
    this.#forget();
  }

  setBlendMode(mode: string): void {
    this.#blendMode = mode === 'Compatible' ? 'Normal' : mode;
    this.#forget();
  }

  setSoftMask(softMask: boolean): void {
    this.#softMask = softMask;
    this.#forget();
  }

  /** At the beginning of a transparency group: what it is painted with goes over to all in it, and starts anew (11.6.6). */
  enterGroup(): void {
    const { opacity, blendMode, softMask } = this.facts('fill');
    this.#group = { opacity, blendMode, softMask };
    this.#opacityFill = 1;
    this.#opacityStroke = 1;
    this.#blendMode = 'Normal';
    this.#softMask = false;
    this.#forget();
  }

  /** The facts for something that is filled (text and images, too), or stroked. */
  facts(of: 'fill' | 'stroke'): StateFacts {
    const known = of === 'fill' ? this.#fillFacts : this.#strokeFacts;
    if (known !== null) return known;
    const isFill = of === 'fill';
    const facts: StateFacts = {
      overprint: isFill ? this.#overprintFill : this.#overprintStroke,
      overprintMode: this.#overprintMode,
      opacity: this.#group.opacity * (isFill ? this.#opacityFill : this.#opacityStroke),
      blendMode: this.#blendMode === 'Normal' ? this.#group.blendMode : this.#blendMode,
      softMask: this.#softMask || this.#group.softMask,
    };
    if (isFill) this.#fillFacts = facts;
    else this.#strokeFacts = facts;
    return facts;
  }

  #forget(): void {
    this.#fillFacts = null;
    this.#strokeFacts = null;
  }
}
