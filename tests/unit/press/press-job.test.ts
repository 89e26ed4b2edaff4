// The manifest's press edition → the press job: what it overrides, the standard, the ICC profile, the slug line.
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { mm } from '../../../src/base/length.ts';
import { checkPage } from '../../../src/press/check-page.ts';
import type { PageFacts } from '../../../src/press/check-page.ts';
import { parseStandard } from '../../../src/press/parse-standard.ts';
import { ICC, iccWith, manifestWithPress, pressJob } from './press-kit.ts';

describe('the manifest', () => {
  test('may name nothing: coated paper, PDF/X-4, the style sheet has its say', () => {
    const { job, findings } = pressJob('{}');
    expect(findings).toEqual([]);
    expect(job).toMatchObject({ profile: { name: 'coated', standard: 'pdfx-4' }, claims: [], fixed: { bleed: false, marks: false }, binding: 'right' }); // prettier-ignore
  });

  test('overrides every key of the profile that it names, and says what is fixed', () => {
    const { job, findings } = pressJob(
      `{ standard: pdfx-1a, profile: newspaper, bleed: 5mm, marks: crop, marksOffset: 6mm, inkLimit: 220%, intent: relative,
         pictures: { minimum: 90 }, minimumLine: 0.5pt, black: { overprint: false }, links: true,
         pages: { multiple: 8, fillAt: before-last, filler: house.svg, order: reversed, cover: separate }, spots: { Gold: [0, 20, 60, 20] } }`,
      { 'issues/house.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' },
    );
    expect(findings).toEqual([]);
    expect(job?.fixed).toEqual({ bleed: true, marks: true });
    expect(job?.profile).toMatchObject({
      name: 'newspaper',
      standard: 'pdfx-1a',
      condition: { identifier: 'IFRA26' },
      intent: 'relative',
      bleed: mm(5),
      marks: { crop: true, cross: false, bleed: false, colorBar: false, slug: false },
      marksOffset: mm(6),
      inkLimit: 2.2,
      pictures: { wanted: 150, minimum: 90 },
      minimumLine: 0.5,
      black: { overprint: false, rich: null },
      pages: {
        multiple: 8,
        fillAt: 'before-last',
        filler: 'issues/house.svg',
        order: 'reversed',
        cover: 'separate',
      },
      links: true,
      spots: { Gold: [0, 0.2, 0.6, 0.2] },
    });
  });

  test('with a greater bleed than the profile’s marks expect moves these out', () => {
    expect(pressJob('{ bleed: 6mm }').job?.profile.marksOffset).toBe(mm(6));
  });

  test('gives the slug line the issue, its date and the condition in words', () => {
    expect(pressJob('{ profile: uncoated, standard: pdfx-1a }').job?.slug).toEqual([
      'نشریه ۷',
      'one',
      '۱۴۰۳/۲/۱۹',
      '2024-05-08',
      'uncoated (FOGRA47), PDF/X-1a',
    ]);
  });

  test('has one date in the slug line of an issue that counts as the printer does', () => {
    const manifest = manifestWithPress('{}').replace('language: fa', 'language: en');
    expect(pressJob('{}', { 'issues/1.yaml': manifest }).job?.slug.slice(1)).toEqual([
      'one',
      '2024-05-08',
      'coated (FOGRA39), PDF/X-4',
    ]);
  });

  test.each([
    ['{ profile: glossy }', '10:21 E001 There is no printer profile glossy'],
    ['{ profile: newspapr }', '10:21 E001 There is no printer profile newspapr'],
    ['{ profile: ../../kabul.yaml }', '10:21 X001 The printer profile ../../kabul.yaml is refused: the path climbs out of the publication folder'],
    ['{ standard: pdfua-1 }', '10:22 P005 editions.press: pdfua-1 is no standard of print that can be written'],
    ['{ standard: pdfx-4+pdfx-1a }', '10:22 P005 editions.press: pdfx-4+pdfx-1a asks for two standards of print'],
    ['{ standard: pdfx-4+pdfa-1b }', '10:22 P005 editions.press: pdfx-4 cannot be pdfa-1b as well'],
    ['{ condition: { icc: x.icc } }', '10:30 E004 condition names an ICC profile, but no identifier'],
    ['{ condition: { identifier: X, icc: x.icc } }', '10:45 E005 There is no ICC profile issues/x.icc'],
    ['{ condition: { identifier: X, icc: ../../x.icc } }', '10:45 X001 "../../x.icc" is refused: the path climbs out of the publication folder'],
    ['{ bleed: 3cm }', '10:19 E007 A bleed of 30 mm is more than any press needs; up to 25 mm are allowed'],
    ['{ bleed: 3mm, marksOffset: 2mm }', '10:37 E007 Marks 2 mm from the page would stand in its bleed of 3 mm'],
    ['{ pages: { filler: house.svg } }', '10:29 I001 The picture of added pages, issues/house.svg, was not found'],
  ])('with %s is refused at its place', (press, finding) => {
    const { job, findings } = pressJob(press);
    expect(job).toBe(null);
    expect(findings).toEqual([`issues/1.yaml:${finding}`]);
  }); // prettier-ignore

  test('with a wrong value hears of it, as of any other in the manifest', () => {
    expect(pressJob('{ bleed: wide }').findings).toEqual([
      'issues/1.yaml:10:19 M004 bleed: expected a length such as 3mm, found "wide"',
    ]);
  });
});

describe('an ICC profile of the user', () => {
  const press = '{ condition: { identifier: X, icc: x.icc } }';

  test.each([
    ['for RGB', iccWith(16, 'RGB '), 'it is for RGB colours, not for CMYK'],
    ['of version 4', iccWith(8, [4, 0x20]), 'it is of ICC version 4; the press edition takes version 2'],
    ['cut short', ICC.subarray(0, 1000), `it is cut short: 1000 of ${ICC.length} bytes`],
    ['that is none', gunzipSync(Buffer.from('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==', 'base64')), 'it is not an ICC profile'],
  ])('%s is refused where it is named', (_, bytes, reason) => {
    const { job, findings, hints } = pressJob(press, { 'issues/x.icc': bytes });
    expect(job).toBe(null);
    expect(findings).toEqual([`issues/1.yaml:10:45 E006 The ICC profile issues/x.icc cannot be used: ${reason}`]);
    expect(hints[0]).not.toBe('');
  }); // prettier-ignore

  test('that is sound goes to the writer as it is', () => {
    const { job } = pressJob(press, { 'issues/x.icc': ICC });
    expect(Buffer.compare(Buffer.from(job?.icc ?? []), Buffer.from(ICC))).toBe(0);
    expect(job?.profile.condition).toMatchObject({ identifier: 'X', info: 'X' });
  });
});

test('a standard of print stands alone or with the archive standard that goes with it', () => {
  expect(parseStandard('pdfx-4')).toEqual({ standard: 'pdfx-4', claims: [] });
  expect(parseStandard('pdfx-4 + pdfa-2b')).toEqual({ standard: 'pdfx-4', claims: ['pdfa-2b'] });
  expect(parseStandard('pdfa-1b+pdfx-1a')).toEqual({ standard: 'pdfx-1a', claims: ['pdfa-1b'] });
  for (const wrong of ['', 'pdfx-1a+', 'pdfx-1a+pdfua-1', 'PDFX-4', 'pdfa-2b'])
    expect(typeof parseStandard(wrong), wrong).toBe('string');
});

describe('a page', () => {
  const A4 = { width: mm(210), height: mm(297) };
  const found = (press: string, page: PageFacts): readonly string[] => {
    const { job } = pressJob(press);
    const diagnostics = new Diagnostics();
    if (job !== null) checkPage(page, job, (path) => ({ file: path.join('.') }), diagnostics);
    return diagnostics.list.map(({ severity, code, message, place }) => `${place?.file} ${severity} ${code} ${message}`); // prettier-ignore
  };

  test('that says nothing, or the same as the manifest, is in order', () => {
    expect(found('{ bleed: 3mm, marks: crop cross }', A4)).toEqual([]);
    expect(found('{ bleed: 3mm, marks: crop cross }', { ...A4, bleed: mm(3), marks: { crop: true, cross: true } })).toEqual([]); // prettier-ignore
    expect(found('{}', { ...A4, bleed: mm(5), marks: { crop: true, cross: false } })).toEqual([]);
  });

  test('that says otherwise than the manifest gets a note, and the manifest counts', () => {
    expect(found('{ bleed: 3mm, marks: none }', { ...A4, bleed: mm(5), marks: { crop: true, cross: true } })).toEqual([
      'bleed note E008 @page has a bleed of 5 mm; the manifest’s, 3 mm, is used',
      'marks note E008 @page has marks: crop cross; the manifest’s, none, are used',
    ]); // prettier-ignore
  });

  test('whose bleed is larger than sense or sheet allow is refused', () => {
    expect(found('{}', { ...A4, bleed: mm(30) })).toEqual([
      'bleed error E007 A bleed of @page of 30 mm is too large for a page of 210 mm × 297 mm',
    ]);
    expect(found('{ bleed: 20mm, marks: none }', { width: mm(30), height: mm(60) })).toEqual([
      'bleed error E007 A bleed of 20 mm is too large for a page of 30 mm × 60 mm',
    ]);
  });
});
