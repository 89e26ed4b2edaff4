// Pictures (`img`, `svg`) → replaced boxes, with their alternative text and structure element.
import type { ReplacedBox } from './boxes.ts';
import { linkInside, waitingLink } from './build-link.ts';
import type { Builder, StyledElement } from './builder.ts';
import { plainBox } from './plain-box.ts';
import { isInlineLevel, pixels } from './element-facts.ts';
import { ARTIFACT } from './structure.ts';

/** A picture in a line or among blocks; without alternative text it is a decoration. */
export function buildReplaced(builder: Builder, { element, style, around }: StyledElement): ReplacedBox {
  const { input, structure } = builder;
  const source = element.attributes.get('src') ?? '';
  const alt = element.attributes.get('alt');
  if (element.tag === 'img' && (alt === undefined || isNameOf(source, alt))) {
    const place =
      around.place?.line === undefined ? (input.textPlace?.(source) ?? around.place) : around.place;
    const message = alt === undefined ? `Picture without alternative text: ${source}` : `The alternative text of ${source} is its name: ${alt}`; // prettier-ignore
    input.diagnostics.warning('I004', message, place, 'Add alt: "…", or alt: "" for a decoration');
  }
  const isShown = alt !== undefined && alt !== '' && around.tag !== ARTIFACT;
  let { link } = around;
  let tag = ARTIFACT;
  if (isInlineLevel(style)) link = null;
  else if (link?.holdsBlocks === true && isShown) {
    const own = waitingLink(builder, around) ?? linkInside(structure, around.tag, link);
    link = { ...link, tag: own };
  }
  if (isShown) {
    tag = figureIn(builder, link?.holdsBlocks === true ? link.tag : around.tag);
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
    ...(link !== null && { link }),
  };
}

/** Whether a text is the name of a file, with or without its ending. */
function isNameOf(source: string, text: string): boolean {
  const name = source.slice(source.lastIndexOf('/') + 1).toLowerCase();
  const written = text.trim().slice(text.trim().lastIndexOf('/') + 1).toLowerCase(); // prettier-ignore
  return written !== '' && (written === name || (/[\d_-]/.test(written) && written === name.replace(/\.[^.]*$/, ''))); // prettier-ignore
}

/** The element that waits for a picture directly in `parent`, or a new one. */
function figureIn({ structure, progress }: Builder, parent: number): number {
  const { figure } = progress;
  if (figure === null || structure.nodes[figure]?.parent !== parent) return structure.add('Figure', parent);
  progress.figure = null;
  return figure;
}
