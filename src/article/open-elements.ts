// The elements that are open while an article's tokens are finished: raw tags are nested well among those of Markdown,
// and what is nested too deep is left out.
import type { Direction } from '../base/direction.ts';
import { PHRASING } from './token-helpers.ts';

/** Elements within elements; deeper markup is flattened to its text. */
export const MAX_DEPTH = 40;

/** An element whose end has not come yet. */
export interface OpenElement {
  /** `markdown` elements are closed by their token, `raw` ones by a tag or by the end of their parent. */
  readonly origin: 'markdown' | 'raw';
  readonly name: string;
  /** Its tags are left out, its content stays. */
  readonly isDropped: boolean;
  readonly direction: Direction;
}

/** Owns the stack; closing gives the tags to print, innermost first. */
export class OpenElements {
  readonly #stack: OpenElement[] = [];
  /** Closing tags of raw blocks that stand within a Markdown paragraph: they take effect after it. */
  #later: string[] = [];

  get count(): number {
    return this.#stack.length;
  }

  get isFull(): boolean {
    return this.#stack.length >= MAX_DEPTH;
  }

  /** That of the innermost element; undefined outside of all. */
  get direction(): Direction | undefined {
    return this.#stack.at(-1)?.direction;
  }

  push(element: OpenElement): void {
    this.#stack.push(element);
  }

  /** Closes a Markdown element whose raw elements are closed; whether its tags are printed. */
  popMarkdown(): boolean {
    return this.#stack.pop()?.isDropped === false;
  }

  /** Closes everything down to `count` open elements. */
  closeTo(count: number): string[] {
    return this.#closeWhile(() => this.#stack.length > count);
  }

  /** Closes raw elements down to the nearest Markdown element. */
  closeRaw(): string[] {
    return this.#closeWhile((open) => open.origin === 'raw');
  }

  /** `<p>` and raw words around end where a Markdown block begins. */
  closeRawPhrasing(): string[] {
    return this.#closeWhile((open) => open.origin === 'raw' && PHRASING.has(open.name));
  }

  /** A closing tag counts only for an element opened in the same parent. */
  closeTag(name: string): string {
    let found = this.#stack.length - 1;
    while (found >= 0 && this.#stack[found]?.origin === 'raw' && this.#stack[found]?.name !== name)
      found -= 1;
    if (found < 0 || this.#stack[found]?.origin !== 'raw') {
      if (this.#stack[found]?.name === 'p' && !PHRASING.has(name)) this.#later.push(name);
      return '';
    }
    return this.closeTo(found).join('');
  }

  /** What the closing tags come to that waited for the end of a Markdown block. */
  closeLater(): string[] {
    if (this.#later.length === 0) return [];
    const names = this.#later;
    this.#later = [];
    return names.map((name) => this.closeTag(name)).filter((tags) => tags !== '');
  }

  #closeWhile(isToClose: (open: OpenElement) => boolean): string[] {
    const tags: string[] = [];
    for (let open = this.#stack.at(-1); open !== undefined && isToClose(open); open = this.#stack.at(-1)) {
      this.#stack.pop();
      if (!open.isDropped) tags.push(`</${open.name}>`);
    }
    return tags;
  }
}
