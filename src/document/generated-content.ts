// `content`, `string-set` and `bookmark-label` → text or inline nodes (CSS Generated Content, GCPM 3).
import type { Place } from '../base/diagnostic.ts';
import { primaryLanguage } from '../base/direction.ts';
import type { ContentPart } from '../style/computed-style.ts';
import { counterText } from '../unicode/digits.ts';
import type { InlineContext, InlineNode } from './boxes.ts';
import type { Counters } from './counters.ts';
import type { HtmlElement } from './html-tree.ts';
import { textContent } from './html-tree.ts';

export interface GeneratedContentSource {
  readonly element: HtmlElement;
  readonly counters: Counters;
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
    else if (part.kind === 'target-counter' && part.name === 'page') {
      const target =
        typeof part.url === 'string' ? part.url : (source.element.attributes.get(part.url.attr) ?? '');
      nodes.push({ kind: 'target-counter', target, counterStyle: part.style, context, place: source.place });
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

function partText(
  part: ContentPart,
  { element, counters }: GeneratedContentSource,
  language: string,
  quotes: readonly (readonly [string, string])[] | 'auto',
): string {
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
    case 'quote': {
      const [open, close] = quotes === 'auto' ? quotesOfLanguage(language) : (quotes[0] ?? ['', '']);
      return part.which === 'open-quote' ? open : part.which === 'close-quote' ? close : '';
    }
    case 'named-string':
    case 'target-counter':
    case 'target-text':
    case 'leader':
    case 'url':
      return '';
  }
}

/** Outer quotation marks by language (CLDR; German as newspapers set it). */
export function quotesOfLanguage(language: string): readonly [string, string] {
  switch (primaryLanguage(language)) {
    case 'fa':
    case 'prs':
    case 'ps':
    case 'ar':
      return ['\u00AB', '\u00BB'];
    case 'de':
      return ['\u00BB', '\u00AB'];
    case 'fr':
      return ['\u00AB\u202F', '\u202F\u00BB'];
    default:
      return ['\u201C', '\u201D'];
  }
}

function firstLetter(text: string): string {
  const codePoint = text.codePointAt(0);
  return codePoint === undefined ? '' : String.fromCodePoint(codePoint);
}
