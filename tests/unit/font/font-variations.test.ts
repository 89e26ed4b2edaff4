import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { declaration, glyphsOf, request, testLibrary } from './font-test-library.ts';

const fonts = new URL('../../data/shaping/fonts/', import.meta.url);
const publication = mkdtempSync(join(tmpdir(), 'nashr-variations-'));
// A CFF2 font with weight and contrast axes, 200 to 900.
copyFileSync(new URL('AdobeVFPrototype-Subset.otf', fonts), join(publication, 'variable.otf'));
afterAll(() => {
  rmSync(publication, { recursive: true });
});
const { library, diagnostics } = await testLibrary([declaration('Variable', 'variable.otf')], publication);

function glyphAt(weight: number): { face: number; id: number; advance: number } {
  const word = library.shapeWord('$', library.stack(request(['Variable'], { weight })), 'ltr', 'en');
  const [glyph] = glyphsOf(word);
  if (glyph === undefined) throw new Error('no glyph');
  return glyph;
}

test('the weight asked for is set on the weight axis, and is an instance of its own', () => {
  const light = library.face(glyphAt(300).face);
  const bold = library.face(glyphAt(700).face);
  expect([light.weight, bold.weight]).toEqual([300, 700]);
  expect(light.id).not.toBe(bold.id);
  expect(light.postScriptName).not.toBe(bold.postScriptName);
});

test('weights beyond the axis take its end', () => {
  expect(library.face(glyphAt(1000).face).weight).toBe(900);
});

test('outlines and advances are those of the instance', () => {
  const [light, bold] = [glyphAt(200), glyphAt(400)];
  expect(light.id).toBe(bold.id);
  const lightFace = library.face(light.face);
  const boldFace = library.face(bold.face);
  expect(boldFace.outlines).toBe('other');
  expect(boldFace.outline(bold.id)).not.toEqual(lightFace.outline(light.id));
  expect(boldFace.outline(bold.id)[0]?.kind).toBe('move');
  expect(boldFace.outline(bold.id).at(-1)?.kind).toBe('close');
  expect(boldFace.advance(bold.id)).toBeCloseTo(bold.advance / 65536, 4);
});

test('substitutions that the font makes at bold weights are made', () => {
  expect(glyphAt(900).id).not.toBe(glyphAt(400).id);
});

test('nothing is reported of a sound variable font', () => {
  expect(diagnostics.list).toEqual([]);
});
