// Frame text items → PDF text operators and the fonts they need. A line is written from left to right, so that the
// reordering which readers do lands on the source text; TEXT-IN-PDF has the rules and the measurements.
import type { FontLibrary, ShapedWord } from '../../font/font-types.ts';
import type { TextItem } from '../../frame/frame.ts';
import { UNIT_LEADER, UNIT_SPACE } from '../../frame/units.ts';
import type { TextStyle } from '../../frame/units.ts';
import type { Color } from '../../style/color.ts';
import { LRM, RLM } from '../../unicode/characters.ts';
import { reorderVisual } from '../../unicode/bidi.ts';
import type { EmbeddedFont } from './embedded-font.ts';
import { encodePlainWord } from './encode-plain-word.ts';
import { commonLevel, goesOnLevel, leaderWidth, leadingStyle, lineLevels, lineSuffix } from './line-facts.ts'; // prettier-ignore
import { LinePieces } from './line-pieces.ts';
import { tagOfUnit } from './line-tags.ts';
import type { TaggedText } from './line-tags.ts';
import { LinePlanner } from './line-planner.ts';
import type { Chunk } from './line-planner.ts';
import { EMPTY_GLYPH, MergedFont } from './merged-font.ts';
import { PdfJsOrder } from './pdfjs-order.ts';
import { RIGHT_TO_LEFT_SHARE, RUN_MARK_VARIANT, runMark, taskOf } from './line-task.ts';
import type { LineServices, LineTask, Resource } from './line-task.ts';
import { PlainLines } from './plain-line.ts';
import { fillersOf } from './line-spaces.ts';
import { SequenceWriter } from './sequence-writer.ts';
import type { SequenceLine } from './sequence-writer.ts';
import { PAIR_CODING } from './text-coding.ts';
import type { TextCoding } from './text-coding.ts';
import { TextState } from './text-state.ts';
import type { EncodedWord, WordSetting } from './word-encoder.ts';
import { PLAIN_SETTING, encodeWord, encodedWord } from './word-encoder.ts';
import { isPlain, wordSetting } from './word-setting.ts';

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

/**
 * What pdf.js does to the pieces of a line. 'left-to-right': it reorders nothing; 'right-to-left': it plainly reverses all
 * of it; 'check': its rules have to be tried.
 */
type Treatment = 'left-to-right' | 'right-to-left' | 'check';

/** Units of a line that there is room for at first. */
const FIRST_CAPACITY = 256;
/** Of a line with a single level. */
const IN_ORDER = { levels: null, order: null } as const;

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
  readonly #pieces: LinePieces;
  readonly #planner: LinePlanner;
  readonly #plainLines: PlainLines;
  /** Null before the first line that needs it. */
  #sequences: SequenceWriter | null = null;
  #levels: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  #order: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** The line written last. */
  #last: TextItem | null = null;

  constructor(options: TextLayerOptions) {
    this.#fonts = options.fonts;
    this.#fillColor = options.fillColor;
    this.#coding = options.coding ?? PAIR_CODING;
    this.#state = options.state ?? new TextState();
    this.#isDeclaredRightToLeft = options.isDeclaredRightToLeft ?? false;
    this.#pieces = new LinePieces(new PdfJsOrder());
    this.#planner = new LinePlanner(this.#pieces);
    const services: LineServices = {
      word: (task, unit) => this.#encode(task, unit),
      end: (task) => this.#lineEnd(task),
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
    const mixed = this.#collect(task, level);
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
    const mixed = this.#collect(task, commonLevel(item));
    const pieces = this.#pieces;
    if (pieces.count === 0) return [];
    const head = this.#state.beginLine(resource.font.resourceName, lead.size);
    const writer = this.#writer(task, mixed);
    pieces.partsTags = true;
    for (let i = 0; i < pieces.count; i++) pieces.tag[i] = tagOfUnit(item, Math.min(pieces.unit[i] ?? 0, item.end - 1)); // prettier-ignore
    if (item.units.direction === 'ltr') this.#moveMarks();
    const chunks = this.#plan(task) ?? [{ from: 0, to: pieces.count, space: false }];
    const goesOn = last !== null && goesOnLevel(last, item, lead.size);
    const parts = writer.writeParts(chunks, goesOn, ({ from, to }) => this.#tagOfPieces(from, to));
    const end = this.#state.endLine();
    return parts.map(({ tag, operators }, i) => ({
      tag,
      operators: (i === 0 ? head : '') + operators + (i === parts.length - 1 ? end : ''),
    }));
  }

  /**
   * PDFium does not read a text object that is nothing but a space: the mark at the end of a run goes to the word before.
   * Not right to left, where poppler would count it as a word of the other direction.
   */
  #moveMarks(): void {
    const { count, isSpace, marksLeft, marksRight } = this.#pieces;
    for (let i = 1; i < count; i++) {
      if (isSpace[i] !== true || isSpace[i - 1] === true || marksLeft[i] === '') continue;
      marksRight[i - 1] += marksLeft[i] ?? '';
      marksLeft[i] = '';
    }
  }

  /** The element of the first piece that is no space. */
  #tagOfPieces(from: number, to: number): number {
    const { tag, isSpace, words } = this.#pieces;
    for (let i = from; i < to; i++) if (isSpace[i] !== true && words[i] !== null) return tag[i] ?? 0;
    return tag[from] ?? 0;
  }

  #plan(task: LineTask): readonly Chunk[] | null {
    return this.#planner.plan({ font: task.resource.font, clusters: (unit) => this.#source(task, unit) });
  }

  /** A writer for the pieces collected last, with their steering marks. */
  #writer({ item, resource, size, y }: LineTask, mixed: Treatment): SequenceWriter {
    const { font } = resource;
    this.#used.add(font.resourceName);
    resource.fillers ??= fillersOf(font);
    const parity = item.units.direction === 'rtl' ? 1 : 0;
    const hasRightToLeft = mixed !== 'left-to-right';
    const line: SequenceLine = { font, fillers: resource.fillers, size, x: item.x, y, hasRightToLeft, parity, styles: item.units.styles }; // prettier-ignore
    if (hasRightToLeft) this.#addRunMarks(parity, resource);
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

  /** Fills the pieces in visual order. */
  #collect(task: LineTask, level: number): Treatment {
    const { item } = task;
    const { units } = item;
    const pieces = this.#pieces;
    pieces.clear();
    const count = item.end - item.start + 1;
    const { levels, order } = level < 0 ? this.#visualOrder(item, count) : IN_ORDER;
    let rightToLeft = 0;
    let length = 0;
    let plain = true;
    let evenLevel = false;
    let x = 0;
    for (let k = 0; k < count; k++) {
      const position = order === null ? ((level & 1) === 1 ? count - 1 - k : k) : (order[k] ?? 0);
      const unit = item.start + position;
      const unitLevel = levels === null ? level : (levels[position] ?? 0);
      if (position === item.end - item.start) {
        const end = this.#lineEnd(task);
        if (end === null) continue;
        pieces.push(end, false, unit);
        pieces.style[pieces.count - 1] = units.style[item.end - 1] ?? 0;
      } else if (!this.#pushUnit(task, unit)) continue;
      const i = pieces.count - 1;
      pieces.level[i] = unitLevel;
      pieces.order[i] = position;
      pieces.x[i] = x;
      x += pieces.advance[i] ?? 0;
      const word = pieces.words[i];
      if (word === null || word === undefined) continue;
      if (pieces.isSpace[i] !== true) {
        rightToLeft += word.rightToLeftUnits;
        length += word.seen.length;
        plain &&= word.plainRightToLeft;
        evenLevel ||= (unitLevel & 1) === 0;
      } else {
        length++;
        // Between two isolates.
        evenLevel ||= (unitLevel & 1) === 0;
      }
    }
    if (rightToLeft === 0 && level === 0) return 'left-to-right';
    return plain && !evenLevel && rightToLeft > length * RIGHT_TO_LEFT_SHARE ? 'right-to-left' : 'check';
  }

  /** Levels of the units, and their places from left to right; valid until the next line. */
  #visualOrder(item: TextItem, count: number): { readonly levels: Uint8Array; readonly order: Int32Array } {
    if (count > this.#levels.length) {
      this.#levels = new Uint8Array(count * 2);
      this.#order = new Int32Array(count * 2);
    }
    lineLevels(item, this.#levels);
    return { levels: this.#levels, order: reorderVisual(this.#levels, 0, count, this.#order) };
  }

  /** The virtual unit after the last: a hyphen made at the line's end, or a carrier that tells how the text goes on. */
  #lineEnd({ item, resource, size }: LineTask): EncodedWord | null {
    if (item.hyphen >= 0) {
      const { units } = item;
      const word = this.#fonts.word(item.hyphen);
      const setting = wordSetting(units.styles[units.style[item.end - 1] ?? 0], size, word.text, false);
      return encodeWord(resource.font, word, setting, [0]);
    }
    const suffix = lineSuffix(item);
    return suffix === '' ? null : carrierWord(resource.font, suffix);
  }

  /** Adds one unit; false when it shows nothing. */
  #pushUnit(task: LineTask, unit: number): boolean {
    const { item, size } = task;
    const { units } = item;
    const pieces = this.#pieces;
    const flags = units.flags[unit] ?? 0;
    const wordId = units.word[unit] ?? -1;
    const objectId = units.object[unit] ?? -1;
    const styleId = units.style[unit] ?? 0;
    const style = units.styles[styleId];
    if (wordId < 0) {
      const object = objectId < 0 ? undefined : units.objects[objectId];
      if (object === undefined) return false;
      pieces.push(null, false, unit);
      pieces.style[pieces.count - 1] = styleId;
      pieces.advance[pieces.count - 1] = object.width / size;
      return true;
    }
    const encoded = this.#encode(task, unit);
    // Fixed spaces (an em space, those that a tab becomes) and leaders part words too, though justification leaves them alone.
    pieces.push(encoded, (flags & (UNIT_SPACE | UNIT_LEADER)) !== 0 || encoded.isBlank, unit);
    const i = pieces.count - 1;
    pieces.style[i] = styleId;
    if ((flags & UNIT_SPACE) !== 0 && style !== undefined) {
      pieces.advance[i] = encoded.advance + (style.wordSpacing + item.spaceExtra) / size;
    }
    if ((flags & UNIT_LEADER) !== 0) this.#makeLeader(task, i);
    return true;
  }

  /** A leader takes what the rest of the line leaves; flow/ draws its dots, to readers it is a space. */
  #makeLeader({ item, resource, size }: LineTask, i: number): void {
    const pieces = this.#pieces;
    const width = leaderWidth(item, this.#fonts) / size;
    const space = resource.font.code(EMPTY_GLYPH, ' ', RUN_MARK_VARIANT);
    pieces.words[i] = encodedWord({ operators: space, seen: ' ', logical: ' ', plainRightToLeft: true });
    pieces.advance[i] = width;
    pieces.natural[i] = Math.min(width, LEADER_SPACE);
    pieces.barriers.push(i);
  }

  #encode(task: LineTask, unit: number): EncodedWord {
    const { item, resource, size } = task;
    const { units } = item;
    const style = units.styles[units.style[unit] ?? 0];
    const goesOn = unit === task.goesOn;
    const replacement = item.replacements.length === 0 ? undefined : item.replacements.find((r) => r.unit === unit); // prettier-ignore
    if (replacement !== undefined) {
      const { word, inserted } = replacement;
      return encodeWord(resource.font, word, wordSetting(style, size, word.text, goesOn), inserted);
    }
    const id = units.word[unit] ?? 0;
    const known = !goesOn && isPlain(style, size) ? resource.plain[id] : undefined;
    if (known !== undefined) return known;
    const word = this.#fonts.word(id);
    const setting = wordSetting(style, size, word.text, goesOn);
    if (setting === PLAIN_SETTING) {
      const encoded = encodePlainWord(resource.font, word) ?? encodeWord(resource.font, word, setting);
      resource.plain[id] = encoded;
      return encoded;
    }
    const key = `${id} ${setting.scale} ${setting.rise} ${setting.letterSpacing} ${goesOn}`;
    let encoded = resource.other.get(key);
    if (encoded === undefined) {
      encoded = encodeWord(resource.font, word, setting);
      resource.other.set(key, encoded);
    }
    return encoded;
  }

  /** The shaped word behind a unit, for taking it apart. */
  #source(
    { item, size, goesOn }: LineTask,
    unit: number,
  ): { word: ShapedWord; setting: WordSetting; inserted: readonly number[] } | null {
    const { units } = item;
    if (unit >= item.end) return null;
    const replacement = item.replacements.find((r) => r.unit === unit);
    const id = units.word[unit] ?? -1;
    if (replacement === undefined && id < 0) return null;
    const word = replacement?.word ?? this.#fonts.word(id);
    const style = units.styles[units.style[unit] ?? 0];
    const setting = wordSetting(style, size, word.text, unit === goesOn);
    return { word, setting, inserted: replacement?.inserted ?? [] };
  }

  /** Rule 10: RLM left and LRM right of each run against the paragraph's direction. */
  #addRunMarks(paragraph: 0 | 1, resource: Resource): void {
    const pieces = this.#pieces;
    let marks = 0;
    let previous: number = paragraph;
    for (let i = 0; i < pieces.count; i++) {
      const parity = (pieces.level[i] ?? 0) & 1;
      if (parity === previous) continue;
      pieces.marksLeft[i] += runMark(resource, parity === paragraph ? LRM : RLM, marks++);
      previous = parity;
    }
    if (pieces.count > 0 && previous !== paragraph)
      pieces.marksRight[pieces.count - 1] += runMark(resource, paragraph === 1 ? LRM : RLM, marks);
  }
}

/** A word that is read but not seen. */
function carrierWord(font: MergedFont, text: string): EncodedWord {
  return encodedWord({ operators: font.code(EMPTY_GLYPH, text), seen: text, logical: text });
}

/** What a leader counts for where it is shown as a space, em. */
const LEADER_SPACE = 0.25;
