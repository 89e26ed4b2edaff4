// `{#id .class key=value key="two words"}` after a construct → HTML attributes, through the allow-list.

/** Attributes that any element may carry, whether written in braces or in raw HTML. */
export const GLOBAL_ATTRIBUTES: ReadonlySet<string> = new Set([
  'class',
  'id',
  'lang',
  'dir',
  'title',
  'aria-label',
]);

export interface BraceAttributes {
  readonly pairs: readonly (readonly [name: string, value: string])[];
  /** Offset just after the closing brace. */
  readonly end: number;
}

const ITEM =
  /[ \t]*(?:#([^\s{}"'=<>.#]+)|\.([^\s{}"'=<>.#]+)|([A-Za-z][A-Za-z0-9-]*)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s{}"'<>]+)))/y;
const CLOSING = /[ \t]*\}/y;
/** More than anybody writes; bounds the work on hostile text. */
const MAX_LENGTH = 1000;

/** Reads the braces at `start`; undefined unless the whole group is attributes and there is at least one. */
export function readBraces(text: string, start: number): BraceAttributes | undefined {
  if (text.charCodeAt(start) !== 0x7b) return undefined;
  const pairs: (readonly [string, string])[] = [];
  const classes: string[] = [];
  let at = start + 1;
  while (at - start < MAX_LENGTH) {
    ITEM.lastIndex = at;
    const item = ITEM.exec(text);
    if (item === null) break;
    const [, id, className, key = '', quoted, apostrophed, bare] = item;
    if (id !== undefined) pairs.push(['id', id]);
    else if (className !== undefined) classes.push(className);
    else if (key.toLowerCase() === 'class') classes.push(quoted ?? apostrophed ?? bare ?? '');
    else pairs.push([key.toLowerCase(), quoted ?? apostrophed ?? bare ?? '']);
    at = ITEM.lastIndex;
  }
  CLOSING.lastIndex = at;
  if (!CLOSING.test(text) || (pairs.length === 0 && classes.length === 0)) return undefined;
  if (classes.length > 0) pairs.push(['class', classes.join(' ')]);
  return { pairs, end: CLOSING.lastIndex };
}

/** Is a value fit for an attribute of this name? `dir` and `lang` have closed forms. */
export function isFitAttribute(name: string, value: string): boolean {
  if (name === 'dir') return /^(ltr|rtl|auto)$/.test(value);
  if (name === 'lang') return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(value);
  return true;
}
