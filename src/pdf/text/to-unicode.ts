// Texts of codes → a ToUnicode CMap (ISO 32000-1, 9.10.3; Adobe Technical Note 5411).
import type { TextCoding } from './text-coding.ts';
import { CMAP_TAIL, codeAtIndex, codeSpaceRanges, hexCode } from './text-coding.ts';

const HEAD = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
`;

/** A bfchar section holds at most this many entries. */
const SECTION = 100;

/** Texts in the order of codeAtIndex; those that are empty are left out. */
export function writeToUnicode(texts: readonly string[], coding: TextCoding): string {
  const entries: string[] = [];
  texts.forEach((text, index) => {
    if (text !== '') entries.push(`<${hexCode(coding, codeAtIndex(coding, index))}> <${hexUtf16(text)}>`);
  });
  let out = HEAD + codeSpaceRanges(coding);
  for (let i = 0; i < entries.length; i += SECTION) {
    const section = entries.slice(i, i + SECTION);
    out += `${section.length} beginbfchar\n${section.join('\n')}\nendbfchar\n`;
  }
  return out + CMAP_TAIL;
}

function hexUtf16(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) out += hex4(text.charCodeAt(i));
  return out;
}

function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}
