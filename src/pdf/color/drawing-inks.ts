// Colours of drawings → inks: as in the design, but never in rich black, and nothing overprints.
import type { Inks } from '../../base/printer-profile.ts';
import type { ColorConverter } from './color-writer.ts';
import { NEAR_BLACK } from './press-inks.ts';

/** What the press edition asks of drawings. */
export interface DrawingInks {
  /** Inks of a colour of sRGB, channels 0…1. */
  inks(red: number, green: number, blue: number): Inks;
  /** Whether the standard knows opacity, masks and groups. */
  readonly transparency: boolean;
}

/** Hears of each colour that is converted. */
export type ColorListener = (red: number, green: number, blue: number) => void;

/** Inks by the converter of the edition; black and what is almost black is solid, because lines are thin. */
export function drawingInks(
  converter: ColorConverter,
  transparency: boolean,
  onColor?: ColorListener,
): DrawingInks {
  return {
    transparency,
    inks(red, green, blue) {
      onColor?.(red, green, blue);
      const inks = converter.inks(red, green, blue);
      const blackOnly = inks[0] === 0 && inks[1] === 0 && inks[2] === 0;
      return blackOnly && inks[3] >= NEAR_BLACK ? [0, 0, 0, 1] : inks;
    },
  };
}
