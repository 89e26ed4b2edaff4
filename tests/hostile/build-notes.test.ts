// Thousands of notes called in one paragraph: the time grows with their number, not with its square.
import { expect, test } from 'vitest';
import { SOUND, articleOf, buildWith } from '../cli/cli-kit.ts';
import { countCpuTime } from '../cpu-time.ts';

const A = 'issues/articles/a.md';
const STYLE = 'templates/plain/style.css';
/** Milliseconds; a quiet machine needs a quarter. */
const SOON = 15_000;
const COUNT = 5000;

const numbers = Array.from({ length: COUNT }, (_, i) => i + 1);
const article = articleOf(
  `${numbers.map((n) => `word[^${n}]`).join(' ')}\n\n${numbers.map((n) => `[^${n}]: note ${n}`).join('\n\n')}`,
  'title: Notes\nlanguage: en',
);

test.each(['p { text-align: justify }', '.footnotes li { float: footnote }'])(
  'five thousand notes of one paragraph are set soon with %s',
  async (css) => {
    const elapsed = countCpuTime();
    const { status, outputs } = await buildWith({ [A]: article, [STYLE]: `${SOUND[STYLE]}${css}` });
    expect(elapsed()).toBeLessThan(SOON);
    expect(status).toBe(0);
    expect(outputs.some((name) => name.endsWith('.pdf'))).toBe(true);
  },
  60_000,
);
