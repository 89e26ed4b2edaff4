// Standards of the web edition: what a manifest may ask for, and what the file then says of itself.
import { describe, expect, test } from 'vitest';
import { Diagnostics, DiagnosticsError } from '../../../src/base/diagnostic.ts';
import { buildIssue } from '../../../src/build-issue.ts';
import { srgbProfile } from '../../../src/pdf/color/srgb-profile.ts';
import { PLAIN_COLORS } from '../../../src/pdf/color/plain-colors.ts';
import { parseWebStandard } from '../../../src/pdf/web/web-standard.ts';
import { webXmp } from '../../../src/pdf/web/web-metadata.ts';
import { openPdfForInspection } from '../../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { judge } from '../../../src/preflight/preflight.ts';
import { inFolder, makeFolder } from '../../cli/cli-kit.ts';
import { writeAccessibleIssue } from '../../helpers/accessible-issue.ts';
import { objectText } from './pdf-stand-ins.ts';

describe('the standard of the web edition', () => {
  test.each([
    ['pdfua-1+pdfa-2a', true, '2A'],
    ['pdfa-2a + pdfua-1', true, '2A'],
    ['pdfa-2u', false, '2U'],
    ['pdfua-1+pdfa-3a', true, '3A'],
    ['pdfua-1', true, null],
    ['none', false, null],
  ])('%s is understood', (written, accessible, archive) => {
    const claims = parseWebStandard(written);
    if (typeof claims === 'string') throw new Error(claims);
    const level = claims.archive === null ? null : claims.archive.part + claims.archive.level;
    expect([claims.accessible, level]).toEqual([accessible, archive]);
  });

  test.each([
    ['pdfx-4', 'pdfx-4 is no standard that the web edition can be written to'],
    ['pdfua-1+', 'an empty name is no standard that the web edition can be written to'],
    ['pdfa-2a+pdfa-2u', 'pdfa-2a+pdfa-2u asks for two parts or levels of PDF/A'],
    ['pdfua-1+pdfua-1', 'pdfua-1+pdfua-1 names pdfua-1 twice'],
    ['none+pdfa-2a', 'none+pdfa-2a: none stands alone'],
  ])('%s is refused with a reason', (written, reason) => {
    expect(parseWebStandard(written)).toBe(reason);
  });

  test('that is refused is an error at its place, with a hint', async () => {
    await inFolder(makeFolder(), async () => {
      writeAccessibleIssue('pdfx-4');
      const cause = await buildIssue('issues/one.yaml').catch((error: unknown) => error);
      if (!(cause instanceof DiagnosticsError)) throw new Error('it was built');
      const [error] = cause.diagnostics.filter(({ severity }) => severity === 'error');
      expect([error?.code, error?.place?.line, error?.place?.column]).toEqual(['P005', 9, 20]);
      expect(error?.message).toContain('editions.web: pdfx-4');
      expect(error?.hint).toContain('pdfua-1+pdfa-2a');
    });
  });
});

test.each([
  ['pdfua-1+pdfa-2a', '2A', true],
  ['pdfa-2u', '2U', false],
  ['pdfa-3a', '3A', false],
  ['pdfua-1', '', true],
  ['none', '', false],
])('a file of %s claims that and nothing else, and has an output intent as an archive', async (standard, archive, accessible) => {
  await inFolder(makeFolder(), async () => {
    writeAccessibleIssue(standard);
    const { pdf } = await buildIssue('issues/one.yaml');
    const file = Buffer.from(pdf).toString('latin1');
    const [, part = ''] = /<pdfaid:part>(\d)</.exec(file) ?? [];
    const [, level = ''] = /<pdfaid:conformance>(\w)</.exec(file) ?? [];
    expect(part + level).toBe(archive);
    expect(file.includes('<pdfuaid:part>1<')).toBe(accessible);
    expect(objectText(pdf).includes('/OutputIntents[')).toBe(archive !== '');
    expect(objectText(pdf)).toContain('/MarkInfo<</Marked true>>');
  });
}); // prettier-ignore

describe('the XMP packet', () => {
  test('claims both standards, and describes the property that PDF/A does not know', () => {
    const { properties = [], namespaces } =
      webXmp({ accessible: true, archive: { part: '2', level: 'A' } }) ?? {};
    expect(properties.join('')).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>'); // prettier-ignore
    expect(properties.join('')).toContain('<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>');
    expect(namespaces).toContain('xmlns:pdfuaid=');
  });

  test('has no descriptions without PDF/A, and nothing at all without a claim', () => {
    expect(webXmp({ accessible: true, archive: null })?.properties).toEqual([
      '<pdfuaid:part>1</pdfuaid:part>',
    ]);
    expect(webXmp({ accessible: false, archive: null })).toBeUndefined();
  });
});

test('the file says in its metadata and output intent what it claims, and passes preflight as both', async () => {
  await inFolder(makeFolder(), async () => {
    writeAccessibleIssue();
    const { pdf } = await buildIssue('issues/one.yaml');
    const diagnostics = new Diagnostics();
    for (const standard of ['pdfua-1', 'pdfa-2a'] as const) {
      const opened = await openPdfForInspection(pdf, { file: 'one.pdf', diagnostics });
      if (opened === null) throw new Error('it cannot be opened');
      const { findings } = await judge(opened, { standard, profile: null }, { file: 'one.pdf' });
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      const [intent] = opened.file.intents;
      expect([intent?.subtype, intent?.identifier, opened.file.intents.length]).toEqual([
        'GTS_PDFA1',
        'sRGB',
        1,
      ]);
      expect(intent?.profile).toMatchObject({
        colorSpace: 'RGB ',
        deviceClass: 'mntr',
        sound: true,
        components: 3,
      });
    }
    expect(diagnostics.list).toEqual([]);
  });
});

test('inks of the style sheet are RGB in the web edition', () => {
  const cmyk = { kind: 'cmyk', cyan: 1, magenta: 0.5, yellow: 0, black: 0.5 } as const;
  expect(PLAIN_COLORS.fill(cmyk, 'text')).toBe('0 0.25 0.5 rg');
  const spot = { kind: 'spot', name: 'Ruby', tint: 0.5, recipe: [0, 1, 1, 0] } as const;
  expect(PLAIN_COLORS.stroke(spot, 'rule')).toBe('1 0.5 0.5 RG');
  expect(PLAIN_COLORS.fill({ kind: 'spot', name: 'Grey', tint: 0.25 }, 'area')).toBe('0.75 0.75 0.75 rg');
});

describe('the sRGB profile', () => {
  test('is small and the same every time', () => {
    expect(srgbProfile()).toEqual(srgbProfile());
    expect(srgbProfile().length).toBeLessThan(1200);
  });

  test('is sRGB to Little CMS, to a step of 255', async () => {
    const { instantiate, TYPE_RGB_8 } = await import('lcms-wasm');
    const lcms = await instantiate();
    const copied = (bytes: Uint8Array): number => {
      const address = lcms._malloc(bytes.length);
      lcms.HEAPU8.set(bytes, address);
      return address;
    };
    const profile = srgbProfile();
    const own = lcms._cmsOpenProfileFromMem(copied(profile), profile.length);
    expect(own).not.toBe(0);
    const relative = 1;
    const transform = lcms._cmsCreateTransform(own, TYPE_RGB_8, lcms._cmsCreate_sRGBProfile(), TYPE_RGB_8, relative, 0); // prettier-ignore
    const colors = new Uint8Array(27 * 3);
    for (let i = 0; i < 27; i++) colors.set([(i % 3) * 127, (Math.floor(i / 3) % 3) * 127, Math.floor(i / 9) * 127], i * 3); // prettier-ignore
    const output = copied(new Uint8Array(colors.length));
    lcms._cmsDoTransform(transform, copied(colors), output, 27);
    const converted = lcms.HEAPU8.slice(output, output + colors.length);
    colors.forEach((value, i) => expect(Math.abs(value - (converted[i] ?? 0))).toBeLessThanOrEqual(1));
  });
});
