// An inspected file → the job ticket that goes to the printer with it: sizes, plates, fonts, pictures, binding.
import { directionOfLanguage } from '../base/direction.ts';
import type { Box, InspectedFile, InspectedPage, PaintEvent, SpaceFacts } from './inspect/inspected-pdf.ts';
import type { JobTicket, PreflightTarget } from './report-types.ts';
import { baseSpace, boxHeight, boxWidth, inkTotal, isPrinted, printedArea, PROCESS, toMillimetres, trimOf } from './rules/rule-kit.ts'; // prettier-ignore

const PLATES: Readonly<Record<string, string>> = { C: 'Cyan', M: 'Magenta', Y: 'Yellow', K: 'Black' };

/** Half a millimetre: pages of one size. */
const SAME_SIZE = 1.4;

/** Collects a ticket page by page. */
export class TicketWriter {
  #pages = 0;
  /** `differs` once two pages have different sizes. */
  #trim: Box | 'differs' | null = null;
  #bleed: number | null = null;
  #maximumInk: number | null = null;
  readonly #inks = new Set<string>();
  readonly #pictures: JobTicket['pictures'][number][] = [];

  page(page: InspectedPage): void {
    this.#pages++;
    this.#takeBoxes(page);
    const area = printedArea(page);
    const seen = new Set<string>();
    for (const event of page.events) {
      if (!isPrinted(event, area)) continue;
      this.#takeInks(event);
      if (event.kind !== 'image') continue;
      const { image } = event;
      const ppi = Math.round(Math.min(...event.ppi));
      const key = `${image.object ?? ''} ${image.width} ${image.height} ${ppi}`;
      if (seen.has(key)) continue;
      seen.add(key);
      this.#pictures.push({ page: page.number, pixels: [image.width, image.height], ppi, space: image.mask ? 'mask' : spaceName(image.space) }); // prettier-ignore
    }
  }

  finish(file: InspectedFile, target: PreflightTarget): JobTicket {
    const trim = this.#trim;
    const [intent] = file.intents.filter(({ subtype }) => subtype === 'GTS_PDFX').concat(file.intents);
    return {
      title: file.xmp?.properties.get('dc:title') ?? file.info.get('Title')?.value ?? null,
      standard: claimedStandard(file),
      pages: this.#pages,
      trim: trim === null || trim === 'differs' ? null : [toMillimetres(boxWidth(trim)), toMillimetres(boxHeight(trim))], // prettier-ignore
      bleed: this.#bleed === null ? null : toMillimetres(this.#bleed),
      inks: plates(this.#inks),
      maximumInk: this.#maximumInk === null ? null : Math.round(this.#maximumInk * 10) / 10,
      fonts: file.fonts.map(({ name, kind, embedded, subset }) => ({ name, kind, embedded, subset })),
      pictures: this.#pictures,
      outputIntent: intent?.identifier ?? intent?.condition ?? null,
      profile: target.profile?.name ?? null,
      binding: bindingOf(file),
    };
  }

  #takeBoxes(page: InspectedPage): void {
    // ISO 32000-1, 14.11.2: a page without a trim box is trimmed where it ends.
    const named = trimOf(page);
    const trim = named ?? page.boxes.crop ?? page.boxes.media;
    const first = this.#trim;
    if (first === null) this.#trim = trim;
    else if (first !== 'differs' && Math.max(Math.abs(boxWidth(first) - boxWidth(trim)), Math.abs(boxHeight(first) - boxHeight(trim))) > SAME_SIZE) this.#trim = 'differs'; // prettier-ignore
    if (named === null) return;
    const bleed = page.boxes.bleed ?? trim;
    const smallest = Math.min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]);
    this.#bleed = Math.min(this.#bleed ?? Infinity, Math.max(0, smallest));
  }

  #takeInks(event: PaintEvent): void {
    if (event.kind === 'fill' || event.kind === 'stroke' || event.kind === 'text') {
      for (const [name, value] of event.paint.inks ?? []) if (value > 0) this.#inks.add(name);
      if (event.paint.inks !== null) this.#takeTotal(inkTotal(event.paint));
    } else if (event.kind === 'shading') {
      for (const name of platesOf(event.space)) this.#inks.add(name);
      if (event.maximumInk !== undefined && event.maximumInk !== null) this.#takeTotal(event.maximumInk);
    } else if (event.kind === 'image' && event.image.mask) {
      for (const [name, value] of event.paint?.inks ?? []) if (value > 0) this.#inks.add(name);
      if (event.paint !== null) this.#takeTotal(inkTotal(event.paint));
    } else if (event.kind === 'image') {
      for (const name of platesOf(event.image.space)) this.#inks.add(name);
      if (event.image.maximumInk !== null) this.#takeTotal(event.image.maximumInk);
    }
  }

  #takeTotal(total: number): void {
    this.#maximumInk = Math.max(this.#maximumInk ?? 0, total);
  }
}

/** As the viewer preferences say; where they are silent, by the language of the file. */
function bindingOf({ direction, language }: InspectedFile): JobTicket['binding'] {
  const rightToLeft = direction === null ? language !== null && directionOfLanguage(language) === 'rtl' : direction === 'R2L'; // prettier-ignore
  return rightToLeft ? 'right' : 'left';
}

/** Inks that a picture or gradient of this colour space can print. */
function platesOf(space: SpaceFacts): readonly string[] {
  const base = baseSpace(space);
  switch (base.kind) {
    case 'gray':
      return ['K'];
    case 'cmyk':
      return PROCESS;
    case 'icc':
      return base.components === 4 ? PROCESS : base.components === 1 ? ['K'] : [];
    case 'separation':
      return [base.name];
    case 'device-n':
      return base.names;
    default:
      return [];
  }
}

/** The process plates in their order, then spot colours by name. */
function plates(inks: ReadonlySet<string>): readonly string[] {
  const names = new Set([...inks].map((name) => PLATES[name] ?? name));
  const process = Object.values(PLATES).filter((name) => names.has(name));
  const spots = [...names].filter((name) => !process.includes(name) && name !== 'All' && name !== 'None');
  return [...process, ...spots.toSorted()];
}

function spaceName(space: SpaceFacts): string {
  switch (space.kind) {
    case 'separation':
      return space.name;
    case 'device-n':
      return space.names.join(' + ');
    case 'icc':
      return `ICC ${({ 1: 'grey', 3: 'RGB', 4: 'CMYK' } as Record<number, string>)[space.components] ?? space.components}`;
    case 'indexed':
      return `indexed ${spaceName(space.base)}`;
    case 'gray':
      return 'grey';
    case 'rgb':
    case 'cmyk':
      return space.kind.toUpperCase();
    default:
      return space.kind;
  }
}

function claimedStandard(file: InspectedFile): string | null {
  const xmp = (name: string): string => file.xmp?.properties.get(name)?.trim() ?? '';
  const info = (name: string): string => file.info.get(name)?.value.trim() ?? '';
  const x = xmp('pdfxid:GTS_PDFXVersion') || info('GTS_PDFXConformance') || info('GTS_PDFXVersion');
  const a = xmp('pdfaid:part') === '' ? '' : `PDF/A-${xmp('pdfaid:part')}${xmp('pdfaid:conformance').toLowerCase()}`; // prettier-ignore
  const ua = xmp('pdfuaid:part') === '' ? '' : `PDF/UA-${xmp('pdfuaid:part')}`;
  const claims = [x, a, ua].filter((claim) => claim !== '');
  return claims.length === 0 ? null : claims.join(', ');
}
