// Inline contexts (computed style, link, tag) → what paragraph/ shapes with; one object per context, found again by identity.
import type { InlineContext } from '../../document/boxes.ts';
import type { FontLibrary, FontStack } from '../../font/font-types.ts';
import type { InlineStyle, ParagraphStyle } from '../../paragraph/paragraph-types.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import { resolveLength } from '../used-values.ts';
import { strutOf } from './line-metrics.ts';

/** Points by which a line-height has to be above that of the paragraph. */
const HIGHER = 0.01;

/** Font stacks and inline styles of one pass, each made once. */
export class InlineStyles {
  readonly #fonts: FontLibrary;
  readonly #stacks = new Map<ComputedStyle, FontStack>();
  /** Links and tags are few; most contexts have neither and share one style per computed style. */
  readonly #plain = new Map<ComputedStyle, Map<number, InlineStyle>>();
  readonly #special = new Map<InlineContext, InlineStyle>();

  constructor(fonts: FontLibrary) {
    this.#fonts = fonts;
  }

  stack(style: ComputedStyle): FontStack {
    let stack = this.#stacks.get(style);
    if (stack === undefined) {
      stack = this.#fonts.stack({
        families: style.fontFamily,
        weight: style.fontWeight,
        style: style.fontStyle,
        stretch: style.fontStretch,
        kerning: style.fontKerning,
        features: style.fontFeatures,
        variations: style.fontVariations,
      });
      this.#stacks.set(style, stack);
    }
    return stack;
  }

  /** The inline style of a context; `block` is the style of the paragraph's container, whose background is painted elsewhere. */
  inline(context: InlineContext, block: ComputedStyle): InlineStyle {
    if (context.href === null && context.tag === -1 && context.style === block) {
      let byRise = this.#plain.get(context.style);
      if (byRise === undefined) this.#plain.set(context.style, (byRise = new Map()));
      let style = byRise.get(context.rise);
      if (style === undefined) byRise.set(context.rise, (style = this.#make(context)));
      return style;
    }
    let style = this.#special.get(context);
    if (style === undefined) this.#special.set(context, (style = this.#makeIn(block, context)));
    return style;
  }

  /** Text that has a higher line than its paragraph asks for the room; lower ones stay in the line, whose rhythm they would break. */
  #makeIn({ lineHeight }: ComputedStyle, context: InlineContext): InlineStyle {
    const made = this.#make(context);
    if (context.style.lineHeight < lineHeight + HIGHER) return made;
    return { ...made, lineReach: strutOf(made.stack, context.style) };
  }

  #make({ style, href, tag, rise, boxes, decoration }: InlineContext): InlineStyle {
    return {
      stack: this.stack(style),
      size: style.fontSize,
      color: style.color,
      rise,
      hidden: style.visibility === 'hidden',
      letterSpacing: style.letterSpacing,
      wordSpacing: style.wordSpacing,
      ...decoration,
      background: boxes.at(-1)?.style.backgroundColor ?? null,
      overprint: style.overprint,
      boxes,
      language: style.language,
      href,
      tag,
      whiteSpace: style.whiteSpace,
      textTransform: style.textTransform,
      hyphens: style.hyphens,
      hyphenateLimitChars: style.hyphenateLimitChars,
    };
  }
}

/** What the paragraph as a whole takes from its container's style; percentages refer to `measure`. */
export function paragraphStyle(style: ComputedStyle, measure: number): ParagraphStyle {
  return {
    direction: style.direction,
    plaintext: style.unicodeBidi === 'plaintext',
    language: style.language,
    textAlign: style.textAlign,
    textAlignLast: style.textAlignLast,
    textJustify: style.textJustify,
    wrap: style.whiteSpace === 'nowrap' || style.whiteSpace === 'pre' ? 'nowrap' : style.textWrap,
    overflowWrap: style.overflowWrap,
    indent: resolveLength(style.textIndent, measure),
    hangingPunctuation: style.hangingPunctuation,
    hyphenation: {
      lines: style.hyphenateLimitLines,
      last: style.hyphenateLimitLast !== 'always',
      zone: resolveLength(style.hyphenateLimitZone, measure),
    },
  };
}
