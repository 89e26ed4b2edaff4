// What is read and not obeyed yet: a diagnostic L003 at its place, once, and none where nothing is lost.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Diagnostics, formatDiagnostic } from '../../../src/base/diagnostic.ts';
import { propertiesWithoutEffect } from '../../../src/style/lacks.ts';
import { parseStyleSheet } from '../../../src/style/parse-style-sheet.ts';
import { LONGHANDS } from '../../../src/style/property-table.ts';
import { declare, parse, styleTree } from './style-helpers.ts';

/** `line:column severity message` of every L003 of a sheet. */
function lacksOf(css: string): readonly string[] {
  const diagnostics = new Diagnostics();
  parse(css, 'web', diagnostics);
  expect(diagnostics.list.filter(({ code }) => code !== 'L003')).toEqual([]);
  return diagnostics.list.map(({ place, severity, message }) => `${place?.line}:${place?.column} ${severity} ${message}`); // prettier-ignore
}

describe('what has no effect yet is said at its line and column', () => {
  test.each([
    ['p {\n  opacity: .5 }', '2:3 note "opacity" has no effect yet'],
    ['p { background: url(a.png) red }', '1:5 note "background-image" has no effect yet'],
    ['p { overflow: hidden }', '1:5 note "overflow: hidden" has no effect yet'],
    ['p::after { content: url(a.svg) }', '1:12 note "url()" in "content" has no effect yet'],
    ['p { string-set: a "x", b leader(dotted) }', '1:5 note "leader()" in "string-set" has no effect yet'],
    ['p { bookmark-label: string(a) }', '1:5 note "string()" in "bookmark-label" has no effect yet'],
    ['ol { list-style: lower-greek }', '1:6 note "list-style-type: lower-greek" has no effect yet'],
    ['p::after { content: counter(a, lower-greek) }', '1:12 note "lower-greek" in "content" has no effect yet'],
    ['p::after { content: string(section) }', '1:12 note "string()" outside page-margin boxes has no effect yet'],
    ['@page { @top-left { content: leader(dotted) } }', '1:21 note "leader()" in a page-margin box has no effect yet'],
    ['@page { @top-left { content: counter(chapter) } }', '1:21 note "counter(chapter)" in a page-margin box has no effect yet'],
    ['@page { counter-increment: page 2 }', '1:9 note "counter-increment" of a page has no effect yet'],
    ['@page {\n columns: 2 }', '2:2 note "column-count" of a page has no effect yet'],
    ['@page { @top-left { content: "x"; opacity: 0 } }', '1:35 note "opacity" has no effect yet'],
  ])('%s', (css, expected) => {
    expect(lacksOf(css)).toEqual([expected]);
  }); // prettier-ignore

  test('in shorthands, custom properties and style attributes too, once for a place', () => {
    const css = 'p { --o: .5; opacity: var(--o); background: url(x.png) }';
    const { diagnostics } = styleTree(css, { is: 'html', children: ['p', 'p.a', { is: 'p', attributes: { style: 'opacity: .5' } }] }); // prettier-ignore
    expect(diagnostics.list.map((d) => [d.code, d.place?.file, d.place?.column])).toEqual([
      ['L003', 'style.css', 33],
      ['L003', 'style.css', 14],
      ['L003', 'style attribute of <p>', 1],
    ]);
  });

  test('every one of them comes with a hint', () => {
    const { lacks } = declare('opacity: 0; overflow: clip');
    expect(lacks.map(({ hint }) => hint?.length ?? 0).every((length) => length > 10)).toBe(true);
    expect(lacks).toHaveLength(2);
  });
});

describe('nothing is said', () => {
  test.each([
    'p { opacity: 1; opacity: 100%; z-index: auto; clear: none; float: none; position: static; overflow: visible }',
    'p { position: relative; inset: 1mm; background: none; background: red; hanging-punctuation: first last }',
    'p { opacity: inherit; float: unset; z-index: initial; -nashr-overprint: always; float-reference: inline }',
    'p { float: footnote; float-reference: region } p::footnote-call { color: red } @page { @footnote { border-top: 1pt solid } }',
    '@page { margin: 1mm; margin-inline: 2mm; border-block: 1pt solid; padding: 1pt; font: 9pt A; color: red; columns: auto }',
    'q { quotes: "<" ">" "(" ")" } q { quotes: none }',
    'p::after { content: target-text("#x") }',
    '@page { bleed: 3mm; marks: crop cross; bleed: 0; background: red; counter-reset: page 5; @top-left { background: red; content: "x" } }',
    'p::after { content: target-counter("#x", page) leader(dotted) counter(a, persian) "spot()" }',
    '@page { @top-left { content: string(a, start) counter(page) "x" counter(pages, persian) } }',
    'p::before, p::marker { color: device-cmyk(0 0 0 1); border: 1pt solid spot("PANTONE 485 C") }',
  ])('of %s', (css) => {
    expect(lacksOf(css)).toEqual([]);
  });

  test('of any initial value', () => {
    for (const { name, initialText } of LONGHANDS.values())
      expect(declare(`${name}: ${initialText}`).lacks, name).toEqual([]);
  });

  test('of the sheets of the design aa-aa', () => {
    const read = (file: string): string => readFileSync(new URL(`../../../templates/aa-aa/${file}`, import.meta.url), 'utf8'); // prettier-ignore
    const diagnostics = new Diagnostics();
    const readImport = (url: string): { css: string; file: string } => ({ css: read(url), file: url });
    parseStyleSheet(read('style.css'), { file: 'style.css' }, { edition: 'web', diagnostics, readImport });
    expect(diagnostics.list.filter(({ code }) => code === 'L003').map(formatDiagnostic)).toEqual([]);
  });
});

test('the README lists the properties without effect', () => {
  const text = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const listed = /<!-- unread -->([\s\S]*?)<!-- \/unread -->/.exec(text)?.[1] ?? '';
  const names = [...listed.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  expect([...propertiesWithoutEffect()].toSorted()).toEqual(names.toSorted());
});
