// Colour: only what plates can print (ISO 15930-7, ISO 15930-4), spot colours that the shop knows, and no more ink than paper takes.
import type { InspectedPage, SpaceFacts } from '../inspect/inspected-pdf.ts';
import type { PreflightRule, PreflightTarget } from '../report-types.ts';
import { stackedInk } from './stacked-ink.ts';
import { FULL_INK, hasProfile, ink, INK_ROUNDING, inkList, inkTotal, isBlackOfFour, isPrint, isPrinted, isRichBlack, isX1a, isX4, listed, ofFile, ofPage, overlap, percent, plateCount, points, printedArea, printedImages, printedPaints, printedText, spaceOf, spacesOf, stencilPaint, trimOf, whatIs, baseSpace } from './rule-kit.ts'; // prettier-ignore
import { isSameRecipe } from './spot-recipes.ts';

/** Rules of colour spaces, spot colours, ink totals and black text. */
export function colorRules(): readonly PreflightRule[] {
  return [...spaceRules(), ...spotRules(), allInsideTrim, ...totalRules(), ...blackRules()];
}

/** X-4 allows DeviceRGB where the output intent is RGB; a print shop's profile does not. */
function allowsRgb(target: PreflightTarget, intentSpaces: readonly string[]): boolean {
  return isX4(target) && target.profile === null && intentSpaces.includes('RGB');
}

function spaceRules(): readonly PreflightRule[] {
  return [
    {
      name: 'color.rgb',
      describes: 'No DeviceRGB',
      applies: isPrint,
      page(page, { target, inspected, find }) {
        const intents = inspected.intents.filter(({ subtype }) => subtype === 'GTS_PDFX').map(({ profile }) => profile === null || profile === 'damaged' ? '' : profile.colorSpace.trim()); // prettier-ignore
        if (allowsRgb(target, intents)) return;
        for (const { space, event } of spacesOf(page)) {
          if (space.kind === 'rgb') find(ofPage(page.number, { severity: 'error', message: `RGB: ${whatIs(event)}`, place: event.bounds, measured: 'DeviceRGB', wanted: 'CMYK, grey or spot colours' })); // prettier-ignore
        }
        for (const event of page.maskEvents ?? []) {
          if (spaceOf(event)?.kind === 'rgb') find(ofPage(page.number, { severity: 'error', message: `RGB in a soft mask: ${whatIs(event)}`, place: event.bounds, measured: 'DeviceRGB', wanted: 'grey' })); // prettier-ignore
        }
      },
    },
    {
      name: 'color.lab-cal-icc',
      describes:
        'No Lab, calibrated or ICC colours (an error in X-1a; in X-4 a warning when a print shop’s profile is asked)',
      applies: (target) => isX1a(target) || hasProfile(target),
      page(page, { target, find }) {
        const severity = isX1a(target) ? 'error' : 'warning';
        for (const { space, event } of spacesOf(page)) {
          const name = independentName(space);
          if (name === null) continue;
          find(ofPage(page.number, { severity, message: `Colour that is still to be converted to ink: ${whatIs(event)}`, place: event.bounds, measured: name, wanted: 'CMYK, grey or spot colours' })); // prettier-ignore
        }
      },
    },
    {
      name: 'color.alternate',
      describes:
        'Spot colours are replaced by inks, not by RGB (X-1a: nor by Lab, calibrated or ICC colours)',
      applies: isPrint,
      page(page, { target, find }) {
        for (const { space, event } of spacesOf(page)) {
          if (space.kind !== 'separation' && space.kind !== 'device-n') continue;
          const alternate = baseSpace(space.alternate);
          const name =
            alternate.kind === 'rgb' ? 'DeviceRGB' : isX1a(target) ? independentName(alternate) : null;
          if (name === null) continue;
          find(ofPage(page.number, { severity: 'error', message: `A spot colour is described by other colours than inks: ${spaceName(space)}`, place: event.bounds, measured: name, wanted: 'CMYK or grey' })); // prettier-ignore
        }
      },
    },
  ];
}

/** Name of a colour space that does not depend on a device; null of all others. */
function independentName(space: SpaceFacts): string | null {
  switch (space.kind) {
    case 'lab':
      return 'Lab';
    case 'cal-gray':
      return 'CalGray';
    case 'cal-rgb':
      return 'CalRGB';
    case 'icc':
      return `ICCBased of ${space.components} components`;
    default:
      return null;
  }
}

function spaceName(space: Extract<SpaceFacts, { kind: 'separation' | 'device-n' }>): string {
  return space.kind === 'separation' ? space.name : space.names.join(' + ');
}

/** Plates that every press has, and names that are no plates. */
const NO_SPOTS: ReadonlySet<string> = new Set(['Cyan', 'Magenta', 'Yellow', 'Black', 'All', 'None']);

/** Names of the spot colours that a colour space prints. */
export function spotsOf(space: SpaceFacts): readonly string[] {
  const base = baseSpace(space);
  const names = base.kind === 'separation' ? [base.name] : base.kind === 'device-n' ? base.names : [];
  return names.filter((name) => !NO_SPOTS.has(name));
}

/** What the file's pages said about spot colours. */
class SpotColors {
  readonly firstPage = new Map<string, number>();
  /** Recipes by colour space, in the order found. */
  readonly recipes = new Map<string, { readonly names: readonly string[]; readonly page: number; readonly kinds: Set<string> }>(); // prettier-ignore
  #lastPage = 0;

  /** Takes a page in; once, however many rules ask. */
  look(page: InspectedPage): void {
    if (page.number === this.#lastPage) return;
    this.#lastPage = page.number;
    for (const { space } of spacesOf(page)) {
      for (const name of spotsOf(space)) if (!this.firstPage.has(name)) this.firstPage.set(name, page.number);
      if (space.kind !== 'separation' && space.kind !== 'device-n') continue;
      const names = space.kind === 'separation' ? [space.name] : space.names;
      const key = names.join('\n');
      const known = this.recipes.get(key) ?? { names, page: page.number, kinds: new Set() };
      if (![...known.kinds].some((recipe) => isSameRecipe(recipe, space.recipe)))
        known.kinds.add(space.recipe);
      this.recipes.set(key, known);
    }
  }

  /** Names whose tints are described in more than one way. */
  twofold(): ReadonlySet<string> {
    return new Set([...this.recipes.values()].flatMap(({ names, kinds }) => (kinds.size > 1 ? names : [])));
  }
}

function spotRules(): readonly PreflightRule[] {
  const spots = new SpotColors();
  const unknown = (name: string, { profile }: PreflightTarget): boolean => profile !== null && !Object.hasOwn(profile.spots, name); // prettier-ignore
  return [
    {
      name: 'color.spots-unknown',
      describes: 'Every spot colour is one that the printer profile foresees',
      applies: hasProfile,
      page: (page) => spots.look(page),
      file(_file, { target, find }) {
        for (const [name, page] of spots.firstPage) {
          if (unknown(name, target)) find(ofPage(page, { severity: 'warning', message: `The printer profile does not foresee the spot colour “${name}”: it makes a plate of its own` })); // prettier-ignore
        }
      },
    },
    {
      name: 'color.spot-two-recipes',
      describes: 'A spot colour is described in one way throughout the file',
      applies: isPrint,
      page: (page) => spots.look(page),
      file(_file, { find }) {
        for (const { names, page, kinds } of spots.recipes.values()) {
          if (kinds.size < 2) continue;
          find(ofPage(page, { severity: 'error', message: `The spot colour “${names.join(' + ')}” is described in different ways`, measured: `${kinds.size} recipes`, wanted: 'one' })); // prettier-ignore
        }
      },
    },
    {
      name: 'color.spot-list',
      describes: 'Spot colours that are right are named, for the order',
      applies: isPrint,
      page: (page) => spots.look(page),
      file(_file, { target, find }) {
        const twofold = spots.twofold();
        const names = [...spots.firstPage.keys()].filter((name) => !unknown(name, target) && !twofold.has(name)); // prettier-ignore
        if (names.length > 0) find(ofFile({ severity: 'note', message: 'The file prints spot colours', measured: names.toSorted().join(', ') })); // prettier-ignore
      },
    },
  ];
}

const allInsideTrim: PreflightRule = {
  name: 'color.all-inside-trim',
  describes: 'The registration colour (All) is used for marks outside the trim only',
  applies: isPrint,
  page(page, { target, find }) {
    const trim = trimOf(page);
    if (trim === null) return;
    for (const event of page.events) {
      const space = spaceOf(event);
      if (!overlap(event.bounds, trim) || space === null) continue;
      const all =
        (space.kind === 'separation' && space.name === 'All') ||
        (space.kind === 'device-n' && space.names.includes('All'));
      const tint = event.kind === 'image' || event.kind === 'shading' ? 100 : ink(event.paint, 'All');
      if (!all || tint <= INK_ROUNDING) continue;
      find(ofPage(page.number, { severity: target.profile === null ? 'warning' : 'error', message: `The registration colour (All) is used inside the trim: ${whatIs(event)}`, place: event.bounds })); // prettier-ignore
    }
  },
};

/** Percent by which single pixels of a JPEG may exceed the limit without harm. */
const JPEG_TOLERANCE = 10;

function totalRules(): readonly PreflightRule[] {
  return [
    {
      name: 'color.ink-total-fill',
      describes:
        'Areas, lines, text, stencils and gradients have no more ink than the printer profile allows, areas that overprint together with those below',
      applies: hasProfile,
      page(page, { target, find }) {
        const limit = (target.profile?.inkLimit ?? 4) * 100;
        const over = printedPaints(page).filter(({ paint }) => inkTotal(paint) > limit + INK_ROUNDING);
        for (const event of over.toSorted((a, b) => inkTotal(b.paint) - inkTotal(a.paint))) {
          find(ofPage(page.number, { severity: 'error', message: `Too much ink: ${whatIs(event)}`, place: event.bounds, measured: `${percent(inkTotal(event.paint))} (${inkList(event.paint)})`, wanted: `at most ${percent(limit)}` })); // prettier-ignore
        }
        const wanted = `at most ${percent(limit)}`;
        for (const event of page.events) {
          const paint = stencilPaint(event);
          const total =
            event.kind === 'shading' ? (event.maximumInk ?? 0) : paint === null ? 0 : inkTotal(paint);
          if (total > limit + INK_ROUNDING && isPrinted(event, printedArea(page))) find(ofPage(page.number, { severity: 'error', message: `Too much ink: ${paint === null ? 'a gradient' : 'a stencil'}`, place: event.bounds, measured: percent(total), wanted })); // prettier-ignore
        }
        for (const event of page.events) {
          if (event.kind !== 'shading' || event.maximumInk !== null || !mayExceed(event.space, limit) || !isPrinted(event, printedArea(page))) continue; // prettier-ignore
          find(ofPage(page.number, { severity: 'warning', message: 'The ink of a gradient cannot be counted', place: event.bounds })); // prettier-ignore
        }
        for (const { place, total } of stackedInk(printedPaints(page))) {
          if (total > limit + INK_ROUNDING) find(ofPage(page.number, { severity: 'error', message: 'Too much ink: areas that overprint', place, measured: percent(total), wanted })); // prettier-ignore
        }
      },
    },
    {
      name: 'color.ink-total-image',
      describes:
        'Pictures have no more ink than the printer profile allows, in any pixel (up to 10 % more warns)',
      applies: hasProfile,
      page(page, { target, find }) {
        const limit = (target.profile?.inkLimit ?? 4) * 100;
        for (const { bounds, image } of printedImages(page)) {
          // X-1a forbids these filters altogether: document.filter.
          if (isX1a(target) && image.filters.includes('JPXDecode')) continue;
          if (image.decoded || image.mask || !mayExceed(image.space, limit)) continue;
          find(ofPage(page.number, { severity: 'warning', message: 'The ink of a picture cannot be counted', place: bounds, measured: listed(image.filters) || 'damaged' })); // prettier-ignore
        }
        const over = printedImages(page).filter(({ image }) => (image.maximumInk ?? 0) > limit + INK_ROUNDING); // prettier-ignore
        for (const { bounds, image } of over.toSorted(
          (a, b) => (b.image.maximumInk ?? 0) - (a.image.maximumInk ?? 0),
        )) {
          const severity = (image.maximumInk ?? 0) > limit + JPEG_TOLERANCE ? 'error' : 'warning';
          find(ofPage(page.number, { severity, message: 'Too much ink in a picture', place: bounds, measured: percent(image.maximumInk ?? 0), wanted: `at most ${percent(limit)}` })); // prettier-ignore
        }
      },
    },
  ];
}

/** Whether colours of a space can have more ink than the limit, percent. */
function mayExceed(space: SpaceFacts, limit: number): boolean {
  const base = baseSpace(space);
  const inks = base.kind === 'cmyk' ? 4 : base.kind === 'icc' && base.components === 4 ? 4 : base.kind === 'device-n' ? base.names.length : 0; // prettier-ignore
  return inks * 100 > limit;
}

function blackRules(): readonly PreflightRule[] {
  const severity = (target: PreflightTarget): 'error' | 'warning' => (target.profile === null ? 'warning' : 'error'); // prettier-ignore
  return [
    {
      name: 'color.rich-black-text',
      describes:
        'Text of full black has no other inks; large letters may where the printer profile wants rich black',
      applies: isPrint,
      page(page, { target, find }) {
        const { rich, richFrom } = target.profile?.black ?? { rich: null, richFrom: 0 };
        for (const event of printedText(page)) {
          if (!isRichBlack(event.paint) || (rich !== null && event.size >= richFrom)) continue;
          find(ofPage(page.number, { severity: severity(target), message: 'Text of rich black: the inks under the black show at its edges', place: event.bounds, measured: `${inkList(event.paint)}, ${points(event.size)}`, wanted: 'K 100 alone' })); // prettier-ignore
        }
      },
    },
    {
      name: 'color.black-in-four',
      describes: 'Black text is not mixed from four inks, as a converted RGB black is',
      applies: isPrint,
      page(page, { target, find }) {
        for (const event of printedText(page)) {
          if (!isBlackOfFour(event.paint)) continue;
          find(ofPage(page.number, { severity: severity(target), message: 'Black text is mixed from four inks', place: event.bounds, measured: inkList(event.paint), wanted: 'K 100 alone' })); // prettier-ignore
        }
      },
    },
    {
      name: 'color.gray-black-text',
      describes: 'Black text is black of CMYK: DeviceGray cannot overprint',
      applies: (target) => hasProfile(target) && target.profile?.black.overprint === true,
      page(page, { find }) {
        for (const event of printedText(page)) {
          const { paint } = event;
          if (baseSpace(paint.space).kind !== 'gray' || ink(paint, 'K') < FULL_INK || plateCount(paint) !== 1) continue; // prettier-ignore
          find(ofPage(page.number, { severity: 'warning', message: 'Black text is DeviceGray, which never overprints', place: event.bounds, measured: 'DeviceGray 0', wanted: 'DeviceCMYK 0 0 0 1' })); // prettier-ignore
        }
      },
    },
  ];
}
