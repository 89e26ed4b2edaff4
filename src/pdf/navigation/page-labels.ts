// The page numbers that readers see → PageLabels (ISO 32000-1, 12.4.2): runs of decimal numbers, prefixes for all others.
import { pdfText } from '../pdf-syntax.ts';

/** The number tree, one label per page from the first. */
export function pageLabels(labels: readonly string[]): string {
  let entries = '';
  let expected: number | null = null;
  labels.forEach((label, index) => {
    const number = /^[1-9]\d{0,8}$/.test(label) ? Number(label) : null;
    if (number === null) entries += `${index}<</P${pdfText(label)}>>`;
    else if (number !== expected) entries += `${index}<</S/D/St ${number}>>`;
    expected = number === null ? null : number + 1;
  });
  return `<</Nums[${entries}]>>`;
}
