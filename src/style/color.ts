// Colours as the style sheet names them; conversion to inks is the business of pdf/.

export type Color =
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
  | { readonly kind: 'spot'; readonly name: string; readonly tint: number };
// Every component is 0…1.

export const BLACK: Color = { kind: 'rgb', red: 0, green: 0, blue: 0, alpha: 1 };
