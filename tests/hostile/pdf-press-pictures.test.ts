import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { loadPictures } from '../../src/pdf/pictures/load-pictures.ts';
import { pressOf, readImage } from '../unit/pdf/press-picture-stand-ins.ts';
import { DAMAGED_PICTURES } from './pdf-damaged-pictures.ts';

const SUITE = 'tests/data/robustness/images';

function filesOf(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(png|jpe?g|gif|webp|icns)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

describe('picture suites on newsprint', () => {
  test.each([false, true])(
    'the damaged are refused, all others become inks within the limit (flattened: %s)',
    async (flatten) => {
      const press = await pressOf('newspaper', { flatten });
      const paths = filesOf(SUITE);
      const diagnostics = new Diagnostics();
      const store = await loadPictures(
        paths.map((path) => ({ source: path, path })),
        diagnostics,
      );
      const refused: string[] = [];
      for (const path of paths) {
        const info = store.info(path);
        if (info === undefined) {
          refused.push(path);
          continue;
        }
        const size = { width: 100, height: (100 * info.height) / info.width };
        const { image, reports } = await store.encode(path, { ...size, resolution: 150, press });
        if (image === null) {
          refused.push(path);
          expect(reports.map(({ code }) => code)).toEqual(['I002']);
          continue;
        }
        const { largestSum } = await readImage(image);
        expect(largestSum, path).toBeLessThanOrEqual(2.4);
        if (flatten) expect(image.softMask, path).toBeNull();
      }
      expect(paths.length).toBeGreaterThan(120);
      expect(refused.map((path) => path.split('/').at(-1))).toEqual(DAMAGED_PICTURES);
    },
  );
});
