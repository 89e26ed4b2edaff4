// Style sheets: imports, media, font faces, and the place of everything that is not understood.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { parseStyleSheet } from '../../../src/style/parse-style-sheet.ts';
import type { StyleSheet } from '../../../src/style/style-sheet.ts';
import { parse, placesOf, styleTree } from './style-helpers.ts';

function parseFiles(
  files: Readonly<Record<string, string>>,
  main = 'a.css',
): { sheet: StyleSheet; diagnostics: Diagnostics } {
  const diagnostics = new Diagnostics();
  const sheet = parseStyleSheet(
    files[main] ?? '',
    { file: main },
    {
      edition: 'web',
      diagnostics,
      readImport: (url) => {
        const css = files[url];
        return css === undefined ? null : { css, file: url };
      },
    },
  );
  return { sheet, diagnostics };
}

describe('diagnostics stand at the line and column of the mistake', () => {
  test.each([
    ['an unknown property', 'p {\n  colr: red }', '2:3 C002'],
    ['an unsupported value', 'p { color: red;\n\tcolor: 3pt }', '2:2 C003'],
    ['an unsupported selector', 'h1,\n  p:has(b) { color: red }', '2:4 C004'],
    ['an unsupported at-rule', '\n@layer base { p { color: red } }', '2:1 C005'],
    ['an at-rule without block', 'p { }\n  @layer a, b;', '2:3 C005'],
    ['a missing colon', 'p { color red }', '1:10 C001'],
    ['a missing semicolon', 'p { color: red\n  width: 3pt }', '2:3 C001'],
    ['something that is no declaration', 'p { 3pt; color: red }', '1:5 C001'],
    ['a rule inside a rule', 'p { color: red; b { color: blue } }', '1:17 C001'],
    ['a selector without block', 'p { }\nh1', '2:1 C001'],
    ['a brace never closed', 'p { }\nh1 { color: red', '2:4 C001'],
    ['a bracket never closed', 'p { width: calc(1pt }', '1:12 C001'],
    ['a brace too many', 'p { } }', '1:7 C001'],
    ['a comment never closed', 'p { } /* x', '1:7 C001'],
    ['a string never closed', 'p { quotes: "a\n; color: red }', '1:13 C001'],
    ['a margin box that does not exist', '@page { @top-middle { color: red } }', '1:9 C005'],
    ['a page selector that does not exist', '@page :third { color: red }', '1:7 C004'],
    ['a wrong page size', '@page { size: A99 }', '1:9 C003'],
    ['a media query with another feature', '@media (width > 3px) { }', '1:8 C005'],
    ['an import after rules', 'p { }\n@import "b.css";', '2:1 C005'],
    ['an import from a network', '@import url(https://example.org/x.css);', '1:1 C005'],
    ['Windows line ends', 'p {\r\n color: red;\r\n colr: red }', '3:2 C002'],
  ])('%s', (_, css, expected) => {
    const diagnostics = new Diagnostics();
    parse(css, 'web', diagnostics);
    expect(placesOf(diagnostics)).toContain(expected);
  });

  test('a sheet inside another file counts from the line it begins on', () => {
    const diagnostics = new Diagnostics();
    parseStyleSheet(
      'p {\n colr: red }',
      { file: 'page.html', line: 10 },
      { edition: 'web', diagnostics, readImport: () => null },
    );
    expect(diagnostics.list[0]?.place).toEqual({ file: 'page.html', line: 11, column: 2 });
  });

  test('what stands after a mistake still works', () => {
    const css =
      'p { colr: red; color: red; 3; color red; width: 4pt } @nope { p { color: blue } } p { height: 5pt }';
    const { of } = styleTree(css, { is: 'html', children: ['p#x'] });
    expect(of('x')).toMatchObject({ color: { red: 1 }, width: { points: 4 }, height: { points: 5 } });
  });
});

describe('@import', () => {
  test('puts the rules of the other file before those of this one', () => {
    const { sheet, diagnostics } = parseFiles({
      'a.css': '@charset "utf-8"; @import "b.css"; @import url(c.css) print; p { color: red }',
      'b.css': '.b { color: red }',
      'c.css': '.c { color: red }',
    });
    expect(diagnostics.list).toEqual([]);
    const classes = sheet.rules.map((rule) => rule.selectors[0]?.compounds[0]?.simple[0]);
    expect(classes).toMatchObject([{ name: 'b' }, { name: 'c' }, { tag: 'p' }]);
  });

  test('reports a missing file as an error at its line', () => {
    const { diagnostics } = parseFiles({ 'a.css': '\n@import "gone.css";' });
    expect(diagnostics.list).toMatchObject([
      { code: 'C006', severity: 'error', place: { file: 'a.css', line: 2, column: 1 } },
    ]);
  });

  test('breaks circles and reports mistakes with the file they are in', () => {
    const { sheet, diagnostics } = parseFiles({
      'a.css': '@import "b.css"; p { color: red }',
      'b.css': '@import "a.css"; p { colr: red }',
    });
    expect(sheet.rules).toHaveLength(1);
    expect(diagnostics.list.map((d) => [d.code, d.place?.file])).toEqual([['C005', 'b.css'], ['C002', 'b.css']]); // prettier-ignore
  });
});

describe('@media', () => {
  test.each([
    ['(edition: press)', 'press'],
    ['(edition: web)', 'web'],
    ['print', 'web press'],
    ['all', 'web press'],
    ['screen', ''],
    ['screen, print', 'web press'],
    ['not print', ''],
    ['not screen', 'web press'],
    ['print and (edition: press)', 'press'],
    ['only print and (edition:web)', 'web'],
    ['not print and (edition: press)', 'web'],
  ])('%s', (query, editions) => {
    const applies = (['web', 'press'] as const).filter((edition) => {
      const diagnostics = new Diagnostics();
      const sheet = parse(`@media ${query} { p { color: red } @page { margin: 0 } }`, edition, diagnostics);
      expect(diagnostics.list).toEqual([]);
      expect(sheet.pages).toHaveLength(sheet.rules.length);
      return sheet.rules.length === 1;
    });
    expect(applies.join(' ')).toBe(editions);
  });
});

describe('@supports', () => {
  test.each([
    ['(color: red)', true],
    ['(colr: red)', false],
    ['(color: 12)', false],
    ['(--any: thing)', true],
    ['(opacity: .5) and (display: grid)', false],
    ['not (display: grid)', true],
    ['(display: grid) or (display: flex)', true],
    ['(color: red) and (columns: 2) and (display: grid)', false],
    ['((color: red) or (x: y)) and (not (display: grid))', true],
    ['selector(p > b)', true],
    ['selector(p::unheard-of)', false],
    ['unheard-of(p)', false],
    ['(background-image: url(a.png))', false],
  ])('%s is %s', (query, expected) => {
    const diagnostics = new Diagnostics();
    const sheet = parse(`@supports ${query} { p { color: red } }`, 'web', diagnostics);
    expect(sheet.rules).toHaveLength(expected ? 1 : 0);
    expect(diagnostics.list).toEqual([]);
  });

  test.each([
    '',
    'color: red',
    '(color: red) and (width: 1pt) or (height: 1pt)',
    '(color: red) (width: 1pt)',
    'not',
    '()',
    '(color: red) and',
  ])('%j is reported with its place, and its rules are left out', (query) => {
    const diagnostics = new Diagnostics();
    const sheet = parse(`p { color: blue }\n @supports ${query} { p { color: red } }`, 'web', diagnostics);
    expect(sheet.rules).toHaveLength(1);
    expect(diagnostics.list.map(({ code, place }) => [code, place?.line])).toEqual([
      ['C005', query === '' ? 1 : 2],
    ]);
  });
});

describe('@font-face', () => {
  test('reads files, packages and ranges', () => {
    const diagnostics = new Diagnostics();
    const css = `@font-face { font-family: 'My Face'; src: url("../fonts/x.woff2?v=1") format('woff2'), url(npm:@fontsource/vazirmatn);
        font-weight: 300 800; font-style: italic; font-stretch: condensed 110%; size-adjust: 95%; font-display: swap;
        unicode-range: U+0600-06FF, u+20, U+06?? }
      @font-face { font-family: V; src: url("npm:@fontsource/vazirmatn/files/vazirmatn-arabic-400-normal.woff2") }`;
    const sheet = parseStyleSheet(
      css,
      { file: 'templates/aa/style.css' },
      { edition: 'web', diagnostics, readImport: () => null },
    );
    expect(diagnostics.list).toEqual([]);
    expect(sheet.fontFaces).toEqual([
      {
        family: 'My Face',
        sources: [
          { kind: 'file', path: 'templates/fonts/x.woff2' },
          { kind: 'package', name: '@fontsource/vazirmatn', file: null },
        ],
        weight: [300, 800],
        style: 'italic',
        stretch: [75, 110],
        unicodeRange: [[0x600, 0x6ff], [0x20, 0x20], [0x600, 0x6ff]],
        sizeAdjust: 0.95,
        place: { file: 'templates/aa/style.css', line: 1, column: 1 },
      },
      {
        family: 'V',
        sources: [{ kind: 'package', name: '@fontsource/vazirmatn', file: 'files/vazirmatn-arabic-400-normal.woff2' }],
        weight: [1, 1000],
        style: 'normal',
        stretch: [100, 100],
        unicodeRange: null,
        sizeAdjust: 1,
        place: { file: 'templates/aa/style.css', line: 4, column: 7 },
      },
    ]); // prettier-ignore
  });

  test.each([
    ['src: url(https://x.org/a.woff2)', ['C003', 'C001']],
    ['src: local("Arial"), url(a.woff2)', ['C003']],
    ['src: url(a.woff2); unicode-range: U+110000-120000', ['C003']],
    ['src: url(a.woff2); unicode-range: U+6FF-600', ['C003']],
    ['src: url(a.woff2); font-weight: heavy', ['C003']],
    ['src: url(a.woff2); ascent-override: 90%', ['C002']],
    ['font-weight: 400', ['C001']],
  ])('reports %s', (descriptors, codes) => {
    const diagnostics = new Diagnostics();
    parse(`@font-face { font-family: X; ${descriptors} }`, 'web', diagnostics);
    expect(diagnostics.list.map((d) => d.code)).toEqual(codes);
  });
});

describe('the sheets of the two designs', () => {
  const read = (name: string): string =>
    readFileSync(new URL(`../../data/style/${name}`, import.meta.url), 'utf8');
  test.each(['design-1.css', 'design-2.css'])('%s is understood to the last declaration', (name) => {
    const { sheet, diagnostics } = parseFiles(
      { [name]: read(name), '../fonts/fonts.css': read('fonts.css') },
      name,
    );
    expect(diagnostics.list.filter(({ code }) => code !== 'L003')).toEqual([]);
    expect(sheet.fontFaces).toHaveLength(read('fonts.css').split('@font-face').length - 1);
    expect(sheet.rules.length).toBeGreaterThan(80);
  });

  test('the accent of the European section turns a running head lapis', () => {
    const { of } = styleTree(read('design-1.css').replace(/^@import.*/, ''), {
      is: 'html',
      children: [
        { is: 'div.page.left', children: [{ is: 'div.head', children: ['span#fa.sec'] }] },
        { is: 'div.page.left.euro', children: [{ is: 'div.head', children: ['span#de.sec'] }] },
      ],
    });
    expect(of('fa').color).toMatchObject({ red: 0xa8 / 255, green: 0x24 / 255 });
    expect(of('de').color).toMatchObject({ red: 0x1c / 255, green: 0x3f / 255 });
  });
});
