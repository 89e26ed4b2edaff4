// Colours as the style sheet names them; conversion to inks is the business of pdf/.
import type { Place } from '../base/diagnostic.ts';
import type { Inks } from '../base/printer-profile.ts';

/** What can go wrong with a colour shows only on the press: inks and translucent colours know where they are written. */
interface Written {
  readonly place?: Place;
}

export type Color = Written &
  (
    | {
        readonly kind: 'rgb';
        readonly red: number;
        readonly green: number;
        readonly blue: number;
        readonly alpha: number;
      }
    | {
        readonly kind: 'cmyk';
        readonly cyan: number;
        readonly magenta: number;
        readonly yellow: number;
        readonly black: number;
      }
    | {
        readonly kind: 'spot';
        readonly name: string;
        readonly tint: number;
        /** The inks of the process that stand for it at full tint, where the style sheet says them. */
        readonly recipe?: Inks;
      }
  );
// Every component is 0…1.

export const BLACK: Color = { kind: 'rgb', red: 0, green: 0, blue: 0, alpha: 1 };
