// The bundled program and V8's code cache for it → the program, ready to run without being compiled again. A cache that
// is missing, made for another bundle or refused by this Node is passed over in silence: it only saves time.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { tuneEngine } from './tune-engine.ts';

const PROGRAM = 'program.cjs';
const CACHE = 'program.cache';
/** The cache begins with the SHA-256 of the bundle it was made for: V8 itself compares no more than lengths. */
const HASH_LENGTH = 32;

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
  const hash = createHash('sha256').update(bytes).digest();
  const cacheFile = join(folder, CACHE);
  const cachedData = readCache(cacheFile, hash);
  const source = `(function (exports, require, __filename, loadPackage) {${bytes.toString('utf8')}\n})`;
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
    makeCache: () => Buffer.concat([hash, script.createCachedData()]),
    cacheFile,
  };
}

function readCache(file: string, hash: Buffer): Buffer | undefined {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch {
    return undefined;
  }
  return content.subarray(0, HASH_LENGTH).equals(hash) ? content.subarray(HASH_LENGTH) : undefined;
}
