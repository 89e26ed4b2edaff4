// An ICC profile → the converter from sRGB to its inks (ICC.1, Little CMS). Colours of the design and pixels of pictures go
// through one and the same transform, so that a fill and a picture of one colour meet without a seam.
import type { LittleCms } from 'lcms-wasm';
import type { Inks, PrinterProfile } from '../../base/printer-profile.ts';
import { blackRamp } from './black-ramp.ts';
import type { ColorConverter } from './color-writer.ts';
import { limitPixels, withinInkLimit } from './ink-limit.ts';
import { KnownColors } from './known-colors.ts';

/** Pixels that are converted at once: 112 KiB of input and output. */
const STRIPE = 16_384;
/** A picture compressed as JPEG decodes to a little more ink here and there: 6 % of one ink are kept free. */
const PICTURE_MARGIN = 0.06;
/** Channels that differ by no more are a grey. */
const NEUTRAL = 1.01 / 255;

/** ICC.1, table 21. */
const PERCEPTUAL = 0;
const RELATIVE = 1;
/** Little CMS: cmsFLAGS_BLACKPOINTCOMPENSATION. */
const BLACK_POINT_COMPENSATION = 0x2000;
/** Little CMS: pixels of 32-bit floats; CMYK runs from 0 to 100, Lab as usual. */
const CMYK_FLOAT = (1 << 22) | (6 << 16) | (4 << 3) | 4;
const LAB_FLOAT = (1 << 22) | (10 << 16) | (3 << 3) | 4;

/** Loads Little CMS and makes the converter. Throws an Error in words if `icc` is no profile that has inks of CMYK. */
export async function openColorConverter(icc: Uint8Array, profile: PrinterProfile): Promise<ColorConverter> {
  const { instantiate, cmsSigCmykData, TYPE_CMYK_8, TYPE_RGB_8 } = await import('lcms-wasm');
  const cms = await instantiate();
  const target = openProfile(cms, icc);
  if (target === 0) throw new Error('the ICC profile is damaged');
  if (cms._cmsGetColorSpace(target) !== cmsSigCmykData)
    throw new Error('the ICC profile is not one for CMYK');
  const relative = profile.intent === 'relative';
  const screen = cms._cmsCreate_sRGBProfile();
  const transform = cms._cmsCreateTransform(
    screen,
    TYPE_RGB_8,
    target,
    TYPE_CMYK_8,
    relative ? RELATIVE : PERCEPTUAL,
    relative ? BLACK_POINT_COMPENSATION : 0,
  );
  if (transform === 0) throw new Error('the ICC profile has no way from colours to inks');
  const ramp = blackRamp(lightnessOfBlack(cms, target));
  cms._cmsCloseProfile(target);
  cms._cmsCloseProfile(screen);
  return new LittleCmsConverter(cms, transform, profile.inkLimit, ramp);
}

class LittleCmsConverter implements ColorConverter {
  readonly blackOfGrey: Uint8Array;
  readonly #cms: LittleCms;
  readonly #transform: number;
  readonly #limit: number;
  /** Addresses of one stripe. */
  readonly #input: number;
  readonly #output: number;
  /** Made for the first picture. */
  #known: KnownColors | null = null;

  constructor(cms: LittleCms, transform: number, limit: number, blackOfGrey: Uint8Array) {
    this.#cms = cms;
    this.#transform = transform;
    this.#limit = limit;
    this.blackOfGrey = blackOfGrey;
    this.#input = cms._malloc(STRIPE * 3);
    this.#output = cms._malloc(STRIPE * 4);
  }

  inks(red: number, green: number, blue: number): Inks {
    return withinInkLimit(this.unlimited(red, green, blue), this.#limit);
  }

  unlimited(red: number, green: number, blue: number): Inks {
    if (Math.max(red, green, blue) - Math.min(red, green, blue) <= NEUTRAL) {
      const black = this.blackOfGrey[byteOf((red + green + blue) / 3)] ?? 0;
      return [0, 0, 0, black / 255];
    }
    const output = new Uint8Array(4);
    this.#convert(Uint8Array.of(byteOf(red), byteOf(green), byteOf(blue)), output);
    const [cyan = 0, magenta = 0, yellow = 0, black = 0] = output;
    return [cyan / 255, magenta / 255, yellow / 255, black / 255];
  }

  pixels(rgb: Uint8Array, cmyk: Uint8Array = new Uint8Array((rgb.length / 3) * 4)): Uint8Array {
    const count = cmyk.length / 4;
    this.#known ??= new KnownColors(STRIPE, (colors, inks) => {
      this.#convert(colors, inks);
      limitPixels(inks, inks.length / 4, this.#limit - PICTURE_MARGIN);
    });
    for (let start = 0; start < count; start += STRIPE) {
      const end = Math.min(count, start + STRIPE);
      this.#known.convert(rgb.subarray(start * 3, end * 3), cmyk.subarray(start * 4, end * 4));
    }
    return cmyk;
  }

  /** At most one stripe. */
  #convert(rgb: Uint8Array, cmyk: Uint8Array): void {
    const cms = this.#cms;
    cms.HEAPU8.set(rgb, this.#input);
    cms._cmsDoTransform(this.#transform, this.#input, this.#output, cmyk.length / 4);
    cmyk.set(cms.HEAPU8.subarray(this.#output, this.#output + cmyk.length));
  }
}

function byteOf(channel: number): number {
  return Math.round(Math.min(1, Math.max(0, channel)) * 255);
}

function openProfile(cms: LittleCms, icc: Uint8Array): number {
  const address = cms._malloc(icc.length);
  cms.HEAPU8.set(icc, address);
  const profile = cms._cmsOpenProfileFromMem(address, icc.length);
  cms._free(address);
  return profile;
}

/** L* of black ink alone, from none to full ink in 256 steps, relative to the paper. */
function lightnessOfBlack(cms: LittleCms, profile: number): Float32Array {
  const steps = 256;
  const lab = cms._cmsCreateLab4Profile(0);
  const transform = cms._cmsCreateTransform(profile, CMYK_FLOAT, lab, LAB_FLOAT, RELATIVE, 0);
  if (transform === 0) throw new Error('the ICC profile has no way from inks to colours');
  const inks = new Float32Array(steps * 4);
  for (let i = 0; i < steps; i++) inks[i * 4 + 3] = (i / (steps - 1)) * 100;
  const input = cms._malloc(steps * 16);
  const output = cms._malloc(steps * 12);
  cms.HEAPU8.set(new Uint8Array(inks.buffer), input);
  cms._cmsDoTransform(transform, input, output, steps);
  const colors = new Float32Array(cms.HEAPU8.slice(output, output + steps * 12).buffer);
  cms._free(input);
  cms._free(output);
  cms._cmsDeleteTransform(transform);
  cms._cmsCloseProfile(lab);
  return Float32Array.from({ length: steps }, (_, i) => colors[i * 3] ?? 0);
}
