// Hostile style sheets end in diagnostics, quickly, and never in a crash.
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { StyleResolver } from '../../src/style/cascade.ts';
import { parseStyleSheet } from '../../src/style/parse-style-sheet.ts';
import { buildTree, parse, styleTree } from '../unit/style/style-helpers.ts';
import type { Sketch } from '../unit/style/style-helpers.ts';

/** Generous for a busy machine; each case takes a fraction of it. */
const SECONDS = 5;
const MEGABYTE = 1 << 20;

const HTML: Sketch = { is: 'html', children: [{ is: 'body', children: ['p#x'] }] };

function timed<T>(run: () => T): T {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(SECONDS);
  return result;
}

describe('broken text', () => {
  test.each([
    ['opening braces', '{'.repeat(MEGABYTE)],
    ['closing braces', '}'.repeat(MEGABYTE)],
    ['opening brackets in a value', `p { width: ${'('.repeat(MEGABYTE)}`],
    ['calc in calc', `p { width: ${'calc('.repeat(MEGABYTE / 8)}`],
    ['not in not', `${':not('.repeat(MEGABYTE / 8)}p${')'.repeat(MEGABYTE / 8)} { color: red }`],
    ['media in media', '@media print {'.repeat(50_000)],
    ['quotation marks', '"'.repeat(MEGABYTE - 1)],
    ['backslashes', '\\'.repeat(MEGABYTE)],
    ['an unclosed string over everything', `p { content: "${'x'.repeat(MEGABYTE)}`],
    ['an unclosed comment', `/*${'*'.repeat(MEGABYTE)}`],
    ['a megabyte of at signs', '@'.repeat(MEGABYTE)],
    ['a megabyte of colons', `p { ${':'.repeat(MEGABYTE)} }`],
    ['a megabyte of semicolons', `p { ${';'.repeat(MEGABYTE)} color: red }`],
    ['a megabyte without a line end', `p { colour: ${'a '.repeat(MEGABYTE / 2)} }`],
    ['NUL and lone surrogates', 'p\0\uD800 { color: \uDC00; content: "\\D800" }'],
  ])('%s', (_, css) => {
    const diagnostics = timed(() => styleTree(css, HTML)).diagnostics;
    expect(diagnostics.list.length > 0).toBe(!css.includes(';;;'));
  });

  test('of a hundred thousand mistakes a thousand are listed, and that there are more', () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => `p { colour${i}: red }`);
    const { list } = timed(() => styleTree(lines.join('\n'), HTML)).diagnostics;
    expect(list).toHaveLength(1001);
    expect(list.at(-1)?.message).toContain('not listed');
  });

  test('every cut of a good sheet parses', () => {
    const css = `@import "x"; @page a:first { size: A4; @top-left { content: "«" counter(page) } }
      p:not(.a):nth-child(2n+1)::before { margin: calc(1em + var(--b, 2pt)) !important; font: italic 9pt/1.2 "A B", C }`;
    timed(() => {
      for (let i = 0; i < css.length; i++) styleTree(css.slice(0, i), HTML);
    });
  });
});

describe('too much of something', () => {
  test('ten thousand selectors in one rule, and ten thousand rules', () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `.c${i} p`);
    const css = `${names.join(',')} { color: red } ${names.map((n) => `${n} { width: 1pt }`).join('')}`;
    const { of } = timed(() =>
      styleTree(css, { is: 'html', children: [{ is: 'div.c9999', children: ['p#x'] }] }),
    );
    expect(of('x')).toMatchObject({ color: { red: 1 }, width: { points: 1 } });
  });

  test('a selector of ten thousand parts', () => {
    const css = `${'p '.repeat(10_000)}, ${'.a'.repeat(10_000)}, ${'p + '.repeat(10_000)} p { color: red }`;
    expect(timed(() => styleTree(css, HTML)).of('x').color).toMatchObject({ red: 0 });
  });

  test('descendant chains over a deep tree do not multiply', () => {
    let sketch: Sketch = { is: 'p#x' };
    for (let i = 0; i < 400; i++) sketch = { is: 'div.a', children: [sketch] };
    const css = `.b ${'.a '.repeat(30)} p, .b ${'.a > .a '.repeat(20)} p { color: red }`;
    expect(timed(() => styleTree(css, { is: 'html', children: [sketch] })).of('x').color).toMatchObject({
      red: 0,
    });
  });

  test('sibling positions among twenty thousand', () => {
    const root = buildTree({
      is: 'html',
      children: Array.from({ length: 20_000 }, (_, i) => (i % 2 ? 'p' : 'p.a')),
    });
    const css =
      'p:nth-last-child(3n), p:nth-of-type(even), p:nth-child(3n of .a) { color: red } p:nth-last-of-type(1) { width: 1pt }';
    const diagnostics = new Diagnostics();
    const resolver = new StyleResolver([parse(css, 'web', diagnostics)], { edition: 'web' });
    const parent = resolver.style(root, null);
    const styles = timed(() => root.children.map((child) => resolver.style(child, parent)));
    expect(styles.filter((s) => s.width !== 'auto')).toHaveLength(1);
    expect(diagnostics.list).toEqual([]);
  });

  test('custom properties that double twenty times', () => {
    const doubled = Array.from({ length: 40 }, (_, i) => `--v${i + 1}: var(--v${i}) var(--v${i});`).join('');
    const { diagnostics } = timed(() => styleTree(`p { --v0: x; ${doubled} font-family: var(--v40) }`, HTML));
    expect(diagnostics.list.map((d) => d.code)).toEqual(['C003']);
  });

  test('a chain of ten thousand custom properties, either way round', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => `--v${i + 1}: calc(var(--v${i}));`);
    for (const text of [chain.join(''), chain.toReversed().join('')])
      expect(
        timed(() => styleTree(`p { --v0: 1pt; ${text} width: var(--v10000) }`, HTML)).diagnostics.list,
      ).toHaveLength(1);
  });

  test('a sheet that imports itself under ever new names stops', () => {
    const diagnostics = new Diagnostics();
    let count = 0;
    const css = '@import "again.css"; @import "again.css";';
    const readImport = (): { css: string; file: string } => ({ css, file: `f${count++}.css` });
    timed(() => parseStyleSheet(css, { file: 'a.css' }, { edition: 'web', diagnostics, readImport }));
    expect(diagnostics.list.every((d) => d.code === 'C005')).toBe(true);
    expect(count).toBeLessThan(2000);
  });
});
