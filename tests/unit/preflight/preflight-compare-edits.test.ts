// What an editor does to a text, and what the comparison says of it: only what was done, and nothing of its neighbours.
import { describe, expect, test } from 'vitest';
import { compareTexts } from '../../../src/preflight/compare/compare-text.ts';
import type { TextDifference } from '../../../src/preflight/compare/compare-text.ts';
import { formatDifferences } from '../../../src/preflight/compare/format-differences.ts';

const CARTS =
  'On Wednesdays the library leaves the bazaar before the shutters go up. It is a handcart, painted blue.';
const CAPTION = 'The cart at noon. Photo: M. Nuri';
const READERS = 'The second notebook lists the readers. Some entries are one line, others run to four pages.';
const KARIZ = 'کاریز راهی است زیر زمین که آب را از دامنهٔ کوه به دشت می\u200cآورد. شیب آن بسیار کم است.';
const WELLS = 'در سال ۱۴۰۰ «میرآب» حساب را با چوب\u200cخط نگاه می\u200cداشت و یک دفتر هم نداشت.';
const PAGES = [
  ['European Languages', 'Two Ledgers', CARTS, CAPTION, READERS],
  ['آب و زمین', KARIZ, '۱', '۴۰', '۵۰۰', WELLS],
  ['Letters', 'The baker writes that the clock is slow and that nobody minds it at all.', 'Y. Karimi'],
];
const TEXT = format(PAGES);

function format(pages: readonly (readonly string[])[]): string {
  return `${pages.map((blocks) => blocks.join('\n\n')).join('\n\f\n')}\n`;
}

/** The differences after `before` has become `after` in the text. */
function edit(before: string, after: string): readonly TextDifference[] {
  if (!TEXT.includes(before)) throw new Error(`there is no ${before}`);
  return compareTexts(
    TEXT,
    TEXT.replace(before, () => after),
  );
}

/** Without isolates, which other tests look at. */
function read(differences: readonly TextDifference[]): string {
  return formatDifferences(differences).replace(/[\u2066-\u2069]/g, '');
}

describe('one word of one block', () => {
  test.each([
    ['a space removed', 'before the', 'beforethe', 'only spaces differ', '[before the]', '[beforethe]'],
    ['a space removed in Persian', 'آب را', 'آبرا', 'only spaces differ', '[آب را]', '[آبرا]'],
    ['a space added', 'handcart', 'hand cart', 'only spaces differ', '[handcart,]', '[hand cart,]'],
    ['a ZWNJ lost', 'می\u200cآورد', 'میآورد', 'only ZWNJ (half-spaces) differ', '[می\u200c·آورد.]', '[میآورد.]'],
    ['a ZWNJ that became a space', 'می\u200cآورد', 'می آورد', 'only spaces and ZWNJ (half-spaces) differ', '[می\u200c·آورد.]', '[می آورد.]'],
    ['an Arabic yeh', 'کاریز', 'كاريز', 'only letters that look alike differ: ک U+06A9 became ك U+0643, ی U+06CC became ي U+064A', '[کاریز]', '[كاريز]'],
    ['European digits', '۱۴۰۰', '1400', 'only the digits are others', '[۱۴۰۰]', '[1400]'],
    ['Arabic digits', '۱۴۰۰', '١٤٠٠', 'only the digits are others', '[۱۴۰۰]', '[١٤٠٠]'],
    ['other quotation marks', '«میرآب»', '"میرآب"', 'only quotation marks differ', '[«میرآب»]', '["میرآب"]'],
    ['a hyphen of a line end', 'Wednesdays', 'Wednes- days', 'only hyphens and the spaces behind them differ', '[Wednesdays]', '[Wednes- days]'],
    ['a heading in capitals', 'European Languages', 'EUROPEAN LANGUAGES', 'only capitals differ', '[European Languages]', '[EUROPEAN LANGUAGES]'],
    ['a comma', 'handcart,', 'handcart', 'only punctuation and spaces differ', '[handcart,]', '[handcart]'],
    ['another word', 'bazaar', 'market', null, '[bazaar]', '[market]'],
    ['a word of a caption', 'at noon', 'at night', null, '[noon.]', '[night.]'],
  ])('is named and nothing else: %s', (_, before, after, note, left, right) => {
    const differences = edit(before, after);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({ kind: 'changed', ...(note !== null && { note: note.replaceAll(/(\S) (U\+)/g, '\u2068$1\u2069 $2') }) }); // prettier-ignore
    if (note === null) expect(differences[0]).not.toHaveProperty('note');
    const lines = read(differences).split('\n');
    expect(lines[0]).toContain(note === null ? ': changed' : `: changed (${note})`);
    expect(lines[1]).toContain(left);
    expect(lines[2]).toContain(right);
    expect(lines[1]?.match(/\[/g)).toHaveLength(1);
  }); // prettier-ignore

  test('left out at the start of a block leaves the next one alone', () => {
    expect(read(edit('On Wednesdays the', 'Wednesdays the'))).toContain('- [On] Wednesdays the library');
  });

  test('moved within its sentence is told as two places', () => {
    const text = read(edit('Some entries are one line', 'Some are one line entries'));
    expect(text).toContain('Some [entries] are one [line,] others');
    expect(text).toContain('Some [] are one [line entries,] others');
  });

  test('of a table is the cell, also a short one', () => {
    expect(edit('\n\n۴۰\n\n', '\n\n۴۱\n\n')).toEqual([
      { page: 2, kind: 'changed', expected: '۴۰', actual: '۴۱' },
    ]);
  });
});

describe('whole blocks', () => {
  test('a caption written anew is one change', () => {
    expect(edit(CAPTION, 'Shutters. Picture by nobody')).toEqual([
      { page: 1, kind: 'changed', expected: CAPTION, actual: 'Shutters. Picture by nobody' },
    ]);
  });

  test('a caption taken out is missing, and one put in is added', () => {
    expect(edit(`${CAPTION}\n\n`, '')).toEqual([{ page: 1, kind: 'missing', expected: CAPTION, actual: null }]);
    expect(edit(READERS, `${READERS}\n\nMore.`)).toEqual([{ page: 1, kind: 'added', expected: null, actual: 'More.' }]);
  });

  test('a paragraph written anew is shown as one change, not as the few words that both have', () => {
    const lines = read(edit(READERS, 'Nobody has seen the notebook since then, and they do not run after it.')).split('\n');
    expect(lines[1]).toBe(`  - [${READERS}]`);
    expect(lines).toHaveLength(3);
  });

  test('a paragraph parted in two is that, whatever its language, and joined again', () => {
    for (const paragraph of [CARTS, KARIZ]) {
      const parted = TEXT.replace(paragraph, paragraph.replace('. ', '.\n\n'));
      const [only, ...others] = compareTexts(TEXT, parted);
      expect(others).toEqual([]);
      expect(only).toMatchObject({ kind: 'parted', expected: paragraph, note: 'no word differs' });
      expect(only?.actual).toBe(paragraph.replace('. ', '.\n\n'));
      expect(read(compareTexts(TEXT, parted))).toContain('[\u00b6]');
      expect(compareTexts(parted, TEXT)).toMatchObject([{ kind: 'joined', actual: paragraph }]);
    }
  });

  test('a paragraph parted and changed shows both', () => {
    const text = read(edit(CARTS, CARTS.replace('. ', '.\n\n').replace('blue', 'green')));
    expect(text).toMatch(/^page 1: one paragraph has become several\n/);
    expect(text).toContain('[\u00b6]');
    expect(text).toContain('[green.]');
  });

  test('a sentence that goes to another article is gone here and there is one more there', () => {
    const sentence = 'It is a handcart, painted blue.';
    const moved = TEXT.replace(` ${sentence}`, '').replace('at all.', `at all. ${sentence}`);
    expect(compareTexts(TEXT, moved).map(({ page, kind }) => [page, kind])).toEqual([[1, 'changed'], [3, 'changed']]);
    expect(read(compareTexts(TEXT, moved))).toContain(`at all. [${sentence}]`);
  });

  test('a paragraph that goes to another article has moved, and says from where and behind what it stands', () => {
    const moved = TEXT.replace(READERS, CAPTION).replace(`${CAPTION}\n\n`, '').replace('Y. Karimi', `${READERS}\n\nY. Karimi`);
    const [only, ...others] = compareTexts(TEXT, moved);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ page: 3, kind: 'moved', fromPage: 1, actual: READERS, behind: PAGES[2]?.[1] });
    expect(read([only as TextDifference])).toMatch(/^page 3: moved here from page 1\n {4}The second notebook.*\n {4}behind The baker/);
  });

  test('a paragraph that was moved and changed is one difference', () => {
    const moved = TEXT.replace(`\n\n${READERS}`, '').replace('Y. Karimi', `${READERS.replace('four', 'five')}\n\nY. Karimi`);
    expect(compareTexts(TEXT, moved)).toMatchObject([{ page: 3, kind: 'changed', fromPage: 1 }]);
    expect(read(compareTexts(TEXT, moved))).toContain('page 3: moved here from page 1 and changed');
  });

  test('articles in another order are one difference, with its first and last block', () => {
    const [first = [], second = [], third = []] = PAGES;
    const differences = compareTexts(TEXT, format([first, [...third, ...second]]));
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({ kind: 'moved', page: 2, fromPage: 3, actual: 'Letters', blocks: 3, last: 'Y. Karimi', behind: READERS });
  });
}); // prettier-ignore

describe('page breaks', () => {
  test('that come earlier move what stands behind them, and nothing else is told', () => {
    const [first = [], second = [], third = []] = PAGES;
    const differences = compareTexts(
      TEXT,
      format([first.slice(0, 3), [...first.slice(3), ...second], third]),
    );
    expect(differences).toMatchObject([{ page: 2, kind: 'moved', fromPage: 1, blocks: 2, actual: CAPTION, last: READERS }]); // prettier-ignore
    expect(differences[0]).not.toHaveProperty('behind');
    expect(read(differences)).toMatch(/^page 2: moved, 1 page later than before\n/);
  });

  test('that move within a paragraph are one difference, without a word that differs', () => {
    const words = CARTS.split(' ');
    const broken = (at: number): string => format([['Head', words.slice(0, at).join(' ')], [words.slice(at).join(' '), 'Tail']]); // prettier-ignore
    const differences = compareTexts(broken(9), broken(6));
    expect(differences).toMatchObject([{ page: 1, kind: 'reflowed', note: 'no word differs' }]);
    expect(read(differences)).toContain(
      'page 1: the page break in a paragraph has changed (no word differs)',
    );
    expect(compareTexts(broken(6), broken(9))).toMatchObject([{ kind: 'reflowed' }]);
    expect(compareTexts(broken(9), format([['Head', CARTS, 'Tail']]))).toMatchObject([{ kind: 'reflowed' }, { kind: 'moved' }]); // prettier-ignore
  });

  test('are seen where other blocks stand between the parts of the paragraph', () => {
    const words = CARTS.split(' ');
    const broken = (at: number): string => format([['Head', words.slice(0, at).join(' '), 'Continued on page 2', 'In this issue'], ['From page 1', 'Head again', words.slice(at).join(' ')]]); // prettier-ignore
    expect(compareTexts(broken(9), broken(6))).toMatchObject([{ kind: 'reflowed' }]);
  });

  test('may part a word: its halves are no change', () => {
    const broken = (at: number): string => format([['Head', CARTS.slice(0, at).trim(), 'Continued on page 2'], ['From page 1', CARTS.slice(at).trim()]]); // prettier-ignore
    const inBazaar = CARTS.indexOf('zaar');
    expect(compareTexts(broken(CARTS.indexOf('shutters')), broken(inBazaar))).toMatchObject([{ kind: 'reflowed', note: 'no word differs' }]); // prettier-ignore
    expect(compareTexts(broken(inBazaar), broken(CARTS.indexOf('library')))).toMatchObject([{ kind: 'reflowed' }]); // prettier-ignore
  });
});

test('an edit of every paragraph of a long text is as many changes', () => {
  const paragraph = (index: number, word: string): string => `Paragraph ${index} of the long text says ${word} and then ${index * 7} more things of ${index}.`; // prettier-ignore
  const text = (word: string): string => format(Array.from({ length: 40 }, (_, page) => Array.from({ length: 20 }, (_, at) => paragraph(page * 20 + at, word)))); // prettier-ignore
  const differences = compareTexts(text('little'), text('much'));
  expect(differences).toHaveLength(800);
  expect(differences.every(({ kind }) => kind === 'changed')).toBe(true);
});

test('an edit of every paragraph of a book is as many changes, too, found page by page', () => {
  const text = (word: string): string => format(Array.from({ length: 600 }, (_, page) => Array.from({ length: 5 }, (_paragraph, at) => `Number ${page * 5 + at} says ${word} and then ${page * 7 + at} more things.`))); // prettier-ignore
  const differences = compareTexts(text('little'), text('much'));
  expect(differences).toHaveLength(3000);
  expect(differences.every(({ kind }) => kind === 'changed')).toBe(true);
});
