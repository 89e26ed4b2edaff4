// The table of rules in src/preflight/README.md is made from the registry: UPDATE_GOLDEN=1 rewrites it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PreflightTarget } from '../../../src/preflight/report-types.ts';
import { createRules } from '../../../src/preflight/rules/registry.ts';
import { testProfile } from './test-profile.ts';

const README = join(import.meta.dirname, '../../../src/preflight/README.md');
const BEGIN = '<!-- rules -->\n';
const END = '<!-- /rules -->';

const TARGETS: readonly (readonly [name: string, target: PreflightTarget])[] = [
  ['X-4', { standard: 'pdfx-4', profile: null }],
  ['X-1a', { standard: 'pdfx-1a', profile: null }],
  ['printer profile', { standard: 'pdfx-4', profile: testProfile('pdfx-4') }],
  ['A-2a', { standard: 'pdfa-2a', profile: null }],
  ['UA-1', { standard: 'pdfua-1', profile: null }],
];

/** Where a rule is asked; a printer profile is named only when the standard alone does not ask. */
function asked(applies: (target: PreflightTarget) => boolean): string {
  const names = TARGETS.filter(([, target]) => applies(target)).map(([name]) => name);
  if (names.length === TARGETS.length) return 'always';
  return names.filter((name) => name !== 'printer profile' || !names.includes('X-4')).join(', ');
}

function table(): string {
  const rows = createRules().map(({ name, describes, applies }) => `| \`${name}\` | ${asked(applies)} | ${describes} |`); // prettier-ignore
  return ['| rule | asked of | what it asks |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

describe('the reference of the preflight rules', () => {
  it('has every rule of the registry, as the registry describes it', () => {
    const text = readFileSync(README, 'utf8');
    const start = text.indexOf(BEGIN) + BEGIN.length;
    const end = text.indexOf(END);
    expect(start).toBeGreaterThan(BEGIN.length);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(README, text.slice(0, start) + table() + text.slice(end)); // prettier-ignore
    const now = readFileSync(README, 'utf8');
    expect(now.slice(start, now.indexOf(END))).toBe(table());
  });
});
