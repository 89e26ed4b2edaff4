import { describe, expect, test } from 'vitest';
import { qrModules, qrSvg } from '../../../src/template/qr-code.ts';

const NUMBERS: Readonly<Record<number, readonly number[]>> = {
  1: [1, 16],
  2: [1, 28],
  3: [1, 44],
  4: [2, 32],
};
const MASKS: readonly ((i: number, j: number) => boolean)[] = [
  (i, j) => (i + j) % 2 === 0, (i) => i % 2 === 0, (_, j) => j % 3 === 0, (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0, (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0, (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
]; // prettier-ignore

/** A reader for versions 1–4, written from the standard: format, mask, zigzag, de-interleaving, byte mode. No correction. */
function decode(modules: readonly (readonly boolean[])[]): string {
  const size = modules.length;
  const version = (size - 17) / 4;
  const dark = (row: number, column: number): boolean => modules[row]?.[column] === true;
  let format = 0;
  // 7.9.1: bits 14…0 along the upper left finder.
  for (const [row, column] of [
    [8, 0],
    [8, 1],
    [8, 2],
    [8, 3],
    [8, 4],
    [8, 5],
    [8, 7],
    [8, 8],
    [7, 8],
    [5, 8],
    [4, 8],
    [3, 8],
    [2, 8],
    [1, 8],
    [0, 8],
  ] as const)
    // prettier-ignore
    format = format * 2 + (dark(row, column) ? 1 : 0);
  const data = (format ^ 0b101010000010010) >> 10;
  expect(data >> 3).toBe(0b00);
  const mask = MASKS[data & 7] ?? (() => false);
  const centre = version === 1 ? -9 : size - 7;
  const isFunction = (row: number, column: number): boolean =>
    (row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9) || row === 6 || column === 6 ||
    (Math.abs(row - centre) <= 2 && Math.abs(column - centre) <= 2); // prettier-ignore
  const bits: number[] = [];
  let upward = true;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < size; step++) {
      const row = upward ? size - 1 - step : step;
      for (const column of [right, right - 1])
        if (!isFunction(row, column)) bits.push(dark(row, column) !== mask(row, column) ? 1 : 0);
    }
    upward = !upward;
  }
  const bytes = Array.from({ length: bits.length >> 3 }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8).join(''), 2)); // prettier-ignore
  const [count = 1, length = 0] = NUMBERS[version] ?? [];
  const ordered = Array.from({ length: count }, (_, block) => Array.from({ length }, (_, at) => bytes[at * count + block] ?? 0)).flat(); // prettier-ignore
  const stream = ordered.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  expect(stream.slice(0, 4)).toBe('0100');
  const characters = Number.parseInt(stream.slice(4, 12), 2);
  const text = Uint8Array.from({ length: characters }, (_, at) => Number.parseInt(stream.slice(12 + at * 8, 20 + at * 8), 2)); // prettier-ignore
  return new TextDecoder().decode(text);
}

describe('QR codes', () => {
  test.each([
    'a',
    'www.afgazad.com',
    'https://www.afgazad.com/',
    'نشر افغانستان آزاد',
    'x'.repeat(42),
    'y'.repeat(62),
  ])('%j is read back', (text) => {
    // prettier-ignore
    const modules = qrModules(text);
    expect(modules && decode(modules)).toBe(text);
  });

  test('grow with their text up to 213 bytes, and refuse more', () => {
    expect(qrModules('x'.repeat(14))).toHaveLength(21);
    expect(qrModules('x'.repeat(15))).toHaveLength(25);
    expect(qrModules('x'.repeat(213))).toHaveLength(57);
    expect(qrModules('x'.repeat(214))).toBeUndefined();
    expect(qrModules('')).toBeUndefined();
  });

  test('the correction of “HELLO WORLD” in bytes satisfies the generator: every syndrome is zero', () => {
    // Version 1 has one block of 26 codewords: as a polynomial it vanishes at 2^0 … 2^9.
    const modules = qrModules('HELLO WORLD') ?? [];
    expect(syndromes(modules)).toEqual(Array.from({ length: 10 }, () => 0));
  });

  test('the drawing has a quiet zone of four modules and only one path', () => {
    const svg = qrSvg('www.afgazad.com') ?? '';
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 33 33"><path d="M4 4h7v1h-7z/);
    expect(svg.match(/<path/g)).toHaveLength(1);
  });
});

/** Values of the codeword polynomial of a version 1 symbol at the roots of the generator. */
function syndromes(modules: readonly (readonly boolean[])[]): number[] {
  const size = 21;
  let format = 0;
  for (const column of [0, 1, 2, 3, 4]) format = format * 2 + (modules[8]?.[column] === true ? 1 : 0);
  const mask = MASKS[(format ^ 0b10101) & 7] ?? (() => false);
  const bits: number[] = [];
  let upward = true;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < size; step++) {
      const row = upward ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        const isFunction = (row < 9 && (column < 9 || column >= 13)) || (row >= 13 && column < 9) || row === 6 || column === 6; // prettier-ignore
        if (!isFunction) bits.push((modules[row]?.[column] === true) !== mask(row, column) ? 1 : 0);
      }
    }
    upward = !upward;
  }
  const codewords = Array.from({ length: 26 }, (_, at) =>
    Number.parseInt(bits.slice(at * 8, at * 8 + 8).join(''), 2),
  );
  const exponents = [1];
  for (let at = 1; at < 255; at++) {
    const doubled = (exponents[at - 1] ?? 0) * 2;
    exponents.push(doubled > 255 ? doubled ^ 0x11d : doubled);
  }
  const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : (exponents[(exponents.indexOf(a) + exponents.indexOf(b)) % 255] ?? 0)); // prettier-ignore
  return Array.from({ length: 10 }, (_, root) => codewords.reduce((sum, codeword) => times(sum, exponents[root] ?? 0) ^ codeword, 0)); // prettier-ignore
}
