// nashr verify --pictures: golden pictures are written, compared, missing, or cannot be read.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { verifyCommand } from '../../src/commands/verify.ts';
import { SOUND, inFolder, makePublication, spyConsole, styleWith } from './cli-kit.ts';

const GOLDEN = 'issues/one.pages';
const STYLE = 'templates/plain/style.css';

async function verify(options: { update?: boolean; pictures?: boolean; format?: 'human' | 'json' } = {}) {
  const console = spyConsole();
  const chosen = { update: false, pictures: true, quiet: false, format: 'human' as const, ...options };
  const status = await verifyCommand([], chosen, console);
  return { status, stdout: console.stdout, stderr: console.stderr };
}

describe('golden pictures', () => {
  test('are written by --pictures --update only, and the pages then look the same', async () => {
    await inFolder(makePublication(), async () => {
      await verify({ pictures: false, update: true });
      expect(existsSync(GOLDEN)).toBe(false);
      const update = await verify({ update: true });
      expect(update).toMatchObject({ status: 0, stderr: '' });
      expect(update.stdout).toContain(`${GOLDEN}: written\n`);
      expect(readdirSync(GOLDEN)).toEqual(['001.png']);
      expect((await sharp(`${GOLDEN}/001.png`).metadata()).width).toBe(600);
      const again = await verify();
      expect(again).toMatchObject({ status: 0, stderr: '' });
      expect(again.stdout).toContain(`${GOLDEN}: the pages look the same\n`);
      expect(existsSync('out')).toBe(false);
    });
  });

  test('that are missing are V005 and status 3', async () => {
    await inFolder(makePublication(), async () => {
      await verify({ pictures: false, update: true });
      const { status, stderr } = await verify();
      expect(status).toBe(3);
      expect(stderr).toContain('V005');
      expect(stderr).toContain(`${GOLDEN}  error  V005  There are no golden pictures yet`);
      expect(existsSync(GOLDEN)).toBe(false);
    });
  });

  test('show a change that the text does not: V004, status 3, and a picture of it', async () => {
    await inFolder(makePublication(), async () => {
      await verify({ update: true });
      writeFileSync(STYLE, styleWith('h1 { color: #c00 }'));
      const { status, stdout, stderr } = await verify();
      expect(status).toBe(3);
      expect(stdout).toContain('the text comes back');
      expect(stderr).toContain('V004');
      expect(stderr).toMatch(
        /V004 {2}Page 1 looks different: 0\.\d\d % of its pixels\n {4}hint: see out\/one\.pages\/001\.png;/,
      );
      expect((await sharp('out/one.pages/001.png').metadata()).width).toBe(1800);
      // What was shown is gone when it is right again.
      writeFileSync(STYLE, SOUND[STYLE] ?? '');
      expect((await verify()).status).toBe(0);
      expect(readdirSync('out/one.pages')).toEqual([]);
    });
  });

  test('and the pages that differ are in the JSON document', async () => {
    await inFolder(makePublication(), async () => {
      await verify({ update: true });
      writeFileSync(STYLE, styleWith('article { break-before: page } h1 { break-after: page }'));
      writeFileSync(`${GOLDEN}/007.png`, readFileSync(`${GOLDEN}/001.png`));
      const { status, stdout } = await verify({ format: 'json' });
      expect(status).toBe(3);
      const { issues } = JSON.parse(stdout) as { issues: { pages: object[] }[] };
      expect(issues[0]?.pages).toMatchObject([
        { page: 1, kind: 'changed', picture: 'out/one.pages/001.png' },
        { page: 2, kind: 'added' },
        { page: 7, kind: 'missing' },
      ]);
      // Writing them anew takes away the one of a page that is no longer there.
      await verify({ update: true });
      expect(readdirSync(GOLDEN)).toEqual(['001.png', '002.png']);
    });
  });

  test('that cannot be read are P007, with the name of the file', async () => {
    await inFolder(makePublication(), async () => {
      await verify({ update: true });
      writeFileSync(`${GOLDEN}/001.png`, 'no picture');
      const { status, stderr } = await verify();
      expect(status).toBe(1);
      expect(stderr).toMatch(/P007 .*issues\/one\.pages\/001\.png/);
    });
  });
});
