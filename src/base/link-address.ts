// What is written behind a link → where it leads: a place in the document, an address with a scheme that only opens a document, a
// letter or a call (as URLs are read by browsers: WHATWG URL Standard), or nowhere that is allowed.

/** Schemes that links may have. */
const SAFE_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** For diagnostics. */
export const LINKS_ALLOWED = 'links may be http:, https:, mailto:, tel: or #name of a place in the document';

/** Where a link leads: a name in the document, a URL in ASCII, or nowhere that is allowed. */
export type LinkAddress =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'refused' };

const REFUSED: LinkAddress = { kind: 'refused' };

/** Blanks, controls, and the invisible characters that come along when an address is copied out of right-to-left text. */
const UNSEEN = /[\u0000-\u0020\u007f\u00a0\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;

/** Without what is not seen around it; in time proportional to its length, which `[…]+$` is not. */
function trimmed(href: string): string {
  let start = 0;
  let end = href.length;
  while (start < end && UNSEEN.test(href.charAt(start))) start++;
  while (end > start && UNSEEN.test(href.charAt(end - 1))) end--;
  return href.slice(start, end);
}

/** Addresses that the URL parser would give back as they are, and most addresses are: it takes longer than all else here. */
const UNCHANGED = /^(?:https?:\/\/(?:[a-z\d]+(?:-[a-z\d]+)*\.)+[a-z]{2,}\/[\w/-]*|mailto:[\w+.-]+@[\w.-]+)$/;

/** Reads `#name` or an absolute URL with a safe scheme, however its scheme is written; everything else is refused. */
export function readLinkAddress(href: string): LinkAddress {
  if (UNCHANGED.test(href)) return { kind: 'url', url: href };
  const address = trimmed(href);
  if (address.startsWith('#')) return { kind: 'name', name: percentDecoded(address.slice(1)) };
  if (!URL.canParse(address)) return REFUSED;
  const url = new URL(address);
  if (!SAFE_SCHEMES.has(url.protocol)) return REFUSED;
  if (url.protocol !== 'tel:') return { kind: 'url', url: url.href };
  // Telephones know European digits only.
  return { kind: 'url', url: percentDecoded(url.href).replaceAll(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 15)).replaceAll(/[^!-~]/g, '') }; // prettier-ignore
}

/** What nearly all addresses look like. */
const USUAL = /^(?:https?:\/\/[a-z\d.-]+(?:[/?#]|$)|mailto:|#)/i;

/** Whether an address leads anywhere. */
export function isSafeAddress(href: string): boolean {
  return USUAL.test(href) || readLinkAddress(href).kind !== 'refused';
}

/** A URL as people read it; as it is where decoding would show characters that cannot be seen, or that turn others around. */
export function readableUrl(url: string): string {
  // In ASCII and without an escape: there is nothing to decode.
  if (UNCHANGED.test(url)) return url.replace(/^mailto:/, '');
  const decoded = percentDecoded(url);
  return (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(decoded) ? url : decoded).replace(/^(mailto|tel):/, '');
}

/** A stray % is no mistake worth a diagnostic: the text is used as it stands. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
