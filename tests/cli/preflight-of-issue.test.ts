// A press edition judged by what its own issue asks for: nashr preflight --profile MANIFEST, and nashr build --preflight.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { preflightCommand } from '../../src/commands/preflight.ts';
import { openPdfForInspection } from '../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { inkAdvert } from '../helpers/insert-pdfs.ts';
import { SOUND, articleOf, inFolder, makePublication, runBuild, spyConsole, styleWith } from './cli-kit.ts';

function publication(press: string, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  return makePublication({
    'issues/1.yaml': `${SOUND['issues/1.yaml'] ?? ''}editions:\n  press: ${press}\n`,
    ...files,
  });
}

interface Judged {
  readonly status: number;
  readonly standard: string;
  readonly profile: string;
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly wanted: string }[];
  readonly diagnostics: readonly { readonly code: string; readonly file?: string; readonly line?: number }[];
}

async function preflight(file: string, profile: string): Promise<Judged> {
  const console = spyConsole();
  const status = await preflightCommand(file, { profile, format: 'json', ticket: false }, console);
  return { status, ...(JSON.parse(console.stdout) as Omit<Judged, 'status'>) };
}

const advertised = {
  'issues/1.yaml': `${SOUND['issues/1.yaml'] ?? ''}      - insert: { src: ads/gold.pdf, size: column, alt: زر }\neditions:\n  press: { profile: coated }\n`,
  'issues/ads/gold.pdf': inkAdvert({ width: 200, height: 60 }),
};

describe('nashr preflight --profile MANIFEST', () => {
  test('judges by the profile that the issue names and by what it changes about it', async () => {
    await inFolder(publication('{ profile: newspaper, bleed: 3mm }'), async () => {
      expect((await runBuild({ editions: ['press'] })).status).toBe(0);
      const own = await preflight('out/one.press.pdf', 'issues/1.yaml');
      expect(own).toMatchObject({ status: 0, standard: 'pdfx-4', profile: 'newspaper, issue one', findings: [] }); // prettier-ignore
    });
    await inFolder(publication('{ profile: newspaper, bleed: 3mm }'), async () => {
      await runBuild({ editions: ['press'] });
      const { 'issues/1.yaml': manifest = '' } = SOUND;
      writeFileSync('issues/1.yaml', `${manifest}editions:\n  press: { standard: pdfx-1a, profile: newspaper, bleed: 5mm }\n`); // prettier-ignore
      const changed = await preflight('out/one.press.pdf', 'issues/1.yaml');
      expect(changed).toMatchObject({ status: 3, standard: 'pdfx-1a' });
      const rules = changed.findings.map(({ rule }) => rule);
      expect(rules).toContain('boxes.bleed-too-small');
    });
  });

  test('foresees the spot colours of its printer profile and of its advertisements', async () => {
    await inFolder(makePublication(advertised), async () => {
      expect((await runBuild({ editions: ['press'] })).status).toBe(0);
      const rulesBy = async (profile: string): Promise<readonly string[]> =>
        (await preflight('out/one.press.pdf', profile)).findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('color.spot')); // prettier-ignore
      expect(await rulesBy('coated')).toContain('color.spots-unknown');
      expect(await rulesBy('issues/1.yaml')).toEqual(['color.spot-list']);
    });
  });

  test('does not ask a cover and its inside, which are files of their own, for the multiple that both together are', async () => {
    const pages = Array.from({ length: 8 }, (_, i) => `متن صفحهٔ ${i + 1}.`).join('\n\n');
    const files = { 'issues/articles/a.md': articleOf(pages), 'templates/plain/style.css': styleWith('p + p { break-before: page }') }; // prettier-ignore
    await inFolder(publication('{ pages: { multiple: 8, cover: separate } }', files), async () => {
      await runBuild({ editions: ['press'] });
      for (const file of ['out/one.press.pdf', 'out/one.press-cover.pdf'])
        expect(await preflight(file, 'issues/1.yaml'), file).toMatchObject({ status: 0, findings: [] });
      const { findings } = await preflight('out/one.press.pdf', 'coated');
      expect(findings).toEqual([]);
    });
  });

  test('says where the press edition of a manifest is wrong, and nothing of the articles', async () => {
    const press = '{ profile: glossy }';
    await inFolder(publication(press, { 'issues/articles/a.md': 'no front matter' }), async () => {
      const { status, diagnostics } = await preflight('issues/1.yaml', 'issues/1.yaml');
      expect(status).toBe(1);
      expect(diagnostics).toMatchObject([{ code: 'E001', file: 'issues/1.yaml', line: 10 }]);
    });
    await inFolder(makePublication({ 'issues/1.yaml': 'issue: one\ndate: never\n' }), async () => {
      const { status, diagnostics } = await preflight('absent.pdf', 'issues/1.yaml');
      expect(status).toBe(1);
      expect(diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining(['M005', 'M006']));
    });
  });
});

describe('the colour bar', () => {
  test('has a patch for a spot colour that only an advertisement prints', async () => {
    await inFolder(makePublication(advertised), async () => {
      await runBuild({ editions: ['press'] });
      const bytes = new Uint8Array(readFileSync('out/one.press.pdf'));
      const pdf = await openPdfForInspection(bytes, { file: 'one.pdf', diagnostics: new Diagnostics() });
      const patches: string[] = [];
      for await (const { number, boxes, events } of pdf?.pages() ?? [])
        for (const event of events)
          if (event.kind === 'fill' && event.paint.inks?.get('Gold') === 100 && event.bounds[1] > (boxes.bleed?.[3] ?? 0)) patches.push(`page ${number}`); // prettier-ignore
      // The other pages were added, and are blank.
      expect(patches).toEqual(['page 1']);
    });
  });
});

describe('nashr build --preflight', () => {
  test('judges what it wrote, its text as well, and says so in a line', async () => {
    await inFolder(publication('{ profile: uncoated }'), async () => {
      const { status, stdout } = await runBuild({ editions: ['web', 'press'], preflight: true, format: 'human' }); // prettier-ignore
      expect(status).toBe(0);
      expect(stdout).toMatch(/\nout\/one\.press\.pdf {2}passed {2}PDF\/X-4, profile uncoated, issue one: nothing found\n$/); // prettier-ignore
    });
  });

  test('ends with 3 and names rule and page when something is an error; the files stay', async () => {
    const style = { 'templates/plain/style.css': styleWith('h1 { border-bottom: 0.1pt solid #000 }') };
    await inFolder(publication('{ minimumLine: 0.25pt }', style), async () => {
      const { status, stdout, outputs } = await runBuild({ editions: ['press'], preflight: true });
      expect(status).toBe(3);
      expect(outputs).toEqual(['one.press.pdf']);
      const { issues } = JSON.parse(stdout) as { readonly issues: readonly { readonly preflight: readonly object[] }[] }; // prettier-ignore
      expect(issues[0]?.preflight).toMatchObject([{ file: 'out/one.press.pdf', passed: false, findings: [{ rule: 'geometry.hairline', page: 1 }] }]); // prettier-ignore
      const quiet = await runBuild({ editions: ['press'], preflight: true, format: 'human', quiet: true });
      expect(quiet.stdout).toMatch(/^out\/one\.press\.pdf:1 {2}error {2}geometry\.hairline .*\nout\/one\.press\.pdf {2}failed .*1 error/); // prettier-ignore
    });
  });

  test('takes a spot colour that printer and advertiser round differently for one ink', async () => {
    const manifest = advertised['issues/1.yaml'].replace('coated }', 'coated, spots: { Gold: [10, 30, 90, 6] } }'); // prettier-ignore
    await inFolder(makePublication({ ...advertised, 'issues/1.yaml': manifest }), async () => {
      const { status, stdout } = await runBuild({ editions: ['press'], preflight: true, format: 'human' });
      expect([status, stdout]).toEqual([0, expect.stringMatching(/note {2}color\.spot-list [^]* passed /)]);
    });
  });
});
