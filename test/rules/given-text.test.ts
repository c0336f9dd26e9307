import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { givenText, noteText, seenText } from '../../src/platform/given-text.rules.js';

describe('a text that somebody gives', () => {
  it.each(['\u200b', ' \u200b\n', '\u202e\u2066\u2069', '\u0007', '\ufeff', '', ' \t '])(
    'of which nothing is seen is none',
    (text) => {
      expect(givenText(10).safeParse(text).success).toBe(false);
      expect(noteText(10).parse(text)).toBe('');
    },
  );

  it('is kept as people see it', () => {
    expect(seenText('  Ho\u0300a\u200b Bi\u0300nh\u0007 ')).toBe('Hòa Bình');
    expect(givenText(20).parse('một\n\thai')).toBe('một\n\thai');
    expect(givenText(3).parse('\u200babc\u202e')).toBe('abc');
    expect(givenText(3).safeParse('abcd').success).toBe(false);
  });

  it('is a string in the interface', () => {
    expect(z.toJSONSchema(givenText(4))).toMatchObject({ type: 'string', minLength: 1, maxLength: 4 });
  });
});
