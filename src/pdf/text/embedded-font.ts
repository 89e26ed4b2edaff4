// What pdf/ needs to write one Type0 font with a CIDFontType2 descendant (ISO 32000-1, 9.7).

/** Widths of CIDs one after another, 1/1000 em. */
export interface CodeWidths {
  readonly first: number;
  readonly widths: readonly number[];
}

export interface EmbeddedFont {
  /** `F1`: the name used in content streams. */
  readonly resourceName: string;
  /** `ABCDEF+Name`; the tag is derived from the content. */
  readonly baseFont: string;
  /** A complete TrueType file for FontFile2. */
  readonly fontFile: Uint8Array;
  /** CIDToGIDMap stream: two bytes per CID, big endian. */
  readonly cidToGid: Uint8Array;
  /** For the W array. */
  readonly widths: readonly CodeWidths[];
  /** The CMap stream from codes to CIDs; '' for Identity-H. */
  readonly encoding: string;
  /** The ToUnicode CMap stream. */
  readonly toUnicode: string;
  /** FontDescriptor entries, 1/1000 em. */
  readonly ascent: number;
  /** Negative. */
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly stemV: number;
  readonly flags: number;
  readonly bbox: readonly [number, number, number, number];
}
