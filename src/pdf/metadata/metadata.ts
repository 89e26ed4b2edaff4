// What the document says of itself → Info dictionary (ISO 32000-1, 14.3.3) and XMP packet (ISO 16684-1) that agree.
import type { LanguageTexts, PublicationFacts } from '../../issue/issue-metadata.ts';
import { xml, xmpAlternatives, xmpList } from './xmp-values.ts';
import { pdfDate, pdfText } from '../pdf-syntax.ts';

export interface DocumentInfo {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly author?: string | undefined;
  readonly subject?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
  /** The same in other languages too, which only XMP has room for. */
  readonly titles?: LanguageTexts | undefined;
  readonly subjects?: LanguageTexts | undefined;
  readonly authors?: LanguageTexts | undefined;
  readonly publishers?: LanguageTexts | undefined;
  readonly rights?: LanguageTexts | undefined;
  /** All of the document, its own first. */
  readonly languages?: readonly string[] | undefined;
  readonly publication?: PublicationFacts | undefined;
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
  const written = entries.map(([key, value]) => (value ? `/${key}${pdfText(oneLine(value))}` : ''));
  const date = pdfDate(info.date);
  return `<<${written.join('')}/CreationDate${date}/ModDate${date}${additions}>>`;
}

/** The XMP packet, UTF-8 as a string. */
export function xmpPacket(info: DocumentInfo, additions?: XmpAdditions): string {
  const date = `${info.date.toISOString().slice(0, 19)}Z`;
  const keywords = (info.keywords ?? []).map(oneLine);
  const names = [info.author ?? '', ...textsOf(info.authors)].map(oneLine);
  const properties = [
    `<dc:format>application/pdf</dc:format>`,
    `<dc:title>${alternatives(info.title, info.titles)}</dc:title>`,
    `<dc:language>${xmpList('Bag', info.languages ?? [info.language])}</dc:language>`,
    property('dc:creator', xmpList('Seq', distinct(names))),
    info.subject ? `<dc:description>${alternatives(info.subject, info.subjects)}</dc:description>` : '',
    property('dc:subject', xmpList('Bag', keywords)),
    keywords.length > 0 ? `<pdf:Keywords>${xml(keywords.join(', '))}</pdf:Keywords>` : '',
    property('dc:publisher', xmpList('Bag', distinct(textsOf(info.publishers).map(oneLine)))),
    info.rights === undefined || info.rights.length === 0 ? '' : `<dc:rights>${alternatives(info.rights[0]?.[1] ?? '', info.rights)}</dc:rights>`, // prettier-ignore
    `<xmp:CreatorTool>${xml(info.producer)}</xmp:CreatorTool><pdf:Producer>${xml(info.producer)}</pdf:Producer>`,
    `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate><xmp:MetadataDate>${date}</xmp:MetadataDate>`,
    ...(additions?.properties ?? []),
  ];
  return [
    `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>`,
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`,
    `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"${additions === undefined ? '' : ` ${additions.namespaces}`}>`,
    ...properties.filter((each) => each !== ''),
    `</rdf:Description></rdf:RDF></x:xmpmeta>`,
    `<?xpacket end="r"?>`,
  ].join('\n');
}

/** A text as a line that both Info and XMP can hold: without controls and halves of characters, which one of them would read as something else. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\p{Cs}\ufffe\uffff]/gu, '')
    .trim();
}

/** The text of the document's language is the default; what is known in no other language says none. */
function alternatives(text: string, texts: LanguageTexts = []): string {
  return xmpAlternatives(oneLine(text), texts.length < 2 ? [] : texts.map(([language, each]) => [language, oneLine(each)])); // prettier-ignore
}

function textsOf(texts: LanguageTexts = []): readonly string[] {
  return texts.map(([, text]) => text);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}

function property(name: string, value: string): string {
  return value === '' ? '' : `<${name}>${value}</${name}>`;
}
