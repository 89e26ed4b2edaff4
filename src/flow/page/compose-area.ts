// One page, column or multi-column box with what floats in it: content between floats at the head and the foot, notes
// below. The content is laid out again with less room until the calls in it and the notes below agree.
import { Diagnostics } from '../../base/diagnostic.ts';
import type { Box } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';
import type { FloatLevel, FloatMark } from '../floats/float-marks.ts';
import { findMarks } from '../floats/float-marks.ts';
import type { BreakToken, ForcedBreak, Fragment } from '../fragment.ts';
import type { NoteArea, NotesToSet } from '../floats/note-area.ts';
import { layoutNotes } from '../floats/note-area.ts';
import type { PendingFloat, PlacedFloat } from '../floats/page-floats.ts';
import { layoutFloat, stackFloats } from '../floats/page-floats.ts';

/** What one area leaves to the next one. */
export interface Carry {
  readonly notes: NotesToSet | null;
  readonly floats: readonly PendingFloat[];
}

export interface AreaContent {
  readonly fragments: readonly Fragment[];
  readonly height: number;
  readonly token: BreakToken | null;
  readonly forced: ForcedBreak | null;
}

export interface AreaRoom {
  readonly level: FloatLevel;
  readonly width: number;
  readonly available: number;
  /** Something must be set here, whatever the room. */
  readonly atTop: boolean;
  readonly rightToLeft: boolean;
}

/** The content in so much room, `down` points below the top of the area; null when nothing of it fits. */
export type LayContent<T extends AreaContent> = (engine: Engine, room: ContentRoom) => T | null;

export interface ContentRoom {
  readonly available: number;
  readonly down: number;
  readonly atTop: boolean;
}

export interface Area<T extends AreaContent> {
  /** Null when floats and notes left no room for it, or when there is none. */
  readonly content: T | null;
  /** Floats above, from the top of the area. */
  readonly head: readonly Fragment[];
  readonly headHeight: number;
  /** Floats below and notes, from the top of the foot. */
  readonly foot: readonly Fragment[];
  readonly footHeight: number;
  /** All three. */
  readonly height: number;
  readonly carry: Carry | null;
}

/** `lay` is null where only what waits is to be set. Null when neither content nor anything that waits fits. */
export function composeArea<T extends AreaContent>(
  engine: Engine,
  room: AreaRoom,
  carry: Carry | null,
  lay: LayContent<T> | null,
): Area<T> | null {
  if (!engine.document.hasFloats) {
    const content = lay?.(engine, { available: room.available, down: 0, atTop: room.atTop }) ?? null;
    return content === null ? null : { content, head: [], headHeight: 0, foot: [], footHeight: 0, height: content.height, carry: null }; // prettier-ignore
  }
  return new AreaComposer(engine, room, carry, lay).compose();
}

/** One try: the content laid out with `reserved` points kept free below it. */
interface Trial<T extends AreaContent> {
  readonly content: T | null;
  readonly marks: readonly FloatMark[];
  /** Named flows as they stand after this try. */
  readonly flows: FlowTokens;
  /** What was found to be wrong in it. */
  readonly diagnostics: Diagnostics;
}

interface Settled<T extends AreaContent> extends Trial<T> {
  readonly notes: NoteArea | null;
  readonly rest: NotesToSet | null;
}

type FlowTokens = readonly (readonly [name: string, tokens: readonly (BreakToken | null | 'done')[]])[];

/** Points. */
const SLACK = 0.01;

/** Points; more than a line of notes and their edges. */
const MORE_ROOM = 200;

class AreaComposer<T extends AreaContent> {
  readonly #engine: Engine;
  readonly #room: AreaRoom;
  readonly #carry: Carry;
  readonly #lay: LayContent<T> | null;
  readonly #start: FlowTokens;
  readonly #tried: Diagnostics[] = [];
  #top: PlacedFloat[] = [];
  #bottom: PlacedFloat[] = [];
  readonly #deferred: PendingFloat[] = [];
  /** Floats that stand here and were written here. */
  readonly #own: Box[] = [];

  constructor(engine: Engine, room: AreaRoom, carry: Carry | null, lay: LayContent<T> | null) {
    this.#engine = engine;
    this.#room = room;
    this.#carry = carry ?? { notes: null, floats: [] };
    this.#lay = lay;
    this.#start = flowTokens(engine);
  }

  compose(): Area<T> | null {
    this.#placeWaiting();
    let settled = this.#settle();
    for (let mark = this.#nextFloat(settled); mark !== undefined; mark = this.#nextFloat(settled)) {
      const tried = this.#deferred.length > 0 ? null : this.#withFloat(mark.box);
      if (tried === null) this.#deferred.push({ box: mark.box, token: null });
      else settled = tried;
    }
    return this.#finish(settled);
  }

  /** Floats of earlier pages, in order, as many as fit. */
  #placeWaiting(): void {
    for (const pending of this.#carry.floats) {
      const alone = this.#top.length + this.#bottom.length === 0;
      const placed = this.#deferred.length > 0 ? null : this.#layFloat(pending, alone);
      if (placed === null) this.#deferred.push(pending);
      else {
        (placed.side === 'top' ? this.#top : this.#bottom).push(placed);
        if (placed.rest !== null) this.#deferred.push(placed.rest);
      }
    }
  }

  #layFloat(pending: PendingFloat, alone: boolean): PlacedFloat | null {
    const { width, rightToLeft } = this.#room;
    return layoutFloat(this.#engine, pending, { width, available: this.#free(), alone, rightToLeft });
  }

  /** Room between the floats. */
  #free(): number {
    return this.#room.available - this.#headHeight() - this.#bottomHeight();
  }

  #headHeight(): number {
    return stackFloats(this.#top, 'top');
  }

  #bottomHeight(): number {
    return stackFloats(this.#bottom, 'bottom');
  }

  /** The first float written here that has no place yet. */
  #nextFloat(trial: Settled<T>): FloatMark | undefined {
    const known = this.#knownFloats();
    return [...trial.marks, ...this.#marksBeside(trial)].find(({ kind, box }) => (kind === 'top' || kind === 'bottom') && !known.has(box) && !this.#engine.floats.placed.has(box)); // prettier-ignore
  }

  #knownFloats(): ReadonlySet<Box> {
    return new Set([...this.#top, ...this.#bottom, ...this.#deferred].map(({ box }) => box));
  }

  /** What is written in the floats and notes here. */
  #marksBeside({ notes }: { readonly notes: NoteArea | null }): readonly FloatMark[] {
    const floats = [...this.#top, ...this.#bottom].map(({ fragment }) => fragment);
    return findMarks(
      this.#engine,
      notes === null ? floats : [...floats, notes.fragment],
      this.#room.level,
      true,
    );
  }

  /** The area with one float more; null where the float does not fit, or its place in the text would leave the area. */
  #withFloat(box: Box): Settled<T> | null {
    const before = [this.#top, this.#bottom] as const;
    const placed = this.#layFloat({ box, token: null }, false);
    if (placed === null) return null;
    if (placed.side === 'top') this.#top = [...this.#top, placed];
    else this.#bottom = [...this.#bottom, placed];
    const settled = this.#settle();
    const marked = new Set([...settled.marks, ...this.#marksBeside(settled)].map((mark) => mark.box));
    const stays = [...this.#own, box].every((own) => marked.has(own));
    const fits =
      settled.content === null ? this.#lay === null : settled.content.height <= this.#free() + SLACK;
    if (stays && fits) {
      this.#own.push(box);
      return settled;
    }
    [this.#top, this.#bottom] = before;
    return null;
  }

  // Notes ---------------------------------------------------------------------------------------------------------

  /** Content and notes that agree; at worst the notes wait for the next area. */
  #settle(): Settled<T> {
    const waiting = this.#carry.notes;
    const free = this.#free();
    const base = waiting === null ? null : this.#notes([], free, true);
    const reserved = base?.height ?? 0;
    const first = this.#try(reserved);
    const calls = this.#calls(first);
    if (calls.length === 0 || !Number.isFinite(free)) return this.#settled(first, calls);
    const whole = this.#height(calls);
    if (whole <= reserved + SLACK) return this.#settled(first, calls);
    const full = this.#withWholeNotes(calls);
    const kept = full === null ? [] : this.#calls(full);
    if (full !== null && kept.length >= calls.length) return this.#settled(full, kept);
    const next = calls[kept.length];
    for (const room of next === undefined ? [] : this.#splits(first, calls, kept.length, reserved)) {
      const trial = this.#try(room);
      if (trial.content === null) continue;
      const found = this.#calls(trial);
      const settled = this.#settled(trial, found);
      const agree = found.length > kept.length ? allBegun(settled) : found.length === kept.length && settled.rest === null; // prettier-ignore
      if (agree) return settled;
    }
    if (full !== null && full.content !== null) return this.#settled(full, kept);
    return this.#settled(first, calls);
  }

  /** The most text that leaves room for all the notes called in it; null when not even one note fits. */
  #withWholeNotes(calls: readonly Box[]): Trial<T> | null {
    const free = this.#free();
    let best: Trial<T> | null = null;
    // With room for `low` notes there are more calls than that, with room for `high` notes there are not.
    let low = 0;
    let high = calls.length + 1;
    for (let count = calls.length; count > low; count = (low + high) >> 1) {
      const room = this.#height(calls.slice(0, count));
      const trial = room < free ? this.#try(room) : null;
      const fits = trial === null || trial.content === null || this.#calls(trial).length <= count;
      if (fits) high = count;
      else low = count;
      if (fits && trial !== null && trial.content !== null) {
        best = trial;
        if (this.#calls(trial).length === count) break;
      }
    }
    return best;
  }

  /**
   * How much to keep free for a note that does not fit as a whole with its call: all the room below the call's line, or
   * else two lines of it.
   */
  #splits(first: Trial<T>, calls: readonly Box[], kept: number, reserved: number): readonly number[] {
    const box = calls[kept];
    const mark = first.marks.find((each) => each.box === box);
    const free = this.#free();
    const before = kept === 0 && this.#carry.notes === null ? 0 : this.#height(calls.slice(0, kept));
    const through = calls.slice(0, kept + 1);
    const rooms: number[] = [];
    if (mark !== undefined) rooms.push(Math.min(this.#height(through), free - mark.bottom));
    const lines = box === undefined || box.kind === 'paragraph' ? 0 : 2 * lineHeightOf(box);
    const edges = before > 0 ? 0 : this.#areaEdges();
    const two = this.#notes(through, before + edges + lines + SLACK, false);
    if (two !== null) rooms.push(two.height);
    return rooms.filter((room) => room > reserved - SLACK && room < free);
  }

  /** Margins, borders and padding of the area of notes. */
  #areaEdges(): number {
    const empty = this.#engine.current.footnoteStyle;
    if (empty === null) return 0;
    const { margin, padding, border } = empty;
    const points = (side: 'top' | 'bottom'): number => (margin[side] === 'auto' ? 0 : margin[side].points) + padding[side].points + border[side].width; // prettier-ignore
    return points('top') + points('bottom');
  }

  #try(reserved: number): Trial<T> {
    const available = this.#free() - reserved;
    const down = this.#headHeight();
    restoreFlows(this.#engine, this.#start);
    const diagnostics = new Diagnostics();
    this.#tried.push(diagnostics);
    const engine: Engine = { ...this.#engine, diagnostics };
    let content: T | null = null;
    if (this.#lay !== null) {
      const others = this.#carry.notes !== null || this.#top.length + this.#bottom.length > 0;
      const untouched = !others && reserved === 0;
      if (available > 0 || untouched) content = this.#lay(engine, { available, down, atTop: untouched && this.#room.atTop }); // prettier-ignore
      if (content === null && this.#room.atTop && !others && !untouched) {
        restoreFlows(this.#engine, this.#start);
        content = this.#lay(engine, { available, down, atTop: true });
      }
    }
    const marks = content === null ? [] : findMarks(this.#engine, content.fragments, this.#room.level);
    return { content, marks, flows: flowTokens(this.#engine), diagnostics };
  }

  /** Notes called in the content or in floats here, in order. */
  #calls({ marks }: Trial<T>): readonly Box[] {
    const { placed } = this.#engine.floats;
    const waiting = new Set(this.#carry.notes?.boxes);
    const boxes = [...marks, ...this.#marksBeside({ notes: null })].filter(({ kind, box }) => kind === 'footnote' && !waiting.has(box) && !placed.has(box)).map(({ box }) => box); // prettier-ignore
    return [...new Set(boxes)];
  }

  /** Those that wait, then `boxes`. */
  #wanted(boxes: readonly Box[]): NotesToSet | null {
    const waiting = this.#carry.notes;
    if (waiting === null) return boxes.length === 0 ? null : { boxes, token: null };
    return { boxes: [...waiting.boxes, ...boxes], token: waiting.token };
  }

  #notes(boxes: readonly Box[], available: number, atTop: boolean): NoteArea | null {
    const wanted = this.#wanted(boxes);
    if (wanted === null) return null;
    const gap = this.#bottom.at(-1)?.below ?? 0;
    const { level, width } = this.#room;
    const area = layoutNotes(this.#engine, wanted, { level, width, available: available - gap, atTop });
    if (area === null) return null;
    area.fragment.y += gap;
    return { ...area, height: area.height + gap };
  }

  /** Of all the notes; where they do not fit here, some height that does not either: thousands may wait. */
  #height(boxes: readonly Box[]): number {
    const free = this.#free();
    const area = this.#notes(boxes, 2 * Math.max(0, free) + MORE_ROOM, true);
    if (area === null || area.rest === null || area.height > free) return area?.height ?? 0;
    // Cut off by something else than the room.
    return this.#notes(boxes, Number.POSITIVE_INFINITY, true)?.height ?? 0;
  }

  #settled(trial: Trial<T>, calls: readonly Box[]): Settled<T> {
    const wanted = this.#wanted(calls);
    const room = this.#free() - (trial.content?.height ?? 0);
    const notes = wanted === null ? null : this.#notes(calls, room, trial.content === null || this.#carry.notes !== null); // prettier-ignore
    return { ...trial, notes, rest: notes === null ? wanted : notes.rest };
  }

  /** Pictures that were scaled only in a try are not told; what paragraphs say, they say once, in any try. */
  #report(settled: Diagnostics): void {
    for (const tried of this.#tried)
      for (const diagnostic of tried.list)
        if (tried === settled || diagnostic.code !== 'L002') this.#engine.diagnostics.add(diagnostic);
  }

  // The whole -----------------------------------------------------------------------------------------------------

  #finish(settled: Settled<T>): Area<T> | null {
    const { content, notes, rest } = settled;
    restoreFlows(this.#engine, settled.flows);
    this.#report(settled.diagnostics);
    const floats = [...this.#top, ...this.#bottom];
    if (content === null && notes === null && floats.length === 0) return null;
    const headHeight = this.#headHeight();
    const bottomHeight = this.#bottomHeight();
    const foot = this.#bottom.map(({ fragment }) => fragment);
    if (notes !== null) {
      notes.fragment.y += bottomHeight;
      foot.push(notes.fragment);
    }
    const footHeight = bottomHeight + (notes?.height ?? 0);
    const waits = rest !== null || this.#deferred.length > 0;
    return {
      content,
      head: this.#top.map(({ fragment }) => fragment),
      headHeight,
      foot,
      footHeight,
      height: headHeight + (content?.height ?? 0) + footHeight,
      carry: waits ? { notes: rest, floats: this.#deferred } : null,
    };
  }
}

/** Whether every note has a part at the foot of its call's area. */
function allBegun({ rest }: { readonly rest: NotesToSet | null }): boolean {
  return rest === null || (rest.boxes.length === 1 && rest.token !== null);
}

function lineHeightOf(box: Box): number {
  return box.kind === 'block' && box.children[0] !== undefined ? lineHeightOf(box.children[0]) : box.style.lineHeight; // prettier-ignore
}

function flowTokens({ flows }: Engine): FlowTokens {
  return flows.size === 0 ? NO_FLOWS : [...flows].map(([name, { tokens }]) => [name, [...tokens]] as const);
}

const NO_FLOWS: FlowTokens = [];

function restoreFlows({ flows }: Engine, saved: FlowTokens): void {
  if (flows.size === 0 && saved.length === 0) return;
  const known = new Map(saved);
  for (const [name, progress] of flows) progress.tokens.splice(0, progress.tokens.length, ...(known.get(name) ?? [null])); // prettier-ignore
}
