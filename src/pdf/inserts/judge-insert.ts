// What a foreign page uses, and the standard of the press edition → what is wrong with it there (PDF/X-1a: ISO 15930-1,
// PDF/X-4: ISO 15930-7, as public descriptions have them); and spot colours that are mixed in two ways.
import type { Diagnostics, Place } from '../../base/diagnostic.ts';
import type { Inks, PressStandard, PrinterProfile } from '../../base/printer-profile.ts';
import type { FindingKind, PageFacts } from './page-facts.ts';

/** A placed page, and how diagnostics name it. */
export interface JudgedInsert {
  /** `ads/x.pdf, page 2`. */
  readonly name: string;
  readonly facts: PageFacts;
  /** Points that its bleed reaches beyond its trim. */
  readonly bleed: number;
  /** Its file claims a standard that vouches for its fonts. */
  readonly isVouched: boolean;
  /** It fills a page. */
  readonly isFull: boolean;
  readonly place: Place | undefined;
}

/** What each standard refuses, and what the advertiser can do about it. */
const REFUSALS: Readonly<
  Record<PressStandard, Partial<Record<FindingKind, readonly [what: string, hint: string]>>>
> = {
  'pdfx-4': {
    rgb: ['uses RGB colours', 'ask for a file in process and spot inks, made as PDF/X'],
    font: ['uses fonts that are not embedded', 'ask for a file with all fonts embedded'],
    press: ['leaves to the printer what it looks like', 'ask for a file made as PDF/X'],
    missing: [
      'names what is not in it',
      'open it in a PDF program and save it anew, or ask for another file',
    ],
  },
  'pdfx-1a': {
    transparency: ['uses transparency', 'ask for a flattened file, or write the press edition as pdfx-4'],
    rgb: ['uses RGB colours', 'ask for a file in process and spot inks, made as PDF/X'],
    calibrated: ['uses colours that are not inks', 'ask for a file in process and spot inks, or write the press edition as pdfx-4'], // prettier-ignore
    font: ['uses fonts that are not embedded', 'ask for a file with all fonts embedded'],
    press: ['leaves to the printer what it looks like', 'ask for a file made as PDF/X'],
    missing: [
      'names what is not in it',
      'open it in a PDF program and save it anew, or ask for another file',
    ],
    packing: ['has pictures packed in a way of later standards', 'ask for a file made as PDF/X-1a, or write the press edition as pdfx-4'], // prettier-ignore
  },
};

/** Inks that differ by less are one recipe: writers round to whole percents. */
const SAME_INK = 0.0101;
/** Points; a tenth of a millimetre. */
const BLEED_SLACK = 0.2835;

/** Reports what the press edition cannot take, in the order of the inserts. */
export function judgeInserts(
  inserts: readonly JudgedInsert[],
  { standard, spots, bleed: wanted }: Pick<PrinterProfile, 'standard' | 'spots' | 'bleed'>,
  diagnostics: Diagnostics,
): void {
  const recipes = new Map<string, { readonly inks: Inks; readonly of: string }>();
  for (const [spot, inks] of Object.entries(spots)) recipes.set(spot, { inks, of: 'the printer profile' });
  for (const { name, facts, place, bleed, isFull } of inserts) {
    if (isFull && bleed < wanted - BLEED_SLACK)
      diagnostics.warning('N007', `Insert ${name} fills a page, but its bleed is ${inMillimetres(bleed)} mm of ${inMillimetres(wanted)} mm`, place, 'ask for a file with bleed, or be sure that its edges are white'); // prettier-ignore
    for (const [kind, found] of facts.findings) {
      const refusal = REFUSALS[standard][kind];
      if (refusal === undefined) continue;
      const [what, hint] = refusal;
      diagnostics.error('N002', `Insert ${name} ${what}: ${found.join(', ')}`, place, hint);
    }
    for (const [spot, inks] of facts.spots) {
      const known = recipes.get(spot);
      if (inks === null) continue;
      if (known === undefined) recipes.set(spot, { inks, of: name });
      else if (known.inks.some((ink, i) => Math.abs(ink - (inks[i] ?? 0)) > SAME_INK))
        diagnostics.error('N003', `Spot colour ${spot} is ${inWords(inks)} in insert ${name}, but ${inWords(known.inks)} in ${known.of}`, place, 'one plate has one ink: name it alike in both, or give it another name'); // prettier-ignore
    }
  }
}

/** The press job's spot colours with those that inserts bring: who uses one of these in a design has the same ink. */
export function spotsWithInserts(
  inserts: readonly JudgedInsert[],
  spots: PrinterProfile['spots'],
): PrinterProfile['spots'] {
  const all: Record<string, Inks> = {};
  for (const { facts } of inserts)
    for (const [name, inks] of facts.spots) if (inks !== null) all[name] ??= inks;
  return { ...all, ...spots };
}

function inMillimetres(points: number): string {
  return String(Math.round((points / 72) * 254) / 10);
}

/** `100/60/0/10`: percent of cyan, magenta, yellow and black. */
function inWords(inks: Inks): string {
  return inks.map((ink) => Math.round(ink * 100)).join('/');
}
