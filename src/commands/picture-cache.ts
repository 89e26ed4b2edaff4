// OUT/.cache/pictures: pictures made ready for the press, or for a web edition that has to fit a size, kept for the next build.
// Each entry is a file named after its key that begins with the checksum of the rest; an entry that is damaged counts as absent,
// and whatever the disk refuses only costs time.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PictureCache } from '../pdf/pictures/press-pictures.ts';

/** Bytes that all entries together may have when the build is done. */
const MAXIMUM_BYTES: number = 256 * 1024 * 1024;
/** Bytes of a SHA-256. */
const CHECKSUM = 32;
/** Names of entries, and of those that another process is writing or has left unfinished. */
const ENTRY = /^[0-9a-f]{64}(\.\d+\.tmp)?$/;

export interface DiskPictureCache extends PictureCache {
  /** Removes the oldest entries, those that this build did not ask for first, until the rest has at most 256 MB; a build that used none leaves them. */
  prune(): Promise<void>;
}

/** The cache in the output folder `out`; made when something is put into it. */
export function openPictureCache(out: string, maximumBytes: number = MAXIMUM_BYTES): DiskPictureCache {
  return new PictureFolder(join(out, '.cache', 'pictures'), maximumBytes);
}

class PictureFolder implements DiskPictureCache {
  readonly #folder: string;
  readonly #maximumBytes: number;
  readonly #asked = new Set<string>();
  #isUsed = false;

  constructor(folder: string, maximumBytes: number) {
    this.#folder = folder;
    this.#maximumBytes = maximumBytes;
  }

  async get(key: string): Promise<Uint8Array | null> {
    this.#asked.add(key);
    this.#isUsed = true;
    try {
      const file = await readFile(join(this.#folder, key));
      const content = file.subarray(CHECKSUM);
      return (await checksum(content)).equals(file.subarray(0, CHECKSUM)) ? content : null;
    } catch {
      return null;
    }
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    this.#isUsed = true;
    const path = join(this.#folder, key);
    const temporary = `${path}.${process.pid}.tmp`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(temporary, [await checksum(bytes), bytes]);
      await rename(temporary, path);
    } catch {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  async prune(): Promise<void> {
    if (!this.#isUsed) return;
    try {
      const entries = await this.#entries();
      let bytes = entries.reduce((sum, { size }) => sum + size, 0);
      for (const { name, size } of entries) {
        if (bytes <= this.#maximumBytes) return;
        await rm(join(this.#folder, name), { force: true });
        bytes -= size;
      }
    } catch {
      // No folder, no entries.
    }
  }

  /** In the order in which they may go. */
  async #entries(): Promise<readonly CacheEntry[]> {
    const entries: CacheEntry[] = [];
    for (const name of await readdir(this.#folder)) {
      if (!ENTRY.test(name)) continue;
      const { size, mtimeMs } = await stat(join(this.#folder, name));
      entries.push({ name, size, written: mtimeMs, asked: this.#asked.has(name) });
    }
    return entries.sort(
      (a, b) => Number(a.asked) - Number(b.asked) || a.written - b.written || (a.name < b.name ? -1 : 1),
    );
  }
}

interface CacheEntry {
  readonly name: string;
  readonly size: number;
  /** Milliseconds, as the disk has it. */
  readonly written: number;
  readonly asked: boolean;
}

/** node:crypto takes longer to load than a small issue to be read: only for the press. */
async function checksum(bytes: Uint8Array): Promise<Buffer> {
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(bytes).digest();
}
