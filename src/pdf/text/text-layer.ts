// Frame text items → PDF text operators and the fonts they need. A line is written from left to right, so that the
// reordering which readers do lands on the source text; TEXT-IN-PDF has the rules and the measurements.
import type { FontLibrary } from '../../font/font-types.ts';
import type { TextItem } from '../../frame/frame.ts';
import type { TextStyle } from '../../frame/units.ts';
import type { Color } from '../../style/color.ts';
import type { SequenceLine } from './chunk-writer.ts';
import type { EmbeddedFont } from './embedded-font.ts';
import { commonLevel, goesOnLevel, leadingStyle } from './line-facts.ts';
import { LinePieces } from './line-pieces.ts';
import { LinePlanner } from './line-planner.ts';
import type { Chunk } from './line-planner.ts';
import { fillersOf } from './line-spaces.ts';
import type { TaggedText } from './line-tags.ts';
import { taskOf } from './line-task.ts';
import type { LineServices, LineTask, Resource } from './line-task.ts';
import { MergedFont } from './merged-font.ts';
import { PdfJsOrder } from './pdfjs-order.ts';
import { PieceCollector } from './piece-collector.ts';
import type { Treatment } from './piece-collector.ts';
import { PlainLines } from './plain-line.ts';
import { SequenceWriter } from './sequence-writer.ts';
import { PAIR_CODING } from './text-coding.ts';
import type { TextCoding } from './text-coding.ts';
import { TextState } from './text-state.ts';
import { UnitEncoder } from './unit-encoder.ts';

export interface TextLayerOptions {
  readonly fonts: FontLibrary;
  /** Operators that set the fill colour, e.g. `0 0 0 1 k`; white space around them is not needed. */
  readonly fillColor: (color: Color, overprint?: TextStyle['overprint']) => string;
  /** Default: two bytes a code, for every RIP. */
  readonly coding?: TextCoding | undefined;
  /** Default: every line is a text object complete in itself. */
  readonly state?: TextState | undefined;
  /** Whether the file's viewer preferences say that it is read from right to left. */
  readonly isDeclaredRightToLeft?: boolean;
}

/** Writes text lines and keeps the fonts they use. One per document. */
export class TextLayer {
  readonly #fonts: FontLibrary;
  readonly #fillColor: TextLayerOptions['fillColor'];
  readonly #coding: TextCoding;
  readonly #state: TextState;
  readonly #isDeclaredRightToLeft: boolean;
  readonly #resources = new Map<string, Resource>();
  readonly #all: MergedFont[] = [];
  readonly #used = new Set<string>();
  readonly #encoder: UnitEncoder;
  readonly #pieces: LinePieces;
  readonly #collector: PieceCollector;
  readonly #planner: LinePlanner;
  readonly #plainLines: PlainLines;
  /** Null before the first line that needs it. */
  #sequences: SequenceWriter | null = null;
  /** The line written last. */
  #last: TextItem | null = null;

  constructor(options: TextLayerOptions) {
    this.#fonts = options.fonts;
    this.#fillColor = options.fillColor;
    this.#coding = options.coding ?? PAIR_CODING;
    this.#state = options.state ?? new TextState();
    this.#isDeclaredRightToLeft = options.isDeclaredRightToLeft ?? false;
    this.#encoder = new UnitEncoder(options.fonts);
    this.#pieces = new LinePieces(new PdfJsOrder());
    this.#collector = new PieceCollector(this.#pieces, this.#encoder, options.fonts);
    this.#planner = new LinePlanner(this.#pieces);
    const services: LineServices = {
      word: (task, unit) => this.#encoder.word(task, unit),
      end: (task) => this.#encoder.lineEnd(task),
      color: ({ color, overprint }) => this.#fillColor(color, overprint),
    };
    this.#plainLines = new PlainLines(services, this.#state, this.#isDeclaredRightToLeft);
  }

  /**
   * PDF operators for one line, in PDF user space: y upwards, the baseline at `pageHeight − item.y`. `BT … ET`, or what
   * a TextState that runs on leaves of it; its `endObject` comes before anything but the next line of the element.
   * A binary string, one char per byte (latin1); empty when the line shows no text.
   */
  line(item: TextItem, pageHeight: number): string {
    const lead = leadingStyle(item);
    const last = this.#last;
    this.#last = item;
    if (lead === null) return '';
    const resource = this.#resource(lead.stack.group);
    const level = commonLevel(item);
    const task = taskOf(item, resource, lead.size, pageHeight);
    const { resourceName } = resource.font;
    const afterLevel = last !== null && goesOnLevel(last, item, lead.size);
    const state = this.#state;
    const before = state.moment;
    const head = state.beginLine(resourceName, lead.size);
    if (!afterLevel && resource.fillers !== null) {
      const begun = state.moment;
      const plain = this.#plainLines.write(task, level);
      if (plain === null) state.goBack(begun);
      else if (plain === '') {
        state.goBack(before);
        return '';
      } else {
        this.#used.add(resourceName);
        return head + plain + state.endLine();
      }
    }
    const mixed = this.#collector.collect(task, level);
    if (this.#pieces.count === 0) {
      state.goBack(before);
      return '';
    }
    const writer = this.#writer(task, mixed);
    const chunks = mixed === 'check' ? this.#plan(task) : null;
    return head + writer.write(chunks, afterLevel) + state.endLine();
  }

  /**
   * As `line`, for a line with text of several structure elements: one text object for each stretch of one element, in
   * reading order. Together they read as the line does.
   */
  parts(item: TextItem, pageHeight: number): readonly TaggedText[] {
    const lead = leadingStyle(item);
    const last = this.#last;
    this.#last = item;
    if (lead === null) return [];
    const resource = this.#resource(lead.stack.group);
    const task = taskOf(item, resource, lead.size, pageHeight);
    const mixed = this.#collector.collect(task, commonLevel(item));
    const pieces = this.#pieces;
    if (pieces.count === 0) return [];
    const head = this.#state.beginLine(resource.font.resourceName, lead.size);
    const writer = this.#writer(task, mixed);
    this.#collector.addTags(item);
    if (item.units.direction === 'ltr') this.#collector.moveMarks();
    const chunks = this.#plan(task) ?? [{ from: 0, to: pieces.count, space: false }];
    const goesOn = last !== null && goesOnLevel(last, item, lead.size);
    const parts = writer.writeParts(chunks, goesOn, ({ from, to }) => this.#collector.tagOfPieces(from, to));
    const end = this.#state.endLine();
    return parts.map(({ tag, operators }, i) => ({
      tag,
      operators: (i === 0 ? head : '') + operators + (i === parts.length - 1 ? end : ''),
    }));
  }

  #plan(task: LineTask): readonly Chunk[] | null {
    return this.#planner.plan({
      font: task.resource.font,
      clusters: (unit) => this.#encoder.source(task, unit),
    });
  }

  /** A writer for the pieces collected last, with their steering marks. */
  #writer({ item, resource, size, y }: LineTask, mixed: Treatment): SequenceWriter {
    const { font } = resource;
    this.#used.add(font.resourceName);
    resource.fillers ??= fillersOf(font);
    const parity = item.units.direction === 'rtl' ? 1 : 0;
    const hasRightToLeft = mixed !== 'left-to-right';
    const line: SequenceLine = { font, fillers: resource.fillers, size, x: item.x, y, hasRightToLeft, parity, styles: item.units.styles }; // prettier-ignore
    if (hasRightToLeft) this.#collector.addRunMarks(parity, resource);
    this.#sequences?.begin(line);
    return (this.#sequences ??= new SequenceWriter(line, {
      pieces: this.#pieces,
      state: this.#state,
      fillColor: ({ color, overprint }) => this.#fillColor(color, overprint),
      isDeclaredRightToLeft: this.#isDeclaredRightToLeft,
    }));
  }

  /** Resource names (`F1`) used since the last call, sorted: the Font dictionary of the page. */
  takeUsedFonts(): readonly string[] {
    const names = [...this.#used].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
    this.#used.clear();
    return names;
  }

  /** After the last line: everything needed to write the fonts. */
  finish(): readonly EmbeddedFont[] {
    return this.#all.map((font) => font.finish());
  }

  #resource(group: string): Resource {
    let resource = this.#resources.get(group);
    if (resource === undefined || resource.font.full) {
      const font = new MergedFont(`F${this.#all.length + 1}`, this.#fonts, this.#coding);
      this.#all.push(font);
      resource = { font, plain: [], other: new Map(), fillers: null, runMarks: [] };
      this.#resources.set(group, resource);
    }
    return resource;
  }
}
