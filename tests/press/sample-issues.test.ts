// What a print shop's programs make of the press editions of the sample issues, with every standard and printing condition:
// poppler, qpdf, Ghostscript's plates, veraPDF, and this program's own preflight, which shares no code with the writer.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { extractText } from '../../src/preflight/pdfjs/extract-text.ts';
import { openPdfForInspection } from '../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { judge } from '../../src/preflight/preflight.ts';
import { MISSING, run } from './programs.ts';
import type { PlateReport } from './plate-report.ts';
import { judgePlates } from './plate-report.ts';
import { PROCESS } from './plates.ts';
import { SAMPLES, SampleBuilds } from './sample-builds.ts';

const STANDARDS = ['pdfx-4', 'pdfx-1a'] as const;
const PROFILES = ['coated', 'uncoated', 'newspaper'] as const;
const EDITIONS = SAMPLES.flatMap((issue) =>
  STANDARDS.flatMap((standard) => PROFILES.map((profile) => [issue, standard, profile] as const)),
);
const TIMEOUT = 180_000;

/** Matters of the design and its photographs, which the program can only point out. */
const MATTERS_OF_DESIGN: ReadonlySet<string> = new Set([
  'geometry.image-ppi',
  'geometry.type-several-inks',
  'geometry.line-several-inks',
]);

let builds: SampleBuilds;
const figures: string[] = [];
/** Pixels of black text over other inks, in all files. */
let overprinted = 0;
/** Sides of pages with artwork in the bleed, in all files. */
let bled = 0;
const reports = new Map<string, Promise<readonly PlateReport[]>>();
beforeAll(() => void (builds = new SampleBuilds()));
afterAll(() => {
  builds.remove();
  if (figures.length > 0) process.stdout.write(`\n${figures.join('\n')}\n`);
});

describe.each(EDITIONS)('%s as %s for %s paper', (issue, standard, profile) => {
  test(
    'passes the preflight of its own printer profile, without a warning of the program’s making',
    async () => {
      const sample = await builds.press(issue, standard, profile);
      for (const file of sample.files) {
        const diagnostics = new Diagnostics();
        const pdf = await openPdfForInspection(readFileSync(file), { file, diagnostics });
        expect(diagnostics.list).toEqual([]);
        if (pdf === null) continue;
        const { findings, passed, ticket } = await judge(
          pdf,
          { standard, profile: sample.profile },
          { file },
        );
        const told = findings.filter(
          ({ rule, severity }) =>
            severity === 'error' || (severity === 'warning' && !MATTERS_OF_DESIGN.has(rule)),
        );
        expect(told).toEqual([]);
        expect(passed).toBe(true);
        expect(ticket.inks.toSorted()).toEqual([...PROCESS, ...Object.keys(sample.profile.spots)].toSorted());
      }
    },
    TIMEOUT,
  );

  test(
    'is clean for qpdf, and poppler calls it by its standard',
    async ({ skip }) => {
      skip(MISSING.qpdf !== false || MISSING.poppler !== false, `${MISSING.qpdf || MISSING.poppler}`);
      for (const file of (await builds.press(issue, standard, profile)).files) {
        expect(await run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found');
        const subtype = /^PDF subtype: +(.+)$/m.exec(await run('pdfinfo', file))?.[1] ?? '';
        expect(subtype).toMatch(standard === 'pdfx-4' ? /^PDF\/X-4$/ : /^PDF\/X-1a:200[13]/);
      }
    },
    TIMEOUT,
  );

  test(
    'has the plates of its inks alone, crop marks on each, and nowhere more ink than the paper takes',
    async ({ skip }) => {
      skip(noPlates() !== false, `${noPlates()}`);
      const { name, profile: printer } = await builds.press(issue, standard, profile);
      for (const { inks, pages, missingMarks, greatest } of await plateReports(issue, standard, profile)) {
        figures.push(`${name}: greatest ink ${greatest.percent.toFixed(1)} % of ${printer.inkLimit * 100} %, ${greatest.place}`); // prettier-ignore
        expect(inks).toEqual(pages.map(() => [...PROCESS, ...Object.keys(printer.spots)].toSorted()));
        expect(missingMarks).toEqual([]);
        expect(greatest.percent, greatest.place).toBeLessThanOrEqual(printer.inkLimit * 100);
        expect(greatest.percent).toBeGreaterThan(100);
      }
    },
    TIMEOUT,
  );

  test(
    'fills the bleed with all that reaches the trim',
    async ({ skip }) => {
      skip(noPlates() !== false, `${noPlates()}`);
      for (const { bleedGaps, bleedingSides } of await plateReports(issue, standard, profile)) {
        expect(bleedGaps).toEqual([]);
        bled += bleedingSides;
      }
    },
    TIMEOUT,
  );

  test(
    'prints black text with black alone, over what is below it',
    async ({ skip }) => {
      skip(noPlates() !== false, `${noPlates()}`);
      const { name, built } = await builds.press(issue, standard, profile);
      const reports = await plateReports(issue, standard, profile);
      for (const { blackText } of reports) {
        const { pixels, overprinting, knockingOut, addingInk } = blackText;
        figures.push(`${name}: black text on ${pixels} pixels, ${overprinting} of them over other inks, ${knockingOut} knocked out of them`); // prettier-ignore
        expect(addingInk).toEqual([]);
        expect(pixels).toBeGreaterThan(1000);
        overprinted += overprinting;
      }
      const pagesWithText = reports.reduce((sum, { blackText }) => sum + blackText.pages, 0);
      expect(pagesWithText).toBeGreaterThan(built.pages / 2);
    },
    TIMEOUT,
  );

  test(
    'gives back the text of the web edition, block for block and letter for letter',
    async ({ skip }) => {
      const [web, press] = [await builds.web(issue), await builds.press(issue, standard, profile)];
      const source = await blocks([web]);
      expect(await blocks(press.files)).toEqual(source);
      expect(source.length).toBeGreaterThan(20);
      if (MISSING.poppler !== false) return skip(MISSING.poppler);
      const [ofWeb, ofPress] = [await popplerLetters([web]), await popplerLetters(press.files)];
      figures.push(`${press.name}: ${source.length} blocks; pdftotext reads ${ofPress.length} letters, of the web edition ${ofWeb.length}`); // prettier-ignore
      expect(ofPress).toBe(ofWeb);
      return undefined;
    },
    TIMEOUT,
  );
});

test('somewhere in the samples black text overprints tints, and artwork stands in the bleed', ({ skip }) => {
  skip(noPlates() !== false, `${noPlates()}`);
  expect(overprinted).toBeGreaterThan(1000);
  expect(bled).toBeGreaterThan(10);
});

describe('veraPDF', () => {
  beforeEach(({ skip }) => skip(MISSING.verapdf !== false, `${MISSING.verapdf}`));

  /** One line a file: PASS or FAIL, name, flavour. */
  async function verdicts(flavour: string, files: readonly string[]): Promise<readonly string[]> {
    const classpath = process.env['VERAPDF_CLASSPATH'] ?? '';
    const args = ['-cp', classpath, 'org.verapdf.apps.GreenfieldCliWrapper', '-f', flavour, '--format', 'text']; // prettier-ignore
    // Its exit status says that a file failed; that is for the caller to judge.
    const printed = await run('java', ...args, ...files).catch((error: { readonly stdout?: string }) => error.stdout ?? ''); // prettier-ignore
    return printed.trim().split('\n').map((line) => line.split(' ')[0] ?? ''); // prettier-ignore
  }

  test.each([
    ['pdfx-4+pdfa-2b', '2b'],
    ['pdfx-1a+pdfa-1b', '1b'],
  ])('passes every sample issue written as %s', async (standard, flavour) => {
    const samples = await Promise.all(SAMPLES.map((issue) => builds.press(issue, standard, 'coated')));
    const files = samples.flatMap((sample) => sample.files);
    expect(await verdicts(flavour, files)).toEqual(files.map(() => 'PASS'));
  }, TIMEOUT); // prettier-ignore

  test('fails a file that does not claim to be an archive file', async () => {
    const { files } = await builds.press(SAMPLES[0] ?? '', 'pdfx-4', 'coated');
    expect(await verdicts('2b', files)).toEqual(files.map(() => 'FAIL'));
  }, TIMEOUT); // prettier-ignore
});

/** Of each file of an edition; made once. */
function plateReports(issue: string, standard: string, profile: string): Promise<readonly PlateReport[]> {
  const key = `${issue} ${standard} ${profile}`;
  const known = reports.get(key) ?? judgeEach(issue, standard, profile);
  reports.set(key, known);
  return known;
}

async function judgeEach(issue: string, standard: string, profile: string): Promise<readonly PlateReport[]> {
  const found: PlateReport[] = [];
  for (const file of (await builds.press(issue, standard, profile)).files)
    found.push(await judgePlates(file, `${file}-plates`));
  return found;
}

function noPlates(): string | false {
  return MISSING.ghostscript || MISSING.poppler;
}

/** Text of all blocks in reading order; blank pages have none. */
async function blocks(files: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of files) {
    const diagnostics = new Diagnostics();
    const text = await extractText(new Uint8Array(readFileSync(file)), { file, diagnostics });
    expect(diagnostics.list).toEqual([]);
    for (const page of text?.pages ?? []) found.push(...page.blocks.map((block) => block.text));
  }
  return found;
}

/** Every letter and digit that pdftotext reads, in its order. */
async function popplerLetters(files: readonly string[]): Promise<string> {
  const texts = await Promise.all(files.map((file) => run('pdftotext', '-raw', '-enc', 'UTF-8', file, '-')));
  return texts.join('').normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, ''); // prettier-ignore
}
