// Decides how a line is cut so that pdf.js reads every part of it in logical order: the whole line if its own
// reordering allows it, else with neutral characters steered by invisible strong ones, else the fewest chunks
// (TEXT-IN-PDF rule 8).
import type { ShapedWord } from '../../font/font-types.ts';
import { ALM, LRM } from '../../unicode/characters.ts';
import { CutSearch } from './cut-search.ts';
import type { Group } from './cut-search.ts';
import type { LinePieces } from './line-pieces.ts';
import type { MergedFont } from './merged-font.ts';
import type { EncodedCluster, EncodedWord, WordSetting } from './word-encoder.ts';
import { countRightToLeftUnits, encodeClusters, encodedWord, operatorsOf } from './word-encoder.ts';

/** Pieces [from, to) in visual order; chunks come in logical order. A space stands between two chunks. */
export interface Chunk {
  readonly from: number;
  readonly to: number;
  readonly space: boolean;
}

export interface PlanContext {
  readonly font: MergedFont;
  /** What a unit was encoded from; null when it cannot be taken apart. */
  readonly clusters: (
    unit: number,
  ) => { word: ShapedWord; setting: WordSetting; inserted: readonly number[] } | null;
}

/** Anything but letters, digits, marks and ZWNJ. */
const HAS_NEUTRAL = /[^\p{L}\p{N}\p{M}\u200c]/u;

const NO_GROUP: Group = { pieces: [], space: true };

/** Lines with more groups than this are not searched for the best cut: each group becomes a chunk. */
const LARGEST_SEARCH = 120;

export class LinePlanner {
  readonly #pieces: LinePieces;
  /** Words that have been tried: whether they read back with nothing beside them, and the clusters of those taken apart. */
  readonly #readAlone = new WeakMap<EncodedWord, boolean>();
  readonly #clusters = new WeakMap<EncodedWord, readonly WordPart[]>();

  constructor(pieces: LinePieces) {
    this.#pieces = pieces;
  }

  /** Null: the whole line is one item. May take words apart and steer them. */
  plan(context: PlanContext): readonly Chunk[] | null {
    const pieces = this.#pieces;
    if (pieces.readsBack(0, pieces.count)) return null;
    // Chunks first: marks in the text of digits and punctuation disturb PDFium more than chunks do.
    const whole = this.#fewestChunks(this.#wordGroups());
    if (whole !== null) return whole;
    if (this.#steerLine(context)) return null;
    if (this.#steerWords(context)) {
      const steered = this.#fewestChunks(this.#wordGroups());
      if (steered !== null) return steered;
    }
    const refined = this.#refinedGroups(context);
    return this.#fewestChunks(refined) ?? this.#eachAlone(refined);
  }

  /** Words between spaces, logical order. */
  #wordGroups(): Group[] {
    const pieces = this.#pieces;
    const groups: Group[] = [];
    const logical = pieces.logicalOrder();
    for (let k = 0; k < pieces.count; k++) {
      const i = logical[k] ?? 0;
      const space = pieces.isSpace[i] === true;
      const last = groups.at(-1);
      if (last !== undefined && !space && !last.space && this.#shareTag(last, i)) last.pieces.push(i);
      else if (last === undefined || !space || !last.space) groups.push({ pieces: [i], space });
    }
    return groups;
  }

  /** Whether a piece may join the group before it: parts of a word may belong to several structure elements. */
  #shareTag({ pieces: [first = 0] }: Group, piece: number): boolean {
    const { partsTags, tag } = this.#pieces;
    return !partsTags || tag[first] === tag[piece];
  }

  /** The cut into fewest items that pdf.js reads correctly; null when some word cannot be read whole. */
  #fewestChunks(groups: readonly Group[]): readonly Chunk[] | null {
    if (groups.length > LARGEST_SEARCH) return null;
    const byTags = this.#pieces.partsTags ? this.#chunksByTags(groups) : null;
    if (byTags !== null) return byTags;
    if (groups.some((group) => this.#isHopeless(group))) return null;
    const from = new CutSearch(this.#pieces, groups).run();
    if (from === null) return null;
    const chunks: Chunk[] = [];
    for (let end = groups.length; end > 0; end = from[end] ?? 0)
      chunks.push(chunkOf(groups, from[end] ?? 0, end));
    return chunks.reverse();
  }

  /** One chunk for each run of groups of one structure element: no cut has fewer, nor has another as few. Null: they do not all read back. */
  #chunksByTags(groups: readonly Group[]): readonly Chunk[] | null {
    const pieces = this.#pieces;
    const chunks: Chunk[] = [];
    for (let i = 0; i < groups.length; i++) {
      const { space, pieces: own } = groups[i] ?? NO_GROUP;
      let end = i + 1;
      if (!space) {
        for (let k = end; k < groups.length; k++) {
          const other = groups[k] ?? NO_GROUP;
          if (other.space) continue;
          if (pieces.tag[other.pieces[0] ?? 0] !== pieces.tag[own[0] ?? 0]) break;
          end = k + 1;
        }
      }
      const chunk = chunkOf(groups, i, end);
      if (!space && !this.#isReadableRange(groups, i, end, chunk)) return null;
      chunks.push(chunk);
      i = end - 1;
    }
    return chunks;
  }

  #isReadableRange(groups: readonly Group[], from: number, end: number, chunk: Chunk): boolean {
    const pieces = this.#pieces;
    let size = 0;
    for (let i = from; i < end; i++) {
      for (const piece of groups[i]?.pieces ?? []) if (pieces.words[piece] === null) return false;
      size += groups[i]?.pieces.length ?? 0;
    }
    return chunk.to - chunk.from === size && pieces.readsBack(chunk.from, chunk.to);
  }

  #eachAlone(groups: readonly Group[]): readonly Chunk[] {
    const chunks: Chunk[] = [];
    groups.forEach((group, i) => {
      if (group.space) chunks.push(chunkOf(groups, i, i + 1));
      else for (const piece of group.pieces) chunks.push({ from: piece, to: piece + 1, space: false });
    });
    return chunks;
  }

  /** Takes apart the words that have neutral characters and puts a strong mark before each neutral of the line. */
  #steerLine(context: PlanContext): boolean {
    const pieces = this.#pieces;
    if (pieces.isHopeless(0, pieces.count)) {
      this.#takeFailingApart(context);
      return false;
    }
    const neutral: number[] = [];
    for (let i = 0; i < pieces.count; i++) {
      const word = pieces.words[i];
      if (word === null || word === undefined || pieces.isSpace[i] === true) continue;
      if (HAS_NEUTRAL.test(word.seen)) i += this.#takeApart(i, context) - 1;
    }
    for (let i = 0; i < pieces.count; i++) if (isSteerable(pieces.words[i])) neutral.push(i);
    return neutral.length > 0 && this.#steer(neutral, 0, pieces.count, context.font);
  }

  /** Takes apart what `#steerLine` takes apart, of the words that fail alone. */
  #takeFailingApart(context: PlanContext): void {
    const pieces = this.#pieces;
    const units = this.#failingUnits();
    for (let i = 0; i < pieces.count; i++) {
      const word = pieces.words[i];
      if (word === null || word === undefined || !units.has(pieces.unit[i] ?? -1)) continue;
      if (HAS_NEUTRAL.test(word.seen)) i += this.#takeApart(i, context) - 1;
    }
  }

  #failingUnits(): Set<number> {
    const units = new Set<number>();
    for (const group of this.#wordGroups()) {
      if (group.space || this.#groupReadsBack(group)) continue;
      for (const i of group.pieces) units.add(this.#pieces.unit[i] ?? -1);
    }
    return units;
  }

  /** Steers within single words that fail alone; whether one of them reads now. */
  #steerWords(context: PlanContext): boolean {
    const pieces = this.#pieces;
    let reads = false;
    for (const group of this.#wordGroups()) {
      if (group.space || this.#groupReadsBack(group)) continue;
      const low = Math.min(...group.pieces);
      const high = Math.max(...group.pieces);
      if (high - low + 1 !== group.pieces.length) continue;
      const neutral = group.pieces.filter((i) => isSteerable(pieces.words[i]));
      if (neutral.length > 0 && this.#steer(neutral, low, high + 1, context.font)) reads = true;
    }
    return reads;
  }

  /**
   * Tries marks before the neutral pieces so that [from, to) reads back: of each piece's own direction, all right to
   * left, all left to right. Marks that are not needed are taken away again. On failure nothing is changed.
   */
  #steer(neutral: readonly number[], from: number, to: number, font: MergedFont): boolean {
    const pieces = this.#pieces;
    const original = neutral.map((i) => pieces.words[i] ?? null);
    const own = (i: number): string => (((pieces.level[i] ?? 0) & 1) === 1 ? ALM : LRM);
    for (const mark of [own, () => ALM, () => LRM]) {
      for (const i of neutral) {
        const word = pieces.words[i];
        if (word !== null && word !== undefined)
          pieces.words[i] = steered(word as ClusterWord, mark(i), font);
      }
      if (pieces.readsBack(from, to)) {
        neutral.forEach((i, k) => {
          const withMark = pieces.words[i] ?? null;
          pieces.words[i] = original[k] ?? null;
          if (!pieces.readsBack(from, to)) pieces.words[i] = withMark;
        });
        return true;
      }
      neutral.forEach((i, k) => (pieces.words[i] = original[k] ?? null));
    }
    return false;
  }

  /** Words that fail alone in maximal parts of one kind: direction, and letters or not. */
  #refinedGroups(context: PlanContext): Group[] {
    const pieces = this.#pieces;
    const units = this.#failingUnits();
    for (let i = 0; i < pieces.count; i++) {
      if (units.has(pieces.unit[i] ?? -1) && !isClusterWord(pieces.words[i]))
        i += this.#takeApart(i, context) - 1;
    }
    const refined: Group[] = [];
    for (const group of this.#wordGroups()) {
      if (group.space || this.#groupReadsBack(group)) {
        refined.push(group);
        continue;
      }
      let kind = '';
      for (const i of group.pieces) {
        const word = pieces.words[i];
        const strong = !isClusterWord(word) || isStrong(word.cluster);
        const own = `${(pieces.level[i] ?? 0) & 1} ${strong}`;
        const last = refined.at(-1);
        if (last !== undefined && own === kind && !last.space && this.#shareTag(last, i)) last.pieces.push(i);
        else refined.push({ pieces: [i], space: false });
        kind = own;
      }
    }
    return refined;
  }

  /** Whether no item that holds the group reads back, for sure. */
  #isHopeless(group: Group): boolean {
    if (group.space || group.pieces.length === 1) return false;
    const low = Math.min(...group.pieces);
    const high = Math.max(...group.pieces);
    return this.#pieces.isHopeless(low, high + 1);
  }

  #groupReadsBack(group: Group): boolean {
    if (group.pieces.length === 1) return this.#readsAlone(group.pieces[0] ?? 0);
    const low = Math.min(...group.pieces);
    const high = Math.max(...group.pieces);
    return high - low + 1 === group.pieces.length && this.#pieces.readsBack(low, high + 1);
  }

  /** Letters of one direction do, and are most words; of others the answer is kept, since there are few of them. */
  #readsAlone(piece: number): boolean {
    const word = this.#pieces.words[piece];
    if (word === null || word === undefined || word.cluster !== null) return this.#pieces.readsBack(piece, piece + 1); // prettier-ignore
    if (word.stand !== null) return true;
    let known = this.#readAlone.get(word);
    if (known === undefined) this.#readAlone.set(word, (known = this.#pieces.readsBack(piece, piece + 1)));
    return known;
  }

  /** Replaces a word's piece by one piece a cluster; returns their number. */
  #takeApart(index: number, context: PlanContext): number {
    const pieces = this.#pieces;
    const whole = pieces.words[index];
    if (whole === null || whole === undefined) return 1;
    let parts = this.#clusters.get(whole);
    if (parts === undefined) this.#clusters.set(whole, (parts = this.#partsOf(index, context)));
    if (parts.length < 1) return 1;
    const place = pieces.order[index] ?? 0;
    pieces.replace(
      index,
      parts.map(({ word, order }) => ({ word, order: place + order })),
    );
    return parts.length;
  }

  #partsOf(index: number, context: PlanContext): readonly WordPart[] {
    const source = context.clusters(this.#pieces.unit[index] ?? -1);
    if (source === null) return [];
    const clusters = encodeClusters(context.font, source.word, source.setting, source.inserted);
    return clusters.map((cluster) => ({
      word: clusterWord(cluster, cluster.text),
      order: cluster.start / (source.word.text.length + 1),
    }));
  }
}

/** One cluster of a word, and its place in it, below 1. */
interface WordPart {
  readonly word: EncodedWord;
  readonly order: number;
}

/** A piece that is a single cluster of a word. */
interface ClusterWord extends EncodedWord {
  readonly cluster: EncodedCluster;
}

function isClusterWord(word: EncodedWord | null | undefined): word is ClusterWord {
  return word !== null && word !== undefined && word.cluster !== null;
}

/** Has a letter, digit or mark. */
function isStrong(cluster: EncodedCluster): boolean {
  return /[\p{L}\p{N}\p{M}]/u.test(cluster.text);
}

function isSteerable(word: EncodedWord | null | undefined): boolean {
  return (
    isClusterWord(word) &&
    !isStrong(word.cluster) &&
    word.cluster.seen === word.cluster.text &&
    word.seen !== ' '
  );
}

/** `original`: the cluster without marks. */
function clusterWord(cluster: EncodedCluster, seen: string, original: EncodedCluster = cluster): ClusterWord {
  const shown = cluster.seen === cluster.text ? seen : cluster.seen;
  return encodedWord({
    cluster: original,
    operators: operatorsOf(cluster),
    leadingCarriers: cluster.leadingCarriers,
    leadingMark: cluster.leadingMark,
    seen: shown,
    logical: cluster.logical,
    advance: cluster.advance,
    rightToLeftUnits: countRightToLeftUnits(shown),
  }) as ClusterWord;
}

function steered(word: ClusterWord, mark: string, font: MergedFont): ClusterWord {
  const text = mark + word.cluster.text;
  const cluster: EncodedCluster = { ...word.cluster, code: font.code(word.cluster.glyph, text) };
  return clusterWord(cluster, text, word.cluster);
}

function chunkOf(groups: readonly Group[], from: number, to: number): Chunk {
  let low = Infinity;
  let high = -1;
  for (let i = from; i < to; i++) {
    for (const piece of groups[i]?.pieces ?? []) {
      low = Math.min(low, piece);
      high = Math.max(high, piece);
    }
  }
  return { from: low, to: high + 1, space: groups[from]?.space === true };
}
