// What a press file says of itself besides title and dates → entries of the Info dictionary and properties of the XMP packet:
// version of PDF/X (ISO 15930-4 and 15930-7), trapping, identifiers (ISO 16684-1), claims of PDF/A with the descriptions of
// foreign properties that PDF/A asks for (ISO 19005-1, 6.7.8).
import { crc32 } from 'node:zlib';
import type { PressStandard } from '../../base/printer-profile.ts';
import type { PressJob } from '../../press/press-job.ts';
import type { DocumentInfo, XmpAdditions } from '../metadata.ts';

/** As poppler and preflight programs look for it. */
const VERSION_NAMES: Readonly<Record<PressStandard, string>> = {
  'pdfx-4': 'PDF/X-4',
  'pdfx-1a': 'PDF/X-1a:2003',
};
const NAMESPACES: Readonly<Record<string, string>> = {
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  pdfx: 'http://ns.adobe.com/pdfx/1.3/',
  pdfxid: 'http://www.npes.org/pdfx/ns/id/',
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
};

/** Entries of the Info dictionary. Trapped is a name: nothing has been trapped. */
export function pressInfoEntries(job: PressJob): string {
  return `/GTS_PDFXVersion(${VERSION_NAMES[job.profile.standard]})/Trapped/False`;
}

/** The XMP of the same; `fingerprint` (32 hexadecimal digits) stands for the content of the file. */
export function pressXmp(job: PressJob, info: DocumentInfo, fingerprint: string): XmpAdditions {
  const prefix = job.profile.standard === 'pdfx-4' ? 'pdfxid' : 'pdfx';
  const claim = job.claims[0];
  const properties = [
    property(`${prefix}:GTS_PDFXVersion`, VERSION_NAMES[job.profile.standard]),
    property('pdf:Trapped', 'False'),
    property(
      'xmpMM:DocumentID',
      uuid(fingerprintOf(`${info.title}\n${info.language}\n${info.date.toISOString()}`)),
    ),
    property('xmpMM:InstanceID', uuid(fingerprint)),
    property('xmpMM:VersionID', '1'),
    property('xmpMM:RenditionClass', 'default'),
  ];
  if (claim !== undefined) {
    properties.push(property('pdfaid:part', claim.slice(5, 6)), property('pdfaid:conformance', 'B'));
    properties.push(extensionSchemas(prefix));
  }
  const used = [prefix, 'xmpMM', ...(claim === undefined ? [] : ['pdfaid'])];
  return { namespaces: used.map((name) => `xmlns:${name}="${NAMESPACES[name]}"`).join(' '), properties };
}

function property(name: string, value: string): string {
  return `<${name}>${value}</${name}>`;
}

/** A name for bytes: `uuid:` and RFC 9562, 5.8 (version 8, made of anything). */
function uuid(hexadecimal: string): string {
  const digits = `${hexadecimal.slice(0, 12)}8${hexadecimal.slice(13, 16)}a${hexadecimal.slice(17)}`;
  return `uuid:${digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}

function fingerprintOf(text: string): string {
  return [0, 1, 2, 3].map((seed) => crc32(text, seed).toString(16).padStart(8, '0')).join('');
}

/** PDF/A knows only the properties of its own edition of XMP; others are described in the packet. */
function extensionSchemas(prefix: string): string {
  const schemas = [
    schema(prefix, 'PDF/X', 'GTS_PDFXVersion', 'Version of PDF/X that the file conforms to'),
    schema('pdf', 'Adobe PDF', 'Trapped', 'Whether the document has been trapped'),
    schema('xmpMM', 'XMP Media Management', 'InstanceID', 'Identifier of this instance of the document'),
  ];
  return (
    '<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" ' +
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">' +
    `<rdf:Bag>${schemas.join('')}</rdf:Bag></pdfaExtension:schemas>`
  );
}

function schema(prefix: string, title: string, name: string, description: string): string {
  const described =
    property('pdfaProperty:name', name) +
    property('pdfaProperty:valueType', name === 'InstanceID' ? 'URI' : 'Text') +
    property('pdfaProperty:category', 'internal') +
    property('pdfaProperty:description', description);
  return (
    '<rdf:li rdf:parseType="Resource">' +
    property('pdfaSchema:schema', `${title} schema`) +
    property('pdfaSchema:namespaceURI', NAMESPACES[prefix] ?? '') +
    property('pdfaSchema:prefix', prefix) +
    `<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">${described}</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>`
  );
}
