// Pages, one after another → the marked content of the whole file, for holding it against its tags.
import type { Box, InspectedPage } from '../../inspect/inspected-pdf.ts';
import { normaliseExtracted } from '../../../unicode/normalise.ts';
import { markKey } from '../../inspect/tags/tag-types.ts';

/** Content with a number. */
export interface MarkedContent {
  readonly page: number;
  readonly form: number | null;
  readonly mark: number;
  /** Letters in the order of the glyphs. */
  text: string;
  bounds: Box | null;
  /** How often it begins. */
  times: number;
}

/** Text with its place. */
export interface PlacedText {
  readonly text: string;
  readonly bounds: Box | null;
}

/** What a page has besides numbered content. */
export interface ContentPage {
  /** From 1. */
  readonly number: number;
  readonly label: string | null;
  /** Everything on it was read. */
  readonly isWhole: boolean;
  readonly marks: readonly MarkedContent[];
  readonly loose: readonly PlacedText[];
  readonly artifacts: readonly PlacedText[];
  /** Artifacts in tagged content, or the other way round. */
  readonly nested: readonly PlacedText[];
}

/** The marked content of the pages that were added. */
export class MarkedContents {
  readonly pages: ContentPage[] = [];
  readonly #byKey = new Map<string, MarkedContent>();

  /** A page with its pieces. */
  add({ number, label, pieces = [], problems }: InspectedPage): void {
    const marks: MarkedContent[] = [];
    const loose: PlacedText[] = [];
    const artifacts: PlacedText[] = [];
    const nested: PlacedText[] = [];
    for (const { kind, mark, form, text, bounds, within } of pieces) {
      const placed = { text, bounds };
      if (within !== null && (kind === 'artifact') !== (within === 'artifact')) nested.push(placed);
      if (kind === 'loose') loose.push(placed);
      else if (kind === 'artifact') {
        if (hasSign(text)) artifacts.push(placed);
      } else if (mark !== null) {
        const key = markKey(number, form, mark);
        const known = this.#byKey.get(key);
        // A form may be shown on several pages; its content is one.
        if (known !== undefined && form !== null) continue;
        if (known === undefined) {
          const made = { page: number, form, mark, text, bounds, times: 1 };
          this.#byKey.set(key, made);
          marks.push(made);
        } else {
          known.times++;
          known.text += text;
        }
      }
    }
    this.pages.push({ number, label, isWhole: problems.length === 0, marks, loose, artifacts, nested });
  }

  /** Undefined for content that no page has. */
  find(page: number, form: number | null, mark: number): MarkedContent | undefined {
    return this.#byKey.get(markKey(page, form, mark));
  }
}

const SIGN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether there is something to read. */
export function hasSign(text: string): boolean {
  return SIGN.test(text);
}

/** Whether letterBag has something to count. */
export function hasLetter(text: string): boolean {
  return LETTER.test(text);
}

const LETTER = /[\p{L}\p{N}]/u;

/** How many letters and digits there are. */
export function countLetters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/**
 * What two texts have alike that differ in the order of their letters only: how many letters and digits there are, and two sums of
 * them, marks left out. The letters of a line come in the order of its glyphs, and readers find different orders in them.
 */
export function letterSum(text: string): string {
  const letters = text.normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '');
  let first = 0;
  let second = 0;
  for (let at = 0; at < letters.length; at++) {
    // Two multiplicative hashes (Knuth, TAOCP 3, 6.4), added up so that order does not count.
    const code = letters.charCodeAt(at);
    const mixed = Math.imul(code ^ (code >> 7), 0x9e3779b1);
    first = (first + (mixed ^ (mixed >>> 15))) | 0;
    second = (second + Math.imul(mixed ^ (mixed >>> 13), 0x85ebca6b)) | 0;
  }
  return `${letters.length} ${first} ${second}`;
}

const MAX_EXCERPT = 40;
/** Beginning of a text that is turned round for it. */
const MAX_TURNED = 2000;
const MAX_LINES = 4;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const LEFT_TO_RIGHT_RUN =
  /[\p{Script=Latin}\p{Nd}](?:[^\p{Script=Arabic}\p{Script=Hebrew}]*[\p{Script=Latin}\p{Nd}])?/gu;

/** The beginning of text in the order of its glyphs, as people read it, in quotation marks. */
export function excerpt(text: string): string {
  const lines = text.slice(0, MAX_TURNED).split('\n', MAX_LINES);
  return quoted(normaliseExtracted(lines.map((line) => (RIGHT_TO_LEFT.test(line) ? readable(line) : line)).join('\n'))); // prettier-ignore
}

/** The beginning of text in the order of reading, in quotation marks. */
export function quoted(text: string): string {
  return `“${text.length > MAX_EXCERPT ? `${text.slice(0, MAX_EXCERPT)}…` : text}”`;
}

/** A line from right to left turned round, what runs from left to right in it left as it is. */
function readable(line: string): string {
  return turned(line).replace(LEFT_TO_RIGHT_RUN, turned);
}

function turned(text: string): string {
  return Array.from(text).toReversed().join('');
}
