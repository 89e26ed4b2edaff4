import { describe, expect, it } from 'vitest';
import { findLineBreaks } from '../../../src/unicode/line-break.ts';
import { countCpuTime } from '../../cpu-time.ts';

/** The text with | where a line may and ‖ where it must end, the end of the text left out. */
function pieces(text: string): string {
  const breaks = findLineBreaks(text);
  let out = '';
  for (let i = 0; i < text.length; i++) out += ['', '|', '‖', '|'][breaks[i] ?? 0] + (text[i] ?? '');
  return out;
}

describe('findLineBreaks', () => {
  it('has an entry for every offset, none at the start and a forced one at the end', () => {
    expect([...findLineBreaks('a b')]).toEqual([0, 0, 1, 2]);
    expect([...findLineBreaks('')]).toEqual([0]);
  });

  it('breaks after spaces, not before them, and not at no-break spaces', () => {
    expect(pieces('two  words\u00a0here')).toBe('two  |words\u00a0here');
  });

  it('must break after line ends, once after CR LF', () => {
    expect(pieces('a\nb\r\nc\u2028d')).toBe('a\n‖b\r\n‖c\u2028‖d');
  });

  it('may break at a soft hyphen and after a hyphen inside a word', () => {
    expect(pieces('Zei\u00adtung')).toBe('Zei\u00ad|tung');
    expect(pieces('deutsch-afghanisch')).toBe('deutsch-|afghanisch');
  });

  it('does not break after a hyphen that begins a word or a number', () => {
    expect(pieces('um -artig zu −5 und -5')).toBe('um |-artig |zu |−5 |und |-5');
  });

  it('does not break after a hyphen with one letter before it', () => {
    expect(pieces('E-Mail T-Shirt y a-t-il X-Strahlen')).toBe('E-Mail |T-Shirt |y |a-t-il |X-Strahlen');
  });

  it('keeps dates, decimals, ranges and percentages together', () => {
    for (const token of [
      '2024-05-08',
      '08.05.2024',
      '3,5',
      '10-20',
      '۱۴۰۳/۲/۱۹',
      '۲۵٪',
      '$5',
      '12:30',
      'T-72',
      '24/7',
    ])
      expect(pieces(token)).toBe(token);
  });

  it('breaks after the space of “A town” inside quotation marks', () => {
    expect(pieces('“A town” is')).toBe('“A |town” |is');
  });

  it('keeps the spaces inside Persian guillemets, whatever stands around them', () => {
    expect(pieces('گفت: « سلام دوست » و رفت')).toBe('گفت: |« سلام |دوست » |و |رفت');
    expect(pieces('گفت:« سلام »، رفت')).toBe('گفت:« سلام »، |رفت');
    expect(pieces('روزنامه «آزاد» را')).toBe('روزنامه |«آزاد» |را');
    expect(pieces('( « سلام » )')).toBe('( « سلام » )');
    expect(pieces('او« سلام »گفت')).toBe('او« سلام »گفت');
  });

  it('keeps French guillemets with plain spaces and pairs German ones the other way round', () => {
    expect(pieces('il dit : « oui » et part')).toBe('il |dit : |« oui » |et |part');
    expect(pieces('er sagt »ja.« Dann »nein« und')).toBe('er |sagt |»ja.« |Dann |»nein« |und');
  });

  it('never begins a line with closing punctuation, Arabic included', () => {
    expect(pieces('سلام ، خوب ؛ چرا ؟ (بله ) !')).toBe('سلام ، |خوب ؛ |چرا ؟ |(بله ) !');
  });

  it('does not break at ZWNJ or between letters and their marks', () => {
    expect(pieces('می\u200cگویند تقریباً')).toBe('می\u200cگویند |تقریباً');
  });

  it('breaks a URL after its delimiters only, never after the scheme or within a delimiter run', () => {
    expect(pieces('see https://www.example.org/news/article?id=1234&lang=fars#part now')).toBe(
      'see |https://www.example|.org/|news/|article?|id=1234&|lang=|fars#|part |now',
    );
  });

  it('breaks an e-mail address after the @ and before a full stop', () => {
    expect(pieces('an desk@payam.example, bitte')).toBe('an |desk@|payam|.example, |bitte');
    expect(pieces('info@bbc.co.uk')).toBe('info@|bbc.co.uk');
    expect(pieces('me@rt.com')).toBe('me@rt.com');
  });

  it('keeps a short URL and the short ends of a long one whole', () => {
    expect(pieces('www.rt.com/a')).toBe('www.rt.com/a');
    expect(pieces('https://a.af/b/c/d/')).not.toMatch(/\|.{0,3}$/);
    for (const piece of pieces('https://example.org/a/b/c/dd/ee/ff/ggg/hhh')
      .replace('https://', '')
      .split('|'))
      expect(piece.length).toBeGreaterThanOrEqual(4);
  });

  it('breaks after a slash between words of three letters or more, not in short tokens', () => {
    expect(pieces('und/oder km/h a/c و/یا ایران/عراق')).toBe('und/|oder |km/h |a/c |و/یا |ایران/|عراق');
  });

  it('breaks between ideographs and emoji, not inside an emoji sequence', () => {
    expect(pieces('中文')).toBe('中|文');
    expect(pieces('👨\u200d👩 👍🏽')).toBe('👨\u200d👩 |👍🏽');
    expect(pieces('🇦🇫🇩🇪')).toBe('🇦🇫|🇩🇪');
  });

  it('reads thirty thousand awkward characters in well under a second', () => {
    for (const unit of ['« ', '://', 'a-', '1/', '🇦', '1,%', ')', 'a/', '»'])
      for (const text of [unit.repeat(30_000), `http://x${unit.repeat(30_000)}`]) {
        const elapsed = countCpuTime();
        findLineBreaks(text);
        expect(elapsed()).toBeLessThan(1000);
      }
  });
});
