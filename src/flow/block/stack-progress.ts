// How far the boxes of a stack have come: what stands, where the next one begins, which floats wait; and how the stack
// stops there, with a token that names what follows (CSS Fragmentation 3 § 4).
import type { Box } from '../../document/boxes.ts';
import type { Placing } from './baseline-grid.ts';
import type { Engine } from '../engine.ts';
import type { BreakToken, ForcedBreak, Fragment } from '../fragment.ts';
import type { FloatRoom, SideFloatState } from '../floats/side-floats.ts';
import { FloatContext, putSideFloat } from '../floats/side-floats.ts';
import type { Collapsed } from './margins.ts';
import { NO_MARGIN, marginValue } from './margins.ts';

export interface StackRoom extends Placing {
  readonly width: number;
  /** Definite height of the container, or NaN. */
  readonly height: number;
  readonly available: number;
  readonly atTop: boolean;
  /** The first child's top margin (the last child's bottom margin) has been taken by the container. */
  readonly collapseTop: boolean;
  readonly collapseBottom: boolean;
  /** The writing direction decides where children narrower than the container stand. */
  readonly rightToLeft: boolean;
  /** Floats of the formatting context around; undefined: the stack makes one of its own. */
  readonly floats?: FloatRoom | undefined;
  /** The floats of its own formatting context do not wait for a next column: nobody would remember them. */
  readonly keepsFloats?: boolean;
}

export interface Stack {
  readonly fragments: readonly Fragment[];
  readonly height: number;
  readonly token: BreakToken | null;
  readonly forced: ForcedBreak | null;
}

type StackToken = Extract<BreakToken, { kind: 'stack' }>;

/** What is known of a stack before its first box is laid out. */
export interface StackTask {
  readonly children: readonly Box[];
  readonly room: StackRoom;
  readonly token: StackToken | null;
}

/** A stack on its way. */
export class StackProgress {
  readonly engine: Engine;
  readonly children: readonly Box[];
  readonly room: StackRoom;
  readonly token: StackToken | null;
  /** The first child of this part; `fragments` and `states` begin with it. */
  readonly start: number;
  readonly floats: FloatRoom;
  readonly fragments: Fragment[] = [];
  /** What was decided about floats before each child. */
  readonly states: SideFloatState[] = [];
  /** Bottom of what stands, points from the top of the stack. */
  y = 0;
  /** Margins below what stands. */
  pending: Collapsed = NO_MARGIN;
  /** The child in the flow that stands lowest. */
  previous: Box | undefined;
  /** Floats that came from an earlier part. */
  readonly #waiting: Fragment[] = [];
  /** So many floats wait for somebody else. */
  readonly #kept: number;

  constructor(engine: Engine, { children, room, token }: StackTask) {
    this.engine = engine;
    this.children = children;
    this.room = room;
    this.token = token;
    this.start = token === null ? 0 : token.index;
    const { rightToLeft } = room;
    this.floats = room.floats ?? { context: new FloatContext(room.keepsFloats !== true), x: 0, y: 0, rightToLeft }; // prettier-ignore
    this.#kept = this.context.state.deferred.length;
    for (const box of token?.deferred ?? []) {
      const fragment = this.putFloat(box);
      if (fragment !== null) this.#waiting.push(fragment);
    }
  }

  get context(): FloatContext {
    return this.floats.context;
  }

  /** Floats of this stack wait for the next column. */
  get hasDeferred(): boolean {
    return this.context.state.deferred.length > this.#kept;
  }

  /** Floats that came from an earlier part stand here. */
  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Where a child goes on that the part before has begun. */
  resumedAt(index: number): BreakToken | null {
    return index === this.start ? (this.token?.child ?? null) : null;
  }

  /** Places a float as high as it may stand now; null where it waits for the next column. */
  putFloat(box: Box): Fragment | null {
    const { room, floats, y } = this;
    return putSideFloat(this.engine, box, {
      floats,
      y: floats.y + y + Math.max(0, marginValue(this.pending)),
      width: room.width,
      height: room.height,
      end: floats.y + room.available,
      atTop: room.atTop && this.previous === undefined,
    });
  }

  /** A height, or as far down as the floats of the stack's own formatting context reach. */
  withFloats(height: number): number {
    return this.room.floats === undefined && !this.context.isEmpty ? Math.max(height, this.context.lowest()) : height; // prettier-ignore
  }

  /** Ends the stack before child `index`, or in it. */
  stop(index: number, child: BreakToken | null, forced: ForcedBreak | null): Stack {
    const deferred = this.context.takeDeferred(this.#kept);
    const token: StackToken = { kind: 'stack', index, child, forced: forced !== null, ...(deferred.length > 0 && { deferred }) }; // prettier-ignore
    return this.#ended(token, forced);
  }

  /** Where only floats were written, and none has room: what is laid out is nothing. */
  stopForFloats(index: number, child: BreakToken | null): Stack | null {
    return this.room.atTop || this.y > 0 || !this.context.isEmpty ? this.stop(index, child, null) : null;
  }

  /** After the last child; floats that wait still make another part. */
  finish(): Stack | null {
    if (this.room.floats === undefined && this.hasDeferred) return this.stopForFloats(this.children.length, null); // prettier-ignore
    if (!this.room.collapseBottom) this.y += Math.max(0, marginValue(this.pending));
    return this.#ended(null, null);
  }

  #ended(token: BreakToken | null, forced: ForcedBreak | null): Stack {
    const fragments = this.hasWaiting ? [...this.#waiting, ...this.fragments] : this.fragments;
    return { fragments, height: this.withFloats(this.y), token, forced };
  }
}
