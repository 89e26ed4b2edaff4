// Real sentences in six languages, set justified in two columns like a newspaper: how many come back, reader by reader.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FontLibrary } from '../../src/font/font-types.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import {
  hasPoppler,
  readWithPdfJs,
  readWithPdfParseUncelled,
  readWithPdfium,
  readWithPoppler,
} from '../helpers/pdf-text-readers.ts';
import type { PageReader } from '../helpers/pdf-text-readers.ts';
import { COMPOSITE_FAMILY, setParagraph, testFonts, runningLayer } from '../helpers/pdf-text-setter.ts';
import { writeTestPdf } from '../helpers/pdf-text-writer.ts';

const LANGUAGES = ['fa', 'prs', 'ps', 'en', 'de', 'fr'] as const;
const READERS: readonly (readonly [string, PageReader])[] = [
  ['pdf.js', readWithPdfJs],
  ['pdf-parse', readWithPdfParseUncelled],
  ['PDFium', readWithPdfium],
  ...(hasPoppler() ? ([['poppler', readWithPoppler]] as const) : []),
];

const TOP = 60;
const BOTTOM = 800;
const LEADING = 14;
const MEASURE = 242;

interface SetCorpus {
  readonly pdf: Uint8Array;
  /** Sentences of each page. */
  readonly pages: readonly (readonly string[])[];
}

function corpus(language: string): string[] {
  const file = new URL(`../data/corpora/${language}.txt.gz`, import.meta.url);
  return gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
}

function setCorpus(fonts: FontLibrary, language: string): SetCorpus {
  const direction = ['fa', 'prs', 'ps'].includes(language) ? 'rtl' : 'ltr';
  const { layer, writeLines } = runningLayer(fonts);
  const columns = direction === 'rtl' ? [304, 49] : [49, 304];
  const contents: string[] = [];
  const pages: string[][] = [];
  let column = 2;
  let y = BOTTOM;
  for (const text of corpus(language)) {
    const paragraph = {
      text, direction, language, measure: MEASURE, size: 9.5, leading: LEADING, justify: true, hyphens: direction === 'rtl' ? 'manual' : 'auto',
      families: direction === 'rtl' ? [COMPOSITE_FAMILY] : ['Source Serif 4', 'Vazirmatn'],
    } as const; // prettier-ignore
    const height = setParagraph(fonts, { ...paragraph, x: 0, y: 0 }).length * LEADING;
    if (y + height > BOTTOM) {
      column++;
      y = TOP;
      if (column >= 2) {
        column = 0;
        contents.push('');
        pages.push([]);
      }
    }
    contents[contents.length - 1] += writeLines(setParagraph(fonts, { ...paragraph, x: columns[column] ?? 0, y })); // prettier-ignore
    pages.at(-1)?.push(text);
    y += height;
  }
  return { pdf: writeTestPdf(contents, layer.finish()), pages };
}

/** Sentences whose normalised text stands in the normalised text of their page. */
async function lost(set: SetCorpus, reader: PageReader): Promise<string[]> {
  const texts = await reader(set.pdf);
  return set.pages.flatMap((sentences, page) => {
    const text = normaliseExtracted(texts[page] ?? '');
    return sentences.filter((sentence) => !text.includes(normaliseExtracted(sentence)));
  });
}

describe('sentences of the corpora in two columns', () => {
  const sets = new Map<string, SetCorpus>();

  beforeAll(async () => {
    const fonts = await testFonts();
    for (const language of LANGUAGES) sets.set(language, setCorpus(fonts, language));
  });

  it('come back through pdf.js, 99.5 % of them at least, in every language', async () => {
    const rows: string[] = [`language  sentences  ${READERS.map(([name]) => name.padStart(10)).join('')}`];
    const shares = new Map<string, number>();
    let total = 0;
    for (const language of LANGUAGES) {
      const set = sets.get(language);
      if (set === undefined) continue;
      const count = set.pages.flat().length;
      total += count;
      const cells: string[] = [];
      for (const [name, reader] of READERS) {
        const missing = await lost(set, reader);
        const share = (100 * (count - missing.length)) / count;
        if (name === 'pdf.js') shares.set(language, share);
        cells.push(`${share.toFixed(2)} %`.padStart(10));
      }
      rows.push(`${language.padEnd(8)}  ${String(count).padStart(9)}  ${cells.join('')}`);
    }
    console.log(rows.join('\n'));
    expect(total).toBeGreaterThanOrEqual(2000);
    for (const language of LANGUAGES) expect(shares.get(language), language).toBeGreaterThanOrEqual(99.5);
  });
});
