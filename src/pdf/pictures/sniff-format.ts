// The first bytes of a file → its picture format. File names lie; and a decoder must not choose for itself what to load.

export type PictureFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'tiff' | 'svg' | 'pdf';

/** Undefined when it is none of the formats that are read. */
export function sniffFormat(bytes: Uint8Array): PictureFormat | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return 'webp';
  if (/^[\s\S]{4}ftyp(avif|avis|mif1|miaf)/.test(head)) return 'avif';
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'tiff';
  if (/%PDF-\d/.test(head)) return 'pdf';
  return looksLikeXml(head) ? 'svg' : undefined;
}

/** A `<` after an optional byte order mark and white space. */
function looksLikeXml(head: string): boolean {
  return /^(\xef\xbb\xbf)?\s*</.test(head);
}
