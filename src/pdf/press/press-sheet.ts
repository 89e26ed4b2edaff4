// Pages and their content → sheets of the press edition: boxes, bleed, content clipped to it and moved onto the sheet, marks,
// slug line. Marks that pages share are one form XObject, and all of them are artifacts (ISO 32000-1, 14.8.2.2).
import type { Diagnostics } from '../../base/diagnostic.ts';
import type { FontLibrary } from '../../font/font-types.ts';
import type { Page } from '../../frame/frame.ts';
import type { PressJob } from '../../press/press-job.ts';
import type { Color } from '../../style/color.ts';
import type { ColorWriter } from '../color/color-writer.ts';
import { rectangle } from '../paint-shapes.ts';
import type { PdfFile } from '../pdf-file.ts';
import type { PictureStore } from '../pictures/picture-store.ts';
import { pdfNumber } from '../pdf-syntax.ts';
import { fillBleed } from './fill-bleed.ts';
import { colorBar, lineMarks, spotPatch } from './press-marks.ts';
import { boxEntries, hasMarks, sheetGeometry } from './sheet-geometry.ts';
import type { SheetGeometry } from './sheet-geometry.ts';
import { pageSlug, slugLine } from './slug-line.ts';
import type { SlugLine } from './slug-line.ts';
import { spotsOn } from './spots-on-page.ts';

/** Names of the resources in page contents; no other resource begins so. */
const MARKS_NAME = 'PressMarks';
const ALL_NAME = 'PressAll';

/** A page made ready for painting. */
export interface PressPage {
  /** Artwork fills the bleed; what print does not allow is gone. */
  readonly page: Page;
  readonly sheet: SheetGeometry;
}

/** What stands on the sheet: its content, and what the page dictionary needs for it. */
export interface DressedContent {
  readonly content: string;
  readonly forms: ReadonlyMap<string, number>;
  readonly spaces: ReadonlyMap<string, number>;
}

export interface PressSheetsOptions {
  readonly job: PressJob;
  readonly file: PdfFile;
  readonly fonts: FontLibrary;
  readonly colors: ColorWriter;
  readonly pictures: Pick<PictureStore, 'insert'>;
  readonly diagnostics: Diagnostics;
}

interface SharedMarks {
  readonly form: number;
  readonly slug: SlugLine | null;
}

/** Turns the pages of one file into sheets; marks that several pages share are written once. */
export class PressSheets {
  readonly #options: PressSheetsOptions;
  readonly #marks = new Map<string, SharedMarks>();
  readonly #enlarged = new Set<string>();
  #all = 0;

  constructor(options: PressSheetsOptions) {
    this.#options = options;
  }

  /** Before painting. */
  prepare(page: Page): PressPage {
    const { job, diagnostics } = this.#options;
    const sheet = sheetGeometry(page, job);
    const { page: filled, enlarged } = fillBleed(page, sheet.bleed);
    for (const { source, percent } of enlarged) {
      if (this.#enlarged.has(source)) continue;
      this.#enlarged.add(source);
      const message = `Picture “${source}” is enlarged by ${pdfNumber(Math.max(0.1, Math.round(percent * 10) / 10))} % to fill the bleed, and cut (page ${page.label})`;
      diagnostics.note('P006', message, undefined, 'a picture with more around its subject, or object-fit: cover, needs no enlarging'); // prettier-ignore
    }
    // No annotation may lie within the bleed, and that is where links are (ISO 15930-7, 6.18).
    const links = job.profile.links;
    const items = filled.items.filter(({ kind }) => kind !== 'link' && (links || kind !== 'anchor'));
    return { page: { ...filled, items, bookmarks: links ? page.bookmarks : [] }, sheet };
  }

  /** The entries of its page dictionary. */
  boxes({ sheet }: PressPage): string {
    return boxEntries(sheet);
  }

  /** After painting: `content` in coordinates of the page. */
  dress({ page, sheet }: PressPage, content: string): DressedContent {
    const { margin, bleed, trimWidth, trimHeight } = sheet;
    const clip = rectangle(-bleed, -bleed, trimWidth + 2 * bleed, trimHeight + 2 * bleed);
    const moved = margin === 0 ? '' : `1 0 0 1 ${pdfNumber(margin)} ${pdfNumber(margin)} cm `;
    const artwork = content === '' ? '' : `q ${moved}${clip} W n\n${content}Q\n`;
    if (!hasMarks(sheet.marks)) return { content: artwork, forms: new Map(), spaces: new Map() };
    const shared = this.#sharedMarks(sheet);
    let marks = `/${MARKS_NAME} Do\n`;
    const spaces = new Map<string, number>();
    if (shared.slug !== null) {
      spaces.set(ALL_NAME, this.#allInks());
      marks += `q /${ALL_NAME} cs 1 scn /${ALL_NAME} CS 1 SCN\n${pageSlug(shared.slug, page, this.#options.fonts)}Q\n`;
    }
    if (sheet.marks.colorBar) marks += this.#spotPatches(page, sheet);
    return {
      content: `${artwork}/Artifact <</Type/Page>> BDC\n${marks}EMC\n`,
      forms: new Map([[MARKS_NAME, shared.form]]),
      spaces,
    };
  }

  /** Its colour spaces are among the resources that the colour writer hands out afterwards. */
  #spotPatches(page: Page, sheet: SheetGeometry): string {
    const { colors, pictures } = this.#options;
    return [...spotsOn(page, pictures)]
      .sort()
      .map((name, index) => {
        const patch = spotPatch(sheet, index);
        if (patch === '') return '';
        const solid: Color = { kind: 'spot', name, tint: 1 };
        return `q ${colors.fill(solid, 'area', 'never')} ${patch} f Q\n`;
      })
      .join('');
  }

  #sharedMarks(sheet: SheetGeometry): SharedMarks {
    const key = JSON.stringify(sheet);
    const known = this.#marks.get(key);
    if (known !== undefined) return known;
    const { file, job, fonts } = this.#options;
    const { marks, width, height } = sheet;
    const slug = marks.slug ? slugLine(sheet, job.slug, { binding: job.binding, fonts }) : null;
    const content =
      `/${ALL_NAME} CS 1 SCN /${ALL_NAME} cs 1 scn\n${lineMarks(sheet)}${slug?.content ?? ''}` +
      (marks.colorBar ? colorBar(sheet, job.profile.inkLimit) : '');
    const form = file.deflatedStream(
      file.reserve(),
      `/Type/XObject/Subtype/Form/BBox[0 0 ${pdfNumber(width)} ${pdfNumber(height)}]` +
        `/Resources<</ColorSpace<</${ALL_NAME} ${this.#allInks()} 0 R>>>>`,
      content,
    );
    const shared = { form, slug };
    this.#marks.set(key, shared);
    return shared;
  }

  /** 8.6.6.4: on every plate; viewers show it as all four process inks. */
  #allInks(): number {
    if (this.#all === 0) {
      const { file } = this.#options;
      const tint = file.add('<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>');
      this.#all = file.add(`[/Separation/All/DeviceCMYK ${tint} 0 R]`);
    }
    return this.#all;
  }
}
