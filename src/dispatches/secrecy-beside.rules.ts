import { isSyllable } from '../platform/syllable.rules.js';
import { cleaned, storedText } from './reading/clean-text.rules.js';
import { linesOf } from './reading/lines.rules.js';
import { secrecyOf } from './reading/secrecy.rules.js';

/** letters of other alphabets that are drawn as Latin ones */
const DRAWN_ALIKE: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('АВСЕНІЈКМОРЅТХУаеіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαιυµ', (letter, i) => [
    letter,
    'ABCEHIJKMOPSTXYaeijopcyxABEZHIKMNOPTYXoaiuu'.charAt(i),
  ]),
);

/** A text whose letters are what they look like: full-width, Cyrillic and Greek ones as Latin, nothing unseen. */
const undisguised = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u0370-\u04ff]/g, (letter) => DRAWN_ALIKE[letter] ?? letter)
    .normalize('NFC');

const SHORT_LINE = 300;

/** Whether a text that stands beside a paper (a property, another header) is, or bears, a secrecy mark. */
export function isMarkedBeside(text: string): boolean {
  const seen = undisguised(text);
  const lines = linesOf(cleaned(storedText(seen)));
  return (
    secrecyOf(lines, lines.length).value !== null ||
    seen.split('\n').some((line) => line.length <= SHORT_LINE && isMarkedLine(line))
  );
}

/** Whether the name of a file or of a folder it is in says that it is secret, as {@link isMarkedLine} does. */
export const isMarkedName = (origin: string): boolean =>
  undisguised(origin)
    .split('/')
    .some((part) => isMarkedLine(part.replace(/\.[a-z0-9]{1,5}$/iu, '')));

interface Word {
  text: string;
  low: string;
  /** signs or digits stand before it, behind it; single blanks, hyphens and underscores join words */
  parted: { before: boolean; after: boolean };
  bracket: { opens: boolean; closes: boolean };
}

const JOINED = /^(?:\s+|[-_])$/u;
const OPENS = /[([{<«【][^\p{L}\p{N}]{0,2}$/u;
const CLOSES = /^[^\p{L}\p{N}]{0,2}[)\]}>»】]/u;

function wordsOf(line: string): Word[] {
  const found = [...line.matchAll(/\p{L}+/gu)];
  const endOf = (i: number): number => (i < 0 ? 0 : found[i]!.index + found[i]![0].length);
  return found.map(([text], i) => {
    const before = line.slice(endOf(i - 1), found[i]!.index);
    const after = line.slice(endOf(i), found[i + 1]?.index ?? line.length);
    return {
      text,
      low: text.toLowerCase(),
      parted: { before: i === 0 || !JOINED.test(before), after: i === found.length - 1 || !JOINED.test(after) },
      bracket: { opens: OPENS.test(before), closes: CLOSES.test(after) },
    };
  });
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));
/** with these before or behind it "mật" is part of a word or a name: bảo mật, Yên Mật, mật ong, mật mã */
const BEFORE_IN_A_WORD = list('bảo bí cơ độ giải yên thân kín ong túi sỏi gan đường rỉ trăng chất dịch');
const AFTER_IN_A_WORD = list('ong mã độ khẩu vụ thám gấu mía thư ngữ danh ước đàm thiết sơn ninh nghị hoa ngọt');
const PAPER = /^(?:công văn|văn bản|tài liệu|hồ sơ|báo cáo|kế hoạch|công điện|tờ trình|chỉ thị|quyết định|thông báo)$/u;
const ABOUT_SECRETS = /b[íi] m[ậa]t nh[àa] n[ưu][ớo]c|(?<!\p{L})độ mật(?!\s*:)/iu;

/**
 * Whether one line (a name, a subject, a property) bears a secrecy mark: as a word of its own that is bracketed, parted
 * from the others by signs or digits, or stands out in capitals; or one of the two-word degrees, these also without
 * diacritics. What only speaks of secrets ("bảo mật", "Quy chế bảo vệ bí mật", "mật ong") bears none.
 */
export function isMarkedLine(line: string): boolean {
  const words = wordsOf(line);
  const isProse = ABOUT_SECRETS.test(line.replace(/[_-]/g, ' '));
  return words.some((word, i) => {
    if (!/^(?:m[ậâ]t|mat)$/u.test(word.low)) return false;
    const place = { words, i, isProse };
    return isDegree(words[i - 1], word) ? isMarkedDegree(place) : isMarkedAlone(place);
  });
}

interface Place {
  words: readonly Word[];
  i: number;
  /** the line names degrees of secrecy because it is about them */
  isProse: boolean;
}

const isCapital = ({ text }: Word): boolean => text === text.toUpperCase();

function isDegree(before: Word | undefined, word: Word): boolean {
  if (before === undefined || word.parted.before) return false;
  if (word.low === 'mat') return /^(?:tuyet|toi)$/.test(before.low);
  // in capitals also as scans lose their dots
  return /^(?:tuyệt|tối)$/u.test(before.low) || (isCapital(before) && /^(?:tuyêt|tôi)$/u.test(before.low));
}

/** In capitals anywhere; in small letters and without diacritics ("tới mặt bằng") where a side of it is free. */
function isMarkedDegree({ words, i, isProse }: Place): boolean {
  const first = words[i - 1]!;
  const word = words[i]!;
  const after = word.parted.after ? undefined : words[i + 1];
  if (isProse) return i === 1 ? word.parted.after : first.bracket.opens && word.bracket.closes;
  if (AFTER_IN_A_WORD.has(after?.low ?? '')) return false;
  const isFree = first.parted.before || after === undefined;
  if (word.low === 'mat') return isFree && !/^(?:bang|tran|hang|duong|truoc|hoc)$/.test(after?.low ?? '');
  return isFree || isCapital(word);
}

/** nothing beside it, or letters that are no word: "CV-MẬT-12", "MẬT_BNV" */
const isFreeOf = (beside: Word | undefined): boolean =>
  beside === undefined || (isCapital(beside) && !isSyllable(beside.low));

function isMarkedAlone({ words, i, isProse }: Place): boolean {
  const word = words[i]!;
  const isBracketed = word.bracket.opens && word.bracket.closes;
  if (word.low !== 'mật') return isBracketed;
  const before = word.parted.before ? undefined : words[i - 1];
  const after = word.parted.after ? undefined : words[i + 1];
  if (isProse) return isBracketed || (i === 0 && after === undefined);
  if (isFreeOf(before) && isFreeOf(after)) return true;
  if (BEFORE_IN_A_WORD.has(before?.low ?? '') || AFTER_IN_A_WORD.has(after?.low ?? '')) return false;
  const named = (from: number): boolean => PAPER.test(`${words[from]?.low ?? ''} ${words[from + 1]?.low ?? ''}`);
  // "Công văn mật 12", "Mật công văn 12", and not "Quản lý tài liệu mật"
  if ((i === 2 && named(0)) || (i === 0 && named(1))) return true;
  return isCapital(word) && (isFreeOf(before) || words.some(({ text }) => /\p{Ll}{2}/u.test(text)));
}
