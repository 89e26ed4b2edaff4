// Transparency (ISO 32000-1, 11): none in PDF/X-1a; in PDF/X-4 it is blended in the inks of the output intent.
import type { SpaceFacts } from '../inspect/inspected-pdf.ts';
import type { PreflightRule } from '../report-types.ts';
import { baseSpace, isTransparent, isX1a, isX4, ofPage, percent, whatIs } from './rule-kit.ts';

/** Rules of transparency. */
export function transparencyRules(): readonly PreflightRule[] {
  return [
    {
      name: 'transparency.x1a',
      describes: 'X-1a: no opacity, blend mode, soft mask of the graphics state, or transparency group',
      applies: isX1a,
      page(page, { find }) {
        let seen = false;
        for (const event of page.events) {
          const { state } = event;
          if (!isTransparent(state)) continue;
          seen = true;
          const measured = state.opacity < 1 ? `opacity ${percent(state.opacity * 100)}` : state.softMask ? 'a soft mask' : `blend mode ${state.blendMode}`; // prettier-ignore
          find(ofPage(page.number, { severity: 'error', message: `Transparency, which the standard forbids: ${whatIs(event)}`, place: event.bounds, measured })); // prettier-ignore
        }
        const groups = (page.hasGroup ? 1 : 0) + (page.formGroups ?? 0);
        if (!seen && groups > 0) find(ofPage(page.number, { severity: 'error', message: 'A transparency group, which the standard forbids', measured: `${groups}`, wanted: 'none' })); // prettier-ignore
      },
    },
    {
      name: 'transparency.image-mask',
      describes: 'X-1a: no picture with a soft mask',
      applies: isX1a,
      page(page, { find }) {
        for (const event of page.events) {
          if (event.kind !== 'image' || !event.image.softMask) continue;
          find(ofPage(page.number, { severity: 'error', message: 'A picture has a soft mask, which the standard forbids', place: event.bounds })); // prettier-ignore
        }
      },
    },
    {
      name: 'transparency.blend-space',
      describes: 'X-4: pages with transparency are blended in CMYK, and say so',
      applies: isX4,
      page(page, { find }) {
        for (const space of page.formGroupSpaces ?? []) {
          const name = screenSpace(baseSpace(space));
          if (name !== null) find(ofPage(page.number, { severity: 'error', message: 'A group within the page is blended in the colours of a screen', measured: name, wanted: 'DeviceCMYK' })); // prettier-ignore
        }
        if (page.group !== null) {
          const name = screenSpace(baseSpace(page.group));
          if (name !== null) find(ofPage(page.number, { severity: 'error', message: 'Transparency is blended in the colours of a screen', measured: name, wanted: 'DeviceCMYK' })); // prettier-ignore
        } else if (
          page.events.some(
            (event) => isTransparent(event.state) || (event.kind === 'image' && event.image.softMask),
          )
        ) {
          find(ofPage(page.number, { severity: 'warning', message: 'The page has transparency but does not say in which colours it is blended', wanted: 'a group in DeviceCMYK' })); // prettier-ignore
        }
      },
    },
  ];
}

/** Name of a colour space of screens; null when the space is one of inks. */
function screenSpace(space: SpaceFacts): string | null {
  if (space.kind === 'rgb') return 'DeviceRGB';
  if (space.kind === 'cal-rgb') return 'CalRGB';
  if (space.kind === 'lab') return 'Lab';
  return space.kind === 'icc' && space.components === 3 ? 'ICCBased of 3 components' : null;
}
