// Inline content → the same content with its first letter in a context of its own: `::first-letter` (CSS Pseudo-Elements
// 4 § 2.3), and what of it becomes an initial letter that several lines stand beside (CSS Inline 3 § 7).
import type { ComputedStyle } from '../style/computed-style.ts';
import { firstStrongDirection } from '../unicode/bidi.ts';
import { joiningTypeOf } from '../unicode/scripts.ts';
import type { Box, InitialLetter, InlineContext, InlineNode, ParagraphBox } from './boxes.ts';
import { hasEdges, inlineContext, paintsBox } from './inline-context.ts';

export interface FirstLetterRule {
  /** The pseudo-element's style inside an element of this style. */
  readonly styleIn: (parent: ComputedStyle) => ComputedStyle;
  readonly warn: (message: string) => void;
  /** Paragraphs whose first letter has been styled: what an inner element asks for stays. */
  readonly done: Set<Box>;
}

/** The box with the first letter of its first line in the style that the rule gives; the same box when there is none. */
export function withFirstLetter(box: Box, rule: FirstLetterRule): Box {
  if (box.kind === 'block') {
    const first = box.children[0];
    const lettered = first === undefined ? first : withFirstLetter(first, rule);
    if (lettered === undefined || lettered === first) return box;
    return { ...box, children: [lettered, ...box.children.slice(1)] };
  }
  if (box.kind !== 'paragraph' || rule.done.has(box)) return box;
  const lettered = styleFirstLetter(box.content, box.style, rule);
  if (lettered === null) return box;
  const paragraph: ParagraphBox = { ...box, ...lettered };
  rule.done.add(paragraph);
  return paragraph;
}

interface LetteredContent {
  readonly content: readonly InlineNode[];
  readonly initial: InitialLetter | null;
}

/** White space, and characters that show nothing, before the first letter. */
const BEFORE = String.raw`[\s\p{Cf}]*`;
/** Punctuation before the letter belongs to it, with the fixed spaces between (dashes do not). */
const OPENING = String.raw`(?:[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}][\p{Zs}\p{Cf}]*)`;
const FIRST_LETTER: RegExp = new RegExp(
  String.raw`^(${BEFORE})(${OPENING}*(?:\p{L}|\p{N}|\p{S})\p{M}*[\p{Pe}\p{Pi}\p{Pf}\p{Po}]*)`,
  'u',
);
const ONLY_OPENING: RegExp = new RegExp(`^(${BEFORE})(${OPENING}+)$`, 'u');
const NO_TEXT: RegExp = new RegExp(`^${BEFORE}$`, 'u');

interface Piece {
  /** Index into the content. */
  readonly node: number;
  readonly start: number;
  readonly end: number;
}

/** Null when the content begins with no letter. `block` is the style of the block container. */
function styleFirstLetter(
  content: readonly InlineNode[],
  block: ComputedStyle,
  { styleIn, warn }: FirstLetterRule,
): LetteredContent | null {
  const pieces = findFirstLetter(content);
  if (pieces === null) return null;
  const letter = pieces.map(({ node, start, end }) => textOf(content[node]).slice(start, end)).join('');
  const style = styleIn(block);
  const asked = initialAsked(style);
  if (asked !== null && isJoined(letter)) return null;
  const isInitial = asked !== null && standsAtStart(letter, block, style);
  if (asked?.floats === true && !isInitial)
    warn(
      `float: ${style.float} needs a first letter that stands at that side of its line; it is set in its line`,
    );
  else if (asked !== null && !isInitial)
    warn('initial-letter needs a letter at the start of its line; it is set as large as the text');
  else if (isInitial && paintsBox(style))
    warn('Backgrounds and borders of initial letters are not painted yet');
  const contexts: InlineContext[] = [];
  const result: InlineNode[] = [];
  for (const [index, node] of content.entries()) {
    const piece = pieces.find((each) => each.node === index);
    if (piece === undefined || node.kind !== 'text') {
      result.push(node);
      continue;
    }
    const inline = inlineContext(node.context, styleIn(node.context.style));
    const context = isInitial ? { ...inline, boxes: node.context.boxes } : inline;
    contexts.push(context);
    const edges = hasEdges(context.style);
    if (piece.start > 0) result.push({ ...node, text: node.text.slice(0, piece.start) });
    if (edges) result.push({ kind: 'edge', side: 'start', outer: node.context, context });
    result.push({ kind: 'text', text: node.text.slice(piece.start, piece.end), context });
    if (edges) result.push({ kind: 'edge', side: 'end', outer: node.context, context });
    if (piece.end < node.text.length) result.push({ ...node, text: node.text.slice(piece.end) });
  }
  return { content: result, initial: isInitial ? { ...asked, letter, contexts } : null };
}

type AskedInitial = Pick<InitialLetter, 'size' | 'sink' | 'floats'>;

/** How a style asks that lines stand beside the letter; null: it does not. Notes and page floats are none. */
function initialAsked({ initialLetter, float }: ComputedStyle): AskedInitial | null {
  if (initialLetter !== null) return initialLetter;
  const stays = float === 'none' || float === 'footnote' || float === 'sidenote' || float === 'top' || float === 'bottom'; // prettier-ignore
  return stays ? null : { size: 1, sink: 1, floats: true };
}

/** What may stand before the letter and shows nothing. */
const WITHOUT_TEXT: ReadonlySet<InlineNode['kind']> = new Set(['open', 'close', 'edge', 'anchor', 'out-of-flow', 'note-call']); // prettier-ignore

/** The letter's parts: one, or punctuation and the letter where an element begins between them. */
function findFirstLetter(content: readonly InlineNode[]): readonly Piece[] | null {
  const pieces: Piece[] = [];
  for (const [node, each] of content.entries()) {
    if (WITHOUT_TEXT.has(each.kind)) continue;
    if (each.kind !== 'text') return null;
    if (NO_TEXT.test(each.text)) {
      if (pieces.length > 0 && each.text !== '') return null;
      continue;
    }
    const whole = FIRST_LETTER.exec(each.text);
    const found = whole ?? ONLY_OPENING.exec(each.text);
    if (found === null) return null;
    const start = found[1]?.length ?? 0;
    pieces.push({ node, start, end: start + (found[2]?.length ?? 0) });
    if (whole !== null) return pieces;
  }
  return null;
}

function textOf(node: InlineNode | undefined): string {
  return node?.kind === 'text' ? node.text : '';
}

/** A letter that joins the next one is not taken out of its word. Those that join only the one before are never joined here. */
function isJoined(letter: string): boolean {
  return Array.from(letter).some((character) => {
    const type = joiningTypeOf(character.codePointAt(0) ?? 0);
    return type === 'D' || type === 'L';
  });
}

/** Whether the letter comes to stand at the start edge, where the room beside it is taken from the lines. */
function standsAtStart(
  letter: string,
  block: ComputedStyle,
  { initialLetter, float }: ComputedStyle,
): boolean {
  const direction = firstStrongDirection(letter) ?? 'ltr';
  if (block.unicodeBidi !== 'plaintext' && direction !== block.direction) return false;
  const side = direction === 'ltr' ? 'left' : 'right';
  if (initialLetter === null && float !== side && float !== 'inline-start') return false;
  const atStart = (align: string): boolean => align === 'start' || align === 'justify' || align === side;
  return atStart(block.textAlign) && (block.textAlignLast === 'auto' || atStart(block.textAlignLast));
}
