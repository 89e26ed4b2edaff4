// Addresses in an article: which links may stand in the PDF, and which file a picture means.
import { posix } from 'node:path';
import { isSafeAddress } from '../base/link-address.ts';
import { refusePath } from '../issue/path-spelling.ts';

/** The address of a link as it may be written, or undefined when its scheme is not allowed. */
export function safeHref(href: string): string | undefined {
  if (!isSafeAddress(href)) return undefined;
  const plain = href.replace(/[\u0000-\u0020\u007F]/g, '');
  return plain.startsWith('#') ? href.trim() : plain;
}

/**
 * A picture's address → path relative to the publication folder, by its spelling alone; undefined when it is a URL,
 * absolute, or climbs out of the folder. Whether the file exists, and where its links lead, is for the loader to check.
 */
export function pictureSource(address: string, articleFile: string): string | undefined {
  const decoded = decodeAddress(address);
  if (decoded === undefined || refusePath(decoded) !== undefined) return undefined;
  const path = posix.normalize(posix.join(posix.dirname(articleFile), decoded));
  return path === '..' || path.startsWith('../') || path.startsWith('/') ? undefined : path;
}

/** Percent-encoding is how the parser writes blanks and other scripts; encoded separators are nobody's file name. */
function decodeAddress(address: string): string | undefined {
  if (/%(?:2e|2f|5c|00)/i.test(address)) return undefined;
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
