// Texts of CIDs → a ToUnicode CMap (ISO 32000-1, 9.10.3; Adobe Technical Note 5411).

const HEAD = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`;
const TAIL = `endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;

/** A bfchar section holds at most this many entries. */
const SECTION = 100;

/** `texts[cid]`; CIDs with an empty text are left out. */
export function writeToUnicode(texts: readonly string[]): string {
  const entries: string[] = [];
  texts.forEach((text, cid) => {
    if (text !== '') entries.push(`<${hex4(cid)}> <${hexUtf16(text)}>`);
  });
  let out = HEAD;
  for (let i = 0; i < entries.length; i += SECTION) {
    const section = entries.slice(i, i + SECTION);
    out += `${section.length} beginbfchar\n${section.join('\n')}\nendbfchar\n`;
  }
  return out + TAIL;
}

function hexUtf16(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) out += hex4(text.charCodeAt(i));
  return out;
}

function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}
