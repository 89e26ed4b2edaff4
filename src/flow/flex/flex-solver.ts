// display: flex through yoga-layout: style in, rectangles out. The only file that knows the library.
import { invariant } from '../../base/invariant.ts';
import type { Box } from '../../document/boxes.ts';
import type { BoxSize, ComputedStyle, LengthPercentage } from '../../style/computed-style.ts';
import { definiteSize, edgesOf, isAutoMargin, marginsOf, resolveLength } from '../used-values.ts';

type YogaModule = typeof import('yoga-layout/load');
type Yoga = Awaited<ReturnType<YogaModule['loadYoga']>>;
type YogaNode = ReturnType<Yoga['Node']['create']>;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FlexItem {
  readonly box: Box;
  /** Border-box size at a width (undefined: as wide as the content asks for). */
  readonly measure: (width: number | undefined) => { readonly width: number; readonly height: number };
  /** Width of the longest unbreakable piece of its content, border box. */
  readonly minimum: () => number;
}

export interface FlexContainer {
  readonly style: ComputedStyle;
  /** Content-box width; height where it is definite. */
  readonly width: number;
  readonly height: number | null;
  readonly items: readonly FlexItem[];
}

export interface FlexLayout {
  /** Border boxes of the items, relative to the content box. */
  readonly items: readonly Rectangle[];
  readonly height: number;
}

/** Solves one container at a time; sizes of items are asked of the layout. */
export class FlexSolver {
  readonly #yoga: Yoga;
  readonly #module: YogaModule;

  constructor(yoga: Yoga, module: YogaModule) {
    this.#yoga = yoga;
    this.#module = module;
  }

  /** Lays out one flex container; sizes are points, positions from the left whatever the direction. */
  solve(container: FlexContainer): FlexLayout {
    const { Direction } = this.#module;
    const config = this.#yoga.Config.create();
    config.setPointScaleFactor(0);
    config.setUseWebDefaults(true);
    const root = this.#yoga.Node.create(config);
    this.#containerStyle(root, container);
    container.items.forEach((item, i) => {
      const node = this.#yoga.Node.create(config);
      this.#itemStyle(node, item, container);
      root.insertChild(node, i);
    });
    root.calculateLayout(container.width, container.height ?? undefined, container.style.direction === 'rtl' ? Direction.RTL : Direction.LTR); // prettier-ignore
    const items = container.items.map((_, i): Rectangle => {
      const node = root.getChild(i);
      return { x: node.getComputedLeft(), y: node.getComputedTop(), width: node.getComputedWidth(), height: node.getComputedHeight() }; // prettier-ignore
    });
    const height = root.getComputedHeight();
    root.freeRecursive();
    config.free();
    return { items, height };
  }

  #containerStyle(node: YogaNode, { style, width, height }: FlexContainer): void {
    const { FlexDirection, Wrap, Gutter } = this.#module;
    node.setFlexDirection(
      {
        row: FlexDirection.Row,
        'row-reverse': FlexDirection.RowReverse,
        column: FlexDirection.Column,
        'column-reverse': FlexDirection.ColumnReverse,
      }[style.flexDirection],
    );
    node.setFlexWrap(
      { nowrap: Wrap.NoWrap, wrap: Wrap.Wrap, 'wrap-reverse': Wrap.WrapReverse }[style.flexWrap],
    );
    node.setJustifyContent(this.#justify(style.justifyContent));
    node.setAlignItems(this.#align(style.alignItems));
    node.setAlignContent(this.#align(style.alignContent));
    node.setGap(Gutter.Column, resolveLength(style.columnGap, width));
    node.setGap(Gutter.Row, resolveLength(style.rowGap, height ?? 0));
    node.setWidth(width);
    if (height !== null) node.setHeight(height);
  }

  #itemStyle(node: YogaNode, item: FlexItem, container: FlexContainer): void {
    const { Edge, MeasureMode } = this.#module;
    const { box } = item;
    const column = container.style.flexDirection.startsWith('column');
    // The size that items grow and shrink from is that of their content, however narrow the container is; and they do
    // not become narrower than their longest word (CSS Flexbox 1 § 9.2, § 4.5).
    const style = box.kind === 'paragraph' ? null : box.style;
    const basis = style?.flexBasis ?? 'auto';
    const ownWidth = style?.width ?? 'auto';
    const automatic = basis === 'content' || (basis === 'auto' && typeof ownWidth === 'string');
    if (!column && automatic) node.setFlexBasis(item.measure(undefined).width);
    if (
      !column &&
      box.kind !== 'replaced' &&
      (style === null || (style.minWidth === 'auto' && style.overflow === 'visible'))
    ) {
      const definite = style === null ? null : borderBoxWidth(style, container.width, box);
      node.setMinWidth(Math.min(item.minimum(), definite ?? Number.POSITIVE_INFINITY));
    }
    if (style !== null) {
      const edges = edgesOf(box, container.width);
      const extra = { width: edges.left + edges.right, height: edges.top + edges.bottom };
      const margins = marginsOf(box, container.width);
      for (const [side, edge] of [
        ['left', Edge.Left],
        ['right', Edge.Right],
        ['top', Edge.Top],
        ['bottom', Edge.Bottom],
      ] as const) {
        // prettier-ignore
        if (isAutoMargin(box, side)) node.setMarginAuto(edge);
        else node.setMargin(edge, margins[side]);
      }
      node.setFlexGrow(style.flexGrow);
      node.setFlexShrink(style.flexShrink);
      const base = container.height ?? Number.NaN;
      if (typeof basis !== 'string') {
        node.setFlexBasis(
          borderBox(basis, column ? base : container.width, style, column ? extra.height : extra.width),
        );
      }
      setSize(style.width, container.width, style, extra.width, (points) => node.setWidth(points));
      setSize(style.height, base, style, extra.height, (points) => node.setHeight(points));
      setSize(style.minWidth, container.width, style, extra.width, (points) => node.setMinWidth(points));
      setSize(style.minHeight, base, style, extra.height, (points) => node.setMinHeight(points));
      if (style.maxWidth !== 'none') setSize(style.maxWidth, container.width, style, extra.width, (points) => node.setMaxWidth(points)); // prettier-ignore
      if (style.maxHeight !== 'none') setSize(style.maxHeight, base, style, extra.height, (points) => node.setMaxHeight(points)); // prettier-ignore
      if (style.alignSelf !== 'auto') node.setAlignSelf(this.#align(style.alignSelf));
    }
    node.setMeasureFunc((width, mode) => {
      if (mode === MeasureMode.Exactly) return item.measure(width);
      const natural = item.measure(undefined);
      return mode === MeasureMode.AtMost && natural.width > width ? item.measure(width) : natural;
    });
  }

  #justify(value: ComputedStyle['justifyContent']): ReturnType<YogaNode['getJustifyContent']> {
    const { Justify } = this.#module;
    switch (value) {
      case 'flex-start':
      case 'start':
        return Justify.FlexStart;
      case 'flex-end':
      case 'end':
        return Justify.FlexEnd;
      case 'center':
        return Justify.Center;
      case 'space-between':
        return Justify.SpaceBetween;
      case 'space-around':
        return Justify.SpaceAround;
      case 'space-evenly':
        return Justify.SpaceEvenly;
    }
  }

  /** Baseline alignment is done by layout-flex.ts, which knows the baselines; here such items start at the top. */
  #align(
    value: ComputedStyle['alignContent'] | ComputedStyle['alignItems'],
  ): ReturnType<YogaNode['getAlignItems']> {
    const { Align } = this.#module;
    switch (value) {
      case 'stretch':
        return Align.Stretch;
      case 'flex-start':
      case 'start':
      case 'baseline':
        return Align.FlexStart;
      case 'flex-end':
      case 'end':
        return Align.FlexEnd;
      case 'center':
        return Align.Center;
      case 'space-between':
        return Align.SpaceBetween;
      case 'space-around':
        return Align.SpaceAround;
    }
  }
}

function borderBoxWidth(style: ComputedStyle, base: number, box: Box): number | null {
  const edges = edgesOf(box, base);
  return definiteSize(style.width, base, style, edges.left + edges.right);
}

function borderBox(length: LengthPercentage, base: number, style: ComputedStyle, extra: number): number {
  const value = resolveLength(length, base);
  return style.boxSizing === 'border-box' ? Math.max(value, extra) : value + extra;
}

function setSize(
  size: BoxSize,
  base: number,
  style: ComputedStyle,
  extra: number,
  set: (points: number) => void,
): void {
  if (typeof size === 'string' || (size.percent !== 0 && Number.isNaN(base))) return;
  set(borderBox(size, base, style, extra));
}

/** Loads the layout library (some 40 ms): only for documents with flex containers. */
export async function loadFlexSolver(): Promise<FlexSolver> {
  const module = await import('yoga-layout/load');
  const yoga = await module.loadYoga();
  invariant(yoga.Node !== undefined, 'yoga is loaded');
  return new FlexSolver(yoga, module);
}
