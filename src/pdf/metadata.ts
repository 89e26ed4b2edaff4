// What the document says of itself → Info dictionary (ISO 32000-1, 14.3.3) and XMP packet (ISO 16684-1) that agree.
import { pdfDate, pdfText } from './pdf-syntax.ts';

export interface DocumentInfo {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly author?: string | undefined;
  readonly subject?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
  /** The date of the issue; there is no clock. */
  readonly date: Date;
  readonly producer: string;
}

/** What an edition adds to the XMP packet. */
export interface XmpAdditions {
  /** Declarations (`xmlns:…="…"`) of prefixes other than dc, xmp and pdf. */
  readonly namespaces: string;
  readonly properties: readonly string[];
}

/** The Info dictionary; `additions` are entries that an edition needs. */
export function infoDictionary(info: DocumentInfo, additions = ''): string {
  const entries: (readonly [string, string | undefined])[] = [
    ['Author', info.author],
    ['Creator', info.producer],
    ['Keywords', info.keywords?.join(', ')],
    ['Producer', info.producer],
    ['Subject', info.subject],
    ['Title', info.title],
  ];
  const written = entries.map(([key, value]) => (value ? `/${key}${pdfText(value)}` : ''));
  const date = pdfDate(info.date);
  return `<<${written.join('')}/CreationDate${date}/ModDate${date}${additions}>>`;
}

/** The XMP packet, UTF-8 as a string. */
export function xmpPacket(info: DocumentInfo, additions?: XmpAdditions): string {
  const date = `${info.date.toISOString().slice(0, 19)}Z`;
  const keywords = info.keywords ?? [];
  const properties = [
    `<dc:format>application/pdf</dc:format>`,
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xml(info.title)}</rdf:li></rdf:Alt></dc:title>`,
    `<dc:language><rdf:Bag><rdf:li>${xml(info.language)}</rdf:li></rdf:Bag></dc:language>`,
    info.author ? `<dc:creator><rdf:Seq><rdf:li>${xml(info.author)}</rdf:li></rdf:Seq></dc:creator>` : '',
    info.subject
      ? `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${xml(info.subject)}</rdf:li></rdf:Alt></dc:description>`
      : '',
    keywords.length > 0
      ? `<dc:subject><rdf:Bag>${keywords.map((word) => `<rdf:li>${xml(word)}</rdf:li>`).join('')}</rdf:Bag></dc:subject><pdf:Keywords>${xml(keywords.join(', '))}</pdf:Keywords>`
      : '',
    `<xmp:CreatorTool>${xml(info.producer)}</xmp:CreatorTool><pdf:Producer>${xml(info.producer)}</pdf:Producer>`,
    `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate><xmp:MetadataDate>${date}</xmp:MetadataDate>`,
    ...(additions?.properties ?? []),
  ];
  return [
    `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>`,
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`,
    `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"${additions === undefined ? '' : ` ${additions.namespaces}`}>`,
    ...properties.filter((property) => property !== ''),
    `</rdf:Description></rdf:RDF></x:xmpmeta>`,
    `<?xpacket end="r"?>`,
  ].join('\n');
}

/** Text as XML content; characters that XML 1.0 forbids are dropped. */
function xml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
