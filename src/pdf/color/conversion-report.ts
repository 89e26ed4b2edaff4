// What became of the RGB colours of a design → one note for the issue, with the number of those that drawings bring.
import type { Diagnostics } from '../../base/diagnostic.ts';
import { unreachable } from '../../base/invariant.ts';
import type { Inks, PrinterProfile } from '../../base/printer-profile.ts';
import type { Color } from '../../style/color.ts';
import { pdfNumber } from '../pdf-syntax.ts';

/** Collects conversions; the same one is told once. */
export class ConversionReport {
  readonly #profile: PrinterProfile;
  /** Inks in words by colour, in the order of first use. */
  readonly #colors = new Map<string, Set<string>>();
  /** Colours of drawings, and the drawings that have them. */
  readonly #drawn = { colors: new Set<number>(), sources: new Set<string>() };

  constructor(profile: PrinterProfile) {
    this.#profile = profile;
  }

  /** `reduced`: the profile's own inks were over the ink limit. */
  add(color: Color, inks: Inks, reduced: boolean): void {
    // Paper is no ink.
    if (inks.every((ink) => ink === 0)) return;
    const name = colorText(color);
    let results = this.#colors.get(name);
    if (results === undefined) this.#colors.set(name, (results = new Set()));
    results.add(`${inksText(inks)}${reduced ? ' (reduced to the ink limit)' : ''}`);
  }

  /** A colour of a drawing, channels 0…1: there are too many of them for a list. */
  addDrawn(source: string, red: number, green: number, blue: number): void {
    if (red === 1 && green === 1 && blue === 1) return;
    const [high, middle, low] = [red, green, blue].map((channel) => Math.round(channel * 255)) as [number, number, number]; // prettier-ignore
    this.#drawn.colors.add((high << 16) | (middle << 8) | low);
    this.#drawn.sources.add(source);
  }

  addTo(diagnostics: Diagnostics): void {
    const { colors, sources } = this.#drawn;
    const parts = [
      ...(this.#colors.size > 0 ? [`${counted(this.#colors.size, 'colour')} of the design`] : []),
      ...(colors.size > 0 ? [`${counted(colors.size, 'colour')} of ${counted(sources.size, 'drawing')}`] : []), // prettier-ignore
    ];
    if (parts.length === 0) return;
    const list = [...this.#colors].map(([name, results]) => `${name} → ${[...results].join(' or ')}`);
    const { identifier } = this.#profile.condition;
    diagnostics.note(
      'K005',
      `${parts.join(' and ')} became inks of ${identifier}${list.length === 0 ? '' : `: ${list.join('; ')}`}`,
      undefined,
      'device-cmyk() in @media (edition: press) says the inks yourself',
    );
  }
}

function counted(count: number, noun: string): string {
  return count === 1 ? `one ${noun}` : `${count} ${noun}s`;
}

/** A colour as a style sheet writes it: `#b3261e`, `device-cmyk(0 1 1 0)`, `spot("Gold")`. */
export function colorText(color: Color): string {
  switch (color.kind) {
    case 'rgb': {
      const channels = [color.red, color.green, color.blue, ...(color.alpha < 1 ? [color.alpha] : [])];
      return `#${channels.map((channel) => Math.round(channel * 255).toString(16).padStart(2, '0')).join('')}`; // prettier-ignore
    }
    case 'cmyk':
      return `device-cmyk(${[color.cyan, color.magenta, color.yellow, color.black].map(pdfNumber).join(' ')})`;
    case 'spot':
      return `spot("${color.name}")`;
    default:
      return unreachable(color, 'colour');
  }
}

/** `C 20 M 97 Y 100 K 10`, or `K 100` where there is only black; percent. */
export function inksText(inks: Inks): string {
  const [cyan, magenta, yellow, black] = inks.map((ink) => Math.round(ink * 100));
  if (cyan === 0 && magenta === 0 && yellow === 0) return `K ${black}`;
  return `C ${cyan} M ${magenta} Y ${yellow} K ${black}`;
}
