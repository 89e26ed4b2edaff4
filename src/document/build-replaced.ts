// Pictures (`img`, `svg`) → replaced boxes, with their alternative text and structure element.
import type { ReplacedBox } from './boxes.ts';
import type { Builder, StyledElement } from './builder.ts';
import { plainBox } from './plain-box.ts';
import { isInlineLevel, pixels } from './element-facts.ts';
import { ARTIFACT } from './structure.ts';

/** A picture in a line or among blocks; without alternative text it is a decoration. */
export function buildReplaced(builder: Builder, { element, style, around }: StyledElement): ReplacedBox {
  const { input, structure } = builder;
  const source = element.attributes.get('src') ?? '';
  const alt = element.attributes.get('alt');
  if (alt === undefined && element.tag === 'img') {
    const place =
      around.place?.line === undefined ? (input.textPlace?.(source) ?? around.place) : around.place;
    input.diagnostics.warning('I004', `Picture without alternative text: ${source}`, place, 'Add alt: "…", or alt: "" for a decoration'); // prettier-ignore
  }
  let tag = ARTIFACT;
  if (alt !== undefined && alt !== '' && around.tag !== ARTIFACT) {
    tag = figureIn(builder, around.tag);
    structure.describe(tag, { alt, language: style.language === around.language ? '' : style.language });
  }
  const share = Math.min(1, Number(element.attributes.get('data-page-share') ?? 0));
  return {
    kind: 'replaced',
    ...plainBox(style, tag, around),
    anchors: element.id === '' ? [] : [element.id],
    picture: input.pictures.info(source) ?? null,
    alt: alt ?? '',
    widthHint: pixels(element.attributes.get('width')),
    heightHint: pixels(element.attributes.get('height')),
    ...(share > 0 && { pageShare: share }),
    ...(around.link !== null && !isInlineLevel(style) && { link: around.link }),
  };
}

/** The element that waits for a picture directly in `parent`, or a new one. */
function figureIn({ structure, progress }: Builder, parent: number): number {
  const { figure } = progress;
  if (figure === null || structure.nodes[figure]?.parent !== parent) return structure.add('Figure', parent);
  progress.figure = null;
  return figure;
}
