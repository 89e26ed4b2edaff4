// The bundled program and V8's code cache for it → the program, ready to run without being compiled again. A cache that
// is missing, made for another bundle or refused by this Node is passed over in silence: it only saves time.
import { isAscii } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { tuneEngine } from './tune-engine.ts';

const PROGRAM = 'program.cjs';
const CACHE = 'program.cache';
/**
 * The cache begins with checksums of the bundle it was made for, one an eighth: V8 itself compares no more than lengths.
 * Loading node:crypto would take longer than all of them.
 */
const CHECKSUMS = 8;
const CHECKSUMS_LENGTH = CHECKSUMS * 4;

export interface LoadedProgram {
  /** V8 took the cache. */
  readonly isCached: boolean;
  /** Runs the command line in `process.argv`; settles when it has set `process.exitCode`. */
  readonly run: () => Promise<void>;
  /** Content of the cache file, with everything that has been compiled so far. */
  readonly makeCache: () => Uint8Array;
  readonly cacheFile: string;
}

/** `loadPackage` is the launcher's own `import()`, which a script has not got. */
type Wrapper = (
  exports: object,
  require: NodeJS.Require,
  file: string,
  loadPackage: (name: string) => Promise<unknown>,
) => void;

/** Loads the program that stands beside `launcher`, the file that Node was started with. */
export function loadProgram(launcher: string): LoadedProgram {
  tuneEngine();
  const folder = dirname(launcher);
  const bytes = readFileSync(join(folder, PROGRAM));
  const checksums = checksumsOf(bytes);
  const cacheFile = join(folder, CACHE);
  const cachedData = readCache(cacheFile, checksums);
  // The bundle is ASCII (.rolldown.config.mjs); other text takes five times as long to decode.
  const text = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  const source = `(function (exports, require, __filename, loadPackage) {${text}\n})`;
  const script = new Script(source, {
    filename: join(folder, PROGRAM),
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  return {
    isCached: cachedData !== undefined && script.cachedDataRejected === false,
    run: () => {
      const exports: { readonly finished?: Promise<void> } = {};
      const program = script.runInThisContext() as Wrapper;
      program(exports, createRequire(launcher), launcher, (name) => import(name));
      return exports.finished ?? Promise.resolve();
    },
    makeCache: () => Buffer.concat([checksums, script.createCachedData()]),
    cacheFile,
  };
}

function checksumsOf(bytes: Buffer): Buffer {
  const checksums = Buffer.alloc(CHECKSUMS_LENGTH);
  const part = Math.ceil(bytes.length / CHECKSUMS);
  for (let i = 0; i < CHECKSUMS; i++)
    checksums.writeUInt32LE(crc32(bytes.subarray(i * part, (i + 1) * part)), i * 4);
  return checksums;
}

function readCache(file: string, checksums: Buffer): Buffer | undefined {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch {
    return undefined;
  }
  const isOwn = content.subarray(0, CHECKSUMS_LENGTH).equals(checksums);
  return isOwn ? content.subarray(CHECKSUMS_LENGTH) : undefined;
}
