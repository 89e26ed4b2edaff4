// Greys → black ink of the same lightness. What the eye compares is lightness, so a grey of the screen becomes the tint of
// black that reflects as much light, measured by the profile; the screen's black is the darkest that black alone can print
// (black-point compensation, as in Adobe's 2006 paper: luminance is scaled, not L*).

/** CIE 1976: L* of 8 and below is linear. */
const LINEAR_TO = 8;
const LINEAR_SLOPE = 903.2962962962963;

/**
 * Black ink (0…255) for each grey value 0…255 of sRGB. `lightness` has L* of black ink alone, in equal steps from none to
 * full ink, relative to the paper.
 */
export function blackRamp(lightness: ArrayLike<number>): Uint8Array {
  const last = lightness.length - 1;
  // Luminance has to fall from step to step, or the search below has two answers; measured profiles may rise by noise.
  const luminances = new Float64Array(last + 1);
  for (let i = 0; i <= last; i++) {
    const luminance = luminanceOf(lightness[i] ?? 0);
    luminances[i] = i === 0 ? 1 : Math.min(luminance, luminances[i - 1] ?? 1);
  }
  const darkest = luminances[last] ?? 0;
  const ramp = new Uint8Array(256);
  let step = last;
  for (let grey = 0; grey < 256; grey++) {
    const wanted = darkest + linearOf(grey / 255) * (1 - darkest);
    while (step > 0 && (luminances[step - 1] ?? 1) < wanted) step--;
    if (step === 0) ramp[grey] = 0;
    else {
      const from = luminances[step - 1] ?? 1;
      const to = luminances[step] ?? 0;
      const part = from === to ? 1 : Math.min(1, Math.max(0, (from - wanted) / (from - to)));
      ramp[grey] = Math.round(((step - 1 + part) / last) * 255);
    }
  }
  return ramp;
}

/** Y, 0…1, of L*, 0…100. */
function luminanceOf(lightness: number): number {
  if (lightness <= LINEAR_TO) return Math.max(0, lightness) / LINEAR_SLOPE;
  return ((lightness + 16) / 116) ** 3;
}

/** IEC 61966-2-1: linear light of an sRGB value. */
function linearOf(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
