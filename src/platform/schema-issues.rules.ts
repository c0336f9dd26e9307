import type { z } from 'zod';
import { invalid, type ProductError, type Words } from './errors.js';

type Issue = z.core.$ZodIssue;

/** What a value is to be, by what a schema calls it. */
const TYPES: Readonly<Record<string, Words>> = {
  string: { vi: 'phải là chuỗi ký tự', en: 'must be a string' },
  number: { vi: 'phải là số', en: 'must be a number' },
  int: { vi: 'phải là số nguyên', en: 'must be a whole number' },
  boolean: { vi: 'phải là true hoặc false', en: 'must be true or false' },
  array: { vi: 'phải là danh sách', en: 'must be a list' },
  object: { vi: 'phải là một đối tượng JSON', en: 'must be a JSON object' },
  date: { vi: 'phải là ngày', en: 'must be a date' },
};
const FORMATS: Readonly<Record<string, Words>> = {
  uuid: { vi: 'phải là một mã UUID', en: 'must be a UUID' },
  date: { vi: 'phải là ngày có thật, dạng 2026-11-30', en: 'must be a real day, as 2026-11-30' },
  datetime: {
    vi: 'phải là thời điểm kèm múi giờ, dạng 2026-11-30T17:00:00+07:00',
    en: 'must be an instant with its zone, as 2026-11-30T17:00:00+07:00',
  },
  day: {
    vi: 'phải là ngày có thật từ năm 1900 đến năm 2200, dạng 2026-11-30',
    en: 'must be a real day from 1900 to 2200, as 2026-11-30',
  },
  asOf: {
    vi: 'phải là ngày hoặc thời điểm từ năm 1900 đến năm 2200, dạng 2026-11-30 hoặc 2026-11-30T17:00; không ghi múi giờ là giờ Việt Nam',
    en: 'must be a day or an instant from 1900 to 2200, as 2026-11-30 or 2026-11-30T17:00; without a zone it is Vietnam’s time',
  },
  email: { vi: 'phải là địa chỉ thư điện tử', en: 'must be an e-mail address' },
  url: { vi: 'phải là địa chỉ web', en: 'must be a web address' },
};
const MISSING: Words = { vi: 'còn thiếu', en: 'is missing' };
const NOT_VALID: Words = { vi: 'không đúng', en: 'is not valid' };
const EMPTY: Words = { vi: 'không được để trống', en: 'must not be empty' };

/** What the count of a value is of, in both languages. */
const SIZES: Readonly<Record<string, Words>> = {
  string: { vi: ' ký tự', en: ' characters' },
  array: { vi: ' phần tử', en: ' entries' },
  set: { vi: ' phần tử', en: ' entries' },
};

const sized = (origin: string, vi: string, en: string, bound: number | bigint): Words => {
  const of = SIZES[origin] ?? { vi: '', en: '' };
  return { vi: `${vi} ${bound}${of.vi}`, en: `${en} ${bound}${of.en}` };
};

const oneOf = (values: readonly unknown[]): Words => ({
  vi: `phải là một trong các giá trị: ${values.map(String).join(', ')}`,
  en: `must be one of: ${values.map(String).join(', ')}`,
});

function sentenceOf(issue: Issue): Words {
  switch (issue.code) {
    case 'invalid_type':
      // what was sent is not told of, but that nothing was
      return issue.message.endsWith('received undefined') ? MISSING : (TYPES[issue.expected] ?? NOT_VALID);
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options) ? oneOf(issue.options) : NOT_VALID;
    case 'too_small':
      if (issue.minimum === 1 && issue.origin in SIZES) return EMPTY;
      return sized(issue.origin, 'ít nhất', 'must be at least', issue.minimum);
    case 'too_big':
      return sized(issue.origin, 'nhiều nhất', 'must be at most', issue.maximum);
    case 'invalid_format':
      return FORMATS[issue.format] ?? NOT_VALID;
    case 'unrecognized_keys': {
      const keys = issue.keys.join(', ');
      return { vi: `không có trường: ${keys}`, en: `has no such field: ${keys}` };
    }
    case 'custom':
      if (/uuid/i.test(issue.message)) return FORMATS['uuid']!;
      if (issue.message === 'as of') return FORMATS['asOf']!;
      if (issue.message === 'civil day') return FORMATS['day']!;
      return issue.message.includes('YYYY-MM-DD') ? FORMATS['date']! : NOT_VALID;
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
    default:
      return NOT_VALID;
  }
}

/** Each of them names its place in what was sent: how many there are is up to who sent it. */
const MOST_NAMED = 20;

/** What a schema has against a value, with the place of each, in both languages. */
export function issuesWords(issues: readonly unknown[]): Words[] {
  return (issues as readonly Issue[]).slice(0, MOST_NAMED).map((issue) => {
    const { vi, en } = sentenceOf(issue);
    const place = issue.path.map(String).join('.');
    return place === '' ? { vi, en } : { vi: `${place}: ${vi}`, en: `${place}: ${en}` };
  });
}

/** The answer to a request that its schema refuses; `errors` lists what for. */
export function notOfSchema(issues: readonly unknown[]): ProductError {
  const errors = issuesWords(issues);
  const joined = (locale: keyof Words): string => errors.map((words) => words[locale]).join('; ');
  return invalid(`Dữ liệu gửi lên chưa đúng. ${joined('vi')}`, `What was sent is not valid. ${joined('en')}`, {
    errors,
  });
}
