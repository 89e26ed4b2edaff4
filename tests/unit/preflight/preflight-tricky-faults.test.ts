// Faults that hide are found by their rule, oddities that are allowed by none.
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { openPdfForInspection } from '../../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { judge } from '../../../src/preflight/preflight.ts';
import { cleanPdf } from './clean-pdf.ts';
import { testProfile } from './test-profile.ts';
import { TRICKY_PDFS } from './tricky-faults.ts';
import type { TrickyPdf } from './tricky-faults.ts';

async function told({ standard, change, bytes }: TrickyPdf): Promise<{ rules: string[]; words: string }> {
  const pdf = cleanPdf(standard);
  change(pdf);
  const written = pdf.bytes();
  const diagnostics = new Diagnostics();
  const opened = await openPdfForInspection(bytes?.(written, pdf) ?? written, {
    file: 'tricky.pdf',
    diagnostics,
  });
  if (opened === null) throw new Error(JSON.stringify(diagnostics.list));
  const profile = testProfile(standard);
  const target = { standard, profile: { ...profile, spots: { ...profile.spots, '\u0632\u0631': [0, 0.2, 0.6, 0.2] as const } } }; // prettier-ignore
  const { findings } = await judge(opened, target, { file: 'tricky.pdf' });
  return {
    rules: [...new Set(findings.map(({ rule }) => rule))].toSorted(),
    words: findings
      .map(({ rule, message, measured }) => `${rule}: ${message} (${measured ?? ''})`)
      .join('\n'),
  };
}

describe('a file that hides what is wrong', () => {
  it.each(TRICKY_PDFS.filter(({ rules }) => rules.length > 0).map((each) => [each.what, each] as const))(
    'is found out: %s',
    async (_what, each) => {
      const { rules, words } = await told(each);
      expect(rules, words).toEqual(each.rules);
    },
  );
});

describe('a file that is odd', () => {
  it.each(TRICKY_PDFS.filter(({ rules }) => rules.length === 0).map((each) => [each.what, each] as const))(
    'passes: %s',
    async (_what, each) => {
      const { rules, words } = await told(each);
      expect(rules, words).toEqual([]);
    },
  );
});
