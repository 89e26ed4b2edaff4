// Pictures of the press edition from the command line: what is wrong with them ends without a file, and what was converted
// once is not converted again.
import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { SOUND, articleOf, buildWith, inFolder, makePublication, runBuild, writeInto } from './cli-kit.ts';

const PLACE = { file: 'issues/articles/a.md', line: 5 };

/** A photograph of so many pixels each way. */
async function photograph(side: number): Promise<Uint8Array> {
  const data = Buffer.alloc(side * side * 3).map((_, i) => (i * i + (i >> 4)) & 255);
  return sharp(data, { raw: { width: side, height: side, channels: 3 } })
    .jpeg()
    .toBuffer();
}

/** The sound publication with a press edition of it and a picture 40 mm wide. */
function withPicture(picture: Uint8Array): Record<string, string | Uint8Array> {
  return {
    'issues/1.yaml': `${SOUND['issues/1.yaml'] ?? ''}editions:\n  press: { profile: coated }\n`,
    'issues/articles/a.md': articleOf('![Water](media/water.jpg)\n\nمتن'),
    'issues/articles/media/water.jpg': picture,
  };
}

describe('a picture of the press edition', () => {
  test('that cannot be decoded is an error at its place, and nothing is written', async () => {
    const whole = await photograph(500);
    const { status, findings, outputs } = await buildWith(withPicture(whole.subarray(0, 9000)), {
      editions: ['press'],
    });
    expect(status).toBe(1);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'I002', severity: 'error', ...PLACE }));
    expect(outputs).toEqual([]);
  });

  test('with too few pixels is an error at its place, and nothing is written', async () => {
    const { status, findings, outputs } = await buildWith(withPicture(await photograph(200)), {
      editions: ['press'],
    });
    expect(status).toBe(1);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'I007', severity: 'error', ...PLACE }));
    expect(outputs.filter((file) => !file.startsWith('.cache'))).toEqual([]);
  });

  test('that only the manifest names is complained about there', async () => {
    const cover = 'issues/articles/media/water.jpg';
    const template = (SOUND['templates/plain/issue.hbs'] ?? '').replace('<body>', '<body><img src="{{issue.meta.cover.image}}" alt="آب">'); // prettier-ignore
    const files = (side: Uint8Array | null, profile: string): Record<string, string | Uint8Array | null> => ({
      'issues/1.yaml': `${SOUND['issues/1.yaml'] ?? ''}meta:\n  cover:\n    image: ${cover}\neditions:\n  press: { profile: ${profile} }\n`,
      'templates/plain/issue.hbs': template,
      [cover]: side,
    });
    const at = { file: 'issues/1.yaml', line: 11, column: 12 };
    const press = { editions: ['press'] } as const;
    const few = await buildWith(files(await photograph(200), 'coated'), press);
    expect(few.findings).toContainEqual(expect.objectContaining({ code: 'I007', ...at }));
    const fair = await buildWith(files(await photograph(200), 'newspaper'), press);
    expect(fair.findings).toContainEqual(expect.objectContaining({ code: 'I006', ...at }));
    const none = await buildWith(files(null, 'coated'), press);
    expect(none.findings).toContainEqual(expect.objectContaining({ code: 'I001', ...at }));
  });

  test.each([
    ['press', 'I006', 'in its text', 'newspaper', '\n![Water](media/water.jpg)\n'],
    ['press', 'I007', 'in its text', 'coated', '\n![Water](media/water.jpg)\n'],
    ['web', 'I006', 'in its text', 'coated', '\n![Water](media/water.jpg)\n'],
    ['press', 'I006', 'as its picture', 'newspaper', null],
  ] as const)(
    'of the %s edition is reported (%s) at the article that prints it large, %s',
    async (edition, code, _, profile, body) => {
      const image = 'image: { src: media/water.jpg, alt: Water }\n';
      const { findings } = await buildWith({
      ...withPicture(await photograph(edition === 'web' ? 60 : 200)),
      'issues/1.yaml': `${(SOUND['issues/1.yaml'] ?? '').replace('articles/a.md', 'articles/a.md\n      - articles/b.md\n      - articles/c.md')}editions:\n  press: { profile: ${profile} }\n`,
      'issues/articles/b.md': articleOf(body ?? 'متن', body === null ? `title: ب\n${image}` : 'title: ب'),
      'issues/articles/c.md': articleOf('![Water](media/water.jpg)\n\nمتن', 'title: پ'),
      'templates/plain/style.css': `${SOUND['templates/plain/style.css'] ?? ''}img { width: 8mm } #b img { width: 40mm }`,
    }, { editions: [edition] }); // prettier-ignore
      const reported = findings.filter((finding) => finding.code === code);
      expect(reported.map(({ file, line }) => ({ file, line }))).toEqual([{ file: 'issues/articles/b.md', line: body === null ? undefined : 6 }]); // prettier-ignore
    },
  );

  test('is kept for the next build, which writes the same file', async () => {
    const picture = await photograph(500);
    await inFolder(makePublication(withPicture(picture)), async () => {
      const first = await runBuild({ editions: ['press'] });
      expect(first.status).toBe(0);
      const file = readFileSync('out/one.press.pdf');
      const kept = readdirSync('out/.cache/pictures');
      expect(kept).toHaveLength(1);
      await runBuild({ editions: ['press'] });
      expect(readFileSync('out/one.press.pdf').equals(file)).toBe(true);
      writeInto('.', { [`out/.cache/pictures/${kept[0] ?? ''}`]: 'damaged' });
      await runBuild({ editions: ['press'] });
      expect(readFileSync('out/one.press.pdf').equals(file)).toBe(true);
      writeInto('.', { 'issues/articles/media/water.jpg': await photograph(501) });
      await runBuild({ editions: ['press'] });
      expect(readdirSync('out/.cache/pictures')).toHaveLength(2);
    });
  });

  test('is not kept by the web edition', async () => {
    await inFolder(makePublication(withPicture(await photograph(500))), async () => {
      await runBuild({ editions: ['web'] });
      expect(readdirSync('out').sort()).toEqual(['one.json', 'one.pdf', 'one.txt']);
    });
  });
});
