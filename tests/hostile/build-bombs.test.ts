// Input made to exhaust or to trick the program: it ends in a diagnostic or a page, soon, and leaves nothing half-done.
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  SOUND,
  articleOf,
  buildWith,
  inFolder,
  makePublication,
  manifestOf,
  runBuild,
} from '../cli/cli-kit.ts';
import { readFileSync } from 'node:fs';
import { countCpuTime } from '../cpu-time.ts';

const A = 'issues/articles/a.md';
/** Milliseconds; a quiet machine needs a tenth. */
const SOON = 10_000;

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** A PNG that says it has so many pixels, with the data of a few. */
function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.alloc(100));
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', data),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

const withPicture = (name: string, content: string | Uint8Array): Record<string, string | Uint8Array> => ({
  [A]: articleOf('متن', `title: آب\nimage: { src: ${name}, alt: x }`),
  [`issues/articles/${name}`]: content,
});

async function timed<T>(work: () => Promise<T>): Promise<T> {
  const elapsed = countCpuTime();
  const result = await work();
  expect(elapsed()).toBeLessThan(SOON);
  return result;
}

test('an alias bomb in a manifest is refused', async () => {
  const levels = Array.from({ length: 9 }, (_, level) => `l${level}: &l${level} [${Array.from({ length: 9 }, () => (level === 0 ? 'lol' : `*l${level - 1}`)).join(', ')}]`); // prettier-ignore
  const { status, findings, outputs } = await timed(() => buildWith({ 'issues/1.yaml': `${levels.join('\n')}\n${SOUND['issues/1.yaml']}` })); // prettier-ignore
  expect(findings).toMatchObject([{ code: 'M002', severity: 'error', file: 'issues/1.yaml' }]);
  expect(findings[0]?.line).toBeGreaterThan(1);
  expect(status).toBe(1);
  expect(outputs).toEqual([]);
});

test('an alias bomb in front matter is refused at its article', async () => {
  const front = `title: آب\nmeta:\n  a: &a [${'x, '.repeat(500)}x]\n  b: &b [${'*a, '.repeat(500)}*a]\n  c: [${'*b, '.repeat(500)}*b]`;
  const { status, findings } = await timed(() => buildWith({ [A]: articleOf('متن', front) }));
  expect(findings).toMatchObject([{ code: 'A002', severity: 'error', file: A }]);
  expect(status).toBe(1);
});

describe('a picture', () => {
  test('of 30,000 × 30,000 pixels is refused by its header', async () => {
    const { status, findings, outputs } = await timed(() => buildWith(withPicture('x.png', pngHeader(30_000, 30_000)))); // prettier-ignore
    expect(findings).toMatchObject([{ code: 'I003', severity: 'error', file: A, line: 3, column: 15 }]);
    expect(findings[0]?.message).toContain('30000 × 30000');
    expect(findings[0]?.hint).toContain('smaller');
    expect(status).toBe(1);
    expect(outputs).toEqual([]);
  });

  test('whose data end early is refused, by build and by check', async () => {
    const { status, findings, outputs } = await buildWith(withPicture('x.png', pngHeader(400, 400)));
    expect(findings).toMatchObject([{ code: 'I002', severity: 'error', file: A, line: 3, column: 15 }]);
    expect(status).toBe(1);
    expect(outputs).toEqual([]);
  });

  test('that is a drawing with a script and an external entity loses both and is printed', async () => {
    const svg = `<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">
<script>alert(1)</script><desc>&x;</desc><rect width="10" height="10" onclick="alert(2)"/>
<image href="http://example.org/x.png"/></svg>`;
    const { status, findings, outputs } = await buildWith(withPicture('x.svg', svg));
    expect(findings).toMatchObject([{ code: 'I005', severity: 'warning', file: A, line: 3, column: 15 }]);
    for (const part of ['<script>', 'onclick', 'entity', '<image>'])
      expect(findings[0]?.message).toContain(part);
    expect(status).toBe(0);
    expect(outputs).toHaveLength(3);
  });

  test('that is a drawing full of entities that grow is refused or harmless', async () => {
    const entities = Array.from({ length: 9 }, (_, level) => `<!ENTITY e${level} "${level === 0 ? 'lol' : `&e${level - 1};`.repeat(10)}">`); // prettier-ignore
    const svg = `<!DOCTYPE svg [${entities.join('')}]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&e8;</text></svg>`;
    const { findings } = await timed(() => buildWith(withPicture('x.svg', svg)));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(({ file }) => file === A)).toBe(true);
  });
});

describe('an article', () => {
  test.each([
    ['100,000 opening brackets', '['.repeat(100_000)],
    ['100,000 brackets in each other', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['20,000 quotes in each other', `${'> '.repeat(20_000)}x`],
    ['20,000 asterisks and letters', '*a **b '.repeat(10_000)],
    ['10,000 spans in each other', `${'['.repeat(10_000)}x${']{.a}'.repeat(10_000)}`],
    ['5,000 HTML elements in each other', `${'<div>'.repeat(5_000)}x`],
    ['a list 1,000 deep', Array.from({ length: 1000 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
  ])('of %s builds', async (_, body) => {
    const { status, findings } = await timed(() => buildWith({ [A]: articleOf(body) }));
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(status).toBe(0);
  });

  test.each([
    ['Latin', 'x'],
    ['Persian', 'ب'],
    ['Persian that do not join', 'د'],
  ])('of one word of 100,000 %s letters builds, and the word comes back', async (_, letter) => {
    await timed(() =>
      inFolder(makePublication({ [A]: articleOf(letter.repeat(100_000), 'title: 1') }), async () => {
        const { status } = await runBuild();
        expect(status).toBe(0);
        const text = readFileSync('out/one.txt', 'utf8');
        expect(text.split(letter).length - 1).toBe(100_000);
      }),
    );
  });
});

test('a manifest that chooses one article 5,000 times prints it once', async () => {
  const { status, findings } = await timed(() => buildWith({ 'issues/1.yaml': manifestOf(...Array.from({ length: 5000 }, () => 'articles/a.md')) })); // prettier-ignore
  expect(status).toBe(0);
  expect(findings.filter(({ code }) => code === 'M009').length).toBeGreaterThan(0);
  expect(findings.every(({ severity }) => severity === 'note')).toBe(true);
});

test('a template that prints without end is stopped', async () => {
  const { status, findings } = await timed(() => buildWith({ 'templates/plain/issue.hbs': '{{> a}}', 'templates/plain/a.hbs': 'x{{> b}}', 'templates/plain/b.hbs': '{{> a}}' })); // prettier-ignore
  expect(findings).toMatchObject([{ code: 'T004', severity: 'error' }]);
  expect(status).toBe(1);
});
