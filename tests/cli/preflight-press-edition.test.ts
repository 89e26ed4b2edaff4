// What the program writes for print, judged by its own preflight, which shares nothing with the writer: each standard with each of the
// printer profiles, text included.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { openPdfForInspection } from '../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { judge } from '../../src/preflight/preflight.ts';
import type { PreflightReport, PreflightTarget } from '../../src/preflight/report-types.ts';
import { loadPrinterProfile } from '../../src/press/load-printer-profile.ts';
import { SOUND, articleOf, inFolder, makePublication, runBuild, styleWith } from './cli-kit.ts';

/** Everything that a press can do wrong: colour to the edge, coloured and black text, thin lines, large black, a photograph. */
const STYLE = styleWith(`
@page { background-color: #f4ead2; }
h1 { color: #b3122b; border-bottom: 0.5pt solid #000; }
.black { background-color: #000; color: #fff; height: 60mm; font-size: 14pt; }
img { width: 40mm; }
`);

/** A colourful photograph of so many pixels each way. */
async function photograph(side: number): Promise<Uint8Array> {
  const data = Buffer.alloc(side * side * 3).map((_, i) => (i * i + (i >> 4)) & 255);
  return sharp(data, { raw: { width: side, height: side, channels: 3 } })
    .jpeg()
    .toBuffer();
}

let picture: Uint8Array = new Uint8Array();
beforeAll(async () => {
  picture = await photograph(800);
});

function publication(press: string): Record<string, string | Uint8Array> {
  return {
    'issues/1.yaml': `${SOUND['issues/1.yaml'] ?? ''}editions:\n  press: ${press}\n`,
    'issues/articles/a.md': articleOf('متن سیاه، with [links](https://example.org).\n\n![Water](media/water.jpg)\n\n:::box {.black}\nبزرگ\n:::'), // prettier-ignore
    'issues/articles/media/water.jpg': picture,
    'templates/plain/style.css': STYLE,
  };
}

async function judged(file: string, target: PreflightTarget): Promise<PreflightReport> {
  const diagnostics = new Diagnostics();
  const pdf = await openPdfForInspection(new Uint8Array(readFileSync(file)), { file, diagnostics });
  if (pdf === null) throw new Error(JSON.stringify(diagnostics.list));
  const expectedText = readFileSync('out/one.txt', 'utf8').split('\f');
  return judge(pdf, target, { file, expectedText });
}

describe('the press edition before its own preflight', () => {
  for (const standard of ['pdfx-4', 'pdfx-1a'] as const) {
    for (const name of ['coated', 'uncoated', 'newspaper']) {
      test(`has no finding as ${standard} for ${name}`, async () => {
        await inFolder(
          makePublication(publication(`{ standard: ${standard}, profile: ${name} }`)),
          async () => {
            // prettier-ignore
            const { status, stdout } = await runBuild({ editions: ['web', 'press'] });
            expect(status, stdout).toBe(0);
            const profile = loadPrinterProfile(name, new Diagnostics());
            if (profile === null) throw new Error(`no profile ${name}`);
            const report = await judged('out/one.press.pdf', { standard, profile: { ...profile, standard } });
            expect(report.findings).toEqual([]);
            expect(report.ticket).toMatchObject({
              pages: 4,
              trim: [120, 170],
              bleed: 3,
              inks: ['Cyan', 'Magenta', 'Yellow', 'Black'],
              outputIntent: profile.condition.identifier,
              binding: 'right',
            });
            expect(report.ticket.maximumInk).toBeLessThanOrEqual(profile.inkLimit * 100);
            expect(report.ticket.pictures.map(({ ppi, space }) => [ppi, space])).toEqual([[profile.pictures.target, 'CMYK']]); // prettier-ignore
          },
        );
      });
    }
  }

  test('is another file than the web edition, which is told to be for screens', async () => {
    await inFolder(makePublication(publication('{}')), async () => {
      await runBuild({ editions: ['web'] });
      const { findings, passed } = await judged('out/one.pdf', { standard: 'pdfx-4', profile: null });
      const rules = findings.map(({ rule }) => rule);
      expect(passed).toBe(false);
      expect(rules).toEqual(expect.arrayContaining(['document.output-intent', 'boxes.trim-missing', 'color.rgb', 'links.not-allowed'])); // prettier-ignore
      expect(rules.filter((rule) => rule.startsWith('fonts.') || rule.startsWith('text.'))).toEqual([]);
    });
  });
});
