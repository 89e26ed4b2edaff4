// What a press file says of itself besides title and dates → entries of the Info dictionary and properties of the XMP packet:
// version of PDF/X (ISO 15930-4 and 15930-7), trapping, identifiers (ISO 16684-1), claims of PDF/A with the descriptions of
// foreign properties that PDF/A asks for (ISO 19005-1, 6.7.8).
import { crc32 } from 'node:zlib';
import type { PressStandard } from '../../base/printer-profile.ts';
import type { PressJob } from '../../press/press-job.ts';
import type { ForeignProperty } from '../metadata/extension-schema.ts';
import { extensionSchemas, xmpProperty } from '../metadata/extension-schema.ts';
import type { DocumentInfo, XmpAdditions } from '../metadata/metadata.ts';

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
    xmpProperty(`${prefix}:GTS_PDFXVersion`, VERSION_NAMES[job.profile.standard]),
    xmpProperty('pdf:Trapped', 'False'),
    xmpProperty(
      'xmpMM:DocumentID',
      uuid(fingerprintOf(`${info.title}\n${info.language}\n${info.date.toISOString()}`)),
    ),
    xmpProperty('xmpMM:InstanceID', uuid(fingerprint)),
    xmpProperty('xmpMM:VersionID', '1'),
    xmpProperty('xmpMM:RenditionClass', 'default'),
  ];
  if (claim !== undefined) {
    properties.push(xmpProperty('pdfaid:part', claim.slice(5, 6)), xmpProperty('pdfaid:conformance', 'B'));
    properties.push(extensionSchemas(foreignProperties(prefix)));
  }
  const used = [prefix, 'xmpMM', ...(claim === undefined ? [] : ['pdfaid'])];
  return { namespaces: used.map((name) => `xmlns:${name}="${NAMESPACES[name]}"`).join(' '), properties };
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
function foreignProperties(prefix: string): readonly ForeignProperty[] {
  const namespaceOf = (of: string): string => NAMESPACES[of] ?? '';
  return [
    { prefix, namespace: namespaceOf(prefix), title: 'PDF/X', name: 'GTS_PDFXVersion', type: 'Text', description: 'Version of PDF/X that the file conforms to' }, // prettier-ignore
    { prefix: 'pdf', namespace: namespaceOf('pdf'), title: 'Adobe PDF', name: 'Trapped', type: 'Text', description: 'Whether the document has been trapped' }, // prettier-ignore
    { prefix: 'xmpMM', namespace: namespaceOf('xmpMM'), title: 'XMP Media Management', name: 'InstanceID', type: 'URI', description: 'Identifier of this instance of the document' }, // prettier-ignore
  ];
}
