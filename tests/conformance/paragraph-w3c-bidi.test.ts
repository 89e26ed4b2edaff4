// W3C i18n tests for CSS Writing Modes and HTML bidi: 250 lines with the order in which they are to be seen.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { Kit } from '../unit/paragraph/paragraph-kit.ts';

interface BidiCase {
  readonly id: string;
  readonly base: 'ltr' | 'rtl' | 'auto';
  readonly text: string;
  readonly visual: string;
}

const CASES = JSON.parse(
  gunzipSync(readFileSync(new URL('../data/unicode/w3c-i18n-bidi.json.gz', import.meta.url))).toString(
    'utf8',
  ),
) as readonly BidiCase[];

describe('a line with direction controls is seen in the order that W3C expects', () => {
  let kit: Kit;
  beforeAll(async () => {
    kit = await Kit.make();
  });

  it('has all 250 cases', () => {
    expect(CASES).toHaveLength(250);
  });

  it.each(CASES)('$id', ({ base, text, visual }) => {
    const direction = base === 'auto' ? 'ltr' : base;
    expect(kit.visual(text, { direction, plaintext: base === 'auto' })).toBe(visual);
  });
});
