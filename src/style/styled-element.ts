// The view of an element that selector matching needs; document/ implements it on its parsed HTML.

export interface StyledElement {
  /** Lower case. */
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
  readonly attributes: ReadonlyMap<string, string>;
  readonly parent: StyledElement | null;
  /** Element siblings only. */
  readonly previous: StyledElement | null;
  readonly next: StyledElement | null;
  /** Position among the parent's element children, from 0. */
  readonly index: number;
  /** No element children and no text but white space. */
  readonly empty: boolean;
}
