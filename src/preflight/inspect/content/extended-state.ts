// Graphics state parameter dictionaries (ISO 32000-1, 8.4.5) → the graphics state, and what presses fear.
import type { PDFDict } from '@cantoo/pdf-lib';
import type { PageFonts } from '../font/page-fonts.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import type { GraphicsState } from './graphics-state.ts';

/** What extended graphics states, and XObjects, use that a press must not meet. */
export interface Effects {
  transferFunctions: boolean;
  halftones: boolean;
  postScript: boolean;
}

export interface ExtendedStateTools {
  readonly objects: PdfObjects;
  readonly fonts: PageFonts;
  readonly effects: Effects;
}

/** Sets what the dictionary of a `gs` names. */
export function applyExtendedState(
  dict: PDFDict,
  state: GraphicsState,
  { objects, fonts, effects }: ExtendedStateTools,
): void {
  setOverprint(dict, state, objects);
  const stroke = objects.number(objects.get(dict, 'CA'));
  const fill = objects.number(objects.get(dict, 'ca'));
  if (stroke !== null) state.setOpacity({ stroke });
  if (fill !== null) state.setOpacity({ fill });
  const blend = objects.get(dict, 'BM');
  if (blend !== null) state.setBlendMode(objects.name(blend) ?? objects.name(objects.list(blend)[0]) ?? 'Normal'); // prettier-ignore
  const softMask = objects.get(dict, 'SMask');
  if (softMask !== null) state.setSoftMask(objects.dict(softMask) !== null);
  const width = objects.number(objects.get(dict, 'LW'));
  if (width !== null) state.lineWidth = Math.abs(width);
  const font = objects.list(objects.get(dict, 'Font'));
  if (font.length === 2) {
    state.font = fonts.load(font[0]);
    state.fontSize = objects.number(font[1]) ?? state.fontSize;
  }
  noteEffects(dict, objects, effects);
}

/** OP alone sets both (table 58). */
function setOverprint(dict: PDFDict, state: GraphicsState, objects: PdfObjects): void {
  const stroke = objects.boolean(objects.get(dict, 'OP'));
  const fill = objects.boolean(objects.get(dict, 'op')) ?? stroke;
  const mode = objects.number(objects.get(dict, 'OPM'));
  if (stroke !== null) state.setOverprint({ stroke });
  if (fill !== null) state.setOverprint({ fill });
  if (mode !== null) state.setOverprint({ mode: mode === 1 ? 1 : 0 });
}

function noteEffects(dict: PDFDict, objects: PdfObjects, effects: Effects): void {
  const transfer = objects.get(dict, 'TR');
  const transfer2 = objects.get(dict, 'TR2');
  const halftone = objects.get(dict, 'HT');
  const hasTransfer =
    (transfer !== null && objects.name(transfer) !== 'Identity') ||
    (transfer2 !== null && !['Identity', 'Default'].includes(objects.name(transfer2) ?? ''));
  if (hasTransfer) effects.transferFunctions = true;
  if (halftone !== null && objects.name(halftone) !== 'Default') effects.halftones = true;
}
