// Opacity of colours → graphics states (ISO 32000-1, 11.6.4.4), in steps of 1/100.
import type { Color } from '../../style/color.ts';
import { pdfNumber } from '../pdf-syntax.ts';

/** Opacity, 0…1. Ink colours are always opaque. */
export function opacityOf(color: Color): number {
  return color.kind === 'rgb' ? color.alpha : 1;
}

/** Name and body of the graphics state that paints with an opacity, in steps of 1/100. */
export function opacityState(opacity: number): { readonly name: string; readonly body: string } {
  const percent = Math.round(Math.min(1, Math.max(0, opacity)) * 100);
  const value = pdfNumber(percent / 100);
  return { name: `A${percent}`, body: `<</Type/ExtGState/ca ${value}/CA ${value}>>` };
}
