// The 68 cases of the text layer (tests/data/text-in-pdf/cases.json) → one PDF with a page for each, and what a reader
// gives back of it.
import { readFileSync } from 'node:fs';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import type { PageReader } from './pdf-text-readers.ts';
import { runningLayer, setParagraph, testFonts } from './pdf-text-setter.ts';
import { writeTestPdf } from './pdf-text-writer.ts';

export interface TextCase {
  readonly id: string;
  readonly dir: 'rtl' | 'ltr';
  readonly text: string | readonly string[];
  readonly width?: number;
  readonly justify?: boolean;
  readonly bold?: readonly string[];
  readonly ltr?: readonly string[];
  readonly kashida?: readonly (readonly [number, number])[];
  readonly fs?: number;
  readonly lead?: number;
  readonly xs?: readonly number[];
}

export function readTextCases(): readonly TextCase[] {
  const file = new URL('../data/text-in-pdf/cases.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as readonly TextCase[];
}

/** One page a case. */
export async function setTextCases(cases: readonly TextCase[]): Promise<Uint8Array> {
  const fonts = await testFonts();
  const { layer, writeLines } = runningLayer(fonts);
  const pages = cases.map((one) => {
    const columns = typeof one.text === 'string' ? [one.text] : one.text;
    const xs = one.xs ?? (columns.length === 1 ? [50] : one.dir === 'rtl' ? [330, 60] : [60, 330]);
    return columns
      .map((text, i) =>
        writeLines(
          setParagraph(fonts, {
            text,
            direction: one.dir,
            x: xs[i] ?? 50,
            y: 102,
            measure: one.width ?? 480,
            justify: one.justify ?? false,
            size: one.fs ?? 12,
            leading: one.lead ?? 20,
            bold: one.bold ?? [],
            isolates: one.ltr ?? [],
            ...(one.kashida === undefined ? {} : { kashida: one.kashida }),
          }),
        ),
      )
      .join('');
  });
  return writeTestPdf(pages, layer.finish());
}

/** The source of a case as a reader should give it back. */
export function sourceOf(one: TextCase): string {
  const text = typeof one.text === 'string' ? one.text : one.text.join(' ');
  return normaliseExtracted(text.replaceAll('\u00ad', ''));
}

/** Ids of the cases whose page does not come back. */
export async function failingCases(
  cases: readonly TextCase[],
  pdf: Uint8Array,
  reader: PageReader,
): Promise<string[]> {
  const pages = await reader(pdf);
  return cases.flatMap((one, i) => (normaliseExtracted(pages[i] ?? '') === sourceOf(one) ? [] : [one.id]));
}
