// The CSS reference of templates/README.md is what the program says of itself, and every property has a test.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { cssReference } from '../../src/style/css-reference.ts';
import { parseStyleSheet } from '../../src/style/parse-style-sheet.ts';
import { fieldName } from '../../src/style/property.ts';
import { LONGHANDS, PROPERTIES } from '../../src/style/property-table.ts';
import { PROPERTY_CASES } from './style/property-cases.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = join(ROOT, 'templates/README.md');
const BEGIN = '<!-- css-reference: written by the program, see tests/unit/css-reference.test.ts -->\n\n';
const END = '\n\n<!-- /css-reference -->';

/** Codes of what a sheet makes the program say. */
function codesOf(css: string): readonly string[] {
  const diagnostics = new Diagnostics();
  const readImport = (): { css: string; file: string } => ({ css: '', file: 'b.css' });
  parseStyleSheet(css, { file: 'a.css' }, { edition: 'web', diagnostics, readImport });
  return diagnostics.list.map(({ code }) => code);
}

/** First cells, in code type, of the tables under the headings of the reference. */
function listed(pattern: RegExp): readonly string[] {
  return [...cssReference().matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name).filter((name) => pattern.test(name)); // prettier-ignore
}

/** The part under a heading, to the next. */
function section(heading: string): string {
  return between(cssReference(), `### ${heading}\n`, '\n### ');
}

function between(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  expect([from, start >= 0]).toEqual([from, true]);
  return text.slice(start + from.length, end < 0 ? undefined : end);
}

describe('the CSS reference', () => {
  it('is in the guide to designs, word for word (UPDATE_GOLDEN=1 writes it)', () => {
    const text = readFileSync(README, 'utf8');
    const from = text.indexOf(BEGIN);
    const to = text.indexOf(END);
    expect(from).toBeGreaterThan(0);
    expect(to).toBeGreaterThan(from);
    const written = text.slice(0, from + BEGIN.length) + cssReference() + text.slice(to);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(README, written);
    expect(text.slice(from + BEGIN.length, to)).toBe(cssReference());
  });

  it('lists every property', () => {
    const names = listed(/^-?[a-z-]+$/).filter((name) => PROPERTIES.has(name));
    expect([...PROPERTIES.keys()].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('lists pseudo-elements and pseudo-classes that the program accepts', () => {
    const names = listed(/^::?[a-z]/);
    expect(names.length).toBeGreaterThan(12);
    const argument = (name: string): string => (name === ':dir()' ? 'rtl' : name === ':lang()' ? 'fa' : name.includes('nth') ? 'odd' : '.a'); // prettier-ignore
    for (const name of names) {
      const selector = `p${name.replace('()', `(${argument(name)})`)}`;
      expect([selector, codesOf(`${selector} { color: red }`).filter((code) => code !== 'L003')]).toEqual([selector, []]); // prettier-ignore
    }
    const plain = [...cssReference().matchAll(/`(:[a-z-]+)`/g)].map(([, name = '']) => name);
    expect(plain.length).toBeGreaterThan(15);
    for (const name of plain.filter((n) => !/^:(first|blank|left|right)$/.test(n)))
      expect([name, codesOf(`p${name} { color: red }`)]).toEqual([name, []]);
  });

  it.each([
    ['@charset', '@charset "utf-8";'],
    ['@import', '@import "b.css" print;'],
    ['@media', '@media print and (edition: web) { p { color: red } }'],
    ['@page', '@page a:first:blank:left { size: A4; @top-left { content: "x" } }'],
    ['@font-face', '@font-face { font-family: A; src: url(a.ttf) }'],
    ['@supports', '@supports (color: red) and (not selector(a::b)) { p { color: red } }'],
  ])('lists the at-rule %s, which the program accepts', (name, css) => {
    expect(listed(/^@/)).toContain(name);
    expect(codesOf(css)).toEqual([]);
  });

  it('names at-rules that do not work, and they do not', () => {
    const refused = /Not supported: (.*)\.\n/.exec(cssReference())?.[1] ?? '';
    const names = [...refused.matchAll(/`(@[a-z-]+)`/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names)
      expect([name, codesOf(`${name} x { a { color: red } }`)]).toEqual([name, ['C005']]);
  });

  it('lists page selectors, margin boxes and descriptors of @page that the program accepts, and no others', () => {
    for (const selector of ['a', ':first', ':blank', ':left', ':right', ':nth(2n + 1)', 'a:first:left:blank'])
      expect([selector, codesOf(`@page ${selector} { margin: 0 }`)]).toEqual([selector, []]);
    expect(codesOf('@page :last { margin: 0 }')).toEqual(['C004']);
    const boxes = /Margin boxes: ([^.]*)\./.exec(cssReference())?.[1] ?? '';
    const names = [...boxes.matchAll(/`@([a-z-]+)`/g)].map(([, name = '']) => name);
    expect(names).toHaveLength(16);
    for (const name of names) expect([name, codesOf(`@page { @${name} { content: counter(pages) string(a) "x" } }`)]).toEqual([name, []]); // prettier-ignore
    expect(codesOf('@page { @top-middle { content: "x" } }')).toEqual(['C005']);
    expect(codesOf('@page { size: 10pt; bleed: 3mm; marks: crop cross; background: red; counter-reset: page 5; margin: 0; padding: 0; border: none }').filter((code) => code !== 'L003')).toEqual([]); // prettier-ignore
  });

  it('lists units, calculations, colours and generated content that the program accepts', () => {
    const values = section('Values');
    const codes = (from: string, to: string): readonly string[] => [...between(values, from, to).matchAll(/`([^`]+)`/g)].map(([, name = '']) => name); // prettier-ignore
    for (const unit of codes('Units of length: ', '; and')) expect([unit, codesOf(`p { width: 1${unit} }`)]).toEqual([unit, []]); // prettier-ignore
    for (const unit of ['vw', 'vh', 'vmin', 'dvh']) expect([unit, codesOf(`p { width: 1${unit} }`)]).toEqual([unit, ['C003']]); // prettier-ignore
    for (const name of codes('Calculations: ', '. Percentages')) {
      const args = name === 'clamp()' ? '1pt, 2pt, 3pt' : name === 'calc()' ? '1pt + 2pt' : '1pt, 2pt';
      expect([name, codesOf(`p { width: ${name.replace('()', `(${args})`)} }`)]).toEqual([name, []]);
    }
    const colors: Readonly<Record<string, string>> = { 'rgb()': 'rgb(1 2 3)', 'rgba()': 'rgba(1, 2, 3, .5)', 'hsl()': 'hsl(10 20% 30%)', 'hsla()': 'hsla(10, 20%, 30%, .5)', 'device-cmyk()': 'device-cmyk(0 0 0 1)', 'spot()': 'spot("A", .5)' }; // prettier-ignore
    const functions = codes('Colours: ', '. `spot').filter((name) => name.endsWith('()'));
    expect(functions.filter((name) => colors[name] === undefined)).toEqual([]);
    for (const name of functions) expect([name, codesOf(`p { color: ${colors[name]} }`).filter((code) => code !== 'L003')]).toEqual([name, []]); // prettier-ignore
    for (const word of ['inherit', 'initial', 'unset']) expect(codesOf(`p { color: ${word} !important }`)).toEqual([]); // prettier-ignore
  });

  it('writes every function of generated content as the program reads it', () => {
    const written = between(section('Values'), 'Generated content', '; an address');
    const functions = [...written.matchAll(/`([a-z-]+\([^`]*\))`/g)].map(([, name = '']) => name).filter((name) => name !== 'url()'); // prettier-ignore
    expect(functions.length).toBeGreaterThan(7);
    for (const form of functions) {
      // With and without what may be left out, and with the first of alternatives.
      const filled = form.replaceAll('address', '"#x"').replaceAll('name', 'page');
      for (const full of [filled.replaceAll(/[[\]]/g, ''), filled.replaceAll(/ ?\[[^\]]*\]/g, '')]) {
        const first = full.replaceAll(/(\w[\w-]*)(?: \| ["\w-]+)+/g, '$1').replace('style', 'persian');
        const codes = codesOf(`p::after { content: ${first} }`).filter((code) => code !== 'L003');
        expect([first, codes]).toEqual([first, []]);
      }
    }
    expect(codesOf('p::after { content: counter(page, no-such-style) }')).toEqual(['C003']);
    expect(codesOf('p::after { content: attr() }')).toEqual(['C003']);
  });

  it('lists descriptors of @font-face that the program accepts', () => {
    const values: Readonly<Record<string, string>> = { 'font-family': 'B', src: 'url(b.ttf)', 'font-weight': '300 800', 'font-style': 'italic', 'font-stretch': '75% 100%', 'unicode-range': 'U+20-7E', 'size-adjust': '95%' }; // prettier-ignore
    const names = [...section('Font faces').matchAll(/^\| `([a-z-]+)`/gm)].map(([, name = '']) => name);
    expect(names.toSorted()).toEqual(Object.keys(values).toSorted());
    for (const name of names) expect([name, codesOf(`@font-face { font-family: A; src: url(a.ttf); ${name}: ${values[name]} }`)]).toEqual([name, []]); // prettier-ignore
  });

  it('says of what has no effect yet that it has none', () => {
    const rows = cssReference().split('\n').filter((line) => line.startsWith('| ')); // prettier-ignore
    const marked = rows.filter((row) => row.includes('no effect yet')).map((row) => row.split('`')[1]);
    const lacking = [...LONGHANDS.values()].filter(({ lacks }) => lacks.length > 0).map(({ name }) => name);
    expect(marked.filter((name = '') => LONGHANDS.has(fieldName(name)) || lacking.includes(name))).toEqual(
      lacking,
    );
    expect(marked).not.toContain('color');
  });
});

describe('every property', () => {
  it('has a case in the table of behaviours, which has no others', () => {
    const cases = new Set(PROPERTY_CASES.map(([name]) => name));
    expect([...PROPERTIES.keys()].filter((name) => !cases.has(name))).toEqual([]);
    expect([...cases].filter((name) => !PROPERTIES.has(name))).toEqual([]);
  });
});
