import {
  decodeText,
  filesEn,
  filesVi,
  isRefusalCode,
  isTooLarge,
  type EncodingName,
  type RefusalCode,
} from '../files/index.js';
import { invalid, secretDocument, tooLarge, type ProductError } from '../platform/errors.js';
import { readDispatch } from './reading/read-dispatch.rules.js';
import type { Reading } from './reading/reading.rules.js';

const FAMILIES: Partial<Record<RefusalCode, typeof invalid>> = {
  secret: secretDocument,
  'too-large': tooLarge,
  'too-many': tooLarge,
  bomb: tooLarge,
};

/**
 * The refusal of a file in the product's errors; says what to do and nothing of the file.
 * @param code  a `RefusalCode`, also as it is stored
 */
export function refusalError(code: string): ProductError {
  const known = isRefusalCode(code) ? code : 'broken';
  return (FAMILIES[known] ?? invalid)(filesVi.refusals[known], filesEn.refusals[known], { reason: known });
}

/**
 * The text of a file of plain text, in whatever encoding.
 * @throws ProductError `invalid` for what is empty or no text, `too-large` above 300 KB
 */
export function textOf(bytes: Uint8Array, encoding?: EncodingName): string {
  const decoded = decodeText(bytes, encoding);
  if ('refused' in decoded) throw refusalError(decoded.refused);
  return decoded.text;
}

/** The refusal of a paper that is marked a state secret; says what to do and nothing of the paper. */
export const secretRefusal = (): ProductError => refusalError('secret');

/**
 * Reads a text.
 * @throws ProductError `secret-document` where it is marked MẬT, TỐI MẬT or TUYỆT MẬT, `too-large` above 300 KB
 */
export function readOpenText(text: string): Reading {
  if (isTooLarge(text)) throw refusalError('too-large');
  const reading = readDispatch(text);
  if (reading.secrecy.value !== null) throw secretRefusal();
  return reading;
}
