// Functions of a PDF (ISO 32000-1, 7.10) → their values at one point. Used for tint transforms, a few times in a file.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { decodeStream } from '../objects/stream-data.ts';

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_DEPTH = 8;
/** Operators of a calculator function that are carried out. */
const MAX_STEPS = 100_000;

/** The values of a function, or null when it cannot be worked out. */
export function evaluateFunction(
  value: PDFObject | null | undefined,
  inputs: readonly number[],
  objects: PdfObjects,
  depth: number = 0,
): readonly number[] | null {
  const dict = objects.dict(value);
  if (dict === null || depth > MAX_DEPTH) return null;
  const domain = pairs(dict, 'Domain', objects);
  const range = pairs(dict, 'Range', objects);
  const given = inputs.map((input, index) => within(input, domain[index]));
  const call: Call = { dict, value, given, domain, range, objects, depth };
  const found = valueOf(call);
  return found === null ? null : found.map((each, index) => within(each, range[index]));
}

interface Call {
  readonly dict: PDFDict;
  readonly value: PDFObject | null | undefined;
  readonly given: readonly number[];
  readonly domain: readonly Pair[];
  readonly range: readonly Pair[];
  readonly objects: PdfObjects;
  readonly depth: number;
}

type Pair = readonly [low: number, high: number];

function valueOf(call: Call): readonly number[] | null {
  switch (call.objects.number(call.objects.get(call.dict, 'FunctionType'))) {
    case 0:
      return sampled(call);
    case 2:
      return exponential(call);
    case 3:
      return stitched(call);
    case 4:
      return calculated(call);
    default:
      return null;
  }
}

function pairs(dict: PDFDict, key: string, objects: PdfObjects): readonly Pair[] {
  const numbers = objects.list(objects.get(dict, key)).map((each) => objects.number(each) ?? 0);
  return Array.from({ length: numbers.length >> 1 }, (_, index) => [numbers[index * 2] ?? 0, numbers[index * 2 + 1] ?? 0] as const); // prettier-ignore
}

function within(value: number, pair: Pair | undefined): number {
  return pair === undefined ? value : Math.max(pair[0], Math.min(pair[1], value));
}

function numbersOf(call: Call, key: string, otherwise: readonly number[]): readonly number[] {
  const list = call.objects.list(call.objects.get(call.dict, key));
  return list.length === 0 ? otherwise : list.map((each) => call.objects.number(each) ?? 0);
}

// 7.10.2: the nearest sample, without interpolation: at the corners of the domain, which is where it is asked for, that is exact.
function sampled(call: Call): readonly number[] | null {
  const { dict, value, given, domain, range, objects } = call;
  const stream = objects.stream(value);
  const size = numbersOf(call, 'Size', []);
  const bits = objects.number(objects.get(dict, 'BitsPerSample')) ?? 8;
  if (stream === null || size.length !== given.length || ![1, 2, 4, 8, 16, 24, 32].includes(bits)) return null; // prettier-ignore
  const { data } = decodeStream(stream, objects, MAX_BYTES);
  if (data === null) return null;
  const encode = pairs(dict, 'Encode', objects);
  const decode = pairs(dict, 'Decode', objects);
  let sample = 0;
  let step = 1;
  for (const [index, input] of given.entries()) {
    const count = size[index] ?? 1;
    const [low, high] = domain[index] ?? [0, 1];
    const [first, last] = encode[index] ?? [0, count - 1];
    const place = high === low ? first : first + ((input - low) * (last - first)) / (high - low);
    sample += step * Math.max(0, Math.min(count - 1, Math.round(place)));
    step *= count;
  }
  return range.map((pair, output) => {
    const raw = readBits(data, (sample * range.length + output) * bits, bits) / (2 ** bits - 1);
    const [low, high] = decode[output] ?? pair;
    return low + raw * (high - low);
  });
}

function readBits(data: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let bit = start; bit < start + count; bit++)
    value = value * 2 + (((data[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  return value;
}

// 7.10.3
function exponential(call: Call): readonly number[] | null {
  const exponent = call.objects.number(call.objects.get(call.dict, 'N')) ?? 1;
  const start = numbersOf(call, 'C0', [0]);
  const end = numbersOf(call, 'C1', [1]);
  const weight = (call.given[0] ?? 0) ** exponent;
  return start.map((from, index) => from + weight * ((end[index] ?? 0) - from));
}

// 7.10.4
function stitched(call: Call): readonly number[] | null {
  const { dict, domain, objects, depth } = call;
  const functions = objects.list(objects.get(dict, 'Functions'));
  const bounds = numbersOf(call, 'Bounds', []);
  const encode = pairs(dict, 'Encode', objects);
  const input = call.given[0] ?? 0;
  const found = bounds.findIndex((bound) => input < bound);
  const index = found < 0 ? functions.length - 1 : found;
  const low = index === 0 ? (domain[0]?.[0] ?? 0) : (bounds[index - 1] ?? 0);
  const high = bounds[index] ?? domain[0]?.[1] ?? 1;
  const [first, last] = encode[index] ?? [0, 1];
  const place = high === low ? first : first + ((input - low) * (last - first)) / (high - low);
  return evaluateFunction(functions[index], [place], objects, depth + 1);
}

type Program = readonly (string | number | Program)[];

// 7.10.5
function calculated({ value, given, objects, range }: Call): readonly number[] | null {
  const stream = objects.stream(value);
  const data = stream === null ? null : decodeStream(stream, objects, MAX_BYTES).data;
  if (data === null) return null;
  const words = Buffer.from(data).toString('latin1').match(/[{}]|[^\s{}]+/g) ?? []; // prettier-ignore
  const position = { at: 1 };
  const program = words[0] === '{' ? readProgram(words, position, 0) : null;
  if (program === null) return null;
  const stack = [...given];
  if (!run(program, stack, { left: MAX_STEPS })) return null;
  return stack.length < range.length || stack.some((each) => !Number.isFinite(each)) ? null : stack.slice(-range.length); // prettier-ignore
}

function readProgram(words: readonly string[], position: { at: number }, depth: number): Program | null {
  const program: (string | number | Program)[] = [];
  while (position.at < words.length) {
    const word = words[position.at++] ?? '';
    if (word === '}') return program;
    if (word === '{') {
      const inner = depth < 32 ? readProgram(words, position, depth + 1) : null;
      if (inner === null) return null;
      program.push(inner);
    } else program.push(/^[-+.\d]/.test(word) ? Number(word) : word);
  }
  return null;
}

const DEGREES = 180 / Math.PI;

/** Operators of two numbers, then of one (table 42). */
const TWO: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  idiv: (a, b) => Math.trunc(a / b),
  mod: (a, b) => a % b,
  exp: (a, b) => a ** b,
  atan: (a, b) => (Math.atan2(a, b) * DEGREES + 360) % 360,
  eq: (a, b) => Number(a === b),
  ne: (a, b) => Number(a !== b),
  gt: (a, b) => Number(a > b),
  ge: (a, b) => Number(a >= b),
  lt: (a, b) => Number(a < b),
  le: (a, b) => Number(a <= b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  bitshift: (a, b) => (b >= 0 ? a << b : a >> -b),
};
const ONE: Readonly<Record<string, (a: number) => number>> = {
  abs: Math.abs,
  neg: (a) => -a,
  ceiling: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  truncate: Math.trunc,
  cvi: Math.trunc,
  cvr: (a) => a,
  sqrt: Math.sqrt,
  sin: (a) => Math.sin(a / DEGREES),
  cos: (a) => Math.cos(a / DEGREES),
  ln: Math.log,
  log: Math.log10,
  not: (a) => Number(a === 0),
};

/** False when the program is unsound or too long. */
function run(program: Program, stack: number[], budget: { left: number }): boolean {
  for (const [index, step] of program.entries()) {
    if (budget.left-- <= 0 || stack.length > 100) return false;
    if (typeof step === 'number') stack.push(step);
    else if (typeof step === 'string' && !carryOut(step, { program, index, stack, budget })) return false;
  }
  return true;
}

interface Step {
  readonly program: Program;
  readonly index: number;
  readonly stack: number[];
  readonly budget: { left: number };
}

function carryOut(name: string, { program, index, stack, budget }: Step): boolean {
  const two = Object.hasOwn(TWO, name) ? TWO[name] : undefined;
  const one = Object.hasOwn(ONE, name) ? ONE[name] : undefined;
  const pop = (): number => stack.pop() ?? Number.NaN;
  if (two !== undefined) {
    const second = pop();
    stack.push(two(pop(), second));
    return true;
  }
  if (one !== undefined) {
    stack.push(one(pop()));
    return true;
  }
  switch (name) {
    case 'true':
    case 'false':
      stack.push(Number(name === 'true'));
      return true;
    case 'pop':
      pop();
      return true;
    case 'dup':
      stack.push(stack.at(-1) ?? Number.NaN);
      return true;
    case 'exch': {
      const [first, second] = [pop(), pop()];
      stack.push(first, second);
      return true;
    }
    case 'copy': {
      const count = pop();
      if (!(count >= 0 && count <= stack.length)) return false;
      if (count > 0) stack.push(...stack.slice(-count));
      return true;
    }
    case 'index':
      stack.push(stack.at(-1 - pop()) ?? Number.NaN);
      return true;
    case 'roll': {
      const by = pop();
      const count = pop();
      if (!(count >= 0 && count <= stack.length) || !Number.isFinite(by)) return false;
      if (count === 0) return true;
      const part = stack.splice(-count);
      const turn = ((by % count) + count) % count;
      stack.push(...part.slice(count - turn), ...part.slice(0, count - turn));
      return true;
    }
    case 'if':
    case 'ifelse': {
      const otherwise = program[index - 1];
      const then = name === 'if' ? otherwise : program[index - 2];
      const chosen = pop() !== 0 ? then : name === 'ifelse' ? otherwise : [];
      return typeof chosen === 'object' && run(chosen, stack, budget);
    }
    default:
      return false;
  }
}
