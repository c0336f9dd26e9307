import type { Locale } from '../platform/caller.js';
import { dateWords } from '../platform/components/when.js';
import type { Ended } from './addressee-names.rules.js';
import type { Roster } from './roster.rules.js';
import { en as pagesEn } from './words.en.js';
import { vi as pagesVi } from './words.vi.js';

/** Words of the command line; those for kinds are the pages' own. Vietnamese is the source. */
const vi = {
  kinds: pagesVi.kinds,
  reasons: {
    unknown: 'không có đơn vị nào mang tên này',
    ended: 'tên của một đơn vị đã kết thúc hoặc đổi tên; hãy chọn đơn vị của ngày đó',
    exception: 'tên nêu sau chữ “trừ” không thuộc các đơn vị đứng trước; hãy sửa cách ghi',
    ambiguous: 'chưa rõ là đơn vị nào',
    'none-in-area': 'không có đơn vị nào như vậy trên địa bàn vào ngày đó',
    'no-such-level': 'vào ngày đó không có cấp hoặc loại đơn vị hành chính này',
    'missing-in-areas': 'một số địa bàn không có cơ quan như vậy trong danh mục',
    'count-differs': 'con số ghi trong văn bản khác với số đơn vị vào ngày đó',
    'group-cycle': 'nhóm này dùng lại chính nó',
    people: 'là người giữ chức vụ, không phải đơn vị',
    'same-as-addressees': 'trỏ về mục Kính gửi',
    filing: 'nơi lưu, không phải nơi nhận',
  },
  columns: {
    code: 'Mã',
    name: 'Tên',
    kind: 'Loại',
    below: 'Số đơn vị bên dưới',
  },
  childless: 'Không có đơn vị nào bên dưới.',
  on: (date: string) => `vào ngày ${date}`,
  means: (count: number) => `${count} đơn vị`,
  mayBe: 'Có thể là',
  registered: (kinds: string) => `Danh mục có thể chưa đủ; hiện có: ${kinds}.`,
  knownFrom: (date: string) => `Danh mục ghi nhận từ ngày ${date}; trước ngày đó dùng danh mục của ngày này.`,
  endedOn: (name: string, date: string, now: string | null) =>
    `${name} kết thúc hoặc đổi tên từ ngày ${date}${now === null ? '' : `, nay là ${now}`}`,
};
type CommandWords = typeof vi;

const en: CommandWords = {
  kinds: pagesEn.kinds,
  reasons: {
    unknown: 'no unit has this name',
    ended: 'the name of a unit that ended or was renamed; choose a unit of that day',
    exception: 'what is named as left out is none of the units before it; correct the text',
    ambiguous: 'it is not clear which unit is meant',
    'none-in-area': 'there is no such unit in the area on that day',
    'no-such-level': 'there is no such level or kind of area on that day',
    'missing-in-areas': 'the register has no such body in some of the areas',
    'count-differs': 'the number in the text is not the number of units on that day',
    'group-cycle': 'this group uses itself',
    people: 'persons in office, not a unit',
    'same-as-addressees': 'refers to the addressees',
    filing: 'where the paper is filed, not a recipient',
  },
  columns: {
    code: 'Code',
    name: 'Name',
    kind: 'Kind',
    below: 'Units below',
  },
  childless: 'No unit is below it.',
  on: (date) => `on ${date}`,
  means: (count) => (count === 1 ? '1 unit' : `${count} units`),
  mayBe: 'It may be',
  registered: (kinds) => `The register may be incomplete; it has: ${kinds}.`,
  knownFrom: (date) => `The lists are known from ${date}; for a day before it, those of that day are used.`,
  endedOn: (name, date, now) => `${name} ended or was renamed on ${date}${now === null ? '' : `, now ${now}`}`,
};

/** Why an addressee was not understood, as a sentence; none where the code is none of ours. */
export function reasonSentence(reason: string | null, locale: Locale, ended?: Ended): string | undefined {
  const words = Object.entries(commandWordsIn(locale).reasons).find(([code]) => code === reason)?.[1];
  const said = ended ? endedWords(ended, locale) : words;
  return said && `${said.slice(0, 1).toLocaleUpperCase('vi')}${said.slice(1)}.`;
}

/** What is to be known beside a roster: that the register may lack central bodies, and that the day is before its lists. */
export function noteSentences(
  { registered, knownFrom }: Pick<Roster, 'registered' | 'knownFrom'>,
  locale: Locale,
): string[] {
  const words = commandWordsIn(locale);
  const kinds = (registered ?? []).map(({ kind, units }) => `${words.kinds[kind]} ${units}`);
  return [
    ...(kinds.length > 0 ? [words.registered(kinds.join(', '))] : []),
    ...(knownFrom ? [words.knownFrom(dateWords(knownFrom, locale))] : []),
  ];
}

/** `Tỉnh Bình Dương kết thúc hoặc đổi tên từ ngày 01/7/2025, nay là Thành phố Hồ Chí Minh`. */
export const endedWords = ({ name, on, now }: Ended, locale: Locale): string =>
  commandWordsIn(locale).endedOn(name, dateWords(on, locale), now?.name ?? null);

export const commandWordsIn = (locale: Locale): CommandWords => (locale === 'vi' ? vi : en);
