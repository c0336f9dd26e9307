import { searchKey } from '../../platform/text.js';
import type { Query, Reading } from '../reading/reading.rules.js';
import { queryOf } from './query.rules.js';

/** words of "Gửi kèm ...", and of file names, that tell nothing of which file is meant */
const TELLS_NOTHING = new Set(
  'gui kem theo dinh tren cua so ngay ve file tep pdf docx doc xlsx xls txt va cac ban co'.split(' '),
);
const APPENDED = /^[ \t*#]*(?:PHỤ LỤC|BIỂU MẪU|BIỂU SỐ|MẪU SỐ|DANH SÁCH|ĐỀ CƯƠNG|BẢNG TỔNG HỢP|DỰ TOÁN)(?![\p{L}])/mu;

/**
 * What the paper says goes with it, where no such file came. With as many files as things named nothing is doubted:
 * files are seldom called what the paper calls them.
 * @param names  the files that came with the paper; null where that is not known
 * @param text  the stored text, in which an appendix may stand itself
 */
export function attachmentQueries(reading: Reading, names: readonly string[] | null, text: string): Query[] {
  const { attachments } = reading;
  if (names === null || names.length >= attachments.length || standsBelow(reading, text)) return [];
  const keys = names.map((name) => new Set(tellingWords(name)));
  const absent = attachments.filter(({ value }) => !keys.some((key) => meantBy(value).some((word) => key.has(word))));
  return attachments.flatMap((attachment, i) =>
    absent.includes(attachment)
      ? [
          queryOf('attachment-absent', `attachments.${i}`, {
            values: { name: shortened(attachment.value) },
            at: [attachment],
          }),
        ]
      : [],
  );
}

/** The number of a paper where it has one: "Kế hoạch số 38/KH-BCĐ" is not the file of plan 40. */
function meantBy(attachment: string): string[] {
  const number = /(?<![\d/])0*(\d+)\s*\/\s*\p{Lu}/u.exec(attachment)?.[1];
  return number ? [number] : tellingWords(attachment);
}

const tellingWords = (text: string): string[] =>
  searchKey(text)
    .split(' ')
    .map((word) => word.replace(/^0+(?=\d)/, ''))
    .filter((word) => (word.length > 1 || /\d/.test(word)) && !TELLS_NOTHING.has(word));

const NAME_AT_MOST = 90;
const shortened = (name: string): string =>
  name.length <= NAME_AT_MOST ? name : `${name.slice(0, name.lastIndexOf(' ', NAME_AT_MOST))} …`;

/** Appendices under the signature are part of the paper. */
const standsBelow = ({ signature }: Reading, text: string): boolean =>
  APPENDED.test(text.slice(signature.name.end ?? signature.title.end ?? text.length));
