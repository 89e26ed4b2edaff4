// Inks → inks within the limit of a printing condition: black keeps the shape of what is printed, so only cyan, magenta
// and yellow give way, each by the same share.
import type { Inks } from '../../base/printer-profile.ts';

/** Of numbers that are not exact. */
const SLACK = 1e-6;

/** Sum of the inks, 0…4. */
export function inkSum(inks: Inks): number {
  return inks[0] + inks[1] + inks[2] + inks[3];
}

/** `inks` with a sum of at most `limit`; the same object when it is within it already. */
export function withinInkLimit(inks: Inks, limit: number): Inks {
  // Files keep three decimals, and numbers that are rounded up could be over the limit again.
  const written = inks.reduce((sum, ink) => sum + Math.round(ink * 1000), 0);
  if (written <= limit * 1000 + SLACK) return inks;
  const black = Math.min(inks[3], limit);
  const colors = inks[0] + inks[1] + inks[2];
  const share = colors > 0 ? Math.max(0, limit - black) / colors : 0;
  return [
    roundDown(inks[0] * share),
    roundDown(inks[1] * share),
    roundDown(inks[2] * share),
    roundDown(black),
  ];
}

/** Brings `count` pixels of CMYK (4 bytes each, 255 = full ink) within `limit`, in place. */
export function limitPixels(cmyk: Uint8Array, count: number, limit: number): void {
  const most = Math.floor(limit * 255);
  for (let i = 0; i < count * 4; i += 4) {
    const cyan = cmyk[i] ?? 0;
    const magenta = cmyk[i + 1] ?? 0;
    const yellow = cmyk[i + 2] ?? 0;
    const black = cmyk[i + 3] ?? 0;
    const colors = cyan + magenta + yellow;
    if (colors + black <= most) continue;
    const share = Math.max(0, most - black) / colors;
    cmyk[i] = Math.floor(cyan * share);
    cmyk[i + 1] = Math.floor(magenta * share);
    cmyk[i + 2] = Math.floor(yellow * share);
    if (black > most) cmyk[i + 3] = most;
  }
}

function roundDown(ink: number): number {
  return Math.floor(ink * 1000 + SLACK) / 1000;
}
