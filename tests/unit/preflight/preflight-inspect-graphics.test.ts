// Paths, clipping, graphics state, XObjects, optional content of an inspected page.
import { describe, expect, it } from 'vitest';
import type { PaintEvent } from '../../../src/preflight/inspect/inspected-pdf.ts';
import { inspectTiny, paintOf } from './tiny-pdf.ts';

function thicknessOf(event: PaintEvent | undefined): number | null | undefined {
  return event?.kind === 'fill' || event?.kind === 'stroke' ? event.thickness : undefined;
}

describe('paths', () => {
  it('have the bounds of their points after the matrix', async () => {
    const { events } = await inspectTiny({ content: '2 0 0 2 10 5 cm 0 0 m 10 0 l 20 20 30 20 40 10 c f' });
    expect(events[0]?.bounds).toEqual([10, 5, 90, 45]);
  });

  it('of v and y take their missing control point from where they are', async () => {
    const { events } = await inspectTiny({ content: '10 10 m 20 30 40 10 v f 10 10 m 20 30 40 10 y f' });
    expect(events.map(({ bounds }) => bounds)).toEqual(Array(2).fill([10, 10, 40, 30]));
  });

  it('that are plain rectangles have a thickness, drawn either way; others have none', async () => {
    const content = '0 0 50 3 re f 10 10 m 60 10 l 60 12 l 10 12 l h f 0 0 m 9 9 l 18 0 l f 0 50 30 -4 re f';
    const { events } = await inspectTiny({ content });
    expect(events.map(thicknessOf)).toEqual([3, 2, null, 4]);
  });

  it('of several rectangles that stand apart are told apart', async () => {
    const { events } = await inspectTiny({ content: '0 0 10 1 re 0 20 10 2 re f 0 0 10 10 re 2 2 3 3 re f*' }); // prettier-ignore
    expect(events.map(({ bounds }) => bounds)).toEqual([[0, 0, 10, 1], [0, 20, 10, 22], [0, 0, 10, 10]]); // prettier-ignore
    expect(events.map(thicknessOf)).toEqual([1, 2, null]);
  });

  it('that are stroked have the width of the line after the matrix', async () => {
    const { events } = await inspectTiny({ content: '.1 w 0 0 m 100 0 l S q 5 0 0 5 0 0 cm 0 0 m 10 0 l S Q q 1 0 0 .5 0 0 cm 0 9 m 10 9 l S Q' }); // prettier-ignore
    expect(events.map(thicknessOf)).toEqual([0.1, 0.5, 0.05]);
    expect(events[1]?.bounds).toEqual([0, 0, 50.25, 0.25]);
  });

  it('are cut by the clip, and gone outside of it', async () => {
    const content = 'q 20 20 30 30 re W n 0 0 40 40 re f 60 60 9 9 re f Q 60 60 9 9 re f 300 0 5 5 re f';
    const { events } = await inspectTiny({ content });
    expect(events.map(({ bounds }) => bounds)).toEqual([[20, 20, 40, 40], [60, 60, 69, 69]]); // prettier-ignore
  });

  it('painted with n paint nothing', async () => {
    expect((await inspectTiny({ content: '0 0 9 9 re n' })).events).toEqual([]);
  });
});

describe('the graphics state', () => {
  it('of overprint: OP alone sets both, op the fill, OPM the mode', async () => {
    const resources = '/ExtGState << /A << /OP true >> /B << /op false /OPM 1 >> >>';
    const content = '0 0 1 1 re B /A gs 0 0 1 1 re B /B gs 0 0 1 1 re B';
    const { events } = await inspectTiny({ content, resources });
    const facts = events.map((event) => [event.state.overprint, event.state.overprintMode]);
    expect(facts).toEqual([[false, 0], [false, 0], [true, 0], [true, 0], [false, 1], [true, 1]]); // prettier-ignore
  });

  it('of transparency: ca for fills, CA for strokes, blend mode, soft mask', async () => {
    const resources = '/ExtGState << /A << /ca .5 /CA .25 /BM [/Multiply /Normal] >> /B << /SMask << /S /Luminosity >> >> /C << /SMask /None /BM /Normal /ca 1 /CA 1 >> >>'; // prettier-ignore
    const { events } = await inspectTiny({ content: '/A gs 0 0 1 1 re B /B gs 0 0 1 1 re f /C gs 0 0 1 1 re f', resources }); // prettier-ignore
    const facts = events.map(({ state }) => [state.opacity, state.blendMode, state.softMask]);
    expect(facts).toEqual([
      [0.5, 'Multiply', false],
      [0.25, 'Multiply', false],
      [0.5, 'Multiply', true],
      [1, 'Normal', false],
    ]);
  });

  it('notes transfer functions and halftones that pages set, not their defaults', async () => {
    const quiet = await inspectTiny({ content: '/A gs', resources: '/ExtGState << /A << /TR /Identity /TR2 /Default /HT /Default >> >>' }); // prettier-ignore
    expect([quiet.pdf.file.transferFunctions, quiet.pdf.file.halftones]).toEqual([false, false]);
    const loud = await inspectTiny({ content: '/A gs', resources: '/ExtGState << /A << /TR << /FunctionType 2 >> /HT << /HalftoneType 1 >> >> >>' }); // prettier-ignore
    expect([loud.pdf.file.transferFunctions, loud.pdf.file.halftones]).toEqual([true, true]);
  });

  it('survives Q without q, and q without Q', async () => {
    const { events, page } = await inspectTiny({ content: 'Q Q 1 0 0 rg q q 0 0 1 1 re f' });
    expect(events.map((event) => paintOf(event))).toEqual(['rgb 1 0 0']);
    expect(page.problems).toEqual([]);
  });
});

describe('forms', () => {
  const FORM = '/Type /XObject /Subtype /Form';

  it('are painted through their matrix, cut by their box, with resources of their own', async () => {
    const objects = { 10: { dict: `${FORM} /BBox [0 0 10 10] /Matrix [2 0 0 2 5 5] /Resources << /ExtGState << /A << /OP true >> >> >>`, data: '/A gs 0 0 50 4 re f' } }; // prettier-ignore
    const { events } = await inspectTiny({ content: '1 0 0 1 1 1 cm /X Do 0 0 1 1 re f', resources: '/XObject << /X 10 0 R >>', objects }); // prettier-ignore
    expect(events.map(({ bounds, state }) => [bounds, state.overprint])).toEqual([
      [[6, 6, 26, 14], true],
      [[1, 1, 2, 2], false],
    ]);
  });

  it('that are groups hand their transparency on to what is in them', async () => {
    const objects = { 10: { dict: `${FORM} /BBox [0 0 10 10] /Group << /S /Transparency >> /Resources << /ExtGState << /A << /ca .5 >> >> >>`, data: '0 0 5 5 re f /A gs 0 0 5 5 re f' } }; // prettier-ignore
    const resources = '/XObject << /X 10 0 R >> /ExtGState << /A << /ca .5 /BM /Screen >> >>';
    const { events, page } = await inspectTiny({ content: '/A gs /X Do', resources, objects });
    expect(events.map(({ state }) => [state.opacity, state.blendMode])).toEqual([[0.5, 'Screen'], [0.25, 'Screen']]); // prettier-ignore
    expect(page.formGroups).toBe(1);
  });

  it('that contain themselves, or are missing, are problems and nothing else', async () => {
    const objects = { 10: { dict: `${FORM} /BBox [0 0 99 99] /Resources << /XObject << /X 11 0 R >> >>`, data: '0 0 1 1 re f /X Do' }, 11: { dict: `${FORM} /BBox [0 0 99 99] /Resources << /XObject << /X 10 0 R >> >>`, data: '0 0 1 1 re f /X Do' } }; // prettier-ignore
    const { events, page } = await inspectTiny({ content: '/X Do /Y Do', resources: '/XObject << /X 10 0 R >>', objects }); // prettier-ignore
    expect(events).toHaveLength(2);
    expect(page.problems).toEqual(['A form contains itself', 'There is no XObject “Y”']);
  });

  it('of PostScript are noted', async () => {
    const objects = { 10: { dict: '/Type /XObject /Subtype /PS', data: 'showpage' } };
    const { pdf } = await inspectTiny({ content: '/X Do', resources: '/XObject << /X 10 0 R >>', objects });
    expect(pdf.file.postScript).toBe(true);
  });
});

describe('optional content', () => {
  const catalog = '/OCProperties << /OCGs [10 0 R 11 0 R] /D << /OFF [10 0 R] >> >>';
  const objects = { 10: '<< /Type /OCG /Name (off) >>', 11: '<< /Type /OCG /Name (on) >>', 12: '<< /Type /OCMD /OCGs [10 0 R 11 0 R] /P /AllOn >>', 13: { dict: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /OC 10 0 R', data: '0 0 1 1 re f' } }; // prettier-ignore
  const resources = '/Properties << /Off 10 0 R /On 11 0 R /All 12 0 R >> /XObject << /X 13 0 R >>';

  it('that is off by default is not painted', async () => {
    const content = '/OC /Off BDC 0 0 1 1 re f /Span BMC 0 0 1 1 re f EMC EMC /OC /On BDC 0 0 2 2 re f EMC /OC /All BDC 0 0 3 3 re f EMC /X Do 0 0 4 4 re f'; // prettier-ignore
    const { events, pdf } = await inspectTiny({ content, resources, catalog, objects });
    expect(events.map(({ bounds }) => bounds[2])).toEqual([2, 4]);
    expect(pdf.file.optionalContent).toBe(true);
  });

  it('is all off where the base state is OFF, but for what is on', async () => {
    const off = '/OCProperties << /OCGs [10 0 R 11 0 R] /D << /BaseState /OFF /ON [10 0 R] >> >>';
    const content = '/OC /Off BDC 0 0 1 1 re f EMC /OC /On BDC 0 0 2 2 re f EMC';
    const { events } = await inspectTiny({ content, resources, catalog: off, objects });
    expect(events.map(({ bounds }) => bounds[2])).toEqual([1]);
  });
});

describe('pages', () => {
  it('have boxes of their own and from above, in points times UserUnit', async () => {
    const page = '/MediaBox [300 0 0 200] /TrimBox [10 10 290 190] /UserUnit 2 /Rotate -90';
    const { page: found, events } = await inspectTiny({ content: '0 0 10 10 re f', page });
    expect(found.boxes).toEqual({ media: [0, 0, 600, 400], crop: null, bleed: null, trim: [20, 20, 580, 380], art: null }); // prettier-ignore
    expect([found.userUnit, found.hasUserUnit, found.rotate]).toEqual([2, true, 270]);
    expect(events[0]?.bounds).toEqual([0, 0, 20, 20]);
  });

  it('tell of their transparency group and its blend space', async () => {
    const { page } = await inspectTiny({ page: '/Group << /S /Transparency /CS /DeviceCMYK >>' });
    expect([page.hasGroup, page.group]).toEqual([true, { kind: 'cmyk' }]);
  });

  it('tell of annotations, whether they are hidden, and of their actions', async () => {
    const page = '/Annots [<< /Subtype /Link /Rect [1 2 3 4] /A << /S /URI /URI (x) /Next << /S /JavaScript >> >> >> << /Subtype /Text /F 2 /Rect [0 0 9 9] >>] /AA << /O << /S /Launch >> >>'; // prettier-ignore
    const { page: found, pdf } = await inspectTiny({ page });
    expect(found.annotations).toEqual([
      { subtype: 'Link', box: [1, 2, 3, 4], hidden: false },
      { subtype: 'Text', box: [0, 0, 9, 9], hidden: true },
    ]);
    expect(pdf.file.actions).toEqual([
      { kind: 'URI', page: 1 },
      { kind: 'JavaScript', page: 1 },
      { kind: 'Launch', page: 1 },
    ]);
  });

  it('paint the appearance of annotations that are printed', async () => {
    const objects = { 10: { dict: '/Type /XObject /Subtype /Form /BBox [0 0 10 10]', data: '1 0 0 rg 0 0 10 10 re f' } }; // prettier-ignore
    const annotation = (flags: number): string => `<< /Subtype /Stamp /F ${flags} /Rect [20 20 40 60] /AP << /N 10 0 R >> >>`; // prettier-ignore
    const { events } = await inspectTiny({ content: '0 0 1 1 re W n 9 0 0 9 0 0 cm', page: `/Annots [${annotation(4)} ${annotation(6)} ${annotation(0)}]`, objects }); // prettier-ignore
    expect(events.map(({ bounds }) => bounds)).toEqual([[20, 20, 40, 60]]);
  });

  it('without content or box are pages, too', async () => {
    const { events, page } = await inspectTiny({ content: null, page: '/MediaBox [0 0 1]' });
    expect(events).toEqual([]);
    expect(page.problems).toEqual(['The page has no MediaBox']);
  });
});
