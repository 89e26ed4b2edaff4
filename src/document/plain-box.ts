// What every box has, for boxes that no element adds anything to: anonymous ones, and those that layout makes.
import type { Place } from '../base/diagnostic.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import type { BoxCommon } from './boxes.ts';

const NONE: readonly never[] = [];

/** Where a box is written, and the page that it is on. */
export interface BoxPlace {
  readonly page: string;
  readonly place: Place | undefined;
}

const NOWHERE: BoxPlace = { page: '', place: undefined };

/** A box without anchors, named strings and bookmark. */
export function plainBox(style: ComputedStyle, tag: number, { page, place }: BoxPlace = NOWHERE): BoxCommon {
  return { style, tag, anchors: NONE, page, strings: NONE, bookmark: null, place };
}
