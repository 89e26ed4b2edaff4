// Parts of a foreign page → what an archive file asks of them (ISO 19005-2, 6.2), and a press does not.
import type { PdfDictionary, PdfObjects } from './pdf-values.ts';
import { entry, nameIn } from './pdf-values.ts';

/** 6.1.13: saved graphics states in one another are 28 at most; the page around the form has some too. */
export const ARCHIVE_NESTING = 24;

/** ISO 32000-1, table A.1; 6.2.2 knows no others, not even between BX and EX. */
const OPERATORS: ReadonlySet<string> = new Set(
  ("b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC " +
    "sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"").split(' '),
); // prettier-ignore

/** Encodings whose codes everybody knows. */
const KNOWN_ENCODINGS: ReadonlySet<string> = new Set(['WinAnsiEncoding', 'MacRomanEncoding', 'MacExpertEncoding']); // prettier-ignore

/** Whether content may use it. */
export function isKnownOperator(operator: string): boolean {
  return OPERATORS.has(operator);
}

/** 6.2.11.7: a font says what its codes are in Unicode, or has an encoding that does. */
export function namesLetters(objects: PdfObjects, font: PdfDictionary): boolean {
  if (entry(objects, font, 'ToUnicode').kind === 'stream') return true;
  const subtype = nameIn(objects, font, 'Subtype');
  return subtype !== 'Type0' && subtype !== 'Type3' && KNOWN_ENCODINGS.has(nameIn(objects, font, 'Encoding'));
}
