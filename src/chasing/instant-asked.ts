import { instantOf } from '../platform/as-of.rules.js';
import { invalid } from '../platform/errors.js';

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
