/*
 * A code of twelve digits for the telephone: ten that are drawn at random, and two that check them by ISO/IEC 7064,
 * MOD 97-10. They find every single wrong digit and every two neighbours that changed places.
 */
const RANDOM_DIGITS = 10;
const CODE_DIGITS = 12;
const MODULUS = 97;
const SHIFT = 100;

/** How many different codes there are. */
export const CODES = 10 ** RANDOM_DIGITS;

/** @param drawn  0 ≤ drawn < {@link CODES}, a whole number */
export function shortCode(drawn: number): string {
  const shifted = drawn * SHIFT;
  // the whole number then leaves 1 when it is divided by 97
  const check = MODULUS + 1 - (shifted % MODULUS);
  return String(shifted + check).padStart(CODE_DIGITS, '0');
}

/** Whether it has twelve digits whose check digits are right; nothing is said of whether it was ever given out. */
export const isShortCode = (digits: string): boolean => /^\d{12}$/.test(digits) && Number(digits) % MODULUS === 1;

/** The digits of what somebody typed: blanks, dashes and points between them count for nothing. */
export const digitsOf = (typed: string): string => typed.normalize('NFKC').replace(/[\s.\-–—_/]+/gu, '');

/** In three groups of four, as it is written and said. */
export const inGroups = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, '$1 ');
