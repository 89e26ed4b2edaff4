// The bytes of a content stream → its operations, one after the other (ISO 32000-1, 7.8.2, 8.9.7 for inline images).
import { PdfError } from './pdf-values.ts';

/** A number; a name with its slash, decoded; or the range of anything else, which no reader here looks into. */
export type Operand = number | string | { readonly start: number; readonly end: number };

export interface Operation {
  /** `BI` stands for a whole inline image; its operands are the keys and values. */
  readonly operator: string;
  readonly operands: readonly Operand[];
  /** Bytes [start, end) from the first operand to the end of the operator. */
  readonly start: number;
  readonly end: number;
}

const [TAB, LF, FF, CR, SPACE] = [9, 10, 12, 13, 32];
const [PERCENT, OPEN, CLOSE, LESS, GREATER, SLASH] = [37, 40, 41, 60, 62, 47];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_BRACE, CLOSE_BRACE, BACKSLASH] = [91, 93, 123, 125, 92];
/** More than any operator takes: what goes beyond is no content stream. */
const MAXIMUM_OPERANDS = 10_000;

/** Every operation in order; what stands behind the last operator is left out. Throws PdfError. */
export function* contentOperations(bytes: Uint8Array): Generator<Operation> {
  let operands: Operand[] = [];
  let start = -1;
  let at = 0;
  for (;;) {
    at = skipSpace(bytes, at);
    if (at >= bytes.length) return;
    if (start < 0) start = at;
    const byte = bytes[at] ?? 0;
    if (isRegular(byte) && !isNumberByte(byte)) {
      const end = wordEnd(bytes, at);
      const word = latin1(bytes, at, end);
      at = end;
      if (word === 'true' || word === 'false' || word === 'null') {
        operands.push({ start: at - word.length, end });
        continue;
      }
      if (word === 'ID' || word === 'BI') {
        if (word === 'BI') continue;
        at = imageEnd(bytes, end);
      }
      yield { operator: word === 'ID' ? 'BI' : word, operands, start, end: at };
      operands = [];
      start = -1;
      continue;
    }
    const end = operandEnd(bytes, at);
    operands.push(operand(bytes, at, end));
    if (operands.length > MAXIMUM_OPERANDS) throw new PdfError('its content is damaged');
    at = end;
  }
}

function operand(bytes: Uint8Array, start: number, end: number): Operand {
  const byte = bytes[start] ?? 0;
  if (byte === SLASH) return decodedName(latin1(bytes, start, end));
  if (isNumberByte(byte)) {
    const number = Number(latin1(bytes, start, end));
    return Number.isNaN(number) ? 0 : number;
  }
  return { start, end };
}

/** 7.3.5: `#20` is a space. A character a byte, as the names of dictionaries are. */
function decodedName(name: string): string {
  return name.replaceAll(/#([\da-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))); // prettier-ignore
}

/** The end of the number, name, string, array or dictionary that begins at `at`. */
function operandEnd(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case OPEN:
      return stringEnd(bytes, at);
    case SLASH:
      return wordEnd(bytes, at + 1);
    case OPEN_ARRAY:
      return groupEnd(bytes, at);
    case LESS:
      return bytes[at + 1] === LESS ? groupEnd(bytes, at) : hexEnd(bytes, at);
    case GREATER:
      return at + (bytes[at + 1] === GREATER ? 2 : 1);
    case CLOSE:
    case CLOSE_ARRAY:
    case OPEN_BRACE:
    case CLOSE_BRACE:
      return at + 1;
    default:
      return wordEnd(bytes, at);
  }
}

/** Arrays and dictionaries, in each other as deep as they like. */
function groupEnd(bytes: Uint8Array, start: number): number {
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    at = skipSpace(bytes, at);
    const byte = bytes[at];
    const isDouble = (byte === LESS || byte === GREATER) && bytes[at + 1] === byte;
    if (byte === OPEN_ARRAY || (isDouble && byte === LESS)) depth++;
    else if (byte === CLOSE_ARRAY || (isDouble && byte === GREATER)) depth--;
    else {
      at = operandEnd(bytes, at);
      continue;
    }
    at += isDouble ? 2 : 1;
    if (depth <= 0) return at;
  }
  return bytes.length;
}

function stringEnd(bytes: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at++;
    else if (byte === OPEN) depth++;
    else if (byte === CLOSE && --depth === 0) return at + 1;
  }
  return bytes.length;
}

function hexEnd(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(GREATER, start);
  return end < 0 ? bytes.length : end + 1;
}

/** Behind the EI of an inline image: white space on both sides, and something readable after it. */
function imageEnd(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length - 1; at++) {
    if (bytes[at] !== 69 || bytes[at + 1] !== 73 || !isSpace(bytes[at - 1] ?? 0)) continue;
    const end = at + 2;
    if (end < bytes.length && !isSpace(bytes[end] ?? 0)) continue;
    if (bytes.subarray(end, end + 16).every((byte) => isSpace(byte) || (byte > 32 && byte < 127))) return end;
  }
  throw new PdfError('a picture in its content has no end');
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte === PERCENT) {
      while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
    } else if (byte === undefined || !isSpace(byte)) return at;
    else at++;
  }
}

function wordEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && isRegular(bytes[at] ?? 0)) at++;
  return at;
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === LF || byte === CR || byte === TAB || byte === FF || byte === 0;
}

function isRegular(byte: number): boolean {
  switch (byte) {
    case OPEN:
    case CLOSE:
    case LESS:
    case GREATER:
    case OPEN_ARRAY:
    case CLOSE_ARRAY:
    case OPEN_BRACE:
    case CLOSE_BRACE:
    case SLASH:
    case PERCENT:
      return false;
    default:
      return !isSpace(byte);
  }
}

/** Digits, signs and the point: nothing else begins a number, and no operator begins so. */
function isNumberByte(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || byte === 43 || byte === 45 || byte === 46;
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 512)));
}
