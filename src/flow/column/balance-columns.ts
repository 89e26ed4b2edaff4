// How high a row of columns is made, and where each of them ends, so that they end as evenly as their content allows.
import { invariant } from '../../base/invariant.ts';

/** What is asked of columns that have been filled. */
export interface Filled {
  readonly height: number;
  /** Heights of the columns that have content. */
  readonly filled: readonly number[];
  /** Not null: the content goes on elsewhere. */
  readonly token: object | null;
}

/** Heights that columns end at: `base`, then every `step`. */
export interface Lattice {
  readonly base: number;
  readonly step: number;
}

/** Where column `index` ends at the latest, when the ones before it are `used` points high together. */
export type ColumnLimit = (index: number, used: number) => number;

export interface Balancing<T extends Filled> {
  readonly count: number;
  readonly lattice: Lattice;
  /** Height of the room; no set is higher. */
  readonly available: number;
  /** Fills the columns anew; null where a rule would be broken. */
  readonly fill: (limit: ColumnLimit) => T | null;
  /** Filling leaves traces, so that the set which is chosen has to be the one filled last. */
  readonly remembers: boolean;
}

/** A set filled column by column up to a height that nothing lower would do for. */
export interface Lowest<T extends Filled> {
  readonly set: T;
  readonly height: number;
  /** Fills it once more. */
  readonly again: () => T | null;
}

/** Columns that may be a step longer than their share; every one of them doubles the trials. */
const MOST_CHOICES = 3;
/** How many steps a set may be made higher for its columns to end more evenly … */
const FURTHER_STEPS = 3;
/** … if they differ by more steps than this, which is what widows and orphans cost, … */
const USUAL = 2;
/** … and what each further step must gain, in steps. */
const LEAST_GAIN = 0.5;
/** What a last column that hangs below the first counts for, in steps. */
const HANGING = 0.3;

/** Distance between the ends of the shortest and the tallest column; columns without content end at 0. */
function raggedness({ filled }: Filled, count: number): number {
  let shortest = filled.length < count ? 0 : Number.POSITIVE_INFINITY;
  let tallest = 0;
  for (const height of filled) {
    shortest = Math.min(shortest, height);
    tallest = Math.max(tallest, height);
  }
  return Math.max(0, tallest - shortest);
}

/** Raggedness in steps, and a little more where the last column hangs below the first. */
function badness(set: Filled, count: number, step: number): number {
  const hangs = (set.filled[count - 1] ?? 0) > (set.filled[0] ?? 0) + step / 2;
  return raggedness(set, count) / step + (hangs ? HANGING : 0);
}

/** The lowest height that may hold content which is `single` high in one column. */
export function lowestHeight(single: number, count: number, { base, step }: Lattice): number {
  return base + Math.max(step, Math.ceil((single - base) / count / step - 1e-6) * step);
}

/**
 * A set at least as even as the lowest one, which leaves what is missing to its last column. Costs nothing where the columns end within one step of each other.
 */
export function evenColumns<T extends Filled>(lowest: Lowest<T>, balancing: Balancing<T>): T {
  const { set: first, height } = lowest;
  const { count, lattice, available, fill, remembers } = balancing;
  const { step } = lattice;
  const even = (set: T): boolean => raggedness(set, count) <= step + 0.01;
  if (count < 2 || even(first)) return first;
  let best = first;
  let least = badness(first, count, step);
  let chosen: ColumnLimit | null = null;
  let last: ColumnLimit | null = null;
  const consider = (limit: ColumnLimit, most: number, further: number): T | null => {
    last = limit;
    const set = fill(limit);
    if (set === null || set.token !== null || set.height > most + 0.01) return null;
    const score = badness(set, count, step) + further * LEAST_GAIN;
    if (score < least - 0.01) {
      best = set;
      least = score;
      chosen = limit;
    }
    return set;
  };
  for (let further = 0; further <= FURTHER_STEPS; further++) {
    const most = height + further * step;
    if (most > available + 0.01 || (further > 0 && (least <= USUAL + HANGING || further * LEAST_GAIN >= least))) break; // prettier-ignore
    const set = further === 0 ? first : consider(() => most, most, further);
    if (set === null) continue;
    const total = set.filled.reduce((sum, each) => sum + each, 0);
    for (let longer = 0; longer < 2 ** Math.min(count - 1, MOST_CHOICES) && !even(best); longer++)
      consider(levelLimit({ total, count, most, longer, lattice }), most, further);
    if (even(best)) break;
  }
  if (last === chosen || !remembers) return best;
  const again = chosen === null ? lowest.again() : fill(chosen);
  invariant(again !== null, 'what could be filled can be filled again');
  return again;
}

interface Level {
  readonly total: number;
  readonly count: number;
  readonly most: number;
  /** Bit n: column n takes one step more, because a rule forbids the break at its share, or to leave less to the rest. */
  readonly longer: number;
  readonly lattice: Lattice;
}

/** Every column takes its share of what is left for it and those after it. */
function levelLimit({ total, count, most, longer, lattice: { base, step } }: Level): ColumnLimit {
  return (index, used) => {
    if (index >= count - 1) return most;
    const share = (total - used) / (count - index);
    const more = ((longer >> index) & 1) * step;
    return Math.min(most, base + Math.max(step, Math.ceil((share - base) / step - 1e-6) * step) + more);
  };
}
