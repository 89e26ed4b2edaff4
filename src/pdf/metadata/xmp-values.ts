// Texts → values of XMP properties (ISO 16684-1, 6 and 7): XML text, lists, and alternatives by language.

/** Text as XML content; characters that XML 1.0 forbids are dropped. */
export function xml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A list, in order (`Seq`) or in none (`Bag`); `''` for no items. */
export function xmpList(kind: 'Bag' | 'Seq', items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<rdf:${kind}>${items.map((item) => `<rdf:li>${xml(item)}</rdf:li>`).join('')}</rdf:${kind}>`;
}

/**
 * A text that readers of other languages get in theirs: the default first, as 8.2.2.4 asks, then all by BCP 47 tag. These stand in
 * attributes (C.2.12, a property with `rdf:value`): pdf.js takes all the text in a title for the title of the window.
 */
export function xmpAlternatives(text: string, texts: readonly (readonly [string, string])[]): string {
  const others = texts.map(([tag, each]) => `<rdf:li xml:lang="${xml(tag)}" rdf:value="${xml(each)}"/>`);
  return `<rdf:Alt><rdf:li xml:lang="x-default">${xml(text)}</rdf:li>${others.join('')}</rdf:Alt>`;
}
