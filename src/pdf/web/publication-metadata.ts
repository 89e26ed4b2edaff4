// What libraries file an issue by → properties of the XMP packet: PRISM, the schema of magazines and newspapers
// (IDEAlliance, PRISM Basic Metadata Specification 2.0). Adobe's and library software read these.
import type { PublicationFacts } from '../../issue/issue-metadata.ts';
import type { ForeignProperty } from '../metadata/extension-schema.ts';
import { xmpProperty } from '../metadata/extension-schema.ts';
import { oneLine } from '../metadata/metadata.ts';
import { xml } from '../metadata/xmp-values.ts';

/** Of the prefix `prism`. */
export const PRISM_NAMESPACE = 'http://prismstandard.org/namespaces/basic/2.0/';

/** A property with its value. */
export interface PublicationProperty {
  readonly xmp: string;
  readonly foreign: ForeignProperty;
}

const DESCRIPTIONS: readonly (readonly [keyof PublicationFacts, string, ForeignProperty['type'], string])[] =
  [
    ['name', 'publicationName', 'Text', 'Name of the publication'],
    ['number', 'number', 'Text', 'Number of the issue'],
    ['volume', 'volume', 'Text', 'Volume'],
    ['date', 'publicationDate', 'Date', 'Day of publication'],
    ['issn', 'issn', 'Text', 'ISSN'],
    ['id', 'issueIdentifier', 'Text', 'Identifier of the issue'],
  ];

/** Those that the issue has a value for. */
export function publicationProperties(facts: PublicationFacts): readonly PublicationProperty[] {
  return DESCRIPTIONS.flatMap(([key, name, type, description]) => {
    const value = facts[key];
    if (value === undefined || value === '') return [];
    const foreign = { prefix: 'prism', namespace: PRISM_NAMESPACE, title: 'PRISM Basic', name, type, description }; // prettier-ignore
    return [{ xmp: xmpProperty(`prism:${name}`, xml(oneLine(value))), foreign }];
  });
}
