// The bundled profiles, and printer profiles to test colours with.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrinterProfile } from '../../../src/base/printer-profile.ts';

const PROFILES = join(import.meta.dirname, '..', '..', '..', 'src', 'press', 'profiles');

/** The three printing conditions: ICC file and ink limit. */
export const CONDITIONS = [
  ['fogra39l-coated', 3],
  ['fogra47l-uncoated', 3],
  ['ifra26-newsprint', 2.4],
] as const;

export type Condition = (typeof CONDITIONS)[number][0];

export function iccOf(condition: Condition): Uint8Array {
  return readFileSync(join(PROFILES, `${condition}.icc`));
}

/** A complete printer profile with `changes`. */
export function printerProfile(changes: Partial<PrinterProfile> = {}): PrinterProfile {
  return {
    name: 'test',
    standard: 'pdfx-4',
    condition: { identifier: 'FOGRA39', registry: 'http://www.color.org', info: 'test', iccFile: '' },
    intent: 'perceptual',
    bleed: 8.5,
    marks: { crop: true, cross: true, bleed: false, colorBar: false, slug: false },
    marksOffset: 12,
    inkLimit: 3,
    pictures: { wanted: 250, minimum: 150, maximum: 450, target: 300 },
    minimumLine: 0.25,
    minimumType: 5,
    minimumTypeInks: 8,
    black: { overprint: true, rich: [0.4, 0.3, 0.3, 1], richFrom: 72 },
    pages: { multiple: 4, fillAt: 'end', filler: null, order: 'reading', cover: 'inside' },
    links: false,
    spots: {},
    ...changes,
  };
}

/** Numbers 0…1, the same for the same seed (Park & Miller 1988). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
