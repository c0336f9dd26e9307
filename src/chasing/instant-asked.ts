import { instantOf } from '../platform/as-of.rules.js';
import { invalid } from '../platform/errors.js';

/** What to say beside the field of a day. */
export const NO_SUCH_DAY = {
  vi: 'Không có ngày này. Hãy chọn lại một ngày từ năm 1900 đến năm 2200, hoặc để trống: hiện nay.',
  en: 'There is no such day. Choose one from 1900 to 2200, or leave it empty: now.',
};

/** The instant that somebody asks about. @throws ProductError `invalid` where the text is neither a day nor an instant */
export function instantAsked(text: string): Date {
  const at = instantOf(text);
  if (at) return at;
  throw invalid(
    `"${text}" không phải thời điểm từ năm 1900 đến năm 2200; ghi dạng 2026-11-18T17:00:00+07:00.`,
    `"${text}" is no instant from 1900 to 2200, e.g. 2026-11-18T17:00:00+07:00.`,
    { field: 'at' },
  );
}
