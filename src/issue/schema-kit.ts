// A small schema language: one declaration is at once the TypeScript type, the reader that complains at a path, and the
// JSON Schema (draft 2020-12). Written here because the published validators cost more at start than a small issue takes;
// tests hold it to what a JSON Schema validator says about the same input.
import type { DataPath, Localised, PlainData, PlainObject } from './plain-data.ts';
import { parseDate } from './dates.ts';
import { nearestName } from '../base/nearest-name.ts';

export type ComplaintKind = 'unknown-key' | 'wrong' | 'missing' | 'bad-date';

export interface Complaint {
  readonly kind: ComplaintKind;
  readonly path: DataPath;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Where complaints go, and how scalars were written. */
export interface Reading {
  complain(complaint: Complaint): void;
  writtenAt(path: DataPath): string | undefined;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface Schema<T> {
  readonly json: JsonSchema;
  /** The value as the program uses it, or undefined after a complaint. */
  read(value: PlainData, path: DataPath, reading: Reading): T | undefined;
}

function describe(value: PlainData): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return JSON.stringify(typeof value === 'string' && value.length > 40 ? `${value.slice(0, 40)}…` : value);
}

/** Complains of a value; `hint` may say what to write. */
export function wrong(
  reading: Reading,
  path: DataPath,
  expected: string,
  value: PlainData,
  hint?: string,
): undefined {
  const name = path.findLast((step) => typeof step === 'string') ?? 'value';
  reading.complain({
    kind: 'wrong',
    path,
    message: `${name}: expected ${expected}, found ${describe(value)}`,
    hint,
  });
  return undefined;
}

/** Whether data are keys and values. */
export function isPlainObject(value: PlainData | undefined): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface Pattern {
  /** Over the whole text. */
  readonly regExp: RegExp;
  /** In words, for complaints. */
  readonly means: string;
  /** Numbers that are not negative match too, as they are written. */
  readonly acceptsNumbers?: boolean;
}

/** Text; a number stands for what was written, unless a pattern asks for words. */
export function text(description: string, pattern?: Pattern): Schema<string> {
  const words = { type: 'string', description, pattern: pattern?.regExp.source };
  const json =
    pattern === undefined
      ? { type: ['string', 'number'], description }
      : pattern.acceptsNumbers === true
        ? { description, anyOf: [words, { type: 'number', minimum: 0 }] }
        : words;
  return {
    json,
    read(value, path, reading) {
      const isNumber =
        typeof value === 'number' && (pattern === undefined || pattern.acceptsNumbers === true);
      const written = isNumber ? (reading.writtenAt(path) ?? String(value)) : value;
      if (typeof written !== 'string') return wrong(reading, path, pattern?.means ?? 'text', value);
      if (pattern && !pattern.regExp.test(written)) return wrong(reading, path, pattern.means, value);
      return written;
    },
  };
}

/** A whole number, or a text that is kept as it is. */
export function numberOrText(description: string): Schema<string | number> {
  return {
    json: { type: ['string', 'number'], description },
    read(value, path, reading) {
      if (typeof value === 'string' || Number.isInteger(value)) return value as string | number;
      if (typeof value === 'number') return reading.writtenAt(path) ?? String(value);
      return wrong(reading, path, 'a number or text', value);
    },
  };
}

/** A whole number from `minimum` to `maximum`. */
export function wholeNumber(description: string, minimum: number, maximum: number): Schema<number> {
  return {
    json: { type: 'integer', minimum, maximum, description },
    read(value, path, reading) {
      if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum)
        return value;
      return wrong(reading, path, `a whole number from ${minimum} to ${maximum}`, value);
    },
  };
}

/** A date in any of the forms of parseDate; read as ISO 8601. */
export function date(description: string): Schema<string> {
  return {
    json: {
      type: 'string',
      minLength: 1,
      description,
      examples: ['2024-05-08', '08.05.2024', '۱۹ ثور ۱۴۰۳'],
    },
    read(value, path, reading) {
      const iso = typeof value === 'string' ? parseDate(value) : undefined;
      if (iso === undefined) {
        const message = `${describe(value)} is not a date`;
        const hint = 'write 2024-05-08, 08.05.2024 or ۱۹ ثور ۱۴۰۳';
        reading.complain({ kind: 'bad-date', path, message, hint });
      }
      return iso;
    },
  };
}

/** One text for all languages, or a map from language tag to text. */
export function localised(description: string): Schema<Localised> {
  const tag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
  return {
    json: {
      description,
      anyOf: [
        { type: ['string', 'number'] },
        {
          type: 'object',
          minProperties: 1,
          propertyNames: { pattern: tag.source },
          additionalProperties: { type: ['string', 'number'] },
        },
      ],
    },
    read(value, path, reading) {
      if (typeof value === 'string') return value;
      if (typeof value === 'number') return reading.writtenAt(path) ?? String(value);
      if (!isPlainObject(value) || Object.keys(value).length === 0)
        return wrong(reading, path, 'text, or a map from language to text', value);
      const texts = Object.create(null) as Record<string, string>;
      for (const [language, item] of Object.entries(value)) {
        const at = [...path, language];
        if (!tag.test(language)) {
          const message = `${JSON.stringify(language)} is not a language tag such as fa or en`;
          reading.complain({ kind: 'wrong', path: at, message });
        } else if (typeof item === 'string') texts[language] = item;
        else if (typeof item === 'number') texts[language] = reading.writtenAt(at) ?? String(item);
        else wrong(reading, at, 'text', item);
      }
      return Object.freeze(texts);
    },
  };
}

/** Any map of plain data. */
export function freeData(description: string): Schema<PlainObject> {
  return {
    json: { type: 'object', description },
    read: (value, path, reading) => (isPlainObject(value) ? value : wrong(reading, path, 'a map', value)),
  };
}

/** A list; with `single`, one item may stand without brackets. */
export function list<T>(items: Schema<T>, description: string, single = false): Schema<readonly T[]> {
  const array = { type: 'array', items: items.json, description };
  return {
    json: single ? { anyOf: [items.json, array], description } : array,
    read(value, path, reading) {
      if (!Array.isArray(value)) {
        if (!single) return wrong(reading, path, 'a list', value);
        const one = items.read(value, path, reading);
        return one === undefined ? undefined : [one];
      }
      const read: T[] = [];
      (value as readonly PlainData[]).forEach((item, index) => {
        const one = items.read(item, [...path, index], reading);
        if (one !== undefined) read.push(one);
      });
      return read;
    },
  };
}

/** A list of maps that remember their index, so that later complaints find their place. */
export function indexedList<T extends object>(
  items: Schema<T>,
  description: string,
): Schema<readonly (T & { readonly index: number })[]> {
  return {
    json: { type: 'array', items: items.json, description },
    read(value, path, reading) {
      if (!Array.isArray(value)) return wrong(reading, path, 'a list', value);
      const read: (T & { readonly index: number })[] = [];
      (value as readonly PlainData[]).forEach((item, index) => {
        const one = items.read(item, [...path, index], reading);
        if (one !== undefined) read.push({ ...one, index });
      });
      return read;
    },
  };
}

export interface Key<T, R extends boolean> {
  readonly schema: Schema<T>;
  readonly isRequired: R;
}

/** A key that has to be there. */
export function required<T>(schema: Schema<T>): Key<T, true> {
  return { schema, isRequired: true };
}

/** A key that may be left out. */
export function optional<T>(schema: Schema<T>): Key<T, false> {
  return { schema, isRequired: false };
}

type Keys = Readonly<Record<string, Key<unknown, boolean>>>;
/** A required key that is wrong is complained about and absent all the same: everything is optional for the reader. */
export type ReadKeys<K extends Keys> = {
  readonly [N in keyof K]?: K[N] extends Key<infer T, boolean> ? T | undefined : never;
};

/** A map with known keys. An empty value counts as absent. */
export function object<K extends Keys>(keys: K, description: string): Schema<ReadKeys<K>> {
  const properties: Record<string, JsonSchema> = {};
  const requiredKeys: string[] = [];
  for (const [name, { schema, isRequired }] of Object.entries(keys)) {
    properties[name] = isRequired ? schema.json : { anyOf: [schema.json, { type: 'null' }] };
    if (isRequired) requiredKeys.push(name);
  }
  const json = {
    type: 'object',
    description,
    properties,
    ...(requiredKeys.length > 0 && { required: requiredKeys }),
    additionalProperties: false,
  };
  return {
    json,
    read(value, path, reading) {
      if (!isPlainObject(value)) return wrong(reading, path, 'a map', value);
      const read: Record<string, unknown> = {};
      for (const [name, { schema, isRequired }] of Object.entries(keys)) {
        const item = value[name];
        if (item !== undefined && item !== null) {
          const one = schema.read(item, [...path, name], reading);
          if (one !== undefined) read[name] = one;
        } else if (isRequired) {
          reading.complain({ kind: 'missing', path: [...path, name], message: `The key ${name} is missing` });
        }
      }
      complainOfUnknown(value, keys, path, reading);
      return read as ReadKeys<K>;
    },
  };
}

function complainOfUnknown(value: PlainObject, keys: Keys, path: DataPath, reading: Reading): void {
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(keys, name)) continue;
    const near = nearestName(name, Object.keys(keys));
    const hint = near === undefined ? `known keys: ${Object.keys(keys).join(', ')}` : `did you mean ${near}?`;
    reading.complain({ kind: 'unknown-key', path: [...path, name], message: `Unknown key ${name}`, hint });
  }
}

/** A map from free names to values of one kind. */
export function record<T>(values: Schema<T>, description: string): Schema<Readonly<Record<string, T>>> {
  return {
    json: { type: 'object', description, additionalProperties: values.json },
    read(value, path, reading) {
      if (!isPlainObject(value)) return wrong(reading, path, 'a map', value);
      const read = Object.create(null) as Record<string, T>;
      for (const [name, item] of Object.entries(value)) {
        const one = values.read(item, [...path, name], reading);
        if (one !== undefined) read[name] = one;
      }
      return Object.freeze(read);
    },
  };
}

/** The first alternative whose `when` accepts the value reads it. */
export function alternatives<T>(
  description: string,
  options: readonly { readonly when: (value: PlainData) => boolean; readonly schema: Schema<T> }[],
): Schema<T> {
  return {
    json: { description, anyOf: options.map(({ schema }) => schema.json) },
    read(value, path, reading) {
      const option = options.find(({ when }) => when(value));
      return option === undefined
        ? wrong(reading, path, description, value)
        : option.schema.read(value, path, reading);
    },
  };
}

/** The same input, another result. */
export function mapped<T, U>(schema: Schema<T>, change: (value: T) => U): Schema<U> {
  return {
    json: schema.json,
    read(value, path, reading) {
      const read = schema.read(value, path, reading);
      return read === undefined ? undefined : change(read);
    },
  };
}
