// What the web edition claims to be, and which issue it is → properties of its XMP packet: PDF/A (ISO 19005-2, 6.6.4), PDF/UA
// (ISO 14289-1, clause 5) and PRISM, which PDF/A wants to have described.
import type { PublicationFacts } from '../../issue/issue-metadata.ts';
import type { ForeignProperty } from '../metadata/extension-schema.ts';
import { extensionSchemas, xmpProperty } from '../metadata/extension-schema.ts';
import type { XmpAdditions } from '../metadata/metadata.ts';
import { PRISM_NAMESPACE, publicationProperties } from './publication-metadata.ts';
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

/** Undefined when the file claims nothing and is no issue. */
export function webXmp(
  { accessible, archive }: WebClaims,
  publication?: PublicationFacts,
): XmpAdditions | undefined {
  const namespaces: string[] = [];
  const properties: string[] = [];
  const foreign: ForeignProperty[] = [];
  if (archive !== null) {
    namespaces.push('xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"');
    properties.push(xmpProperty('pdfaid:part', archive.part), xmpProperty('pdfaid:conformance', archive.level)); // prettier-ignore
  }
  if (accessible) {
    namespaces.push(`xmlns:pdfuaid="${PDFUA_NAMESPACE}"`);
    properties.push(xmpProperty('pdfuaid:part', '1'));
    foreign.push(PDFUA_PART);
  }
  const issue = publication === undefined ? [] : publicationProperties(publication);
  if (issue.length > 0) {
    namespaces.push(`xmlns:prism="${PRISM_NAMESPACE}"`);
    properties.push(...issue.map(({ xmp }) => xmp));
    foreign.push(...issue.map((each) => each.foreign));
  }
  if (archive !== null && foreign.length > 0) properties.push(extensionSchemas(foreign));
  return properties.length === 0 ? undefined : { namespaces: namespaces.join(' '), properties };
}
