// Text of one word + a stack → runs of one face and one script, in logical order (CSS Fonts 4, 5.3; UAX #24, 5.2).
//   «کتاب‌ها» stays one run although the Arabic file of a family has no ZWNJ: what needs no glyph goes with its neighbour.
//   «پښتو» stays one run if any face of the stack has all four letters, even where an earlier face has three of them.
import type { Direction } from '../base/direction.ts';
import { isDefaultIgnorable, isMark, joiningTypeOf, scriptOf } from '../unicode/scripts.ts';
import { NO_CANDIDATE, type StackState } from './font-stack.ts';

export interface FaceRun {
  readonly start: number;
  readonly end: number;
  /** Index into the stack's candidates, or NO_CANDIDATE. */
  readonly candidate: number;
  /** ISO 15924; never common or inherited. */
  readonly script: string;
}

export interface ItemisedWord {
  readonly runs: readonly FaceRun[];
  /** Code points that no face has, in order, each once. */
  readonly missing: readonly number[];
  /** Some character has no glyph of its own. */
  readonly hasIgnorable: boolean;
}

const UNDECIDED = -2;
const ZWJ = 0x200d;
const REPLACEMENT = 0xfffd;
const LONE_SURROGATE = /\p{Cs}/gu;

/** A base with everything that belongs to it. */
interface Cluster {
  readonly start: number;
  end: number;
  readonly base: number;
  candidate: number;
  /** '' for common and inherited. */
  readonly script: string;
  /** Something in it needs a glyph beyond the base's. */
  hasMarks: boolean;
}

export function itemiseWord(text: string, stack: StackState, direction: Direction): ItemisedWord {
  const whole = wholeRun(text, stack, direction);
  if (whole !== null) return { runs: [whole], missing: [], hasIgnorable: false };
  const { clusters, hasIgnorable } = cutClusters(text);
  const missing: number[] = [];
  for (const cluster of clusters) {
    if (isInvisible(cluster.base) && !cluster.hasMarks) cluster.candidate = UNDECIDED;
    else if (cluster.hasMarks) cluster.candidate = stack.resolveCluster(visible(text, cluster));
    else cluster.candidate = stack.resolve(cluster.base);
  }
  keepJoinedLettersTogether(text, clusters, stack);
  for (const cluster of clusters) noteMissing(text, cluster, stack, missing);
  return { runs: mergeRuns(clusters, direction), missing, hasIgnorable };
}

/** The one run of a word of one script that one face has, without marks and invisible characters, as most words are; else null. */
function wholeRun(text: string, stack: StackState, direction: Direction): FaceRun | null {
  let script = '';
  let candidate = NO_CANDIDATE;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit >= 0xd800 && unit <= 0xdfff) || isInvisible(unit) || isMark(unit)) return null;
    const own = strongScript(unit);
    if (script === '') script = own;
    else if (own !== '' && own !== script) return null;
    const first = stack.resolve(unit);
    if (first === NO_CANDIDATE || (i > 0 && first !== candidate)) return null;
    candidate = first;
  }
  if (candidate === NO_CANDIDATE) return null;
  return { start: 0, end: text.length, candidate, script: script === '' ? commonScript(direction) : script };
}

/** '' for common and inherited. */
function strongScript(codePoint: number): string {
  const script = scriptOf(codePoint);
  return script === 'Zyyy' || script === 'Zinh' || script === 'Zzzz' ? '' : script;
}

function commonScript(direction: Direction): string {
  return direction === 'rtl' ? 'Arab' : 'Latn';
}

/** Control characters and line ends show nothing, like the default-ignorable characters. */
export function isInvisible(codePoint: number): boolean {
  return isControl(codePoint) || isDefaultIgnorable(codePoint);
}

function isControl(codePoint: number): boolean {
  return (
    codePoint < 0x20 ||
    (codePoint >= 0x7f && codePoint < 0xa0) ||
    codePoint === 0x2028 ||
    codePoint === 0x2029
  );
}

function cutClusters(text: string): { clusters: Cluster[]; hasIgnorable: boolean } {
  const clusters: Cluster[] = [];
  let hasIgnorable = false;
  let last: Cluster | undefined;
  let afterZwj = false;
  for (let i = 0; i < text.length;) {
    let codePoint = text.codePointAt(i) ?? 0;
    const end = i + (codePoint > 0xffff ? 2 : 1);
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) codePoint = REPLACEMENT;
    const invisible = isInvisible(codePoint);
    hasIgnorable ||= invisible;
    const mark = isMark(codePoint);
    const script = scriptOf(codePoint);
    // Emoji sequences are one picture or nothing.
    const emoji =
      (codePoint >= 0x1f3fb && codePoint <= 0x1f3ff) || (afterZwj && codePoint > 0x2000 && script === 'Zyyy');
    if (last !== undefined && (invisible || mark || emoji)) {
      last.end = end;
      if (!invisible) last.hasMarks = true;
    } else {
      last = { start: i, end, base: codePoint, candidate: UNDECIDED, script: strongScript(codePoint), hasMarks: false }; // prettier-ignore
      clusters.push(last);
    }
    afterZwj = codePoint === ZWJ;
    i = end;
  }
  return { clusters, hasIgnorable };
}

/** The text of a cluster without what needs no glyph. */
function visible(text: string, cluster: Cluster): string {
  let result = '';
  for (const character of text.slice(cluster.start, cluster.end)) {
    if (!isInvisible(character.codePointAt(0) ?? 0)) result += character;
  }
  return result.replace(LONE_SURROGATE, '\ufffd');
}

/** Letters that join to each other (across ZWNJ too) take one face, if one has them all. */
function keepJoinedLettersTogether(text: string, clusters: readonly Cluster[], stack: StackState): void {
  for (let start = 0; start < clusters.length;) {
    let end = start;
    let mixed = false;
    while (end < clusters.length && joins(clusters[end])) {
      if (clusters[end]?.candidate !== clusters[start]?.candidate) mixed = true;
      end++;
    }
    if (mixed) {
      const word = clusters.slice(start, end);
      const texts = word.map((cluster) => visible(text, cluster));
      const whole = stack.first((index) => texts.every((t) => stack.coversCluster(index, t)));
      if (whole !== NO_CANDIDATE) for (const cluster of word) cluster.candidate = whole;
    }
    start = Math.max(end, start + 1);
  }
}

function joins(cluster: Cluster | undefined): boolean {
  return cluster !== undefined && cluster.candidate !== UNDECIDED && joiningTypeOf(cluster.base) !== 'U';
}

/** Adds what no face of the stack has, or what the face chosen for the base lacks of its marks. */
function noteMissing(text: string, cluster: Cluster, stack: StackState, missing: number[]): void {
  if (cluster.candidate === UNDECIDED) return;
  if (cluster.candidate !== NO_CANDIDATE && !cluster.hasMarks) return;
  const shown = visible(text, cluster);
  if (cluster.candidate !== NO_CANDIDATE && stack.coversCluster(cluster.candidate, shown)) return;
  for (const character of shown) {
    const codePoint = character.codePointAt(0) ?? 0;
    const covered =
      cluster.candidate === NO_CANDIDATE
        ? stack.resolve(codePoint) !== NO_CANDIDATE
        : stack.has(cluster.candidate, codePoint);
    if (!covered && !missing.includes(codePoint)) missing.push(codePoint);
  }
}

/** Common characters take the script before them, at the start the one after; a word of nothing else the direction's. */
function mergeRuns(clusters: readonly Cluster[], direction: Direction): FaceRun[] {
  const first = clusters.find(({ script }) => script !== '')?.script;
  let script = first ?? commonScript(direction);
  let candidate = clusters.find((cluster) => cluster.candidate !== UNDECIDED)?.candidate ?? NO_CANDIDATE;
  const runs: FaceRun[] = [];
  let start = 0;
  for (const [index, cluster] of clusters.entries()) {
    const nextScript = cluster.script === '' ? script : cluster.script;
    const nextCandidate = cluster.candidate === UNDECIDED ? candidate : cluster.candidate;
    if (index > 0 && (nextScript !== script || nextCandidate !== candidate)) {
      runs.push({ start, end: cluster.start, candidate, script });
      start = cluster.start;
    }
    script = nextScript;
    candidate = nextCandidate;
  }
  const last = clusters.at(-1);
  if (last !== undefined) runs.push({ start, end: last.end, candidate, script });
  return runs;
}
