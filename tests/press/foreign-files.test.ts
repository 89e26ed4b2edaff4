// PDFs that other programs wrote – some from the sample issues, some of their own – under this program's preflight: it neither
// fails nor waits, finds the fonts, pictures and boxes that poppler finds, and says why none of them is ready for the press.
import { copyFileSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { openPdfForInspection } from '../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { judge } from '../../src/preflight/preflight.ts';
import { inspectedFacts, popplerFacts } from './poppler-facts.ts';
import { MISSING, run } from './programs.ts';
import { SampleBuilds } from './sample-builds.ts';

const STORED = join(import.meta.dirname, '../data/foreign-pdfs');
const TIMEOUT = 120_000;

let builds: SampleBuilds;
beforeAll(() => void (builds = new SampleBuilds()));
afterAll(() => builds.remove());

type Rewrite = (from: string, to: string) => Promise<unknown>;

const GS = ['-q', '-dNOPAUSE', '-dBATCH', '-dSAFER'];
const REWRITES: readonly (readonly [string, Rewrite, keyof typeof MISSING])[] = [
  ['nobody else', async (from, to) => copyFileSync(from, to), 'poppler'],
  ['Ghostscript', (from, to) => run('gs', ...GS, '-sDEVICE=pdfwrite', `-sOutputFile=${to}`, from), 'ghostscript'], // prettier-ignore
  ['Ghostscript by way of PostScript', async (from, to) => {
    await run('gs', ...GS, '-sDEVICE=ps2write', `-sOutputFile=${to}.ps`, from);
    await run('gs', ...GS, '-sDEVICE=pdfwrite', '-dCompatibilityLevel=1.4', `-sOutputFile=${to}`, `${to}.ps`);
  }, 'ghostscript'],
  ['qpdf with object streams', (from, to) => run('qpdf', '--object-streams=generate', from, to), 'qpdf'],
  ['qpdf for the web', (from, to) => run('qpdf', '--linearize', '--object-streams=disable', from, to), 'qpdf'], // prettier-ignore
  ['qpdf without compression', (from, to) => run('qpdf', '--qdf', '--object-streams=disable', from, to), 'qpdf'], // prettier-ignore
  ['poppler', (from, to) => run('pdftocairo', '-pdf', from, to), 'poppler'],
  ['mutool', (from, to) => run('mutool', 'clean', '-ggg', from, to), 'mutool'],
]; // prettier-ignore

describe.each(REWRITES)('sample issues rewritten by %s', (program, rewrite, needed) => {
  test.for(['web', 'press'])('are inspected as poppler does it: the %s edition', { timeout: TIMEOUT }, async (edition, { skip }) => {
    const missing = MISSING[needed] || MISSING.poppler;
    skip(missing !== false, `${missing}`);
    const from = edition === 'web' ? await builds.web('2024-20') : (await builds.press('2024-20', 'pdfx-1a', 'newspaper')).files[0] ?? ''; // prettier-ignore
    const file = join(builds.folder, `${edition} ${program}.pdf`);
    await rewrite(from, file);
    const { complaints, ...facts } = await inspectedFacts(file);
    expect(complaints).toEqual([]);
    expect(facts).toEqual(await popplerFacts(file));
    expect([facts.fonts.length, facts.images.length].every((count) => count > 0)).toBe(true);
    await judged(file);
  }); // prettier-ignore
});

describe.each(readdirSync(STORED).filter((name) => name.endsWith('.pdf')))('%s', (name) => {
  test('is inspected as poppler does it', async ({ skip }) => {
    skip(MISSING.poppler !== false, `${MISSING.poppler}`);
    const { complaints, ...facts } = await inspectedFacts(join(STORED, name));
    expect(complaints).toEqual([]);
    expect(facts).toEqual(await popplerFacts(join(STORED, name)));
  });

  test('is not ready for the press, for reasons that hold', async () => {
    const rules = await judged(join(STORED, name));
    expect(rules).toContain('document.output-intent');
    expect(rules).toContain('boxes.trim-missing');
    expect(rules).toContain('color.rgb');
  });
});

/** Names of the rules of X-4 and of X-1a that find errors. */
async function judged(file: string): Promise<readonly string[]> {
  const rules = new Set<string>();
  for (const standard of ['pdfx-4', 'pdfx-1a'] as const) {
    const diagnostics = new Diagnostics();
    const pdf = await openPdfForInspection(new Uint8Array(readFileSync(file)), { file, diagnostics });
    expect(diagnostics.list).toEqual([]);
    if (pdf === null) continue;
    for (const { rule, severity } of (await judge(pdf, { standard, profile: null }, { file })).findings) {
      if (severity === 'error') rules.add(rule);
    }
  }
  return [...rules];
}
