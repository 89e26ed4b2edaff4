// CSS counters over the element tree (CSS Lists 3, § 4): a counter lives in the siblings that follow its reset.
import type { CounterChange } from '../style/computed-style.ts';

interface Counter {
  value: number;
}

/** The counters in scope while the elements are walked over (CSS Lists 3 § 4). */
export class Counters {
  /** How many quotations are open: they nest through the whole document (CSS Generated Content 3, § 3.3). */
  quotes = 0;
  readonly #stacks = new Map<string, Counter[]>();
  /** Names reset by the children of each open element. */
  readonly #scopes: Set<string>[] = [new Set()];

  /** Applies reset, increment, set (in that order) of an element and opens the scope of its children. */
  enter(
    reset: readonly CounterChange[],
    increment: readonly CounterChange[],
    set: readonly CounterChange[],
  ): void {
    for (const { name, value } of reset) this.reset(name, value);
    for (const { name, value } of increment) this.#top(name).value += value;
    for (const { name, value } of set) this.#top(name).value = value;
    this.#scopes.push(new Set());
  }

  leave(): void {
    for (const name of this.#scopes.pop() ?? []) this.#stacks.get(name)?.pop();
  }

  value(name: string): number {
    return this.#stacks.get(name)?.at(-1)?.value ?? 0;
  }

  /** The innermost value of every counter. */
  snapshot(): ReadonlyMap<string, number> {
    return new Map(
      [...this.#stacks].flatMap(([name, stack]) => stack.slice(-1).map(({ value }) => [name, value])),
    );
  }

  /** All values of a counter, outermost first. */
  values(name: string): readonly number[] {
    return (this.#stacks.get(name) ?? []).map((counter) => counter.value);
  }

  /** Starts a counter for the innermost open scope. */
  reset(name: string, value: number): void {
    const scope = this.#scopes.at(-1);
    let stack = this.#stacks.get(name);
    if (stack === undefined) this.#stacks.set(name, (stack = []));
    if (scope?.has(name) === true) stack[stack.length - 1] = { value };
    else {
      scope?.add(name);
      stack.push({ value });
    }
  }

  #top(name: string): Counter {
    const counter = this.#stacks.get(name)?.at(-1);
    if (counter !== undefined) return counter;
    this.reset(name, 0);
    return this.#top(name);
  }
}
