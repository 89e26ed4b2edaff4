// Colour operators, colour spaces and inks of an inspected page.
import { describe, expect, it } from 'vitest';
import { inksOf, inspectTiny, paintOf } from './tiny-pdf.ts';

const TINT = '<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0.5 1 0] /N 1 >>';

async function paints(content: string, resources = '', objects = {}): Promise<string[]> {
  const { events } = await inspectTiny({ content, resources, objects });
  return events.map((event) => paintOf(event));
}

describe('colours of a page', () => {
  it('begin as black in DeviceGray', async () => {
    const { events } = await inspectTiny({ content: '0 0 10 10 re B' });
    expect(events.map((event) => [event.kind, paintOf(event), inksOf(event)])).toEqual([
      ['fill', 'gray 0', 'K 100'],
      ['stroke', 'gray 0', 'K 100'],
    ]);
  });

  it('are set by the device operators, for fills and strokes apart', async () => {
    const content = '.25 g 1 0 0 RG 0 0 5 5 re B 0 .1 .2 .3 k 1 0 0 0 K 0 0 5 5 re B';
    expect(await paints(content)).toEqual(['gray 0.25', 'rgb 1 0 0', 'cmyk 0 0.1 0.2 0.3', 'cmyk 1 0 0 0']);
  });

  it('come back with the graphics state', async () => {
    expect(await paints('1 0 0 rg q 0 1 0 rg 0 0 1 1 re f Q 0 0 1 1 re f')).toEqual(['rgb 0 1 0', 'rgb 1 0 0']); // prettier-ignore
  });

  it('begin anew with cs: black for CMYK, full tint for spot colours', async () => {
    const resources = `/ColorSpace << /S [/Separation /Gold /DeviceCMYK ${TINT}] >>`;
    const content = '/DeviceCMYK cs 0 0 1 1 re f /S cs 0 0 1 1 re f /S CS .4 SCN 0 0 1 1 re S';
    expect(await paints(content, resources)).toEqual(['cmyk 0 0 0 1', 'separation 1', 'separation 0.4']);
  });

  it('are inks by plate; process names of spot spaces count as process inks', async () => {
    const resources = `/ColorSpace << /S [/Separation /Black /DeviceGray ${TINT}] /N [/DeviceN [/Cyan /Gold /None] /DeviceCMYK ${TINT}] >>`;
    const content = '/S cs .5 scn 0 0 1 1 re f /N cs .1 .2 .3 scn 0 0 1 1 re f .1 .2 .3 .4 k 0 0 1 1 re f 1 0 0 rg 0 0 1 1 re f'; // prettier-ignore
    const { events } = await inspectTiny({ content, resources });
    expect(events.map((event) => inksOf(event))).toEqual([
      'K 50',
      'C 10, Gold 20, None 30',
      'C 10, M 20, Y 30, K 40',
      'no inks',
    ]);
  });

  it('of spot spaces name their alternate and what full tint becomes there', async () => {
    const resources = `/ColorSpace << /A [/Separation /Gold /DeviceCMYK ${TINT}] /B [/Separation /Gold /DeviceRGB 10 0 R] >>`;
    const calculator = { dict: '/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]', data: '{ dup 0.5 mul exch 0.25 mul 1 }' }; // prettier-ignore
    const { events } = await inspectTiny({ content: '/A cs 0 0 1 1 re f /B cs 0 0 1 1 re f', resources, objects: { 10: calculator } }); // prettier-ignore
    const recipes = events.map((event) => event.kind === 'fill' && event.paint.space.kind === 'separation' && [event.paint.space.alternate.kind, event.paint.space.recipe]); // prettier-ignore
    expect(recipes).toEqual([
      ['cmyk', 'cmyk 0 50 100 0'],
      ['rgb', 'rgb 50 25 100'],
    ]);
  });

  it('have the same recipe whatever kind of function says it', async () => {
    const sampled = { dict: '/FunctionType 0 /Domain [0 1] /Range [0 1 0 1 0 1 0 1] /Size [2] /BitsPerSample 8 /Filter /ASCIIHexDecode', data: '00000000 0080FF00>' }; // prettier-ignore
    const stitched = `<< /FunctionType 3 /Domain [0 1] /Bounds [] /Encode [0 1] /Functions [${TINT.replace('0.5', '0.502')}] >>`;
    const resources = `/ColorSpace << /A [/Separation /Gold /DeviceCMYK 10 0 R] /B [/Separation /Gold /DeviceCMYK ${stitched}] >>`;
    const { events } = await inspectTiny({ content: '/A cs 0 0 1 1 re f /B cs 0 0 1 1 re f', resources, objects: { 10: sampled } }); // prettier-ignore
    const recipes = events.map((event) => event.kind === 'fill' && event.paint.space.kind === 'separation' && event.paint.space.recipe); // prettier-ignore
    expect(recipes).toEqual(['cmyk 0 50.2 100 0', 'cmyk 0 50.2 100 0']);
  });

  it('in calibrated, Lab, ICC, indexed and unknown spaces are told apart', async () => {
    const resources = `/ColorSpace << /A [/CalGray << /WhitePoint [1 1 1] >>] /B [/CalRGB << /WhitePoint [1 1 1] >>] /C [/Lab << /WhitePoint [1 1 1] >>]
      /D [/ICCBased 10 0 R] /E [/Indexed /DeviceCMYK 1 <00000000 FF80 0000>] /F [/Nonsense] >>`; // prettier-ignore
    const objects = { 10: { dict: '/N 4', data: 'no profile' } };
    const content = ['A', 'B', 'C', 'D', 'E', 'F', 'H'].map((name) => `/${name} cs 1 scn 0 0 1 1 re f`).join(' '); // prettier-ignore
    const { events } = await inspectTiny({ content, resources, objects });
    const kinds = events.map((event) => (event.kind === 'fill' ? event.paint.space.kind : ''));
    expect(kinds).toEqual(['cal-gray', 'cal-rgb', 'lab', 'icc', 'indexed', 'unknown', 'unknown']);
    expect(events[3]).toMatchObject({ paint: { space: { components: 4, profile: 'damaged' } } });
    expect(inksOf(events[4])).toBe('C 100, M 50, Y 0, K 0');
  });

  it('of the device operators follow the default spaces of the resources', async () => {
    const resources = '/ColorSpace << /DefaultRGB [/CalRGB << /WhitePoint [1 1 1] >>] /DefaultGray /DeviceRGB >>'; // prettier-ignore
    expect(await paints('1 0 0 rg 0 0 1 1 re f .5 g 0 0 1 1 re f', resources)).toEqual(['cal-rgb 1 0 0', 'gray 0.5']); // prettier-ignore
  });

  it('that are patterns have no inks, and what the pattern paints is painted, too', async () => {
    const resources = '/Pattern << /P 10 0 R /Q 11 0 R >> /ColorSpace << /U [/Pattern /DeviceCMYK] >>';
    const cell = (type: number, data: string): object => ({ dict: `/PatternType 1 /PaintType ${type} /TilingType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5 /Resources << >>`, data }); // prettier-ignore
    const objects = {
      10: cell(1, '-900 -900 5 5 re W n 0 0 1 rg -900 -900 2 2 re f'),
      11: cell(2, '1 0 0 rg 0 0 2 2 re f'),
    };
    const content = '/Pattern cs /P scn 10 20 30 40 re f /U cs 0 1 0 0 /Q scn 10 20 30 40 re f';
    const { events } = await inspectTiny({ content, resources, objects: objects as never });
    expect(events.map((event) => paintOf(event))).toEqual(['pattern', 'rgb 0 0 1', 'pattern 0 1 0 0', 'cmyk 0 1 0 0']); // prettier-ignore
    expect(events.map(({ bounds }) => bounds)).toEqual(Array(4).fill([10, 20, 40, 60]));
  });

  it('of shadings are known by their space, as pattern and by sh', async () => {
    const shading = '<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 1 1] /Function << >> >>';
    const resources = `/Pattern << /P << /PatternType 2 /Shading ${shading} >> >> /Shading << /S ${shading} >>`;
    const content = '/Pattern cs /P scn 10 10 5 5 re f q 20 20 5 5 re W n /S sh Q';
    const { events } = await inspectTiny({ content, resources });
    expect(events.map(({ kind, bounds }) => [kind, bounds])).toEqual([
      ['fill', [10, 10, 15, 15]],
      ['shading', [10, 10, 15, 15]],
      ['shading', [20, 20, 25, 25]],
    ]);
    expect(events[1]).toMatchObject({ space: { kind: 'rgb' } });
  });
});
