// What the web edition claims to be → properties of its XMP packet: PDF/A (ISO 19005-2, 6.6.4), and PDF/UA (ISO 14289-1,
// clause 5), which PDF/A wants to have described.
import type { ForeignProperty } from '../extension-schema.ts';
import { extensionSchemas, xmpProperty } from '../extension-schema.ts';
import type { XmpAdditions } from '../metadata.ts';
import type { WebClaims } from './web-standard.ts';

const PDFUA_NAMESPACE = 'http://www.aiim.org/pdfua/ns/id/';

const PDFUA_PART: ForeignProperty = {
  prefix: 'pdfuaid',
  namespace: PDFUA_NAMESPACE,
  title: 'PDF/UA identification',
  name: 'part',
  type: 'Integer',
  description: 'Part of ISO 14289 that the file conforms to',
};

/** Undefined when the file claims nothing. */
export function webXmp({ accessible, archive }: WebClaims): XmpAdditions | undefined {
  if (!accessible && archive === null) return undefined;
  const namespaces: string[] = [];
  const properties: string[] = [];
  if (archive !== null) {
    namespaces.push('xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"');
    properties.push(xmpProperty('pdfaid:part', archive.part), xmpProperty('pdfaid:conformance', archive.level)); // prettier-ignore
  }
  if (accessible) {
    namespaces.push(`xmlns:pdfuaid="${PDFUA_NAMESPACE}"`);
    properties.push(xmpProperty('pdfuaid:part', '1'));
    if (archive !== null) properties.push(extensionSchemas([PDFUA_PART]));
  }
  return { namespaces: namespaces.join(' '), properties };
}
