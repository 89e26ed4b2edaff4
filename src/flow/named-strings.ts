// Named strings over the pages (CSS GCPM 3 § 1.1): what `string()` in a margin box shows.
import type { NamedString } from '../document/boxes.ts';

/** A named string set on a page; `atStart`: no text stands above on that page. */
export interface PageString extends NamedString {
  readonly atStart: boolean;
}

export class NamedStrings {
  /** Values on entry to the current page, at its start, and the first and last set on it. */
  readonly #entry = new Map<string, string>();
  readonly #start = new Map<string, string>();
  readonly #first = new Map<string, string>();
  readonly #last = new Map<string, string>();

  /** Takes over the strings set on the page that is being made. */
  setPage(strings: readonly PageString[]): void {
    for (const [name, value] of this.#last) this.#entry.set(name, value);
    this.#first.clear();
    this.#start.clear();
    for (const { name, value, atStart } of strings) {
      if (atStart) this.#start.set(name, value);
      if (!this.#first.has(name)) this.#first.set(name, value);
      this.#last.set(name, value);
    }
  }

  value(name: string, which: 'first' | 'start' | 'last' | 'first-except'): string {
    const entry = this.#entry.get(name) ?? '';
    switch (which) {
      case 'first':
        return this.#first.get(name) ?? entry;
      case 'last':
        return this.#last.get(name) ?? entry;
      case 'start':
        return this.#start.get(name) ?? entry;
      case 'first-except':
        return this.#first.has(name) ? '' : entry;
    }
  }
}
