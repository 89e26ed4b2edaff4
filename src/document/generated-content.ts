// `content`, `string-set` and `bookmark-label` → text or inline nodes (CSS Generated Content, GCPM 3).
import type { Place } from '../base/diagnostic.ts';
import { primaryLanguage } from '../base/direction.ts';
import type { ContentPart } from '../style/computed-style.ts';
import { counterText } from '../unicode/digits.ts';
import type { InlineContext, InlineNode } from './boxes.ts';
import type { Counters } from './counters.ts';
import type { HtmlElement } from './html-tree.ts';
import { textContent } from './html-tree.ts';
import type { TargetTexts } from './target-texts.ts';

export interface GeneratedContentSource {
  readonly element: HtmlElement;
  readonly counters: Counters;
  readonly texts: TargetTexts;
  readonly place: Place | undefined;
}

/** The parts as inline nodes; what only layout knows (page numbers) stays named. */
export function contentNodes(
  parts: readonly ContentPart[],
  source: GeneratedContentSource,
  context: InlineContext,
): readonly InlineNode[] {
  const nodes: InlineNode[] = [];
  for (const part of parts) {
    if (part.kind === 'leader') nodes.push({ kind: 'leader', pattern: part.pattern, context });
    else if (part.kind === 'target-counter') {
      const target = addressOf(part.url, source);
      nodes.push({ kind: 'target-counter', target, counter: part.name, counterStyle: part.style, context, place: source.place }); // prettier-ignore
    } else {
      const text = partText(part, source, context.style.language, context.style.quotes);
      if (text !== '') nodes.push({ kind: 'text', text, context });
    }
  }
  return nodes;
}

/** The parts as plain text, for named strings and bookmarks. */
export function contentText(
  parts: readonly ContentPart[],
  source: GeneratedContentSource,
  language: string,
): string {
  return parts
    .map((part) => partText(part, source, language, 'auto'))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function addressOf(url: string | { readonly attr: string }, { element }: GeneratedContentSource): string {
  return typeof url === 'string' ? url : (element.attributes.get(url.attr) ?? '');
}

function partText(
  part: ContentPart,
  source: GeneratedContentSource,
  language: string,
  quotes: readonly (readonly [string, string])[] | 'auto',
): string {
  const { element, counters, texts, place } = source;
  switch (part.kind) {
    case 'string':
      return part.text;
    case 'attr':
      return element.attributes.get(part.name) ?? '';
    case 'counter':
      return counterText(counters.value(part.name), part.style);
    case 'counters':
      return counters.values(part.name).map((value) => counterText(value, part.style)).join(part.separator); // prettier-ignore
    case 'content':
      return part.which === 'first-letter' ? firstLetter(textContent(element)) : textContent(element);
    case 'quote':
      return quoteText(part.which, quotes === 'auto' ? quotesOfLanguage(language) : quotes, counters);
    case 'target-text':
      return texts.text(addressOf(part.url, source), place);
    case 'named-string':
    case 'element':
    case 'target-counter':
    case 'leader':
    case 'url':
      return '';
  }
}

/** The mark of this depth, the innermost pair for all that are deeper; `no-` marks only count. */
function quoteText(
  which: 'open-quote' | 'close-quote' | 'no-open-quote' | 'no-close-quote',
  pairs: readonly (readonly [string, string])[],
  counters: Counters,
): string {
  const opens = which.endsWith('open-quote');
  if (!opens) counters.quotes = Math.max(0, counters.quotes - 1);
  const [open, close] = pairs[Math.min(counters.quotes, pairs.length - 1)] ?? ['', ''];
  if (opens) counters.quotes++;
  return which.startsWith('no-') ? '' : opens ? open : close;
}

/** Outer and inner quotation marks by language (CLDR; German as newspapers set it). */
function quotesOfLanguage(language: string): readonly (readonly [string, string])[] {
  switch (primaryLanguage(language)) {
    case 'fa':
    case 'prs':
    case 'ps':
    case 'ar':
      return PERSIAN_QUOTES;
    case 'de':
      return GERMAN_QUOTES;
    case 'fr':
      return FRENCH_QUOTES;
    default:
      return ENGLISH_QUOTES;
  }
}

const PERSIAN_QUOTES = [['\u00AB', '\u00BB'], ['\u2039', '\u203A']] as const; // prettier-ignore
const GERMAN_QUOTES = [['\u00BB', '\u00AB'], ['\u203A', '\u2039']] as const; // prettier-ignore
const FRENCH_QUOTES = [['\u00AB\u202F', '\u202F\u00BB'], ['\u201C', '\u201D']] as const; // prettier-ignore
const ENGLISH_QUOTES = [['\u201C', '\u201D'], ['\u2018', '\u2019']] as const; // prettier-ignore

function firstLetter(text: string): string {
  const codePoint = text.codePointAt(0);
  return codePoint === undefined ? '' : String.fromCodePoint(codePoint);
}
