// The part of SVG 1.1 that drawings may use: shapes, text, paint servers, clips and masks. Everything else is left out.

export const ALLOWED_ELEMENTS: ReadonlySet<string> = new Set([
  'svg', 'g', 'defs', 'symbol', 'use', 'switch', 'a', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon',
  'linearGradient', 'radialGradient', 'stop', 'pattern', 'clipPath', 'mask', 'style', 'text', 'tspan',
]); // prettier-ignore

/** Elements whose text is shown. */
export const TEXT_ELEMENTS: ReadonlySet<string> = new Set(['text', 'tspan']);

/** Says nothing about what is seen: left out without a word. */
export const SILENT_ELEMENTS: ReadonlySet<string> = new Set(['title', 'desc', 'metadata', 'view', 'cursor']);

/** Can run code, load something or hold foreign markup: reported as unsafe. */
export const UNSAFE_ELEMENTS: ReadonlySet<string> = new Set([
  'script', 'foreignObject', 'image', 'feImage', 'iframe', 'object', 'embed', 'audio', 'video', 'handler', 'listener',
  'animate', 'animateMotion', 'animateTransform', 'set', 'discard', 'link', 'font-face-uri', 'color-profile',
]); // prettier-ignore

export const ALLOWED_ATTRIBUTES: ReadonlySet<string> = new Set([
  // structure
  'id', 'class', 'style', 'transform', 'viewBox', 'preserveAspectRatio', 'version', 'href', 'xlink:href',
  // geometry
  'x', 'y', 'width', 'height', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'fx', 'fy', 'd', 'points',
  // text
  'dx', 'dy', 'text-anchor', 'font-family', 'font-size', 'font-weight', 'font-style', 'direction',
  // paint servers, clips, masks
  'offset', 'gradientUnits', 'gradientTransform', 'patternUnits', 'patternContentUnits', 'patternTransform',
  'clipPathUnits', 'maskUnits', 'maskContentUnits',
  // presentation
  'color', 'fill', 'fill-rule', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-linejoin',
  'stroke-miterlimit', 'stroke-dasharray', 'stroke-dashoffset', 'stroke-opacity', 'opacity', 'stop-color',
  'stop-opacity', 'clip-path', 'clip-rule', 'mask', 'display', 'visibility', 'overflow', 'vector-effect',
]); // prettier-ignore

/** Attributes that may refer to an element of the drawing by `url(#id)`. */
export const REFERRING_ATTRIBUTES: readonly string[] = ['fill', 'stroke', 'clip-path', 'mask'];
