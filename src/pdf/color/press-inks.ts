// Colours of the style sheet → inks of the press edition: operators in DeviceCMYK and Separation (ISO 32000-1, 8.6.4.4 and
// 8.6.6.4) with their overprint (8.6.7). Nothing is painted in RGB or DeviceGray: neither overprints.
import type { Inks, PrinterProfile } from '../../base/printer-profile.ts';
import type { Diagnostics } from '../../base/diagnostic.ts';
import { unreachable } from '../../base/invariant.ts';
import type { Color } from '../../style/color.ts';
import type { PdfFile } from '../pdf-file.ts';
import { pdfNumber } from '../pdf-syntax.ts';
import { PageBackdrop } from './backdrop.ts';
import type { Backdrop, ColorConverter, ColorResources, ColorUse, ColorWriter, OverprintWish } from './color-writer.ts'; // prettier-ignore
import { ConversionReport, colorText } from './conversion-report.ts';
import { inkSum, withinInkLimit } from './ink-limit.ts';
import { opacityOf } from './opacity.ts';
import { SpotInks } from './spot-inks.ts';

/** Neutral areas and lines of drawings with so much black count as black. */
export const NEAR_BLACK = 0.9;
/** Neutral text and rules with so much black are printed in solid black: the difference is hardly seen, but a tint frays edges. */
const SOLID_TYPE = 0.8;
/** Dark colours with channels as close as that look neutral too; in four inks, small type would blur. */
const DARK = 0.16;
const DARK_NEUTRAL = 0.05;

const OVERPRINT = 'PO';
const KNOCK_OUT = 'PK';
/** OPM 1: inks that are 0 leave what lies below. */
const STATES: ReadonlyMap<string, string> = new Map([
  [OVERPRINT, '<</Type/ExtGState/OP true/op true/OPM 1>>'],
  [KNOCK_OUT, '<</Type/ExtGState/OP false/op false/OPM 0>>'],
]);

/** What the inks depend on. */
export interface PressInksOptions {
  readonly file: PdfFile;
  readonly profile: PrinterProfile;
  readonly converter: ColorConverter;
  readonly diagnostics: Diagnostics;
  /** Collects what colours become and is told elsewhere; default: `finish` tells it. */
  readonly conversions?: ConversionReport | undefined;
}

/** The colours of one press file. */
export class PressInks implements ColorWriter {
  readonly largeFrom: number;
  readonly #profile: PrinterProfile;
  readonly #converter: ColorConverter;
  readonly #diagnostics: Diagnostics;
  readonly #conversions: ConversionReport;
  readonly #tells: boolean;
  readonly #spots: SpotInks;
  /** Inks of each colour for each use: colours are shared by all that have the same style. */
  readonly #known = new WeakMap<Color, Partial<Record<ColorUse, Inks>>>();
  #states = new Map<string, string>();

  constructor({ file, profile, converter, diagnostics, conversions }: PressInksOptions) {
    this.#profile = profile;
    this.#converter = converter;
    this.#diagnostics = diagnostics;
    this.#conversions = conversions ?? new ConversionReport(profile);
    this.#tells = conversions === undefined;
    this.#spots = new SpotInks(file, profile, diagnostics);
    this.largeFrom = profile.black.rich === null ? Infinity : profile.black.richFrom;
  }

  fill(color: Color, use: ColorUse, overprint: OverprintWish = 'auto'): string {
    return this.#operators(color, use, overprint, false);
  }

  stroke(color: Color, use: ColorUse, overprint: OverprintWish = 'auto'): string {
    return this.#operators(color, use, overprint, true);
  }

  opacity(color: Color): number {
    const opacity = opacityOf(color);
    if (opacity === 1 || this.#profile.standard !== 'pdfx-1a') return opacity;
    this.#diagnostics.error(
      'K003',
      `PDF/X-1a knows no transparency, but ${colorText(color)} lets ${Math.round((1 - opacity) * 100)} % through`,
      color.place,
      'give an opaque colour in @media (edition: press), or print to PDF/X-4',
    );
    return 1;
  }

  knockOut(): string {
    this.#states.set(KNOCK_OUT, STATES.get(KNOCK_OUT) ?? '');
    return `/${KNOCK_OUT} gs `;
  }

  beginPage(): Backdrop {
    return new PageBackdrop((color, use) => this.#inksOfArea(color, use), this.#profile.inkLimit);
  }

  /** Process inks of a colour, in the strength that `use` wants. A spot colour gives the inks that stand for it. */
  inks(color: Color, use: ColorUse): Inks {
    let uses = this.#known.get(color);
    if (uses === undefined) this.#known.set(color, (uses = {}));
    return (uses[use] ??= this.#mix(color, use));
  }

  takeResources(): ColorResources {
    const states = this.#states;
    this.#states = new Map();
    return { states, spaces: this.#spots.take() };
  }

  finish(): void {
    if (this.#tells) this.#conversions.addTo(this.#diagnostics);
  }

  #operators(color: Color, use: ColorUse, wish: OverprintWish, stroke: boolean): string {
    const inks = this.inks(color, use);
    const state = this.#overprints(color, inks, use, wish) ? OVERPRINT : KNOCK_OUT;
    this.#states.set(state, STATES.get(state) ?? '');
    const space = color.kind === 'spot' ? this.#spots.use(color) : null;
    if (space !== null && color.kind === 'spot') {
      const [select, paint] = stroke ? ['CS', 'SCN'] : ['cs', 'scn'];
      return `/${state} gs /${space} ${select} ${pdfNumber(color.tint)} ${paint}`;
    }
    return `/${state} gs ${inks.map(pdfNumber).join(' ')} ${stroke ? 'K' : 'k'}`;
  }

  #overprints(color: Color, inks: Inks, use: ColorUse, wish: OverprintWish): boolean {
    // White that overprints is not there at all. Overprint and blending do not go together.
    if (inkSum(inks) === 0 || wish === 'never' || opacityOf(color) < 1) return false;
    if (wish === 'always') return true;
    // Only solid black: a tint of black that overprints a darker one vanishes in it.
    return this.#profile.black.overprint && (use === 'text' || use === 'rule') && color.kind !== 'spot' && isSolidBlack(inks); // prettier-ignore
  }

  #mix(color: Color, use: ColorUse): Inks {
    switch (color.kind) {
      case 'rgb':
        return this.#mixRgb(color, use);
      case 'cmyk': {
        const given: Inks = [color.cyan, color.magenta, color.yellow, color.black];
        return this.#limited(given, color);
      }
      case 'spot': {
        const recipe = this.#spots.recipe(color);
        return recipe === null ? [0, 0, 0, color.tint] : scaled(recipe, color.tint);
      }
      default:
        return unreachable(color, 'colour');
    }
  }

  #mixRgb(color: Color & { readonly kind: 'rgb' }, use: ColorUse): Inks {
    const { red, green, blue } = color;
    const small = use === 'text' || use === 'rule';
    const unlimited = this.#converter.unlimited(red, green, blue);
    let inks = this.#converter.inks(red, green, blue);
    if (isBlackOnly(inks) ? inks[3] >= (small ? SOLID_TYPE : NEAR_BLACK) : small && isDark(color)) {
      const { rich } = this.#profile.black;
      if (small) inks = [0, 0, 0, 1];
      else if (use === 'large-area' && rich !== null) inks = withinInkLimit(rich, this.#profile.inkLimit);
    }
    this.#conversions.add(color, inks, inkSum(unlimited) > inkSum(inks) + 0.01 && !isBlackOnly(inks));
    return inks;
  }

  /** Inks that the style sheet gives itself. */
  #limited(inks: Inks, color: Color): Inks {
    const limited = withinInkLimit(inks, this.#profile.inkLimit);
    if (limited !== inks) this.#reportLowered(color, inks, limited);
    return limited;
  }

  #reportLowered(color: Color, inks: Inks, limited: Inks): void {
    const { name, inkLimit } = this.#profile;
    const percent = (value: number): string => `${Math.round(value * 100)} %`;
    this.#diagnostics.warning(
      'K004',
      `${colorText(color)} is ${percent(inkSum(inks))} of ink, ${name} takes ${percent(inkLimit)}: printed as device-cmyk(${limited.map(pdfNumber).join(' ')})`,
      color.place,
      'choose inks whose sum is within the limit',
    );
  }

  #inksOfArea(color: Color, use: ColorUse): Inks | null {
    return opacityOf(color) < 1 ? null : this.inks(color, use);
  }
}

function isSolidBlack(inks: Inks): boolean {
  return isBlackOnly(inks) && inks[3] === 1;
}

function isBlackOnly(inks: Inks): boolean {
  return inks[0] === 0 && inks[1] === 0 && inks[2] === 0;
}

function isDark({ red, green, blue }: Color & { readonly kind: 'rgb' }): boolean {
  const most = Math.max(red, green, blue);
  return most <= DARK && most - Math.min(red, green, blue) <= DARK_NEUTRAL;
}

function scaled(inks: Inks, tint: number): Inks {
  return [inks[0] * tint, inks[1] * tint, inks[2] * tint, inks[3] * tint];
}
