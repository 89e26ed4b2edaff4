// The tint transform of a spot colour → the process inks of one tint: functions of all four types (ISO 32000-1, 7.10).
import type { PdfDictionary, PdfObjects, PdfStream, PdfValue } from './pdf-values.ts';
import { dictionaryOf, itemsOf, numberIn, numbersOf } from './pdf-values.ts';

/** Functions in functions. */
const MAXIMUM_DEPTH = 8;
/** Operators that one calculation may take. */
const MAXIMUM_STEPS = 10_000;

/** The values of a function; null for one that cannot be evaluated. */
export function evaluate(
  objects: PdfObjects,
  value: PdfValue | undefined,
  inputs: readonly number[],
  depth = 0,
): readonly number[] | null {
  const found = objects.resolve(value);
  if (depth > MAXIMUM_DEPTH || (found.kind !== 'dictionary' && found.kind !== 'stream')) return null;
  const dictionary = dictionaryOf(objects, found);
  const domain = numbersOf(objects, dictionary.entries.get('Domain'));
  const clipped = inputs.map((input, i) => clamp(input, domain[2 * i] ?? 0, domain[2 * i + 1] ?? 1));
  const result = valuesOf(objects, found, clipped, depth);
  const range = numbersOf(objects, dictionary.entries.get('Range'));
  if (result === null || result.some(Number.isNaN)) return null;
  return range.length === 0
    ? result
    : result.map((each, i) => clamp(each, range[2 * i] ?? 0, range[2 * i + 1] ?? 1));
}

function valuesOf(
  objects: PdfObjects,
  value: PdfDictionary | PdfStream,
  inputs: readonly number[],
  depth: number,
): readonly number[] | null {
  const dictionary = dictionaryOf(objects, value);
  switch (numberIn(objects, dictionary, 'FunctionType')) {
    case 0:
      return value.kind === 'stream' ? sampled(objects, value, inputs) : null;
    case 2:
      return exponential(objects, dictionary, inputs[0] ?? 0);
    case 3:
      return stitched(objects, dictionary, inputs[0] ?? 0, depth);
    case 4:
      return value.kind === 'stream'
        ? calculate(Buffer.from(objects.decode(value)).toString('latin1'), inputs)
        : null;
    default:
      return null;
  }
}

function exponential(objects: PdfObjects, dictionary: PdfDictionary, x: number): readonly number[] {
  const from = numbersOf(objects, dictionary.entries.get('C0'));
  const to = numbersOf(objects, dictionary.entries.get('C1'));
  const power = x ** (numberIn(objects, dictionary, 'N') ?? 1);
  return (to.length === 0 ? [1] : to).map((end, i) => (from[i] ?? 0) + power * (end - (from[i] ?? 0)));
}

function stitched(
  objects: PdfObjects,
  dictionary: PdfDictionary,
  x: number,
  depth: number,
): readonly number[] | null {
  const functions = itemsOf(objects, dictionary.entries.get('Functions'));
  const [low = 0, high = 1] = numbersOf(objects, dictionary.entries.get('Domain'));
  const bounds = numbersOf(objects, dictionary.entries.get('Bounds'));
  const encode = numbersOf(objects, dictionary.entries.get('Encode'));
  const found = bounds.findIndex((bound) => x < bound);
  const index = found < 0 ? functions.length - 1 : found;
  const start = bounds[index - 1] ?? low;
  const end = bounds[index] ?? high;
  const [from, to] = [encode[2 * index] ?? 0, encode[2 * index + 1] ?? 1];
  const inner = end > start ? from + ((x - start) / (end - start)) * (to - from) : from;
  return evaluate(objects, functions[index], [inner], depth + 1);
}

/** The nearest sample: full tints, which are asked for, are samples themselves. */
function sampled(
  objects: PdfObjects,
  stream: PdfStream,
  inputs: readonly number[],
): readonly number[] | null {
  const { dictionary } = stream;
  const size = numbersOf(objects, dictionary.entries.get('Size'));
  const bits = numberIn(objects, dictionary, 'BitsPerSample') ?? 8;
  const range = numbersOf(objects, dictionary.entries.get('Range'));
  const domain = numbersOf(objects, dictionary.entries.get('Domain'));
  const encode = numbersOf(objects, dictionary.entries.get('Encode'));
  const decode = numbersOf(objects, dictionary.entries.get('Decode'));
  if ((bits !== 8 && bits !== 16) || size.length < inputs.length) return null;
  let index = 0;
  let stride = 1;
  for (const [i, input] of inputs.entries()) {
    const count = size[i] ?? 1;
    const [low, high] = [domain[2 * i] ?? 0, domain[2 * i + 1] ?? 1];
    const [from, to] = [encode[2 * i] ?? 0, encode[2 * i + 1] ?? count - 1];
    const place = high > low ? from + ((input - low) / (high - low)) * (to - from) : from;
    index += clamp(Math.round(place), 0, count - 1) * stride;
    stride *= count;
  }
  const bytes = objects.decode(stream);
  const width = bits / 8;
  const largest = 2 ** bits - 1;
  return Array.from({ length: range.length / 2 }, (_, i) => {
    const at = (index * (range.length / 2) + i) * width;
    const sample =
      width === 1 ? (bytes[at] ?? Number.NaN) : (bytes[at] ?? Number.NaN) * 256 + (bytes[at + 1] ?? 0);
    const [low, high] = [decode[2 * i] ?? range[2 * i] ?? 0, decode[2 * i + 1] ?? range[2 * i + 1] ?? 1];
    return low + (sample / largest) * (high - low);
  });
}

/** A PostScript calculator (7.10.5). */
function calculate(program: string, inputs: readonly number[]): readonly number[] | null {
  const tokens = program.match(/[{}]|[^\s{}]+/g) ?? [];
  const calculator = new Calculator(tokens);
  return calculator.run(inputs);
}

class Calculator {
  readonly #tokens: readonly string[];
  readonly #stack: number[] = [];
  #steps = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  run(inputs: readonly number[]): readonly number[] | null {
    this.#stack.push(...inputs);
    return this.#block(1, this.#close(0)) ? this.#stack : null;
  }

  /** Index of the brace that closes the one at `open`. */
  #close(open: number): number {
    let depth = 0;
    for (let i = open; i < this.#tokens.length; i++) {
      if (this.#tokens[i] === '{') depth++;
      else if (this.#tokens[i] === '}' && --depth === 0) return i;
    }
    return this.#tokens.length;
  }

  /** False for what is no calculator's operator. */
  #block(start: number, end: number): boolean {
    const blocks: (readonly [number, number])[] = [];
    for (let i = start; i < end; i++) {
      const token = this.#tokens[i] ?? '';
      if (++this.#steps > MAXIMUM_STEPS) return false;
      if (token === '{') {
        const close = this.#close(i);
        blocks.push([i + 1, close]);
        i = close;
      } else if (token === 'if' || token === 'ifelse') {
        const otherwise = token === 'ifelse' ? blocks.pop() : undefined;
        const then = blocks.pop();
        const chosen = this.#pop() !== 0 ? then : otherwise;
        if (chosen !== undefined && !this.#block(...chosen)) return false;
      } else if (!this.#operator(token)) return false;
    }
    return true;
  }

  #pop(): number {
    return this.#stack.pop() ?? Number.NaN;
  }

  #operator(token: string): boolean {
    const stack = this.#stack;
    const number = Number(token);
    if (!Number.isNaN(number)) {
      stack.push(number);
      return true;
    }
    const unary = UNARY.get(token);
    const binary = BINARY.get(token);
    if (unary !== undefined) stack.push(unary(this.#pop()));
    else if (binary !== undefined) {
      const b = this.#pop();
      stack.push(binary(this.#pop(), b));
    } else return this.#arrange(token);
    return true;
  }

  #arrange(token: string): boolean {
    const stack = this.#stack;
    switch (token) {
      case 'true':
      case 'false':
        stack.push(token === 'true' ? 1 : 0);
        return true;
      case 'pop':
        this.#pop();
        return true;
      case 'dup':
        stack.push(stack.at(-1) ?? Number.NaN);
        return true;
      case 'exch':
        stack.push(this.#pop(), this.#pop());
        return true;
      case 'copy': {
        const count = this.#pop();
        if (!(count >= 0 && count <= stack.length)) return false;
        if (count > 0) stack.push(...stack.slice(-count));
        return true;
      }
      case 'index':
        stack.push(stack.at(-1 - this.#pop()) ?? Number.NaN);
        return true;
      case 'roll': {
        const turns = this.#pop();
        const count = this.#pop();
        if (!(count >= 0 && count <= stack.length)) return false;
        const top = stack.splice(stack.length - count);
        const by = count === 0 ? 0 : ((turns % count) + count) % count;
        stack.push(...top.slice(count - by), ...top.slice(0, count - by));
        return true;
      }
      default:
        return false;
    }
  }
}

const DEGREES = Math.PI / 180;
const UNARY: ReadonlyMap<string, (a: number) => number> = new Map([
  ['abs', Math.abs],
  ['ceiling', Math.ceil],
  ['cos', (a: number) => Math.cos(a * DEGREES)],
  ['cvi', Math.trunc],
  ['cvr', (a: number) => a],
  ['floor', Math.floor],
  ['ln', Math.log],
  ['log', Math.log10],
  ['neg', (a: number) => -a],
  ['not', (a: number) => (a === 0 ? 1 : 0)],
  ['round', Math.round],
  ['sin', (a: number) => Math.sin(a * DEGREES)],
  ['sqrt', Math.sqrt],
  ['truncate', Math.trunc],
]);
const BINARY: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['add', (a: number, b: number) => a + b],
  ['and', (a: number, b: number) => a & b],
  ['atan', (a: number, b: number) => (Math.atan2(a, b) / DEGREES + 360) % 360],
  ['bitshift', (a: number, b: number) => (b >= 0 ? a << b : a >> -b)],
  ['div', (a: number, b: number) => a / b],
  ['eq', (a: number, b: number) => Number(a === b)],
  ['exp', (a: number, b: number) => a ** b],
  ['ge', (a: number, b: number) => Number(a >= b)],
  ['gt', (a: number, b: number) => Number(a > b)],
  ['idiv', (a: number, b: number) => Math.trunc(a / b)],
  ['le', (a: number, b: number) => Number(a <= b)],
  ['lt', (a: number, b: number) => Number(a < b)],
  ['mod', (a: number, b: number) => a % b],
  ['mul', (a: number, b: number) => a * b],
  ['ne', (a: number, b: number) => Number(a !== b)],
  ['or', (a: number, b: number) => a | b],
  ['sub', (a: number, b: number) => a - b],
  ['xor', (a: number, b: number) => a ^ b],
]);

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
