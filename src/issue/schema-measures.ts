// Kinds of values that printer profiles add to the schema language: lengths with their unit, shares of ink, choices, switches.
import { nearestName } from '../base/nearest-name.ts';
import { POINTS_PER_INCH, POINTS_PER_PX, mm } from '../base/length.ts';
import type { Inks } from '../base/printer-profile.ts';
import { wrong } from './schema-kit.ts';
import type { Schema } from './schema-kit.ts';

const LENGTH = /^(\d{1,6}(?:\.\d{1,6})?)(mm|cm|in|pt|px)$/;
const POINTS_PER_UNIT: Readonly<Record<string, number>> = {
  mm: mm(1),
  cm: mm(10),
  in: POINTS_PER_INCH,
  pt: 1,
  px: POINTS_PER_PX,
};

/** `3mm` → points. */
export function lengthWithUnit(description: string): Schema<number> {
  return {
    json: { type: 'string', description, pattern: LENGTH.source },
    read(value, path, reading) {
      const [, number, unit = ''] = (typeof value === 'string' && LENGTH.exec(value)) || [];
      const points = POINTS_PER_UNIT[unit];
      if (points === undefined) return wrong(reading, path, 'a length such as 3mm', value);
      return Number(number) * points;
    },
  };
}

/** One of some words. */
export function choice<const T extends string>(description: string, words: readonly T[]): Schema<T> {
  return {
    json: { type: 'string', description, enum: words },
    read(value, path, reading) {
      const found = words.find((word) => word === value);
      if (found !== undefined) return found;
      const near = typeof value === 'string' ? nearestName(value, words) : undefined;
      const hint = near === undefined ? undefined : `did you mean ${near}?`;
      return wrong(reading, path, inWords(words), value, hint);
    },
  };
}

function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** true or false. */
export function flag(description: string): Schema<boolean> {
  return {
    json: { type: 'boolean', description },
    read: (value, path, reading) => typeof value === 'boolean' ? value : wrong(reading, path, 'true or false', value), // prettier-ignore
  };
}

const MOST_INK = 400;
/** With less, black text would be grey. */
const LEAST_INK = 100;
const INK_SUM = /^(?:400|[1-3]\d{2}(?:\.\d{1,3})?)%$/;

/** A sum of inks, `300%` or 300 → 3. */
export function inkSum(description: string): Schema<number> {
  return {
    json: {
      description,
      anyOf: [
        { type: 'number', minimum: LEAST_INK, maximum: MOST_INK },
        { type: 'string', pattern: INK_SUM.source },
      ],
    },
    read(value, path, reading) {
      const number = typeof value === 'string' && INK_SUM.test(value) ? Number(value.slice(0, -1)) : value;
      if (typeof number === 'number' && number >= LEAST_INK && number <= MOST_INK) return number / 100;
      return wrong(reading, path, `a sum of inks from ${LEAST_INK}% to ${MOST_INK}%`, value);
    },
  };
}

/** A number, as of pixels per inch. */
export function decimal(description: string, minimum: number, maximum: number): Schema<number> {
  return {
    json: { type: 'number', description, minimum, maximum },
    read(value, path, reading) {
      if (typeof value === 'number' && value >= minimum && value <= maximum) return value;
      return wrong(reading, path, `a number from ${minimum} to ${maximum}`, value);
    },
  };
}

/** `[40, 30, 30, 100]`: percent of cyan, magenta, yellow and black → shares from 0 to 1. */
export function processInks(description: string): Schema<Inks> {
  return {
    json: {
      type: 'array',
      description,
      items: { type: 'number', minimum: 0, maximum: 100 },
      minItems: 4,
      maxItems: 4,
    },
    read(value, path, reading) {
      const list = Array.isArray(value) ? (value as readonly unknown[]) : [];
      const [cyan, magenta, yellow, black] = list.filter(isShare);
      const isWhole = list.length === 4 && list.every(isShare);
      if (
        !isWhole ||
        cyan === undefined ||
        magenta === undefined ||
        yellow === undefined ||
        black === undefined
      )
        return wrong(reading, path, 'four numbers from 0 to 100: [cyan, magenta, yellow, black]', value);
      return [cyan / 100, magenta / 100, yellow / 100, black / 100];
    },
  };
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 100;
}

/** `none` → null, or what `schema` reads. */
export function orNone<T>(schema: Schema<T>): Schema<T | null> {
  return {
    json: { anyOf: [{ const: 'none' }, schema.json] },
    read: (value, path, reading) => (value === 'none' ? null : schema.read(value, path, reading)),
  };
}

const BYTES_PER_UNIT: Readonly<Record<string, number>> = { kB: 1000, KB: 1000, MB: 1_000_000 };
const BYTES = /^(\d{1,6}(?:\.\d{1,3})?) ?([kK]B|MB)$/;
/** A file of one page with its font has more. */
const LEAST_BYTES = 10_000;
const MOST_BYTES = 2_000_000_000;

/** Size of a file, `2 MB`, `900 kB` or a number of bytes → bytes; kB is 1000 bytes. */
export function byteSize(description: string): Schema<number> {
  return {
    json: {
      description,
      anyOf: [
        { type: 'integer', minimum: LEAST_BYTES, maximum: MOST_BYTES },
        { type: 'string', pattern: BYTES.source },
      ],
    },
    read(value, path, reading) {
      const [, number, unit = ''] = (typeof value === 'string' && BYTES.exec(value)) || [];
      const factor = BYTES_PER_UNIT[unit];
      const bytes = factor === undefined ? value : Math.round(Number(number) * factor);
      const isWhole = typeof bytes === 'number' && Number.isInteger(bytes);
      if (isWhole && bytes >= LEAST_BYTES && bytes <= MOST_BYTES) return bytes;
      return wrong(reading, path, 'a size from 10 kB to 2000 MB, such as 2 MB, 900 kB or a number of bytes', value); // prettier-ignore
    },
  };
}
