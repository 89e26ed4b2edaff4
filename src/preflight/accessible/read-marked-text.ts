// Pages of an open PDF → the text of each piece of marked content (ISO 32000-1, 14.6), and the text that is in none.
import type { PdfDocument } from '../read-pdf.ts';

export interface MarkedText {
  /** By `page mark`, line ends kept. */
  readonly marks: ReadonlyMap<string, string>;
  /** `page mark` of content that begins twice. */
  readonly doubled: readonly string[];
  /** Text by page that is neither in marked content with a number nor an artifact. */
  readonly loose: ReadonlyMap<number, string>;
}

/** Reads the text of all pages; rejects when one cannot be read. */
export async function readMarkedText(document: PdfDocument): Promise<MarkedText> {
  const marks = new Map<string, string>();
  const doubled: string[] = [];
  const loose = new Map<number, string>();
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    page.cleanup();
    /** Key of the marked content around, ARTIFACT, or null. */
    const open: (string | null)[] = [];
    let current: string | null = null;
    for (const item of content.items) {
      if ('str' in item) {
        const text = item.hasEOL ? `${item.str}\n` : item.str;
        if (current === null) loose.set(number, (loose.get(number) ?? '') + text);
        else if (current !== ARTIFACT) marks.set(current, (marks.get(current) ?? '') + text);
      } else if (item.type === 'endMarkedContent') current = open.pop() ?? null;
      else {
        open.push(current);
        const { id, tag } = item as { readonly id?: string | null; readonly tag?: string };
        const mark = /_mc(\d+)$/.exec(id ?? '')?.[1];
        if (tag === 'Artifact') current = ARTIFACT;
        else if (mark !== undefined) {
          current = `${number} ${mark}`;
          if (marks.has(current)) doubled.push(current);
          else marks.set(current, '');
        }
      }
    }
  }
  return { marks, doubled, loose };
}

const ARTIFACT = 'artifact';
