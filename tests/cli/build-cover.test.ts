// nashr build --cover, and what OUT/<issue>.json says to a web site.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test, vi } from 'vitest';
import * as canvas from '../../src/preflight/report/load-canvas.ts';
import { UsageError } from '../../src/commands/report.ts';
import { SOUND, inFolder, makePublication, runBuild } from './cli-kit.ts';

vi.mock('../../src/preflight/report/load-canvas.ts', { spy: true });

interface IssueJson {
  readonly titles: Readonly<Record<string, string>>;
  readonly number?: number;
  readonly files: readonly { readonly file: string; readonly kind: string; readonly bytes: number; readonly width?: number; readonly height?: number }[]; // prettier-ignore
}

const issueJson = (): IssueJson => JSON.parse(readFileSync('out/one.json', 'utf8')) as IssueJson;

describe('--cover', () => {
  test('writes the first page, 800 pixels wide, the same for the same input', async () => {
    await inFolder(makePublication(), async () => {
      const { status, outputs } = await runBuild({ cover: true });
      expect({ status, outputs }).toEqual({
        status: 0,
        outputs: ['one.json', 'one.pdf', 'one.png', 'one.txt'],
      });
      const first = readFileSync('out/one.png');
      const { width, height, format } = await sharp(first).metadata();
      // 120 mm by 170 mm
      expect({ width, height, format }).toEqual({ width: 800, height: 1133, format: 'png' });
      await runBuild({ cover: true, out: 'again' });
      expect(readFileSync('again/one.png').equals(first)).toBe(true);
    });
  });

  test('shows what is on the page: ink in its upper part, paper below', async () => {
    await inFolder(makePublication(), async () => {
      await runBuild({ cover: true });
      const darkest = async (top: number, height: number): Promise<number> => {
        const pixels = await sharp('out/one.png')
          .removeAlpha()
          .extract({ left: 0, top, width: 800, height })
          .raw()
          .toBuffer();
        return pixels.reduce((least, value) => Math.min(least, value), 255);
      };
      expect(await darkest(0, 300)).toBeLessThan(60);
      expect(await darkest(700, 400)).toBe(255);
    });
  });

  test('goes with the web edition only', async () => {
    await inFolder(makePublication(), async () => {
      await expect(runBuild({ cover: true, editions: ['press'] })).rejects.toThrow(UsageError);
    });
  });

  test('that cannot be drawn is P007, and no file is written', async () => {
    await inFolder(makePublication(), async () => {
      vi.mocked(canvas.loadCanvas).mockResolvedValueOnce(null);
      const { status, findings, outputs } = await runBuild({ cover: true });
      expect(status).toBe(1);
      expect(findings).toMatchObject([{ code: 'P007', severity: 'error', file: 'out/one.pdf' }]);
      expect(outputs).toEqual([]);
    });
  });
});

describe('OUT/<issue>.json', () => {
  test('has the title in all languages, the number, and the files with their sizes', async () => {
    const manifest = (SOUND['issues/1.yaml'] ?? '').replace('issue: one', 'issue: one\nnumber: 187');
    await inFolder(makePublication({ 'issues/1.yaml': manifest }), async () => {
      await runBuild({ cover: true });
      const { titles, number, files } = issueJson();
      expect({ titles, number }).toEqual({ titles: { fa: 'نشریه', en: 'Paper' }, number: 187 });
      expect(files.map(({ file, kind }) => `${kind} ${file}`)).toEqual([
        'pdf one.pdf',
        'text one.txt',
        'cover one.png',
      ]);
      for (const { file, bytes } of files) expect(bytes).toBe(readFileSync(`out/${file}`).length);
      expect(files[2]).toMatchObject({ width: 800, height: 1133 });
    });
  });

  test('has a single title under the language of the issue, and no cover that was not asked for', async () => {
    const manifest = (SOUND['issues/1.yaml'] ?? '').replace(
      'title: { fa: نشریه, en: Paper }',
      'title: نشریه',
    );
    await inFolder(makePublication({ 'issues/1.yaml': manifest }), async () => {
      const { outputs } = await runBuild();
      expect(outputs).toEqual(['one.json', 'one.pdf', 'one.txt']);
      expect(issueJson().titles).toEqual({ fa: 'نشریه' });
      expect(issueJson().files).toHaveLength(2);
    });
  });
});
