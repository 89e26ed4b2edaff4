// Overprinting (ISO 32000-1, 8.6.7): black text overprints, white never does.
import type { PaintFacts, StateFacts } from '../inspect/inspected-pdf.ts';
import { baseSpace, hasProfile, INK_ROUNDING, inkList, inkTotal, isPrint, isPureBlack, isTransparent, ofPage, printedImages, printedPaints, printedText, stencilPaint, whatIs } from './rule-kit.ts'; // prettier-ignore
import type { PreflightRule } from '../report-types.ts';

/** Rules of overprinting. */
export function overprintRules(): readonly PreflightRule[] {
  return [
    {
      name: 'overprint.white',
      describes: 'Nothing white overprints: it would vanish',
      applies: isPrint,
      page(page, { find }) {
        for (const event of [...printedPaints(page), ...printedImages(page)]) {
          const paint = event.kind === 'image' ? stencilPaint(event) : event.paint;
          if (paint === null || !event.state.overprint || !isWhite(paint) || !vanishes(paint, event.state))
            continue;
          find(ofPage(page.number, { severity: 'error', message: `White overprints and vanishes: ${whatIs(event)}`, place: event.bounds })); // prettier-ignore
        }
      },
    },
    {
      name: 'overprint.black-text-missing',
      describes: 'Text of 100 % black overprints, where the printer profile wants it',
      applies: (target) => hasProfile(target) && target.profile?.black.overprint === true,
      page(page, { find }) {
        for (const event of printedText(page)) {
          const { paint, state } = event;
          // Black of DeviceGray cannot overprint, of ICC CMYK it must not: color.gray-black-text, color.lab-cal-icc.
          if (state.overprint || ['gray', 'cal-gray', 'icc'].includes(baseSpace(paint.space).kind)) continue;
          if (!isPureBlack(paint) || isTransparent(state)) continue;
          find(ofPage(page.number, { severity: 'warning', message: 'Black text knocks out what is below: white edges can show', place: event.bounds, wanted: 'overprint' })); // prettier-ignore
        }
      },
    },
    {
      name: 'overprint.mode',
      describes: 'What overprints in CMYK does so in mode 1 (OPM 1), in ICC CMYK never',
      applies: isPrint,
      page(page, { find }) {
        for (const event of printedPaints(page)) {
          const { paint, state } = event;
          const space = baseSpace(paint.space);
          if (!state.overprint || isWhite(paint)) continue;
          if (
            space.kind === 'cmyk' &&
            state.overprintMode === 0 &&
            paint.components.some((each) => each === 0)
          ) {
            find(ofPage(page.number, { severity: 'warning', message: `Inks of 0 % knock out what is below although it overprints: ${whatIs(event)}`, place: event.bounds, measured: `OPM 0, ${inkList(paint)}`, wanted: 'OPM 1' })); // prettier-ignore
          } else if (space.kind === 'icc' && space.components === 4 && state.overprintMode === 1) {
            find(ofPage(page.number, { severity: 'error', message: `CMYK with a profile overprints in mode 1: ${whatIs(event)}`, place: event.bounds, measured: 'OPM 1', wanted: 'OPM 0' })); // prettier-ignore
          }
        }
      },
    },
  ];
}

function isWhite(paint: PaintFacts): boolean {
  return paint.inks !== null && paint.components.length > 0 && inkTotal(paint) <= INK_ROUNDING && paint.inks.get('All') === undefined; // prettier-ignore
}

/** DeviceGray and CMYK of mode 0 set all process inks, overprint or not; spot colours and CMYK of mode 1 leave what is below. */
function vanishes(paint: PaintFacts, state: StateFacts): boolean {
  const { kind } = baseSpace(paint.space);
  return kind === 'separation' || kind === 'device-n' || (kind === 'cmyk' && state.overprintMode === 1);
}
