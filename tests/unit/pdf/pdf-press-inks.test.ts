import { describe, expect, it } from 'vitest';
import type { Inks, PrinterProfile } from '../../../src/base/printer-profile.ts';
import type { Place } from '../../../src/base/diagnostic.ts';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { FillItem, FrameItem, ImageItem, RuleItem } from '../../../src/frame/frame.ts';
import type { ColorConverter } from '../../../src/pdf/color/color-writer.ts';
import { ConversionReport } from '../../../src/pdf/color/conversion-report.ts';
import { openColorConverter } from '../../../src/pdf/color/open-color-converter.ts';
import { PressInks } from '../../../src/pdf/color/press-inks.ts';
import { Links } from '../../../src/pdf/navigation/links.ts';
import { paintPage, TextInk } from '../../../src/pdf/paint-page.ts';
import { PdfFile } from '../../../src/pdf/pdf-file.ts';
import { StructureTree } from '../../../src/pdf/tags/structure-tree.ts';
import { UsedPictures } from '../../../src/pdf/used-pictures.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import type { Color } from '../../../src/style/color.ts';
import { littleCms } from './little-cms.ts';
import { contentStreams, NO_PICTURES, nodes, objectText, page, pdfOptions, text } from './pdf-stand-ins.ts';
import { NO_MARKS, pressJob } from './pdf-press-stand-ins.ts';
import { CONDITIONS, iccOf, printerProfile, randomNumbers } from './press-profiles.ts';
import type { Condition } from './press-profiles.ts';

const converters = new Map<string, Promise<ColorConverter>>();

function converterOf(condition: Condition, profile: PrinterProfile): Promise<ColorConverter> {
  const key = `${condition} ${profile.intent} ${profile.inkLimit}`;
  const known = converters.get(key);
  if (known !== undefined) return known;
  const opened = openColorConverter(iccOf(condition), profile);
  converters.set(key, opened);
  return opened;
}

async function inksFor(
  changes: Partial<PrinterProfile> = {},
): Promise<{ inks: PressInks; diagnostics: Diagnostics; file: PdfFile }> {
  // prettier-ignore
  const profile = printerProfile(changes);
  const diagnostics = new Diagnostics();
  const file = new PdfFile('1.6');
  const converter = await converterOf('fogra39l-coated', profile);
  return { inks: new PressInks({ file, profile, converter, diagnostics }), diagnostics, file };
}

function rgb(hex: string, alpha = 1): Color & { kind: 'rgb' } {
  const channel = (i: number): number => Number.parseInt(hex.slice(i, i + 2), 16) / 255;
  return { kind: 'rgb', red: channel(0), green: channel(2), blue: channel(4), alpha };
}

function cmyk(...inks: readonly [number, number, number, number]): Color {
  const [cyan, magenta, yellow, black] = inks;
  return { kind: 'cmyk', cyan, magenta, yellow, black };
}

function spot(name: string, tint = 1, recipe?: Inks, place?: Place): Color {
  return { kind: 'spot', name, tint, ...(recipe && { recipe }), ...(place && { place }) };
}

function fill(color: Color, area: Partial<FillItem> = {}): FillItem {
  return { kind: 'fill', x: 40, y: 80, width: 200, height: 60, radius: 0, color, ...area };
}

function rule(color: Color, more: Partial<RuleItem> = {}): RuleItem {
  return { kind: 'rule', x1: 50, y1: 100, x2: 150, y2: 100, thickness: 1, style: 'solid', color, ...more };
}

const PICTURE: ImageItem = {
  kind: 'image', x: 40, y: 80, width: 200, height: 60, source: 'a.jpg', alt: '', tag: 1,
  picture: { x: 40, y: 80, width: 200, height: 60 },
}; // prettier-ignore

const BLACK_TEXT = '/PO gs 0 0 0 1 k';

/** Content of a page whose lines of text are set in `color`. */
async function painted(
  items: readonly FrameItem[],
  color: Color,
  changes: Partial<PrinterProfile> = {},
): Promise<{ content: string; diagnostics: Diagnostics }> {
  // prettier-ignore
  const { inks, diagnostics, file } = await inksFor(changes);
  const ink = new TextInk(inks);
  const pictures = {
    ...NO_PICTURES,
    info: () => ({ source: 'a.jpg', kind: 'bitmap', width: 100, height: 30 }) as const,
  };
  const { content } = paintPage(page(items), 1, {
    file,
    structure: new StructureTree(nodes('Document', ['P', 0]), 'en'),
    links: new Links(diagnostics),
    pictures: new UsedPictures({ file, store: pictures, fonts: {} as never, diagnostics, keepsWhole: true }),
    text: { line: () => `BT ${ink.fillColor(color)} ET` },
    ink,
    colors: inks,
  });
  return { content, diagnostics };
}

/** A line that the letters of lie at 40…240, 80…140. */
const LINE = text('Kabul', 1, 110);

describe('text and rules of the press edition', () => {
  it('are solid black alone, which overprints', async () => {
    const { inks } = await inksFor();
    expect(inks.fill(rgb('000000'), 'text')).toBe(BLACK_TEXT);
    expect(inks.fill(rgb('000000'), 'rule')).toBe(BLACK_TEXT);
    expect(inks.stroke(rgb('000000'), 'rule')).toBe('/PO gs 0 0 0 1 K');
    expect(inks.takeResources().states.get('PO')).toBe('<</Type/ExtGState/OP true/op true/OPM 1>>');
    expect(inks.takeResources().states.size).toBe(0);
  });

  it('are solid black too when they are almost black, but keep dark colours', async () => {
    const { inks } = await inksFor();
    for (const hex of ['141414', '1a1a1a', '231f20', '1c1b19', '101418', '3a3a3a', '484848'])
      expect([hex, inks.fill(rgb(hex), 'text')]).toEqual([hex, BLACK_TEXT]);
    expect(inks.fill(rgb('484848'), 'area')).toMatch(/^\/PK gs 0 0 0 0\.8\d+ k$/);
    expect(inks.fill(rgb('595959'), 'text')).toMatch(/^\/PK gs 0 0 0 0\.\d+ k$/);
    expect(inks.fill(rgb('00002a'), 'text')).toMatch(/^\/PK gs 0\.\d+ /);
    expect(inks.fill(cmyk(0, 0, 0, 0.95), 'text')).toBe('/PK gs 0 0 0 0.95 k');
  });

  it('knock out in tints and colours, and in black when the printer profile says so', async () => {
    const { inks } = await inksFor();
    expect(inks.fill(rgb('b3261e'), 'text')).toMatch(/^\/PK gs /);
    expect(inks.fill(rgb('808080'), 'text')).toMatch(/^\/PK gs 0 0 0 /);
    expect(inks.takeResources().states.get('PK')).toBe('<</Type/ExtGState/OP false/op false/OPM 0>>');
    const { inks: plain } = await inksFor({ black: { overprint: false, rich: null, richFrom: 72 } });
    expect(plain.fill(rgb('000000'), 'text')).toBe('/PK gs 0 0 0 1 k');
  });

  it('obey -nashr-overprint, but white never overprints', async () => {
    const { inks } = await inksFor({ spots: { Gold: [0, 0.2, 0.6, 0.1] } });
    expect(inks.fill(rgb('000000'), 'text', 'never')).toBe('/PK gs 0 0 0 1 k');
    expect(inks.fill(rgb('b3261e'), 'area', 'always')).toMatch(/^\/PO gs /);
    const whites = [rgb('ffffff'), cmyk(0, 0, 0, 0), spot('Gold', 0)];
    for (const white of whites)
      for (const use of ['text', 'rule', 'area', 'large-area'] as const) {
        expect(inks.fill(white, use, 'always')).toMatch(/^\/PK gs /);
        expect(inks.stroke(white, use, 'always')).toMatch(/^\/PK gs /);
      }
  });

  it('do not overprint pictures, nor tints with which black is over the ink limit', async () => {
    const states = async (...below: FrameItem[]): Promise<readonly string[]> => {
      const { content } = await painted([...below, LINE], rgb('000000'));
      return content.match(/(?<=BT \/)P[OK]/g) ?? [];
    };
    expect(await states()).toEqual(['PO']);
    expect(await states(PICTURE)).toEqual(['PK']);
    expect(await states(fill(cmyk(1, 1, 0, 0)))).toEqual(['PO']);
    expect(await states(fill(cmyk(1, 1, 0.1, 0)))).toEqual(['PK']);
    expect(await states(PICTURE, fill(rgb('ffffff')))).toEqual(['PO']);
    expect(await states(PICTURE, fill(rgb('ffffff', 0.9)))).toEqual(['PK']);
    expect(await states(PICTURE, fill(rgb('ffffff'), { width: 15 }))).toEqual(['PK']);
    expect(await states({ ...PICTURE, y: 200, picture: { ...PICTURE.picture, y: 200 } })).toEqual(['PO']);
  });

  it('rules keep clear of pictures as text does, and state their wish by item', async () => {
    const first = async (...items: FrameItem[]): Promise<string | undefined> =>
      (await painted(items, rgb('000000'))).content.match(/P[OK] gs 0 0 0 1 k/g)?.at(-1);
    expect(await first(rule(rgb('000000')))).toBe('PO gs 0 0 0 1 k');
    expect(await first(PICTURE, rule(rgb('000000')))).toBe('PK gs 0 0 0 1 k');
    expect(await first(PICTURE, rule(rgb('000000'), { overprint: 'always' }))).toBe('PO gs 0 0 0 1 k');
    expect(await first(rule(rgb('000000'), { overprint: 'never' }))).toBe('PK gs 0 0 0 1 k');
  });

  it('leave no overprint to a picture', async () => {
    const { content } = await painted([LINE, PICTURE], rgb('000000'));
    expect(content).toMatch(/q \/PK gs 200 0 0 60 40 460 cm \/I1 Do Q/);
  });
});

describe('black areas', () => {
  it('are rich black only where they are large', async () => {
    const { inks } = await inksFor();
    const area = (width: number, height: number): Promise<{ content: string }> => painted([fill(rgb('000000'), { width, height })], rgb('000000')); // prettier-ignore
    expect((await area(71, 500)).content).toContain('/PK gs 0 0 0 1 k');
    expect((await area(72, 500)).content).toContain('/PK gs 0.4 0.3 0.3 1 k');
    expect(inks.fill(rgb('141414'), 'large-area')).toBe('/PK gs 0.4 0.3 0.3 1 k');
    expect(inks.fill(cmyk(0, 0, 0, 1), 'large-area')).toBe('/PK gs 0 0 0 1 k');
    expect(inks.fill(rgb('404040'), 'large-area')).toMatch(/^\/PK gs 0 0 0 /);
    const { inks: newspaper } = await inksFor({ black: { overprint: true, rich: null, richFrom: 72 } });
    expect(newspaper.fill(rgb('000000'), 'large-area')).toBe('/PK gs 0 0 0 1 k');
  });

  it('are rich within the ink limit', async () => {
    const { inks } = await inksFor({ inkLimit: 1.6 });
    expect(inks.fill(rgb('000000'), 'large-area')).toBe('/PK gs 0.24 0.18 0.18 1 k');
  });
});

describe('inks of the style sheet', () => {
  it('stay as they are given within the ink limit, and are lowered with a warning over it', async () => {
    const { inks, diagnostics } = await inksFor();
    expect(inks.fill(cmyk(0.12, 0.5, 1, 0.3), 'area')).toBe('/PK gs 0.12 0.5 1 0.3 k');
    expect(diagnostics.list).toEqual([]);
    expect(inks.fill(cmyk(1, 1, 1, 0.5), 'area')).toBe('/PK gs 0.833 0.833 0.833 0.5 k');
    expect(diagnostics.list.map(({ code, severity }) => [code, severity])).toEqual([['K004', 'warning']]);
    expect(diagnostics.list[0]?.message).toContain('device-cmyk(1 1 1 0.5) is 350 % of ink');
    expect(diagnostics.list[0]?.message).toContain('device-cmyk(0.833 0.833 0.833 0.5)');
  });

  it('as spot colours are tints of a separation that process inks stand for', async () => {
    const { inks, file, diagnostics } = await inksFor({ spots: { 'Gold 871': [0, 0.2, 0.6, 0.1] } });
    expect(inks.fill(spot('Gold 871', 0.4), 'text')).toBe('/PK gs /S1 cs 0.4 scn');
    const red = spot('Red', 1, [0, 1, 0.9, 0]);
    expect(inks.stroke(red, 'rule')).toBe('/PK gs /S2 CS 1 SCN');
    const { spaces } = inks.takeResources();
    expect([...spaces.keys()]).toEqual(['S1', 'S2']);
    const objects = objectText(file.finish({ catalog: file.add('<<>>'), info: file.add('<<>>') }));
    expect(objects).toContain('[/Separation/Gold#20871/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0.2 0.6 0.1]/N 1>>]'); // prettier-ignore
    expect(objects).toContain('/Separation/Red/DeviceCMYK');
    expect(diagnostics.list).toEqual([]);
  });

  it('of a spot colour have to be known', async () => {
    const { inks, diagnostics } = await inksFor();
    const place = { file: 'style.css', line: 3, column: 5 };
    inks.fill(spot('Gold', 1, undefined, place), 'text');
    inks.fill(spot('Gold', 0.5), 'area');
    expect(diagnostics.list.map(({ code, severity }) => [code, severity])).toEqual([['K001', 'error']]);
    expect(diagnostics.list[0]?.message).toContain('spot("Gold")');
    expect(diagnostics.list[0]?.hint).toContain('"spots"');
    expect(diagnostics.list[0]?.place).toEqual(place);
  });

  it('are not those of all plates, which only marks may use', async () => {
    const { inks, diagnostics } = await inksFor();
    const all = spot('All', 1, [1, 0, 0, 0]);
    expect(inks.fill(all, 'text')).not.toContain('cs');
    expect(diagnostics.list.map(({ code, message }) => `${code} ${message}`)).toEqual(['K001 spot("All") is no ink of its own']); // prettier-ignore
  });

  it('of a spot colour are the same everywhere', async () => {
    const gold = spot('Gold', 1, [0, 0.2, 0.6, 0.1]);
    const same = await inksFor({ spots: { Gold: [0, 0.2, 0.6, 0.1] } });
    same.inks.fill(gold, 'text');
    same.inks.fill(spot('Gold', 0.3), 'text');
    expect(same.diagnostics.list).toEqual([]);
    const inStyle = await inksFor();
    inStyle.inks.fill(gold, 'text');
    inStyle.inks.fill(spot('Gold', 1, [0, 0.3, 0.6, 0.1]), 'area');
    const inProfile = await inksFor({ spots: { Gold: [0, 0.1, 0.6, 0.1] } });
    inProfile.inks.fill(gold, 'area');
    for (const { diagnostics } of [inStyle, inProfile])
      expect(diagnostics.list.map(({ code, severity }) => [code, severity])).toEqual([['K002', 'error']]);
    expect(inStyle.diagnostics.list[0]?.message).toContain('C 0 M 20 Y 60 K 10 and C 0 M 30 Y 60 K 10');
  });
});

describe('translucent colours', () => {
  it('stay translucent in PDF/X-4 and do not overprint', async () => {
    const { content, diagnostics } = await painted([fill(rgb('000000', 0.5)), LINE], rgb('000000', 0.25));
    expect(content).toContain('q /A50 gs\n/PK gs 0 0 0 1 k');
    expect(content).toContain('q BT /A25 gs /PK gs 0 0 0 1 k ET Q');
    expect(diagnostics.list).toEqual([]);
  });

  it('are errors in PDF/X-1a, each once', async () => {
    const items = [fill(rgb('b3261e', 0.5)), fill(rgb('b3261e', 0.5)), fill(rgb('ffffff', 0)), LINE];
    const { content, diagnostics } = await painted(items, rgb('000000', 0.25), { standard: 'pdfx-1a' });
    expect(content).not.toMatch(/\/A\d/);
    expect(diagnostics.list.map(({ code, severity }) => [code, severity])).toEqual([
      ['K003', 'error'],
      ['K003', 'error'],
    ]);
    expect(diagnostics.list[0]?.message).toContain('#b3261e80');
    expect(diagnostics.list[0]?.hint).toContain('@media (edition: press)');
  });
});

describe('the report of converted colours', () => {
  it('is one note with every colour and its inks', async () => {
    const { inks, diagnostics } = await inksFor();
    inks.fill(rgb('b3261e'), 'text');
    inks.fill(rgb('b3261e'), 'area');
    inks.fill(rgb('141414'), 'text');
    inks.fill(rgb('141414'), 'large-area');
    inks.fill(rgb('ffffff'), 'area');
    inks.fill(cmyk(0, 1, 0, 0), 'area');
    inks.finish();
    expect(diagnostics.list.map(({ code, severity }) => [code, severity])).toEqual([['K005', 'note']]);
    const [note] = diagnostics.list;
    const percent = (await littleCms('fogra39l-coated', Uint8Array.of(0xb3, 0x26, 0x1e), 0)).map((ink) => Math.round(ink / 2.55)); // prettier-ignore
    const [cyan, magenta, yellow, black] = percent;
    expect(note?.message).toContain(`2 colours of the design became inks of FOGRA39`);
    expect(note?.message).toContain(`#b3261e → C ${cyan} M ${magenta} Y ${yellow} K ${black};`);
    expect(note?.message).toContain('#141414 → K 100 or C 40 M 30 Y 30 K 100');
  });

  it('is told once for several files', async () => {
    const conversions = new ConversionReport(printerProfile());
    const diagnostics = new Diagnostics();
    const converter = await converterOf('fogra39l-coated', printerProfile());
    for (const hex of ['b3261e', '0f5c63', 'b3261e']) {
      const inks = new PressInks({ file: new PdfFile(), profile: printerProfile(), converter, diagnostics, conversions }); // prettier-ignore
      inks.fill(rgb(hex), 'area');
      inks.finish();
    }
    expect(diagnostics.list).toEqual([]);
    conversions.addTo(diagnostics);
    expect(diagnostics.list.map(({ message }) => message.match(/#\w{6}/g))).toEqual([['#b3261e', '#0f5c63']]);
  });

  it('counts the colours of drawings, which would make a long list', async () => {
    const told = (...found: readonly (readonly [string, number, number, number])[]): string | undefined => {
      const conversions = new ConversionReport(printerProfile());
      const diagnostics = new Diagnostics();
      for (const each of found) conversions.addDrawn(...each);
      conversions.addTo(diagnostics);
      return diagnostics.list[0]?.message;
    };
    expect(told(['a.svg', 1, 0, 0], ['b.svg', 1, 0, 0], ['b.svg', 1, 1, 1], ['b.svg', 0, 0.5, 0])).toBe('2 colours of 2 drawings became inks of FOGRA39'); // prettier-ignore
    expect(told(['a.svg', 1, 1, 1])).toBeUndefined();
  });

  it('says which were reduced to the ink limit, and nothing where there is nothing', async () => {
    const { inks, diagnostics } = await inksFor({ inkLimit: 1.2 });
    inks.finish();
    expect(diagnostics.list).toEqual([]);
    inks.fill(rgb('b3261e'), 'text');
    inks.finish();
    expect(diagnostics.list[0]?.message).toContain('one colour of the design became inks');
    expect(diagnostics.list[0]?.message).toContain('(reduced to the ink limit)');
  });
});

describe('200 patches through the writer', () => {
  it.each(CONDITIONS)('are what Little CMS gives, to 1/255, with %s', async (condition, inkLimit) => {
    const random = randomNumbers(7);
    const bytes = Uint8Array.from({ length: 600 }, () => Math.floor(random() * 256));
    for (const intent of ['perceptual', 'relative'] as const) {
      const job = pressJob({
        profile: { intent, inkLimit, marks: NO_MARKS, bleed: 0 },
        icc: iccOf(condition),
      });
      const converter = await converterOf(condition, job.profile);
      const writer = new PdfWriter({ ...pdfOptions(), press: job, converter });
      const patches = Array.from({ length: 200 }, (_, i) => {
        const [red = 0, green = 0, blue = 0] = bytes.subarray(i * 3, i * 3 + 3);
        const color = {
          kind: 'rgb',
          red: red / 255,
          green: green / 255,
          blue: blue / 255,
          alpha: 1,
        } as const;
        return fill(color, { x: (i % 20) * 20, y: Math.floor(i / 20) * 20, width: 10, height: 10 });
      });
      writer.addPage(page(patches));
      const content = contentStreams(await writer.finish()).join('\n');
      const operands = [...content.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) k\n/g)];
      expect(operands).toHaveLength(200);
      const expected = await littleCms(condition, bytes, intent === 'relative' ? 1 : 0);
      let compared = 0;
      operands.forEach(([, ...written], i) => {
        const [red = 0, green = 0, blue = 0] = bytes.subarray(i * 3, i * 3 + 3);
        const wanted = [...expected.subarray(i * 4, i * 4 + 4)];
        const isNeutral = Math.max(red, green, blue) - Math.min(red, green, blue) <= 1;
        if (isNeutral || wanted.reduce((sum, ink) => sum + ink, 0) > inkLimit * 255) return;
        compared++;
        written.forEach((ink, channel) => {
          expect(Math.abs(Number(ink) * 255 - (wanted[channel] ?? 0)), `patch ${i}`).toBeLessThanOrEqual(1);
        });
      });
      expect(compared).toBeGreaterThan(190);
    }
  });
});
