/**
 * The closed family of product errors. Each carries a stable code (the last part of `urn:thongsuot:<code>`), the HTTP
 * status and a sentence in both languages that says what to do. Everything else that is thrown is a defect.
 */
export const ERROR_STATUS = {
  'not-found': 404,
  'not-signed-in': 401,
  'not-permitted': 403,
  'not-possible-now': 409,
  conflict: 409,
  invalid: 400,
  'idempotency-key-reused': 422,
  'secret-document': 422,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A sentence in the two languages of the product; Vietnamese is the source. */
export interface Words {
  vi: string;
  en: string;
}

export class ProductError extends Error {
  readonly status: number;

  /**
   * @param code     which member of the family
   * @param words    what happened and what to do, in both languages; never personal data, never text of a paper
   * @param details  further members of the problem document (RFC 9457 §3.2), e.g. `current` or `errors`
   */
  constructor(
    readonly code: ErrorCode,
    readonly words: Words,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(words.en);
    this.name = 'ProductError';
    this.status = ERROR_STATUS[code];
  }
}

const family =
  (code: ErrorCode) =>
  (vi: string, en: string, details?: Record<string, unknown>): ProductError =>
    new ProductError(code, { vi, en }, details);

export const notFound = family('not-found');
export const notSignedIn = family('not-signed-in');
export const notPermitted = family('not-permitted');
export const notPossibleNow = family('not-possible-now');
export const conflict = family('conflict');
export const invalid = family('invalid');
export const idempotencyKeyReused = family('idempotency-key-reused');
export const secretDocument = family('secret-document');
export const tooLarge = family('too-large');
export const tooMany = family('too-many');
export const unavailable = family('unavailable');
