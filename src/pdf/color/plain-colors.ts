// Colours of the style sheet → colour operators of the web edition (ISO 32000-1, 8.6.8): sRGB, whatever they are written in,
// because a file has one output intent.
import { unreachable } from '../../base/invariant.ts';
import type { Color } from '../../style/color.ts';
import { pdfNumber } from '../pdf-syntax.ts';
import type { ColorResources, ColorWriter } from './color-writer.ts';
import { opacityOf } from './opacity.ts';

const NO_RESOURCES: ColorResources = { states: new Map(), spaces: new Map() };

/** The colours of the web edition: no state, no resources. A spot colour shows its recipe, or a tint of black without one. */
export const PLAIN_COLORS: ColorWriter = {
  isPlain: true,
  largeFrom: Infinity,
  fill: (color) => `${components(color)} rg`,
  stroke: (color) => `${components(color)} RG`,
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
      return ofInks([color.cyan, color.magenta, color.yellow, color.black], 1);
    case 'spot':
      return ofInks(color.recipe ?? [0, 0, 0, 1], color.tint);
    default:
      return unreachable(color, 'colour');
  }
}

/** CSS Color 5, 10.1 (naive conversion): red is what cyan and black leave of the light. */
function ofInks(
  [cyan, magenta, yellow, black]: readonly [number, number, number, number],
  tint: number,
): string {
  const light = 1 - black * tint;
  return [cyan, magenta, yellow].map((ink) => pdfNumber((1 - ink * tint) * light)).join(' ');
}
