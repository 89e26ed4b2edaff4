// The press edition, in cold processes that take turns: the sample issue without its bitmaps, web against press; the sample with
// them, converted and from the cache; one picture of twelve megapixels as JPEG, grey JPEG, PNG and PNG with opacity, eight JPEGs
// in one issue; preflight of the sample. Each row also says what it takes beyond its base, which is what pictures cost.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { measure, median } from './measure.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const CLI = join(ROOT, 'dist/cli.js');
const SAMPLE = '2024-19';
const WIDTH = 4000;
const HEIGHT = 3000;
const PHOTOGRAPHS = ['autumn-meadow', 'fruit-bowl', 'drum', 'stream', 'mountain-path', 'window-dogs', 'dragonfly', 'evening-sun'];

/** Prints the table. */
export async function benchPress(runs) {
  const work = mkdtempSync(join(tmpdir(), 'nashr-bench-press-'));
  try {
    const sample = join(ROOT, `issues/${SAMPLE}.yaml`);
    const plain = withoutBitmaps(join(work, 'plain'));
    const pictures = await picturePublication(join(work, 'pictures'));
    const out = join(work, 'out');
    const build = (manifest, ...rest) => [process.execPath, CLI, 'build', manifest, '--quiet', '--out', out, ...rest];
    const press = (manifest) => build(manifest, '--edition', 'press');
    const cases = [
      { name: 'sample without bitmaps, web', argv: build(plain) },
      { name: 'sample without bitmaps, press', argv: press(plain), base: 'sample without bitmaps, web' },
      { name: 'sample, web', argv: build(sample) },
      { name: 'sample, press', argv: press(sample), fresh: true, base: 'sample, web' },
      { name: 'sample, press, cached', argv: press(sample), base: 'sample, web' },
      { name: 'no picture, press', argv: press(pictures.none) },
      ...Object.entries(pictures).filter(([name]) => name !== 'none').flatMap(([name, manifest]) => [
        { name: `${name}, press`, argv: press(manifest), fresh: true, base: 'no picture, press' },
        { name: `${name}, press, cached`, argv: press(manifest), base: 'no picture, press' },
      ]),
      { name: 'preflight of the sample', argv: [process.execPath, CLI, 'preflight', join(out, `${SAMPLE}.press.pdf`)] },
    ];
    const results = new Map(cases.map(({ name }) => [name, []]));
    for (let run = 0; run < runs; run++) {
      for (const { name, argv, fresh } of cases) {
        // What stands in the cache is what the case before has put there.
        if (fresh) rmSync(join(out, '.cache'), { recursive: true, force: true });
        results.get(name).push(measure(argv, ROOT));
      }
    }
    const figures = (name) => Object.fromEntries(['wall', 'cpu', 'memory'].map((key) => [key, median(results.get(name).map((each) => each[key]))]));
    for (const { name, base } of cases) {
      const { wall, cpu, memory } = figures(name);
      const than = base === undefined ? null : figures(base);
      const more = than === null ? '' : `  beyond “${base}” ${(wall - than.wall).toFixed(2)} s, ${(cpu - than.cpu).toFixed(2)} s, ${(memory - than.memory).toFixed(0)} MB; times ${(cpu / than.cpu).toFixed(2)}`;
      console.log(`${name.padEnd(42)} wall ${wall.toFixed(2)} s  cpu ${cpu.toFixed(2)} s  memory ${memory.toFixed(0)} MB${more}`);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The sample's publication without the photographs that its articles name. */
function withoutBitmaps(folder) {
  for (const part of ['issues', 'templates', 'fonts']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  const articles = join(folder, 'issues/articles');
  for (const name of readdirSync(articles).filter((each) => each.endsWith('.md'))) {
    const text = readFileSync(join(articles, name), 'utf8');
    const image = /^image:\n(?: .*\n)+/m;
    if (/\.jpg$/m.test(image.exec(text)?.[0] ?? '')) writeFileSync(join(articles, name), text.replace(image, ''));
  }
  return join(folder, `issues/${SAMPLE}.yaml`);
}

/** Issues of one page and one picture, or eight: sample photographs enlarged, with the grain of a camera. */
async function picturePublication(folder) {
  const media = join(folder, 'issues/articles/media');
  mkdirSync(media, { recursive: true });
  mkdirSync(join(folder, 'templates/pictures'), { recursive: true });
  cpSync(join(ROOT, 'fonts'), join(folder, 'fonts'), { recursive: true });
  writeFileSync(join(folder, 'templates/pictures/issue.hbs'), '<!doctype html><html lang="en"><body>{{#each sections}}{{#each articles}}{{{html}}}{{/each}}{{/each}}</body></html>');
  writeFileSync(join(folder, 'templates/pictures/style.css'), '@page { size: 210mm 297mm; margin: 15mm } html { font: 9pt/13pt Vazirmatn } img { width: 180mm; display: block }');
  for (const [index, name] of PHOTOGRAPHS.entries()) await enlarge(join(ROOT, `issues/articles/media/${name}.jpg`), join(media, String(index)), index === 0);
  const issue = (id, files) => {
    writeFileSync(join(folder, `issues/articles/${id}.md`), `---\ntitle: Pictures\nlanguage: en\n---\n\nText.\n\n${files.map((file) => `![a picture](media/${file})`).join('\n\n')}\n`);
    const manifest = join(folder, `issues/${id}.yaml`);
    // No resampling: all twelve million pixels become inks.
    writeFileSync(manifest, `issue: ${id}\ndate: 2026-11-23\nlanguage: en\ntitle: Pictures\ntemplate: pictures\nsections: [{ label: Pictures, language: en, articles: [articles/${id}.md] }]\neditions: { press: { profile: coated, pictures: { maximum: 1200, target: 1200 } } }\n`);
    return manifest;
  };
  return {
    none: issue('none', []),
    'JPEG, 12 MP': issue('jpeg', ['0.jpg']),
    'grey JPEG, 12 MP': issue('grey', ['0-grey.jpg']),
    'PNG, 12 MP': issue('png', ['0.png']),
    'PNG with opacity, 12 MP': issue('opacity', ['0-opacity.png']),
    'eight JPEGs, 96 MP': issue('eight', PHOTOGRAPHS.map((_, index) => `${index}.jpg`)),
  };
}

async function enlarge(photograph, target, inAllFormats) {
  const size = { width: WIDTH, height: HEIGHT };
  const data = await sharp(photograph).resize({ ...size, fit: 'fill' }).toColourspace('srgb').raw().toBuffer();
  let seed = 12345;
  const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;
  for (let i = 0; i < data.length; i++) data[i] = Math.min(255, Math.max(0, data[i] + Math.round((random() + random() - 1) * 12)));
  const picture = () => sharp(data, { raw: { ...size, channels: 3 } });
  await picture().jpeg({ quality: 88 }).toFile(`${target}.jpg`);
  if (!inAllFormats) return;
  await picture().greyscale().jpeg({ quality: 88 }).toFile(`${target}-grey.jpg`);
  await picture().png({ compressionLevel: 6 }).toFile(`${target}.png`);
  const opacity = Buffer.alloc(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) opacity[y * WIDTH + x] = Math.min(255, Math.max(0, 255 - (Math.hypot(x - WIDTH / 2, y - HEIGHT / 2) - 1200) / 3));
  await picture().joinChannel(opacity, { raw: { ...size, channels: 1 } }).png({ compressionLevel: 6 }).toFile(`${target}-opacity.png`);
}
