// Notes: `[^1]` with its `[^1]: text`, and `^[inline notes]` → numbered calls and, at the end, one list of notes.
// Notes are numbered in the order of their first call; a note that is never called is left out.
import type { Env, MarkdownIt } from 'markdown-it';

/** A note as it is called: its Markdown is parsed after the text, so that calls within notes are numbered after it. */
export interface CalledNote {
  readonly number: number;
  readonly content: string;
  readonly isInline: boolean;
  /** Line of the note's first word within the text, from 0; undefined for inline notes. */
  readonly line: number | undefined;
  /** Line of the file on which an inline note stands, set by finish-tokens.ts. */
  fileLine?: number;
  calls: number;
}

interface NoteDefinition {
  readonly content: string;
  readonly line: number;
  called: CalledNote | undefined;
}

/** Notes of one text; kept in the parser's environment. */
export interface NoteRegister {
  readonly definitions: Map<string, NoteDefinition>;
  readonly called: CalledNote[];
}

const REGISTER = 'nashrNotes';

/** The notes of one text: kept in the environment of its rendering, made when first asked for. */
export function noteRegister(environment: Env): NoteRegister {
  const known = environment[REGISTER] as NoteRegister | undefined;
  if (known !== undefined) return known;
  const register: NoteRegister = { definitions: new Map(), called: [] };
  environment[REGISTER] = register;
  return register;
}

export function addNotes(markdown: MarkdownIt): void {
  addDefinitions(markdown);
  markdown.inline.ruler.before('link', 'note_call', (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x5b || state.src.charCodeAt(state.pos + 1) !== 0x5e)
      return false;
    const length = state.src.slice(state.pos, state.pos + MAX_LABEL).indexOf(']');
    const end = state.pos + length;
    if (length < 0 || end >= state.posMax) return false;
    const register = noteRegister(state.env);
    const label = state.src.slice(state.pos + 2, end);
    const definition = register.definitions.get(labelKey(label));
    if (definition === undefined) {
      // Shows nothing: finish-tokens.ts reports it.
      if (!silent && /^\S[^\n]*$/.test(label) && !isLinkOrSpan(state.src.charAt(end + 1)))
        state.push(MISSING_NOTE, '', 0).meta = { label };
      return false;
    }
    if (!silent) {
      definition.called ??= addNote(register, { content: definition.content, isInline: false, line: definition.line }); // prettier-ignore
      definition.called.calls += 1;
      state.push('note_call', '', 0).meta = {
        number: definition.called.number,
        call: definition.called.calls,
      };
    }
    state.pos = end + 1;
    return true;
  });
  markdown.inline.ruler.before('link', 'inline_note', (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x5e || state.src.charCodeAt(state.pos + 1) !== 0x5b)
      return false;
    const end = state.md.helpers.parseLinkLabel(state, state.pos + 1);
    if (end < 0) return false;
    if (!silent) {
      const content = state.src.slice(state.pos + 2, end);
      const note = addNote(noteRegister(state.env), { content, isInline: true, line: undefined });
      note.calls = 1;
      state.push('note_call', '', 0).meta = { number: note.number, call: 1, inline: note };
    }
    state.pos = end + 1;
    return true;
  });
}

const MAX_LABEL = 200;

/** A token before the text of a call whose note is not written. */
export const MISSING_NOTE = 'note_missing';

/** Whether brackets before this character are text of a link or a span, whatever is in them. */
function isLinkOrSpan(next: string): boolean {
  return next === '(' || next === '[' || next === '{';
}

function addNote(register: NoteRegister, note: Omit<CalledNote, 'number' | 'calls'>): CalledNote {
  const called = { ...note, number: register.called.length + 1, calls: 0 };
  register.called.push(called);
  return called;
}

function labelKey(label: string): string {
  return label.trim().normalize('NFC').toLowerCase();
}

/** A definition runs on over indented lines, and over plain lines up to the next blank one. */
function addDefinitions(markdown: MarkdownIt): void {
  markdown.block.ruler.before('reference', 'note_definition', (state, startLine, endLine, silent) => {
    const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
    if (state.src.charCodeAt(start) !== 0x5b || state.src.charCodeAt(start + 1) !== 0x5e) return false;
    const line = state.src.slice(start, state.eMarks[startLine]);
    const head = /^\[\^([^\]\s][^\]]{0,199})\]:[ \t]*/.exec(line);
    if (head === null) return false;
    if (silent) return true;
    const content = [line.slice(head[0].length)];
    let next = startLine + 1;
    let isAfterBlank = false;
    for (; next < endLine; next++) {
      if (state.isEmpty(next)) {
        isAfterBlank = true;
        content.push('');
        continue;
      }
      const indent = (state.sCount[next] ?? 0) - state.blkIndent;
      if (indent < 0 || (isAfterBlank && indent < 2)) break;
      const text = state.getLines(next, next + 1, state.blkIndent + Math.min(indent, 4), false);
      if (!isAfterBlank && indent < 2 && /^(\[\^|#{1,6} |:::|```|~~~|>)/.test(text)) break;
      isAfterBlank = false;
      content.push(text);
    }
    while (content.length > 1 && content.at(-1) === '') {
      content.pop();
      next -= 1;
    }
    const { definitions } = noteRegister(state.env);
    const key = labelKey(head[1] ?? '');
    if (!definitions.has(key))
      definitions.set(key, { content: content.join('\n'), line: startLine, called: undefined });
    state.line = next;
    return true;
  }, { alt: ['paragraph', 'reference'] }); // prettier-ignore
}
