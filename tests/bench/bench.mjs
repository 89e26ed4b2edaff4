// node tests/bench/bench.mjs --corpora DIR [--sizes S,M,L] [--runs 5] [--peer DIR]
// Builds the corpora DIR/S.json … with this program and, when --peer names a folder that has Typst's node compiler and a
// run-typst.mjs with inputs/typst/<size>, with Typst in turn: cold processes, interleaved, medians. Prints wall and CPU
// seconds, peak memory of the process, pages and size.
// node tests/bench/bench.mjs --press [--runs 5]: the press edition instead (bench-press.mjs).
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makePublication } from './make-publication.mjs';
import { measure, median } from './measure.mjs';

const argument = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
if (process.argv.includes('--press')) {
  const { benchPress } = await import('./bench-press.mjs');
  await benchPress(Number(argument('runs', '5')));
  process.exit();
}
const corpora = argument('corpora');
if (corpora === undefined) {
  console.error('usage: npm run bench -- --corpora DIR [--sizes S,M,L] [--runs 5] [--peer DIR]');
  process.exit(2);
}
const sizes = argument('sizes', 'S,M,L').split(',');
const runs = Number(argument('runs', '5'));
const peer = argument('peer');
const cli = resolve(import.meta.dirname, '../../dist/cli.js');
const work = mkdtempSync(join(tmpdir(), 'nashr-bench-'));

const row = (name, size, list, pdf, pages) => {
  const of = (key) => median(list.map((each) => each[key]));
  const kB = Math.round(statSync(pdf).size / 1024);
  console.log(`${size}  ${name.padEnd(6)} wall ${of('wall').toFixed(3)} s  cpu ${of('cpu').toFixed(2)} s  memory ${of('memory').toFixed(0)} MB  pages ${pages}  ${kB} kB`);
  return { wall: of('wall'), cpu: of('cpu'), memory: of('memory') };
};
const countPages = (pdf) => {
  const info = spawnSync('pdfinfo', [pdf], { encoding: 'utf8' });
  return info.status === 0 ? Number(/Pages:\s+(\d+)/.exec(info.stdout)?.[1]) : '?';
};

try {
  for (const size of sizes) {
    const corpus = JSON.parse(readFileSync(join(corpora, `${size}.json`), 'utf8'));
    const folder = join(work, size);
    const manifest = makePublication(corpus, folder);
    const out = join(work, 'out');
    mkdirSync(out, { recursive: true });
    const own = [process.execPath, cli, 'build', manifest, '--out', out, '--quiet'];
    const peerOut = join(work, `typst-${size}.pdf`);
    const other = peer === undefined ? null : [process.execPath, resolve(peer, 'peers/run-typst.mjs'), resolve(peer, `inputs/typst/${size}`), peerOut, resolve(peer, 'fonts')];
    const mine = [];
    const theirs = [];
    for (let run = 0; run < runs; run++) {
      mine.push(measure(own, folder));
      if (other !== null) theirs.push(measure(other, folder));
    }
    const pdf = join(out, `bench-${size}.pdf`);
    const a = row('nashr', size, mine, pdf, countPages(pdf));
    if (other !== null) {
      const b = row('typst', size, theirs, peerOut, countPages(peerOut));
      console.log(`${size}  ratio  wall ${(a.wall / b.wall).toFixed(2)}  cpu ${(a.cpu / b.cpu).toFixed(2)}  memory ${(a.memory / b.memory).toFixed(2)}`);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
