import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { givenText, noteText, seenText } from '../../src/platform/given-text.rules.js';
import { issuesWords } from '../../src/platform/schema-issues.rules.js';

describe('a text that somebody gives', () => {
  it.each([
    '\u200b',
    ' \u200b\n',
    '\u202e\u2066\u2069',
    '\u0007',
    '\ufeff',
    '',
    ' \t ',
    '\u3164\uffa0\u115f\u1160',
    '\u00ad\u034f\u061c\u180e\u2063',
    '\u2800',
    '\ufe0f\u{e0041}\u{e0fff}',
  ])('of which nothing is seen is none', (text) => {
    expect(givenText(10).safeParse(text).success).toBe(false);
    expect(noteText(10).parse(text)).toBe('');
  });

  it('is kept as people see it', () => {
    expect(seenText('  Ho\u0300a\u200b Bi\u0300nh\u0007 ')).toBe('Hòa Bình');
    expect(givenText(20).parse('một\n\thai')).toBe('một\n\thai');
    expect(givenText(3).parse('\u200babc\u202e')).toBe('abc');
    expect(seenText('đề\u00adnghị 👩\u200d💻')).toBe('đềnghị 👩💻');
    expect(givenText(3).safeParse('abcd').success).toBe(false);
  });

  it('is a string in the interface', () => {
    expect(z.toJSONSchema(givenText(4))).toMatchObject({ type: 'string', minLength: 1, maxLength: 4 });
  });
});

describe('what a schema has against a value', () => {
  const schema = z.strictObject({
    code: z.string().min(3).max(5),
    kind: z.enum(['CV', 'QĐ']),
    on: z.iso.date(),
    n: z.number().int().max(9),
    of: z.array(z.uuid()).min(1),
  });
  const against = (value: unknown) => issuesWords(schema.safeParse(value).error!.issues);

  it('is said with its place, in both languages, and nothing of what was sent', () => {
    const sent = { code: 'ab', kind: 'XX', on: '2026-02-30', n: 12, of: ['bí mật'], more: 1 };
    expect(against(sent)).toEqual([
      { vi: 'code: ít nhất 3 ký tự', en: 'code: must be at least 3 characters' },
      { vi: 'kind: phải là một trong các giá trị: CV, QĐ', en: 'kind: must be one of: CV, QĐ' },
      { vi: 'on: phải là ngày có thật, dạng 2026-11-30', en: 'on: must be a real day, as 2026-11-30' },
      { vi: 'n: nhiều nhất 9', en: 'n: must be at most 9' },
      { vi: 'of.0: phải là một mã UUID', en: 'of.0: must be a UUID' },
      { vi: 'không có trường: more', en: 'has no such field: more' },
    ]);
    expect(JSON.stringify(against(sent))).not.toContain('bí mật');
  });

  it('tells missing from wrong, and names twenty at most', () => {
    expect(against({ code: 'abcdef', kind: 'CV', on: '2026-11-30', n: '1', of: [] })).toEqual([
      { vi: 'code: nhiều nhất 5 ký tự', en: 'code: must be at most 5 characters' },
      { vi: 'n: phải là số', en: 'n: must be a number' },
      { vi: 'of: không được để trống', en: 'of: must not be empty' },
    ]);
    expect(against({})[0]).toEqual({ vi: 'code: còn thiếu', en: 'code: is missing' });
    const many = { code: 'abc', kind: 'CV', on: '2026-11-30', n: 1, of: Array(100).fill('x') };
    expect(against(many)).toHaveLength(20);
  });
});
