// The CSS reference of templates/README.md is what the program says of itself, and every property has a test.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { cssReference } from '../../src/style/css-reference.ts';
import { parseStyleSheet } from '../../src/style/parse-style-sheet.ts';
import { PROPERTIES } from '../../src/style/property-table.ts';
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
  ])('lists the at-rule %s, which the program accepts', (name, css) => {
    expect(listed(/^@/)).toContain(name);
    expect(codesOf(css)).toEqual([]);
  });

  it('says of what has no effect yet that it has none', () => {
    const rows = cssReference().split('\n').filter((line) => line.startsWith('| ')); // prettier-ignore
    const marked = rows.filter((row) => row.includes('no effect yet')).map((row) => row.split('`')[1]);
    expect(marked).toEqual(expect.arrayContaining(['opacity', 'float', '::footnote-call', 'bleed', '@footnote', 'content'])); // prettier-ignore
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
