import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messageOf } from '../../../src/base/message-of.ts';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('what the system refuses is said in words, without its own path', () => {
  expect(messageOf(thrownBy(() => readFileSync('/nowhere/at/all')))).toBe('there is no such file');
  expect(messageOf(thrownBy(() => readFileSync(import.meta.dirname)))).toBe('it is a folder');
  expect(messageOf(thrownBy(() => readFileSync(`${import.meta.filename}/below`)))).toBe(
    'there is no such file',
  );
});

test('other errors say their message, and what is no error is its text', () => {
  expect(messageOf(new Error('two words'))).toBe('two words');
  expect(messageOf(Object.assign(new Error('of a program'), { code: 'ENOENT' }))).toBe('of a program');
  expect(messageOf(7)).toBe('7');
});
