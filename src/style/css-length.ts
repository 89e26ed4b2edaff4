// Lengths, percentages, numbers and calc() → points and percent. CSS Values and Units Level 4, §5–6 and §10.
import { POINTS_PER_INCH, POINTS_PER_MM, POINTS_PER_PX } from '../base/length.ts';
import type { LengthPercentage } from './computed-style.ts';
import type { CssValue } from './css-values.ts';
import type { ComputeContext, Parser, Specified } from './value-reader.ts';
import { constant, ValueReader } from './value-reader.ts';

export const ZERO_LENGTH: LengthPercentage = Object.freeze({ points: 0, percent: 0 });

/** Points per unit. */
const ABSOLUTE_UNITS: ReadonlyMap<string, number> = new Map([
  ['pt', 1],
  ['px', POINTS_PER_PX],
  ['mm', POINTS_PER_MM],
  ['cm', 10 * POINTS_PER_MM],
  ['q', POINTS_PER_MM / 4],
  ['in', POINTS_PER_INCH],
  ['pc', 12],
]);

/** ex and ch are half an em here: the font is not known to the style sheet. */
const RELATIVE_UNITS: ReadonlyMap<string, (c: ComputeContext) => number> = new Map([
  ['em', (c: ComputeContext) => c.fontSize],
  ['rem', (c: ComputeContext) => c.rootFontSize],
  ['ex', (c: ComputeContext) => c.fontSize / 2],
  ['ch', (c: ComputeContext) => c.fontSize / 2],
  ['lh', (c: ComputeContext) => c.lineHeight],
  ['rlh', (c: ComputeContext) => c.rootLineHeight],
]);

/** Every unit of length, as it is usually written. */
export const LENGTH_UNITS: readonly string[] = [...ABSOLUTE_UNITS.keys(), ...RELATIVE_UNITS.keys()].map(
  (unit) => (unit === 'q' ? 'Q' : unit),
);

const VIEWPORT_UNIT = /^[sld]?v(?:w|h|i|b|min|max)$/;

/** A calculation and its type; numbers are kept in `points`. */
interface Calculation {
  readonly type: 'number' | 'length' | 'percentage' | 'mixed';
  readonly evaluate: Specified<LengthPercentage>;
}

export const MATH_FUNCTIONS = ['calc', 'min', 'max', 'clamp'] as const;

/** A number, dimension, percentage or math function; undefined (with the reader's problem set) when it is none. */
function calculation(reader: ValueReader): Calculation | undefined {
  const math = reader.function(...MATH_FUNCTIONS);
  if (math !== undefined) {
    const result = mathFunction(math.name, math.args);
    reader.problem ??= math.args.problem;
    return result;
  }
  const value = reader.peek();
  const result = value === undefined ? undefined : simpleCalculation(value, reader);
  if (result !== undefined) reader.next();
  return result;
}

function simpleCalculation(value: CssValue, reader: ValueReader): Calculation | undefined {
  if (value.kind === 'number')
    return { type: 'number', evaluate: constant({ points: value.value, percent: 0 }) };
  if (value.kind === 'percentage')
    return { type: 'percentage', evaluate: constant({ points: 0, percent: value.value }) };
  if (value.kind !== 'dimension') return undefined;
  const amount = value.value;
  const absolute = ABSOLUTE_UNITS.get(value.unit);
  if (absolute !== undefined)
    return { type: 'length', evaluate: constant({ points: amount * absolute, percent: 0 }) };
  const relative = RELATIVE_UNITS.get(value.unit);
  if (relative !== undefined)
    return { type: 'length', evaluate: (c) => ({ points: amount * relative(c), percent: 0 }) };
  reader.problem = VIEWPORT_UNIT.test(value.unit)
    ? `the unit ${value.unit} means a part of the screen, and a page has none; use mm, pt or %`
    : `unknown unit "${value.unit}"; known are pt px mm cm Q in pc em rem ex ch lh rlh %`;
  return undefined;
}

function mathFunction(name: string, args: ValueReader): Calculation | undefined {
  const parts: Calculation[] = [];
  do {
    const part = sum(args);
    if (part === undefined) return undefined;
    parts.push(part);
  } while (args.delim(','));
  if (!args.done) return undefined;
  const [first, second, third] = parts;
  if (first === undefined) return undefined;
  if (name === 'calc') return second === undefined ? first : undefined;
  if (parts.some((p) => p.type !== first.type || p.type === 'mixed')) {
    args.problem = `${name}() cannot compare lengths with percentages`;
    return undefined;
  }
  if (name !== 'clamp') return { type: first.type, evaluate: pick(name === 'min', parts) };
  if (second === undefined || third === undefined || parts.length > 3) return undefined;
  const upper: Calculation = { type: first.type, evaluate: pick(true, [second, third]) };
  return { type: first.type, evaluate: pick(false, [first, upper]) };
}

function pick(smallest: boolean, parts: readonly Calculation[]): Specified<LengthPercentage> {
  return (c) => {
    let best: LengthPercentage | undefined;
    for (const part of parts) {
      const value = part.evaluate(c);
      // One of the two is 0: kinds are not mixed.
      const difference = best === undefined ? 0 : value.points - best.points + value.percent - best.percent;
      if (best === undefined || (smallest ? difference < 0 : difference > 0)) best = value;
    }
    return best ?? ZERO_LENGTH;
  };
}

function sum(reader: ValueReader): Calculation | undefined {
  let left = product(reader);
  while (left !== undefined) {
    const sign = reader.delim('+') ? 1 : reader.delim('-') ? -1 : 0;
    if (sign === 0) break;
    left = add(left, product(reader), sign, reader);
  }
  return left;
}

function add(
  a: Calculation,
  b: Calculation | undefined,
  sign: number,
  reader: ValueReader,
): Calculation | undefined {
  if (b === undefined) return undefined;
  if ((a.type === 'number') !== (b.type === 'number')) {
    reader.problem = 'calc() cannot add a number and a length';
    return undefined;
  }
  return {
    type: a.type === b.type ? a.type : 'mixed',
    evaluate: (c) => {
      const left = a.evaluate(c);
      const right = b.evaluate(c);
      return {
        points: left.points + sign * right.points,
        percent: left.percent + sign * right.percent,
      };
    },
  };
}

function product(reader: ValueReader): Calculation | undefined {
  let left = operand(reader);
  while (left !== undefined) {
    const divide = reader.delim('/');
    if (!divide && !reader.delim('*')) break;
    const right = operand(reader);
    if (right === undefined) return undefined;
    left = divide ? scale(left, right, true) : scale(left, right, false);
  }
  return left;
}

function scale(a: Calculation, b: Calculation, divide: boolean): Calculation | undefined {
  if (b.type !== 'number') return divide || a.type !== 'number' ? undefined : scale(b, a, false);
  return {
    type: a.type,
    evaluate: (c) => {
      const { points, percent } = a.evaluate(c);
      const by = b.evaluate(c).points;
      const factor = divide ? (by === 0 ? 0 : 1 / by) : by;
      return { points: points * factor, percent: percent * factor };
    },
  };
}

function operand(reader: ValueReader): Calculation | undefined {
  const value = reader.peek();
  if (value?.kind !== 'block' || value.open !== '(') return calculation(reader);
  reader.next();
  const inner = new ValueReader(value.values);
  const result = sum(inner);
  reader.problem ??= inner.problem;
  return inner.done ? result : undefined;
}

interface Range {
  readonly negative: boolean;
}

function lengthLike(
  reader: ValueReader,
  percentages: boolean,
  range: Range,
): Specified<LengthPercentage> | undefined {
  const plain = reader.peek();
  const isMath = plain?.kind === 'function';
  const result = calculation(reader);
  if (result === undefined) return undefined;
  if (result.type === 'number') {
    if (!isMath && plain?.kind === 'number' && plain.value === 0) return constant(ZERO_LENGTH);
    reader.problem = 'a length needs a unit';
    return undefined;
  }
  if (result.type !== 'length' && !percentages) {
    reader.problem = 'percentages are not accepted here';
    return undefined;
  }
  if (range.negative) return result.evaluate;
  if (plain !== undefined && 'value' in plain && plain.value < 0) {
    reader.problem = 'negative values are not accepted here';
    return undefined;
  }
  // Sums are cut off at 0 where they are used, as CSS Values §10.12 asks.
  if (!isMath) return result.evaluate;
  return (c) => {
    const value = result.evaluate(c);
    return value.percent === 0 && value.points < 0 ? ZERO_LENGTH : value;
  };
}

/** Length or percentage, may be negative. */
export const lengthPercentage: Parser<LengthPercentage> = (r) => lengthLike(r, true, { negative: true });
/** Length or percentage, 0 or more. */
export const positiveLengthPercentage: Parser<LengthPercentage> = (r) =>
  lengthLike(r, true, { negative: false });

function inPoints(value: Specified<LengthPercentage> | undefined): Specified<number> | undefined {
  return value === undefined ? undefined : (c) => value(c).points;
}

/** Length in points, may be negative. */
export const length: Parser<number> = (r) => inPoints(lengthLike(r, false, { negative: true }));
/** Length in points, 0 or more. */
export const positiveLength: Parser<number> = (r) => inPoints(lengthLike(r, false, { negative: false }));

/** A plain number or calc() that gives one. */
export const number: Parser<number> = (reader) => {
  const result = reader.try((r) => {
    const calculated = calculation(r);
    return calculated?.type === 'number' ? calculated : undefined;
  });
  if (result === undefined) return undefined;
  return (c) => result.evaluate(c).points;
};

/** A number, 0 or more. */
export const positiveNumber: Parser<number> = (reader) => {
  const value = reader.peek();
  if (value?.kind === 'number' && value.value < 0) return undefined;
  const result = number(reader);
  return result === undefined ? undefined : (c) => Math.max(0, result(c));
};

/** A percentage, as its number of percent. */
export const percentage: Parser<number> = (reader) => {
  const value = reader.peek();
  if (value?.kind !== 'percentage') return undefined;
  reader.next();
  return constant(value.value);
};

/** A whole number from `minimum` up. */
export function integer(minimum: number): Parser<number> {
  return (reader) => {
    const value = reader.peek();
    if (value?.kind === 'number' && (!value.integer || value.value < minimum)) return undefined;
    const result = number(reader);
    return result === undefined ? undefined : (c) => Math.max(minimum, Math.round(result(c)));
  };
}
