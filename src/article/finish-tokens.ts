// Parsed tokens of an article → tokens that may be printed: raw HTML through the allow-list and well nested, links and
// picture paths checked, figures made, directions and sources marked, nesting bounded. One pass, one stack.
import { countNewlines } from '../base/count-newlines.ts';
import type { Token } from 'markdown-it';
import type { Direction } from '../base/direction.ts';
import type { DiagnosticCode } from '../base/diagnostic-codes.ts';
import { directionOfLanguage } from '../base/direction.ts';
import { LINKS_ALLOWED } from '../base/link-address.ts';
import { pictureSource, safeHref } from './addresses.ts';
import { figureOf } from './figures.ts';
import { escapeHtml } from './html-text.ts';
import { MAX_DEPTH, OpenElements } from './open-elements.ts';
import type { HtmlAttribute, HtmlPiece } from './raw-html.ts';
import {
  ALLOWED_ELEMENTS,
  DROPPED_WITH_CONTENT,
  htmlPieces,
  isAllowedAttribute,
  openTag,
  VOID_ELEMENTS,
} from './raw-html.ts';
import { deviatingDirection } from './text-direction.ts';
import type { CalledNote } from './notes.ts';
import { MISSING_NOTE } from './notes.ts';
import type { TokenContext } from './token-context.ts';
import { asWritten, htmlToken, isDecoration, LEAF_BLOCKS, plainAlternative } from './token-helpers.ts';
import { placeInText, plainText } from './token-context.ts';

/** Finishes the tokens of one text; pictures and complaints are collected in the context. */
export function finishTokens(tokens: readonly Token[], context: TokenContext): Token[] {
  const finisher = new TokenFinisher(context);
  return finisher.finish(tokens);
}

class TokenFinisher {
  readonly #context: TokenContext;
  readonly #open = new OpenElements();
  #output: Token[] = [];
  /** The element whose content is being dropped. */
  #dropping: string | undefined;
  #isDeepReported = false;
  #line = 0;

  constructor(context: TokenContext) {
    this.#context = context;
  }

  finish(tokens: readonly Token[]): Token[] {
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index] as Token;
      if (token.map !== null) [this.#line] = token.map;
      const figure = token.type === 'paragraph_open' ? this.#figure(tokens, index) : undefined;
      if (figure !== undefined) {
        this.#output.push(...figure);
        index += 2;
      } else this.#block(token, tokens, index);
    }
    const last = tokens.at(-1);
    if (last !== undefined) this.#print(last, this.#open.closeRaw());
    return this.#output;
  }

  #block(token: Token, tokens: readonly Token[], index: number): void {
    if (token.type === 'inline') this.#inline(token);
    else if (token.type === 'html_block') this.#htmlBlock(token);
    else if (token.hidden) this.#output.push(token);
    else if (token.nesting === 1) {
      if (token.type === 'container_open') this.#reportContainer(token);
      if (token.type === 'verse_open') this.#reportVerse(token);
      this.#applyBraces(token, token.tag);
      this.#markSource(token);
      this.#openMarkdown(token, this.#directionOf(token, tokens, index));
    } else if (token.nesting === -1) this.#close(token);
    else {
      this.#markSource(token);
      this.#output.push(token);
    }
  }

  #markSource(token: Token): void {
    if (this.#open.count > 0 || token.map === null) return;
    const { displayFile, firstLine } = this.#context.source;
    token.attrSet('data-source', `${displayFile}:${firstLine + token.map[0]}`);
  }

  get #direction(): Direction {
    return this.#open.direction ?? this.#context.source.direction;
  }

  #openMarkdown(token: Token, direction: Direction): void {
    if (token.block) this.#print(token, this.#open.closeRawPhrasing());
    const isDropped = this.#isTooDeep();
    if (!isDropped) this.#output.push(token);
    this.#open.push({ origin: 'markdown', name: token.tag, isDropped, direction });
  }

  #isTooDeep(): boolean {
    if (!this.#open.isFull) return false;
    // One report a text: deep markup comes in thousands.
    if (!this.#isDeepReported) this.#warn('A007', `Markup is nested more than ${MAX_DEPTH} deep; what is deeper becomes plain text`, ''); // prettier-ignore
    this.#isDeepReported = true;
    return true;
  }

  /** A Markdown element ends: raw elements opened in it end first. */
  #close(token: Token): void {
    this.#print(token, this.#open.closeRaw());
    if (this.#open.popMarkdown()) this.#output.push(token);
    if (token.block) this.#print(token, this.#open.closeLater());
  }

  /** Tags, each a token beside `like`. */
  #print(like: Token, tags: readonly string[]): void {
    for (const tag of tags) this.#output.push(htmlToken(like, tag));
  }

  #directionOf(token: Token, tokens: readonly Token[], index: number): Direction {
    const given = token.attrGet('dir');
    if (given === 'ltr' || given === 'rtl') return given;
    const language = token.attrGet('lang');
    if (typeof language === 'string') {
      const direction = directionOfLanguage(language);
      if (direction !== this.#direction) token.attrSet('dir', direction);
      return direction;
    }
    const next = tokens[index + 1];
    const isItem = token.type === 'list_item_open';
    const inline = next?.type === 'inline' ? next : isItem && next?.type === 'paragraph_open' ? tokens[index + 2] : undefined; // prettier-ignore
    if (inline?.type !== 'inline' || !LEAF_BLOCKS.has(token.tag)) return this.#direction;
    const direction = deviatingDirection(plainText(inline.children), this.#direction);
    if (direction !== undefined) token.attrSet('dir', direction);
    return direction ?? this.#direction;
  }

  #reportContainer(token: Token): void {
    const name = token.meta?.['unknownContainer'];
    if (typeof name !== 'string') return;
    this.#warn('A009', `Unknown container :::${name}`, ':::', 'known are :::poem, :::box and :::quote');
  }

  #reportVerse(token: Token): void {
    const count = token.meta?.['hemistichs'] as number | undefined;
    if (count === undefined) return;
    const message = count === 1 ? 'A couplet with one hemistich; it stands in the middle' : `A couplet with ${count} hemistichs`; // prettier-ignore
    this.#warn('A010', message, '', 'part the two hemistichs by a tab, “ / ” or “ * ”');
  }

  /** Attributes written in braces, through the allow-list. */
  #applyBraces(token: Token, element: string): void {
    const braces = token.meta?.['braces'] as readonly HtmlAttribute[] | undefined;
    for (const [name, value] of braces ?? []) {
      if (name === 'credit' || name === 'caption') continue;
      if (name === 'src' || name === 'href' || !isAllowedAttribute(element, name, value))
        this.#removed(`the attribute ${name}`, name); // prettier-ignore
      else if (name === 'class') token.attrJoin('class', value);
      else token.attrSet(name, value);
    }
  }

  #inline(token: Token): void {
    const outer = this.#output;
    const { count } = this.#open;
    this.#output = [];
    const line = this.#line;
    this.#dropping = undefined;
    for (const child of token.children ?? []) {
      if (this.#dropping !== undefined && child.type !== 'html_inline') continue;
      this.#inlineToken(child);
    }
    this.#dropping = undefined;
    this.#print(token, this.#open.closeTo(count));
    token.children = this.#output;
    this.#output = outer;
    this.#output.push(token);
    this.#line = line;
  }

  #inlineToken(token: Token): void {
    switch (token.type) {
      case 'softbreak':
      case 'hardbreak':
        this.#line += 1;
        this.#output.push(token);
        return;
      case 'html_inline':
        this.#html(token, token.content, 0);
        return;
      case 'image':
        this.#image(token);
        return;
      case MISSING_NOTE: {
        const label = String(token.meta?.['label']);
        const hint = `write [^${label}]: and the note, or \\[^${label}] where no note is meant`;
        this.#warn('A011', `The note [^${label}] is called but not written`, `[^${label}]`, hint);
        return;
      }
      case 'note_call': {
        const note = token.meta?.['inline'] as CalledNote | undefined;
        if (note !== undefined) note.fileLine = this.#context.source.firstLine + this.#line;
        this.#output.push(token);
        return;
      }
      case 'link_open':
        this.#applyBraces(token, 'a');
        this.#linkOpen(token);
        return;
      default:
        if (token.nesting === 1) {
          this.#applyBraces(token, token.tag);
          this.#openMarkdown(token, this.#directionOf(token, [], 0));
        } else if (token.nesting === -1) this.#close(token);
        else {
          if (token.type === 'code_inline') this.#applyBraces(token, 'code');
          this.#output.push(token);
        }
    }
  }

  #linkOpen(token: Token): void {
    const address = String(token.attrGet('href') ?? '');
    const href = safeHref(address);
    const isDropped = href === undefined || this.#isTooDeep();
    if (href === undefined) {
      this.#unsafeLink(address);
    } else {
      token.attrSet('href', href);
      if (!isDropped) this.#output.push(token);
    }
    this.#open.push({ origin: 'markdown', name: 'a', isDropped, direction: this.#direction });
  }

  /** Checks the path; a refused picture leaves its alternative text. */
  #image(token: Token): boolean {
    this.#applyBraces(token, 'img');
    const address = String(token.attrGet('src') ?? '');
    const source = this.#picture(address);
    const alternative = plainAlternative(token);
    if (source === undefined) {
      this.#output.push(htmlToken(token, escapeHtml(alternative)));
      return false;
    }
    if (alternative.trim() === '' && !isDecoration(token)) this.#missingAlternative(address, address);
    token.attrSet('src', source);
    this.#output.push(token);
    return true;
  }

  /** `excerpt` is where it stands, `address` its name there. */
  #missingAlternative(address: string, excerpt: string): void {
    this.#warn(
      'I004',
      `Picture without alternative text: ${address}`,
      asWritten(excerpt),
      'write ![what it shows](file.jpg), or ![](file.jpg){alt=""} for a decoration',
    );
  }

  /** The picture's path in the publication folder, noted for the loader; undefined when refused. */
  #picture(address: string): string | undefined {
    const place = placeInText(this.#context, this.#line, asWritten(address));
    const source = pictureSource(address, this.#context.source.file);
    if (source === undefined) {
      const message = `The picture ${JSON.stringify(address.slice(0, 80))} is refused: it is not a file inside the publication folder`;
      this.#context.reporter.report('X001', () => ({ severity: 'error', message, place, hint: 'write a path relative to the article' })); // prettier-ignore
    } else this.#context.pictures.push({ source, place });
    return source;
  }

  /** A paragraph that is nothing but one picture. */
  #figure(tokens: readonly Token[], index: number): Token[] | undefined {
    const [open, inline] = [tokens[index], tokens[index + 1]];
    const image = inline?.children?.find((child) => child.type === 'image');
    if (open === undefined || inline === undefined || open.hidden || image === undefined) return undefined;
    const isAlone = inline.children?.every((child) => child === image || child.content.trim() === '' && child.type === 'text'); // prettier-ignore
    if (isAlone !== true || this.#isTooDeep()) return undefined;
    const outer = this.#output;
    this.#output = [];
    const isKept = this.#image(image);
    const images = this.#output;
    this.#output = outer;
    if (!isKept) {
      inline.children = images;
      return undefined;
    }
    this.#applyBraces(open, 'figure');
    this.#markSource(open);
    return figureOf(open, image);
  }

  #htmlBlock(token: Token): void {
    this.#dropping = undefined;
    this.#html(token, token.content, this.#line);
    this.#dropping = undefined;
  }

  /** Raw HTML: allowed tags are printed anew, the rest is reported. */
  #html(token: Token, html: string, blockLine: number): void {
    let safe = '';
    const isBlock = token.type === 'html_block';
    const before = this.#line;
    for (const piece of htmlPieces(html)) {
      if (isBlock) this.#line = blockLine + countNewlines(html, piece.offset);
      safe += this.#piece(piece, isBlock);
    }
    this.#line = isBlock ? before : before + countNewlines(html, html.length);
    if (safe !== '') this.#output.push(htmlToken(token, safe));
  }

  #piece(piece: HtmlPiece, isBlock: boolean): string {
    if (this.#dropping !== undefined) {
      if (piece.kind === 'close' && piece.name === this.#dropping) this.#dropping = undefined;
      return '';
    }
    switch (piece.kind) {
      case 'text':
        return piece.html;
      case 'other':
        this.#removed(piece.what, piece.what);
        return '';
      case 'close':
        return this.#open.closeTag(piece.name);
      case 'open':
        return this.#rawOpen(piece, isBlock);
    }
  }

  #rawOpen(piece: HtmlPiece & { kind: 'open' }, isBlock: boolean): string {
    const { name } = piece;
    if (!Object.hasOwn(ALLOWED_ELEMENTS, name)) {
      this.#removed(`the element <${name}>`, `<${name}`);
      if (DROPPED_WITH_CONTENT.has(name) && !piece.selfClosing) this.#dropping = name;
      return '';
    }
    const attributes = this.#rawAttributes(name, piece.attributes);
    if (attributes === undefined) return '';
    if (isBlock && this.#open.count === 0 && !VOID_ELEMENTS.has(name)) {
      const { displayFile, firstLine } = this.#context.source;
      attributes.push(['data-source', `${displayFile}:${firstLine + this.#line}`]);
    }
    if (VOID_ELEMENTS.has(name)) return openTag(name, attributes);
    const isDropped = this.#isTooDeep();
    const direction = attributes.find(([key]) => key === 'dir')?.[1];
    this.#open.push({ origin: 'raw', name, isDropped, direction: direction === 'ltr' || direction === 'rtl' ? direction : this.#direction }); // prettier-ignore
    const selfClosed = piece.selfClosing ? this.#open.closeTag(name) : '';
    return isDropped ? selfClosed : openTag(name, attributes) + selfClosed;
  }

  /** Undefined when the whole element goes: a picture without a usable file. */
  #rawAttributes(element: string, written: readonly HtmlAttribute[]): HtmlAttribute[] | undefined {
    const attributes: HtmlAttribute[] = [];
    for (const [name, value] of written) {
      if (!isAllowedAttribute(element, name, value)) {
        this.#removed(`the attribute ${name} of <${element}>`, name);
      } else if (name === 'href') {
        const href = safeHref(value);
        if (href === undefined) this.#unsafeLink(value);
        else attributes.push([name, href]);
      } else if (name === 'src') {
        const source = this.#picture(value);
        if (source === undefined) return undefined;
        attributes.push([name, source]);
      } else attributes.push([name, value]);
    }
    if (element !== 'img') return attributes;
    if (!attributes.some(([name]) => name === 'src')) return undefined;
    if (attributes.some(([name]) => name === 'alt')) return attributes;
    this.#missingAlternative(written.find(([name]) => name === 'src')?.[1] ?? '', '<img');
    // Said once; the document does not say it again.
    return [...attributes, ['alt', '']];
  }

  #unsafeLink(address: string): void {
    const message = `The link to ${JSON.stringify(address.slice(0, 80))} is removed, its text stays`;
    this.#warn('P001', message, address.slice(0, 200), LINKS_ALLOWED);
  }

  #removed(what: string, excerpt: string): void {
    this.#warn('A006', `Not allowed in an article and removed: ${what}`, excerpt);
  }

  /** `excerpt` stands on the current line and gives the column. */
  #warn(code: DiagnosticCode, message: string, excerpt: string, hint?: string): void {
    const line = this.#line;
    this.#context.reporter.report(code, () => ({ severity: 'warning', message, hint, place: placeInText(this.#context, line, excerpt) })); // prettier-ignore
  }
}
