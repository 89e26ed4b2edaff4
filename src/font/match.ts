// Faces of one family + a request → the faces to try, best first (CSS Fonts 4, 5.2 “Matching font styles”).
// Faces with the same unicode-range are weights and styles of one design: one of them is chosen. The chosen ones are
// tried in the order of how well they match, then the last declared first (5.3). A part of a composite family that
// lacks the weight asked for so gives its nearest weight, where the letter of 5.2 would leave the family.
import type { CodePointRanges, FaceSlot } from './face-slot.ts';
import type { FontRequest } from './font-types.ts';

/** What is asked of matching; the rest of a FontRequest does not bear on it. */
export type MatchRequest = Pick<FontRequest, 'weight' | 'style' | 'stretch'>;

const STYLE_ORDER: Readonly<Record<FontRequest['style'], readonly FontRequest['style'][]>> = {
  normal: ['normal', 'oblique', 'italic'],
  italic: ['italic', 'oblique', 'normal'],
  oblique: ['oblique', 'italic', 'normal'],
};

/** `weightOf` resolves a slot's weights, which may need its file. */
export function matchFaces(
  slots: readonly FaceSlot[],
  request: MatchRequest,
  weightOf: (slot: FaceSlot) => readonly [number, number],
): FaceSlot[] {
  const groups = new Map<string, { slot: FaceSlot; rank: number; order: number }>();
  for (const [order, slot] of slots.entries()) {
    const key = rangesKey(slot.ranges);
    const rank = rankOf(slot, request, weightOf(slot));
    const best = groups.get(key);
    if (best === undefined || rank <= best.rank) groups.set(key, { slot, rank, order });
  }
  return [...groups.values()].sort((a, b) => a.rank - b.rank || b.order - a.order).map(({ slot }) => slot);
}

/** Smaller is better: stretch before style before weight. */
function rankOf(slot: FaceSlot, request: MatchRequest, weight: readonly [number, number]): number {
  const style = STYLE_ORDER[request.style].indexOf(slot.style);
  return stretchRank(slot.stretch, request.stretch) * 1e6 + style * 1e5 + weightRank(weight, request.weight);
}

/** 5.2, 4.1: at or below 100 % narrower faces are tried first, above it wider ones. */
function stretchRank([low, high]: readonly [number, number], wanted: number): number {
  if (wanted >= low && wanted <= high) return 0;
  const distance = wanted < low ? low - wanted : wanted - high;
  const preferred = wanted <= 100 ? high < wanted : low > wanted;
  return Math.round(preferred ? distance : 1000 + distance);
}

/** 5.2, 4.3: 400 to 500 first looks up to 500, then down; lighter weights look down first, bolder ones up. */
export function weightRank([low, high]: readonly [number, number], wanted: number): number {
  if (wanted >= low && wanted <= high) return 0;
  const below = high < wanted;
  const distance = below ? wanted - high : low - wanted;
  if (wanted >= 400 && wanted <= 500) {
    if (!below) return low <= 500 ? distance : 20_000 + distance;
    return 10_000 + distance;
  }
  const preferred = wanted < 400 ? below : !below;
  return preferred ? distance : 10_000 + distance;
}

function rangesKey(ranges: CodePointRanges): string {
  return ranges === null ? '' : ranges.join();
}
