import { accentKey } from './vocabulary.rules.js';

/** How a word is set off from the one before it. */
type Break = 'none' | 'soft' | 'hard';

/** One word of an addressee expression: its key, what separates it from the word before, and where it stands. */
export interface Word {
  key: string;
  before: Break;
  /** A colon stands before it: what follows is an enumeration. */
  colon: boolean;
  start: number;
  end: number;
}

/**
 * Short forms of daily use → the words they stand for, without `và`, which names of one body now have and now lack.
 * A form of several words stands for letters joined by `&`, `-`, `.` or a blank.
 */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  ubnd: 'ủy ban nhân dân',
  hđnd: 'hội đồng nhân dân',
  tp: 'thành phố',
  tx: 'thị xã',
  'tp hcm': 'thành phố hồ chí minh',
  tphcm: 'thành phố hồ chí minh',
  tw: 'trung ương',
  'vh tt tt': 'văn hóa thể thao truyền thông',
  vhtttt: 'văn hóa thể thao truyền thông',
  'vh tt dl': 'văn hóa thể thao du lịch',
  'vhtt dl': 'văn hóa thể thao du lịch',
  vhttdl: 'văn hóa thể thao du lịch',
  'vhtt tdtt': 'văn hóa thông tin thể dục thể thao',
  'vh tt': 'văn hóa thông tin',
  vhtt: 'văn hóa thông tin',
  'trung tâm vh tt': 'trung tâm văn hóa thể thao',
  'trung tâm vhtt': 'trung tâm văn hóa thể thao',
  'trung tâm vh tt tt': 'trung tâm văn hóa thể thao truyền thông',
  'tt tt': 'thông tin truyền thông',
  tttt: 'thông tin truyền thông',
  'kh cn': 'khoa học công nghệ',
  khcn: 'khoa học công nghệ',
  'gd đt': 'giáo dục đào tạo',
  gdđt: 'giáo dục đào tạo',
  'tn mt': 'tài nguyên môi trường',
  tnmt: 'tài nguyên môi trường',
  'nn mt': 'nông nghiệp môi trường',
  nnmt: 'nông nghiệp môi trường',
  'nn ptnt': 'nông nghiệp phát triển nông thôn',
  'lđ tb xh': 'lao động thương binh xã hội',
  'lđtb xh': 'lao động thương binh xã hội',
  lđtbxh: 'lao động thương binh xã hội',
  'pt th': 'phát thanh truyền hình',
  ptth: 'phát thanh truyền hình',
  bcđ: 'ban chỉ đạo',
  vp: 'văn phòng',
  vpcp: 'văn phòng chính phủ',
  'ct ubnd': 'chủ tịch ủy ban nhân dân',
  'tt vh tt': 'trung tâm văn hóa thể thao',
  'tt vh tt tt': 'trung tâm văn hóa thể thao truyền thông',
};
const LONGEST_FORM = 5;

const EXCEPTION = /(?<!\p{L})trừ(?!\p{L})/iu;

/** Words that follow `TT` where it stands for a centre; where it stands for a standing body; else it is a township. */
const AFTER_CENTRE = /^(vh\p{L}*|văn|y|gdtx|giáo|phục|dịch|khuyến|công|phát|xúc|cns|cntt|kiểm|điều)$/u;
const AFTER_STANDING = /^(hđnd|hội|đảng|huyện|tỉnh|thành|ủy|bcđ|ban)$/u;

/** One letter and a full stop before a name: `P. Kỳ Lừa`. */
const INITIALS: Readonly<Record<string, string>> = { p: 'phường', q: 'quận', h: 'huyện', x: 'xã', t: 'tỉnh' };

/**
 * Cuts an expression into words. Notes in brackets are left out: they say what the paper is sent for, not to whom; but
 * `(trừ huyện Cao Lộc)` does.
 */
export function wordsOf(text: string): Word[] {
  const bare = text.replace(/\([^)]*(?:\)|$)/gu, (note) => (EXCEPTION.test(note) ? note : ' '.repeat(note.length)));
  const words: Word[] = [];
  let end = 0;
  let pending: Break = 'none';
  for (const found of bare.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const between = bare.slice(end, found.index);
    const before = stronger(pending, breakIn(between));
    end = found.index + found[0].length;
    const key = accentKey(found[0]);
    if (key === 'và') {
      pending = stronger(before, 'soft');
      continue;
    }
    pending = 'none';
    words.push({
      key: withDot(key, bare[end]),
      before: words.length === 0 ? 'hard' : before,
      colon: between.includes(':'),
      start: found.index,
      end,
    });
  }
  return expanded(words);
}

const RANK: Readonly<Record<Break, number>> = { none: 0, soft: 1, hard: 2 };
const stronger = (a: Break, b: Break): Break => (RANK[a] >= RANK[b] ? a : b);

function breakIn(between: string): Break {
  if (/[;\n]/u.test(between)) return 'hard';
  return /[,/]/u.test(between) ? 'soft' : 'none';
}

const withDot = (key: string, next: string | undefined): string => (next === '.' && INITIALS[key]) || key;

function expanded(words: readonly Word[]): Word[] {
  const out: Word[] = [];
  for (let i = 0; i < words.length;) {
    const form = formAt(words, i);
    const long = form ? form.long : contextual(words, i);
    const length = form?.length ?? 1;
    const first = words[i]!;
    const last = words[i + length - 1]!;
    long.split(' ').forEach((key, k) =>
      out.push({
        ...first,
        key,
        before: k === 0 ? first.before : 'none',
        colon: k === 0 && first.colon,
        end: last.end,
      }),
    );
    i += length;
  }
  return out;
}

function formAt(words: readonly Word[], i: number): { long: string; length: number } | undefined {
  for (let length = Math.min(LONGEST_FORM, words.length - i); length > 0; length--) {
    const span = words.slice(i, i + length);
    if (span.slice(1).some((word) => word.before !== 'none' || word.colon)) continue;
    const long = SHORT_FORMS[span.map((word) => word.key).join(' ')];
    if (long) return { long, length };
  }
  return undefined;
}

function contextual(words: readonly Word[], i: number): string {
  const { key } = words[i]!;
  if (key !== 'tt') return key;
  const next = words[i + 1]?.before === 'none' ? words[i + 1]!.key : '';
  if (AFTER_CENTRE.test(next)) return 'trung tâm';
  return AFTER_STANDING.test(next) ? 'thường trực' : 'thị trấn';
}

/** The key of a phrase under which names, aliases and expressions meet: short forms written out, `và` left out. */
export const phraseKey = (text: string): string =>
  wordsOf(text)
    .map((word) => word.key)
    .join(' ');
