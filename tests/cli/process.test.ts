// The command line as a process: bundled as it is published, run from other folders, in other places of the world.
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rolldown } from 'rolldown';
import { VERSION } from '../../src/version.ts';
import { SOUND, articleOf, makeFolder, makePublication, manifestOf, styleWith } from './cli-kit.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The bundle's configuration, as `npm run build` uses it. */
const CONFIG: string = '../../.rolldown.config.mjs';
const folders: string[] = [];
let program = '';

beforeAll(async () => {
  // Inside the checkout, so that packages are found; not in dist/, which belongs to the user.
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'nashr-cli-'));
  folders.push(folder);
  const { default: config } = (await import(CONFIG)) as {
    default: { output: object };
  };
  const bundle = await rolldown({ ...config, cwd: ROOT });
  await bundle.write({ ...config.output, dir: folder });
  await bundle.close();
  // As .build-assets.mjs puts them beside the program.
  for (const assets of ['printers', 'profiles'])
    cpSync(join(ROOT, 'src/press', assets), join(folder, 'press', assets), { recursive: true });
  program = join(folder, 'cli.js');
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function nashr(
  words: readonly string[],
  cwd: string = ROOT,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((done) => {
    const env = { ...process.env, NO_COLOR: '1', ...environment };
    execFile(
      process.execPath,
      [program, ...words],
      { cwd, env, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        const status = error === null ? 0 : Number(error.code);
        done({ status, stdout, stderr });
      },
    );
  });
}

function keep(folder: string): string {
  folders.push(folder);
  return folder;
}

/** Names and bytes of the files in a folder. */
function contents(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder)
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  );
}

test('--edition given twice writes both editions', async () => {
  const folder = keep(makePublication());
  const { status, stderr } = await nashr(
    ['build', '--quiet', '--edition', 'press', '--edition', 'web'],
    folder,
  );
  expect([status, stderr]).toEqual([0, '']);
  expect(readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.pdf')).toSorted()).toEqual(['one.pdf', 'one.press.pdf']); // prettier-ignore
});

// The device that is always full is one of Linux.
test.skipIf(!existsSync('/dev/full'))(
  'output that finds the disk full is status 1 and said, not lost in silence',
  async () => {
    const folder = keep(makePublication());
    const ended = await new Promise<Ended>((done) => {
      const words = ['-c', '"$0" "$1" check issues/1.yaml > /dev/full', process.execPath, program];
      execFile('sh', words, { cwd: folder }, (error, stdout, stderr) =>
        done({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });
    expect(ended.stderr).toBe('error: the output cannot be written: the disk is full\n');
    expect(ended.status).toBe(1);
  },
);

describe('help', () => {
  test('lists the commands and the exit statuses', async () => {
    const { status, stdout, stderr } = await nashr(['--help']);
    expect(status).toBe(0);
    expect(stderr).toBe('');
    for (const word of ['build', 'check', 'text', 'verify', 'Exit status:', '3  verify found differences'])
      expect(stdout).toContain(word);
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect((await nashr(['help'])).stdout).toBe(stdout);
  });

  test.each([
    ['build', ['--edition', '--out', '--jobs', '--format', '--quiet', '--strict']],
    ['check', ['--format', '--quiet', '--strict']],
    ['text', ['--layout', '--format']],
    ['verify', ['--update', '--quiet']],
  ])('of %s explains every option', async (command, options) => {
    const { status, stdout } = await nashr([command, '--help']);
    expect(status).toBe(0);
    for (const option of options) expect(stdout).toMatch(new RegExp(`^  ${option}\\b.* {2,}\\w`, 'm'));
    expect((await nashr(['help', command])).stdout).toBe(stdout);
  });

  test('without a command is printed as wrong usage', async () => {
    const { status, stdout, stderr } = await nashr([]);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('Usage: nashr');
  });

  test('the version is that of the package', async () => {
    expect(await nashr(['--version'])).toEqual({ status: 0, stdout: `${VERSION}\n`, stderr: '' });
  });
});

describe('wrong usage', () => {
  const HINT = 'hint: nashr --help lists the commands, nashr help COMMAND its options';
  test.each([
    ['an unknown command', ['biuld'], "unknown command 'biuld'", '(Did you mean build?)'],
    ['an unknown option', ['build', '--jbos', '2'], "unknown option '--jbos'", '(Did you mean --jobs?)'],
    [
      'an unknown format',
      ['build', '--format', 'xml'],
      "'xml' is invalid",
      'Allowed choices are human, json',
    ],
    [
      'an unknown layout',
      ['text', 'x.pdf', '--layout', 'columns'],
      "'columns' is invalid",
      'Allowed choices are pages, flow',
    ],
    [
      'an unknown edition',
      ['build', '--edition', 'web,print'],
      "'web,print' is invalid",
      '“print” is neither web nor press',
    ],
    ['no number of jobs', ['build', '--jobs', 'many'], "'many' is invalid", 'a whole number from 1 to 64'],
    ['no jobs at all', ['build', '--jobs', '0'], "'0' is invalid", 'a whole number from 1 to 64'],
    ['a missing file', ['text'], "missing required argument 'file'", HINT],
    ['too many files', ['text', 'a.pdf', 'b.pdf'], 'too many arguments', HINT],
    ['an option without its value', ['build', '--out'], 'argument missing', HINT],
  ])('(%s) is status 2, named, with a hint', async (_, words, message, hint) => {
    const { status, stdout, stderr } = await nashr(words);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(stderr).toContain(HINT);
  });

  test('is a SOURCE_DATE_EPOCH that is none', async () => {
    const { status, stderr } = await nashr(['build'], keep(makePublication()), { SOURCE_DATE_EPOCH: 'soon' });
    expect(status).toBe(2);
    expect(stderr).toBe('error: SOURCE_DATE_EPOCH is “soon”, not a number of seconds since 1970\n');
  });
});

test('the statuses of the process are those of the commands', async () => {
  const folder = keep(makePublication());
  expect(await nashr(['build', '--quiet'], folder)).toEqual({ status: 0, stdout: '', stderr: '' });
  expect((await nashr(['verify'], folder)).status).toBe(3);
  expect((await nashr(['verify', '--update'], folder)).status).toBe(0);
  expect((await nashr(['verify'], folder)).status).toBe(0);
  expect((await nashr(['check'], folder)).stdout).toBe('issues/1.yaml: nothing to complain about\n');
  expect((await nashr(['text', 'out/one.pdf'], folder)).stdout).toBe(
    readFileSync(join(folder, 'out/one.txt'), 'utf8'),
  );
  expect((await nashr(['text', 'out/none.pdf'], folder)).status).toBe(1);
  writeFileSync(join(folder, 'issues/articles/a.md'), '');
  expect((await nashr(['build'], folder)).status).toBe(1);
});

test('--format json prints JSON alone on standard output', async () => {
  const folder = keep(makePublication({ 'issues/2.yaml': 'issue: [' }));
  const { status, stdout, stderr } = await nashr(['build', '--format', 'json'], folder);
  expect(status).toBe(1);
  expect(stderr).toBe('');
  expect((JSON.parse(stdout) as { issues: unknown[] }).issues).toHaveLength(2);
});

test('the press edition is built with the printer profiles that stand beside the program, also in other processes', async () => {
  const press = 'editions:\n  press: { profile: uncoated }\n';
  const manifest = SOUND['issues/1.yaml'] ?? '';
  const folder = keep(
    makePublication({
      'issues/1.yaml': manifest + press,
      'issues/2.yaml': manifest.replace('issue: one', 'issue: two') + press,
    }),
  );
  const { status, stdout } = await nashr(['build', '--edition', 'web,press', '--jobs', '2'], folder);
  expect(status).toBe(0);
  expect(readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.press.pdf'))).toEqual(['one.press.pdf', 'two.press.pdf']); // prettier-ignore
  expect(stdout.match(/press: PDF\/X-4 for uncoated \(FOGRA47\), trim 120 × 170 mm/g)).toHaveLength(2);
});

test('a reader that closes early is no fault', async () => {
  const folder = keep(
    makePublication({ 'issues/articles/a.md': articleOf('یک بند از متن.\n\n'.repeat(5000)) }),
  );
  await nashr(['build'], folder);
  const ended = await new Promise<Ended>((done) => {
    const command = `"${process.execPath}" "${program}" text out/one.pdf | head -c 100 > /dev/null; echo \${PIPESTATUS[0]}`;
    execFile('bash', ['-c', command], { cwd: folder }, (error, stdout, stderr) =>
      done({ status: error === null ? 0 : 1, stdout, stderr }),
    );
  });
  expect(ended).toEqual({ status: 0, stdout: '0\n', stderr: '' });
});

describe('--jobs', () => {
  const files: Record<string, string> = { 'templates/plain/style.css': styleWith('p { colr: red }') };
  for (let number = 1; number <= 4; number++) {
    const manifest = number === 3 ? manifestOf('articles/none.md') : (SOUND['issues/1.yaml'] ?? '');
    files[`issues/${number}.yaml`] = manifest.replace('issue: one', `issue: i${number}`);
  }

  test.each(['human', 'json'])(
    'gives the same files, output (%s) and status as one process',
    async (format) => {
      const one = keep(makePublication(files));
      const several = keep(makePublication(files));
      const alone = await nashr(['build', '--format', format], one);
      const together = await nashr(['build', '--format', format, '--jobs', '3'], several);
      expect(together).toEqual(alone);
      expect(alone.status).toBe(1);
      expect(contents(join(several, 'out'))).toEqual(contents(join(one, 'out')));
      expect(Object.keys(contents(join(one, 'out')))).toHaveLength(9);
    },
  );

  test('passes --out and --strict on', async () => {
    const folder = keep(makePublication(files));
    rmSync(join(folder, 'issues/3.yaml'));
    expect((await nashr(['build', '--jobs', '2', '--quiet'], folder)).status).toBe(0);
    const strict = await nashr(
      ['build', '--jobs', '2', '--quiet', '--strict', '--out', 'else where'],
      folder,
    );
    expect(strict).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(Object.keys(contents(join(folder, 'else where')))).toHaveLength(9);
  });
});

/** -1 when the texts are the same. */
function firstDifference(a: string, b: string): number {
  if (a === b) return -1;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

describe('the same input gives the same bytes', () => {
  const FILES = {
    'issues/1.yaml': manifestOf('articles/a.md', '{ select: { tags: [t] } }').replace(
      'date: 2024-05-08',
      'date: 2024-05-08\nnumber: 12',
    ),
    'issues/articles/b.md': articleOf(
      'Text **of** the İstanbul article.',
      'title: Istanbul\nlanguage: en\ntags: [t]',
    ),
    'issues/articles/c.md': articleOf(
      'Text in Deutsch, mit ß und ſ.',
      'title: ı and i\nlanguage: de\ntags: [t]\ndate: 2024-05-01',
    ),
    'issues/articles/d.md': articleOf(
      '![آب](x.svg)\n\nمتن ۱۲٬۳۴۵ و i.',
      'title: د\ntags: [t]\ndate: 2024-05-01',
    ),
    'issues/articles/x.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="5"/></svg>',
    'templates/plain/issue.hbs': (SOUND['templates/plain/issue.hbs'] ?? '').replace(
      '{{html}}',
      '{{html}}<p>{{date "2024-05-08" calendar="persian" locale="fa-AF"}} {{date "2024-05-08"}}</p>',
    ),
    'templates/plain/style.css': styleWith(
      '.x { text-transform: uppercase } h1 { text-transform: uppercase }',
    ),
  };
  let folder = '';
  let first: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    folder = keep(makePublication(FILES));
    expect(await nashr(['build'], folder, { TZ: 'UTC', LANG: 'C' })).toMatchObject({ status: 0, stderr: '' });
    first = contents(join(folder, 'out'));
  });

  /** Hashes would not say where two files differ; whole files would flood the report. */
  function expectSame(other: Readonly<Record<string, string>>): void {
    expect(Object.keys(other)).toEqual(Object.keys(first));
    for (const [name, content] of Object.entries(first)) {
      const at = firstDifference(content, other[name] ?? '');
      expect(`${name}: ${at === -1 ? other[name]?.length : `differs at ${at}`}`).toBe(
        `${name}: ${content.length}`,
      );
    }
  }

  test('twice in one folder', async () => {
    await nashr(['build', '--out', 'again'], folder);
    expectSame(contents(join(folder, 'again')));
  });

  test('from a copy in another folder, with another name, named from elsewhere', async () => {
    const copy = join(keep(makeFolder()), 'نسخهٔ دوم');
    cpSync(folder, copy, { recursive: true });
    rmSync(join(copy, 'out'), { recursive: true });
    const elsewhere = keep(makeFolder());
    expect((await nashr(['build', join(copy, 'issues/1.yaml')], elsewhere)).status).toBe(0);
    expectSame(contents(join(elsewhere, 'out')));
  });

  test.each([
    { TZ: 'Asia/Kabul', LANG: 'fa_AF.UTF-8', LC_ALL: 'fa_AF.UTF-8' },
    { TZ: 'Asia/Kabul', LANG: 'fa_AF.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'C' },
    { TZ: 'Pacific/Pago_Pago', LANG: 'de_DE.UTF-8', LC_ALL: '' },
  ])('in the zone $TZ with the locale $LC_ALL', async (environment) => {
    await nashr(['build', '--out', 'there'], folder, environment);
    expectSame(contents(join(folder, 'there')));
    rmSync(join(folder, 'there'), { recursive: true });
  });

  test('with the files made in another order, at another time', async () => {
    const copy = keep(makeFolder());
    for (const [path, content] of Object.entries({ ...SOUND, ...FILES }).toReversed()) {
      mkdirSync(join(copy, path, '..'), { recursive: true });
      writeFileSync(join(copy, path), content);
      utimesSync(join(copy, path), 1_000_000_000, 1_000_000_000);
    }
    await nashr(['build'], copy);
    expectSame(contents(join(copy, 'out')));
  });
});
