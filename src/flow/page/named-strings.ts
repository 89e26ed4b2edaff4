// Named strings and running elements over the pages (CSS GCPM 3 § 1.1, 1.2): what `string()` and `element()` in a margin box show.
import type { Box, NamedString } from '../../document/boxes.ts';

/** Which of those set on a page, else the last set before. */
export type PlaceOnPage = 'first' | 'start' | 'last' | 'first-except';

/** A named string set on a page; `atStart`: no text stands above on that page. */
export interface PageString extends NamedString {
  readonly atStart: boolean;
}

/** What has been set up to the current page. */
export class NamedStrings {
  /** Values on entry to the current page, at its start, and the first and last set on it. Elements have names of their own. */
  readonly #entry = new Map<string, PageString>();
  readonly #start = new Map<string, PageString>();
  readonly #first = new Map<string, PageString>();
  readonly #last = new Map<string, PageString>();

  /** Takes over the strings set on the page that is being made. */
  setPage(strings: readonly PageString[]): void {
    for (const [key, string] of this.#last) this.#entry.set(key, string);
    this.#first.clear();
    this.#start.clear();
    for (const string of strings) {
      const key = string.element === undefined ? string.name : elementKey(string.name);
      if (string.atStart) this.#start.set(key, string);
      if (!this.#first.has(key)) this.#first.set(key, string);
      this.#last.set(key, string);
    }
  }

  value(name: string, which: PlaceOnPage): string {
    return this.#find(name, which)?.value ?? '';
  }

  /** The running element of that name, if there is one by now. */
  element(name: string, which: PlaceOnPage): Box | undefined {
    return this.#find(elementKey(name), which)?.element;
  }

  #find(key: string, which: PlaceOnPage): PageString | undefined {
    const entry = this.#entry.get(key);
    switch (which) {
      case 'first':
        return this.#first.get(key) ?? entry;
      case 'last':
        return this.#last.get(key) ?? entry;
      case 'start':
        return this.#start.get(key) ?? entry;
      case 'first-except':
        return this.#first.has(key) ? undefined : entry;
    }
  }
}

/** No name of a string has a space. */
function elementKey(name: string): string {
  return `element ${name}`;
}
