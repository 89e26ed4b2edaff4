// A page with everything the sample issues lack – a spot colour, rich black, black text on a picture and on a spot colour – and
// the web edition, which no printer could use: the plates show the difference.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { articleOf, inFolder, makeFolder, makePublication, runBuild, SOUND, styleWith } from '../cli/cli-kit.ts'; // prettier-ignore
import { judgePlates } from './plate-report.ts';
import type { PagePlates, PageBoxes } from './plates.ts';
import { pageBoxes, separate } from './plates.ts';
import { MISSING } from './programs.ts';

/** Sizes of the boxes in points; they are placed from the corner of the trim. */
const STYLE = `
@page { size: 400pt 600pt; margin: 0 }
h1 { font-size: 30pt; line-height: 40pt; margin: 0; color: black }
.copper { position: absolute; left: 0; top: 100pt; width: 400pt; height: 100pt; background: spot("Copper"); color: black; font-size: 40pt; line-height: 50pt }
.copper.half { top: 200pt; width: 100pt; background: spot("Copper", 50%) }
.slab { position: absolute; left: 150pt; top: 220pt; width: 200pt; height: 80pt; background: black }
.bar { position: absolute; left: 150pt; top: 320pt; width: 200pt; height: 10pt; background: black }
.photo { position: absolute; left: 0; top: 350pt; width: 200pt; height: 200pt }
.four { position: absolute; left: 220pt; top: 400pt; width: 150pt; color: device-cmyk(50% 40% 40% 100%); font-size: 40pt; line-height: 60pt }
.photo img { width: 200pt; height: 200pt }
.photo p { position: absolute; left: 0; top: 60pt; width: 200pt; color: black; font-size: 50pt; line-height: 60pt }
`;
const BODY = `<div class="copper">آب و نان</div>\n\n<div class="copper half">.</div>\n\n<div class="slab"></div>\n\n<div class="bar"></div>\n\n<div class="four">نان</div>\n\n<div class="photo"><img src="photo.png" alt="A grey-green square"><p>آب آب</p></div>`; // prettier-ignore
const MANIFEST = `${SOUND['issues/1.yaml'] ?? ''}editions:
  press:
    profile: coated
    pages: { multiple: 1 }
    pictures: { minimum: 10, wanted: 10 }
    spots: { Copper: [0, 40, 80, 20] }
`;

let folder = '';
beforeAll(async () => {
  folder = makeFolder();
  const photo = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#5a8a70' } }).png().toBuffer(); // prettier-ignore
  const publication = makePublication({
    'issues/1.yaml': MANIFEST,
    'issues/articles/a.md': articleOf(BODY),
    'issues/articles/photo.png': photo,
    'templates/plain/style.css': styleWith(STYLE),
  });
  await inFolder(publication, async () => {
    const { findings } = await runBuild({ editions: ['web', 'press'], out: folder });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The plates of the page, and the inks of a place of the trim in percent: black, copper, cyan, magenta, yellow. */
async function page(): Promise<(x: number, y: number) => readonly number[]> {
  const file = join(folder, 'one.press.pdf');
  const [{ trim, media }] = (await pageBoxes(file)) as [PageBoxes];
  const plates = separate(file, join(folder, 'plates'));
  const { value } = (await plates.next()) as { readonly value: PagePlates };
  await plates.return(undefined);
  const sorted = value.plates.toSorted((a, b) => (a.ink < b.ink ? -1 : 1));
  return (x, y) =>
    sorted.map(({ pixels, width }) => {
      const at = Math.floor(media[3] - trim[3] + y) * width + Math.floor(trim[0] + x);
      return Math.round(((pixels[at] ?? 0) * 100) / 255);
    });
}

describe('the plates', () => {
  beforeEach(({ skip }) => {
    const missing = MISSING.ghostscript || MISSING.poppler;
    skip(missing !== false, `${missing}`);
  });

  test('of a spot colour are one more, with crop marks on it too', async () => {
    const { inks, missingMarks, greatest } = await judgePlates(join(folder, 'one.press.pdf'), join(folder, 'judged')); // prettier-ignore
    expect(inks).toEqual([['Black', 'Copper', 'Cyan', 'Magenta', 'Yellow']]);
    expect(missingMarks).toEqual([]);
    expect(greatest.percent).toBeLessThanOrEqual(300);
  });

  test('have the tints of the spot colour on its plate alone, over the edge of the trim into the bleed', async () => {
    const at = await page();
    expect(at(20, 190)).toEqual([0, 100, 0, 0, 0]);
    expect(at(50, 290)).toEqual([0, 50, 0, 0, 0]);
    expect(at(-5, 190)).toEqual([0, 100, 0, 0, 0]);
    expect(at(404, 190)).toEqual([0, 100, 0, 0, 0]);
  });

  test('have rich black on the slab and black alone on the thin bar', async () => {
    const at = await page();
    expect(at(250, 260)).toEqual([100, 0, 40, 30, 30]);
    expect(at(250, 325)).toEqual([100, 0, 0, 0, 0]);
  });

  test('print black text over the spot colour and instead of the picture', async () => {
    const at = await page();
    const places = (top: number, bottom: number, right: number): readonly (readonly number[])[] => {
      const found: (readonly number[])[] = [];
      for (let y = top; y < bottom; y++) for (let x = 1; x < right; x++) found.push(at(x, y));
      return found.filter(([black]) => black === 100);
    };
    const onCopper = places(102, 198, 399);
    expect(onCopper.length).toBeGreaterThan(100);
    expect(new Set(onCopper.map(String))).toEqual(new Set(['100,100,0,0,0']));
    const onPhoto = places(352, 548, 199);
    expect(onPhoto.length).toBeGreaterThan(100);
    expect(new Set(onPhoto.map(String))).toEqual(new Set(['100,0,0,0,0']));
  });

  test('betray text of four inks', async () => {
    const { blackText } = await judgePlates(join(folder, 'one.press.pdf'), join(folder, 'judged'));
    expect(blackText.addingInk).toEqual([expect.stringMatching(/^page 1 at \d+ \d+: Cyan$/)]);
    const at = await page();
    const [, x, y] = /at (\d+) (\d+)/.exec(blackText.addingInk[0] ?? '') ?? [];
    const [{ trim, media }] = (await pageBoxes(join(folder, 'one.press.pdf'))) as [PageBoxes];
    expect(at(Number(x) - trim[0] + 0.5, Number(y) - media[3] + trim[3] + 0.5)).toEqual([100, 0, 50, 40, 40]);
  });

  test('of the web edition have no crop marks and no spot colour, and black text overprints nothing', async () => {
    const { inks, missingMarks, blackText } = await judgePlates(join(folder, 'one.pdf'), join(folder, 'web')); // prettier-ignore
    expect(inks).toEqual([['Black', 'Cyan', 'Magenta', 'Yellow']]);
    expect(missingMarks).toHaveLength(4 * 8);
    expect(blackText.overprinting).toBe(0);
  });
});
