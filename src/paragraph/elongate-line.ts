// Stage 7, justify, for lines that spaces alone should not fill: some of their words are shaped again with tatweels
// (kashida). One place in a word; not in neighbouring words, nor above one another on successive lines. Verse of one
// line has as many places as it needs, the last words first.
import type { FontLibrary, ShapedWord } from '../font/font-types.ts';
import { EM_FIXED, GLYPH_CLUSTER, GLYPH_STRIDE, GLYPH_X_ADVANCE } from '../font/font-types.ts';
import { unitAdvance } from '../frame/unit-advance.ts';
import { UNIT_SPACE } from '../frame/units.ts';
import type { UnitReplacement, Units } from '../frame/units.ts';
import { TATWEEL } from '../unicode/characters.ts';
import type { KashidaPlace } from './kashida-places.ts';
import { KashidaPlaces, offsetOf, rankOf } from './kashida-places.ts';
import { MOST_TATWEELS, canStretch, hasKashida } from './kashida-stretch.ts';
import { inSteps, rowWidth, spaceTatweels, tatweelRow } from './overlap-tatweels.ts';
import type { Tatweel, TatweelRow } from './overlap-tatweels.ts';
import type { PreparedParagraph } from './paragraph-types.ts';
import type { Spacing } from './spacing.ts';

/** A justified line. Lengths in points. */
export interface JustifiedLine {
  readonly units: Units;
  readonly start: number;
  readonly end: number;
  /** What the line falls short of its measure, and the spaces it has. */
  readonly slack: number;
  readonly spaces: number;
  /** The paragraph's only line: a hemistich. */
  readonly alone: boolean;
}

/** What kashida is to add to a line. */
interface Demand {
  /** Points; at least these (spaces stay within their limit) or at most. */
  readonly wanted: number;
  readonly atLeast: boolean;
  readonly slack: number;
}

export interface StretchedLine {
  readonly replacements: readonly UnitReplacement[];
  /** Points that the words have gained. */
  readonly gain: number;
}

/** `text-justify: kashida`: the part of what is missing that kashida takes; the spaces have the rest. */
const KASHIDA_SHARE = 0.8;
/** Room between the sides of kashidas on successive lines, em. */
const LEAST_GAP = 0.5;
/** Tatweels in one word of text at most, where spaces would pass their limit with fewer. */
const MOST_TATWEELS_IN_LOOSE_LINES = 3;
/** Tatweels in one word of verse at most. */
const MOST_TATWEELS_IN_VERSE = 6;
/** Verse: up to so many tatweels go into one place, two places, else three. */
const ONE_PLACE = 3;
const TWO_PLACES = 9;

interface Candidate {
  readonly unit: number;
  readonly word: ShapedWord;
  readonly place: KashidaPlace;
  /** Words between spaces are counted from the start of the line. */
  readonly index: number;
  /** Points from the start of the line. */
  readonly distance: number;
  readonly tatweel: Tatweel;
  readonly size: number;
}

/** A kashida on the page: points from the line's start edge. */
interface Kashida {
  readonly candidate: Candidate;
  readonly from: number;
  readonly to: number;
}

/** Stretches the lines of one paragraph, in order: where the line above has kashidas decides with. */
export class JustifiedLines {
  readonly #fonts: FontLibrary;
  readonly #places: KashidaPlaces;
  readonly #first: boolean;
  readonly #off: boolean;
  /** Points that a space may be widened by. */
  readonly #widest: number;
  #above: readonly Kashida[] = [];

  constructor({ fonts, style, units }: PreparedParagraph, limits: Spacing) {
    this.#fonts = fonts;
    this.#places = KashidaPlaces.of(fonts);
    this.#first = style.textJustify === 'kashida';
    this.#off = !hasKashida(units) || style.textJustify === 'inter-word' || style.textJustify === 'none';
    this.#widest = limits.stretch * limits.tolerance;
  }

  /** Null when the line needs no kashida, or has no word for one. */
  stretch(line: JustifiedLine): StretchedLine | null {
    const above = this.#above;
    this.#above = [];
    const demand = this.#demand(line);
    if (demand === null) return null;
    const candidates = this.#candidates(line);
    if (candidates.length === 0) return null;
    if (line.alone) return this.#insertAll(line, chooseInVerse(candidates, demand, line.spaces));
    // Where a kashida comes to stand depends on those before it: one that comes to stand under another is taken away.
    for (let left: readonly Candidate[] = candidates; left.length > 0;) {
      const stretched = this.#insertAll(line, chooseInText(left, demand));
      if (stretched === null) return null;
      const places = placesOf(stretched, line, left);
      const clash = places.find(({ from, to, candidate: { size } }) =>
        above.some((other) => from < other.to + LEAST_GAP * size && to > other.from - LEAST_GAP * size),
      );
      if (clash === undefined) {
        this.#above = places;
        return stretched;
      }
      left = left.filter((candidate) => candidate !== clash.candidate);
    }
    return null;
  }

  #insertAll(line: JustifiedLine, chosen: readonly Choice[]): StretchedLine | null {
    const replacements: UnitReplacement[] = [];
    let gain = 0;
    for (const [candidate, row] of chosen) {
      const replacement = this.#insert(line.units, candidate, row);
      const added = (replacement.word.advance - candidate.word.advance) * candidate.size;
      // A font that sets the letters otherwise beside a tatweel: then none there.
      if (added <= 0 || gain + added > line.slack) continue;
      replacements.push(replacement);
      gain += added;
    }
    if (replacements.length === 0) return null;
    replacements.sort((a, b) => a.unit - b.unit);
    return { replacements, gain };
  }

  #demand({ slack, spaces }: JustifiedLine): Demand | null {
    if (this.#off || slack <= 0) return null;
    if (this.#first) return { wanted: slack * KASHIDA_SHARE, atLeast: false, slack };
    const wanted = slack - spaces * this.#widest;
    return wanted > 1e-6 ? { wanted, atLeast: true, slack } : null;
  }

  #candidates({ units, start, end, alone }: JustifiedLine): Candidate[] {
    const candidates: Candidate[] = [];
    let index = 0;
    let before = 0;
    for (let unit = start; unit < end; unit++) {
      if (((units.flags[unit] ?? 0) & UNIT_SPACE) !== 0) index++;
      else if (canStretch(units, unit)) {
        const word = this.#fonts.word(units.word[unit] ?? 0);
        const place = this.#places.place(word, alone);
        const size = units.styles[units.style[unit] ?? 0]?.size ?? 0;
        if (place !== 0) {
          const distance = before + advanceBefore(word, offsetOf(place)) * size;
          candidates.push({ unit, word, place, index, distance, tatweel: this.#places.tatweel(word), size }); // prettier-ignore
        }
      }
      before += unitAdvance(units, unit, this.#fonts);
    }
    return candidates;
  }

  #insert(units: Units, { unit, word: old, place }: Candidate, row: TatweelRow): UnitReplacement {
    const { count } = row;
    const { text, stack, direction } = old;
    const at = offsetOf(place);
    const language = units.styles[units.style[unit] ?? 0]?.language ?? '';
    const stretched = text.slice(0, at) + TATWEEL.repeat(count) + text.slice(at);
    const word = spaceTatweels(this.#fonts.shapeWord(stretched, stack, direction, language), at, row);
    return { unit, word, inserted: Array.from({ length: count }, (_, i) => at + i) };
  }
}

type Choice = readonly [candidate: Candidate, tatweels: TatweelRow];

/** Longer kashidas only where the line would gape with those that line breaking counts on. */
function chooseInText(candidates: readonly Candidate[], demand: Demand): readonly Choice[] {
  const [usual, rest] = fillPlaces(candidates, demand, MOST_TATWEELS);
  if (!demand.atLeast || rest <= 1e-6) return usual;
  return fillPlaces(candidates, demand, MOST_TATWEELS_IN_LOOSE_LINES)[0];
}

/** The best places, each filled before the next is taken, so that few words are stretched; and the points still missing. */
function fillPlaces(
  candidates: readonly Candidate[],
  { wanted, atLeast }: Demand,
  most: number,
): readonly [readonly Choice[], number] {
  const sorted = [...candidates].sort((a, b) => rankOf(a.place) - rankOf(b.place) || b.index - a.index);
  const chosen: Choice[] = [];
  let rest = wanted;
  for (const candidate of sorted) {
    const { tatweel, index, size } = candidate;
    const row = tatweelRow(rest / size, tatweel, most, atLeast);
    if (row.count <= 0) continue;
    if (chosen.some(([other]) => Math.abs(other.index - index) < 2)) continue;
    chosen.push([candidate, row]);
    rest -= rowWidth(row, tatweel) * size;
  }
  return [chosen, rest];
}

/** `last`: index of the line's last word. */
function chooseInVerse(
  candidates: readonly Candidate[],
  { wanted, atLeast, slack }: Demand,
  last: number,
): readonly Choice[] {
  const [first] = candidates;
  if (first === undefined) return [];
  const { tatweel, size } = first;
  const tatweelPoints = tatweel.advance * size;
  const needed = wanted / tatweelPoints;
  // Bars that overlap are as long as is wanted; half a tatweel is rounded, as whole ones are.
  const ideal = atLeast || (tatweel.isBar && needed >= 1) ? Math.ceil(needed - 1e-6) : Math.round(needed);
  const total = Math.min(ideal, tatweel.isBar && needed >= 1 ? ideal : Math.floor(slack / tatweelPoints));
  if (total <= 0) return [];
  const places = total <= ONE_PLACE ? 1 : total <= TWO_PLACES ? 2 : 3;
  // The last two words are as good as a place of the next better kind.
  const cost = ({ place, index }: Candidate): number => rankOf(place) * 2 + (index >= last - 1 ? 0 : 3);
  const sorted = [...candidates].sort((a, b) => cost(a) - cost(b) || b.index - a.index);
  const chosen: Candidate[] = [];
  for (const candidate of sorted) {
    if (chosen.length === places) break;
    if (!chosen.some((other) => other.index === candidate.index)) chosen.push(candidate);
  }
  const each = Math.floor(total / chosen.length);
  const more = total % chosen.length;
  const counts = chosen.map((_, i) => Math.min(MOST_TATWEELS_IN_VERSE, each + (i < more ? 1 : 0)));
  const overlaps = counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  const exact =
    overlaps === 0 ? tatweel.advance : (wanted / size - chosen.length * tatweel.advance) / overlaps;
  const spacing = tatweel.isBar ? inSteps(exact, tatweel.advance, atLeast) : tatweel.advance;
  return chosen
    .map((candidate, i): Choice => [candidate, { count: counts[i] ?? 0, spacing }])
    .filter(([, { count }]) => count > 0);
}

/** Where the kashidas of a line have come to stand, points from its start edge. */
function placesOf(
  { replacements, gain }: StretchedLine,
  { slack, spaces }: JustifiedLine,
  candidates: readonly Candidate[],
): readonly Kashida[] {
  const spaceExtra = spaces === 0 ? 0 : (slack - gain) / spaces;
  let before = 0;
  return replacements.map(({ unit, word }) => {
    const candidate = candidates.find((each) => each.unit === unit)!;
    const added = (word.advance - candidate.word.advance) * candidate.size;
    const from = candidate.distance + candidate.index * spaceExtra + before;
    before += added;
    return { candidate, from, to: from + added };
  });
}

/** em of a right-to-left word before the letter at `offset`. */
function advanceBefore({ glyphs }: ShapedWord, offset: number): number {
  let sum = 0;
  for (let g = 0; g < glyphs.length; g += GLYPH_STRIDE)
    if ((glyphs[g + GLYPH_CLUSTER] ?? 0) < offset) sum += glyphs[g + GLYPH_X_ADVANCE] ?? 0;
  return sum / EM_FIXED;
}
