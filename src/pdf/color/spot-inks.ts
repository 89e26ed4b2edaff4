// Spot colours → Separation colour spaces (ISO 32000-1, 8.6.6.4) with inks of the process that stand for them, from full
// tint down to paper by an exponential function of type 2 (7.10.3).
import type { Diagnostics } from '../../base/diagnostic.ts';
import type { Inks, PrinterProfile } from '../../base/printer-profile.ts';
import type { Color } from '../../style/color.ts';
import type { PdfFile } from '../pdf-file.ts';
import { pdfName, pdfNumber } from '../pdf-syntax.ts';
import { inksText } from './conversion-report.ts';
import { withinInkLimit } from './ink-limit.ts';

type SpotColor = Color & { readonly kind: 'spot' };

/** 8.6.6.4: names of all plates, of none, and of the plates of the process, which need no recipe. */
const NO_INKS: ReadonlySet<string> = new Set(['All', 'None', 'Cyan', 'Magenta', 'Yellow', 'Black']);
/** Inks are compared to a thousandth, as they are written. */
const SAME = 0.0005;

interface Spot {
  /** The name of its colour space: `S1`. */
  readonly name: string;
  /** What the style sheet or the profile says; null when neither says anything. */
  readonly recipe: Inks | null;
  object: number | null;
}

/** The spot colours of one file. */
export class SpotInks {
  readonly #file: PdfFile;
  readonly #profile: PrinterProfile;
  readonly #diagnostics: Diagnostics;
  readonly #spots = new Map<string, Spot>();
  #used = new Map<string, number>();

  constructor(file: PdfFile, profile: PrinterProfile, diagnostics: Diagnostics) {
    this.#file = file;
    this.#profile = profile;
    this.#diagnostics = diagnostics;
  }

  /** Process inks at full tint; null when nobody says them. */
  recipe(color: SpotColor): Inks | null {
    return this.#spot(color).recipe;
  }

  /** Name of the colour's space on the page being painted; null without a recipe. */
  use(color: SpotColor): string | null {
    const spot = this.#spot(color);
    if (spot.recipe === null) return null;
    spot.object ??= this.#file.add(separation(color.name, spot.recipe));
    this.#used.set(spot.name, spot.object);
    return spot.name;
  }

  /** Objects of the spaces used since the last call. */
  take(): ReadonlyMap<string, number> {
    const used = this.#used;
    if (used.size > 0) this.#used = new Map();
    return used;
  }

  #spot(color: SpotColor): Spot {
    const known = this.#spots.get(color.name);
    if (known !== undefined) {
      if (known.recipe === null || color.recipe === undefined) return known;
      this.#compare(color, known.recipe, color.recipe);
      return known;
    }
    const { spots } = this.#profile;
    const ofProfile = Object.hasOwn(spots, color.name) ? spots[color.name] : undefined;
    if (ofProfile !== undefined && color.recipe !== undefined) this.#compare(color, ofProfile, color.recipe);
    const given = NO_INKS.has(color.name) ? null : (ofProfile ?? color.recipe ?? null);
    if (NO_INKS.has(color.name)) {
      this.#diagnostics.error('K001', `spot("${color.name}") is no ink of its own`, color.place, 'name the ink as the print shop does, or write device-cmyk()'); // prettier-ignore
    } else if (given === null) {
      this.#diagnostics.error(
        'K001',
        `nothing says which inks stand for spot("${color.name}")`,
        color.place,
        `give its inks under "spots" of the printer profile, or write spot("${color.name}", 100%, device-cmyk(…))`,
      );
    }
    const spot: Spot = {
      name: `S${this.#spots.size + 1}`,
      recipe: given === null ? null : withinInkLimit(given, this.#profile.inkLimit),
      object: null,
    };
    this.#spots.set(color.name, spot);
    return spot;
  }

  #compare({ name, place }: SpotColor, first: Inks, second: Inks): void {
    const limited = withinInkLimit(second, this.#profile.inkLimit);
    if (first.every((ink, i) => Math.abs(ink - (second[i] ?? 0)) < SAME || Math.abs(ink - (limited[i] ?? 0)) < SAME)) return; // prettier-ignore
    this.#diagnostics.error(
      'K002',
      `spot("${name}") has two recipes: ${inksText(first)} and ${inksText(second)}`,
      place,
      'a spot colour is one ink: give the same inks everywhere',
    );
  }
}

function separation(name: string, recipe: Inks): string {
  const inks = recipe.map(pdfNumber).join(' ');
  return `[/Separation${pdfName(name)}/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[${inks}]/N 1>>]`;
}
