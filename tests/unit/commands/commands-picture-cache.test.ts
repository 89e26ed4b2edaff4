import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openPictureCache } from '../../../src/commands/picture-cache.ts';

const folder = mkdtempSync(join(tmpdir(), 'picture-cache-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = (letter: string): string => letter.repeat(64);
const entriesIn = (out: string): readonly string[] => readdirSync(join(out, '.cache/pictures')).sort();

function out(name: string): string {
  return join(folder, name);
}

test('what is put into the cache is there for the next build, in the output folder', async () => {
  const first = openPictureCache(out('kept'));
  expect(await first.get(key('a'))).toBeNull();
  await first.put(key('a'), Buffer.from('inks'));
  await first.put(key('a'), Buffer.from('more inks'));
  const second = openPictureCache(out('kept'));
  expect(Buffer.from((await second.get(key('a'))) ?? []).toString()).toBe('more inks');
  expect(await second.get(key('b'))).toBeNull();
  // Nothing half-written stands beside it.
  expect(entriesIn(out('kept'))).toEqual([key('a')]);
});

test('damaged and cut entries count as absent, and can be written again', async () => {
  const cache = openPictureCache(out('damaged'));
  await cache.put(key('a'), Buffer.from('inks of a photograph'));
  const path = join(out('damaged'), '.cache/pictures', key('a'));
  const whole = readFileSync(path);
  for (const length of [0, 10, 32, whole.length - 1]) {
    writeFileSync(path, whole.subarray(0, length));
    expect(await cache.get(key('a'))).toBeNull();
  }
  const changed = Buffer.from(whole);
  changed[40] = (changed[40] ?? 0) ^ 1;
  writeFileSync(path, changed);
  expect(await cache.get(key('a'))).toBeNull();
  await cache.put(key('a'), Buffer.from('again'));
  expect(Buffer.from((await cache.get(key('a'))) ?? []).toString()).toBe('again');
});

test('the oldest entries go when there are too many bytes, those of this build last', async () => {
  const earlier = openPictureCache(out('full'));
  for (const letter of ['a', 'b', 'c', 'd']) {
    await earlier.put(key(letter), Buffer.alloc(100));
    const seconds = 1_000_000 + letter.charCodeAt(0);
    utimesSync(join(out('full'), '.cache/pictures', key(letter)), seconds, seconds);
  }
  writeFileSync(join(out('full'), '.cache/pictures', 'notes.txt'), 'not an entry'.repeat(100));
  const cache = openPictureCache(out('full'), 300);
  await cache.get(key('a'));
  await cache.prune();
  expect(entriesIn(out('full'))).toEqual([key('a'), key('d'), 'notes.txt']);
});

test('what another process left unfinished is removed with the oldest', async () => {
  const cache = openPictureCache(out('unfinished'), 0);
  await cache.put(key('a'), Buffer.alloc(100));
  writeFileSync(join(out('unfinished'), '.cache/pictures', `${key('b')}.123.tmp`), 'half');
  await cache.prune();
  expect(entriesIn(out('unfinished'))).toEqual([]);
});

test('a folder that cannot be made or is not there costs nothing but time', async () => {
  writeFileSync(out('file'), 'in the way');
  const cache = openPictureCache(out('file'));
  await cache.put(key('a'), Buffer.from('inks'));
  expect(await cache.get(key('a'))).toBeNull();
  await cache.prune();
  await openPictureCache(out('nothing')).prune();
  expect(readdirSync(folder)).not.toContain('nothing');
});
