// Frame text items → PDF text operators and the fonts they need. A line is written from left to right, so that the
// reordering which readers do lands on the source text; TEXT-IN-PDF has the rules and the measurements.
import type { FontLibrary, ShapedWord } from '../../font/font-types.ts';
import type { TextItem } from '../../frame/frame.ts';
import { hasJoiningLetters } from '../../frame/unit-advance.ts';
import { UNIT_LEADER, UNIT_SPACE } from '../../frame/units.ts';
import type { TextStyle } from '../../frame/units.ts';
import type { Color } from '../../style/color.ts';
import { LRM, RLM } from '../../unicode/characters.ts';
import { reorderVisual } from '../../unicode/bidi.ts';
import type { EmbeddedFont } from './embedded-font.ts';
import { encodePlainWord } from './encode-plain-word.ts';
import { commonLevel, endsWithin, goesOnLevel, leaderWidth, leadingStyle, lineLevels, lineSuffix } from './line-facts.ts'; // prettier-ignore
import { LinePieces } from './line-pieces.ts';
import { tagOfUnit } from './line-tags.ts';
import type { TaggedText } from './line-tags.ts';
import { LinePlanner } from './line-planner.ts';
import type { Chunk } from './line-planner.ts';
import { EMPTY_GLYPH, MergedFont } from './merged-font.ts';
import { PdfJsOrder } from './pdfjs-order.ts';
import { PlainLines, RIGHT_TO_LEFT_SHARE, isBlank } from './plain-line.ts';
import type { LineServices, LineTask, Resource } from './plain-line.ts';
import { fillersOf } from './line-spaces.ts';
import { SequenceWriter } from './sequence-writer.ts';
import { PAIR_CODING } from './text-coding.ts';
import type { TextCoding } from './text-coding.ts';
import { TextState } from './text-state.ts';
import type { EncodedWord, WordSetting } from './word-encoder.ts';
import { PLAIN_SETTING, encodeWord, encodedWord } from './word-encoder.ts';

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

/** Variants of the marks between words begin here; see WORD_MARK_VARIANTS. */
const RUN_MARK_VARIANT = 16;
const RUN_MARK_VARIANTS = 8;

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
  #runMarks = 0;
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
      word: ({ item, resource, size }, unit) => this.#encode(item, unit, resource, size),
      end: ({ item, resource, size }) => this.#lineEnd(item, resource, size),
      color: ({ color, overprint }) => this.#fillColor(color, overprint),
    };
    this.#plainLines = new PlainLines(services, this.#state);
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
    const y = pageHeight - item.y;
    const { font } = resource;
    const afterLevel = last !== null && goesOnLevel(last, item, lead.size);
    const state = this.#state;
    const before = state.moment;
    const head = state.beginLine(font.resourceName, lead.size);
    if (level >= 0 && !afterLevel && resource.fillers !== null) {
      const begun = state.moment;
      const plain = this.#plainLines.write({ item, resource, size: lead.size, y }, level);
      if (plain === null) state.goBack(begun);
      else if (plain === '') {
        state.goBack(before);
        return '';
      } else {
        this.#used.add(font.resourceName);
        return head + plain + state.endLine();
      }
    }
    const mixed = this.#collect(item, resource, lead.size, level);
    if (this.#pieces.count === 0) {
      state.goBack(before);
      return '';
    }
    const writer = this.#writer({ item, resource, size: lead.size, y }, mixed);
    let chunks: readonly Chunk[] | null = null;
    if (mixed === 'check') {
      chunks = this.#planner.plan({
        font,
        clusters: (unit) => this.#source(item, unit, lead.size),
      });
    }
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
    const mixed = this.#collect(item, resource, lead.size, commonLevel(item));
    const pieces = this.#pieces;
    if (pieces.count === 0) return [];
    const head = this.#state.beginLine(resource.font.resourceName, lead.size);
    const writer = this.#writer({ item, resource, size: lead.size, y: pageHeight - item.y }, mixed);
    pieces.partsTags = true;
    for (let i = 0; i < pieces.count; i++) pieces.tag[i] = tagOfUnit(item, Math.min(pieces.unit[i] ?? 0, item.end - 1)); // prettier-ignore
    if (item.units.direction === 'ltr') this.#moveMarks();
    const { font } = resource;
    const chunks = this.#planner.plan({ font, clusters: (unit) => this.#source(item, unit, lead.size) }) ?? [{ from: 0, to: pieces.count, space: false }]; // prettier-ignore
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

  /** A writer for the pieces collected last, with their steering marks. */
  #writer(
    { item, resource, size, y }: LineTask,
    mixed: 'left-to-right' | 'right-to-left' | 'check',
  ): SequenceWriter {
    const { font } = resource;
    this.#used.add(font.resourceName);
    resource.fillers ??= fillersOf(font);
    const writer = new SequenceWriter({
      pieces: this.#pieces,
      font,
      state: this.#state,
      fillers: resource.fillers,
      size,
      x: item.x,
      y,
      hasRightToLeft: mixed !== 'left-to-right',
      paragraphMark: item.units.direction === 'rtl' ? RLM : LRM,
      isDeclaredRightToLeft: this.#isDeclaredRightToLeft,
      color: (style) => {
        const used = item.units.styles[style];
        return used === undefined ? '' : this.#fillColor(used.color, used.overprint);
      },
    });
    if (mixed !== 'left-to-right') this.#addRunMarks(item.units.direction === 'rtl' ? 1 : 0, font);
    return writer;
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
      resource = { font, plain: [], other: new Map(), fillers: null };
      this.#resources.set(group, resource);
    }
    return resource;
  }

  /**
   * Fills the pieces in visual order. 'left-to-right': nothing pdf.js would reorder; 'right-to-left': it will plainly
   * reverse all of it; 'check': its rules have to be tried.
   */
  #collect(
    item: TextItem,
    resource: Resource,
    size: number,
    level: number,
  ): 'left-to-right' | 'right-to-left' | 'check' {
    const { units } = item;
    const pieces = this.#pieces;
    pieces.clear();
    const levels = level < 0 ? lineLevels(item) : null;
    const order = levels === null ? null : reorderVisual(levels, 0, levels.length);
    const count = item.end - item.start + 1;
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
        const end = this.#lineEnd(item, resource, size);
        if (end === null) continue;
        pieces.push(end, false, unit);
        pieces.style[pieces.count - 1] = units.style[item.end - 1] ?? 0;
      } else if (!this.#pushUnit(item, unit, resource, size)) continue;
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

  /** The virtual unit after the last: a hyphen made at the line's end, or a carrier that tells how the text goes on. */
  #lineEnd(item: TextItem, resource: Resource, size: number): EncodedWord | null {
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
  #pushUnit(item: TextItem, unit: number, resource: Resource, size: number): boolean {
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
    const encoded = this.#encode(item, unit, resource, size);
    // Fixed spaces (an em space, those that a tab becomes) and leaders part words too, though justification leaves them alone.
    pieces.push(encoded, (flags & (UNIT_SPACE | UNIT_LEADER)) !== 0 || isBlank(encoded.seen), unit);
    const i = pieces.count - 1;
    pieces.style[i] = styleId;
    if ((flags & UNIT_SPACE) !== 0 && style !== undefined) {
      pieces.advance[i] = encoded.advance + (style.wordSpacing + item.spaceExtra) / size;
    }
    if ((flags & UNIT_LEADER) !== 0) this.#makeLeader(item, i, size, resource);
    return true;
  }

  /** A leader takes what the rest of the line leaves; flow/ draws its dots, to readers it is a space. */
  #makeLeader(item: TextItem, i: number, size: number, resource: Resource): void {
    const pieces = this.#pieces;
    const width = leaderWidth(item, this.#fonts) / size;
    const space = resource.font.code(EMPTY_GLYPH, ' ', RUN_MARK_VARIANT);
    pieces.words[i] = encodedWord({ operators: space, seen: ' ', logical: ' ', plainRightToLeft: true });
    pieces.advance[i] = width;
    pieces.natural[i] = Math.min(width, LEADER_SPACE);
    pieces.barriers.push(i);
  }

  #encode(item: TextItem, unit: number, resource: Resource, size: number): EncodedWord {
    const { units } = item;
    const style = units.styles[units.style[unit] ?? 0];
    const goesOn = endsWithin(item, unit);
    for (const { unit: replaced, word, inserted } of item.replacements) {
      if (replaced === unit) return encodeWord(resource.font, word, wordSetting(style, size, word.text, goesOn), inserted); // prettier-ignore
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
    item: TextItem,
    unit: number,
    size: number,
  ): { word: ShapedWord; setting: WordSetting; inserted: readonly number[] } | null {
    const { units } = item;
    if (unit >= item.end) return null;
    const replacement = item.replacements.find((r) => r.unit === unit);
    const id = units.word[unit] ?? -1;
    if (replacement === undefined && id < 0) return null;
    const word = replacement?.word ?? this.#fonts.word(id);
    const style = units.styles[units.style[unit] ?? 0];
    const setting = wordSetting(style, size, word.text, endsWithin(item, unit));
    return { word, setting, inserted: replacement?.inserted ?? [] };
  }

  /** Rule 10: RLM left and LRM right of each run against the paragraph's direction. */
  #addRunMarks(paragraph: 0 | 1, font: MergedFont): void {
    const pieces = this.#pieces;
    const mark = (text: string): string =>
      font.code(EMPTY_GLYPH, text, RUN_MARK_VARIANT + (this.#runMarks++ % RUN_MARK_VARIANTS));
    this.#runMarks = 0;
    let previous: number = paragraph;
    for (let i = 0; i < pieces.count; i++) {
      const parity = (pieces.level[i] ?? 0) & 1;
      if (parity !== previous) pieces.marksLeft[i] += mark(parity === paragraph ? LRM : RLM);
      previous = parity;
    }
    if (pieces.count > 0 && previous !== paragraph)
      pieces.marksRight[pieces.count - 1] += mark(paragraph === 1 ? LRM : RLM);
  }
}

function isPlain(style: TextStyle | undefined, size: number): boolean {
  return style === undefined || (style.size === size && style.rise === 0 && style.letterSpacing === 0);
}

function wordSetting(style: TextStyle | undefined, size: number, text: string, goesOn: boolean): WordSetting {
  if (style === undefined || isPlain(style, size)) return goesOn ? { ...PLAIN_SETTING, goesOn } : PLAIN_SETTING; // prettier-ignore
  return {
    goesOn,
    scale: style.size / size,
    rise: style.rise / size,
    // CSS Text 3, 8.2: none in cursive script, as everywhere that widths are counted.
    letterSpacing: hasJoiningLetters(text) ? 0 : style.letterSpacing / size,
  };
}

/** A word that is read but not seen. */
function carrierWord(font: MergedFont, text: string): EncodedWord {
  return encodedWord({ operators: font.code(EMPTY_GLYPH, text), seen: text, logical: text });
}

/** What a leader counts for where it is shown as a space, em. */
const LEADER_SPACE = 0.25;
