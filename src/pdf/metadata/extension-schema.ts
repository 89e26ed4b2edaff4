// Properties that PDF/A does not know → their descriptions in the XMP packet (ISO 19005-1, 6.7.8; ISO 19005-2, 6.6.2.3).

/** A property of a schema that PDF/A does not know. */
export interface ForeignProperty {
  readonly prefix: string;
  readonly namespace: string;
  /** Of the schema: `PDF/X`. */
  readonly title: string;
  readonly name: string;
  readonly type: 'Text' | 'URI' | 'Integer' | 'Date';
  readonly description: string;
}

/** `<name>value</name>`; `value` is XML. */
export function xmpProperty(name: string, value: string): string {
  return `<${name}>${value}</${name}>`;
}

/** The `pdfaExtension:schemas` that describe some properties, those of a schema together. */
export function extensionSchemas(properties: readonly ForeignProperty[]): string {
  const schemas = new Map<string, ForeignProperty[]>();
  for (const property of properties) {
    const known = schemas.get(property.namespace);
    if (known === undefined) schemas.set(property.namespace, [property]);
    else known.push(property);
  }
  return (
    '<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" ' +
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">' +
    `<rdf:Bag>${[...schemas.values()].map(schema).join('')}</rdf:Bag></pdfaExtension:schemas>`
  );
}

function schema(properties: readonly ForeignProperty[]): string {
  const { title = '', namespace = '', prefix = '' } = properties[0] ?? {};
  return (
    '<rdf:li rdf:parseType="Resource">' +
    xmpProperty('pdfaSchema:schema', `${title} schema`) +
    xmpProperty('pdfaSchema:namespaceURI', namespace) +
    xmpProperty('pdfaSchema:prefix', prefix) +
    `<pdfaSchema:property><rdf:Seq>${properties.map(described).join('')}</rdf:Seq></pdfaSchema:property></rdf:li>`
  );
}

function described({ name, type, description }: ForeignProperty): string {
  const entries =
    xmpProperty('pdfaProperty:name', name) +
    xmpProperty('pdfaProperty:valueType', type) +
    xmpProperty('pdfaProperty:category', 'internal') +
    xmpProperty('pdfaProperty:description', description);
  return `<rdf:li rdf:parseType="Resource">${entries}</rdf:li>`;
}
