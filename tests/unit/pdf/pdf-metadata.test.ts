import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import type { DocumentInfo } from '../../../src/pdf/metadata/metadata.ts';
import { infoDictionary, xmpPacket } from '../../../src/pdf/metadata/metadata.ts';
import { webXmp } from '../../../src/pdf/web/web-metadata.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { page, pdfOptions } from './pdf-stand-ins.ts';

const INFO: DocumentInfo = { title: 'T', language: 'fa', date: new Date('2024-05-08T00:00:00Z'), producer: 'nashr test' }; // prettier-ignore
const PUBLICATION = { id: '2024-19', name: 'Tom & Jerry', number: '۱۹', volume: undefined, issn: '2049-3630', date: '2024-05-08' }; // prettier-ignore

interface Metadata {
  readonly info: Readonly<Record<string, unknown>>;
  readonly xmp: (name: string) => unknown;
}

/** What pdf.js reads in both places. */
async function metadataOf(info: Partial<DocumentInfo>): Promise<Metadata> {
  const writer = new PdfWriter({ ...pdfOptions(), ...info });
  writer.addPage(page([]));
  const document = await getDocument({ data: await writer.finish(), verbosity: 0 }).promise;
  const { info: read, metadata } = await document.getMetadata();
  const xmp = metadata as unknown as { get(name: string): unknown };
  return { info: read as Metadata['info'], xmp: (name) => xmp.get(name) };
}

/** Value of an element of the packet, as it is written. */
function element(packet: string, name: string): string | undefined {
  return new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(packet)?.[1];
}

describe('a title', () => {
  test('in several languages is that of the document to pdf.js, which makes it the title of its window', async () => {
    const { xmp } = await metadataOf({ title: 'نامه', titles: [['fa', 'نامه'], ['en', 'Letter']] }); // prettier-ignore
    expect(xmp('dc:title')).toBe('نامه');
  });

  test.each([
    ['Tom & Jerry', 'Tom & Jerry'],
    ['"quoted" \'and\' <b>bold</b>', '"quoted" \'and\' <b>bold</b>'],
    [']]> &amp; <![CDATA[x', ']]> &amp; <![CDATA[x'],
    ['\u200fنامه\u200e (۱)\\', '\u200fنامه\u200e (۱)\\'],
    ['👩‍🚀 شمارهٔ ۱۹', '👩‍🚀 شمارهٔ ۱۹'],
    ['a\u0000b\u0007\u001bfa\u001bc\u0085\u2028d\r\n\te', 'a b fa c d e'],
    ['half \ud83d of a pair\uffff', 'half  of a pair'],
    ['<?xpacket end="w"?>', '<?xpacket end="w"?>'],
    ['þÿ not a byte order mark', 'þÿ not a byte order mark'],
  ])('like %j is the same in Info and XMP', async (title, expected) => {
    const { info, xmp } = await metadataOf({ title, author: title, subject: title, keywords: [title, 'x'] });
    expect([info['Title'], info['Author'], info['Subject'], info['Keywords']]).toEqual([expected, expected, expected, `${expected}, x`]); // prettier-ignore
    expect([xmp('dc:title'), xmp('dc:creator'), xmp('dc:description'), xmp('pdf:keywords')]).toEqual([expected, [expected], expected, `${expected}, x`]); // prettier-ignore
  });
});

describe('the XMP packet', () => {
  test('has every language, that of the document first and as the default', () => {
    const packet = xmpPacket({ ...INFO, titles: [['fa', 'ت'], ['en', 'T & U'], ['de-AT', 'V']], title: 'ت' }); // prettier-ignore
    expect(element(packet, 'dc:title')).toBe(
      '<rdf:Alt><rdf:li xml:lang="x-default">ت</rdf:li><rdf:li xml:lang="fa" rdf:value="ت"/><rdf:li xml:lang="en" rdf:value="T &#38; U"/><rdf:li xml:lang="de-AT" rdf:value="V"/></rdf:Alt>',
    );
  });

  test('names no language where there is one text for all', () => {
    expect(element(xmpPacket({ ...INFO, titles: [['fa', 'T']] }), 'dc:title')).toBe('<rdf:Alt><rdf:li xml:lang="x-default">T</rdf:li></rdf:Alt>'); // prettier-ignore
  });

  test('lists names, languages and keywords once, and leaves out what nobody said', () => {
    const packet = xmpPacket({
      ...INFO,
      author: 'A',
      authors: [['fa', 'A'], ['en', 'B']],
      publishers: [['fa', 'P'], ['en', 'P']],
      languages: ['fa', 'en'],
      keywords: ['x', 'y'],
      rights: [['fa', 'R'], ['en', 'S']],
    }); // prettier-ignore
    expect(element(packet, 'dc:creator')).toBe('<rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq>');
    expect(element(packet, 'dc:publisher')).toBe('<rdf:Bag><rdf:li>P</rdf:li></rdf:Bag>');
    expect(element(packet, 'dc:language')).toBe('<rdf:Bag><rdf:li>fa</rdf:li><rdf:li>en</rdf:li></rdf:Bag>');
    expect(element(packet, 'dc:subject')).toBe('<rdf:Bag><rdf:li>x</rdf:li><rdf:li>y</rdf:li></rdf:Bag>');
    expect(element(packet, 'dc:rights')).toContain('<rdf:li xml:lang="en" rdf:value="S"/>');
    const bare = xmpPacket(INFO);
    for (const name of [
      'dc:creator',
      'dc:description',
      'dc:subject',
      'pdf:Keywords',
      'dc:publisher',
      'dc:rights',
    ])
      expect(element(bare, name)).toBeUndefined();
  });

  test('says which issue it is, described once for PDF/A', () => {
    const { namespaces, properties } = webXmp({ accessible: true, archive: { part: '2', level: 'A' } }, PUBLICATION) ?? { namespaces: '', properties: [] }; // prettier-ignore
    const packet = properties.join('');
    expect(namespaces).toContain('xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"');
    expect(element(packet, 'prism:publicationName')).toBe('Tom &#38; Jerry');
    expect(['number', 'publicationDate', 'issn', 'issueIdentifier', 'volume'].map((name) => element(packet, `prism:${name}`))).toEqual(['۱۹', '2024-05-08', '2049-3630', '2024-19', undefined]); // prettier-ignore
    const described = [...packet.matchAll(/<pdfaProperty:name>(\w+)</g)].map(([, name]) => name);
    expect(described).toEqual([
      'part',
      'publicationName',
      'number',
      'publicationDate',
      'issn',
      'issueIdentifier',
    ]);
    expect(packet.match(/<pdfaSchema:prefix>\w+</g)).toEqual(['<pdfaSchema:prefix>pdfuaid<', '<pdfaSchema:prefix>prism<']); // prettier-ignore
  });

  test('describes nothing in a file that is no archive', () => {
    const packet = webXmp({ accessible: false, archive: null }, PUBLICATION)?.properties.join('') ?? '';
    expect(packet).toContain('<prism:number>');
    expect(packet).not.toContain('pdfaExtension');
  });
});

test('The Info dictionary has no empty entries', () => {
  expect(infoDictionary({ ...INFO, author: '', keywords: [] })).not.toMatch(/\/(Author|Keywords|Subject)/);
});
