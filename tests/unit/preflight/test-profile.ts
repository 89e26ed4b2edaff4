// A printer profile for tests of the rules: every limit is set, none is of a real shop.
import type { PrinterProfile } from '../../../src/base/printer-profile.ts';
import { printerProfile } from '../pdf/press-profiles.ts';

/** 3 mm bleed, 300 % ink, pages in twos, one spot colour. */
export function testProfile(standard: PrinterProfile['standard']): PrinterProfile {
  return printerProfile({
    standard,
    bleed: (3 * 72) / 25.4,
    marks: { crop: true, cross: false, bleed: false, colorBar: false, slug: false },
    minimumTypeInks: 9,
    black: { overprint: true, rich: [0.4, 0.3, 0.3, 1], richFrom: 36 },
    pages: { multiple: 2, fillAt: 'end', filler: null, order: 'reading', cover: 'inside' },
    spots: { Orange: [0, 0.5, 1, 0] },
  });
}
