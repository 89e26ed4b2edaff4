// A request → the faces to try, in order, and which of them has a character (CSS Fonts 4, 5.3 “Cluster matching”).
import type { FaceSlot } from './face-slot.ts';
import { inRanges } from './face-slot.ts';
import type { FaceStore } from './face-store.ts';
import type { LoadedFace } from './face.ts';
import type { FontFile } from './font-file.ts';
import type { FontRequest, FontStack, ShapedWord } from './font-types.ts';
import { EM_FIXED } from './font-types.ts';
import type { FeatureList } from './shape-run.ts';
import type { FamilyLookup } from './families.ts';
import { matchFaces } from './match.ts';

interface Candidate {
  readonly slot: FaceSlot;
  /** undefined until it is asked for, null when the file cannot be used. */
  file: FontFile | null | undefined;
  face: LoadedFace | undefined;
}

export const NO_CANDIDATE = -1;
/** Code points that texts are mostly made of: their candidates are kept in an array. */
const NEAR = 0x700;
/** Added to them there, so that 0 is none that is known. */
const NEAR_KNOWN = 2;
const SPACE = 0x20;
const HYPHEN = 0x2010;
const NO_BREAK_HYPHEN = 0x2011;

/** A FontStack with its caches. Faces and files are loaded when a character asks for them. */
export class StackState implements FontStack {
  readonly id: number;
  readonly group: string;
  readonly request: FontRequest;
  readonly features: FeatureList;
  readonly #store: FaceStore;
  /** Families not yet turned into candidates, the next one last. */
  readonly #pending: FamilyLookup[];
  readonly #candidates: Candidate[] = [];
  readonly #resolved = new Map<number | string, number>();
  readonly #near = new Int16Array(NEAR);
  #primary: LoadedFace | undefined;
  readonly #words = new Map<string, Map<string, ShapedWord>>();
  #ltrLanguage: string | undefined;
  #ltrWords: Map<string, ShapedWord> | undefined;
  #rtlLanguage: string | undefined;
  #rtlWords: Map<string, ShapedWord> | undefined;

  constructor(options: {
    readonly id: number;
    readonly request: FontRequest;
    /** The request's families, generic names replaced, then the built-in fallback. */
    readonly families: readonly FamilyLookup[];
    readonly features: FeatureList;
    readonly store: FaceStore;
  }) {
    this.id = options.id;
    this.request = options.request;
    this.group = options.request.families.join(', ');
    this.features = options.features;
    this.#store = options.store;
    this.#pending = [...options.families].reverse();
  }

  get ascent(): number {
    return this.primary.ascent;
  }
  get descent(): number {
    return this.primary.descent;
  }
  get xHeight(): number {
    return this.primary.xHeight;
  }
  get capHeight(): number {
    return this.primary.capHeight;
  }
  get underlinePosition(): number {
    return this.primary.underlinePosition;
  }
  get underlineThickness(): number {
    return this.primary.underlineThickness;
  }

  /** The words of one direction and language shaped so far. */
  words(direction: 'ltr' | 'rtl', language: string): Map<string, ShapedWord> {
    if (direction === 'rtl') {
      if (this.#rtlWords === undefined || this.#rtlLanguage !== language) {
        this.#rtlWords = this.#wordsOf(`r${language}`);
        this.#rtlLanguage = language;
      }
      return this.#rtlWords;
    }
    if (this.#ltrWords === undefined || this.#ltrLanguage !== language) {
      this.#ltrWords = this.#wordsOf(`l${language}`);
      this.#ltrLanguage = language;
    }
    return this.#ltrWords;
  }

  #wordsOf(key: string): Map<string, ShapedWord> {
    let words = this.#words.get(key);
    if (words === undefined) {
      words = new Map();
      this.#words.set(key, words);
    }
    return words;
  }

  /** CSS Fonts 4, 5.1 “first available font”: the first face that has the space, else the first that can be used. */
  get primary(): LoadedFace {
    if (this.#primary !== undefined) return this.#primary;
    let index = this.resolve(SPACE);
    if (index === NO_CANDIDATE) {
      index = 0;
      while (this.#candidate(index) !== undefined && this.#file(index) === null) index++;
    }
    this.#primary = this.face(index);
    return this.#primary;
  }

  /** The face of a candidate; the primary face for NO_CANDIDATE. */
  face(index: number): LoadedFace {
    if (index === NO_CANDIDATE) return this.primary;
    const candidate = this.#candidate(index);
    const file = candidate === undefined ? null : this.#file(index);
    if (candidate === undefined || file === null)
      throw new Error('no font can be used, not even the built-in ones');
    candidate.face ??= this.#store.face(candidate.slot, file, this.request);
    return candidate.face;
  }

  /** The first candidate that has a character; NO_CANDIDATE when none has. */
  resolve(codePoint: number): number {
    const known = codePoint < NEAR ? this.#near[codePoint]! - NEAR_KNOWN : this.#resolved.get(codePoint);
    if (known !== undefined && known > -NEAR_KNOWN) return known;
    let index = 0;
    while (this.#candidate(index) !== undefined && !this.covers(index, codePoint)) index++;
    const found = this.#candidate(index) === undefined ? NO_CANDIDATE : index;
    if (codePoint < NEAR) this.#near[codePoint] = found + NEAR_KNOWN;
    else this.#resolved.set(codePoint, found);
    return found;
  }

  /** The first candidate that has a base with all its marks, composed or not; else the one that has the base. */
  resolveCluster(cluster: string): number {
    const known = this.#resolved.get(cluster);
    if (known !== undefined) return known;
    let found = this.first((index) => this.coversCluster(index, cluster));
    if (found === NO_CANDIDATE) found = this.resolve(cluster.codePointAt(0) ?? SPACE);
    this.#resolved.set(cluster, found);
    return found;
  }

  /** The first candidate for which `test` holds. */
  first(test: (index: number) => boolean): number {
    for (let index = 0; this.#candidate(index) !== undefined; index++) if (test(index)) return index;
    return NO_CANDIDATE;
  }

  coversCluster(index: number, cluster: string): boolean {
    return (
      this.#coversAll(index, cluster) ||
      this.#coversAll(index, cluster.normalize('NFC')) ||
      this.#coversAll(index, cluster.normalize('NFD'))
    );
  }

  /** Marks follow their base: its unicode-range decides for them too. */
  #coversAll(index: number, text: string): boolean {
    let isBase = true;
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? SPACE;
      if (isBase ? !this.covers(index, codePoint) : !this.has(index, codePoint)) return false;
      isBase = false;
    }
    return true;
  }

  /** Whether a candidate is declared for a character and can show it. */
  covers(index: number, codePoint: number): boolean {
    const ranges = this.#candidate(index)?.slot.ranges;
    if (ranges === undefined) return false;
    const substitute = substituteOf(codePoint);
    if (inRanges(ranges, codePoint)) return this.has(index, codePoint);
    return substitute !== 0 && inRanges(ranges, substitute) && this.has(index, substitute);
  }

  /** Whether the font has a character: directly, by its parts, or by what HarfBuzz puts in its place. */
  has(index: number, codePoint: number): boolean {
    const file = this.#file(index);
    if (file === null) return false;
    if (file.has(codePoint)) return true;
    const substitute = substituteOf(codePoint);
    if (substitute !== 0) return file.has(substitute);
    if (codePoint < 0xc0) return false;
    const character = String.fromCodePoint(codePoint);
    const parts = character.normalize('NFD');
    if (parts === character) return false;
    for (const part of parts) if (!file.has(part.codePointAt(0) ?? SPACE)) return false;
    return true;
  }

  #candidate(index: number): Candidate | undefined {
    while (index >= this.#candidates.length) {
      const lookup = this.#pending.pop();
      if (lookup === undefined) return undefined;
      const slots = matchFaces(lookup(), this.request, (slot) => this.#store.weightOf(slot));
      for (const slot of slots) this.#candidates.push({ slot, file: undefined, face: undefined });
    }
    return this.#candidates[index];
  }

  #file(index: number): FontFile | null {
    const candidate = this.#candidates[index];
    if (candidate === undefined) return null;
    if (candidate.file === undefined) candidate.file = this.#store.file(candidate.slot);
    return candidate.file;
  }
}

/** HarfBuzz shows a missing space of another width as a widened space, a missing no-break hyphen as a hyphen. */
function substituteOf(codePoint: number): number {
  if (codePoint === NO_BREAK_HYPHEN) return HYPHEN;
  const space =
    codePoint === 0xa0 ||
    (codePoint >= 0x2000 && codePoint <= 0x200a) ||
    codePoint === 0x202f ||
    codePoint === 0x205f ||
    codePoint === 0x3000;
  return space ? SPACE : 0;
}

/** Fixed-point em → em. */
export function fromFixed(value: number): number {
  return value / EM_FIXED;
}
