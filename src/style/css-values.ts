// CSS text → component values: tokens, with functions and blocks nested. CSS Syntax Module Level 3, §4 (by css-tree) and §5.4.7–9.
// Nothing here recurses, so that hostile nesting cannot exhaust the stack.
import { tokenize } from 'css-tree/tokenizer';
import { ident, string, url } from 'css-tree/utils';
import { unreachable } from '../base/invariant.ts';

/** Where a value stands in its source, as UTF-16 offsets, half-open. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

export interface CssFunction extends Extent {
  readonly kind: 'function';
  /** Lower case. */
  readonly name: string;
  readonly args: readonly CssValue[];
}

export interface CssBlock extends Extent {
  readonly kind: 'block';
  readonly open: '(' | '[' | '{';
  readonly values: readonly CssValue[];
}

export type CssValue =
  | (Extent & { readonly kind: 'ident'; readonly name: string })
  | (Extent & { readonly kind: 'at'; readonly name: string })
  | (Extent & { readonly kind: 'hash'; readonly name: string })
  | (Extent & { readonly kind: 'string'; readonly text: string })
  | (Extent & { readonly kind: 'url'; readonly url: string })
  | (Extent & { readonly kind: 'number'; readonly value: number; readonly integer: boolean })
  | (Extent & { readonly kind: 'percentage'; readonly value: number })
  /** Unit in lower case. */
  | (Extent & { readonly kind: 'dimension'; readonly value: number; readonly unit: string })
  /** Also `,` `:` `;`, closing brackets without an opening one, and `<!--` `-->`. */
  | (Extent & { readonly kind: 'delim'; readonly char: string })
  | (Extent & { readonly kind: 'space' })
  | CssFunction
  | CssBlock;

/** What is wrong with the text, by offset. */
export type SyntaxReport = (message: string, offset: number, hint?: string) => void;

/** Deeper nesting than this is reported and left out. */
export const MAXIMUM_NESTING = 48;

// Token types of css-tree's tokenizer, numbered as in CSS Syntax 3.
const IDENT = 1;
const FUNCTION = 2;
const AT_KEYWORD = 3;
const HASH = 4;
const STRING = 5;
const BAD_STRING = 6;
const URL_TOKEN = 7;
const BAD_URL = 8;
const NUMBER = 10;
const PERCENTAGE = 11;
const DIMENSION = 12;
const WHITE_SPACE = 13;
const LEFT_SQUARE = 19;
const RIGHT_SQUARE = 20;
const LEFT_PARENTHESIS = 21;
const RIGHT_PARENTHESIS = 22;
const LEFT_CURLY = 23;
const RIGHT_CURLY = 24;
const COMMENT = 25;

interface OpenBlock {
  readonly closer: string;
  readonly name: string | null;
  readonly open: '(' | '[' | '{';
  readonly start: number;
  readonly values: CssValue[];
}

const CLOSERS = { '(': ')', '[': ']', '{': '}' } as const;

/** Component values of `css`; comments are gone, white space is kept. Unclosed blocks end at the end of the text, with a report. */
export function readComponentValues(css: string, report: SyntaxReport): readonly CssValue[] {
  const top: CssValue[] = [];
  const stack: OpenBlock[] = [];
  /** Closers awaited by blocks nested too deeply to keep. */
  const skipped: string[] = [];
  let reportedDepth = false;
  let values = top;

  function close(block: OpenBlock, end: number): void {
    stack.pop();
    values = stack.at(-1)?.values ?? top;
    const { start, open, name } = block;
    const [argument, ...others] = name === 'url' ? withoutSpace(block.values) : [];
    if (argument?.kind === 'string' && others.length === 0)
      return void values.push({ kind: 'url', url: argument.text, start, end });
    values.push(
      name === null
        ? { kind: 'block', open, values: block.values, start, end }
        : { kind: 'function', name, args: block.values, start, end },
    );
  }

  function openBlock(open: '(' | '[' | '{', name: string | null, start: number): void {
    if (stack.length < MAXIMUM_NESTING && skipped.length === 0) {
      const block: OpenBlock = { closer: CLOSERS[open], name, open, start, values: [] };
      stack.push(block);
      values = block.values;
      return;
    }
    skipped.push(CLOSERS[open]);
    if (!reportedDepth) report(`Nested more than ${MAXIMUM_NESTING} deep; left out`, start);
    reportedDepth = true;
  }

  tokenize(css, (type, start, end) => {
    if (type === LEFT_CURLY) return openBlock('{', null, start);
    if (type === LEFT_PARENTHESIS) return openBlock('(', null, start);
    if (type === LEFT_SQUARE) return openBlock('[', null, start);
    if (type === FUNCTION) return openBlock('(', decodeName(css.slice(start, end - 1)).toLowerCase(), start);
    if (type === RIGHT_CURLY || type === RIGHT_PARENTHESIS || type === RIGHT_SQUARE) {
      const char = css.charAt(start);
      if (skipped.length > 0) {
        if (skipped.at(-1) === char) skipped.pop();
        return;
      }
      const block = stack.at(-1);
      if (block?.closer === char) close(block, end);
      else {
        report(
          `Unexpected "${char}"`,
          start,
          block === undefined ? undefined : `"${block.open}" is still open`,
        );
        if (block === undefined) values.push({ kind: 'delim', char, start, end });
      }
      return;
    }
    if (type === COMMENT) {
      if (!css.startsWith('*/', end - 2) || end - start < 4) report('Comment is not closed', start);
      return;
    }
    if (skipped.length === 0) pushToken(values, css, type, start, end, report);
  });

  for (let block = stack.at(-1); block !== undefined; block = stack.at(-1)) {
    // One report for the innermost is enough: those around it are unclosed because of it.
    if (stack.length === 1 || block.closer !== '}')
      report(`"${block.open}" is never closed`, block.start, `add the missing "${block.closer}"`);
    close(block, css.length);
  }
  return top;
}

function pushToken(
  into: CssValue[],
  css: string,
  type: number,
  start: number,
  end: number,
  report: SyntaxReport,
): void {
  switch (type) {
    case WHITE_SPACE:
      into.push({ kind: 'space', start, end });
      return;
    case IDENT:
      into.push({ kind: 'ident', name: decodeName(css.slice(start, end)), start, end });
      return;
    case AT_KEYWORD:
      into.push({ kind: 'at', name: decodeName(css.slice(start + 1, end)).toLowerCase(), start, end });
      return;
    case HASH:
      into.push({ kind: 'hash', name: decodeName(css.slice(start + 1, end)), start, end });
      return;
    case STRING:
      if (end - start < 2 || css.charAt(end - 1) !== css.charAt(start))
        report('String is not closed', start, 'add the missing quotation mark');
      into.push({ kind: 'string', text: string.decode(css.slice(start, end)), start, end });
      return;
    case BAD_STRING:
      report('String is not closed on its line', start, 'add the missing quotation mark');
      into.push({ kind: 'delim', char: 'bad-string', start, end });
      return;
    case URL_TOKEN:
      into.push({ kind: 'url', url: url.decode(css.slice(start, end)), start, end });
      return;
    case BAD_URL:
      report('url( ) contains a quotation mark, bracket or space', start, 'put the address in quotes');
      into.push({ kind: 'delim', char: 'bad-url', start, end });
      return;
    case NUMBER: {
      const text = css.slice(start, end);
      into.push({ kind: 'number', value: Number(text), integer: !/[.e]/i.test(text), start, end });
      return;
    }
    case PERCENTAGE:
      into.push({ kind: 'percentage', value: Number(css.slice(start, end - 1)), start, end });
      return;
    case DIMENSION: {
      const number = /^[+-]?(?:\d*\.)?\d+(?:e[+-]?\d+)?/i.exec(css.slice(start, end))?.[0] ?? '0';
      const unit = decodeName(css.slice(start + number.length, end)).toLowerCase();
      into.push({ kind: 'dimension', value: Number(number), unit, start, end });
      return;
    }
    default:
      into.push({ kind: 'delim', char: css.slice(start, end), start, end });
  }
}

/** Undoes escapes, which are rare. */
function decodeName(text: string): string {
  return text.includes('\\') ? ident.decode(text) : text;
}

/** The same values without white space. */
export function withoutSpace(values: readonly CssValue[]): readonly CssValue[] {
  return values.some((v) => v.kind === 'space') ? values.filter((v) => v.kind !== 'space') : values;
}

/** Cuts at every top-level `separator`; n separators give n + 1 lists, trimmed of white space at both ends. */
export function splitValues(
  values: readonly CssValue[],
  separator: string,
): readonly (readonly CssValue[])[] {
  const lists: CssValue[][] = [[]];
  for (const value of values) {
    if (value.kind === 'delim' && value.char === separator) lists.push([]);
    else lists.at(-1)?.push(value);
  }
  return lists.map(trimSpace);
}

/** Values without the space at both ends. */
export function trimSpace(values: readonly CssValue[]): readonly CssValue[] {
  let start = 0;
  let end = values.length;
  while (start < end && values[start]?.kind === 'space') start++;
  while (end > start && values[end - 1]?.kind === 'space') end--;
  return start === 0 && end === values.length ? values : values.slice(start, end);
}

/** Whether a value is one such character. */
export function isDelim(value: CssValue | undefined, char: string): boolean {
  return value !== undefined && value.kind === 'delim' && value.char === char;
}

/** Text that means the same; equal values give equal text, wherever they stood. */
export function serializeValues(values: readonly CssValue[]): string {
  return values.map(serializeValue).join('');
}

function serializeValue(value: CssValue): string {
  switch (value.kind) {
    case 'ident':
      return value.name;
    case 'at':
      return `@${value.name}`;
    case 'hash':
      return `#${value.name}`;
    case 'string':
      return JSON.stringify(value.text);
    case 'url':
      return `url(${JSON.stringify(value.url)})`;
    case 'number':
      return String(value.value);
    case 'percentage':
      return `${value.value}%`;
    case 'dimension':
      return value.value + value.unit;
    case 'delim':
      return value.char;
    case 'space':
      return ' ';
    case 'function':
      return `${value.name}(${serializeValues(value.args)})`;
    case 'block':
      return value.open + serializeValues(value.values) + CLOSERS[value.open];
    default:
      return unreachable(value, 'component value');
  }
}

/** How deep functions and blocks are nested; 0 for plain tokens. */
export function nestingDepth(values: readonly CssValue[]): number {
  let deepest = 0;
  for (const value of values) {
    if (value.kind === 'function') deepest = Math.max(deepest, 1 + nestingDepth(value.args));
    else if (value.kind === 'block') deepest = Math.max(deepest, 1 + nestingDepth(value.values));
  }
  return deepest;
}
