// Files with flipped and missing bytes: judging them ends in a report or in the reader's refusal, whatever is in them.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { openPdfForInspection } from '../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { judge } from '../../src/preflight/preflight.ts';
import type { PreflightStandard } from '../../src/preflight/report-types.ts';
import { cleanPdf } from '../unit/preflight/clean-pdf.ts';
import { testProfile } from '../unit/preflight/test-profile.ts';

/** Without the ICC profile, which would be hit by most flips. */
const BYTES = ((): Uint8Array => {
  const pdf = cleanPdf('pdfx-4');
  const icc = pdf.objects.get('icc');
  if (icc?.stream !== undefined) icc.stream = icc.stream.slice(0, 128);
  return pdf.bytes();
})();

const STANDARDS: readonly PreflightStandard[] = ['pdfx-4', 'pdfx-1a', 'pdfa-2a', 'pdfua-1'];

/** A place in the file, and a byte that means something there. */
const flip = fc.record({ at: fc.nat(BYTES.length - 1), byte: fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('0 9-./<>[]()RX\n'))) }); // prettier-ignore

it('ends in a report or a refusal', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(flip, { minLength: 1, maxLength: 8 }),
      fc.oneof({ weight: 4, arbitrary: fc.constant(BYTES.length) }, { weight: 1, arbitrary: fc.nat(BYTES.length) }), // prettier-ignore
      fc.constantFrom(...STANDARDS),
      async (flips, length, standard) => {
        const bytes = BYTES.slice(0, length);
        for (const { at, byte } of flips) if (at < length) bytes[at] = byte;
        const diagnostics = new Diagnostics();
        const pdf = await openPdfForInspection(bytes, { file: 'hostile.pdf', diagnostics });
        if (pdf === null) {
          expect(diagnostics.list.some(({ severity }) => severity === 'error')).toBe(true);
          return;
        }
        const profile = standard === 'pdfx-4' || standard === 'pdfx-1a' ? testProfile(standard) : null;
        const { findings, passed } = await judge(pdf, { standard, profile }, { file: 'hostile.pdf' });
        expect(passed).toBe(findings.every(({ severity }) => severity !== 'error'));
        for (const finding of findings) expect(finding.message).not.toMatch(/undefined|NaN|\[object/);
      },
    ),
    { numRuns: 200, seed: 4 },
  );
});
