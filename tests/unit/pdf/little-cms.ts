// What Little CMS says of colours, asked without any code of the program.
import { instantiate, TYPE_CMYK_8, TYPE_RGB_8 } from 'lcms-wasm';
import { iccOf } from './press-profiles.ts';
import type { Condition } from './press-profiles.ts';

/** Inks (0…255) of pixels of sRGB; `intent` 0 is perceptual, 1 relative with black-point compensation. */
export async function littleCms(condition: Condition, rgb: Uint8Array, intent: 0 | 1): Promise<Uint8Array> {
  const cms = await instantiate();
  const icc = iccOf(condition);
  const address = cms._malloc(icc.length);
  cms.HEAPU8.set(icc, address);
  const profile = cms._cmsOpenProfileFromMem(address, icc.length);
  const flags = intent === 1 ? 0x2000 : 0;
  const screen = cms._cmsCreate_sRGBProfile();
  const transform = cms._cmsCreateTransform(screen, TYPE_RGB_8, profile, TYPE_CMYK_8, intent, flags);
  const input = cms._malloc(rgb.length);
  const output = cms._malloc((rgb.length / 3) * 4);
  cms.HEAPU8.set(rgb, input);
  cms._cmsDoTransform(transform, input, output, rgb.length / 3);
  return cms.HEAPU8.slice(output, output + (rgb.length / 3) * 4);
}

/** Little CMS: pixels of 32-bit floats; CMYK runs from 0 to 100. */
const CMYK_FLOAT = (1 << 22) | (6 << 16) | (4 << 3) | 4;
const LAB_FLOAT = (1 << 22) | (10 << 16) | (3 << 3) | 4;

/** L*a*b* of mixtures of inks (percent), relative to the paper, by the profile `icc`. */
export async function labOfInks(
  icc: Uint8Array,
  mixtures: readonly (readonly number[])[],
): Promise<readonly (readonly number[])[]> {
  const cms = await instantiate();
  const address = cms._malloc(icc.length);
  cms.HEAPU8.set(icc, address);
  const profile = cms._cmsOpenProfileFromMem(address, icc.length);
  const transform = cms._cmsCreateTransform(profile, CMYK_FLOAT, cms._cmsCreateLab4Profile(0), LAB_FLOAT, 1, 0); // prettier-ignore
  if (transform === 0) throw new Error('Little CMS cannot read the profile');
  const input = cms._malloc(mixtures.length * 16);
  const output = cms._malloc(mixtures.length * 12);
  cms.HEAPU8.set(new Uint8Array(Float32Array.from(mixtures.flat()).buffer), input);
  cms._cmsDoTransform(transform, input, output, mixtures.length);
  const labs = new Float32Array(cms.HEAPU8.slice(output, output + mixtures.length * 12).buffer);
  return mixtures.map((_, i) => [...labs.subarray(i * 3, i * 3 + 3)]);
}
