// One page of an open PDF → everything that placing it needs: its size, its content, and what a press would mind.
import { cleanContent, hiddenMarks } from './clean-content.ts';
import { claimedStandard } from './claimed-standard.ts';
import type { ForeignPdf } from './open-pdf.ts';
import type { LayerTest } from './optional-content.ts';
import { layerTest } from './optional-content.ts';
import type { PageFacts } from './page-facts.ts';
import { pageFacts } from './page-facts.ts';
import type { PageGeometry } from './page-geometry.ts';
import { pageGeometry } from './page-geometry.ts';
import type { PdfDictionary } from './pdf-values.ts';
import { PdfError, dictionaryOf, itemsOf } from './pdf-values.ts';

export interface InsertPage {
  readonly pdf: ForeignPdf;
  readonly dictionary: PdfDictionary;
  readonly geometry: PageGeometry;
  /** All content streams of the page, without their filters, marks and hidden layers. */
  readonly content: Uint8Array;
  readonly layers: LayerTest;
  readonly facts: PageFacts;
  /** Its file claims a standard that vouches for its fonts. */
  readonly isVouched: boolean;
}

/** `number` from 1, at most the count of pages. Throws PdfError. */
export function readInsertPage(pdf: ForeignPdf, number: number): InsertPage {
  const dictionary = pdf.pages[number - 1];
  if (dictionary === undefined) throw new PdfError(`it has no page ${number}`);
  const layers = layerTest(pdf, pdf.catalog);
  const resources = dictionaryOf(pdf, dictionary.entries.get('Resources'));
  const content = cleanContent(pageContent(pdf, dictionary), hiddenMarks(pdf, resources, layers));
  const geometry = pageGeometry(pdf, dictionary);
  const facts = pageFacts(pdf, dictionary, content, layers);
  return { pdf, dictionary, geometry, content, layers, facts, isVouched: claimedStandard(pdf) !== null };
}

/** 7.7.3.3: the streams of Contents are one, parted by white space. */
function pageContent(pdf: ForeignPdf, page: PdfDictionary): Uint8Array {
  const parts = itemsOf(pdf, page.entries.get('Contents')).flatMap((item) => {
    if (item.kind !== 'stream') throw new PdfError('a part of its content is missing');
    return [pdf.decode(item), LINE_END];
  });
  if (parts.length === 0 && page.entries.has('Contents')) {
    const written = page.entries.get('Contents');
    if (written?.kind === 'reference' && pdf.resolve(written).kind === 'null') throw new PdfError('its content is missing'); // prettier-ignore
  }
  return Buffer.concat(parts);
}

const LINE_END = Uint8Array.of(10);
