// Types of the two light entries of css-tree that are used here (@types/css-tree covers only the main entry).

declare module 'css-tree/tokenizer' {
  /** CSS Syntax 3, §4.3: calls `onToken` for every token; offsets are UTF-16 units, ranges half-open. */
  export function tokenize(source: string, onToken: (type: number, start: number, end: number) => void): void;
}

declare module 'css-tree/utils' {
  export const ident: { decode(text: string): string };
  export const string: { decode(text: string): string };
  export const url: { decode(text: string): string };
}
