import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { loadProgram } from '../../../src/commands/load-program.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'nashr-load-'));
let number = 0;
let launcher = '';
let result = '';

/** A program that writes `word`, found through `require` and a package loaded late, into a file beside it. */
function writeProgram(word: string): void {
  const program = `
    const { writeFileSync } = require('node:fs');
    const said = (text) => text + ' from ' + __filename.slice(-6);
    exports.finished = loadPackage('node:path').then(({ join }) =>
      writeFileSync(join(__filename, '..', 'result'), said(${JSON.stringify(word)})));`;
  writeFileSync(join(launcher, '../program.cjs'), program);
}

async function ran(): Promise<{ isCached: boolean; result: string }> {
  const program = loadProgram(launcher);
  await program.run();
  return { isCached: program.isCached, result: readFileSync(result, 'utf8') };
}

/** Leaves the folder under another name: V8 remembers what it has compiled under the old one. */
async function makeCache(): Promise<string> {
  const program = loadProgram(launcher);
  await program.run();
  writeFileSync(program.cacheFile, program.makeCache());
  rmSync(result);
  return move();
}

/** Returns the cache file in the new place. */
function move(): string {
  const folder = join(ROOT, String(number++));
  renameSync(dirname(launcher), folder);
  launcher = join(folder, 'cli.js');
  result = join(folder, 'result');
  return join(folder, 'program.cache');
}

beforeEach(() => {
  const folder = join(ROOT, String(number++));
  mkdirSync(folder);
  launcher = join(folder, 'cli.js');
  result = join(folder, 'result');
  writeProgram('one');
});

afterAll(() => rmSync(ROOT, { recursive: true }));

describe('the bundled program', () => {
  it('runs without a code cache', async () => {
    expect(await ran()).toEqual({ isCached: false, result: 'one from cli.js' });
  });

  it('runs from its code cache', async () => {
    await makeCache();
    expect(await ran()).toEqual({ isCached: true, result: 'one from cli.js' });
  });

  it('does not run the code of another program of the same length', async () => {
    await makeCache();
    writeProgram('two');
    expect(await ran()).toEqual({ isCached: false, result: 'two from cli.js' });
  });

  it('passes over a cache that V8 refuses', async () => {
    const file = await makeCache();
    const content = readFileSync(file);
    content.fill(0x55, 32);
    writeFileSync(file, content);
    expect(await ran()).toEqual({ isCached: false, result: 'one from cli.js' });
  });

  it('passes over a cache that ends too early', async () => {
    const whole = readFileSync(await makeCache());
    for (const length of [200, 40, 32, 20, 0]) {
      writeFileSync(move(), whole.subarray(0, length));
      expect(await ran()).toEqual({ isCached: false, result: 'one from cli.js' });
    }
  });
});
