// The shaping tests of Unicode (text-rendering-tests) and Adobe (aots) through this program's own decoding, checking
// and calls of HarfBuzz. Each exception has a reason; one that passes fails the run.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createRangedFeatures, directionOfScript, parseSettings } from '../unit/font/font-test-tools.ts';
import { FontFile } from '../../src/font/font-file.ts';
import {
  GLYPH_ID,
  GLYPH_STRIDE,
  GLYPH_X_ADVANCE,
  GLYPH_X_OFFSET,
  GLYPH_Y_OFFSET,
} from '../../src/font/font-types.ts';
import { loadHarfBuzz } from '../../src/font/load-harfbuzz.ts';
import { GlyphScratch, shapeRun } from '../../src/font/shape-run.ts';
import { scriptOf } from '../../src/unicode/scripts.ts';

interface Case {
  readonly id: string;
  readonly font: string;
  readonly opts: Readonly<Record<string, unknown>>;
  readonly text: readonly number[];
  readonly expect: readonly { readonly g: number; readonly dx: number; readonly dy: number }[];
}

/** Positions were recorded at 1000 units by another version of HarfBuzz, which rounded a few of them the other way. */
const TOLERANCE = 2;

const MAC =
  'the WebAssembly build of HarfBuzz reads no Macintosh Turkish character map (a relic of Mac OS 9)';
const KERN = 'the WebAssembly build of HarfBuzz leaves the kern table out: kerning comes from GPOS alone';
const ZWNJ = 'a final ZWNJ is expected to keep a glyph; here it shows nothing, by contract';
const LANA = 'Tai Tham: HarfBuzz inserts dotted circles into orders that the expectation (CoreText) allows';
/** Test, lines of the original file, reason. */
const EXCEPTION_LIST: readonly (readonly [string, readonly number[], string])[] = [
  ['CMAP-3', [2, 5, 6, 8, 9, 10, 11, 12, 15, 16, 17, 19, 20, 21], MAC],
  ['KERN-1', [2], KERN],
  ['KERN-2', [2], KERN],
  ['SHKNDA-3', [32], ZWNJ],
  ['SHLANA-1', [25, 26, 27, 28, 35, 36, 44, 45], LANA],
  [
    'SHLANA-10',
    [
      4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 17, 22, 24, 25, 26, 28, 29, 30, 31, 37, 39, 40, 41, 43, 44, 46, 47,
      48,
    ],
    LANA,
  ],
  ['SHLANA-2', [3, 4, 5, 8, 13, 15, 17, 31, 34, 35, 36, 37], LANA],
  ['SHLANA-3', [2, 3, 4], LANA],
  ['SHLANA-4', [2], LANA],
  ['SHLANA-5', [6, 9, 12, 14], LANA],
  ['SHLANA-6', [3], LANA],
  ['SHLANA-7', [2, 4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 16, 18, 19], LANA],
  ['SHLANA-8', [2, 3, 5, 6, 7], LANA],
  ['SHLANA-9', [5, 7], LANA],
];
const EXCEPTIONS: ReadonlySet<string> = new Set(
  EXCEPTION_LIST.flatMap(([name, lines]) => lines.map((line) => `${name}.tests:${line}`)),
);

const DATA = new URL('../data/shaping/', import.meta.url);

function readCases(name: string): Case[] {
  return gunzipSync(readFileSync(new URL(name, DATA)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Case);
}

const harfbuzz = loadHarfBuzz();
const files = new Map<string, FontFile>();

function fileOf(name: string): FontFile {
  let file = files.get(name);
  if (file === undefined) {
    file = new FontFile(harfbuzz, readFileSync(new URL(name, DATA)));
    files.set(name, file);
  }
  return file;
}

interface PlacedGlyph {
  readonly glyph: number;
  /** Absolute pen position plus offset. */
  readonly x: number;
  readonly y: number;
}

function shapeCase(testCase: Case): PlacedGlyph[] {
  const file = fileOf(testCase.font);
  const scale = testCase.opts['font-size'] === undefined ? file.metrics.unitsPerEm : Number(testCase.opts['font-size']); // prettier-ignore
  const font = harfbuzz.createFont(file.face, parseSettings(testCase.opts['variations']), scale);
  const text = String.fromCodePoint(...testCase.text);
  const script = testCase.text.map(scriptOf).find((s) => !['Zyyy', 'Zinh', 'Zzzz'].includes(s)) ?? 'Zyyy';
  const scratch = new GlyphScratch();
  const features = createRangedFeatures(harfbuzz, testCase.opts['features']);
  shapeRun(
    harfbuzz,
    {
      font,
      faceId: 0,
      text: harfbuzz.writeText(text),
      textLength: text.length,
      start: 0,
      end: text.length,
      direction: directionOfScript(script),
      script,
      language: '',
      features,
    },
    scratch,
  );
  const glyphs: PlacedGlyph[] = [];
  let pen = 0;
  for (let i = 0; i < scratch.count; i++) {
    const at = i * GLYPH_STRIDE;
    const value = (field: number): number => scratch.records[at + field] ?? 0;
    glyphs.push({ glyph: value(GLYPH_ID), x: pen + value(GLYPH_X_OFFSET), y: value(GLYPH_Y_OFFSET) });
    pen += value(GLYPH_X_ADVANCE);
  }
  return glyphs;
}

function agrees(testCase: Case, glyphs: readonly PlacedGlyph[]): boolean {
  if (glyphs.length !== testCase.expect.length) return false;
  return testCase.expect.every(({ g, dx, dy }, index) => {
    const placed = glyphs[index];
    if (placed === undefined || placed.glyph !== g) return false;
    if (testCase.opts['no-positions'] === true) return true;
    return Math.abs(placed.x - dx) <= TOLERANCE && Math.abs(placed.y - dy) <= TOLERANCE;
  });
}

describe.each([
  ['text-rendering-tests.jsonl.gz', 578],
  ['aots.jsonl.gz', 274],
])('%s', (name, count) => {
  const cases = readCases(name);

  test('all cases are there', () => {
    expect(cases).toHaveLength(count);
  });

  test('every case gives the expected glyphs at the expected places, the exceptions do not', () => {
    const failures: string[] = [];
    const passingExceptions: string[] = [];
    for (const testCase of cases) {
      const glyphs = shapeCase(testCase);
      const passes = agrees(testCase, glyphs);
      if (passes && EXCEPTIONS.has(testCase.id)) passingExceptions.push(testCase.id);
      if (!passes && !EXCEPTIONS.has(testCase.id)) {
        failures.push(`${testCase.id}: ${JSON.stringify(glyphs)} for ${JSON.stringify(testCase.expect)}`);
      }
    }
    expect(passingExceptions).toEqual([]);
    expect(failures).toEqual([]);
  });
});
