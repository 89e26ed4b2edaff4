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
