import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { Parser } from 'htmlparser2';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { MAX_DEPTH } from '../../src/article/open-elements.ts';
import { render } from '../unit/article/render.ts';

const DATA = new URL('../data/', import.meta.url);
interface Pathological {
  readonly name: string;
  readonly parts: readonly (readonly [string, number])[];
}
const pathological = JSON.parse(readFileSync(new URL('markdown/pathological.json', DATA), 'utf8')) as readonly Pathological[]; // prettier-ignore

const own: readonly (readonly [string, string])[] = [
  ['100,000 nested brackets', `${'['.repeat(100_000)}a${']'.repeat(100_000)}`],
  ['50,000 nested notes', `${'^['.repeat(50_000)}a${']'.repeat(50_000)}`],
  ['50,000 note calls without end', '[^'.repeat(50_000)],
  ['50,000 spans', '[a]{.b}'.repeat(50_000)],
  ['50,000 nested spans', `${'['.repeat(50_000)}a${']{.b}'.repeat(50_000)}`],
  ['100,000 braces', `a ${'{'.repeat(100_000)}`],
  ['100,000 attributes', `a {${'.x '.repeat(100_000)}}`],
  ['20,000 containers without end', ':::box\n'.repeat(20_000)],
  ['20,000 containers', ':::box\na\n:::\n'.repeat(20_000)],
  ['20,000 raw elements without end', '<div>\n\n'.repeat(20_000)],
  ['20,000 raw words without end', '<b>'.repeat(20_000)],
  ['50,000 raw ends without beginning', '</b>'.repeat(50_000)],
  ['a tag with 100,000 attributes', `<p ${'a=b '.repeat(100_000)}>`],
  ['an open tag of 300,000 characters', `<p ${'"'.repeat(300_000)}`],
  ['300,000 angle brackets', '<'.repeat(300_000)],
  ['10,000 notes', `${Array.from({ length: 10_000 }, (_, at) => `[^${at}]`).join(' ')}\n\n${Array.from({ length: 10_000 }, (_, at) => `[^${at}]: n`).join('\n')}`],
  ['notes that call each other', 'a[^1]\n\n[^1]: x[^2]\n\n[^2]: y[^1]'],
  ['50,000 addresses', 'www.a.b http://a.b '.repeat(25_000)],
  ['100,000 mail addresses without end', 'a@'.repeat(100_000)],
  ['a poem of 20,000 couplets', `:::poem\n${'a / b\n'.repeat(20_000)}:::`],
  ['a hemistich with 100,000 blanks', `:::poem\na${' '.repeat(100_000)}b\n:::`],
  ['a table of 2,000 × 50 cells', `${'|a'.repeat(50)}|\n${'|-'.repeat(50)}|\n${`${'|a'.repeat(50)}|\n`.repeat(2000)}`],
]; // prettier-ignore

/** A second on a quiet machine; these run beside other tests, so one run out of a few has to keep to it. */
const LIMIT = 1500;
const RUNS = 5;

function cpuMilliseconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Depth of the printed elements; throws when they are not well nested. */
function nesting(html: string): number {
  const stack: string[] = [];
  let deepest = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s[^>]*)?>/g)) {
    if (['br', 'img', 'hr', 'col', 'wbr'].includes(name)) continue;
    if (slash !== '/') stack.push(name);
    else if (stack.pop() !== name) throw new Error(`</${name}> closes another element`);
    deepest = Math.max(deepest, stack.length);
  }
  if (stack.length > 0) throw new Error(`open at the end: ${stack.join(' ')}`);
  return deepest;
}

describe('pathological Markdown is finished within a second, well nested and not too deep', () => {
  const cases = [...pathological.map(({ name, parts }) => [name, parts.map(([text, count]) => text.repeat(count)).join('')] as const), ...own]; // prettier-ignore
  test.each(cases)('%s', (_, text) => {
    let html = '';
    let least = Number.POSITIVE_INFINITY;
    for (let run = 0; run < RUNS && least >= LIMIT; run++) {
      const start = process.cpuUsage();
      ({ html } = render(text));
      least = Math.min(least, cpuMilliseconds(start));
    }
    expect(least).toBeLessThan(LIMIT);
    expect(nesting(html)).toBeLessThanOrEqual(MAX_DEPTH + 4);
  });

  test('what is nested too deep is reported once and its text stays', () => {
    const { html, list } = render(`${'*a **a '.repeat(60)}word${' a** a*'.repeat(60)}`);
    expect(html).toContain('word');
    expect(list.filter(({ code }) => code === 'A007')).toHaveLength(1);
  });
});

describe('hostile HTML leaves nothing that acts', () => {
  const attacks = [
    '<script>alert(1)</script>', '<SCRIPT SRC=x></SCRIPT>', '<img src=x onerror=alert(1)>', '<a href="javascript:alert(1)">x</a>',
    '<a href="jav&#x09;ascript:alert(1)">x</a>', '<a href="&#106;avascript:alert(1)">x</a>', '<svg onload=alert(1)>', '<iframe src="//x">',
    '<p style="background:url(http://x)">x</p>', '<object data=x></object>', '<link rel=stylesheet href=x>', '<meta http-equiv=refresh>',
    '[x](javascript:alert(1))', '[x](  JaVaScRiPt:alert(1))', '[x](data:text/html;base64,xx)', '[x](vbscript:x)', '[x](file:///etc/passwd)',
    '![x](http://evil/x.png)', '![x](../../../../etc/passwd)', '![x](/etc/passwd)', '![x](data:image/png;base64,xx)', '<img src="http://x/y.png" alt=x>',
    '<base href=x>', '<form action=x><input></form>', '<math><mtext></mtext></math>', '<p id="x" onclick=a>x</p>', '*x*{onclick=alert}',
    '![x](a.jpg){onerror=alert}', '[x]{style="color:red"}', '<a\nhref="javascript:x">', '<!--><script>alert(1)</script>-->', '<style>@import "x"</style>',
    '<<script>script>alert(1)<</script>/script>', '<p title="<script>">x</p>', '<div\u0000onclick=x>', '# x {onload=y}', ':::box {onload=y}\n:::',
  ]; // prettier-ignore
  test.each(attacks)('%j', (text) => {
    const { html } = render(text);
    const bad: string[] = [];
    const parser = new Parser({
      onopentag: (name, attributes) => {
        if (/^(script|style|iframe|object|embed|svg|math|form|input|link|meta|base)$/.test(name))
          bad.push(name);
        for (const [key, value] of Object.entries(attributes)) {
          if (/^on|^style$/.test(key)) bad.push(key);
          if (key === 'href' && !/^(https?:|mailto:|tel:|#)/.test(value)) bad.push(value);
          if (key === 'src' && /^[a-z]+:|^\/|^\.\./.test(value)) bad.push(value);
        }
      },
    });
    parser.end(html);
    expect(bad).toEqual([]);
    expect(() => nesting(html)).not.toThrow();
  });

  test('every naughty string and every Trojan-source line comes through as text', () => {
    const strings = JSON.parse(
      readFileSync(new URL('hostile-input/blns.json', DATA), 'utf8'),
    ) as readonly string[];
    const trojans = JSON.parse(readFileSync(new URL('hostile-input/trojan-source.json', DATA), 'utf8')) as readonly unknown[]; // prettier-ignore
    for (const text of [
      ...strings,
      ...trojans.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
    ]) {
      const { html } = render(text, new Diagnostics());
      expect(() => nesting(html), text).not.toThrow();
      expect(html).not.toMatch(/<script/i);
    }
  });
});
