// YAML 1.2 or JSON text → frozen plain data, and the place of every value for complaints.
// Bounded against hostile input: aliases by their expanded size, nesting, and cyclic anchors; duplicate keys are errors.
import type { Alias, Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { CONTROLS_HINT, withoutControls } from '../base/control-characters.ts';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { DiagnosticCode } from '../base/diagnostic-codes.ts';
import type { DataPath, PlainData } from './plain-data.ts';

export interface DataSource {
  readonly data: PlainData;
  /** The place of the value at `path`, or of its key; of the nearest existing parent when there is none. */
  placeOf(path: DataPath, part?: 'key' | 'value'): Place;
  /** A scalar as it is written (`2024.10`, not 2024.1). */
  writtenAt(path: DataPath): string | undefined;
}

export interface DataText {
  readonly text: string;
  /** As the user typed it. */
  readonly file: string;
  /** Line of the file on which `text` begins, from 1. */
  readonly firstLine: number;
  readonly format: 'yaml' | 'json';
  /** Code for syntax errors. */
  readonly code: DiagnosticCode;
}

/** Values that one document may expand to, aliases counted at their full size. */
const MAX_VALUES = 100_000;
const MAX_DEPTH = 64;

const YAML_HINT =
  'indent with spaces, all keys of a map alike, and put values with “: ”, “#” or a leading quote or bracket in quotes';
const SECOND_HINT =
  'such lines stand around the front matter of articles; a manifest, which names articles, has none';
const JSON_HINT = 'put keys and texts in double quotes, a comma between entries and none after the last one';

/** Undefined when the text cannot be read; the reasons are then in `diagnostics`. */
export function readData(input: DataText, diagnostics: Diagnostics): DataSource | undefined {
  const hint = input.format === 'json' ? JSON_HINT : YAML_HINT;
  if (input.format === 'json' && !checkJson(input, diagnostics)) return undefined;
  const nesting = flowNesting(input.text);
  if (nesting !== undefined) {
    diagnostics.error(
      input.code,
      `Brackets are nested more than ${MAX_DEPTH} deep`,
      placeAt(input, nesting),
      hint,
    );
    return undefined;
  }
  let document: Document.Parsed;
  try {
    // uniqueKeys compares every pair of keys; the converter below finds duplicates in one pass.
    document = parseDocument(input.text, { uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
  } catch (cause) {
    diagnostics.error(input.code, `The text cannot be read: ${messageOf(cause)}`, placeAt(input, 0), hint);
    return undefined;
  }
  for (const warning of document.warnings)
    diagnostics.warning(input.code, sentence(warning.message), placeAt(input, warning.pos[0]), hint);
  for (const { code, message, pos } of document.errors) {
    const isSecond = code === 'MULTIPLE_DOCS';
    diagnostics.error(input.code, isSecond ? 'The text goes on behind a line of ---' : sentence(message), placeAt(input, pos[0]), isSecond ? SECOND_HINT : hint); // prettier-ignore
  }
  if (document.errors.length > 0) return undefined;
  const converter = new Converter(input, diagnostics);
  const data = converter.convert(document.contents, 0);
  if (converter.failed) return undefined;
  return {
    data,
    placeOf: (path, part = 'value') => placeAt(input, offsetOf(document.contents, path, part)),
    writtenAt: (path) => {
      const node = nodeAt(document.contents, path);
      return isScalar(node) ? node.source : undefined;
    },
  };
}

/** YAML nodes → frozen data whose objects have no prototype. */
class Converter {
  failed = false;
  readonly #input: DataText;
  readonly #diagnostics: Diagnostics;
  readonly #anchors = new Map<string, { readonly value: PlainData; readonly size: number } | 'open'>();
  #size = 0;

  constructor(input: DataText, diagnostics: Diagnostics) {
    this.#input = input;
    this.#diagnostics = diagnostics;
  }

  convert(node: Node | null | undefined, depth: number): PlainData {
    if (this.failed || node === null || node === undefined) return null;
    if (isAlias(node)) return this.#alias(node);
    this.#size += 1;
    if (this.#size > MAX_VALUES) return this.#fail(node, `More than ${MAX_VALUES} values`);
    if (depth > MAX_DEPTH) return this.#fail(node, `Nested more than ${MAX_DEPTH} deep`);
    const anchor = 'anchor' in node ? node.anchor : undefined;
    const before = this.#size;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const value = isMap(node)
      ? this.#map(node, depth)
      : isSeq(node)
        ? this.#list(node, depth)
        : isScalar(node)
          ? this.#scalar(node)
          : null;
    if (anchor !== undefined) this.#anchors.set(anchor, { value, size: this.#size - before + 1 });
    return value;
  }

  #alias(node: Alias): PlainData {
    const target = this.#anchors.get(node.source);
    if (target === undefined) return this.#fail(node, `The alias *${node.source} has no anchor before it`);
    if (target === 'open') return this.#fail(node, `The alias *${node.source} contains itself`);
    this.#size += target.size;
    if (this.#size > MAX_VALUES) return this.#fail(node, `Aliases expand to more than ${MAX_VALUES} values`);
    return target.value;
  }

  #scalar({ value, range }: Scalar): PlainData {
    if (typeof value !== 'string') return plainScalar(value);
    const clean = withoutControls(value);
    if (clean === null) return value;
    this.#diagnostics.warning('A012', `Control characters are removed: ${clean.removed}`, placeAt(this.#input, range?.[0] ?? 0), CONTROLS_HINT); // prettier-ignore
    return clean.text;
  }

  #list(node: YAMLSeq, depth: number): PlainData {
    return Object.freeze(node.items.map((item) => this.convert(item as Node | null, depth + 1)));
  }

  #map(node: YAMLMap, depth: number): PlainData {
    const object = Object.create(null) as Record<string, PlainData>;
    for (const pair of node.items) {
      const key = keyOf(pair);
      if (key === undefined) return this.#fail(node, 'Keys must be plain text');
      if (key in object) return this.#fail(pair.key as Node, `The key ${JSON.stringify(key)} occurs twice`);
      object[key] = this.convert(pair.value as Node | null, depth + 1);
    }
    return Object.freeze(object);
  }

  #fail(node: Node, message: string): null {
    if (!this.failed)
      this.#diagnostics.error(this.#input.code, message, placeAt(this.#input, node.range?.[0] ?? 0), 'write each key once and each value out, without aliases that grow or lead to themselves'); // prettier-ignore
    this.failed = true;
    return null;
  }
}

function plainScalar(value: unknown): PlainData {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return typeof value === 'bigint' ? value.toString() : null;
}

function keyOf(pair: Pair): string | undefined {
  const { key } = pair;
  if (key === null) return '';
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function nodeAt(root: unknown, path: DataPath): unknown {
  let node: unknown = root;
  for (const step of path) {
    if (isMap(node)) node = node.items.find((pair) => keyOf(pair) === step)?.value;
    else if (isSeq(node) && typeof step === 'number') node = node.items[step];
    else return undefined;
  }
  return node;
}

function offsetOf(root: unknown, path: DataPath, part: 'key' | 'value'): number {
  for (let length = path.length; length >= 0; length--) {
    const parent = length === 0 ? undefined : nodeAt(root, path.slice(0, length - 1));
    const pair = isMap(parent) ? parent.items.find((item) => keyOf(item) === path[length - 1]) : undefined;
    const key = pair?.key as Node | undefined;
    if (length === path.length && part === 'key' && key?.range) return key.range[0];
    const node = nodeAt(root, path.slice(0, length)) as Node | null | undefined;
    // An empty value has no extent worth showing: its key has.
    if (node?.range && !(isScalar(node) && node.value === null)) return node.range[0];
    if (key?.range) return key.range[0];
  }
  return 0;
}

/** Line and column of an offset in the text. */
function placeAt(input: DataText, offset: number): Place {
  let line = input.firstLine;
  let start = 0;
  for (;;) {
    const end = input.text.indexOf('\n', start);
    if (end < 0 || end >= offset) break;
    line += 1;
    start = end + 1;
  }
  return { file: input.file, line, column: offset - start + 1 };
}

function checkJson(input: DataText, diagnostics: Diagnostics): boolean {
  try {
    JSON.parse(input.text);
    return true;
  } catch (cause) {
    const message = messageOf(cause);
    const position = /position (\d+)/.exec(message)?.[1];
    const offset = position === undefined ? input.text.length : Number(position);
    diagnostics.error(
      input.code,
      sentence(message.replace(/ \(line.*$/, '')),
      placeAt(input, offset),
      JSON_HINT,
    );
    return false;
  }
}

/** The parser recurses into flow collections: where brackets could nest too deep, without looking at quotes. */
function flowNesting(text: string): number | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > MAX_DEPTH * 4) return index;
    } else if ((code === 0x5d || code === 0x7d) && depth > 0) depth -= 1;
  }
  return undefined;
}

function messageOf(cause: unknown): string {
  return cause instanceof RangeError
    ? 'nested too deeply'
    : cause instanceof Error
      ? cause.message
      : String(cause);
}

function sentence(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
