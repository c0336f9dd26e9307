import { invalid, secretDocument, tooLarge, type ProductError } from '../platform/errors.js';
import { decodeText, isTooLarge } from './reading/decode-text.rules.js';
import { readDispatch } from './reading/read-dispatch.rules.js';
import type { Reading } from './reading/reading.rules.js';

const REFUSALS: Readonly<Record<'empty' | 'binary' | 'too-large', () => ProductError>> = {
  empty: () => invalid('Tệp không có nội dung.', 'The file is empty.'),
  binary: () =>
    invalid(
      'Tệp không phải văn bản thuần; hãy lưu thành .txt (UTF-8 hoặc UTF-16) rồi gửi lại.',
      'The file is not plain text; save it as .txt (UTF-8 or UTF-16) and send it again.',
    ),
  'too-large': () => tooLarge('Văn bản quá lớn (tối đa 300 KB).', 'The text is too large (300 KB at most).'),
};

/** @throws ProductError `invalid` for what is empty or no text, `too-large` above 300 KB */
export function textOf(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  if ('refused' in decoded) throw REFUSALS[decoded.refused]();
  return decoded.text;
}

/** The refusal of a paper that is marked a state secret; says what to do and nothing of the paper. */
export const secretRefusal = (): ProductError =>
  secretDocument(
    'Văn bản mang dấu độ mật nên bị từ chối, không nội dung nào được lưu. Hãy xử lý theo quy định về bảo vệ bí mật nhà nước.',
    'The paper is marked secret and is refused; nothing of it was kept. Handle it as the law on state secrets says.',
  );

/**
 * Reads a text.
 * @throws ProductError `secret-document` where it is marked MẬT, TỐI MẬT or TUYỆT MẬT, `too-large` above 300 KB
 */
export function readOpenText(text: string): Reading {
  if (isTooLarge(text)) throw REFUSALS['too-large']();
  const reading = readDispatch(text);
  if (reading.secrecy.value !== null) throw secretRefusal();
  return reading;
}
