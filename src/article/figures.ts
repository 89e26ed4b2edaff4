// A paragraph that is only a picture → figure with caption and credit. The caption is the picture's title, else the
// attribute `caption`, else the alternative text (as Pandoc and VFM do); `caption=""` leaves it out.
import type { Token } from 'markdown-it';
import { directionOfLanguage } from '../base/direction.ts';

/** Tokens of the figure; `image` carries the checked path, `open` the attributes of the block. */
export function figureOf(open: Token, image: Token): Token[] {
  const braces = (image.meta?.['braces'] ?? []) as readonly (readonly [string, string])[];
  const own = new Map(braces);
  const title = image.attrGet('title');
  const caption = title === null ? own.get('caption') : String(title);
  const credit = own.get('credit');
  image.attrs = image.attrs?.filter(([name]) => name !== 'title' && name !== 'class') ?? null;
  const figure = make(open, { type: 'figure_open', tag: 'figure', nesting: 1, block: true });
  figure.attrs = open.attrs;
  const className = own.get('class');
  if (className !== undefined) figure.attrJoin('class', className);
  const inline = make(open, { type: 'inline', tag: '', nesting: 0, block: true, children: [image] });
  const tokens = [figure, inline];
  const captionTokens = caption === undefined ? inOwnLanguage(open, image) : textTokens(open, caption);
  if (captionTokens.length > 0 || credit !== undefined) {
    tokens.push(make(open, { type: 'figcaption_open', tag: 'figcaption', nesting: 1, block: true }));
    const children = [...captionTokens];
    if (credit !== undefined) {
      if (children.length > 0) children.push(...textTokens(open, ' '));
      const span = make(open, { type: 'span_open', tag: 'span', nesting: 1, block: false });
      span.attrs = [['class', 'credit']];
      children.push(span, ...textTokens(open, credit), make(open, { type: 'span_close', tag: 'span', nesting: -1, block: false })); // prettier-ignore
    }
    tokens.push(make(open, { type: 'inline', tag: '', nesting: 0, block: true, children }));
    tokens.push(make(open, { type: 'figcaption_close', tag: 'figcaption', nesting: -1, block: true }));
  }
  tokens.push(make(open, { type: 'figure_close', tag: 'figure', nesting: -1, block: true }));
  return tokens;
}

/** The alternative text as a caption, in its language where the picture has one. */
function inOwnLanguage(like: Token, image: Token): Token[] {
  const children = image.children ?? [];
  const language = image.attrGet('lang');
  if (typeof language !== 'string' || children.length === 0) return children;
  const span = make(like, { type: 'span_open', tag: 'span', nesting: 1, block: false });
  span.attrs = [['lang', language], ['dir', directionOfLanguage(language)]]; // prettier-ignore
  return [span, ...children, make(like, { type: 'span_close', tag: 'span', nesting: -1, block: false })];
}

function textTokens(like: Token, text: string): Token[] {
  return text === '' ? [] : [make(like, { type: 'text', tag: '', nesting: 0, block: false, content: text })];
}

function make(
  like: Token,
  fields: Pick<Token, 'type' | 'tag' | 'nesting' | 'block'> & Partial<Token>,
): Token {
  const token = Object.create(Object.getPrototypeOf(like) as object) as Token;
  const plain = { attrs: null, map: null, level: like.level, children: null, content: '', markup: '', info: '', meta: null, hidden: false }; // prettier-ignore
  return Object.assign(token, plain, fields);
}
