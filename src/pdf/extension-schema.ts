// Properties that PDF/A does not know → their descriptions in the XMP packet (ISO 19005-1, 6.7.8; ISO 19005-2, 6.6.2.3).

/** A property, and the schema that it is the only used property of. */
export interface ForeignProperty {
  readonly prefix: string;
  readonly namespace: string;
  /** Of the schema: `PDF/X`. */
  readonly title: string;
  readonly name: string;
  readonly type: 'Text' | 'URI' | 'Integer';
  readonly description: string;
}

/** `<name>value</name>`; `value` is XML. */
export function xmpProperty(name: string, value: string): string {
  return `<${name}>${value}</${name}>`;
}

/** The `pdfaExtension:schemas` that describe some properties. */
export function extensionSchemas(properties: readonly ForeignProperty[]): string {
  return (
    '<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" ' +
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">' +
    `<rdf:Bag>${properties.map(schema).join('')}</rdf:Bag></pdfaExtension:schemas>`
  );
}

function schema({ prefix, namespace, title, name, type, description }: ForeignProperty): string {
  const described =
    xmpProperty('pdfaProperty:name', name) +
    xmpProperty('pdfaProperty:valueType', type) +
    xmpProperty('pdfaProperty:category', 'internal') +
    xmpProperty('pdfaProperty:description', description);
  return (
    '<rdf:li rdf:parseType="Resource">' +
    xmpProperty('pdfaSchema:schema', `${title} schema`) +
    xmpProperty('pdfaSchema:namespaceURI', namespace) +
    xmpProperty('pdfaSchema:prefix', prefix) +
    `<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">${described}</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>`
  );
}
