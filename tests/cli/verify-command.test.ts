// nashr verify: the golden text is written, compared, missing, or cannot be.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { verifyCommand } from '../../src/commands/verify.ts';
import * as extraction from '../../src/preflight/pdfjs/extract-text.ts';
import { SOUND, articleOf, inFolder, makePublication, manifestOf, runBuild, spyConsole } from './cli-kit.ts';

const GOLDEN = 'issues/one.expected.txt';
const ARTICLE = 'issues/articles/a.md';

async function verify(
  options: { update?: boolean; quiet?: boolean; format?: 'human' | 'json' } = {},
  manifests: readonly string[] = [],
) {
  const console = spyConsole();
  const status = await verifyCommand(
    manifests,
    { update: false, quiet: false, format: 'human', ...options },
    console,
  );
  return { status, stdout: console.stdout, stderr: console.stderr };
}

vi.mock('../../src/preflight/pdfjs/extract-text.ts', { spy: true });
afterEach(() => vi.mocked(extraction.extractText).mockReset());

describe('the golden text', () => {
  test('is written by --update, and is then what comes back', async () => {
    await inFolder(makePublication(), async () => {
      const update = await verify({ update: true });
      expect(update).toEqual({ status: 0, stdout: `${GOLDEN}: written\n`, stderr: '' });
      expect(readFileSync(GOLDEN, 'utf8')).toBe('آب\n\nاین یک متن کوتاه است، with Latin in it.\n');
      expect(await verify()).toEqual({
        status: 0,
        stdout: 'issues/1.yaml: the text comes back, 1 page\n',
        stderr: '',
      });
      expect(await verify({ quiet: true })).toEqual({ status: 0, stdout: '', stderr: '' });
    });
  });

  test('and what differs from it are one JSON document when asked for', async () => {
    await inFolder(makePublication(), async () => {
      await verify({ update: true });
      writeFileSync(ARTICLE, articleOf('این یک متن بلند است، with Latin in it.'));
      const { status, stdout, stderr } = await verify({ format: 'json' });
      expect({ status, stderr }).toEqual({ status: 3, stderr: '' });
      const report = JSON.parse(stdout) as { issues: { status: number; differences: object[]; diagnostics: { code: string }[] }[] }; // prettier-ignore
      expect(report.issues).toHaveLength(1);
      expect(report.issues[0]?.status).toBe(3);
      expect(report.issues[0]?.differences).toEqual([
        {
          page: 1,
          kind: 'changed',
          expected: 'این یک متن کوتاه است، with Latin in it.',
          actual: 'این یک متن بلند است، with Latin in it.',
          articles: ['آب'],
          against: 'golden',
        },
      ]);
      expect(report.issues[0]?.diagnostics.map(({ code }) => code)).toContain('V001');
    });
  });

  test('that is missing is V002 and status 3, and none is written', async () => {
    await inFolder(makePublication(), async () => {
      const { status, stderr } = await verify();
      expect(status).toBe(3);
      expect(stderr).toContain('V002');
      expect(stderr).toBe(
        `${GOLDEN}  error  V002  There is no golden text yet\n    hint: read the text of the PDF, then run nashr verify --update\n`,
      );
      expect(existsSync(GOLDEN)).toBe(false);
    });
  });

  test('that differs is V001 and status 3, with a diff that shows page and change', async () => {
    await inFolder(makePublication(), async () => {
      await verify({ update: true });
      writeFileSync(ARTICLE, articleOf('این یک متن بلند است، with Latin in it.'));
      const { status, stdout, stderr } = await verify();
      expect(status).toBe(3);
      // Each side is isolated in its own direction.
      expect(stdout).toBe(
        'page 1, in “\u2067آب\u2069”: changed\n  - \u2067این یک متن [کوتاه] است، with Latin in it.\u2069\n  + \u2067این یک متن [بلند] است، with Latin in it.\u2069\n',
      );
      expect(stderr).toBe(
        `${GOLDEN}  error  V001  The text differs from the golden text in 1 place\n    hint: if the change is meant, run nashr verify --update\n`,
      );
    });
  });

  test('is not disturbed by the line ends of the system it was checked out on', async () => {
    await inFolder(makePublication(), async () => {
      await verify({ update: true });
      writeFileSync(GOLDEN, readFileSync(GOLDEN, 'utf8').replaceAll('\n', '\r\n'));
      expect((await verify()).status).toBe(0);
    });
  });

  test('may begin with a byte order mark', async () => {
    await inFolder(makePublication(), async () => {
      await verify({ update: true });
      writeFileSync(GOLDEN, `\ufeff${readFileSync(GOLDEN, 'utf8').replaceAll('\n', '\r\n')}`);
      expect(await verify({ quiet: true })).toEqual({ status: 0, stdout: '', stderr: '' });
    });
  });

  test.each([
    ['is empty', '', 'The golden text is empty', 'read the text of the PDF, then run nashr verify --update'],
    ['has nothing but blank lines', '\ufeff\n \n\f\n', 'The golden text is empty', 'read the text of the PDF, then run nashr verify --update'],
    ['is not UTF-8', Buffer.from('\ufeffآب', 'utf16le'), 'The golden text cannot be read: it is not UTF-8', 'save it as UTF-8'],
  ] as const)('that %s is V002, without a diff of the whole issue', async (_, content, message, hint) => {
    await inFolder(makePublication({ [GOLDEN]: content }), async () => {
      expect(await verify()).toEqual({ status: 3, stdout: '', stderr: `${GOLDEN}  error  V002  ${message}\n    hint: ${hint}\n` });
      expect(readFileSync(GOLDEN)).toEqual(Buffer.from(content));
    });
  }); // prettier-ignore

  test('of a PDF that is named is written by the command that the hint gives', async () => {
    await inFolder(makePublication(), async () => {
      await runBuild();
      renameSync('out/one.pdf', 'out/one issue.pdf');
      const missing = await verify({}, ['out/one issue.pdf']);
      expect(missing).toEqual({ status: 3, stdout: '', stderr: 'out/one issue.expected.txt  error  V002  There is no golden text yet\n    hint: read the text of the PDF, then run nashr verify --update "out/one issue.pdf"\n' }); // prettier-ignore
      await verify({ update: true }, ['out/one issue.pdf']);
      expect((await verify({}, ['out/one issue.pdf'])).status).toBe(0);
      renameSync('out/one issue.pdf', 'out/one.pdf');
      writeFileSync('out/one.expected.txt', 'آب\n');
      const { stderr } = await verify({}, ['out/one.pdf']);
      expect(stderr).toContain('    hint: if the change is meant, run nashr verify --update out/one.pdf\n');
    });
  });

  test('that cannot be read or written is a diagnostic', async () => {
    await inFolder(makePublication({ [`${GOLDEN}/x`]: '' }), async () => {
      expect(await verify()).toMatchObject({
        status: 3,
        stderr: `${GOLDEN}  error  V002  The golden text cannot be read: it is no file\n`,
      });
      const update = await verify({ update: true });
      expect(update.status).toBe(1);
      expect(update.stderr).toContain('X003');
    });
  });
});

describe('a PDF whose text is not the source text', () => {
  const spoil = (): void => {
    vi.mocked(extraction.extractText).mockResolvedValue({
      tagged: true,
      missing: [],
      pages: [
        {
          number: 1,
          label: '1',
          blocks: [
            { role: 'H1', text: 'آب' },
            { role: 'P', text: 'is Latin این متن است' },
          ],
        },
      ],
    });
  };

  test('is V003 and status 3, and never becomes the golden text', async () => {
    await inFolder(makePublication(), async () => {
      spoil();
      const { status, stdout, stderr } = await verify({ update: true });
      expect(status).toBe(3);
      expect(stderr).toContain(
        'issues/1.yaml  error  V003  1 block of the source text does not come back from the PDF',
      );
      expect(stdout).toContain('page 1: changed\n  - \u2067');
      expect(existsSync(GOLDEN)).toBe(false);
    });
  });

  test('is a fault of the program where nothing else explains it', async () => {
    await inFolder(makePublication(), async () => {
      spoil();
      expect((await verify()).stderr).toContain('hint: this is a fault of the program: please report it');
    });
  });

  test('is no fault of the program where text has no room on its page, and says what can be done', async () => {
    await inFolder(makePublication(), async () => {
      const template = 'templates/plain/issue.hbs';
      writeFileSync(template, readFileSync(template, 'utf8').replace('</body>', '<p style="position: absolute; top: 0; left: -300pt; white-space: nowrap">Words that nobody sees</p></body>')); // prettier-ignore
      const { status, stderr } = await verify();
      expect(status).toBe(3);
      expect(stderr).toMatch(/error {2}V003 .*\n {4}hint: text without room .*: see L002 for templates\/plain\/issue\.hbs, and shorten it/); // prettier-ignore
      expect(stderr).not.toContain('fault of the program');
    });
  });

  test('is reported beside a difference from the golden text', async () => {
    await inFolder(makePublication(), async () => {
      await verify({ update: true });
      spoil();
      const { status, stderr } = await verify();
      expect(status).toBe(3);
      expect(stderr).toContain('V003');
      expect(stderr).toContain('V001');
    });
  });
});

test('a text with controls, joiners, notes, verse and code comes back', async () => {
  const body = [
    'متن\u200e (T-72)\u200e متن، می\u200cخواهم، می\u00adخواهم، ن\u200dم.',
    '\u2067isolate\u2069 ab\u200bcd x\u2060y',
    'Line one\\\nline two, with a note[^1] and a [link](https://example.org/a/b?c=1). {lang=en}',
    ':::poem\nچو کشور نباشد / تن من مباد\nبدین بوم / و بر زنده\n:::',
    '```\ncode  in\n  two lines\n```',
    '| الف | B |\n|---|---|\n| ۱۲ | 34 |',
    '- یک\n- دو',
    '> نقل قول “quoted”',
    '[^1]: The note، یادداشت.',
  ];
  await inFolder(makePublication({ [ARTICLE]: articleOf(body.join('\n\n')) }), async () => {
    expect(await verify({ update: true })).toEqual({ status: 0, stdout: `${GOLDEN}: written\n`, stderr: '' });
    const golden = readFileSync(GOLDEN, 'utf8');
    for (const part of [
      'متن (T-72) متن، می\u200cخواهم، میخواهم، نم.',
      'isolate abcd xy',
      'Line one line two',
      'code in two lines',
    ])
      expect(golden).toContain(part);
  });
});

describe('several issues', () => {
  const two = { 'issues/2.yaml': manifestOf('articles/none.md').replace('issue: one', 'issue: two') };

  test('are all verified; one that cannot be built makes the status 1', async () => {
    await inFolder(makePublication(two), async () => {
      const { status, stderr } = await verify();
      expect(stderr).toMatch(/V002[\s\S]*M007/);
      expect(status).toBe(1);
      rmSync('issues/2.yaml');
      expect((await verify()).status).toBe(3);
    });
  });

  test('that do not exist are M011 and status 1', async () => {
    await inFolder(makePublication({ 'issues/1.yaml': null }), async () => {
      expect(await verify()).toMatchObject({ status: 1, stderr: expect.stringContaining('M011') as string });
    });
  });
});

test('warnings of the build are printed, and --quiet leaves them out', async () => {
  const style = `${SOUND['templates/plain/style.css']}p { colr: red }`;
  await inFolder(makePublication({ 'templates/plain/style.css': style }), async () => {
    expect((await verify({ update: true })).stderr).toContain('C002');
    expect(await verify({ quiet: true })).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
