// Bytes that pdf.js cannot open, and its warnings about those that it can → what is wrong with the file, in words.

/** Why a file is no PDF that can be read. */
export interface Unreadable {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** How files begin that are taken for PDFs by mistake. */
const OTHERS: readonly (readonly [start: string, what: string])[] = [
  ['\u0089PNG', 'a PNG picture'],
  ['\u00ff\u00d8\u00ff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['PK\u0003\u0004', 'a zip archive, or a document of an office program'],
  ['\u001f\u008b', 'a file packed with gzip'],
  ['%!PS', 'PostScript'],
  ['{\\rtf', 'a document in RTF'],
];
/** Bytes at either end in which a header and an end are looked for, as other readers do. */
const AROUND = 1024;

/** From the bytes; `reason` is what pdf.js said. */
export function whyUnreadable(bytes: Uint8Array, reason: string): Unreadable {
  if (bytes.length === 0) return { message: 'This is no PDF: the file is empty' };
  const start = latin1(bytes.subarray(0, AROUND));
  if (!start.includes('%PDF-')) {
    const other = OTHERS.find(([sign]) => start.startsWith(sign))?.[1] ?? (/^\s*<(?:!doctype|html|\?xml)/i.test(start) ? 'a web page' : null); // prettier-ignore
    return { message: `This is no PDF${other === null ? ': it has no header %PDF-' : `, it is ${other}`}` };
  }
  if (isIncomplete(bytes))
    return {
      message: 'The PDF is incomplete: its end is missing, and with it the list of its pages',
      hint: 'download or copy it again',
    };
  return { message: `This is no PDF that can be read: ${reason}` };
}

/** The length that a linearised file says it has (ISO 32000-1, Annex F). */
const LINEARISED = /\/Linearized\b[^>]{0,300}\/L\s+(\d{1,12})|\/L\s+(\d{1,12})[^>]{0,300}\/Linearized\b/;

/** Whether a PDF breaks off: what it ends with is not there. */
export function isIncomplete(bytes: Uint8Array): boolean {
  const start = latin1(bytes.subarray(0, AROUND));
  if (!start.includes('%PDF-')) return false;
  const linearised = LINEARISED.exec(start);
  if (Number(linearised?.[1] ?? linearised?.[2] ?? 0) > bytes.length) return true;
  return !latin1(bytes.subarray(-AROUND)).includes('%%EOF');
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** Warnings of pdf.js 5.4 that mean lost text; it warns of much else. */
const DAMAGES: readonly (readonly [warning: RegExp, damage: string])[] = [
  [/Indexing all PDF objects/, 'its list of objects is broken; they were looked for in the whole file'],
  [/invalid \/Pages tree \/Count: (\d+)/, 'it says that it has $1 pages'],
  [/Invalid stream:|flate stream|Corrupt|corrupt/, 'a part of it cannot be unpacked'],
  [/Invalid cMap data/, 'the table that says what its letters are is broken'],
  [/Unable to (?:read|parse)|ignoring errors during/, 'a part of it cannot be understood'],
];

/** Each kind of damage once. */
export function damagesOf(warnings: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const warning of warnings)
    for (const [pattern, damage] of DAMAGES) {
      const match = pattern.exec(warning);
      if (match !== null) found.add(damage.replace('$1', match[1] ?? ''));
    }
  return [...found];
}

/** Codes whose font does not say which letter they show come as controls, or as U+FFFD. */
// oxlint-disable-next-line no-control-regex
const UNKNOWN = /[\u0000-\u0008\u000e-\u001f\ufffd]/;

/** Whether a text, as pdf.js gives it, has letters that nobody can name. */
export function hasUnknownLetters(text: string): boolean {
  return UNKNOWN.test(text);
}
