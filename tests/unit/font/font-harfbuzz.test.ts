// The program calls HarfBuzz's module by address. This holds its ideas of memory layout against the package's own
// interface: a new version of harfbuzzjs that changes one fails here.
import * as hb from 'harfbuzzjs';
import { expect, test } from 'vitest';
import { decodeFont } from '../../../src/font/decode-font.ts';
import { GLYPH_STRIDE } from '../../../src/font/font-types.ts';
import { HB_FLAG_PRODUCE_SAFE_TO_INSERT_TATWEEL, HB_FLAG_REMOVE_DEFAULT_IGNORABLES } from '../../../src/font/harfbuzz.ts'; // prettier-ignore
import { loadHarfBuzz } from '../../../src/font/load-harfbuzz.ts';
import { GlyphScratch, shapeRun } from '../../../src/font/shape-run.ts';
import { packageFile } from './font-test-library.ts';

const sfnt = decodeFont(
  packageFile('noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff'),
).data;

test.each(['نستعلیق', 'کتاب\u200cهایی', 'محمّد', 'لالا'])(
  '%s has the glyphs that harfbuzzjs gives',
  (text) => {
    const theirs = new hb.Font(new hb.Face(new hb.Blob(sfnt)));
    const buffer = new hb.Buffer();
    buffer.addText(text);
    buffer.setDirection(hb.Direction.RTL);
    buffer.setScript('Arab');
    buffer.setLanguage('fa');
    buffer.setClusterLevel(hb.ClusterLevel.MONOTONE_CHARACTERS);
    buffer.setFlags(HB_FLAG_REMOVE_DEFAULT_IGNORABLES | HB_FLAG_PRODUCE_SAFE_TO_INSERT_TATWEEL);
    hb.shape(theirs, buffer);
    const positions = buffer.getGlyphPositions();
    const expected = buffer.getGlyphInfos().map(({ codepoint, cluster }, index) => {
      const position = positions[index];
      return [codepoint, cluster, position?.xAdvance, position?.xOffset, position?.yOffset];
    });

    const harfbuzz = loadHarfBuzz();
    const font = harfbuzz.createFont(harfbuzz.createFace(sfnt), []);
    const scratch = new GlyphScratch();
    shapeRun(
      harfbuzz,
      {
        font,
        faceId: 0,
        text: harfbuzz.writeText(text),
        textLength: text.length,
        start: 0,
        end: text.length,
        direction: 'rtl',
        script: 'Arab',
        language: 'fa',
        features: { pointer: 0, count: 0 },
      },
      scratch,
    );
    const actual = Array.from({ length: scratch.count }, (_, i) => [
      ...scratch.records.subarray(i * GLYPH_STRIDE + 1, i * GLYPH_STRIDE + 6),
    ]);
    expect(actual.length).toBeGreaterThan(0);
    expect(actual).toEqual(expected);
  },
);
