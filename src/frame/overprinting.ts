// Items that `-nashr-overprint` speaks of.
import type { FillItem, Overprint, RuleItem } from './frame.ts';

/** `item` as the style wishes; most say nothing and stay as they are. */
export function overprinting<T extends FillItem | RuleItem>(item: T, overprint: Overprint | undefined): T {
  return overprint === undefined || overprint === 'auto' ? item : { ...item, overprint };
}
