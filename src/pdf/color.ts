// Colours of the style sheet → colour operators (ISO 32000-1, 8.6.8). Every colour of a page passes through here.
import { unreachable } from '../base/invariant.ts';
import type { Color } from '../style/color.ts';
import { pdfNumber } from './pdf-syntax.ts';

/** `r g b rg` or `c m y k k`. A spot colour is painted as a tint of black until its separation is written. */
export function fillOperator(color: Color): string {
  return `${components(color)} ${color.kind === 'rgb' ? 'rg' : 'k'}`;
}

/** As fillOperator, for lines. */
export function strokeOperator(color: Color): string {
  return `${components(color)} ${color.kind === 'rgb' ? 'RG' : 'K'}`;
}

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

function components(color: Color): string {
  switch (color.kind) {
    case 'rgb':
      return `${pdfNumber(color.red)} ${pdfNumber(color.green)} ${pdfNumber(color.blue)}`;
    case 'cmyk':
      return `${pdfNumber(color.cyan)} ${pdfNumber(color.magenta)} ${pdfNumber(color.yellow)} ${pdfNumber(color.black)}`;
    case 'spot':
      return `0 0 0 ${pdfNumber(color.tint)}`;
    default:
      return unreachable(color, 'colour');
  }
}
