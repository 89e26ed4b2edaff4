// Stage 6, break: the lines of a paragraph chosen together, after D. E. Knuth and M. F. Plass, “Breaking Paragraphs
// into Lines”, Software – Practice and Experience 11 (1981), 1119–1184. Names follow the paper where it has them.
import { FORCED_BREAK } from './paragraph-types.ts';
import type { Breakpoints, HyphenationLimits } from './paragraph-types.ts';
import type { HangingMarks } from './hanging-punctuation.ts';

/** How lines are judged. Lengths in points. */
export interface FitRules {
  /** Space that line `index` (from 0) has. */
  readonly measure: (index: number) => number;
  /** From this line on every measure is the same, or taken for it when lines are compared (p. 1157: j₀). */
  readonly sameFrom: number;
  /** Justified: what one space may be stretched by at ratio 1 (a soft limit) and shrunk by at −1 (a hard one). */
  readonly spaceStretch: number;
  readonly spaceShrink: number;
  /** Ragged: what the line's end may fall short by at ratio 1; 0 for justified text. */
  readonly endStretch: number;
  /** Last lines, and those before forced breaks, are judged like the others. */
  readonly lastLike: boolean;
  /** Beyond this ratio a line is too loose: tried only when there is no other way. */
  readonly tolerance: number;
  /** Stretch besides that of the spaces. */
  readonly kashida?: KashidaRules;
  /** Marks that stand beyond the measure. */
  readonly hanging: HangingMarks | null;
  readonly hyphens: HyphenationLimits;
  /** A last line shorter than this is avoided. */
  readonly leastLast: number;
  readonly scratch: FitScratch;
}

/** What words can be stretched by: kashida, or the tracking of Latin letters. */
export interface KashidaRules {
  /** Points up to each breakpoint. */
  readonly sums: Float64Array;
  /** Kashida goes before the spaces, instead of only where they would be too wide. */
  readonly first: boolean;
}

/** (p. 1128: α) two hyphens one below the other; TeX's \doublehyphendemerits. */
const DOUBLE_HYPHEN_DEMERITS = 10_000;
/** A hyphen before the last line; ten times TeX's \finalhyphendemerits, so that only a loose paragraph has one. */
const FINAL_HYPHEN_DEMERITS = 50_000;
/** A hyphen that hyphenate-limit-lines or hyphenate-limit-last forbids, where nothing else can be done. */
const FORBIDDEN_DEMERITS = 1e17;
/** A looser line is no worse, so that a forbidden hyphen is worse than any. */
const WORST_RATIO = 100;
/** A last line of a syllable or a short word. */
const SHORT_LAST_DEMERITS = 20_000;
/** A last line that is the end of a word: as bad as a loose line. */
const SYLLABLE_LAST_DEMERITS = 1e6;
/** A line that only kashida fills, besides the badness of the widest spaces. */
const KASHIDA_DEMERITS = 1e5;
/** Besides, where the spaces alone would be looser than the tolerance by this ratio: rather three lines with a little kashida than one with much. */
const LONG_KASHIDA_DEMERITS = 1e6;
const LONG_KASHIDA = 2;
/** (p. 1128: γ) neighbouring lines of very different tightness. */
const UNEVEN_DEMERITS = 3000;
/** TeX's \linepenalty: fewer lines are better. */
const LINE_PENALTY = 10;
/** Each line beyond the tolerance costs this much besides its badness: one loose line is better than two, but not at any looseness. */
const LOOSE_DEMERITS = 1e6;
/** Ratio of a line without spaces that falls short of the measure, counted as if it had this many. */
const NO_SPACES = 0.5;
const EPSILON = 1e-6;

/**
 * Indexes into `breaks` where the lines end, the last one always included. A line wider than its measure appears only
 * if the piece between two breakpoints is wider.
 */
export function totalFit(breaks: Breakpoints, rules: FitRules): Int32Array {
  return fit(breaks, rules, false) ?? fitLoosely(breaks, rules);
}

/** The same where `fitWithin` has found nothing: some lines are looser than the tolerance. */
export function fitLoosely(breaks: Breakpoints, rules: FitRules): Int32Array {
  return fit(breaks, rules, true) ?? Int32Array.of(breaks.count - 1);
}

/** The same, or null when some line would be looser than the tolerance. */
export function fitWithin(breaks: Breakpoints, rules: FitRules): Int32Array | null {
  return fit(breaks, rules, false);
}

/** Fitness classes (p. 1155). */
const TIGHT = 0;
const DECENT = 1;
const LOOSE = 2;
const VERY_LOOSE = 3;
const CLASSES = 4;

/** One pass. Without `emergency` it fails (null) when some line would be beyond the tolerance. */
function fit(breaks: Breakpoints, rules: FitRules, emergency: boolean): Int32Array | null {
  const { count, endWidth, endSpaces, startWidth, startSpaces, penalty, hyphenWidth, hyphen } = breaks;
  const { spaceStretch, spaceShrink, endStretch, lastLike, tolerance, sameFrom } = rules;
  const ragged = endStretch > 0;
  const kashida = ragged ? undefined : rules.kashida;
  const { hanging, leastLast } = rules;
  const { lines: mostHyphens, last: mayEndLast, zone } = rules.hyphens;
  const firstHang = hanging?.first ?? 0;

  const { best, bestNode } = rules.scratch;
  let nodes = rules.scratch.nodes(2 * count + 32);
  let { position, lineOf, fitness, hyphensAbove, demerits, previous, active, following } = nodes;
  let activeCount = 1;
  let nodeCount = 1;
  position[0] = -1;
  lineOf[0] = 0;
  fitness[0] = DECENT;
  hyphensAbove[0] = 0;
  demerits[0] = 0;
  previous[0] = -1;
  active[0] = 0;

  let plainBefore = -1; // the last break without a hyphen
  for (let b = 0; b < count; b++) {
    const forced = penalty[b] === FORCED_BREAK;
    const free = forced && !lastLike; // a last line need not fill the measure
    const hyphenated = (hyphen[b] ?? -1) >= 0;
    let lineEnd = (endWidth[b] ?? 0) + (hyphenWidth[b] ?? 0);
    let allowedHang = 0; // what may hang where the line does not fit
    if (hanging !== null) {
      lineEnd -= hanging.forced[b] ?? 0;
      allowedHang = hanging.allowed[b] ?? 0;
    }
    const spacesEnd = endSpaces[b] ?? 0;
    const cost = forced ? 0 : (penalty[b] ?? 0);
    let kept = 0;
    let dead = -1;
    const isLast = b === count - 1;
    if (!hyphenated) plainBefore = b;
    const slots = hyphenated ? 2 * CLASSES : CLASSES;

    let k = 0;
    while (k < activeCount) {
      // All active nodes on the same line are compared with each other (p. 1159).
      const group = Math.min(lineOf[active[k] ?? 0] ?? 0, sameFrom);
      let line = -1;
      let space = 0;
      let lowest = Infinity;
      let lowestFull = Infinity;
      best[0] = best[1] = best[2] = best[3] = Infinity;
      if (hyphenated) best[4] = best[5] = best[6] = best[7] = Infinity;
      while (k < activeCount) {
        const a = active[k] ?? 0;
        const lineHere = lineOf[a] ?? 0;
        if (Math.min(lineHere, sameFrom) !== group) break;
        k++;
        if (lineHere !== line) {
          line = lineHere;
          space = rules.measure(line);
        }
        const from = position[a] ?? -1;
        const first = from < 0;
        let slack = space - lineEnd + (first ? firstHang : (startWidth[from] ?? 0));
        if (allowedHang > 0 && slack < -EPSILON) slack += allowedHang;
        // The adjustment ratio r (p. 1124).
        let ratio = 0;
        if (slack < -EPSILON) {
          const spaces = spacesEnd - (first ? 0 : (startSpaces[from] ?? 0));
          ratio = ragged || spaces === 0 || spaceShrink === 0 ? -Infinity : slack / (spaces * spaceShrink);
          if (ratio < -1 - EPSILON) {
            if (dead < 0 || from > (position[dead] ?? -1)) dead = a;
            continue; // too wide from here on: the node dies
          }
        } else if (!free && slack > EPSILON) {
          if (ragged) ratio = slack / endStretch;
          else {
            const spaces = spacesEnd - (first ? 0 : (startSpaces[from] ?? 0));
            ratio = slack / ((spaces === 0 ? NO_SPACES : spaces) * spaceStretch);
          }
        }
        if (!forced) following[kept++] = a;
        let tooLoose = ratio > tolerance;
        let extra = 0;
        if (kashida !== undefined && ratio > 0) {
          const reach = (kashida.sums[b] ?? 0) - (first ? 0 : (kashida.sums[from] ?? 0));
          const spaces = spacesEnd - (first ? 0 : (startSpaces[from] ?? 0));
          if (kashida.first) {
            ratio = slack / (Math.max(spaces, NO_SPACES) * spaceStretch + reach);
            tooLoose = ratio > tolerance;
          } else if (tooLoose && slack - reach <= spaces * spaceStretch * tolerance) {
            const beyond = Math.min((ratio - tolerance) / LONG_KASHIDA, 1);
            ratio = tolerance;
            tooLoose = false;
            extra = KASHIDA_DEMERITS + LONG_KASHIDA_DEMERITS * beyond * beyond;
          }
        }
        if (tooLoose && !emergency) continue;
        const size = ratio < 0 ? -ratio : ratio < WORST_RATIO ? ratio : WORST_RATIO;
        const badness = LINE_PENALTY + 100 * size * size * size + cost;
        let total = badness * badness + (demerits[a] ?? 0) + extra;
        if (tooLoose) total += LOOSE_DEMERITS;
        let full = 0;
        if (hyphenated) {
          // hyphenate-limit-zone: only where the line without this word would lack more.
          if (zone > 0 && plainBefore > from && space - (endWidth[plainBefore] ?? 0) + (first ? 0 : (startWidth[from] ?? 0)) <= zone) continue; // prettier-ignore
          if ((hyphensAbove[a] ?? 0) > 0) total += DOUBLE_HYPHEN_DEMERITS;
          const row = (hyphensAbove[a] ?? 0) + 1;
          if (row > mostHyphens) {
            if (!emergency) continue;
            total += FORBIDDEN_DEMERITS;
          }
          if (row >= mostHyphens) full = CLASSES;
        } else if (isLast && !first) {
          if ((hyphensAbove[a] ?? 0) > 0) {
            total += FINAL_HYPHEN_DEMERITS;
            if (!mayEndLast) {
              if (!emergency) continue;
              total += FORBIDDEN_DEMERITS;
            }
          }
          if (space - slack < leastLast) total += (hyphensAbove[a] ?? 0) > 0 ? SYLLABLE_LAST_DEMERITS : SHORT_LAST_DEMERITS; // prettier-ignore
        }
        const tightness = ratio < -0.5 ? TIGHT : ratio <= 0.5 ? DECENT : ratio <= 1 ? LOOSE : VERY_LOOSE;
        const difference = tightness - (fitness[a] ?? DECENT);
        if (difference > 1 || difference < -1) total += UNEVEN_DEMERITS;
        const slot = tightness + full;
        if (total < (best[slot] ?? 0)) {
          best[slot] = total;
          bestNode[slot] = a;
          if (full === 0) {
            if (total < lowest) lowest = total;
          } else if (total < lowestFull) lowestFull = total;
        }
      }
      if (lowest === Infinity && lowestFull === Infinity) continue;
      for (let f = 0; f < slots; f++) {
        // A node that is worse than another class's by γ can never win (p. 1160); but a cheap one with as many hyphens as
        // may be is no better than one after which another may come.
        const total = best[f] ?? Infinity;
        // Infinity: no line ends here in this class, maybe in none of its half.
        if (total === Infinity || total > (f < CLASSES ? lowest : Math.min(lowest, lowestFull)) + UNEVEN_DEMERITS) continue; // prettier-ignore
        if (nodeCount === nodes.capacity) {
          nodes = grown(nodes, active, following, rules.scratch);
          ({ position, lineOf, fitness, hyphensAbove, demerits, previous, active, following } = nodes);
        }
        position[nodeCount] = b;
        lineOf[nodeCount] = (lineOf[bestNode[f] ?? 0] ?? 0) + 1;
        fitness[nodeCount] = f & (CLASSES - 1);
        hyphensAbove[nodeCount] = hyphenated ? Math.min((hyphensAbove[bestNode[f] ?? 0] ?? 0) + 1, 255) : 0;
        demerits[nodeCount] = total;
        previous[nodeCount] = bestNode[f] ?? 0;
        following[kept++] = nodeCount++;
      }
    }

    if (kept === 0) {
      if (!emergency) return null;
      // Nothing fits: the least wide line runs over.
      if (nodeCount === nodes.capacity) {
        nodes = grown(nodes, active, following, rules.scratch);
        ({ position, lineOf, fitness, hyphensAbove, demerits, previous, active, following } = nodes);
      }
      position[nodeCount] = b;
      lineOf[nodeCount] = (lineOf[dead] ?? 0) + 1;
      fitness[nodeCount] = DECENT;
      hyphensAbove[nodeCount] = 0;
      demerits[nodeCount] = demerits[dead] ?? 0;
      previous[nodeCount] = dead;
      following[kept++] = nodeCount++;
    }
    const swap = active;
    active = following;
    following = swap;
    activeCount = kept;
  }

  let chosen = active[0] ?? 0;
  for (let k = 1; k < activeCount; k++)
    if ((demerits[active[k] ?? 0] ?? 0) < (demerits[chosen] ?? 0)) chosen = active[k] ?? 0;
  let lines = 0;
  for (let n = chosen; n > 0; n = previous[n] ?? 0) lines++;
  const ends = new Int32Array(lines);
  for (let n = chosen; n > 0; n = previous[n] ?? 0) ends[--lines] = position[n] ?? 0;
  return ends;
}

/** Feasible breakpoints with the best way to get there (p. 1155): position, line, fitness, demerits, link. */
interface Nodes {
  readonly capacity: number;
  readonly position: Int32Array;
  readonly lineOf: Int32Array;
  readonly fitness: Uint8Array;
  /** Lines in a row, the one that ends here the last of them, that end in hyphens. */
  readonly hyphensAbove: Uint8Array;
  readonly demerits: Float64Array;
  readonly previous: Int32Array;
  /** Nodes from which lines may begin, sorted by line; and the list for the next breakpoint. */
  readonly active: Int32Array;
  readonly following: Int32Array;
}

/** What the passes over paragraphs work in, one after the other: nothing in it lasts. */
export class FitScratch {
  /** The best way to one breakpoint for each class; the second half is for lines after which no other may end in a hyphen. */
  readonly best: Float64Array = new Float64Array(2 * CLASSES);
  readonly bestNode: Int32Array = new Int32Array(2 * CLASSES);
  #nodes: Nodes = makeNodes(0);

  /** Room for so many nodes at least; the values in it are of passes before. */
  nodes(capacity: number): Nodes {
    if (this.#nodes.capacity < capacity) this.#nodes = makeNodes(capacity);
    return this.#nodes;
  }
}

/** The same nodes with twice the room; the two lists may have changed their places. */
function grown(old: Nodes, active: Int32Array, following: Int32Array, scratch: FitScratch): Nodes {
  const nodes = scratch.nodes(old.capacity * 2);
  nodes.position.set(old.position);
  nodes.lineOf.set(old.lineOf);
  nodes.fitness.set(old.fitness);
  nodes.hyphensAbove.set(old.hyphensAbove);
  nodes.demerits.set(old.demerits);
  nodes.previous.set(old.previous);
  nodes.active.set(active);
  nodes.following.set(following);
  return nodes;
}

function makeNodes(capacity: number): Nodes {
  const buffer = new ArrayBuffer(capacity * 30);
  return {
    capacity,
    demerits: new Float64Array(buffer, 0, capacity),
    position: new Int32Array(buffer, capacity * 8, capacity),
    lineOf: new Int32Array(buffer, capacity * 12, capacity),
    previous: new Int32Array(buffer, capacity * 16, capacity),
    active: new Int32Array(buffer, capacity * 20, capacity),
    following: new Int32Array(buffer, capacity * 24, capacity),
    fitness: new Uint8Array(buffer, capacity * 28, capacity),
    hyphensAbove: new Uint8Array(buffer, capacity * 29, capacity),
  };
}
