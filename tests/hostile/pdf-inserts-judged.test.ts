// Advertisements that hide what a standard forbids: the press edition is refused, or it is without fault by its standard.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { openPdfForInspection } from '../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { judge } from '../../src/preflight/preflight.ts';
import { SOUND, inFolder, makePublication, runBuild } from '../cli/cli-kit.ts';
import { cleanPdf } from '../unit/preflight/clean-pdf.ts';
import { TRICKY_PDFS } from '../unit/preflight/tricky-faults.ts';
import type { TrickyPdf } from '../unit/preflight/tricky-faults.ts';

/** What is unwise and not forbidden by a standard is left to preflight. */
const UNWISE: ReadonlySet<string> = new Set(['overprint.white', 'fonts.notdef']);

async function buildWithInsert({
  standard,
  change,
  bytes,
}: TrickyPdf): Promise<readonly string[] | 'refused'> {
  const pdf = cleanPdf(standard);
  change(pdf);
  const written = pdf.bytes();
  const manifest = SOUND['issues/1.yaml'] ?? '';
  const inserts = [1, 2].map((page) => `\n      - insert: { src: x.pdf, page: ${page}, alt: x, label: false }`).join(''); // prettier-ignore
  const files = {
    'issues/x.pdf': bytes?.(written, pdf) ?? written,
    'issues/1.yaml': `${manifest.replace('articles/a.md', `articles/a.md${inserts}`)}editions:\n  press: { standard: ${standard}, pages: { multiple: 1 } }\n`,
    'templates/plain/issue.hbs': (SOUND['templates/plain/issue.hbs'] ?? '').replace('{{html}}', '{{html}}{{#each inserts}}{{html}}{{/each}}'), // prettier-ignore
  };
  return inFolder(makePublication(files), async () => {
    const { status } = await runBuild({ editions: ['press'] });
    if (status !== 0) return 'refused';
    const file = 'out/one.press.pdf';
    const opened = await openPdfForInspection(new Uint8Array(readFileSync(file)), { file, diagnostics: new Diagnostics() }); // prettier-ignore
    if (opened === null) throw new Error('the press edition cannot be read');
    const { findings } = await judge(opened, { standard, profile: null }, { file });
    const errors = findings.filter(({ severity, rule }) => severity === 'error' && !UNWISE.has(rule));
    return errors.map(({ rule, message }) => `${rule}: ${message}`);
  });
}

describe('an insert', () => {
  it.each(TRICKY_PDFS.map((each) => [each.what, each] as const))(
    'is refused, or leaves the press edition sound: %s',
    async (_what, each) => {
      const result = await buildWithInsert(each);
      if (result !== 'refused') expect(result).toEqual([]);
    },
  );

  it('whose names are not ASCII is taken', async () => {
    for (const each of TRICKY_PDFS.filter(({ what }) => what.startsWith('a state that is called')))
      expect(await buildWithInsert(each), each.what).toEqual([]);
  });
});
