// Colours of the style sheet → colour operators of the web edition (ISO 32000-1, 8.6.8): as they are written.
import { unreachable } from '../../base/invariant.ts';
import type { Color } from '../../style/color.ts';
import { pdfNumber } from '../pdf-syntax.ts';
import type { ColorResources, ColorWriter } from './color-writer.ts';
import { opacityOf } from './opacity.ts';

const NO_RESOURCES: ColorResources = { states: new Map(), spaces: new Map() };

/** The colours of the web edition: no state, no resources. A spot colour shows its recipe, or a tint of black without one. */
export const PLAIN_COLORS: ColorWriter = {
  largeFrom: Infinity,
  fill: (color) => `${components(color)} ${color.kind === 'rgb' ? 'rg' : 'k'}`,
  stroke: (color) => `${components(color)} ${color.kind === 'rgb' ? 'RG' : 'K'}`,
  opacity: opacityOf,
  knockOut: () => '',
  beginPage: () => null,
  takeResources: () => NO_RESOURCES,
  finish: () => undefined,
};

function components(color: Color): string {
  switch (color.kind) {
    case 'rgb':
      return `${pdfNumber(color.red)} ${pdfNumber(color.green)} ${pdfNumber(color.blue)}`;
    case 'cmyk':
      return `${pdfNumber(color.cyan)} ${pdfNumber(color.magenta)} ${pdfNumber(color.yellow)} ${pdfNumber(color.black)}`;
    case 'spot':
      return (color.recipe ?? [0, 0, 0, 1]).map((ink) => pdfNumber(ink * color.tint)).join(' ');
    default:
      return unreachable(color, 'colour');
  }
}
