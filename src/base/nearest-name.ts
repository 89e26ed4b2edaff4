// A mistyped name → the nearest known one, for hints.

/** Longer names are compared by their beginnings. */
const LONGEST = 80;

/** The known name at the smallest edit distance, if it is near enough to be meant. Case does not count; ties go to the first. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase().slice(0, LONGEST);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const other = candidate.toLowerCase().slice(0, LONGEST);
    if (Math.abs(other.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, other, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

const MAXIMUM_SUGGESTIONS = 200;

/** Suggestions for one file: comparing with every name is slow, and after some hundreds nobody reads them. */
export class NameSuggestions {
  #left = MAXIMUM_SUGGESTIONS;

  /** A hint for the message, if there is a near name. */
  hint(name: string, known: Iterable<string>): string | undefined {
    const nearest = this.#left-- > 0 ? nearestName(name, known) : undefined;
    return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
  }
}

/** Levenshtein distance with swaps of neighbours; `limit` when it is at least that. */
function editDistance(a: string, b: string, limit: number): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charAt(i - 1) === b.charAt(j - 1);
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1))
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      row.push(cost);
      if (cost < smallest) smallest = cost;
    }
    if (smallest >= limit) return limit;
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length] ?? limit;
}
