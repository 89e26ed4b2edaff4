// Printer profiles: built in, files of the user that extend each other, and every way in which they can be wrong.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { mm } from '../../../src/base/length.ts';
import { PRINTER_NAMES, loadPrinterProfile } from '../../../src/press/load-printer-profile.ts';
import { ICC, pressJob } from './press-kit.ts';

describe('the built-in profiles', () => {
  test.each(PRINTER_NAMES)('%s is complete', (name) => {
    const diagnostics = new Diagnostics();
    const profile = loadPrinterProfile(name, diagnostics);
    expect(diagnostics.list).toEqual([]);
    expect(profile?.name).toBe(name);
    const missing = (value: unknown): boolean => typeof value === 'object' && value !== null ? Object.values(value).some(missing) : value === undefined; // prettier-ignore
    expect(missing(profile)).toBe(false);
    expect(profile?.condition.iccFile).toMatch(/\.icc$/);
  });

  test('say what print shops ask for', () => {
    const of = (name: string): unknown => loadPrinterProfile(name, new Diagnostics());
    const coated = {
      standard: 'pdfx-4',
      condition: { identifier: 'FOGRA39', registry: 'http://www.color.org' },
      intent: 'perceptual',
      bleed: mm(3),
      marks: { crop: true, cross: true, bleed: true, colorBar: true, slug: true },
      marksOffset: 12,
      inkLimit: 3,
      pictures: { wanted: 250, minimum: 150, maximum: 450, target: 300 },
      minimumLine: 0.25,
      minimumType: 5,
      minimumTypeInks: 9,
      black: { overprint: true, rich: [0.4, 0.3, 0.3, 1] },
      pages: { multiple: 4, fillAt: 'end', filler: null, order: 'reading', cover: 'inside' },
      links: false,
      spots: {},
    };
    expect(of('coated')).toMatchObject(coated);
    expect(of('uncoated')).toMatchObject({ ...coated, condition: { identifier: 'FOGRA47' } });
    expect(of('newspaper')).toMatchObject({
      condition: { identifier: 'IFRA26' },
      inkLimit: 2.4,
      pictures: { wanted: 150, minimum: 100, maximum: 450, target: 300 },
      black: { overprint: true, rich: null },
    });
  });

  test.each([
    ['fogra39-coated', 'coated'],
    ['FOGRA39', null],
    ['fogra47', 'uncoated'],
    ['ifra26-newsprint', 'newspaper'],
  ])('%s is another name of %s', (alias, name) => {
    expect(loadPrinterProfile(alias, new Diagnostics())?.name ?? null).toBe(name);
  });
});

describe('the command line', () => {
  test('names any file, whose paths are relative to it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nashr-printer-'));
    try {
      const file = join(folder, 'kabul.yaml');
      writeFileSync(file, 'extends: newspaper\nbleed: 5mm\ncondition: { identifier: Kabul, icc: own.icc }\n');
      const diagnostics = new Diagnostics();
      const profile = loadPrinterProfile(file, diagnostics);
      expect(diagnostics.list).toEqual([]);
      expect(profile).toMatchObject({ name: 'kabul', bleed: mm(5), marksOffset: mm(5), inkLimit: 2.4 }); // prettier-ignore
      expect(profile?.condition).toEqual({ identifier: 'Kabul', registry: 'http://www.color.org', info: 'Kabul', iccFile: join(folder, 'own.icc') }); // prettier-ignore
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('gets a hint for a name that is nearly one', () => {
    const diagnostics = new Diagnostics();
    expect(loadPrinterProfile('coatd', diagnostics)).toBe(null);
    expect(diagnostics.list).toMatchObject([
      { code: 'E001', severity: 'error', hint: 'did you mean coated?' },
    ]);
    expect(loadPrinterProfile('none/there.yaml', diagnostics)).toBe(null);
    expect(diagnostics.list[1]).toMatchObject({ code: 'E001', place: { file: 'none/there.yaml' } });
  });
});

describe('a file of the user', () => {
  const kabul = '{ profile: printers/kabul.yaml }';
  const withFile = (yaml: string) => pressJob(kabul, { 'issues/printers/kabul.yaml': yaml });

  test('says what differs from coated', () => {
    const { job, findings } = withFile('marks: none\ninkLimit: 280\nspots: { Gold: [0, 20, 60, 20] }\n');
    expect(findings).toEqual([]);
    expect(job?.profile).toMatchObject({
      name: 'kabul',
      condition: { identifier: 'FOGRA39' },
      marks: { crop: false, cross: false, bleed: false, colorBar: false, slug: false },
      inkLimit: 2.8,
      spots: { Gold: [0, 0.2, 0.6, 0.2] },
      bleed: mm(3),
    });
  });

  test('extends another, which extends a built-in one; paths are relative to the file they are in', () => {
    const { job, findings } = pressJob(kabul, {
      'issues/printers/kabul.yaml':
        'extends: ../../shared/base.yaml\nbleed: 4mm\npages: { order: reversed }\n',
      'shared/base.yaml':
        'extends: newspaper\nbleed: 6mm\nmarksOffset: 8mm\ncondition: { identifier: X, icc: x.icc }\n',
      'shared/x.icc': ICC,
    });
    expect(findings).toEqual([]);
    expect(job?.profile).toMatchObject({ bleed: mm(4), marksOffset: mm(8), inkLimit: 2.4, pages: { order: 'reversed', multiple: 4 } }); // prettier-ignore
    expect(job?.icc.length).toBe(ICC.length);
  });

  test.each([
    ['ink: 3', '1:1 E003 Unknown key ink'],
    ['bleed: 3', '1:8 E004 bleed: expected a length such as 3mm, found 3'],
    ['bleed: -3mm', '1:8 E004 bleed: expected a length such as 3mm, found "-3mm"'],
    ['marks: crop crosses', '1:8 E004 marks: expected none, or some of crop, cross, bleed, bar and slug with a space between, found "crop crosses"'],
    ['links: maybe', '1:8 E004 links: expected true or false, found "maybe"'],
    ['inkLimit: 500%', '1:11 E004 inkLimit: expected a sum of inks from 100% to 400%, found "500%"'],
    ['pages:\n  multiple: 0', '2:13 E004 multiple: expected a whole number from 1 to 64, found 0'],
    ['pages: { order: reverse }', '1:17 E004 order: expected reading or reversed, found "reverse"'],
    ['black: { rich: [40, 30, 30] }', '1:16 E004 rich: expected four numbers from 0 to 100: [cyan, magenta, yellow, black], found a list'],
    ['spots: { Gold: [0, 0, 0, 101] }', '1:16 E004 Gold: expected four numbers from 0 to 100: [cyan, magenta, yellow, black], found a list'],
    ['standard: pdfx-3', '1:11 E004 standard: expected pdfx-4 or pdfx-1a, found "pdfx-3"'],
    ['condition: { icc: x.icc }', '1:19 E004 condition names an ICC profile, but no identifier'],
    ['condition: { identifier: X }', '1:26 E004 condition has another identifier, but no ICC profile of its own'],
    ['pictures: { minimum: 260 }', '1:22 E004 pictures: minimum (260) is above wanted (250)'],
    ['bleed: 2in', '1:8 E007 A bleed of 50.8 mm is more than any press needs; up to 25 mm are allowed'],
    ['bleed: 5mm\nmarksOffset: 4mm', '2:14 E007 Marks 4 mm from the page would stand in its bleed of 5 mm'],
    ['marksOffset: 2mm', '1:14 E007 Marks 2 mm from the page would stand in its bleed of 3 mm'],
    ['marksOffset: 6in', '1:14 E007 Marks 152.4 mm from the page need sheets that are too large'],
    ['extends: glossy', '1:10 E001 There is no printer profile glossy'],
    ['extends: ../../../coated.yaml', '1:10 X001 The printer profile ../../../coated.yaml is refused: the path climbs out of the publication folder'],
    ['extends: kabul.yaml', '1:10 E002 Printer profiles extend each other more than 8 deep, or in a circle'],
    ['condition: { identifier: X, icc: ../../../x.icc }', '1:34 X001 "../../../x.icc" is refused: the path climbs out of the publication folder'],
    ['- bleed', '1:1 E004 value: expected a map, found a list'],
  ])('with “%s” is refused at its place', (yaml, finding) => {
    const { job, findings, hints } = withFile(`${yaml}\n`);
    expect(job).toBe(null);
    expect(findings).toEqual([`issues/printers/kabul.yaml:${finding}`]);
    expect(hints[0] === '' && !finding.includes('X001')).toBe(false);
  }); // prettier-ignore

  test('with several faults gets them all reported', () => {
    const { findings } = withFile('bleed: 3\nmarks: all\nlimit: 2\n');
    expect(findings.map((finding) => finding.replace(/^.*?:(\d+):\d+ (\w+) .*$/, '$1 $2'))).toEqual(['1 E004', '2 E004', '3 E003']); // prettier-ignore
  });

  test('that is no YAML, or too large, is refused', () => {
    expect(withFile('bleed: [3mm\n').findings[0]).toMatch(/^issues\/printers\/kabul\.yaml:\d+:\d+ E002 /);
    expect(withFile(`# ${'x'.repeat(300_000)}\n`).findings[0]).toMatch(/ X002 The printer profile has \d+ bytes/); // prettier-ignore
  });

  test('that is missing is asked for where it is named', () => {
    const { findings } = pressJob(kabul);
    expect(findings).toEqual(['issues/1.yaml:10:21 E001 There is no printer profile printers/kabul.yaml']);
  });
});
