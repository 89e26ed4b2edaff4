// README-peers.md: how many of each peer's cases are taken, which come out otherwise, and why. Held to the data here.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Reasons } from './peers-exceptions.ts';
import { SILE_NOT_TAKEN, TYPST_DIFFERS, TYPST_NOT_TAKEN, W3C_HTML_DIFFERS, W3C_HTML_NOT_TAKEN, WEASYPRINT_DIFFERS, WPT_DIFFERS } from './peers-exceptions.ts'; // prettier-ignore

const README = new URL('README-peers.md', import.meta.url);
const NONE: Reasons = {};

const list = (name: string): readonly unknown[] => JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8')) as readonly unknown[]; // prettier-ignore
const sileLines = (list('peers/sile-lines') as readonly { readonly linesInPaintOrder: readonly unknown[] }[]).reduce((sum, { linesInPaintOrder }) => sum + linesInPaintOrder.length, 0); // prettier-ignore

interface Peer {
  readonly name: string;
  readonly tests: string;
  readonly cases: number;
  readonly differs: Reasons;
  readonly notTaken: Reasons;
}

const PEERS: readonly Peer[] = [
  { name: 'Typst: bidi, justification, line breaking', tests: '`flow-peers-typst`, `paragraph-peers`', cases: list('peers/typst-lines').length, differs: TYPST_DIFFERS, notTaken: TYPST_NOT_TAKEN },
  { name: 'SILE: painted lines', tests: '`paragraph-peers`', cases: sileLines, differs: NONE, notTaken: SILE_NOT_TAKEN },
  { name: 'WeasyPrint: right-to-left pages', tests: '`flow-peers-weasyprint`', cases: list('peers/weasyprint-rtl').length, differs: WEASYPRINT_DIFFERS, notTaken: NONE },
  { name: 'web-platform-tests: lines', tests: '`paragraph-wpt-lines`', cases: list('paragraph/wpt-lines').length, differs: WPT_DIFFERS, notTaken: NONE },
  { name: 'W3C: hyphens and text-justify', tests: '`paragraph-peers-w3c`', cases: 11, differs: W3C_HTML_DIFFERS, notTaken: W3C_HTML_NOT_TAKEN },
]; // prettier-ignore

function table(): string {
  const lines = [
    '# Cases of other typesetters',
    '',
    'Written by `peers-table.test.ts` from the data and from `peers-exceptions.ts` (`UPDATE_GOLDEN=1` rewrites it). “As there”: the tests pass.',
    '“Otherwise”: the tests assert that it comes out otherwise, and what still holds. Sources and licences: `../data/SOURCES-peers.md`.',
    '',
    '| peer | tests | cases | taken | as there | otherwise | not taken |',
    '|---|---|---|---|---|---|---|',
  ];
  for (const { name, tests, cases, differs, notTaken } of PEERS) {
    const [left, other] = [Object.keys(notTaken).length, Object.keys(differs).length];
    lines.push(`| ${[name, tests, cases, cases - left, cases - left - other, other, left].join(' | ')} |`);
  }
  for (const { name, differs, notTaken } of PEERS) {
    const rows = [
      ...Object.entries(differs).map(([each, why]) => `| ${each} | otherwise | ${why} |`),
      ...Object.entries(notTaken).map(([each, why]) => `| ${each} | not taken | ${why} |`),
    ];
    if (rows.length > 0) lines.push('', `## ${name}`, '', '| case | | why |', '|---|---|---|', ...rows);
  }
  return `${lines.join('\n')}\n`;
}

it('README-peers.md counts the cases of every peer as the tests take them', () => {
  const wanted = table();
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(README, wanted);
  expect(readFileSync(README, 'utf8')).toBe(wanted);
});
