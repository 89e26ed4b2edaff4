// Text → QR code (ISO/IEC 18004) as an inline drawing.

export function qrSvg(_text: string): string | undefined {
  return undefined;
}
