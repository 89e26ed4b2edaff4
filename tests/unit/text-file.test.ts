import { describe, expect, it } from 'vitest';
import type { TextBlock } from '../../src/flow/paint/paint-fragment.ts';
import { TextFile } from '../../src/text-file.ts';

const block = (tag: number, text: string, continues: TextBlock['continues'] = 'end'): TextBlock => ({
  tag,
  text,
  continues,
  file: undefined,
});

describe('the text file', () => {
  it('parts blocks by blank lines and pages by form feeds', () => {
    const file = new TextFile();
    file.addPage([block(1, 'one'), block(2, 'two')]);
    file.addPage([block(3, 'three')]);
    expect(file.toString()).toBe('one\n\ntwo\n\f\nthree\n');
  });

  it('joins a block that goes on in the next column, with a space where a space was', () => {
    const file = new TextFile();
    file.addPage([block(1, 'the first', 'space'), block(1, 'and the last')]);
    expect(file.toString()).toBe('the first and the last\n');
  });

  it('joins a word hyphenated between two columns', () => {
    const file = new TextFile();
    file.addPage([block(1, 'ge', 'direct'), block(1, 'reinigt')]);
    expect(file.toString()).toBe('gereinigt\n');
  });

  it('leaves soft hyphens and bidi controls out and keeps ZWNJ', () => {
    const file = new TextFile();
    file.addPage([block(1, 'Was\u00ADser \u2067می\u200Cرود\u2069')]);
    expect(file.toString()).toBe('Wasser می\u200Cرود\n');
  });
});
