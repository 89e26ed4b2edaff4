import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableUrl, readLinkAddress } from '../../../src/base/link-address.ts';
import { countCpuTime } from '../../cpu-time.ts';

describe('the address of a link', () => {
  it.each([
    ['https://example.org', 'https://example.org/'],
    ['HTTP://Example.ORG/A', 'http://example.org/A'],
    ['\u200e https://example.org/\u200f\n', 'https://example.org/'],
    ['https://fa.wikipedia.org/wiki/کتاب‌خانه', 'https://fa.wikipedia.org/wiki/%DA%A9%D8%AA%D8%A7%D8%A8%E2%80%8C%D8%AE%D8%A7%D9%86%D9%87'],
    ['https://مثال.ایران/', 'https://xn--mgbh0fb.xn--mgba3a4f16a/'],
    ['mailto:a@example.org?subject=شماره', 'mailto:a@example.org?subject=%D8%B4%D9%85%D8%A7%D8%B1%D9%87'],
    ['tel:+۹۳ ۷۰۰ ۱۲۳', 'tel:+93700123'],
    ['tel:٠٧٠٠', 'tel:0700'],
  ])('%j is the URL %s', (href, url) => {
    expect(readLinkAddress(href)).toEqual({ kind: 'url', url });
  }); // prettier-ignore

  it('is what the URL parser gives, for common addresses too', () => {
    const parts = ['https://', 'http://', 'mailto:', 'a@', 'xn--', 'x', 'B', '-', '.', '..', '/', '%41', '1', '_', ':', '?', '#', '.af', '.org/'];
    let read = 0;
    fc.assert(
      fc.property(fc.constantFrom('https://', 'http://a', 'mailto:a@'), fc.array(fc.constantFrom(...parts), { maxLength: 8 }), (start, rest) => {
        const href = start + rest.join('');
        const address = readLinkAddress(href);
        if (address.kind !== 'url') return;
        read++;
        expect(address.url).toBe(new URL(href).href);
      }),
      { numRuns: 5000, seed: 2 },
    );
    expect(read).toBeGreaterThan(1000);
  }); // prettier-ignore

  it.each([['#karez', 'karez'], ['#%DA%A9', 'ک'], ['\u200f#آب', 'آب'], ['#100%', '100%']])('%j is the place %s', (href, name) => {
    expect(readLinkAddress(href)).toEqual({ kind: 'name', name });
  }); // prettier-ignore

  it.each([
    'javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\tscript:alert(1)', 'java\r\nscript:alert(1)',
    '\u0001javascript:alert(1)', '\u200bjavascript:alert(1)', '\ufeffjavascript:x', 'javascript\u200e:alert(1)', 'vbscript:x',
    'file:///etc/passwd', 'FILE:c:\\x', 'data:text/html,<script>', 'blob:https://example.org/1', 'view-source:https://example.org',
    'about:blank', 'ftp://example.org', 'smb://server/x', 'chrome://settings', 'intent://x#Intent;end', 'x.pdf', '//example.org', '/etc/passwd', '',
  ])('%j leads nowhere', (href) => {
    expect(readLinkAddress(href)).toEqual({ kind: 'refused' });
  }); // prettier-ignore

  it('of a hundred thousand blanks and a letter takes no time', () => {
    const elapsed = countCpuTime();
    expect(readLinkAddress(`${' '.repeat(50_000)}a${' '.repeat(100_000)}b`)).toEqual({ kind: 'refused' });
    expect(elapsed()).toBeLessThan(500);
  });

  it('is shown decoded, unless that would hide or turn characters', () => {
    expect(readableUrl('https://example.org/%DA%A9%D8%AA%D8%A7%D8%A8')).toBe('https://example.org/کتاب');
    expect(readableUrl('mailto:a@example.org')).toBe('a@example.org');
    for (const url of [
      'https://example.org/%E2%80%AEfdp.exe',
      'https://example.org/%0Ax',
      'https://example.org/%zz',
    ])
      expect(readableUrl(url)).toBe(url);
  });
});
