import { conflict, invalid, ProductError, tooLarge, unavailable } from './errors.js';
import { wasGivenUp } from './trying-again.js';

const CONNECTION_LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);
const UNIQUE_VIOLATION = '23505';
/** SQLSTATE class 22, data exception: a value that no column can hold, which a check at the edge let through. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/;
const NOT_MIGRATED = new Set(['42883', '42P01', '42703']);

interface Coded {
  code?: unknown;
  type?: unknown;
  cause?: unknown;
  message?: string;
}

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let e = error as Coded | undefined; e && codes.length < 5; e = e.cause as Coded | undefined)
    if (typeof e.code === 'string') codes.push(e.code);
  return codes;
}

/** Drivers say it in words where they have no code. */
const lostInWords = (error: unknown): boolean =>
  /Connection terminated|timeout exceeded when trying to connect/i.test((error as Coded)?.message ?? '');

/** A thrown value as a member of the product's family; undefined for a defect. */
export function knownErrorOf(error: unknown): ProductError | undefined {
  if (error instanceof ProductError) return error;
  const codes = codesOf(error);
  if (codes.some((code) => CONNECTION_LOST.has(code)) || lostInWords(error))
    return unavailable(
      'Cơ sở dữ liệu hiện không trả lời; chưa có gì được ghi. Hãy thử lại sau ít phút.',
      'The database does not answer at the moment; nothing was recorded. Try again in a few minutes.',
    );
  if (codes.some((code) => NOT_MIGRATED.has(code)))
    return unavailable(
      'Cơ sở dữ liệu chưa được chuẩn bị cho phiên bản này; hãy chạy `thongsuot migrate`.',
      'The database is not prepared for this version; run `thongsuot migrate`.',
    );
  if (codes.includes(UNIQUE_VIOLATION))
    return conflict('Việc này vừa được thực hiện ở nơi khác; hãy tải lại.', 'This was just done elsewhere; reload.');
  if (wasGivenUp(error))
    return conflict(
      'Có việc khác cùng lúc trên các nhiệm vụ này nên chưa ghi được gì; hãy thực hiện lại.',
      'Others were acting on the same duties at this moment and nothing was recorded; do it again.',
    );
  if (codes.some((code) => DATA_EXCEPTION.test(code)))
    return invalid('Một giá trị gửi lên không hợp lệ.', 'One of the values that were sent is not valid.');
  if ((error as Coded)?.type === 'entity.too.large' || codes.includes('LIMIT_FILE_SIZE'))
    return tooLarge('Nội dung gửi lên quá lớn (tối đa 2 MB).', 'What was sent is too large (2 MB at most).');
  return undefined;
}
