// Requests → stacks, words → shaped words, each once. The stages of a word seen for the first time:
// itemise (which face and script for which letters) → shape each run → put the runs into visual order.
import type { Diagnostics } from '../base/diagnostic.ts';
import type { Direction } from '../base/direction.ts';
import { invariant } from '../base/invariant.ts';
import { joiningTypeOf } from '../unicode/scripts.ts';
import type { FaceStore } from './face-store.ts';
import type { Families } from './families.ts';
import { fromFixed, StackState } from './font-stack.ts';
import {
  GLYPH_CLUSTER,
  GLYPH_STRIDE,
  GLYPH_X_ADVANCE,
  type FontFace,
  type FontLibrary,
  type FontRequest,
  type FontStack,
  type ShapedWord,
  type ShapeInput,
} from './font-types.ts';
import { isInvisible, itemiseWord } from './itemise.ts';
import { GlyphScratch, shapeRun, type FeatureList } from './shape-run.ts';

/** HarfBuzz looks at five characters of context; joining asks for the nearest one that is not transparent. */
const CONTEXT_UNITS = 8;
/** What a control character is given to HarfBuzz as: no glyph, no joining across it. */
const ZWNJ = '\u200c';
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

export class HarfBuzzFontLibrary implements FontLibrary {
  readonly memory: Map<string, unknown> = new Map();
  readonly #store: FaceStore;
  readonly #families: Families;
  readonly #diagnostics: Diagnostics;
  readonly #stacks: StackState[] = [];
  readonly #stacksByRequest = new Map<string, StackState>();
  readonly #features = new Map<string, FeatureList>();
  readonly #words: ShapedWord[] = [];
  readonly #missing = new Map<number, readonly number[]>();
  readonly #scratch = new GlyphScratch();

  constructor(store: FaceStore, families: Families, diagnostics: Diagnostics) {
    this.#store = store;
    this.#families = families;
    this.#diagnostics = diagnostics;
  }

  get faces(): readonly FontFace[] {
    return this.#store.faces;
  }

  face(id: number): FontFace {
    const face = this.#store.faces[id];
    invariant(face !== undefined, `there is no face ${id}`);
    return face;
  }

  word(id: number): ShapedWord {
    const word = this.#words[id];
    invariant(word !== undefined, `there is no word ${id}`);
    return word;
  }

  missing(word: ShapedWord): readonly number[] | undefined {
    return this.#missing.get(word.id);
  }

  stack(request: FontRequest): FontStack {
    const key = requestKey(request);
    const known = this.#stacksByRequest.get(key);
    if (known !== undefined) return known;
    for (const family of request.families) this.#reportUnknown(family);
    const stack = new StackState({
      id: this.#stacks.length,
      request,
      families: this.#families.lookups(request.families),
      features: this.#featureList(request),
      store: this.#store,
    });
    this.#stacks.push(stack);
    this.#stacksByRequest.set(key, stack);
    return stack;
  }

  shapeWord(text: string, stack: FontStack, direction: Direction, language: string): ShapedWord {
    const state = this.#stacks[stack.id];
    invariant(state !== undefined, 'the stack comes from another font library');
    const words = state.words(direction, language);
    let word = words.get(text);
    if (word === undefined) {
      word = this.#shape({ text, stack: state, direction, language, before: '', after: '' }, state);
      words.set(text, word);
    }
    return word;
  }

  shape(input: ShapeInput): ShapedWord {
    const before = joiningContext(input.before, 'before');
    const after = joiningContext(input.after, 'after');
    if (before === '' && after === '') {
      return this.shapeWord(input.text, input.stack, input.direction, input.language);
    }
    const state = this.#stacks[input.stack.id];
    invariant(state !== undefined, 'the stack comes from another font library');
    const words = state.words(input.direction, input.language);
    // No text has this noncharacter next to another.
    const key = `${input.text}\uffff${before}\uffff${after}`;
    let word = words.get(key);
    if (word === undefined) {
      word = this.#shape({ ...input, before, after }, state);
      words.set(key, word);
    }
    return word;
  }

  #shape(input: ShapeInput, stack: StackState): ShapedWord {
    const { text, before, after, direction, language } = input;
    const { runs, missing, hasIgnorable } = itemiseWord(text, stack, direction);
    const whole = before + text + after;
    const { harfbuzz } = this.#store;
    // Loading a face may move the module's memory, so all faces come before the text.
    for (let i = 0; i < runs.length; i++) stack.face(runs[i]!.candidate);
    const address = harfbuzz.writeText(hasIgnorable ? whole.replace(CONTROLS, ZWNJ) : whole);
    const scratch = this.#scratch;
    scratch.count = 0;
    for (let i = 0; i < runs.length; i++) {
      const at = direction === 'rtl' ? runs.length - 1 - i : i;
      const run = runs[at]!;
      const face = stack.face(run.candidate);
      shapeRun(
        harfbuzz,
        {
          font: face.font,
          faceId: face.id,
          text: address,
          textLength: whole.length,
          start: before.length + run.start,
          end: before.length + run.end,
          direction,
          script: run.script,
          language,
          features: stack.features,
        },
        scratch,
      );
    }
    const glyphs = scratch.records.slice(0, scratch.count * GLYPH_STRIDE);
    let advance = 0;
    for (let at = 0; at < glyphs.length; at += GLYPH_STRIDE) {
      let cluster = (glyphs[at + GLYPH_CLUSTER] ?? 0) - before.length;
      if (hasIgnorable) cluster = startOfVisible(text, cluster);
      glyphs[at + GLYPH_CLUSTER] = cluster;
      advance += glyphs[at + GLYPH_X_ADVANCE] ?? 0;
    }
    const word: ShapedWord = {
      id: this.#words.length,
      text,
      direction,
      stack,
      advance: fromFixed(advance),
      glyphs,
    };
    this.#words.push(word);
    if (missing.length > 0) this.#missing.set(word.id, missing);
    return word;
  }

  #featureList(request: FontRequest): FeatureList {
    const features = Object.entries(request.features)
      .filter(([tag]) => /^[\x20-\x7e]{4}$/.test(tag))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    if (!request.kerning) features.push(['kern', 0]);
    const key = features.join(';');
    let list = this.#features.get(key);
    if (list === undefined) {
      list = { pointer: this.#store.harfbuzz.createFeatures(features), count: features.length };
      this.#features.set(key, list);
    }
    return list;
  }

  #reportUnknown(family: string): void {
    if (this.#families.isKnown(family)) return;
    const nearest = this.#families.nearest(family);
    this.#diagnostics.warning(
      'F001',
      `font family '${family}' not found`,
      undefined,
      nearest === undefined
        ? 'declare it with @font-face, or install its @fontsource package'
        : `did you mean '${nearest}'?`,
    );
  }
}

/**
 * What needs no glyph belongs to the letter before it, in both directions (HarfBuzz gives it to the letter that stands
 * to its left): a cluster begins at a visible character, unless it is the first.
 */
function startOfVisible(text: string, cluster: number): number {
  let at = cluster;
  while (at > 0 && at < text.length) {
    const codePoint = text.codePointAt(at) ?? 0;
    if (!isInvisible(codePoint)) return at;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return at < text.length ? at : cluster;
}

/** Only what can change a joining form: '' unless the nearest letter joins. */
function joiningContext(text: string, side: 'before' | 'after'): string {
  if (text === '') return '';
  const near = side === 'before' ? text.slice(-CONTEXT_UNITS) : text.slice(0, CONTEXT_UNITS);
  const letters = Array.from(near);
  if (side === 'before') letters.reverse();
  for (const letter of letters) {
    const type = joiningTypeOf(letter.codePointAt(0) ?? 0);
    if (type === 'T') continue;
    return type === 'U' ? '' : near;
  }
  return '';
}

function requestKey(request: FontRequest): string {
  const { families, weight, style, stretch, kerning, features, variations } = request;
  return `${families.join('\n')}\n${weight} ${style} ${stretch} ${kerning ? 1 : 0}${settings(features)}${settings(variations)}`;
}

function settings(values: Readonly<Record<string, number>>): string {
  let text = '\n';
  for (const tag of Object.keys(values).sort()) text += `${tag}=${values[tag]};`;
  return text;
}
